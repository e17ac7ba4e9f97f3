import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type NpsCounts, type NpsDifference, type NpsEstimate, npsDifference, npsEstimate } from '../../src/index.js';
import { centralQuantile, normalTail } from '../../src/internal/normal.js';
import { law } from '../support/law.js';
import { confidence, responsesOf, survey, surveyOf, testAgreesWithInterval, times, turned } from '../support/nps.js';
import { expectClose } from '../support/predicates.js';

const of = (before: NpsCounts, after: NpsCounts, level = 0.95) =>
  npsDifference(before, after, { confidence: level }) as NpsDifference;

/** Below this, in points, limits differ by rounding. */
const ROUNDING = 1e-11;

const whole = () => surveyOf(fc.nat(1000)).filter((counts) => responsesOf(counts) > 0);

describe('npsDifference', () => {
  law(
    'it is after − before: value = NPS(after) − NPS(before), within −200 ≤ lower ≤ value ≤ upper ≤ 200',
    [survey(), survey(), confidence()],
    (before, after, level) => {
      const change = of(before, after, level);
      const [one, two] = [npsEstimate(before), npsEstimate(after)] as [NpsEstimate, NpsEstimate];
      expect(change.value).toBe(two.value - one.value);
      expect(change.lower).toBeGreaterThanOrEqual(-200);
      expect(change.lower).toBeLessThanOrEqual(change.value);
      expect(change.upper).toBeGreaterThanOrEqual(change.value);
      expect(change.upper).toBeLessThanOrEqual(200);
      expect(change.lower).toBeLessThan(change.upper);
      expect([change.responsesBefore, change.responsesAfter]).toEqual([one.responses, two.responses]);
    },
  );

  law(
    'the limits are those of MOVER: d ∓ √((s₂ − l₂)² + (u₁ − s₁)²), with the limits of the estimates',
    [survey(), survey(), confidence()],
    (before, after, level) => {
      const { value, lower, upper } = of(before, after, level);
      const [one, two] = [before, after].map((each) => npsEstimate(each, { confidence: level })) as [
        NpsEstimate,
        NpsEstimate,
      ];
      const down = Math.hypot(two.value - two.lower, one.upper - one.value);
      const up = Math.hypot(two.upper - two.value, one.value - one.lower);
      expect(Math.abs(lower - (value - down))).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(upper - (value + up))).toBeLessThanOrEqual(ROUNDING);
    },
  );

  law(
    'turning the time round negates it: [l, u] of (b, a) = [−u, −l] of (a, b), with the same p',
    [survey(), survey(), confidence()],
    (a, b, level) => {
      const [there, back] = [of(a, b, level), of(b, a, level)];
      expect([back.value, back.lower, back.upper, back.pValue]).toEqual([
        0 - there.value,
        0 - there.upper,
        0 - there.lower,
        there.pValue,
      ]);
    },
  );

  law(
    'swapping promoters and detractors in both negates it, with the same p',
    [surveyOf(fc.nat(1000)), surveyOf(fc.nat(1000)), confidence()],
    (a, b, level) => {
      fc.pre(responsesOf(a) > 0 && responsesOf(b) > 0);
      const [plain, mirrored] = [of(a, b, level), of(turned(a), turned(b), level)];
      expect(mirrored.value).toBe(0 - plain.value);
      expect(Math.abs(mirrored.lower + plain.upper)).toBeLessThanOrEqual(ROUNDING);
      expectClose(mirrored.pValue, plain.pValue, 1e-10);
    },
  );

  law(
    'nothing changed, nothing found: for identical surveys p = 1 and the interval is even round 0',
    [survey(), confidence()],
    (counts, level) => {
      const { value, lower, upper, pValue } = of(counts, counts, level);
      expect([value, pValue]).toEqual([0, 1]);
      expect(lower).toBe(-upper);
    },
  );

  law('0 ≤ p ≤ 1, and p = 1 exactly for equal scores', [survey(), survey()], (before, after) => {
    const { value, pValue } = of(before, after);
    expect(pValue).toBeGreaterThanOrEqual(0);
    expect(pValue).toBeLessThanOrEqual(1);
    if (value === 0) expect(pValue).toBe(1);
    if (Math.abs(value) > 1e-3) expect(pValue).toBeLessThan(1);
  });

  law(
    'the test agrees with the interval to the last bit: p < 1 − confidence ⇔ 0 ∉ interval',
    [survey(), survey(), confidence()],
    (before, after, level) => testAgreesWithInterval((at) => of(before, after, at), level),
  );

  law(
    'p is where the interval starts to reach 0: at confidence 1 − p the nearer limit is 0',
    [surveyOf(fc.nat(300)), surveyOf(fc.nat(300))],
    (before, after) => {
      fc.pre(responsesOf(before) > 0 && responsesOf(after) > 0);
      const { value, pValue } = of(before, after);
      fc.pre(pValue > 1e-9 && pValue < 0.999);
      const { lower, upper } = of(before, after, 1 - pValue);
      // 1 − p is rounded to 1e-16, which is 1e-7 of p at worst.
      expect(Math.abs(value > 0 ? lower : upper)).toBeLessThanOrEqual(1e-5);
    },
  );

  law('p does not depend on the confidence asked for', [survey(), survey(), confidence()], (before, after, level) =>
    expectClose(of(before, after, level).pValue, of(before, after).pValue, 1e-10),
  );

  law(
    'more confidence widens it on both sides, more responses of the same mixes narrow it',
    [survey(), survey(), confidence(), confidence(), fc.double({ min: 1, max: 100, noNaN: true })],
    (before, after, a, b, k) => {
      const [inner, outer] = [of(before, after, Math.min(a, b)), of(before, after, Math.max(a, b))];
      expect(inner.lower).toBeGreaterThanOrEqual(outer.lower - ROUNDING);
      expect(inner.upper).toBeLessThanOrEqual(outer.upper + ROUNDING);
      const more = of(times(k, before), times(k, after), a);
      const fewer = of(before, after, a);
      expect(more.lower).toBeGreaterThanOrEqual(fewer.lower - ROUNDING);
      expect(more.upper).toBeLessThanOrEqual(fewer.upper + ROUNDING);
    },
  );

  law(
    'more responses of the same mixes never make a difference less significant: p(k · a, k · b) ≤ p(a, b)',
    // Whole counts: weights of a millionth of a response beside millions leave p with few digits, whatever k is.
    [whole(), whole(), fc.double({ min: 1, max: 100, noNaN: true })],
    (before, after, k) => {
      const [fewer, more] = [of(before, after, 0.95), of(times(k, before), times(k, after), 0.95)];
      expect(more.pValue).toBeLessThanOrEqual(fewer.pValue * (1 + 1e-7) + 1e-15);
    },
    [[{ promoters: 0, passives: 1, detractors: 2 }, { promoters: 0, passives: 2, detractors: 4 }, 1.5]],
  );

  law(
    'with many responses it is the two-sample z test: interval = d ± z · √(v₁/n₁ + v₂/n₂), p = 2 · P(Z > |d| / se)',
    [
      surveyOf(fc.integer({ min: 1_000_000, max: 4_000_000 })),
      surveyOf(fc.integer({ min: 1_000_000, max: 4_000_000 })),
    ],
    (before, after) => {
      // Scores within a few standard errors of each other, where p can be told from 0.
      const near = times(1, {
        promoters: before.promoters + (after.promoters % 3000),
        passives: before.passives,
        detractors: before.detractors,
      });
      const { value, lower, upper, pValue } = of(before, near);
      const variance = ({ promoters: x, passives: m, detractors: y }: NpsCounts) => {
        const n = x + m + y;
        return ((x + y) / n - ((x - y) / n) ** 2) / n;
      };
      const se = 100 * Math.sqrt(variance(before) + variance(near));
      const margin = centralQuantile(0.95) * se;
      expectClose(value - lower, margin, 1e-3);
      expectClose(upper - value, margin, 1e-3);
      expectClose(pValue, 2 * normalTail(Math.abs(value) / se), 1e-2);
    },
  );

  law(
    'against a survey of very many it is the estimate, moved: limits − d → those of the small survey − s',
    [surveyOf(fc.nat(100)).filter((counts) => responsesOf(counts) > 0), confidence()],
    (small, level) => {
      const large = { promoters: 4e14, passives: 3e14, detractors: 3e14 };
      const { value, lower, upper } = of(large, small, level);
      const estimate = npsEstimate(small, { confidence: level }) as NpsEstimate;
      expect(Math.abs(lower - value - (estimate.lower - estimate.value))).toBeLessThanOrEqual(1e-4);
      expect(Math.abs(upper - value - (estimate.upper - estimate.value))).toBeLessThanOrEqual(1e-4);
    },
  );
});
