import { refuse, requireFunction, whole, within } from '../internal/check.js';
import { type PurchaseHistories, requireColumn } from './purchase-history.js';

/**
 * Histories of some of the customers: for a part to learn from and a part to test on, for one country, for a sample.
 *
 * Every column is carried along, as the kind of array that it was: times, weights, values, names, whatever else has been put
 * beside them, and the columns within `covariates`. What belongs to no customer (the unit, the end, the time zone) stays as it
 * is, but for the report on the orders (`orders`), which would be that of others, too, and is left out. Time grows in
 * proportion to the number of rows.
 *
 * @param histories - Columns of one length, one entry a customer: what {@link purchaseHistories} and
 * {@link purchaseOpportunities} return, or bare `repeats`, `lastRepeat`, `observed` and others.
 * @param keep - A function of the row and the customer that says whether the customer stays, `true` or `false`; or the rows
 * themselves, as an array of indexes: the result is in their order, and has a row as often as it is there.
 * @returns The same columns, of these customers. Nothing is shared with the histories that are given.
 * @throws `TypeError` for columns that are no arrays, and for a `keep` that is neither or answers anything but `true` and
 * `false`; `RangeError` for a column that has not one entry a customer, and for a row that there is not.
 * @example
 * ```ts
 * import { selectHistories } from 'custometry';
 *
 * const histories = {
 *   customers: ['Ann', 'Bob', 'Cat'],
 *   repeats: Int32Array.of(2, 0, 1),
 *   lastRepeat: [30.4, 0, 5],
 *   observed: [38.9, 39, 20],
 *   covariates: { referred: [1, 0, 0] },
 * };
 * const old = selectHistories(histories, (row) => histories.observed[row]! > 30);
 * old.customers; // => ['Ann', 'Bob']
 * old.covariates.referred; // => [1, 0]
 * selectHistories(histories, (_, customer) => customer !== 'Bob').repeats; // => Int32Array.of(2, 1)
 * selectHistories(histories, [2, 0]).lastRepeat; // => [5, 30.4]
 * ```
 * @see {@link historiesByCohort}, for all cohorts at once.
 */
export function selectHistories<Histories extends Pick<PurchaseHistories, 'repeats'>>(
  histories: Histories,
  keep: ((row: number, customer: unknown) => boolean) | ArrayLike<number>,
): Omit<Histories, 'orders'> {
  const caller = 'selectHistories';
  const { repeats, customers } = (histories ?? {}) as { repeats: ArrayLike<number>; customers?: readonly unknown[] };
  requireColumn(repeats, `${caller}: repeats`);
  if (typeof keep === 'object' && keep !== null) {
    requireColumn(keep, `${caller}: keep`);
    const range = whole(0, repeats.length - 1);
    return rowsOfHistories(
      histories,
      Array.from(keep, (row, i) => within(row, `${caller}: keep[${i}]`, range)),
      caller,
    );
  }
  requireFunction(keep, `${caller}: keep`);
  const rows: number[] = [];
  for (let row = 0; row < repeats.length; row++) {
    const isKept: unknown = keep(row, customers?.[row]);
    if (typeof isKept !== 'boolean') refuse(isKept, `${caller}: keep of row ${row}`, 'true or false', '', '');
    if (isKept) rows.push(row);
  }
  return rowsOfHistories(histories, rows, caller);
}

/** These rows of all columns; `rows` are right. */
export function rowsOfHistories<Histories extends Pick<PurchaseHistories, 'repeats'>>(
  histories: Histories,
  rows: readonly number[],
  caller: string,
): Omit<Histories, 'orders'> {
  const of = (fields: object, path: string): object =>
    Object.fromEntries(
      Object.entries(fields)
        .filter(([name]) => path !== '' || name !== 'orders')
        .map(([name, field]: [string, unknown]) => {
          if (isColumn(field)) {
            requireColumn(field, `${caller}: ${path}${name}`, histories.repeats);
            return [name, rowsOfColumn(field, rows)];
          }
          const isNested = name === 'covariates' && path === '' && typeof field === 'object' && field !== null;
          return [name, isNested ? of(field, 'covariates.') : field];
        }),
    );
  // What has the same fields, each of the same type, is of the same type.
  return of(histories, '') as Histories;
}

function isColumn(field: unknown): field is ArrayLike<number> {
  return typeof field === 'object' && field !== null && 'length' in field && typeof field.length === 'number';
}

function rowsOfColumn(column: ArrayLike<number>, rows: readonly number[]): ArrayLike<number> {
  if (!ArrayBuffer.isView(column)) return rows.map((row) => column[row] as number);
  // The same kind of typed array, also where it is of another realm.
  const some = new (column.constructor as new (length: number) => { length: number; [row: number]: number })(
    rows.length,
  );
  for (let i = 0; i < rows.length; i++) some[i] = column[rows[i] as number] as number;
  return some;
}
