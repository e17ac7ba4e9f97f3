import { checkedFlows } from './checked-flows.js';
import { type InternalRates, zeroRates } from './zero-rates.js';

/**
 * Internal rates of return: all rates above −1 at which the net present value of a series of cash flows is 0, as fractions
 * for one period.
 *
 *     C₀ + C₁ / (1 + r) + C₂ / (1 + r)² + … = 0
 *
 * An investment that is paid first and pays back later turns from paid to received once, and has exactly one. Where flows
 * turn more often (a mine that must be cleaned up at its end, a programme with a second outlay), there can be several, or
 * none: then no single one of them says how good the investment is, and {@link netPresentValue} at the rate that the money
 * really costs, or {@link modifiedInternalRateOfReturn}, should decide.
 *
 * All rates are found: the search is by steps that provably leave out none (the zeros of a function lie between those of
 * its derivatives), to 1e-12 relative where the rate is well determined. A rate that NPV touches without crossing 0 is
 * given once, and so are rates that the rounding of the flows cannot tell apart.
 *
 * @param cashFlows - The flows in order of time, one a period: money received is positive, money paid negative. Any
 * iterable. Flows of 0 before the first and after the last other flow change nothing.
 * @returns `rates`, in rising order, none where NPV is never 0 (flows of one sign) and where it always is (no flows but 0);
 * and `signChanges`, how often the flows turn, which is the most that there can be.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), and `RangeError`
 * for a rate too large for a number.
 * @example
 * ```ts
 * import { internalRatesOfReturn } from 'custometry';
 *
 * internalRatesOfReturn([-1000, 2300, -1320]).rates.map((rate) => rate.toFixed(6)); // => ['0.100000', '0.200000']
 * internalRatesOfReturn([-1000, 2000, -1320]); // => { rates: [], signChanges: 2 }
 * ```
 * @see Richard A. Brealey, Stewart C. Myers and Franklin Allen, Principles of Corporate Finance, chapter "Net Present
 * Value and Other Investment Criteria", for the pitfalls of multiple rates.
 */
export function internalRatesOfReturn(cashFlows: Iterable<number>): InternalRates {
  return periodic(cashFlows, 'internalRatesOfReturn');
}

/**
 * Internal rate of return (IRR): the rate above −1 at which the net present value of a series of cash flows is 0, as a
 * fraction for one period, where there is just one such rate.
 *
 *     C₀ + C₁ / (1 + r) + C₂ / (1 + r)² + … = 0
 *
 * It takes no guess, and finds losses as well: −0.558 is money of which 44.2% came back a period later. Where flows turn
 * from paid to received and back there can be several rates, and then there is no answer here:
 * {@link internalRatesOfReturn} gives them all. A high rate is not a good investment by itself: it says nothing of how much
 * money earns it and for how long, and takes money that comes back early to earn the same rate again.
 *
 * @param cashFlows - The flows in order of time, one a period: money received is positive, money paid negative. Any
 * iterable.
 * @returns The rate to 1e-12 relative where it is well determined, or `undefined` when there is none or more than one.
 * @throws `TypeError` or `RangeError` for a flow that is not a finite number (the message has its index), and `RangeError`
 * for a rate too large for a number.
 * @example
 * ```ts
 * import { internalRateOfReturn } from 'custometry';
 *
 * internalRateOfReturn([-1000, 500, 500, 500]); // => 0.23375…
 * internalRateOfReturn([-15_000, 6_630]); // => -0.558
 * internalRateOfReturn([-1000, 2300, -1320]); // => undefined   0.1 and 0.2
 * ```
 * @see Richard A. Brealey, Stewart C. Myers and Franklin Allen, Principles of Corporate Finance, chapter "Net Present
 * Value and Other Investment Criteria".
 */
export function internalRateOfReturn(cashFlows: Iterable<number>): number | undefined {
  return onlyRate(periodic(cashFlows, 'internalRateOfReturn'));
}

function periodic(cashFlows: Iterable<number>, caller: string): InternalRates {
  const flows = [...checkedFlows(cashFlows, caller)];
  return zeroRates(flows, [...flows.keys()], caller);
}

/** @internal The rate, where there is just one. */
export function onlyRate({ rates }: InternalRates): number | undefined {
  return rates.length === 1 ? rates[0] : undefined;
}
