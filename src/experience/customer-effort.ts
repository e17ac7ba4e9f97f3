import { refuse, whole, within } from '../internal/check.js';
import { type ConfidenceOptions, type Estimate, readConfidence } from '../internal/estimate.js';
import { sum } from '../internal/sum.js';
import { meanEstimate, netEstimate, shareEstimate } from './measure.js';
import { type RatingHistogram, readHistogram } from './rating-histogram.js';

/**
 * Customer effort as the mean rating of "How much effort did you personally have to put forth to handle your request?": the
 * first Customer Effort Score (CES 1.0), asked from 1 (very low effort) to 5 (very high). Lower is better. The result is a
 * rating on the scale of the question.
 *
 *     mean effort = Σ rating · count / Σ count
 *
 * Later versions ask the other way round, so that higher is better: see {@link customerEffortAgreement}. State which one
 * you publish.
 *
 * The interval is the score interval of a mean: all means that would not be rejected by the answers, whatever the
 * distribution on the scale. It stays on the scale and has a width even where all answers are the same; on a scale of two
 * ratings it is Wilson's.
 *
 * @param histogram - How many gave each rating; 1 to 5 as published, but any scale is taken.
 * @param options - `confidence`, 0.95 unless told.
 * @returns The mean with its interval, in ratings, or `undefined` when there are no responses.
 * @throws `TypeError` or `RangeError` for a histogram that is not one and for a confidence that is not a fraction.
 * @example
 * ```ts
 * import { customerEffortMean, ratingHistogram } from 'custometry';
 *
 * const effort = ratingHistogram([1, 2, 2, 3, 1, 1, 5, 1], { min: 1, max: 5 });
 * customerEffortMean(effort)?.value; // => 2
 * customerEffortMean(effort)?.lower; // => 1.40613…
 * customerEffortMean(effort)?.upper; // => 3.19837…
 * ```
 * @see Matthew Dixon, Karen Freeman and Nicholas Toman (2010), "Stop Trying to Delight Your Customers", Harvard Business
 * Review 88(7/8), 116-122.
 */
export function customerEffortMean(histogram: RatingHistogram, options: ConfidenceOptions = {}): Estimate | undefined {
  readHistogram(histogram, 'customerEffortMean: histogram');
  return meanEstimate(histogram, readConfidence(options, 'customerEffortMean'));
}

/** What counts as agreeing, and how the interval is made. */
export interface CustomerEffortAgreementOptions extends ConfidenceOptions {
  /**
   * The lowest rating that counts as agreeing: a whole number above the lowest of the scale. On the scale of 1 to 7 it is 5
   * ("somewhat agree") unless told; on any other it is required.
   */
  readonly agreeFrom?: number | undefined;
  /**
   * How many customers the respondents were drawn from, at least as many as responded. The interval narrows with the share
   * that responded, down to no width where all did. Without it the customers are taken to be many.
   */
  readonly population?: number | undefined;
}

/**
 * Customer effort as the share who agree that "The company made it easy for me to handle my issue": the second Customer
 * Effort Score (CES 2.0), asked from 1 (strongly disagree) to 7 (strongly agree). Higher is better. A fraction from 0 to 1.
 *
 *     agreement = ratings of 5, 6 and 7 / ratings
 *
 * with Wilson's interval. Many publish the mean of the seven points under the same name: state which one you do. Agreement
 * comes easily to people whatever they are asked, so that the share is good for comparing and poor as an absolute number.
 *
 * @param histogram - How many gave each rating.
 * @param options - `agreeFrom`, 5 unless told on the scale of 1 to 7; `confidence`, 0.95 unless told; `population`, if the
 * customers are few.
 * @returns The share with its interval, or `undefined` when there are no responses.
 * @throws `TypeError` or `RangeError` for a histogram that is not one, for `agreeFrom` missing where there is no convention
 * or not on the scale, for a confidence that is not a fraction, and for a population smaller than the responses.
 * @example
 * ```ts
 * import { customerEffortAgreement } from 'custometry';
 *
 * const answers = { min: 1, max: 7, counts: [2, 3, 5, 10, 20, 40, 20] };
 * customerEffortAgreement(answers)?.value; // => 0.8
 * customerEffortAgreement(answers, { agreeFrom: 6 })?.value; // => 0.6
 * ```
 * @see Matthew Dixon, Nick Toman and Rick DeLisi (2013), The Effortless Experience, for the change from the first question
 * to the second.
 */
export function customerEffortAgreement(
  histogram: RatingHistogram,
  options: CustomerEffortAgreementOptions = {},
): Estimate | undefined {
  const caller = 'customerEffortAgreement';
  const { min, max } = readHistogram(histogram, `${caller}: histogram`);
  const confidence = readConfidence(options, caller);
  const range = whole(min + 1, max);
  const agreeFrom = options.agreeFrom ?? (min === 1 && max === 7 ? 5 : undefined);
  if (agreeFrom === undefined) {
    refuse(agreeFrom, `${caller}: agreeFrom`, range[2], ': only on the scale of 1 to 7 there is a convention');
  }
  within(agreeFrom, `${caller}: agreeFrom`, range);
  return shareEstimate(histogram, agreeFrom, confidence, caller, options.population);
}

/** Which ratings are called easy and which difficult: two ranges that do not overlap, each from a rating to a rating. */
export interface NetEaseCuts {
  /** The lowest and the highest rating of "easy". */
  readonly easy: readonly [lowest: number, highest: number];
  /** The lowest and the highest rating of "difficult". */
  readonly difficult: readonly [lowest: number, highest: number];
}

/**
 * Net ease score: the share who found it easy minus the share who found it difficult, in points from −100 to 100. Higher is
 * better.
 *
 *     net ease = 100 · (easy − difficult) / ratings
 *
 * BT, where it comes from, asks "Overall, how easy was it to get the help you wanted today?" from 1 (extremely easy) to 7
 * (extremely difficult) and is reported to call 1-2 easy and 5-7 difficult. Others ask from difficult to easy, on other
 * scales and with other cuts; the cuts make the score, so that they have no default.
 *
 * The interval is the score interval of a mean, as in {@link customerEffortMean}, here of +1 for easy, 0 for neutral and −1
 * for difficult: the one that `npsEstimate` gives for so many promoters, passives and detractors.
 *
 * @param histogram - How many gave each rating.
 * @param cuts - The ratings that are easy and those that are difficult. What is in neither is neutral.
 * @param options - `confidence`, 0.95 unless told.
 * @returns The score with its interval in points, or `undefined` when there are no responses.
 * @throws `TypeError` or `RangeError` for a histogram that is not one, for cuts that are off the scale, out of order or
 * overlapping, and for a confidence that is not a fraction.
 * @example
 * ```ts
 * import { netEaseScore } from 'custometry';
 *
 * const answers = { min: 1, max: 7, counts: [30, 30, 10, 10, 10, 5, 5] };
 * const netEase = netEaseScore(answers, { easy: [1, 2], difficult: [5, 7] });
 * netEase?.value; // => 40
 * netEase?.lower; // => 23.19692…
 * netEase?.upper; // => 54.28017…
 * ```
 * @see Nicola Millard, of BT, who presented the question and the score as "Net Easy".
 */
export function netEaseScore(
  histogram: RatingHistogram,
  cuts: NetEaseCuts,
  options: ConfidenceOptions = {},
): Estimate | undefined {
  const { min, counts } = readHistogram(histogram, 'netEaseScore: histogram');
  const count = (name: keyof NetEaseCuts) => {
    const [lowest, highest] = readCut(histogram, cuts, name);
    return counts.slice(lowest - min, highest - min + 1);
  };
  const [easy, difficult] = [count('easy'), count('difficult')];
  const [easyFrom, easyTo] = cuts.easy;
  const [difficultFrom, difficultTo] = cuts.difficult;
  if (easyFrom <= difficultTo && difficultFrom <= easyTo) {
    refuse(difficultFrom, 'netEaseScore: difficult[0]', `outside of easy (${easyFrom} to ${easyTo})`);
  }
  const neutral = counts.filter((_, index) => {
    const rating = min + index;
    return !(rating >= easyFrom && rating <= easyTo) && !(rating >= difficultFrom && rating <= difficultTo);
  });
  return netEstimate(sum(easy), sum(neutral), sum(difficult), readConfidence(options, 'netEaseScore'));
}

function readCut({ min, max }: RatingHistogram, cuts: NetEaseCuts, name: keyof NetEaseCuts): readonly [number, number] {
  const lowest = within(cuts?.[name]?.[0], `netEaseScore: ${name}[0]`, whole(min, max));
  return [lowest, within(cuts[name][1], `netEaseScore: ${name}[1]`, whole(lowest, max))];
}
