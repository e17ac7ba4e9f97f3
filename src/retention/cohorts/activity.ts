import { refuse, requireFunction } from '../../internal/check.js';
import { unusableName } from '../../internal/customer-name.js';
import { type Instant, instantOf, readInstant, refuseInstant } from '../../internal/instant.js';
import { type CalendarPeriod, type Period, type Periods, wholeLengths } from '../../internal/period.js';
import { type SkippedRows, scanRows, ZONED_SCAN_OPTIONS, type ZonedScanOptions } from '../../internal/rows.js';
import { shownInstant } from '../../internal/time-span.js';
import type { TimeZone } from '../../internal/time-zone.js';

/** How to read activity from a log of events, and how far the log reaches. */
export interface ActivityOptions<Row> extends ZonedScanOptions {
  /**
   * Reads whose event it is. Any value can be a customer but `undefined`, `null`, `NaN` and `''`; customers are told apart as
   * the keys of a `Map` are, so that `1` and `'1'` are two.
   */
  readonly customer: (row: Row) => unknown;
  /** Reads when it was. Text without an offset is in the time zone. */
  readonly time: (row: Row) => Instant;
  /** What ages and periods are measured in. */
  readonly period: Period;
  /** The IANA time zone whose calendar counts; UTC unless told. */
  readonly timeZone?: string | undefined;
  /**
   * The instant until which the log is complete. It is not part of the log: with `'2025-04-01'` the last day is 31 March.
   * Later events are left out, and counted. Unless told, it is the last event; the period in which it lies is then taken for
   * incomplete.
   */
  readonly end?: Instant | undefined;
}

/** The names of these options, and of those of a cohort table: who measures one log in several ways can have one object. */
export const ACTIVITY_OPTIONS: readonly string[] = [
  'customer',
  'time',
  'period',
  'end',
  'cohortPeriod',
  'brackets',
  ...ZONED_SCAN_OPTIONS,
];

/** A log of events, read. */
export interface Activity {
  /** How many customers there are, who are numbered from 0. */
  readonly customers: number;
  /** The end that was given, or the last event; undefined where there is neither. */
  readonly end: number | undefined;
  readonly afterEnd: number;
  readonly skipped: SkippedRows;
}

/** What is kept of the instants at which customers, who are whole numbers from 0, were active. */
export interface ActivityStore {
  readonly add: (customer: number, instant: number) => void;
  readonly of: (customer: number) => number[];
}

/** Keeps each customer's first instant. */
export function firstInstants(): ActivityStore {
  const firsts: number[] = [];
  return {
    add: (customer, instant) => {
      // New customers come one by one.
      if (customer === firsts.length) firsts.push(instant);
      else if (instant < (firsts[customer] as number)) firsts[customer] = instant;
    },
    of: (customer) => [firsts[customer] as number],
  };
}

export function readActivity<Row>(
  events: Iterable<Row>,
  options: ActivityOptions<Row>,
  zone: TimeZone,
  stores: readonly ActivityStore[],
  caller: string,
): Activity {
  const { customer, time } = options;
  requireFunction(customer, `${caller}: customer`);
  requireFunction(time, `${caller}: time`);
  const given = options.end === undefined ? undefined : readInstant(options.end, `${caller}: end`, zone);
  const customers = new Map<unknown, number>();
  let [last, afterEnd] = [-Infinity, 0];
  const skipped = scanRows(events, 'events', options, caller, (row) => {
    const name = customer(row);
    const unusable = unusableName(name);
    if (unusable !== undefined) return unusable;
    const when = time(row);
    const instant = instantOf(when, zone);
    if (Number.isNaN(instant)) return { reader: 'time', refuse: (argument) => refuseInstant(when, argument) };
    if (given !== undefined && instant >= given) {
      afterEnd++;
      return undefined;
    }
    let id = customers.get(name);
    if (id === undefined) {
      id = customers.size;
      customers.set(name, id);
    }
    if (instant > last) last = instant;
    for (const store of stores) store.add(id, instant);
    return undefined;
  });
  const end = given ?? (customers.size > 0 ? last : undefined);
  return { customers: customers.size, end, afterEnd, skipped };
}

/** Keeps the periods in which a customer was active, as bits, and gives them in rising order. */
export function periodBits(periods: Periods): ActivityStore {
  // Each customer has a list of nodes, the latest first: which 32 periods, their bits, and the next node. 0 ends it.
  let heads = new Int32Array(1024);
  let nodes = new Int32Array(3072);
  let free = 3;
  return {
    add: (customer, instant) => {
      const index = periods.indexOf(instant);
      const chunk = Math.floor(index / 32);
      if (customer >= heads.length) heads = grown(heads);
      let before = 0;
      let node = heads[customer] as number;
      while (node !== 0 && (nodes[node] as number) > chunk) {
        before = node;
        node = nodes[node + 2] as number;
      }
      if (node === 0 || nodes[node] !== chunk) {
        if (free === nodes.length) nodes = grown(nodes);
        nodes[free] = chunk;
        nodes[free + 2] = node;
        if (before === 0) heads[customer] = free;
        else nodes[before + 2] = free;
        node = free;
        free += 3;
      }
      nodes[node + 1] = (nodes[node + 1] as number) | (1 << (index - 32 * chunk));
    },
    of: (customer) => {
      const indices: number[] = [];
      for (let node = heads[customer] as number; node !== 0; node = nodes[node + 2] as number) {
        let bits = nodes[node + 1] as number;
        while (bits !== 0) {
          const bit = 31 - Math.clz32(bits);
          indices.push(32 * (nodes[node] as number) + bit);
          bits &= ~(1 << bit);
        }
      }
      return indices.reverse();
    },
  };
}

/**
 * Keeps what is needed of the instants to tell at which ages, counted from a customer's own first event, the customer was
 * active, and gives them in rising order. The first event may come last. So time is cut into stretches of the age's length,
 * and the earliest and the latest instant of each are kept: an age covers the end of a stretch and the start of the next,
 * and whatever lies between the two has the age of one of them.
 */
export function rollingAges(length: number): ActivityStore {
  // As they come, of all customers. Whenever there is no room left they are sorted, and those that are not needed dropped: in
  // any order of events, each is sorted only a few times.
  let owners = new Int32Array(1024);
  let instants = new Float64Array(1024);
  let count = 0;
  let customers = 0;
  // Where each customer's instants begin, and one more entry: where the last one's end. None while they are not sorted.
  let starts: Int32Array | undefined;
  const compact = (): Int32Array => {
    const next = new Int32Array(customers + 1);
    for (let i = 0; i < count; i++) next[(owners[i] as number) + 1] = (next[(owners[i] as number) + 1] as number) + 1;
    for (let id = 0; id < customers; id++) next[id + 1] = (next[id + 1] as number) + (next[id] as number);
    const ends = next.slice(1);
    const sorted = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const owner = owners[i] as number;
      const place = next[owner] as number;
      sorted[place] = instants[i] as number;
      next[owner] = place + 1;
    }
    count = 0;
    let from = 0;
    ends.forEach((end, id) => {
      next[id] = count;
      for (let i = from + 1; i < end; i++) {
        if ((sorted[i] as number) >= (sorted[i - 1] as number)) continue;
        sorted.subarray(from, end).sort();
        break;
      }
      let stretch = NaN;
      let kept = 0;
      for (; from < end; from++) {
        const instant = sorted[from] as number;
        const here = wholeLengths(instant, length);
        if (here !== stretch) {
          stretch = here;
          kept = 0;
        }
        if (kept > 0 && instant === instants[count - 1]) continue;
        // The latest so far takes the place of the one that was.
        if (kept === 2) count--;
        else kept++;
        owners[count] = id;
        instants[count++] = instant;
      }
    });
    next[customers] = count;
    return next;
  };
  return {
    add: (customer, instant) => {
      // New customers come one by one.
      if (customer === customers) customers++;
      if (count === owners.length) {
        compact();
        if (2 * count > owners.length) {
          owners = grown(owners);
          const more = new Float64Array(owners.length);
          more.set(instants);
          instants = more;
        }
      }
      starts = undefined;
      owners[count] = customer;
      instants[count++] = instant;
    },
    of: (customer) => {
      starts ??= compact();
      const from = starts[customer] as number;
      const first = instants[from] as number;
      const ages: number[] = [];
      for (let i = from; i < (starts[customer + 1] as number); i++) {
        const age = wholeLengths((instants[i] as number) - first, length);
        if (age !== ages[ages.length - 1]) ages.push(age);
      }
      return ages;
    },
  };
}

/** How many days each has, at the least. */
const DAYS: Readonly<Record<CalendarPeriod, number>> = { day: 1, week: 7, month: 28, quarter: 90, year: 365 };

/**
 * Refuses histories of more than 100,000 days or periods: those are a slip in a date, or a date that stands for never, and would
 * fill the memory. `last` is the last event where it is taken for the end.
 */
export function requireHistory(count: number, period: Period, last: number | undefined, argument: string): number {
  const days = typeof period === 'string' ? DAYS[period] : period.hours / 24;
  const most = Math.floor(100_000 / Math.max(1, days));
  if (count <= most) return count;
  const hint = last === undefined ? '' : `: is the last event (${shownInstant(last)}) a slip? Otherwise give an end`;
  return refuse(count, argument, `at most ${most}`, hint);
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * array.length);
  more.set(array);
  return more;
}
