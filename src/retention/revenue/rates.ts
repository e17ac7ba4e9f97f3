import { NOT_NEGATIVE, refuse, representable, within } from '../../internal/check.js';
import { sum } from '../../internal/sum.js';
import type { RevenueMovements } from './movements.js';

/** An amount of revenue, as a movement has it. */
export interface RevenueAmount {
  /** Recurring revenue: 0 or more. */
  readonly amount: number;
}

/** What starting customers paid and what of it was lost: all that gross rates need of {@link RevenueMovements}. */
export interface RevenueLosses {
  /** What customers paid at the start. */
  readonly start: RevenueAmount;
  /** What they pay less, of those who still pay: with `churned`, at most `start`. */
  readonly contraction: RevenueAmount;
  /** What those who left had paid. */
  readonly churned: RevenueAmount;
}

/** The same with what the starting customers pay more: all that net rates need. */
export interface RevenueLossesAndExpansion extends RevenueLosses {
  /** What they pay more, of those who still pay. */
  readonly expansion: RevenueAmount;
}

/** The same with those who came back. */
export interface RevenueLossesAndReturns extends RevenueLossesAndExpansion {
  /** What customers who had left before the period and came back in it pay. */
  readonly reactivated: RevenueAmount;
}

/** What a growth ratio needs: all gains and all losses. */
export type RevenueGainsAndLosses = Pick<
  { readonly [Movement in keyof RevenueMovements]: RevenueAmount },
  'newBusiness' | 'reactivated' | 'expansion' | 'contraction' | 'churned'
>;

/**
 * Gross revenue retention (GRR): the share of the starting revenue that was neither lost nor reduced. A fraction from 0 to 1.
 *
 *     GRR = (start − contraction − churned) / start
 *
 * Nothing that customers pay more can make up for a loss. The period is part of the number.
 *
 * @param movements - The movements of a period, or at least start, contraction and churned.
 * @returns A fraction from 0 to 1, or `undefined` when there was no revenue at the start.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0, and for losses greater than
 * the start.
 * @example
 * ```ts
 * import { grossRevenueRetention } from 'custometry';
 *
 * const month = { start: { amount: 100 }, contraction: { amount: 10 }, churned: { amount: 10 } };
 * grossRevenueRetention(month); // => 0.8
 * ```
 * @see ChartMogul, "Metric: MRR Churn Rate" (help.chartmogul.com): its gross MRR churn rate is 1 − GRR.
 */
export function grossRevenueRetention(movements: RevenueLosses): number | undefined {
  return shareKept(movements, [], 'grossRevenueRetention');
}

/**
 * Gross revenue churn rate: the share of the starting revenue that was lost or reduced. The complement of
 * {@link grossRevenueRetention}, a fraction from 0 to 1.
 *
 *     churn = (contraction + churned) / start
 *
 * @param movements - The movements of a period, or at least start, contraction and churned.
 * @returns A fraction from 0 to 1, or `undefined` when there was no revenue at the start.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0, and for losses greater than
 * the start.
 * @example
 * ```ts
 * import { grossRevenueChurnRate } from 'custometry';
 *
 * const month = { start: { amount: 100 }, contraction: { amount: 10 }, churned: { amount: 10 } };
 * grossRevenueChurnRate(month); // => 0.2
 * ```
 * @see ChartMogul, "Metric: MRR Churn Rate" (help.chartmogul.com), gross, in its standard formula.
 */
export function grossRevenueChurnRate(movements: RevenueLosses): number | undefined {
  return shareLost(movements, [], 'grossRevenueChurnRate');
}

/**
 * Net revenue retention (NRR): what the starting customers pay at the end, as a fraction of what they paid at the start.
 * 0 or more; above 1 where they pay more than was lost.
 *
 *     NRR = (start + expansion − contraction − churned) / start
 *
 * It follows the customers of the start alone: neither new customers nor those who came back are in it.
 * {@link netRevenueRetentionWithReactivation} counts the latter.
 *
 * @param movements - The movements of a period, or at least start, expansion, contraction and churned.
 * @returns A fraction of 0 or more, or `undefined` when there was no revenue at the start.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0, for losses greater than the
 * start, and for a result too large for a number.
 * @example
 * ```ts
 * import { netRevenueRetention } from 'custometry';
 *
 * const month = {
 *   start: { amount: 100 }, expansion: { amount: 30 }, contraction: { amount: 10 }, churned: { amount: 10 },
 * };
 * netRevenueRetention(month); // => 1.1
 * ```
 * @see Confluent, annual reports (Form 10-K), "Dollar-Based Net Retention Rate", one of many companies that publish it of the
 * customers of 12 months before.
 */
export function netRevenueRetention(movements: RevenueLossesAndExpansion): number | undefined {
  return shareKept(movements, ['expansion'], 'netRevenueRetention');
}

/**
 * Net revenue churn rate: the share of the starting revenue that was lost and not made up for by the starting customers who
 * pay more. The complement of {@link netRevenueRetention}, 1 at most; negative where they pay more than was lost.
 *
 *     churn = (contraction + churned − expansion) / start
 *
 * @param movements - The movements of a period, or at least start, expansion, contraction and churned.
 * @returns A fraction of 1 or less, or `undefined` when there was no revenue at the start.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0, for losses greater than the
 * start, and for a result too large for a number.
 * @example
 * ```ts
 * import { netRevenueChurnRate } from 'custometry';
 *
 * const month = {
 *   start: { amount: 100 }, expansion: { amount: 10 }, contraction: { amount: 10 }, churned: { amount: 10 },
 * };
 * netRevenueChurnRate(month); // => 0.1
 * ```
 * @see ChartMogul, "Metric: MRR Churn Rate" (help.chartmogul.com), net, but for its reactivations.
 */
export function netRevenueChurnRate(movements: RevenueLossesAndExpansion): number | undefined {
  return shareLost(movements, ['expansion'], 'netRevenueChurnRate');
}

/**
 * Net revenue retention with reactivation: {@link netRevenueRetention} with those who came back counted as gains. It mixes
 * in customers who paid nothing at the start, so that it is no longer about one group.
 *
 *     NRR = (start + expansion + reactivated − contraction − churned) / start
 *
 * @param movements - The movements of a period, or all of them but newBusiness and end.
 * @returns A fraction of 0 or more, or `undefined` when there was no revenue at the start.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0, for losses greater than the
 * start, and for a result too large for a number.
 * @example
 * ```ts
 * import { netRevenueRetentionWithReactivation } from 'custometry';
 *
 * const month = {
 *   start: { amount: 100 }, expansion: { amount: 10 }, reactivated: { amount: 5 },
 *   contraction: { amount: 10 }, churned: { amount: 10 },
 * };
 * netRevenueRetentionWithReactivation(month); // => 0.95
 * ```
 * @see ChartMogul, "Chart: Net MRR Churn Rate" (help.chartmogul.com): it is 1 − that.
 */
export function netRevenueRetentionWithReactivation(movements: RevenueLossesAndReturns): number | undefined {
  return shareKept(movements, ['expansion', 'reactivated'], 'netRevenueRetentionWithReactivation');
}

/**
 * Net revenue churn rate with reactivation: {@link netRevenueChurnRate} with those who came back counted as gains. 1 at
 * most; negative where gains pass losses.
 *
 *     churn = (contraction + churned − expansion − reactivated) / start
 *
 * @param movements - The movements of a period, or all of them but newBusiness and end.
 * @returns A fraction of 1 or less, or `undefined` when there was no revenue at the start.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0, for losses greater than the
 * start, and for a result too large for a number.
 * @example
 * ```ts
 * import { netRevenueChurnRateWithReactivation } from 'custometry';
 *
 * const month = {
 *   start: { amount: 100 }, expansion: { amount: 10 }, reactivated: { amount: 5 },
 *   contraction: { amount: 10 }, churned: { amount: 10 },
 * };
 * netRevenueChurnRateWithReactivation(month); // => 0.05
 * ```
 * @see ChartMogul, "Chart: Net MRR Churn Rate" (help.chartmogul.com), in its standard formula.
 */
export function netRevenueChurnRateWithReactivation(movements: RevenueLossesAndReturns): number | undefined {
  return shareLost(movements, ['expansion', 'reactivated'], 'netRevenueChurnRateWithReactivation');
}

/**
 * Quick ratio of growth: how much recurring revenue was gained for each unit lost. 0 or more; below 1 revenue shrinks.
 *
 *     quick ratio = (newBusiness + expansion + reactivated) / (contraction + churned)
 *
 * Some leave reactivation out, or have it in new business. The quick ratio of accountants, current assets over current
 * liabilities, is something else.
 *
 * @param movements - The movements of a period, or at least its gains and losses.
 * @returns A number of 0 or more, or `undefined` when nothing was lost.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0, and for a result too large
 * for a number.
 * @example
 * ```ts
 * import { quickRatio } from 'custometry';
 *
 * const month = {
 *   newBusiness: { amount: 20 }, expansion: { amount: 8 }, reactivated: { amount: 0 },
 *   contraction: { amount: 3 }, churned: { amount: 5 },
 * };
 * quickRatio(month); // => 3.5
 * ```
 * @see Baremetrics, "New Quick Ratio Metric" (changelog.baremetrics.com), without reactivation.
 */
export function quickRatio(movements: RevenueGainsAndLosses): number | undefined {
  const caller = 'quickRatio';
  const read = (movement: keyof RevenueGainsAndLosses): number => readAmount(movements, movement, `${caller}: `);
  const gains = sum([read('newBusiness'), read('expansion'), read('reactivated')]);
  const losses = representable(read('contraction') + read('churned'), caller);
  return losses === 0 ? undefined : representable(gains / losses, caller);
}

type Amounts = { readonly [Movement in keyof RevenueMovements]?: RevenueAmount };

/** @internal (start + gains − contraction − churned) / start: nothing is kept at worst. */
export function shareKept(
  movements: Amounts,
  gains: readonly (keyof Amounts)[],
  caller: string,
  prefix = '',
): number | undefined {
  const [start, lost] = readLost(movements, gains, `${caller}: ${prefix}`);
  if (start === 0) return undefined;
  return Math.max(0, representable(sum([start, ...lost.map((term) => -term)]) / start, caller));
}

/** (contraction + churned − gains) / start: all is lost at worst. */
function shareLost(movements: Amounts, gains: readonly (keyof Amounts)[], caller: string): number | undefined {
  const [start, lost] = readLost(movements, gains, `${caller}: `);
  return start === 0 ? undefined : Math.min(1, representable(sum(lost) / start, caller));
}

function readLost(
  movements: Amounts,
  gains: readonly (keyof Amounts)[],
  prefix: string,
): [start: number, terms: readonly number[]] {
  const read = (movement: keyof Amounts): number => readAmount(movements, movement, prefix);
  const [start, contraction, churned] = [read('start'), read('contraction'), read('churned')];
  const losses = contraction + churned;
  // Each of the three is a sum that was rounded, where parts were merged more than once.
  if (losses > start * (1 + 1e-12)) refuse(losses, `${prefix}contraction + churned`, `at most start (${start})`);
  return [start, [contraction, churned, ...gains.map((gain) => -read(gain))]];
}

function readAmount(movements: Amounts, movement: keyof Amounts, prefix: string): number {
  return within(movements?.[movement]?.amount as number, `${prefix}${movement}.amount`, NOT_NEGATIVE);
}
