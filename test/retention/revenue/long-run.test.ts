import { describe, expect, test } from 'vitest';
import {
  compoundedNetRevenueRetention,
  netRevenueRetention,
  revenueMovements,
  trailingNetRevenueRetention,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

const readers = { start: (row: number[]) => row[0] as number, end: (row: number[]) => row[1] as number };

test('who came back counts in the trailing one and not in the compounded one', () => {
  // One customer of three pays nothing in the middle.
  const paid = [
    [100, 100, 100],
    [100, 100, 100],
    [100, 0, 100],
  ];
  const months = [0, 1].map((month) =>
    revenueMovements(paid, {
      start: (row) => row[month] as number,
      end: (row) => row[month + 1] as number,
      previouslyActive: (row) => row.slice(0, month).some((amount) => amount > 0),
    }),
  );
  expect(months.map(netRevenueRetention)).toEqual([2 / 3, 1]);
  expect(compoundedNetRevenueRetention(months)).toBe(2 / 3);
  expect(trailingNetRevenueRetention(paid, { start: (row) => row[0] as number, end: (row) => row[2] as number })).toBe(
    1,
  );
});

describe('trailingNetRevenueRetention', () => {
  test('nobody then, no rate; nobody now, 0', () => {
    expect(trailingNetRevenueRetention([], readers)).toBeUndefined();
    expect(trailingNetRevenueRetention([[0, 5]], readers)).toBeUndefined();
    expect(trailingNetRevenueRetention([[5, 0]], readers)).toBe(0);
  });

  test.each([
    [
      [
        [1, 1],
        [0, -1],
      ],
      readers,
      'RangeError',
      'end of rows[1] must be a finite number >= 0, got -1',
    ],
    [[[Number.NaN, 1]], readers, 'RangeError', 'start of rows[0] must be a finite number >= 0, got NaN'],
    [[['1', 1]], readers, 'TypeError', 'start of rows[0] must be a finite number >= 0, got "1"'],
    [
      [
        [1e308, 1],
        [1e308, 1],
      ],
      readers,
      'RangeError',
      'the numbers are too large to compute with',
    ],
    [
      [
        [1, 1e308],
        [1, 1e308],
      ],
      readers,
      'RangeError',
      'the numbers are too large to compute with',
    ],
    [null, readers, 'TypeError', 'rows must be iterable, got null'],
    [[], null, 'TypeError', 'start must be a function, got undefined'],
    [[], { start: readers.start }, 'TypeError', 'end must be a function, got undefined'],
  ])('refuses %j', (rows, bad, type, message) =>
    expectError(
      () => trailingNetRevenueRetention(untyped<number[][]>(rows), untyped<typeof readers>(bad)),
      `${type}: trailingNetRevenueRetention: ${message}`,
    ),
  );
});

describe('compoundedNetRevenueRetention', () => {
  const month = (start: number, expansion: number, churned = 0) => ({
    start: { amount: start },
    expansion: { amount: expansion },
    contraction: { amount: 0 },
    churned: { amount: churned },
  });

  test('no periods, or one without revenue at its start, no rate', () => {
    expect(compoundedNetRevenueRetention([])).toBeUndefined();
    expect(compoundedNetRevenueRetention([month(1, 1), month(0, 0), month(1, 0)])).toBeUndefined();
    expect(compoundedNetRevenueRetention(new Set([month(1, 1), month(2, 0, 1)]))).toBe(1);
  });

  test.each([
    [[month(1, 1), month(1, 0, 2)], 'RangeError', 'periods[1].contraction + churned must be at most start (1), got 2'],
    [[month(1, -1)], 'RangeError', 'periods[0].expansion.amount must be a finite number >= 0, got -1'],
    [[undefined], 'TypeError', 'periods[0].start.amount must be a finite number >= 0, got undefined'],
    [[month(1, 1e200), month(1, 1e200)], 'RangeError', 'the numbers are too large to compute with'],
    [{}, 'TypeError', 'periods must be iterable, got object'],
  ])('refuses %j', (periods, type, message) =>
    expectError(
      () => compoundedNetRevenueRetention(untyped(periods)),
      `${type}: compoundedNetRevenueRetention: ${message}`,
    ),
  );
});
