import { differenceInterval } from './difference.js';

/** So many of so many: `count` of `of`, which is above 0. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/**
 * The difference of two shares of different samples, after − before, with Newcombe's interval and the p-value that agrees
 * with it: the limits are recovered from Wilson's of both.
 *
 * @see Robert G. Newcombe (1998), "Interval Estimation for the Difference between Independent Proportions: Comparison of
 * Eleven Methods", Statistics in Medicine 17(8), 873-890, method 10.
 */
export function shareDifference(
  before: Share,
  after: Share,
  confidence: number,
): { value: number; lower: number; upper: number; pValue: number } {
  const value = after.count / after.of - before.count / before.of;
  const reach = (from: Share, to: Share, z: number): number => {
    const down = reachDown(to.count, to.of, z);
    const up = reachDown(from.of - from.count, from.of, z);
    return Math.sqrt(down * down + up * up);
  };
  const [down, up] = [(z: number) => reach(before, after, z), (z: number) => reach(after, before, z)];
  return { value, ...differenceInterval(value, down, up, 1, confidence) };
}

/** How far Wilson's lower limit lies below k/n: not as a difference of the two, which loses digits where n is large. */
function reachDown(k: number, n: number, z: number): number {
  const [p, q, zz] = [k / n, (n - k) / n, z * z];
  const root = Math.sqrt(zz * (zz + 4 * k * q));
  return (root - zz * (q - p)) / (2 * (n + zz));
}
