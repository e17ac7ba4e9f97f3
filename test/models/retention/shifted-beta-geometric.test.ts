import { describe, expect, test } from 'vitest';
import { shiftedBetaGeometric } from '../../../src/index.js';
import { HIGH_END, REGULAR } from '../../support/survivors.js';

describe('shiftedBetaGeometric', () => {
  test('the published parameters: How to Project Customer Retention', () => {
    const regular = shiftedBetaGeometric.fit(REGULAR)?.parameters;
    expect(regular?.alpha).toBeCloseTo(0.704, 3);
    expect(regular?.beta).toBeCloseTo(1.182, 3);
    const highEnd = shiftedBetaGeometric.fit(HIGH_END)?.parameters;
    expect(highEnd?.alpha).toBeCloseTo(0.668, 3);
    expect(highEnd?.beta).toBeCloseTo(3.806, 3);
  });

  test('a mean lifetime of the shifted beta-geometric model, by hand: (alpha + beta − 1) / (alpha − 1)', () => {
    expect(shiftedBetaGeometric.expectedLifetime({ alpha: 3, beta: 4 })).toBe(3);
    expect(shiftedBetaGeometric.expectedRemainingLifetime({ alpha: 3, beta: 4 }, 2)).toBe(4);
    expect(shiftedBetaGeometric.expectedLifetime({ alpha: 1, beta: 4 })).toBeUndefined();
  });
});
