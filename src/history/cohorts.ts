import { refuse } from '../internal/check.js';
import { type Period, periodsOf } from '../internal/period.js';
import { timeZoneOf } from '../internal/time-zone.js';
import type { CustomerHistories } from './purchase-histories.js';

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
 * histories.
 * @throws `TypeError` for histories without first purchases, `TypeError` or `RangeError` for a period or a time zone that is
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
export function historiesByCohort(
  histories: CustomerHistories,
  options: HistoryCohortOptions,
): Map<string, CustomerHistories> {
  const caller = 'historiesByCohort';
  const firsts = histories?.firstPurchase;
  if (typeof firsts?.length !== 'number') refuse(firsts, `${caller}: histories.firstPurchase`, 'a column', '', '');
  const periods = periodsOf(options?.period, timeZoneOf(options.timeZone ?? histories.timeZone, caller), caller);
  const rows = new Map<number, number[]>();
  firsts.forEach((first, row) => {
    const period = periods.indexOf(first);
    const others = rows.get(period);
    if (others === undefined) rows.set(period, [row]);
    else others.push(row);
  });
  const cohorts = [...rows].sort(([a], [b]) => a - b);
  return new Map(
    cohorts.map(([period, own]) => {
      const column = (of: Float64Array) => Float64Array.from(own, (row) => of[row] as number);
      const { customers, repeats, lastRepeat, observed, logIntervals, meanValue, timeUnit, end, timeZone, sameDay } =
        histories;
      return [
        periods.labelOf(period),
        {
          customers: own.map((row) => customers[row]),
          repeats: column(repeats),
          lastRepeat: column(lastRepeat),
          observed: column(observed),
          logIntervals: column(logIntervals),
          meanValue: column(meanValue),
          firstPurchase: column(firsts),
          timeUnit,
          end,
          timeZone,
          sameDay,
        },
      ];
    }),
  );
}
