import { betaTail } from './incomplete-beta.js';
import { normalTail } from './normal.js';
import { rootAbove0 } from './roots.js';

/**
 * P(T > t) for a T of Student's distribution with `df` > 0 degrees of freedom: good to 1e-13 relative (4e-13 below
 * 1e-100), for |t| up to 1e150. Above a million degrees of freedom by the t turned into a normal z.
 *
 * @see G. W. Hill (1970), "Algorithm 395: Student's t-Distribution", Communications of the ACM 13(10), 617-619.
 */
export function studentTail(t: number, df: number): number {
  if (t < 0) return 1 - studentTail(-t, df);
  const ratio = (t * t) / df;
  if (df <= 1e6) return betaTail(df / 2, 0.5, 1 / (1 + ratio), ratio / (1 + ratio)) / 2;
  const a = df - 0.5;
  const b = 48 * a * a;
  const w = a * Math.log1p(ratio);
  const correction = (((-0.4 * w - 3.3) * w - 24) * w - 85.5) / (0.8 * w * w + 100 + b) + w + 3;
  return normalTail(Math.sqrt(w) * (1 + correction / b));
}

/** The t with P(T ≤ t) = p, for 0 < p < 1. */
export function studentQuantile(p: number, df: number): number {
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const size = rootAbove0((t) => Math.log(tail / studentTail(t, df)), 1);
  return p < 0.5 ? -size : size;
}
