import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { cholesky, dot, inverse, type Matrix, rootOf, solve } from '../../src/internal/linear-algebra.js';
import { law } from '../support/law.js';

/** A rectangle of numbers of moderate size, wider than high, so that A = R Rᵀ is positive definite almost surely. */
const rectangle = () =>
  fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n + 3, maxLength: n + 3 }), {
      minLength: n,
      maxLength: n,
    }),
  );
/** R Rᵀ, and a hundredth on the diagonal, so that it is far enough from being singular. */
const positive = (rows: Matrix): number[][] =>
  rows.map((row, i) => rows.map((other, j) => dot(row, other) + (i === j ? 0.01 : 0)));
const times = (matrix: Matrix, x: readonly number[]) => matrix.map((row) => dot(row, x));
const expectVector = (actual: readonly number[], expected: readonly number[], within: number) => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => {
    expect(Math.abs(value - (expected[i] as number))).toBeLessThanOrEqual(within);
  });
};

describe('cholesky', () => {
  law('the factor times its mirror image is the matrix: L Lᵀ = A', [rectangle()], (rows) => {
    const a = positive(rows);
    const factor = cholesky(a) as Matrix;
    factor.forEach((row, i) => {
      expect(row.length).toBe(i + 1);
      factor.slice(0, i + 1).forEach((other, j) => {
        expect(Math.abs(dot(other, row) - (a[i]?.[j] as number))).toBeLessThanOrEqual(1e-14 * rows.length * 12);
      });
    });
  });

  law('it solves: A · solve(b) = b', [rectangle(), fc.double({ min: -9, max: 9, noNaN: true })], (rows, by) => {
    const a = positive(rows);
    const b = rows.map((row) => (row[0] as number) + by);
    // The condition number is at most 8 · 11 / 0.01.
    expectVector(times(a, solve(cholesky(a) as Matrix, b)), b, 1e-10);
  });

  law('the inverse undoes: A · A⁻¹ = 1, and it is symmetric', [rectangle()], (rows) => {
    const a = positive(rows);
    const undo = inverse(cholesky(a) as Matrix);
    undo.forEach((row, i) => {
      expectVector(
        times(a, row),
        row.map((_, j) => (i === j ? 1 : 0)),
        1e-10,
      );
      row.forEach((value, j) => {
        expect(undo[j]?.[i]).toBe(value);
      });
    });
  });

  law(
    'the unit of a variable does not matter: D A D has a factor where A has one, for a diagonal D',
    [rectangle(), fc.integer({ min: -200, max: 200 })],
    (rows, power) => {
      const a = positive(rows);
      const scale = (i: number) => (i === 0 ? 2 ** power : 1);
      const scaled = a.map((row, i) => row.map((value, j) => scale(i) * value * scale(j)));
      expect(cholesky(scaled)).toBeDefined();
      expect(
        cholesky(scaled.map((row, i) => row.map((value, j) => (i === 0 && j === 0 ? -value : value)))),
      ).toBeUndefined();
    },
  );

  law('what is singular or not definite has no factor', [rectangle()], (rows) => {
    const a = positive(rows);
    const twice = [...a.map((row) => [...row, row[0] as number]), [...(a[0] as number[]), a[0]?.[0] as number]];
    expect(cholesky(twice)).toBeUndefined();
    const indefinite = twice.map((row, i) => row.map((value, j) => (i === a.length && j === i ? value - 0.01 : value)));
    expect(cholesky(indefinite)).toBeUndefined();
    expect(
      cholesky(a.map((row, i) => row.map((value, j) => (i === 0 && j === 0 ? Number.NaN : value)))),
    ).toBeUndefined();
  });
});

describe('rootOf', () => {
  law('of a positive definite matrix it is Cholesky’s factor', [rectangle()], (rows) => {
    const a = positive(rows);
    expect(rootOf(a)).toEqual(cholesky(a));
  });

  law(
    'of a singular one it is a root, too: L Lᵀ = A, for A = v vᵀ and for A = 0',
    [fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -9, max: 9 })), { minLength: 1, maxLength: 6 })],
    (v) => {
      const a = v.map((x) => v.map((y) => x * y));
      const root = rootOf(a);
      root.forEach((row, i) => {
        root.slice(0, i + 1).forEach((other, j) => {
          expect(Math.abs(dot(other, row) - (a[i]?.[j] as number))).toBeLessThanOrEqual(1e-12);
        });
      });
    },
  );
});
