import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { groupHistories } from '../../src/index.js';
import { law } from '../support/law.js';
import { histories, rowsOf } from '../support/purchases.js';

/** What a slow and obvious grouping says: each different row with its weight, as text. */
function byText(rows: readonly (readonly number[])[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const [x, t, T, weight = 1] of rows) {
    const key = JSON.stringify([x, t, T]);
    totals.set(key, (totals.get(key) ?? 0) + weight);
  }
  return totals;
}

describe('groupHistories', () => {
  law(
    'each different history is there once, with the weight of all who share it: w(row) = Σ wᵢ',
    [histories()],
    (all) => {
      const rows = rowsOf(groupHistories(all));
      expect(new Map(rows.map(([x, t, T, weight]) => [JSON.stringify([x, t, T]), weight]))).toEqual(
        byText(rowsOf(all)),
      );
      expect(rows.length).toBe(byText(rowsOf(all)).size);
    },
  );

  law('the rows are in the order of repeat purchases: xᵢ ≤ xᵢ₊₁', [histories()], (all) => {
    const { repeats } = groupHistories(all);
    expect([...repeats]).toEqual([...repeats].toSorted((a, b) => a - b));
  });

  law('grouping again changes nothing: group(group(h)) = group(h)', [histories()], (all) => {
    const once = groupHistories(all);
    expect(groupHistories(once)).toEqual(once);
  });

  law(
    'many different rows are told apart: n rows stay n rows of weight 2 when each comes twice',
    [fc.integer({ min: 1, max: 3000 })],
    (n) => {
      const repeats = Float64Array.from({ length: 2 * n }, (_, i) => (i >> 1) % 7);
      const observed = Float64Array.from({ length: 2 * n }, (_, i) => 1 + (i >> 1));
      const lastRepeat = observed.map((end, i) => (repeats[i] === 0 ? 0 : end / 2));
      const { weights } = groupHistories({ repeats, lastRepeat, observed });
      expect(weights).toEqual(new Float64Array(n).fill(2));
    },
  );
});
