import { FINITE, refuse, requireFunction, shown, within } from '../../internal/check.js';
import { type Instant, instantOf, refuseInstant } from '../../internal/instant.js';
import { type ScanOptions, type SkippedRows, scanRows } from '../../internal/rows.js';
import { addTo, type RunningSum } from '../../internal/running-sum.js';
import { readTimeSpan, shownInstant, type TimeSpan } from '../../internal/time-span.js';
import { movementCounter, type RevenueMovements } from './movements.js';

/** How to read a payment from a row. */
export interface PaymentReaders<Row> {
  /** Who paid: any value, told apart as the keys of a `Map` are. */
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

/** The movements of revenue, and the payments that could not be used. */
export interface PaymentMovements extends RevenueMovements {
  /** The rows that could not be used: none unless `onInvalid` is `'skip'`. */
  readonly skipped: SkippedRows;
}

/**
 * Revenue movements from payments: what each customer paid in one span of time against another, say March and April, as
 * new business, reactivation, expansion, contraction and churn ({@link revenueMovements}, whose measures take the result).
 *
 * Each customer's payments in a span are added up. Who paid nothing in the earlier span and something in the later one is
 * reactivated if they had paid anything before the later one, and new otherwise: payments from before both spans are what
 * tells the two apart, and without them everybody is new. Payments after the later span are not looked at.
 *
 * Payments are not recurring revenue: a yearly one is a gain in its month and a loss in the next, and a payment that is a
 * day late is a churn and a reactivation. Spread payments over the time that they are for, or compare spans that are as
 * long as the longest contract.
 *
 * @param rows - Any iterable of payments, in any order.
 * @param readers - How to read who paid, when and how much, in one currency.
 * @param spans - The two spans, each half open: a payment at exactly `to` is in the next.
 * @param options - `onInvalid`: what to do with rows whose time is none or whose amount is not a finite number;
 * `onProgress`.
 * @returns The movements, and a report of rows that were skipped. Those of disjoint customers merge
 * ({@link mergeRevenueMovements}).
 * @throws `TypeError` or `RangeError` for a row that cannot be used (the message has its index), unless it is to be skipped;
 * for spans that are none or overlap; for a customer whose payments in a span add up to less than 0 (a refund belongs
 * in the span of the payment that it returns; payments that a refund cancels but for rounding, 1e-12 of their size, add up
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
  options: ScanOptions = {},
): PaymentMovements {
  const caller = 'revenueMovementsOfPayments';
  const { customer, time, amount } = readers ?? {};
  requireFunction(customer, `${caller}: customer`);
  requireFunction(time, `${caller}: time`);
  requireFunction(amount, `${caller}: amount`);
  const before = readTimeSpan(spans?.start, `${caller}: spans.start`);
  const after = readTimeSpan(spans.end, `${caller}: spans.end`);
  if (after[0] < before[1]) {
    const allowed = `at or after start.to (${shownInstant(before[1])})`;
    refuse(shownInstant(after[0]), `${caller}: spans.end.from`, allowed, '', 'string');
  }
  interface Paid {
    readonly before: SizedSum;
    readonly after: SizedSum;
    hadPaid: boolean;
  }
  const byCustomer = new Map<unknown, Paid>();
  const skipped = scanRows(rows, 'rows', options, caller, (row) => {
    const timeValue = time(row);
    const at = instantOf(timeValue);
    if (Number.isNaN(at)) return { reader: 'time', refuse: (argument) => refuseInstant(timeValue, argument) };
    const value = amount(row);
    if (!Number.isFinite(value)) {
      return { reader: 'amount', refuse: (argument) => refuse(value, argument, FINITE[2]) };
    }
    if (at >= after[1]) return;
    const key = customer(row);
    let paid = byCustomer.get(key);
    if (paid === undefined) {
      paid = { before: { total: 0, lost: 0, size: 0 }, after: { total: 0, lost: 0, size: 0 }, hadPaid: false };
      byCustomer.set(key, paid);
    }
    if (at < after[0] && value > 0) paid.hadPaid = true;
    const sum = at >= after[0] ? paid.after : at >= before[0] && at < before[1] ? paid.before : undefined;
    if (sum !== undefined) {
      addTo(sum, value);
      sum.size += Math.abs(value);
    }
    return;
  });
  const count = movementCounter(caller);
  for (const [key, paid] of byCustomer) {
    const name = (span: string) => `${caller}: what customer ${shown(key)} paid in spans.${span}`;
    count.add(totalOf(paid.before, name('start')), totalOf(paid.after, name('end')), () => paid.hadPaid);
  }
  return { ...count.total(), skipped };
}

/** A sum, and that of the sizes of its terms. */
interface SizedSum extends RunningSum {
  size: number;
}

function totalOf({ total, lost, size }: SizedSum, argument: string): number {
  const sum = total + lost;
  return Math.abs(sum) <= 1e-12 * size ? 0 : within(sum, argument, [0, Infinity, 'a finite number >= 0 in total']);
}
