import { refuse, requireFunction, requireIterable } from '../internal/check.js';
import { type NpsCounts, readNpsCounts, sumNpsCounts } from './counts.js';
import { isOnScale, refuseRating } from './rating.js';
import { NPS_SCALE_0_TO_10, type NpsScale, requireNpsScale } from './scale.js';

/**
 * Counts promoters, passives and detractors for each segment (a country, a month, a product): one pass over rows of
 * any shape, memory in proportion to the number of segments.
 *
 * @param rows - Any iterable of rows.
 * @param segment - Reads a row's segment. Any value can be a segment; segments are told apart as the keys of a `Map`
 * are, so that names such as `'__proto__'` are ordinary.
 * @param rating - Reads a row's rating: a whole number on the scale.
 * @param scale - The scale and its cuts; 0 to 10 unless told.
 * @returns A `Map` from each segment, in order of first appearance, to its counts. A `Map` is not JSON: send `[...map]`,
 * which {@link mergeNpsCountsBy} takes back.
 * @throws `TypeError` for a rating that is not a number, a reader that is not a function and a scale that is none,
 * `RangeError` for a rating that is not on the scale; the message has the row's index. Nothing is skipped silently.
 * @example
 * ```ts
 * import { netPromoterScore, npsCountsBy } from 'custometry';
 *
 * const answers = [
 *   { country: 'UA', rating: 10 },
 *   { country: 'IL', rating: 9 },
 *   { country: 'UA', rating: 6 },
 * ];
 * const byCountry = npsCountsBy(answers, (answer) => answer.country, (answer) => answer.rating);
 * byCountry.get('UA'); // => { promoters: 1, passives: 0, detractors: 1 }
 * ```
 * @see {@link npsCounts} for the definition and its source.
 */
export function npsCountsBy<Row, Segment>(
  rows: Iterable<Row>,
  segment: (row: Row) => Segment,
  rating: (row: Row) => number,
  scale: NpsScale = NPS_SCALE_0_TO_10,
): Map<Segment, NpsCounts> {
  requireIterable(rows, 'npsCountsBy: rows');
  requireFunction(segment, 'npsCountsBy: segment');
  requireFunction(rating, 'npsCountsBy: rating');
  requireNpsScale(scale, 'npsCountsBy: scale');
  const bySegment = new Map<Segment, { promoters: number; passives: number; detractors: number }>();
  let index = 0;
  for (const row of rows) {
    const value = rating(row);
    if (!isOnScale(value, scale)) refuseRating(value, `npsCountsBy: rating of rows[${index}]`, scale);
    const key = segment(row);
    let counts = bySegment.get(key);
    if (counts === undefined) {
      counts = { promoters: 0, passives: 0, detractors: 0 };
      bySegment.set(key, counts);
    }
    if (value >= scale.promoterFrom) counts.promoters++;
    else if (value >= scale.passiveFrom) counts.passives++;
    else counts.detractors++;
    index++;
  }
  return bySegment;
}

/**
 * Adds summaries by segment, of disjoint rows: the counts of all of them together, segment by segment.
 *
 * @param parts - Any number of `Map`s (or other iterables of pairs) from a segment to its counts.
 * @returns A new `Map` with every segment of the parts, in order of first appearance.
 * @throws `TypeError` for a part that is not an iterable of pairs, `TypeError` or `RangeError` for counts that are not
 * numbers from 0 to 1e15, and for sums beyond that.
 * @example
 * ```ts
 * import { mergeNpsCountsBy } from 'custometry';
 *
 * const monday = new Map([['UA', { promoters: 2, passives: 1, detractors: 0 }]]);
 * const tuesday = new Map([['UA', { promoters: 1, passives: 0, detractors: 1 }]]);
 * mergeNpsCountsBy(monday, tuesday); // => new Map([['UA', { promoters: 3, passives: 1, detractors: 1 }]])
 * ```
 * @see {@link npsCountsBy}
 */
export function mergeNpsCountsBy<Segment>(
  ...parts: readonly Iterable<readonly [Segment, NpsCounts]>[]
): Map<Segment, NpsCounts> {
  const bySegment = new Map<Segment, NpsCounts[]>();
  parts.forEach((part, index) => {
    requireIterable(part, `mergeNpsCountsBy: parts[${index}]`);
    let entry = 0;
    for (const pair of part) {
      const name = `mergeNpsCountsBy: parts[${index}][${entry++}]`;
      if (!Array.isArray(pair)) refuse(pair, name, 'a pair of segment and counts', '', '');
      const [segment, counts] = pair;
      readNpsCounts(counts, `${name}.`);
      const list = bySegment.get(segment);
      if (list === undefined) bySegment.set(segment, [counts]);
      else list.push(counts);
    }
  });
  return new Map([...bySegment].map(([segment, list]) => [segment, sumNpsCounts(list, 'mergeNpsCountsBy')]));
}
