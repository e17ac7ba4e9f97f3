import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  mergeNpsWeightedCounts,
  mergeNpsWeightedCountsBy,
  npsCountsBy,
  npsWeightedCounts,
  npsWeightedCountsBy,
} from '../../src/index.js';
import { rating } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { wholeWeight } from '../support/nps.js';
import { ignoresOrder, mergesLikeScanning } from '../support/predicates.js';

interface Row {
  readonly segment: string;
  readonly rating: number;
  readonly weight: number;
}

const rows = () =>
  fc.array(
    fc.record({
      segment: fc.oneof(fc.constantFrom('a', 'b', '__proto__'), fc.string()),
      rating: rating(),
      weight: wholeWeight(),
    }),
  );
const countsBy = (list: readonly Row[]) =>
  npsWeightedCountsBy(
    list,
    (row) => row.segment,
    (row) => row.rating,
    (row) => row.weight,
  );
const counts = (list: readonly Row[]) =>
  npsWeightedCounts(
    list.map((row) => row.rating),
    list.map((row) => row.weight),
  );

describe('npsWeightedCountsBy', () => {
  law('each segment is counted on its own: countsBy(rows)[s] = counts(rows of s)', [rows()], (list) => {
    const bySegment = countsBy(list);
    expect([...bySegment.keys()]).toEqual([...new Set(list.map(({ segment }) => segment))]);
    for (const [name, each] of bySegment) expect(each).toEqual(counts(list.filter(({ segment }) => segment === name)));
  });

  law('weights all 1 are no weights: countsBy(rows, 1) = npsCountsBy(rows)', [rows()], (list) => {
    const weighted = countsBy(list.map((row) => ({ ...row, weight: 1 })));
    const plain = npsCountsBy(
      list,
      (row) => row.segment,
      (row) => row.rating,
    );
    expect([...weighted].map(([name, { weights }]) => [name, weights])).toEqual([...plain]);
  });

  law('the segments make up the whole: merge of all segments = counts(all rows)', [rows()], (list) =>
    expect(mergeNpsWeightedCounts(...countsBy(list).values())).toEqual(counts(list)),
  );

  law(
    'merging is counting together: merge(countsBy(a), countsBy(b)) = countsBy(a ++ b)',
    [rows(), rows()],
    mergesLikeScanning(countsBy, mergeNpsWeightedCountsBy),
  );

  law(
    'order does not matter: countsBy(π(rows)) = countsBy(rows)',
    [rows().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => ignoresOrder(countsBy)(list, shuffled),
  );
});
