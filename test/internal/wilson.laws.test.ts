import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { wilsonInterval } from '../../src/internal/wilson.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

const sample = () =>
  fc
    .tuple(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(1_000_000)), fc.oneof(fc.constant(0), fc.nat(1_000_000)))
    .filter(([k, rest]) => k + rest > 0)
    .map(([k, rest]) => ({ k, n: k + rest }));
const reach = () => fc.double({ min: 0.1, max: 6, noNaN: true });

describe('wilsonInterval', () => {
  law(
    '0 ≤ lower ≤ k/n ≤ upper ≤ 1, of weighted counts too',
    [sample(), reach(), fc.double({ min: 1e-6, max: 1, noNaN: true })],
    ({ k, n }, z, weight) => {
      const [lower, upper] = wilsonInterval(k * weight, n * weight, z);
      const p = (k * weight) / (n * weight);
      expect([0 <= lower, lower <= p, p <= upper, upper <= 1]).toEqual([true, true, true, true]);
    },
  );

  law(
    'its ends are the proportions z standard errors away: |k/n − p| = z·√(p(1 − p)/n)',
    [sample(), reach()],
    ({ k, n }, z) => {
      for (const p of wilsonInterval(k, n, z)) {
        expect(Math.abs(Math.abs(k / n - p) - z * Math.sqrt((p * (1 - p)) / n))).toBeLessThanOrEqual(
          1e-14 + 1e-9 * p * (1 - p),
        );
      }
    },
  );

  law(
    'none and all are ends of their own: lower = 0 ⇔ k = 0, upper = 1 ⇔ k = n',
    [sample(), reach()],
    ({ k, n }, z) => {
      const [lower, upper] = wilsonInterval(k, n, z);
      expect([lower === 0, upper === 1]).toEqual([k === 0, k === n]);
      expect(lower).toBeLessThan(upper);
    },
  );

  law('success and failure turn it round: interval(n − k) = 1 − interval(k)', [sample(), reach()], ({ k, n }, z) => {
    const [lower, upper] = wilsonInterval(k, n, z);
    const [turnedLower, turnedUpper] = wilsonInterval(n - k, n, z);
    expect(Math.abs(turnedLower - (1 - upper))).toBeLessThanOrEqual(1e-15);
    expect(Math.abs(turnedUpper - (1 - lower))).toBeLessThanOrEqual(1e-15);
  });

  law('surer is wider: z ≤ z′ ⇒ interval(z) ⊆ interval(z′)', [sample(), reach(), reach()], ({ k, n }, a, b) => {
    const [narrow, wide] = [Math.min(a, b), Math.max(a, b)].map((z) => wilsonInterval(k, n, z)) as [
      [number, number],
      [number, number],
    ];
    expect(wide[0]).toBeLessThanOrEqual(narrow[0] * (1 + 1e-15));
    expect(wide[1]).toBeGreaterThanOrEqual(narrow[1] * (1 - 1e-15));
  });

  law(
    'everybody asked: interval(N = n) = k/n at both ends, exactly, of weighted counts too',
    [sample(), reach(), fc.double({ min: 1e-6, max: 1, noNaN: true })],
    ({ k, n }, z, weight) => {
      const p = (k * weight) / (n * weight);
      const [lower, upper] = wilsonInterval(k * weight, n * weight, z, n * weight);
      expect([lower <= p, p <= upper]).toEqual([true, true]);
      expectClose(lower, p, 1e-15);
      expectClose(upper, p, 1e-15);
    },
  );

  law('an endless population is none: interval(N → ∞) = interval', [sample(), reach()], ({ k, n }, z) => {
    const [lower, upper] = wilsonInterval(k, n, z);
    const [lowerOfMany, upperOfMany] = wilsonInterval(k, n, z, 1e300);
    expectClose(lowerOfMany, lower);
    expectClose(upperOfMany, upper);
  });

  law(
    'a smaller population is known better: N ≤ N′ ⇒ interval(N) ⊆ interval(N′)',
    [sample(), reach(), fc.nat(1e6), fc.nat(1e6)],
    ({ k, n }, z, a, b) => {
      const [few, many] = [Math.min(a, b), Math.max(a, b)].map((more) => wilsonInterval(k, n, z, n + more)) as [
        [number, number],
        [number, number],
      ];
      expect(few[0]).toBeGreaterThanOrEqual(many[0] * (1 - 1e-15));
      expect(few[1]).toBeLessThanOrEqual(many[1] * (1 + 1e-15));
    },
  );

  law(
    'a finite population, weighted or not, never widens: interval(N) ⊆ interval',
    [sample(), reach(), fc.double({ min: 1e-7, max: 1, noNaN: true }), fc.double({ min: 1, max: 100, noNaN: true })],
    ({ k, n }, z, weight, times) => {
      const [successes, all] = [k * weight, n * weight];
      const finite = wilsonInterval(successes, all, z, all * times);
      const infinite = wilsonInterval(successes, all, z);
      expect(finite[0]).toBeGreaterThanOrEqual(infinite[0] * (1 - 1e-14));
      expect(finite[1]).toBeLessThanOrEqual(infinite[1] * (1 + 1e-14));
      expect(finite[0]).toBeLessThanOrEqual(finite[1]);
    },
  );
});
