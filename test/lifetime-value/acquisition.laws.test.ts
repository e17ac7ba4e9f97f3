import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type AcquiredCustomer,
  type AcquiringBase,
  acquisitionCost,
  acquisitionPaybackPeriod,
  customerEquity,
  lifetimeValueToCost,
  netPresentValueEndOfPeriod,
  recurringLifetimeValue,
} from '../../src/index.js';
import { amount, balance, factor, fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { mortalCustomer, recurringCustomer } from '../support/lifetime-value.js';
import { comesBack, expectClose, scalesWith } from '../support/predicates.js';

const cost = () => amount().filter((value) => value > 0);
/** Margins and costs of one size, so that many a cost is paid back. */
const customer = (): fc.Arbitrary<AcquiredCustomer> => {
  const size = () => fc.double({ min: 0.01, max: 100, noNaN: true });
  return fc
    .tuple(fc.oneof(recurringCustomer(size()), mortalCustomer(size())), size())
    .map(([c, acquisitionCost]) => ({ ...c, acquisitionCost }));
};

describe('acquisitionCost', () => {
  law(
    'customers times cost is the spend: n · CAC(s, n) = s',
    [amount(), cost()],
    comesBack(
      (spend, customers: number) => acquisitionCost({ spend, customers }) as number,
      (each, customers: number) => each * customers,
    ),
  );
  law('nobody won, no cost of winning: CAC(s, 0) = undefined', [amount()], (spend) =>
    expect(acquisitionCost({ spend, customers: 0 })).toBeUndefined(),
  );
});

describe('lifetimeValueToCost', () => {
  law('cost times ratio is the value: c · ratio(v, c) = v', [balance(), cost()], (lifetimeValue, acquisitionCost) =>
    expectClose((lifetimeValueToCost({ lifetimeValue, acquisitionCost }) as number) * acquisitionCost, lifetimeValue),
  );
  law(
    'above 1 exactly where winning a customer pays: ratio > 1 ⇔ v − c > 0',
    [balance(), cost()],
    (lifetimeValue, acquisitionCost) =>
      expect((lifetimeValueToCost({ lifetimeValue, acquisitionCost }) as number) > 1).toBe(
        lifetimeValue - acquisitionCost > 0,
      ),
  );
  law('what costs nothing has no ratio', [balance()], (lifetimeValue) =>
    expect(lifetimeValueToCost({ lifetimeValue, acquisitionCost: 0 })).toBeUndefined(),
  );
});

describe('acquisitionPaybackPeriod', () => {
  law(
    'after it the margins have brought the cost, and a period before they had not: LTV(n − 1) < cost ≤ LTV(n)',
    [customer()],
    (c) => {
      const n = acquisitionPaybackPeriod(c);
      if (n === undefined) return;
      expect(recurringLifetimeValue({ ...c, periods: n })).toBeGreaterThanOrEqual(c.acquisitionCost * (1 - 1e-12));
      if (n > 0) expect(recurringLifetimeValue({ ...c, periods: n - 1 })).toBeLessThan(c.acquisitionCost);
    },
  );

  law('never, exactly where all margins are less than the cost: undefined ⇔ LTV < cost', [customer()], (c) => {
    const value = recurringLifetimeValue(c) ?? Infinity;
    fc.pre(Math.abs(value - c.acquisitionCost) > 1e-9 * c.acquisitionCost);
    expect(acquisitionPaybackPeriod(c) === undefined).toBe(value < c.acquisitionCost);
  });

  law(
    'it is what adding margins one by one finds: the least n with Σ m·rᵗ ≥ cost',
    [
      fc.record({ margin: fc.integer({ min: 1, max: 50 }), retention: fc.constantFrom(0.25, 0.5, 0.75, 1) }),
      fc.integer({ min: 0, max: 200 }),
    ],
    (c, acquisitionCost) => {
      let [total, n, share] = [0, 0, 1];
      // Quarters and halves add up exactly until long after they make no difference.
      for (; total < acquisitionCost && n < 250; n++, share *= c.retention) total += c.margin * share;
      const left = acquisitionCost * (1 - c.retention) - c.margin;
      fc.pre(left < 0 || left > 0 || acquisitionCost === 0);
      const found = acquisitionPaybackPeriod({ ...c, discountRate: 0, firstMargin: 'now', acquisitionCost });
      expect(found).toBe(total >= acquisitionCost ? n : undefined);
    },
  );

  law('churn never shortens it: cost / margin ≤ n', [customer()], (c) => {
    const n = acquisitionPaybackPeriod({ ...c, growth: undefined, firstMargin: 'now' });
    if (n !== undefined) expect(n).toBeGreaterThanOrEqual((c.acquisitionCost / c.margin) * (1 - 1e-12));
  });

  law('the currency does not matter', [customer(), fc.integer({ min: -60, max: 60 })], (c, k) =>
    expect(
      acquisitionPaybackPeriod({ ...c, margin: c.margin * 2 ** k, acquisitionCost: c.acquisitionCost * 2 ** k }),
    ).toBe(acquisitionPaybackPeriod(c)),
  );
});

describe('customerEquity', () => {
  const base = (): fc.Arbitrary<AcquiringBase> =>
    fc.record({
      customers: amount(),
      lifetimeValue: balance(),
      acquired: fc.array(amount(), { maxLength: 20 }),
      newLifetimeValue: balance(),
      acquisitionCost: amount(),
      discountRate: fraction(),
    });

  law(
    'it is the base times its value, and the present value of those to come: equity = N·LTV + NPV(aₜ · (LTV′ − CAC))',
    [base()],
    (b) => {
      const { value, present, future } = customerEquity(b);
      expect(present).toBe(b.customers * b.lifetimeValue + 0);
      expect(value).toBe(present + future);
      const net = b.newLifetimeValue - b.acquisitionCost;
      expectClose(
        future,
        netPresentValueEndOfPeriod(
          [...b.acquired].map((count) => count * net + 0),
          b.discountRate,
        ),
      );
    },
  );

  law('without customers to come it is the base: equity(acquired none) = N·LTV', [base()], (b) =>
    expect(customerEquity({ ...b, acquired: [] })).toEqual({
      value: b.customers * b.lifetimeValue + 0,
      present: b.customers * b.lifetimeValue + 0,
      future: 0,
    }),
  );

  law('winning customers at their value adds nothing: LTV′ = CAC ⇒ future = 0', [base()], (b) =>
    expect(customerEquity({ ...b, newLifetimeValue: b.acquisitionCost }).future).toBe(0),
  );

  law(
    'it scales with customers',
    [base(), factor()],
    scalesWith(
      (b: AcquiringBase) => customerEquity(b).future,
      (b, k) => ({ ...b, acquired: [...b.acquired].map((count) => k * count) }),
    ),
  );
});
