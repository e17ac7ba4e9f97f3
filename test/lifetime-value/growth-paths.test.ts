import { describe, expect, test } from 'vitest';
import { compareGrowthPaths } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const keep = Object.freeze({
  name: 'keep',
  costPerTry: 10,
  probability: 0.75,
  probabilityAnyway: 0.5,
  valuePerSuccess: 100,
  available: 80,
});

describe('compareGrowthPaths', () => {
  test('a limited path', () => {
    expect(compareGrowthPaths(1000, [keep])).toEqual([
      {
        name: 'keep',
        tries: 80,
        spent: 800,
        extraSuccesses: 20,
        gain: 2000,
        net: 1200,
        returnOnInvestment: 1.5,
        costPerExtraSuccess: 40,
      },
    ]);
    expect(compareGrowthPaths(400, [keep])[0]).toMatchObject({ tries: 40, spent: 400, net: 600 });
    expect(compareGrowthPaths(0, [keep])[0]).toMatchObject({
      tries: 0,
      net: 0,
      returnOnInvestment: undefined,
      costPerExtraSuccess: undefined,
    });
  });

  test('paths of equal net stay in order, and harm is negative', () => {
    const same = { ...keep, name: 'same' };
    const harm = { ...keep, name: 'harm', probability: 0.25 };
    const results = compareGrowthPaths(100, [harm, keep, same]);
    expect(results.map(({ name }) => name)).toEqual(['keep', 'same', 'harm']);
    expect(results[2]).toMatchObject({ extraSuccesses: -2.5, net: -350, costPerExtraSuccess: undefined });
    expect(compareGrowthPaths(100, [])).toEqual([]);
  });

  test.each([
    [-1, [keep], 'RangeError: compareGrowthPaths: budget must be a finite number >= 0, got -1'],
    [1, 1, 'TypeError: compareGrowthPaths: paths must be iterable, got 1'],
    [1, [null], 'TypeError: compareGrowthPaths: costPerTry of paths[0] must be a finite number > 0, got undefined'],
    [
      1,
      [keep, { ...keep, costPerTry: 0 }],
      'RangeError: compareGrowthPaths: costPerTry of paths[1] must be a finite number > 0, got 0',
    ],
    [
      1,
      [{ ...keep, probability: 60 }],
      'RangeError: compareGrowthPaths: probability of paths[0] must be a fraction from 0 to 1, got 60: did you mean 0.6?',
    ],
    [
      1,
      [{ ...keep, probabilityAnyway: undefined }],
      'TypeError: compareGrowthPaths: probabilityAnyway of paths[0] must be a fraction from 0 to 1, got undefined',
    ],
    [
      1,
      [{ ...keep, available: '9' }],
      'TypeError: compareGrowthPaths: available of paths[0] must be a finite number >= 0, got "9"',
    ],
    [
      1e300,
      [{ ...keep, costPerTry: 1e-300, available: undefined }],
      'RangeError: compareGrowthPaths: the numbers are too large to compute with',
    ],
  ])('refuses %s on %o', (budget, paths, error) =>
    expectError(() => compareGrowthPaths(budget, untyped<[]>(paths)), error),
  );
});
