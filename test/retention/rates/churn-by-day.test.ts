import { describe, expect, test } from 'vitest';
import { churnRateSummedByDay } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('churnRateSummedByDay', () => {
  test('30 days that each lose 1% make 30%, though 26% are lost', () => {
    const days = Array.from({ length: 30 }, () => ({ start: 100, lost: 1 }));
    expect(churnRateSummedByDay(days)).toBeCloseTo(0.3, 15);
    expect(1 - 0.99 ** 30).toBeCloseTo(0.26, 3);
  });

  test('long sums keep their digits', () => {
    const days = Array.from({ length: 100_000 }, () => ({ start: 10, lost: 1 }));
    expect(churnRateSummedByDay(days)).toBe(10_000);
  });

  test('no days and no customers, no rate', () => {
    expect(churnRateSummedByDay([])).toBeUndefined();
    expect(churnRateSummedByDay([{ start: 0, lost: 0 }])).toBeUndefined();
    expect(churnRateSummedByDay(new Set([{ start: 4, lost: 0 }]))).toBe(0);
  });

  test.each([
    [
      [
        { start: 1, lost: 0 },
        { start: 4, lost: 5 },
      ],
      'RangeError',
      'days[1].lost must be from 0 to start (4), got 5',
    ],
    [[{ start: -1, lost: 0 }], 'RangeError', 'days[0].start must be a finite number >= 0, got -1'],
    [[{ start: 1, lost: Number.NaN }], 'RangeError', 'days[0].lost must be a finite number >= 0, got NaN'],
    [[null], 'TypeError', 'days[0].start must be a finite number >= 0, got undefined'],
    [{ start: 1, lost: 0 }, 'TypeError', 'days must be iterable, got object'],
  ])('refuses %j', (days, type, message) =>
    expectError(() => churnRateSummedByDay(untyped(days)), `${type}: churnRateSummedByDay: ${message}`),
  );
});
