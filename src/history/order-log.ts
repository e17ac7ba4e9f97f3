import { FINITE, refuse, representable, requireFunction } from '../internal/check.js';
import { unusableName } from '../internal/customer-name.js';
import { type Instant, instantOf, readInstant, refuseInstant } from '../internal/instant.js';
import { type ScanOptions, type SkippedRows, scanRows, type Unusable } from '../internal/rows.js';
import { DAY, timeZoneOf } from '../internal/time-zone.js';

/** How to read orders, and how long they were observed. */
export interface OrderOptions<Order> extends ScanOptions {
  /**
   * Reads who ordered. Any value can be a customer but `undefined`, `null`, `NaN` and `''`; customers are told apart as the
   * keys of a `Map` are, so that `1` and `'1'` are two.
   */
  readonly customer: (order: Order) => unknown;
  /** Reads when. Text without an offset is in the time zone. */
  readonly time: (order: Order) => Instant;
  /** Reads what was paid: money. Without it, nothing is known of spending, no `meanValue`, and every order is a purchase. */
  readonly value?: ((order: Order) => number) | undefined;
  /**
   * The instant until which orders were observed. It is not part of the observation: with `'1997-10-01'` the last day is 30
   * September. Later orders are left out, and counted. Where time is measured in days, so are those of a day that had
   * not ended.
   */
  readonly end: Instant;
  /** The IANA time zone whose days count; UTC unless told. */
  readonly timeZone?: string | undefined;
  /**
   * What orders of one customer on one day are: `'merge'`, unless told, makes one purchase of them, and time is measured in
   * whole days; `'keep'` makes a purchase of each (of those at one instant, one), and time is measured exactly.
   */
  readonly sameDay?: 'merge' | 'keep' | undefined;
  /**
   * What orders of the value 0 are: `'count'`, unless told, makes purchases of them, because the customer was there;
   * `'leaveOut'` leaves them out, and counts how many.
   */
  readonly freeOrders?: 'count' | 'leaveOut' | undefined;
}

/** What became of the orders. */
export interface OrderReport {
  /** Orders that became a purchase, or a part of one. */
  readonly used: number;
  /** How many of these were merged into a purchase of the same customer on the same day (or at the same instant). */
  readonly merged: number;
  /** Orders of a value below 0: refunds are no purchases, and nothing is taken off for them. */
  readonly refunds: number;
  /** Orders of the value 0 before the end, whether they were counted as purchases or left out. */
  readonly free: number;
  /** How many of the free orders were left out: none unless told. */
  readonly freeLeftOut: number;
  /** Orders at the end or later. */
  readonly afterEnd: number;
  /** Customers who are missing although they ordered before the end: all that they ordered were refunds and free orders left out. */
  readonly customersLeftOut: number;
  /** Orders that could not be used. */
  readonly skipped: SkippedRows;
}

/** Purchases by customer, each customer's in the order of time. */
export interface OrderLog {
  /** In the order of first appearance. */
  readonly customers: readonly unknown[];
  /** Where each customer's purchases start, and one more entry: where the last one's end. */
  readonly starts: Int32Array;
  /** In milliseconds: the starts of days as their clocks showed them, or exact instants. */
  readonly times: Float64Array;
  /** `undefined` where orders have no values. */
  readonly values: Float64Array | undefined;
  /** The epoch milliseconds of each customer's first purchase. */
  readonly firsts: Float64Array;
  /** The end of the observation as epoch milliseconds. */
  readonly end: number;
  /** How the log measures an end: the time that it counts to (of whole days, the last one), and the first one after it. */
  readonly measure: (end: number) => { readonly to: number; readonly after: number };
  /** The instant at which an observation until then ends: where time is measured in days, with the last whole one. */
  readonly endOf: (end: number) => number;
  readonly timeZone: string;
  readonly sameDay: 'merge' | 'keep';
  readonly report: OrderReport;
}

/** The names of the options, without those that one caller has. */
export const ORDER_OPTIONS: readonly string[] = [
  'customer',
  'time',
  'value',
  'end',
  'timeZone',
  'freeOrders',
  'onInvalid',
  'onProgress',
];

/**
 * Reads orders and sorts them by customer and time. Memory grows in proportion to the orders (36 bytes each, besides the
 * customers' names), because orders of one day can stand anywhere in the log.
 */
export function readOrders<Order>(orders: Iterable<Order>, options: OrderOptions<Order>, caller: string): OrderLog {
  const { customer, time, value, sameDay = 'merge', freeOrders = 'count' } = options;
  requireFunction(customer, `${caller}: customer`);
  requireFunction(time, `${caller}: time`);
  if (value !== undefined) requireFunction(value, `${caller}: value`);
  if (sameDay !== 'merge' && sameDay !== 'keep')
    refuse(sameDay, `${caller}: sameDay`, '"merge" or "keep"', '', 'string');
  if (freeOrders !== 'count' && freeOrders !== 'leaveOut') {
    refuse(freeOrders, `${caller}: freeOrders`, '"count" or "leaveOut"', '', 'string');
  }
  const zone = timeZoneOf(options.timeZone, caller);
  const given = readInstant(options.end, `${caller}: end`, zone);
  const dayOf = (instant: number) => DAY * Math.floor(zone.toLocal(instant) / DAY);
  const timeOf = sameDay === 'keep' ? (instant: number) => instant : dayOf;
  const endOf = (at: number) => (sameDay === 'keep' ? at : zone.toInstant(dayOf(at)));
  const end = endOf(given);

  const ids = new Map<unknown, number>();
  // As many as there are rows where that is known: growing would copy, and leave the copies to be collected.
  const { length = 1024 } = (orders ?? []) as { readonly length?: unknown };
  // What is not an array can have a length that is none, or one that there is no room for.
  const room = typeof length === 'number' && length > 1024 && length < 1e8 ? Math.floor(length) : 1024;
  let [owners, times, values] = [new Int32Array(room), new Float64Array(room), new Float64Array(room)];
  const firsts: number[] = [];
  let [count, refunds, free, afterEnd] = [0, 0, 0, 0];
  const leaveFreeOut = freeOrders === 'leaveOut';
  const leftOut = new Set<unknown>();
  const skipped = scanRows(orders, 'orders', options, caller, (order) => {
    const name = customer(order);
    const unusable = unusableName(name);
    if (unusable !== undefined) return unusable;
    const when = time(order);
    const instant = instantOf(when, zone);
    if (Number.isNaN(instant)) return unusableTime(when);
    const paid = value === undefined ? 1 : value(order);
    if (!Number.isFinite(paid)) return unusableValue(paid);
    if (instant >= end) afterEnd++;
    else if (paid < 0 || (paid === 0 && leaveFreeOut)) {
      if (paid < 0) refunds++;
      else free++;
      if (!ids.has(name)) leftOut.add(name);
    } else {
      if (paid === 0) free++;
      let id = ids.get(name);
      if (id === undefined) {
        id = ids.size;
        ids.set(name, id);
        firsts.push(instant);
      } else if (instant < (firsts[id] as number)) firsts[id] = instant;
      if (count === owners.length) {
        owners = grown(owners, new Int32Array(2 * count));
        times = grown(times, new Float64Array(2 * count));
        values = grown(values, new Float64Array(2 * count));
      }
      owners[count] = id;
      times[count] = timeOf(instant);
      values[count++] = paid;
    }
    return undefined;
  });
  for (const name of leftOut) if (ids.has(name)) leftOut.delete(name);
  const { starts, times: sorted, values: paid } = purchases(owners.subarray(0, count), times, values, ids.size, caller);
  return {
    customers: [...ids.keys()],
    starts,
    times: sorted,
    values: value && paid,
    firsts: Float64Array.from(firsts),
    end,
    endOf,
    timeZone: options.timeZone ?? 'UTC',
    sameDay,
    measure: (at) => (sameDay === 'keep' ? { to: at, after: at } : { to: dayOf(at) - DAY, after: dayOf(at) }),
    report: {
      used: count,
      merged: count - sorted.length,
      refunds,
      free,
      freeLeftOut: leaveFreeOut ? free : 0,
      afterEnd,
      customersLeftOut: leftOut.size,
      skipped,
    },
  };
}

/** Orders by customer and time, those of one time merged into one purchase. */
function purchases(
  owners: Int32Array,
  times: Float64Array,
  values: Float64Array,
  customers: number,
  caller: string,
): Pick<OrderLog, 'starts' | 'times' | 'values'> {
  const starts = new Int32Array(customers + 1);
  for (let i = 0; i < owners.length; i++) {
    const owner = owners[i] as number;
    starts[owner + 1] = (starts[owner + 1] as number) + 1;
  }
  for (let id = 0; id < customers; id++) starts[id + 1] = (starts[id] as number) + (starts[id + 1] as number);
  // Each order goes behind the customer's earlier ones. Most logs are in the order of time, and then that is its place.
  const next = starts.slice();
  const sortedTimes = new Float64Array(owners.length);
  const sortedValues = new Float64Array(owners.length);
  for (let i = 0; i < owners.length; i++) {
    const owner = owners[i] as number;
    const place = next[owner] as number;
    sortedTimes[place] = times[i] as number;
    sortedValues[place] = values[i] as number;
    next[owner] = place + 1;
  }
  let length = 0;
  let from = 0;
  for (let id = 0; id < customers; id++) {
    const [start, to] = [length, starts[id + 1] as number];
    for (let place = from + 1; place < to; place++) {
      if ((sortedTimes[place] as number) >= (sortedTimes[place - 1] as number)) continue;
      sortByTime(sortedTimes.subarray(from, to), sortedValues.subarray(from, to));
      break;
    }
    starts[id] = start;
    for (let place = from; place < to; place++) {
      const time = sortedTimes[place] as number;
      const value = sortedValues[place] as number;
      if (length > start && sortedTimes[length - 1] === time) {
        sortedValues[length - 1] = representable((sortedValues[length - 1] as number) + value, caller);
      } else {
        sortedTimes[length] = time;
        sortedValues[length++] = value;
      }
    }
    from = to;
  }
  starts[customers] = length;
  return { starts, times: sortedTimes.subarray(0, length), values: sortedValues.subarray(0, length) };
}

/** By insertion, which is fast for the few orders that most customers have; of many, by the engine's sort. */
function sortByTime(times: Float64Array, values: Float64Array): void {
  if (times.length > 64) {
    const order = Array.from(times, (_, i) => i).sort((a, b) => (times[a] as number) - (times[b] as number));
    times.set(order.map((i) => times[i] as number));
    values.set(order.map((i) => values[i] as number));
    return;
  }
  for (let i = 1; i < times.length; i++) {
    const [time, value] = [times[i] as number, values[i] as number];
    let place = i;
    for (; place > 0 && (times[place - 1] as number) > time; place--) {
      times[place] = times[place - 1] as number;
      values[place] = values[place - 1] as number;
    }
    times[place] = time;
    values[place] = value;
  }
}

function grown<Column extends Int32Array | Float64Array>(column: Column, more: Column): Column {
  more.set(column);
  return more;
}

/** Apart from the loop, which would else make room for what they remember of each order. */
function unusableTime(when: unknown): Unusable {
  return { reader: 'time', refuse: (argument) => refuseInstant(when, argument) };
}

function unusableValue(paid: number): Unusable {
  return { reader: 'value', refuse: (argument) => refuse(paid, argument, FINITE[2]) };
}
