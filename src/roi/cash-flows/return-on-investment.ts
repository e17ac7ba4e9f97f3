import { FINITE, NOT_NEGATIVE, reader, representable } from '../../internal/check.js';

/** What an investment brings and what it costs, in one currency and over the same time. */
export interface Investment {
  /** All that comes back, before the cost is taken off: any finite amount. */
  readonly benefit: number;
  /** All that is paid: 0 or more. */
  readonly cost: number;
}

/**
 * Return on investment: the net gain for each unit of money spent.
 *
 *     ROI = (benefit − cost) / cost
 *
 * −1 is all lost, 0 is break-even, 1 is the money doubled. The benefit is what the investment brings in, not what is
 * left after its cost. ROI says nothing of time: a return of 0.5 in one year and in five are different investments, so
 * discount both amounts first where years matter.
 *
 * @param investment - Benefit and cost, in one currency.
 * @returns The return as a fraction (0.25 is 25%), or `undefined` when nothing is spent.
 * @throws `TypeError` or `RangeError` for an amount that is missing or not finite, for a negative cost, and for a
 * result too large for a number.
 * @example
 * ```ts
 * import { returnOnInvestment } from 'custometry';
 *
 * returnOnInvestment({ benefit: 150_000, cost: 120_000 }); // => 0.25
 * returnOnInvestment({ benefit: 10, cost: 0 }); // => undefined
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 10, "Return on Investment".
 */
export function returnOnInvestment(investment: Investment): number | undefined {
  const read = reader(investment, 'returnOnInvestment');
  const benefit = read('benefit', FINITE);
  const cost = read('cost', NOT_NEGATIVE);
  return cost === 0 ? undefined : representable((benefit - cost) / cost, 'returnOnInvestment');
}
