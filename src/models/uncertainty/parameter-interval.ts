import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { centralQuantile } from '../../internal/normal.js';
import type { Smooth } from '../fitting/model-fit.js';
import { type FittedParameters, readFit } from './fitted-parameters.js';

/** A value computed from fitted parameters, with the interval in which the true one may lie. */
export interface ModelInterval {
  /** The value at the fitted parameters. */
  readonly value: number;
  /** The lower end of the interval. */
  readonly lower: number;
  /** The upper end of the interval. */
  readonly upper: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
}

/** An interval for each parameter, and for each coefficient of a covariate, in the shape of the parameters. */
export type ParameterIntervals<Parameters> = {
  readonly [Name in keyof Smooth<Parameters>]: Smooth<Parameters>[Name] extends number
    ? ModelInterval
    : { readonly [covariate: string]: ModelInterval };
};

/**
 * The interval of each parameter of a fitted model, symmetric on the scale of logarithms, where the likelihood is closer to
 * that of a normal distribution: the ends are above 0, always. Coefficients of covariates, which are differences of logarithms
 * already, have an interval as they are; {@link covariateEffects} has that of the factors.
 *
 *     parameter · exp(± z √variance of its logarithm)        coefficient ± z √variance
 *
 * They are intervals of one parameter each, whatever the others are, and r and alpha go up and down together: for what comes
 * out of several of them take {@link deltaInterval}. Intervals of a large sample; of a small one
 * {@link parametricBootstrap} shows how far they can be trusted.
 *
 * @param fit - A fit, as a model's `fit` returns it.
 * @param options - `confidence`, a fraction above 0 and below 1; 0.95 unless told.
 * @returns An interval for each parameter; `undefined` where the fit has no covariance (at a boundary: take the fit of the
 * simpler model that the message of its `diagnosis` names), and where it is so flat that an end is beyond all numbers:
 * {@link deltaInterval} of a single parameter that the data do tell has its interval.
 * @throws `TypeError` or `RangeError` for what is not a fit, and for a confidence that is none.
 * @example
 * ```ts
 * import { nbd, parameterInterval } from 'custometry';
 *
 * const { histories } = nbd.simulate({ r: 0.5, alpha: 10 }, { observed: { customers: 500, duration: 52 } });
 * const { r } = parameterInterval(nbd.fit(histories)!)!;
 * r.lower < 0.5 && 0.5 < r.upper; // => true
 * ```
 * @see Larry Wasserman (2004), All of Statistics, sections 9.7-9.9.
 */
export function parameterInterval<Parameters extends object>(
  fit: FittedParameters<Parameters>,
  options: ConfidenceOptions = {},
): ParameterIntervals<Parameters> | undefined {
  const caller = 'parameterInterval';
  requireKnownOptions(options, ['confidence'], caller);
  const confidence = readConfidence(options, caller);
  const { shaped, logCovariance } = readFit(fit, caller);
  if (logCovariance === undefined) return undefined;
  const z = centralQuantile(confidence);
  let hasEnds = true;
  const intervals = shaped(({ process, value }, i): ModelInterval => {
    const reach = z * Math.sqrt(logCovariance[i]?.[i] as number);
    if (process !== undefined) return { value, lower: value - reach, upper: value + reach, confidence };
    const factor = Math.exp(reach);
    hasEnds &&= value / factor > 0 && value * factor < Infinity;
    return { value, lower: value / factor, upper: value * factor, confidence };
  }) as ParameterIntervals<Parameters>;
  return hasEnds ? intervals : undefined;
}
