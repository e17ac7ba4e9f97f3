/**
 * a + a·q + a·q² + … + a·q^(n−1) for a ratio q from 0 to 1, told by its distance from 1 so that ratios near 1 keep their
 * digits: with δ = 1 − q it is a · (1 − (1 − δ)^n) / δ, which is a · n where δ is 0 and a / δ for n infinite.
 */
export function geometricSeries(a: number, delta: number, n: number): number {
  if (n === 0) return 0;
  if (delta === 0) return a * n;
  return n === Infinity ? a / delta : a * (-Math.expm1(n * Math.log1p(-delta)) / delta);
}
