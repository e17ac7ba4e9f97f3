import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { earnedGrowthRate, earnedGrowthRatio, type RevenueSources } from '../../src/index.js';
import { amount } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { neverFalls, unmovedBy } from '../support/predicates.js';

/** Whole amounts: near no growth at all, the differences of others lose the digits that exchange would round. */
const whole = () => fc.integer({ min: 0, max: 1e9 });
const revenue = (): fc.Arbitrary<RevenueSources> =>
  fc.record({
    revenueBefore: whole().filter((before) => before > 0),
    revenueFromReturning: whole(),
    revenueFromEarnedNew: whole(),
    revenueFromBoughtNew: whole(),
  });
const growth = (r: RevenueSources) =>
  r.revenueFromReturning + r.revenueFromEarnedNew + r.revenueFromBoughtNew - r.revenueBefore;

const inCurrency = (r: RevenueSources, k: number): RevenueSources => ({
  revenueBefore: k * r.revenueBefore,
  revenueFromReturning: k * r.revenueFromReturning,
  revenueFromEarnedNew: k * r.revenueFromEarnedNew,
  revenueFromBoughtNew: k * r.revenueFromBoughtNew,
});
/** Powers of two exchange without rounding. */
const exactFactor = () => fc.integer({ min: -20, max: 20 }).map((power) => 2 ** power);

describe('earnedGrowthRate', () => {
  law('it is NRR + ENC − 1: rate = (returning + earned) / before − 1, and −1 at least', [revenue()], (r) => {
    const rate = earnedGrowthRate(r) as number;
    const sum = r.revenueFromReturning / r.revenueBefore + r.revenueFromEarnedNew / r.revenueBefore;
    expect(Math.abs(rate - (sum - 1))).toBeLessThanOrEqual(1e-12 * (1 + sum));
    expect(rate).toBeGreaterThanOrEqual(-1);
  });

  law('it is the same in every currency: rate(k · revenue) = rate(revenue)', [revenue(), exactFactor()], (r, k) =>
    unmovedBy(earnedGrowthRate as (each: RevenueSources) => number | undefined, inCurrency)(r, k),
  );

  law('earned and bought growth make up the growth: rate + bought / before = total / before − 1', [revenue()], (r) => {
    const bought = r.revenueFromBoughtNew / r.revenueBefore;
    const total = growth(r) / r.revenueBefore;
    const sum = (earnedGrowthRate(r) as number) + bought;
    expect(Math.abs(sum - total)).toBeLessThanOrEqual(1e-12 * (1 + bought + Math.abs(total)));
  });

  law(
    'a returning customer who spends more never lowers it',
    [revenue(), amount()],
    neverFalls(
      (r: RevenueSources) => earnedGrowthRate(r),
      (r, more: number) => ({ ...r, revenueFromReturning: r.revenueFromReturning + more }),
    ),
  );
});

describe('earnedGrowthRatio', () => {
  law(
    'it shares out the growth: ratio · total growth = rate · revenue before, where there is growth, and nowhere else',
    [revenue()],
    (r) => {
      const ratio = earnedGrowthRatio(r);
      expect(ratio === undefined).toBe(growth(r) <= 0);
      if (ratio === undefined) return;
      const earned = (earnedGrowthRate(r) as number) * r.revenueBefore;
      expect(Math.abs(ratio * growth(r) - earned)).toBeLessThanOrEqual(1e-12 * (Math.abs(earned) + r.revenueBefore));
    },
  );

  law(
    'at most 1, and 1 exactly where nothing was bought: ratio = 1 ⇔ bought = 0',
    [revenue(), fc.boolean()],
    (any, bought) => {
      const r = bought ? any : { ...any, revenueFromBoughtNew: 0 };
      const ratio = earnedGrowthRatio(r);
      if (ratio === undefined) return;
      expect(ratio).toBeLessThanOrEqual(1);
      expect(ratio === 1).toBe(r.revenueFromBoughtNew === 0);
    },
  );

  law(
    'it is the same in every currency: ratio(k · revenue) = ratio(revenue)',
    [revenue(), exactFactor()],
    unmovedBy(earnedGrowthRatio, inCurrency),
  );
});
