import { describe, expect, test } from 'vitest';
import { mergeRatingHistograms, ratingHistogram } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const scale = Object.freeze({ min: 1, max: 5 });

describe('ratingHistogram', () => {
  test('counts any iterable', () => {
    const histogram = { min: 1, max: 5, counts: [1, 0, 0, 2, 1] };
    for (const ratings of [[5, 4, 4, 1], Uint8Array.of(5, 4, 4, 1), Int16Array.of(5, 4, 4, 1), [5, 4, 4, 1].values()]) {
      expect(ratingHistogram(ratings, scale)).toEqual(histogram);
    }
    expect(ratingHistogram([], scale)).toEqual({ min: 1, max: 5, counts: [0, 0, 0, 0, 0] });
  });

  test('all bytes, and bytes beside the scale', () => {
    const bytes = Uint8Array.from({ length: 515 }, (_, index) => index);
    expect(ratingHistogram(bytes, { min: 0, max: 255 }).counts).toEqual([3, 3, 3, ...Array(253).fill(2)]);
    expect(ratingHistogram(Uint8Array.of(1, 0), { min: -1, max: 1 }).counts).toEqual([0, 1, 1]);
    expectError(
      () => ratingHistogram(Uint8Array.of(1, 2, 3, 6, 0), scale),
      'RangeError: ratingHistogram: ratings[3] must be a whole number from 1 to 5, got 6',
    );
  });

  test.each([
    [[5, 6], scale, 'RangeError: ratingHistogram: ratings[1] must be a whole number from 1 to 5, got 6'],
    [[4.5], scale, 'RangeError: ratingHistogram: ratings[0] must be a whole number from 1 to 5, got 4.5'],
    [[Number.NaN], scale, 'RangeError: ratingHistogram: ratings[0] must be a whole number from 1 to 5, got NaN'],
    [[5, '4'], scale, 'TypeError: ratingHistogram: ratings[1] must be a whole number from 1 to 5, got "4"'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested.
    [[5, , 4], scale, 'TypeError: ratingHistogram: ratings[1] must be a whole number from 1 to 5, got undefined'],
    [5, scale, 'TypeError: ratingHistogram: ratings must be iterable, got 5'],
    [null, scale, 'TypeError: ratingHistogram: ratings must be iterable, got null'],
    [
      [5],
      undefined,
      'TypeError: ratingHistogram: scale.min must be a whole number from -1073741824 to 1073741824, got undefined',
    ],
    [[5], { min: 1, max: 1 }, 'RangeError: ratingHistogram: scale.max must be a whole number from 2 to 1001, got 1'],
    [
      [5],
      { min: 1, max: 5e3 },
      'RangeError: ratingHistogram: scale.max must be a whole number from 2 to 1001, got 5000',
    ],
    [[5], { min: 1 }, 'TypeError: ratingHistogram: scale.max must be a whole number from 2 to 1001, got undefined'],
  ])('refuses %o on %o', (ratings, on, error) =>
    expectError(() => ratingHistogram(untyped(ratings), untyped(on)), error),
  );
});

describe('mergeRatingHistograms', () => {
  const a = Object.freeze({ min: 1, max: 3, counts: Object.freeze([1, 0, 5]) });

  test('adds, and leaves its parts alone', () => {
    const merged = mergeRatingHistograms(a, a, a);
    expect(merged).toEqual({ min: 1, max: 3, counts: [3, 0, 15] });
    expect(mergeRatingHistograms(a)).toEqual(a);
    expect(mergeRatingHistograms(a).counts).not.toBe(a.counts);
  });

  test.each([
    [
      { min: 1, max: 4, counts: [1, 0, 5, 0] },
      'RangeError: mergeRatingHistograms: histograms[1].max must be 3, as of the first, got 4',
    ],
    [
      { min: 0, max: 3, counts: [1, 0, 5, 0] },
      'RangeError: mergeRatingHistograms: histograms[1].min must be 1, as of the first, got 0',
    ],
    [
      { min: 1, max: 3, counts: [1, 0] },
      'RangeError: mergeRatingHistograms: histograms[1].counts.length must be 3, a count for each rating from 1 to 3, got 2',
    ],
    [
      { min: 1, max: 3, counts: [1, 0, -1] },
      'RangeError: mergeRatingHistograms: histograms[1].counts[2] must be from 0 to 1e15, got -1',
    ],
    [
      { min: 1, max: 3, counts: [1, '0', 1] },
      'TypeError: mergeRatingHistograms: histograms[1].counts[1] must be from 0 to 1e15, got "0"',
    ],
    [
      { min: 1, max: 3, counts: [1, undefined, 1] },
      'TypeError: mergeRatingHistograms: histograms[1].counts[1] must be from 0 to 1e15, got undefined',
    ],
    [
      { min: 1, max: 3, counts: 'abc' },
      'TypeError: mergeRatingHistograms: histograms[1].counts must be an array, got "abc"',
    ],
    [{ min: 1, max: 3, counts: 5 }, 'TypeError: mergeRatingHistograms: histograms[1].counts must be an array, got 5'],
    [[1, 0, 5], 'TypeError: mergeRatingHistograms: histograms[1] must be a histogram: see ratingHistogram, got object'],
  ])('refuses %j', (other, error) => expectError(() => mergeRatingHistograms(a, untyped(other)), error));

  test('refuses sums that are no counts', () => {
    const many = { min: 1, max: 2, counts: [0, 1e15] };
    expectError(
      () => mergeRatingHistograms(many, many),
      'RangeError: mergeRatingHistograms: the sum of histograms.counts[1] must be from 0 to 1e15, got 2000000000000000',
    );
  });

  test('refuses nothing at all, which has no scale', () => {
    expectError(
      () => mergeRatingHistograms(untyped(undefined)),
      'TypeError: mergeRatingHistograms: histograms[0].min must be a whole number from -1073741824 to 1073741824, got undefined',
    );
  });
});
