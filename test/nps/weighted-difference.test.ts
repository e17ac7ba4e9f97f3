import { describe, expect, test } from 'vitest';
import { npsDifference, npsWeightedCounts, npsWeightedDifference } from '../../src/index.js';
import { seededRandom } from '../../src/internal/random.js';
import { expectError, untyped } from '../support/errors.js';

const spring = npsWeightedCounts([10, 9, 8, 3, 9, 2], [1, 2, 1, 2, 1, 1]);
const autumn = npsWeightedCounts([10, 9, 9, 7, 10, 3], [1, 2, 2, 1, 1, 1]);
const none = npsWeightedCounts([], []);

describe('npsWeightedDifference', () => {
  test('compares the scores, at the sizes that the weights have left', () => {
    const change = npsWeightedDifference(spring, autumn);
    expect(change).toMatchObject({ value: 50, confidence: 0.95, responsesBefore: 6, responsesAfter: 6 });
    // The linearised size, which is below Kish's 64 / 12.
    expect(change?.effectiveResponsesBefore).toBeCloseTo(176 / 35, 12);
    expect(npsWeightedDifference(spring, autumn, { confidence: 0.5 })?.confidence).toBe(0.5);
  });

  test('does not take the sum of the weights for people', () => {
    // Weights that sum to the 100 000 customers of each half year, of 60 respondents.
    const weights = Array<number>(60).fill(100_000 / 60);
    const half = (promoters: number) =>
      npsWeightedCounts([...Array<number>(promoters).fill(10), ...Array<number>(60 - promoters).fill(5)], weights);
    expect(npsDifference(half(30).weights, half(33).weights)?.pValue).toBeLessThan(1e-10);
    expect(npsWeightedDifference(half(30), half(33))?.pValue).toBeGreaterThan(0.5);
  });

  test('no responses, no difference', () => {
    expect(npsWeightedDifference(none, autumn)).toBeUndefined();
    expect(npsWeightedDifference(spring, none)).toBeUndefined();
  });

  test.each([60, 500])(
    'where nothing changed, 5%% of pairs of %i respondents say that it did, or a little less',
    (n) => {
      const random = seededRandom(n);
      const survey = () => {
        const ratings = Array.from({ length: n }, () => {
          const at = random();
          return at < 0.45 ? 10 : at < 0.75 ? 7 : 3;
        });
        // Those who answer low weigh more, and weights differ by a factor of 10 and more.
        const weights = ratings.map((rating) => 10 ** random() * (rating === 3 ? 2 : 1));
        return npsWeightedCounts(ratings, weights);
      };
      const pairs = 3000;
      let alarms = 0;
      for (let pair = 0; pair < pairs; pair++) {
        if ((npsWeightedDifference(survey(), survey())?.pValue ?? Number.NaN) < 0.05) alarms++;
      }
      expect(alarms / pairs).toBeGreaterThan(0.02);
      expect(alarms / pairs).toBeLessThan(0.06);
    },
  );

  test.each([
    [
      none.weights,
      autumn,
      {},
      'TypeError: npsWeightedDifference: before.weights.promoters must be from 0 to 1e15, got undefined',
    ],
    [
      spring,
      { ...autumn, responses: 2 },
      {},
      `RangeError: npsWeightedDifference: after.(sum of weights)² / (sum of squares) must be from 1 to responses (2), got ${64 / 12}`,
    ],
    [
      spring,
      undefined,
      {},
      'TypeError: npsWeightedDifference: after.weights.promoters must be from 0 to 1e15, got undefined',
    ],
    [none, none, 0.95, 'TypeError: npsWeightedDifference: options must be an object, got 0.95'],
    [
      none,
      none,
      { confidence: 95 },
      'RangeError: npsWeightedDifference: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
  ])('refuses %j, %j with %j', (before, after, options, error) =>
    expectError(() => npsWeightedDifference(untyped(before), untyped(after), untyped(options)), error),
  );
});
