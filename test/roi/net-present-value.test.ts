import { describe, expect, test } from 'vitest';
import { netPresentValue } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('netPresentValue', () => {
  test('the first flow is now', () => {
    expect(netPresentValue([-1000, 500, 500, 500], 0.1)).toBeCloseTo(243.4259954921112, 12);
    expect(netPresentValue([100], 0.5)).toBe(100);
    expect(netPresentValue([], 0.5)).toBe(0);
    expect(netPresentValue([0, 50], -0.5)).toBe(100);
  });

  test('the spreadsheet’s NPV is this one with a 0 before it', () => {
    // The example of Microsoft's documentation of NPV: 10% and −10,000; 3,000; 4,200; 6,800 give 1,188.44.
    expect(netPresentValue([0, -10000, 3000, 4200, 6800], 0.1)).toBeCloseTo(1188.44, 2);
  });

  test('flows that cancel keep their rest', () => {
    expect(netPresentValue([1e17, 1, -1e17], 0)).toBe(1);
  });

  test.each([
    [[1, '2'], 0.1, 'TypeError: netPresentValue: cashFlows[1] must be a finite number, got "2"'],
    [[1, Number.NaN], 0.1, 'RangeError: netPresentValue: cashFlows[1] must be a finite number, got NaN'],
    [[1, 2n], 0.1, 'TypeError: netPresentValue: cashFlows[1] must be a finite number, got bigint'],
    [1, 0.1, 'RangeError: netPresentValue: cashFlows must be iterable, got 1'],
    [
      [1],
      10,
      'RangeError: netPresentValue: discountRate must be a fraction above -1 and up to 1, got 10: did you mean 0.1?',
    ],
    [[1], -1, 'RangeError: netPresentValue: discountRate must be a fraction above -1 and up to 1, got -1'],
    [[1], undefined, 'TypeError: netPresentValue: discountRate must be a fraction above -1 and up to 1, got undefined'],
    [[1e308, 1e308], 0, 'RangeError: netPresentValue: the result is too large for a number'],
  ])('refuses %o at %s', (flows, rate, error) =>
    expectError(() => netPresentValue(untyped(flows), untyped(rate)), error),
  );
});
