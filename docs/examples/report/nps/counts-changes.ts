import { type NpsDifference, npsDifference, npsTrend } from 'custometry';
import type { Counts } from '../data.js';
import { change, count, interval, paragraph, plain, points, probability, table, whole } from '../format.js';
import { countsIn, type PeriodTotal, periodOf, segmentOf } from './counts-periods.js';

/** Two-sided, for the 95% of all intervals here. */
const Z = 1.96;
/** The variance of what rounding to whole percentages adds to a row's score, in square points: 1/12 for each share. */
const ROUNDING_VARIANCE = 2 / 12;
/** The most that rounding can move the change of a row: half a point for each of four shares. */
const MOST_BY_ROUNDING = 2;

/** A change of the total between two periods. */
export interface TotalChange {
  /** "2019 to 2020" */
  readonly name: string;
  /** Whether it is the one from the first period to the last, over others. */
  readonly isOverall: boolean;
  readonly difference: NpsDifference;
  /** How far rounding may move it, in 19 of 20 cases: points, 0 if the shares are not rounded. */
  readonly rounding: number;
  readonly verdict: 'real' | 'could be chance' | 'could be rounding';
  /** The change with its sign. */
  readonly size: string;
}

/** The changes of the total from each period that has one to the next, and from the first to the last. */
export function changesOf(data: Counts, totals: readonly PeriodTotal[]): TotalChange[] {
  const known = totals.filter(({ counts }) => counts !== undefined);
  const steps = pairs(known).map((pair) => ({ pair, isOverall: false }));
  const [first, last] = [known[0], known.at(-1)];
  const overall =
    first !== undefined && last !== undefined && known.length > 2 ? [{ pair: [first, last] as const }] : [];
  return [...steps, ...overall.map(({ pair }) => ({ pair, isOverall: true }))].flatMap(({ pair, isOverall }) => {
    const [before, after] = pair;
    const difference = before.counts && after.counts && npsDifference(before.counts, after.counts);
    if (difference === undefined) return [];
    const rounding = Z * Math.sqrt(roundingVariance(data, before) + roundingVariance(data, after));
    return [
      {
        name: `${before.period} to ${after.period}`,
        isOverall,
        difference,
        rounding,
        verdict: verdictOf(difference, rounding),
        size: change(difference.value),
      },
    ];
  });
}

/** Real is what neither chance nor both, chance and rounding together, would do in 19 of 20 cases. */
function verdictOf(
  { value, lower, upper, pValue, confidence }: NpsDifference,
  rounding: number,
): TotalChange['verdict'] {
  if (pValue >= 1 - confidence) return 'could be chance';
  const reach = value < 0 ? upper - value : value - lower;
  return Math.abs(value) > Math.hypot(reach, rounding) ? 'real' : 'could be rounding';
}

/** What rounding does to a total: each row is off by its own error, so that many rows together are off by less. */
function roundingVariance({ rows, areRounded }: Counts, { period, responses }: PeriodTotal): number {
  if (!areRounded) return 0;
  const weights = rows
    .filter((row) => periodOf(row) === period)
    .map(({ responses: own = 0 }) => (own / responses) ** 2);
  return ROUNDING_VARIANCE * weights.reduce((sum, weight) => sum + weight, 0);
}

/** The changes as a table, with what can be said of them; nothing where fewer than two periods have a total. */
export function describeChanges(
  data: Counts,
  totals: readonly PeriodTotal[],
  changes: readonly TotalChange[],
): string[] {
  if (changes.length === 0) return [];
  const { areRounded } = data;
  return [
    'Which changes of the NPS of all responses are real:',
    table(
      ['Change', 'Points', '95% interval', 'p-value', ...(areRounded ? ['Rounding'] : []), 'At 95%'],
      changes.map(({ name, size, difference, rounding, verdict }) => [
        name,
        size,
        interval(difference),
        probability(difference.pValue),
        ...(areRounded ? [`+-${points(rounding)}`] : []),
        verdict,
      ]),
    ),
    paragraph(
      'These intervals and p-values, too, are about who answered only. Two intervals that overlap do not mean that the',
      'change may be chance: look at its own.',
      areRounded
        ? 'Rounding to whole percentages comes on top of them: it can move the score of a row by up to about a point, and a total by less, as the errors of the rows partly cancel (the column Rounding, in 19 of 20 cases).'
        : undefined,
      totals.some(({ rowCount, countedRows }) => countedRows > 0 && countedRows < rowCount)
        ? 'Where only some rows of a period have a number of responses, the total is of these alone, and a change may come from which ones they are.'
        : undefined,
    ),
    ...describeTrend(totals),
    ...describeSegments(data, totals),
  ];
}

/** A straight line through three totals or more. */
function describeTrend(totals: readonly PeriodTotal[]): string[] {
  const areNumbers = totals.every(({ period }) => /^\d+$/.test(period));
  const periods = totals.flatMap(({ period, counts }, i) =>
    counts === undefined ? [] : [{ time: areNumbers ? Number(period) : i, counts }],
  );
  const { trend } = npsTrend(periods);
  if (trend === undefined || periods.length < 3) return [];
  return [
    paragraph(
      `A straight line through the ${count(periods.length, 'total')} has a slope of ${change(trend.value)} points a period`,
      `(95% interval ${interval(trend)}, p-value ${probability(trend.pValue)}). A rise and a fall cancel in it: look at the`,
      'changes too.',
    ),
  ];
}

/** How many changes of segments chance alone would not make, and how many of as many it would seem to make. */
function describeSegments(data: Counts, totals: readonly PeriodTotal[]): string[] {
  const known = totals
    .filter(({ counts }) => counts !== undefined)
    .map(({ period }) => countsIn(data, period, segmentOf));
  const differences = pairs(known).flatMap(([before, after]) =>
    [...after].flatMap(([segment, counts]) => {
      const earlier = before.get(segment);
      const difference = earlier && npsDifference(earlier, counts);
      return difference === undefined ? [] : [difference];
    }),
  );
  if (new Set(known.flatMap((segments) => [...segments.keys()])).size < 2 || differences.length === 0) return [];
  const clear = differences.filter(({ pValue }) => pValue < 0.05);
  const larger = clear.filter(({ value }) => Math.abs(value) > MOST_BY_ROUNDING + 1e-9);
  return [
    paragraph(
      `Of the segments, from one period to the next, ${whole(clear.length)} of ${count(differences.length, 'change')} have a`,
      `p-value below 0.05. Chance alone would give about ${plain(Math.round(0.5 * differences.length) / 10)}.`,
      data.areRounded
        ? `Rounding can make a change of its own of up to ${MOST_BY_ROUNDING} points, which no p-value knows of: ${whole(larger.length)} of the ${whole(clear.length)} are larger than that.`
        : undefined,
    ),
  ];
}

function pairs<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.slice(1).map((item, i) => [items[i] as Item, item] as const);
}
