import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { mergeRevenueMovements, revenueMovements, revenueMovementsOfPayments } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { ignoresOrder } from '../../support/predicates.js';

interface Payment {
  by: string;
  at: number;
  paid: number;
}

/** Before both spans, in each, between them, after both, and at their ends. */
const SPANS = { start: { from: 10, to: 20 }, end: { from: 25, to: 40 } };
const payment = (names: string[] = ['a', 'b', 'c', 'd', 'e', '__proto__']): fc.Arbitrary<Payment> =>
  fc.record({
    by: fc.constantFrom(...names),
    at: fc.nat(50),
    paid: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(1_000_000)),
  });
const payments = (names?: string[]) => fc.array(payment(names), { maxLength: 20 });
const of = (list: readonly Payment[]) => {
  const readers = { customer: (p: Payment) => p.by, time: (p: Payment) => p.at, amount: (p: Payment) => p.paid };
  const { skipped, leftOut, ...movements } = revenueMovementsOfPayments(list, readers, SPANS);
  expect([skipped.skipped, leftOut.customers]).toEqual([0, 0]);
  return movements;
};

describe('revenueMovementsOfPayments', () => {
  law('it is revenueMovements of what each customer paid in each span', [payments()], (list) => {
    const names = [...new Set(list.map(({ by }) => by))];
    const paid = (name: string, from: number, to: number) =>
      list.filter(({ by, at }) => by === name && from <= at && at < to).reduce((sum, p) => sum + p.paid, 0);
    expect(of(list)).toEqual(
      revenueMovements(names, {
        start: (name) => paid(name, 10, 20),
        end: (name) => paid(name, 25, 40),
        previouslyActive: (name) => paid(name, 0, 25) > 0,
      }),
    );
  });

  law(
    'a payment in parts is the same payment',
    [payments(), fc.nat(19), fc.double({ min: 0, max: 1, noNaN: true })],
    (list, at, share) => {
      const parts = list.flatMap((p, index) => {
        const part = Math.round(share * p.paid);
        return index === at
          ? [
              { ...p, paid: part },
              { ...p, paid: p.paid - part },
            ]
          : [p];
      });
      expect(of(parts)).toEqual(of(list));
    },
  );

  law(
    'what was paid and refunded in the later span was not paid: movements(rows ++ payment ++ refund) = movements(rows)',
    [payments(), payment().filter(({ at }) => at >= 25)],
    (list, p) => expect(of([...list, p, { ...p, paid: -p.paid }])).toEqual(of(list)),
  );

  law(
    'the order of payments does not matter: movements(π(rows)) = movements(rows)',
    [payments().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => ignoresOrder(of)(list, shuffled),
  );

  law(
    'of disjoint customers merging is counting together: merge(movements(a), movements(b)) = movements(a ++ b)',
    [payments(['a', 'b']), payments(['c', 'd'])],
    (a, b) => expect(mergeRevenueMovements(of(a), of(b))).toEqual(of([...a, ...b])),
  );
});
