import { describe, expect, test } from 'vitest';
import { type NpsDifference, npsDifference } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { expectClose } from '../support/predicates.js';

const spring = { promoters: 50, passives: 30, detractors: 20 };
const autumn = { promoters: 70, passives: 20, detractors: 10 };
const none = { promoters: 0, passives: 0, detractors: 0 };

describe('npsDifference', () => {
  test('a rise is positive', () => {
    expect(npsDifference(spring, autumn)?.value).toBe(30);
    expect(npsDifference(autumn, spring)?.value).toBe(-30);
  });

  // Newcombe (1998), "Interval Estimation for the Difference between Independent Proportions", Statistics in Medicine
  // 17(8), 873-890, table II, method 10: 56/70 − 48/80 is 0.0524 to 0.3339, and 10/10 − 0/10 is 0.6075 to 1. Without
  // passives an NPS is 200 times the share of promoters, less 100.
  test.each([
    [56, 70, 48, 80, '0.0524', '0.3339'],
    [9, 10, 3, 10, '0.1705', '0.8090'],
    [10, 10, 0, 10, '0.6075', '1.0000'],
    [10, 10, 0, 20, '0.6791', '1.0000'],
    [5, 56, 0, 29, '-0.0381', '0.1926'],
  ])('agrees with published intervals of shares: %i/%i − %i/%i is %s to %s', (x2, n2, x1, n1, lower, upper) => {
    const survey = (x: number, n: number) => ({ promoters: x, passives: 0, detractors: n - x });
    const change = npsDifference(survey(x1, n1), survey(x2, n2)) as NpsDifference;
    expect((change.lower / 200).toFixed(4)).toBe(lower);
    expect((change.upper / 200).toFixed(4)).toBe(upper);
  });

  test('a survey without responses has no difference', () => {
    expect(npsDifference(none, autumn)).toBeUndefined();
    expect(npsDifference(spring, none)).toBeUndefined();
  });

  test('p-values far out keep their digits, down to the smallest number', () => {
    const k = 5;
    const before = { promoters: 100 * k, passives: 100 * k, detractors: 100 * k };
    const after = { promoters: 180 * k, passives: 100 * k, detractors: 20 * k };
    const { value, pValue } = npsDifference(before, after) as NpsDifference;
    expect(pValue).toBeLessThan(1e-50);
    expect(pValue).toBeGreaterThan(0);
    // The same from the interval: p = 2 · P(Z > z) where the lower limit at z is 0.
    expectClose(value, 53.333333333333336, 1e-12);
    const [all, nobody] = [1e15, 0];
    const opposite = npsDifference(
      { promoters: nobody, passives: 0, detractors: all },
      { promoters: all, passives: 0, detractors: nobody },
    ) as NpsDifference;
    expect(opposite.pValue).toBe(0);
    expect(opposite.upper).toBe(200);
  });

  test.each([
    [
      spring,
      autumn,
      { confidence: 95 },
      'confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
    [spring, { ...autumn, promoters: -1 }, {}, 'after.promoters must be from 0 to 1e15, got -1'],
    [{ ...spring, passives: Number.NaN }, autumn, {}, 'before.passives must be from 0 to 1e15, got NaN'],
  ])('refuses %o, %o with %o', (before, after, options, error) =>
    expectError(() => npsDifference(before, after, untyped(options)), `RangeError: npsDifference: ${error}`),
  );

  test('refuses options that are none', () =>
    expectError(
      () => npsDifference(spring, autumn, untyped(0.95)),
      'TypeError: npsDifference: options must be an object, got 0.95',
    ));

  test('refuses what are not counts', () => {
    expectError(
      () => npsDifference(untyped(undefined), autumn),
      'TypeError: npsDifference: before.promoters must be from 0 to 1e15, got undefined',
    );
    expectError(
      () => npsDifference(spring, untyped('40')),
      'TypeError: npsDifference: after.promoters must be from 0 to 1e15, got undefined',
    );
  });
});
