import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type CustomerSatisfactionDifference,
  customerSatisfaction,
  customerSatisfactionDifference,
  type Estimate,
  type RatingHistogram,
  retentionDifference,
} from '../../src/index.js';
import { answered, histogramOn, ratingScales, turned } from '../support/experience.js';
import { law } from '../support/law.js';
import { confidence } from '../support/nps.js';

interface Surveys {
  before: RatingHistogram;
  after: RatingHistogram;
  topBoxes: number;
}

/** Two surveys with answers, on a scale of moderate length. */
const surveys = (): fc.Arbitrary<Surveys> =>
  ratingScales()
    .filter(({ min, max }) => max - min < 30)
    .chain((scale) =>
      fc.record({
        before: histogramOn(scale).filter(answered),
        after: histogramOn(scale).filter(answered),
        topBoxes: fc.integer({ min: 1, max: scale.max - scale.min }),
      }),
    );

const of = ({ before, after, topBoxes }: Surveys, level: number) =>
  customerSatisfactionDifference(before, after, {
    topBoxes,
    confidence: level,
  }) as CustomerSatisfactionDifference;
const share = (histogram: RatingHistogram, topBoxes: number, level: number) =>
  customerSatisfaction(histogram, { topBoxes, confidence: level }) as Estimate;

const ROUNDING = 1e-12;

describe('customerSatisfactionDifference', () => {
  law(
    'it is after − before, and the interval contains it: −1 ≤ lower ≤ value ≤ upper ≤ 1',
    [surveys(), confidence()],
    (both, level) => {
      const { value, lower, upper, responsesBefore, responsesAfter } = of(both, level);
      const [one, two] = [share(both.before, both.topBoxes, level), share(both.after, both.topBoxes, level)];
      expect(value).toBe(two.value - one.value);
      expect([-1 <= lower, lower <= value, value <= upper, upper <= 1]).toEqual([true, true, true, true]);
      expect([responsesBefore, responsesAfter]).toEqual([one.responses, two.responses]);
    },
  );

  law(
    'the limits are recovered from the limits of both: d ∓ √((p₂ − l₂)² + (u₁ − p₁)²)',
    [surveys(), confidence()],
    (both, level) => {
      const [one, two] = [share(both.before, both.topBoxes, level), share(both.after, both.topBoxes, level)];
      const { value, lower, upper } = of(both, level);
      const down = Math.hypot(two.value - two.lower, one.upper - one.value);
      const up = Math.hypot(two.upper - two.value, one.value - one.lower);
      expect(Math.abs(lower - Math.max(-1, value - down))).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(upper - Math.min(1, value + up))).toBeLessThanOrEqual(ROUNDING);
    },
  );

  law(
    'the satisfied are retained, the others lost: the difference of the same counts as retention',
    [surveys(), confidence()],
    (both, level) => {
      const [one, two] = [share(both.before, both.topBoxes, level), share(both.after, both.topBoxes, level)];
      const counts = ({ value, responses }: Estimate) => ({
        start: responses,
        retained: Math.round(value * responses),
      });
      const expected = retentionDifference(counts(one), counts(two), { confidence: level });
      const { value, lower, upper, pValue } = of(both, level);
      expect({ value, lower, upper, pValue }).toMatchObject({
        value: expected?.value,
        lower: expected?.lower,
        upper: expected?.upper,
        pValue: expected?.pValue,
      });
    },
  );

  law(
    'turning the scale round and counting the other boxes negates it, with the same p',
    [surveys(), confidence()],
    ({ before, after, topBoxes }, level) => {
      const plain = of({ before, after, topBoxes }, level);
      const boxes = before.counts.length - topBoxes;
      const mirrored = of({ before: turned(before), after: turned(after), topBoxes: boxes }, level);
      expect(Math.abs(mirrored.value + plain.value)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(mirrored.lower + plain.upper)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(mirrored.upper + plain.lower)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(mirrored.pValue - plain.pValue)).toBeLessThanOrEqual(1e-9);
    },
  );

  law(
    'the p-value is below 1 − confidence exactly when the interval excludes 0',
    [surveys(), confidence()],
    (both, level) => {
      const { lower, upper, pValue } = of(both, level);
      expect(pValue < 1 - level).toBe(lower > 0 || upper < 0);
    },
  );
});
