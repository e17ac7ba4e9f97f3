import { NOT_NEGATIVE, representable, requireFunction, requireIterable, within } from '../../internal/check.js';
import { addTo } from '../../internal/running-sum.js';
import type { RevenueReaders } from './movements.js';
import { type RevenueLossesAndExpansion, shareKept } from './rates.js';

/**
 * Trailing net revenue retention: what the customers of some time ago pay now, as a fraction of what they paid then. With
 * twelve months between the two it is the trailing twelve-month NRR that companies publish.
 *
 *     NRR = Σ end / Σ start        over the customers with start > 0
 *
 * One group is followed: customers who came later are not in it, and one who left and came back is. It is
 * {@link netRevenueRetention} of one period of twelve months, not the product of twelve monthly ones
 * ({@link compoundedNetRevenueRetention}), in which later customers count from the month after they came and those who come
 * back do not.
 *
 * @param rows - Any iterable of rows, one a customer.
 * @param readers - How to read from a row what the customer paid at the start (twelve months ago) and pays at the end (now),
 * in one currency and for the same length of time.
 * @returns A fraction of 0 or more, or `undefined` when nobody paid at the start.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0 (the message has the row's
 * index), readers that are not functions, and for totals too large for a number.
 * @example
 * ```ts
 * import { trailingNetRevenueRetention } from 'custometry';
 *
 * const customers = [
 *   { lastYear: 100, thisYear: 140 },
 *   { lastYear: 100, thisYear: 0 },
 *   { lastYear: 0, thisYear: 500 },
 * ];
 * trailingNetRevenueRetention(customers, {
 *   start: (row) => row.lastYear,
 *   end: (row) => row.thisYear,
 * }); // => 0.7
 * ```
 * @see Confluent, annual reports (Form 10-K), "Dollar-Based Net Retention Rate": the recurring revenue of the customers of 12 months
 * before, now over then.
 */
export function trailingNetRevenueRetention<Row>(
  rows: Iterable<Row>,
  readers: Pick<RevenueReaders<Row>, 'start' | 'end'>,
): number | undefined {
  const caller = 'trailingNetRevenueRetention';
  requireIterable(rows, `${caller}: rows`);
  const { start, end } = readers ?? {};
  requireFunction(start, `${caller}: start`);
  requireFunction(end, `${caller}: end`);
  const [before, after] = [
    { total: 0, lost: 0 },
    { total: 0, lost: 0 },
  ];
  let index = 0;
  for (const row of rows) {
    const paid = within(start(row), `${caller}: start of rows[${index}]`, NOT_NEGATIVE);
    const pays = within(end(row), `${caller}: end of rows[${index}]`, NOT_NEGATIVE);
    index++;
    if (paid === 0) continue;
    addTo(before, paid);
    addTo(after, pays);
  }
  const total = representable(before.total + before.lost, caller);
  return total === 0 ? undefined : representable((after.total + after.lost) / total, caller);
}

/**
 * Compounded net revenue retention: the product of the net revenue retentions of consecutive periods.
 *
 *     NRR = NRR₁ · NRR₂ · … · NRRₙ
 *
 * Each period has the customers of its own start, those who came in the periods before included, so that it says how
 * revenue would have grown without new customers if all had behaved like the mix of each month. It equals
 * {@link trailingNetRevenueRetention} where nobody joins and nobody comes back.
 *
 * @param periods - The movements of consecutive periods of one length, in any iterable.
 * @returns A fraction of 0 or more, or `undefined` when there are no periods, or one of them started without revenue.
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0 and losses greater than the
 * start (the message has the period's index), and for a product too large for a number.
 * @example
 * ```ts
 * import { compoundedNetRevenueRetention } from 'custometry';
 *
 * const month = {
 *   start: { amount: 100 }, expansion: { amount: 1 }, contraction: { amount: 0 }, churned: { amount: 3 },
 * };
 * compoundedNetRevenueRetention(Array.from({ length: 12 }, () => month)); // => 0.78471…
 * ```
 * @see {@link netRevenueRetention} for one period.
 */
export function compoundedNetRevenueRetention(periods: Iterable<RevenueLossesAndExpansion>): number | undefined {
  const caller = 'compoundedNetRevenueRetention';
  requireIterable(periods, `${caller}: periods`);
  let product: number | undefined;
  let isComplete = true;
  let index = 0;
  for (const period of periods) {
    const retention = shareKept(period, ['expansion'], caller, `periods[${index++}].`);
    if (retention === undefined) isComplete = false;
    else product = representable((product ?? 1) * retention, caller);
  }
  return isComplete ? product : undefined;
}
