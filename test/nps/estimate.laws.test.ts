import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type NpsCounts,
  type NpsEstimate,
  netPromoterScore,
  npsEstimate,
  npsEstimateAdjustedWald,
  npsEstimateBootstrap,
  npsEstimateWald,
} from '../../src/index.js';
import { meanInterval } from '../../src/internal/mean-interval.js';
import { centralQuantile } from '../../src/internal/normal.js';
import { law } from '../support/law.js';
import { confidence, responsesOf, survey, surveyOf, times, turned } from '../support/nps.js';
import { expectClose, staysWithin } from '../support/predicates.js';

const of = (counts: NpsCounts, options?: Parameters<typeof npsEstimate>[1]) =>
  npsEstimate(counts, options) as NpsEstimate;

/** Below this, in points, limits differ by rounding. */
const ROUNDING = 1e-12;

/**
 * V(Δ), the variance under the most likely mix with p − q = Δ, from the quadratic equation for q in Tango's paper, and
 * how far rounding can put it off.
 */
function likelyVariance({ promoters: x, passives: m, detractors: y }: NpsCounts, delta: number): [number, number] {
  const n = x + m + y;
  const b = -x - y + (2 * n - x + y) * delta;
  const root = Math.sqrt(Math.max(0, b * b + 8 * n * y * delta * (1 - delta)));
  // The larger root, in the form that does not cancel.
  const q = b > 0 ? (2 * y * delta * (1 - delta)) / (root + b) : (root - b) / (4 * n);
  // The root of a small difference of squares loses digits.
  return [2 * q + delta - delta * delta, 1e-14 / (root / n + 1e-8)];
}

describe('npsEstimate', () => {
  law('−100 ≤ lower ≤ value ≤ upper ≤ 100, and value is the NPS', [survey(), confidence()], (counts, level) => {
    const { value, lower, upper, responses, confidence: said } = of(counts, { confidence: level });
    expect(value).toBe(netPromoterScore(counts));
    expect(lower).toBeLessThanOrEqual(value);
    expect(upper).toBeGreaterThanOrEqual(value);
    staysWithin(() => lower, -100, 100)(counts);
    staysWithin(() => upper, -100, 100)(counts);
    expect([responses, said]).toEqual([responsesOf(counts), level]);
  });

  law(
    'it is the score interval of a mean rating, of −1, 0 and 1: limits = 200·meanInterval([q, m, p], z) − 100',
    [survey(), confidence()],
    (counts, level) => {
      const { lower, upper } = of(counts, { confidence: level });
      const { promoters, passives, detractors } = counts;
      const [low, high] = meanInterval([detractors, passives, promoters], centralQuantile(level));
      expect(Math.abs(lower - (200 * low - 100))).toBeLessThanOrEqual(1e-10);
      expect(Math.abs(upper - (200 * high - 100))).toBeLessThanOrEqual(1e-10);
    },
  );

  law(
    'the interval always has a width: lower < upper, of unanimous samples too',
    [survey(), confidence()],
    (c, level) => {
      const { lower, upper } = of(c, { confidence: level });
      expect(lower).toBeLessThan(upper);
    },
  );

  law(
    'a limit is at the end of the scale only where everyone is: upper = 100 ⇔ all are promoters',
    [surveyOf(fc.nat(1000)).filter((counts) => responsesOf(counts) > 0), confidence()],
    (counts, level) => {
      // At a confidence all but 1 the limit is nearer to 100 than a number can tell.
      fc.pre(level < 0.9999);
      expect(of(counts, { confidence: level }).upper === 100).toBe(counts.promoters === responsesOf(counts));
    },
  );

  law(
    'the limits solve the score equation: (s − Δ)² = z² / n · V(Δ), with q̃ from the quadratic of Tango',
    [survey(), confidence()],
    (counts, level) => {
      const z2 = centralQuantile(level) ** 2 / responsesOf(counts);
      const { value, lower, upper } = of(counts, { confidence: level });
      const mirrored = turned(counts);
      for (const [limit, sample] of [
        [upper, counts],
        [-lower, mirrored],
      ] as const) {
        const reach = limit / 100 - (sample === counts ? value : -value) / 100;
        const [variance, rounding] = likelyVariance(sample, limit / 100);
        expect(Math.abs(reach * reach - z2 * variance)).toBeLessThanOrEqual(1e-14 * reach + z2 * rounding + 1e-30);
      }
    },
  );

  law(
    'it excludes 0 exactly when McNemar rejects equal shares: 0 ∉ interval ⇔ (x − y)² > z² · (x + y)',
    [survey(), confidence()],
    (counts, level) => {
      const { promoters: x, detractors: y } = counts;
      const statistic = (x - y) ** 2 - centralQuantile(level) ** 2 * (x + y);
      fc.pre(Math.abs(statistic) > 1e-9 * (x + y) ** 2);
      const { lower, upper } = of(counts, { confidence: level });
      expect(lower > 0 || upper < 0).toBe(statistic > 0);
    },
  );

  law(
    'without passives it is the Wilson interval of the promoters: limits = 200 · Wilson − 100',
    [survey(), confidence()],
    ({ promoters, detractors }, level) => {
      const n = promoters + detractors;
      fc.pre(n > 0);
      const { lower, upper } = of({ promoters, passives: 0, detractors }, { confidence: level });
      const z = centralQuantile(level);
      const p = promoters / n;
      const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
      const half = (z / (1 + z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n * n));
      expect(Math.abs(lower - (200 * (centre - half) - 100))).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(upper - (200 * (centre + half) - 100))).toBeLessThanOrEqual(ROUNDING);
    },
  );

  law(
    'unanimous passives are as likely to hide either: limits = ±100 · z² / (n + z²)',
    [fc.integer({ min: 1, max: 1_000_000 }), confidence()],
    (n, level) => {
      const { lower, upper } = of({ promoters: 0, passives: n, detractors: 0 }, { confidence: level });
      const z2 = centralQuantile(level) ** 2;
      expectClose(upper, (100 * z2) / (n + z2));
      expect(lower).toBe(-upper);
    },
  );

  law(
    'swapping promoters and detractors mirrors it: [l, u] of the swapped = [−u, −l]',
    [survey(), confidence()],
    (counts, level) => {
      const mirrored = of(turned(counts), { confidence: level });
      const { value, lower, upper } = of(counts, { confidence: level });
      // To the last bit, but for weights, whose sum depends on their order.
      expect(Math.abs(mirrored.value + value)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(mirrored.lower + upper)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(mirrored.upper + lower)).toBeLessThanOrEqual(ROUNDING);
    },
  );

  law(
    'more responses of the same mix narrow it: the interval of k · counts lies within that of counts',
    [survey(), confidence(), fc.double({ min: 1, max: 1000, noNaN: true })],
    (counts, level, k) => {
      const [few, many] = [counts, times(k, counts)].map((each) => of(each, { confidence: level })) as [
        NpsEstimate,
        NpsEstimate,
      ];
      expect(many.lower).toBeGreaterThanOrEqual(few.lower - ROUNDING);
      expect(many.upper).toBeLessThanOrEqual(few.upper + ROUNDING);
      if (k > 1.1) expect(many.upper - many.lower).toBeLessThan(few.upper - few.lower);
    },
  );

  law(
    'more confidence widens it on both sides: γ ≤ δ ⇒ interval(γ) ⊆ interval(δ)',
    [survey(), confidence(), confidence()],
    (counts, a, b) => {
      const [inner, outer] = [Math.min(a, b), Math.max(a, b)].map((level) => of(counts, { confidence: level })) as [
        NpsEstimate,
        NpsEstimate,
      ];
      expect(inner.lower).toBeGreaterThanOrEqual(outer.lower - ROUNDING);
      expect(inner.upper).toBeLessThanOrEqual(outer.upper + ROUNDING);
    },
  );

  law(
    'one more promoter for a detractor raises both limits',
    [surveyOf(fc.nat(200)), confidence()],
    (counts, level) => {
      fc.pre(responsesOf(counts) > 0);
      const worse = of({ ...counts, detractors: counts.detractors + 1 }, { confidence: level });
      const better = of({ ...counts, promoters: counts.promoters + 1 }, { confidence: level });
      expect(better.lower).toBeGreaterThan(worse.lower - ROUNDING);
      expect(better.upper).toBeGreaterThan(worse.upper - ROUNDING);
    },
  );

  law(
    'a population of N counts as n · (N − 1) / (N − n) responses of the same mix',
    [survey(), fc.double({ min: 1.01, max: 1e6, noNaN: true }), confidence()],
    (counts, k, level) => {
      fc.pre(responsesOf(counts) > 1);
      const n = responsesOf(counts);
      const population = k * n;
      const finite = of(counts, { confidence: level, population });
      const more = of(times((population - 1) / (population - n), counts), { confidence: level });
      expect(Math.abs(finite.lower - more.lower)).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(finite.upper - more.upper)).toBeLessThanOrEqual(1e-9);
    },
  );

  law('a census leaves nothing to chance: population = responses ⇒ lower = value = upper', [survey()], (counts) => {
    const { value, lower, upper } = of(counts, { population: responsesOf(counts) });
    expect([lower, upper]).toEqual([value, value]);
  });

  law(
    'with many responses all intervals agree: to within 1 in √n of their width for a mix that is not extreme',
    [surveyOf(fc.integer({ min: 100_000, max: 1_000_000 })), confidence()],
    (counts, level) => {
      const { lower, upper } = of(counts, { confidence: level });
      for (const other of [npsEstimateWald, npsEstimateAdjustedWald]) {
        const approximate = other(counts, { confidence: level }) as NpsEstimate;
        const allowed = (20 * (1 + centralQuantile(level) ** 2) * 100) / responsesOf(counts);
        expect(Math.abs(approximate.lower - lower)).toBeLessThanOrEqual(allowed);
        expect(Math.abs(approximate.upper - upper)).toBeLessThanOrEqual(allowed);
      }
    },
  );
});

describe('npsEstimateWald and npsEstimateAdjustedWald', () => {
  law('Wald is centred on the score: lower + upper = 2 · value', [survey(), confidence()], (counts, level) => {
    const { value, lower, upper } = npsEstimateWald(counts, { confidence: level }) as NpsEstimate;
    expect(Math.abs(lower + upper - 2 * value)).toBeLessThanOrEqual(ROUNDING * (1 + upper - lower));
  });

  law(
    'adjusted Wald is Wald with 3 responses added: its limits = Wald(x + 3/4, m + 3/2, y + 3/4)',
    [survey(), confidence()],
    (counts, level) => {
      const added = {
        promoters: counts.promoters + 0.75,
        passives: counts.passives + 1.5,
        detractors: counts.detractors + 0.75,
      };
      const { lower, upper } = npsEstimateWald(added, { confidence: level }) as NpsEstimate;
      const adjusted = npsEstimateAdjustedWald(counts, { confidence: level }) as NpsEstimate;
      expect([adjusted.lower, adjusted.upper]).toEqual([lower, upper]);
      expect(adjusted.value).toBe(netPromoterScore(counts));
      expect(adjusted.responses).toBe(responsesOf(counts));
    },
  );

  law(
    'four times the responses halve the Wald interval, and a population multiplies its square by (N − n) / (N − 1)',
    [survey(), confidence(), fc.double({ min: 1, max: 100, noNaN: true })],
    (counts, level, k) => {
      const n = responsesOf(counts);
      fc.pre(n > 1);
      const width = (sample: NpsCounts, population?: number) => {
        const { lower, upper } = npsEstimateWald(sample, { confidence: level, population }) as NpsEstimate;
        return upper - lower;
      };
      const whole = width(counts);
      expect(Math.abs(width(times(4, counts)) - whole / 2)).toBeLessThanOrEqual(1e-10);
      const factor = Math.sqrt((k * n - n) / (k * n - 1));
      expect(Math.abs(width(counts, k * n) - factor * whole)).toBeLessThanOrEqual(1e-10 * (1 + whole));
    },
  );
});

describe('npsEstimateBootstrap', () => {
  const small = () => surveyOf(fc.nat(300)).filter((counts) => responsesOf(counts) > 0);

  law('the same seed gives the same interval, within −100 to 100', [small(), fc.nat()], (counts, seed) => {
    const once = npsEstimateBootstrap(counts, { seed, draws: 200 }) as NpsEstimate;
    expect(npsEstimateBootstrap(counts, { seed, draws: 200 })).toEqual(once);
    expect(once.lower).toBeGreaterThanOrEqual(-100);
    expect(once.upper).toBeLessThanOrEqual(100);
    expect(once.lower).toBeLessThanOrEqual(once.upper);
  });

  law(
    'with many responses it agrees with Wald: limits within a tenth of the width',
    [surveyOf(fc.integer({ min: 1000, max: 1e9 })), fc.nat()],
    (counts, seed) => {
      const wald = npsEstimateWald(counts) as NpsEstimate;
      const { lower, upper } = npsEstimateBootstrap(counts, { seed, draws: 4000 }) as NpsEstimate;
      const tenth = (wald.upper - wald.lower) / 10;
      expect(Math.abs(lower - wald.lower)).toBeLessThan(tenth);
      expect(Math.abs(upper - wald.upper)).toBeLessThan(tenth);
    },
  );

  law('a population draws its limits towards the score: by √((N − n) / (N − 1))', [small()], (counts) => {
    const n = responsesOf(counts);
    const all = npsEstimateBootstrap(counts, { draws: 200 }) as NpsEstimate;
    const some = npsEstimateBootstrap(counts, { draws: 200, population: 2 * n }) as NpsEstimate;
    const factor = Math.sqrt(n / (2 * n - 1));
    expect(Math.abs(some.lower - (all.value + factor * (all.lower - all.value)))).toBeLessThanOrEqual(1e-10);
    expect(Math.abs(some.upper - (all.value + factor * (all.upper - all.value)))).toBeLessThanOrEqual(1e-10);
  });
});
