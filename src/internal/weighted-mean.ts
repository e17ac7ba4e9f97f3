import { representable } from './check.js';
import { sum } from './sum.js';

/** Σ w·x / Σ w of at least one number, between the least and the most of them whatever the rounding. */
export function weightedMean(xs: readonly number[], weights: readonly number[], caller: string): number {
  let [least, most] = [Infinity, -Infinity];
  for (const x of xs) {
    least = Math.min(least, x);
    most = Math.max(most, x);
  }
  const total = representable(sum(weights), caller);
  // Shares of halves: neither they nor their sum can overflow.
  const half = sum(xs.map((x, index) => ((weights[index] as number) / total) * (x / 2)));
  return Math.max(least, Math.min(most, 2 * half)) + 0;
}
