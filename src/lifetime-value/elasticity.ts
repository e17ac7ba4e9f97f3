import { NOT_NEGATIVE, reader, representable, SIGNED_FRACTION, within } from '../internal/check.js';
import type { AcquiredCustomer } from './acquisition.js';
import { type RecurringCustomer, readRecurring } from './recurring.js';

/** How a value answers to one of the numbers that it is computed from. */
export interface Sensitivity {
  /**
   * The slope: how much the value rises for each unit by which the number rises, for small changes. A point of retention is
   * 0.01, and so worth about a hundredth of the slope.
   */
  readonly slope: number;
  /**
   * The elasticity: by how many percent the value rises where the number rises by one percent of itself, for small changes;
   * `undefined` where the value is 0.
   */
  readonly elasticity: number | undefined;
}

/** What a customer is worth beyond the cost of winning one, and what that depends on. */
export interface LifetimeValueElasticities {
  /** The lifetime value less the cost of acquisition: money. */
  readonly netValue: number;
  /** What it makes of a change in retention. */
  readonly retention: Sensitivity;
  /** What it makes of a change in margin. */
  readonly margin: Sensitivity;
  /** What it makes of a change in the discount rate. */
  readonly discountRate: Sensitivity;
  /** What it makes of a change in the cost of acquisition. */
  readonly acquisitionCost: Sensitivity;
}

/**
 * Elasticities of lifetime value: how the value of a customer, less what it costs to win one, answers to small changes in
 * retention, margin, discount rate and acquisition cost.
 *
 *     net = recurringLifetimeValue − acquisitionCost,   slope = ∂net / ∂x,   elasticity = slope · x / net
 *
 * With B = r·(1 + g), the value itself has elasticity B / (1 + i − B) to retention (and 1 more where the first margin is the
 * first renewal's), and 1 to margin. Gupta, Lehmann and Stuart found that 1% more retention is worth about 5% of the value of
 * the firms they looked at, 1% more margin 1%, and 1% less acquisition cost 0.1%: those are averages of five firms of 2002,
 * and this function gives the caller's own. A percent of retention is not a point: from 0.8 it is 0.808. Neither is it said
 * what it costs: a number that moves the value most may be the hardest to move.
 *
 * @param customer - Margin, retention, discount rate and growth for one period, when the first margin comes in, and the cost of
 * winning a customer.
 * @returns The net value with its four sensitivities, or `undefined` where the value diverges, r·(1 + g) ≥ 1 + i.
 * @throws `TypeError` or `RangeError` for an argument that is missing or outside its range (a percentage is refused with the
 * likely meaning), for an unknown `firstMargin`, and for results too large for a number.
 * @example
 * ```ts
 * import { lifetimeValueElasticities } from 'custometry';
 *
 * const { netValue, retention, margin, acquisitionCost } = lifetimeValueElasticities({
 *   margin: 100, retention: 0.8, discountRate: 0.1, firstMargin: 'now', acquisitionCost: 100,
 * })!;
 * netValue; // => 266.66666…
 * retention.slope; // => 1222.22222…   12.2 for a point
 * retention.elasticity; // => 3.66666…
 * margin.elasticity; // => 1.375
 * acquisitionCost.elasticity; // => -0.37499…
 * ```
 * @see Sunil Gupta, Donald R. Lehmann and Jennifer Ames Stuart (2004), "Valuing Customers", Journal of Marketing Research
 * 41(1), 7-18; Phillip E. Pfeifer and Paul W. Farris (2004), "The Elasticity of Customer Value to Retention: The Duration of
 * a Customer Relationship", Journal of Interactive Marketing 18(2), 20-31.
 */
export function lifetimeValueElasticities(customer: AcquiredCustomer): LifetimeValueElasticities | undefined {
  const caller = 'lifetimeValueElasticities';
  const { m, r, i, g, factor, delta } = readRecurring(customer, caller);
  const cost = reader(customer, caller)('acquisitionCost', NOT_NEGATIVE);
  if (delta <= 0) return undefined;
  const { firstMargin } = customer;
  const value = (m * factor) / delta;
  const netValue = representable(value - cost, caller);
  const sensitivity = (x: number, slope: number): Sensitivity => ({
    slope: representable(slope, caller),
    elasticity: netValue === 0 ? undefined : representable((slope * x) / netValue, caller),
  });
  // ∂ ln value / ∂r and ∂i: of the series, and of what the timing makes of it.
  const ofSeries = (1 + g) / ((1 + i) * delta);
  const later = { now: 0, midPeriod: 0.5, endOfPeriod: 1, firstRenewal: 1 }[firstMargin];
  const byRetention = firstMargin === 'firstRenewal' ? m / ((1 + i) * delta * delta) : value * ofSeries;
  return {
    netValue,
    retention: sensitivity(r, byRetention),
    margin: sensitivity(m, factor / delta),
    discountRate: sensitivity(i, (-value * (r * ofSeries + later)) / (1 + i)),
    acquisitionCost: sensitivity(cost, -1),
  };
}

/** A recurring customer, and by how much retention is to change. */
export interface CustomerToRetain extends RecurringCustomer {
  /** The change in retention, in points as a fraction: 0.05 lifts 0.80 to 0.85. Retention must stay within 0 and 1. */
  readonly points: number;
  /** What it costs to win a customer, taken off the value: money, 0 or more; 0 unless told. */
  readonly acquisitionCost?: number | undefined;
}

/** What a change in retention makes of a customer's value. */
export interface RetentionGain {
  /** The value of a customer now, less the cost of acquisition: money. */
  readonly before: number;
  /** The value with the new retention: money. */
  readonly after: number;
  /** after − before: the most that the change may cost for each customer. */
  readonly gain: number;
  /** The gain as a fraction of the value before, or `undefined` where that is not above 0. */
  readonly relativeGain: number | undefined;
  /** The share of all losses of customers that the change prevents: 0.05 points at a churn of 0.1 are half. */
  readonly churnReduction: number | undefined;
}

/**
 * What some points of retention are worth: the value of a customer before and after, computed anew and not by a slope, so that
 * large changes are right as well.
 *
 *     gain = value(r + points) − value(r)
 *
 * "5% more retention brings 25% to 95% more profit" is this number, for firms that somebody chose: points and not percent, of
 * the value of a customer and not the profit of a firm, and larger the fewer customers leave as it is. `churnReduction` says
 * what it takes: from a churn of 10% to 5% half of all losses must stop.
 *
 * @param customer - Margin, retention, discount rate and growth for one period, when the first margin comes in, the points, and
 * the cost of acquisition.
 * @returns Both values and their difference, or `undefined` where a value diverges, r·(1 + g) ≥ 1 + i.
 * @throws `TypeError` or `RangeError` for an argument that is missing or outside its range (a percentage is refused with the
 * likely meaning), for retention moved out of 0 to 1, and for results too large for a number.
 * @example
 * ```ts
 * import { retentionGain } from 'custometry';
 *
 * const customer = { margin: 100, retention: 0.9, discountRate: 0.1, firstMargin: 'now' } as const;
 * const { relativeGain, churnReduction } = retentionGain({ ...customer, points: 0.05 })!;
 * relativeGain; // => 0.33333…
 * churnReduction; // => 0.50000…
 * ```
 * @see Frederick F. Reichheld and W. Earl Sasser (1990), "Zero Defections: Quality Comes to Services", Harvard Business
 * Review 68(5), 105-111, for the claim; Robert East, Kathy Hammond and Philip Gendall (2006), "Fact and Fallacy in Retention
 * Marketing", Journal of Marketing Management 22(1-2), 5-23, for its critique.
 */
export function retentionGain(customer: CustomerToRetain): RetentionGain | undefined {
  const caller = 'retentionGain';
  const now = readRecurring(customer, caller);
  const points = reader(customer, caller)('points', SIGNED_FRACTION);
  const cost =
    customer.acquisitionCost === undefined
      ? 0
      : within(customer.acquisitionCost, `${caller}: acquisitionCost`, NOT_NEGATIVE);
  // The sum of two fractions can round to just beyond its range.
  const raised = within(now.r + points, `${caller}: retention + points`, [-1e-15, 1 + 1e-15, '0 to 1']);
  const then = readRecurring({ ...customer, retention: Math.max(0, Math.min(1, raised)) }, caller);
  if (now.delta <= 0 || then.delta <= 0) return undefined;
  const before = representable(now.first / now.delta - cost, caller);
  const after = representable(then.first / then.delta - cost, caller);
  const gain = representable(after - before, caller);
  return {
    before,
    after,
    gain,
    relativeGain: before > 0 ? representable(gain / before, caller) : undefined,
    churnReduction: now.r === 1 ? undefined : points / (1 - now.r) + 0,
  };
}
