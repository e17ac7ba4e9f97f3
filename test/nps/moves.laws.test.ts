import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  mergeNpsMoves,
  type NpsCounts,
  type NpsMoves,
  type NpsScale,
  netPromoterScore,
  npsCounts,
  npsMoves,
  npsPairedDifference,
} from '../../src/index.js';
import { npsScales, rating } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { ignoresOrder, mergesLikeScanning } from '../support/predicates.js';

type Answers = readonly [before: number, after: number];

const answers = (scale?: NpsScale): fc.Arbitrary<Answers[]> => fc.array(fc.tuple(rating(scale), rating(scale)));
const moves = (list: readonly Answers[], scale?: NpsScale) =>
  npsMoves(
    list,
    ([before]) => before,
    ([, after]) => after,
    scale,
  );
const countsOf = ([detractors, passives, promoters]: readonly number[]) =>
  ({ promoters, passives, detractors }) as NpsCounts;
const total = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0);
const columns = (table: NpsMoves) => [0, 1, 2].map((to) => total(table.map((row) => row[to] as number)));

describe('npsMoves', () => {
  law(
    'rows are the counts before and columns those after, on any scale',
    [npsScales().chain((scale) => answers(scale).map((list) => ({ scale, list })))],
    ({ scale, list }) => {
      const table = moves(list, scale);
      const [before, after] = [0, 1].map((time) =>
        npsCounts(
          list.map((both) => both[time] as number),
          scale,
        ),
      );
      expect(countsOf(table.map(total))).toEqual(before);
      expect(countsOf(columns(table))).toEqual(after);
    },
  );

  law('its paired difference is that of the scores: NPS(after) − NPS(before)', [answers()], (list) => {
    fc.pre(list.length > 0);
    const [before, after] = [0, 1].map((time) => netPromoterScore(npsCounts(list.map((both) => both[time] as number))));
    const change = npsPairedDifference(moves(list))?.value as number;
    expect(Math.abs(change - ((after as number) - (before as number)))).toBeLessThanOrEqual(1e-10);
  });

  law('swapping before and after transposes it: moves(b, a)[i][j] = moves(a, b)[j][i]', [answers()], (list) => {
    const [there, back] = [moves(list), moves(list.map(([before, after]) => [after, before]))];
    expect(back).toEqual(there.map((row, i) => row.map((_, j) => there[j]?.[i])));
  });

  law(
    'merging is counting together: merge(moves(a), moves(b)) = moves(a ++ b)',
    [answers(), answers()],
    mergesLikeScanning((list: readonly Answers[]) => moves(list), mergeNpsMoves),
  );

  law(
    'order does not matter: moves(π(a)) = moves(a)',
    [answers().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => ignoresOrder((each: readonly Answers[]) => moves(each))(list, shuffled),
  );
});
