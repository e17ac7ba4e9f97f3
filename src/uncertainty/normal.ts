import { type Range, within, withinOpen } from '../internal/check.js';
import { centralQuantile, normalQuantile, normalTail } from '../internal/normal.js';
import { above, point, type Shape, SIZE, SIZE_NOT_NEGATIVE } from './shape.js';

/** The bell curve. */
export interface NormalDistribution {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'normal';
  /** The mean, which is also the median. */
  readonly mean: number;
  /** The standard deviation: 0 or more. */
  readonly standardDeviation: number;
}

/** A measured value with the interval in which the true one may lie, such as the estimates of this library are. */
export interface IntervalEstimate {
  /** The lower end of the interval. */
  readonly lower: number;
  /** The upper end of the interval: above `lower`. */
  readonly upper: number;
  /** The confidence of the interval: a fraction above 0 and below 1. */
  readonly confidence: number;
}

/**
 * The normal distribution. For sums and means of many things, such as an average of a large sample with its standard
 * error. It reaches below 0: for a price or a rate with a wide spread take another one.
 *
 * @param parameters - `mean`: a number from −1e150 to 1e150 in any unit; `standardDeviation`: in the same unit, from 0 to
 * 1e150.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a parameter that is not such a number.
 * @example
 * ```ts
 * import { distributionQuantile, normalDistribution } from 'custometry';
 *
 * distributionQuantile(normalDistribution({ mean: 100, standardDeviation: 10 }), 0.975); // => 119.59963…
 * ```
 */
export function normalDistribution(parameters: Omit<NormalDistribution, 'kind'>): NormalDistribution {
  return readNormal(parameters, 'normalDistribution: ');
}

/**
 * The normal distribution whose central interval is that of an estimate: what to propagate where only the estimate is
 * known and its scale does not end nearby (an NPS of a middling survey, a mean).
 *
 *     mean = (lower + upper) / 2,   standard deviation = (upper − lower) / 2z
 *
 * where z is the normal quantile of the confidence. The limits are matched, not the value: where the interval is not
 * centred on the value (score intervals are not), the mean differs from it. Where there are counts, take their
 * distribution instead: {@link dirichletFromCounts}, {@link betaFromCounts}.
 *
 * @param estimate - `lower`, `upper` and `confidence`, as in every estimate of this library.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for limits that are not numbers from −1e150 to 1e150 with `upper` above `lower`, and
 * for a confidence that is not a fraction above 0 and below 1.
 * @example
 * ```ts
 * import { normalFromEstimate, npsEstimate } from 'custometry';
 *
 * const nps = normalFromEstimate(npsEstimate({ promoters: 50, passives: 30, detractors: 20 })!);
 * nps.mean; // => 29.14722…
 * nps.standardDeviation; // => 7.75120…
 * ```
 */
export function normalFromEstimate(estimate: IntervalEstimate): NormalDistribution {
  const [lower, upper, z] = readInterval(estimate, SIZE, 'normalFromEstimate: ');
  const standardDeviation = (upper - lower) / (2 * z);
  return readNormal({ mean: lower / 2 + upper / 2, standardDeviation }, 'normalFromEstimate: ');
}

/** @internal The limits, and the normal quantile of the confidence. */
export function readInterval(
  estimate: IntervalEstimate,
  range: Range,
  prefix: string,
): [lower: number, upper: number, z: number, confidence: number] {
  const lower = within(estimate?.lower, `${prefix}lower`, range);
  const upper = above(within(estimate.upper, `${prefix}upper`, range), `${prefix}upper`, lower, 'lower');
  const confidence = withinOpen(estimate.confidence, `${prefix}confidence`);
  return [lower, upper, centralQuantile(confidence), confidence];
}

function readNormal(parameters: Omit<NormalDistribution, 'kind'>, prefix: string): NormalDistribution {
  return {
    kind: 'normal',
    mean: within(parameters?.mean, `${prefix}mean`, SIZE),
    standardDeviation: within(parameters.standardDeviation, `${prefix}standardDeviation`, SIZE_NOT_NEGATIVE),
  };
}

/** @internal */
export function normalShape(fields: NormalDistribution, prefix: string): Shape {
  const { mean, standardDeviation } = readNormal(fields, prefix);
  if (standardDeviation === 0) return point(mean);
  return {
    mean,
    variance: standardDeviation * standardDeviation,
    quantile: (p) => mean + standardDeviation * normalQuantile(p),
    cumulative: (x) => normalTail((mean - x) / standardDeviation),
  };
}
