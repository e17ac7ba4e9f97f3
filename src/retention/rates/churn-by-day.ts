import { NOT_NEGATIVE, refuse, requireIterable, within } from '../../internal/check.js';
import { addTo } from '../../internal/running-sum.js';

/** One day: who began it as a customer, and how many of them did not end it as one. */
export interface CustomerDay {
  /** Customers when the day began: 0 or more. */
  readonly start: number;
  /** How many of them were no longer customers when it ended: 0 to `start`. */
  readonly lost: number;
}

/**
 * Churn rate summed by day: the churn rates of the days of a period, added up.
 *
 *     churn = Σ lostᵢ / startᵢ
 *
 * Those who join count from the next day on, so that it keeps up with a base that grows fast. But rates of days cannot be
 * added up to the share that is lost: those who have left cannot leave again, and over a long period the sum passes 1.
 * Where nobody joins and c is the share lost over the whole period, 1 − c = Π (1 − lostᵢ / startᵢ), so that the sum lies
 * from c to −ln(1 − c). Any other length does in place of a day, and gives another number.
 *
 * @param days - Any iterable of the days of the period.
 * @returns A number of 0 or more, per period, or `undefined` when no day began with customers. A day that began without
 * any adds nothing: none could be lost.
 * @throws `TypeError` or `RangeError` for a number of customers that is not finite and at least 0 and for more lost than
 * there were; the message has the day's index.
 * @example
 * ```ts
 * import { churnRateSummedByDay } from 'custometry';
 *
 * churnRateSummedByDay([{ start: 100, lost: 5 }, { start: 200, lost: 4 }]); // => 0.07
 * ```
 * @see ChartMogul, "Churn rate formulas" (help.chartmogul.com), where it is named the Shopify formula. What Shopify itself
 * described is {@link churnRateOverCustomerTime}.
 */
export function churnRateSummedByDay(days: Iterable<CustomerDay>): number | undefined {
  return sumByDay(days, 'churnRateSummedByDay');
}

/** @internal {@link churnRateSummedByDay}, whose errors name another caller. */
export function sumByDay(days: Iterable<CustomerDay>, caller: string): number | undefined {
  requireIterable(days, `${caller}: days`);
  const sum = { total: 0, lost: 0 };
  let index = 0;
  let isAnybody = false;
  for (const day of days) {
    const name = `${caller}: days[${index++}].`;
    const start = within(day?.start, `${name}start`, NOT_NEGATIVE);
    const lost = within(day.lost, `${name}lost`, NOT_NEGATIVE);
    if (lost > start) refuse(lost, `${name}lost`, `from 0 to start (${start})`);
    if (start === 0) continue;
    isAnybody = true;
    addTo(sum, lost / start);
  }
  return isAnybody ? sum.total + sum.lost : undefined;
}
