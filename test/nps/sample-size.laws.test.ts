import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type NpsCounts,
  type NpsDetectableChange,
  type NpsEstimate,
  npsDetectableChange,
  npsEstimate,
  npsSampleSize,
  npsSampleSizeForChange,
} from '../../src/index.js';
import { centralQuantile, normalQuantile } from '../../src/internal/normal.js';
import { law } from '../support/law.js';
import { responsesOf, surveyOf, times, turned } from '../support/nps.js';
import { expectClose } from '../support/predicates.js';

const mix = (): fc.Arbitrary<NpsCounts> => surveyOf(fc.nat(100)).filter((counts) => responsesOf(counts) > 0);
const level = () => fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99);
const power = () => fc.constantFrom(0.5, 0.8, 0.9, 0.95);
const margin = () => fc.double({ min: 0.05, max: 100, noNaN: true });

/** The longer of the two arms of the interval of n responses with this mix. */
function reachOf(expected: NpsCounts, n: number, confidence: number, population?: number): number {
  const counts = times(n / responsesOf(expected), expected);
  // Shares of n may add up to just beyond it, or just less than all.
  const people = n === population ? responsesOf(counts) : population;
  const { value, lower, upper } = npsEstimate(counts, { confidence, population: people }) as NpsEstimate;
  return Math.max(value - lower, upper - value);
}

describe('npsSampleSize', () => {
  law(
    'it is the smallest that keeps the margin: limits of n responses are within it, limits of n − 1 are not',
    [mix(), margin(), level()],
    (expected, by, confidence) => {
      const n = npsSampleSize({ margin: by, expected, confidence });
      expect(reachOf(expected, n, confidence)).toBeLessThanOrEqual(by * (1 + 1e-9));
      if (n > 1) expect(reachOf(expected, n - 1, confidence)).toBeGreaterThan(by * (1 - 1e-9));
    },
  );

  law(
    'of a population too, of which it is no more than all',
    [mix(), margin(), level(), fc.integer({ min: 1, max: 100_000 })],
    (expected, by, confidence, population) => {
      const n = npsSampleSize({ margin: by, expected, confidence, population });
      expect(n).toBeLessThanOrEqual(Math.min(population, npsSampleSize({ margin: by, expected, confidence })));
      expect(reachOf(expected, n, confidence, population)).toBeLessThanOrEqual(by * (1 + 1e-6) + 1e-4);
      if (n > 1) expect(reachOf(expected, n - 1, confidence, population)).toBeGreaterThan(by * (1 - 1e-6) - 1e-4);
    },
  );

  law(
    'half promoters and half detractors is the worst case, but for the z² by which arms can be uneven: n(mix) ≤ n(half, half) + z²',
    [mix(), fc.double({ min: 0.05, max: 20, noNaN: true }), level()],
    (expected, by, confidence) => {
      const worst = npsSampleSize({ margin: by, confidence });
      const uneven = 1 + centralQuantile(confidence) ** 2;
      expect(npsSampleSize({ margin: by, expected, confidence })).toBeLessThanOrEqual(worst + uneven);
      const halves = { promoters: 1, passives: 0, detractors: 1 };
      expect(npsSampleSize({ margin: by, expected: halves, confidence })).toBe(worst);
    },
  );

  law(
    'a wider margin, less confidence and the mirrored mix never need more',
    [mix(), margin(), margin(), level(), level()],
    (expected, a, b, c, d) => {
      const n = (by: number, confidence: number, of = expected) =>
        npsSampleSize({ margin: by, expected: of, confidence });
      expect(n(Math.max(a, b), Math.min(c, d))).toBeLessThanOrEqual(n(Math.min(a, b), Math.max(c, d)));
      expect(n(a, c, turned(expected))).toBe(n(a, c));
    },
  );

  law(
    'for a small margin it is the textbook formula: n → z² · v · (100 / margin)²',
    [surveyOf(fc.integer({ min: 10, max: 100 })), fc.double({ min: 0.01, max: 0.1, noNaN: true }), level()],
    (expected, by, confidence) => {
      const { promoters: x, passives: m, detractors: y } = expected;
      const n = x + m + y;
      const v = (x + y) / n - ((x - y) / n) ** 2;
      const textbook = v * ((100 * centralQuantile(confidence)) / by) ** 2;
      expectClose(npsSampleSize({ margin: by, expected, confidence }), textbook, 0.01);
    },
  );
});

describe('npsSampleSizeForChange and npsDetectableChange', () => {
  law(
    'they are inverse: n finds the smallest change that n can find, and n − 1 does not',
    [mix(), fc.integer({ min: 20, max: 1_000_000 }), power(), level()],
    (expected, n, wanted, confidence) => {
      const options = { expected, power: wanted, confidence };
      const { rise, fall } = npsDetectableChange(n, options) as NpsDetectableChange;
      for (const change of [rise, fall]) {
        if (change === undefined) continue;
        // A little more is found by n, a little less is not.
        const room = 100 - 100 * Math.abs((expected.promoters - expected.detractors) / responsesOf(expected));
        if (Math.abs(change) * (1 + 1e-9) < room) {
          expect(npsSampleSizeForChange({ change: change * (1 + 1e-9), ...options })).toBeLessThanOrEqual(n);
        }
        expect(npsSampleSizeForChange({ change: change * (1 - 1e-6), ...options })).toBeGreaterThanOrEqual(n);
      }
    },
  );

  law(
    'a larger change, less power and less confidence never need more',
    [
      mix(),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      power(),
      power(),
    ],
    (expected, a, b, c, d) => {
      const room = 100 - (100 * (expected.promoters - expected.detractors)) / responsesOf(expected);
      fc.pre(room > 1);
      const n = (share: number, wanted: number) =>
        npsSampleSizeForChange({ change: share * room, power: wanted, expected });
      expect(n(a, Math.min(c, d))).toBeLessThanOrEqual(n(a, Math.max(c, d)));
      // A larger change also changes the variance, towards that of the mix that it leads to.
      if (Math.max(a, b) > 1.5 * Math.min(a, b)) {
        expect(n(Math.max(a, b), c)).toBeLessThanOrEqual(n(Math.min(a, b), c));
      }
    },
  );

  law(
    'a fall of the mirrored mix is a rise: n(−change, mirrored) = n(change)',
    [mix(), fc.double({ min: 0.05, max: 1, noNaN: true }), power()],
    (expected, share, wanted) => {
      const score = (100 * (expected.promoters - expected.detractors)) / responsesOf(expected);
      const change = share * (100 - score);
      fc.pre(change > 0.1);
      const n = npsSampleSizeForChange({ change, power: wanted, expected });
      expect(npsSampleSizeForChange({ change: -change, power: wanted, expected: turned(expected) })).toBe(n);
    },
  );

  law(
    'for a small change it is the textbook formula: n → (z_confidence + z_power)² · (v₁ + v₂) · (100 / change)²',
    [fc.double({ min: 0.05, max: 0.5, noNaN: true }), power(), level()],
    (change, wanted, confidence) => {
      const expected = { promoters: 40, passives: 35, detractors: 25 };
      const v = (p: number, q: number) => p + q - (p - q) ** 2;
      const half = change / 200;
      const z = centralQuantile(confidence) + normalQuantile(wanted);
      const textbook = z ** 2 * (v(0.4, 0.25) + v(0.4 + half, 0.25 - half)) * (100 / change) ** 2;
      expectClose(npsSampleSizeForChange({ change, power: wanted, confidence, expected }), textbook, 0.01);
    },
  );

  law(
    'a larger second survey finds smaller changes',
    [mix(), fc.integer({ min: 50, max: 5000 }), fc.integer({ min: 1, max: 5000 })],
    (expected, n, more) => {
      const found = (responsesAfter: number) =>
        npsDetectableChange(n, { expected, responsesAfter }) as NpsDetectableChange;
      const [small, large] = [found(n), found(n + more)];
      if (small.rise !== undefined) expect(large.rise as number).toBeLessThanOrEqual(small.rise + 1e-9);
      if (small.fall !== undefined) expect(large.fall as number).toBeGreaterThanOrEqual(small.fall - 1e-9);
    },
  );

  law('counts say both how many and in which mix: detectable(counts) = detectable(n, mix)', [mix()], (counts) =>
    expect(npsDetectableChange(counts)).toEqual(npsDetectableChange(responsesOf(counts), { expected: counts })),
  );
});
