import { describe, expect, test } from 'vitest';
import { discountedPaybackTime, paybackTime } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('paybackTime', () => {
  test('within a period it is interpolated', () => {
    expect(paybackTime([-1000, 600, 800])).toEqual({ first: 1.5, lasting: 1.5 });
    expect(paybackTime([-1000, 0, 1000])).toEqual({ first: 2, lasting: 2 });
    expect(paybackTime([-1000, -500, 3000])).toEqual({ first: 1.5, lasting: 1.5 });
  });

  test('a balance that goes negative again', () => {
    expect(paybackTime([-1000, 1500, -800, 600])).toEqual({ first: 2 / 3, lasting: 2.5 });
    expect(paybackTime([-1000, 1500, -800])).toEqual({ first: 2 / 3, lasting: undefined });
    expect(paybackTime([100, -300, 400])).toEqual({ first: 0, lasting: 1.5 });
  });

  test('at once, or not at all', () => {
    expect(paybackTime([])).toEqual({ first: 0, lasting: 0 });
    expect(paybackTime([0, 0])).toEqual({ first: 0, lasting: 0 });
    expect(paybackTime([5])).toEqual({ first: 0, lasting: 0 });
    expect(paybackTime([-5])).toBeUndefined();
    expect(paybackTime([-5, 4])).toBeUndefined();
  });

  test('what has not begun has not paid back', () => {
    expect(paybackTime([0, -100, 200])).toEqual({ first: 1.5, lasting: 1.5 });
    expect(paybackTime([0, 0, -100, 50])).toBeUndefined();
    expect(paybackTime([0, 100, -50])).toEqual({ first: 0, lasting: 0 });
    expect(discountedPaybackTime([0, -100, 300], 0.5)?.first).toBe(1.5);
  });

  test('flows whose sizes add up to more than a number holds', () => {
    expect(paybackTime([-1e308, 9e307])).toBeUndefined();
    expect(paybackTime([-1e308, 1.25e308])).toEqual({ first: 0.8, lasting: 0.8 });
  });

  test('cents that do not add up in binary do', () => {
    expect(paybackTime([-0.3, 0.1, 0.1, 0.1])).toEqual({ first: 3, lasting: 3 });
    expect(paybackTime([-1.1, 0.7, 0.4])?.lasting).toBe(2);
  });

  test.each([
    [[1, NaN], 'RangeError: paybackTime: cashFlows[1] must be a finite number, got NaN'],
    [null, 'TypeError: paybackTime: cashFlows must be iterable, got null'],
    [[1e308, 1e308], 'RangeError: paybackTime: the numbers are too large to compute with'],
  ])('refuses %o', (flows, error) => expectError(() => paybackTime(untyped(flows)), error));
});

describe('discountedPaybackTime', () => {
  test('time costs', () => {
    expect(discountedPaybackTime([-1000, 600, 800], 0.1)?.first).toBeCloseTo(1.6875, 14);
    expect(discountedPaybackTime([-1000, 600, 500], 0.1)).toBeUndefined();
    expect(discountedPaybackTime([-1, 5], 4, { anyRate: true })).toEqual({ first: 1, lasting: 1 });
  });

  test.each([
    [
      [1],
      10,
      'RangeError: discountedPaybackTime: discountRate must be a fraction above -1 and up to 1, got 10: did you mean 0.1, or { anyRate: true }?',
    ],
    [['1'], 0.1, 'TypeError: discountedPaybackTime: cashFlows[0] must be a finite number, got "1"'],
  ])('refuses %o at %s', (flows, rate, error) => expectError(() => discountedPaybackTime(untyped(flows), rate), error));
});
