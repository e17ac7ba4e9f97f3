import { NOT_NEGATIVE, refuse, requireFunction } from '../../internal/check.js';
import { type ScanOptions, type SkippedRows, scanRows, type Unusable } from '../../internal/rows.js';
import { COUNT } from './read-table.js';
import type { SurvivalScan, SurvivalTable } from './table.js';
import { CENSORED, ENTERED, EVENTS, newTally } from './tally.js';

/** How long one customer was seen to stay, and whether that is the whole lifetime or only what has been seen of it. */
export interface Lifetime {
  /** From the customer's start to the end, or to when the customer was last known to be there: 0 or more. */
  readonly duration: number;
  /** `true` (or 1) if the customer left after `duration`; `false` (or 0) if the customer was still there: censored. */
  readonly event: boolean | number;
  /** How many customers the row stands for: a number from 0 to 1e15, 1 unless told. */
  readonly weight?: number | undefined;
  /**
   * How long the customer had stayed when the watching began, in the unit of `duration`: less than it; 0, from the start,
   * unless told. Had the customer left before, there would be no row.
   */
  readonly entry?: number | undefined;
}

/** Lifetimes as columns: the n-th numbers of all columns are about one customer. */
export interface LifetimeColumns {
  /** From each customer's start to the end, or to when the customer was last known to be there: 0 or more. */
  readonly durations: ArrayLike<number>;
  /** 1 (or `true`) for who left after the duration, 0 (or `false`) for who was still there. */
  readonly events: ArrayLike<boolean | number>;
  /** How many customers each stands for: numbers from 0 to 1e15; 1 each unless told. */
  readonly weights?: ArrayLike<number> | undefined;
  /** How long each had stayed when the watching began: less than the duration; 0 each unless told. */
  readonly entries?: ArrayLike<number> | undefined;
}

/** Survival tables by group. */
export interface SurvivalTables<Group> {
  /** A table for each group, in order of first appearance. */
  readonly tables: Map<Group, SurvivalTable>;
  /** The rows, of all groups, that could not be used and were left out. */
  readonly skipped: SkippedRows;
}

/**
 * Tabulates lifetimes: for each distinct duration, how many left then, how many were last seen then, and how many came
 * under observation then. One pass; while it runs, memory for the numbers of the rows. {@link survivalTableOfColumns} is the
 * form for typed arrays, {@link survivalTablesBy} for several groups at once, and {@link customerLifetimes} makes lifetimes
 * of dates.
 *
 * Tables of disjoint customers merge: `mergeSurvivalTables(survivalTable(a), survivalTable(b))` is
 * `survivalTable([...a, ...b])`.
 *
 * The conventions, which all measures share:
 *
 * - Who leaves at t and who is last seen at t are both at risk at t: events come before censorings of the same time.
 * - Who enters late is at risk after the entry: entry < t ≤ duration. An entry of 0 is no late entry.
 * - A duration of 0 is an ordinary time, at which all are at risk but those who enter late.
 * - A weight is a frequency: a row of weight 3 is three rows, also in every standard error.
 * - Durations are one time where they are equal as numbers. Round them where they are known to the day only.
 *
 * @param lifetimes - Any iterable of rows, one a customer.
 * @param options - `onInvalid`: throw (unless told) or skip; `onProgress`.
 * @returns The times in rising order, each with its counts (rows of weight 0 are not among them), and what was skipped.
 * @throws `TypeError` or `RangeError` for a duration that is not a finite number of at least 0, an event that is not true,
 * false, 1 or 0, a weight that is not a number from 0 to 1e15, and an entry that is not below the duration; the message has
 * the row's index.
 * @example
 * ```ts
 * import { survivalTable } from 'custometry';
 *
 * const { times } = survivalTable([
 *   { duration: 2, event: true },
 *   { duration: 5, event: false },
 *   { duration: 5, event: false },
 *   { duration: 5, event: true },
 * ]);
 * times[0]; // => { time: 2, events: 1, censored: 0, entered: 0 }
 * times[1]; // => { time: 5, events: 1, censored: 2, entered: 0 }
 * ```
 * @see John P. Klein and Melvin L. Moeschberger (2003), Survival Analysis: Techniques for Censored and Truncated Data, 2nd
 * ed., chapter 3 and section 4.6.
 */
export function survivalTable(lifetimes: Iterable<Lifetime>, options: ScanOptions = {}): SurvivalScan {
  const collected = collection();
  const skipped = scanRows(lifetimes, 'lifetimes', options, 'survivalTable', (lifetime) => {
    // A missing row has no fields: the message names the duration.
    const { duration, event, weight = 1, entry = 0 } = lifetime ?? ({} as Lifetime);
    return collect(collected, duration, event, weight, entry);
  });
  return { ...tabulate(collected), skipped };
}

/**
 * Tabulates lifetimes by group (a plan, a country, the month of joining), to compare their curves: {@link survivalTable} for
 * each group, in one pass.
 *
 * @param rows - Any iterable of rows of any shape, one a customer.
 * @param group - Reads a row's group. Groups are told apart as the keys of a `Map` are.
 * @param lifetime - Reads a row's lifetime.
 * @param options - `onInvalid`: throw (unless told) or skip; `onProgress`.
 * @returns The tables, a `Map` from each group, and what was skipped.
 * @throws `TypeError` or `RangeError` as {@link survivalTable} does; the message has the index of the row.
 * @example
 * ```ts
 * import { survivalTablesBy } from 'custometry';
 *
 * const customers = [{ plan: 'basic', days: 30, left: true }, { plan: 'pro', days: 45, left: false }];
 * const { tables } = survivalTablesBy(
 *   customers,
 *   (customer) => customer.plan,
 *   (customer) => ({ duration: customer.days, event: customer.left }),
 * );
 * tables.get('basic')?.times; // => [{ time: 30, events: 1, censored: 0, entered: 0 }]
 * ```
 * @see {@link survivalTable} for the conventions and their source.
 */
export function survivalTablesBy<Row, Group>(
  rows: Iterable<Row>,
  group: (row: Row) => Group,
  lifetime: (row: Row) => Lifetime,
  options: ScanOptions = {},
): SurvivalTables<Group> {
  const caller = 'survivalTablesBy';
  requireFunction(group, `${caller}: group`);
  requireFunction(lifetime, `${caller}: lifetime`);
  const groups = new Map<Group, Collected>();
  const skipped = scanRows(rows, 'rows', options, caller, (row) => {
    const key = group(row);
    let collected = groups.get(key);
    if (collected === undefined) {
      collected = collection();
      groups.set(key, collected);
    }
    const { duration, event, weight = 1, entry = 0 } = lifetime(row) ?? ({} as Lifetime);
    return collect(collected, duration, event, weight, entry);
  });
  const tables = new Map<Group, SurvivalTable>();
  for (const [key, collected] of groups) tables.set(key, tabulate(collected));
  return { tables, skipped };
}

/**
 * Tabulates lifetimes that come as columns, as they lie in typed arrays, data frames and columnar files: what
 * {@link survivalTable} is for rows.
 *
 * @param columns - The durations and the events, and perhaps weights and entries, as arrays or typed arrays of one length.
 * @param options - `onInvalid`: throw (unless told) or skip; `onProgress`.
 * @returns The times in rising order, each with its counts, and what was skipped.
 * @throws `TypeError` or `RangeError` as {@link survivalTable} does, the message with the index, and for columns of
 * different lengths.
 * @example
 * ```ts
 * import { survivalTableOfColumns } from 'custometry';
 *
 * const { times } = survivalTableOfColumns({
 *   durations: Float64Array.of(2, 5, 5, 5),
 *   events: Uint8Array.of(1, 0, 0, 1),
 * });
 * times[1]; // => { time: 5, events: 1, censored: 2, entered: 0 }
 * ```
 * @see {@link survivalTable} for the conventions and their source.
 */
export function survivalTableOfColumns(columns: LifetimeColumns, options: ScanOptions = {}): SurvivalScan {
  const caller = 'survivalTableOfColumns';
  for (const column of ['durations', 'events', 'weights', 'entries'] as const) {
    const list = columns?.[column];
    if (list === undefined && (column === 'weights' || column === 'entries')) continue;
    if (!Array.isArray(list) && !ArrayBuffer.isView(list)) {
      refuse(list, `${caller}: ${column}`, 'an array or a typed array', '', '');
    }
    const { length } = columns.durations;
    if (list.length !== length) refuse(list.length, `${caller}: ${column}.length`, `durations.length (${length})`);
  }
  const { durations, events, weights, entries } = columns;
  const { length } = durations;
  const rows = {
    length,
    *[Symbol.iterator]() {
      for (let row = 0; row < length; row++) yield row;
    },
  };
  const collected = collection(length);
  const skipped = scanRows(rows, 'rows', options, caller, (row) =>
    collect(
      collected,
      durations[row] as number,
      events[row] as number,
      weights ? (weights[row] as number) : 1,
      entries ? (entries[row] as number) : 0,
    ),
  );
  return { ...tabulate(collected), skipped };
}

/** The lifetimes that are used: four numbers a customer, one customer after the other. */
interface Collected {
  numbers: Float64Array;
  /** How many numbers there are; the rest of the array is room for more. */
  filled: number;
  /** How many customers entered late. */
  late: number;
}

function collection(room = 16): Collected {
  return { numbers: new Float64Array(4 * room), filled: 0, late: 0 };
}

/** Adds a lifetime, or says why it cannot be used. */
function collect(
  collected: Collected,
  duration: number,
  event: boolean | number,
  weight: number,
  entry: number,
): Unusable | undefined {
  if (!(typeof duration === 'number' && duration >= 0 && duration < Infinity)) {
    return { reader: 'duration', refuse: (argument) => refuse(duration, argument, NOT_NEGATIVE[2]) };
  }
  if (event !== 0 && event !== 1 && typeof event !== 'boolean') {
    return { reader: 'event', refuse: (argument) => refuse(event, argument, 'true, false, 1 or 0') };
  }
  if (!(typeof weight === 'number' && weight >= 0 && weight <= COUNT[1])) {
    return { reader: 'weight', refuse: (argument) => refuse(weight, argument, COUNT[2]) };
  }
  if (!(typeof entry === 'number' && (entry === 0 || (entry > 0 && entry < duration)))) {
    const allowed = `0 or a number below the duration (${duration})`;
    return { reader: 'entry', refuse: (argument) => refuse(entry, argument, allowed) };
  }
  if (weight > 0) {
    const { filled } = collected;
    if (filled === collected.numbers.length) {
      const { numbers } = collected;
      collected.numbers = new Float64Array(2 * filled);
      collected.numbers.set(numbers);
    }
    // −0 becomes 0.
    collected.numbers[filled] = duration + 0;
    collected.numbers[filled + 1] = event ? EVENTS : CENSORED;
    collected.numbers[filled + 2] = weight;
    collected.numbers[filled + 3] = entry;
    collected.filled = filled + 4;
    if (entry > 0) collected.late++;
  }
  return undefined;
}

function tabulate({ numbers, filled, late }: Collected): SurvivalTable {
  const times = new Float64Array(filled / 4 + late);
  let count = 0;
  for (let i = 0; i < filled; i += 4) {
    times[count++] = numbers[i] as number;
    if ((numbers[i + 3] as number) > 0) times[count++] = numbers[i + 3] as number;
  }
  const tally = newTally(times);
  for (let i = 0; i < filled; i += 4) {
    tally.add(numbers[i] as number, numbers[i + 1] as number, numbers[i + 2] as number);
    if ((numbers[i + 3] as number) > 0) tally.add(numbers[i + 3] as number, ENTERED, numbers[i + 2] as number);
  }
  return { times: tally.times() };
}
