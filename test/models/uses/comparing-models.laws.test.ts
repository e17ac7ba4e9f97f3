import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaGeometricParameters,
  bgNbd,
  type ComparableFit,
  compareModels,
  type HoldoutFit,
  type HoldoutFitRow,
  holdoutFit,
  likelihoodRatioTest,
  type PurchaseCountFit,
  type PurchaseHistories,
  type PurchaseHistory,
  purchaseCountFit,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { shape } from '../../support/purchase-model-laws.js';
import { histories, history, rowsOf } from '../../support/purchases.js';

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
  const duration = () => fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e3, noNaN: true }));
  const total = (rows: readonly HoldoutFitRow[], of: (row: HoldoutFitRow) => number | undefined) =>
    rows.reduce((part, row) => part + row.customers * (of(row) ?? 0), 0);

  law(
    'the rows add up to the totals, which are those of customers: Σ n · mean = Σ w E = expected, Σ w y = actual',
    [purchasing(), histories(), fc.integer({ min: 1, max: 9 }), duration(), fc.nat(9)],
    (p, all, orMore, time, most) => {
      const purchases = Array.from(all.repeats, (_, i) => i % (most + 1));
      const result = holdoutFit(bgNbd, p, all, { duration: time, purchases }, { orMore }) as HoldoutFit | undefined;
      if (result === undefined) return expect(all.repeats.length).toBe(0);
      const { rows } = result;
      const expected = bgNbd.expectedPurchases(p, all, { to: time });
      let [sum, actual, error, squares, customers, log, silent, none] = [0, 0, 0, 0, 0, 0, 0, 0];
      rowsOf(all).forEach(([repeats, lastRepeat, observed, weight], i) => {
        const [w, y, e] = [weight, purchases[i], expected[i]] as [number, number, number];
        const one = { repeats, lastRepeat, observed } as PurchaseHistory;
        const probability = (count: number) =>
          bgNbd.conditionalPurchaseCountProbability(p, one, count, { duration: time });
        sum += w * e;
        actual += w * y;
        error += w * Math.abs(y - e);
        squares += w * (y - e) ** 2;
        log += w * Math.max(Math.log(probability(y)), Math.log(5e-324));
        silent += w * probability(0);
        none += y === 0 ? w : 0;
        customers += w;
      });
      expectClose(result.expected, sum);
      expectClose(result.actual, actual);
      expectClose(result.meanAbsoluteError, error / customers);
      expectClose(1 + result.rootMeanSquaredError, 1 + Math.sqrt(squares / customers));
      expectClose(1 + result.bias + actual / customers, 1 + sum / customers);
      expectClose(result.meanLogScore, log / customers);
      expectClose(result.expectedSilent, silent);
      expect(result.actualSilent).toBe(none);
      expectClose(
        total(rows, (row) => row.expected),
        sum,
      );
      expectClose(
        total(rows, (row) => row.actual),
        actual,
      );
      expectClose(
        total(rows, (row) => row.meanLogScore),
        log,
      );
      expectClose(
        total(rows, (row) => row.expectedSilent),
        silent,
      );
      expectClose(
        total(rows, (row) => row.actualSilent),
        none,
      );
      expectClose(
        total(rows, (row) => (row.rootMeanSquaredError ?? 0) ** 2),
        squares,
      );
      for (const { repeats, customers: size } of rows) {
        const members = rowsOf(all).filter(([x]) => Math.min(x as number, orMore) === repeats);
        expect(size).toBe(members.reduce((part, row) => part + (row[3] as number), 0));
      }
    },
  );

  law(
    'no error is less than the bias, of no forecast: |bias| ≤ mean absolute error ≤ root mean squared error',
    [purchasing(), histories(), duration(), fc.nat(9)],
    (p, all, time, most) => {
      const purchases = Array.from(all.repeats, (_, i) => (7 * i) % (most + 1));
      const result = holdoutFit(bgNbd, p, all, { duration: time, purchases }, { counts: false });
      for (const { bias, meanAbsoluteError, rootMeanSquaredError } of result === undefined
        ? []
        : [result, result.naive.ownRate, result.naive.nothing]) {
        expect(Math.abs(bias)).toBeLessThanOrEqual(meanAbsoluteError * (1 + 1e-12));
        // The square of an error below 1e-162 is 0.
        expect(meanAbsoluteError).toBeLessThanOrEqual(rootMeanSquaredError * (1 + 1e-12) + 1e-160);
      }
    },
  );

  law(
    'without a model by hand: own rate w (x d / T − y), nothing w (0 − y)',
    [purchasing(), histories(), duration(), fc.nat(9)],
    (p, all, time, most) => {
      const purchases = Array.from(all.repeats, (_, i) => (5 * i) % (most + 1));
      const naive = holdoutFit(bgNbd, p, all, { duration: time, purchases }, { counts: false })?.naive;
      if (naive === undefined) return;
      const mean = (of: (repeats: number, observed: number, actual: number) => number) => {
        let [sum, customers] = [0, 0];
        rowsOf(all).forEach(([repeats, , observed, weight], i) => {
          sum += (weight as number) * of(repeats as number, observed as number, purchases[i] as number);
          customers += weight as number;
        });
        return sum / customers;
      };
      const actual = mean((_, __, y) => y);
      expectClose(naive.ownRate.bias + actual + 1, mean((x, T) => (x * time) / T) + 1);
      expectClose(
        1 + naive.ownRate.meanAbsoluteError,
        mean((x, T, y) => 1 + Math.abs((x * time) / T - y)),
        1e-11,
      );
      expectClose(
        naive.ownRate.rootMeanSquaredError ** 2,
        mean((x, T, y) => ((x * time) / T - y) ** 2),
        1e-11,
      );
      expectClose(Math.abs(naive.nothing.bias), naive.nothing.meanAbsoluteError);
      expectClose(
        naive.nothing.rootMeanSquaredError ** 2,
        mean((_, __, y) => y * y),
      );
    },
  );

  law(
    'who forecasts the truth has the best log score in expectation: Σ P(y) log P(y) ≥ Σ P(y) log Q(y) over all counts y',
    [purchasing(), purchasing(), history(), fc.double({ min: 1e-3, max: 1e3, noNaN: true })],
    (truth, other, customer, time) => {
      // Customers with one history and every count up to 40, each as often as the truth says: of both, what is left over
      // is taken off, so that Gibbs' inequality is exact.
      const counts = Array.from({ length: 41 }, (_, count) => count);
      const all = (p: BetaGeometricParameters) =>
        counts.map((count) => bgNbd.conditionalPurchaseCountProbability(p, customer, count, { duration: time }));
      const weights = all(truth);
      if (weights.some((weight) => weight < 1e-300) || all(other).some((each) => each < 1e-300)) return;
      const column = (value: number) => counts.map(() => value);
      const calibration = {
        repeats: column(customer.repeats),
        lastRepeat: column(customer.lastRepeat),
        observed: column(customer.observed),
        weights,
      };
      const score = (p: BetaGeometricParameters) => {
        const fit = holdoutFit(bgNbd, p, calibration, { duration: time, purchases: counts });
        return (fit?.meanLogScore as number) - Math.log(all(p).reduce((sum, each) => sum + each, 0));
      };
      const best = score(truth);
      expect(score(other)).toBeLessThanOrEqual(best + 1e-9 * (1 + Math.abs(best)));
    },
  );

  law(
    'of customers with one history every model errs by its bias and by chance: RMSE² = bias² + variance of the counts',
    [purchasing(), history(), duration(), fc.array(fc.nat(20), { minLength: 1 })],
    (p, customer, time, purchases) => {
      const column = (value: number) => purchases.map(() => value);
      const { repeats, lastRepeat, observed } = customer;
      const calibration = { repeats: column(repeats), lastRepeat: column(lastRepeat), observed: column(observed) };
      const fit = holdoutFit(bgNbd, p, calibration, { duration: time, purchases }, { counts: false });
      const mean = purchases.reduce((sum, y) => sum + y, 0) / purchases.length;
      const variance = purchases.reduce((sum, y) => sum + (y - mean) ** 2, 0) / purchases.length;
      expectClose((fit?.rootMeanSquaredError as number) ** 2 + 1, (fit?.bias as number) ** 2 + variance + 1, 1e-10);
    },
  );
});
