import { FINITE, FRACTION, NOT_NEGATIVE, reader, representable, requireIterable, within } from '../internal/check.js';
import { geometricSeries } from '../internal/geometric-series.js';
import { smallestWhole } from '../internal/roots.js';
import { sum } from '../internal/sum.js';
import { type RecurringCustomer, readRecurring } from './recurring.js';

/** What was spent on winning customers, and how many were won. */
export interface Acquisition {
  /** All that was spent on winning customers over some time, on those who did not come as well: money, 0 or more. */
  readonly spend: number;
  /** How many customers that won: 0 or more. Not those who would have come anyway. */
  readonly customers: number;
}

/**
 * Customer acquisition cost (CAC): what it costs on average to win a customer, in the currency of the spend.
 *
 *     CAC = spend / customers won by it
 *
 * Salaries, agencies and tools belong into the spend as much as advertisements. An average is not what the next customer
 * costs: the last part of a budget wins the fewest.
 *
 * @param acquisition - What was spent and how many customers it won, over the same time.
 * @returns The cost of a customer, or `undefined` when none was won.
 * @throws `TypeError` or `RangeError` for a field that is missing, negative or not finite, and for a result too large for a
 * number.
 * @example
 * ```ts
 * import { acquisitionCost } from 'custometry';
 *
 * acquisitionCost({ spend: 50_000, customers: 400 }); // => 125
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 5, "Acquisition Versus Retention".
 */
export function acquisitionCost(acquisition: Acquisition): number | undefined {
  const read = reader(acquisition, 'acquisitionCost');
  const spend = read('spend', NOT_NEGATIVE);
  const customers = read('customers', NOT_NEGATIVE);
  return customers === 0 ? undefined : representable(spend / customers, 'acquisitionCost');
}

/** What a customer is worth, and what it costs to win one. */
export interface ValueAndCost {
  /** The lifetime value of a customer, before the cost of winning one: money, after the costs of serving. */
  readonly lifetimeValue: number;
  /** What it costs to win a customer: money, 0 or more. */
  readonly acquisitionCost: number;
}

/**
 * Lifetime value to acquisition cost (LTV:CAC): what a customer brings for each unit of money spent on winning one. 1 is
 * break-even.
 *
 *     ratio = lifetime value / acquisition cost
 *
 * The value must be a margin: a ratio of revenue looks several times better than it is. A high ratio is not the aim either,
 * because spending more on winning customers lowers it and can still earn more.
 *
 * @param values - The lifetime value and the cost of winning a customer, in one currency.
 * @returns The ratio, or `undefined` when winning a customer costs nothing.
 * @throws `TypeError` or `RangeError` for a value that is missing or not finite, for a negative cost, and for a result too
 * large for a number.
 * @example
 * ```ts
 * import { lifetimeValueToCost } from 'custometry';
 *
 * lifetimeValueToCost({ lifetimeValue: 375, acquisitionCost: 125 }); // => 3
 * ```
 * @see Sunil Gupta and Donald R. Lehmann (2005), Managing Customers as Investments, chapter 3.
 */
export function lifetimeValueToCost(values: ValueAndCost): number | undefined {
  const read = reader(values, 'lifetimeValueToCost');
  const lifetimeValue = read('lifetimeValue', FINITE);
  const cost = read('acquisitionCost', NOT_NEGATIVE);
  return cost === 0 ? undefined : representable(lifetimeValue / cost, 'lifetimeValueToCost');
}

/** A recurring customer, and what it costs to win one. */
export interface AcquiredCustomer extends RecurringCustomer {
  /** What it costs to win a customer: money, 0 or more. */
  readonly acquisitionCost: number;
}

/**
 * Payback period of acquisition: how many margins it takes until customers have brought what they cost to win, those who left
 * on the way counted. A whole number of periods.
 *
 *     the least n with  recurringLifetimeValue over n periods ≥ acquisitionCost
 *
 * Cost divided by margin is how long one customer must stay. But some leave before that, and the others must make up for
 * them: with a cost of 999, a margin of 50 and a retention of 0.95 it takes 135 periods and not 20. All that a customer ever
 * brings without discount is m / (1 − r), and a cost above that is never paid back.
 *
 * @param customer - Margin, retention and discount rate for one period, when the first margin comes in, and the cost of
 * winning a customer. A discount rate of 0 gives the payback that is usually quoted.
 * @returns The number of periods, 0 where winning a customer costs nothing, or `undefined` where the cost is never paid back
 * (or equals, to 1e-12, all that is ever brought).
 * @throws `TypeError` or `RangeError` for an argument that is missing or outside its range (a percentage is refused with the
 * likely meaning), and for an unknown `firstMargin`.
 * @example
 * ```ts
 * import { acquisitionPaybackPeriod } from 'custometry';
 *
 * const customer = { margin: 50, retention: 0.95, discountRate: 0, firstMargin: 'now' } as const;
 * acquisitionPaybackPeriod({ ...customer, acquisitionCost: 200 }); // => 5
 * acquisitionPaybackPeriod({ ...customer, acquisitionCost: 999 }); // => 135
 * acquisitionPaybackPeriod({ ...customer, acquisitionCost: 1001 }); // => undefined
 * ```
 * @see Sunil Gupta and Donald R. Lehmann (2005), Managing Customers as Investments, chapter 2, for the margins that it sums.
 */
export function acquisitionPaybackPeriod(customer: AcquiredCustomer): number | undefined {
  const caller = 'acquisitionPaybackPeriod';
  const { first, delta } = readRecurring(customer, caller);
  const cost = reader(customer, caller)('acquisitionCost', NOT_NEGATIVE);
  if (cost === 0) return 0;
  // Margins that make up the cost to the cent do so in spite of their rounding.
  const isPaidAfter = (n: number) => geometricSeries(first, delta, n) >= cost * (1 - 1e-14);
  // The first margin alone may do; otherwise a cost that all margins only approach is not paid back by their rounding.
  if (isPaidAfter(1)) return 1;
  if (first <= 0 || (delta > 0 && first / delta <= cost * (1 + 1e-12))) return undefined;
  const periods = smallestWhole(isPaidAfter, 1, 9_007_199_254_740_991);
  return isPaidAfter(periods) ? periods : undefined;
}

/** The customers of a business, now and to come. */
export interface AcquiringBase {
  /** Customers now: 0 or more. */
  readonly customers: number;
  /** The lifetime value of a present customer from now on: money. */
  readonly lifetimeValue: number;
  /** How many customers will be won in each period to come, the first one ending a period from now: any iterable. */
  readonly acquired: Iterable<number>;
  /** The lifetime value of a new customer from the day of joining on, before the cost of winning one: money. */
  readonly newLifetimeValue: number;
  /** What it costs to win a customer, paid on joining: money, 0 or more. */
  readonly acquisitionCost: number;
  /** The discount rate for one period: a fraction from 0 to 1. */
  readonly discountRate: number;
}

/** What the customers of a business are worth. */
export interface CustomerEquity {
  /** The value of the present customers and of those to come: money. */
  readonly value: number;
  /** The value of the present customers: money. */
  readonly present: number;
  /** The present value of those to come, less the cost of winning them: money. */
  readonly future: number;
}

/**
 * Customer equity: the lifetime values of all customers of a business, those it has and those it expects to win, in the
 * currency of the values.
 *
 *     equity = N · LTV + Σ aₜ · (LTV′ − CAC) / (1 + i)^t,   t = 1, 2, …
 *
 * with N customers now and aₜ customers won at the end of period t. Present and new customers differ in value: a present one
 * has a renewal ahead (`firstMargin: 'firstRenewal'`), a new one pays on joining (`'now'`). Do not take the value of present
 * customers from their past.
 *
 * @param base - Customers now and their value, customers to come with their value and cost, and the discount rate.
 * @returns The equity and its two parts.
 * @throws `TypeError` or `RangeError` for a field that is missing or outside its range (a percentage is refused with the
 * likely meaning), for a number of customers to come that is negative or not finite (the message has its index), and for a
 * result too large for a number.
 * @example
 * ```ts
 * import { customerEquity } from 'custometry';
 *
 * customerEquity({
 *   customers: 1000, lifetimeValue: 250, acquired: [100, 110], newLifetimeValue: 350, acquisitionCost: 130,
 *   discountRate: 0.1,
 * }); // => { value: 290000, present: 250000, future: 40000 }
 * ```
 * @see Robert C. Blattberg and John Deighton (1996), "Manage Marketing by the Customer Equity Test", Harvard Business
 * Review 74(4), 136-144; Sunil Gupta, Donald R. Lehmann and Jennifer Ames Stuart (2004), "Valuing Customers", Journal of
 * Marketing Research 41(1), 7-18.
 */
export function customerEquity(base: AcquiringBase): CustomerEquity {
  const caller = 'customerEquity';
  const read = reader(base, caller);
  const present = representable(read('customers', NOT_NEGATIVE) * read('lifetimeValue', FINITE), caller);
  const net = read('newLifetimeValue', FINITE) - read('acquisitionCost', NOT_NEGATIVE);
  const growth = Math.log1p(read('discountRate', FRACTION));
  requireIterable(base.acquired, `${caller}: acquired`);
  const discounted = Array.from(base.acquired, (count, t) => {
    return within(count, `${caller}: acquired[${t}]`, NOT_NEGATIVE) * Math.exp(-(t + 1) * growth);
  });
  const future = representable(sum(discounted) * net, caller);
  return { value: representable(present + future, caller), present, future };
}
