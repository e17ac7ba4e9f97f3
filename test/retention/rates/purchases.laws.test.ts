import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  mergePurchaseTotals,
  type PurchaseOptions,
  type PurchaseTotals,
  purchaseFrequency,
  purchaseTotals,
  repeatPurchaseRate,
  timeBetweenPurchases,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose, ignoresOrder, staysWithin } from '../../support/predicates.js';

const DAY = 86_400_000;
const SPAN = { from: 10 * DAY, to: 100 * DAY };
interface Purchase {
  by: string;
  at: number;
}

/** Whole days, so that some meet, and any moment. */
const purchase = (names: string[] = ['a', 'b', 'c', '__proto__']): fc.Arbitrary<Purchase> =>
  fc.record({
    by: fc.constantFrom(...names),
    at: fc.oneof(
      fc.integer({ min: 5, max: 105 }).map((day) => day * DAY),
      fc.integer({ min: 5 * DAY, max: 105 * DAY }),
    ),
  });
const purchases = (names?: string[]) => fc.array(purchase(names));
const totalsOf = (list: readonly Purchase[], options?: PurchaseOptions): PurchaseTotals =>
  purchaseTotals(list, { customer: ({ by }) => by, time: ({ at }) => at }, SPAN, options);

/** Each customer's purchases in the span, in their order. */
const byCustomer = (list: readonly Purchase[]) =>
  [...new Set(list.map(({ by }) => by))]
    .map((name) =>
      list
        .filter(({ by, at }) => by === name && SPAN.from <= at && at < SPAN.to)
        .map(({ at }) => at)
        .sort((a, b) => a - b),
    )
    .filter((times) => times.length > 0);
const gapsOf = (list: readonly Purchase[]) =>
  byCustomer(list).flatMap((times) => times.slice(1).map((at, index) => (at - (times[index] as number)) / DAY));

describe('purchaseTotals', () => {
  law(
    'it counts what each customer did: customers, those with more than one purchase, purchases',
    [purchases()],
    (list) => {
      const customers = byCustomer(list);
      expect(totalsOf(list)).toMatchObject({
        customers: customers.length,
        repeatCustomers: customers.filter((times) => times.length > 1).length,
        purchases: customers.flat().length,
      });
    },
  );

  law(
    'there is a gap after each purchase but a customer’s last: Σ gaps = purchases − customers',
    [purchases()],
    (list) => {
      const { gaps, purchases: all, customers } = totalsOf(list);
      expect(gaps.reduce((sum, [, count]) => sum + count, 0)).toBe(all - customers);
      expect(gaps.flatMap(([days, count]) => Array<number>(count).fill(days))).toEqual(
        gapsOf(list).sort((a, b) => a - b),
      );
    },
  );

  law('gaps add up to the time from the first purchase to the last', [purchases()], (list) => {
    const days = totalsOf(list).gaps.reduce((sum, [length, count]) => sum + length * count, 0);
    const time = byCustomer(list).reduce((sum, times) => sum + (times.at(-1) as number) - (times[0] as number), 0);
    expect(Math.abs(days - time / DAY)).toBeLessThanOrEqual(1e-10);
  });

  law(
    'merging duplicates, what is there twice is there once: totals(rows ++ rows) = totals(rows)',
    [purchases()],
    (list) => {
      const options = { duplicates: 'merge' } as const;
      const once = totalsOf(list, options);
      expect({ ...totalsOf([...list, ...list], options), skipped: once.skipped }).toEqual(once);
      expect(once.gaps.every(([days]) => days > 0)).toBe(true);
    },
  );

  law(
    'the order of rows does not matter: totals(π(rows)) = totals(rows)',
    [purchases().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => ignoresOrder(totalsOf)(list, shuffled),
  );

  law(
    'of disjoint customers merging is counting together: merge(totals(a), totals(b)) = totals(a ++ b)',
    [purchases(['a', 'b']), purchases(['c', 'd'])],
    (a, b) => {
      expect(mergePurchaseTotals(totalsOf(a), totalsOf(b))).toEqual(totalsOf([...a, ...b]));
      expect(mergePurchaseTotals(totalsOf([]), totalsOf(a))).toEqual(totalsOf(a));
      expect(mergePurchaseTotals(totalsOf(a))).toEqual(totalsOf(a));
    },
  );
});

describe('repeatPurchaseRate', () => {
  law('0 ≤ rate ≤ 1', [purchases().map((list) => totalsOf(list))], staysWithin(repeatPurchaseRate, 0, 1));

  law('who buys once more never lowers it', [purchases(), purchase()], (list, more) => {
    fc.pre(byCustomer(list).length === byCustomer([...list, more]).length && byCustomer(list).length > 0);
    const rate = (of: Purchase[]) => repeatPurchaseRate(totalsOf(of)) as number;
    expect(rate([...list, more])).toBeGreaterThanOrEqual(rate(list));
  });
});

describe('purchaseFrequency', () => {
  law('1 ≤ frequency, and 1 exactly where nobody came back: frequency = 1 ⇔ repeat rate = 0', [purchases()], (list) => {
    const totals = totalsOf(list);
    const frequency = purchaseFrequency(totals);
    expect(frequency === undefined).toBe(totals.customers === 0);
    if (frequency === undefined) return;
    expect(frequency).toBeGreaterThanOrEqual(1);
    expect(frequency === 1).toBe(repeatPurchaseRate(totals) === 0);
    expectClose(frequency * totals.customers, totals.purchases);
  });

  law('it is at least 1 + the repeat rate', [purchases()], (list) => {
    const totals = totalsOf(list);
    const frequency = purchaseFrequency(totals);
    if (frequency !== undefined)
      expect(frequency).toBeGreaterThanOrEqual(1 + (repeatPurchaseRate(totals) as number) - 1e-15);
  });
});

describe('timeBetweenPurchases', () => {
  law('mean and median are those of the list of all gaps', [purchases()], (list) => {
    const gaps = gapsOf(list).sort((a, b) => a - b);
    const time = timeBetweenPurchases(totalsOf(list));
    expect(time?.gaps ?? 0).toBe(gaps.length);
    if (time === undefined) return;
    const middle = [gaps[Math.floor((gaps.length - 1) / 2)], gaps[Math.ceil((gaps.length - 1) / 2)]] as [
      number,
      number,
    ];
    expectClose(time.mean, gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
    expectClose(time.median, (middle[0] + middle[1]) / 2);
  });

  law('least gap ≤ mean, median ≤ most', [purchases()], (list) => {
    const gaps = gapsOf(list);
    const time = timeBetweenPurchases(totalsOf(list));
    if (time === undefined) return;
    for (const value of [time.mean, time.median]) {
      expect(value).toBeGreaterThanOrEqual(Math.min(...gaps) * (1 - 1e-15));
      expect(value).toBeLessThanOrEqual(Math.max(...gaps) * (1 + 1e-15));
    }
  });

  law('the order of gaps does not matter, nor how they are grouped', [purchases()], (list) => {
    const { gaps } = totalsOf(list);
    const apart = gaps.flatMap(([days, count]) => Array.from({ length: count }, () => [days, 1] as const));
    const [whole, parts] = [timeBetweenPurchases({ gaps }), timeBetweenPurchases({ gaps: apart.toReversed() })];
    expect(parts?.median).toBe(whole?.median);
    expectClose(parts?.mean, whole?.mean);
  });
});
