import { refuse, requireFunction } from '../../internal/check.js';
import { unusableName } from '../../internal/customer-name.js';
import { type Instant, instantOf, readInstant, refuseInstant } from '../../internal/instant.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { type SkippedRows, scanRows, ZONED_SCAN_OPTIONS, type ZonedScanOptions } from '../../internal/rows.js';
import { shownInstant } from '../../internal/time-span.js';
import { lengthOfUnit, type TimeUnit } from '../../internal/time-unit.js';
import { timeZoneOf } from '../../internal/time-zone.js';
import { joinStays, STILL_THERE } from '../stays.js';

/** When a customer came and, if so, when the customer left. */
export interface CustomerDates {
  /** When the customer came. */
  readonly start: Instant;
  /** When the customer left: at the start or later; none (or `null`) if the customer has not left. */
  readonly end?: Instant | null | undefined;
}

/** The window in which customers were observed, and the unit of the durations. */
export interface ObservationOptions<Customer = unknown> extends ZonedScanOptions {
  /**
   * Until when it is known who has left: the day of the export, say. Who leaves later is still there; who leaves at exactly
   * this instant has left, as for the `to` of {@link customerMovements}.
   */
  readonly until: Instant;
  /**
   * From when on it is known who leaves: who left before is not among the customers, and is left out where it is. From the
   * beginning unless told.
   */
  readonly from?: Instant | undefined;
  /** What durations are measured in; days unless told. A month is a twelfth of a year, which is 365.25 days. */
  readonly timeUnit?: TimeUnit | undefined;
  /**
   * Reads whose row it is, where a customer may have several: those that overlap or touch (renewals, second subscriptions) are
   * then one lifetime. Without it, each row is a lifetime of its own. Any value but `undefined`, `null`, `NaN` and `''`.
   */
  readonly customer?: ((row: Customer) => unknown) | undefined;
}

/** A lifetime as {@link survivalTable} reads it. */
export interface ObservedLifetime {
  /** From the start to the end, or to the end of the window. */
  readonly duration: number;
  /** Whether the customer left in the window. */
  readonly event: boolean;
  /** From the start to the beginning of the window; 0 for who came later than that. */
  readonly entry: number;
}

/** Customers with their lifetimes. */
export interface CustomerLifetimes<Customer> {
  /**
   * Of each customer seen in the window, in their order: the row with `duration`, `event` and `entry` added. Where rows were
   * joined it is the first of them, whose own `end` is not that of the lifetime.
   */
  readonly lifetimes: (Customer & ObservedLifetime)[];
  /** How many lifetimes are not in the window: came after its end, or left by its beginning. */
  readonly outside: number;
  /** The rows that could not be used and were left out. */
  readonly skipped: SkippedRows;
}

/**
 * Lifetimes of customers by the dates on which they came and left: how long each was seen to stay until an observation date,
 * and whether that is the whole stay.
 *
 *     duration = (min(end, until) − start) / unit
 *     event    = end ≤ until
 *     entry    = max(0, from − start) / unit
 *
 * Who came before `from` is taken to be known only for being there at `from`, and is at risk from then on. Leave `from` out
 * where the data have everybody who ever came; give it where they begin with those who were customers on a day, as most do.
 * Without it those who left before the data begin are missing, and survival comes out too high.
 *
 * Each row is a lifetime, so that a customer with a row for every renewal would leave at each: have one row a customer, or say
 * whose a row is with `customer`. Who left and came back has two lifetimes.
 *
 * Times are those that the clocks of the `timeZone` show, so that whole days come out whole although the clocks change.
 *
 * @param customers - Any iterable of rows with `start` and perhaps `end`, one a customer unless `customer` is given. What else
 * is in a row stays.
 * @param options - `until`, the end of the window; `from`, its beginning; `timeUnit` of the durations (days unless told);
 * `customer`, which joins rows; `timeZone` of texts without an offset (UTC unless told); `onInvalid`, `onProgress`.
 * @returns The lifetimes, for {@link survivalTable} or {@link survivalTablesBy}; how many customers were outside the window;
 * and what was skipped.
 * @throws `TypeError` or `RangeError` for a start or an end that is not an instant and an end before the start (the message
 * has the row's index), for options that are not instants or do not exist, and for a window that does not end after it begins.
 * @example
 * ```ts
 * import { customerLifetimes } from 'custometry';
 *
 * const { lifetimes } = customerLifetimes(
 *   [
 *     { plan: 'basic', start: '2025-01-01', end: '2025-01-31' },
 *     { plan: 'pro', start: '2025-01-15', end: null },
 *   ],
 *   { until: '2025-03-01' },
 * );
 * lifetimes[0]?.duration; // => 30
 * lifetimes[0]?.event; // => true
 * lifetimes[1]?.duration; // => 45
 * lifetimes[1]?.event; // => false
 * lifetimes[1]?.plan; // => 'pro'
 * ```
 * @see John P. Klein and Melvin L. Moeschberger (2003), Survival Analysis: Techniques for Censored and Truncated Data, 2nd
 * ed., sections 3.2 and 3.4, for censoring and truncation.
 */
export function customerLifetimes<Customer extends CustomerDates>(
  customers: Iterable<Customer>,
  options: ObservationOptions<Customer>,
): CustomerLifetimes<Customer> {
  const caller = 'customerLifetimes';
  requireKnownOptions(options, ['from', 'until', 'customer', 'timeUnit', ...ZONED_SCAN_OPTIONS], caller);
  const zone = timeZoneOf(options.timeZone, caller);
  const until = readInstant(options.until, `${caller}: until`, zone);
  const from = options.from === undefined ? -Infinity : readInstant(options.from, `${caller}: from`, zone);
  if (from >= until)
    refuse(shownInstant(until), `${caller}: until`, `after from (${shownInstant(from)})`, '', 'string');
  const unit = lengthOfUnit(options.timeUnit ?? 'day', caller);
  const name = options.customer;
  if (name !== undefined) requireFunction(name, `${caller}: customer`);
  /** The time between two instants as the clocks show it, unless they were put back so far that it would be none. */
  const between = (earlier: number, later: number): number => {
    const shown = zone.toLocal(later) - zone.toLocal(earlier);
    return shown > 0 ? shown : later - earlier;
  };
  const lifetimes: CustomerLifetimes<Customer>['lifetimes'] = [];
  let outside = 0;
  const add = ([start, end, customer]: Stay<Customer>): void => {
    if (start > until || (start < from && end <= from)) {
      outside++;
      return;
    }
    const seen = Math.max(start, from);
    const entry = seen > start ? between(start, seen) : 0;
    lifetimes.push({
      ...customer,
      duration: (entry + between(seen, Math.min(end, until))) / unit,
      event: end <= until,
      entry: entry / unit,
    });
  };
  const byCustomer = new Map<unknown, Stay<Customer>[]>();
  const skipped = scanRows(customers, 'customers', options, caller, (customer) => {
    const key = name?.(customer);
    const unusable = name === undefined ? undefined : unusableName(key);
    if (unusable !== undefined) return unusable;
    const start = instantOf(customer?.start, zone);
    if (Number.isNaN(start)) return { reader: 'start', refuse: (argument) => refuseInstant(customer?.start, argument) };
    const end = customer.end == null ? Infinity : instantOf(customer.end, zone);
    if (Number.isNaN(end)) {
      return { reader: 'end', refuse: (argument) => refuseInstant(customer.end, argument, STILL_THERE) };
    }
    if (end < start) {
      const allowed = `at or after the start (${shownInstant(start)})`;
      return { reader: 'end', refuse: (argument) => refuse(shownInstant(end), argument, allowed, '', 'string') };
    }
    const stay: Stay<Customer> = [start, end, customer];
    const stays = byCustomer.get(key);
    if (name === undefined) add(stay);
    else if (stays === undefined) byCustomer.set(key, [stay]);
    else stays.push(stay);
    return undefined;
  });
  for (const stays of byCustomer.values()) joinStays(stays).forEach(add);
  return { lifetimes, outside, skipped };
}

type Stay<Customer> = [start: number, end: number, customer: Customer];
