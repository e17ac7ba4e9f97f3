import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaGeometricParameters,
  bgNbd,
  type ComparableFit,
  compareModels,
  type HoldoutFit,
  holdoutFit,
  likelihoodRatioTest,
  type PurchaseCountFit,
  type PurchaseHistories,
  purchaseCountFit,
} from '../../src/index.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';
import { shape } from '../support/purchase-model-laws.js';
import { histories, rowsOf } from '../support/purchases.js';

const fitOf = (parameters: number, logLikelihood: number, customers = 100): ComparableFit => ({
  parameters: Object.fromEntries(Array.from({ length: parameters }, (_, i) => [`p${i}`, 1])),
  logLikelihood,
  customers,
});
const logLikelihood = () => fc.double({ min: -1e5, max: 1e5, noNaN: true }).map((log) => log + 0);
const purchasing = (): fc.Arbitrary<BetaGeometricParameters> =>
  fc.record({ r: shape(), alpha: shape(), a: shape(), b: shape() });

describe('compareModels', () => {
  const fits = () => fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), logLikelihood()), { minLength: 1 });

  law(
    'the table by its formulas, the best first: AIC = 2k − 2 log L, BIC = k log n − 2 log L, Δ = criterion − least',
    [fits(), fc.integer({ min: 1, max: 1_000_000 })],
    (all, customers) => {
      const table = compareModels(all.map(([k, log], i) => ({ name: `${i}`, fit: fitOf(k, log, customers) })));
      expect(table.length).toBe(all.length);
      let last = -Infinity;
      const leastBic = Math.min(...table.map(({ bic }) => bic));
      for (const row of table) {
        const [k, log] = all[Number(row.name)] as [number, number];
        expect([row.parameters, row.logLikelihood, row.aic]).toEqual([k, log, 2 * k - 2 * log]);
        expectClose(row.bic, k * Math.log(customers) - 2 * log, 1e-12);
        expect(row.aic).toBeGreaterThanOrEqual(last);
        expect(row.aicDifference).toBe(row.aic - (table[0]?.aic as number));
        expect(row.bicDifference).toBe(row.bic - leastBic);
        last = row.aic;
      }
    },
  );

  law(
    'weights are shares of the likelihood that is left: Σ w = 1, wᵢ / wⱼ = exp((AICⱼ − AICᵢ) / 2)',
    [fits()],
    (all) => {
      const table = compareModels(all.map(([k, log], i) => ({ name: `${i}`, fit: fitOf(k, log) })));
      expectClose(
        table.reduce((total, { akaikeWeight }) => total + akaikeWeight, 0),
        1,
      );
      const best = table[0]?.akaikeWeight as number;
      for (const row of table) {
        expectClose(1 + row.akaikeWeight / best, 1 + Math.exp(-row.aicDifference / 2));
      }
    },
  );
});

describe('likelihoodRatioTest', () => {
  const gain = () => fc.double({ min: 0, max: 300, noNaN: true });

  law(
    'with 2 and 4 degrees of freedom the tails are elementary: P = exp(−s/2), exp(−s/2) (1 + s/2)',
    [gain()],
    (more) => {
      const nested = fitOf(2, -1000);
      const [two, four] = [2, 4].map((df) => likelihoodRatioTest(nested, fitOf(2 + df, -1000 + more)));
      const half = (two?.statistic as number) / 2;
      expectClose(half, -1000 + more + 1000);
      expectClose(two?.pValue, Math.exp(-half), 1e-11);
      expectClose(four?.pValue, Math.exp(-half) * (1 + half), 1e-11);
    },
  );

  law(
    'at a boundary chance excesses are on one side: p(df) / 2 ≤ boundary p ≤ p(df), and it is the mean of p(df) and p(df − 1)',
    [gain(), fc.integer({ min: 1, max: 5 })],
    (more, df) => {
      const of = (size: number) => likelihoodRatioTest(fitOf(1, 0), fitOf(1 + size, more));
      const { pValue, boundaryPValue, degreesOfFreedom } = of(df);
      expect(degreesOfFreedom).toBe(df);
      expect(boundaryPValue).toBeLessThanOrEqual(pValue);
      expect(boundaryPValue).toBeGreaterThanOrEqual(pValue / 2);
      const fewer = df > 1 ? of(df - 1).pValue : more === 0 ? 1 : 0;
      expectClose(boundaryPValue, (pValue + fewer) / 2);
    },
  );
});

describe('purchaseCountFit', () => {
  const orMore = () => fc.integer({ min: 1, max: 12 });
  const fit = (p: BetaGeometricParameters, all: PurchaseHistories, most: number) =>
    purchaseCountFit(bgNbd, p, all, { orMore: most }) as PurchaseCountFit | undefined;

  law(
    'each customer counts once, in both columns: Σ observed = Σ expected = Σ w, pooled or not',
    [purchasing(), histories(), orMore()],
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
    [purchasing(), histories(), orMore()],
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
    [purchasing(), histories().map((all) => ({ ...all, weights: Array.from(all.repeats, () => 30) })), orMore()],
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
      const tail = (df: number) => likelihoodRatioTest(fitOf(1, 0), fitOf(1 + df, statistic / 2)).pValue;
      expectClose(pValue.upper, tail(pooled.length - 1), 1e-9);
      expectClose(pValue.lower, degreesOfFreedom > 0 ? tail(degreesOfFreedom) : 0, 1e-9);
      expect(pValue.lower).toBeLessThanOrEqual(pValue.upper);
    },
  );
});

describe('holdoutFit', () => {
  law(
    'the rows add up to the totals, which are those of customers: Σ n · mean = Σ w E = expected, Σ w y = actual',
    [
      purchasing(),
      histories(),
      fc.integer({ min: 1, max: 9 }),
      fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e3, noNaN: true })),
      fc.nat(9),
    ],
    (p, all, orMore, duration, most) => {
      const purchases = Array.from(all.repeats, (_, i) => i % (most + 1));
      const result = holdoutFit(bgNbd, p, all, { duration, purchases }, { orMore }) as HoldoutFit | undefined;
      if (result === undefined) return expect(all.repeats.length).toBe(0);
      const expected = bgNbd.expectedPurchases(p, all, { to: duration });
      let [sum, actual, error, customers] = [0, 0, 0, 0];
      rowsOf(all).forEach(([, , , weight], i) => {
        const [w, y, e] = [weight, purchases[i], expected[i]] as [number, number, number];
        sum += w * e;
        actual += w * y;
        error += w * Math.abs(y - e);
        customers += w;
      });
      expectClose(result.expected, sum);
      expectClose(result.actual, actual);
      expectClose(result.meanAbsoluteError, error / customers);
      const total = (of: (row: HoldoutFit['rows'][number]) => number | undefined) =>
        result.rows.reduce((part, row) => part + row.customers * (of(row) ?? 0), 0);
      expectClose(
        total(({ expected: mean }) => mean),
        sum,
      );
      expectClose(
        total(({ actual: mean }) => mean),
        actual,
      );
      for (const { repeats, customers: size } of result.rows) {
        const members = rowsOf(all).filter(([x]) => Math.min(x as number, orMore) === repeats);
        expect(size).toBe(members.reduce((part, row) => part + (row[3] as number), 0));
      }
    },
  );
});
