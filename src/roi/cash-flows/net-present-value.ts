import { DISCOUNT_RATE, FINITE, representable, requireIterable, within } from '../../internal/check.js';
import { sum } from '../../internal/sum.js';
import { discount } from './discount.js';

/**
 * Net present value: what a series of cash flows is worth now, in their currency.
 *
 *     NPV = C₀ + C₁ / (1 + i) + C₂ / (1 + i)² + …
 *
 * The first flow falls at time zero and is not discounted. A spreadsheet's `NPV` discounts its first argument by one
 * period: what it computes for `C₁…Cₙ` is this function for `0, C₁…Cₙ`.
 *
 * @param cashFlows - The flows in order of time, one a period, the first one now: money received is positive, money
 * paid negative. Any iterable.
 * @param discountRate - The discount rate i for one period: a fraction above −1 and up to 1.
 * @returns The net present value; 0 for no flows.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), for a rate
 * out of range (a percentage is refused with the likely meaning), and for a result too large for a number.
 * @example
 * ```ts
 * import { netPresentValue } from 'custometry';
 *
 * netPresentValue([-1000, 500, 500, 500], 0.1); // => 243.42599…
 * ```
 * @see Richard A. Brealey, Stewart C. Myers and Franklin Allen, Principles of Corporate Finance, chapter "How to
 * Calculate Present Values".
 */
export function netPresentValue(cashFlows: Iterable<number>, discountRate: number): number {
  requireIterable(cashFlows, 'netPresentValue: cashFlows');
  within(discountRate, 'netPresentValue: discountRate', DISCOUNT_RATE);
  return representable(sum(presentValues(cashFlows, discountRate)), 'netPresentValue');
}

function* presentValues(cashFlows: Iterable<number>, i: number): Generator<number> {
  let period = 0;
  for (const flow of cashFlows) {
    if (!Number.isFinite(flow)) within(flow, `netPresentValue: cashFlows[${period}]`, FINITE);
    yield discount(flow, i, period++);
  }
}
