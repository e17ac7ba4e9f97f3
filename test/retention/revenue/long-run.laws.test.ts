import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  compoundedNetRevenueRetention,
  netRevenueRetention,
  revenueMovements,
  trailingNetRevenueRetention,
} from '../../../src/index.js';
import { amount, factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose, unmovedBy } from '../../support/predicates.js';

type Row = readonly [then: number, now: number];
const rows = () => fc.array(fc.tuple(amount(), amount()));
const trailing = (list: readonly Row[]) =>
  trailingNetRevenueRetention(list, { start: ([then]) => then, end: ([, now]) => now });
const movements = (list: readonly (readonly number[])[], period: number) =>
  revenueMovements(list, { start: (row) => row[period] as number, end: (row) => row[period + 1] as number });

describe('trailingNetRevenueRetention', () => {
  law('it is Σ now / Σ then of those who paid then', [rows()], (list) => {
    const then = list.filter((row) => row[0] > 0);
    const total = (index: 0 | 1) => then.reduce((sum, row) => sum + row[index], 0);
    expectClose(trailing(list), total(0) === 0 ? undefined : total(1) / total(0));
  });

  law('who came later does not matter', [rows(), fc.array(amount())], (list, later) =>
    expect(trailing([...later.map((now): Row => [0, now]), ...list])).toBe(trailing(list)),
  );

  law(
    'it is the same in every currency: NRR(k · amounts) = NRR(amounts)',
    [rows(), factor()],
    unmovedBy(trailing, (list, k: number) => list.map(([then, now]): [number, number] => [k * then, k * now])),
  );
});

describe('compoundedNetRevenueRetention', () => {
  const history = (periods: number) =>
    fc.array(fc.array(fc.oneof(fc.constant(0), fc.nat(1000)), { minLength: periods + 1, maxLength: periods + 1 }));

  law('it is the product: NRR = Π NRRᵢ, undefined where one of them is', [history(5)], (list) => {
    const periods = [0, 1, 2, 3, 4].map((period) => movements(list, period));
    const rates = periods.map(netRevenueRetention);
    const product = rates.every((rate) => rate !== undefined) ? rates.reduce((a, b) => a * b, 1) : undefined;
    expectClose(compoundedNetRevenueRetention(periods), product);
  });

  law('of one period it is netRevenueRetention', [history(1)], (list) => {
    const period = movements(list, 0);
    expect(compoundedNetRevenueRetention([period])).toBe(netRevenueRetention(period));
  });

  law(
    'where nobody joins and nobody comes back it is the trailing one: Π (endᵢ / startᵢ) = Σ now / Σ then',
    // A customer pays for some periods from the first on and then never again.
    [fc.array(fc.tuple(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 6, maxLength: 6 }), fc.nat(6)))],
    (list) => {
      const paid = list.map(([amounts, stays]) => amounts.map((value, period) => (period <= stays ? value : 0)));
      const periods = [0, 1, 2, 3, 4].map((period) => movements(paid, period));
      fc.pre(periods.every(({ start }) => start.amount > 0));
      expectClose(
        compoundedNetRevenueRetention(periods),
        trailing(paid.map((amounts): Row => [amounts[0] as number, amounts[5] as number])),
      );
    },
  );

  law('it compounds: NRR(periods ++ more) = NRR(periods) · NRR(more)', [history(4)], (list) => {
    const periods = [0, 1, 2, 3].map((period) => movements(list, period));
    const [all, one, two] = [periods, periods.slice(0, 2), periods.slice(2)].map(compoundedNetRevenueRetention);
    expectClose(all, one === undefined || two === undefined ? undefined : one * two);
  });
});
