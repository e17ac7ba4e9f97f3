/**
 * x · log(x / mean) + mean − x, for x ≥ 0 and mean > 0: how far x is from the mean, as the exponent of Poisson, gamma,
 * binomial and beta probabilities has it. It keeps its digits where x is close to the mean.
 *
 * @see Catherine Loader (2000), "Fast and Accurate Computation of Binomial Probabilities".
 */
export function deviance(x: number, mean: number): number {
  const difference = x - mean;
  const v = difference / (x + mean);
  if (Math.abs(v) > 0.5) {
    const ratio = x / mean;
    // Of a number below the smallest normal one the quotient can be too large, or too small.
    const log = ratio > 0 && ratio < Infinity ? Math.log(ratio) : Math.log(x) - Math.log(mean);
    return (x === 0 ? 0 : x * log) - difference;
  }
  // log(x / mean) = 2 · (v + v³/3 + v⁵/5 + …).
  let sum = difference * v;
  let term = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    term *= v * v;
    const next = sum + term / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
