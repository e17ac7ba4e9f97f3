import { describe, expect, test } from 'vitest';
import { type NpsMoves, type NpsPairedDifference, npsPairedDifference } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

const goldens =
  golden<{ table: NpsMoves; confidence: number; lower: number; upper: number; pValue: number }[]>(
    'nps-paired-difference',
  );
const table: NpsMoves = [
  [12, 6, 2],
  [3, 20, 7],
  [1, 5, 44],
];
const row = [1, 2, 3];

describe('npsPairedDifference', () => {
  test.each(goldens)('agrees with direct optimisation: $table at $confidence', ({ table, confidence, ...expected }) => {
    const { lower, upper, pValue } = npsPairedDifference(table, { confidence }) as NpsPairedDifference;
    expect(Math.abs(lower - expected.lower)).toBeLessThanOrEqual(1e-9);
    expect(Math.abs(upper - expected.upper)).toBeLessThanOrEqual(1e-9);
    expectClose(pValue, expected.pValue, 1e-9);
  });

  test('rows are before, columns after, from detractor to promoter', () =>
    expect(
      npsPairedDifference([
        [0, 0, 5],
        [0, 0, 0],
        [0, 0, 0],
      ]),
    ).toMatchObject({ value: 200, upper: 200, responses: 5 }));

  test('nobody moved: no change, and a width all the same', () => {
    const { value, lower, upper, pValue } = npsPairedDifference([
      [2, 0, 0],
      [0, 3, 0],
      [0, 0, 5],
    ]) as NpsPairedDifference;
    const c = 1.959963984540054 ** 2 / 10;
    expect([value, pValue]).toEqual([0, 1]);
    expectClose(upper, (100 * c) / (1 + c));
    expectClose(lower, -upper);
  });

  test('nobody answered twice, no change', () =>
    expect(
      npsPairedDifference([
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ]),
    ).toBeUndefined());

  test.each([
    [[row], {}, 'TypeError: npsPairedDifference: table must be three rows of three counts, got object'],
    [[...table, row], {}, 'TypeError: npsPairedDifference: table must be three rows of three counts, got object'],
    [[[1, 2], row, row], {}, 'TypeError: npsPairedDifference: table[0] must be a row of three counts, got object'],
    [[row, row, 7], {}, 'TypeError: npsPairedDifference: table[2] must be a row of three counts, got 7'],
    [5, {}, 'TypeError: npsPairedDifference: table must be three rows of three counts, got 5'],
    [undefined, {}, 'TypeError: npsPairedDifference: table must be three rows of three counts, got undefined'],
    [[row, [4, -5, 6], row], {}, 'RangeError: npsPairedDifference: table[1][1] must be from 0 to 1e15, got -5'],
    [[row, row, [4, 5, '6']], {}, 'TypeError: npsPairedDifference: table[2][2] must be from 0 to 1e15, got "6"'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested.
    [[row, , row], {}, 'TypeError: npsPairedDifference: table[1] must be a row of three counts, got undefined'],
    [
      table,
      { confidence: 95 },
      'RangeError: npsPairedDifference: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
  ])('refuses %j with %o', (moves, options, error) =>
    expectError(() => npsPairedDifference(untyped(moves), untyped(options)), error),
  );

  test.each([
    [
      [
        [0, 3.1691329251043495e-7, 0],
        [0, 0, 0],
        [0, 0, 5.447600607294589e-18],
      ],
      0.9,
    ],
    [
      [
        [0, 0, 0],
        [0, 0, 0],
        [9.945943464990705e-8, 0, 2.985264114104211e-17],
      ],
      0.8,
    ],
  ])('comes to an end where rounding decides the signs: %j', (moves, confidence) => {
    const { value, lower, upper } = npsPairedDifference(untyped(moves), { confidence }) as NpsPairedDifference;
    expect(lower).toBeLessThanOrEqual(value);
    expect(upper).toBeGreaterThanOrEqual(value);
  });
});
