import { describe, expect, test } from 'vitest';
import { dirichletDistribution, sensitivityIndices } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('sensitivityIndices', () => {
  test('of the Ishigami function are the published ones: 0.3139, 0.4424, 0; in total 0.5576, 0.4424, 0.2437', () => {
    const angle = { kind: 'uniform', low: -Math.PI, high: Math.PI } as const;
    const indices = sensitivityIndices(
      ({ x1, x2, x3 }) => Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1),
      { x1: angle, x2: angle, x3: angle },
      { draws: 40_000 },
    );
    const expected = [
      ['x1', 0.3139, 0.5576],
      ['x2', 0.4424, 0.4424],
      ['x3', 0, 0.2437],
    ] as const;
    expect(indices?.map(({ name }) => name)).toEqual(['x1', 'x2', 'x3']);
    indices?.forEach(({ first, total }, i) => {
      expect(Math.abs(first.value - (expected[i]?.[1] as number))).toBeLessThan(4 * first.standardError + 5e-5);
      expect(Math.abs(total.value - (expected[i]?.[2] as number))).toBeLessThan(4 * total.standardError + 5e-5);
      expect(first.standardError).toBeLessThan(0.02);
      expect(total.standardError).toBeLessThan(0.02);
    });
  });

  test('a product of two has interactions: with means 1 and variances v the shares are v and v of 2v + v²', () => {
    const factor = { kind: 'normal', mean: 1, standardDeviation: 1 } as const;
    const indices = sensitivityIndices(({ a, b }) => a * b, { a: factor, b: factor }, { draws: 20_000 });
    for (const { first, total } of indices ?? []) {
      expect(Math.abs(first.value - 1 / 3)).toBeLessThan(4 * first.standardError);
      expect(Math.abs(total.value - 2 / 3)).toBeLessThan(4 * total.standardError);
    }
  });

  test('standard errors are what the indices of other seeds spread by', () => {
    const inputs = {
      a: { kind: 'normal', mean: 1, standardDeviation: 1 },
      b: { kind: 'uniform', low: 0, high: 1 },
    } as const;
    const runs = Array.from(
      { length: 100 },
      (_, seed) => sensitivityIndices(({ a, b }) => a ** 3 + 2 * b, inputs, { draws: 500, seed })?.[0],
    );
    for (const index of ['first', 'total'] as const) {
      const figures = runs.flatMap((run) => (run === undefined ? [] : [run[index]]));
      const mean = figures.reduce((sum, { value }) => sum + value, 0) / figures.length;
      const spread = Math.sqrt(figures.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / figures.length);
      const claimed = figures.reduce((sum, { standardError }) => sum + standardError, 0) / figures.length;
      expect(claimed / spread).toBeGreaterThan(0.7);
      expect(claimed / spread).toBeLessThan(1.4);
    }
  });

  test('an input of several numbers has one index, and plain numbers have none', () => {
    const indices = sensitivityIndices(
      ({ mix, x, c }) => mix.a + c * x,
      { mix: dirichletDistribution({ a: 3, b: 4, c: 5 }), x: { kind: 'uniform', low: 0, high: 1 }, c: 0 },
      { draws: 200 },
    );
    expect(indices?.map(({ name }) => name)).toEqual(['mix', 'x']);
    expect(Math.abs((indices?.[0]?.total.value as number) - 1)).toBeLessThan(0.3);
    expect(indices?.[1]?.total.value).toBe(0);
  });

  test('where nothing varies there is nothing to share', () => {
    expect(sensitivityIndices(() => 3, { x: { kind: 'uniform', low: 0, high: 1 } })).toBeUndefined();
    expect(sensitivityIndices(({ x }) => x, { x: 3 })).toBeUndefined();
  });

  test('bad input', () => {
    const inputs = { x: { kind: 'uniform', low: 1, high: 2 } } as const;
    expectError(
      () => sensitivityIndices(untyped<() => number>(3), inputs),
      'TypeError: sensitivityIndices: model must be a function, got 3',
    );
    expectError(
      () => sensitivityIndices(() => 1, inputs, { draws: 10 }),
      'RangeError: sensitivityIndices: draws must be a whole number from 100 to 10000000, got 10',
    );
    expectError(
      () => sensitivityIndices(() => undefined, { x: 1 }),
      'RangeError: sensitivityIndices: the model has no answer (undefined) at draw 0, inputs {"x":1}',
    );
  });
});
