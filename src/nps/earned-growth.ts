import { NOT_NEGATIVE, reader, representable } from '../internal/check.js';
import { sum } from '../internal/sum.js';

/** Where the revenue of a year came from, against the year before: amounts in one currency. */
export interface EarnedRevenue {
  /** All revenue of the year before: 0 or more. */
  readonly revenueBefore: number;
  /** This year's revenue from those who were customers the year before: 0 or more. */
  readonly revenueFromReturning: number;
  /** This year's revenue from new customers who came by themselves or by recommendation: 0 or more. */
  readonly revenueFromEarnedNew: number;
  /** What {@link RevenueSources} adds: no part of the rate, so that one object serves both functions. */
  readonly revenueFromBoughtNew?: number | undefined;
}

/** The same with the rest of the revenue. */
export interface RevenueSources extends EarnedRevenue {
  /** This year's revenue from new customers who were won by advertising, promotion or sales effort: 0 or more. */
  readonly revenueFromBoughtNew: number;
}

/**
 * Earned growth rate: how much revenue would have grown in a year without bought customers, as a fraction. It is net
 * revenue retention plus earned new customers, less 1:
 *
 *     NRR = revenueFromReturning / revenueBefore
 *     ENC = revenueFromEarnedNew / revenueBefore
 *     earned growth rate = NRR + ENC − 1
 *
 * It is the hard counterpart of the Net Promoter Score: customers who come back, buy more and bring their friends, in
 * audited money instead of intentions. It stands and falls with the split of new customers, which someone has to ask
 * them for; the authors' is whether referral or reputation was the main reason for coming.
 *
 * @param revenue - Amounts of one year and all revenue of the year before.
 * @returns A fraction of −1 or more (0.1 is 10% growth), or `undefined` when there was no revenue the year before.
 * @throws `TypeError` or `RangeError` for an amount that is missing, negative or not finite, and for a result too large
 * for a number.
 * @example
 * ```ts
 * import { earnedGrowthRate } from 'custometry';
 *
 * earnedGrowthRate({ revenueBefore: 100, revenueFromReturning: 85, revenueFromEarnedNew: 25 }); // => 0.1
 * ```
 * @see Fred Reichheld with Darci Darnell and Maureen Burns (2021), Winning on Purpose, appendix B, "Calculating
 * Earned Growth"; the same (2021), "Net Promoter 3.0", Harvard Business Review, November-December 2021.
 */
export function earnedGrowthRate(revenue: EarnedRevenue): number | undefined {
  const caller = 'earnedGrowthRate';
  const { before, earned } = readRevenue(revenue, caller);
  return before === 0 ? undefined : representable(earned / before, caller);
}

/**
 * Earned growth ratio: the share of a year's revenue growth that was earned, not bought.
 *
 *     earned growth ratio = earned growth / total growth
 *       = (returning + earnedNew − before) / (returning + earnedNew + boughtNew − before)
 *
 * 1 is growth without a bought customer. It is negative where bought customers hide that the earned revenue shrinks.
 *
 * @param revenue - Amounts of one year and all revenue of the year before.
 * @returns A fraction of at most 1, or `undefined` when revenue did not grow by more than rounding (1e-12 of
 * `revenueBefore`): a share of no growth has no meaning, and of two losses the quotient would look like a success.
 * @throws `TypeError` or `RangeError` for an amount that is missing, negative or not finite, and for a result too large
 * for a number.
 * @example
 * ```ts
 * import { earnedGrowthRatio } from 'custometry';
 *
 * earnedGrowthRatio({
 *   revenueBefore: 100, revenueFromReturning: 85, revenueFromEarnedNew: 25, revenueFromBoughtNew: 20,
 * }); // => 0.33333…
 * ```
 * @see Fred Reichheld with Darci Darnell and Maureen Burns (2021), Winning on Purpose, appendix B, "Calculating Earned
 * Growth", figure B-1.
 */
export function earnedGrowthRatio(revenue: RevenueSources): number | undefined {
  const caller = 'earnedGrowthRatio';
  const { before, earned } = readRevenue(revenue, caller);
  const total = representable(earned + reader(revenue, caller)('revenueFromBoughtNew', NOT_NEGATIVE), caller);
  return total > 1e-12 * before ? earned / total : undefined;
}

function readRevenue(revenue: EarnedRevenue, caller: string): { before: number; earned: number } {
  const read = reader(revenue, caller);
  const before = read('revenueBefore', NOT_NEGATIVE);
  const returning = read('revenueFromReturning', NOT_NEGATIVE);
  return { before, earned: sum([returning, -before, read('revenueFromEarnedNew', NOT_NEGATIVE)]) };
}
