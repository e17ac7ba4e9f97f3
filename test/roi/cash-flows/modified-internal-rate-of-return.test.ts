import { describe, expect, test } from 'vitest';
import { modifiedInternalRateOfReturn } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

const rates = { financeRate: 0.1, reinvestmentRate: 0.12 };

describe('modifiedInternalRateOfReturn', () => {
  test('the examples of Excel’s documentation of MIRR', () => {
    const years = [-120_000, 39_000, 30_000, 21_000, 37_000, 46_000];
    expect(modifiedInternalRateOfReturn(years, rates)).toBeCloseTo(0.126094, 6);
    expect(modifiedInternalRateOfReturn(years.slice(0, 4), rates)).toBeCloseTo(-0.048044655, 9);
    expect(modifiedInternalRateOfReturn(years, { ...rates, reinvestmentRate: 0.14 })).toBeCloseTo(0.134759, 6);
  });

  test('zeros at the end lengthen the time', () => {
    const free = { financeRate: 0, reinvestmentRate: 0 };
    expect(modifiedInternalRateOfReturn([-100, 400], free)).toBeCloseTo(3, 14);
    expect(modifiedInternalRateOfReturn([-100, 400, 0], free)).toBeCloseTo(1, 14);
  });

  test('no answer where nothing is paid or nothing received', () => {
    for (const flows of [[], [0], [5], [-5], [-5, -6], [5, 6]]) {
      expect(modifiedInternalRateOfReturn(flows, rates)).toBeUndefined();
    }
  });

  test('amounts at the ends of the number range', () => {
    const free = { financeRate: 0, reinvestmentRate: 0 };
    expect(modifiedInternalRateOfReturn([-1e-300, 0, 0, 1e300], free)).toBeCloseTo(1e200, -188);
    expect(modifiedInternalRateOfReturn([-1e300, 0, 0, 1e-300], free)).toBe(-1);
    const zeros = new Array<number>(1100).fill(0);
    expect(modifiedInternalRateOfReturn([-1, ...zeros, 1], { financeRate: 0, reinvestmentRate: 1 })).toBe(0);
    expect(modifiedInternalRateOfReturn([1, ...zeros, -1], { financeRate: 1, reinvestmentRate: 0 })).toBeCloseTo(1, 12);
    expectError(
      () => modifiedInternalRateOfReturn([-1e-300, 1e300], free),
      'RangeError: modifiedInternalRateOfReturn: the numbers are too large to compute with',
    );
    expectError(
      () => modifiedInternalRateOfReturn([-1, 1e308, 1e308], free),
      'RangeError: modifiedInternalRateOfReturn: the numbers are too large to compute with',
    );
  });

  test.each([
    [[1, NaN], rates, 'RangeError: modifiedInternalRateOfReturn: cashFlows[1] must be a finite number, got NaN'],
    [
      [1],
      { ...rates, financeRate: 10 },
      'RangeError: modifiedInternalRateOfReturn: financeRate must be a fraction above -1 and up to 1, got 10: did you mean 0.1?',
    ],
    [
      [1],
      { financeRate: 0.1 },
      'TypeError: modifiedInternalRateOfReturn: reinvestmentRate must be a fraction above -1 and up to 1, got undefined',
    ],
    [
      [1],
      undefined,
      'TypeError: modifiedInternalRateOfReturn: financeRate must be a fraction above -1 and up to 1, got undefined',
    ],
  ])('refuses %o with %o', (flows, wrong, error) =>
    expectError(() => modifiedInternalRateOfReturn(flows, untyped(wrong)), error),
  );
});
