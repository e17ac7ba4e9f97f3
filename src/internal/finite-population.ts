/**
 * By how much the variance of a mean shrinks if n are asked out of N: (N − n)/(N − 1), and never grows. Weights can add up to
 * N ≤ 1, where the formula has no meaning: there it shrinks by nothing, unless all were asked.
 */
export function finitePopulationFactor(n: number, population: number): number {
  if (population === Infinity) return 1;
  if (n >= population) return 0;
  return population > 1 ? Math.min(1, (population - n) / (population - 1)) : 1;
}
