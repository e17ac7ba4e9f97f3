import { NOT_NEGATIVE, reader, refuse, representable } from '../../internal/check.js';

/** Customers at the start of a period, and all who were lost in it. */
export interface CustomerLosses {
  /** Customers at the start of the period: 0 or more. */
  readonly start: number;
  /** All customers lost during the period, those who had joined during it included: 0 or more. */
  readonly lost: number;
}

/** The same with the customers at the end. */
export interface CustomerLossesToEnd extends CustomerLosses {
  /** Customers at the end of the period, new ones included: at least `start − lost`. */
  readonly end: number;
}

/** The same with those who joined. */
export interface CustomerLossesOfJoined extends CustomerLosses {
  /** All who joined during the period, whether they are still there or not: 0 or more. */
  readonly joined: number;
}

/**
 * Churn rate over the start: all customers lost in a period, divided by the customers at its start.
 *
 *     churn = lost / start
 *
 * Losses among those who joined during the period are above the line but not below it, so that it is not a share:
 * where many join and leave again it passes 1. {@link churnRate} leaves those out. The two agree where everybody who is
 * lost was there at the start.
 *
 * @param losses - Customers at the start, and all who were lost.
 * @returns A number of 0 or more, per period, or `undefined` when there were no customers at the start.
 * @throws `TypeError` or `RangeError` for a total that is not a finite number of at least 0, and for a result too large
 * for a number.
 * @example
 * ```ts
 * import { churnRateOverStart } from 'custometry';
 *
 * churnRateOverStart({ start: 100, lost: 11 }); // => 0.11
 * churnRateOverStart({ start: 10, lost: 12 }); // => 1.2
 * ```
 * @see Recurly, "Key Terms Related to Churn, Defined" (recurly.com/blog); Baremetrics, "User and Revenue Churn"
 * (help.baremetrics.com) with its note "Churn Update" (changelog.baremetrics.com): those who sign up and cancel within
 * the period count as lost.
 */
export function churnRateOverStart(losses: CustomerLosses): number | undefined {
  return lostOverStart(losses, 'churnRateOverStart');
}

/** @internal {@link churnRateOverStart}, whose errors name another caller. */
export function lostOverStart(losses: CustomerLosses, caller: string): number | undefined {
  const read = reader(losses, caller);
  return ratio(read('lost', NOT_NEGATIVE), read('start', NOT_NEGATIVE), caller);
}

/**
 * Churn rate over the midpoint: all customers lost in a period, divided by the mean of the customers at its start and at
 * its end.
 *
 *     churn = lost / ((start + end) / 2)
 *
 * The mean stands for those who were at risk, which is right where the base changes evenly and wrong where most of a
 * growth comes at one end. Where nobody joins and c is the share lost, it is c / (1 − c/2): above c, up to 2 where all are
 * lost, and near the continuous rate −ln(1 − c).
 *
 * @param losses - Customers at the start, at the end, and all who were lost.
 * @returns A number of 0 or more, per period, or `undefined` when there were no customers at the start and none at the end.
 * @throws `RangeError` when fewer were lost than are missing, start − end, and for a result too large for a number.
 * `TypeError` or `RangeError` for a total that is not a finite number of at least 0.
 * @example
 * ```ts
 * import { churnRateOverMidpoint } from 'custometry';
 *
 * churnRateOverMidpoint({ start: 100, end: 120, lost: 11 }); // => 0.1
 * churnRateOverMidpoint({ start: 100, end: 80, lost: 20 }); // => 0.22222…
 * ```
 * @see Steven H. Noble (2011), "Defining Churn Rate (no really, this actually requires an entire blog post)", Shopify,
 * which tries the mean of both ends and says where it fails.
 */
export function churnRateOverMidpoint(losses: CustomerLossesToEnd): number | undefined {
  return lostOverMidpoint(losses, 'churnRateOverMidpoint');
}

/** @internal {@link churnRateOverMidpoint}, whose errors name another caller. */
export function lostOverMidpoint(losses: CustomerLossesToEnd, caller: string): number | undefined {
  const read = reader(losses, caller);
  const [start, end, lost] = [read('start', NOT_NEGATIVE), read('end', NOT_NEGATIVE), read('lost', NOT_NEGATIVE)];
  const missing = start - end;
  // Totals need not be whole (thousands of customers, say), and then the subtraction rounds.
  if (lost < missing - 2 * Number.EPSILON * start) {
    refuse(lost, `${caller}: lost`, `at least start - end (${missing})`);
  }
  return ratio(lost, start / 2 + end / 2, caller);
}

/**
 * Churn rate over the start and the new: all customers lost in a period, divided by all who were customers at any time
 * in it.
 *
 *     churn = lost / (start + joined)
 *
 * A share, but of people who were at risk for different times: the more join late in the period, the lower it is.
 *
 * @param losses - Customers at the start, those who joined, and all who were lost. Who left and came back has joined again,
 * and can be lost again.
 * @returns A fraction from 0 to 1, or `undefined` when there were no customers in the period.
 * @throws `RangeError` when more were lost than there were. `TypeError` or `RangeError` for a total that is not a finite
 * number of at least 0, and for totals too large to add.
 * @example
 * ```ts
 * import { churnRateOverStartAndJoined } from 'custometry';
 *
 * churnRateOverStartAndJoined({ start: 100, joined: 10, lost: 11 }); // => 0.1
 * ```
 * @see Stripe, "Calculating subscriber churn rate in Billing" (support.stripe.com): churned in the past 30 days, divided
 * by those active 30 days ago plus the new ones.
 */
export function churnRateOverStartAndJoined(losses: CustomerLossesOfJoined): number | undefined {
  return lostOverStartAndJoined(losses, 'churnRateOverStartAndJoined');
}

/** @internal {@link churnRateOverStartAndJoined}, whose errors name another caller. */
export function lostOverStartAndJoined(losses: CustomerLossesOfJoined, caller: string): number | undefined {
  const read = reader(losses, caller);
  const all = representable(read('start', NOT_NEGATIVE) + read('joined', NOT_NEGATIVE), caller);
  const lost = read('lost', NOT_NEGATIVE);
  if (lost > all * (1 + 2 * Number.EPSILON)) refuse(lost, `${caller}: lost`, `at most start + joined (${all})`);
  return all === 0 ? undefined : Math.min(lost / all, 1);
}

function ratio(lost: number, customers: number, caller: string): number | undefined {
  return customers === 0 ? undefined : representable(lost / customers, caller);
}
