import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { mergeRatingHistograms, mergeRatingHistogramsBy, ratingHistogram, ratingHistogramBy } from '../../src/index.js';
import { law } from '../support/law.js';
import { ignoresOrder, mergesLikeScanning } from '../support/predicates.js';

interface Row {
  readonly segment: string;
  readonly rating: number;
}

const SCALE = { min: 1, max: 7 };
const rows = () =>
  fc.array(
    fc.record({ segment: fc.oneof(fc.constantFrom('a', 'b', '__proto__'), fc.string()), rating: fc.integer(SCALE) }),
  );
const by = (list: readonly Row[]) =>
  ratingHistogramBy(
    list,
    (row) => row.segment,
    (row) => row.rating,
    SCALE,
  );
const histogram = (list: readonly Row[]) =>
  ratingHistogram(
    list.map((row) => row.rating),
    SCALE,
  );

describe('ratingHistogramBy', () => {
  law('each segment is counted on its own: by(rows)[s] = histogram(rows of s)', [rows()], (list) => {
    const bySegment = by(list);
    expect([...bySegment.keys()]).toEqual([...new Set(list.map(({ segment }) => segment))]);
    for (const [name, each] of bySegment)
      expect(each).toEqual(histogram(list.filter(({ segment }) => segment === name)));
  });

  law('the segments make up the whole: merge of all segments = histogram(all rows)', [rows()], (list) =>
    expect(mergeRatingHistograms(histogram([]), ...by(list).values())).toEqual(histogram(list)),
  );

  law(
    'merging is counting together: merge(by(a), by(b)) = by(a ++ b)',
    [rows(), rows()],
    mergesLikeScanning(by, mergeRatingHistogramsBy),
  );

  law(
    'order does not matter: by(π(rows)) = by(rows)',
    [rows().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => ignoresOrder(by)(list, shuffled),
  );
});
