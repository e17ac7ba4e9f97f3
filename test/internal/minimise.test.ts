import { describe, expect, test } from 'vitest';
import { hessianAt, minimise, type Objective } from '../../src/internal/minimise.js';

/** Rosenbrock's valley in any number of variables: its minimum is 0, where all are 1. */
const rosenbrock: Objective = (x) => {
  let value = 0;
  const gradient = x.map(() => 0);
  for (let i = 0; i + 1 < x.length; i++) {
    const [a, b] = [x[i] as number, x[i + 1] as number];
    const off = b - a * a;
    value += 100 * off * off + (1 - a) ** 2;
    gradient[i] = (gradient[i] as number) - 400 * a * off - 2 * (1 - a);
    gradient[i + 1] = 200 * off;
  }
  return [value, gradient];
};

const one =
  (f: (x: number) => [value: number, slope: number]): Objective =>
  ([x]) => {
    const [value, slope] = f(x as number);
    return [value, [slope]];
  };

describe('minimise', () => {
  test.each([
    [2, [-1.2, 1], 60],
    [10, Array<number>(10).fill(-1), 160],
    [20, Array<number>(20).fill(-1), 280],
  ])('Rosenbrock’s valley in %i variables, in few evaluations', (_, start, most) => {
    const { point, value, converged, evaluations } = minimise(rosenbrock, start);
    expect(converged).toBe(true);
    expect(value).toBeLessThan(1e-25);
    for (const x of point) expect(x).toBeCloseTo(1, 12);
    expect(evaluations).toBeLessThan(most);
  });

  test('Beale’s function, which has flat arms', () => {
    const terms = [1.5, 2.25, 2.625];
    const { point, converged } = minimise(
      ([x = 0, y = 0]) => {
        const off = terms.map((term, k) => term - x * (1 - y ** (k + 1)));
        const slope = (of: (k: number) => number) => off.reduce((sum, each, k) => sum + 2 * each * of(k), 0);
        return [
          off.reduce((sum, each) => sum + each * each, 0),
          [slope((k) => y ** (k + 1) - 1), slope((k) => x * (k + 1) * y ** k)],
        ];
      },
      [1, 1],
    );
    expect(converged).toBe(true);
    expect(point[0]).toBeCloseTo(3, 12);
    expect(point[1]).toBeCloseTo(0.5, 12);
  });

  test.each([1, 50, 1e-6, 700])('walls beyond which there are no numbers: x − log x from %d', (start) => {
    const { point, converged, evaluations } = minimise(
      one((x) => [x - Math.log(x), 1 - 1 / x]),
      [start],
    );
    expect(converged).toBe(true);
    expect(point[0]).toBeCloseTo(1, 12);
    expect(evaluations).toBeLessThan(60);
  });

  test('a function that does not depend on a variable converges, and its Hessian says so', () => {
    const { point, hessian, converged } = minimise(([x = 0]) => [(x - 3) ** 2, [2 * (x - 3), 0]], [0, 7]);
    expect(converged).toBe(true);
    expect(point).toEqual([3, 7]);
    expect(hessian[1]).toEqual([0, 0]);
    expect(minimise(() => [5, [0, 0]], [1, 2])).toMatchObject({ point: [1, 2], iterations: 0, converged: true });
  });

  test.each<[string, Objective, number[]]>([
    ['e^−x', one((x) => [Math.exp(-x), -Math.exp(-x)]), [0]],
    ['1000 · (1 + e^−x)', one((x) => [1000 * (1 + Math.exp(-x)), -1000 * Math.exp(-x)]), [0]],
    ['1 / x', one((x) => [1 / x, -1 / x / x]), [1]],
    ['e^−x + (y − 1)²', ([x = 0, y = 0]) => [Math.exp(-x) + (y - 1) ** 2, [-Math.exp(-x), 2 * (y - 1)]], [0, 0]],
    [
      'along a valley: e^−x + (y − x)²',
      ([x = 0, y = 0]) => [Math.exp(-x) + (y - x) ** 2, [-Math.exp(-x) - 2 * (y - x), 2 * (y - x)]],
      [0, 0],
    ],
  ])('a minimum at infinity is not reached: %s', (_, objective, start) => {
    const { converged, iterations } = minimise(objective, start);
    expect(converged).toBe(false);
    expect(iterations).toBeLessThan(150);
  });

  test('no minimum at all, a saddle, and no numbers: it stops and says so', () => {
    expect(
      minimise(
        one((x) => [-x, -1]),
        [1],
      ).converged,
    ).toBe(false);
    expect(
      minimise(
        one((x) => [-(x ** 3), -3 * x * x]),
        [1],
      ).converged,
    ).toBe(false);
    expect(minimise(([x = 0, y = 0]) => [x * x - y * y, [2 * x, -2 * y]], [3, 0]).converged).toBe(false);
    expect(
      minimise(
        one(() => [Number.NaN, Number.NaN]),
        [1],
      ),
    ).toMatchObject({ point: [1], iterations: 0, converged: false });
    expect(
      minimise(
        one((x) => [Math.abs(x) < 0.5 ? x : Number.NaN, 1]),
        [0],
      ).converged,
    ).toBe(false);
  });

  test('it stops after as many iterations as allowed', () => {
    expect(minimise(rosenbrock, [-1.2, 1], 5)).toMatchObject({ iterations: 5, converged: false });
  });
});

describe('hessianAt', () => {
  test('of Rosenbrock’s valley', () => {
    const [x, y] = [0.7, -0.3];
    const hessian = hessianAt((at) => rosenbrock(at)[1], [x, y]);
    const expected = [
      [1200 * x * x - 400 * y + 2, -400 * x],
      [-400 * x, 200],
    ];
    hessian.forEach((row, i) => {
      row.forEach((bend, j) => {
        expect(bend / (expected[i]?.[j] as number)).toBeCloseTo(1, 9);
      });
    });
  });
});
