import { requireColumn } from '../../history/purchase-history.js';
import type { Holdout } from '../../history/split-histories.js';
import { NOT_NEGATIVE, representable, requireFunction, whole, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { addTo, type RunningSum } from '../../internal/running-sum.js';
import type { CovariateHistories, CovariateHistory } from '../covariates/purchase-model-with-covariates.js';
import type { CountOptions, PurchaseInterval } from '../purchases/purchase-model.js';

/** How a forecast is held against what happened. */
export interface HoldoutFitOptions {
  /** From this number of repeat purchases on customers are taken together: a whole number from 1 to 1000; 7 unless told. */
  readonly orMore?: number | undefined;
  /**
   * Whether the probabilities of the counts are asked for, which the log score and the silent customers need: `true` unless
   * told. It takes most of the time: for each different customer some microseconds, and a tenth of a millisecond by `paretoNbd`.
   */
  readonly counts?: boolean | undefined;
}

/** A model that forecasts: any model of purchasing; one without probabilities of counts has no log score. */
export interface ForecastingModel<Parameters> {
  /** The purchases that are expected of each customer. */
  readonly expectedPurchases: (
    parameters: Parameters,
    histories: CovariateHistories,
    interval: PurchaseInterval,
  ) => Float64Array;
  /** The probability of so many. */
  readonly conditionalPurchaseCountProbability?: (
    parameters: Parameters,
    history: CovariateHistory,
    count: number,
    options: CountOptions,
  ) => number;
}

/** By how much forecasts of single customers are wrong, in purchases. */
export interface ForecastErrors {
  /** The mean over customers of forecast − actual: above 0 where too much is forecast. */
  readonly bias: number;
  /** The root of the mean over customers of (forecast − actual)²: best for those who forecast the mean. */
  readonly rootMeanSquaredError: number;
  /** The mean over customers of |forecast − actual|: best for those who forecast the median, which is often 0. */
  readonly meanAbsoluteError: number;
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
  /** The share of them who are expected to buy nothing in the holdout: a fraction; `undefined` where it was not computed. */
  readonly expectedSilent: number | undefined;
  /** The share of them who bought nothing in the holdout: a fraction; `undefined` without customers. */
  readonly actualSilent: number | undefined;
  /** The mean of log P(actual count | history) over them; `undefined` where it was not computed. */
  readonly meanLogScore: number | undefined;
  /** As of all customers, of these; `undefined` without customers. */
  readonly rootMeanSquaredError: number | undefined;
}

/** Expected and actual purchases in the holdout. */
export interface HoldoutFit extends ForecastErrors {
  /** One row for each number of repeat purchases in the calibration, and one for the rest. */
  readonly rows: readonly HoldoutFitRow[];
  /** The expected number of purchases of all customers in the holdout. */
  readonly expected: number;
  /** The actual number of them. */
  readonly actual: number;
  /** How many customers are expected to buy nothing in the holdout; `undefined` where it was not computed. */
  readonly expectedSilent: number | undefined;
  /** How many of them bought nothing in the holdout. */
  readonly actualSilent: number;
  /**
   * The mean over customers of log P(actual count | history), at most 0: the greater the better. `undefined` where it was not
   * computed.
   */
  readonly meanLogScore: number | undefined;
  /** What forecasts without any model would have had. */
  readonly naive: {
    /** Everybody goes on at their own rate of the past: repeats / observed · duration. */
    readonly ownRate: ForecastErrors;
    /** Nobody comes again. */
    readonly nothing: ForecastErrors;
  };
}

/**
 * A forecast held against what happened: the purchases that a model expects in the holdout and those that came, in all, and
 * by the number of repeat purchases in the calibration; and scores of the forecast for single customers.
 *
 *     bias = mean (E − y)        root mean squared error = √ mean (E − y)²        mean log score = mean log P(y | history)
 *
 * Each answers a question of its own:
 *
 * - How many purchases will there be in all? `expected` against `actual`, or `bias`, the same for a customer.
 * - Who is misjudged? The rows: a model without dropout expects too much of those who bought most.
 * - Whose forecast for single customers is best? The mean log score, which the true probabilities have the greatest of in
 *   expectation, and after it the root mean squared error, which is least for the true means.
 * - How many will not come at all? `expectedSilent` against `actualSilent`.
 *
 * Do not choose a model by the mean absolute error: it is least for the median, and where most customers buy nothing a forecast
 * of 0 for everybody beats good models. All scores have a floor, as purchases come at random; there is no good value of any of
 * them. `naive` has those of two forecasts without a model, which one should beat.
 *
 * @param model - Any model of purchasing, with covariates or without. One without probabilities of counts has no log score.
 * @param parameters - Its parameters, fitted to the calibration only.
 * @param calibration - The histories at the end of the calibration, as of `splitHistories`, and `covariates` for a model that
 * has them.
 * @param holdout - The `duration` after it, in the same unit of time, and the `purchases` of the same customers in it.
 * @param options - `orMore`, from which number of repeat purchases customers are taken together: 7 unless told; `counts`, false
 * to do without the log score and the expected number of silent customers.
 * @returns The rows, the totals and the scores; `undefined` for no customers. A count that has a probability below 5e-324 by the
 * model (one that is impossible, too) counts as log(5e-324), −744.4.
 * @throws `TypeError` or `RangeError` for what is none of these; for histories that are none, in the name of the model.
 * @example
 * ```ts
 * import { holdoutFit, nbd } from 'custometry';
 *
 * const calibration = { repeats: [2, 0], lastRepeat: [5, 0], observed: [40, 40] };
 * const holdout = { duration: 20, purchases: [2, 1] };
 * const fit = holdoutFit(nbd, { r: 0.5, alpha: 10 }, calibration, holdout, { orMore: 1 })!;
 * const { repeats, customers, expected, actual } = fit.rows[1]!;
 * [repeats, customers, expected, actual]; // => [1, 1, 1, 2]
 * fit.expected; // => 1.2
 * fit.actual; // => 3
 * fit.bias; // => -0.9
 * fit.rootMeanSquaredError; // => 0.90553…
 * fit.meanLogScore; // => -1.99247…
 * fit.expectedSilent; // => 1.27635…   nobody was
 * fit.naive.ownRate.bias; // => -1
 * ```
 * @see Tilmann Gneiting and Adrian E. Raftery (2007), "Strictly Proper Scoring Rules, Prediction, and Estimation", Journal of the
 * American Statistical Association 102(477), 359-378, for the log score; Tilmann Gneiting (2011), "Making and Evaluating Point
 * Forecasts", Journal of the American Statistical Association 106(494), 746-762, for what errors reward; Peter S. Fader, Bruce
 * G. S. Hardie and Ka Lok Lee (2005), "Counting Your Customers the Easy Way: An Alternative to the Pareto/NBD Model", Marketing
 * Science 24(2), 275-284, figure 4, for the rows.
 */
export function holdoutFit<Parameters>(
  model: ForecastingModel<Parameters>,
  parameters: Parameters,
  calibration: CovariateHistories,
  holdout: Pick<Holdout, 'duration'> & { readonly purchases: ArrayLike<number> },
  options: HoldoutFitOptions = {},
): HoldoutFit | undefined {
  const caller = 'holdoutFit';
  requireFunction(model?.expectedPurchases, `${caller}: model.expectedPurchases`);
  const duration = within(holdout?.duration, `${caller}: duration`, NOT_NEGATIVE);
  requireKnownOptions(options, ['orMore', 'counts'], caller);
  const { orMore = 7, counts = true } = options;
  within(orMore, `${caller}: orMore`, whole(1, 1000));
  requireColumn(calibration?.repeats, `${caller}: repeats`);
  const { repeats, observed, weights } = calibration;
  const { purchases } = holdout;
  requireColumn(purchases, `${caller}: purchases`, repeats);
  const forecast = model.expectedPurchases(parameters, calibration, { to: duration });
  if (repeats.length === 0) return undefined;

  const hasCounts = counts && model.conditionalPurchaseCountProbability !== undefined;
  const probability = hasCounts ? countProbabilities(model, parameters, calibration, duration) : () => 1;
  // Of each customer, as of `terms` below.
  const sums = () => Array.from({ length: 15 }, () => ({ total: 0, lost: 0 }));
  const rows = Array.from({ length: orMore + 1 }, sums);
  const all = sums();
  forecast.forEach((expected, i) => {
    const actual = within(purchases[i] as number, `${caller}: purchases[${i}]`, whole(0, 1e15));
    const weight = weights === undefined ? 1 : (weights[i] as number);
    const count = repeats[i] as number;
    const ownRate = count === 0 ? 0 : (count / (observed[i] as number)) * duration;
    const terms = [
      1,
      expected,
      actual,
      probability(i, 0),
      actual === 0 ? 1 : 0,
      Math.log(Math.max(probability(i, actual), 5e-324)),
      ...errorsOf(expected, actual),
      ...errorsOf(ownRate, actual),
      ...errorsOf(0, actual),
    ];
    for (const group of [rows[Math.min(count, orMore)] as RunningSum[], all]) {
      terms.forEach((term, j) => {
        addTo(group[j] as RunningSum, weight * term);
      });
    }
  });

  const totals = totalsOf(all, caller);
  const [customers, expected, actual, expectedSilent, actualSilent, logScore] = totals;
  const errorsFrom = (first: number): ForecastErrors => {
    const [bias, squares, absolute] = totals.slice(first).map((total) => total / customers) as [number, number, number];
    return { bias, rootMeanSquaredError: Math.sqrt(squares), meanAbsoluteError: absolute };
  };
  return {
    rows: rows.map((row, count) => {
      const [size, ...ofRow] = totalsOf(row, caller);
      const [foreseen, seen, foreseenSilent, seenSilent, score, , squares] = ofRow.map((total) =>
        size === 0 ? undefined : total / size,
      );
      return {
        repeats: count,
        customers: size,
        expected: foreseen,
        actual: seen,
        expectedSilent: hasCounts ? foreseenSilent : undefined,
        actualSilent: seenSilent,
        meanLogScore: hasCounts ? score : undefined,
        rootMeanSquaredError: squares && Math.sqrt(squares),
      };
    }),
    expected,
    actual,
    expectedSilent: hasCounts ? expectedSilent : undefined,
    actualSilent,
    meanLogScore: hasCounts ? logScore / customers : undefined,
    ...errorsFrom(6),
    naive: { ownRate: errorsFrom(9), nothing: errorsFrom(12) },
  };
}

/** The error of a forecast, its square, and its size. */
function errorsOf(forecast: number, actual: number): [error: number, square: number, size: number] {
  const error = forecast - actual;
  return [error, error * error, Math.abs(error)];
}

function totalsOf(sums: readonly RunningSum[], caller: string): [number, number, number, number, number, number] {
  return sums.map(({ total, lost }) => representable(total + lost, caller)) as ReturnType<typeof totalsOf>;
}

/** P(count | history) of the customer of a row, asked once of customers who are alike. */
function countProbabilities<Parameters>(
  model: ForecastingModel<Parameters>,
  parameters: Parameters,
  { repeats, lastRepeat, observed, covariates = {} }: CovariateHistories,
  duration: number,
): (row: number, count: number) => number {
  const answers = new Map<string, number>();
  return (i, count) => {
    const history = {
      repeats: repeats[i] as number,
      lastRepeat: lastRepeat[i] as number,
      observed: observed[i] as number,
      covariates: Object.fromEntries(Object.entries(covariates).map(([name, column]) => [name, column[i] as number])),
    };
    const { repeats: x, lastRepeat: t, observed: T, covariates: known } = history;
    const key = [x, t, T, count, ...Object.values(known)].join();
    let probability = answers.get(key);
    if (probability === undefined) {
      probability = model.conditionalPurchaseCountProbability?.(parameters, history, count, { duration }) as number;
      answers.set(key, probability);
    }
    return probability;
  };
}
