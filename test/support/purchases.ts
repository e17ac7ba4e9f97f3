import fc from 'fast-check';
import type { PurchaseHistories, PurchaseHistory } from '../../src/index.js';

/**
 * One customer's history. Times are bounded to what a unit from milliseconds to decades gives; half of them are whole, as days
 * and weeks are.
 */
export const history = (): fc.Arbitrary<PurchaseHistory> =>
  fc
    .tuple(
      fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5000 })),
      fc.oneof(fc.integer({ min: 1, max: 200 }), fc.double({ min: 1e-3, max: 1e5, noNaN: true })),
      fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 1e-6, max: 1, noNaN: true })),
    )
    .map(([repeats, observed, share]) => ({
      repeats,
      lastRepeat: repeats === 0 ? 0 : share === 0 ? observed / 3 : share * observed,
      observed,
    }));

/** Columns of customers, many of whom are alike, with weights or without. */
export const histories = (): fc.Arbitrary<PurchaseHistories> =>
  fc
    .uniqueArray(history(), { minLength: 1, maxLength: 12 })
    .chain((different) => fc.tuple(fc.array(fc.constantFrom(...different)), fc.boolean()))
    .map(([rows, isWeighted]) => ({
      ...columnsOf(rows),
      ...(isWeighted ? { weights: rows.map((_, i) => 1 + (i % 3)) } : {}),
    }));

export function columnsOf(rows: readonly PurchaseHistory[]): {
  repeats: number[];
  lastRepeat: number[];
  observed: number[];
} {
  return {
    repeats: rows.map(({ repeats }) => repeats),
    lastRepeat: rows.map(({ lastRepeat }) => lastRepeat),
    observed: rows.map(({ observed }) => observed),
  };
}

/** Each customer's row: x, t, T and the weight. */
export function rowsOf({ repeats, lastRepeat, observed, weights }: PurchaseHistories): number[][] {
  return Array.from(repeats, (x, i) => [x, lastRepeat[i] as number, observed[i] as number, weights?.[i] ?? 1]);
}

/** The sum of a column. */
export const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((total, each) => total + each, 0);
