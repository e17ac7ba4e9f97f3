import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { weightedMean } from '../../src/internal/weighted-mean.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

const pairs = () =>
  fc.array(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 20 })), { minLength: 1 });

describe('weightedMean', () => {
  law('a whole weight is as many copies: mean(x, w) = mean of wᵢ times xᵢ', [pairs()], (list) => {
    const copies = list.flatMap(([x, w]) => Array<number>(w).fill(x));
    const mean = copies.reduce((total, x) => total + x, 0) / copies.length;
    const actual = weightedMean(
      list.map(([x]) => x),
      list.map(([, w]) => w),
      'test',
    );
    expect(Math.abs(actual - mean)).toBeLessThanOrEqual(1e-12);
  });

  law(
    'least ≤ mean ≤ most, of any finite numbers',
    [
      fc.array(
        fc.tuple(
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
        ),
        { minLength: 1 },
      ),
    ],
    (list) => {
      const xs = list.map(([x]) => x);
      const mean = weightedMean(
        xs,
        list.map(([, w]) => w),
        'test',
      );
      expect(mean).toBeGreaterThanOrEqual(Math.min(...xs));
      expect(mean).toBeLessThanOrEqual(Math.max(...xs));
    },
  );

  law(
    'only the ratios of the weights matter: mean(x, k·w) = mean(x, w)',
    [pairs(), fc.integer({ min: 1, max: 1000 })],
    (list, k) => {
      const positive = list.map(([x]) => Math.abs(x) + 1);
      const weights = list.map(([, w]) => w);
      expectClose(
        weightedMean(
          positive,
          weights.map((w) => k * w),
          'test',
        ),
        weightedMean(positive, weights, 'test'),
      );
    },
  );

  law(
    'equal numbers have themselves as their mean, exactly, whatever the weights',
    [
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1 }),
    ],
    (x, weights) =>
      expect(
        weightedMean(
          weights.map(() => x),
          weights,
          'test',
        ),
      ).toBe(x + 0),
  );
});
