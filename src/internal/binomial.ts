import { deviance } from './deviance.js';
import { stirlingCorrection } from './gamma.js';
import type { Random } from './random.js';

/**
 * How many of n trials succeed, each with probability p: one binomial draw, in a time that does not grow with n. Where
 * few succeed by walking up the distribution, otherwise by transformed rejection.
 *
 * @see Wolfgang Hörmann (1993), "The Generation of Binomial Random Variates", Journal of Statistical Computation and
 * Simulation 46(1-2), 101-110, algorithm BTRS.
 */
export function binomial(n: number, p: number, random: Random): number {
  if (p > 0.5) return n - binomial(n, 1 - p, random);
  if (n * p < 10) return fewSuccesses(n, p, random);
  const q = 1 - p;
  const deviation = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const mode = Math.floor((n + 1) * p);
  for (;;) {
    const u = random() - 0.5;
    const edge = 0.5 - Math.abs(u);
    const v = random();
    const k = Math.floor(((2 * a) / edge + b) * u + n * p + 0.5);
    if (edge >= 0.07 && v <= 0.92 - 4.2 / b) return k;
    if (k < 0 || k > n) continue;
    const height = (v * (2.83 + 5.1 / b) * deviation) / (a / (edge * edge) + b);
    if (Math.log(height) <= logProbability(k, n, p) - logProbability(mode, n, p)) return k;
  }
}

/** By adding up probabilities from 0 successes on: about n·p steps. */
function fewSuccesses(n: number, p: number, random: Random): number {
  const odds = p / (1 - p);
  for (;;) {
    let left = random();
    let probability = Math.exp(n * Math.log1p(-p));
    // Beyond 200 there is less than 1e-160 for a mean below 10: only rounding leads there.
    for (let k = 0; k <= n && k < 200; k++) {
      if (left < probability) return k;
      left -= probability;
      probability *= (odds * (n - k)) / (k + 1);
    }
  }
}

/**
 * log P(k successes), without what is the same for all k, in Loader's form, which keeps its digits for large n.
 *
 * @see Catherine Loader (2000), "Fast and Accurate Computation of Binomial Probabilities".
 */
export function logProbability(k: number, n: number, p: number): number {
  return -deviance(k, n * p) - deviance(n - k, n * (1 - p)) - stirling(k) - stirling(n - k);
}

/** log k! − (k · log k − k). */
function stirling(k: number): number {
  if (k >= 10) return Math.log(2 * Math.PI * k) / 2 + stirlingCorrection(k);
  let factorial = 1;
  for (let i = 2; i <= k; i++) factorial *= i;
  return Math.log(factorial) - (k === 0 ? 0 : k * Math.log(k) - k);
}
