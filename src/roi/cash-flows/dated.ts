import { FINITE, representable, requireIterable, within } from '../../internal/check.js';
import { type Instant, readInstant } from '../../internal/instant.js';
import { addTo } from '../../internal/running-sum.js';
import { sum } from '../../internal/sum.js';
import { discount } from './discount.js';
import { type RateOptions, readRate } from './discount-rate.js';
import { onlyRate } from './internal-rate-of-return.js';
import { type InternalRates, zeroRates } from './zero-rates.js';

/** A cash flow with its date. */
export interface DatedCashFlow {
  /** When it happens: a `Date`, epoch milliseconds, or ISO 8601 text; text without a time zone is in UTC. */
  readonly date: Instant;
  /** Money received is positive, money paid negative. */
  readonly amount: number;
}

/**
 * Net present value of cash flows with dates: what they are worth at the date of the earliest of them, in their currency.
 * Excel's `XNPV`.
 *
 *     Σ amount / (1 + i) ^ ((date − earliest date) / 365 days)
 *
 * A year is 365 days, leap years or not (actual/365), and hours count as parts of days, where spreadsheets drop them. The
 * flows may be in any order, and any number of them may have the same date.
 *
 * @param cashFlows - The flows: any iterable of `{ date, amount }`.
 * @param discountRate - The discount rate i for a year of 365 days: a fraction above −1 and up to 1.
 * @param options - `anyRate: true` takes rates above 1.
 * @returns The net present value; 0 for no flows.
 * @throws `TypeError` or `RangeError` for a date that is none and an amount that is not a finite number (the message has the
 * index), for a rate out of range (a percentage is refused with the likely meaning), and for a result too large for a number.
 * @example
 * ```ts
 * import { datedNetPresentValue } from 'custometry';
 *
 * datedNetPresentValue([
 *   { date: '2008-01-01', amount: -10_000 },
 *   { date: '2008-03-01', amount: 2750 },
 *   { date: '2008-10-30', amount: 4250 },
 *   { date: '2009-02-15', amount: 3250 },
 *   { date: '2009-04-01', amount: 2750 },
 * ], 0.09); // => 2086.64760…
 * ```
 * @see Microsoft, "XNPV function", Excel documentation, whose example this is.
 */
export function datedNetPresentValue(
  cashFlows: Iterable<DatedCashFlow>,
  discountRate: number,
  options: RateOptions = {},
): number {
  const caller = 'datedNetPresentValue';
  const { amounts, years } = readDated(cashFlows, caller);
  const i = readRate(discountRate, 'discountRate', options, caller);
  return representable(sum(amounts.map((amount, k) => discount(amount, i, years[k] as number))), caller);
}

/**
 * Internal rates of return of cash flows with dates: all rates above −1 at which their net present value is 0, as fractions
 * for a year of 365 days.
 *
 *     Σ amount / (1 + r) ^ ((date − earliest date) / 365 days) = 0
 *
 * As with {@link internalRatesOfReturn} there can be several where flows turn from paid to received more than once, and none
 * is left out. The flows may be in any order; those of one date are one flow.
 *
 * @param cashFlows - The flows: any iterable of `{ date, amount }`.
 * @returns `rates`, in rising order, none where NPV is never 0 and where it always is; and `signChanges`, how often the flows
 * turn in order of time, which is the most that there can be.
 * @throws `TypeError` or `RangeError` for a date that is none and an amount that is not a finite number (the message has the
 * index), and `RangeError` for a rate too large for a number: money that doubles in an hour has none for a year.
 * @example
 * ```ts
 * import { datedInternalRatesOfReturn } from 'custometry';
 *
 * datedInternalRatesOfReturn([
 *   { date: '2025-01-01', amount: -1000 },
 *   { date: '2026-01-01', amount: 2300 },
 *   { date: '2027-01-01', amount: -1320 },
 * ]).rates.map((rate) => rate.toFixed(6)); // => ['0.100000', '0.200000']
 * ```
 * @see {@link internalRatesOfReturn}
 */
export function datedInternalRatesOfReturn(cashFlows: Iterable<DatedCashFlow>): InternalRates {
  return dated(cashFlows, 'datedInternalRatesOfReturn');
}

/**
 * Internal rate of return of cash flows with dates: the rate above −1 at which their net present value is 0, as a fraction
 * for a year of 365 days, where there is just one such rate. Excel's `XIRR`, without a guess.
 *
 *     Σ amount / (1 + r) ^ ((date − earliest date) / 365 days) = 0
 *
 * For flows within days or weeks it is a large number that says little: 1% in a day is a rate of 36.8 for a year.
 *
 * @param cashFlows - The flows: any iterable of `{ date, amount }`, in any order; those of one date are one flow.
 * @returns The rate, or `undefined` when there is none or more than one: {@link datedInternalRatesOfReturn} gives them all.
 * @throws `TypeError` or `RangeError` for a date that is none and an amount that is not a finite number (the message has the
 * index), and `RangeError` for a rate too large for a number: money that doubles in an hour has none for a year.
 * @example
 * ```ts
 * import { datedInternalRateOfReturn } from 'custometry';
 *
 * datedInternalRateOfReturn([
 *   { date: '2008-01-01', amount: -10_000 },
 *   { date: '2008-03-01', amount: 2750 },
 *   { date: '2008-10-30', amount: 4250 },
 *   { date: '2009-02-15', amount: 3250 },
 *   { date: '2009-04-01', amount: 2750 },
 * ]); // => 0.37336…
 * ```
 * @see Microsoft, "XIRR function", Excel documentation, whose example this is.
 */
export function datedInternalRateOfReturn(cashFlows: Iterable<DatedCashFlow>): number | undefined {
  return onlyRate(dated(cashFlows, 'datedInternalRateOfReturn'));
}

function dated(cashFlows: Iterable<DatedCashFlow>, caller: string): InternalRates {
  const { amounts, years } = readDated(cashFlows, caller);
  return zeroRates(amounts, years, caller);
}

/** One amount a date, in order of time, with the years from the first. */
function readDated(cashFlows: Iterable<DatedCashFlow>, caller: string): { amounts: number[]; years: number[] } {
  requireIterable(cashFlows, `${caller}: cashFlows`);
  const byInstant = new Map<number, { total: number; lost: number }>();
  let index = 0;
  for (const flow of cashFlows) {
    const name = `of cashFlows[${index++}]`;
    const instant = readInstant(flow?.date, `${caller}: date ${name}`);
    const amount = within(flow.amount, `${caller}: amount ${name}`, FINITE);
    const total = byInstant.get(instant);
    if (total) addTo(total, amount);
    else byInstant.set(instant, { total: amount, lost: 0 });
  }
  const flows = [...byInstant].sort(([a], [b]) => a - b);
  const [earliest] = flows[0] ?? [0];
  return {
    amounts: flows.map(([, { total, lost }]) => representable(total + lost, caller)),
    years: flows.map(([instant]) => (instant - earliest) / YEAR),
  };
}

/** 365 days of milliseconds. */
const YEAR = 31_536_000_000;
