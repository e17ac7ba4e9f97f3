import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { likelihood, observe } from '../../../src/models/retention/survival-curve.js';
import { law } from '../../support/law.js';
import { lifelike, moderate } from '../../support/survivors.js';

describe('likelihood', () => {
  law(
    'the gradient is that of the likelihood, by differences',
    [fc.tuple(moderate(), moderate(), fc.constantFrom(0.5, 1, 1.5)), lifelike()],
    (curve, list) => {
      const observed = observe(list, 'law');
      const [value, gradient] = likelihood(curve, observed);
      gradient.forEach((slope, i) => {
        const by = 1e-5 * (curve[i] as number);
        const at = (sign: number) =>
          likelihood(curve.map((x, j) => (i === j ? x + sign * by : x)) as unknown as typeof curve, observed)[0];
        expect(Math.abs((at(1) - at(-1)) / (2 * by) - slope) * (curve[i] as number)).toBeLessThanOrEqual(
          1e-6 * Math.abs(value),
        );
      });
    },
  );
});
