import {
  FINITE,
  NOT_NEGATIVE,
  refuse,
  representable,
  requireFunction,
  requireIterable,
  whole,
  within,
} from '../../internal/check.js';
import { unusableName } from '../../internal/customer-name.js';
import { type Instant, instantOf, refuseInstant } from '../../internal/instant.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import {
  mergeSkippedRows,
  type SkippedRows,
  scanRows,
  ZONED_SCAN_OPTIONS,
  type ZonedScanOptions,
} from '../../internal/rows.js';
import { sum } from '../../internal/sum.js';
import { readTimeSpan, type TimeSpan } from '../../internal/time-span.js';
import { DAY, timeZoneOf } from '../../internal/time-zone.js';

/** How to read a purchase from a row. */
export interface PurchaseReaders<Row> {
  /** Who bought: any value but `undefined`, `null`, `NaN` and `''`, told apart as the keys of a `Map` are. */
  readonly customer: (row: Row) => unknown;
  /** When. */
  readonly time: (row: Row) => Instant;
}

/** How purchases are counted. */
export interface PurchaseOptions extends ZonedScanOptions {
  /**
   * What several rows of one customer at the same instant are: `'count'`, unless told, takes each for a purchase of its own;
   * `'merge'` takes them for one, as for the lines of an order or a day's orders where only the date is known.
   */
  readonly duplicates?: 'count' | 'merge' | undefined;
}

/** A time between two purchases, and how often it occurred. */
export type PurchaseGap = readonly [days: number, count: number];

/** Who bought in a span of time, and how often: a summary, plain data. */
export interface PurchaseTotals {
  /** The first instant of the span: epoch milliseconds. */
  readonly from: number;
  /** The first instant after the span: epoch milliseconds. */
  readonly to: number;
  /** How many customers bought at all. */
  readonly customers: number;
  /** How many of them bought more than once. */
  readonly repeatCustomers: number;
  /** How many purchases there were. */
  readonly purchases: number;
  /** The times between a customer's consecutive purchases, in days of 24 hours, from the shortest to the longest. */
  readonly gaps: readonly PurchaseGap[];
  /** The rows that could not be used: none unless `onInvalid` is `'skip'`. */
  readonly skipped: SkippedRows;
}

/** The time between purchases. */
export interface TimeBetweenPurchases {
  /** The mean: days. */
  readonly mean: number;
  /** The median: days. */
  readonly median: number;
  /** How many gaps there are. */
  readonly gaps: number;
}

/**
 * Counts who bought in a span of time, how often, and with how much time in between: the summary that
 * {@link repeatPurchaseRate}, {@link purchaseFrequency} and {@link timeBetweenPurchases} take. Purchases outside of the span
 * are not looked at.
 *
 * @param rows - Any iterable of purchases, in any order.
 * @param readers - How to read who bought, and when.
 * @param span - The span of time, half open: a purchase at exactly `to` is in the next.
 * @param options - `duplicates`: what several rows of one customer at one instant are (`'merge'` where only dates are known);
 * `timeZone` of texts without an offset, those of the span included (UTC unless told); `onInvalid`: what to do with rows
 * without a customer or whose time is none; `onProgress`.
 * @returns The summary. Those of disjoint customers over the same span merge ({@link mergePurchaseTotals}).
 * @throws `TypeError` or `RangeError` for a row that cannot be used (the message has its index), unless it is to be skipped;
 * for readers that are not functions, a span that is none, options that do not exist, and a time zone that the engine does
 * not know.
 * @example
 * ```ts
 * import { purchaseTotals } from 'custometry';
 *
 * const orders = [
 *   { by: 'Ada', on: '2026-01-05' },
 *   { by: 'Ben', on: '2026-01-07' },
 *   { by: 'Ada', on: '2026-01-15' },
 * ];
 * const year = { from: '2026-01-01', to: '2027-01-01' };
 * const totals = purchaseTotals(orders, { customer: (order) => order.by, time: (order) => order.on }, year);
 * totals.customers; // => 2
 * totals.repeatCustomers; // => 1
 * totals.gaps; // => [[10, 1]]
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapters 2 and 5, for repeat buying and recency.
 */
export function purchaseTotals<Row>(
  rows: Iterable<Row>,
  readers: PurchaseReaders<Row>,
  span: TimeSpan,
  options: PurchaseOptions = {},
): PurchaseTotals {
  const caller = 'purchaseTotals';
  requireKnownOptions(options, ['duplicates', ...ZONED_SCAN_OPTIONS], caller);
  const zone = timeZoneOf(options.timeZone, caller);
  const { customer, time } = readers ?? {};
  requireFunction(customer, `${caller}: customer`);
  requireFunction(time, `${caller}: time`);
  const [from, to] = readTimeSpan(span, `${caller}: span`, zone);
  const { duplicates = 'count' } = options;
  if (duplicates !== 'count' && duplicates !== 'merge') {
    refuse(duplicates, `${caller}: duplicates`, '"count" or "merge"', '', 'string');
  }
  const byCustomer = new Map<unknown, number[]>();
  const skipped = scanRows(rows, 'rows', options, caller, (row) => {
    const key = customer(row);
    const unusable = unusableName(key);
    if (unusable !== undefined) return unusable;
    const value = time(row);
    const at = instantOf(value, zone);
    if (Number.isNaN(at)) return { reader: 'time', refuse: (argument) => refuseInstant(value, argument) };
    if (at < from || at >= to) return;
    const times = byCustomer.get(key);
    if (times === undefined) byCustomer.set(key, [at]);
    else times.push(at);
    return;
  });
  let [purchases, repeatCustomers] = [0, 0];
  const gaps = new Map<number, number>();
  for (const all of byCustomer.values()) {
    const times = duplicates === 'merge' ? [...new Set(all)] : all;
    times.sort((a, b) => a - b);
    purchases += times.length;
    if (times.length > 1) repeatCustomers++;
    for (let i = 1; i < times.length; i++) {
      const days = ((times[i] as number) - (times[i - 1] as number)) / DAY;
      gaps.set(days, (gaps.get(days) ?? 0) + 1);
    }
  }
  return { from, to, customers: byCustomer.size, repeatCustomers, purchases, gaps: sorted(gaps), skipped };
}

/**
 * Adds purchase totals of disjoint customers over the same span: the totals of all of them together.
 *
 * All rows of a customer must be in one part: who is in two counts as two.
 *
 * @param first - Totals.
 * @param others - Any number of others over the same span.
 * @returns The sums. Reports of skipped rows count their places on from part to part.
 * @throws `TypeError` or `RangeError` for totals of another span, and for counts that are not whole numbers of at least 0.
 * @example
 * ```ts
 * import { mergePurchaseTotals, purchaseTotals } from 'custometry';
 *
 * const readers = { customer: ([name]: string[]) => name, time: ([, on]: string[]) => on ?? '' };
 * const year = { from: '2026-01-01', to: '2027-01-01' };
 * const north = purchaseTotals([['Ada', '2026-01-10'], ['Ada', '2026-01-12']], readers, year);
 * const south = purchaseTotals([['Ben', '2026-02-10'], ['Ben', '2026-02-12']], readers, year);
 * mergePurchaseTotals(north, south).gaps; // => [[2, 2]]
 * ```
 * @see {@link purchaseTotals}
 */
export function mergePurchaseTotals(first: PurchaseTotals, ...others: readonly PurchaseTotals[]): PurchaseTotals {
  const caller = 'mergePurchaseTotals';
  const parts = [first, ...others];
  const total = (field: 'customers' | 'repeatCustomers' | 'purchases'): number =>
    sum(parts.map((part, index) => within(part?.[field], `${caller}: parts[${index}].${field}`, COUNT)));
  const [customers, repeatCustomers, purchases] = [total('customers'), total('repeatCustomers'), total('purchases')];
  const gaps = new Map<number, number>();
  parts.forEach((part, index) => {
    if (part.repeatCustomers > part.customers) {
      const allowed = `from 0 to customers (${part.customers})`;
      refuse(part.repeatCustomers, `${caller}: parts[${index}].repeatCustomers`, allowed);
    }
    const least = part.customers + part.repeatCustomers;
    if (part.purchases < least) {
      refuse(part.purchases, `${caller}: parts[${index}].purchases`, `at least customers + repeatCustomers (${least})`);
    }
    for (const field of ['from', 'to'] as const) {
      within(part[field], `${caller}: parts[${index}].${field}`, FINITE);
      if (part[field] !== first[field]) {
        refuse(part[field], `${caller}: parts[${index}].${field}`, `that of parts[0] (${first[field]})`);
      }
    }
    for (const [days, count] of readGaps(part.gaps, `${caller}: parts[${index}].gaps`)) {
      gaps.set(days, (gaps.get(days) ?? 0) + count);
    }
  });
  return {
    from: first.from,
    to: first.to,
    customers,
    repeatCustomers,
    purchases,
    gaps: sorted(gaps),
    skipped: mergeSkippedRows(
      parts.map(({ skipped }) => skipped),
      (index) => `${caller}: parts[${index}].skipped`,
    ),
  };
}

/**
 * Repeat purchase rate: the share of the customers who bought in a span of time that bought more than once in it. A fraction
 * from 0 to 1.
 *
 *     rate = repeatCustomers / customers
 *
 * The span is part of the number: the longer it is the higher the rate, and who first bought at its end had no time to
 * come back. To compare years or channels, follow those who first bought at one time for the same time each. It says
 * nothing of who bought before the span.
 *
 * @param totals - How many customers bought, and how many of them more than once: {@link purchaseTotals} counts them.
 * @returns A fraction from 0 to 1, or `undefined` when nobody bought.
 * @throws `TypeError` or `RangeError` for a number of customers that is not finite and at least 0, and for more repeat
 * customers than customers.
 * @example
 * ```ts
 * import { repeatPurchaseRate } from 'custometry';
 *
 * repeatPurchaseRate({ customers: 2357, repeatCustomers: 1152 }); // => 0.48875…
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 2, "repeat rate".
 */
export function repeatPurchaseRate(totals: Pick<PurchaseTotals, 'customers' | 'repeatCustomers'>): number | undefined {
  const customers = within(totals?.customers, 'repeatPurchaseRate: customers', NOT_NEGATIVE);
  const repeat = within(totals.repeatCustomers, 'repeatPurchaseRate: repeatCustomers', NOT_NEGATIVE);
  if (repeat > customers) {
    refuse(repeat, 'repeatPurchaseRate: repeatCustomers', `from 0 to customers (${customers})`);
  }
  return customers === 0 ? undefined : repeat / customers;
}

/**
 * Purchase frequency: how many purchases a customer who bought made in a span of time, on average. 1 or more.
 *
 *     frequency = purchases / customers
 *
 * It is of those who bought, not of all customers: who bought nothing in the span is not in it. The mean hides that most
 * buy once and a few very often.
 *
 * @param totals - How many customers bought, and how many purchases they made: {@link purchaseTotals} counts them.
 * @returns Purchases per customer in the span, 1 or more, or `undefined` when nobody bought.
 * @throws `TypeError` or `RangeError` for a number that is not finite and at least 0, for fewer purchases than customers,
 * and for a result too large for a number.
 * @example
 * ```ts
 * import { purchaseFrequency } from 'custometry';
 *
 * purchaseFrequency({ customers: 2357, purchases: 6919 }); // => 2.93551…
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 2.
 */
export function purchaseFrequency(totals: Pick<PurchaseTotals, 'customers' | 'purchases'>): number | undefined {
  const customers = within(totals?.customers, 'purchaseFrequency: customers', NOT_NEGATIVE);
  const purchases = within(totals.purchases, 'purchaseFrequency: purchases', NOT_NEGATIVE);
  if (purchases < customers || (customers === 0 && purchases > 0)) {
    refuse(
      purchases,
      'purchaseFrequency: purchases',
      customers === 0 ? '0 without customers' : `at least customers (${customers})`,
    );
  }
  return customers === 0 ? undefined : representable(purchases / customers, 'purchaseFrequency');
}

/**
 * Time between purchases: the mean and the median of the times between a customer's consecutive purchases, in days.
 *
 * Both are too short, because only gaps that were completed within the span are counted. A gap that was still open at its
 * end is left out, and long ones are the likelier to be; of a customer who buys once a year, a year shows none. The
 * shorter the span, the shorter the time between purchases. Frequent buyers also have more gaps each, so that it is the time
 * between purchases, not that of a customer. Who bought once has none.
 *
 * @param totals - The gaps: {@link purchaseTotals} counts them.
 * @returns The mean and the median in days (of an even number of gaps the median is the mean of the two in the middle), and
 * the number of gaps, or `undefined` when nobody bought twice.
 * @throws `TypeError` or `RangeError` for gaps that are not pairs of a number of days, finite and at least 0, and a count
 * that is a whole number of at least 1.
 * @example
 * ```ts
 * import { timeBetweenPurchases } from 'custometry';
 *
 * const gaps = [[7, 5], [30, 3], [90, 1]] as const;   // days, and how often
 * timeBetweenPurchases({ gaps }); // => { mean: 215 / 9, median: 7, gaps: 9 }
 * ```
 * @see {@link purchaseTotals}
 */
export function timeBetweenPurchases(totals: Pick<PurchaseTotals, 'gaps'>): TimeBetweenPurchases | undefined {
  const caller = 'timeBetweenPurchases';
  const gaps = [...readGaps(totals?.gaps, `${caller}: gaps`)].sort(([a], [b]) => a - b);
  if (gaps.length === 0) return undefined;
  const count = sum(gaps.map(([, times]) => times));
  const at = (place: number): number => {
    let left = place;
    for (const [days, times] of gaps) {
      left -= times;
      if (left < 0) return days;
    }
    return 0;
  };
  const [low, high] = [at(Math.floor((count - 1) / 2)), at(Math.ceil((count - 1) / 2))];
  const mean = representable(sum(gaps.map(([days, times]) => days * times)) / count, caller);
  return { mean, median: low === high ? low : low / 2 + high / 2, gaps: count };
}

const COUNT = /* @__PURE__ */ whole(0, 9007199254740991);

function sorted(gaps: ReadonlyMap<number, number>): PurchaseGap[] {
  return [...gaps].sort(([a], [b]) => a - b);
}

function* readGaps(gaps: readonly PurchaseGap[], name: string): Generator<PurchaseGap> {
  requireIterable(gaps, name);
  let index = 0;
  for (const gap of gaps) {
    if (!Array.isArray(gap)) refuse(gap, `${name}[${index}]`, 'a pair of days and a count', '', '');
    yield [
      within(gap[0], `${name}[${index}][0]`, NOT_NEGATIVE),
      within(gap[1], `${name}[${index}][1]`, whole(1, 9007199254740991)),
    ];
    index++;
  }
}
