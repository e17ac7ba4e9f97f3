import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import type { NpsChange } from './change.js';
import { type NpsCounts, readNpsCounts } from './counts.js';
import { scoreOf } from './estimate.js';
import { changeBetween } from './mover.js';
import { sampleOf } from './sample.js';

/** A change of the Net Promoter Score between two surveys, with its interval and test. */
export interface NpsDifference extends NpsChange {
  /** How many responses there were before. */
  readonly responsesBefore: number;
  /** How many responses there are after. */
  readonly responsesAfter: number;
}

/**
 * The difference of two Net Promoter Scores from different respondents, after − before, with its confidence interval and
 * p-value: two quarters, two products, two branches.
 *
 * With the scores s₁ (before) and s₂ (after) and the limits l and u that {@link npsEstimate} gives each of them:
 *
 *     lower = s₂ − s₁ − √((s₂ − l₂)² + (u₁ − s₁)²)
 *     upper = s₂ − s₁ + √((u₂ − s₂)² + (s₁ − l₁)²)
 *
 * (MOVER: the variances are recovered from the limits, each where it matters.) The p-value is 1 − the confidence at which
 * the nearer limit touches 0, so that test and interval never contradict each other. That two intervals overlap does not
 * mean that the difference may be chance: look at this one instead. Where the same respondents answered twice,
 * {@link npsPairedDifference} sees more.
 *
 * @param before - The counts of the earlier survey, or of the one to compare with: numbers from 0 to 1e15.
 * @param after - The counts of the later survey.
 * @param options - `confidence`, 0.95 unless told.
 * @returns The change in points, its limits, the confidence, the p-value and the numbers of responses, or `undefined` when
 * either survey has no responses.
 * @throws `TypeError` or `RangeError` for a count that is not a number from 0 to 1e15 and a confidence that is not a
 * fraction between 0 and 1 (a percentage is refused with the likely meaning).
 * @example
 * ```ts
 * import { npsDifference } from 'custometry';
 *
 * const spring = { promoters: 50, passives: 30, detractors: 20 };
 * const autumn = { promoters: 70, passives: 20, detractors: 10 };
 * const change = npsDifference(spring, autumn)!;
 * change.value; // => 30
 * change.lower; // => 9.40477…
 * change.upper; // => 49.61131…
 * change.pValue; // => 0.00472…
 * ```
 * @see Guang Yong Zou and Allan Donner (2008), "Construction of Confidence Limits about Effect Measures: A General
 * Approach", Statistics in Medicine 27(10), 1693-1702, equations 4 and 5; Robert G. Newcombe (1998), "Interval Estimation
 * for the Difference between Independent Proportions", Statistics in Medicine 17(8), 873-890, method 10.
 */
export function npsDifference(
  before: NpsCounts,
  after: NpsCounts,
  options: ConfidenceOptions = {},
): NpsDifference | undefined {
  const one = readNpsCounts(before, 'npsDifference: before.');
  const two = readNpsCounts(after, 'npsDifference: after.');
  const confidence = readConfidence(options, 'npsDifference');
  const [from, to] = [sampleOf(...one), sampleOf(...two)];
  if (from.n === 0 || to.n === 0) return undefined;
  const value = scoreOf(...two) - scoreOf(...one);
  return { ...changeBetween(from, to, value, confidence), responsesBefore: from.n, responsesAfter: to.n };
}
