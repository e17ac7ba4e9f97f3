import { describe, expect, test } from 'vitest';
import { mergeNpsMoves, NPS_SCALE_1_TO_10, type NpsMoves, npsMoves } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

interface Answer {
  readonly spring: number;
  readonly autumn: number;
}

const answers: readonly Answer[] = [
  { spring: 6, autumn: 9 },
  { spring: 8, autumn: 8 },
  { spring: 10, autumn: 0 },
];
const spring = (row: Answer) => row.spring;
const autumn = (row: Answer) => row.autumn;
const table = npsMoves(answers, spring, autumn);

describe('npsMoves', () => {
  test('counts moves from the row to the column, detractors first', () => {
    expect(table).toEqual([
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expect(npsMoves(new Set<Answer>(), spring, autumn)).toEqual(mergeNpsMoves());
  });

  test.each([
    [{ spring: 11, autumn: 1 }, 'RangeError', 'before of rows[3] must be a whole number from 0 to 10, got 11'],
    [{ spring: 1, autumn: 6.5 }, 'RangeError', 'after of rows[3] must be a whole number from 0 to 10, got 6.5'],
    [{ spring: 1 }, 'TypeError', 'after of rows[3] must be a whole number from 0 to 10, got undefined'],
    [{ autumn: 1, spring: null }, 'TypeError', 'before of rows[3] must be a whole number from 0 to 10, got null'],
  ])('refuses %j', (row, kind, error) =>
    expectError(() => npsMoves([...answers, untyped<Answer>(row)], spring, autumn), `${kind}: npsMoves: ${error}`),
  );

  test('refuses arguments of the wrong type', () => {
    expectError(
      () => npsMoves(untyped<Answer[]>(undefined), spring, autumn),
      'TypeError: npsMoves: rows must be iterable, got undefined',
    );
    expectError(
      () => npsMoves(answers, untyped('spring'), autumn),
      'TypeError: npsMoves: before must be a function, got "spring"',
    );
    expectError(
      () => npsMoves(answers, spring, untyped(undefined)),
      'TypeError: npsMoves: after must be a function, got undefined',
    );
    expectError(
      () => npsMoves(answers, spring, autumn, NPS_SCALE_1_TO_10),
      'RangeError: npsMoves: after of rows[2] must be a whole number from 1 to 10, got 0',
    );
    expectError(
      () => npsMoves(answers, spring, autumn, untyped(10)),
      'TypeError: npsMoves: scale must be an NpsScale, got 10',
    );
  });
});

describe('mergeNpsMoves', () => {
  test('adds, and leaves its parts alone', () => {
    const before = structuredClone(table);
    expect(mergeNpsMoves(table, table)).toEqual(npsMoves([...answers, ...answers], spring, autumn));
    expect(table).toEqual(before);
  });

  test.each([
    [[[1, 2, 3]], 'TypeError: mergeNpsMoves: tables[1] must be three rows of three counts, got object'],
    [
      [
        [1, 2, 3],
        [1, 2],
        [1, 2, 3],
      ],
      'TypeError: mergeNpsMoves: tables[1][1] must be a row of three counts, got object',
    ],
    [
      [
        [1, 2, 3],
        [1, 2, -1],
        [1, 2, 3],
      ],
      'RangeError: mergeNpsMoves: tables[1][1][2] must be from 0 to 1e15, got -1',
    ],
    [undefined, 'TypeError: mergeNpsMoves: tables[1] must be three rows of three counts, got undefined'],
  ])('refuses %j', (part, error) => expectError(() => mergeNpsMoves(table, untyped<NpsMoves>(part)), error));

  test('refuses sums beyond the range of counts', () => {
    const most: NpsMoves = [
      [1e15, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ];
    expectError(
      () => mergeNpsMoves(most, most),
      'RangeError: mergeNpsMoves: the sum of tables[0][0] must be from 0 to 1e15, got 2000000000000000',
    );
  });
});
