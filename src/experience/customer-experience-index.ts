import { refuse } from '../internal/check.js';
import { sum } from '../internal/sum.js';
import { netScore } from './measure.js';
import { type RatingHistogram, readHistogram } from './rating-histogram.js';

/** How many gave each rating of the three qualities, each on a scale of five ratings. */
export interface CustomerExperienceRatings {
  /** "How effective were they at meeting your needs?" */
  readonly effectiveness: RatingHistogram;
  /** "How easy was it to work with them?" */
  readonly ease: RatingHistogram;
  /** "How enjoyable were the interactions?": what the index later calls emotion. */
  readonly emotion: RatingHistogram;
}

/** The three qualities as net scores and their mean, in points from −100 to 100. */
export interface CustomerExperienceIndex {
  /** The mean of the three. */
  readonly index: number;
  /** The net score of effectiveness. */
  readonly effectiveness: number;
  /** The net score of ease. */
  readonly ease: number;
  /** The net score of emotion. */
  readonly emotion: number;
}

/**
 * Customer experience index in the form that Forrester published from 2007 to 2013 (CxPi, later CXi): for each of three
 * qualities of an experience (effective, easy, enjoyable), the share with a good experience minus the share with a bad one;
 * and their mean. Points from −100 to 100.
 *
 *     net score = 100 · (ratings of 4 and 5 − ratings of 1 and 2) / ratings
 *     index = (effectiveness + ease + emotion) / 3
 *
 * There is no interval of the index, because three histograms do not tell how the answers of one customer go together. Each
 * net score has one: `netEaseScore(histogram, { easy: [4, 5], difficult: [1, 2] })`.
 *
 * It does not reproduce Forrester's present CX Index: that one, from 2014 on, weights the qualities by their effect on
 * loyalty, industry by industry, in a model that is not published. Do not compare the two.
 *
 * @param ratings - Three histograms, each on a scale of five ratings with the best at the top. The two highest ratings are
 * good, the two lowest bad.
 * @returns The index and the three net scores, or `undefined` when one of the questions has no responses.
 * @throws `TypeError` or `RangeError` for a histogram that is missing, is not one, or has not five ratings.
 * @example
 * ```ts
 * import { customerExperienceIndex } from 'custometry';
 *
 * customerExperienceIndex({
 *   effectiveness: { min: 1, max: 5, counts: [5, 5, 10, 40, 40] },
 *   ease: { min: 1, max: 5, counts: [10, 10, 20, 40, 20] },
 *   emotion: { min: 1, max: 5, counts: [10, 15, 35, 30, 10] },
 * }); // => { index: 125 / 3, effectiveness: 70, ease: 40, emotion: 15 }
 * ```
 * @see Harley Manning (2011), "Hot Off The Press: Forrester's Customer Experience Index, 2011", Forrester blog, for good
 * minus bad and the mean of three; Harley Manning and Kerry Bodine (2012), Outside In, for the three qualities.
 */
export function customerExperienceIndex(ratings: CustomerExperienceRatings): CustomerExperienceIndex | undefined {
  const scores = (['effectiveness', 'ease', 'emotion'] as const).map((quality) => {
    const argument = `customerExperienceIndex: ${quality}`;
    const { counts } = readHistogram(ratings?.[quality], argument);
    if (counts.length !== 5) refuse(counts.length, `${argument}.counts.length`, '5');
    return netScore(sum(counts.slice(3)), sum(counts.slice(0, 2)), sum(counts));
  });
  const [effectiveness, ease, emotion] = scores;
  if (effectiveness === undefined || ease === undefined || emotion === undefined) return undefined;
  return { index: (effectiveness + ease + emotion) / 3, effectiveness, ease, emotion };
}
