import { COUNT, refuse, requireFunction, requireIterable, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';
import { categoryIndex, isOnScale, refuseRating } from './rating.js';
import { NPS_SCALE_0_TO_10, type NpsScale, requireNpsScale } from './scale.js';

/**
 * How many respondents moved from which category to which between two surveys: `table[from][to]`, where 0 is detractor, 1
 * is passive and 2 is promoter. Those who stayed are on the diagonal, those who rose above it.
 */
export type NpsMoves = readonly [
  fromDetractor: readonly [toDetractor: number, toPassive: number, toPromoter: number],
  fromPassive: readonly [toDetractor: number, toPassive: number, toPromoter: number],
  fromPromoter: readonly [toDetractor: number, toPassive: number, toPromoter: number],
];

/**
 * Counts how many respondents moved from which Net Promoter category to which between two surveys: one pass over rows that
 * have both ratings of one respondent. Plain data, for {@link npsPairedDifference}.
 *
 * Only who answered both times can have moved: take the others out first, and say how many they were.
 *
 * @param rows - Any iterable of rows, one a respondent.
 * @param before - Reads a row's rating in the first survey: a whole number on the scale.
 * @param after - Reads the same respondent's rating in the second.
 * @param scale - The scale and its cuts; 0 to 10 unless told.
 * @returns `table[from][to]`, in the order detractor, passive, promoter; all 0 for no rows. Its columns sum to the counts
 * after, its rows to those before.
 * @throws `TypeError` for a rating that is not a number (a missing answer included), a reader that is not a function and a
 * scale that is none, `RangeError` for a rating that is not on the scale; the message has the row's index.
 * @example
 * ```ts
 * import { npsMoves, npsPairedDifference } from 'custometry';
 *
 * const answers = [
 *   { customer: 'a', spring: 6, autumn: 9 },
 *   { customer: 'b', spring: 8, autumn: 8 },
 *   { customer: 'c', spring: 10, autumn: 7 },
 * ];
 * const moves = npsMoves(answers, (row) => row.spring, (row) => row.autumn);
 * moves; // => [[0, 0, 1], [0, 1, 0], [0, 1, 0]]
 * npsPairedDifference(moves)?.value; // => 33.33333…
 * ```
 * @see Alan Agresti (2002), Categorical Data Analysis, 2nd ed., chapter 10, for tables of matched pairs.
 */
export function npsMoves<Row>(
  rows: Iterable<Row>,
  before: (row: Row) => number,
  after: (row: Row) => number,
  scale: NpsScale = NPS_SCALE_0_TO_10,
): NpsMoves {
  const caller = 'npsMoves';
  requireIterable(rows, `${caller}: rows`);
  requireFunction(before, `${caller}: before`);
  requireFunction(after, `${caller}: after`);
  requireNpsScale(scale, `${caller}: scale`);
  const table: [Triple, Triple, Triple] = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  let index = 0;
  for (const row of rows) {
    const [from, to] = [before(row), after(row)];
    if (!isOnScale(from, scale)) refuseRating(from, `${caller}: before of rows[${index}]`, scale);
    if (!isOnScale(to, scale)) refuseRating(to, `${caller}: after of rows[${index}]`, scale);
    table[categoryIndex(from, scale)][categoryIndex(to, scale)]++;
    index++;
  }
  return table;
}

/**
 * Adds tables of moves of different respondents: the table of all of them together.
 *
 * @param tables - Any number of tables.
 * @returns The sums; all 0 for no tables.
 * @throws `TypeError` or `RangeError` for a table that is not 3 × 3, a count that is not a number from 0 to 1e15, and for
 * sums beyond that.
 * @example
 * ```ts
 * import { mergeNpsMoves } from 'custometry';
 *
 * const north = [[5, 1, 0], [0, 7, 2], [0, 1, 9]] as const;
 * const south = [[3, 0, 1], [1, 4, 0], [0, 0, 6]] as const;
 * mergeNpsMoves(north, south); // => [[8, 1, 1], [1, 11, 2], [0, 1, 15]]
 * ```
 * @see {@link npsMoves}
 */
export function mergeNpsMoves(...tables: readonly NpsMoves[]): NpsMoves {
  const caller = 'mergeNpsMoves';
  const parts = tables.map((table, index) => readMoves(table, `${caller}: tables[${index}]`));
  const count = (from: 0 | 1 | 2, to: 0 | 1 | 2) => sum(parts.map((table) => table[from][to]));
  const row = (from: 0 | 1 | 2) => [count(from, 0), count(from, 1), count(from, 2)] as const;
  return readMoves([row(0), row(1), row(2)], `${caller}: the sum of tables`);
}

type Triple = [number, number, number];

/** @internal */
export function readMoves(table: NpsMoves, argument: string): NpsMoves {
  requireThree(table, argument, 'three rows of three counts');
  // By index, which sees holes.
  for (let before = 0; before < 3; before++) {
    const row = table[before] as readonly number[];
    requireThree(row, `${argument}[${before}]`, 'a row of three counts');
    for (let after = 0; after < 3; after++) {
      within(row[after] as number, `${argument}[${before}][${after}]`, COUNT);
    }
  }
  return table;
}

function requireThree(list: readonly unknown[], argument: string, allowed: string): void {
  if (!Array.isArray(list) || list.length !== 3) refuse(list, argument, allowed, '', '');
}
