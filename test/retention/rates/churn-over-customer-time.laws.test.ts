import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { churnRateOverCustomerTime } from '../../../src/index.js';
import { centralQuantile } from '../../../src/internal/normal.js';
import { law } from '../../support/law.js';
import { confidence } from '../../support/nps.js';
import { expectClose } from '../../support/predicates.js';

const lost = () => fc.oneof(fc.nat(3), fc.nat(50), fc.nat(100_000));
const time = () => fc.double({ min: 1e-6, max: 1e12, noNaN: true });
const of = (count: number, customerTime: number, level = 0.95) =>
  churnRateOverCustomerTime({ lost: count, customerTime }, { confidence: level });

/** P(X ≤ k) of the Poisson distribution, added up; for means that are not too large for e^−mean. */
const poisson = (k: number, mean: number) => {
  let [sum, term] = [0, Math.exp(-mean)];
  for (let i = 0; i <= k; i++) {
    sum += term;
    term *= mean / (i + 1);
  }
  return sum;
};

describe('churnRateOverCustomerTime', () => {
  law(
    'it is lost / time, and the interval contains it: 0 ≤ lower ≤ value ≤ upper',
    [lost(), time(), confidence()],
    (k, t, level) => {
      const { value, lower, upper } = of(k, t, level);
      expect(value).toBe(k / t);
      expect([0 <= lower, lower <= value, value <= upper]).toEqual([true, true, true]);
      expect(lower).toBeLessThan(upper);
      expect(lower === 0).toBe(k === 0);
    },
  );

  law(
    'the limits are where so many losses become unlikely: P(X ≥ lost | lower) = α/2 = P(X ≤ lost | upper)',
    [fc.nat(200), fc.double({ min: 0.1, max: 0.9999, noNaN: true })],
    (k, level) => {
      const { lower, upper } = of(k, 1, level);
      const tail = (1 - level) / 2;
      expectClose(poisson(k, upper), tail, 1e-10);
      if (k > 0) expect(Math.abs(1 - poisson(k - 1, lower) - tail)).toBeLessThanOrEqual(1e-12);
    },
  );

  law(
    'the unit of time does not matter: rate(lost, k · time) · k = rate(lost, time)',
    [lost(), time(), time()],
    (count, t, k) => {
      const [plain, scaled] = [of(count, t), of(count, t * k)];
      for (const field of ['value', 'lower', 'upper'] as const) expectClose(scaled[field] * k, plain[field]);
    },
  );

  law('more confidence widens it', [lost(), confidence(), confidence()], (k, a, b) => {
    const [inner, outer] = [of(k, 1, Math.min(a, b)), of(k, 1, Math.max(a, b))];
    expect(outer.lower).toBeLessThanOrEqual(inner.lower * (1 + 1e-12));
    expect(outer.upper).toBeGreaterThanOrEqual(inner.upper * (1 - 1e-12));
  });

  law('more losses are a higher rate, at both limits', [lost(), fc.integer({ min: 1, max: 100 })], (k, more) => {
    const [few, many] = [of(k, 1), of(k + more, 1)];
    expect(many.lower).toBeGreaterThan(few.lower);
    expect(many.upper).toBeGreaterThan(few.upper);
  });

  law(
    'neighbours meet: the upper limit for k − 1 losses at α/2 is the lower limit for k at 1 − α/2',
    [fc.integer({ min: 1, max: 1000 })],
    (k) => {
      // At a confidence of next to nothing both tails are 1/2, and both limits are the median of one distribution.
      expectClose(of(k - 1, 1, 1e-12).upper, of(k, 1, 1e-12).lower, 1e-9);
    },
  );

  law(
    'with many losses it is the normal interval: limits ≈ (k ± z·√k) / time',
    [fc.integer({ min: 10_000, max: 100_000 }), fc.double({ min: 0.5, max: 0.99, noNaN: true })],
    (k, level) => {
      const { lower, upper } = of(k, 1, level);
      const margin = centralQuantile(level) * Math.sqrt(k);
      // The limits are skew by (z² + 2) / 3, and further for the whole number.
      expect(Math.abs(lower - (k - margin))).toBeLessThanOrEqual(4);
      expect(Math.abs(upper - (k + margin))).toBeLessThanOrEqual(5);
    },
  );
});
