import { refuse, whole, within } from '../internal/check.js';
import { type ConfidenceOptions, type Estimate, readConfidence } from '../internal/estimate.js';
import { shareEstimate } from './measure.js';
import { countRatings, type RatingHistogram, type RatingScale, readHistogram } from './rating-histogram.js';

/** What counts as satisfied, and how the interval is made. */
export interface CustomerSatisfactionOptions extends ConfidenceOptions {
  /**
   * How many of the highest ratings count as satisfied: a whole number from 1 to one less than the scale has. On a scale of
   * five ratings it is 2 unless told, so that 4 and 5 of 1 to 5 are satisfied. Other scales have no such convention, and on
   * them it is required.
   */
  readonly topBoxes?: number | undefined;
  /**
   * How many customers the respondents were drawn from, at least as many as responded. The interval narrows with the share
   * that responded, down to no width where all did. Without it the customers are taken to be many.
   */
  readonly population?: number | undefined;
}

/** The same for ratings that have not been counted yet. */
export interface RatedCustomerSatisfactionOptions extends CustomerSatisfactionOptions {
  /** The scale of the ratings: 1 to 5 unless told. */
  readonly scale?: RatingScale | undefined;
}

/**
 * Customer satisfaction (CSAT): the share of respondents who are satisfied, which is to say gave one of the highest ratings
 * to a question such as "How satisfied were you?". A fraction from 0 to 1.
 *
 *     CSAT = ratings in the top boxes / ratings
 *
 * The interval is Wilson's: with k of n satisfied and z = 1.96 for 95%,
 *
 *     (k + z²/2 ± z·√(k(n − k)/n + z²/4)) / (n + z²)
 *
 * The convention is top-two-box on a five-point scale; some publish the mean rating under the same name. The interval is
 * about chance alone: it does not know who did not respond.
 *
 * @param ratings - A histogram of the ratings, or the ratings themselves in any iterable.
 * @param options - `topBoxes`, 2 unless told on a scale of five ratings; `confidence`, 0.95 unless told; `population`, if
 * the customers are few; and, for ratings that are not counted yet, their `scale`, 1 to 5 unless told.
 * @returns The share with its interval, or `undefined` when there are no responses.
 * @throws `TypeError` or `RangeError` for ratings that are not on the scale (the message has the index), for a histogram
 * that is not one, for a `scale` beside a histogram, for `topBoxes` missing where there is no convention or leaving nobody to be dissatisfied, and for a
 * population smaller than the responses.
 * @example
 * ```ts
 * import { customerSatisfaction, ratingHistogram } from 'custometry';
 *
 * customerSatisfaction([5, 5, 4, 2])?.value; // => 0.75
 * const histogram = { min: 1, max: 5, counts: [14, 9, 10, 32, 42] };
 * customerSatisfaction(histogram)?.value; // => 0.69158…
 * customerSatisfaction(histogram)?.lower; // => 0.59871…
 * customerSatisfaction(histogram, { topBoxes: 1 })?.value; // => 0.39252…
 * customerSatisfaction(ratingHistogram([10, 9, 8], { min: 1, max: 10 }), { topBoxes: 2 })?.value; // => 2 / 3
 * ```
 * @see Edwin B. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
 * American Statistical Association 22, 209-212; Robert G. Newcombe (1998), "Two-sided Confidence Intervals for the
 * Single Proportion: Comparison of Seven Methods", Statistics in Medicine 17, 857-872.
 */
export function customerSatisfaction(
  ratings: RatingHistogram,
  options?: CustomerSatisfactionOptions,
): Estimate | undefined;
export function customerSatisfaction(
  ratings: Iterable<number>,
  options?: RatedCustomerSatisfactionOptions,
): Estimate | undefined;
export function customerSatisfaction(
  ratings: RatingHistogram | Iterable<number>,
  options: RatedCustomerSatisfactionOptions = {},
): Estimate | undefined {
  const confidence = readConfidence(options, CALLER);
  if (isHistogram(ratings) && options.scale !== undefined) {
    refuse(options.scale, `${CALLER}: scale`, 'left out beside a histogram, which has its own', '', '');
  }
  const histogram = isHistogram(ratings)
    ? readHistogram(ratings, `${CALLER}: ratings`)
    : countRatings(ratings, options.scale ?? { min: 1, max: 5 }, CALLER);
  const from = leastSatisfied(histogram, options.topBoxes, CALLER);
  return shareEstimate(histogram, from, confidence, CALLER, options.population);
}

/** @internal The lowest rating that counts as satisfied. */
export function leastSatisfied({ min, max }: RatingScale, given: number | undefined, caller: string): number {
  const points = max - min;
  const topBoxes = given ?? (points === 4 ? 2 : undefined);
  if (topBoxes === undefined) {
    const because = ': only on a scale of five ratings there is a convention';
    refuse(topBoxes, `${caller}: topBoxes`, whole(1, points)[2], because);
  }
  return max - within(topBoxes, `${caller}: topBoxes`, whole(1, points)) + 1;
}

function isHistogram(ratings: RatingHistogram | Iterable<number>): ratings is RatingHistogram {
  return typeof ratings === 'object' && ratings !== null && !(Symbol.iterator in ratings);
}

const CALLER = 'customerSatisfaction';
