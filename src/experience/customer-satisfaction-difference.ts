import { refuse } from '../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { type Share, shareDifference } from '../internal/share-difference.js';
import { leastSatisfied } from './customer-satisfaction.js';
import { splitAt } from './measure.js';
import { type RatingHistogram, readHistogram } from './rating-histogram.js';

/** What counts as satisfied in both surveys, and how the interval is made. */
export interface CustomerSatisfactionDifferenceOptions extends ConfidenceOptions {
  /** How many of the highest ratings count as satisfied: as for {@link customerSatisfaction}, and 2 unless told of five. */
  readonly topBoxes?: number | undefined;
}

/** A change of customer satisfaction between two surveys, with its interval and test. */
export interface CustomerSatisfactionDifference {
  /** The share of satisfied after minus the one before: from −1 to 1. */
  readonly value: number;
  /** The lower confidence limit of the difference. */
  readonly lower: number;
  /** The upper confidence limit of the difference. */
  readonly upper: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
  /**
   * The two-sided p-value: how likely a difference at least as clear as this one is where there is none. Below
   * 1 − confidence exactly when the interval excludes 0.
   */
  readonly pValue: number;
  /** How many responses there were before, or the sum of their weights. */
  readonly responsesBefore: number;
  /** How many responses there are after, or the sum of their weights. */
  readonly responsesAfter: number;
}

/**
 * The difference of customer satisfaction (CSAT) between two surveys of different respondents, after − before, as a
 * fraction, with its confidence interval (Newcombe's) and a p-value: two quarters, two products, two branches.
 *
 * With the shares p₁ (before) and p₂ (after) and the limits l and u that {@link customerSatisfaction} gives each of them:
 *
 *     lower = p₂ − p₁ − √((p₂ − l₂)² + (u₁ − p₁)²)
 *     upper = p₂ − p₁ + √((u₂ − p₂)² + (p₁ − l₁)²)
 *
 * The p-value is 1 − the confidence at which the nearer limit touches 0, so that test and interval never contradict each
 * other. That two intervals overlap does not mean that the difference may be chance: look at this one instead.
 *
 * @param before - The histogram of the earlier survey, or of the one to compare with.
 * @param after - The histogram of the other survey, on the same scale.
 * @param options - `topBoxes`, 2 unless told on a scale of five ratings; `confidence`, 0.95 unless told.
 * @returns The difference, its limits, the confidence, the p-value and the responses, or `undefined` when either survey had
 * no responses.
 * @throws `TypeError` or `RangeError` for what is not a histogram, for scales that differ, for `topBoxes` missing where
 * there is no convention or leaving nobody to be dissatisfied, and for a confidence that is not between 0 and 1.
 * @example
 * ```ts
 * import { customerSatisfactionDifference } from 'custometry';
 *
 * const spring = { min: 1, max: 5, counts: [14, 9, 10, 32, 42] };
 * const autumn = { min: 1, max: 5, counts: [6, 7, 9, 40, 51] };
 * const change = customerSatisfactionDifference(spring, autumn)!;
 * change.value; // => 0.11372…
 * change.lower; // => -0.00093…
 * change.upper; // => 0.22564…
 * change.pValue; // => 0.05190…
 * ```
 * @see Robert G. Newcombe (1998), "Interval Estimation for the Difference between Independent Proportions: Comparison of
 * Eleven Methods", Statistics in Medicine 17(8), 873-890, method 10.
 */
export function customerSatisfactionDifference(
  before: RatingHistogram,
  after: RatingHistogram,
  options: CustomerSatisfactionDifferenceOptions = {},
): CustomerSatisfactionDifference | undefined {
  const caller = 'customerSatisfactionDifference';
  const one = readHistogram(before, `${caller}: before`);
  const two = readHistogram(after, `${caller}: after`);
  const confidence = readConfidence(options, caller);
  if (two.min !== one.min) refuse(two.min, `${caller}: after.min`, `that of before (${one.min})`);
  if (two.max !== one.max) refuse(two.max, `${caller}: after.max`, `that of before (${one.max})`);
  const from = leastSatisfied(one, options.topBoxes, caller);
  const satisfied = (histogram: RatingHistogram): Share => {
    const [below, above] = splitAt(histogram, from);
    return { count: above, of: below + above };
  };
  const [first, second] = [satisfied(one), satisfied(two)];
  if (first.of === 0 || second.of === 0) return undefined;
  const difference = shareDifference(first, second, confidence);
  return { ...difference, confidence, responsesBefore: first.of, responsesAfter: second.of };
}
