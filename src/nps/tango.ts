import type { Sample } from './sample.js';

/**
 * How far above the sample's score the upper score limit lies, both as fractions, for shares p of promoters, m of
 * passives and q of detractors and c = z² / n. The lower limit is the upper one of the sample with promoters and
 * detractors swapped.
 *
 * The limit is the largest Δ with (Δ − s)² = c · V(Δ), where s = p − q and V(Δ) = p̃ + q̃ − Δ² is the variance under the
 * mix (p̃, m̃, q̃) that is most likely among those with p̃ − q̃ = Δ. With q̃ eliminated between this and the quadratic equation
 * that it solves (Tango's), Δ = s is one of the four roots; the other three are
 *
 *     Δ = (s + √c · g) / (1 + c)   with   g³ − (c + v) · g − √c · s · m = 0,   v = p + q − s²,
 *
 * all of them real, and the limits are those of the largest and the smallest g. Viète's formula gives them at once.
 */
export function upperReach(p: number, m: number, q: number, c: number): number {
  const s = p - q;
  const rootC = Math.sqrt(c);
  // v = a + b. In these two the discriminant of the cubic is a sum of squares, so that no digit of it cancels.
  const a = (p + q) * m;
  const b = 4 * p * q;
  const ca = c + a;
  const discriminant = (a - 2 * c) ** 2 * (4 * a + c) + b * (12 * ca * (ca + b) + 4 * b * b + 27 * c * m * m);
  const angle = Math.atan2(Math.sqrt(discriminant), Math.sqrt(27) * rootC * s * m);
  const g = 2 * Math.sqrt((ca + b) / 3) * Math.cos(angle / 3);
  return Math.max(0, (rootC * g - c * s) / (1 + c));
}

/** The c of `upperReach`, z² / n; its bound is where the interval is all of −1 to 1, to the last bit. */
export function scoreVariance(z: number, n: number, f = 1): number {
  return Math.min((z * z * f) / n, 1e60);
}

/** Tango's limits round a score, in points, within the scale. */
export function limitsAround(score: number, { p, m, q, n }: Sample, z: number, f = 1): [lower: number, upper: number] {
  const c = scoreVariance(z, n, f);
  return [Math.max(-100, score - 100 * upperReach(q, m, p, c)), Math.min(100, score + 100 * upperReach(p, m, q, c))];
}
