import { sum } from './sum.js';

/**
 * The score interval of the mean of a rating: all means μ on the scale at which the observed mean x̄ would be less than z
 * standard errors away, n(x̄ − μ)² ≤ z²·V(μ), where V(μ) is the variance of the distribution on the scale that has the mean
 * μ and makes the answers likeliest. On a scale of two ratings it is Wilson's interval. Like it, it stays on the scale, is
 * not symmetric near the ends, and has a width even where all answers are the same.
 *
 * @param counts - How many gave each rating, from the lowest of the scale to the highest; not all 0.
 * @returns The ends as fractions of the scale: 0 is its lowest rating and 1 its highest.
 * @see Art B. Owen (2001), Empirical Likelihood, chapter 2, for the likeliest distribution with a given mean.
 */
export function meanInterval(counts: readonly number[], z: number): [lower: number, upper: number] {
  return [lowerEnd(counts, z), 1 - lowerEnd([...counts].reverse(), z)];
}

function lowerEnd(all: readonly number[], z: number): number {
  const top = all.length - 1;
  const n = sum(all);
  // So few at the lowest rating are as good as none, and q would be too small for a number.
  const counts = (all[0] as number) < n * 1e-200 ? [0, ...all.slice(1)] : all;
  const mean = sum(counts.map((count, index) => (count * index) / top)) / n;
  if (mean === 0) return 0;
  // By Lagrange's multipliers the likeliest distribution with a lower mean has pᵢ in proportion to nᵢ / (q + (1 − q)·uᵢ),
  // for the rating uᵢ from 0 to 1 and a q from 1 (the observed mean) down to 0.
  const momentsAt = (q: number): [shift: number, variance: number] => {
    let [total, first, second] = [0, 0, 0];
    counts.forEach((count, index) => {
      if (count === 0) return;
      const u = index / top;
      const p = count / (q + (1 - q) * u);
      // From the observed mean, so that no digits are lost where all answers are near each other.
      const distance = u - mean;
      total += p;
      first += p * distance;
      second += p * distance * distance;
    });
    const shift = first / total;
    return [shift, second / total - shift * shift];
  };
  if (counts[0] === 0) {
    // Here q ends at 0 with a mean above 0. The likeliest distribution with a mean μ below that one gives what is missing
    // from 1 to the lowest rating; its variance is μ·(mean − μ), so that the end is where n·(mean − μ) is z²·μ.
    const end = (n * mean) / (n + z * z);
    if (end <= mean + momentsAt(0)[0]) return end;
  }
  let [low, high] = [0, 1];
  for (;;) {
    const q = (low + high) / 2;
    const [shift, variance] = momentsAt(q);
    // Where even so q came down to 0, all that is left is the lowest rating: 0 / 0.
    if (q <= low || q >= high) return Math.max(0, mean + shift || 0);
    if (n * shift * shift > z * z * variance) low = q;
    else high = q;
  }
}
