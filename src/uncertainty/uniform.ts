import { within } from '../internal/check.js';
import { above, type Shape, SIZE } from './shape.js';

/** Anything from `low` to `high`, all equally likely. */
export interface UniformDistribution {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'uniform';
  /** The lowest value. */
  readonly low: number;
  /** The highest value: above `low`. */
  readonly high: number;
}

/**
 * The uniform distribution: anything from `low` to `high` is equally likely, and nothing beyond. For what is known to lie
 * within bounds, and no more than that.
 *
 *     mean = (low + high) / 2,   variance = (high − low)² / 12
 *
 * @param bounds - `low` and `high`: numbers from −1e150 to 1e150 in any unit, `low` below `high`.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a bound that is not such a number, and for `high` not above `low`.
 * @example
 * ```ts
 * import { distributionMean, uniformDistribution } from 'custometry';
 *
 * distributionMean(uniformDistribution({ low: 10, high: 30 })); // => 20
 * ```
 */
export function uniformDistribution(bounds: Omit<UniformDistribution, 'kind'>): UniformDistribution {
  return readUniform(bounds, 'uniformDistribution: ');
}

function readUniform(bounds: Omit<UniformDistribution, 'kind'>, prefix: string): UniformDistribution {
  const low = within(bounds?.low, `${prefix}low`, SIZE);
  return { kind: 'uniform', low, high: above(bounds.high, `${prefix}high`, low, 'low') };
}

/** @internal */
export function uniformShape(fields: UniformDistribution, prefix: string): Shape {
  const { low, high } = readUniform(fields, prefix);
  const width = high - low;
  return {
    mean: low + width / 2,
    variance: (width * width) / 12,
    quantile: (p) => low + p * width,
    cumulative: (x) => Math.max(0, Math.min(1, (x - low) / width)),
  };
}
