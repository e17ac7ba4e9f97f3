import { POSITIVE, refuse, within } from '../../internal/check.js';
import { type Instant, instantOf, readInstant, refuseInstant } from '../../internal/instant.js';
import { type ScanOptions, type SkippedRows, scanRows } from '../../internal/rows.js';

/** When a customer came and, if so, when the customer left. */
export interface CustomerDates {
  /** When the customer came. */
  readonly start: Instant;
  /** When the customer left: at the start or later; none (or `null`) if the customer has not left. */
  readonly end?: Instant | null | undefined;
}

/** The window in which customers were observed, and the unit of the durations. */
export interface ObservationOptions extends ScanOptions {
  /** Until when it is known who has left: the day of the export, say. Who leaves later is still there. */
  readonly until: Instant;
  /**
   * From when on it is known who leaves: who left before is not among the customers, and is left out where it is. From the
   * beginning unless told.
   */
  readonly from?: Instant | undefined;
  /** How many hours long the unit of the durations is: above 0; 24, so that durations are in days, unless told. */
  readonly hours?: number | undefined;
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
  /** Of each customer seen in the window, in their order: the row with `duration`, `event` and `entry` added. */
  readonly lifetimes: (Customer & ObservedLifetime)[];
  /** How many customers were not there in the window: came after its end, or left by its beginning. */
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
 * Dates without a time are midnights in UTC, so that whole days come out whole.
 *
 * @param customers - Any iterable of rows with `start` and perhaps `end`, one a customer. What else is in a row stays.
 * @param options - `until`, the end of the window; `from`, its beginning; `hours`, the unit; `onInvalid`, `onProgress`.
 * @returns The lifetimes, for {@link survivalTable} or {@link survivalTablesBy}; how many customers were outside the window;
 * and what was skipped.
 * @throws `TypeError` or `RangeError` for a start or an end that is not an instant and an end before the start (the message
 * has the row's index), for options that are not instants, and for a window that does not end after it begins.
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
  options: ObservationOptions,
): CustomerLifetimes<Customer> {
  const caller = 'customerLifetimes';
  const until = readInstant(options?.until, `${caller}: until`);
  const from = options.from === undefined ? -Infinity : readInstant(options.from, `${caller}: from`);
  if (from >= until) refuse(iso(until), `${caller}: until`, `after from (${iso(from)})`, '', 'string');
  const unit = 3_600_000 * within(options.hours ?? 24, `${caller}: hours`, POSITIVE);
  const lifetimes: CustomerLifetimes<Customer>['lifetimes'] = [];
  let outside = 0;
  const skipped = scanRows(customers, 'customers', options, caller, (customer) => {
    const start = instantOf(customer?.start);
    if (Number.isNaN(start)) return { reader: 'start', refuse: (argument) => refuseInstant(customer?.start, argument) };
    const end = customer.end == null ? Infinity : instantOf(customer.end);
    if (Number.isNaN(end)) return { reader: 'end', refuse: (argument) => refuseInstant(customer.end, argument) };
    if (end < start) {
      const allowed = `at or after the start (${iso(start)})`;
      return { reader: 'end', refuse: (argument) => refuse(iso(end), argument, allowed, '', 'string') };
    }
    if (start > until || (start < from && end <= from)) {
      outside++;
    } else {
      lifetimes.push({
        ...customer,
        duration: (Math.min(end, until) - start) / unit,
        event: end <= until,
        entry: Math.max(0, from - start) / unit,
      });
    }
    return undefined;
  });
  return { lifetimes, outside, skipped };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
