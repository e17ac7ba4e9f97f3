import { describe, expect, test } from 'vitest';
import { mergeNpsCountsBy, npsCountsBy } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

interface Answer {
  readonly country: string;
  readonly rating: number;
}

const answers: readonly Answer[] = Object.freeze([
  { country: 'UA', rating: 10 },
  { country: '__proto__', rating: 9 },
  { country: 'UA', rating: 6 },
  { country: 'constructor', rating: 7 },
]);
const byCountry = (rows: readonly Answer[]) =>
  npsCountsBy(
    rows,
    (row) => row.country,
    (row) => row.rating,
  );

describe('npsCountsBy', () => {
  test('segments with the names of built-in properties are ordinary segments', () => {
    expect([...byCountry(answers)]).toEqual([
      ['UA', { promoters: 1, passives: 0, detractors: 1 }],
      ['__proto__', { promoters: 1, passives: 0, detractors: 0 }],
      ['constructor', { promoters: 0, passives: 1, detractors: 0 }],
    ]);
  });

  test('no rows, no segments', () => expect(byCountry([]).size).toBe(0));

  test.each([
    [
      [...answers, { country: 'IL', rating: 11 }],
      'RangeError: npsCountsBy: rating of rows[4] must be a whole number from 0 to 10, got 11',
    ],
    [
      [{ country: 'IL' }],
      'TypeError: npsCountsBy: rating of rows[0] must be a whole number from 0 to 10, got undefined',
    ],
    [7, 'TypeError: npsCountsBy: rows must be iterable, got 7'],
  ])('refuses rows %#', (rows, error) => expectError(() => byCountry(untyped(rows)), error));

  test('the readers must be functions', () => {
    expectError(
      () => npsCountsBy(answers, untyped('country'), (row) => row.rating),
      'TypeError: npsCountsBy: segment must be a function, got "country"',
    );
    expectError(
      () => npsCountsBy(answers, (row) => row.country, untyped('rating')),
      'TypeError: npsCountsBy: rating must be a function, got "rating"',
    );
  });
});

describe('mergeNpsCountsBy', () => {
  test('leaves its parts alone', () => {
    const part = byCountry(answers);
    const before = structuredClone(part);
    mergeNpsCountsBy(part, part).set('UA', { promoters: 0, passives: 0, detractors: 0 });
    expect(part).toEqual(before);
  });

  test('takes back what was sent as JSON', () => {
    const part = byCountry(answers);
    const sent: [string, { promoters: number; passives: number; detractors: number }][] = JSON.parse(
      JSON.stringify([...part]),
    );
    expect(mergeNpsCountsBy(sent)).toEqual(part);
  });

  test('refuses what is not a summary by segment', () => {
    expectError(
      () => mergeNpsCountsBy(untyped<ReturnType<typeof byCountry>>([5])),
      'TypeError: mergeNpsCountsBy: parts[0][0] must be a pair of segment and counts, got 5',
    );
    expectError(
      () => mergeNpsCountsBy(byCountry(answers), [['IL', { promoters: -5, passives: 0, detractors: 0 }]]),
      'RangeError: mergeNpsCountsBy: parts[1][0].promoters must be from 0 to 1e15, got -5',
    );
    expectError(
      () => mergeNpsCountsBy(byCountry(answers), untyped({ UA: 1 })),
      'TypeError: mergeNpsCountsBy: parts[1] must be iterable, got object',
    );
  });

  test('a segment can have more parts than a function has arguments', () => {
    const one = { promoters: 1, passives: 2, detractors: 3 };
    const merged = mergeNpsCountsBy(Array.from({ length: 200_000 }, () => ['UA', one] as const));
    expect(merged.get('UA')).toEqual({ promoters: 200_000, passives: 400_000, detractors: 600_000 });
  });

  test('refuses sums beyond the range of counts', () => {
    const most = new Map([['UA', { promoters: 1e15, passives: 0, detractors: 0 }]]);
    expectError(
      () => mergeNpsCountsBy(most, most),
      'RangeError: mergeNpsCountsBy: the sum of promoters must be from 0 to 1e15, got 2000000000000000',
    );
  });
});
