import {
  NOT_NEGATIVE,
  refuse,
  representable,
  requireFunction,
  requireIterable,
  whole,
  within,
} from '../../internal/check.js';
import { addTo, type RunningSum } from '../../internal/running-sum.js';
import { sum } from '../../internal/sum.js';

/** Customers and the recurring revenue that goes with them. */
export interface CustomerRevenue {
  /** How many customers. */
  readonly customers: number;
  /** Their revenue, or the change of it: 0 or more, in the caller's currency. */
  readonly amount: number;
}

/**
 * How recurring revenue moved from the start of a period to its end. It reconciles, in customers and in amounts:
 *
 *     start + newBusiness + reactivated + expansion − contraction − churned = end
 *
 * (in customers without expansion and contraction, whose customers stay.)
 */
export interface RevenueMovements {
  /** Customers who paid at the start, and what they paid. */
  readonly start: CustomerRevenue;
  /** Customers who paid nothing at the start, never had before, and pay at the end. */
  readonly newBusiness: CustomerRevenue;
  /** Customers who paid nothing at the start, had paid some time before, and pay at the end. */
  readonly reactivated: CustomerRevenue;
  /** Customers who pay more at the end than at the start, and the difference. */
  readonly expansion: CustomerRevenue;
  /** Customers who pay less at the end than at the start, but do pay, and the difference. */
  readonly contraction: CustomerRevenue;
  /** Customers who paid at the start and pay nothing at the end, and what they had paid. */
  readonly churned: CustomerRevenue;
  /** Customers who pay at the end, and what they pay. */
  readonly end: CustomerRevenue;
}

/** How to read a customer's recurring revenue from a row. */
export interface RevenueReaders<Row> {
  /** What the customer paid per period at the start: 0 or more, 0 for those who were no customers. */
  readonly start: (row: Row) => number;
  /** What the customer pays per period at the end: 0 or more, 0 for those who are no customers. */
  readonly end: (row: Row) => number;
  /**
   * Whether the customer had paid some time before the start: asked only of those who pay at the end and did not at the
   * start. Without it, all of them count as new.
   */
  readonly previouslyActive?: ((row: Row) => boolean) | undefined;
}

/**
 * Revenue movements: what recurring revenue gained and lost between the start and the end of a period, customer by customer,
 * as new business, reactivation, expansion, contraction and churn.
 *
 *     paid at the start    pays at the end
 *     0                    more than 0        newBusiness, or reactivated where previouslyActive says so
 *     more than 0          more               expansion, by the difference
 *     more than 0          less, but not 0    contraction, by the difference
 *     more than 0          0                  churned
 *
 * It compares two moments: what happened and was undone in between is not seen, and whoever left and came back within the
 * period has stayed. An amount of 0 at both counts nowhere. All sums carry their rounding errors along, so that start and
 * movements add up to the end to the last bit for whole amounts (cents, say), and to 1e-15 of all amounts together for others.
 *
 * @param rows - Any iterable of rows, one a customer: a customer with several subscriptions has to be added up first, or the
 * loss of one of them is counted as churn.
 * @param readers - How to read from a row what the customer paid at the start and pays at the end, in one currency and for
 * the same length of time (a month, say), and whether they had paid before.
 * @returns The movements, each with the number of customers and the amount. Those of disjoint customers merge
 * ({@link mergeRevenueMovements}).
 * @throws `TypeError` or `RangeError` for an amount that is not a finite number of at least 0 (the message has the row's
 * index), for readers that are not functions, a `previouslyActive` that does not give a boolean, and for totals too large
 * for a number. Refunds and credits are not negative revenue: net them out first.
 * @example
 * ```ts
 * import { revenueMovements } from 'custometry';
 *
 * const customers = [
 *   { name: 'Ada', march: 100, april: 130, since: 2024 },
 *   { name: 'Ben', march: 100, april: 60, since: 2024 },
 *   { name: 'Cat', march: 50, april: 0, since: 2025 },
 *   { name: 'Dov', march: 0, april: 40, since: 2026 },
 *   { name: 'Eve', march: 0, april: 20, since: 2024 },
 * ];
 * const april = revenueMovements(customers, {
 *   start: (row) => row.march,
 *   end: (row) => row.april,
 *   previouslyActive: (row) => row.since < 2026,
 * });
 * april.start; // => { customers: 3, amount: 250 }
 * april.newBusiness; // => { customers: 1, amount: 40 }
 * april.reactivated; // => { customers: 1, amount: 20 }
 * april.expansion; // => { customers: 1, amount: 30 }
 * april.contraction; // => { customers: 1, amount: 40 }
 * april.churned; // => { customers: 1, amount: 50 }
 * april.end; // => { customers: 4, amount: 250 }
 * ```
 * @see ChartMogul, "Data Table and MRR Movements" (help.chartmogul.com), for the five movements.
 */
export function revenueMovements<Row>(rows: Iterable<Row>, readers: RevenueReaders<Row>): RevenueMovements {
  const caller = 'revenueMovements';
  requireIterable(rows, `${caller}: rows`);
  const { start, end, previouslyActive } = readers ?? {};
  requireFunction(start, `${caller}: start`);
  requireFunction(end, `${caller}: end`);
  if (previouslyActive !== undefined) requireFunction(previouslyActive, `${caller}: previouslyActive`);
  const count = movementCounter(caller);
  let index = 0;
  for (const row of rows) {
    const before = start(row);
    if (!Number.isFinite(before) || before < 0) within(before, `${caller}: start of rows[${index}]`, NOT_NEGATIVE);
    const after = end(row);
    if (!Number.isFinite(after) || after < 0) within(after, `${caller}: end of rows[${index}]`, NOT_NEGATIVE);
    count.add(before, after, () => {
      if (previouslyActive === undefined) return false;
      const hadPaid = previouslyActive(row);
      if (typeof hadPaid !== 'boolean')
        refuse(hadPaid, `${caller}: previouslyActive of rows[${index}]`, 'a boolean', '', '');
      return hadPaid;
    });
    index++;
  }
  return count.total();
}

/**
 * Adds revenue movements of disjoint customers over the same period: the movements of all of them together.
 *
 * Movements of the same customers in consecutive periods do not add up to those of the whole time: who grew and then
 * shrank has moved twice.
 *
 * @param parts - Any number of movements, up to the number of arguments that the engine allows.
 * @returns The sums; all 0 for no movements. Reports of payments that could not be used stay with their parts: they are not in
 * the sums.
 * @throws `TypeError` or `RangeError` for a number of customers that is not whole and at least 0, for an amount that is not
 * a finite number of at least 0, and for totals too large for a number.
 * @example
 * ```ts
 * import { mergeRevenueMovements, revenueMovements } from 'custometry';
 *
 * const readers = { start: ([before]: number[]) => before ?? 0, end: ([, after]: number[]) => after ?? 0 };
 * const north = revenueMovements([[10, 12], [10, 0]], readers);
 * const south = revenueMovements([[5, 5], [0, 7]], readers);
 * mergeRevenueMovements(north, south).end; // => { customers: 3, amount: 24 }
 * ```
 * @see {@link revenueMovements}
 */
export function mergeRevenueMovements(...parts: readonly RevenueMovements[]): RevenueMovements {
  const caller = 'mergeRevenueMovements';
  const merged = Object.fromEntries(
    MOVEMENTS.map((movement) => {
      const each = parts.map((part, index) => {
        const name = `${caller}: parts[${index}].${movement}.`;
        const { customers, amount } = part?.[movement] ?? {};
        return [
          within(customers as number, `${name}customers`, whole(0, 9007199254740991)),
          within(amount as number, `${name}amount`, NOT_NEGATIVE),
        ] as const;
      });
      const customers = sum(each.map(([count]) => count));
      return [movement, { customers, amount: representable(sum(each.map(([, amount]) => amount)), caller) }];
    }),
  );
  return merged as Record<Movement, CustomerRevenue>;
}

type Movement = keyof RevenueMovements;

const MOVEMENTS: readonly Movement[] = [
  'start',
  'newBusiness',
  'reactivated',
  'expansion',
  'contraction',
  'churned',
  'end',
];

/** @internal Sorts customers, told by what they paid before and after, into the movements. */
export function movementCounter(caller: string): {
  add: (before: number, after: number, hadPaid: () => boolean) => void;
  total: () => RevenueMovements;
} {
  const sums = new Map<Movement, { customers: number; amount: RunningSum }>(
    MOVEMENTS.map((movement) => [movement, { customers: 0, amount: { total: 0, lost: 0 } }]),
  );
  const count = (movement: Movement, amount: number): void => {
    const entry = sums.get(movement) as { customers: number; amount: RunningSum };
    entry.customers++;
    addTo(entry.amount, amount);
  };
  return {
    add: (before, after, hadPaid) => {
      if (before > 0) count('start', before);
      if (after > 0) count('end', after);
      if (before === after) return;
      if (before === 0) count(hadPaid() ? 'reactivated' : 'newBusiness', after);
      else if (after === 0) count('churned', before);
      else if (after > before) count('expansion', after - before);
      else count('contraction', before - after);
    },
    total: () => {
      const entries = [...sums].map(([movement, { customers, amount }]) => {
        return [movement, { customers, amount: representable(amount.total + amount.lost, caller) }];
      });
      return Object.fromEntries(entries) as Record<Movement, CustomerRevenue>;
    },
  };
}
