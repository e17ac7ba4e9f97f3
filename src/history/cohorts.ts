import { type Range, within } from '../internal/check.js';
import { requireKnownOptions } from '../internal/known-options.js';
import { type Period, periodsOf } from '../internal/period.js';
import { timeZoneOf } from '../internal/time-zone.js';
import { type PurchaseHistories, requireColumn } from './purchase-history.js';
import { rowsOfHistories } from './select.js';

/** Purchase histories with the time of each customer's first purchase. */
export interface DatedHistories extends PurchaseHistories {
  /** When the first purchase was: epoch milliseconds. */
  readonly firstPurchase: ArrayLike<number>;
  /** The time zone whose days count; UTC unless told. */
  readonly timeZone?: string | undefined;
}

/** What a cohort is. */
export interface HistoryCohortOptions {
  /** The period of the first purchase. */
  readonly period: Period;
  /** The IANA time zone whose calendar counts; that of the histories unless told. */
  readonly timeZone?: string | undefined;
}

/**
 * Purchase histories by cohort: the customers who first bought in one period together, so that a model can be fitted to
 * each cohort, and cohorts compared.
 *
 * @param histories - Histories with the time of first purchase, as {@link purchaseHistories} and the calibration of
 * {@link splitHistories} have it.
 * @param options - The period, and the time zone of its calendar.
 * @returns A `Map` in the order of time from the name of each period that has customers (2025-W09, 2025-03) to their
 * histories, with all their columns, as {@link selectHistories} carries them.
 * @throws `TypeError` for histories without first purchases and for an unknown option, `TypeError` or `RangeError` for a period or a time zone that is
 * none.
 * @example
 * ```ts
 * import { historiesByCohort, purchaseHistories } from 'custometry';
 *
 * const orders = [{ who: 'Ann', day: '2025-01-30' }, { who: 'Bob', day: '2025-02-09' }, { who: 'Ann', day: '2025-02-10' }];
 * const histories = purchaseHistories(orders, {
 *   customer: ({ who }) => who, time: ({ day }) => day, end: '2025-03-01', timeUnit: 'day',
 * });
 * const cohorts = historiesByCohort(histories, { period: 'month' });
 * [...cohorts.keys()]; // => ['2025-01', '2025-02']
 * cohorts.get('2025-01')?.customers; // => ['Ann']
 * ```
 * @see {@link purchaseHistories}
 */
export function historiesByCohort<Histories extends DatedHistories>(
  histories: Histories,
  options: HistoryCohortOptions,
): Map<string, Omit<Histories, 'orders'>> {
  const caller = 'historiesByCohort';
  const firsts = histories?.firstPurchase;
  requireColumn(firsts, `${caller}: firstPurchase`);
  requireColumn(histories.repeats, `${caller}: repeats`, firsts);
  requireKnownOptions(options, ['period', 'timeZone'], caller);
  const periods = periodsOf(options.period, timeZoneOf(options.timeZone ?? histories.timeZone, caller), caller);
  const rows = new Map<number, number[]>();
  for (let row = 0; row < firsts.length; row++) {
    const period = periods.indexOf(
      within(firsts[row] as number, `${caller}: firstPurchase[${row}]`, EPOCH_MILLISECONDS),
    );
    const others = rows.get(period);
    if (others === undefined) rows.set(period, [row]);
    else others.push(row);
  }
  return new Map(
    [...rows]
      .sort(([a], [b]) => a - b)
      .map(([period, own]) => [periods.labelOf(period), rowsOfHistories(histories, own, caller)]),
  );
}

/** Of the dates there are. */
const EPOCH_MILLISECONDS: Range = [-8.64e15, 8.64e15, 'epoch milliseconds'];
