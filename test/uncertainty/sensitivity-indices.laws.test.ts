import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { sensitivityIndices } from '../../src/index.js';
import { law } from '../support/law.js';
import { seed } from '../support/uncertainty.js';

const uniform = { kind: 'uniform', low: -1, high: 1 } as const;
const weight = () => fc.integer({ min: 1, max: 5 });

describe('sensitivityIndices', () => {
  law(
    'an additive model has no interactions: first = total = aᵢ² / Σ a², and their sum is 1, within 9 standard errors',
    [weight(), weight(), weight(), seed()],
    (a, b, c, seed) => {
      const indices = sensitivityIndices(
        ({ x, y, z }) => a * x + b * y + c * z,
        { x: uniform, y: uniform, z: uniform },
        { draws: 1000, seed },
      );
      expect(indices).toBeDefined();
      const weights = [a, b, c];
      const all = a * a + b * b + c * c;
      let [sum, error] = [0, 0];
      indices?.forEach(({ first, total }, i) => {
        const share = (weights[i] as number) ** 2 / all;
        expect(Math.abs(first.value - share)).toBeLessThan(9 * first.standardError);
        expect(Math.abs(total.value - share)).toBeLessThan(9 * total.standardError);
        sum += first.value;
        error += first.standardError;
      });
      expect(Math.abs(sum - 1)).toBeLessThan(9 * error);
    },
  );

  law(
    'what does nothing has no index: first = total = 0 for an input that the model does not use',
    [seed()],
    (seed) => {
      const indices = sensitivityIndices(({ x }) => x ** 3, { x: uniform, idle: uniform }, { draws: 200, seed });
      expect(indices?.[1]).toMatchObject({ first: { value: 0 }, total: { value: 0 } });
    },
  );

  law(
    'the unit and the origin of the output do not matter: indices(k·Y + c) = indices(Y)',
    [fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -1000, max: 1000 }), seed()],
    (k, c, seed) => {
      const of = (scale: number, shift: number) =>
        sensitivityIndices(({ x, y }) => scale * (x * y + x) + shift, { x: uniform, y: uniform }, { draws: 200, seed });
      const [before, after] = [of(1, 0), of(k, c)];
      before?.forEach(({ first, total }, i) => {
        expect(Math.abs((after?.[i]?.first.value as number) - first.value)).toBeLessThan(1e-8);
        expect(Math.abs((after?.[i]?.total.value as number) - total.value)).toBeLessThan(1e-8);
      });
    },
  );
});
