import { describe, expect, test } from 'vitest';
import { mergeRatingHistogramsBy, ratingHistogramBy } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

interface Answer {
  readonly country: string;
  readonly rating: number;
}

const scale = { min: 1, max: 5 };
const answers: readonly Answer[] = [
  { country: 'UA', rating: 5 },
  { country: 'IL', rating: 1 },
  { country: 'UA', rating: 2 },
];
const country = (row: Answer) => row.country;
const rating = (row: Answer) => row.rating;
const part = ratingHistogramBy(answers, country, rating, scale);

describe('ratingHistogramBy', () => {
  test('counts each segment in order of first appearance', () => {
    expect([...part]).toEqual([
      ['UA', { ...scale, counts: [0, 1, 0, 0, 1] }],
      ['IL', { ...scale, counts: [1, 0, 0, 0, 0] }],
    ]);
    expect(ratingHistogramBy(new Set<Answer>(), country, rating, scale)).toEqual(new Map());
  });

  test.each([
    [{ country: 'UA', rating: 6 }, 'RangeError', '6'],
    [{ country: 'UA', rating: 0 }, 'RangeError', '0'],
    [{ country: 'UA', rating: 4.5 }, 'RangeError', '4.5'],
    [{ country: 'UA', rating: '4' }, 'TypeError', '"4"'],
    [{ country: 'UA' }, 'TypeError', 'undefined'],
  ])('refuses %j', (row, kind, came) =>
    expectError(
      () => ratingHistogramBy([...answers, untyped<Answer>(row)], country, rating, scale),
      `${kind}: ratingHistogramBy: rating of rows[3] must be a whole number from 1 to 5, got ${came}`,
    ),
  );

  test('refuses arguments of the wrong type', () => {
    expectError(
      () => ratingHistogramBy(untyped<Answer[]>(5), country, rating, scale),
      'TypeError: ratingHistogramBy: rows must be iterable, got 5',
    );
    expectError(
      () => ratingHistogramBy(answers, untyped('country'), rating, scale),
      'TypeError: ratingHistogramBy: segment must be a function, got "country"',
    );
    expectError(
      () => ratingHistogramBy(answers, country, untyped(5), scale),
      'TypeError: ratingHistogramBy: rating must be a function, got 5',
    );
    expectError(
      () => ratingHistogramBy(answers, country, rating, untyped(undefined)),
      'TypeError: ratingHistogramBy: scale.min must be a whole number from -1073741824 to 1073741824, got undefined',
    );
    expectError(
      () => ratingHistogramBy(answers, country, rating, { min: 5, max: 1 }),
      'RangeError: ratingHistogramBy: scale.max must be a whole number from 6 to 1005, got 1',
    );
  });
});

describe('mergeRatingHistogramsBy', () => {
  test('adds, leaves its parts alone, and takes back what was sent as JSON', () => {
    const before = structuredClone(part);
    const all = ratingHistogramBy([...answers, ...answers], country, rating, scale);
    expect(mergeRatingHistogramsBy(part, JSON.parse(JSON.stringify([...part])))).toEqual(all);
    expect(part).toEqual(before);
  });

  test('refuses what is not a histogram by segment, and two scales in one segment', () => {
    expectError(
      () => mergeRatingHistogramsBy(untyped<typeof part>([5])),
      'TypeError: mergeRatingHistogramsBy: parts[0][0] must be a pair of segment and histogram, got 5',
    );
    expectError(
      () => mergeRatingHistogramsBy(part, new Map([['UA', { ...scale, counts: [1] }]])),
      'RangeError: mergeRatingHistogramsBy: parts[1][0].counts.length must be 5, a count for each rating from 1 to 5, got 1',
    );
    expectError(
      () => mergeRatingHistogramsBy(part, new Map([['UA', { min: 0, max: 1, counts: [1, 1] }]])),
      'RangeError: mergeRatingHistogramsBy: histograms[1].min must be 1, as of the first, got 0',
    );
    expectError(
      () => mergeRatingHistogramsBy(part, untyped<typeof part>(5)),
      'TypeError: mergeRatingHistogramsBy: parts[1] must be iterable, got 5',
    );
  });
});
