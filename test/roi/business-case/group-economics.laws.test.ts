import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type GroupEconomics, groupEconomics, groupTotals, mergeGroupTotals } from '../../../src/index.js';
import { amount, balance, factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

interface Row {
  readonly group: string;
  readonly spend: number;
  readonly margin: number | undefined;
  readonly retained: boolean | undefined;
  readonly referrals: number | undefined;
  readonly cost: number | undefined;
}

const unknownOr = <T>(one: fc.Arbitrary<T>) => fc.oneof(fc.constant(undefined), one);
const row = (): fc.Arbitrary<Row> =>
  fc.record({
    group: fc.constantFrom('a', 'b', '__proto__', 'constructor'),
    spend: amount(),
    margin: unknownOr(balance()),
    retained: unknownOr(fc.boolean()),
    referrals: unknownOr(fc.nat(10)),
    cost: unknownOr(balance()),
  });
const rows = () => fc.array(row(), { maxLength: 40 });

const readers = {
  group: ({ group }: Row) => group,
  spend: ({ spend }: Row) => spend,
  profit: ({ margin }: Row) => margin,
  retained: ({ retained }: Row) => retained,
  referrals: ({ referrals }: Row) => referrals,
  costToServe: ({ cost }: Row) => cost,
};
const scan = (list: Iterable<Row>) => groupTotals(list, readers);
const measure = (list: Iterable<Row>) => groupEconomics(scan(list));

const MEASURES = ['spend', 'margin', 'retention', 'referrals', 'costToServe'] as const;

/** Equal up to rounding in proportion to the size of the interval and of what was read. */
function expectNear(actual: number | undefined, expected: number | undefined, size: number): void {
  if (actual === undefined || expected === undefined) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(1e-7 * size);
}

function expectAlike(a: GroupEconomics | undefined, b: GroupEconomics | undefined, list: readonly Row[]): void {
  expect(a?.customers).toBe(b?.customers);
  // Large numbers beside small ones: what is left of the small ones' digits is in proportion to the large.
  const size = Math.max(1, ...list.flatMap(({ spend, margin = 0, cost = 0 }) => [spend, margin, cost].map(Math.abs)));
  for (const name of MEASURES) {
    if (name === 'margin') expectClose(a?.margin?.value, b?.margin?.value, 1e-6);
    else for (const end of ['value', 'lower', 'upper'] as const) expectNear(a?.[name]?.[end], b?.[name]?.[end], size);
    expect(a?.[name]?.responses).toBe(b?.[name]?.responses);
  }
}

const mean = (xs: readonly number[]) => xs.reduce((total, x) => total + x / xs.length, 0);
const known = (list: readonly Row[], of: (one: Row) => number | undefined) =>
  list.map(of).filter((value) => value !== undefined);

describe('groupTotals and mergeGroupTotals', () => {
  law(
    'merging is scanning together, up to rounding: measure(merge(scan(a), scan(b))) = measure(scan(a ++ b))',
    [rows(), rows()],
    (a, b) => {
      const merged = mergeGroupTotals(scan(a), scan(b));
      const together = scan([...a, ...b]);
      expect(merged.groups.map(([name]) => name)).toEqual(together.groups.map(([name]) => name));
      expect(merged.skipped).toEqual(together.skipped);
      const [left, right] = [groupEconomics(merged), groupEconomics(together)];
      for (const name of left.keys()) expectAlike(left.get(name), right.get(name), [...a, ...b]);
    },
  );

  law('nothing more changes nothing: merge(scan(a), scan([])) = scan(a)', [rows()], (a) => {
    expect(mergeGroupTotals(scan(a), scan([]))).toEqual(scan(a));
    expect(mergeGroupTotals(scan([]), scan(a))).toEqual(scan(a));
    expect(mergeGroupTotals()).toEqual(scan([]));
  });

  law('totals are plain data: scan(a) = what comes back from JSON', [rows()], (a) => {
    // JSON has no −0, and neither have totals.
    expect(JSON.parse(JSON.stringify(scan(a)))).toEqual(scan(a));
  });

  law(
    'a large offset costs no digits: the squares of spend + 1e9 = those of spend',
    [fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 30 })],
    (spends) => {
      const squares = (offset: number) =>
        groupTotals(spends, { group: () => 1, spend: (spend) => spend + offset }).groups[0]?.[1].spend.squares;
      expect(Math.abs((squares(1e9) ?? 0) - (squares(0) ?? 1))).toBeLessThanOrEqual(1e-3);
    },
  );
});

describe('groupEconomics', () => {
  law(
    'each group by definition: means of what is known, margin = Σ margin / Σ spend, retention = stayed / known',
    [rows()],
    (list) => {
      const economics = measure(list);
      expect([...economics.keys()]).toEqual([...new Set(list.map(({ group }) => group))]);
      for (const [name, measured] of economics) {
        const own = list.filter(({ group }) => group === name);
        expect(measured.customers).toBe(own.length);
        const paired = own.filter(({ margin }) => margin !== undefined);
        const stayed = known(own, ({ retained }) => (retained === undefined ? undefined : Number(retained)));
        const some = (xs: readonly number[]) => (xs.length < 2 ? undefined : mean(xs));
        const size = Math.max(
          1,
          ...own.flatMap(({ spend, cost = 0, margin = 0 }) => [spend, cost, margin].map(Math.abs)),
        );
        expectNear(measured.spend?.value, some(own.map(({ spend }) => spend)), size);
        expectNear(measured.referrals?.value, some(known(own, ({ referrals }) => referrals)), size);
        expectNear(measured.costToServe?.value, some(known(own, ({ cost }) => cost)), size);
        expectNear(measured.retention?.value, stayed.length === 0 ? undefined : mean(stayed), 1e-5);
        const spent = mean(paired.map(({ spend }) => spend));
        const left = mean(known(paired, ({ margin }) => margin));
        const ratio = paired.length < 2 || spent === 0 ? undefined : left / spent;
        if (ratio === undefined) expect(measured.margin).toBeUndefined();
        else expectNear(measured.margin?.value, ratio, size / spent);
      }
    },
  );

  law('an interval is around its value: lower ≤ value ≤ upper', [rows()], (list) => {
    for (const measured of measure(list).values()) {
      for (const name of MEASURES) {
        const { value, lower, upper } = measured[name] ?? { value: 0, lower: 0, upper: 0 };
        expect(lower).toBeLessThanOrEqual(value);
        expect(upper).toBeGreaterThanOrEqual(value);
      }
    }
  });

  law('the surer, the wider: from 90% to 99% no interval becomes narrower', [rows()], (list) => {
    const totals = scan(list);
    const [narrow, wide] = [groupEconomics(totals, { confidence: 0.9 }), groupEconomics(totals, { confidence: 0.99 })];
    for (const [name, measured] of narrow) {
      for (const measure of MEASURES) {
        const [a, b] = [measured[measure], wide.get(name)?.[measure]];
        expect(b?.lower ?? 0).toBeLessThanOrEqual(a?.lower ?? 0);
        expect(b?.upper ?? 0).toBeGreaterThanOrEqual(a?.upper ?? 0);
      }
    }
  });

  law(
    'scaling: k times the money is k times every interval of money, and the same margin',
    [
      fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -500, max: 1000 })), {
        minLength: 2,
        maxLength: 20,
      }),
      factor(),
    ],
    (pairs, k) => {
      const at = (scale: number) =>
        groupEconomics(
          groupTotals(pairs, {
            group: () => 'all',
            spend: ([spent]) => spent * scale,
            profit: ([, left]) => left * scale,
          }),
        ).get('all');
      const [one, scaled] = [at(1), at(k)];
      expectClose(scaled?.spend?.value, k * (one?.spend?.value ?? 0), 1e-12);
      expect(Math.abs((scaled?.spend?.upper ?? 0) / k - (one?.spend?.upper ?? 0))).toBeLessThanOrEqual(1e-6);
      expect(Math.abs((scaled?.margin?.value ?? 0) - (one?.margin?.value ?? 0))).toBeLessThanOrEqual(1e-9);
      expect(Math.abs((scaled?.margin?.upper ?? 0) - (one?.margin?.upper ?? 0))).toBeLessThanOrEqual(1e-5);
    },
  );

  law(
    'one margin for all leaves nothing to chance: margin = r · spend has the interval from r to r, up to rounding',
    [
      fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 20 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    ],
    (spends, r) => {
      const totals = groupTotals(spends, { group: () => 0, spend: (spend) => spend, profit: (spend) => r * spend });
      const margin = groupEconomics(totals).get(0)?.margin;
      for (const end of ['value', 'lower', 'upper'] as const) {
        expect(Math.abs((margin?.[end] ?? Infinity) - r)).toBeLessThanOrEqual(1e-5);
      }
    },
  );
});
