import { POSITIVE, reader, representable, whole } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { gammaQuantile, gammaUpperQuantile } from '../../internal/incomplete-gamma.js';

/** Losses, and the time in which they could occur. */
export interface CustomerTimeLosses {
  /** How many customers were lost: a whole number from 0 to 1e9. */
  readonly lost: number;
  /** How long all customers were customers, added up: above 0, in the unit of time that the rate is to be per. */
  readonly customerTime: number;
}

/** A churn rate per unit of time, with the interval that says how sure it is. */
export interface ChurnRateOverCustomerTime {
  /** Losses per customer and unit of time: 0 or more. */
  readonly value: number;
  /** The lower confidence limit. */
  readonly lower: number;
  /** The upper confidence limit. */
  readonly upper: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
  /** How many were lost. */
  readonly lost: number;
  /** How long all were customers. */
  readonly customerTime: number;
}

/**
 * Churn rate over customer time: losses per customer and unit of time, with Garwood's exact interval. The central rate of
 * actuaries and the incidence of epidemiologists, 0 or more.
 *
 *     rate = lost / customerTime
 *
 * Ten customers for three months each are 30 customer-months, whoever came and went: everybody counts for as long as they
 * were at risk, so that it does not matter when in the period they joined, and periods of different lengths compare. Where new
 * customers leave faster than old ones, it still rises with the share of new ones: compare customers of one age.
 *
 * It is no share of anybody, and can be above 1. A rate does multiply: λ per month is 12λ per year. At a constant rate λ the
 * share lost in a time t is 1 − e^(−λt), and the expected lifetime is 1/λ. The functions that take a churn (such as
 * {@link convertChurnRate} and {@link expectedLifetimeInContinuousTime}) take the share, `-Math.expm1(-λ)`, and not λ.
 *
 * The limits are those whose Poisson distributions would give this many losses or more (lower), or this many or fewer
 * (upper), with a probability of (1 − confidence)/2 each: with Γ⁻¹(p; a), the p-quantile of the gamma distribution of
 * shape a,
 *
 *     lower = Γ⁻¹(α/2; lost) / customerTime        upper = Γ⁻¹(1 − α/2; lost + 1) / customerTime        α = 1 − confidence
 *
 * They cover at least as often as they say, and take customers to leave independently of each other.
 *
 * @param losses - How many were lost, and the customer time: {@link customerMovements} counts both, in days (`customerDays`).
 * @param options - `confidence`, 0.95 unless told.
 * @returns The rate per unit of time with its limits. With no losses it is 0, and the upper limit says how high it may be.
 * @throws `TypeError` or `RangeError` for a number of losses that is not whole and from 0 to 1e9, a customer time that is
 * not a finite number above 0, a confidence that is not a fraction between 0 and 1 (a percentage is refused with the
 * likely meaning), and for a rate too large for a number.
 * @example
 * ```ts
 * import { churnRateOverCustomerTime } from 'custometry';
 *
 * const perMonth = churnRateOverCustomerTime({ lost: 10, customerTime: 500 });
 * perMonth.value; // => 0.02
 * perMonth.lower; // => 0.00959…
 * perMonth.upper; // => 0.03678…
 * churnRateOverCustomerTime({ lost: 0, customerTime: 500 }).upper; // => 0.00737…
 * ```
 * @see F. Garwood (1936), "Fiducial Limits for the Poisson Distribution", Biometrika 28(3/4), 437-442; Steven H. Noble
 * (2011), "Defining Churn Rate (no really, this actually requires an entire blog post)", Shopify, for churns per customer day.
 */
export function churnRateOverCustomerTime(
  losses: CustomerTimeLosses,
  options: ConfidenceOptions = {},
): ChurnRateOverCustomerTime {
  const caller = 'churnRateOverCustomerTime';
  const read = reader(losses, caller);
  const lost = read('lost', whole(0, 1e9));
  const customerTime = read('customerTime', POSITIVE);
  const confidence = readConfidence(options, caller);
  const tail = (1 - confidence) / 2;
  const upper = representable(gammaUpperQuantile(tail, lost + 1) / customerTime, caller);
  const lower = lost === 0 ? 0 : gammaQuantile(tail, lost) / customerTime;
  return { value: lost / customerTime, lower, upper, confidence, lost, customerTime };
}
