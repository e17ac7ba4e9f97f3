import { describe, expect, test } from 'vitest';
import { returnOnInvestment } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('returnOnInvestment', () => {
  test('the net gain for each unit spent', () => {
    expect(returnOnInvestment({ benefit: 150, cost: 120 })).toBe(0.25);
    expect(returnOnInvestment({ benefit: 0, cost: 120 })).toBe(-1);
    expect(returnOnInvestment({ benefit: -120, cost: 120 })).toBe(-2);
    expect(returnOnInvestment({ benefit: 0, cost: 0 })).toBeUndefined();
  });

  test.each([
    [{ benefit: 1, cost: -1 }, 'RangeError: returnOnInvestment: cost must be a finite number >= 0, got -1'],
    [{ benefit: Infinity, cost: 1 }, 'RangeError: returnOnInvestment: benefit must be a finite number, got Infinity'],
    [{ benefit: '1', cost: 1 }, 'TypeError: returnOnInvestment: benefit must be a finite number, got "1"'],
    [{ gain: 1, cost: 1 }, 'TypeError: returnOnInvestment: benefit must be a finite number, got undefined'],
    [{ benefit: 1e308, cost: 1e-308 }, 'RangeError: returnOnInvestment: the numbers are too large to compute with'],
    [{ benefit: -1e308, cost: 1.7e308 }, 'RangeError: returnOnInvestment: the numbers are too large to compute with'],
  ])('refuses %o', (investment, error) => expectError(() => returnOnInvestment(untyped(investment)), error));
});
