import { POSITIVE, representable, within } from '../../internal/check.js';
import { type RateOptions, readRate } from './discount-rate.js';

/**
 * A rate for one period as the rate for a year, with compounding: the effective annual rate, a fraction above −1
 * (and −1 itself only by rounding, where next to nothing is left after a year).
 *
 *     annual = (1 + rate) ^ periodsPerYear − 1
 *
 * What is earned in a period earns in the next one as well, so that 1% a month is 12.68% a year. The nominal annual rate
 * that loans are quoted at (APR in the United States) is the plain product instead, 12 · 1% = 12%: multiply for that. In
 * the other direction, from a year to a month, give a twelfth: `annualise(0.1, 1 / 12)`. For money only: retention and
 * churn are converted by `convertRate` and `convertChurnRate`.
 *
 * @param rate - The rate for one period: a fraction above −1 and up to 1.
 * @param periodsPerYear - How many of the periods make a year: above 0; 12 for months, 0.2 for five years.
 * @param options - `anyRate: true` takes rates above 1.
 * @returns The rate for a year.
 * @throws `TypeError` or `RangeError` for an argument out of range (a percentage is refused with the likely meaning), and
 * for a result too large for a number.
 * @example
 * ```ts
 * import { annualise } from 'custometry';
 *
 * annualise(0.01, 12); // => 0.12682…
 * annualise(0.5, 1 / 3); // => 0.14471…
 * ```
 * @see Richard A. Brealey, Stewart C. Myers and Franklin Allen, Principles of Corporate Finance, chapter "How to
 * Calculate Present Values", for effective and nominal annual rates.
 */
export function annualise(rate: number, periodsPerYear: number, options: RateOptions = {}): number {
  const i = readRate(rate, 'rate', options, 'annualise');
  const periods = within(periodsPerYear, 'annualise: periodsPerYear', POSITIVE);
  return representable(Math.expm1(periods * Math.log1p(i)), 'annualise');
}
