import { describe, expect, test } from 'vitest';
import { profitabilityIndex } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('profitabilityIndex', () => {
  test('what comes after an outlay, for each unit of it', () => {
    expect(profitabilityIndex([-1000, 1100], 0.1)).toBeCloseTo(1, 14);
    expect(profitabilityIndex([-100, -50, 300], 0)).toBe(2.5);
    expect(profitabilityIndex([-100], 0)).toBe(0);
    expect(profitabilityIndex([-100, 1100], 10, { anyRate: true })).toBeCloseTo(1, 14);
  });

  test('no outlay first, no index', () => {
    expect(profitabilityIndex([], 0.1)).toBeUndefined();
    expect(profitabilityIndex([0, -100, 300], 0.1)).toBeUndefined();
    expect(profitabilityIndex([100, -50], 0.1)).toBeUndefined();
  });

  test.each([
    [[-1, '1'], 0.1, 'TypeError: profitabilityIndex: cashFlows[1] must be a finite number, got "1"'],
    [1, 0.1, 'TypeError: profitabilityIndex: cashFlows must be iterable, got 1'],
    [
      [-1],
      12,
      'RangeError: profitabilityIndex: discountRate must be a fraction above -1 and up to 1, got 12: did you mean 0.12, or { anyRate: true }?',
    ],
    [[-1e-300, 1e300], 0.1, 'RangeError: profitabilityIndex: the numbers are too large to compute with'],
  ])('refuses %o at %s', (flows, rate, error) => expectError(() => profitabilityIndex(untyped(flows), rate), error));
});
