import { requireColumn } from '../../history/purchase-history.js';
import { FINITE, representable, within } from '../../internal/check.js';
import { sum } from '../../internal/sum.js';

/** A tenth of the customers. */
export interface ValueDecile {
  /** Which tenth: 1 for the most valuable customers, 10 for the least. */
  readonly decile: number;
  /** How many customers are in it. */
  readonly customers: number;
  /** What they are worth together. */
  readonly total: number;
  /** Their share of the value of all; `undefined` where that is 0. */
  readonly share: number | undefined;
}

/** The customers in ten groups by value. */
export interface ValueDeciles {
  /** The ten groups, the most valuable first. */
  readonly deciles: readonly ValueDecile[];
  /** The group of each customer, from 1 to 10, in their order. */
  readonly decileOf: Uint8Array;
  /** The value of all. */
  readonly total: number;
}

/**
 * Customers sorted by value into ten groups of nearly equal size, the most valuable first: how much of the value is in how few
 * hands.
 *
 * Of n customers in descending order, group k has those after the first ⌊(k − 1) n / 10⌋ up to the first ⌊k n / 10⌋: the sizes
 * differ by one at most, and fewer than ten customers leave groups empty. Of equal values the earlier customer comes first, so
 * that a tie over a border is split by the order of the customers; totals and shares do not depend on it. Values may be
 * negative: shares are then above 1 and below 0, and where the total is negative they change sign.
 *
 * @param values - The value of each customer: finite numbers. One entry is one customer.
 * @returns The ten groups, the group of each customer, and the total.
 * @throws `TypeError` or `RangeError` for anything but a column of finite numbers, and for totals too large for a number.
 * @example
 * ```ts
 * import { valueDeciles } from 'custometry';
 *
 * const { deciles, decileOf } = valueDeciles([5, 100, 1, 20, 4, 3, 2, 40, 10, 15]);
 * deciles[0]; // => { decile: 1, customers: 1, total: 100, share: 0.5 }
 * decileOf[7]; // => 2
 * ```
 */
export function valueDeciles(values: ArrayLike<number>): ValueDeciles {
  const caller = 'valueDeciles';
  requireColumn(values, `${caller}: values`);
  const numbers = Float64Array.from(values, (value, i) => within(value, `${caller}: values[${i}]`, FINITE));
  const order = Uint32Array.from(numbers, (_, i) => i).sort(
    (i, j) => (numbers[j] as number) - (numbers[i] as number) || i - j,
  );
  const total = representable(sum(numbers), caller);
  const decileOf = new Uint8Array(numbers.length);
  const deciles = Array.from({ length: 10 }, (_, k) => {
    const border = (groups: number) => Math.floor((groups * order.length) / 10);
    const group = order.subarray(border(k), border(k + 1));
    for (const i of group) decileOf[i] = k + 1;
    const ofGroup = representable(sum(Array.from(group, (i) => numbers[i] as number)), caller);
    const share = total === 0 ? undefined : representable(ofGroup / total, caller);
    return { decile: k + 1, customers: group.length, total: ofGroup, share };
  });
  return { deciles, decileOf, total };
}
