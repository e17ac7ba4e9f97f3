import { describe, expect, test } from 'vitest';
import { betaQuantile, betaTail } from '../../src/internal/incomplete-beta.js';
import {
  chiSquareTail,
  gammaLowerTail,
  gammaQuantile,
  gammaUpperQuantile,
  gammaUpperTail,
} from '../../src/internal/incomplete-gamma.js';
import { studentQuantile, studentTail } from '../../src/internal/student.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

const functions: Record<string, (...args: number[]) => number> = {
  gammaLowerTail,
  gammaUpperTail,
  betaTail: (a, b, x) => betaTail(a as number, b as number, x as number),
  betaUpper: (a, b, x) => betaTail(b as number, a as number, 1 - (x as number), x),
  studentTail,
};
const table = golden<Record<string, number[][]>>('incomplete');

describe('tails of distributions', () => {
  test.each(Object.keys(functions))('%s agrees with high precision', (name) => {
    const rows = table[name] as number[][];
    expect(rows.length).toBeGreaterThan(50);
    const bad = rows.filter((row) => {
      const expected = row.at(-1) as number;
      const actual = functions[name]?.(...row.slice(0, -1)) as number;
      // Where shapes are large the last bit of x moves the beta distribution's tails by as much.
      const isSharp = name.startsWith('beta') && Math.max(...row) > 1e4;
      const allowed = expected < 1e-100 || isSharp ? 1e-12 : 1e-13;
      return !(Math.abs(actual - expected) <= allowed * expected);
    });
    expect(bad).toEqual([]);
  });

  test('the ends', () => {
    expect([gammaLowerTail(2, 0), gammaUpperTail(2, 0), gammaUpperTail(0.5, 0), gammaUpperTail(1e9, 0)]).toEqual([
      0, 1, 1, 1,
    ]);
    expect([gammaLowerTail(2, Infinity), gammaUpperTail(2, Infinity)]).toEqual([1, 0]);
    expect([betaTail(2, 3, 0), betaTail(2, 3, 1)]).toEqual([0, 1]);
    expect([studentTail(0, 3), studentTail(0, 1e9), studentTail(1e200, 3), studentTail(-1e200, 3)]).toEqual([
      0.5, 0.5, 0, 1,
    ]);
    expect(studentQuantile(0.5, 3)).toBe(0);
  });

  test('quantiles below the smallest number are 0', () => {
    expect(gammaQuantile(0.5, 1e-9)).toBe(0);
    expect(gammaUpperQuantile(0.5, 1e-9)).toBe(0);
  });

  test('published tables: χ² and t', () => {
    // The upper 5% points of χ² with 1, 10 and 100 degrees of freedom, and t for 97.5% with 1, 10 and 120.
    for (const [df, x] of [
      [1, 3.841],
      [10, 18.307],
      [100, 124.342],
    ] as const) {
      expect(chiSquareTail(x, df)).toBeCloseTo(0.05, 4);
      expect(2 * gammaUpperQuantile(0.05, df / 2)).toBeCloseTo(x, 3);
    }
    for (const [df, t] of [
      [1, 12.706],
      [10, 2.228],
      [120, 1.98],
    ] as const) {
      expect(studentQuantile(0.975, df)).toBeCloseTo(t, 3);
      expect(studentQuantile(0.025, df)).toBeCloseTo(-t, 3);
    }
  });

  test('Clopper and Pearson’s limits for 4 of 20, by R’s binom.test', () => {
    expectClose(betaQuantile(0.025, 4, 17)[0], 0.05733399705003279, 1e-12);
    expectClose(betaQuantile(0.025, 16, 5)[1], 0.4366140029966683, 1e-12);
  });
});
