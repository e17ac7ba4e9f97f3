import { POSITIVE, requireIterable, within } from '../internal/check.js';
import { type ConfidenceOptions, type Estimate, readConfidence } from '../internal/estimate.js';
import { weightedMean } from '../internal/weighted-mean.js';
import { meanEstimate } from './measure.js';
import { type RatingHistogram, readHistogram } from './rating-histogram.js';

/** A question of a satisfaction index. */
export interface SatisfactionQuestion {
  /** How many gave each rating. */
  readonly ratings: RatingHistogram;
  /** How much the question counts against the others: a finite number above 0; the weights need not sum to 1. */
  readonly weight: number;
}

/**
 * Satisfaction index in the form of the American Customer Satisfaction Index (ACSI): the weighted mean of several questions,
 * each brought from its scale to 0 to 100.
 *
 *     index = 100 · Σ wᵢ · (x̄ᵢ − minᵢ) / (maxᵢ − minᵢ) / Σ wᵢ
 *
 * which for the ACSI's three questions (overall satisfaction, fulfilment of expectations, nearness to an ideal; each from 1
 * to 10) is 100 · (Σ wᵢ·x̄ᵢ − Σ wᵢ) / (9 · Σ wᵢ). The ACSI's weights come from its structural model, differ by company and
 * are not published, so that the weights are yours: equal ones unless you have better, and the result is not an ACSI score.
 *
 * The interval is the weighted mean of the questions' intervals (see {@link customerEffortMean}). The same people answer
 * all questions, and the histograms no longer tell how their answers go together: it is right where they go together
 * perfectly, and otherwise wider than it need be.
 *
 * @param questions - The questions with their weights, in any iterable.
 * @param options - `confidence`, 0.95 unless told.
 * @returns The index in points from 0 to 100 with its interval, and the responses to the question that has the fewest;
 * `undefined` when there are no questions or one of them has no responses.
 * @throws `TypeError` or `RangeError` for a histogram that is not one and a weight that is not a finite number above 0 (the
 * message has the index), and for a confidence that is not a fraction.
 * @example
 * ```ts
 * import { satisfactionIndex } from 'custometry';
 *
 * const overall = { min: 1, max: 10, counts: [0, 0, 1, 2, 4, 8, 15, 30, 25, 15] };
 * const expectations = { min: 1, max: 10, counts: [1, 1, 2, 4, 8, 14, 20, 25, 15, 10] };
 * const ideal = { min: 1, max: 10, counts: [2, 2, 4, 6, 10, 16, 20, 20, 12, 8] };
 * const questions = [overall, expectations, ideal];
 * satisfactionIndex(questions.map((ratings) => ({ ratings, weight: 1 })))?.value; // => 70.33333…
 * satisfactionIndex([{ ratings: overall, weight: 1 }])?.value; // => 77.66666…
 * ```
 * @see Claes Fornell, Michael D. Johnson, Eugene W. Anderson, Jaesung Cha and Barbara Everitt Bryant (1996), "The American
 * Customer Satisfaction Index: Nature, Purpose, and Findings", Journal of Marketing 60(4), 7-18.
 */
export function satisfactionIndex(
  questions: Iterable<SatisfactionQuestion>,
  options: ConfidenceOptions = {},
): Estimate | undefined {
  const confidence = readConfidence(options, CALLER);
  requireIterable(questions, `${CALLER}: questions`);
  const estimates: Estimate[] = [];
  const weights: number[] = [];
  let responses = Infinity;
  let index = 0;
  let unanswered = false;
  for (const question of questions) {
    const argument = `${CALLER}: questions[${index++}]`;
    const { min, max, counts } = readHistogram(question?.ratings, `${argument}.ratings`);
    weights.push(within(question.weight, `${argument}.weight`, POSITIVE));
    const estimate = meanEstimate({ min: 0, max: max - min, counts }, confidence);
    if (!estimate) unanswered = true;
    else {
      const points = (rating: number) => (100 * rating) / (max - min);
      const { value, lower, upper } = estimate;
      estimates.push({ ...estimate, value: points(value), lower: points(lower), upper: points(upper) });
      responses = Math.min(responses, estimate.responses);
    }
  }
  if (unanswered || index === 0) return undefined;
  const mean = (end: 'value' | 'lower' | 'upper') =>
    weightedMean(
      estimates.map((estimate) => estimate[end]),
      weights,
      CALLER,
    );
  return { value: mean('value'), lower: mean('lower'), upper: mean('upper'), confidence, responses };
}

const CALLER = 'satisfactionIndex';
