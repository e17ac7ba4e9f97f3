import { refuse } from '../internal/check.js';
import { type PurchaseHistories, requireColumn, requireHistories } from './purchase-history.js';

/** Purchase histories that differ from each other, with the number of customers who share each. */
export interface GroupedHistories {
  /** How many purchases followed the first one (x), in ascending order. */
  readonly repeats: Float64Array;
  /** The time from the first purchase to the last one (t_x). */
  readonly lastRepeat: Float64Array;
  /** The time from the first purchase to the end of the observation (T). */
  readonly observed: Float64Array;
  /** How many customers have exactly this history. */
  readonly weights: Float64Array;
  /** The mean of their sums of the logarithms of the times between purchases, where these are known. */
  readonly logIntervals?: Float64Array;
}

/**
 * Purchase histories with those that are exactly alike folded into one row, whose weight is the number of customers (or the
 * sum of their weights): what every model says of them stays the same, and a fit takes less time. Who the customers are and
 * what they spent is left out, and histories with `covariates` are refused: customers who did the same are not alike where
 * these differ.
 *
 * The rows are ordered by the number of repeat purchases, and within one number by first appearance. Time grows in
 * proportion to the number of customers, memory to the number of different histories.
 *
 * @param histories - Columns of one length: whole `repeats` of at least 0, and times with 0 ≤ `lastRepeat` ≤ `observed`.
 * @returns The different histories and their weights, as typed arrays.
 * @throws `TypeError` or `RangeError` for columns that are not purchase histories (the message has the index), `TypeError` for
 * histories with covariates.
 * @example
 * ```ts
 * import { groupHistories } from 'custometry';
 *
 * const grouped = groupHistories({ repeats: [2, 0, 0], lastRepeat: [30.4, 0, 0], observed: [38.9, 39, 39] });
 * [...grouped.repeats]; // => [0, 2]
 * [...grouped.weights]; // => [2, 1]
 * ```
 */
export function groupHistories(histories: PurchaseHistories & { readonly covariates?: undefined }): GroupedHistories {
  if (histories?.covariates !== undefined) {
    const hint = '; models with covariates take the customers as they are';
    refuse(histories.covariates, 'groupHistories: covariates', 'left out', hint, '');
  }
  requireHistories(histories, 'groupHistories');
  return grouped(histories);
}

/** @internal The groups of histories that have been checked, for what does not read covariates, if they have any. */
export function grouped(histories: PurchaseHistories): GroupedHistories {
  const { repeats, lastRepeat, observed, weights, logIntervals } = histories;
  if (logIntervals !== undefined) requireColumn(logIntervals, 'groupHistories: logIntervals', repeats);
  // The rows so far, three numbers each, and their bits, of which the hash is made.
  let rows = new Float64Array(3 * 1024);
  let bits = new Int32Array(rows.buffer);
  let totals = new Float64Array(1024);
  let logs = new Float64Array(1024);
  // An open hash table of pairs: a row's hash, and 1 + its index, or 0 where nothing is; never more than half full.
  let table = new Int32Array(2 * 2048);
  let count = 0;

  const hash = (row: number): number => {
    let mixed = 0;
    for (let i = 6 * row; i < 6 * row + 6; i++) {
      mixed = Math.imul(mixed ^ (bits[i] as number), 0x9e3779b1);
      mixed ^= mixed >>> 15;
    }
    return mixed;
  };
  /** Where the row is, or else the free place for it. */
  const find = (row: number, mixed: number): number => {
    const mask = table.length - 2;
    for (let slot = (2 * mixed) & mask; ; slot = (slot + 2) & mask) {
      const other = (table[slot + 1] as number) - 1;
      if (other < 0) return slot;
      // The hash first: the row would have to be fetched from anywhere.
      if (
        table[slot] === mixed &&
        rows[3 * other] === rows[3 * row] &&
        rows[3 * other + 1] === rows[3 * row + 1] &&
        rows[3 * other + 2] === rows[3 * row + 2]
      ) {
        return slot;
      }
    }
  };

  for (let i = 0; i < repeats.length; i++) {
    if (count === totals.length) {
      rows = copied(rows, 2 * rows.length);
      bits = new Int32Array(rows.buffer);
      logs = copied(logs, 2 * totals.length);
      totals = copied(totals, 2 * totals.length);
      const before = table;
      table = new Int32Array(2 * before.length);
      for (let slot = 0; slot < before.length; slot += 2) {
        const row = (before[slot + 1] as number) - 1;
        if (row < 0) continue;
        const place = find(row, before[slot] as number);
        table[place] = before[slot] as number;
        table[place + 1] = row + 1;
      }
    }
    // The place behind the last row is where the next one is tried; + 0 makes one zero of both.
    rows[3 * count] = (repeats[i] as number) + 0;
    rows[3 * count + 1] = (lastRepeat[i] as number) + 0;
    rows[3 * count + 2] = (observed[i] as number) + 0;
    const mixed = hash(count);
    const slot = find(count, mixed);
    if (table[slot + 1] === 0) {
      table[slot] = mixed;
      table[slot + 1] = ++count;
    }
    const row = (table[slot + 1] as number) - 1;
    const weight = weights === undefined ? 1 : (weights[i] as number);
    totals[row] = (totals[row] as number) + weight;
    if (logIntervals !== undefined) logs[row] = (logs[row] as number) + weight * (logIntervals[i] as number);
  }

  // Sorted by counting, because a comparison of millions of rows would take longer than all of the above.
  const places = new Map<number, number>();
  for (let row = 0; row < count; row++) {
    const x = rows[3 * row] as number;
    places.set(x, (places.get(x) ?? 0) + 1);
  }
  let place = 0;
  for (const [x, size] of [...places].sort(([a], [b]) => a - b)) {
    places.set(x, place);
    place += size;
  }
  const order = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const x = rows[3 * row] as number;
    const next = places.get(x) as number;
    order[next] = row;
    places.set(x, next + 1);
  }
  const column = (offset: number) => Float64Array.from(order, (row) => rows[3 * row + offset] as number);
  return {
    repeats: column(0),
    lastRepeat: column(1),
    observed: column(2),
    weights: Float64Array.from(order, (row) => totals[row] as number),
    ...(logIntervals && {
      logIntervals: Float64Array.from(order, (row) => (logs[row] as number) / (totals[row] as number)),
    }),
  };
}

function copied(from: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(length);
  to.set(from);
  return to;
}
