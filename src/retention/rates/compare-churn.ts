import { FINITE, NOT_NEGATIVE, reader, refuse, representable } from '../../internal/check.js';
import { DAY } from '../../internal/time-zone.js';
import { sumByDay } from './churn-by-day.js';
import { lostOverMidpoint, lostOverStart, lostOverStartAndJoined } from './churn-definitions.js';
import type { CustomerMovements } from './customer-movements.js';
import { shareGone } from './rate.js';

/** One definition of churn, and what it makes of the customers. */
export interface ChurnByDefinition {
  /** The function that computes it. */
  readonly definition:
    | 'churnRate'
    | 'churnRateOverStart'
    | 'churnRateOverMidpoint'
    | 'churnRateOverStartAndJoined'
    | 'churnRateSummedByDay'
    | 'churnRateOverCustomerTime';
  /** Its formula in words. */
  readonly formula: string;
  /** The churn by this definition, for the whole span, or `undefined` where there were no customers to lose. */
  readonly value: number | undefined;
  /** Who publishes churn by this definition. */
  readonly usedBy: string;
}

/**
 * Churn by every definition in use, side by side, of the same customers: what a number from another tool may mean, and how
 * far apart the tools would be on your own data.
 *
 *     churnRate                     those of the start who are gone at the end / start
 *     churnRateOverStart            all losses / start
 *     churnRateOverMidpoint         all losses / mean of start and end
 *     churnRateOverStartAndJoined   all losses / (start + joined)
 *     churnRateSummedByDay          sum of losses / customers of each day
 *     churnRateOverCustomerTime     all losses / time as customers, times the length of the span
 *
 * Where nobody joins and nobody comes back, the first, second and fourth are one number c; the third is c / (1 − c/2), and
 * the fifth lies from c to −ln(1 − c). None of them is the right one. Choose by what the number is for, and keep to it.
 *
 * @param movements - The movements of customers, as {@link customerMovements} counts them.
 * @returns A row for each definition, in the order above.
 * @throws `TypeError` or `RangeError` for movements whose fields are missing, no numbers of at least 0, or contradict each other,
 * for a span that does not end after it begins, and for a churn too large for a number.
 * @example
 * ```ts
 * import { compareChurn, customerMovements } from 'custometry';
 *
 * const stays = [
 *   ...Array.from({ length: 100 }, (_, id) => ({ id, since: '2026-01-01', until: id < 10 ? '2026-04-16' : undefined })),
 *   ...Array.from({ length: 50 }, (_, id) => ({ id: 100 + id, since: '2026-04-11', until: id < 5 ? '2026-04-21' : undefined })),
 * ];
 * const april = customerMovements(
 *   stays,
 *   { customer: (stay) => stay.id, start: (stay) => stay.since, end: (stay) => stay.until },
 *   { from: '2026-04-01', to: '2026-05-01' },
 * );
 * const table = compareChurn(april);
 * table.map(({ value }) => value?.toFixed(4)); // => ['0.1000', '0.1500', '0.1277', '0.1000', '0.1024', '0.1184']
 * table[3]?.usedBy; // => 'Stripe'
 * ```
 * @see The sources at each of the functions.
 */
export function compareChurn(movements: CustomerMovements): readonly ChurnByDefinition[] {
  const caller = 'compareChurn';
  const read = reader(movements, caller);
  const [from, to] = [read('from', FINITE), read('to', FINITE)];
  if (to <= from) refuse(to, `${caller}: to`, `after from (${from})`);
  const days = (to - from) / DAY;
  const customerDays = read('customerDays', NOT_NEGATIVE);
  return [
    {
      definition: 'churnRate',
      formula: 'customers of the start who are gone at the end / customers at the start',
      value: shareGone(movements, caller),
      usedBy: 'ChartMogul (standard formula)',
    },
    {
      definition: 'churnRateOverStart',
      formula: 'all losses / customers at the start',
      value: lostOverStart(movements, caller),
      usedBy: 'Baremetrics, Recurly',
    },
    {
      definition: 'churnRateOverMidpoint',
      formula: 'all losses / mean of customers at the start and at the end',
      value: lostOverMidpoint(movements, caller),
      usedBy: 'employee turnover in human resources',
    },
    {
      definition: 'churnRateOverStartAndJoined',
      formula: 'all losses / (customers at the start + joined)',
      value: lostOverStartAndJoined(movements, caller),
      usedBy: 'Stripe',
    },
    {
      definition: 'churnRateSummedByDay',
      formula: 'sum over days of losses / customers when the day began',
      value: sumByDay(movements.days, caller),
      usedBy: 'ChartMogul ("Shopify formula")',
    },
    {
      definition: 'churnRateOverCustomerTime',
      formula: 'all losses / time as customers, times the length of the span',
      value: customerDays > 0 ? representable((read('lost', NOT_NEGATIVE) / customerDays) * days, caller) : undefined,
      usedBy: 'Shopify (2011), actuaries and epidemiologists',
    },
  ];
}
