import { representable } from '../../internal/check.js';
import { sum } from '../../internal/sum.js';
import { checkedFlows } from './checked-flows.js';
import { discount } from './discount.js';
import { type RateOptions, readRate } from './discount-rate.js';

/**
 * Profitability index: the present value of what comes after an outlay, for each unit of money laid out. 1 is break-even.
 *
 *     PI = (C₁ / (1 + i) + C₂ / (1 + i)² + …) / −C₀ = 1 + NPV / −C₀
 *
 * Also called the benefit-cost ratio. Some texts call the NPV for each unit laid out by the same name, which is this less 1.
 * It ranks investments where money is short and each can be made in part; where only one of several can be made, NPV
 * decides. Later outlays count against the value, not as part of what is laid out.
 *
 * @param cashFlows - The flows in order of time, one a period, the first one now and an outlay: money received is positive,
 * money paid negative. Any iterable.
 * @param discountRate - The discount rate i for one period: a fraction above −1 and up to 1.
 * @param options - `anyRate: true` takes rates above 1.
 * @returns The index, negative where more is lost than was laid out, or `undefined` where the first flow is no outlay.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), for a rate
 * out of range (a percentage is refused with the likely meaning), and for a result too large for a number.
 * @example
 * ```ts
 * import { profitabilityIndex } from 'custometry';
 *
 * profitabilityIndex([-1000, 500, 500, 500], 0.1); // => 1.24342…
 * ```
 * @see Richard A. Brealey, Stewart C. Myers and Franklin Allen, Principles of Corporate Finance, chapter "Net Present
 * Value and Other Investment Criteria", where the profitability index is NPV / −C₀.
 */
export function profitabilityIndex(
  cashFlows: Iterable<number>,
  discountRate: number,
  options: RateOptions = {},
): number | undefined {
  const caller = 'profitabilityIndex';
  const [outlay = 0, ...later] = checkedFlows(cashFlows, caller);
  const i = readRate(discountRate, 'discountRate', options, caller);
  if (outlay >= 0) return undefined;
  return representable(sum(later.map((flow, t) => discount(flow, i, t + 1))) / -outlay, caller);
}
