import { FRACTION, requireMap, shown, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';

/** Shares of a whole by key: fractions that sum to 1. */
export function requireShares(shares: ReadonlyMap<unknown, number>, argument: string): void {
  requireMap(shares, argument);
  for (const [key, share] of shares) within(share, `${argument}.get(${shown(key)})`, FRACTION);
  const total = sum(shares.values());
  if (Math.abs(total - 1) > 1e-9) {
    // Rounded shares; where more is missing, most likely one of them is.
    const hint = Math.abs(total - 1) < 0.01 ? ': divide each by the sum' : '';
    throw new RangeError(`${argument} must sum to 1, got ${+total.toPrecision(12)}${hint}`);
  }
}
