import { NOT_NEGATIVE, reader, refuse } from '../../internal/check.js';

/** What happened to a customer base over one period: all that a retention rate needs. */
export interface CustomerChange {
  /** Customers at the start of the period: 0 or more. */
  readonly start: number;
  /** Customers at the end of the period, the newly acquired ones included: 0 or more. */
  readonly end: number;
  /** How many of the customers at the end joined during the period. Those who joined and left again do not count. */
  readonly acquired: number;
}

/**
 * Retention rate: the share of the customers at the start of a period who are still customers at its end.
 *
 *     retention = (end − acquired) / start
 *
 * It says nothing of customers who joined and left within the period, and the period is part of the number: 80% a year
 * is much better than 80% a month. {@link convertRate} changes the period.
 *
 * @param change - Customers at the start, at the end, and those at the end who joined in between.
 * @returns A fraction from 0 to 1, or `undefined` when there were no customers at the start.
 * @throws `RangeError` when the totals contradict each other: more customers retained (end − acquired) than there were
 * at the start, or fewer than none. `TypeError` or `RangeError` for a total that is not a finite number of at least 0.
 * @example
 * ```ts
 * import { retentionRate } from 'custometry';
 *
 * retentionRate({ start: 200, end: 210, acquired: 30 }); // => 0.9
 * retentionRate({ start: 0, end: 12, acquired: 12 }); // => undefined
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 5, "Customers, Recency, and Retention".
 */
export function retentionRate(change: CustomerChange): number | undefined {
  const { start, retained } = readChange(change, 'retentionRate');
  return start === 0 ? undefined : retained / start;
}

/**
 * Churn rate of the starting customers: the share of the customers at the start of a period who are no longer
 * customers at its end. The complement of {@link retentionRate}.
 *
 *     churn = (start − (end − acquired)) / start = 1 − retention
 *
 * Churn has many definitions; this one ignores customers who joined and left within the period, so that it is always a
 * share of one fixed group.
 *
 * @param change - Customers at the start, at the end, and those at the end who joined in between.
 * @returns A fraction from 0 to 1, or `undefined` when there were no customers at the start.
 * @throws `RangeError` when the totals contradict each other: more customers retained (end − acquired) than there were
 * at the start, or fewer than none. `TypeError` or `RangeError` for a total that is not a finite number of at least 0.
 * @example
 * ```ts
 * import { churnRate } from 'custometry';
 *
 * churnRate({ start: 200, end: 210, acquired: 30 }); // => 0.1
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 5, "Customers, Recency, and Retention".
 */
export function churnRate(change: CustomerChange): number | undefined {
  return shareGone(change, 'churnRate');
}

/** @internal {@link churnRate}, whose errors name another caller. */
export function shareGone(change: CustomerChange, caller: string): number | undefined {
  const { start, retained } = readChange(change, caller);
  return start === 0 ? undefined : (start - retained) / start;
}

function readChange(change: CustomerChange, caller: string): { start: number; retained: number } {
  const read = reader(change, caller);
  const start = read('start', NOT_NEGATIVE);
  const end = read('end', NOT_NEGATIVE);
  const acquired = read('acquired', NOT_NEGATIVE);
  const retained = end - acquired;
  // Totals need not be whole (thousands of customers, say), and then the subtraction rounds.
  const rounding = 2 * Number.EPSILON * end;
  if (retained < -rounding || retained > start + rounding) {
    refuse(
      retained,
      `${caller}: end - acquired`,
      `from 0 to start (${start})`,
      '; acquired counts only new customers who are still there at the end',
    );
  }
  return { start, retained: Math.min(Math.max(retained, 0), start) };
}
