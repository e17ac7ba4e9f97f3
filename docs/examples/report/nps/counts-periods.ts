import { mergeNpsCountsBy, type NpsCounts, netPromoterScore } from 'custometry';
import type { Counts, CountsRow } from '../data.js';

/** The rows of one period, added up. */
export interface PeriodTotal {
  readonly period: string;
  readonly rowCount: number;
  /** Rows whose number of responses is known. */
  readonly countedRows: number;
  readonly responses: number;
  /** The counted rows, added up; `undefined` if there are no responses. */
  readonly counts: NpsCounts | undefined;
  /** Their score. */
  readonly score: number | undefined;
  /** The mean of the scores of all rows. */
  readonly mean: number | undefined;
}

/** Period by period, in order. */
export function periodTotals({ rows }: Counts): PeriodTotal[] {
  const periods = periodsOf(rows);
  const isCounted = ({ responses }: CountsRow): boolean => responses !== undefined;
  const totals = mergeNpsCountsBy(rows.filter(isCounted).map((row) => [periodOf(row), row.counts] as const));
  return periods.map((period) => {
    const own = rows.filter((row) => periodOf(row) === period);
    const scores = own.map(({ counts }) => netPromoterScore(counts)).filter((score) => score !== undefined);
    const responses = sum(own.map(({ responses = 0 }) => responses));
    const counts = responses === 0 ? undefined : totals.get(period);
    return {
      period,
      rowCount: own.length,
      countedRows: own.filter(isCounted).length,
      responses,
      counts,
      score: counts && netPromoterScore(counts),
      mean: scores.length === 0 ? undefined : sum(scores) / scores.length,
    };
  });
}

/** All periods, in order. */
export function periodsOf(rows: readonly CountsRow[]): string[] {
  return distinct(rows.map(periodOf));
}

/** The counts of each segment of one period, of the rows whose number of responses is known. */
export function countsIn(
  { rows }: Counts,
  period: string,
  segment: (row: CountsRow) => string,
): Map<string, NpsCounts> {
  const own = rows.filter((row) => row.responses !== undefined && periodOf(row) === period);
  return mergeNpsCountsBy(own.map((row) => [segment(row), row.counts] as const));
}

export function periodOf({ period }: CountsRow): string {
  return period === undefined ? 'All' : period || '(none)';
}

export function segmentOf({ segment }: CountsRow): string {
  return segment === undefined ? 'All' : segment || '(none)';
}

export function regionOf({ region }: CountsRow): string {
  return region || '(none)';
}

/** In order of the alphabet, and numbers in order of size. */
export function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort(new Intl.Collator('en-US', { numeric: true }).compare);
}

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0);
}
