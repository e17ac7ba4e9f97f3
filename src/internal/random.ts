import { whole, within } from './check.js';

/** A source of random numbers, evenly spread from 0 to below 1 in steps of 2^-53. */
export type Random = () => number;

/** The seed that a caller was given: a whole number below 2^32. */
export function readSeed(seed: number, caller: string): number {
  return within(seed, `${caller}: seed`, whole(0, 4294967295));
}

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

/** A draw from the exponential distribution of mean 1; never 0. */
export function exponential(random: Random): number {
  for (;;) {
    const u = random();
    if (u > 0) return -Math.log(u);
  }
}

/** A draw from the normal distribution, by Box and Muller's method, which is the same on every engine as far as its functions are. */
export function normalVariate(random: Random): number {
  return Math.sqrt(2 * exponential(random)) * Math.cos(2 * Math.PI * random());
}

/**
 * A draw from the Pareto distribution of the second kind, P(Y > y) = (1 + y / scale)^−shape: the time to the first event at a
 * rate of the gamma distribution with this shape, and the scale for its own rate.
 */
export function paretoVariate(shape: number, scale: number, random: Random): number {
  return scale * Math.expm1(exponential(random) / shape);
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
    const z = normalVariate(random);
    const root = 1 + c * z;
    if (root <= 0) continue;
    const logCube = 3 * Math.log(root);
    if (-exponential(random) < (z * z) / 2 + d * (1 - root ** 3 + logCube)) return Math.log(d) + logCube;
  }
}
