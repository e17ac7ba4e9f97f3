import { INSTANT_FORMATS, readInstant } from '../calendar.js';
import type { Counts, CountsRow, Order, Orders, Rating, Ratings, ReportData } from '../data.js';
import { type Line, readTable } from './csv.js';
import { mistake } from './mistake.js';
import type { CountsFile, Options, OrdersFile, RatingsFile } from './options.js';

/** Reads the files, and ends in one line of text if any of their lines makes no sense. */
export function readData({ isSample, ratings, counts, orders }: Options): ReportData {
  return {
    isSample,
    ratings: ratings && readRatings(ratings),
    counts: counts && readCounts(counts),
    orders: orders && readOrders(orders),
  };
}

function readRatings(file: RatingsFile): Ratings {
  const { min, max } = file.scale;
  const rows: Rating[] = [];
  let unanswered = 0;
  readTable(file, file.columns, (line) => {
    const instant = readDate(line, 'date');
    const customer = line.text('customer') && readText(line, 'customer');
    if (line.text('rating') === '') {
      unanswered++;
      return;
    }
    const rating = readNumber(line, 'rating');
    if (!Number.isInteger(rating) || rating < min || rating > max) {
      throw line.wrong('rating', `must be a whole number from ${min} to ${max}, got ${rating}`);
    }
    rows.push({ customer, instant, segment: line.text('segment'), rating });
  });
  if (rows.length === 0) throw mistake(`${file.path}: no line has a rating`);
  return { source: file.path, unanswered, ...upTo(file, rows) };
}

function readOrders(file: OrdersFile): Orders {
  const rows: Order[] = [];
  readTable(file, file.columns, (line) => {
    rows.push({
      customer: readText(line, 'customer'),
      instant: readDate(line, 'date'),
      amount: readNumber(line, 'amount'),
    });
  });
  return { source: file.path, ...upTo(file, rows) };
}

/** The rows until the last day of the data: the one that is given, or the last one there is. */
function upTo<Row extends { readonly instant: number }>(
  file: RatingsFile | OrdersFile,
  all: readonly Row[],
): { rows: readonly Row[]; until: number; later: number } {
  const until = file.until ?? all.reduce((last, { instant }) => Math.max(last, instant), -Infinity);
  const rows = all.filter(({ instant }) => instant <= until);
  if (rows.length === 0) throw mistake(`${file.path}: no line is as early as --until`);
  return { rows, until, later: all.length - rows.length };
}

function readCounts(file: CountsFile): Counts {
  const rows: CountsRow[] = [];
  const areShares = file.columns.responses.name !== undefined;
  let areRounded = areShares;
  const sums: number[] = [];
  let haveFractions = false;
  const isUncounted = new Map<string, boolean>();
  readTable(file, file.columns, (line) => {
    const shares = {
      promoters: readCount(line, 'promoters'),
      passives: readCount(line, 'passives'),
      detractors: readCount(line, 'detractors'),
    };
    const sum = shares.promoters + shares.passives + shares.detractors;
    // Rounded shares rarely sum to exactly 100.
    const whole = [100, 1].find((one) => Math.abs(sum - one) <= 0.03 * one);
    if (areShares && whole === undefined) {
      throw line.wrong('promoters', `the three shares must sum to about 100 (or 1), got ${sum}`);
    }
    sums.push(sum);
    haveFractions ||= !Object.values(shares).every(Number.isInteger);
    areRounded &&= whole === 100 && Object.values(shares).every(Number.isInteger);
    const responses = !areShares ? sum : line.text('responses') === '' ? undefined : readCount(line, 'responses');
    const key = JSON.stringify([line.text('segment'), line.text('period')]);
    if (isUncounted.has(key) && (isUncounted.get(key) || responses === undefined)) {
      throw line.wrong(
        'promoters',
        'this segment and period came before, and shares without responses cannot be added',
      );
    }
    isUncounted.set(key, responses === undefined);
    const factor = areShares && responses !== undefined ? responses / sum : 1;
    rows.push({
      segment: line.text('segment'),
      region: line.text('region'),
      period: line.text('period'),
      counts: {
        promoters: shares.promoters * factor,
        passives: shares.passives * factor,
        detractors: shares.detractors * factor,
      },
      responses,
    });
  });
  const whole = areShares ? undefined : sharesOf(sums, haveFractions);
  if (whole !== undefined) {
    throw mistake(
      `${file.path}: every line sums to about ${whole}, so that these are shares and no counts: --responses NAME says in which column the number of responses is (if they are counts, add a column of their sums)`,
    );
  }
  return { source: file.path, rows, areShares, areRounded, haveRegions: file.columns.region.name !== undefined };
}

/** What shares would sum to: 100 or 1, if all of them do but for rounding. Lines of single answers sum to 1 without fractions. */
function sharesOf(sums: readonly number[], haveFractions: boolean): number | undefined {
  const some = sums.filter((sum) => sum !== 0);
  const isNear = (one: number): boolean => some.every((sum) => Math.abs(sum - one) <= 0.015 * one);
  if (some.length === 0) return undefined;
  return isNear(100) ? 100 : haveFractions && isNear(1) ? 1 : undefined;
}

function readText<Name extends string>(line: Line<Name>, column: Name): string {
  const text = line.text(column) ?? '';
  if (text === '') throw line.wrong(column, 'must not be empty');
  return text;
}

function readDate<Name extends string>(line: Line<Name>, column: Name): number {
  const text = line.text(column) ?? '';
  const instant = readInstant(text);
  if (instant === undefined) throw line.wrong(column, `must be ${INSTANT_FORMATS}, got ${JSON.stringify(text)}`);
  return instant;
}

/** A number as data files write it: neither `1,234.50` nor `$12`, and not what only JavaScript takes for a number. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function readNumber<Name extends string>(line: Line<Name>, column: Name): number {
  const text = line.text(column) ?? '';
  const value = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(value)) {
    throw line.wrong(column, `must be a number such as 1234.5, got ${JSON.stringify(text)}`);
  }
  return value;
}

function readCount<Name extends string>(line: Line<Name>, column: Name): number {
  const value = readNumber(line, column);
  if (value < 0) throw line.wrong(column, `must be 0 or more, got ${value}`);
  return value;
}
