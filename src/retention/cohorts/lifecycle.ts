import { type Range, refuse, whole, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { type Period, periodsOf } from '../../internal/period.js';
import { mergeSkippedRows, type SkippedRows } from '../../internal/rows.js';
import { timeZoneOf } from '../../internal/time-zone.js';
import { ACTIVITY_OPTIONS, type ActivityOptions, periodBits, readActivity, requireHistory } from './activity.js';
import { requireSameSetting, sameEnd } from './merge.js';

/** What happened to the active customers in one period. */
export interface LifecyclePeriod {
  /** The period in ISO 8601: 2025-03-01, 2025-W09, 2025-03, 2025-Q1 or 2025; of a number of hours, its start in UTC. */
  readonly period: string;
  /** The same as a whole number: periods since the one of 1 January 1970. */
  readonly index: number;
  /** How many customers were active: new + retained + resurrected. */
  readonly active: number;
  /** How many of them had never been active before. */
  readonly new: number;
  /** How many of them were active in the period before, too. */
  readonly retained: number;
  /** How many of them were not active in the period before, but earlier. */
  readonly resurrected: number;
  /** How many were active in the period before and not in this one: for the time being, as some come back. */
  readonly lost: number;
}

/** Active customers period by period: a summary that can be stored as JSON. */
export interface CustomerLifecycle {
  /** What time is divided into. */
  readonly period: Period;
  /** Whose calendar it is. */
  readonly timeZone: string;
  /** The instant until which the log is complete, in epoch milliseconds; there is none of an empty log. */
  readonly end: number | undefined;
  /** Every period from that of the first event to the last one that is over at the end. */
  readonly periods: readonly LifecyclePeriod[];
  /** How many events were left out because they are not before the end. */
  readonly afterEnd: number;
  /** Events that could not be used. */
  readonly skipped: SkippedRows;
}

/**
 * Customer lifecycle: who of the active customers of each period is new, retained from the period before, or resurrected
 * after a pause, and who was lost. One pass over a log of events in any order.
 *
 *     active = new + retained + resurrected
 *     active of the period before = retained + lost
 *
 * Growth accounting; the Lifecycle chart of Amplitude, with the words new, current, resurrected and dormant (where dormant
 * are the lost). Customers who were active before the log begins come up as new: let the log begin long before the first
 * period that you report. The lost are those of one period, who may be back in the next: with a period shorter than the
 * usual time between events, lost and resurrected are large and mean little.
 *
 * @param events - Any iterable of rows, in any order.
 * @param options - `customer` and `time` read a row; `period` is what time is divided into (`'day'`, `'week'`, `'month'`,
 * `'quarter'`, `'year'` or `{ hours }`); `timeZone`, `end`, `onInvalid` and `onProgress` may be left out.
 * @returns The periods that are over at the end, without gaps. Summaries of disjoint customers, to the same end, merge:
 * {@link mergeCustomerLifecycles}.
 * @throws `TypeError` or `RangeError` for an event without a customer or with a time that cannot be read (the message has its
 * index; `onInvalid: 'skip'` reports them in `skipped` instead), for options that are none of those above, for a time zone
 * that the engine does not know, and for a history of more than 100,000 days or periods (a slip in a date; a date that stands
 * for never, such as 9999-12-31, where no `end` was given).
 * @example
 * ```ts
 * import { customerLifecycle } from 'custometry';
 *
 * const visits: [string, string][] = [
 *   ['ann', '2025-01-05'], ['bob', '2025-01-20'], ['ann', '2025-02-11'], ['cat', '2025-02-14'], ['bob', '2025-03-03'],
 * ];
 * const options = { period: 'month', end: '2025-04-01' } as const;
 * const { periods } = customerLifecycle(visits, { customer: ([who]) => who, time: ([, day]) => day, ...options });
 * periods.map((each) => [each.new, each.retained, each.resurrected, each.lost]); // => [[2, 0, 0, 0], [1, 1, 0, 1], [0, 0, 1, 2]]
 * ```
 * @see Jonathan Hsu (2015), "Diligence at Social Capital Part 1: Accounting for User Growth".
 */
export function customerLifecycle<Row>(events: Iterable<Row>, options: ActivityOptions<Row>): CustomerLifecycle {
  const caller = 'customerLifecycle';
  requireKnownOptions(options, ACTIVITY_OPTIONS, caller);
  const { period, timeZone = 'UTC' } = options;
  const zone = timeZoneOf(timeZone, caller);
  const division = periodsOf(period, zone, caller);
  const store = periodBits(division);
  const { customers, end, afterEnd, skipped } = readActivity(events, options, zone, [store], caller);
  // The first period that is not over.
  const running = end === undefined ? 0 : division.indexOf(end);
  const counted = new Map<number, Counts>();
  const at = (index: number): Counts => {
    let counts = counted.get(index);
    if (counts === undefined) {
      counts = noCounts();
      counted.set(index, counts);
    }
    return counts;
  };
  for (let customer = 0; customer < customers; customer++) {
    const indices = store.of(customer);
    let before: number | undefined;
    for (const index of indices) {
      if (before !== undefined && before !== index - 1) at(before + 1).lost++;
      const now = at(index);
      now.active++;
      if (before === undefined) now.new++;
      else if (before === index - 1) now.retained++;
      else now.resurrected++;
      before = index;
    }
    if (before !== undefined) at(before + 1).lost++;
  }
  let first = running;
  for (const index of counted.keys()) first = Math.min(first, index);
  const last = options.end === undefined ? end : undefined;
  const count = requireHistory(running - first, period, last, `${caller}: periods since ${division.labelOf(first)}`);
  const periods = Array.from({ length: count }, (_, place) => {
    const index = first + place;
    return { period: division.labelOf(index), index, ...(counted.get(index) ?? noCounts()) };
  });
  // A copy, which nobody else can change.
  return {
    period: typeof period === 'string' ? period : { hours: period.hours },
    timeZone,
    end,
    periods,
    afterEnd,
    skipped,
  };
}

interface Counts {
  active: number;
  new: number;
  retained: number;
  resurrected: number;
  lost: number;
}

function noCounts(): Counts {
  return { active: 0, new: 0, retained: 0, resurrected: 0, lost: 0 };
}

/**
 * Adds customer lifecycles of disjoint customers: the one of all of them together.
 *
 *     mergeCustomerLifecycles(customerLifecycle(a), customerLifecycle(b)) = customerLifecycle(a ++ b)
 *
 * Whoever is in two parts counts twice: split a log by customer, never by time. All parts need one `end`: give it to
 * {@link customerLifecycle}.
 *
 * @param lifecycle - A lifecycle.
 * @param others - Any number of lifecycles of the same period, time zone and end.
 * @returns A new lifecycle. The places of skipped rows are counted on from part to part.
 * @throws `RangeError` for lifecycles that differ in what they measure, `TypeError` for what is not a lifecycle.
 * @example
 * ```ts
 * import { customerLifecycle, mergeCustomerLifecycles } from 'custometry';
 *
 * const options = {
 *   customer: ([who]: [string, string]) => who,
 *   time: ([, day]: [string, string]) => day,
 *   period: 'month',
 *   end: '2025-03-01',
 * } as const;
 * const north = customerLifecycle([['ann', '2025-01-05'], ['ann', '2025-02-11']], options);
 * const south = customerLifecycle([['bob', '2025-02-20']], options);
 * mergeCustomerLifecycles(north, south).periods.map(({ active }) => active); // => [1, 2]
 * ```
 * @see {@link customerLifecycle}
 */
export function mergeCustomerLifecycles(
  lifecycle: CustomerLifecycle,
  ...others: readonly CustomerLifecycle[]
): CustomerLifecycle {
  const parts = [lifecycle, ...others];
  const nameOf = (place: number) => `mergeCustomerLifecycles: lifecycles[${place}]`;
  const merged = new Map<number, LifecyclePeriod>();
  let [end, afterEnd]: [end: number | undefined, afterEnd: number] = [undefined, 0];
  parts.forEach((part, place) => {
    const name = nameOf(place);
    if (!Array.isArray(part?.periods)) refuse(part, name, 'a customer lifecycle', '', '');
    requireSameSetting(settingOf(part), settingOf(lifecycle), name, 'the period and time zone of the first');
    end = sameEnd(end, part.end, name);
    afterEnd += within(part.afterEnd, `${name}.afterEnd`, COUNT);
    part.periods.forEach((row, at) => {
      const each = readPeriod(row, `${name}.periods[${at}]`);
      const before = merged.get(each.index);
      merged.set(each.index, before === undefined ? each : sumOf(before, each));
    });
  });
  return {
    period: lifecycle.period,
    timeZone: lifecycle.timeZone,
    end,
    // A part that begins later has no periods before, and none has gaps.
    periods: [...merged.values()].sort((a, b) => a.index - b.index),
    afterEnd,
    skipped: mergeSkippedRows(
      parts.map((part) => part.skipped),
      (place) => `${nameOf(place)}.skipped`,
    ),
  };
}

function settingOf({ period, timeZone }: CustomerLifecycle): string {
  return JSON.stringify([period, timeZone]);
}

const COUNT: Range = /* @__PURE__ */ whole(0, 9007199254740991);

/** A period as it comes back from JSON, checked. */
function readPeriod(row: LifecyclePeriod, name: string): LifecyclePeriod {
  const count = (field: keyof Counts) => within(row?.[field], `${name}.${field}`, COUNT);
  const [active, fresh, lost] = [count('active'), count('new'), count('lost')];
  const [retained, resurrected] = [count('retained'), count('resurrected')];
  const all = fresh + retained + resurrected;
  if (active !== all) refuse(active, `${name}.active`, `new + retained + resurrected (${all})`);
  const { period } = row;
  if (typeof period !== 'string') refuse(period, `${name}.period`, 'the name of a period', '', 'string');
  const index = within(row.index, `${name}.index`, whole(-1e15, 1e15));
  return { period, index, active, new: fresh, retained, resurrected, lost };
}

function sumOf(a: LifecyclePeriod, b: LifecyclePeriod): LifecyclePeriod {
  return {
    period: a.period,
    index: a.index,
    active: a.active + b.active,
    new: a.new + b.new,
    retained: a.retained + b.retained,
    resurrected: a.resurrected + b.resurrected,
    lost: a.lost + b.lost,
  };
}
