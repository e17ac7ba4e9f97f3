import { describe, expect, test } from 'vitest';
import { annualise } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('annualise', () => {
  test('months, days and several years', () => {
    // (1 + 0.01)^12 − 1 and 1.5^(1/3) − 1, with 16 digits.
    expect(annualise(0.01, 12)).toBeCloseTo(0.12682503013196972, 15);
    expect(annualise(0.5, 1 / 3)).toBeCloseTo(0.144714242553332, 14);
    expect(annualise(-0.5, 2)).toBe(-0.75);
    expect(annualise(1e-12, 365) / 365e-12 - 1).toBeCloseTo(182e-12, 14);
    expect(annualise(10, 2, { anyRate: true })).toBeCloseTo(120, 12);
  });

  test.each([
    [1, 0, 'RangeError: annualise: periodsPerYear must be a finite number > 0, got 0'],
    [
      12,
      12,
      'RangeError: annualise: rate must be a fraction above -1 and up to 1, got 12: did you mean 0.12, or { anyRate: true }?',
    ],
    [-1, 12, 'RangeError: annualise: rate must be a fraction above -1 and up to 1, got -1'],
    ['1', 12, 'TypeError: annualise: rate must be a fraction above -1 and up to 1, got "1"'],
    [0.1, '12', 'TypeError: annualise: periodsPerYear must be a finite number > 0, got "12"'],
    [1, 1e9, 'RangeError: annualise: the numbers are too large to compute with'],
  ])('refuses %o and %o', (rate, periods, error) =>
    expectError(() => annualise(untyped(rate), untyped(periods)), error),
  );
});
