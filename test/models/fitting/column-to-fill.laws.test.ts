import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  bgBb,
  bgNbd,
  bgNbdWithCovariates,
  gammaGamma,
  gammaGammaWithCovariates,
  type IntoOptions,
} from '../../../src/index.js';
import { expectError } from '../../support/errors.js';
import { law } from '../../support/law.js';

const buying = { r: 0.8, alpha: 6, a: 0.8, b: 2.4 };
const spend = { p: 6, q: 4, gamma: 15 };

interface Columns {
  readonly repeats: Float64Array;
  readonly lastRepeat: Float64Array;
  readonly observed: Float64Array;
  readonly opportunities: Float64Array;
  readonly meanValue: Float64Array;
  readonly x: Float64Array;
}
type Ask = (columns: Columns, options: IntoOptions) => Float64Array | undefined;

/** Verbs of every kind, and the columns that they read. */
const verbs: readonly (readonly [name: string, reads: readonly (keyof Columns)[], ask: Ask])[] = [
  [
    'bgNbd.expectedPurchases',
    ['repeats', 'lastRepeat', 'observed'],
    (columns, options) => bgNbd.expectedPurchases(buying, columns, { to: 9, ...options }),
  ],
  [
    'bgNbd.simulateFuture',
    ['repeats', 'lastRepeat', 'observed'],
    (columns, options) => bgNbd.simulateFuture(buying, columns, { duration: 9, ...options }),
  ],
  [
    'bgBb.probabilityAlive',
    ['repeats', 'lastRepeat', 'opportunities'],
    (columns, options) => bgBb.probabilityAlive({ alpha: 1.2, beta: 0.7, gamma: 0.7, delta: 2.8 }, columns, options),
  ],
  [
    'bgNbdWithCovariates.probabilityAlive',
    ['repeats', 'lastRepeat', 'observed', 'x'],
    ({ x, ...columns }, options) =>
      bgNbdWithCovariates.probabilityAlive(
        { ...buying, purchases: { x: 0.3 }, dropout: {} },
        { ...columns, covariates: { x } },
        options,
      ),
  ],
  [
    'bgNbdWithCovariates.simulateFuture',
    ['repeats', 'lastRepeat', 'observed', 'x'],
    ({ x, ...columns }, options) =>
      bgNbdWithCovariates.simulateFuture(
        { ...buying, purchases: { x: 0.3 }, dropout: {} },
        { ...columns, covariates: { x } },
        { duration: 9, ...options },
      ),
  ],
  [
    'gammaGamma.expectedSpend',
    ['repeats', 'meanValue'],
    (columns, options) => gammaGamma.expectedSpend(spend, columns, options),
  ],
  [
    'gammaGamma.simulateFuture',
    ['repeats', 'meanValue'],
    (columns, options) => gammaGamma.simulateFuture(spend, columns, { purchases: columns.repeats, ...options }),
  ],
  [
    'gammaGammaWithCovariates.expectedSpend',
    ['repeats', 'meanValue', 'x'],
    ({ x, ...columns }, options) =>
      gammaGammaWithCovariates.expectedSpend(
        { ...spend, spend: { x: 0.3 } },
        { ...columns, covariates: { x } },
        options,
      ),
  ],
  [
    'gammaGammaWithCovariates.simulateFuture',
    ['repeats', 'meanValue', 'x'],
    ({ x, ...columns }, options) =>
      gammaGammaWithCovariates.simulateFuture(
        { ...spend, spend: { x: 0.3 } },
        { ...columns, covariates: { x } },
        { purchases: columns.repeats, ...options },
      ),
  ],
];

/** Columns in one buffer, one after the other, with an empty entry between them. */
const columnsOf = (rows: readonly (readonly number[])[]): Columns => {
  const size = rows.length;
  const memory = new Float64Array(6 * (size + 1));
  const column = (place: number) => {
    const own = memory.subarray(place * (size + 1), place * (size + 1) + size);
    own.set(rows.map((row) => row[place] as number));
    return own;
  };
  const [repeats, lastRepeat, observed, opportunities, meanValue, x] = [0, 1, 2, 3, 4, 5].map(column) as Float64Array[];
  return { repeats, lastRepeat, observed, opportunities, meanValue, x } as Columns;
};

describe('a column to fill', () => {
  law(
    'one of the columns, or memory between them, has the answers of a new one; what lies across a column is refused',
    [
      fc.constantFrom(...verbs),
      fc.array(
        fc
          .tuple(fc.nat(5), fc.integer({ min: 6, max: 20 }), fc.integer({ min: 1, max: 99 }), fc.constantFrom(0, 1))
          .map(([n, end, value, x]) => [n, n, end, end, value, x]),
        { minLength: 1, maxLength: 8 },
      ),
      fc.nat(),
      fc.integer({ min: -9, max: 9 }),
    ],
    ([name, reads, ask], rows, which, by) => {
      const usual = ask(columnsOf(rows), {});
      const column = reads[which % reads.length] as keyof Columns;
      const inPlace = columnsOf(rows);
      expect(ask(inPlace, { into: inPlace[column] })).toEqual(usual);

      const columns = columnsOf(rows);
      const start = columns[column].byteOffset + 8 * by;
      const size = rows.length;
      if (start < 0 || start + 8 * size > columns[column].buffer.byteLength) return;
      const into = new Float64Array(columns[column].buffer, start, size);
      const isAcross = reads.some((each) => {
        const apart = Math.abs(start - columns[each].byteOffset);
        return apart > 0 && apart < 8 * size;
      });
      if (!isAcross) {
        expect(ask(columns, { into })).toEqual(usual);
        return;
      }
      expectError(
        () => ask(columns, { into }),
        `RangeError: ${name}: into must be one of the columns, or share no memory with them`,
      );
      expect(columns).toEqual(columnsOf(rows));
    },
  );

  law(
    'whole numbers of half the width that share its memory are refused wherever they begin',
    [fc.integer({ min: 1, max: 8 }), fc.nat(7)],
    (size, at) => {
      const memory = new ArrayBuffer(8 * size);
      const start = at % (size + 1);
      const repeats = new Int32Array(memory, 4 * start, size);
      const meanValue = new Float64Array(size).fill(9);
      expectError(
        () => gammaGamma.expectedSpend(spend, { repeats, meanValue }, { into: new Float64Array(memory) }),
        'RangeError: gammaGamma.expectedSpend: into must be one of the columns, or share no memory with them',
      );
    },
  );
});
