import { type PurchaseHistories, requireColumn } from '../../history/purchase-history.js';
import type { Holdout } from '../../history/split-histories.js';
import { NOT_NEGATIVE, requireFunction, whole, within } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';
import { addTo } from '../../internal/running-sum.js';
import type { PurchaseModel } from '../purchases/purchase-model.js';

/** Which numbers of purchases stand on their own. */
export interface HoldoutFitOptions {
  /** From this number of repeat purchases on customers are taken together: a whole number from 1 to 1000; 7 unless told. */
  readonly orMore?: number | undefined;
}

/** Customers with so many repeat purchases in the calibration: what they were expected to buy afterwards, and did. */
export interface HoldoutFitRow {
  /** The number of repeat purchases in the calibration; of the last row, this many or more. */
  readonly repeats: number;
  /** How many customers there are, or the sum of their weights. */
  readonly customers: number;
  /** The mean number of purchases expected of each in the holdout; `undefined` without customers. */
  readonly expected: number | undefined;
  /** The mean number of purchases of each in the holdout; `undefined` without customers. */
  readonly actual: number | undefined;
}

/** Expected and actual purchases in the holdout. */
export interface HoldoutFit {
  /** One row for each number of repeat purchases in the calibration, and one for the rest. */
  readonly rows: readonly HoldoutFitRow[];
  /** The expected number of purchases of all customers in the holdout. */
  readonly expected: number;
  /** The actual number of them. */
  readonly actual: number;
  /** The mean over customers of |actual − expected|, in purchases. */
  readonly meanAbsoluteError: number;
}

/**
 * A forecast held against what happened: the purchases that a model expects in the holdout and those that came, in all, and
 * by the number of repeat purchases in the calibration.
 *
 * The rows show who is misjudged: a model without dropout expects too much of those who bought most. The total shows by how
 * much in all. The mean absolute error is per customer, and has a floor: purchases come at random, and even the true model
 * misses most customers by something. Compare models by it, or with a rule of thumb; there is no good value of it.
 *
 * @param model - Any model of purchasing.
 * @param parameters - Its parameters, fitted to the calibration only.
 * @param calibration - The histories at the end of the calibration, as of `splitHistories`.
 * @param holdout - The `duration` after it, in the same unit of time, and the `purchases` of the same customers in it.
 * @param options - `orMore`, from which number of repeat purchases customers are taken together: 7 unless told.
 * @returns The rows, the totals and the mean absolute error; `undefined` for no customers.
 * @throws `TypeError` or `RangeError` for what is none of these; for histories that are none, in the name of the model.
 * @example
 * ```ts
 * import { holdoutFit, nbd } from 'custometry';
 *
 * const calibration = { repeats: [2, 0], lastRepeat: [5, 0], observed: [40, 40] };
 * const holdout = { duration: 20, purchases: [2, 1] };
 * const fit = holdoutFit(nbd, { r: 0.5, alpha: 10 }, calibration, holdout, { orMore: 1 })!;
 * fit.rows[1]; // => { repeats: 1, customers: 1, expected: 1, actual: 2 }
 * fit.expected; // => 1.2
 * fit.actual; // => 3
 * fit.meanAbsoluteError; // => 0.9
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee (2005), "Counting Your Customers the Easy Way: An Alternative to the
 * Pareto/NBD Model", Marketing Science 24(2), 275-284, figure 4: conditional expectations.
 */
export function holdoutFit<Parameters>(
  model: PurchaseModel<Parameters>,
  parameters: Parameters,
  calibration: PurchaseHistories,
  holdout: Pick<Holdout, 'duration'> & { readonly purchases: ArrayLike<number> },
  options: HoldoutFitOptions = {},
): HoldoutFit | undefined {
  const caller = 'holdoutFit';
  requireFunction(model?.expectedPurchases, `${caller}: model.expectedPurchases`);
  const duration = within(holdout?.duration, `${caller}: duration`, NOT_NEGATIVE);
  requireOptions(options, caller);
  const { orMore = 7 } = options;
  within(orMore, `${caller}: orMore`, whole(1, 1000));
  requireColumn(calibration?.repeats, `${caller}: repeats`);
  const { repeats, weights } = calibration;
  const { purchases } = holdout;
  requireColumn(purchases, `${caller}: purchases`, repeats);
  const forecast = model.expectedPurchases(parameters, calibration, { to: duration });
  if (repeats.length === 0) return undefined;

  const zero = () => ({ total: 0, lost: 0 });
  const rows = Array.from({ length: orMore + 1 }, () => ({ customers: zero(), expected: zero(), actual: zero() }));
  const all = { customers: zero(), expected: zero(), actual: zero(), error: zero() };
  forecast.forEach((expected, i) => {
    const actual = within(purchases[i] as number, `${caller}: purchases[${i}]`, NOT_NEGATIVE);
    const weight = weights === undefined ? 1 : (weights[i] as number);
    for (const sums of [rows[Math.min(repeats[i] as number, orMore)] as (typeof rows)[number], all]) {
      addTo(sums.customers, weight);
      addTo(sums.expected, weight * expected);
      addTo(sums.actual, weight * actual);
    }
    addTo(all.error, weight * Math.abs(actual - expected));
  });
  const [customers, expected, actual, error] = [all.customers, all.expected, all.actual, all.error].map(
    ({ total, lost }) => total + lost,
  ) as [number, number, number, number];
  return {
    rows: rows.map((row, count) => {
      const size = row.customers.total + row.customers.lost;
      return {
        repeats: count,
        customers: size,
        expected: size === 0 ? undefined : (row.expected.total + row.expected.lost) / size,
        actual: size === 0 ? undefined : (row.actual.total + row.actual.lost) / size,
      };
    }),
    expected,
    actual,
    meanAbsoluteError: error / customers,
  };
}
