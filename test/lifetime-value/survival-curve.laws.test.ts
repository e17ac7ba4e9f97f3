import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type CurveCustomer, curveLifetimeValue, recurringLifetimeValue } from '../../src/index.js';
import { amount, balance, factor, fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { mortalCustomer, recurringCustomer, timings } from '../support/lifetime-value.js';
import { expectClose, neverFalls, scalesWith } from '../support/predicates.js';

const shares = () => fc.array(fraction(), { maxLength: 40 });
const customer = (margin = balance()): fc.Arbitrary<CurveCustomer & { survival: number[] }> =>
  fc.record(
    {
      margin,
      survival: shares(),
      discountRate: fraction(),
      firstMargin: fc.constantFrom(...timings),
      tailRetention: fraction(),
      growth: fc.oneof(
        fraction(),
        fraction().map((g) => -g),
      ),
    },
    { requiredKeys: ['margin', 'survival', 'discountRate', 'firstMargin'] },
  );
const worth = (c: CurveCustomer) => curveLifetimeValue(c)?.value;
/** The first n ages of constant retention. */
const geometric = (retention: number, ages: number) => Array.from({ length: ages }, (_, age) => retention ** age);

const divergingButForRounding: CurveCustomer & { survival: number[] } = {
  margin: -1,
  survival: [1e-9],
  discountRate: 1e-9,
  firstMargin: 'now',
  tailRetention: 0.9999999999999997,
  growth: 1e-9,
};

describe('curveLifetimeValue', () => {
  law(
    'a curve of constant retention has the value of the closed form: LTV(1, r, r², …) = recurring LTV over as many periods',
    [recurringCustomer(), fc.integer({ min: 1, max: 100 })],
    ({ retention, ...c }, periods) => {
      // At the first renewal the first age earns nothing.
      const ages = c.firstMargin === 'firstRenewal' ? periods + 1 : periods;
      const closed = recurringLifetimeValue({ ...c, retention, periods });
      expectClose(worth({ ...c, survival: geometric(retention, ages) }), closed);
      expectClose(worth({ ...c, survival: (age) => retention ** age, periods: ages }), closed);
    },
  );

  law(
    'wherever it is cut, a constant retention and growth are carried on: LTV(1, …, rⁿ; tail r) = recurring LTV for ever',
    [fc.oneof(recurringCustomer(), mortalCustomer()), fc.integer({ min: 1, max: 60 })],
    ({ retention, ...c }, ages) => {
      const result = curveLifetimeValue({ ...c, survival: geometric(retention, ages), tailRetention: retention });
      // Where 1 − r is tiny, the tail alone has its digits.
      expectClose(result?.value, recurringLifetimeValue({ ...c, retention }), 1e-11);
    },
  );

  law(
    'it is the sum of its margins: LTV = Σ m · (1 + g)^n · S(t) · discount, the nth margin at age t',
    [customer()],
    ({ margin, survival, discountRate, firstMargin, growth = 0 }) => {
      const later = { now: 0, midPeriod: 0.5, endOfPeriod: 1, firstRenewal: 0 }[firstMargin];
      let value = 0;
      const firstAge = firstMargin === 'firstRenewal' ? 1 : 0;
      survival.forEach((share, t) => {
        if (t < firstAge) return;
        value += (margin * (1 + growth) ** (t - firstAge) * share) / (1 + discountRate) ** (t + later);
      });
      expectClose(worth({ margin, survival, discountRate, firstMargin, growth }), value);
    },
  );

  law(
    'without a tail nothing lies in it, and with one it is what it adds: value − tail = value without',
    [customer()],
    (c) => {
      const { tailRetention: _, ...cut } = c;
      const [whole, known] = [curveLifetimeValue(c), curveLifetimeValue(cut)];
      expect(known?.tail).toBe(0);
      if (whole === undefined) return;
      const size = Math.abs(whole.value) + Math.abs(whole.tail);
      expect(Math.abs(whole.value - whole.tail - (known?.value as number))).toBeLessThanOrEqual(1e-12 * size);
    },
  );

  law(
    'a longer curve changes nothing where the tail said the same: LTV(S; tail r) = LTV(S, r·last; tail r)',
    [customer()],
    (c) => {
      const { tailRetention: r = 0, survival } = c;
      const last = survival[survival.length - 1];
      fc.pre(last !== undefined);
      expectClose(worth({ ...c, survival: [...survival, r * (last as number)] }), worth(c), 1e-11);
    },
  );

  law(
    'ages that nobody has reached yet do not count: LTV(S, undefined, …) = LTV(S)',
    [customer(), fc.nat(5)],
    (c, cells) =>
      expect(
        curveLifetimeValue({ ...c, survival: [...c.survival, ...new Array<undefined>(cells).fill(undefined)] }),
      ).toEqual(curveLifetimeValue(c)),
  );

  law(
    'a list is cut after as many periods: LTV(S, n periods) = LTV(first n of S)',
    [customer(), fc.nat(50)],
    (c, periods) =>
      expect(curveLifetimeValue({ ...c, periods })).toEqual(
        curveLifetimeValue({ ...c, survival: c.survival.slice(0, periods) }),
      ),
  );

  law(
    'it scales with money',
    [customer(), factor()],
    scalesWith(worth, (c, k) => ({ ...c, margin: k * c.margin })),
  );

  law(
    'more who stay never lowers a positive-margin value',
    [customer(amount()), fc.nat(39), fraction()],
    neverFalls(worth, (c, age: number, share: number) => ({
      ...c,
      survival: [...(c.survival as number[])].map((old, t) => (t === age ? Math.max(old, share) : old)),
    })),
  );

  law(
    'there is none exactly where it diverges: undefined ⇔ r · (1 + g) ≥ 1 + i after the curve, and customers at its end',
    [customer(), fc.boolean()],
    (c, edge) => {
      const at = edge ? { ...c, tailRetention: 1, discountRate: 0, growth: Math.abs(c.growth ?? 0) } : c;
      const last = at.survival[at.survival.length - 1] ?? 0;
      const tail = { ...at, retention: at.tailRetention ?? 0, periods: undefined };
      expect(curveLifetimeValue(at) === undefined).toBe(recurringLifetimeValue(tail) === undefined && last > 0);
    },
    [[divergingButForRounding, false]],
  );
});
