import { readInstant } from '../internal/instant.js';
import { requireKnownOptions } from '../internal/known-options.js';
import { type Period, periodsOf } from '../internal/period.js';
import { timeZoneOf } from '../internal/time-zone.js';
import { ORDER_OPTIONS, type OrderOptions, type OrderReport, readOrders } from './order-log.js';

/** How to make discrete histories of orders. */
export interface PurchaseOpportunitiesOptions<Order> extends Omit<OrderOptions<Order>, 'sameDay'> {
  /** What one opportunity to buy is: a month, a year. */
  readonly period: Period;
}

/** Discrete purchase histories: columns with one entry a customer, in the order of first appearance. */
export interface PurchaseOpportunities {
  /** Who the customers are. */
  readonly customers: readonly unknown[];
  /** In how many of the opportunities the customer bought (x). */
  readonly repeats: Float64Array;
  /** The last opportunity in which the customer bought (t_x), counted from 1; 0 without one. */
  readonly lastRepeat: Float64Array;
  /** How many opportunities there were (n): complete periods after the one of the first purchase. */
  readonly opportunities: Float64Array;
  /** What became of the orders. */
  readonly orders: OrderReport;
}

/**
 * Discrete purchase histories: for each customer in how many periods after the one of the first purchase there was a
 * purchase, and in which the last one, as the BG/BB model reads them. For those who can buy once a period (a yearly
 * conference, a donation each Christmas), or where more is not known.
 *
 *     n     opportunities   complete periods after the one of the first purchase
 *     x     repeats         those of them with a purchase, whether one or many
 *     t_x   lastRepeat      the last of those, counted from 1
 *
 * @param orders - Any iterable of orders.
 * @param options - As of {@link purchaseHistories}, with the `period` that is one opportunity. The period in which `end` lies
 * is not complete, and its orders are left out, unless `end` is where it begins.
 * @returns Columns with one entry a customer who bought in a complete period.
 * @throws As {@link purchaseHistories}, and for a period that is none.
 * @example
 * ```ts
 * import { purchaseOpportunities } from 'custometry';
 *
 * const gifts = [
 *   { who: 'Ann', day: '2019-12-01' }, { who: 'Ann', day: '2021-12-20' }, { who: 'Ann', day: '2021-12-24' },
 *   { who: 'Bob', day: '2021-06-30' },
 * ];
 * const histories = purchaseOpportunities(gifts, {
 *   customer: ({ who }) => who,
 *   time: ({ day }) => day,
 *   end: '2025-01-01',
 *   period: 'year',
 * });
 * [...histories.repeats]; // => [1, 0]
 * [...histories.lastRepeat]; // => [2, 0]
 * [...histories.opportunities]; // => [5, 3]
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Jen Shang (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual
 * Setting", Marketing Science 29(6), 1086-1108, section 2.
 */
export function purchaseOpportunities<Order>(
  orders: Iterable<Order>,
  options: PurchaseOpportunitiesOptions<Order>,
): PurchaseOpportunities {
  const caller = 'purchaseOpportunities';
  requireKnownOptions(options, [...ORDER_OPTIONS, 'period'], caller);
  const zone = timeZoneOf(options.timeZone, caller);
  const periods = periodsOf(options.period, zone, caller);
  // The period of the end is complete only where the end is the next one's beginning.
  const running = periods.indexOf(readInstant(options.end, `${caller}: end`, zone));
  const log = readOrders(orders, { ...options, end: periods.startOf(running), sameDay: 'keep' }, caller);
  const { customers, starts, times } = log;
  const repeats = new Float64Array(customers.length);
  const lastRepeat = new Float64Array(customers.length);
  const opportunities = new Float64Array(customers.length);
  customers.forEach((_, id) => {
    const first = periods.indexOf(times[starts[id] as number] as number);
    let last = first;
    let bought = 0;
    for (let i = (starts[id] as number) + 1; i < (starts[id + 1] as number); i++) {
      const period = periods.indexOf(times[i] as number);
      if (period > last) bought++;
      last = period;
    }
    repeats[id] = bought;
    lastRepeat[id] = last - first;
    opportunities[id] = running - 1 - first;
  });
  return { customers, repeats, lastRepeat, opportunities, orders: log.report };
}
