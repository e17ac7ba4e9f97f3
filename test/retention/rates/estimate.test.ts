import { describe, expect, test } from 'vitest';
import {
  type RetainedCustomers,
  type RetentionDifference,
  retentionDifference,
  retentionEstimate,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

interface Row {
  before: RetainedCustomers;
  after: RetainedCustomers;
  confidence: number;
  beforeLower: number;
  beforeUpper: number;
  lower: number;
  upper: number;
  pValue: number;
}

describe.each(golden<Row[]>('retention-difference'))(
  '$before.retained of $before.start, $after.retained of $after.start',
  (row) => {
    test('agrees with high precision', () => {
      const { before, after, confidence } = row;
      const estimate = retentionEstimate(before, { confidence });
      expectClose(estimate?.lower, row.beforeLower);
      expectClose(estimate?.upper, row.beforeUpper);
      const difference = retentionDifference(before, after, { confidence }) as RetentionDifference;
      expect(Math.abs(difference.lower - row.lower)).toBeLessThanOrEqual(1e-15);
      expect(Math.abs(difference.upper - row.upper)).toBeLessThanOrEqual(1e-15);
      // Far out, the last bit of the difference is many of p.
      expectClose(difference.pValue, row.pValue, 1e-9);
    });
  },
);

// Newcombe (1998), "Interval Estimation for the Difference between Independent Proportions", Statistics in Medicine
// 17(8), 873-890, table II, method 10.
test.each([
  [56, 70, 48, 80, '0.0524', '0.3339'],
  [9, 10, 3, 10, '0.1705', '0.8090'],
  [10, 10, 0, 10, '0.6075', '1.0000'],
  [10, 10, 0, 20, '0.6791', '1.0000'],
  [5, 56, 0, 29, '-0.0381', '0.1926'],
])('as published: %i/%i − %i/%i is %s to %s', (kept2, start2, kept1, start1, lower, upper) => {
  const change = retentionDifference({ start: start1, retained: kept1 }, { start: start2, retained: kept2 });
  expect(change?.lower.toFixed(4)).toBe(lower);
  expect(change?.upper.toFixed(4)).toBe(upper);
});

test('5 lost of 50: a churn of 10%, somewhere from 4% to 21%', () => {
  const { lower, upper } = retentionEstimate({ start: 50, retained: 45 }) as { lower: number; upper: number };
  expect([(1 - upper).toFixed(3), (1 - lower).toFixed(3)]).toEqual(['0.043', '0.214']);
});

test('no customers at the start, no rate and no difference', () => {
  const [some, none] = [
    { start: 4, retained: 2 },
    { start: 0, retained: 0 },
  ];
  expect(retentionEstimate(none)).toBeUndefined();
  expect(retentionDifference(none, some)).toBeUndefined();
  expect(retentionDifference(some, none)).toBeUndefined();
});

test('p-values far out keep their digits, down to the smallest number', () => {
  const opposite = retentionDifference({ start: 1e15, retained: 0 }, { start: 1e15, retained: 1e15 });
  expect(opposite).toMatchObject({ value: 1, upper: 1, pValue: 0 });
});

describe('what is refused', () => {
  test.each([
    [{ start: 4, retained: 5 }, {}, 'RangeError', 'retained must be from 0 to start (4), got 5'],
    [{ start: 1, retained: 2 }, {}, 'RangeError', 'retained must be from 0 to start (1), got 2'],
    [{ start: -1, retained: 0 }, {}, 'RangeError', 'start must be a number from 0 to 1e15, got -1'],
    [{ start: 2e15, retained: 0 }, {}, 'RangeError', 'start must be a number from 0 to 1e15, got 2000000000000000'],
    [{ start: 4, retained: Number.NaN }, {}, 'RangeError', 'retained must be a number from 0 to 1e15, got NaN'],
    [{ start: 4 }, {}, 'TypeError', 'retained must be a number from 0 to 1e15, got undefined'],
    [undefined, {}, 'TypeError', 'start must be a number from 0 to 1e15, got undefined'],
  ])('%j', (customers, options, type, message) => {
    const good = { start: 2, retained: 1 };
    expectError(() => retentionEstimate(untyped(customers), options), `${type}: retentionEstimate: ${message}`);
    expectError(() => retentionDifference(untyped(customers), good), `${type}: retentionDifference: before.${message}`);
    expectError(() => retentionDifference(good, untyped(customers)), `${type}: retentionDifference: after.${message}`);
  });

  test.each([
    [{ confidence: 95 }, 'RangeError', 'confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?'],
    [0.95, 'TypeError', 'options must be an object, got 0.95'],
  ])('options %j', (options, type, message) => {
    const good = { start: 2, retained: 1 };
    expectError(() => retentionEstimate(good, untyped(options)), `${type}: retentionEstimate: ${message}`);
    expectError(() => retentionDifference(good, good, untyped(options)), `${type}: retentionDifference: ${message}`);
  });
});

test('an interval that is asked for nothing is as wide as nothing', () => {
  const [before, after] = [
    { start: 4, retained: 1 },
    { start: 4, retained: 3 },
  ];
  const change = retentionDifference(before, after, { confidence: 1e-200 });
  expect(change).toMatchObject({ value: 0.5, lower: 0.5, upper: 0.5 });
});
