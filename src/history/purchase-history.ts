import { NOT_NEGATIVE, POSITIVE, refuse, within } from '../internal/check.js';

/**
 * What one customer has done. The clock is the customer's own: it starts at the first purchase, and both times are in one
 * unit (weeks, days).
 */
export interface PurchaseHistory {
  /** How many purchases followed the first one (x): a whole number of at least 0. */
  readonly repeats: number;
  /** The time from the first purchase to the last one (t_x): above 0, or 0 exactly where there was no repeat purchase. */
  readonly lastRepeat: number;
  /** The time from the first purchase to the end of the observation (T): at least `lastRepeat`. */
  readonly observed: number;
  /**
   * The sum of the logarithms of the times between successive purchases, in the same unit; 0 without a repeat purchase. Only
   * models of regular purchases read it.
   */
  readonly logIntervals?: number | undefined;
}

/**
 * The purchase histories of many customers as columns, one entry a customer: plain or typed arrays of one length. All that
 * the models of purchasing read, however many orders there were.
 */
export interface PurchaseHistories {
  /** How many purchases followed the first one (x): whole numbers of at least 0. */
  readonly repeats: ArrayLike<number>;
  /** The time from the first purchase to the last one (t_x): above 0, or 0 exactly where there was no repeat purchase. */
  readonly lastRepeat: ArrayLike<number>;
  /** The time from the first purchase to the end of the observation (T): at least `lastRepeat`. */
  readonly observed: ArrayLike<number>;
  /**
   * The sum of the logarithms of the times between successive purchases, in the same unit; 0 without a repeat purchase. Only
   * models of regular purchases read it.
   */
  readonly logIntervals?: ArrayLike<number> | undefined;
  /** How many customers each entry stands for: above 0; 1 unless told. */
  readonly weights?: ArrayLike<number> | undefined;
  /** The mean value of the repeat purchases: what a model of spending reads. */
  readonly meanValue?: ArrayLike<number> | undefined;
  /** Who the customers are: anything; nobody here reads it. */
  readonly customers?: readonly unknown[] | undefined;
}

/** @internal Whether it is one history rather than columns of many, of whatever kind. */
export function isOneHistory(histories: {
  readonly repeats: number | ArrayLike<number>;
}): histories is { readonly repeats: number } {
  return typeof histories?.repeats === 'number';
}

/** @internal Throws for one history where there must be columns. */
export function refuseOneHistory(histories: { readonly repeats: number | ArrayLike<number> }, caller: string): void {
  if (isOneHistory(histories)) refuse(histories.repeats, `${caller}: repeats`, COLUMN, '', '');
}

/** @internal The columns; of one history, columns of one. */
export function historyColumns(histories: PurchaseHistory | PurchaseHistories): PurchaseHistories {
  if (!isOneHistory(histories)) return histories;
  return { repeats: [histories.repeats], lastRepeat: [histories.lastRepeat], observed: [histories.observed] };
}

/**
 * @internal Throws for columns that are not purchase histories, and returns how many there are. The message has the index of
 * the customer (one history has none).
 */
export function requireHistories(histories: PurchaseHistory | PurchaseHistories, caller: string): number {
  if (isOneHistory(histories)) {
    const { repeats, lastRepeat, observed } = histories;
    if (!isHistory(repeats, lastRepeat, observed)) refuseHistory(repeats, lastRepeat, observed, `${caller}: `, '');
    return 1;
  }
  const { repeats, lastRepeat, observed, weights } = histories ?? {};
  if (repeats === undefined) refuse(repeats, `${caller}: repeats`, COLUMN, confusedWith(histories), '');
  requireColumn(repeats, `${caller}: repeats`);
  requireColumn(lastRepeat, `${caller}: lastRepeat`, repeats);
  requireColumn(observed, `${caller}: observed`, repeats);
  if (weights !== undefined) requireColumn(weights, `${caller}: weights`, repeats);
  for (let i = 0; i < repeats.length; i++) {
    const [x, last, end] = [repeats[i], lastRepeat[i], observed[i]] as [number, number, number];
    if (!isHistory(x, last, end)) refuseHistory(x, last, end, `${caller}: `, `[${i}]`);
    if (weights !== undefined && !(Number.isFinite(weights[i]) && (weights[i] as number) > 0)) {
      within(weights[i] as number, `${caller}: weights[${i}]`, POSITIVE);
    }
  }
  return repeats.length;
}

const COLUMN = 'an array or a typed array';

/** What came instead of columns: rows, or the names that others use. */
function confusedWith(histories: unknown): string {
  if (Array.isArray(histories)) return '; histories are one object of columns, repeats, lastRepeat, observed, not rows';
  const isNamedOtherwise = typeof histories === 'object' && histories !== null && 'frequency' in histories;
  return isNamedOtherwise ? ': frequency is repeats, recency is lastRepeat, T is observed' : '';
}

/** @internal Throws unless it is an array or a typed array, of the same length as the other one where that is given. */
export function requireColumn(column: ArrayLike<number>, argument: string, other?: ArrayLike<unknown>): void {
  if (typeof column !== 'object' || typeof column?.length !== 'number') {
    const isSent = typeof column === 'object' && column !== null && '0' in column;
    refuse(column, argument, COLUMN, isSent ? '; before JSON, make a typed array one: [...column]' : '', '');
  }
  if (other !== undefined && column.length !== other.length) {
    throw new RangeError(`${argument} must have ${other.length} entries, one a customer, got ${column.length}`);
  }
}

/** All at once, because a million of them are checked: which one is wrong is found out afterwards. */
function isHistory(x: number, last: number, end: number): boolean {
  return (
    Number.isInteger(x) &&
    Number.isFinite(last) &&
    Number.isFinite(end) &&
    (x === 0 ? last === 0 && end >= 0 : x > 0 && last > 0 && end >= last)
  );
}

function refuseHistory(x: number, last: number, end: number, caller: string, index: string): void {
  within(x, `${caller}repeats${index}`, [0, Infinity, 'a whole number >= 0', true]);
  within(end, `${caller}observed${index}`, NOT_NEGATIVE);
  within(last, `${caller}lastRepeat${index}`, NOT_NEGATIVE);
  if (x === 0) {
    refuse(
      last,
      `${caller}lastRepeat${index}`,
      '0 for a customer without repeat purchases',
      ': is it the time since the last purchase?',
    );
  }
  if (last === 0) {
    refuse(
      last,
      `${caller}lastRepeat${index}`,
      'above 0 for a customer with repeat purchases',
      '; orders of one time are one purchase',
    );
  }
  refuse(last, `${caller}lastRepeat${index}`, `at most observed (${end})`);
}
