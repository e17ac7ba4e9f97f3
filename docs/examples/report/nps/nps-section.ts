import { mergeNpsCounts, type NpsCounts, type NpsScale, netPromoterScore, npsCountsBy, npsEstimate } from 'custometry';
import { lastCompleteQuarter, quarterName, quarterOf } from '../calendar.js';
import type { Ratings } from '../data.js';
import { day, interval, orNone, paragraph, points, table, whole } from '../format.js';
import type { Section } from '../section.js';

/** NPS by segment and by quarter, from ratings. */
export function npsSection({ rows, until }: Ratings, scale: NpsScale): Section {
  const bySegment = npsCountsBy(rows, segmentOf, ratingOf, scale);
  const byQuarter = npsCountsBy(rows, ({ instant }) => quarterOf(instant), ratingOf, scale);
  const all = mergeNpsCounts(...bySegment.values());
  const segments = [...bySegment].sort(([, a], [, b]) => scoreOrLowest(b) - scoreOrLowest(a));
  const quarters = [...byQuarter].sort(([a], [b]) => a - b);
  const complete = lastCompleteQuarter(until);
  const isPartial = quarters.some(([quarter]) => quarter > complete);
  const hasSegments = rows.some(({ segment }) => segment !== undefined);

  return {
    title: 'Net Promoter Score',
    inShort: describe(all, hasSegments ? segments : []),
    body: [
      paragraph(
        `The score is the share of promoters (ratings ${scale.promoterFrom} to ${scale.max}) minus the share of`,
        `detractors (${scale.min} to ${scale.passiveFrom - 1}), in points from -100 to 100. Every answer counts once.`,
      ),
      ...(hasSegments ? [countsTable('Segment', [...segments, ['All', all]])] : []),
      countsTable('Quarter', [
        ...quarters.map(
          ([quarter, counts]) => [`${quarterName(quarter)}${quarter > complete ? ' so far' : ''}`, counts] as const,
        ),
        ...(hasSegments ? [] : [['All', all] as const]),
      ]),
      paragraph(
        'The 95% interval is about chance in who answered: of a hundred such intervals, about 95 contain the score of all',
        'customers, if those who answered are like those who did not. A mix of answers that changes from quarter to quarter',
        'is in the score and not in the interval.',
      ),
      ...(isPartial ? [paragraph(`The data end on ${day(until)}, before the last quarter is over.`)] : []),
    ],
  };
}

function segmentOf({ segment }: { readonly segment: string | undefined }): string {
  return segment || '(none)';
}

function ratingOf({ rating }: { readonly rating: number }): number {
  return rating;
}

function scoreOrLowest(counts: NpsCounts): number {
  return netPromoterScore(counts) ?? -Infinity;
}

function countsTable(title: string, rows: readonly (readonly [name: string, counts: NpsCounts])[]): string {
  return table(
    [title, 'Answers', 'Promoters', 'Passives', 'Detractors', 'NPS', '95% interval'],
    rows.map(([name, counts]) => [
      name,
      whole(counts.promoters + counts.passives + counts.detractors),
      whole(counts.promoters),
      whole(counts.passives),
      whole(counts.detractors),
      orNone(netPromoterScore(counts), points),
      orNone(npsEstimate(counts), interval),
    ]),
  );
}

function describe(all: NpsCounts, segments: readonly (readonly [string, NpsCounts])[]): string {
  const score = (counts: NpsCounts): string => orNone(netPromoterScore(counts), points);
  const limits = npsEstimate(all);
  const own = limits === undefined ? '' : ` (95% interval ${interval(limits)})`;
  const [highest, lowest] = [segments[0], segments.at(-1)];
  const range =
    highest === undefined || lowest === undefined || highest === lowest
      ? ''
      : `, from ${score(lowest[1])} (${lowest[0]}) to ${score(highest[1])} (${highest[0]})`;
  return `The NPS is ${score(all)}${own}${range}.`;
}
