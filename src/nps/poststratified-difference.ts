import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import type { NpsCounts } from './counts.js';
import { differenceOf, type NpsWeightedDifference } from './effective.js';
import { poststratified, requireStrata } from './poststratified.js';
import { requireShares } from './shares.js';

/**
 * The difference of two post-stratified Net Promoter Scores from different respondents, after − before, with its confidence
 * interval and p-value: what changed with the make-up of the population held still.
 *
 * Both surveys are brought to the same shares of the population, as {@link npsPoststratified} does, and each is taken for a
 * simple random sample of its effective number of responses. With the scores s₁ (before) and s₂ (after) and the limits l and
 * u of those estimates:
 *
 *     lower = s₂ − s₁ − √((s₂ − l₂)² + (u₁ − s₁)²)
 *     upper = s₂ − s₁ + √((u₂ − s₂)² + (s₁ − l₁)²)
 *
 * The p-value is 1 − the confidence at which the nearer limit touches 0, so that test and interval never contradict each
 * other. Where no stratum has changed, a 95% interval excludes 0 in 5% to 6% of simulated pairs of surveys with two strata of
 * 10 to 400 responses each, however differently the strata answered in the two.
 *
 * @param before - A `Map` from each stratum to its counts in the earlier survey, such as `npsCountsBy` returns.
 * @param after - The same for the later survey.
 * @param populationShares - A `Map` from each stratum of the population to its share: fractions from 0 to 1 that sum to 1
 * (to 1e-9). Responses in a stratum of share 0 are left out.
 * @param options - `confidence`: a fraction above 0 and below 1; 0.95 unless told.
 * @returns The change in points, its limits, the confidence, the p-value and the numbers of responses, or `undefined` when
 * a stratum with a share of the population has no responses in either survey.
 * @throws `RangeError` for shares that do not sum to 1 or are not fractions (a percentage is refused with the likely
 * meaning) and for a stratum that has no share; `TypeError` for what is not a `Map`.
 * @example
 * ```ts
 * import { npsPoststratifiedDifference } from 'custometry';
 *
 * const before = new Map([
 *   ['free', { promoters: 30, passives: 40, detractors: 30 }],
 *   ['paid', { promoters: 60, passives: 30, detractors: 10 }],
 * ]);
 * const after = new Map([
 *   ['free', { promoters: 50, passives: 30, detractors: 20 }],
 *   ['paid', { promoters: 61, passives: 30, detractors: 9 }],
 * ]);
 * const change = npsPoststratifiedDifference(before, after, new Map([['free', 0.8], ['paid', 0.2]]));
 * change?.value; // => 24.4
 * change?.pValue; // => 0.00785…
 * ```
 * @see D. Holt and T. M. F. Smith (1979), "Post Stratification", Journal of the Royal Statistical Society A 142(1), 33-46;
 * Guang Yong Zou and Allan Donner (2008), "Construction of Confidence Limits about Effect Measures: A General Approach",
 * Statistics in Medicine 27(10), 1693-1702, equations 4 and 5.
 */
export function npsPoststratifiedDifference<Stratum>(
  before: ReadonlyMap<Stratum, NpsCounts>,
  after: ReadonlyMap<Stratum, NpsCounts>,
  populationShares: ReadonlyMap<Stratum, number>,
  options: ConfidenceOptions = {},
): NpsWeightedDifference | undefined {
  const caller = 'npsPoststratifiedDifference';
  requireShares(populationShares, `${caller}: populationShares`);
  const confidence = readConfidence(options, caller);
  requireStrata(before, populationShares, caller, 'before');
  requireStrata(after, populationShares, caller, 'after');
  const [one, two] = [poststratified(before, populationShares), poststratified(after, populationShares)];
  return one && two && differenceOf(one, two, confidence);
}
