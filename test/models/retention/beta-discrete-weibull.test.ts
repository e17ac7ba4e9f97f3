import { describe, expect, test } from 'vitest';
import { betaDiscreteWeibull } from '../../../src/index.js';

describe('betaDiscreteWeibull', () => {
  test('a lifetime is infinite where alpha · c is 1 or less', () => {
    expect(betaDiscreteWeibull.expectedLifetime({ alpha: 0.5, beta: 4, c: 2 })).toBeUndefined();
    expect(betaDiscreteWeibull.expectedLifetime({ alpha: 0.6, beta: 4, c: 2 })).toBeGreaterThan(1);
  });
});
