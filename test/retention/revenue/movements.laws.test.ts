import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  mergeRevenueMovements,
  netRevenueRetention,
  type RevenueMovements,
  revenueMovements,
  trailingNetRevenueRetention,
} from '../../../src/index.js';
import { amount, factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { ignoresOrder, mergesLikeScanning } from '../../support/predicates.js';

interface Row {
  start: number;
  end: number;
  before: boolean;
}

const rowOf = (one: fc.Arbitrary<number>): fc.Arbitrary<Row> =>
  fc.oneof(
    fc.record({ start: one, end: one, before: fc.boolean() }),
    one.map((same) => ({ start: same, end: same, before: false })),
  );

/** Whole amounts, such as cents: sums of them are exact. */
const cents = () => rowOf(fc.oneof(fc.constant(0), fc.nat(100), fc.nat(1_000_000_000)));
const money = () => rowOf(amount());

const movementsOf = (rows: readonly Row[]): RevenueMovements =>
  revenueMovements(rows, {
    start: (row) => row.start,
    end: (row) => row.end,
    previouslyActive: (row) => row.before,
  });

const signs = {
  start: 1,
  newBusiness: 1,
  reactivated: 1,
  expansion: 1,
  contraction: -1,
  churned: -1,
  end: -1,
} as const;
const movements = Object.keys(signs) as (keyof RevenueMovements)[];
const size = (of: RevenueMovements) => movements.reduce((total, name) => total + of[name].amount, 0);
const remainder = (of: RevenueMovements) => movements.reduce((total, name) => total + signs[name] * of[name].amount, 0);

describe('revenueMovements', () => {
  law(
    'of whole amounts they reconcile to the last bit: start + new + reactivated + expansion − contraction − churned = end',
    [fc.array(cents())],
    (rows) => expect(remainder(movementsOf(rows))).toBe(0),
  );

  law(
    'of other amounts they reconcile but for rounding: |start + movements − end| ≤ 1e-15 · all amounts',
    [fc.array(money())],
    (rows) => {
      const of = movementsOf(rows);
      expect(Math.abs(remainder(of))).toBeLessThanOrEqual(1e-15 * size(of));
    },
  );

  law('customers reconcile: start + new + reactivated − churned = end', [fc.array(money())], (rows) => {
    const { start, newBusiness, reactivated, churned, end } = movementsOf(rows);
    expect(start.customers + newBusiness.customers + reactivated.customers - churned.customers).toBe(end.customers);
  });

  law(
    'each movement is a filter and a sum, the slow way: of whole amounts Σ over its customers of the difference',
    [fc.array(cents())],
    (rows) => {
      const slow = (is: (row: Row) => boolean, worth: (row: Row) => number) => {
        const those = rows.filter(is);
        return { customers: those.length, amount: those.reduce((total, row) => total + worth(row), 0) };
      };
      const came = ({ start, end }: Row) => start === 0 && end > 0;
      expect(movementsOf(rows)).toEqual({
        start: slow(
          ({ start }) => start > 0,
          ({ start }) => start,
        ),
        newBusiness: slow(
          (row) => came(row) && !row.before,
          ({ end }) => end,
        ),
        reactivated: slow(
          (row) => came(row) && row.before,
          ({ end }) => end,
        ),
        expansion: slow(
          ({ start, end }) => 0 < start && start < end,
          ({ start, end }) => end - start,
        ),
        contraction: slow(
          ({ start, end }) => 0 < end && end < start,
          ({ start, end }) => start - end,
        ),
        churned: slow(
          ({ start, end }) => start > 0 && end === 0,
          ({ start }) => start,
        ),
        end: slow(
          ({ end }) => end > 0,
          ({ end }) => end,
        ),
      });
    },
  );

  law('each is at least 0, and 0 where it has no customers', [fc.array(money())], (rows) => {
    for (const { customers, amount: worth } of Object.values(movementsOf(rows))) {
      expect(worth).toBeGreaterThanOrEqual(0);
      if (customers === 0) expect(worth).toBe(0);
    }
  });

  law(
    'merging is counting together: merge(movements(a), movements(b)) = movements(a ++ b)',
    [fc.array(cents()), fc.array(cents())],
    mergesLikeScanning(movementsOf, mergeRevenueMovements),
  );

  law(
    'of other amounts merging is counting together but for rounding',
    [fc.array(money()), fc.array(money())],
    (a, b) => {
      const [parts, whole] = [mergeRevenueMovements(movementsOf(a), movementsOf(b)), movementsOf([...a, ...b])];
      for (const name of movements) {
        expect(parts[name].customers).toBe(whole[name].customers);
        expect(Math.abs(parts[name].amount - whole[name].amount)).toBeLessThanOrEqual(1e-15 * size(whole));
      }
    },
  );

  law(
    'the order of customers does not matter: movements(π(rows)) = movements(rows)',
    [
      fc
        .array(cents())
        .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
    ],
    ([rows, shuffled]) => ignoresOrder(movementsOf)(rows, shuffled),
  );

  law(
    'the unit of money does not matter: movements(k · rows) = k · movements(rows)',
    [fc.array(money()), factor()],
    (rows, k) => {
      const [plain, scaled] = [
        movementsOf(rows),
        // Amounts that differ by rounding could differ by nothing once multiplied.
        movementsOf(rows.map(({ start, end, before }) => ({ start: k * start, end: k * end, before }))),
      ];
      for (const name of movements) {
        expect(Math.abs(scaled[name].amount - k * plain[name].amount)).toBeLessThanOrEqual(1e-14 * k * size(plain));
      }
    },
  );

  law(
    'time turned round swaps gains and losses: churned ↔ new + reactivated, expansion ↔ contraction, start ↔ end',
    [fc.array(cents())],
    (rows) => {
      const there = movementsOf(rows);
      const back = movementsOf(rows.map(({ start, end, before }) => ({ start: end, end: start, before })));
      const { newBusiness, reactivated } = back;
      expect([there.start, there.expansion, there.end]).toEqual([back.end, back.contraction, back.start]);
      expect(there.churned).toEqual({
        customers: newBusiness.customers + reactivated.customers,
        amount: newBusiness.amount + reactivated.amount,
      });
    },
  );

  law(
    'NRR follows the customers of the start: NRR(movements) = Σ end of those who paid at the start / Σ start',
    [fc.array(cents())],
    (rows) =>
      expect(netRevenueRetention(movementsOf(rows))).toBe(
        trailingNetRevenueRetention(rows, { start: (row) => row.start, end: (row) => row.end }),
      ),
  );
});
