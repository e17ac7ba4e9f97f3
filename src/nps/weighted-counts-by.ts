import { requireFunction, requireIterable, within } from '../internal/check.js';
import { mergeBy } from '../internal/merge-by.js';
import { categoryIndex, isOnScale, refuseRating } from './rating.js';
import { NPS_SCALE_0_TO_10, type NpsScale, requireNpsScale } from './scale.js';
import {
  addWeight,
  isWeight,
  type NpsWeightedCounts,
  readWeightedCounts,
  sumWeightedCounts,
  tallyWeights,
  WEIGHT,
  type WeightTally,
  weightedCounts,
} from './weights.js';

/**
 * Adds up the weights of promoters, passives and detractors for each segment (a country, a month, a product): one pass over
 * rows of any shape, memory in proportion to the number of segments. {@link npsCountsBy} with weights.
 *
 * @param rows - Any iterable of rows.
 * @param segment - Reads a row's segment. Any value can be a segment; segments are told apart as the keys of a `Map` are.
 * @param rating - Reads a row's rating: a whole number on the scale.
 * @param weight - Reads a row's weight: a number above 0, from 1e-100 to 1e15.
 * @param scale - The scale and its cuts; 0 to 10 unless told.
 * @returns A `Map` from each segment, in order of first appearance, to its weighted counts. A `Map` is not JSON: send
 * `[...map]`, which {@link mergeNpsWeightedCountsBy} takes back.
 * @throws `TypeError` for a rating or a weight that is not a number, a reader that is not a function and a scale that is
 * none, `RangeError` for a rating that is not on the scale, a weight of 0 or below and a sum of weights beyond 1e15; the
 * message has the row's index. Nothing is skipped silently.
 * @example
 * ```ts
 * import { npsWeightedCountsBy, npsWeightedEstimate } from 'custometry';
 *
 * const answers = [
 *   { country: 'UA', rating: 10, weight: 2 },
 *   { country: 'IL', rating: 9, weight: 1 },
 *   { country: 'UA', rating: 6, weight: 1 },
 * ];
 * const byCountry = npsWeightedCountsBy(
 *   answers,
 *   (answer) => answer.country,
 *   (answer) => answer.rating,
 *   (answer) => answer.weight,
 * );
 * byCountry.get('UA')?.weights; // => { promoters: 2, passives: 0, detractors: 1 }
 * [...byCountry].map(([country, counts]) => [country, npsWeightedEstimate(counts)?.responses]); // => [['UA', 2], ['IL', 1]]
 * ```
 * @see {@link npsWeightedCounts} for weights and their source.
 */
export function npsWeightedCountsBy<Row, Segment>(
  rows: Iterable<Row>,
  segment: (row: Row) => Segment,
  rating: (row: Row) => number,
  weight: (row: Row) => number,
  scale: NpsScale = NPS_SCALE_0_TO_10,
): Map<Segment, NpsWeightedCounts> {
  const caller = 'npsWeightedCountsBy';
  requireIterable(rows, `${caller}: rows`);
  requireFunction(segment, `${caller}: segment`);
  requireFunction(rating, `${caller}: rating`);
  requireFunction(weight, `${caller}: weight`);
  requireNpsScale(scale, `${caller}: scale`);
  const bySegment = new Map<Segment, WeightTally>();
  let index = 0;
  for (const row of rows) {
    const value = rating(row);
    if (!isOnScale(value, scale)) refuseRating(value, `${caller}: rating of rows[${index}]`, scale);
    const w = weight(row);
    if (!isWeight(w)) within(w, `${caller}: weight of rows[${index}]`, WEIGHT);
    const key = segment(row);
    let tally = bySegment.get(key);
    if (tally === undefined) {
      tally = tallyWeights();
      bySegment.set(key, tally);
    }
    addWeight(tally, categoryIndex(value, scale), w);
    index++;
  }
  return new Map(Array.from(bySegment, ([key, tally]) => [key, weightedCounts(tally, `${caller}: the sum of `)]));
}

/**
 * Adds weighted summaries by segment, of disjoint rows: the sums of all of them together, segment by segment, to rounding.
 * The weights of all parts must be in one unit: see {@link mergeNpsWeightedCounts}.
 *
 * @param parts - Any number of `Map`s (or other iterables of pairs) from a segment to its weighted counts.
 * @returns A new `Map` with every segment of the parts, in order of first appearance.
 * @throws `TypeError` for a part that is not an iterable of pairs, `TypeError` or `RangeError` for a summary whose sums are
 * missing, negative or too large, and for sums of all of them that are.
 * @example
 * ```ts
 * import { mergeNpsWeightedCountsBy, npsWeightedCounts } from 'custometry';
 *
 * const monday = new Map([['UA', npsWeightedCounts([10, 3], [0.5, 1])]]);
 * const tuesday = new Map([['UA', npsWeightedCounts([9], [1])]]);
 * mergeNpsWeightedCountsBy(monday, tuesday).get('UA')?.weights; // => { promoters: 1.5, passives: 0, detractors: 1 }
 * ```
 * @see {@link npsWeightedCountsBy}
 */
export function mergeNpsWeightedCountsBy<Segment>(
  ...parts: readonly Iterable<readonly [Segment, NpsWeightedCounts]>[]
): Map<Segment, NpsWeightedCounts> {
  const caller = 'mergeNpsWeightedCountsBy';
  return mergeBy(
    parts,
    caller,
    'a pair of segment and weighted counts',
    (counts, argument) => readWeightedCounts(counts, `${argument}.`),
    (list) => sumWeightedCounts(list, caller),
  );
}
