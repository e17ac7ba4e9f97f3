import { refuse, within } from '../internal/check.js';
import { above, type Shape, SIZE } from './shape.js';

/** What an expert says of a number: never below, most likely, never above. */
export interface LowLikelyHigh {
  /** The lowest value that is possible at all: not merely a bad one. */
  readonly low: number;
  /** The most likely value: from `low` to `high`. */
  readonly likely: number;
  /** The highest value that is possible at all: above `low`. */
  readonly high: number;
}

/** From `low` over a peak at `likely` to `high`, in straight lines. */
export interface TriangularDistribution extends LowLikelyHigh {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'triangular';
}

/**
 * The triangular distribution: its density rises in a straight line from `low` to `likely` and falls in one to `high`. For
 * what an expert says in three numbers. It has more spread than {@link pertDistribution} of the same numbers.
 *
 *     mean = (low + likely + high) / 3
 *     variance = (low² + likely² + high² − low·likely − low·high − likely·high) / 18
 *
 * People call low and high what are really a bad and a good case, and so give ranges that are too narrow; ask for what can
 * hardly be.
 *
 * @param estimate - `low`, `likely` and `high`: numbers from −1e150 to 1e150 in any unit, in this order; `likely` may be
 * at either end, `low` is below `high`.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a value that is not such a number, and for values out of order.
 * @example
 * ```ts
 * import { distributionMean, triangularDistribution } from 'custometry';
 *
 * distributionMean(triangularDistribution({ low: 10, likely: 12, high: 20 })); // => 14
 * ```
 * @see Samuel Kotz and Johan René van Dorp (2004), Beyond Beta: Other Continuous Families of Distributions with Bounded
 * Support and Applications, chapter 1.
 */
export function triangularDistribution(estimate: LowLikelyHigh): TriangularDistribution {
  return { kind: 'triangular', ...readLowLikelyHigh(estimate, 'triangularDistribution: ') };
}

/** @internal */
export function readLowLikelyHigh(estimate: LowLikelyHigh, prefix: string): LowLikelyHigh {
  const low = within(estimate?.low, `${prefix}low`, SIZE);
  const high = above(estimate.high, `${prefix}high`, low, 'low');
  const likely = within(estimate.likely, `${prefix}likely`, SIZE);
  if (likely < low || likely > high) refuse(likely, `${prefix}likely`, `from low (${low}) to high (${high})`);
  return { low, likely, high };
}

/** @internal */
export function triangularShape(fields: TriangularDistribution, prefix: string): Shape {
  const { low, likely, high } = readLowLikelyHigh(fields, prefix);
  const width = high - low;
  // Shares of the width: probabilities of being below and above the peak.
  const [below, beyond] = [(likely - low) / width, (high - likely) / width];
  return {
    mean: low + (width * (1 + below)) / 3,
    variance: (width * width * (1 - below * beyond)) / 18,
    quantile: (p) => (p <= below ? low + width * Math.sqrt(p * below) : high - width * Math.sqrt((1 - p) * beyond)),
    cumulative: (x) => {
      if (x <= low) return 0;
      if (x >= high) return 1;
      const [up, down] = [(x - low) / width, (high - x) / width];
      return x <= likely ? (up * up) / below : 1 - (down * down) / beyond;
    },
  };
}
