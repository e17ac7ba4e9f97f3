import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { netPresentValue, type Referral, referralValue } from '../../src/index.js';
import { amount, balance, factor, fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';

const referral = (): fc.Arbitrary<Referral> =>
  fc.record({
    customers: fc.nat(20),
    period: fc.nat(40),
    wouldHaveCome: fraction(),
    lifetimeValue: balance(),
    acquisitionCost: amount(),
    referralCost: amount(),
  });
const referrals = () => fc.array(referral(), { maxLength: 12 });
const size = (list: readonly Referral[]) =>
  list.reduce(
    (total, each) =>
      total + (each.customers ?? 1) * (Math.abs(each.lifetimeValue) + each.acquisitionCost + each.referralCost),
    0,
  );
const near = (actual: number, expected: number, list: readonly Referral[]) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * size(list));

describe('referralValue', () => {
  law('it is its parts: value = margins + savings − costs', [referrals(), fraction()], (list, rate) => {
    const { value, margins, savings, costs } = referralValue(list, rate);
    near(value, margins + savings - costs, list);
  });

  law(
    'who would not have come counts in full, who would have only for what was saved: w = 0 ⇒ LTV − cost, w = 1 ⇒ CAC − cost',
    [referral(), fraction()],
    (each, rate) => {
      const of = (wouldHaveCome: number) => referralValue([{ ...each, wouldHaveCome }], rate);
      const count = (each.customers ?? 1) / (1 + rate) ** each.period;
      near(of(0).value, count * (each.lifetimeValue - each.referralCost), [each]);
      near(of(1).value, count * (each.acquisitionCost - each.referralCost), [each]);
      expect(of(0).savings).toBe(0);
      expect(of(1).margins).toBe(0);
    },
  );

  law(
    'a probability is a mixture: value(w) = (1 − w) · value(0) + w · value(1)',
    [referral(), fraction()],
    (each, rate) => {
      const of = (wouldHaveCome: number) => referralValue([{ ...each, wouldHaveCome }], rate).value;
      const w = each.wouldHaveCome;
      near(of(w), (1 - w) * of(0) + w * of(1), [each]);
    },
  );

  law(
    'several customers are as many referrals: value(n at once) = n · value(1)',
    [referral(), fraction()],
    (each, rate) => {
      const n = each.customers as number;
      const one = { ...each, customers: undefined };
      near(referralValue([each], rate).value, referralValue(new Array<Referral>(n).fill(one), rate).value, [each]);
    },
  );

  law('lists add up: value(a ++ b) = value(a) + value(b)', [referrals(), referrals(), fraction()], (a, b, rate) =>
    near(referralValue([...a, ...b], rate).value, referralValue(a, rate).value + referralValue(b, rate).value, [
      ...a,
      ...b,
    ]),
  );

  law('it is a net present value of what each period brings', [referrals(), fraction()], (list, rate) => {
    const flows = new Array<number>(41).fill(0);
    for (const { customers = 1, period, wouldHaveCome: w, lifetimeValue, acquisitionCost, referralCost } of list) {
      flows[period] =
        (flows[period] as number) + customers * ((1 - w) * lifetimeValue + w * acquisitionCost - referralCost);
    }
    near(referralValue(list, rate).value, netPresentValue(flows, rate), list);
  });

  law('it scales with money', [referrals(), fraction(), factor()], (list, rate, k) => {
    const scaled = list.map((each) => ({
      ...each,
      lifetimeValue: k * each.lifetimeValue,
      acquisitionCost: k * each.acquisitionCost,
      referralCost: k * each.referralCost,
    }));
    near(referralValue(scaled, rate).value, k * referralValue(list, rate).value, scaled);
  });
});
