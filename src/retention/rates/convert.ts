import { FRACTION, POSITIVE, reader, within } from '../../internal/check.js';

/** Two period lengths in one unit of time, whatever it is: `{ from: 1, to: 12 }` is months to years. */
export interface PeriodChange {
  /** The length of the period that the rate is for: above 0. */
  readonly from: number;
  /** The length of the period to express it for, in the same unit: above 0. */
  readonly to: number;
}

/**
 * A retention rate expressed for another period, if customers keep leaving at the same pace.
 *
 *     r_to = r_from^(to / from)
 *
 * The rate is a retention rate; a churn rate passed here gives nonsense, and {@link convertChurnRate} is for it. Neither
 * can be multiplied by the number of periods. Where loyal and fickle customers are mixed, the fickle leave first and the retention that is
 * measured over a long period is higher than the conversion says.
 *
 * @param rate - Retention over a period of length `from`: a fraction from 0 to 1.
 * @param periods - The lengths of the two periods, in one unit.
 * @returns Retention over a period of length `to`: a fraction from 0 to 1.
 * @throws `TypeError` or `RangeError` for a rate that is not a fraction (a percentage is refused with the likely
 * meaning) and for a period that is not a finite number above 0.
 * @example
 * ```ts
 * import { convertRate } from 'custometry';
 *
 * convertRate(0.95, { from: 1, to: 12 }); // => 0.54036…
 * convertRate(0.8, { from: 12, to: 3 }); // => 0.94574…
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 5: a constant retention rate r leaves r^t of the customers after t periods.
 */
export function convertRate(rate: number, periods: PeriodChange): number {
  const power = periodRatio(periods, 'convertRate');
  const share = within(rate, 'convertRate: rate', FRACTION);
  // The ratio of two extreme lengths can round to 0 or infinity; none and all stay what they are.
  return share === 0 || share === 1 ? share : share ** power;
}

/**
 * A churn rate expressed for another period, if customers keep leaving at the same pace. 5% a month is 46% a year, not
 * 60%: those who have left cannot leave again.
 *
 *     c_to = 1 − (1 − c_from)^(to / from)
 *
 * @param rate - Churn over a period of length `from`: a fraction from 0 to 1.
 * @param periods - The lengths of the two periods, in one unit.
 * @returns Churn over a period of length `to`: a fraction from 0 to 1.
 * @throws `TypeError` or `RangeError` for a rate that is not a fraction (a percentage is refused with the likely
 * meaning) and for a period that is not a finite number above 0.
 * @example
 * ```ts
 * import { convertChurnRate } from 'custometry';
 *
 * convertChurnRate(0.05, { from: 1, to: 12 }); // => 0.45963…
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 5: a constant retention rate r leaves r^t of the customers after t periods.
 */
export function convertChurnRate(rate: number, periods: PeriodChange): number {
  const power = periodRatio(periods, 'convertChurnRate');
  const share = within(rate, 'convertChurnRate: rate', FRACTION);
  // 1 − (1 − c)^p without losing the digits of a small c.
  return share === 0 || share === 1 ? share : -Math.expm1(power * Math.log1p(-share));
}

function periodRatio(periods: PeriodChange, caller: string): number {
  const read = reader(periods, caller);
  return read('to', POSITIVE) / read('from', POSITIVE);
}
