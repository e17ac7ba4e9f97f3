import { describe, expect, test } from 'vitest';
import { mergeRevenueMovements, type RevenueMovements, revenueMovements } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

const readers = { start: ([start]: readonly number[]) => start ?? 0, end: ([, end]: readonly number[]) => end ?? 0 };
const none = { customers: 0, amount: 0 };
const nothing: RevenueMovements = {
  start: none,
  newBusiness: none,
  reactivated: none,
  expansion: none,
  contraction: none,
  churned: none,
  end: none,
};

describe('revenueMovements', () => {
  test('nobody has no movements', () => expect(revenueMovements([], readers)).toEqual(nothing));

  test('an amount of 0 at both ends counts nowhere, −0 as 0', () =>
    expect(
      revenueMovements(
        [
          [0, 0],
          [-0, 0],
          [0, -0],
        ],
        readers,
      ),
    ).toEqual(nothing));

  test('without previouslyActive everybody who comes is new', () => {
    const { newBusiness, reactivated } = revenueMovements([[0, 4]], readers);
    expect([newBusiness, reactivated]).toEqual([{ customers: 1, amount: 4 }, none]);
  });

  test('previouslyActive is asked only of those who come', () => {
    const asked: number[][] = [];
    const previouslyActive = (row: number[]) => asked.push(row) > 0;
    revenueMovements(
      [
        [0, 4],
        [1, 4],
        [4, 1],
        [4, 0],
        [0, 0],
        [4, 4],
      ],
      { ...readers, previouslyActive },
    );
    expect(asked).toEqual([[0, 4]]);
  });

  test('who pays the same has not moved', () =>
    expect(revenueMovements([[5, 5]], readers)).toEqual({
      ...nothing,
      start: { customers: 1, amount: 5 },
      end: { customers: 1, amount: 5 },
    }));

  test('tiny movements among huge amounts are not lost', () => {
    const { expansion, contraction } = revenueMovements(
      [
        [1e15, 1e15 + 1],
        [1, 1.25],
        [1e15 + 1, 1e15],
      ],
      readers,
    );
    expect(expansion).toEqual({ customers: 2, amount: 1.25 });
    expect(contraction).toEqual({ customers: 1, amount: 1 });
  });

  test('dimes, which no number holds exactly, reconcile to rounding', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => [0.1 * (i % 7), 0.1 * (i % 11)]);
    const { start, newBusiness, expansion, contraction, churned, end } = revenueMovements(rows, readers);
    const computed = start.amount + newBusiness.amount + expansion.amount - contraction.amount - churned.amount;
    expect(Math.abs(computed - end.amount)).toBeLessThanOrEqual(1e-15 * 1e5);
  });

  test('any iterable, read once', () => {
    const rows = new Set([
      [1, 2],
      [3, 1],
    ]).values();
    expect(revenueMovements(rows, readers).end).toEqual({ customers: 2, amount: 3 });
  });

  test.each([
    [
      [
        [1, 1],
        [-1, 1],
      ],
      'RangeError',
      'start of rows[1] must be a finite number >= 0, got -1',
    ],
    [[[1, -0.01]], 'RangeError', 'end of rows[0] must be a finite number >= 0, got -0.01'],
    [[[Number.NaN, 1]], 'RangeError', 'start of rows[0] must be a finite number >= 0, got NaN'],
    [[[1, Infinity]], 'RangeError', 'end of rows[0] must be a finite number >= 0, got Infinity'],
    [[['5', 1]], 'TypeError', 'start of rows[0] must be a finite number >= 0, got "5"'],
    [[[1, null]], 'TypeError', 'end of rows[0] must be a finite number >= 0, got null'],
    [[[1, 1n]], 'TypeError', 'end of rows[0] must be a finite number >= 0, got bigint'],
    [
      [
        [1e308, 1],
        [1e308, 1],
      ],
      'RangeError',
      'the numbers are too large to compute with',
    ],
    [7, 'TypeError', 'rows must be iterable, got 7'],
  ])('refuses %o', (rows, type, message) =>
    expectError(
      () =>
        revenueMovements(untyped<unknown[][]>(rows), {
          start: (row) => untyped(row[0]),
          end: (row) => untyped(row[1]),
        }),
      `${type}: revenueMovements: ${message}`,
    ),
  );

  test.each([
    [undefined, 'start must be a function, got undefined'],
    [{ start: 'march' }, 'start must be a function, got "march"'],
    [{ start: readers.start }, 'end must be a function, got undefined'],
    [{ ...readers, previouslyActive: true }, 'previouslyActive must be a function, got boolean'],
    [{ ...readers, previouslyActive: () => 1 }, 'previouslyActive of rows[0] must be a boolean, got 1'],
    [{ ...readers, previouslyActive: () => undefined }, 'previouslyActive of rows[0] must be a boolean, got undefined'],
    [{ ...readers, previouslyActive: () => null }, 'previouslyActive of rows[0] must be a boolean, got null'],
  ])('refuses readers %o', (bad, message) =>
    expectError(() => revenueMovements([[0, 1]], untyped(bad)), `TypeError: revenueMovements: ${message}`),
  );
});

describe('mergeRevenueMovements', () => {
  test('of nothing is nothing', () => expect(mergeRevenueMovements()).toEqual(nothing));

  test('comes back from JSON', () => {
    const part = revenueMovements(
      [
        [1, 2],
        [0, 3],
        [4, 0],
      ],
      readers,
    );
    expect(mergeRevenueMovements(JSON.parse(JSON.stringify(part)))).toEqual(part);
  });

  test.each([
    [null, 'TypeError', 'start.customers must be a whole number from 0 to 9007199254740991, got undefined'],
    [
      { ...nothing, end: { customers: 1.5, amount: 2 } },
      'RangeError',
      'end.customers must be a whole number from 0 to 9007199254740991, got 1.5',
    ],
    [
      { ...nothing, churned: { customers: 1, amount: -2 } },
      'RangeError',
      'churned.amount must be a finite number >= 0, got -2',
    ],
  ])('refuses %j', (part, type, message) =>
    expectError(
      () => mergeRevenueMovements(nothing, untyped(part)),
      `${type}: mergeRevenueMovements: parts[1].${message}`,
    ),
  );

  test('refuses totals beyond all numbers', () => {
    const huge = { ...nothing, start: { customers: 1, amount: 1e308 } };
    expectError(
      () => mergeRevenueMovements(huge, huge),
      'RangeError: mergeRevenueMovements: the numbers are too large to compute with',
    );
  });
});
