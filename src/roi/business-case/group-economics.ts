import { representable } from '../../internal/check.js';
import { type ConfidenceOptions, type Estimate, readConfidence } from '../../internal/estimate.js';
import type { Moments, PairMoments } from '../../internal/moments.js';
import { centralQuantile } from '../../internal/normal.js';
import { studentQuantile } from '../../internal/student.js';
import { wilsonInterval } from '../../internal/wilson.js';
import { readGroups, type TotalsByGroup } from './group-totals.js';

/** What a customer of a group brings in a year, with the intervals that say how sure it is. */
export interface GroupEconomics {
  /** How many customers were measured: those of the sample, not of the whole base. */
  readonly customers: number;
  /** What a customer spends in a year: money. */
  readonly spend: Estimate | undefined;
  /** The share of all spend that is left as margin: a fraction. */
  readonly margin: Estimate | undefined;
  /** The share of customers who stay for the year: a fraction. */
  readonly retention: Estimate | undefined;
  /** How many new customers a customer brings in a year. */
  readonly referrals: Estimate | undefined;
  /** What serving a customer costs in a year: money. */
  readonly costToServe: Estimate | undefined;
}

/**
 * What a customer of each group brings in a year, measured on your own customers: spend, margin, retention, referrals and
 * cost to serve, each with its interval. The inputs of {@link cxBusinessCase}.
 *
 *     spend, referrals, cost to serve   x̄ ± t·s / √n, Student's interval of a mean, n − 1 degrees of freedom
 *     margin                            R = Σ mᵢ / Σ sᵢ ± t·√(Σ(mᵢ − R·sᵢ)² / (n(n − 1))) / s̄
 *     retention                         k of n, Wilson's interval
 *
 * The margin is a ratio of totals, which is not the mean of the customers' own ratios: large customers count for more, as
 * their money does. Its interval is by linearisation, good from a few dozen customers on. Student's interval of a mean takes
 * few extreme customers badly, and an end of it can lie below 0 where no customer does.
 *
 * **A difference between groups is not the effect of moving a customer from one to the other.** Customers who are rich, new,
 * near or long-standing may both spend more and be promoters; and who answers a survey is not who does not. The intervals
 * are about chance alone and see none of that. Take `causalShare` well below 1 unless a trial says otherwise.
 *
 * @param totals - What is known of the customers of each group, of {@link groupTotals} or {@link mergeGroupTotals}.
 * @param options - `confidence`: a fraction, 0.95 unless told.
 * @returns A `Map` from each group, in the order of first appearance, to its measures. A mean or a margin is `undefined` when
 * it is known of fewer than two customers, a margin also where nothing was spent, and a retention where it is known of nobody.
 * @throws `TypeError` or `RangeError` for totals that are none, for a confidence that is not a fraction between 0 and 1,
 * and for numbers too large to compute with.
 * @example
 * ```ts
 * import { cxBusinessCase, type Estimate, groupEconomics, groupTotals } from 'custometry';
 *
 * const customers = [
 *   { said: 'promoter', spent: 300, profit: 130, stayed: true },
 *   { said: 'promoter', spent: 200, profit: 70, stayed: true },
 *   { said: 'promoter', spent: 100, profit: 40, stayed: false },
 *   { said: 'detractor', spent: 100, profit: 20, stayed: false },
 *   { said: 'detractor', spent: 140, profit: 40, stayed: true },
 * ];
 * const totals = groupTotals(customers, {
 *   group: ({ said }) => said,
 *   spend: ({ spent }) => spent,
 *   profit: ({ profit }) => profit,
 *   retained: ({ stayed }) => stayed,
 * });
 * const economics = groupEconomics(totals);
 * economics.get('promoter')?.spend?.value; // => 200
 * economics.get('promoter')?.spend?.upper; // => 448.41377…
 * economics.get('promoter')?.margin?.value; // => 0.4
 *
 * // A measure is undefined where too few are known: that must not become a 0 without a word.
 * const known = (measure?: Estimate) => measure?.value ?? Number.NaN;
 * const result = cxBusinessCase({
 *   groups: [...economics].map(([name, { customers, spend, margin, retention }]) => ({
 *     name,
 *     customers: 1000 * customers, // one in a thousand was asked
 *     spend: known(spend), margin: known(margin), retention: known(retention),
 *     referrals: 0, costToServe: 0, // not measured here
 *   })),
 *   moves: [{ from: 'detractor', to: 'promoter', share: 0.2 }],
 *   causalShare: 0.3,
 *   costNow: 5000, costPerYear: 0, years: 1, discountRate: 0,
 * });
 * result.benefit; // => 6000
 * ```
 * @see William G. Cochran (1977), Sampling Techniques, 3rd ed., sections 2.8 (means) and 6.3-6.4 (ratios); Edwin B. Wilson
 * (1927), "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American Statistical
 * Association 22, 209-212.
 */
export function groupEconomics<Group>(
  totals: TotalsByGroup<Group>,
  options: ConfidenceOptions = {},
): Map<Group, GroupEconomics> {
  const confidence = readConfidence(options, CALLER);
  return new Map(
    readGroups(totals, `${CALLER}: totals`).map(
      ([group, { spend, margin, known, retained, referrals, costToServe }]) => [
        group,
        {
          customers: spend.count,
          spend: meanOf(spend, confidence),
          margin: ratioOf(margin, confidence),
          retention: shareOf(retained, known, confidence),
          referrals: meanOf(referrals, confidence),
          costToServe: meanOf(costToServe, confidence),
        },
      ],
    ),
  );
}

const CALLER = 'groupEconomics';

function meanOf({ count, mean, squares }: Moments, confidence: number): Estimate | undefined {
  return count < 2 ? undefined : around(mean, squares, count, 1, confidence);
}

function ratioOf({ count, means, squares, products }: PairMoments, confidence: number): Estimate | undefined {
  if (count < 2 || means[0] === 0) return undefined;
  const ratio = means[1] / means[0];
  // What is left of the margins once the ratio explains them; its mean is 0.
  const residuals = squares[1] - ratio * (2 * products - ratio * squares[0]);
  return around(ratio, Math.max(0, residuals), count, means[0], confidence);
}

/** Student's interval, for squared differences that stand for `unit` each. */
function around(value: number, squares: number, count: number, unit: number, confidence: number): Estimate {
  const t = -studentQuantile((1 - confidence) / 2, count - 1);
  const half = (t * Math.sqrt(squares / (count - 1) / count)) / unit;
  const [lower, upper] = [representable(value - half, CALLER), representable(value + half, CALLER)];
  return { value, lower, upper, confidence, responses: count };
}

function shareOf(successes: number, trials: number, confidence: number): Estimate | undefined {
  if (trials === 0) return undefined;
  const [lower, upper] = wilsonInterval(successes, trials, centralQuantile(confidence));
  return { value: successes / trials, lower, upper, confidence, responses: trials };
}
