import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  mergeNpsWeightedCounts,
  type NpsWeightedCounts,
  netPromoterScore,
  npsCategory,
  npsCounts,
  npsEstimate,
  npsWeightedCounts,
  npsWeightedEstimate,
} from '../../src/index.js';
import { ratings } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { countWeighted, turned, type WeightedAnswer, weight, weightedAnswers, wholeWeight } from '../support/nps.js';
import { agreesWith, expectClose, ignoresOrder, mergesLikeScanning } from '../support/predicates.js';

const answers = weightedAnswers;
const count = countWeighted;
const someAnswers = () => answers().filter((list) => list.length > 0);
const estimate = (list: readonly WeightedAnswer[]) => {
  const result = npsWeightedEstimate(count(list));
  if (result === undefined) throw new Error('no answers');
  return result;
};
const fields = ({ value, lower, upper, effectiveResponses }: ReturnType<typeof estimate>) => [
  value,
  lower,
  upper,
  effectiveResponses,
];
/** Near the ends of the scale, digits of the distance to them are lost: compare in points. */
const expectSameEstimate = (a: readonly WeightedAnswer[], b: readonly WeightedAnswer[]) => {
  const [actual, expected] = [fields(estimate(a)), fields(estimate(b))];
  actual.forEach((each, i) => {
    expect(Math.abs(each - (expected[i] as number))).toBeLessThanOrEqual(1e-9 * Math.max(100, expected[i] as number));
  });
};

describe('npsWeightedCounts', () => {
  law('weights all 1 are no weights: counts(a, 1) = counts(a), and squares too', [ratings()], (list) => {
    const { responses, squares, weights } = npsWeightedCounts(
      list,
      list.map(() => 1),
    );
    expect(weights).toEqual(npsCounts(list));
    expect(squares).toEqual(npsCounts(list));
    expect(responses).toBe(list.length);
  });

  law(
    'merging is counting together: merge(counts(a), counts(b)) = counts(a ++ b)',
    [answers(wholeWeight()), answers(wholeWeight())],
    mergesLikeScanning(count, mergeNpsWeightedCounts),
  );

  law(
    'order does not matter: counts(π(a)) = counts(a)',
    [
      answers(wholeWeight()).chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
    ],
    ([list, shuffled]) => ignoresOrder(count)(list, shuffled),
  );

  law('the score is the weighted mean of −1, 0, 1: NPS = 100 · Σ w·v / Σ w', [someAnswers()], (list) => {
    const value = { promoter: 1, passive: 0, detractor: -1 };
    const total = list.reduce((sum, [, each]) => sum + each, 0);
    const weighted = list.reduce((sum, [each, w]) => sum + w * value[npsCategory(each)], 0);
    expect(Math.abs((netPromoterScore(count(list).weights) as number) - (100 * weighted) / total)).toBeLessThanOrEqual(
      1e-10,
    );
  });
});

describe('npsWeightedEstimate', () => {
  law(
    'equal weights are no weights: estimate(a, k) = estimate(a), whatever k',
    [ratings().filter((list) => list.length > 0), weight()],
    (list, k) => {
      const weighted = estimate(list.map((each): WeightedAnswer => [each, k]));
      const plain = npsEstimate(npsCounts(list));
      expectClose(weighted.effectiveResponses, list.length, 1e-12);
      expect(Math.abs(weighted.value - (plain?.value ?? Number.NaN))).toBeLessThanOrEqual(1e-10);
      expect(Math.abs(weighted.lower - (plain?.lower ?? Number.NaN))).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(weighted.upper - (plain?.upper ?? Number.NaN))).toBeLessThanOrEqual(1e-9);
    },
  );

  law(
    'only ratios of weights matter: estimate(a, k·w) = estimate(a, w)',
    [someAnswers(), fc.double({ min: 1e-6, max: 1e6, noNaN: true })],
    (list, k) =>
      expectSameEstimate(
        list.map(([each, w]): WeightedAnswer => [each, k * w]),
        list,
      ),
  );

  law(
    'the value is the score of the weighted counts: value = NPS(counts)',
    [someAnswers()],
    agreesWith(
      (list: WeightedAnswer[]) => estimate(list).value,
      (list) => netPromoterScore(count(list).weights),
      0,
    ),
  );

  law(
    'splitting a respondent into two of half the weight changes no value, and cannot widen what is known',
    [someAnswers(), fc.nat()],
    (list, at) => {
      const index = at % list.length;
      const [each, w] = list[index] as WeightedAnswer;
      const split = estimate([...list.with(index, [each, w / 2]), [each, w / 2]]);
      const whole = estimate(list);
      expect(Math.abs(split.value - whole.value)).toBeLessThanOrEqual(1e-10);
      expect(split.effectiveResponses).toBeGreaterThanOrEqual(whole.effectiveResponses * (1 - 1e-12));
    },
  );

  law('weights cost and never gain: 1 ≤ effective ≤ Kish ≤ responses', [someAnswers()], (list) => {
    const { effectiveResponses, responses } = estimate(list);
    const total = list.reduce((sum, [, w]) => sum + w, 0);
    const kish = total ** 2 / list.reduce((sum, [, w]) => sum + w * w, 0);
    expect(responses).toBe(list.length);
    expect(effectiveResponses).toBeGreaterThanOrEqual(1);
    expect(effectiveResponses).toBeLessThanOrEqual(responses);
    expect(effectiveResponses).toBeLessThanOrEqual(kish * (1 + 1e-12));
  });

  law(
    'the variance is never understated: (p + q − s²) / effective ≥ Σ w²·(v − s)² / (Σ w)²',
    [someAnswers()],
    (list) => {
      const value = { promoter: 1, passive: 0, detractor: -1 };
      const total = list.reduce((sum, [, w]) => sum + w, 0);
      const s = list.reduce((sum, [each, w]) => sum + w * value[npsCategory(each)], 0) / total;
      const simple = list.reduce((sum, [each, w]) => sum + (w * (value[npsCategory(each)] - s) ** 2) / total, 0);
      const linearised = list.reduce((sum, [each, w]) => sum + (w * (value[npsCategory(each)] - s)) ** 2, 0);
      const { effectiveResponses } = estimate(list);
      expect(simple / effectiveResponses).toBeGreaterThanOrEqual((linearised / total ** 2) * (1 - 1e-9) - 1e-15);
    },
  );

  law('the interval holds the value: −100 ≤ lower ≤ value ≤ upper ≤ 100', [someAnswers()], (list) => {
    const { value, lower, upper } = estimate(list);
    expect([-100, lower, value, upper, 100]).toEqual([-100, lower, value, upper, 100].toSorted((a, b) => a - b));
  });

  law('turning promoters and detractors round turns the interval round: [−upper, −lower]', [someAnswers()], (list) => {
    const turn = ({ weights, squares, responses }: NpsWeightedCounts): NpsWeightedCounts => ({
      weights: turned(weights),
      squares: turned(squares),
      responses,
    });
    const there = estimate(list);
    const back = npsWeightedEstimate(turn(count(list)));
    expect(Math.abs((back?.lower ?? Number.NaN) + there.upper)).toBeLessThanOrEqual(1e-9);
    expect(Math.abs((back?.upper ?? Number.NaN) + there.lower)).toBeLessThanOrEqual(1e-9);
    expectClose(back?.effectiveResponses, there.effectiveResponses);
  });
});
