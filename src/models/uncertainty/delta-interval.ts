import { POSITIVE, type Range, requireFunction, within } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { centralQuantile } from '../../internal/normal.js';
import type { FittedParameters } from './fitted-parameters.js';
import { likelyParameters, variancesOf } from './likely-parameters.js';
import type { ModelInterval } from './parameter-interval.js';

/**
 * The interval of anything above 0 that is computed from the parameters of a fitted model (expected purchases, a lifetime
 * value), by the delta method on the scale of logarithms: how far the answer would move with parameters that are as likely.
 *
 *     answer · exp(± z √(gᵀ C g)),   g = ∂ log answer / ∂ log parameters,   C = fit.logCovariance
 *
 * The derivatives are differences in each of as many independent directions as there are parameters, over ± 0.001 and ± 0.002 of
 * the logarithm that moves most, or ± 0.01 and ± 0.02 standard deviations where that is less: what the data tell of the answer is
 * told even where they hardly tell the parameters (a fit that is `flat`). Of a fit with covariates the coefficients are taken as
 * they are. Of a fit with `draws` the variance is that of log answer over the draws. It is the uncertainty of the parameters
 * alone: of the expectation, and not of what one customer will do. Where an answer bends strongly within the interval, draw
 * parameters with {@link parametricBootstrap} instead. For a fraction take {@link deltaIntervalLogit}.
 *
 * @param fit - A fit, as a model's `fit` returns it.
 * @param ask - The answer at given parameters: a smooth function, whose values are finite and above 0.
 * @param options - `confidence`, a fraction above 0 and below 1; 0.95 unless told.
 * @returns The answer and its interval, whose ends are above 0; `undefined` where the fit has no covariance (at a boundary: take
 * the fit of the simpler model that the message of its `diagnosis` names), and where an end is beyond all numbers.
 * @throws `TypeError` or `RangeError` for what is not a fit, a confidence that is none, and an answer that is not above 0.
 * @example
 * ```ts
 * import { deltaInterval, nbd } from 'custometry';
 *
 * const { histories } = nbd.simulate({ r: 0.5, alpha: 10 }, { observed: { customers: 500, duration: 52 } });
 * const customer = { repeats: 2, lastRepeat: 30, observed: 52 };
 * const interval = deltaInterval(nbd.fit(histories)!, (p) => nbd.expectedPurchases(p, customer, { to: 52 }))!;
 * interval.value; // => 2.10381…
 * interval.lower; // => 2.05882…
 * interval.upper; // => 2.14979…
 * ```
 * @see Larry Wasserman (2004), All of Statistics, sections 9.9-9.10.
 */
export function deltaInterval<Parameters extends object>(
  fit: FittedParameters<Parameters>,
  ask: (parameters: Parameters) => number,
  options: ConfidenceOptions = {},
): ModelInterval | undefined {
  return deltaOn('deltaInterval', POSITIVE, Math.log, Math.exp, fit, ask, options);
}

/**
 * The interval of a fraction that is computed from the parameters of a fitted model (the probability to be alive), by the delta
 * method on the scale of log-odds: as {@link deltaInterval}, with ends between 0 and 1.
 *
 *     logit(answer) ± z √(gᵀ C g),   g = ∂ logit(answer) / ∂ log parameters,   logit(p) = log(p / (1 − p))
 *
 * @param fit - A fit, as a model's `fit` returns it.
 * @param ask - The answer at given parameters: a smooth function, whose values are fractions from 0 to 1.
 * @param options - `confidence`, a fraction above 0 and below 1; 0.95 unless told.
 * @returns The answer and its interval; `undefined` where the fit has no covariance, and where the answer is 0 or 1, as the
 * probability to be alive of BG/NBD's customers without repeat purchases: it has no log-odds.
 * @throws `TypeError` or `RangeError` for what is not a fit, a confidence that is none, and an answer that is not a fraction.
 * @example
 * ```ts
 * import { bgNbd, deltaIntervalLogit } from 'custometry';
 *
 * const truth = { r: 0.8, alpha: 6, a: 0.8, b: 2.4 };
 * const { histories } = bgNbd.simulate(truth, { observed: { customers: 500, duration: 52 } });
 * const customer = { repeats: 2, lastRepeat: 30, observed: 52 };
 * const interval = deltaIntervalLogit(bgNbd.fit(histories)!, (p) => bgNbd.probabilityAlive(p, customer))!;
 * interval.value; // => 0.53925…
 * interval.lower; // => 0.49697…
 * interval.upper; // => 0.58098…
 * ```
 * @see Larry Wasserman (2004), All of Statistics, sections 9.9-9.10.
 */
export function deltaIntervalLogit<Parameters extends object>(
  fit: FittedParameters<Parameters>,
  ask: (parameters: Parameters) => number,
  options: ConfidenceOptions = {},
): ModelInterval | undefined {
  const logit = (p: number) => Math.log(p) - Math.log1p(-p);
  return deltaOn('deltaIntervalLogit', CLOSE_TO_FRACTION, logit, (x) => 1 / (1 + Math.exp(-x)), fit, ask, options);
}

/** A fraction computed as a sum may exceed 1 by its rounding. */
const CLOSE_TO_FRACTION: Range = [0, 1.000000000001, 'a fraction from 0 to 1'];

/** The delta method on a scale. */
function deltaOn<Parameters extends object>(
  caller: string,
  range: Range,
  there: (answer: number) => number,
  back: (scaled: number) => number,
  fit: FittedParameters<Parameters>,
  ask: (parameters: Parameters) => number,
  options: ConfidenceOptions,
): ModelInterval | undefined {
  requireKnownOptions(options, ['confidence'], caller);
  const confidence = readConfidence(options, caller);
  const likely = likelyParameters(fit, caller);
  requireFunction(ask, `${caller}: ask`);
  const answer = (parameters: Parameters) => within(ask(parameters), `${caller}: the answer of ask`, range);
  const value = answer(fit.parameters);
  const centre = there(value);
  if (!(likely.draws ?? likely.root) || !Number.isFinite(centre)) return undefined;

  const [variance = 0] = variancesOf(likely, (parameters) => Float64Array.of(there(answer(parameters))));
  const reach = centralQuantile(confidence) * Math.sqrt(variance);
  // Where nothing moves, not even by the rounding of the way there and back.
  const end = (scaled: number) => (reach === 0 ? value : back(scaled));
  const [lower, upper] = [end(centre - reach), end(centre + reach)];
  return lower >= range[0] && upper < Infinity ? { value, lower, upper, confidence } : undefined;
}
