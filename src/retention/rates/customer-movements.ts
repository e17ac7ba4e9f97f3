import { FINITE, NOT_NEGATIVE, refuse, representable, requireFunction, whole, within } from '../../internal/check.js';
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
import { addTo } from '../../internal/running-sum.js';
import { sum } from '../../internal/sum.js';
import { readTimeSpan, shownInstant, type TimeSpan } from '../../internal/time-span.js';
import { DAY, timeZoneOf } from '../../internal/time-zone.js';
import { joinStays, STILL_THERE } from '../stays.js';
import type { CustomerDay } from './churn-by-day.js';

/** How to read from a row when somebody was a customer. */
export interface CustomerSpanReaders<Row> {
  /** Who the customer is: any value but `undefined`, `null`, `NaN` and `''`, told apart as the keys of a `Map` are. */
  readonly customer: (row: Row) => unknown;
  /** The first moment as a customer. */
  readonly start: (row: Row) => Instant;
  /**
   * The first moment as a customer no more, at or after `start`: `undefined` or `null` for who still is one. Of a
   * subscription that is paid until the end of a day, it is the beginning of the next.
   */
  readonly end: (row: Row) => Instant | null | undefined;
}

/**
 * What happened to the customers of a business in a span of time: a summary from which every definition of churn follows.
 * It is plain data, and the fields are what the rates take: `churnRate(movements)`, `retentionEstimate(movements)`,
 * `churnRateSummedByDay(movements.days)`.
 */
export interface CustomerMovements {
  /** The first instant of the span: epoch milliseconds. */
  readonly from: number;
  /** The first instant after the span: epoch milliseconds. */
  readonly to: number;
  /** Customers at the start. */
  readonly start: number;
  /** How many of them were customers at the end, whether they left in between or not. */
  readonly retained: number;
  /** Customers at the end: `start + joined − lost`. */
  readonly end: number;
  /** How many of them were not customers at the start: `end − retained`. */
  readonly acquired: number;
  /** How often somebody became a customer; who comes back joins again. */
  readonly joined: number;
  /** How often somebody ceased to be a customer; who comes back can be lost again. */
  readonly lost: number;
  /** How long they were customers within the span, all together: days of 24 hours. */
  readonly customerDays: number;
  /** The days of the span, each of 24 hours from `from` on, but for the last one, which is what is left. */
  readonly days: readonly CustomerDay[];
  /** The rows that could not be used: none unless `onInvalid` is `'skip'`. */
  readonly skipped: SkippedRows;
}

/**
 * The customers of a business in a span of time, counted in one pass over rows that say who was a customer from when to
 * when: the summary that {@link compareChurn} and every rate takes.
 *
 * The conventions, which decide what the rates are:
 *
 * - The span is half open: who joins at the instant `from` joins in it, and who joins at `to` does not.
 * - At an instant are customers those who were just before it and still are. So who leaves at exactly `from` was not a
 *   customer at the start, and is not lost in this span but in the one before; who leaves at exactly `to` is lost in it.
 * - Who joins and leaves within the span is `joined` and `lost`, and in neither `start` nor `end`.
 * - A customer may have several rows. Those that overlap or touch are one stay, so that a renewal or a second subscription is
 *   neither a loss nor a joining. Who is away in between, for however short a time, is lost and joins again; who was there
 *   at the start and is there at the end is retained all the same.
 * - A row that ends at the moment it starts covers no time, and counts nowhere.
 *
 * @param rows - Any iterable of rows, one for each time somebody was a customer; in any order.
 * @param readers - How to read who it was, from when and to when.
 * @param span - The span of time: `from`, and `to` after it, at most 100,000 days later.
 * @param options - `timeZone` of dates and other texts without an offset, those of the span included (UTC unless told);
 * `onInvalid`: what to do with rows without a customer, whose instants are none or whose end is before their start; `onProgress`.
 * @returns The summary. Those of disjoint customers over the same span merge ({@link mergeCustomerMovements}).
 * @throws `TypeError` or `RangeError` for a row that cannot be used (the message has its index), unless it is to be skipped;
 * for readers that are not functions, a span that is none or too long, options that do not exist, and a time zone that the
 * engine does not know.
 * @example
 * ```ts
 * import { churnRate, churnRateOverStart, customerMovements } from 'custometry';
 *
 * const stays = [
 *   { name: 'Ada', since: '2026-01-10' },
 *   { name: 'Ben', since: '2026-01-10', until: '2026-03-20' },
 *   { name: 'Cat', since: '2026-02-01', until: '2026-03-05' },
 *   { name: 'Cat', since: '2026-03-25' },
 *   { name: 'Dov', since: '2026-03-02', until: '2026-03-12' },
 *   { name: 'Eve', since: '2025-06-01', until: '2026-03-01' },
 * ];
 * const march = customerMovements(
 *   stays,
 *   { customer: (stay) => stay.name, start: (stay) => stay.since, end: (stay) => stay.until },
 *   { from: '2026-03-01', to: '2026-04-01' },
 * );
 * march.start; // => 3   Ada, Ben and Cat: Eve left as March began
 * march.lost; // => 3   Ben, Cat (who came back) and Dov (who had just come)
 * churnRate(march); // => 1 / 3
 * churnRateOverStart(march); // => 1
 * ```
 * @see {@link compareChurn} for the definitions side by side.
 */
export function customerMovements<Row>(
  rows: Iterable<Row>,
  readers: CustomerSpanReaders<Row>,
  span: TimeSpan,
  options: ZonedScanOptions = {},
): CustomerMovements {
  const caller = 'customerMovements';
  requireKnownOptions(options, ZONED_SCAN_OPTIONS, caller);
  const zone = timeZoneOf(options.timeZone, caller);
  const { customer, start, end } = readers ?? {};
  requireFunction(customer, `${caller}: customer`);
  requireFunction(start, `${caller}: start`);
  requireFunction(end, `${caller}: end`);
  const [from, to] = readTimeSpan(span, `${caller}: span`, zone);
  const length = Math.ceil((to - from) / DAY);
  if (length > 100_000) refuse(length, `${caller}: span`, 'at most 100000 days long');
  /** The stays of each customer that touch the span. */
  const stays = new Map<unknown, [from: number, to: number][]>();
  const skipped = scanRows(rows, 'rows', options, caller, (row) => {
    const key = customer(row);
    const unusable = unusableName(key);
    if (unusable !== undefined) return unusable;
    const startValue = start(row);
    const since = instantOf(startValue, zone);
    if (Number.isNaN(since)) {
      return { reader: 'start', refuse: (argument) => refuseInstant(startValue, argument) };
    }
    const endValue = end(row);
    const until = endValue == null ? Infinity : instantOf(endValue, zone);
    if (Number.isNaN(until))
      return { reader: 'end', refuse: (argument) => refuseInstant(endValue, argument, STILL_THERE) };
    if (until < since) {
      const allowed = `at or after the start (${shownInstant(since)})`;
      return { reader: 'end', refuse: (argument) => refuse(shownInstant(until), argument, allowed, '', 'string') };
    }
    if (until === since || until < from || since > to) return;
    const list = stays.get(key);
    if (list === undefined) stays.set(key, [[since, until]]);
    else list.push([since, until]);
    return;
  });

  const counts = { start: 0, retained: 0, end: 0, joined: 0, lost: 0 };
  const time = { total: 0, lost: 0 };
  /** By how many more customers each day begins with than the one before. */
  const more = new Array<number>(length + 1).fill(0);
  const lost = new Array<number>(length).fill(0);
  const add = (list: number[], index: number, by: number): void => {
    list[index] = (list[index] as number) + by;
  };
  for (const list of stays.values()) {
    let [wasThere, isThere] = [false, false];
    /** The days at whose beginnings the customer was there, where no other such days follow without a gap. */
    let [first, last] = [0, -1];
    const endDays = (): void => {
      if (last < first || first >= length) return;
      add(more, first, 1);
      add(more, Math.min(last + 1, length), -1);
      if (last < length) add(lost, last, 1);
    };
    for (const [since, until] of joinStays(list)) {
      if (since < from && from < until) wasThere = true;
      if (since < to && to < until) isThere = true;
      if (from <= since && since < to) counts.joined++;
      if (from < until && until <= to) counts.lost++;
      if (until <= from || since >= to) continue;
      addTo(time, Math.min(until, to) - Math.max(since, from));
      const begins = since < from ? 0 : Math.min(Math.floor((since - from) / DAY) + 1, length);
      const ends = until > to ? length : Math.ceil((until - from) / DAY) - 1;
      if (begins > last + 1) {
        endDays();
        first = begins;
      }
      last = ends;
    }
    endDays();
    if (wasThere) counts.start++;
    if (isThere) counts.end++;
    if (wasThere && isThere) counts.retained++;
  }
  let there = 0;
  const days = lost.map((gone, day) => {
    there += more[day] as number;
    return { start: there, lost: gone };
  });
  const { start: began, retained, end: ended, joined, lost: left } = counts;
  return {
    from,
    to,
    start: began,
    retained,
    end: ended,
    acquired: ended - retained,
    joined,
    lost: left,
    customerDays: (time.total + time.lost) / DAY,
    days,
    skipped,
  };
}

/**
 * Adds the movements of disjoint customers over the same span: those of all of them together.
 *
 * All rows of a customer must be in one part: who is in two counts as two.
 *
 * @param first - Movements.
 * @param others - Any number of others over the same span.
 * @returns The sums. Reports of skipped rows count their places on from part to part.
 * @throws `TypeError` or `RangeError` for movements over another span, for counts that are not whole numbers of at least 0,
 * and for totals too large for a number.
 * @example
 * ```ts
 * import { customerMovements, mergeCustomerMovements } from 'custometry';
 *
 * const readers = { customer: ([name]: string[]) => name, start: ([, since]: string[]) => since ?? '', end: () => null };
 * const march = { from: '2026-03-01', to: '2026-04-01' };
 * const north = customerMovements([['Ada', '2026-01-10']], readers, march);
 * const south = customerMovements([['Ben', '2026-02-10'], ['Cat', '2026-03-10']], readers, march);
 * mergeCustomerMovements(north, south).end; // => 3
 * ```
 * @see {@link customerMovements}
 */
export function mergeCustomerMovements(
  first: CustomerMovements,
  ...others: readonly CustomerMovements[]
): CustomerMovements {
  const caller = 'mergeCustomerMovements';
  const parts = [first, ...others];
  const read = (
    field: 'from' | 'to' | 'start' | 'retained' | 'end' | 'acquired' | 'joined' | 'lost' | 'customerDays',
    isTime = false,
  ): number[] =>
    parts.map((part, index) =>
      within(part?.[field], `${caller}: parts[${index}].${field}`, isTime ? NOT_NEGATIVE : COUNT),
    );
  const total = (field: 'start' | 'retained' | 'end' | 'acquired' | 'joined' | 'lost'): number => sum(read(field));
  const [start, retained, end] = [total('start'), total('retained'), total('end')];
  parts.forEach((part, index) => {
    for (const field of ['from', 'to'] as const) {
      within(part[field], `${caller}: parts[${index}].${field}`, FINITE);
      if (part[field] !== first[field]) {
        refuse(part[field], `${caller}: parts[${index}].${field}`, `that of parts[0] (${first[field]})`);
      }
    }
    const name = `${caller}: parts[${index}].days`;
    if (!Array.isArray(part.days)) refuse(part.days, name, 'a list of days', '', '');
    if (part.days.length !== first.days.length) {
      refuse(part.days.length, `${name}.length`, `that of parts[0] (${first.days.length})`);
    }
  });
  const onDay = (day: number, field: keyof CustomerDay): number[] =>
    parts.map(({ days }, index) =>
      within(days[day]?.[field] as number, `${caller}: parts[${index}].days[${day}].${field}`, COUNT),
    );
  return {
    from: first.from,
    to: first.to,
    start,
    retained,
    end,
    acquired: total('acquired'),
    joined: total('joined'),
    lost: total('lost'),
    customerDays: representable(sum(read('customerDays', true)), caller),
    days: first.days.map((_, day) => ({
      start: sum(onDay(day, 'start')),
      lost: sum(onDay(day, 'lost')),
    })),
    skipped: mergeSkippedRows(
      parts.map(({ skipped }) => skipped),
      (index) => `${caller}: parts[${index}].skipped`,
    ),
  };
}

const COUNT = /* @__PURE__ */ whole(0, 9007199254740991);
