import { describe, expect, test } from 'vitest';
import { type FirstMargin, lifetimeValueElasticities, recurringLifetimeValue } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

interface Golden {
  retention: number;
  discountRate: number;
  firstMargin: FirstMargin;
  periods: number | null;
  value: number | null;
}

interface GoldenGrowth extends Golden {
  growth: number;
}

const table = golden<Golden[]>('recurring-lifetime-value');
const customer = Object.freeze({ margin: 100, retention: 0.8, discountRate: 0.1, firstMargin: 'now' as FirstMargin });

describe('recurringLifetimeValue', () => {
  test.each([
    ['firstRenewal', 266.67],
    ['now', 366.67],
    ['endOfPeriod', 333.33],
    ['midPeriod', 349.6],
  ] as const)('first margin %s: %d for a margin of 100, retention 0.8 and discount rate 0.1', (firstMargin, value) => {
    expect(recurringLifetimeValue({ ...customer, firstMargin })).toBeCloseTo(value, 2);
  });

  test('agrees with high precision', () => {
    for (const { periods, value, ...rest } of table) {
      const result = recurringLifetimeValue({ margin: 100, ...rest, ...(periods === null ? {} : { periods }) });
      expectClose(result, value ?? undefined);
    }
    expect(table.length).toBeGreaterThan(400);
  });

  test('agrees with high precision where margins grow', () => {
    const { growth } = golden<{ growth: GoldenGrowth[] }>('lifetime-values');
    for (const { periods, value, ...rest } of growth) {
      const result = recurringLifetimeValue({ margin: 100, ...rest, periods: periods ?? undefined });
      expectClose(result, value ?? undefined);
    }
    expect(growth.length).toBeGreaterThan(400);
  });

  test('rates at the ends of the number range', () => {
    expect(recurringLifetimeValue({ ...customer, retention: 1, discountRate: 5e-324, periods: 12 })).toBe(1200);
    expect(recurringLifetimeValue({ ...customer, retention: 5e-324 })).toBe(100);
    expect(recurringLifetimeValue({ ...customer, margin: 0, retention: 1, discountRate: 5e-324 })).toBe(0);
    expect(recurringLifetimeValue({ ...customer, margin: -0 })).toBe(0);
    expectError(
      () => recurringLifetimeValue({ ...customer, retention: 1, discountRate: 5e-324 }),
      'RangeError: recurringLifetimeValue: the numbers are too large to compute with',
    );
  });

  test('where the sum diverges there is no answer; over a finite horizon there is', () => {
    const forever = { ...customer, retention: 1, discountRate: 0 };
    expect(recurringLifetimeValue(forever)).toBeUndefined();
    expect(recurringLifetimeValue({ ...forever, periods: 7 })).toBe(700);
  });

  test.each([
    [0.95, 0.1, 0.045],
    [0.7, 0.5, 0.05],
    [0.6, 0.75, 0.05],
    [0.84, 0.25, 0.05],
    [0.96, 0.125, 0.08],
  ])('growth that just balances losses and discount, however the rates round: %d, %d, %d', (retention, one, other) => {
    const growth = Math.max(one, other);
    const limit = { ...customer, retention, growth, discountRate: Math.min(one, other) };
    expect(recurringLifetimeValue(limit)).toBeUndefined();
    expect(lifetimeValueElasticities({ ...limit, acquisitionCost: 0 })).toBeUndefined();
    expectClose(recurringLifetimeValue({ ...limit, periods: 12 }), 1200);
    expect(recurringLifetimeValue({ ...limit, growth: growth - 1e-12 })).toBeGreaterThan(1e13);
  });

  test.each([
    [{ margin: Number.NaN }, 'RangeError: recurringLifetimeValue: margin must be a finite number, got NaN'],
    [{ margin: '100' }, 'TypeError: recurringLifetimeValue: margin must be a finite number, got "100"'],
    [
      { retention: 80 },
      'RangeError: recurringLifetimeValue: retention must be a fraction from 0 to 1, got 80: did you mean 0.8?',
    ],
    [
      { discountRate: 10 },
      'RangeError: recurringLifetimeValue: discountRate must be a fraction from 0 to 1, got 10: did you mean 0.1?',
    ],
    [
      { periods: 1.5 },
      'RangeError: recurringLifetimeValue: periods must be a whole number from 0 to 9007199254740991, got 1.5',
    ],
    [
      { periods: Infinity },
      'RangeError: recurringLifetimeValue: periods must be a whole number from 0 to 9007199254740991, got Infinity',
    ],
    [
      { growth: 5 },
      'RangeError: recurringLifetimeValue: growth must be a fraction from -1 to 1, got 5: did you mean 0.05?',
    ],
    [{ growth: null }, 'TypeError: recurringLifetimeValue: growth must be a fraction from -1 to 1, got null'],
    [
      { firstMargin: undefined },
      "TypeError: recurringLifetimeValue: firstMargin must be 'now', 'midPeriod', 'endOfPeriod' or 'firstRenewal', got undefined",
    ],
    [
      { firstMargin: 'end' },
      "RangeError: recurringLifetimeValue: firstMargin must be 'now', 'midPeriod', 'endOfPeriod' or 'firstRenewal', got \"end\"",
    ],
  ])('refuses %o', (change, error) => {
    expectError(() => recurringLifetimeValue({ ...customer, ...untyped<object>(change) }), error);
  });
});
