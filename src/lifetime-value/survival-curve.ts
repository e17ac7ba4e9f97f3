import {
  FINITE,
  FRACTION,
  reader,
  refuse,
  representable,
  requireIterable,
  SIGNED_FRACTION,
  whole,
  within,
} from '../internal/check.js';
import { sum } from '../internal/sum.js';
import { type FirstMargin, factorAgainstNow, oneMinusRatio } from './recurring.js';

/** A customer whose staying is told by a curve. */
export interface CurveCustomer {
  /** What a customer brings in each period, after all costs: money, negative for a loss. The first one, where it grows. */
  readonly margin: number;
  /**
   * The share of customers who are still there at age 0, 1, 2, … periods, the first one 1 as a rule: a retention curve of a
   * cohort or a survival curve. Either any iterable of fractions, in which `undefined` cells at the end are ages that
   * nobody has reached yet; or a function of the age, with `periods`.
   */
  readonly survival: Iterable<number | undefined> | ((age: number) => number);
  /** The discount rate for one period: a fraction from 0 to 1. */
  readonly discountRate: number;
  /**
   * By how much the margin grows from each period to the next: a fraction from −1 to 1, 0 unless told. It is the margin of
   * those who stay; `margin` is the first one that is counted.
   */
  readonly growth?: number | undefined;
  /** When the margin of a period comes in, as in {@link RecurringCustomer}. */
  readonly firstMargin: FirstMargin;
  /**
   * How many ages to read from a function, 0 to `periods` − 1: a whole number from 0 to 10 million. For a list it shortens the
   * curve, to that many ages.
   */
  readonly periods?: number | undefined;
  /**
   * The share of customers who stay from each period to the next after the end of the curve: a fraction from 0 to 1. Without it
   * nothing counts beyond the curve.
   */
  readonly tailRetention?: number | undefined;
}

/** The value of a customer by a survival curve. */
export interface CurveLifetimeValue {
  /** The expected present value of all margins: money. */
  readonly value: number;
  /** How much of it lies beyond the curve, and so comes from `tailRetention` and not from what was observed: money. */
  readonly tail: number;
}

/**
 * Lifetime value from any survival or retention curve: the expected present value of a margin that is constant, or grows
 * at a constant rate g, from customers of whom the share S(t) is still there at age t, in the currency of the margin.
 *
 *     now            m · (S₀ + S₁ · q + S₂ · q² + …)            q = (1 + g) / (1 + i)
 *     midPeriod      the same / √(1 + i)
 *     endOfPeriod    the same / (1 + i)
 *     firstRenewal   m · (S₁ + S₂ · q + S₃ · q² + …) / (1 + i)
 *
 * It takes the curve as it is, with no assumption that retention is the same at every age: where the fickle leave first, that
 * is worth much. A curve ends where the data end, and so does the value unless `tailRetention` carries it on, from the last
 * age on at a constant rate. `tail` says how much of the value is such a forecast; where it is most of it, the curve is too
 * short to tell.
 *
 * @param customer - Margin, curve, discount rate and growth for one period, when margins come in, and what is after the curve.
 * @returns The value and the part of it beyond the curve, or `undefined` where it diverges (customers left at the end of the curve,
 * and of a tail retention r that r · (1 + g) ≥ 1 + i: without growth a retention of 1 and no discount). An empty curve is worth 0.
 * @throws `TypeError` or `RangeError` for an argument that is missing or outside its range (a percentage is refused with the
 * likely meaning), for a share of the curve that is no fraction (the message has its age), for a number after an `undefined`
 * cell, for a function without `periods`, and for a result too large for a number.
 * @example
 * ```ts
 * import { curveLifetimeValue } from 'custometry';
 *
 * const customer = { margin: 100, survival: [1, 0.6, 0.48, 0.42], discountRate: 0.1, firstMargin: 'now' } as const;
 * curveLifetimeValue(customer); // => { value: 225.77009767092414, tail: 0 }
 * curveLifetimeValue({ ...customer, tailRetention: 0.9 })?.value; // => 367.7685…
 * curveLifetimeValue({ ...customer, growth: 0.05 })?.value; // => 237.53737…
 * curveLifetimeValue({ ...customer, survival: (age) => 0.8 ** age, periods: 3 })?.value; // => 225.61983…
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing
 * 21(1), 76-90, for what comes after the end of a curve; Sunil Gupta and Donald R. Lehmann (2005), Managing Customers as
 * Investments, chapter 2.
 */
export function curveLifetimeValue(customer: CurveCustomer): CurveLifetimeValue | undefined {
  const caller = 'curveLifetimeValue';
  const read = reader(customer, caller);
  const m = read('margin', FINITE);
  const i = read('discountRate', FRACTION);
  const g = customer.growth === undefined ? 0 : within(customer.growth, `${caller}: growth`, SIGNED_FRACTION);
  // For those who are still there: who that is at the first renewal, the curve says.
  const factor = m * factorAgainstNow(customer.firstMargin, 1, i, caller);
  const tailRetention =
    customer.tailRetention === undefined ? 0 : within(customer.tailRetention, `${caller}: tailRetention`, FRACTION);
  const shares = readCurve(customer, caller);

  const last = shares[shares.length - 1] ?? 0;
  const delta = oneMinusRatio(tailRetention, i, g);
  if (delta <= 0 && last > 0) return undefined;
  const step = Math.log1p(g) - Math.log1p(i);
  const firstAge = customer.firstMargin === 'firstRenewal' ? 1 : 0;
  // With a growth of −1 there is the first margin and nothing after it.
  const weight = (age: number): number => (age === firstAge ? 1 : Math.exp((age - firstAge) * step));
  const value = factor * sum(shares.slice(firstAge).map((share, n) => share && share * weight(n + firstAge)));
  const tail =
    last * tailRetention === 0
      ? 0
      : representable((factor * last * tailRetention * weight(shares.length)) / delta, caller);
  return { value: representable(value + tail, caller), tail };
}

function readCurve({ survival, periods }: CurveCustomer, caller: string): number[] {
  const most = periods === undefined ? Infinity : within(periods, `${caller}: periods`, whole(0, 10_000_000));
  const shares: number[] = [];
  const add = (share: number) => {
    shares.push(within(share, `${caller}: survival at age ${shares.length}`, FRACTION));
  };
  if (typeof survival === 'function') {
    if (most === Infinity) refuse(undefined, `${caller}: periods`, 'given with a function');
    while (shares.length < most) add(survival(shares.length));
    return shares;
  }
  requireIterable(survival, `${caller}: survival`);
  let hasEnded = false;
  for (const share of survival) {
    if (shares.length === most) break;
    if (share === undefined) hasEnded = true;
    else if (hasEnded)
      refuse(undefined, `${caller}: survival at age ${shares.length}`, 'given, as there are numbers after it');
    else add(share);
  }
  return shares;
}
