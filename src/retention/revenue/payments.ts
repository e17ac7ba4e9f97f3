import { FINITE, type Range, refuse, representable, requireFunction, shown, within } from '../../internal/check.js';
import { unusableName } from '../../internal/customer-name.js';
import { type Instant, instantOf, refuseInstant } from '../../internal/instant.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import {
  reasonOf,
  type SkippedRows,
  scanRows,
  ZONED_SCAN_OPTIONS,
  type ZonedScanOptions,
} from '../../internal/rows.js';
import { addTo, type RunningSum } from '../../internal/running-sum.js';
import { readTimeSpan, shownInstant, type TimeSpan } from '../../internal/time-span.js';
import { timeZoneOf } from '../../internal/time-zone.js';
import { movementCounter, type RevenueMovements } from './movements.js';

/** How to read a payment from a row. */
export interface PaymentReaders<Row> {
  /** Who paid: any value but `undefined`, `null`, `NaN` and `''`, told apart as the keys of a `Map` are. */
  readonly customer: (row: Row) => unknown;
  /** When. */
  readonly time: (row: Row) => Instant;
  /** How much: a finite number, negative for a refund. */
  readonly amount: (row: Row) => number;
}

/** The two spans of time whose revenue is compared. */
export interface ComparedSpans {
  /** The earlier one. */
  readonly start: TimeSpan;
  /** The later one: it begins when the earlier one ends, or after. */
  readonly end: TimeSpan;
}

/** A customer whose payments cannot be used. */
export interface LeftOutCustomer {
  /** Who it is. */
  readonly customer: unknown;
  /** Why: in which span they add up to less than 0, and to what. */
  readonly reason: string;
}

/** Customers whose payments add up to less than 0 in one of the spans, and who are in none of the movements. */
export interface LeftOutCustomers {
  /** How many. */
  readonly customers: number;
  /** What all of them paid in the earlier span, refunds taken off. */
  readonly start: number;
  /** What all of them paid in the later span, refunds taken off. */
  readonly end: number;
  /** The first 100 of them. */
  readonly first: readonly LeftOutCustomer[];
}

/** The movements of revenue, and the payments that could not be used. */
export interface PaymentMovements extends RevenueMovements {
  /** The rows that could not be used: none unless `onInvalid` is `'skip'`. */
  readonly skipped: SkippedRows;
  /** The customers who could not be used, because more was refunded than paid: none unless `onInvalid` is `'skip'`. */
  readonly leftOut: LeftOutCustomers;
}

/**
 * Revenue movements from payments: what each customer paid in one span of time against another, say March and April, as
 * new business, reactivation, expansion, contraction and churn ({@link revenueMovements}, whose measures take the result).
 *
 * Each customer's payments in a span are added up, refunds taken off. Who paid nothing in the earlier span and something in the
 * later one is reactivated if what they had paid before the later one adds up to more than 0 (who got it all back had not paid),
 * and new otherwise: payments from before both spans are what tells the two apart, and without them everybody is new. Payments
 * after the later span are not looked at.
 *
 * Payments are not recurring revenue: a yearly one is a gain in its month and a loss in the next, and a payment that is a
 * day late is a churn and a reactivation. Spread payments over the time that they are for, or compare spans that are as
 * long as the longest contract.
 *
 * @param rows - Any iterable of payments, in any order.
 * @param readers - How to read who paid, when and how much, in one currency.
 * @param spans - The two spans, each half open: a payment at exactly `to` is in the next.
 * @param options - `timeZone` of texts without an offset, those of the spans included (UTC unless told); `onInvalid`: what to
 * do with rows without a customer, whose time is none or whose amount is not a finite number, and with customers whose payments in a
 * span add up to less than 0; `onProgress`.
 * @returns The movements, a report of rows that were skipped, and one of customers who were left out. Those of disjoint
 * customers merge ({@link mergeRevenueMovements}).
 * @throws `TypeError` or `RangeError` for a row that cannot be used (the message has its index), unless it is to be skipped;
 * for spans that are none or overlap, and options that do not exist; for a customer whose payments in a span add up to less than
 * 0, unless it is to be skipped (a refund belongs in the span of the payment that it returns; payments that a refund cancels but for rounding, 1e-12 of their size, add up
 * to 0), and for totals too large for a number.
 * @example
 * ```ts
 * import { netRevenueRetention, revenueMovementsOfPayments } from 'custometry';
 *
 * const payments = [
 *   { by: 'Ada', on: '2026-03-03', paid: 100 },
 *   { by: 'Ben', on: '2026-03-15', paid: 100 },
 *   { by: 'Eve', on: '2025-11-20', paid: 20 },
 *   { by: 'Ada', on: '2026-04-03', paid: 130 },
 *   { by: 'Dov', on: '2026-04-10', paid: 40 },
 *   { by: 'Eve', on: '2026-04-20', paid: 20 },
 * ];
 * const april = revenueMovementsOfPayments(
 *   payments,
 *   { customer: (row) => row.by, time: (row) => row.on, amount: (row) => row.paid },
 *   { start: { from: '2026-03-01', to: '2026-04-01' }, end: { from: '2026-04-01', to: '2026-05-01' } },
 * );
 * april.expansion; // => { customers: 1, amount: 30 }
 * april.churned; // => { customers: 1, amount: 100 }
 * april.reactivated; // => { customers: 1, amount: 20 }
 * netRevenueRetention(april); // => 0.65
 * ```
 * @see {@link revenueMovements}
 */
export function revenueMovementsOfPayments<Row>(
  rows: Iterable<Row>,
  readers: PaymentReaders<Row>,
  spans: ComparedSpans,
  options: ZonedScanOptions = {},
): PaymentMovements {
  const caller = 'revenueMovementsOfPayments';
  requireKnownOptions(options, ZONED_SCAN_OPTIONS, caller);
  const zone = timeZoneOf(options.timeZone, caller);
  const { customer, time, amount } = readers ?? {};
  requireFunction(customer, `${caller}: customer`);
  requireFunction(time, `${caller}: time`);
  requireFunction(amount, `${caller}: amount`);
  const before = readTimeSpan(spans?.start, `${caller}: spans.start`, zone);
  const after = readTimeSpan(spans.end, `${caller}: spans.end`, zone);
  if (after[0] < before[1]) {
    const allowed = `at or after start.to (${shownInstant(before[1])})`;
    refuse(shownInstant(after[0]), `${caller}: spans.end.from`, allowed, '', 'string');
  }
  interface Paid {
    readonly before: SizedSum;
    readonly after: SizedSum;
    /** All that was paid before the later span. */
    readonly earlier: SizedSum;
  }
  const byCustomer = new Map<unknown, Paid>();
  const skipped = scanRows(rows, 'rows', options, caller, (row) => {
    const key = customer(row);
    const unusable = unusableName(key);
    if (unusable !== undefined) return unusable;
    const timeValue = time(row);
    const at = instantOf(timeValue, zone);
    if (Number.isNaN(at)) return { reader: 'time', refuse: (argument) => refuseInstant(timeValue, argument) };
    const value = amount(row);
    if (!Number.isFinite(value)) {
      return { reader: 'amount', refuse: (argument) => refuse(value, argument, FINITE[2]) };
    }
    if (at >= after[1]) return;
    let paid = byCustomer.get(key);
    if (paid === undefined) {
      paid = { before: noSum(), after: noSum(), earlier: noSum() };
      byCustomer.set(key, paid);
    }
    addSized(at < after[0] ? paid.earlier : paid.after, value);
    if (at >= before[0] && at < before[1]) addSized(paid.before, value);
    return;
  });
  const count = movementCounter(caller);
  const first: LeftOutCustomer[] = [];
  const [start, end] = [noSum(), noSum()];
  let leftOut = 0;
  for (const [key, paid] of byCustomer) {
    const [was, is] = [totalOf(paid.before), totalOf(paid.after)];
    const read = (total: number, span: string, prefix: string) =>
      within(total, `${prefix}what customer ${shown(key)} paid in spans.${span}`, NET);
    if (options.onInvalid === 'skip' && (was < 0 || is < 0)) {
      leftOut++;
      addTo(start, was);
      addTo(end, is);
      if (first.length < 100) {
        first.push({ customer: key, reason: reasonOf(() => (was < 0 ? read(was, 'start', '') : read(is, 'end', ''))) });
      }
    } else {
      const prefix = `${caller}: `;
      count.add(read(was, 'start', prefix), read(is, 'end', prefix), () => totalOf(paid.earlier) > 0);
    }
  }
  const total = (sum: RunningSum) => representable(sum.total + sum.lost, caller);
  return { ...count.total(), skipped, leftOut: { customers: leftOut, start: total(start), end: total(end), first } };
}

const NET: Range = [0, Infinity, 'a finite number >= 0 in total'];

/** A sum, and what its rounding errors may come to: 1e-12 of the sizes of its terms. */
interface SizedSum extends RunningSum {
  rounding: number;
}

function noSum(): SizedSum {
  return { total: 0, lost: 0, rounding: 0 };
}

function addSized(sum: SizedSum, term: number): void {
  addTo(sum, term);
  sum.rounding += 1e-12 * Math.abs(term);
}

function totalOf({ total, lost, rounding }: SizedSum): number {
  const sum = total + lost;
  return Math.abs(sum) <= rounding ? 0 : sum;
}
