import { describe, expect, test } from 'vitest';
import {
  acquisitionCost,
  acquisitionPaybackPeriod,
  customerEquity,
  type FirstMargin,
  lifetimeValueToCost,
} from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';

describe('acquisitionCost', () => {
  test('spend by customers won', () => {
    expect(acquisitionCost({ spend: 50_000, customers: 400 })).toBe(125);
    expect(acquisitionCost({ spend: 0, customers: 4 })).toBe(0);
    expect(acquisitionCost({ spend: 50_000, customers: 0 })).toBeUndefined();
  });

  test.each([
    [{ spend: -1, customers: 1 }, 'RangeError: acquisitionCost: spend must be a finite number >= 0, got -1'],
    [{ spend: 1 }, 'TypeError: acquisitionCost: customers must be a finite number >= 0, got undefined'],
    [{ spend: 1e300, customers: 1e-300 }, 'RangeError: acquisitionCost: the numbers are too large to compute with'],
  ])('refuses %o', (acquisition, error) => expectError(() => acquisitionCost(untyped(acquisition)), error));
});

describe('lifetimeValueToCost', () => {
  test('value by cost', () => {
    expect(lifetimeValueToCost({ lifetimeValue: 375, acquisitionCost: 125 })).toBe(3);
    expect(lifetimeValueToCost({ lifetimeValue: -5, acquisitionCost: 2 })).toBe(-2.5);
    expect(lifetimeValueToCost({ lifetimeValue: 375, acquisitionCost: 0 })).toBeUndefined();
  });

  test.each([
    [
      { lifetimeValue: NaN, acquisitionCost: 1 },
      'RangeError: lifetimeValueToCost: lifetimeValue must be a finite number, got NaN',
    ],
    [
      { lifetimeValue: 1, acquisitionCost: -1 },
      'RangeError: lifetimeValueToCost: acquisitionCost must be a finite number >= 0, got -1',
    ],
    [
      { lifetimeValue: 1e300, acquisitionCost: 1e-300 },
      'RangeError: lifetimeValueToCost: the numbers are too large to compute with',
    ],
  ])('refuses %o', (values, error) => expectError(() => lifetimeValueToCost(untyped(values)), error));
});

interface Golden {
  retention: number;
  discountRate: number;
  firstMargin: FirstMargin;
  acquisitionCost: number;
  periods: number | null;
}

describe('acquisitionPaybackPeriod', () => {
  const customer = Object.freeze({
    margin: 50,
    retention: 0.95,
    discountRate: 0,
    firstMargin: 'now' as FirstMargin,
    acquisitionCost: 999,
  });

  test('agrees with adding margins in high precision', () => {
    const { payback } = golden<{ payback: Golden[] }>('lifetime-values');
    for (const { periods, ...row } of payback) {
      expect(acquisitionPaybackPeriod({ margin: 50, ...row })).toBe(periods ?? undefined);
    }
    expect(payback.length).toBe(192);
  });

  test('churn makes 135 periods of 20', () => {
    expect(acquisitionPaybackPeriod(customer)).toBe(135);
    expect(acquisitionPaybackPeriod({ ...customer, retention: 1 })).toBe(20);
    expect(acquisitionPaybackPeriod({ ...customer, acquisitionCost: 1000 })).toBeUndefined();
    expect(acquisitionPaybackPeriod({ ...customer, margin: 10, retention: 0.9, acquisitionCost: 100 })).toBeUndefined();
  });

  test('at once, never, and from the first margin', () => {
    expect(acquisitionPaybackPeriod({ ...customer, acquisitionCost: 0 })).toBe(0);
    // A cost of just one margin, and of three: 10 + 9 + 8.1.
    expect(acquisitionPaybackPeriod({ ...customer, margin: 5, retention: 0.75, acquisitionCost: 5 })).toBe(1);
    expect(acquisitionPaybackPeriod({ ...customer, margin: 10, retention: 0.9, acquisitionCost: 27.1 })).toBe(3);
    expect(acquisitionPaybackPeriod({ ...customer, margin: 0 })).toBeUndefined();
    expect(acquisitionPaybackPeriod({ ...customer, margin: -5, retention: 1 })).toBeUndefined();
    expect(acquisitionPaybackPeriod({ ...customer, retention: 0, acquisitionCost: 50 })).toBe(1);
    expect(acquisitionPaybackPeriod({ ...customer, retention: 0 })).toBeUndefined();
    expect(acquisitionPaybackPeriod({ ...customer, retention: 1, growth: 1, acquisitionCost: 1e300 })).toBe(991);
    expect(
      acquisitionPaybackPeriod({ ...customer, retention: 1, margin: 1e-300, acquisitionCost: 1e300 }),
    ).toBeUndefined();
  });

  test.each([
    [
      { acquisitionCost: -1 },
      'RangeError: acquisitionPaybackPeriod: acquisitionCost must be a finite number >= 0, got -1',
    ],
    [
      { acquisitionCost: undefined },
      'TypeError: acquisitionPaybackPeriod: acquisitionCost must be a finite number >= 0, got undefined',
    ],
    [
      { retention: 95 },
      'RangeError: acquisitionPaybackPeriod: retention must be a fraction from 0 to 1, got 95: did you mean 0.95?',
    ],
    [
      { firstMargin: undefined },
      "TypeError: acquisitionPaybackPeriod: firstMargin must be 'now', 'midPeriod', 'endOfPeriod' or 'firstRenewal', got undefined",
    ],
  ])('refuses %o', (change, error) =>
    expectError(() => acquisitionPaybackPeriod({ ...customer, ...untyped<object>(change) }), error),
  );
});

describe('customerEquity', () => {
  const base = Object.freeze({
    customers: 1000,
    lifetimeValue: 250,
    acquired: [100, 110],
    newLifetimeValue: 350,
    acquisitionCost: 130,
    discountRate: 0.1,
  });

  test('those there are and those to come', () => {
    const { value, present, future } = customerEquity(base);
    expect(present).toBe(250_000);
    // (100 / 1.1 + 110 / 1.21) · 220
    expect(future).toBeCloseTo(40_000, 9);
    expect(value).toBeCloseTo(290_000, 9);
    expect(customerEquity({ ...base, acquired: new Set([100]) }).future).toBeCloseTo(20_000, 9);
  });

  test.each([
    [{ customers: -1 }, 'RangeError: customerEquity: customers must be a finite number >= 0, got -1'],
    [{ acquired: 5 }, 'TypeError: customerEquity: acquired must be iterable, got 5'],
    [{ acquired: [1, -1] }, 'RangeError: customerEquity: acquired[1] must be a finite number >= 0, got -1'],
    [
      { discountRate: 10 },
      'RangeError: customerEquity: discountRate must be a fraction from 0 to 1, got 10: did you mean 0.1?',
    ],
    [
      { customers: 1e300, lifetimeValue: 1e300 },
      'RangeError: customerEquity: the numbers are too large to compute with',
    ],
  ])('refuses %o', (change, error) =>
    expectError(() => customerEquity({ ...base, ...untyped<object>(change) }), error),
  );
});
