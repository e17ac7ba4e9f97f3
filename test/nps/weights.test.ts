import { describe, expect, test } from 'vitest';
import {
  mergeNpsWeightedCounts,
  NPS_SCALE_1_TO_10,
  netPromoterScore,
  npsDifference,
  npsEstimate,
  npsMixShift,
  npsTrend,
  npsWeightedCounts,
  npsWeightedEstimate,
} from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Golden {
  ratings: number[];
  weights: number[];
  confidence: number;
  value: number;
  lower: number;
  upper: number;
  effective: number;
}

const table = golden<{ weighted: Golden[] }>('nps-weighted');

const none = { promoters: 0, passives: 0, detractors: 0 };
const counts = Object.freeze(npsWeightedCounts([10, 9, 8, 3], [0.5, 1, 1.5, 1]));

describe('npsWeightedCounts', () => {
  test('adds weights, their squares and respondents', () => {
    expect(counts).toEqual({
      weights: { promoters: 1.5, passives: 1.5, detractors: 1 },
      responses: 4,
      squares: { promoters: 1.25, passives: 2.25, detractors: 1 },
    });
    expect(netPromoterScore(counts.weights)).toBe(12.5);
  });

  test('of nothing is nothing', () => {
    expect(npsWeightedCounts([], [])).toEqual({ weights: none, responses: 0, squares: none });
  });

  test('takes any iterable and any scale', () => {
    expect(npsWeightedCounts(new Set([10, 9, 8, 3]), Float32Array.of(0.5, 1, 1.5, 1))).toEqual(counts);
    expect(npsWeightedCounts(Uint8Array.of(10, 9, 8, 3), [0.5, 1, 1.5, 1].values())).toEqual(counts);
    expect(npsWeightedCounts([7], [2], { min: 0, max: 10, passiveFrom: 3, promoterFrom: 7 }).weights.promoters).toBe(2);
  });

  test('small weights are not lost among many', () => {
    const weights = new Float64Array(100_001).fill(1e-3);
    weights[0] = 1e13;
    expect(npsWeightedCounts(new Uint8Array(100_001), weights).weights.detractors).toBe(1e13 + 100);
  });

  test.each([
    [[9, 9], [1], 'RangeError: npsWeightedCounts: the number of weights must be that of the ratings, 2, got 1'],
    [
      [9],
      [1, 1].values(),
      'RangeError: npsWeightedCounts: the number of weights must be that of the ratings, 1, got 2',
    ],
    [[9, 9], [1, 0], 'RangeError: npsWeightedCounts: weights[1] must be a number above 0, from 1e-100 to 1e15, got 0'],
    [[9], [-1], 'RangeError: npsWeightedCounts: weights[0] must be a number above 0, from 1e-100 to 1e15, got -1'],
    [
      [9],
      [Number.NaN],
      'RangeError: npsWeightedCounts: weights[0] must be a number above 0, from 1e-100 to 1e15, got NaN',
    ],
    [
      [9],
      [Infinity],
      'RangeError: npsWeightedCounts: weights[0] must be a number above 0, from 1e-100 to 1e15, got Infinity',
    ],
    [[9], ['1'], 'TypeError: npsWeightedCounts: weights[0] must be a number above 0, from 1e-100 to 1e15, got "1"'],
    [[11], [1], 'RangeError: npsWeightedCounts: ratings[0] must be a whole number from 0 to 10, got 11'],
    [['9'], [1], 'TypeError: npsWeightedCounts: ratings[0] must be a whole number from 0 to 10, got "9"'],
    [9, [1], 'TypeError: npsWeightedCounts: ratings must be iterable, got 9'],
    [[9], undefined, 'TypeError: npsWeightedCounts: weights must be iterable, got undefined'],
  ])('refuses %o with %o', (ratings, weights, error) =>
    expectError(() => npsWeightedCounts(untyped(ratings), untyped(weights)), error),
  );

  test('a rating that the scale does not have is refused', () => {
    expectError(
      () => npsWeightedCounts([0], [1], NPS_SCALE_1_TO_10),
      'RangeError: npsWeightedCounts: ratings[0] must be a whole number from 1 to 10, got 0',
    );
  });
});

describe('mergeNpsWeightedCounts', () => {
  test('adds, and leaves its parts alone', () => {
    const before = structuredClone(counts);
    expect(mergeNpsWeightedCounts(counts, counts)).toEqual(
      npsWeightedCounts([10, 9, 8, 3, 10, 9, 8, 3], [0.5, 1, 1.5, 1, 0.5, 1, 1.5, 1]),
    );
    expect(counts).toEqual(before);
  });

  test.each([
    [none, 'TypeError: mergeNpsWeightedCounts: parts[1].weights.promoters must be from 0 to 1e15, got undefined'],
    [
      { weights: none, squares: none },
      'TypeError: mergeNpsWeightedCounts: parts[1].responses must be a whole number from 0 to 1e15, got undefined',
    ],
    [
      { weights: none, responses: 0 },
      'TypeError: mergeNpsWeightedCounts: parts[1].squares.promoters must be from 0 to 1e31, got undefined',
    ],
    [
      { ...counts, weights: { ...counts.weights, passives: -1 } },
      'RangeError: mergeNpsWeightedCounts: parts[1].weights.passives must be from 0 to 1e15, got -1',
    ],
  ])('refuses %j', (part, error) => expectError(() => mergeNpsWeightedCounts(counts, untyped(part)), error));
});

describe('sums of weights beyond the range of counts', () => {
  const most = npsWeightedCounts([10], [1e15]);

  test('are refused by the scan', () =>
    expectError(
      () => npsWeightedCounts([10, 10], [1e15, 1e15]),
      'RangeError: npsWeightedCounts: the sum of weights.promoters must be from 0 to 1e15, got 2000000000000000',
    ));

  test('are refused by the merge', () => {
    expectError(
      () => mergeNpsWeightedCounts(most, most),
      'RangeError: mergeNpsWeightedCounts: the sum of weights.promoters must be from 0 to 1e15, got 2000000000000000',
    );
    const many = { weights: none, responses: 1e15, squares: none };
    expectError(
      () => mergeNpsWeightedCounts(many, many),
      'RangeError: mergeNpsWeightedCounts: the sum of responses must be a whole number from 0 to 1e15, got 2000000000000000',
    );
    const squares = { weights: none, responses: 1, squares: { ...none, passives: 1e31 } };
    expectError(
      () => mergeNpsWeightedCounts(squares, squares),
      'RangeError: mergeNpsWeightedCounts: the sum of squares.passives must be from 0 to 1e31, got 2e+31',
    );
  });
});

describe('weighted counts are no counts', () => {
  test.each([
    ['npsEstimate', (summary: never) => npsEstimate(summary), ''],
    ['npsDifference', (summary: never) => npsDifference(summary, summary), 'before.'],
    ['npsTrend', (summary: never) => npsTrend([{ time: 1, counts: summary }]), 'periods[0].counts.'],
    ['npsMixShift', (summary: never) => npsMixShift(new Map([[1, summary]]), new Map()), 'before.get(1).'],
    ['netPromoterScore', (summary: never) => netPromoterScore(summary), ''],
  ])('%s refuses them', (caller, act, argument) =>
    expectError(
      () => act(untyped(counts)),
      `TypeError: ${caller}: ${argument}promoters must be from 0 to 1e15, got undefined`,
    ),
  );
});

describe('npsWeightedEstimate', () => {
  test.each(table.weighted)('agrees with the definitions, survey %#', (row) => {
    const { ratings, weights, confidence } = row;
    const estimate = npsWeightedEstimate(npsWeightedCounts(ratings, weights), { confidence });
    expect(Math.abs((estimate?.value ?? Number.NaN) - row.value)).toBeLessThanOrEqual(1e-11);
    expect(Math.abs((estimate?.lower ?? Number.NaN) - row.lower)).toBeLessThanOrEqual(1e-8);
    expect(Math.abs((estimate?.upper ?? Number.NaN) - row.upper)).toBeLessThanOrEqual(1e-8);
    expectClose(estimate?.effectiveResponses, row.effective, 1e-11);
    expect(estimate?.responses).toBe(ratings.length);
    expect(estimate?.confidence).toBe(confidence);
  });

  test('where all agree, Kish’s effective size stands', () => {
    const estimate = npsWeightedEstimate(npsWeightedCounts([9, 10, 10], [1, 1, 2]));
    expect(estimate?.effectiveResponses).toBe(16 / 6);
    expect(estimate?.value).toBe(100);
    expect(estimate?.upper).toBe(100);
    expect(estimate?.lower).toBeLessThan(80);
  });

  test('one heavy dissenter counts for what it is: the linearised size is the smaller one', () => {
    const ratings = [3, ...Array<number>(99).fill(10)];
    const weights = [20, ...Array<number>(99).fill(1)];
    const estimate = npsWeightedEstimate(npsWeightedCounts(ratings, weights));
    // Kish: 119² / (99 + 400) = 28.4. Linearised: the weighted share 20/119 of one respondent.
    expect(estimate?.effectiveResponses).toBeLessThan(8);
    const without = npsEstimate({ promoters: 99, passives: 0, detractors: 20 });
    expect(estimate?.lower).toBeLessThan((without?.lower ?? Number.NaN) - 20);
  });

  test('no responses, no estimate', () => {
    expect(npsWeightedEstimate(npsWeightedCounts([], []))).toBeUndefined();
  });

  test.each([
    [
      counts,
      95,
      'RangeError: npsWeightedEstimate: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
    [counts, 1, 'RangeError: npsWeightedEstimate: confidence must be a fraction above 0 and below 1, got 1'],
    [counts, 0, 'RangeError: npsWeightedEstimate: confidence must be a fraction above 0 and below 1, got 0'],
    [
      { promoters: 1, passives: 1, detractors: 1 },
      0.95,
      'TypeError: npsWeightedEstimate: weights.promoters must be from 0 to 1e15, got undefined',
    ],
    [
      { weights: none, squares: none },
      0.95,
      'TypeError: npsWeightedEstimate: responses must be a whole number from 0 to 1e15, got undefined',
    ],
    [
      { ...counts, responses: 3 },
      0.95,
      'RangeError: npsWeightedEstimate: (sum of weights)² / (sum of squares) must be from 1 to responses (3), got 3.5555555555555554',
    ],
    [
      { ...counts, squares: { ...counts.squares, promoters: 30 } },
      0.95,
      `RangeError: npsWeightedEstimate: (sum of weights)² / (sum of squares) must be from 1 to responses (4), got ${16 / 33.25}`,
    ],
    [
      { ...counts, squares: none },
      0.95,
      'RangeError: npsWeightedEstimate: (sum of weights)² / (sum of squares) must be from 1 to responses (4), got Infinity',
    ],
    [null, 0.95, 'TypeError: npsWeightedEstimate: weights.promoters must be from 0 to 1e15, got undefined'],
  ])('refuses %j at %s', (summary, confidence, error) =>
    expectError(() => npsWeightedEstimate(untyped(summary), { confidence }), error),
  );
});
