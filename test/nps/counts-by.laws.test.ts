import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { mergeNpsCounts, mergeNpsCountsBy, npsCounts, npsCountsBy } from '../../src/index.js';
import { rating } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { ignoresOrder, mergesLikeScanning } from '../support/predicates.js';

interface Row {
  segment: string;
  rating: number;
}

const row = (): fc.Arbitrary<Row> =>
  fc.record({
    segment: fc.oneof(fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', ''), fc.string()),
    rating: rating(),
  });

const countsBy = (rows: readonly Row[]) =>
  npsCountsBy(
    rows,
    ({ segment }) => segment,
    (r) => r.rating,
  );

describe('npsCountsBy', () => {
  law('each segment is counted on its own: countsBy(rows)[s] = counts(rows of s)', [fc.array(row())], (rows) => {
    const bySegment = countsBy(rows);
    expect([...bySegment.keys()]).toEqual([...new Set(rows.map(({ segment }) => segment))]);
    for (const [name, counts] of bySegment) {
      expect(counts).toEqual(npsCounts(rows.filter(({ segment }) => segment === name).map((r) => r.rating)));
    }
  });

  law('the segments make up the whole: merge of all segments = counts(all ratings)', [fc.array(row())], (rows) =>
    expect(mergeNpsCounts(...countsBy(rows).values())).toEqual(npsCounts(rows.map((r) => r.rating))),
  );

  law(
    'merging is counting together: merge(countsBy(a), countsBy(b)) = countsBy(a ++ b)',
    [fc.array(row()), fc.array(row())],
    mergesLikeScanning(countsBy, mergeNpsCountsBy),
  );

  law(
    'order does not matter: countsBy(π(rows)) = countsBy(rows)',
    [
      fc
        .array(row())
        .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
    ],
    ([rows, shuffled]) => ignoresOrder(countsBy)(rows, shuffled),
  );
});
