import { FINITE, FRACTION, NOT_NEGATIVE, representable, requireIterable, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';

/** Customers whom a customer has brought or is expected to bring. */
export interface Referral {
  /** How many customers: 0 or more; 1 unless told. */
  readonly customers?: number | undefined;
  /** When they come: periods from now, 0 or more. */
  readonly period: number;
  /** The probability that they would have come without the referral: a fraction from 0 to 1. */
  readonly wouldHaveCome: number;
  /** What each of them is worth from the day of joining on, after the costs of serving and keeping them: money. */
  readonly lifetimeValue: number;
  /** What it would have cost to win each of them in another way: money, 0 or more. */
  readonly acquisitionCost: number;
  /** What the referral costs, in rewards to both sides and in running the programme: money for each, 0 or more. */
  readonly referralCost: number;
}

/** What a customer's referrals are worth. */
export interface ReferralValue {
  /** The present value of the referrals: margins and savings less their costs: money. */
  readonly value: number;
  /** The part of it that is the lifetime value of those who would not have come: money. */
  readonly margins: number;
  /** The part of it that is acquisition cost saved on those who would have come: money. */
  readonly savings: number;
  /** What the referrals cost, which is taken off: money. */
  readonly costs: number;
}

/**
 * Customer referral value: the present value of the customers whom a customer brings, in the currency of their values.
 *
 *     value = Σ customers · ((1 − w) · lifetimeValue + w · acquisitionCost − referralCost) / (1 + i)^period
 *
 * where w is the probability that they would have come anyway. Of those who would not, the referral brought the whole lifetime
 * value; of those who would, it saved no more than what winning them would have cost. To count the whole value of everybody is
 * the usual mistake. The reward is paid for both, so that it is taken off for both: Kumar, Petersen and Leone take it off for
 * the first kind only, and count, for these too, the acquisition cost that was not spent.
 *
 * It adds to the customer's own lifetime value, but not over all customers: the value of the referred is in their own lifetime
 * values already.
 *
 * @param referrals - The referrals, past ones left out: any iterable.
 * @param discountRate - The discount rate i for one period: a fraction from 0 to 1.
 * @returns The value and its parts; 0 for no referrals.
 * @throws `TypeError` or `RangeError` for a field that is missing or outside its range (the message has the index; a percentage
 * is refused with the likely meaning), and for a result too large for a number.
 * @example
 * ```ts
 * import { referralValue } from 'custometry';
 *
 * const friend = { period: 1, lifetimeValue: 300, acquisitionCost: 120, referralCost: 20 };
 * referralValue([{ ...friend, wouldHaveCome: 0 }], 0.1).value; // => 254.54545…
 * referralValue([{ ...friend, wouldHaveCome: 1 }], 0.1).value; // => 90.90909…
 * ```
 * @see V. Kumar, J. Andrew Petersen and Robert P. Leone (2010), "Driving Profitability by Encouraging Customer Referrals:
 * Who, When, and How", Journal of Marketing 74(5), 1-17.
 */
export function referralValue(referrals: Iterable<Referral>, discountRate: number): ReferralValue {
  const caller = 'referralValue';
  requireIterable(referrals, `${caller}: referrals`);
  const growth = Math.log1p(within(discountRate, `${caller}: discountRate`, FRACTION));
  const parts = Array.from(referrals, (referral, index) => {
    const read = (name: Exclude<keyof Referral, 'customers'>, range: typeof FINITE) =>
      within(referral?.[name], `${caller}: ${name} of referrals[${index}]`, range);
    const period = read('period', NOT_NEGATIVE);
    const w = read('wouldHaveCome', FRACTION);
    const value = read('lifetimeValue', FINITE);
    const saved = read('acquisitionCost', NOT_NEGATIVE);
    const cost = read('referralCost', NOT_NEGATIVE);
    const { customers = 1 } = referral;
    const count =
      within(customers, `${caller}: customers of referrals[${index}]`, NOT_NEGATIVE) * Math.exp(-period * growth);
    return { margin: count * (1 - w) * value, saving: count * w * saved, cost: count * cost };
  });
  const margins = representable(sum(parts.map(({ margin }) => margin)), caller);
  const savings = representable(sum(parts.map(({ saving }) => saving)), caller);
  const costs = representable(sum(parts.map(({ cost }) => cost)), caller);
  return { value: representable(margins + savings - costs, caller), margins, savings, costs };
}
