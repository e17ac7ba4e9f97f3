import { describe, expect, test } from 'vitest';
import { netPresentValue, netPresentValueEndOfPeriod } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('netPresentValue', () => {
  test('the first flow is now', () => {
    expect(netPresentValue([-1000, 500, 500, 500], 0.1)).toBeCloseTo(243.4259954921112, 12);
    expect(netPresentValue([100], 0.5)).toBe(100);
    expect(netPresentValue([], 0.5)).toBe(0);
    expect(netPresentValue([0, 50], -0.5)).toBe(100);
  });

  test('the second example of Excel’s documentation of NPV: an outlay now, outside of its brackets', () => {
    const shop = [-40_000, 8_000, 9_200, 10_000, 12_000, 14_500];
    expect(netPresentValue(shop, 0.08)).toBeCloseTo(1922.06, 2);
    expect(netPresentValue([...shop, -9_000], 0.08)).toBeCloseTo(-3749.47, 2);
  });

  test('rates above 1 where they are meant', () => {
    expect(netPresentValue([-1, 11], 10, { anyRate: true })).toBeCloseTo(0, 14);
    expect(netPresentValue([-1, 1e6], 1e6 - 1, { anyRate: true })).toBeCloseTo(0, 9);
    expect(netPresentValue([1, 1], 1, { anyRate: undefined })).toBe(1.5);
  });

  test('many small periods keep their digits, and nothing far off is nothing', () => {
    const days = 36_500;
    const far = netPresentValue([...Array(days).fill(0), 1], 0.03 / 365);
    // (1 + 0.03 / 365)^−36500, computed with 50 digits.
    expect(Math.abs(far / 0.04979320654161734 - 1)).toBeLessThan(1e-12);
    expect(netPresentValue([-100, ...Array(1100).fill(0)], -0.5)).toBe(-100);
  });

  test('flows that cancel keep their rest', () => {
    expect(netPresentValue([1e17, 1, -1e17], 0)).toBe(1);
  });

  test.each([
    [[1, '2'], 0.1, 'TypeError: netPresentValue: cashFlows[1] must be a finite number, got "2"'],
    [[1, Number.NaN], 0.1, 'RangeError: netPresentValue: cashFlows[1] must be a finite number, got NaN'],
    [[1, 2n], 0.1, 'TypeError: netPresentValue: cashFlows[1] must be a finite number, got bigint'],
    [1, 0.1, 'TypeError: netPresentValue: cashFlows must be iterable, got 1'],
    [
      [1],
      10,
      'RangeError: netPresentValue: discountRate must be a fraction above -1 and up to 1, got 10: did you mean 0.1, or { anyRate: true }?',
    ],
    [[1], -1, 'RangeError: netPresentValue: discountRate must be a fraction above -1 and up to 1, got -1'],
    [[1], undefined, 'TypeError: netPresentValue: discountRate must be a fraction above -1 and up to 1, got undefined'],
    [[1e308, 1e308], 0, 'RangeError: netPresentValue: the numbers are too large to compute with'],
  ])('refuses %o at %s', (flows, rate, error) =>
    expectError(() => netPresentValue(untyped(flows), untyped(rate)), error),
  );
});

describe('netPresentValueEndOfPeriod', () => {
  test('the first example of Excel’s documentation of NPV: an outlay a year from now', () => {
    expect(netPresentValueEndOfPeriod([-10_000, 3_000, 4_200, 6_800], 0.1)).toBeCloseTo(1188.44, 2);
    expect(netPresentValueEndOfPeriod([], 0.1)).toBe(0);
  });

  test.each([
    [[1, '2'], 0.1, {}, 'TypeError: netPresentValueEndOfPeriod: cashFlows[1] must be a finite number, got "2"'],
    [
      [1],
      10,
      {},
      'RangeError: netPresentValueEndOfPeriod: discountRate must be a fraction above -1 and up to 1, got 10: did you mean 0.1, or { anyRate: true }?',
    ],
    [
      [1],
      -1,
      { anyRate: true },
      'RangeError: netPresentValueEndOfPeriod: discountRate must be a finite number above -1, got -1',
    ],
    [
      [1],
      Infinity,
      { anyRate: true },
      'RangeError: netPresentValueEndOfPeriod: discountRate must be a finite number above -1, got Infinity',
    ],
    [[1], 0.1, null, 'TypeError: netPresentValueEndOfPeriod: options must be an object, got null'],
  ])('refuses %o at %s with %o', (flows, rate, options, error) =>
    expectError(() => netPresentValueEndOfPeriod(untyped(flows), rate, untyped(options)), error),
  );
});
