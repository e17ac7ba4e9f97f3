import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { dot } from '../../src/internal/linear-algebra.js';
import { minimise, type Objective } from '../../src/internal/minimise.js';
import { law } from '../support/law.js';

/** Far enough for a search, and near enough that squares keep their digits. */
const place = () => fc.double({ min: -30, max: 30, noNaN: true });
/** Curvatures of very different size, as of parameters that the data say much and little about. */
const variables = () =>
  fc.array(fc.record({ start: place(), minimum: place(), bend: fc.double({ min: -3, max: 5, noNaN: true }) }), {
    minLength: 1,
    maxLength: 6,
  });

describe('minimise', () => {
  law('a bowl is found, however uneven: the minimum of Σ wᵢ (xᵢ − mᵢ)² / 2 is at m', [variables()], (list) => {
    const weights = list.map(({ bend }) => 10 ** bend);
    const objective: Objective = (x) => {
      const off = x.map((at, i) => at - (list[i]?.minimum as number));
      const slopes = off.map((by, i) => by * (weights[i] as number));
      return [dot(slopes, off) / 2, slopes];
    };
    const { point, value, converged } = minimise(
      objective,
      list.map(({ start }) => start),
    );
    expect(converged).toBe(true);
    expect(value).toBeLessThanOrEqual(1e-12);
    point.forEach((x, i) => {
      expect(Math.abs(x - (list[i]?.minimum as number))).toBeLessThanOrEqual(1e-8);
    });
  });

  law(
    'it never ends above its start, and no neighbour is lower: f(point) ≤ f(start), f(point) ≤ f(point ± step)',
    // Σ log cosh, turned so that the variables belong together.
    [
      fc.tuple(place(), place()),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    ],
    (start, centre, mix) => {
      const objective: Objective = ([x = 0, y = 0]) => {
        const [u, v] = [x - centre + mix * y, y - mix * x];
        const logCosh = (at: number) => Math.abs(at) + Math.log1p(Math.exp(-2 * Math.abs(at))) - Math.LN2;
        const [du, dv] = [Math.tanh(u), Math.tanh(v)];
        return [logCosh(u) + logCosh(v) * 3, [du - 3 * mix * dv, mix * du + 3 * dv]];
      };
      const { point, value, gradient, converged } = minimise(objective, start);
      expect(converged).toBe(true);
      expect(value).toBeLessThanOrEqual(objective(start)[0]);
      expect(Math.hypot(...gradient)).toBeLessThanOrEqual(1e-8);
      for (const [dx, dy] of [
        [1e-3, 0],
        [-1e-3, 0],
        [0, 1e-3],
        [0, -1e-3],
      ] as const) {
        expect(objective([(point[0] as number) + dx, (point[1] as number) + dy])[0]).toBeGreaterThanOrEqual(value);
      }
    },
  );

  law(
    'the scale of the function does not matter: the minimum of k · f is that of f',
    [fc.double({ min: -2, max: 9, noNaN: true }), place()],
    (power, start) => {
      const k = 10 ** power;
      const { point, converged } = minimise(([x = 0]) => [k * (Math.exp(x) - 3 * x), [k * (Math.exp(x) - 3)]], [start]);
      expect(converged).toBe(true);
      expect(point[0]).toBeCloseTo(Math.log(3), 8);
    },
  );

  law('the same start gives the same result', [fc.tuple(place(), place())], (start) => {
    const objective: Objective = ([x = 0, y = 0]) => [
      100 * (y - x * x) ** 2 + (1 - x) ** 2,
      [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)],
    ];
    expect(minimise(objective, start)).toEqual(minimise(objective, start));
  });
});
