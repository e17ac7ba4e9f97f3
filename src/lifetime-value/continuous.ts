import { FINITE, NOT_NEGATIVE, reader, representable } from '../internal/check.js';

/** A customer who brings money without pause and can leave at any moment. */
export interface ContinuousCustomer {
  /** What a customer brings in one unit of time, after all costs: money, negative for a loss. */
  readonly margin: number;
  /**
   * The hazard λ of leaving, for one unit of time: 0 or more, and not a share, so that it can be above 1. Of many customers
   * the share e^(−λ·t) is still there after t: a retention r for one unit is λ = −ln r.
   */
  readonly churnHazard: number;
  /** The discount rate δ, compounded continuously, for one unit of time: 0 or more. A rate i is δ = ln(1 + i). */
  readonly forceOfInterest: number;
}

/** A {@link ContinuousCustomer} looked at over a limited time. */
export interface ContinuousCustomerOverTime extends ContinuousCustomer {
  /** For how long the margin counts, in the same unit of time: 0 or more. */
  readonly duration: number;
}

/**
 * Lifetime value in continuous time: the expected present value of a margin that flows without pause from a customer who can
 * leave at any moment, in the currency of the margin.
 *
 *     ∫ m · e^(−λ·t) · e^(−δ·t) dt  =  m / (λ + δ)
 *
 * and m / (λ + δ) · (1 − e^(−(λ + δ)·T)) over a limited time T. It is what {@link recurringLifetimeValue} tends to as the
 * periods get shorter, and fits customers who are billed by use or by day; of the values by period, the one for `'midPeriod'`
 * is the nearest to it.
 *
 * @param customer - Margin, hazard of leaving and force of interest for one unit of time, and `duration` for a limited time.
 * @returns The expected present value; without `duration`, `undefined` where it diverges (nobody leaves, and no discount).
 * @throws `TypeError` or `RangeError` for an argument that is missing or outside its range, and for a result too large for a
 * number.
 * @example
 * ```ts
 * import { continuousLifetimeValue } from 'custometry';
 *
 * const customer = { margin: 100, churnHazard: -Math.log(0.8), forceOfInterest: Math.log(1.1) };
 * continuousLifetimeValue(customer); // => 314.01736…
 * continuousLifetimeValue({ ...customer, duration: 1 }); // => 85.64109…
 * ```
 * @see Sunil Gupta and Donald R. Lehmann (2005), Managing Customers as Investments, chapter 2, for the value by period;
 * Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee (2005), "RFM and CLV: Using Iso-Value Curves for Customer Base
 * Analysis", Journal of Marketing Research 42(4), 415-430, for value as an integral of survival and discount.
 */
export function continuousLifetimeValue(customer: ContinuousCustomerOverTime): number;
export function continuousLifetimeValue(
  customer: ContinuousCustomer & { readonly duration?: number | undefined },
): number | undefined;
export function continuousLifetimeValue(
  customer: ContinuousCustomer & { readonly duration?: number | undefined },
): number | undefined {
  const caller = 'continuousLifetimeValue';
  const read = reader(customer, caller);
  const m = read('margin', FINITE);
  const rate = read('churnHazard', NOT_NEGATIVE) + read('forceOfInterest', NOT_NEGATIVE);
  const duration =
    customer.duration === undefined
      ? Infinity
      : reader(customer as ContinuousCustomerOverTime, caller)('duration', NOT_NEGATIVE);
  if (rate === 0) return duration === Infinity ? undefined : representable(m * duration, caller);
  return representable(m * (-Math.expm1(-rate * duration) / rate), caller);
}
