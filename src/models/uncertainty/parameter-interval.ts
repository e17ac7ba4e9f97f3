import { POSITIVE, refuse, within } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { centralQuantile } from '../../internal/normal.js';
import type { Smooth } from '../fitting/model-fit.js';

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

/** What an interval needs of a fit: any `ModelFit` will do. */
export interface FittedParameters<Parameters> {
  /** The parameters, all above 0. */
  readonly parameters: Parameters;
  /** The covariances of their logarithms, in their order; none where the parameters are known, or the fit is at a boundary. */
  readonly logCovariance?: readonly (readonly number[])[] | undefined;
}

/**
 * The interval of each parameter of a fitted model, symmetric on the scale of logarithms, where the likelihood is closer to
 * that of a normal distribution: the ends are above 0, always.
 *
 *     parameter · exp(± z √variance of its logarithm)
 *
 * They are intervals of one parameter each, whatever the others are, and r and alpha go up and down together: for what comes
 * out of several of them take {@link deltaInterval}. Intervals of a large sample; of a small one
 * {@link parametricBootstrap} shows how far they can be trusted.
 *
 * @param fit - A fit, as a model's `fit` returns it.
 * @param options - `confidence`, a fraction above 0 and below 1; 0.95 unless told.
 * @returns An interval for each parameter; `undefined` where the fit has no covariance: at a boundary.
 * @throws `TypeError` or `RangeError` for what is not a fit, and for a confidence that is none.
 * @example
 * ```ts
 * import { nbd, parameterInterval } from 'custometry';
 *
 * const { histories } = nbd.simulate({ r: 0.5, alpha: 10 }, { observed: { customers: 500, duration: 52 } });
 * const { r } = parameterInterval(nbd.fit(histories)!)!;
 * r.lower < 0.5 && 0.5 < r.upper; // => true
 * ```
 * @see Larry Wasserman (2004), All of Statistics, section 9.7-9.9.
 */
export function parameterInterval<Parameters extends object>(
  fit: FittedParameters<Parameters>,
  options: ConfidenceOptions = {},
): Record<keyof Smooth<Parameters>, ModelInterval> | undefined {
  const caller = 'parameterInterval';
  const confidence = readConfidence(options, caller);
  const { names, values, logCovariance } = readParameters(fit, caller);
  if (logCovariance === undefined) return undefined;
  const z = centralQuantile(confidence);
  return Object.fromEntries(
    names.map((name, i) => {
      const value = values[i] as number;
      const factor = Math.exp(z * Math.sqrt(logCovariance[i]?.[i] as number));
      return [name, { value, lower: value / factor, upper: value * factor, confidence }];
    }),
  ) as Record<keyof Smooth<Parameters>, ModelInterval>;
}

/** @internal The parameters of a fit (without k) in their order, checked, and the covariances of their logarithms. */
export function readParameters<Parameters extends object>(
  fit: FittedParameters<Parameters>,
  caller: string,
  argument = 'fit',
): {
  readonly names: readonly string[];
  readonly values: readonly number[];
  readonly logCovariance: readonly (readonly number[])[] | undefined;
} {
  const { parameters, logCovariance } = fit ?? ({} as Partial<FittedParameters<Parameters>>);
  if (typeof parameters !== 'object' || parameters === null) {
    refuse(parameters, `${caller}: ${argument}.parameters`, 'an object', '', '');
  }
  const names = Object.keys(parameters).filter((name) => name !== 'k');
  const values = names.map((name) =>
    within(parameters[name as keyof Parameters] as number, `${caller}: ${argument}.parameters.${name}`, POSITIVE),
  );
  if (logCovariance !== undefined && logCovariance?.length !== names.length) {
    refuse(logCovariance, `${caller}: ${argument}.logCovariance`, 'a row for each parameter', '', '');
  }
  return { names, values, logCovariance };
}
