import { mergeNpsCountsBy, type NpsCounts, netPromoterScore, npsEstimate } from 'custometry';
import type { Counts } from '../data.js';
import { interval, NONE, orNone, paragraph, points, table, whole } from '../format.js';
import type { Section } from '../section.js';
import { changesOf, describeChanges, type TotalChange } from './counts-changes.js';
import { mixBlocks } from './counts-mix.js';
import { distinct, type PeriodTotal, periodOf, periodsOf, periodTotals, segmentOf } from './counts-periods.js';

/** So many columns of scores fit on a line; more periods go into further tables. */
const PERIODS_IN_A_TABLE = 10;
/** And so many intervals. */
const INTERVALS_IN_A_TABLE = 5;

/** NPS by segment and period, from counts: the total by period, its changes, and the score of each segment in each period. */
export function countsSection(data: Counts): Section {
  const { rows, areShares, areRounded } = data;
  const periods = periodsOf(rows);
  const segments = distinct(rows.map(segmentOf));
  const cells = mergeNpsCountsBy(rows.map((row) => [cellOf(segmentOf(row), periodOf(row)), row.counts] as const));
  const uncounted = new Set(
    rows.filter(({ responses }) => responses === undefined).map((row) => cellOf(segmentOf(row), periodOf(row))),
  );
  const score = (counts: NpsCounts): string => orNone(netPromoterScore(counts), points);
  const limits = (counts: NpsCounts): string => orNone(npsEstimate(counts), interval);
  const segmentTables = (
    title: string,
    some: readonly string[],
    size: number,
    show: (counts: NpsCounts) => string,
    isLeftOut: (cell: string) => boolean = () => false,
  ): string[] =>
    chunks(some, size).map((columns) =>
      table(
        [title, ...columns],
        segments.map((segment) => [
          segment,
          ...columns.map((period) => {
            const cell = cellOf(segment, period);
            return orNone(isLeftOut(cell) ? undefined : cells.get(cell), show);
          }),
        ]),
      ),
    );
  const totals = periodTotals(data);
  const counted = totals.filter(({ counts }) => counts !== undefined).map(({ period }) => period);
  const changes = changesOf(data, totals);
  const mix = data.haveRegions ? mixBlocks(data, counted) : undefined;
  const inShort = [describe(totals, changes), mix?.inShort].filter((sentence) => sentence !== undefined);

  return {
    title: 'Net Promoter Score',
    inShort: inShort.length === 0 ? undefined : inShort.join(' '),
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
        ['Period', 'Rows', 'With responses', 'Responses', 'NPS of all responses', '95% interval', 'Mean NPS of rows'],
        totals.map(({ period, rowCount, countedRows, responses, counts, mean }) => [
          period,
          whole(rowCount),
          whole(countedRows),
          countedRows === 0 ? NONE : whole(responses),
          orNone(counts, score),
          orNone(counts, limits),
          orNone(mean, points),
        ]),
      ),
      paragraph(
        'In the NPS of all responses each response weighs the same, in the mean each row does.',
        counted.length === 0
          ? undefined
          : 'A 95% interval is about chance in who answered, and about nothing else: not about those who never answer, nor about a survey that was changed in the meantime.',
        totals.some(({ rowCount, countedRows }) => countedRows < rowCount)
          ? 'A row without a number of responses has a score but no weight, so that it is in the mean alone: compare periods by the mean where one of them has no total.'
          : undefined,
      ),
      ...describeChanges(data, totals, changes),
      ...(mix?.body ?? []),
      ...segmentTables('Segment', periods, PERIODS_IN_A_TABLE, score),
      ...segmentTables('95% interval', counted, INTERVALS_IN_A_TABLE, limits, (cell) => uncounted.has(cell)),
    ],
  };
}

/** From the first total over the highest or lowest one to the last; by the means of the rows if there are no totals. */
function describe(totals: readonly PeriodTotal[], changes: readonly TotalChange[]): string | undefined {
  const known = totals.filter(({ counts }) => counts !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || totals.at(-1)?.counts === undefined) return describeMeans(totals);
  const missing = totals.filter(({ counts }) => counts === undefined).map(({ period }) => period);
  const without =
    missing.length === 0 ? '' : ` ${spanOf(missing, totals)} ${missing.length === 1 ? 'has' : 'have'} no total.`;
  if (first === last) {
    return `The NPS is ${shown(first, '95% interval ')}${missing.length === 0 ? '' : ` in ${first.period}`}.${without}`;
  }
  const peak = known.reduce((best, total) => ((total.score ?? 0) > (best.score ?? 0) ? total : best));
  const over = peak === first || peak === last ? '' : ` over a peak of ${shown(peak)} in ${peak.period}`;
  const start = missing.length === 0 ? first.period : `${first.period}, the first period with a total,`;
  const beyond = changes.some(({ rounding }) => rounding > 0) ? 'beyond chance and rounding' : 'beyond chance';
  const verdicts = changes.filter(({ isOverall }) => !isOverall);
  const real = verdicts.filter(({ verdict }) => verdict === 'real');
  return [
    `The NPS went from ${shown(first)} in ${start}${over} to ${shown(last)} in ${last.period} (95% intervals).${without}`,
    real.length === 0
      ? `No change from one period to the next is ${beyond}.`
      : `Real, that is ${beyond} (95%), ${real.length === 1 ? 'is' : 'are'} ${real.length} of ${verdicts.length} changes: ${real
          .map(({ name, size }) => `${name} (${size})`)
          .join(', ')}.`,
  ].join(' ');
}

function describeMeans(totals: readonly PeriodTotal[]): string | undefined {
  const known = totals.filter(({ mean }) => mean !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (first === last) return `The mean NPS is ${orNone(last.mean, points)}.`;
  return `The mean NPS went from ${orNone(first.mean, points)} (${first.period}) to ${orNone(last.mean, points)} (${last.period}).`;
}

/** "63.7 (63.6 to 63.8)" */
function shown({ score, counts }: PeriodTotal, name = ''): string {
  const estimate = counts && npsEstimate(counts);
  return `${orNone(score, points)} (${name}${orNone(estimate, interval)})`;
}

/** "2015 to 2018" where the periods follow each other, otherwise each by name. */
function spanOf(some: readonly string[], totals: readonly PeriodTotal[]): string {
  const start = totals.findIndex(({ period }) => period === some[0]);
  const isRun = some.length > 2 && some.every((period, i) => totals[start + i]?.period === period);
  return isRun ? `${some[0]} to ${some.at(-1)}` : some.join(', ');
}

function cellOf(segment: string, period: string): string {
  return JSON.stringify([segment, period]);
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
