import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  npsDifference,
  type RetainedCustomers,
  type RetentionDifference,
  type RetentionEstimate,
  retentionDifference,
  retentionEstimate,
  retentionRate,
} from '../../../src/index.js';
import { centralQuantile, normalTail } from '../../../src/internal/normal.js';
import { law } from '../../support/law.js';
import { confidence } from '../../support/nps.js';
import { expectClose } from '../../support/predicates.js';

/** Few customers and many, none retained and all, counts in thousands. */
const retained = (): fc.Arbitrary<RetainedCustomers> => {
  const count = fc.oneof(
    fc.nat(5),
    fc.nat(1000),
    fc.nat(1_000_000_000),
    fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  );
  return fc
    .tuple(count, fc.oneof(fc.constant(0), count))
    .filter(([kept, lost]) => kept + lost > 0)
    .map(([kept, lost]) => ({ start: kept + lost, retained: kept }));
};

/** Whole customers; thousandths of one beside millions leave p with few digits. */
const whole = (most = 1000) =>
  fc
    .tuple(fc.nat(most), fc.nat(most))
    .filter(([kept, lost]) => kept + lost > 0)
    .map(([kept, lost]) => ({ start: kept + lost, retained: kept }));

const of = (customers: RetainedCustomers, level = 0.95) =>
  retentionEstimate(customers, { confidence: level }) as RetentionEstimate;
const between = (before: RetainedCustomers, after: RetainedCustomers, level = 0.95) =>
  retentionDifference(before, after, { confidence: level }) as RetentionDifference;

const ROUNDING = 1e-14;

describe('retentionEstimate', () => {
  law('it is retentionRate with an interval: 0 ≤ lower ≤ value ≤ upper ≤ 1', [retained(), confidence()], (k, level) => {
    const { value, lower, upper, customers } = of(k, level);
    expect(value).toBe(retentionRate({ start: k.start, end: k.retained, acquired: 0 }));
    expect([0 <= lower, lower <= value, value <= upper, upper <= 1]).toEqual([true, true, true, true]);
    expect(lower).toBeLessThan(upper);
    expect(customers).toBe(k.start);
  });

  law(
    'the limits are z standard errors away: |value − p| = z·√(p(1 − p)/n) for p = lower, upper',
    [whole(), confidence()],
    (k, level) => {
      const { value, lower, upper } = of(k, level);
      for (const p of [lower, upper]) {
        const error = Math.abs(value - p) - centralQuantile(level) * Math.sqrt((p * (1 - p)) / k.start);
        expect(Math.abs(error)).toBeLessThanOrEqual(1e-9);
      }
    },
  );

  law(
    'churn has the mirrored interval: limits of the lost = 1 − limits of the retained',
    [whole(), confidence()],
    (k, level) => {
      const [kept, lost] = [of(k, level), of({ start: k.start, retained: k.start - k.retained }, level)];
      expect(Math.abs(lost.lower - (1 - kept.upper))).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(lost.upper - (1 - kept.lower))).toBeLessThanOrEqual(ROUNDING);
    },
  );

  law('more confidence widens it, more customers narrow it', [whole(), confidence(), confidence()], (k, a, b) => {
    const [inner, outer] = [of(k, Math.min(a, b)), of(k, Math.max(a, b))];
    const more = of({ start: 7 * k.start, retained: 7 * k.retained }, a);
    expect(outer.lower).toBeLessThanOrEqual(inner.lower + ROUNDING);
    expect(outer.upper).toBeGreaterThanOrEqual(inner.upper - ROUNDING);
    expect(more.lower).toBeGreaterThanOrEqual(of(k, a).lower - ROUNDING);
    expect(more.upper).toBeLessThanOrEqual(of(k, a).upper + ROUNDING);
  });
});

describe('retentionDifference', () => {
  law(
    'it is after − before, and the interval contains it: −1 ≤ lower ≤ value ≤ upper ≤ 1',
    [retained(), retained(), confidence()],
    (before, after, level) => {
      const { value, lower, upper, customersBefore, customersAfter } = between(before, after, level);
      expect(value).toBe(of(after).value - of(before).value);
      expect([-1 <= lower, lower <= value, value <= upper, upper <= 1]).toEqual([true, true, true, true]);
      expect([customersBefore, customersAfter]).toEqual([before.start, after.start]);
    },
  );

  law(
    'the limits are recovered from the limits of both: d ∓ √((p₂ − l₂)² + (u₁ − p₁)²)',
    [retained(), retained(), confidence()],
    (before, after, level) => {
      const [one, two] = [of(before, level), of(after, level)];
      const { value, lower, upper } = between(before, after, level);
      const down = Math.hypot(two.value - two.lower, one.upper - one.value);
      const up = Math.hypot(two.upper - two.value, one.value - one.lower);
      expect(Math.abs(lower - Math.max(-1, value - down))).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(upper - Math.min(1, value + up))).toBeLessThanOrEqual(ROUNDING);
    },
  );

  law(
    'turning the time round negates it: [l, u] of (b, a) = [−u, −l] of (a, b), with the same p',
    [retained(), retained(), confidence()],
    (a, b, level) => {
      const [there, back] = [between(a, b, level), between(b, a, level)];
      expect([back.value, back.lower, back.upper, back.pValue]).toEqual([
        0 - there.value,
        0 - there.upper,
        0 - there.lower,
        there.pValue,
      ]);
    },
  );

  law(
    'the difference of churn is the negated one, with the same p',
    [whole(), whole(), confidence()],
    (a, b, level) => {
      const lost = ({ start, retained: kept }: RetainedCustomers) => ({ start, retained: start - kept });
      const [kept, gone] = [between(a, b, level), between(lost(a), lost(b), level)];
      expect(Math.abs(gone.lower + kept.upper)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(gone.upper + kept.lower)).toBeLessThanOrEqual(ROUNDING);
      // 1 − p of the one is rounded where the other’s is not.
      if (kept.value !== 0 && gone.value !== 0) expectClose(gone.pValue, kept.pValue, 1e-9);
    },
  );

  law(
    'the test agrees with the interval to the last bit: p < 1 − confidence ⇔ 0 ∉ interval',
    [retained(), retained(), confidence()],
    (before, after, level) => {
      const { lower, upper, pValue } = between(before, after, level);
      expect(pValue < 1 - level).toBe(lower > 0 || upper < 0);
      // Where the two all but meet, too.
      for (const near of [1 - pValue, 1 - pValue + 2 ** -53, 1 - pValue - 2 ** -53]) {
        if (!(near > 1e-3 && near < 1 - 1e-9)) continue;
        const again = between(before, after, near);
        expect(again.pValue < 1 - near).toBe(again.lower > 0 || again.upper < 0);
      }
    },
  );

  law(
    'p is where the interval starts to reach 0: at confidence 1 − p the nearer limit is 0',
    [whole(), whole()],
    (a, b) => {
      const { value, pValue } = between(a, b);
      fc.pre(pValue > 1e-9 && pValue < 0.999);
      const { lower, upper } = between(a, b, 1 - pValue);
      expect(Math.abs(value > 0 ? lower : upper)).toBeLessThanOrEqual(1e-7);
    },
  );

  law(
    'nothing changed, nothing found: for equal rates p = 1',
    [whole(), fc.integer({ min: 1, max: 50 })],
    (k, times) => {
      const { value, pValue } = between(k, { start: times * k.start, retained: times * k.retained });
      expect([value, pValue]).toEqual([0, 1]);
    },
  );

  law(
    'more customers at the same rates never make a difference less significant: p(k · a, k · b) ≤ p(a, b)',
    [whole(), whole(), fc.integer({ min: 1, max: 50 })],
    (a, b, k) => {
      const more = between(
        { start: k * a.start, retained: k * a.retained },
        { start: k * b.start, retained: k * b.retained },
      );
      expect(more.pValue).toBeLessThanOrEqual(between(a, b).pValue * (1 + 1e-9));
    },
  );

  law(
    'it is the difference of two Net Promoter Scores without passives, over 200',
    [whole(), whole(), confidence()],
    (a, b, level) => {
      const survey = ({ start, retained: kept }: RetainedCustomers) => ({
        promoters: kept,
        passives: 0,
        detractors: start - kept,
      });
      const scores = npsDifference(survey(a), survey(b), { confidence: level });
      const { value, lower, upper, pValue } = between(a, b, level);
      expect(Math.abs(200 * value - (scores?.value as number))).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(200 * lower - (scores?.lower as number))).toBeLessThanOrEqual(1e-11);
      expect(Math.abs(200 * upper - (scores?.upper as number))).toBeLessThanOrEqual(1e-11);
      // Below 1e-3 of a point the last bits of the scores decide.
      if (Math.abs(value) > 1e-5) expectClose(pValue, scores?.pValue, 1e-8);
    },
  );

  law(
    'with many customers it is the two-sample z test: p = 2 · P(Z > |d| / √(p₁q₁/n₁ + p₂q₂/n₂))',
    [fc.integer({ min: 3_000_000, max: 7_000_000 }), fc.integer({ min: -3000, max: 3000 })],
    (kept, more) => {
      const [a, b] = [
        { start: 1e7, retained: kept },
        { start: 1e7, retained: kept + more },
      ];
      const { value, pValue } = between(a, b);
      const variance = ({ start, retained: k }: RetainedCustomers) => ((k / start) * (1 - k / start)) / start;
      expectClose(pValue, 2 * normalTail(Math.abs(value) / Math.sqrt(variance(a) + variance(b))), 1e-3);
    },
  );
});
