import { requireFunction, requireIterable } from '../internal/check.js';
import { mergeBy } from '../internal/merge-by.js';
import { type NpsCounts, readNpsCounts, sumNpsCounts } from './counts.js';
import { categoryIndex, isOnScale, refuseRating } from './rating.js';
import { NPS_SCALE_0_TO_10, type NpsScale, requireNpsScale } from './scale.js';

/**
 * Counts promoters, passives and detractors for each segment (a country, a month, a product): one pass over rows of
 * any shape, memory in proportion to the number of segments.
 *
 * @param rows - Any iterable of rows.
 * @param segment - Reads a row's segment. Any value can be a segment; segments are told apart as the keys of a `Map`
 * are, so that names such as `'__proto__'` are ordinary, and two arrays or objects are never the same: for a segment of
 * two fields join them to text.
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
  const bySegment = new Map<Segment, [detractors: number, passives: number, promoters: number]>();
  let index = 0;
  for (const row of rows) {
    const value = rating(row);
    if (!isOnScale(value, scale)) refuseRating(value, `npsCountsBy: rating of rows[${index}]`, scale);
    const key = segment(row);
    let counts = bySegment.get(key);
    if (counts === undefined) {
      counts = [0, 0, 0];
      bySegment.set(key, counts);
    }
    counts[categoryIndex(value, scale)]++;
    index++;
  }
  return new Map(
    Array.from(bySegment, ([key, [detractors, passives, promoters]]) => [key, { promoters, passives, detractors }]),
  );
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
  return mergeBy(
    parts,
    'mergeNpsCountsBy',
    'a pair of segment and counts',
    (counts, argument) => readNpsCounts(counts, `${argument}.`),
    (list) => sumNpsCounts(list, 'mergeNpsCountsBy'),
  );
}
