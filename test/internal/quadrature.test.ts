import { describe, expect, test } from 'vitest';
import { logRising } from '../../src/internal/gamma.js';
import { betaQuadrature, gammaQuadrature, type Quadrature } from '../../src/internal/quadrature.js';
import { expectClose } from '../support/predicates.js';

const shapes = [1e-6, 0.01, 0.3, 1, 3, 7, 20, 100, 5000, 1e6];
const mean = ({ points, weights }: Quadrature, f: (x: number) => number): number =>
  points.reduce((sum, point, i) => sum + (weights[i] as number) * f(point), 0);

describe('betaQuadrature', () => {
  test.each(shapes)('has the moments of beta(%f, b), also those that only a small share of the points can see', (a) => {
    for (const b of shapes) {
      // E p^k (1 − p)^m by rising factorials.
      for (const [k, m] of [
        [1, 0],
        [0, 1],
        [2, 3],
        [0.5, 1],
      ] as const) {
        const exact = Math.exp(logRising(a, k) + logRising(b, m) - logRising(a + b, k + m));
        expectClose(
          mean(betaQuadrature(a, b, 1), (p) => p ** k * (1 - p) ** m),
          exact,
          1e-12 * Math.max(1, (a + b) / 1e3),
        );
      }
    }
  });

  test('sees what happens at a tiny p, where the knee says so: E 1 / (1 + p / k) for a = b = 1 is k log(1 + 1 / k)', () => {
    for (const knee of [1e-3, 1e-8, 1e-20, 1e-200]) {
      expectClose(
        mean(betaQuadrature(1, 1, knee), (p) => 1 / (1 + p / knee)),
        knee * Math.log1p(1 / knee),
        1e-12,
      );
    }
  });

  test('comes to an end for all shapes and knees, however small or large', () => {
    for (const shape of [5e-324, 1e-310, 1e30, 1e300]) {
      for (const knee of [0, 5e-324, 1]) {
        for (const { points, weights } of [
          betaQuadrature(shape, 2, knee),
          betaQuadrature(2, shape, knee),
          betaQuadrature(shape, shape, knee),
        ]) {
          expect(points.length).toBeLessThan(50_000);
          expectClose(
            mean({ points, weights }, () => 1),
            1,
            1e-12,
          );
        }
      }
    }
    expectClose(betaQuadrature(1e30, 3e30, 1).points[0] as number, 0.25, 1e-12);
  });
});

describe('gammaQuadrature', () => {
  test.each(shapes)('has the moments of gamma(%f)', (shape) => {
    for (const k of [0.5, 1, 2]) {
      expectClose(
        mean(gammaQuadrature(shape, 1), (x) => x ** k),
        Math.exp(logRising(shape, k)),
        1e-12 * Math.max(1, shape / 1e4),
      );
    }
  });

  test('comes to an end for all shapes and knees, however small or large', () => {
    for (const shape of [5e-324, 1e-310, 1e30, 1e300]) {
      for (const knee of [0, 5e-324, 1]) {
        const { points, weights } = gammaQuadrature(shape, knee);
        expect(points.length).toBeLessThan(50_000);
        expectClose(
          mean({ points, weights }, () => 1),
          1,
          1e-12,
        );
      }
    }
  });
});
