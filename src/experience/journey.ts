import { FINITE, POSITIVE, requireIterable, within } from '../internal/check.js';
import { weightedMean } from '../internal/weighted-mean.js';

/** A touchpoint of a customer journey: a place where customer and business meet. */
export interface Touchpoint {
  /** How well it went: a finite number, on the one scale of all touchpoints. */
  readonly score: number;
  /** How much it counts against the others: a finite number above 0. Leave out what does not count. */
  readonly weight: number;
}

/**
 * Journey score: the experience over the touchpoints of a customer journey, where not all count equally. On the scale of
 * the touchpoints' scores.
 *
 *     journey = Σ weightᵢ · scoreᵢ / Σ weightᵢ
 *
 * Weights say what matters to the customer: the importance customers state, or the effect on loyalty that you measured.
 * They are not published anywhere, and they decide the result. Where every interaction should count, multiply the weight by
 * the number of interactions. A mean hides the weakest link: a journey that breaks off at one touchpoint is not mended by
 * the others, so look at the lowest score as well.
 *
 * @param touchpoints - Score and weight of each, in any iterable.
 * @returns The weighted mean, between the lowest and the highest score; `undefined` when there are no touchpoints.
 * @throws `TypeError` or `RangeError` for a score that is not a finite number and a weight that is not above 0 (the message
 * has the index), and for a sum of weights too large for a number.
 * @example
 * ```ts
 * import { journeyScore } from 'custometry';
 *
 * journeyScore([
 *   { score: 0.9, weight: 1 }, // browsing
 *   { score: 0.8, weight: 2 }, // ordering
 *   { score: 0.5, weight: 5 }, // a complaint
 * ]); // => 0.625
 * ```
 * @see Katherine N. Lemon and Peter C. Verhoef (2016), "Understanding Customer Experience Throughout the Customer Journey",
 * Journal of Marketing 80(6), 69-96, for journeys and touchpoints.
 */
export function journeyScore(touchpoints: Iterable<Touchpoint>): number | undefined {
  requireIterable(touchpoints, 'journeyScore: touchpoints');
  const scores: number[] = [];
  const weights: number[] = [];
  for (const touchpoint of touchpoints) {
    const argument = `journeyScore: touchpoints[${scores.length}]`;
    scores.push(within(touchpoint?.score, `${argument}.score`, FINITE));
    weights.push(within(touchpoint.weight, `${argument}.weight`, POSITIVE));
  }
  return scores.length === 0 ? undefined : weightedMean(scores, weights, 'journeyScore');
}
