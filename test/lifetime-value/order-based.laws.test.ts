import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type LifetimeOrders, lifetimeValue } from '../../src/index.js';
import { amount, factor, fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { agreesWith, expectClose, neverFalls, scalesWith } from '../support/predicates.js';

/** Amounts up to a million, so that the product of three of them and a factor stays far from overflow. */
const size = () => fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));

const orders = (): fc.Arbitrary<LifetimeOrders> =>
  fc.record(
    { averageOrderValue: size(), ordersPerYear: size(), years: size(), margin: fraction() },
    { requiredKeys: ['averageOrderValue', 'ordersPerYear', 'years'] },
  );

const scaled = (field: 'averageOrderValue' | 'ordersPerYear' | 'years') => (customer: LifetimeOrders, k: number) => ({
  ...customer,
  [field]: k * customer[field],
});

describe('lifetimeValue', () => {
  law(
    'it scales with money: LTV(k · order value) = k · LTV',
    [orders(), factor()],
    scalesWith(lifetimeValue, scaled('averageOrderValue')),
  );
  law(
    'it scales with years: LTV(k · years) = k · LTV',
    [orders(), factor()],
    scalesWith(lifetimeValue, scaled('years')),
  );
  law(
    'it scales with frequency: LTV(k · orders a year) = k · LTV',
    [orders(), factor()],
    scalesWith(lifetimeValue, scaled('ordersPerYear')),
  );

  law(
    'years add up: LTV(a years) + LTV(b years) = LTV(a + b years)',
    [orders(), amount(), amount()],
    (customer, a, b) => {
      const over = (years: number) => lifetimeValue({ ...customer, years });
      expectClose(over(a) + over(b), over(a + b));
    },
  );

  law(
    'profit is never more than revenue: LTV(margin) = margin · LTV ≤ LTV',
    [orders(), fraction()],
    ({ averageOrderValue, ordersPerYear, years }, margin) => {
      const revenue = lifetimeValue({ averageOrderValue, ordersPerYear, years });
      const profit = lifetimeValue({ averageOrderValue, ordersPerYear, years, margin });
      expectClose(profit, margin * revenue);
      expect(profit).toBeLessThanOrEqual(revenue);
    },
  );

  law(
    'a better margin never lowers profit: a ≤ b ⇒ LTV(margin a) ≤ LTV(margin b)',
    [orders(), fraction(), fraction()],
    (customer, a, b) =>
      neverFalls(
        (margin: number) => lifetimeValue({ ...customer, margin }),
        (margin) => Math.max(margin, b),
      )(a),
  );

  law(
    'it is what a till would have counted: LTV = Σ over orders of order value, over whole orders and years',
    [
      fc.record({
        averageOrderValue: fc.integer({ min: 0, max: 1000 }),
        ordersPerYear: fc.nat(20),
        years: fc.nat(20),
      }),
    ],
    agreesWith(lifetimeValue, ({ averageOrderValue, ordersPerYear, years }) => {
      let till = 0;
      for (let year = 0; year < years; year++)
        for (let order = 0; order < ordersPerYear; order++) till += averageOrderValue;
      return till;
    }),
  );
});
