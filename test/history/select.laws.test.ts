import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { selectHistories } from '../../src/index.js';
import { law } from '../support/law.js';
import { histories } from '../support/purchases.js';

/** Histories with columns of several kinds beside the usual ones, and numbers of rows. */
const some = () =>
  histories()
    .map((all) => ({
      ...all,
      repeats: Int16Array.from(all.repeats),
      meanValue: Float32Array.from(all.observed),
      customers: Array.from(all.repeats, (_, row) => `customer ${row}`),
      covariates: { age: Float64Array.from(all.lastRepeat), length: Array.from(all.repeats, (_, row) => -row) },
    }))
    .chain((all) => fc.tuple(fc.constant(all), fc.array(fc.nat(Math.max(0, all.repeats.length - 1)))))
    .map(([all, rows]) => [all, all.repeats.length === 0 ? [] : rows] as const);

describe('selectHistories', () => {
  law(
    'row j of every column is the row that was asked for: select(h, rows)[j] = h[rows[j]]',
    [some()],
    ([all, rows]) => {
      const selected = selectHistories(all, rows);
      expect(Object.keys(selected)).toEqual(Object.keys(all));
      const pick = <Value>(column: ArrayLike<Value>) => rows.map((row) => column[row] as Value);
      expect(selected).toStrictEqual({
        ...all,
        repeats: Int16Array.from(pick(all.repeats)),
        lastRepeat: pick(all.lastRepeat),
        observed: pick(all.observed),
        ...(all.weights && { weights: pick(all.weights) }),
        meanValue: Float32Array.from(pick(all.meanValue)),
        customers: pick(all.customers),
        covariates: { age: Float64Array.from(pick(all.covariates.age)), length: pick(all.covariates.length) },
      });
    },
  );

  law(
    'whom a function keeps are the rows it says yes to: select(h, f) = select(h, {row: f(row)})',
    [some()],
    ([all, rows]) => {
      const asked = selectHistories(all, (row, customer) => {
        expect(customer).toBe(all.customers[row]);
        return rows.includes(row);
      });
      expect(asked).toStrictEqual(
        selectHistories(
          all,
          [...new Set(rows)].toSorted((a, b) => a - b),
        ),
      );
    },
  );

  law(
    'selecting from a selection is selecting once: select(select(h, a), b) = select(h, a[b])',
    [some(), fc.nat()],
    ([all, rows], seed) => {
      const again = rows.map((_, i) => (i * 7 + seed) % rows.length);
      expect(selectHistories(selectHistories(all, rows), again)).toStrictEqual(
        selectHistories(
          all,
          again.map((i) => rows[i] as number),
        ),
      );
    },
  );
});
