import { within } from '../internal/check.js';
import { gammaLowerTail, gammaQuantile, gammaUpperQuantile } from '../internal/incomplete-gamma.js';
import { SHAPE } from './beta.js';
import { quickQuantile } from './quick-quantile.js';
import { type Shape, SIZE_POSITIVE } from './shape.js';

/** A number above 0. */
export interface GammaDistribution {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'gamma';
  /** The shape: the mean is shape · scale, and the larger the shape the smaller the spread in proportion. */
  readonly shape: number;
  /** The scale, in the unit of what is described. */
  readonly scale: number;
}

/**
 * The gamma distribution: above 0, skewed to the right, with a thinner tail than the log-normal. For waiting times, rates
 * and spends.
 *
 *     mean = shape · scale,   variance = shape · scale²
 *
 * For a mean m with a standard deviation s: shape = (m / s)², scale = s² / m.
 *
 * @param parameters - `shape`: a number from 0.001 to 4e9; `scale`: a number from 1e-150 to 1e90 in any unit.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a parameter that is not such a number.
 * @example
 * ```ts
 * import { distributionMean, gammaDistribution } from 'custometry';
 *
 * distributionMean(gammaDistribution({ shape: 4, scale: 25 })); // => 100
 * ```
 * @see Norman L. Johnson, Samuel Kotz and N. Balakrishnan (1994), Continuous Univariate Distributions, vol. 1, 2nd ed.,
 * chapter 17.
 */
export function gammaDistribution(parameters: Omit<GammaDistribution, 'kind'>): GammaDistribution {
  return readGamma(parameters, 'gammaDistribution: ');
}

function readGamma(parameters: Omit<GammaDistribution, 'kind'>, prefix: string): GammaDistribution {
  return {
    kind: 'gamma',
    shape: within(parameters?.shape, `${prefix}shape`, SHAPE),
    scale: within(parameters.scale, `${prefix}scale`, [SIZE_POSITIVE[0], 1e90, 'a number from 1e-150 to 1e90']),
  };
}

/** @internal */
export function gammaShape(fields: GammaDistribution, prefix: string): Shape {
  const { shape, scale } = readGamma(fields, prefix);
  return {
    mean: shape * scale,
    variance: shape * scale * scale,
    quantile: (p) => scale * (p <= 0.5 ? gammaQuantile(p, shape) : gammaUpperQuantile(1 - p, shape)),
    cumulative: (x) => (x <= 0 ? 0 : gammaLowerTail(shape, x / scale)),
    ...(shape >= 0.5 && {
      quick: () =>
        quickQuantile(
          (p, q) => Math.log(p < q ? gammaQuantile(p, shape) : gammaUpperQuantile(q, shape)),
          (y) => scale * Math.exp(y),
        ),
    }),
  };
}
