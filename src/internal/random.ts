import { deviance } from './deviance.js';
import { stirlingCorrection } from './gamma.js';

/** A source of random numbers, evenly spread from 0 to below 1 in steps of 2^-53. */
export type Random = () => number;

/**
 * A seeded source: the same numbers for the same seed, a whole number below 2^32, on every engine. Integer arithmetic
 * only: xoshiro128**, with its state filled by a counter through a mixing function (the finaliser of MurmurHash3).
 *
 * @see David Blackman and Sebastiano Vigna (2021), "Scrambled Linear Pseudorandom Number Generators", ACM Transactions
 * on Mathematical Software 47(4), article 36.
 */
export function seededRandom(seed: number): Random {
  let counter = seed;
  const fill = (): number => {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  const next = (): number => {
    const word = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return word;
  };
  return () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 2 ** 53;
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

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

/** A draw from the exponential distribution of mean 1; never 0. */
export function exponential(random: Random): number {
  for (;;) {
    const u = random();
    if (u > 0) return -Math.log(u);
  }
}

/**
 * The logarithm of a draw from the gamma distribution of a shape, at rate 1: the logarithm, because a draw of a small shape
 * can be too small for a number.
 *
 * @see George Marsaglia and Wai Wan Tsang (2000), "A Simple Method for Generating Gamma Variables", ACM Transactions on
 * Mathematical Software 26(3), 363-372.
 */
export function logGammaVariate(shape: number, random: Random): number {
  // A draw of shape + 1 times u^(1 / shape) is one of the shape.
  if (shape < 1) return logGammaVariate(shape + 1, random) - exponential(random) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    // A normal variate by Box and Muller's method, which is the same on every engine as far as its functions are.
    const z = Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random());
    const root = 1 + c * z;
    if (root <= 0) continue;
    const logCube = 3 * Math.log(root);
    if (-exponential(random) < (z * z) / 2 + d * (1 - root ** 3 + logCube)) return Math.log(d) + logCube;
  }
}
