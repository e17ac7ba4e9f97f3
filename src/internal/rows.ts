import { refuse, requireFunction, requireIterable, whole, within } from './check.js';
import { requireOptions } from './estimate.js';

/** How raw data is read. */
export interface ScanOptions {
  /**
   * What becomes of a row that cannot be used: `'throw'`, unless told, throws an error that says which row it is and why;
   * `'skip'` leaves it out and reports it in the summary.
   */
  readonly onInvalid?: 'throw' | 'skip' | undefined;
  /**
   * Called now and then, and once at the end: with the fraction of the rows that are read, which is `undefined` until the
   * end where nobody knows how many there are (a generator), and the number of rows that are read.
   */
  readonly onProgress?: ((fraction: number | undefined, rows: number) => void) | undefined;
}

/** How raw data with instants is read. */
export interface ZonedScanOptions extends ScanOptions {
  /** The IANA time zone of texts without an offset, such as dates; UTC unless told. */
  readonly timeZone?: string | undefined;
}

/** The names of these options. */
export const ZONED_SCAN_OPTIONS: readonly string[] = ['timeZone', 'onInvalid', 'onProgress'];

/** Rows that could not be used. */
export interface SkippedRows {
  /** How many rows were read, used or not. */
  readonly rows: number;
  /** How many of them were skipped. */
  readonly skipped: number;
  /** How many of the skipped ones for what: by the name of the reader whose value could not be used. */
  readonly because: Readonly<Record<string, number>>;
  /** The first 100 of them. */
  readonly first: readonly SkippedRow[];
}

/** A row that could not be used. */
export interface SkippedRow {
  /** Its place among the rows: 0 is the first. */
  readonly index: number;
  /** Why it could not be used: which reader, what is allowed, and what it gave. */
  readonly reason: string;
}

/** Why a row cannot be used: the reader whose value it is, and what throws the error with the row's name in it. */
export interface Unusable {
  readonly reader: string;
  readonly refuse: (argument: string) => never;
}

const FIRST = 100;
/** How many rows are read between two calls of onProgress: a thousandth of a second or so. */
const STRIDE = 65_536;

/**
 * Reads rows one by one: the one way in which a scan treats rows that cannot be used, and says how far it is. `use`
 * returns why it cannot use a row, and nothing if it can. Errors that the caller's own functions throw are not caught.
 *
 * @param rows - Any iterable of rows.
 * @param name - What the caller calls them: the argument's name in messages.
 */
export function scanRows<Row>(
  rows: Iterable<Row>,
  name: string,
  options: ScanOptions,
  caller: string,
  use: (row: Row) => Unusable | undefined,
): SkippedRows {
  requireIterable(rows, `${caller}: ${name}`);
  requireOptions(options, caller);
  const { onInvalid = 'throw', onProgress } = options;
  if (onInvalid !== 'throw' && onInvalid !== 'skip') {
    refuse(onInvalid, `${caller}: onInvalid`, '"throw" or "skip"', '', 'string');
  }
  if (onProgress !== undefined) requireFunction(onProgress, `${caller}: onProgress`);
  const { length, size = length } = rows as { readonly length?: unknown; readonly size?: unknown };
  // What is not an array can have a length that is none.
  const total = typeof size === 'number' && size >= 0 ? size : undefined;
  const because: Record<string, number> = {};
  const first: SkippedRow[] = [];
  let [index, skipped] = [0, 0];
  for (const row of rows) {
    const unusable = use(row);
    if (unusable !== undefined) {
      const { reader } = unusable;
      if (onInvalid === 'throw') unusable.refuse(`${caller}: ${reader} of ${name}[${index}]`);
      if (first.length < FIRST) first.push({ index, reason: reasonOf(() => unusable.refuse(reader)) });
      because[reader] = (because[reader] ?? 0) + 1;
      skipped++;
    }
    index++;
    if (index % STRIDE === 0) onProgress?.(total === undefined ? undefined : Math.min(1, index / total), index);
  }
  onProgress?.(1, index);
  return { rows: index, skipped, because, first };
}

/**
 * Of disjoint rows, one part after the other: places are counted on from part to part. Reports that come back from JSON are
 * checked; `nameOf` is what a message calls each.
 */
export function mergeSkippedRows(parts: readonly SkippedRows[], nameOf: (part: number) => string): SkippedRows {
  const because = new Map<string, number>();
  const first: SkippedRow[] = [];
  let [rows, skipped] = [0, 0];
  parts.forEach((part, place) => {
    const name = `${nameOf(place)}.`;
    const more = within(part?.rows, `${name}rows`, whole(0, 9007199254740991));
    const unusable = whole(0, within(part.skipped, `${name}skipped`, whole(0, more)));
    if (!Array.isArray(part.first)) refuse(part.first, `${name}first`, 'a list of rows', '', '');
    part.first.slice(0, FIRST - first.length).forEach((row: SkippedRow, at) => {
      const index = rows + within(row?.index, `${name}first[${at}].index`, whole(0, more - 1));
      first.push({ index, reason: String(row.reason) });
    });
    for (const [reader, count] of Object.entries(part.because ?? {})) {
      because.set(reader, (because.get(reader) ?? 0) + within(count, `${name}because.${reader}`, unusable));
    }
    rows += more;
    skipped += unusable[1];
  });
  return { rows, skipped, because: Object.fromEntries(because), first };
}

/** The message of the error that something throws. */
export function reasonOf(refuse: () => unknown): string {
  try {
    return String(refuse());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
