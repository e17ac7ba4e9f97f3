import { describe, expect, test } from 'vitest';
import { logGamma } from '../../src/internal/gamma.js';
import { gammaLowerTail } from '../../src/internal/incomplete-gamma.js';
import { normalTail } from '../../src/internal/normal.js';
import { exponential, logGammaVariate, normalVariate, paretoVariate, seededRandom } from '../../src/internal/random.js';

describe('seededRandom', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    const numbers = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(numbers(1)).toEqual(numbers(1));
    expect(numbers(1)).not.toEqual(numbers(2));
    // So that another release, another engine and another machine give them too.
    expect(numbers(1)).toEqual(FIRST_OF_SEED_1);
  });

  test('evenly spread: each of 64 slots gets its share, by a χ² test', () => {
    const random = seededRandom(7);
    const slots = new Array<number>(64).fill(0);
    for (let i = 0; i < 640_000; i++) {
      const number = random();
      const slot = Math.floor(64 * number);
      slots[slot] = (slots[slot] ?? Number.NaN) + 1;
    }
    expect(slots.length).toBe(64);
    const chi2 = slots.reduce((sum, seen) => sum + (seen - 10_000) ** 2 / 10_000, 0);
    // χ² with 63 degrees of freedom is between 27 and 117 but for one time in 10,000.
    expect(chi2).toBeGreaterThan(27);
    expect(chi2).toBeLessThan(117);
  });
});

const FIRST_OF_SEED_1 = [
  0.5686059948349658, 0.8893939367683266, 0.4705824180198359, 0.35296769838967534, 0.33645951642765937,
];

/** The largest distance between a sample and a distribution of (0, 1), times √n: above 1.95 once in 1,000 times. */
function kolmogorov(sample: number[]): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const n = sorted.length;
  return Math.sqrt(n) * Math.max(...sorted.map((u, i) => Math.max(u - i / n, (i + 1) / n - u)));
}

describe('exponential and logGammaVariate', () => {
  test('exponential draws are of the exponential distribution, and never 0', () => {
    const random = seededRandom(3);
    expect(kolmogorov(Array.from({ length: 20_000 }, () => -Math.expm1(-exponential(random))))).toBeLessThan(1.95);
    const zeros = [0, 0, 0.5];
    expect(exponential(() => zeros.shift() ?? 0.25)).toBe(Math.log(2));
  });

  test.each([1e-3, 0.3, 0.9, 1, 2.5, 40, 1e4])('draws of shape %f are of the gamma distribution', (shape) => {
    const random = seededRandom(4);
    const draws = Array.from({ length: 20_000 }, () => logGammaVariate(shape, random));
    // P(X ≤ x) ≈ x^shape / Γ(shape + 1) where x is tiny.
    const tail = (log: number) =>
      log < -40 ? Math.exp(shape * log - logGamma(shape + 1)) : gammaLowerTail(shape, Math.exp(log));
    expect(kolmogorov(draws.map(tail))).toBeLessThan(1.95);
  });

  test('a tiny shape gives logarithms of numbers that are too small to be numbers', () => {
    const random = seededRandom(4);
    const draws = Array.from({ length: 100 }, () => logGammaVariate(1e-9, random));
    expect(draws.every(Number.isFinite)).toBe(true);
    expect(Math.min(...draws)).toBeLessThan(-1e9);
  });
});

describe('normalVariate and paretoVariate', () => {
  test('draws are of their distributions', () => {
    const random = seededRandom(5);
    const normal = Array.from({ length: 20_000 }, () => normalTail(-normalVariate(random)));
    expect(kolmogorov(normal)).toBeLessThan(1.95);
    for (const shape of [0.2, 1, 30]) {
      const draws = Array.from({ length: 20_000 }, () => paretoVariate(shape, 7, random));
      expect(kolmogorov(draws.map((y) => 1 - (1 + y / 7) ** -shape))).toBeLessThan(1.95);
    }
  });
});
