import { describe, expect, test } from 'vitest';
import { lifetimeValue } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const customer = Object.freeze({ averageOrderValue: 50, ordersPerYear: 4, years: 3 });

describe('lifetimeValue', () => {
  test('revenue, or profit with a margin', () => {
    expect(lifetimeValue(customer)).toBe(600);
    expect(lifetimeValue({ ...customer, margin: 0.25 })).toBe(150);
    expect(lifetimeValue({ ...customer, margin: undefined })).toBe(600);
    expect(lifetimeValue({ ...customer, margin: -0.1 })).toBe(-60);
  });

  test('nothing is 0, not −0', () => {
    expect(lifetimeValue({ ...customer, years: 0, margin: -0.5 })).toBe(0);
  });

  test.each([
    [{ averageOrderValue: -1 }, 'RangeError: lifetimeValue: averageOrderValue must be a finite number >= 0, got -1'],
    [
      { ordersPerYear: Infinity },
      'RangeError: lifetimeValue: ordersPerYear must be a finite number >= 0, got Infinity',
    ],
    [{ years: '3' }, 'TypeError: lifetimeValue: years must be a finite number >= 0, got "3"'],
    [{ years: 3n }, 'TypeError: lifetimeValue: years must be a finite number >= 0, got bigint'],
    [{ margin: 25 }, 'RangeError: lifetimeValue: margin must be a fraction from -1 to 1, got 25: did you mean 0.25?'],
    [{ margin: -1.5 }, 'RangeError: lifetimeValue: margin must be a fraction from -1 to 1, got -1.5'],
    [{ margin: null }, 'TypeError: lifetimeValue: margin must be a fraction from -1 to 1, got null'],
    [
      { averageOrderValue: 1e300, ordersPerYear: 1e300 },
      'RangeError: lifetimeValue: the numbers are too large to compute with',
    ],
  ])('refuses %o', (change, error) =>
    expectError(() => lifetimeValue({ ...customer, ...untyped<object>(change) }), error),
  );

  test('refuses what is not an object', () => {
    expectError(
      () => lifetimeValue(untyped(undefined)),
      'TypeError: lifetimeValue: averageOrderValue must be a finite number >= 0, got undefined',
    );
  });
});
