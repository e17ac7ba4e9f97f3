import { within } from '../internal/check.js';
import { betaOn } from './beta.js';
import type { Shape } from './shape.js';
import { type LowLikelyHigh, readLowLikelyHigh } from './triangular.js';

/** From `low` over a smooth peak at `likely` to `high`. */
export interface PertDistribution extends LowLikelyHigh {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'pert';
  /** How much `likely` counts: 4 unless told; larger is surer of it, 0 is uniform. */
  readonly lambda?: number | undefined;
}

/**
 * The PERT distribution: a beta distribution from `low` to `high`, with its peak at `likely`. For what an expert says in
 * three numbers and is fairly sure of in the middle; {@link triangularDistribution} has more spread.
 *
 *     mean = (low + λ·likely + high) / (λ + 2)
 *     variance = (mean − low)(high − mean) / (λ + 3)
 *
 * with λ = 4: (low + 4·likely + high) / 6. The variance is the beta distribution's own. The textbooks' ((high − low) / 6)² is
 * the same only where `likely` is about a seventh of the range from an end: it is 22% too small where `likely` is in the
 * middle, and 40% too large where it is at an end.
 *
 * People call low and high what are really a bad and a good case, and so give ranges that are too narrow; ask for what can
 * hardly be.
 *
 * @param estimate - `low`, `likely` and `high`: numbers from −1e150 to 1e150 in any unit, in this order; `likely` may be
 * at either end, `low` is below `high`. `lambda`: a number from 0 to 1e6; 4 unless told.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a value that is not such a number, and for values out of order.
 * @example
 * ```ts
 * import { distributionMean, pertDistribution } from 'custometry';
 *
 * distributionMean(pertDistribution({ low: 10, likely: 12, high: 20 })); // => 13
 * ```
 * @see Donald G. Malcolm, John H. Roseboom, Charles E. Clark and Willard Fazar (1959), "Application of a Technique for
 * Research and Development Program Evaluation", Operations Research 7(5), 646-669; David Vose (2008), Risk Analysis: A
 * Quantitative Guide, 3rd ed., for λ and the variance.
 */
export function pertDistribution(estimate: Omit<PertDistribution, 'kind'>): PertDistribution {
  return readPert(estimate, 'pertDistribution: ');
}

function readPert(
  estimate: Omit<PertDistribution, 'kind'>,
  prefix: string,
): PertDistribution & { readonly lambda: number } {
  return {
    kind: 'pert',
    ...readLowLikelyHigh(estimate, prefix),
    lambda: within(estimate.lambda ?? 4, `${prefix}lambda`, [0, 1e6, 'a number from 0 to 1e6']),
  };
}

/** @internal */
export function pertShape(fields: PertDistribution, prefix: string): Shape {
  const { low, likely, high, lambda } = readPert(fields, prefix);
  const width = high - low;
  return betaOn(1 + lambda * ((likely - low) / width), 1 + lambda * ((high - likely) / width), low, high);
}
