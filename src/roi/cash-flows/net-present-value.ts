import { representable } from '../../internal/check.js';
import { sum } from '../../internal/sum.js';
import { checkedFlows } from './checked-flows.js';
import { discount } from './discount.js';
import { type RateOptions, readRate } from './discount-rate.js';

/**
 * Net present value (NPV): what a series of cash flows is worth now, in their currency, where the first flow is now.
 *
 *     NPV = C₀ + C₁ / (1 + i) + C₂ / (1 + i)² + …
 *
 * The first flow falls at time zero and is not discounted, as in textbooks. A spreadsheet's `NPV` discounts its first
 * argument too: that is {@link netPresentValueEndOfPeriod}.
 *
 * @param cashFlows - The flows in order of time, one a period, the first one now: money received is positive, money
 * paid negative. Any iterable.
 * @param discountRate - The discount rate i for one period: a fraction above −1 and up to 1.
 * @param options - `anyRate: true` takes rates above 1, such as internal rates of return of short periods.
 * @returns The net present value; 0 for no flows.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), for a rate
 * out of range (a percentage is refused with the likely meaning), and for a result too large for a number.
 * @example
 * ```ts
 * import { netPresentValue } from 'custometry';
 *
 * netPresentValue([-1000, 500, 500, 500], 0.1); // => 243.42599…
 * netPresentValue([-1, 5], 4, { anyRate: true }); // => 0
 * ```
 * @see Richard A. Brealey, Stewart C. Myers and Franklin Allen, Principles of Corporate Finance, chapter "How to
 * Calculate Present Values".
 */
export function netPresentValue(cashFlows: Iterable<number>, discountRate: number, options: RateOptions = {}): number {
  return valueFrom(0, cashFlows, discountRate, options, 'netPresentValue');
}

/**
 * Net present value of flows that each come at the end of their period, the first one a period from now: what the `NPV` of
 * spreadsheets (Excel, LibreOffice, Google Sheets) computes, in the currency of the flows.
 *
 *     C₁ / (1 + i) + C₂ / (1 + i)² + …
 *
 * Where the first flow is an outlay of today, use {@link netPresentValue}: this function would discount it too and give
 * 1 / (1 + i) of the right value. In a spreadsheet that outlay stands outside of NPV's brackets.
 *
 * @param cashFlows - The flows in order of time, one a period, the first one at the end of the first period: money received
 * is positive, money paid negative. Any iterable.
 * @param discountRate - The discount rate i for one period: a fraction above −1 and up to 1.
 * @param options - `anyRate: true` takes rates above 1.
 * @returns The net present value; 0 for no flows.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), for a rate
 * out of range (a percentage is refused with the likely meaning), and for a result too large for a number.
 * @example
 * ```ts
 * import { netPresentValueEndOfPeriod } from 'custometry';
 *
 * netPresentValueEndOfPeriod([-10_000, 3000, 4200, 6800], 0.1); // => 1188.4434…
 * ```
 * @see Microsoft, "NPV function", Excel documentation, example 1: 1,188.44.
 */
export function netPresentValueEndOfPeriod(
  cashFlows: Iterable<number>,
  discountRate: number,
  options: RateOptions = {},
): number {
  return valueFrom(1, cashFlows, discountRate, options, 'netPresentValueEndOfPeriod');
}

function valueFrom(
  period: number,
  cashFlows: Iterable<number>,
  discountRate: number,
  options: RateOptions,
  caller: string,
): number {
  const flows = checkedFlows(cashFlows, caller);
  const i = readRate(discountRate, 'discountRate', options, caller);
  return representable(sum(presentValues(flows, i, period)), caller);
}

function* presentValues(flows: Iterable<number>, i: number, period: number): Generator<number> {
  for (const flow of flows) yield discount(flow, i, period++);
}
