import { finitePopulationFactor } from './finite-population.js';

/**
 * Wilson's score interval of a proportion: all p at which k of n successes would be less than z standard errors away,
 * |k/n − p| ≤ z·√(p(1 − p)/n). It lies within 0 and 1 and has a width even where k is 0 or n. Of a finite population the
 * variance shrinks by (N − n)/(N − 1), down to none where everybody was asked.
 *
 * @see Edwin B. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
 * American Statistical Association 22, 209-212; Robert G. Newcombe (1998), "Two-sided Confidence Intervals for the
 * Single Proportion: Comparison of Seven Methods", Statistics in Medicine 17, 857-872, method 3.
 */
export function wilsonInterval(
  k: number,
  n: number,
  z: number,
  population: number = Infinity,
): [lower: number, upper: number] {
  const zz = z * z * finitePopulationFactor(n, population);
  const root = Math.sqrt(zz * (zz + 4 * k * ((n - k) / n)));
  const wide = 2 * k + zz + root;
  // The lower end from the product of the two, k² / (n(n + z²)): their difference would lose digits near 0.
  const lower = k === 0 ? 0 : (2 * k * (k / n)) / wide;
  const upper = k === n ? 1 : wide / (2 * (n + zz));
  // Where everybody was asked the product rounds, and where nearly all succeeded the quotient does.
  return [Math.min(lower, k / n), Math.min(upper, 1)];
}
