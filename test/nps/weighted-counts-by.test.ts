import { describe, expect, test } from 'vitest';
import {
  mergeNpsWeightedCountsBy,
  NPS_SCALE_1_TO_10,
  npsWeightedCounts,
  npsWeightedCountsBy,
} from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

interface Answer {
  readonly country: string;
  readonly rating: number;
  readonly weight: number;
}

const answers: readonly Answer[] = [
  { country: 'UA', rating: 10, weight: 2 },
  { country: 'IL', rating: 9, weight: 1 },
  { country: 'UA', rating: 6, weight: 1 },
];
const by = (rows: Iterable<Answer>) =>
  npsWeightedCountsBy(
    rows,
    (row) => row.country,
    (row) => row.rating,
    (row) => row.weight,
  );
const part = by(answers);

describe('npsWeightedCountsBy', () => {
  test('adds up weights, squares and respondents, segment by segment', () => {
    expect(part).toEqual(
      new Map([
        ['UA', npsWeightedCounts([10, 6], [2, 1])],
        ['IL', npsWeightedCounts([9], [1])],
      ]),
    );
    expect(by(new Set<Answer>())).toEqual(new Map());
  });

  test.each([
    [
      { country: 'UA', rating: 11, weight: 1 },
      'RangeError',
      'rating of rows[3] must be a whole number from 0 to 10, got 11',
    ],
    [{ country: 'UA', weight: 1 }, 'TypeError', 'rating of rows[3] must be a whole number from 0 to 10, got undefined'],
    [
      { country: 'UA', rating: 9, weight: 0 },
      'RangeError',
      'weight of rows[3] must be a number above 0, from 1e-100 to 1e15, got 0',
    ],
    [
      { country: 'UA', rating: 9 },
      'TypeError',
      'weight of rows[3] must be a number above 0, from 1e-100 to 1e15, got undefined',
    ],
    [
      { country: 'IL', rating: 9, weight: 1e15 },
      'RangeError',
      'the sum of weights.promoters must be from 0 to 1e15, got 1000000000000001',
    ],
  ])('refuses %j', (row, kind, error) =>
    expectError(() => by([...answers, untyped<Answer>(row)]), `${kind}: npsWeightedCountsBy: ${error}`),
  );

  test('refuses arguments of the wrong type', () => {
    const [country, rating, weight] = [() => 'UA', () => 0, () => 1];
    expectError(
      () => npsWeightedCountsBy(untyped<Answer[]>(5), country, rating, weight),
      'TypeError: npsWeightedCountsBy: rows must be iterable, got 5',
    );
    expectError(
      () => npsWeightedCountsBy(answers, untyped('country'), rating, weight),
      'TypeError: npsWeightedCountsBy: segment must be a function, got "country"',
    );
    expectError(
      () => npsWeightedCountsBy(answers, country, untyped(9), weight),
      'TypeError: npsWeightedCountsBy: rating must be a function, got 9',
    );
    expectError(
      () => npsWeightedCountsBy(answers, country, rating, untyped(undefined)),
      'TypeError: npsWeightedCountsBy: weight must be a function, got undefined',
    );
    expectError(
      () => npsWeightedCountsBy(answers, country, rating, weight, NPS_SCALE_1_TO_10),
      'RangeError: npsWeightedCountsBy: rating of rows[0] must be a whole number from 1 to 10, got 0',
    );
    expectError(
      () => npsWeightedCountsBy(answers, country, rating, weight, untyped({})),
      'TypeError: npsWeightedCountsBy: scale must be an NpsScale, got object',
    );
  });
});

describe('mergeNpsWeightedCountsBy', () => {
  test('adds, leaves its parts alone, and takes back what was sent as JSON', () => {
    const before = structuredClone(part);
    expect(mergeNpsWeightedCountsBy(part, JSON.parse(JSON.stringify([...part])))).toEqual(by([...answers, ...answers]));
    expect(part).toEqual(before);
  });

  test('refuses what is not a summary by segment', () => {
    expectError(
      () => mergeNpsWeightedCountsBy(untyped<typeof part>([5])),
      'TypeError: mergeNpsWeightedCountsBy: parts[0][0] must be a pair of segment and weighted counts, got 5',
    );
    expectError(
      () => mergeNpsWeightedCountsBy(part, untyped<typeof part>([['UA', { promoters: 1 }]])),
      'TypeError: mergeNpsWeightedCountsBy: parts[1][0].weights.promoters must be from 0 to 1e15, got undefined',
    );
    expectError(
      () => mergeNpsWeightedCountsBy(part, untyped<typeof part>(5)),
      'TypeError: mergeNpsWeightedCountsBy: parts[1] must be iterable, got 5',
    );
  });
});
