import { mergeNpsCountsBy, netPromoterScore } from 'custometry';
import type { Counts, CountsRow } from './data.js';
import { NONE, orNone, paragraph, points, table, whole } from './format.js';
import type { Section } from './section.js';

/** So many columns of scores fit on a line; more periods go into further tables. */
const PERIODS_IN_A_TABLE = 10;

/** NPS by segment and period, from counts: the total by period, and the score of each segment in each period. */
export function countsSection({ rows, areShares, areRounded }: Counts): Section {
  const periods = distinct(rows.map(periodOf));
  const segments = distinct(rows.map(segmentOf));
  const cells = mergeNpsCountsBy(rows.map((row) => [cellOf(segmentOf(row), periodOf(row)), row.counts] as const));
  const cell = (segment: string, period: string): string => {
    const counts = cells.get(cellOf(segment, period));
    return orNone(counts && netPromoterScore(counts), points);
  };
  const trend = trendOf(rows, periods);

  return {
    title: 'Net Promoter Score',
    inShort: describe(trend),
    body: [
      paragraph(
        'The score is the share of promoters minus the share of detractors, in points from -100 to 100.',
        areShares
          ? 'The file has shares; the number of responses turns them into counts, which can be added.'
          : undefined,
        areRounded
          ? 'The shares are rounded to whole percentages, so that the score of a row can be off by up to 1 point.'
          : undefined,
      ),
      table(
        ['Period', 'Rows', 'With responses', 'Responses', 'NPS of all responses', 'Mean NPS of rows'],
        trend.map(({ period, rowCount, countedRows, responses, score, mean }) => [
          period,
          whole(rowCount),
          whole(countedRows),
          countedRows === 0 ? NONE : whole(responses),
          orNone(score, points),
          orNone(mean, points),
        ]),
      ),
      paragraph(
        'In the NPS of all responses each response weighs the same, in the mean each row does.',
        trend.some(({ rowCount, countedRows }) => countedRows < rowCount)
          ? 'A row without a number of responses has a score but no weight, so that it is in the mean alone: compare periods by the mean where one of them has no total.'
          : undefined,
      ),
      ...chunks(periods, PERIODS_IN_A_TABLE).map((some) =>
        table(
          ['Segment', ...some],
          segments.map((segment) => [segment, ...some.map((period) => cell(segment, period))]),
        ),
      ),
    ],
  };
}

interface PeriodTotal {
  readonly period: string;
  readonly rowCount: number;
  /** Rows whose number of responses is known. */
  readonly countedRows: number;
  readonly responses: number;
  /** The score of the counted rows, added up. */
  readonly score: number | undefined;
  /** The mean of the scores of all rows. */
  readonly mean: number | undefined;
}

function trendOf(rows: readonly CountsRow[], periods: readonly string[]): PeriodTotal[] {
  const isCounted = ({ responses }: CountsRow): boolean => responses !== undefined;
  const totals = mergeNpsCountsBy(rows.filter(isCounted).map((row) => [periodOf(row), row.counts] as const));
  return periods.map((period) => {
    const own = rows.filter((row) => periodOf(row) === period);
    const scores = own.map(({ counts }) => netPromoterScore(counts)).filter((score) => score !== undefined);
    const total = totals.get(period);
    return {
      period,
      rowCount: own.length,
      countedRows: own.filter(isCounted).length,
      responses: sum(own.map(({ responses = 0 }) => responses)),
      score: total && netPromoterScore(total),
      mean: scores.length === 0 ? undefined : sum(scores) / scores.length,
    };
  });
}

/** From the first period to the last one, both in the better of the two ways that the last one has. */
function describe(trend: readonly PeriodTotal[]): string | undefined {
  const [name, key] = trend.at(-1)?.score === undefined ? (['mean NPS', 'mean'] as const) : (['NPS', 'score'] as const);
  const known = trend.filter((total) => total[key] !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (first === last) return `The ${name} is ${orNone(last[key], points)}.`;
  return `The ${name} went from ${orNone(first[key], points)} (${first.period}) to ${orNone(last[key], points)} (${last.period}).`;
}

function periodOf({ period }: CountsRow): string {
  return period === undefined ? 'All' : period || '(none)';
}

function segmentOf({ segment }: CountsRow): string {
  return segment === undefined ? 'All' : segment || '(none)';
}

function cellOf(segment: string, period: string): string {
  return JSON.stringify([segment, period]);
}

/** In order of the alphabet, and numbers in order of size. */
function distinct(names: readonly string[]): string[] {
  return [...new Set(names)].sort(new Intl.Collator('en-US', { numeric: true }).compare);
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0);
}
