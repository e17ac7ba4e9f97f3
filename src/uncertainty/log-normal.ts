import { type Range, within } from '../internal/check.js';
import { normalQuantile, normalTail } from '../internal/normal.js';
import { type IntervalEstimate, readInterval } from './normal.js';
import { point, type Shape, SIZE_NOT_NEGATIVE, SIZE_POSITIVE } from './shape.js';

/** A positive number whose logarithm is normal. */
export interface LogNormalDistribution {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'log-normal';
  /** The mean of the natural logarithm; e to its power is the median. */
  readonly logMean: number;
  /** The standard deviation of the natural logarithm: 0 or more. */
  readonly logStandardDeviation: number;
}

/**
 * The log-normal distribution: above 0, with a long tail to the right. For what arises by multiplying: spend, order values,
 * times.
 *
 *     median = e^logMean,   mean = e^(logMean + logStandardDeviation² / 2)
 *
 * @param parameters - `logMean`: the mean of the natural logarithm, from −400 to 400; `logStandardDeviation`: its standard
 * deviation, 0 or more. {@link logNormalFromMoments} and {@link logNormalFromEstimate} take what people rather know.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a parameter that is not such a number.
 * @example
 * ```ts
 * import { distributionMean, logNormalDistribution } from 'custometry';
 *
 * distributionMean(logNormalDistribution({ logMean: 3, logStandardDeviation: 0.5 })); // => 22.75989…
 * ```
 * @see Norman L. Johnson, Samuel Kotz and N. Balakrishnan (1994), Continuous Univariate Distributions, vol. 1, 2nd ed.,
 * chapter 14.
 */
export function logNormalDistribution(parameters: Omit<LogNormalDistribution, 'kind'>): LogNormalDistribution {
  return readLogNormal(parameters, 'logNormalDistribution: ');
}

/** The mean and the spread of something positive. */
export interface LogNormalMoments {
  /** The mean: above 0. */
  readonly mean: number;
  /** The standard deviation: 0 or more, in the same unit. */
  readonly standardDeviation: number;
}

/**
 * The log-normal distribution that has this mean and this standard deviation.
 *
 *     logStandardDeviation² = ln(1 + (standardDeviation / mean)²),   logMean = ln(mean) − logStandardDeviation² / 2
 *
 * @param moments - `mean`: a number from 1e-100 to 1e100 in any unit; `standardDeviation`: from 0 to 1e100 in the same one.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a number outside of these, and for so much spread that `logMean` would be below
 * −400.
 * @example
 * ```ts
 * import { logNormalFromMoments } from 'custometry';
 *
 * const spend = logNormalFromMoments({ mean: 200, standardDeviation: 50 });
 * spend.logMean; // => 5.26800…
 * spend.logStandardDeviation; // => 0.24622…
 * ```
 */
export function logNormalFromMoments(moments: LogNormalMoments): LogNormalDistribution {
  const mean = within(moments?.mean, 'logNormalFromMoments: mean', [1e-100, 1e100, 'a number from 1e-100 to 1e100']);
  const standardDeviation = within(moments.standardDeviation, 'logNormalFromMoments: standardDeviation', [
    0,
    1e100,
    'a number from 0 to 1e100',
  ]);
  const ratio = standardDeviation / mean;
  // Beyond this the square overflows, and 1 is nothing beside it.
  const logVariance = ratio > 1e100 ? 2 * Math.log(ratio) : Math.log1p(ratio * ratio);
  const logMean = Math.log(mean) - logVariance / 2;
  return readLogNormal({ logMean, logStandardDeviation: Math.sqrt(logVariance) }, 'logNormalFromMoments: ');
}

/**
 * The log-normal distribution whose central interval is that of an estimate of something positive: a spend, a cost, a
 * lifetime.
 *
 *     logMean = (ln lower + ln upper) / 2,   logStandardDeviation = ln(upper / lower) / 2z
 *
 * where z is the normal quantile of the confidence. The limits are matched, not the value: the median is √(lower · upper).
 *
 * @param estimate - `lower`, `upper` and `confidence`, as in every estimate of this library; both limits above 0.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for limits that are not numbers from 1e-150 to 1e150 with `upper` above `lower`, and
 * for a confidence that is not a fraction above 0 and below 1.
 * @example
 * ```ts
 * import { distributionQuantile, logNormalFromEstimate } from 'custometry';
 *
 * const spend = logNormalFromEstimate({ lower: 150, upper: 250, confidence: 0.95 });
 * distributionQuantile(spend, 0.5); // => 193.64916…
 * ```
 */
export function logNormalFromEstimate(estimate: IntervalEstimate): LogNormalDistribution {
  const [lower, upper, z] = readInterval(estimate, SIZE_POSITIVE, 'logNormalFromEstimate: ');
  const logMean = (Math.log(lower) + Math.log(upper)) / 2;
  const logStandardDeviation = Math.log(upper / lower) / (2 * z);
  return readLogNormal({ logMean, logStandardDeviation }, 'logNormalFromEstimate: ');
}

const LOG_MEAN: Range = [-400, 400, 'a number from -400 to 400'];

function readLogNormal(parameters: Omit<LogNormalDistribution, 'kind'>, prefix: string): LogNormalDistribution {
  return {
    kind: 'log-normal',
    logMean: within(parameters?.logMean, `${prefix}logMean`, LOG_MEAN),
    logStandardDeviation: within(parameters.logStandardDeviation, `${prefix}logStandardDeviation`, SIZE_NOT_NEGATIVE),
  };
}

/** @internal */
export function logNormalShape(fields: LogNormalDistribution, prefix: string): Shape {
  const { logMean: m, logStandardDeviation: s } = readLogNormal(fields, prefix);
  if (s === 0) return point(Math.exp(m));
  const mean = Math.exp(m + (s * s) / 2);
  return {
    mean,
    variance: Math.expm1(s * s) * mean * mean,
    quantile: (p) => Math.exp(m + s * normalQuantile(p)),
    cumulative: (x) => (x <= 0 ? 0 : normalTail((m - Math.log(x)) / s)),
  };
}
