import { representable } from './check.js';

/** The count and the mean of numbers, and how far they are from it: what their variance needs. Plain data that merges. */
export interface Moments {
  /** How many numbers. */
  readonly count: number;
  /** Their mean; 0 of none. */
  readonly mean: number;
  /** The sum of the squared differences from the mean. */
  readonly squares: number;
}

/** The moments of two numbers a customer, and how they go together. */
export interface PairMoments {
  /** How many pairs. */
  readonly count: number;
  /** The means; 0 of none. */
  readonly means: readonly [number, number];
  /** The sums of the squared differences from the means. */
  readonly squares: readonly [number, number];
  /** The sum of the products of the two differences. */
  readonly products: number;
}

/**
 * The moments of all numbers together, of two disjoint parts: nothing is lost to cancellation, however far the mean is
 * from 0.
 *
 * @see Tony F. Chan, Gene H. Golub and Randall J. LeVeque (1983), "Algorithms for Computing the Sample Variance: Analysis
 * and Recommendations", The American Statistician 37(3), 242-247.
 */
export function joinMoments(a: Moments, b: Moments, caller: string): Moments {
  const { count, means, squares } = joinPairs(paired(a), paired(b), caller);
  return { count, mean: means[0], squares: squares[0] };
}

/** {@link joinMoments} of pairs. */
export function joinPairs(a: PairMoments, b: PairMoments, caller: string): PairMoments {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  const [share, other] = [b.count / count, a.count / count];
  const [x, y] = [b.means[0] - a.means[0], b.means[1] - a.means[1]];
  const joined = (own: number, more: number, product: number): number =>
    representable(own + more + product * other * b.count, caller);
  return {
    count,
    means: [a.means[0] + x * share, a.means[1] + y * share],
    squares: [joined(a.squares[0], b.squares[0], x * x), joined(a.squares[1], b.squares[1], y * y)],
    products: joined(a.products, b.products, x * y),
  };
}

function paired({ count, mean, squares }: Moments): PairMoments {
  return { count, means: [mean, 0], squares: [squares, 0], products: 0 };
}
