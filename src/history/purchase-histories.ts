import { refuse, whole, within } from '../internal/check.js';
import { requireKnownOptions } from '../internal/known-options.js';
import { mergeSkippedRows } from '../internal/rows.js';
import { shownInstant } from '../internal/time-span.js';
import { lengthOfUnit, type TimeUnit } from '../internal/time-unit.js';
import { ORDER_OPTIONS, type OrderLog, type OrderOptions, type OrderReport, readOrders } from './order-log.js';
import { type PurchaseHistories, requireColumn, requireHistories } from './purchase-history.js';

/** How to make purchase histories of orders. */
export interface PurchaseHistoriesOptions<Order> extends OrderOptions<Order> {
  /** What times are measured in. */
  readonly timeUnit: TimeUnit;
}

/** How to read what was paid. */
export interface ValueReader<Order> {
  /** Reads what was paid: money. */
  readonly value: (order: Order) => number;
}

/**
 * Purchase histories with the customers they are of: columns with one entry a customer. `Values` is the type of the column of
 * mean values: `undefined`, or perhaps, where orders were read without them.
 */
export interface CustomerHistories<Values extends Float64Array | undefined = Float64Array> extends PurchaseHistories {
  /** Who the customers are. */
  readonly customers: readonly unknown[];
  /** How many purchases followed the first one (x). */
  readonly repeats: Float64Array;
  /** The time from the first purchase to the last one (t_x), in the unit; 0 without a repeat purchase. */
  readonly lastRepeat: Float64Array;
  /** The time from the first purchase to the end of the observation (T), in the unit. */
  readonly observed: Float64Array;
  /** The sum of the logarithms of the times between successive purchases, in the unit; 0 without a repeat purchase. */
  readonly logIntervals: Float64Array;
  /**
   * The mean value of the repeat purchases, the first purchase not among them; 0 without one. `undefined` where no `value` was
   * read: then nothing is known of spending.
   */
  readonly meanValue: Values;
  /** When the first purchase was: epoch milliseconds. */
  readonly firstPurchase: Float64Array;
  /** The unit of the times. */
  readonly timeUnit: TimeUnit;
  /** The end of the observation: epoch milliseconds; where time is measured in days, the end of the last whole one. */
  readonly end: number;
  /** The time zone whose days count. */
  readonly timeZone: string;
  /** What orders of one day are. */
  readonly sameDay: 'merge' | 'keep';
}

/** Purchase histories that were read from orders, customers in the order of first appearance. */
export interface ReadHistories<Values extends Float64Array | undefined = Float64Array>
  extends CustomerHistories<Values> {
  /** What became of the orders. */
  readonly orders: OrderReport;
}

/**
 * Purchase histories: for each customer the three numbers that the models of purchasing read, from a log of orders in one
 * pass, in any order of time.
 *
 *     x     repeats      purchases after the first one
 *     t_x   lastRepeat   time from the first purchase to the last one
 *     T     observed     time from the first purchase to the end of the observation
 *
 * What lifetimes and others call frequency is x, not the number of purchases, which is x + 1; what they call recency is
 * t_x, which is large for a customer who bought lately, not the time since the last purchase, which is T − t_x; and T is the
 * customer's own age, not the length of the study.
 *
 * Orders of one customer on one calendar day are one purchase unless told, of their values together, and times are
 * differences of days: the clock of a customer who bought on the last observed day starts and ends at 0. Refunds (values
 * below 0) are left out: they are no purchases, and the values of purchases are what was paid at first. Free orders (value
 * 0) are purchases unless told. What was merged, free and left out is counted in `orders`.
 *
 * @param orders - Any iterable of orders.
 * @param options - How to read customer, time and value; the `end` of the observation, the unit of time, the time zone; what
 * becomes of orders of one day and of free ones; and of orders that cannot be used.
 * @returns Columns with one entry a customer; without the reader `value` there is no `meanValue`. Typed arrays are not JSON: send `[...column]`, which every model takes back.
 * @throws `TypeError` for readers that are not functions, `TypeError` or `RangeError` for an order without a customer, an
 * unreadable time and a value that is not a finite number (the message has the index; with `onInvalid: 'skip'` they are
 * skipped and reported), for an unknown time zone, for options that are none and for an option that there is not.
 * @example
 * ```ts
 * import { purchaseHistories } from 'custometry';
 *
 * const orders = [
 *   { who: 'Ann', day: '2025-01-01', paid: 20 },
 *   { who: 'Ann', day: '2025-01-15', paid: 30 },
 *   { who: 'Ann', day: '2025-01-29', paid: 10 },
 *   { who: 'Bob', day: '2025-01-22', paid: 50 },
 * ];
 * const histories = purchaseHistories(orders, {
 *   customer: ({ who }) => who,
 *   time: ({ day }) => day,
 *   value: ({ paid }) => paid,
 *   end: '2025-02-13', // 12 February is the last day
 *   timeUnit: 'week',
 * });
 * histories.customers; // => ['Ann', 'Bob']
 * [...histories.repeats]; // => [2, 0]
 * [...histories.lastRepeat]; // => [4, 0]
 * [...histories.observed]; // => [6, 3]
 * [...histories.meanValue]; // => [20, 0]
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee (2005), "'Counting Your Customers' the Easy Way: An Alternative
 * to the Pareto/NBD Model", Marketing Science 24(2), 275-284, section 3, for x, t_x and T; and Fader and Hardie (2013), "The
 * Gamma-Gamma Model of Monetary Value", for the mean value.
 */
export function purchaseHistories<Order>(
  orders: Iterable<Order>,
  options: PurchaseHistoriesOptions<Order> & ValueReader<Order>,
): ReadHistories;
/** Purchase histories of orders without values. */
export function purchaseHistories<Order>(
  orders: Iterable<Order>,
  options: PurchaseHistoriesOptions<Order>,
): ReadHistories<Float64Array | undefined>;
export function purchaseHistories<Order>(
  orders: Iterable<Order>,
  options: PurchaseHistoriesOptions<Order>,
): ReadHistories<Float64Array | undefined> {
  const caller = 'purchaseHistories';
  requireKnownOptions(options, [...ORDER_OPTIONS, 'sameDay', 'timeUnit'], caller);
  const unit = lengthOfUnit(options.timeUnit, caller);
  const log = readOrders(orders, options, caller);
  return { ...historiesUntil(log, log.end, options.timeUnit, unit).histories, orders: log.report };
}

/** The histories of those who bought before an end, and where in the log the purchases of each of them before it end. */
export function historiesUntil(
  log: OrderLog,
  end: number,
  timeUnit: TimeUnit,
  unit: number,
): { histories: CustomerHistories<Float64Array | undefined>; ids: Int32Array; ends: Int32Array } {
  const { customers, starts, times, values, firsts } = log;
  const { to, after } = log.measure(end);
  const ids = new Int32Array(customers.length);
  const ends = new Int32Array(customers.length);
  let length = 0;
  for (let id = 0; id < customers.length; id++) {
    const start = starts[id] as number;
    let last = starts[id + 1] as number;
    while (last > start && (times[last - 1] as number) >= after) last--;
    if (last === start) continue;
    ids[length] = id;
    ends[length++] = last;
  }
  const column = (of: (first: number, last: number, id: number) => number) => {
    const entries = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      const id = ids[i] as number;
      entries[i] = of(starts[id] as number, (ends[i] as number) - 1, id);
    }
    return entries;
  };
  const meanOfRepeats = (values: Float64Array) => (first: number, last: number) => {
    let sum = 0;
    for (let i = first + 1; i <= last; i++) sum += (values[i] as number) / (last - first);
    return sum;
  };
  const logsOfIntervals = (first: number, last: number): number => {
    // Of their product, as far as it is a number: one logarithm for many.
    let [sum, product] = [0, 1];
    for (let i = first + 1; i <= last; i++) {
      product *= ((times[i] as number) - (times[i - 1] as number)) / unit;
      if (product > 1e-200 && product < 1e200) continue;
      sum += Math.log(product);
      product = 1;
    }
    return sum + Math.log(product);
  };
  const bought = ids.subarray(0, length);
  const histories = {
    customers: Array.from(bought, (id) => customers[id]),
    repeats: column((first, last) => last - first),
    lastRepeat: column((first, last) => ((times[last] as number) - (times[first] as number)) / unit),
    observed: column((first) => (to - (times[first] as number)) / unit),
    logIntervals: column(logsOfIntervals),
    meanValue: values && column(meanOfRepeats(values)),
    firstPurchase: column((_first, _last, id) => firsts[id] as number),
    timeUnit,
    end: log.endOf(end),
    timeZone: log.timeZone,
    sameDay: log.sameDay,
  };
  return { histories, ids: bought, ends: ends.subarray(0, length) };
}

/** Purchase histories that were read from orders, with their columns as typed arrays or, as they come out of JSON, plain ones. */
export type HistoriesPart = {
  readonly [Field in keyof Omit<ReadHistories, 'meanValue'>]: ReadHistories[Field] extends Float64Array
    ? ArrayLike<number>
    : ReadHistories[Field];
} & {
  /** All parts have it, or none has. */
  readonly meanValue?: ArrayLike<number> | undefined;
};

/**
 * Joins purchase histories of disjoint customers that were read apart, by servers or by tables: the same as reading all
 * their orders together, but for the order of the customers.
 *
 * @param first - Histories.
 * @param others - Any number of further ones, read with the same unit, end, time zone and rule for orders of one day.
 * All have `meanValue`, or none has. Columns may be plain arrays: typed arrays are not JSON, so that `[...column]` is what is sent.
 * @returns The customers of all parts, one part after the other, and what became of all orders.
 * @throws `TypeError` for what was not read by {@link purchaseHistories} and for columns that are no arrays, `RangeError`
 * for columns of different lengths, for parts that were read differently, and for a customer who is in two of them.
 * @example
 * ```ts
 * import { mergePurchaseHistories, purchaseHistories } from 'custometry';
 *
 * const read = (orders: { who: string; day: string }[]) =>
 *   purchaseHistories(orders, { customer: ({ who }) => who, time: ({ day }) => day, end: '2025-03-01', timeUnit: 'day' });
 * const north = read([{ who: 'Ann', day: '2025-01-30' }, { who: 'Ann', day: '2025-02-04' }]);
 * const south = read([{ who: 'Bob', day: '2025-02-09' }]);
 * const both = mergePurchaseHistories(north, south);
 * [...both.repeats]; // => [1, 0]
 * [...both.observed]; // => [29, 19]
 * ```
 * @see {@link purchaseHistories}
 */
export function mergePurchaseHistories(
  first: HistoriesPart & { readonly meanValue: ArrayLike<number> },
  ...others: readonly HistoriesPart[]
): ReadHistories;
/** Of parts without values. */
export function mergePurchaseHistories(
  first: HistoriesPart,
  ...others: readonly HistoriesPart[]
): ReadHistories<Float64Array | undefined>;
export function mergePurchaseHistories(
  first: HistoriesPart,
  ...others: readonly HistoriesPart[]
): ReadHistories<Float64Array | undefined> {
  const caller = 'mergePurchaseHistories';
  const parts = [first, ...others];
  const known = new Set<unknown>();
  parts.forEach((part, index) => {
    const path = `${caller}: parts[${index}]`;
    if (typeof part?.orders !== 'object' || part.orders === null || !Array.isArray(part.customers)) {
      refuse(part, path, 'purchase histories, read from orders', '', '');
    }
    for (const setting of ['timeUnit', 'end', 'timeZone', 'sameDay'] as const) {
      const [here, there] = [part[setting], first[setting]];
      if (here === there) continue;
      const shown = (value: unknown) =>
        setting === 'end' && Number.isFinite(value) ? shownInstant(Number(value)) : value;
      refuse(shown(here), `${path}.${setting}`, `that of the first part (${shown(there)})`, '', typeof shown(there));
    }
    for (const name of COLUMNS) requireColumn(part[name], `${path}.${name}`, part.customers);
    requireHistories(part, path);
    for (const name of REPORTED) within(part.orders?.[name], `${path}.orders.${name}`, ORDERS);
    const { meanValue } = part;
    if ((meanValue === undefined) !== (first.meanValue === undefined)) {
      refuse(
        meanValue,
        `${path}.meanValue`,
        `${meanValue === undefined ? '' : 'un'}known as in the first part`,
        '',
        '',
      );
    }
    if (meanValue !== undefined) requireColumn(meanValue, `${path}.meanValue`, part.customers);
    for (const customer of part.customers) {
      if (known.has(customer)) {
        throw new RangeError(`${path} must have customers of its own, got one of an earlier part`);
      }
      known.add(customer);
    }
  });
  const column = (name: (typeof COLUMNS)[number] | 'meanValue'): Float64Array => {
    const joined = new Float64Array(known.size);
    let at = 0;
    for (const part of parts) {
      joined.set(part[name] ?? [], at);
      at += part.customers.length;
    }
    return joined;
  };
  const total = (of: (report: OrderReport) => number) => parts.reduce((sum, { orders }) => sum + of(orders), 0);
  return {
    customers: [...known],
    repeats: column('repeats'),
    lastRepeat: column('lastRepeat'),
    observed: column('observed'),
    logIntervals: column('logIntervals'),
    meanValue: first.meanValue && column('meanValue'),
    firstPurchase: column('firstPurchase'),
    timeUnit: first.timeUnit,
    end: first.end,
    timeZone: first.timeZone,
    sameDay: first.sameDay,
    orders: {
      used: total(({ used }) => used),
      merged: total(({ merged }) => merged),
      refunds: total(({ refunds }) => refunds),
      free: total(({ free }) => free),
      freeLeftOut: total(({ freeLeftOut }) => freeLeftOut),
      afterEnd: total(({ afterEnd }) => afterEnd),
      customersLeftOut: total(({ customersLeftOut }) => customersLeftOut),
      skipped: mergeSkippedRows(
        parts.map(({ orders }) => orders.skipped),
        (place) => `${caller}: parts[${place}].orders.skipped`,
      ),
    },
  };
}

const REPORTED = ['used', 'merged', 'refunds', 'free', 'freeLeftOut', 'afterEnd', 'customersLeftOut'] as const;
const ORDERS = /* @__PURE__ */ whole(0, 9007199254740991);
const COLUMNS = ['repeats', 'lastRepeat', 'observed', 'logIntervals', 'firstPurchase'] as const;
