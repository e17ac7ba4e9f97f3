import { type Range, refuse, within } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { centralQuantile } from '../../internal/normal.js';
import { shareDifference } from '../../internal/share-difference.js';
import { wilsonInterval } from '../../internal/wilson.js';

/** How many customers were there at the start, and how many of them stayed. */
export interface RetainedCustomers {
  /** Customers at the start of the period: from 0 to 1e15. */
  readonly start: number;
  /** How many of them were still customers at its end: from 0 to `start`. */
  readonly retained: number;
}

/** A retention (a rate, or one point of a curve) with the interval that says how sure it is. */
export interface RetentionEstimate {
  /** The share of the customers who stayed: a fraction. */
  readonly value: number;
  /** The lower confidence limit: a fraction. */
  readonly lower: number;
  /** The upper confidence limit: a fraction. */
  readonly upper: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
  /** How many customers it is a share of: those at the start; at an age, those of the cohorts that have reached it. */
  readonly customers: number;
}

/** The difference of two retention rates, with its interval and test. */
export interface RetentionDifference {
  /** The rate after minus the rate before: from −1 to 1, positive where more stay. */
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
  /** How many customers there were at the start of the one before. */
  readonly customersBefore: number;
  /** How many customers there were at the start of the one after. */
  readonly customersAfter: number;
}

/**
 * Retention rate with its confidence interval (Wilson's): the share of the starting customers who stayed, a fraction from
 * 0 to 1.
 *
 *     (k + z²/2 ± z·√(k(n − k)/n + z²/4)) / (n + z²)        k of n customers stayed
 *
 * The interval is about chance: it takes the customers for a sample of all who might have been there, and their
 * decisions for independent. A price rise that made many leave together is not chance. The churn of the same customers
 * lies from 1 − upper to 1 − lower.
 *
 * @param customers - Customers at the start, and how many of them stayed.
 * @param options - `confidence`, 0.95 unless told.
 * @returns The rate with its interval, or `undefined` when there were no customers at the start.
 * @throws `TypeError` or `RangeError` for a `start` that is not a number from 0 to 1e15, for a `retained` that is not from
 * 0 to `start`, and for a confidence that is not a fraction between 0 and 1 (a percentage is refused with the likely
 * meaning).
 * @example
 * ```ts
 * import { retentionEstimate } from 'custometry';
 *
 * const quarter = retentionEstimate({ start: 50, retained: 45 })!;
 * quarter.value; // => 0.9
 * quarter.lower; // => 0.78639…
 * quarter.upper; // => 0.95652…
 * ```
 * @see Edwin B. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
 * American Statistical Association 22, 209-212; Robert G. Newcombe (1998), "Two-sided Confidence Intervals for the
 * Single Proportion: Comparison of Seven Methods", Statistics in Medicine 17, 857-872, method 3.
 */
export function retentionEstimate(
  customers: RetainedCustomers,
  options: ConfidenceOptions = {},
): RetentionEstimate | undefined {
  const { start, retained } = readRetained(customers, 'retentionEstimate: ');
  const confidence = readConfidence(options, 'retentionEstimate');
  if (start === 0) return undefined;
  const [lower, upper] = wilsonInterval(retained, start, centralQuantile(confidence));
  return { value: retained / start, lower, upper, confidence, customers: start };
}

/**
 * The difference of two retention rates, after − before, with its confidence interval (Newcombe's) and a p-value: two
 * cohorts, two regions, two arms of an experiment, one month of subscriptions and the next.
 *
 * With the rates p₁ (before) and p₂ (after) and the limits l and u that {@link retentionEstimate} gives each of them:
 *
 *     lower = p₂ − p₁ − √((p₂ − l₂)² + (u₁ − p₁)²)
 *     upper = p₂ − p₁ + √((u₂ − p₂)² + (p₁ − l₁)²)
 *
 * The p-value is 1 − the confidence at which the nearer limit touches 0, so that test and interval never contradict each
 * other. The groups must be of different customers, or of one base in periods that follow each other where who has left is
 * gone: the later rate is only of those who were there as its period began. It is not for shares of the same
 * customers that go together: who was active in one month and who in the next, one cohort at two ages, periods that overlap.
 *
 * @param before - Customers at the start and those retained, of the group to compare with.
 * @param after - The same of the other group.
 * @param options - `confidence`, 0.95 unless told.
 * @returns The difference of the rates, its limits, the confidence, the p-value and the numbers of customers, or
 * `undefined` when either group had no customers at the start.
 * @throws `TypeError` or `RangeError` for a `start` that is not a number from 0 to 1e15, for a `retained` that is not from
 * 0 to `start`, and for a confidence that is not a fraction between 0 and 1 (a percentage is refused with the likely
 * meaning).
 * @example
 * ```ts
 * import { retentionDifference } from 'custometry';
 *
 * const january = { start: 80, retained: 48 };
 * const june = { start: 70, retained: 56 };
 * const change = retentionDifference(january, june)!;
 * change.value; // => 0.20000…
 * change.lower; // => 0.05243…
 * change.upper; // => 0.33387…
 * change.pValue; // => 0.00813…
 * ```
 * @see Robert G. Newcombe (1998), "Interval Estimation for the Difference between Independent Proportions: Comparison of
 * Eleven Methods", Statistics in Medicine 17(8), 873-890, method 10.
 */
export function retentionDifference(
  before: RetainedCustomers,
  after: RetainedCustomers,
  options: ConfidenceOptions = {},
): RetentionDifference | undefined {
  const one = readRetained(before, 'retentionDifference: before.');
  const two = readRetained(after, 'retentionDifference: after.');
  const confidence = readConfidence(options, 'retentionDifference');
  if (one.start === 0 || two.start === 0) return undefined;
  const share = ({ start, retained }: RetainedCustomers) => ({ count: retained, of: start });
  const difference = shareDifference(share(one), share(two), confidence);
  return { ...difference, confidence, customersBefore: one.start, customersAfter: two.start };
}

function readRetained(customers: RetainedCustomers, prefix: string): RetainedCustomers {
  const count: Range = [0, 1e15, 'a number from 0 to 1e15'];
  const start = within(customers?.start, `${prefix}start`, count);
  const retained = within(customers.retained, `${prefix}retained`, count);
  if (retained > start) refuse(retained, `${prefix}retained`, `from 0 to start (${start})`);
  return { start, retained };
}
