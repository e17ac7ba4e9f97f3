import { differenceInterval } from '../internal/difference.js';
import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { type NpsCounts, readNpsCounts } from './counts.js';
import { scoreOf, scoreVariance } from './estimate.js';
import { upperReach } from './score-interval.js';

/** A change of the Net Promoter Score between two surveys, with its interval and test. */
export interface NpsDifference {
  /** The score after minus the score before: points from −200 to 200, positive for a rise. */
  readonly value: number;
  /** The lower confidence limit of the change among all customers: points. */
  readonly lower: number;
  /** The upper confidence limit of the change among all customers: points. */
  readonly upper: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
  /**
   * The two-sided p-value: how likely a change at least as clear as this one is where nothing has changed. Below
   * 1 − confidence exactly when the interval excludes 0.
   */
  readonly pValue: number;
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
  const one = readSample(before, 'npsDifference: before.');
  const two = readSample(after, 'npsDifference: after.');
  const confidence = readConfidence(options, 'npsDifference');
  if (one.n === 0 || two.n === 0) return undefined;
  const value = scoreOf(two.x, two.y, two.n) - scoreOf(one.x, one.y, one.n);
  const down = (z: number): number => 100 * reachOfDifference(one, two, z);
  const up = (z: number): number => 100 * reachOfDifference(two, one, z);
  const { lower, upper, pValue } = differenceInterval(value, down, up, 200, confidence);
  return {
    value,
    lower,
    upper,
    confidence,
    pValue,
    responsesBefore: one.n,
    responsesAfter: two.n,
  };
}

/** @internal A survey, as the interval needs it. */
export interface Sample {
  readonly x: number;
  readonly m: number;
  readonly y: number;
  readonly n: number;
}

function readSample(counts: NpsCounts, prefix: string): Sample {
  const [x, m, y] = readNpsCounts(counts, prefix);
  return { x, m, y, n: x + m + y };
}

/** @internal How far the lower limit of to − from lies below it, as a fraction: √((s₂ − l₂)² + (u₁ − s₁)²). */
export function reachOfDifference(from: Sample, to: Sample, z: number): number {
  const down = upperReach(to.y / to.n, to.m / to.n, to.x / to.n, scoreVariance(z, to.n));
  const up = upperReach(from.x / from.n, from.m / from.n, from.y / from.n, scoreVariance(z, from.n));
  return Math.sqrt(down * down + up * up);
}
