import { NOT_NEGATIVE, reader, representable, SIGNED_FRACTION } from '../internal/check.js';

/** What a customer orders while the relationship lasts. */
export interface LifetimeOrders {
  /** Revenue of an average order: 0 or more, in any currency. */
  readonly averageOrderValue: number;
  /** Orders a customer makes in a year: 0 or more. */
  readonly ordersPerYear: number;
  /** Years that the relationship lasts: 0 or more. */
  readonly years: number;
  /**
   * The share of revenue that is left after the costs of what was sold and of serving the customer: a fraction from −1
   * to 1, negative where customers are served at a loss. With it the result is profit; without it, revenue.
   */
  readonly margin?: number | undefined;
}

/**
 * Lifetime value from order value, frequency and duration: what a customer brings over the whole relationship, in the
 * currency of the order value.
 *
 *     revenue = averageOrderValue · ordersPerYear · years
 *     profit  = revenue · margin
 *
 * The rule of thumb: nothing is discounted and the duration is taken as known. Where customers may leave at any renewal
 * and money has a price, use {@link recurringLifetimeValue}. Revenue is not value: compare with what a customer costs to
 * win only once the margin is in.
 *
 * @param orders - Order value, orders a year, years, and the margin if the result is to be profit.
 * @returns Revenue over the relationship or, with a margin, profit.
 * @throws `TypeError` or `RangeError` for an argument that is missing, negative or not finite, for a margin that is not
 * a fraction (a percentage is refused with the likely meaning), and for a result too large for a number.
 * @example
 * ```ts
 * import { lifetimeValue } from 'custometry';
 *
 * lifetimeValue({ averageOrderValue: 50, ordersPerYear: 4, years: 3 }); // => 600
 * lifetimeValue({ averageOrderValue: 50, ordersPerYear: 4, years: 3, margin: 0.25 }); // => 150
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 5, "Customer Profit and Customer Lifetime Value".
 */
export function lifetimeValue(orders: LifetimeOrders): number {
  const read = reader(orders, 'lifetimeValue');
  const revenue =
    read('averageOrderValue', NOT_NEGATIVE) * read('ordersPerYear', NOT_NEGATIVE) * read('years', NOT_NEGATIVE);
  const margin = orders.margin === undefined ? 1 : read('margin', SIGNED_FRACTION);
  return representable(revenue * margin, 'lifetimeValue');
}
