import { describe, expect, test } from 'vitest';
import { churnRate, retentionRate } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe.each([
  ['retentionRate', retentionRate],
  ['churnRate', churnRate],
] as const)('%s', (name, rate) => {
  test('no customers at the start, no rate', () => {
    expect(rate({ start: 0, end: 12, acquired: 12 })).toBeUndefined();
    expect(rate({ start: 0, end: 0, acquired: 0 })).toBeUndefined();
  });

  test.each([
    [{ start: 100, end: 150, acquired: 20 }, 'RangeError', 'end - acquired must be from 0 to start (100), got 130'],
    [{ start: 100, end: 20, acquired: 30 }, 'RangeError', 'end - acquired must be from 0 to start (100), got -10'],
    [{ start: 0, end: 5, acquired: 3 }, 'RangeError', 'end - acquired must be from 0 to start (0), got 2'],
  ])('refuses %j, and says what acquired means', (change, type, message) => {
    expectError(
      () => rate(change),
      `${type}: ${name}: ${message}; acquired counts only new customers who are still there at the end`,
    );
  });

  test.each([
    [{ start: -1, end: 0, acquired: 0 }, 'RangeError', 'start must be a finite number >= 0, got -1'],
    [{ start: 1, end: Infinity, acquired: 0 }, 'RangeError', 'end must be a finite number >= 0, got Infinity'],
    [{ start: 1, end: 1, acquired: Number.NaN }, 'RangeError', 'acquired must be a finite number >= 0, got NaN'],
    [{ start: '200', end: 1, acquired: 0 }, 'TypeError', 'start must be a finite number >= 0, got "200"'],
    [{ start: 200, end: 210, aquired: 30 }, 'TypeError', 'acquired must be a finite number >= 0, got undefined'],
    [200, 'TypeError', 'start must be a finite number >= 0, got undefined'],
    [null, 'TypeError', 'start must be a finite number >= 0, got undefined'],
  ])('refuses %j', (change, type, message) => {
    expectError(() => rate(untyped(change)), `${type}: ${name}: ${message}`);
  });

  test('totals in thousands may round', () => {
    const rounded = { start: 0.3, end: 0.4, acquired: 0.1 };
    expect(rounded.end - rounded.acquired).toBeGreaterThan(rounded.start);
    expect(rate(rounded)).toBe(name === 'retentionRate' ? 1 : 0);
    expect(() => rate({ start: 1e-10, end: 3e-10, acquired: 1e-10 })).toThrow('end - acquired must be from 0');
  });
});

test('retention and churn of the same totals', () => {
  expect(retentionRate({ start: 200, end: 210, acquired: 30 })).toBe(0.9);
  expect(churnRate({ start: 200, end: 210, acquired: 30 })).toBe(0.1);
  expect(churnRate({ start: 1e12, end: 1e12 - 1, acquired: 0 })).toBe(1e-12);
});
