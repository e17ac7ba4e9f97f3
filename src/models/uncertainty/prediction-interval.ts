import type { OpportunityHistories, OpportunityHistory } from '../../history/opportunity-history.js';
import type { PurchaseHistories, PurchaseHistory } from '../../history/purchase-history.js';
import { NOT_NEGATIVE, requireFunction, within } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import type { Covariates } from '../covariates/covariates.js';
import type { IntoOptions } from '../fitting/column-to-fill.js';
import type { CountOptions, FutureOptions, PurchaseInterval } from '../purchases/purchase-model.js';
import type { FittedParameters } from './fitted-parameters.js';
import { areUncertain, likelyParameters, setsOf } from './likely-parameters.js';
import type { ModelInterval } from './parameter-interval.js';

/** A model that foretells purchases: any of those of purchasing, over time or at opportunities. */
export interface PredictiveModel<Parameters, History, Histories> {
  /** How many purchases are expected of customers. */
  readonly expectedPurchases: {
    (parameters: Parameters, history: History, options: PurchaseInterval): number;
    (parameters: Parameters, histories: Histories, options: PurchaseInterval & IntoOptions): Float64Array;
  };
  /** The probability of each number of purchases. */
  readonly conditionalPurchaseCountProbability: (
    parameters: Parameters,
    history: History,
    count: number,
    options: CountOptions,
  ) => number;
  /** One possible future of each customer. */
  readonly simulateFuture: {
    (parameters: Parameters, history: History, options: FutureOptions): number;
    (parameters: Parameters, histories: Histories, options: FutureOptions & IntoOptions): Float64Array;
  };
}

/** What is foretold, and how sure the interval is to be. */
export interface PredictionOptions extends ConfidenceOptions, CountOptions {
  /** Called with the fraction done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** What is expected of a customer, and between which limits it will be. */
export interface PredictionInterval extends ModelInterval {
  /**
   * Whether it is in the interval that the parameters (of either model, where there are two) are not exactly known. False where
   * they are given without covariances; where the `diagnosis` of the fit is `boundary`, which has none: fit the simpler model then
   * that its message names; and where a fit is `flat`, with a logarithm whose variance is 9 or more (with covariates, where its
   * `diagnosis` says so): the normal distribution of the logarithms is none there. The parameters are then taken as given, and the interval is too narrow: a fit with the `draws` of
   * {@link parametricBootstrap} has one that is not.
   */
  readonly parameterUncertainty: boolean;
}

/** The same of many customers, in their order. */
export interface PredictionIntervals {
  /** The expected number of purchases of each, at the fitted parameters. */
  readonly values: Float64Array;
  /** The least number of purchases of each. */
  readonly lower: Float64Array;
  /** The greatest number of purchases of each. */
  readonly upper: Float64Array;
  /** The confidence of each of the intervals: a fraction. */
  readonly confidence: number;
  /**
   * Whether it is in the intervals that the parameters are not exactly known; false of a fit at a boundary, whose intervals are
   * too narrow: see {@link PredictionInterval}.
   */
  readonly parameterUncertainty: boolean;
}

/**
 * How many purchases a customer will really make, with the limits between which their number will be: whole numbers from 0 up.
 * An interval of what is going to be observed, and much wider than that of its expectation ({@link deltaInterval}), however
 * many customers the model was fitted to: chance remains.
 *
 *     lower = the greatest n with P(N < n) ≤ (1 − confidence) / 2
 *     upper = the least n with P(N > n) ≤ (1 − confidence) / 2
 *
 * N is of the model's own distribution given the history, exact and not simulated: its mean over 2k sets of the k parameters,
 * each as far as √k standard deviations off in one of k independent directions, which have the mean and the covariance of the
 * normal distribution of the logarithms of the parameters. At most (1 − confidence) / 2 is left out on either side, and often
 * less, because counts come in steps: of many customers more lie within than `confidence` says, if the model is right. Of a
 * customer of whom little is to be expected it is 0 to 0 or 0 to 1, and rightly so. `value` may then lie outside: a mean, of
 * almost surely nothing and perhaps hundreds, of somebody who bought every day and has probably left.
 *
 * Where the fit is `flat` or at a boundary, its covariance says nothing of how far off the parameters may be: they are taken as
 * given, and `parameterUncertainty` is false. Give it the `draws` of {@link parametricBootstrap}, over which the distribution is
 * then the mean: `{ ...fit, draws }`.
 *
 * A fit at a boundary has no covariances: its parameters are taken as exact, without a word but `parameterUncertainty`, and the
 * interval is too narrow. The message of its `diagnosis` names the simpler model whose fit has them.
 *
 * A row that stands for several customers is answered for one of them. For the sum over customers take
 * {@link totalPurchasesPredictionInterval}: the sum of their limits is no limit of their sum. Customers who are alike are computed
 * once; otherwise a million of them take minutes. Probabilities are added up from 0 on, so that the time of a customer is that of
 * the upper limit: seconds where it is in the millions, and as many times longer as there are draws.
 *
 * @param model - Any model of purchasing, with covariates or without.
 * @param fit - Its fit, or `{ parameters }` that are known; with `draws`, or without.
 * @param histories - One customer, or columns of customers; with their `covariates`, where the model has such.
 * @param options - `duration`, the time after the end of the observation, in the unit of the histories (for `bgBb` a number of
 * opportunities); `confidence`, a fraction above 0 and below 1, 0.95 unless told; `onProgress`, for columns.
 * @returns The expected number and its limits; of columns, columns. Probabilities are added up to within 1e-9.
 * @throws `TypeError` or `RangeError` for what is none of these; for histories in the name of the model that reads them.
 * @example
 * ```ts
 * import { bgNbd, predictionInterval } from 'custometry';
 *
 * // Fitted to the first 39 weeks of CDNOW, in weeks.
 * const fit = { parameters: { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 } };
 * const customer = { repeats: 7, lastRepeat: 29.43, observed: 38.86 };
 * const next = predictionInterval(bgNbd, fit, customer, { duration: 39 });
 * next.value; // => 3.33723…
 * [next.lower, next.upper]; // => [0, 12]
 * ```
 * @see Jerald F. Lawless and Marc Fredette (2005), "Frequentist Prediction Intervals and Predictive Distributions", Biometrika
 * 92(3), 529-542; Arthur H. Stroud (1957), "Remarks on the Disposition of Points in Numerical Integration Formulas",
 * Mathematical Tables and Other Aids to Computation 11(60), 257-261 (the 2k sets).
 */
export function predictionInterval<
  Parameters extends object,
  History extends PurchaseHistory | OpportunityHistory,
  Histories extends PurchaseHistories | OpportunityHistories,
>(
  model: PredictiveModel<Parameters, History, Histories>,
  fit: FittedParameters<Parameters>,
  histories: History,
  options: PredictionOptions,
): PredictionInterval;
export function predictionInterval<
  Parameters extends object,
  History extends PurchaseHistory | OpportunityHistory,
  Histories extends PurchaseHistories | OpportunityHistories,
>(
  model: PredictiveModel<Parameters, History, Histories>,
  fit: FittedParameters<Parameters>,
  histories: Histories,
  options: PredictionOptions,
): PredictionIntervals;
export function predictionInterval<
  Parameters extends object,
  History extends PurchaseHistory | OpportunityHistory,
  Histories extends PurchaseHistories | OpportunityHistories,
>(
  model: PredictiveModel<Parameters, History, Histories>,
  fit: FittedParameters<Parameters>,
  subject: History | Histories,
  options: PredictionOptions,
): PredictionInterval | PredictionIntervals {
  const caller = 'predictionInterval';
  requireFunction(model?.conditionalPurchaseCountProbability, `${caller}: model.conditionalPurchaseCountProbability`);
  requireKnownOptions(options, ['duration', 'confidence', 'onProgress'], caller);
  const confidence = readConfidence(options, caller);
  const { duration, onProgress = () => {} } = options;
  within(duration, `${caller}: duration`, NOT_NEGATIVE);
  requireFunction(onProgress, `${caller}: onProgress`);
  const likely = likelyParameters(fit, caller);
  const sets = setsOf(likely);
  const tail = (1 - confidence) / 2;

  const limits = (history: History): readonly [lower: number, upper: number] => {
    let upTo = 0;
    let lower: number | undefined;
    for (let n = 0; ; n++) {
      let sum = 0;
      for (const set of sets) sum += model.conditionalPurchaseCountProbability(set, history, n, { duration });
      upTo += sum / sets.length;
      if (lower === undefined && upTo > tail) lower = n;
      if (1 - upTo <= tail + ROUNDING) return [lower ?? n, n];
    }
  };

  if (typeof subject?.repeats === 'number') {
    const history = subject as History;
    const value = model.expectedPurchases(fit.parameters, history, { to: duration });
    const [lower, upper] = limits(history);
    return { value, lower, upper, confidence, parameterUncertainty: areUncertain(likely) };
  }
  const histories = subject as Histories;
  const values = model.expectedPurchases(fit.parameters, histories, { to: duration });
  const lower = new Float64Array(values.length);
  const upper = new Float64Array(values.length);
  // Customers who are alike are answered once.
  const known = new Map<string, readonly [number, number]>();
  const step = Math.ceil(values.length / 100);
  for (let i = 0; i < values.length; i++) {
    const history = rowOf(histories, i) as History;
    const key = JSON.stringify(history);
    const both = known.get(key) ?? limits(history);
    known.set(key, both);
    [lower[i], upper[i]] = both;
    if ((i + 1) % step === 0 || i + 1 === values.length) onProgress((i + 1) / values.length);
  }
  return { values, lower, upper, confidence, parameterUncertainty: areUncertain(likely) };
}

/** More than the probabilities of thousands of counts are rounded by. */
const ROUNDING = 1e-9;

function rowOf(columns: PurchaseHistories | OpportunityHistories, row: number): PurchaseHistory | OpportunityHistory {
  const [repeats, lastRepeat] = [columns.repeats[row] as number, columns.lastRepeat[row] as number];
  if ('opportunities' in columns) {
    return { repeats, lastRepeat, opportunities: columns.opportunities[row] as number };
  }
  const history = { repeats, lastRepeat, observed: columns.observed[row] as number };
  const { covariates } = columns as { readonly covariates?: Covariates | undefined };
  if (covariates === undefined) return history;
  const own = Object.entries(covariates).map(([name, column]) => [name, column[row] as number]);
  return { ...history, covariates: Object.fromEntries(own) } as PurchaseHistory;
}
