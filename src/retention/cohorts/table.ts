import { refuse, requireIterable, whole, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import {
  type CalendarPeriod,
  calendarOf,
  lengthOf,
  type Period,
  periodsOf,
  wholeLengths,
} from '../../internal/period.js';
import { mergeSkippedRows, type SkippedRows } from '../../internal/rows.js';
import { timeZoneOf } from '../../internal/time-zone.js';
import {
  ACTIVITY_OPTIONS,
  type ActivityOptions,
  firstInstants,
  periodBits,
  readActivity,
  requireHistory,
  rollingAges,
} from './activity.js';
import { requireSameSetting, sameEnd } from './merge.js';

/** How a log of events becomes a cohort table. */
export interface CohortTableOptions<Row> extends ActivityOptions<Row> {
  /**
   * The calendar period by whose first event customers are grouped: the `period` unless told, and a day where that is a
   * number of hours.
   */
  readonly cohortPeriod?: CalendarPeriod | undefined;
  /**
   * Ranges of ages for {@link retentionInBrackets}, both ends included: `[[1, 7], [8, 30]]`. Rising and apart; none unless
   * told.
   */
  readonly brackets?: readonly AgeBracket[] | undefined;
}

/** A range of ages, both ends included: whole numbers of periods. */
export type AgeBracket = readonly [from: number, to: number];

/** Customers whose first event was in one period, and how many of them were active later. */
export interface Cohort {
  /** The period of the first event, in ISO 8601: 2025-03-01, 2025-W09, 2025-03, 2025-Q1 or 2025. */
  readonly cohort: string;
  /** The same as a whole number: periods since the one of 1 January 1970. */
  readonly index: number;
  /** How many customers there are. */
  readonly customers: number;
  /**
   * How many were active at each age: `active[0]` are all of them. Only ages that every one of them has completed are
   * there: what is not known yet is missing, not 0, in this list and the next three.
   */
  readonly active: readonly number[];
  /** How many were active at this age or at a later one. */
  readonly activeOnOrAfter: readonly number[];
  /** How many were active at this age and at every one before it. */
  readonly activeThrough: readonly number[];
  /** How many were active at any age of each bracket. */
  readonly activeInBrackets: readonly number[];
}

/** Who was active at what age: the summary that retention is measured on. Plain data, which can be stored as JSON. */
export interface CohortTable {
  /** What ages are measured in. */
  readonly period: Period;
  /** What customers are grouped by. */
  readonly cohortPeriod: CalendarPeriod;
  /** Whose calendar it is. */
  readonly timeZone: string;
  /** The instant until which the log is complete, in epoch milliseconds; there is none of an empty log. */
  readonly end: number | undefined;
  /** The ranges of ages that are counted. */
  readonly brackets: readonly AgeBracket[];
  /** The cohorts that have customers, in the order of time. */
  readonly cohorts: readonly Cohort[];
  /** How many events were left out because they are not before the end. */
  readonly afterEnd: number;
  /** Events that could not be used. */
  readonly skipped: SkippedRows;
}

const MOST_AGES = 100_000;
/** How many cells a table has room for: half a gigabyte of counts. */
const MOST_CELLS = 20_000_000;

/**
 * Cohort table: customers grouped by the period of their first event, and how many of each group were active at each age.
 * One pass over a log of events in any order; the memory grows with the customers and the periods in which they are
 * active, not with the events.
 *
 * With a calendar period, an age is the number of calendar periods since the one of the first event: bought on
 * 31 January and on 1 February is active at age 1 in months. With `{ hours: 24 }`, it is counted from each customer's own
 * first event: age 1 is the second 24 hours. In both, a customer is active at age 0, and several events in one period
 * are as good as one, so that duplicates do no harm.
 *
 * A cell is there only when every customer of the cohort has completed the age by the `end`, and the events of a period that
 * is not over count nowhere. A cohort whose own period is not over has its customers so far, and no cells.
 *
 * @param events - Any iterable of rows, in any order.
 * @param options - `customer` and `time` read a row; `period` is what ages are measured in (`'day'`, `'week'`, `'month'`,
 * `'quarter'`, `'year'` or `{ hours }`); `timeZone`, `end`, `cohortPeriod`, `brackets`, `onInvalid` and `onProgress` may be
 * left out.
 * @returns The table. Cohorts without customers are not in it. Tables of disjoint customers, to the same end, merge:
 * {@link mergeCohortTables}.
 * @throws `TypeError` or `RangeError` for an event without a customer or with a time that cannot be read (the message has its
 * index; `onInvalid: 'skip'` reports them in `skipped` instead), for options that are none of those above, for a time zone
 * that the engine does not know, for a history of more than 100,000 days or periods (a slip in a date; a date that stands for
 * never, such as 9999-12-31, where no `end` was given), and for cohorts with more than 20 million ages in all.
 * @example
 * ```ts
 * import { cohortTable } from 'custometry';
 *
 * const orders = [
 *   { buyer: 'ann', day: '2025-01-05' },
 *   { buyer: 'bob', day: '2025-01-20' },
 *   { buyer: 'ann', day: '2025-02-11' },
 *   { buyer: 'cat', day: '2025-02-14' },
 * ];
 * const table = cohortTable(orders, {
 *   customer: ({ buyer }) => buyer,
 *   time: ({ day }) => day,
 *   period: 'month',
 *   end: '2025-03-01',
 * });
 * table.cohorts.map(({ cohort, active }) => [cohort, ...active]); // => [['2025-01', 2, 1], ['2025-02', 1]]
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing
 * 21(1), 76-90, for why customers are followed by cohort.
 */
export function cohortTable<Row>(events: Iterable<Row>, options: CohortTableOptions<Row>): CohortTable {
  const caller = 'cohortTable';
  requireKnownOptions(options, ACTIVITY_OPTIONS, caller);
  const { period, timeZone = 'UTC' } = options;
  const zone = timeZoneOf(timeZone, caller);
  const periods = periodsOf(period, zone, caller);
  const cohortPeriod = options.cohortPeriod ?? (typeof period === 'string' ? period : 'day');
  const cohorts = calendarOf(cohortPeriod, zone, `${caller}: cohortPeriod`);
  const brackets = readBrackets(options.brackets ?? [], caller);
  const length = typeof period === 'string' ? undefined : lengthOf(period, caller);
  const store = length === undefined ? periodBits(periods) : rollingAges(length);
  // Where both are the same period, the first one says it.
  const firsts = period === cohortPeriod ? undefined : firstInstants();
  const stores = firsts === undefined ? [store] : [store, firsts];
  const { customers, end, afterEnd, skipped } = readActivity(events, options, zone, stores, caller);
  const last = options.end === undefined ? end : undefined;
  const countings = new Map<number, Counting>();
  let cells = 0;
  for (let customer = 0; customer < customers; customer++) {
    const active = store.of(customer);
    const birth = length === undefined ? (active[0] as number) : 0;
    const index = firsts === undefined ? birth : cohorts.indexOf(firsts.of(customer)[0] as number);
    let counting = countings.get(index);
    if (counting === undefined) {
      // The age of the youngest customer that the cohort can have.
      const next = cohorts.startOf(index + 1);
      const until = end as number;
      const youngest =
        length === undefined ? periods.indexOf(until) - periods.indexOf(next - 1) : wholeLengths(until - next, length);
      const ages = Math.max(0, youngest);
      requireHistory(ages, period, last, `${caller}: periods since ${cohorts.labelOf(index)}`);
      cells += ages;
      if (cells > MOST_CELLS) {
        const hint = `: group customers by more than a ${cohortPeriod}, or measure ages in longer periods`;
        refuse(cells, `${caller}: the ages of all cohorts`, `at most ${MOST_CELLS} together`, hint);
      }
      counting = startCounting(ages, brackets);
      countings.set(index, counting);
    }
    count(counting, active, birth, brackets);
  }
  return {
    period: length === undefined ? period : { hours: length / 3_600_000 },
    cohortPeriod,
    timeZone,
    end,
    brackets,
    cohorts: [...countings]
      .sort(([a], [b]) => a - b)
      .map(([index, counting]) => ({ cohort: cohorts.labelOf(index), index, ...finishCounting(counting) })),
    afterEnd,
    skipped,
  };
}

/** What is counted of a cohort: customers by age, by the age of their last activity and by the length of their first run. */
interface Counting {
  customers: number;
  /** How many ages are complete. The lists grow with the ages at which somebody was active. */
  readonly ages: number;
  readonly active: number[];
  readonly lasts: number[];
  readonly runs: number[];
  readonly inBrackets: number[];
}

function startCounting(ages: number, brackets: readonly AgeBracket[]): Counting {
  const inBrackets = brackets.filter(([, to]) => to < ages).map(() => 0);
  return { customers: 0, ages, active: [], lasts: [], runs: [], inBrackets };
}

function count(counting: Counting, indices: readonly number[], birth: number, brackets: readonly AgeBracket[]): void {
  const { ages, active, inBrackets } = counting;
  counting.customers++;
  let [last, run, bracket] = [-1, 0, 0];
  for (const index of indices) {
    const age = index - birth;
    if (age >= ages) break;
    addOne(active, age);
    last = age;
    if (age === run) run++;
    while (bracket < inBrackets.length && (brackets[bracket] as AgeBracket)[1] < age) bracket++;
    if (bracket < inBrackets.length && (brackets[bracket] as AgeBracket)[0] <= age) addOne(inBrackets, bracket++);
  }
  if (last < 0) return;
  addOne(counting.lasts, last);
  addOne(counting.runs, run - 1);
}

function addOne(counts: number[], place: number): void {
  while (counts.length <= place) counts.push(0);
  counts[place] = (counts[place] as number) + 1;
}

function finishCounting(counting: Counting): Omit<Cohort, 'cohort' | 'index'> {
  const { customers, ages, active, lasts, runs, inBrackets } = counting;
  const filled = (counts: number[]) => counts.concat(new Array<number>(ages - counts.length).fill(0));
  return {
    customers,
    active: filled(active),
    activeOnOrAfter: filled(countFrom(lasts)),
    activeThrough: filled(countFrom(runs)),
    activeInBrackets: inBrackets,
  };
}

/** How many there are at each place or after it, in the same list. */
function countFrom(counts: number[]): number[] {
  for (let place = counts.length - 2; place >= 0; place--) {
    counts[place] = (counts[place] as number) + (counts[place + 1] as number);
  }
  return counts;
}

function readBrackets(brackets: readonly AgeBracket[], caller: string): AgeBracket[] {
  requireIterable(brackets, `${caller}: brackets`);
  let least = 0;
  return Array.from(brackets, (bracket, place) => {
    const name = `${caller}: brackets[${place}]`;
    if (!Array.isArray(bracket)) refuse(bracket, name, 'a pair of ages', '', '');
    const from = within(bracket[0], `${name}[0]`, whole(least, MOST_AGES));
    const to = within(bracket[1], `${name}[1]`, whole(from, MOST_AGES));
    least = to + 1;
    return [from, to];
  });
}

/**
 * Adds cohort tables of disjoint customers: the table of all of them together.
 *
 *     mergeCohortTables(cohortTable(a), cohortTable(b)) = cohortTable(a ++ b)
 *
 * Whoever is in two parts counts twice: split a log by customer, never by time. All parts need one `end`, as an age that is
 * complete in one must be complete in all: give it to {@link cohortTable}.
 *
 * @param table - A table.
 * @param others - Any number of tables of the same period, cohort period, time zone, end and brackets.
 * @returns A new table. The places of skipped rows are counted on from part to part.
 * @throws `RangeError` for tables that differ in what they measure, `TypeError` or `RangeError` for what is not a table.
 * @example
 * ```ts
 * import { cohortTable, mergeCohortTables } from 'custometry';
 *
 * const options = {
 *   customer: ([buyer]: [string, string]) => buyer,
 *   time: ([, day]: [string, string]) => day,
 *   period: 'month',
 *   end: '2025-03-01',
 * } as const;
 * const north = cohortTable([['ann', '2025-01-05'], ['ann', '2025-02-11']], options);
 * const south = cohortTable([['bob', '2025-01-20']], options);
 * mergeCohortTables(north, south).cohorts[0]?.active; // => [2, 1]
 * ```
 * @see {@link cohortTable}
 */
export function mergeCohortTables(table: CohortTable, ...others: readonly CohortTable[]): CohortTable {
  const caller = 'mergeCohortTables';
  const parts = [table, ...others];
  const nameOf = (place: number) => `${caller}: tables[${place}]`;
  const merged = new Map<number, Cohort>();
  let [end, afterEnd]: [end: number | undefined, afterEnd: number] = [undefined, 0];
  parts.forEach((part, place) => {
    const name = nameOf(place);
    requireCohortTable(part, name);
    requireSameSetting(settingOf(part), settingOf(table), name, 'the periods, time zone and brackets of the first');
    end = sameEnd(end, part.end, name);
    afterEnd += within(part.afterEnd, `${name}.afterEnd`, whole(0, 9007199254740991));
    part.cohorts.forEach((row, at) => {
      const rowName = `${name}.cohorts[${at}]`;
      const cohort = readCohort(row, rowName);
      const before = merged.get(cohort.index);
      merged.set(cohort.index, before === undefined ? cohort : sumOf(before, cohort, rowName));
    });
  });
  return {
    period: table.period,
    cohortPeriod: table.cohortPeriod,
    timeZone: table.timeZone,
    end,
    brackets: table.brackets,
    cohorts: [...merged.values()].sort((a, b) => a.index - b.index),
    afterEnd,
    skipped: mergeSkippedRows(
      parts.map((part) => part.skipped),
      (place) => `${nameOf(place)}.skipped`,
    ),
  };
}

/** @internal */
export function requireCohortTable(table: CohortTable, argument: string): void {
  if (!Array.isArray(table?.cohorts)) refuse(table, argument, 'a cohort table', '', '');
}

function settingOf({ period, cohortPeriod, timeZone, brackets }: CohortTable): string {
  return JSON.stringify([period, cohortPeriod, timeZone, brackets]);
}

/** The counts of a cohort. */
type Counted = 'active' | 'activeOnOrAfter' | 'activeThrough' | 'activeInBrackets';

/** @internal The counts of a cohort as it comes back from JSON, checked. */
export function readCounts(row: Cohort, counted: Counted, name: string): number[] {
  const customers = within(row?.customers, `${name}.customers`, whole(1, 1e15));
  const range = whole(0, customers);
  const counts = row[counted];
  if (!Array.isArray(counts)) refuse(counts, `${name}.${counted}`, 'a list of counts', '', '');
  return Array.from(counts, (count, place) => within(count, `${name}.${counted}[${place}]`, range));
}

function readCohort(row: Cohort, name: string): Cohort {
  const [active, activeOnOrAfter] = [readCounts(row, 'active', name), readCounts(row, 'activeOnOrAfter', name)];
  const { cohort, customers } = row;
  if (typeof cohort !== 'string') refuse(cohort, `${name}.cohort`, 'the name of a period', '', 'string');
  return {
    cohort,
    index: within(row.index, `${name}.index`, whole(-1e15, 1e15)),
    customers,
    active,
    activeOnOrAfter,
    activeThrough: readCounts(row, 'activeThrough', name),
    activeInBrackets: readCounts(row, 'activeInBrackets', name),
  };
}

/** `name` is what a message calls the second. */
function sumOf(a: Cohort, b: Cohort, name: string): Cohort {
  const add = (counted: Counted) => {
    const [before, more] = [a[counted], b[counted]];
    if (more.length !== before.length) {
      refuse(more.length, `${name}.${counted}.length`, `that of the parts before it (${before.length})`);
    }
    return before.map((count, place) => count + (more[place] as number));
  };
  return {
    cohort: a.cohort,
    index: a.index,
    customers: a.customers + b.customers,
    active: add('active'),
    activeOnOrAfter: add('activeOnOrAfter'),
    activeThrough: add('activeThrough'),
    activeInBrackets: add('activeInBrackets'),
  };
}
