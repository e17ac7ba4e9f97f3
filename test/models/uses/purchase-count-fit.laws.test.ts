import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaGeometricParameters,
  bgNbd,
  likelihoodRatioTest,
  type PurchaseCountFit,
  type PurchaseHistories,
  purchaseCountFit,
} from '../../../src/index.js';
import { comparableFit } from '../../support/comparable-fit.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { betaGeometric } from '../../support/purchase-model-laws.js';
import { histories, rowsOf } from '../../support/purchases.js';

describe('purchaseCountFit', () => {
  const orMore = () => fc.integer({ min: 1, max: 12 });
  const fit = (p: BetaGeometricParameters, all: PurchaseHistories, most: number) =>
    purchaseCountFit(bgNbd, p, all, { orMore: most }) as PurchaseCountFit | undefined;

  law(
    'each customer counts once, in both columns: Σ observed = Σ expected = Σ w, pooled or not',
    [betaGeometric(), histories(), orMore()],
    (p, all, most) => {
      const customers = rowsOf(all).reduce((sum, row) => sum + (row[3] as number), 0);
      const result = fit(p, all, most);
      if (customers === 0) return expect(result).toBeUndefined();
      for (const bins of [result?.counts, result?.pooled]) {
        expectClose(
          bins?.reduce((sum, { observed }) => sum + observed, 0),
          customers,
        );
        expectClose(
          bins?.reduce((sum, { expected }) => sum + expected, 0),
          customers,
          1e-9,
        );
      }
    },
  );

  law(
    'as customer by customer: observed(x) = Σ w [xᵢ = x], expected(x) = Σ w P(X(Tᵢ) = x)',
    [betaGeometric(), histories(), orMore()],
    (p, all, most) => {
      for (const { from, to, observed, expected } of fit(p, all, most)?.counts ?? []) {
        let [seen, foreseen] = [0, 0];
        for (const [x, , duration, weight] of rowsOf(all) as [number, number, number, number][]) {
          if (to === undefined ? x >= from : x === from) seen += weight;
          if (to !== undefined) foreseen += weight * bgNbd.purchaseCountProbability(p, from, { duration });
        }
        expect(observed).toBe(seen);
        if (to !== undefined) expectClose(expected, foreseen, 1e-11);
      }
    },
  );

  law(
    'pooled bins adjoin and hold 5, unless there is but one; the statistic is theirs: Σ (o − e)² / e',
    [betaGeometric(), histories().map((all) => ({ ...all, weights: Array.from(all.repeats, () => 30) })), orMore()],
    (p, all, most) => {
      const result = fit(p, all, most);
      if (result === undefined) return;
      const { pooled, statistic, degreesOfFreedom, pValue } = result;
      expect(pooled[0]?.from).toBe(0);
      expect(pooled[pooled.length - 1]?.to).toBeUndefined();
      let slow = 0;
      pooled.forEach(({ to, observed, expected }, i) => {
        if (pooled.length > 1) expect(expected).toBeGreaterThanOrEqual(5);
        if (i < pooled.length - 1) expect(pooled[i + 1]?.from).toBe((to as number) + 1);
        slow += (observed - expected) ** 2 / expected;
      });
      expect(Math.abs(statistic - slow)).toBeLessThanOrEqual(1e-9 * (1 + slow));
      expect(degreesOfFreedom).toBe(pooled.length - 5);
      expect(pValue === undefined).toBe(pooled.length === 1);
      if (pValue === undefined) return;
      const tail = (df: number) =>
        likelihoodRatioTest(comparableFit(1, 0), comparableFit(1 + df, statistic / 2)).pValue;
      expectClose(pValue.upper, tail(pooled.length - 1), 1e-9);
      expectClose(pValue.lower, degreesOfFreedom > 0 ? tail(degreesOfFreedom) : 0, 1e-9);
      expect(pValue.lower).toBeLessThanOrEqual(pValue.upper);
    },
  );
});
