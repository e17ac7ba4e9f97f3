import { describe, expect, test } from 'vitest';
import { convertChurnRate, convertRate } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

const table = golden<{ rate: number; from: number; to: number; retention: number; churn: number }[]>('convert-rate');

test('5% monthly churn is 46% a year, not 60%', () => {
  expect(convertChurnRate(0.05, { from: 1, to: 12 })).toBeCloseTo(0.4596, 4);
});

describe('convertRate and convertChurnRate', () => {
  test.each(table)('agree with high precision: $rate over $from → $to', ({ rate, from, to, retention, churn }) => {
    expectClose(convertRate(rate, { from, to }), retention);
    expectClose(convertChurnRate(rate, { from, to }), churn);
  });

  test('nobody and everybody stay so over any period', () => {
    for (const convert of [convertRate, convertChurnRate]) {
      for (const to of [5e-324, 1e-300, 1, 1e300, Number.MAX_VALUE]) {
        expect(convert(0, { from: 1e10, to })).toBe(0);
        expect(convert(1, { from: 1e-10, to })).toBe(1);
      }
      for (const periods of [
        { from: 1e-300, to: 1e300 },
        { from: 1e300, to: 1e-300 },
      ]) {
        expect(convert(0, periods)).toBe(0);
        expect(convert(1, periods)).toBe(1);
      }
    }
  });

  test.each([
    [
      80,
      { from: 1, to: 12 },
      'RangeError: convertRate: rate must be a fraction from 0 to 1, got 80: did you mean 0.8?',
    ],
    [
      46.3,
      { from: 1, to: 12 },
      'RangeError: convertRate: rate must be a fraction from 0 to 1, got 46.3: did you mean 0.463?',
    ],
    [
      100,
      { from: 1, to: 12 },
      'RangeError: convertRate: rate must be a fraction from 0 to 1, got 100: did you mean 1?',
    ],
    [101, { from: 1, to: 12 }, 'RangeError: convertRate: rate must be a fraction from 0 to 1, got 101'],
    [
      1.01,
      { from: 1, to: 12 },
      'RangeError: convertRate: rate must be a fraction from 0 to 1, got 1.01: did you mean 0.0101?',
    ],
    [-0.1, { from: 1, to: 12 }, 'RangeError: convertRate: rate must be a fraction from 0 to 1, got -0.1'],
    ['0.8', { from: 1, to: 12 }, 'TypeError: convertRate: rate must be a fraction from 0 to 1, got "0.8"'],
    [5n, { from: 1, to: 12 }, 'TypeError: convertRate: rate must be a fraction from 0 to 1, got bigint'],
    [0.8, { from: 0, to: 12 }, 'RangeError: convertRate: from must be a finite number > 0, got 0'],
    [0.8, { from: 1, to: Infinity }, 'RangeError: convertRate: to must be a finite number > 0, got Infinity'],
    [0.8, { from: 'month', to: 'year' }, 'TypeError: convertRate: to must be a finite number > 0, got "year"'],
    [0.8, undefined, 'TypeError: convertRate: to must be a finite number > 0, got undefined'],
  ])('refuses %s over %j', (rate, periods, error) => {
    expectError(() => convertRate(untyped(rate), untyped(periods)), error);
    expectError(
      () => convertChurnRate(untyped(rate), untyped(periods)),
      error.replace('convertRate', 'convertChurnRate'),
    );
  });

  test('the zero without a sign', () => {
    expect(convertRate(-0, { from: 1, to: 3 })).toBe(0);
    expect(convertChurnRate(-0, { from: 1, to: 3 })).toBe(0);
  });
});
