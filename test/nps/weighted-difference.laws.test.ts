import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type NpsDifference,
  type NpsWeightedDifference,
  type NpsWeightedEstimate,
  npsCounts,
  npsDifference,
  npsWeightedDifference,
  npsWeightedEstimate,
} from '../../src/index.js';
import { ratings } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import {
  confidence,
  countWeighted,
  testAgreesWithInterval,
  turned,
  type WeightedAnswer,
  weight,
  weightedAnswers,
} from '../support/nps.js';
import { expectClose } from '../support/predicates.js';

const survey = () => weightedAnswers().filter((list) => list.length > 0);
const of = (before: readonly WeightedAnswer[], after: readonly WeightedAnswer[], level = 0.95) =>
  npsWeightedDifference(countWeighted(before), countWeighted(after), { confidence: level }) as NpsWeightedDifference;

/** In points: near the ends of the scale, digits of the distance to them are lost. */
const expectNear = (actual: number, expected: number, error = 1e-9) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(error);

describe('npsWeightedDifference', () => {
  law(
    'equal weights are no weights: difference(a, j; b, k) = difference(a, b), whatever j and k',
    [ratings().filter((list) => list.length > 0), weight(), ratings().filter((list) => list.length > 0), weight()],
    (a, j, b, k) => {
      const weighted = of(
        a.map((each) => [each, j]),
        b.map((each) => [each, k]),
      );
      const plain = npsDifference(npsCounts(a), npsCounts(b)) as NpsDifference;
      expectNear(weighted.value, plain.value);
      expectNear(weighted.lower, plain.lower);
      expectNear(weighted.upper, plain.upper);
      // Of scores that are equal but for rounding, p is 1 but for the root of it.
      expectNear(weighted.pValue, plain.pValue, 1e-6);
      expect([weighted.responsesBefore, weighted.responsesAfter]).toEqual([a.length, b.length]);
    },
  );

  law(
    'the limits are those of MOVER with the weighted estimates: d ∓ √((s₂ − l₂)² + (u₁ − s₁)²)',
    [survey(), survey(), confidence()],
    (before, after, level) => {
      const { value, lower, upper, ...rest } = of(before, after, level);
      const [one, two] = [before, after].map((list) =>
        npsWeightedEstimate(countWeighted(list), { confidence: level }),
      ) as [NpsWeightedEstimate, NpsWeightedEstimate];
      expect(value).toBe(two.value - one.value);
      expectNear(lower, Math.max(-200, value - Math.hypot(two.value - two.lower, one.upper - one.value)));
      expectNear(upper, Math.min(200, value + Math.hypot(two.upper - two.value, one.value - one.lower)));
      expect([rest.effectiveResponsesBefore, rest.effectiveResponsesAfter]).toEqual([
        one.effectiveResponses,
        two.effectiveResponses,
      ]);
    },
  );

  law(
    'the test agrees with the interval to the last bit: p < 1 − confidence ⇔ 0 ∉ interval',
    [survey(), survey(), confidence()],
    (before, after, level) => testAgreesWithInterval((at) => of(before, after, at), level),
  );

  law(
    'turning the time round negates it: [l, u] of (b, a) = [−u, −l] of (a, b), with the same p',
    [survey(), survey(), confidence()],
    (a, b, level) => {
      const [there, back] = [of(a, b, level), of(b, a, level)];
      expectNear(back.value, -there.value);
      expectNear(back.lower, -there.upper);
      expect(back.pValue).toBe(there.pValue);
    },
  );

  law(
    'swapping promoters and detractors in both negates it, with the same p',
    [survey(), survey()],
    (before, after) => {
      const swapped = [before, after].map((list) => {
        const { weights, squares, responses } = countWeighted(list);
        return { weights: turned(weights), squares: turned(squares), responses };
      });
      const there = of(before, after);
      const back = npsWeightedDifference(...(swapped as [(typeof swapped)[0], (typeof swapped)[0]]));
      expectNear(back?.value as number, -there.value);
      expectNear(back?.lower as number, -there.upper);
      if (there.pValue > 1e-100) expectClose(back?.pValue, there.pValue, 1e-6);
    },
  );

  law(
    'uneven weights never make a change surer: with the same score, its interval is no narrower than that of equal ones',
    [fc.array(weight(), { minLength: 1, maxLength: 30 }), survey()],
    (weights, other) => {
      // All of one opinion, so that the weights leave the score alone.
      const uneven = of(
        weights.map((each) => [10, each]),
        other,
      );
      const even = of(
        weights.map(() => [10, 1]),
        other,
      );
      expect(uneven.value).toBe(even.value);
      expect(uneven.upper - uneven.lower).toBeGreaterThanOrEqual(even.upper - even.lower - 1e-9);
    },
  );
});
