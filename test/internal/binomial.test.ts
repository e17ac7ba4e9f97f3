import { describe, expect, test } from 'vitest';
import { binomial, logProbability } from '../../src/internal/binomial.js';
import { seededRandom } from '../../src/internal/random.js';

/** The probabilities of a binomial distribution, by the recurrence from the mode. */
function probabilities(n: number, p: number): number[] {
  const mode = Math.floor((n + 1) * p);
  const weights = new Array<number>(n + 1).fill(0);
  weights[mode] = 1;
  for (let k = mode; k < n; k++) weights[k + 1] = ((weights[k] as number) * (n - k) * p) / ((k + 1) * (1 - p));
  for (let k = mode; k > 0; k--) weights[k - 1] = ((weights[k] as number) * k * (1 - p)) / ((n - k + 1) * p);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

describe('binomial', () => {
  test.each([
    [1, 0.5],
    [9, 0.3],
    [19, 0.5],
    [20, 0.5],
    [24, 0.45],
    [100, 0.11],
    [100, 0.95],
    [1000, 0.4],
    [5000, 0.003],
  ])('%i trials of probability %f have the binomial distribution, by a χ² test', (n, p) => {
    const random = seededRandom(11);
    const draws = 400_000;
    const seen = new Array<number>(n + 1).fill(0);
    for (let i = 0; i < draws; i++) {
      const k = binomial(n, p, random);
      seen[k] = (seen[k] ?? Number.NaN) + 1;
    }
    // Cells are joined until 20 draws or more are expected in each.
    let [chi2, degrees, expected, actual] = [0, -1, 0, 0];
    const all = probabilities(n, p);
    all.forEach((probability, k) => {
      expected += draws * probability;
      actual += seen[k] as number;
      const left = draws * all.slice(k + 1).reduce((sum, each) => sum + each, 0);
      if ((expected >= 20 && left >= 20) || k === n) {
        chi2 += (actual - expected) ** 2 / expected;
        degrees++;
        [expected, actual] = [0, 0];
      }
    });
    // χ² is within 4 standard deviations of its mean.
    expect(Math.abs(chi2 - degrees) / Math.sqrt(2 * degrees)).toBeLessThan(4);
  });

  test.each([
    [1e9, 0.3],
    [1e15, 0.5],
    [1e15, 1e-12],
    [1e15, 1e-15],
  ])('%d trials of probability %d have the mean and variance of the distribution', (n, p) => {
    const random = seededRandom(5);
    const draws = 200_000;
    let [first, second] = [0, 0];
    for (let i = 0; i < draws; i++) {
      const deviation = (binomial(n, p, random) - n * p) / Math.sqrt(n * p * (1 - p));
      first += deviation / draws;
      second += deviation ** 2 / draws;
    }
    expect(Math.abs(first)).toBeLessThan(4 / Math.sqrt(draws));
    expect(Math.abs(second - 1)).toBeLessThan(8 / Math.sqrt(draws));
  });

  test.each([
    [40, 0.3],
    [1000, 0.02],
    [1e6, 0.5],
    [1e12, 0.1],
  ])(
    'of %d trials of probability %d, one success more is less or more likely by (n − k) · p / ((k + 1) · q)',
    (n, p) => {
      const spread = Math.sqrt(n * p * (1 - p));
      for (let at = -2.9; at <= 6; at += 0.3) {
        const k = Math.round(n * p + at * spread);
        const step = logProbability(k + 1, n, p) - logProbability(k, n, p);
        expect(Math.abs(step - Math.log(((n - k) * p) / ((k + 1) * (1 - p))))).toBeLessThan(
          1e-13 + 1e-12 * Math.abs(step),
        );
      }
    },
  );

  test('never and always are certain', () => {
    const random = seededRandom(1);
    for (const n of [0, 1, 100, 1e15]) {
      expect(binomial(n, 0, random)).toBe(0);
      expect(binomial(n, 1, random)).toBe(n);
    }
  });
});
