import { describe, expect, test } from 'vitest';
import {
  digamma,
  digammaRise,
  logBeta,
  logBetaRise,
  logGamma,
  logRising,
  stirlingCorrection,
  trigamma,
} from '../../src/internal/gamma.js';
import { golden } from '../support/golden.js';

const functions: Record<string, (...args: number[]) => number> = {
  logGamma,
  digamma,
  trigamma,
  logRising,
  digammaRise,
  logBeta,
  logBetaRise,
};
/** Those that have roots of their own are good to 1e-15 near them. */
const absolute: Record<string, number> = { digamma: 1e-15, logRising: 1e-15, logBeta: 1e-15 };
const table = golden<Record<string, number[][]>>('gamma');

describe('gamma', () => {
  test.each(Object.keys(functions))('%s agrees with high precision', (name) => {
    const rows = table[name] as number[][];
    expect(rows.length).toBeGreaterThan(30);
    const bad = rows.filter((row) => {
      const expected = row.at(-1) as number;
      const actual = functions[name]?.(...row.slice(0, -1)) as number;
      return !(Math.abs(actual - expected) <= 1e-13 * Math.abs(expected) + (absolute[name] ?? 0));
    });
    expect(bad).toEqual([]);
  });

  test('nothing added changes nothing, and logarithms of 1 are 0', () => {
    for (const x of [1e-300, 0.3, 1, 12, 1e9]) {
      expect(Math.abs(logRising(x, 0))).toBe(0);
      expect(Math.abs(digammaRise(x, 0))).toBe(0);
      expect(Math.abs(logBetaRise(x, x, 0))).toBe(0);
    }
    expect(Math.abs(logGamma(1))).toBe(0);
    expect(Math.abs(logGamma(2))).toBe(0);
  });

  test('a rise to where products of factors would leave the numbers', () => {
    expect(logRising(0.5, 1e40)).toBeCloseTo(logGamma(1e40) - logGamma(0.5), 0);
    expect(logRising(1, 1e300) / logGamma(1e300)).toBeCloseTo(1, 14);
  });

  test('Stirling’s correction is what his formula leaves', () => {
    // 19!, exactly.
    const logFactorial = Math.log(121_645_100_408_832_000);
    const formula = 19.5 * Math.log(20) - 20 + Math.log(2 * Math.PI) / 2;
    expect(Math.abs(stirlingCorrection(20) - (logFactorial - formula))).toBeLessThan(1e-14);
  });
});
