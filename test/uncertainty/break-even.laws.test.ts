import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { breakEven } from '../../src/index.js';
import { law } from '../support/law.js';

describe('breakEven', () => {
  law(
    'a break-even value gives the target: model(value) = target',
    [fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 5 }), fc.integer({ min: -100, max: 100 })],
    (coefficients, target) => {
      const model = ({ x }: { readonly x: number }) => coefficients.reduce((sum, c) => sum * x + c, 0);
      const [found] = breakEven(model, { x: 0 }, { target, ranges: { x: [-3, 3] } });
      fc.pre(new Set(coefficients.slice(0, -1)).size > 1 || coefficients[0] !== 0);
      for (const { value, meets } of found?.crossings ?? []) {
        expect(Math.abs(model({ x: value }) - target)).toBeLessThan(1e-10);
        expect(meets).toBe(true);
      }
    },
  );

  law(
    'every crossing is found: of a polynomial, its roots, where they are further apart than two steps',
    [
      fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 20, max: 400 }),
    ],
    (roots, steps) => {
      const model = ({ x }: { readonly x: number }) => roots.reduce((product, root) => product * (x - root), 1);
      const [found] = breakEven(model, { x: 0 }, { ranges: { x: [-9.7, 9.3] }, steps });
      const values = found?.crossings.map(({ value }) => Math.round(1e9 * value) / 1e9);
      expect(values).toEqual(roots.toSorted((a, b) => a - b));
    },
  );

  law(
    'a straight line has its one crossing: a·x + b = target at x = (target − b) / a, where that is in the range',
    [fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })],
    (a, b, target) => {
      const x = (target - b) / a;
      const [found] = breakEven((inputs) => a * inputs.x + b, { x: 1 }, { target, ranges: { x: [-50, 50] } });
      const values = found?.crossings.map(({ value }) => value) ?? [];
      if (Math.abs(x) > 50) expect(values).toEqual([]);
      else {
        expect(values.length).toBe(1);
        expect(Math.abs((values[0] as number) - x)).toBeLessThan(1e-12 * (1 + Math.abs(x)));
      }
    },
  );
});
