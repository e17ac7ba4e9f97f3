import { refuse, requireFunction, requireIterable } from '../internal/check.js';
import { mergeBy } from '../internal/merge-by.js';
import { type RatingHistogram, type RatingScale, readHistogram, readScale, sumHistograms } from './rating-histogram.js';

/**
 * Counts how many respondents of each segment (a country, a month, a product) gave each rating: one pass over rows of any
 * shape, memory in proportion to the number of segments and the length of the scale.
 *
 * @param rows - Any iterable of rows.
 * @param segment - Reads a row's segment. Any value can be a segment; segments are told apart as the keys of a `Map` are, so
 * that two arrays or objects are never the same: for a segment of two fields join them to text.
 * @param rating - Reads a row's rating: a whole number on the scale.
 * @param scale - The lowest and the highest rating that the question allowed.
 * @returns A `Map` from each segment, in order of first appearance, to its histogram. A `Map` is not JSON: send `[...map]`,
 * which {@link mergeRatingHistogramsBy} takes back.
 * @throws `TypeError` for a rating that is not a number and a reader that is not a function, `RangeError` for a rating that
 * is not on the scale; the message has the row's index. `TypeError` or `RangeError` for an impossible scale.
 * @example
 * ```ts
 * import { customerSatisfaction, ratingHistogramBy } from 'custometry';
 *
 * const answers = [
 *   { country: 'UA', rating: 5 },
 *   { country: 'IL', rating: 4 },
 *   { country: 'UA', rating: 2 },
 * ];
 * const byCountry = ratingHistogramBy(
 *   answers,
 *   (answer) => answer.country,
 *   (answer) => answer.rating,
 *   { min: 1, max: 5 },
 * );
 * byCountry.get('UA'); // => { min: 1, max: 5, counts: [0, 1, 0, 0, 1] }
 * [...byCountry].map(([country, ratings]) => [country, customerSatisfaction(ratings)?.value]); // => [['UA', 0.5], ['IL', 1]]
 * ```
 * @see {@link ratingHistogram}
 */
export function ratingHistogramBy<Row, Segment>(
  rows: Iterable<Row>,
  segment: (row: Row) => Segment,
  rating: (row: Row) => number,
  scale: RatingScale,
): Map<Segment, RatingHistogram> {
  const caller = 'ratingHistogramBy';
  requireIterable(rows, `${caller}: rows`);
  requireFunction(segment, `${caller}: segment`);
  requireFunction(rating, `${caller}: rating`);
  const { min, max } = readScale(scale, `${caller}: scale`);
  const bySegment = new Map<Segment, number[]>();
  let index = 0;
  for (const row of rows) {
    const value = rating(row);
    if (!(Number.isInteger(value) && value >= min && value <= max)) {
      refuse(value, `${caller}: rating of rows[${index}]`, `a whole number from ${min} to ${max}`);
    }
    const key = segment(row);
    let counts = bySegment.get(key);
    if (counts === undefined) {
      counts = new Array<number>(max - min + 1).fill(0);
      bySegment.set(key, counts);
    }
    (counts[value - min] as number)++;
    index++;
  }
  return new Map(Array.from(bySegment, ([key, counts]) => [key, { min, max, counts }]));
}

/**
 * Adds histograms by segment, of disjoint rows of one question: the counts of all of them together, segment by segment.
 *
 * @param parts - Any number of `Map`s (or other iterables of pairs) from a segment to its histogram.
 * @returns A new `Map` with every segment of the parts, in order of first appearance.
 * @throws `TypeError` for a part that is not an iterable of pairs, `RangeError` for histograms of one segment that are on
 * different scales, `TypeError` or `RangeError` for what is not a histogram, and for sums beyond 1e15.
 * @example
 * ```ts
 * import { mergeRatingHistogramsBy } from 'custometry';
 *
 * const monday = new Map([['UA', { min: 1, max: 3, counts: [1, 0, 5] }]]);
 * const tuesday = new Map([['UA', { min: 1, max: 3, counts: [0, 2, 2] }]]);
 * mergeRatingHistogramsBy(monday, tuesday).get('UA'); // => { min: 1, max: 3, counts: [1, 2, 7] }
 * ```
 * @see {@link ratingHistogramBy}
 */
export function mergeRatingHistogramsBy<Segment>(
  ...parts: readonly Iterable<readonly [Segment, RatingHistogram]>[]
): Map<Segment, RatingHistogram> {
  const caller = 'mergeRatingHistogramsBy';
  return mergeBy(parts, caller, 'a pair of segment and histogram', readHistogram, (list) =>
    sumHistograms(list, caller),
  );
}
