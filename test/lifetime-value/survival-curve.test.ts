import { describe, expect, test } from 'vitest';
import { type CurveCustomer, curveLifetimeValue, type FirstMargin } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Golden {
  curve: number;
  discountRate: number;
  firstMargin: FirstMargin;
  tailRetention: number | null;
  value: number | null;
  tail: number | null;
}

const customer: CurveCustomer = Object.freeze({
  margin: 100,
  survival: [1, 0.6, 0.48],
  discountRate: 0.1,
  firstMargin: 'now' as const,
});

describe('curveLifetimeValue', () => {
  test('agrees with high precision', () => {
    const { curves, curve } = golden<{ curves: number[][]; curve: Golden[] }>('lifetime-values');
    for (const row of curve) {
      const { discountRate, firstMargin } = row;
      const result = curveLifetimeValue({
        margin: 100,
        survival: curves[row.curve] as number[],
        discountRate,
        firstMargin,
        tailRetention: row.tailRetention ?? undefined,
      });
      expectClose(result?.value, row.value ?? undefined);
      expectClose(result?.tail, row.tail ?? undefined);
    }
    expect(curve.length).toBeGreaterThan(250);
  });

  test('a curve as it is', () => {
    expect(curveLifetimeValue({ ...customer, discountRate: 0 })).toEqual({ value: 208, tail: 0 });
    expect(curveLifetimeValue({ ...customer, discountRate: 0, firstMargin: 'firstRenewal' })).toEqual({
      value: 108,
      tail: 0,
    });
    expect(curveLifetimeValue({ ...customer, discountRate: 0, tailRetention: 0.5 })).toEqual({ value: 256, tail: 48 });
    expect(curveLifetimeValue({ ...customer, survival: [] })).toEqual({ value: 0, tail: 0 });
    expect(curveLifetimeValue({ ...customer, survival: [undefined] })).toEqual({ value: 0, tail: 0 });
    expect(curveLifetimeValue({ ...customer, survival: () => 1, periods: 0, tailRetention: 1 })).toEqual({
      value: 0,
      tail: 0,
    });
    expect(curveLifetimeValue({ ...customer, survival: Float64Array.of(1, 0.5), discountRate: 0 })?.value).toBe(150);
    expect(curveLifetimeValue({ ...customer, discountRate: 0, tailRetention: 1 })).toBeUndefined();
  });

  test('a growing margin', () => {
    const growing = { ...customer, discountRate: 0, growth: 0.5 };
    expect(curveLifetimeValue(growing)?.value).toBeCloseTo(100 + 90 + 108, 12);
    expect(curveLifetimeValue({ ...growing, firstMargin: 'firstRenewal' })?.value).toBeCloseTo(60 + 72, 12);
    expect(curveLifetimeValue({ ...growing, tailRetention: 0.5 })?.tail).toBeCloseTo((48 * 0.5 * 1.5 ** 3) / 0.25, 12);
    expect(curveLifetimeValue({ ...growing, growth: -1, tailRetention: 1 })).toEqual({ value: 100, tail: 0 });
    expect(curveLifetimeValue({ ...growing, tailRetention: 0.7 })).toBeUndefined();
  });

  test.each<[Record<string, unknown>, string]>([
    [{ margin: '1' }, 'TypeError: curveLifetimeValue: margin must be a finite number, got "1"'],
    [{ survival: 5 }, 'TypeError: curveLifetimeValue: survival must be iterable, got 5'],
    [
      { survival: [1, 1.5] },
      'RangeError: curveLifetimeValue: survival at age 1 must be a fraction from 0 to 1, got 1.5: did you mean 0.015?',
    ],
    [
      { survival: [1, null] },
      'TypeError: curveLifetimeValue: survival at age 1 must be a fraction from 0 to 1, got null',
    ],
    [
      { survival: [1, undefined, 0.5] },
      'TypeError: curveLifetimeValue: survival at age 1 must be given, as there are numbers after it, got undefined',
    ],
    [{ survival: () => 1 }, 'TypeError: curveLifetimeValue: periods must be given with a function, got undefined'],
    [
      { survival: () => 2, periods: 3 },
      'RangeError: curveLifetimeValue: survival at age 0 must be a fraction from 0 to 1, got 2: did you mean 0.02?',
    ],
    [{ periods: -1 }, 'RangeError: curveLifetimeValue: periods must be a whole number from 0 to 10000000, got -1'],
    [
      { tailRetention: 90 },
      'RangeError: curveLifetimeValue: tailRetention must be a fraction from 0 to 1, got 90: did you mean 0.9?',
    ],
    [{ discountRate: -0.1 }, 'RangeError: curveLifetimeValue: discountRate must be a fraction from 0 to 1, got -0.1'],
    [
      { growth: 5 },
      'RangeError: curveLifetimeValue: growth must be a fraction from -1 to 1, got 5: did you mean 0.05?',
    ],
    [
      { firstMargin: 'later' },
      "RangeError: curveLifetimeValue: firstMargin must be 'now', 'midPeriod', 'endOfPeriod' or 'firstRenewal', got \"later\"",
    ],
    [
      { margin: 1e308, survival: [1, 1, 1] },
      'RangeError: curveLifetimeValue: the numbers are too large to compute with',
    ],
  ])('refuses %o', (change, error) =>
    expectError(() => curveLifetimeValue({ ...customer, ...untyped<object>(change) }), error),
  );
});
