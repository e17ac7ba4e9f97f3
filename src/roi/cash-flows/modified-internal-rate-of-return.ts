import { DISCOUNT_RATE, reader, representable } from '../../internal/check.js';
import { sum } from '../../internal/sum.js';
import { checkedFlows } from './checked-flows.js';
import { discount } from './discount.js';

/** What money costs that an investment takes, and what money earns that it brings. */
export interface ModifiedRates {
  /** The rate for one period at which outlays are financed: a fraction above −1 and up to 1. */
  readonly financeRate: number;
  /** The rate for one period at which receipts are invested again: a fraction above −1 and up to 1. */
  readonly reinvestmentRate: number;
}

/**
 * Modified internal rate of return (MIRR): the rate at which the outlays of an investment, financed at one rate, grow into
 * its receipts, reinvested at another until the last period. A fraction above −1 for one period; Excel's `MIRR`.
 *
 *     MIRR = (FV of receipts at the reinvestment rate / PV of outlays at the finance rate) ^ (1 / n) − 1
 *
 * for flows C₀…Cₙ, where FV is their value at the end of period n and PV their value now. It is unique whatever the order
 * of outlays and receipts, and does not, as the IRR does, take receipts to earn the IRR itself again. Flows of 0 at the end
 * count: they lengthen the time until which receipts are reinvested.
 *
 * @param cashFlows - The flows in order of time, one a period, the first one now: money received is positive, money
 * paid negative. Any iterable.
 * @param rates - The finance rate and the reinvestment rate for one period.
 * @returns The rate, or `undefined` where nothing is paid or nothing is received.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), for rates out of
 * range (a percentage is refused with the likely meaning), and for flows too large to add up.
 * @example
 * ```ts
 * import { modifiedInternalRateOfReturn } from 'custometry';
 *
 * modifiedInternalRateOfReturn(
 *   [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000],
 *   { financeRate: 0.1, reinvestmentRate: 0.12 },
 * ); // => 0.12609…
 * ```
 * @see Microsoft, "MIRR function", Excel documentation, whose example this is; Steven A. Y. Lin (1976), "The Modified
 * Internal Rate of Return and Investment Criterion", The Engineering Economist 21(4), 237-247.
 */
export function modifiedInternalRateOfReturn(cashFlows: Iterable<number>, rates: ModifiedRates): number | undefined {
  const caller = 'modifiedInternalRateOfReturn';
  const flows = [...checkedFlows(cashFlows, caller)];
  const read = reader(rates, caller);
  const financeRate = read('financeRate', DISCOUNT_RATE);
  const reinvestmentRate = read('reinvestmentRate', DISCOUNT_RATE);
  const n = flows.length - 1;
  /** The value of the flows of one sign, at the time of the first or last of them from which all others shrink. */
  const worthOf = (sign: number, rate: number): [value: number, time: number] => {
    const isOne = (flow: number) => sign * flow > 0;
    const time = rate < 0 ? flows.map(isOne).lastIndexOf(true) : flows.findIndex(isOne);
    const values = flows.map((flow, t) => (isOne(flow) ? discount(sign * flow, rate, t - time) : 0));
    return [representable(sum(values), caller), time];
  };
  const [outlays, paid] = worthOf(-1, financeRate);
  const [receipts, received] = worthOf(1, reinvestmentRate);
  if (paid < 0 || received < 0) return undefined;
  // Two logarithms, as the quotient could overflow as well.
  const ratio = receipts / outlays;
  const growth = ratio > 0 && ratio < Infinity ? Math.log(ratio) : Math.log(receipts) - Math.log(outlays);
  const compounded = (n - received) * Math.log1p(reinvestmentRate) + paid * Math.log1p(financeRate);
  return representable(Math.expm1((growth + compounded) / n), caller);
}
