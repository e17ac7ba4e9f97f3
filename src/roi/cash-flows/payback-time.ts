import { representable } from '../../internal/check.js';
import { addTo } from '../../internal/running-sum.js';
import { checkedFlows } from './checked-flows.js';
import { discount } from './discount.js';
import { type RateOptions, readRate } from './discount-rate.js';

/** When an investment has paid back. */
export interface PaybackTime {
  /** When the balance is no longer negative for the first time: periods from now. */
  readonly first: number;
  /**
   * From when on it is not negative until the last flow: periods from now. The same as `first`, unless the balance goes
   * negative again; `undefined` where it is negative in the end.
   */
  readonly lasting: number | undefined;
}

/**
 * Payback time: when the sum of all flows so far, not discounted, is no longer negative, in periods from now.
 *
 *     the least T with  C₀ + C₁ + … ≥ 0,  flows spread evenly over the period that they end
 *
 * Flows of 0 before the first one that is not 0 have paid nothing back: a project that begins later is judged from there.
 * Between two periods the balance is interpolated: −1000, 600, 800 have paid back after 1.5 periods. Where later outlays
 * make the balance negative again, `first` and `lasting` differ, and the first alone would mislead. Payback ignores all that
 * comes after it and what time costs: {@link discountedPaybackTime} counts that, {@link netPresentValue} counts both.
 *
 * @param cashFlows - The flows in order of time, one a period, the first one now: money received is positive, money
 * paid negative. Any iterable.
 * @returns The first and the lasting payback, 0 where the balance is not negative at the outset, or `undefined` where
 * nothing pays back within the flows given.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), and for a balance
 * too large for a number.
 * @example
 * ```ts
 * import { paybackTime } from 'custometry';
 *
 * paybackTime([-1000, 600, 800]); // => { first: 1.5, lasting: 1.5 }
 * paybackTime([-1000, 1500, -800, 600]); // => { first: 0.66666666666666667, lasting: 2.5 }
 * paybackTime([-1000, 500]); // => undefined
 * ```
 * @see Richard A. Brealey, Stewart C. Myers and Franklin Allen, Principles of Corporate Finance, chapter "Net Present
 * Value and Other Investment Criteria", for payback and what it leaves out.
 */
export function paybackTime(cashFlows: Iterable<number>): PaybackTime | undefined {
  return payback(cashFlows, 0, 'paybackTime');
}

/**
 * Discounted payback time: when the present value of all flows so far is no longer negative, in periods from now.
 *
 *     the least T with  C₀ + C₁ / (1 + i) + C₂ / (1 + i)² + … ≥ 0,  present values spread evenly over their period
 *
 * Where it has paid back for good, net present value is not negative. It still ignores what comes afterwards, and so prefers
 * short investments.
 *
 * @param cashFlows - The flows in order of time, one a period, the first one now: money received is positive, money
 * paid negative. Any iterable.
 * @param discountRate - The discount rate i for one period: a fraction above −1 and up to 1.
 * @param options - `anyRate: true` takes rates above 1.
 * @returns The first and the lasting payback, 0 where the balance is not negative at the outset, or `undefined` where
 * nothing pays back within the flows given.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), for a rate
 * out of range (a percentage is refused with the likely meaning), and for a balance too large for a number.
 * @example
 * ```ts
 * import { discountedPaybackTime } from 'custometry';
 *
 * discountedPaybackTime([-1000, 600, 800], 0.1)?.first; // => 1.6875
 * discountedPaybackTime([-1000, 600, 500], 0.1); // => undefined
 * ```
 * @see Richard A. Brealey, Stewart C. Myers and Franklin Allen, Principles of Corporate Finance, chapter "Net Present
 * Value and Other Investment Criteria", for discounted payback.
 */
export function discountedPaybackTime(
  cashFlows: Iterable<number>,
  discountRate: number,
  options: RateOptions = {},
): PaybackTime | undefined {
  const caller = 'discountedPaybackTime';
  return payback(cashFlows, readRate(discountRate, 'discountRate', options, caller), caller);
}

function payback(cashFlows: Iterable<number>, i: number, caller: string): PaybackTime | undefined {
  const sum = { total: 0, lost: 0 };
  let [period, before, rounding] = [0, 0, 0];
  let hasBegun = false;
  let first: number | undefined;
  let lasting: number | undefined = 0;
  for (const flow of checkedFlows(cashFlows, caller)) {
    const value = discount(flow, i, period);
    addTo(sum, value);
    const balance = representable(sum.total + sum.lost, caller);
    if (!hasBegun && value < 0) first = undefined;
    hasBegun ||= value !== 0;
    rounding += 1e-15 * Math.abs(value);
    // A balance that only the rounding of the flows makes negative is 0.
    if (balance < -rounding) lasting = undefined;
    else lasting ??= Math.min(period, period - 1 - before / value);
    first ??= lasting;
    before = balance;
    period++;
  }
  // Without flows there is nothing to pay back.
  if (period === 0) first = 0;
  return first === undefined ? undefined : { first, lasting };
}
