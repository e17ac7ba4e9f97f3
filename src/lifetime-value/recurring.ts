import { FINITE, FRACTION, reader, refuse, representable, SIGNED_FRACTION, whole, within } from '../internal/check.js';
import { geometricSeries } from '../internal/geometric-series.js';

/**
 * When the margin of a period comes in, and so when the first one does:
 *
 * - `'now'`: at the start of each period, the first one at once and for certain (a subscription paid in advance).
 * - `'midPeriod'`: in the middle of each period, the first one for certain (orders spread over the period).
 * - `'endOfPeriod'`: at the end of each period, the first one for certain (paid in arrears).
 * - `'firstRenewal'`: at the end of each period and only from those who are still customers then, the first one
 *   included. This is the value that is quoted as Gupta and Lehmann's, m·r / (1 + i − r); it leaves out whatever the
 *   customer paid on joining.
 */
export type FirstMargin = 'now' | 'midPeriod' | 'endOfPeriod' | 'firstRenewal';

/** A customer who brings the same margin each period for as long as they stay. */
export interface RecurringCustomer {
  /** What a customer brings in each period, after all costs: money, negative for a loss. Not a share of revenue. */
  readonly margin: number;
  /** The probability that a customer stays from one period to the next: a fraction from 0 to 1. */
  readonly retention: number;
  /** The discount rate for one period: a fraction from 0 to 1. */
  readonly discountRate: number;
  /**
   * By how much the margin grows from each period to the next: a fraction from −1 to 1, 0 unless told. It is the margin of
   * those who stay; `margin` is the first one that is counted.
   */
  readonly growth?: number | undefined;
  /** When the first margin comes in. The choice can change the value by more than half, so that there is no default. */
  readonly firstMargin: FirstMargin;
}

/** A {@link RecurringCustomer} looked at over a limited number of periods. */
export interface RecurringCustomerOverPeriods extends RecurringCustomer {
  /** How many margins to count: a whole number from 0 to 2^53 − 1. */
  readonly periods: number;
}

/**
 * Lifetime value of a customer who brings a constant margin each period and stays with a constant probability: the
 * expected present value of all future margins, in the currency of the margin.
 *
 * With margin m, retention r, discount rate i and growth g, all for the same period, and q = r·(1 + g) / (1 + i):
 *
 *     now            m · (1 + q + q² + …)  =  m · (1 + i) / (1 + i − r·(1 + g))
 *     midPeriod      the same / √(1 + i)
 *     endOfPeriod    the same / (1 + i)     =  m / (1 + i − r·(1 + g))
 *     firstRenewal   the same · r           =  m · r / (1 + i − r·(1 + g))
 *
 * The first is the sum of margins that come at times 0, 1, 2, …, each from the share rᵗ who are still there. Half a period or
 * a period later each is discounted by that much more. From the first renewal on, each is also earned only by those who have
 * renewed once more. For m = 100, r = 0.8, i = 0.1 and no growth they are 366.67, 349.60, 333.33 and 266.67; the last is what
 * is quoted as Gupta and Lehmann's, and the first is one margin more, the certain one on joining. Over a finite number of periods n, the series 1 + q + … + q^(n−1) takes the place of the infinite one.
 *
 * Retention that is the same for every customer and every age is a strong assumption: where loyal and fickle customers
 * are mixed, the customers who stay are the loyal ones, and this formula undervalues them.
 *
 * @param customer - Margin, retention, discount rate and growth for one period, when the first margin comes in, and
 * `periods` for a finite horizon.
 * @returns The expected present value; without `periods`, `undefined` where it diverges, r·(1 + g) ≥ 1 + i (without growth:
 * retention 1 and no discount).
 * @throws `TypeError` or `RangeError` for an argument that is missing or outside its range (a percentage is refused
 * with the likely meaning), for an unknown `firstMargin`, and for a result too large for a number.
 * @example
 * ```ts
 * import { recurringLifetimeValue } from 'custometry';
 *
 * const customer = { margin: 100, retention: 0.8, discountRate: 0.1 };
 * recurringLifetimeValue({ ...customer, firstMargin: 'firstRenewal' }); // => 266.66666…
 * recurringLifetimeValue({ ...customer, firstMargin: 'now' }); // => 366.66666…
 * recurringLifetimeValue({ ...customer, firstMargin: 'now', periods: 3 }); // => 225.61983…
 * recurringLifetimeValue({ ...customer, firstMargin: 'now', growth: 0.05 }); // => 423.07692…
 * ```
 * @see Sunil Gupta and Donald R. Lehmann (2003), "Customers as Assets", Journal of Interactive Marketing 17(1), 9-24;
 * Sunil Gupta and Donald R. Lehmann (2005), Managing Customers as Investments, chapter 2.
 */
export function recurringLifetimeValue(customer: RecurringCustomerOverPeriods): number;
export function recurringLifetimeValue(
  customer: RecurringCustomer & { readonly periods?: number | undefined },
): number | undefined;
export function recurringLifetimeValue(
  customer: RecurringCustomer & { readonly periods?: number | undefined },
): number | undefined {
  const caller = 'recurringLifetimeValue';
  const { first, delta } = readRecurring(customer, caller);
  const n =
    customer.periods === undefined
      ? Infinity
      : reader(customer as RecurringCustomerOverPeriods, caller)('periods', whole(0, Number.MAX_SAFE_INTEGER));
  if (n === Infinity && delta <= 0) return undefined;
  return representable(geometricSeries(first, delta, n), caller);
}

/** A recurring customer, checked. */
export interface Recurring {
  readonly m: number;
  readonly r: number;
  readonly i: number;
  readonly g: number;
  /** What the timing of the first margin makes of a value whose first margin is now. */
  readonly factor: number;
  /** The expected present value of the first margin. */
  readonly first: number;
  /** 1 − q, where q is the ratio of each margin's expected present value to the one before. */
  readonly delta: number;
}

/** @internal */
export function readRecurring(customer: RecurringCustomer, caller: string): Recurring {
  const read = reader(customer, caller);
  const m = read('margin', FINITE);
  const r = read('retention', FRACTION);
  const i = read('discountRate', FRACTION);
  const g = customer.growth === undefined ? 0 : within(customer.growth, `${caller}: growth`, SIGNED_FRACTION);
  const delta = oneMinusRatio(r, i, g);
  const factor = factorAgainstNow(customer.firstMargin, r, i, caller);
  return { m, r, i, g, factor, first: m * factor, delta };
}

/** @internal 1 − q, where q = r·(1 + g)/(1 + i) is the ratio of each margin's expected present value to the one before. */
export function oneMinusRatio(r: number, i: number, g: number): number {
  // (1 − r) and (i − g) first, which are exact where 1 − q is small.
  const delta = ((1 - r) * (1 + g) + (i - g)) / (1 + i);
  // With growth it can be 0 for rates of which none is 0 or 1, and only their rounding makes it anything else.
  if (g !== 0 && r < 1 && Math.abs(delta) < 4e-16) return 0;
  // The ratio is never negative, but where it is next to 0 the rounding of growth and discount can make it so.
  return Math.min(delta, 1);
}

/** @internal What the timing of the first margin makes of a value whose first margin is now. */
export function factorAgainstNow(firstMargin: FirstMargin, r: number, i: number, caller: string): number {
  switch (firstMargin) {
    case 'now':
      return 1;
    case 'midPeriod':
      return 1 / Math.sqrt(1 + i);
    case 'endOfPeriod':
      return 1 / (1 + i);
    case 'firstRenewal':
      return r / (1 + i);
    default:
      refuse(
        firstMargin,
        `${caller}: firstMargin`,
        "'now', 'midPeriod', 'endOfPeriod' or 'firstRenewal'",
        '',
        'string',
      );
  }
}
