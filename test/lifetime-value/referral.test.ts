import { describe, expect, test } from 'vitest';
import { referralValue } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const friend = Object.freeze({
  period: 1,
  wouldHaveCome: 0.5,
  lifetimeValue: 300,
  acquisitionCost: 120,
  referralCost: 20,
});

describe('referralValue', () => {
  test('margins, savings and costs', () => {
    expect(referralValue([{ ...friend, period: 0 }], 0.1)).toEqual({
      value: 190,
      margins: 150,
      savings: 60,
      costs: 20,
    });
    expect(referralValue([{ ...friend, period: 0, customers: 3 }], 0.1).value).toBe(570);
    expect(referralValue([friend], 1).value).toBe(95);
    expect(referralValue([], 0.1)).toEqual({ value: 0, margins: 0, savings: 0, costs: 0 });
    expect(referralValue([{ ...friend, period: 0.5 }], 1).value).toBeCloseTo(190 / Math.SQRT2, 12);
  });

  test.each([
    [
      [{ ...friend, wouldHaveCome: 50 }],
      0.1,
      'RangeError: referralValue: wouldHaveCome of referrals[0] must be a fraction from 0 to 1, got 50: did you mean 0.5?',
    ],
    [
      [friend, undefined],
      0.1,
      'TypeError: referralValue: period of referrals[1] must be a finite number >= 0, got undefined',
    ],
    [
      [{ ...friend, customers: -1 }],
      0.1,
      'RangeError: referralValue: customers of referrals[0] must be a finite number >= 0, got -1',
    ],
    [
      [{ ...friend, lifetimeValue: '3' }],
      0.1,
      'TypeError: referralValue: lifetimeValue of referrals[0] must be a finite number, got "3"',
    ],
    [[friend], 10, 'RangeError: referralValue: discountRate must be a fraction from 0 to 1, got 10: did you mean 0.1?'],
    [3, 0.1, 'TypeError: referralValue: referrals must be iterable, got 3'],
    [
      [{ ...friend, lifetimeValue: 1e308, customers: 100 }],
      0,
      'RangeError: referralValue: the numbers are too large to compute with',
    ],
  ])('refuses %o at %s', (list, rate, error) => expectError(() => referralValue(untyped(list), rate), error));
});
