import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaGeometricParameters,
  bgNbd,
  type HoldoutFit,
  type HoldoutFitRow,
  holdoutFit,
  type PurchaseHistory,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { betaGeometric } from '../../support/purchase-model-laws.js';
import { histories, history, rowsOf } from '../../support/purchases.js';

describe('holdoutFit', () => {
  const duration = () => fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e3, noNaN: true }));
  const total = (rows: readonly HoldoutFitRow[], of: (row: HoldoutFitRow) => number | undefined) =>
    rows.reduce((part, row) => part + row.customers * (of(row) ?? 0), 0);

  law(
    'the rows add up to the totals, which are those of customers: Σ n · mean = Σ w E = expected, Σ w y = actual',
    [betaGeometric(), histories(), fc.integer({ min: 1, max: 9 }), duration(), fc.nat(9)],
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
    [betaGeometric(), histories(), duration(), fc.nat(9)],
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
    [betaGeometric(), histories(), duration(), fc.nat(9)],
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
    [betaGeometric(), betaGeometric(), history(), fc.double({ min: 1e-3, max: 1e3, noNaN: true })],
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
    [betaGeometric(), history(), duration(), fc.array(fc.nat(20), { minLength: 1 })],
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
