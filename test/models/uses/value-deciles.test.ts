import { describe, expect, test } from 'vitest';
import { valueDeciles } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('valueDeciles', () => {
  test('nobody; few; a tie over a border; values below 0', () => {
    const nobody = valueDeciles([]);
    expect(nobody.deciles).toHaveLength(10);
    expect(nobody.deciles[9]).toEqual({ decile: 10, customers: 0, total: 0, share: undefined });
    expect(nobody.total).toBe(0);
    // ⌊k · 3 / 10⌋ grows at 4, 7 and 10.
    expect([...valueDeciles([3, 1, 2]).decileOf]).toEqual([4, 10, 7]);
    expect([...valueDeciles(new Float32Array(20).fill(7)).decileOf]).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10,
    ]);
    const { deciles } = valueDeciles([4, -2, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([deciles[0]?.share, deciles[9]?.share]).toEqual([2, -1]);
  });

  test('refuses what are no values', () => {
    expectError(
      () => valueDeciles([1, Number.NaN]),
      'RangeError: valueDeciles: values[1] must be a finite number, got NaN',
    );
    expectError(
      () => valueDeciles(untyped(['1'])),
      'TypeError: valueDeciles: values[0] must be a finite number, got "1"',
    );
    expectError(
      () => valueDeciles(untyped(undefined)),
      'TypeError: valueDeciles: values must be an array or a typed array, got undefined',
    );
    expectError(
      () => valueDeciles([1e308, 1e308]),
      'RangeError: valueDeciles: the numbers are too large to compute with',
    );
  });
});
