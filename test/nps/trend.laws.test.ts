import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { mergeNpsCounts, type NpsCounts, type NpsPeriod, netPromoterScore, npsTrend } from '../../src/index.js';
import { npsCountsOf } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { confidence, testAgreesWithInterval } from '../support/nps.js';
import { expectClose } from '../support/predicates.js';

const responses = ({ promoters, passives, detractors }: NpsCounts) => promoters + passives + detractors;

/** Whole times, so that shifting and stretching them is exact. */
const periods = (): fc.Arbitrary<NpsPeriod[]> =>
  fc
    .array(
      fc.record({
        time: fc.integer({ min: -50, max: 50 }),
        counts: npsCountsOf(fc.oneof(fc.constant(0), fc.nat(20), fc.nat(2000))),
      }),
      { minLength: 2, maxLength: 8 },
    )
    .filter((list) => new Set(list.filter(({ counts }) => responses(counts) > 0).map(({ time }) => time)).size > 1);

const trendOf = (list: readonly NpsPeriod[], confidence?: number) => {
  const { trend } = npsTrend(list, { confidence });
  if (trend === undefined) throw new Error('no trend');
  return trend;
};

/** The scale of slopes: from one end of the scale to the other over all the time. */
const steepness = (list: readonly NpsPeriod[]) => {
  const times = list.filter(({ counts }) => responses(counts) > 0).map(({ time }) => time);
  return 200 / (Math.max(...times) - Math.min(...times));
};

const expectNear = (actual: number, expected: number, size: number) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(1e-8 * size);

describe('npsTrend', () => {
  law(
    'the slope is that of least squares through all responses: Σ (t − t̄)·(v − v̄) / Σ (t − t̄)²',
    [periods()],
    (list) => {
      const points = list.flatMap(({ time, counts }) => [
        { time, value: 100, k: counts.promoters },
        { time, value: 0, k: counts.passives },
        { time, value: -100, k: counts.detractors },
      ]);
      const total = (read: (point: (typeof points)[number]) => number) =>
        points.reduce((sum, point) => sum + read(point), 0);
      const n = total(({ k }) => k);
      const time = total((each) => each.k * each.time) / n;
      const value = total((each) => each.k * each.value) / n;
      const above = total((each) => each.k * (each.time - time) * (each.value - value));
      const below = total((each) => each.k * (each.time - time) ** 2);
      const trend = trendOf(list);
      expectNear(trend.value, above / below, steepness(list));
      expectNear(trend.meanTime, time, 100);
      expectNear(trend.meanScore, value, 100);
      expectNear(trend.meanScore, netPromoterScore(mergeNpsCounts(...list.map(({ counts }) => counts))) as number, 1);
      expect(trend.responses).toBe(n);
    },
  );

  law(
    'the test agrees with the interval to the last bit: p < 1 − confidence ⇔ 0 ∉ interval',
    [periods(), confidence()],
    (list, level) => {
      testAgreesWithInterval((at) => trendOf(list, at), level);
      const { pValue } = trendOf(list, level);
      expect(pValue).toBeGreaterThanOrEqual(0);
      expect(pValue).toBeLessThanOrEqual(1);
    },
  );

  law(
    'the interval holds the slope, and a higher confidence holds the lower: interval(c) ⊆ interval(c′) for c ≤ c′',
    [periods(), fc.constantFrom(0.5, 0.8, 0.9), fc.constantFrom(0.95, 0.99, 0.999)],
    (list, low, high) => {
      const [inner, outer] = [trendOf(list, low), trendOf(list, high)];
      const rounding = 1e-9 * steepness(list);
      expect(outer.lower).toBeLessThanOrEqual(inner.lower + rounding);
      expect(inner.lower).toBeLessThanOrEqual(inner.value);
      expect(inner.value).toBeLessThanOrEqual(inner.upper);
      expect(inner.upper).toBeLessThanOrEqual(outer.upper + rounding);
    },
  );

  law(
    'only differences of times matter: trend(t + k) = trend(t)',
    [periods(), fc.integer({ min: -1000, max: 1000 })],
    (list, k) => {
      const [there, here] = [trendOf(list.map(({ time, counts }) => ({ time: time + k, counts }))), trendOf(list)];
      const size = steepness(list);
      expectNear(there.value, here.value, size);
      expectNear(there.lower, here.lower, size);
      expectNear(there.upper, here.upper, size);
      expectNear(there.pValue, here.pValue, 1);
      expectNear(there.meanTime, here.meanTime + k, 1000);
    },
  );

  law(
    'the unit of time only changes the unit of the slope: slope(k·t) = slope(t) / k, with the same p',
    [periods(), fc.integer({ min: 1, max: 1_000_000 })],
    (list, k) => {
      const [there, here] = [trendOf(list.map(({ time, counts }) => ({ time: k * time, counts }))), trendOf(list)];
      const size = steepness(list);
      expectNear(k * there.value, here.value, size);
      expectNear(k * there.lower, here.lower, size);
      expectNear(k * there.upper, here.upper, size);
      expectNear(there.pValue, here.pValue, 1);
    },
  );

  law(
    'backwards in time, or with promoters and detractors turned round, all signs change and p does not',
    [periods()],
    (list) => {
      const here = trendOf(list);
      const size = steepness(list);
      const backwards = list.map(({ time, counts }) => ({ time: -time, counts }));
      const turned = list.map(({ time, counts: { promoters, passives, detractors } }) => ({
        time,
        counts: { promoters: detractors, passives, detractors: promoters },
      }));
      for (const other of [trendOf(backwards), trendOf(turned)]) {
        expectNear(other.value, -here.value, size);
        expectNear(other.lower, -here.upper, size);
        expectNear(other.upper, -here.lower, size);
        expectNear(other.pValue, here.pValue, 1);
      }
    },
  );

  law('the order of the periods does not matter', [periods()], (list) => {
    const [there, here] = [trendOf(list.toReversed()), trendOf(list)];
    expectNear(there.value, here.value, steepness(list));
    expectNear(there.lower, here.lower, steepness(list));
    expectNear(there.pValue, here.pValue, 1);
  });

  law(
    'the same mix in every period is no trend: slope = 0, p = 1',
    [
      npsCountsOf(fc.nat(50)).filter((counts) => responses(counts) > 0),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 9 }),
    ],
    ({ promoters, passives, detractors }, factors) => {
      const same = factors.map((k, time) => ({
        time,
        counts: { promoters: k * promoters, passives: k * passives, detractors: k * detractors },
      }));
      const { value, pValue, lower, upper } = trendOf(same);
      expectNear(value, 0, 1e-4);
      expectClose(pValue, 1, 1e-9);
      expect(lower).toBeLessThan(0);
      expect(upper).toBeGreaterThan(0);
    },
  );

  law(
    'without passives it is Cochran and Armitage’s test: z² = (Σ (t − t̄)·(x − n·p))² / (p·(1 − p)·S)',
    [
      fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 })), {
        minLength: 2,
        maxLength: 6,
      }),
    ],
    (rows) => {
      const n = rows.reduce((sum, [x, y]) => sum + x + y, 0);
      const p = rows.reduce((sum, [x]) => sum + x, 0) / n;
      const mean = rows.reduce((sum, [x, y], t) => sum + (x + y) * t, 0) / n;
      const spread = rows.reduce((sum, [x, y], t) => sum + (x + y) * (t - mean) ** 2, 0);
      const score = rows.reduce((sum, [x, y], t) => sum + (t - mean) * (x - (x + y) * p), 0);
      const z = Math.abs(score) / Math.sqrt(p * (1 - p) * spread);
      fc.pre(z < 5);
      // The normal distribution by its series, near enough to the middle.
      let term = z;
      let series = z;
      for (let i = 3; i < 200; i += 2) {
        term *= (z * z) / i;
        series += term;
      }
      const list = rows.map(([promoters, detractors], time) => ({
        time,
        counts: { promoters, passives: 0, detractors },
      }));
      expectNear(trendOf(list).pValue, 1 - 2 * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series, 1);
    },
  );
});
