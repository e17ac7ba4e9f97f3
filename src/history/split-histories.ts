import { refuse } from '../internal/check.js';
import { type Instant, readInstant } from '../internal/instant.js';
import { requireKnownOptions } from '../internal/known-options.js';
import { shownInstant } from '../internal/time-span.js';
import { lengthOfUnit } from '../internal/time-unit.js';
import { timeZoneOf } from '../internal/time-zone.js';
import { ORDER_OPTIONS, type OrderReport, readOrders } from './order-log.js';
import {
  type CustomerHistories,
  historiesUntil,
  type PurchaseHistoriesOptions,
  type ValueReader,
} from './purchase-histories.js';

/** How to make histories of orders, and where to split them. */
export interface SplitHistoriesOptions<Order> extends PurchaseHistoriesOptions<Order> {
  /** The instant at which the calibration ends and the holdout begins: before `end`. */
  readonly calibrationEnd: Instant;
}

/** What the customers of a calibration bought afterwards: columns with one entry a customer, in the calibration's order. */
export interface Holdout<Values extends Float64Array | undefined = Float64Array> {
  /** How long the holdout is, in the unit of the histories. */
  readonly duration: number;
  /** How many purchases there were in it. */
  readonly purchases: Float64Array;
  /** What they were worth in all; `undefined` where no `value` was read. */
  readonly value: Values;
}

/** Orders split in time: what a model may see, and what it is to foretell. */
export interface SplitHistories<Values extends Float64Array | undefined = Float64Array> {
  /** The histories at the end of the calibration. */
  readonly calibration: CustomerHistories<Values>;
  /** What the same customers bought in the time after it. */
  readonly holdout: Holdout<Values>;
  /** How many customers came only in the holdout: no model of the calibration's customers knows them. */
  readonly newcomers: number;
  /** What became of the orders, of both. */
  readonly orders: OrderReport;
}

/**
 * Splits orders in time, into the histories that a model is fitted to and what the same customers bought afterwards, so
 * that a forecast can be held against what happened.
 *
 * @param orders - Any iterable of orders.
 * @param options - As of {@link purchaseHistories}, and `calibrationEnd`, which is before `end`: the first instant of the
 * holdout.
 * @returns The calibration's histories, the holdout's purchases and their value for the same customers, and how many
 * customers came later.
 * @throws As {@link purchaseHistories}, and `RangeError` when the calibration does not end before the observation.
 * @example
 * ```ts
 * import { splitHistories } from 'custometry';
 *
 * const orders = [
 *   { who: 'Ann', day: '2025-01-01', paid: 20 },
 *   { who: 'Ann', day: '2025-01-15', paid: 30 },
 *   { who: 'Ann', day: '2025-02-12', paid: 10 },
 *   { who: 'Bob', day: '2025-02-20', paid: 50 },
 * ];
 * const split = splitHistories(orders, {
 *   customer: ({ who }) => who,
 *   time: ({ day }) => day,
 *   value: ({ paid }) => paid,
 *   calibrationEnd: '2025-01-30',
 *   end: '2025-02-27',
 *   timeUnit: 'week',
 * });
 * [...split.calibration.repeats]; // => [1]
 * [...split.calibration.observed]; // => [4]
 * split.holdout.duration; // => 4
 * [...split.holdout.purchases]; // => [1]
 * [...split.holdout.value]; // => [10]
 * split.newcomers; // => 1
 * ```
 * @see {@link purchaseHistories}
 */
export function splitHistories<Order>(
  orders: Iterable<Order>,
  options: SplitHistoriesOptions<Order> & ValueReader<Order>,
): SplitHistories;
/** Splits orders without values in time. */
export function splitHistories<Order>(
  orders: Iterable<Order>,
  options: SplitHistoriesOptions<Order>,
): SplitHistories<Float64Array | undefined>;
export function splitHistories<Order>(
  orders: Iterable<Order>,
  options: SplitHistoriesOptions<Order>,
): SplitHistories<Float64Array | undefined> {
  const caller = 'splitHistories';
  requireKnownOptions(options, [...ORDER_OPTIONS, 'sameDay', 'timeUnit', 'calibrationEnd'], caller);
  const unit = lengthOfUnit(options.timeUnit, caller);
  const calibrationEnd = readInstant(
    options.calibrationEnd,
    `${caller}: calibrationEnd`,
    timeZoneOf(options.timeZone, caller),
  );
  const log = readOrders(orders, options, caller);
  if (log.measure(calibrationEnd).to >= log.measure(log.end).to) {
    const allowed = `before end (${shownInstant(log.end)})`;
    refuse(shownInstant(calibrationEnd), `${caller}: calibrationEnd`, allowed, '', 'string');
  }
  const { histories, ids, ends } = historiesUntil(log, calibrationEnd, options.timeUnit, unit);
  const { values } = log;
  const nextOf = (i: number) => log.starts[(ids[i] as number) + 1] as number;
  return {
    calibration: histories,
    holdout: {
      duration: (log.measure(log.end).to - log.measure(calibrationEnd).to) / unit,
      purchases: Float64Array.from(ends, (end, i) => nextOf(i) - end),
      value:
        values &&
        Float64Array.from(ends, (end, i) => values.subarray(end, nextOf(i)).reduce((sum, one) => sum + one, 0)),
    },
    newcomers: log.customers.length - ids.length,
    orders: log.report,
  };
}
