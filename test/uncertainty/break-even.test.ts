import { describe, expect, test } from 'vitest';
import { breakEven, dirichletDistribution } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('breakEven', () => {
  const search = (model: (x: number) => number | undefined, range: readonly [number, number], steps = 10) =>
    breakEven(({ x }) => model(x), { x: 0 }, { ranges: { x: range }, steps })[0]?.crossings;

  test('ends of the range and stretches on the target count', () => {
    expect(search((x) => x, [0, 10])).toEqual([{ value: 0, meets: true }]);
    expect(search((x) => x - 10, [0, 10])).toEqual([{ value: 10, meets: true }]);
    expect(search((x) => Math.max(0, x - 5), [0, 10])).toEqual([
      { value: 0, meets: true },
      { value: 5, meets: true },
    ]);
    expect(search((x) => (x - 5) ** 2, [0, 10])).toEqual([{ value: 5, meets: true }]);
    expect(search(() => 0, [0, 10])).toEqual([
      { value: 0, meets: true },
      { value: 10, meets: true },
    ]);
  });

  test('a jump over the target is a crossing that does not meet it', () => {
    const jump = search((x) => (x < 3.3 ? -1 : 1), [0, 10]);
    expect(jump?.map(({ meets }) => meets)).toEqual([false]);
    expect(jump?.[0]?.value).toBeCloseTo(3.3, 12);
    expect(search(Math.tan, [1, 2])?.map(({ meets }) => meets)).toEqual([false]);
  });

  test('where there is no answer there is no crossing', () => {
    expect(search((x) => (x < 5 ? undefined : x - 4), [0, 10])).toEqual([]);
    expect(search((x) => (x > 3.2 && x < 3.6 ? undefined : x - 3.4), [0, 10])).toEqual([]);
  });

  test('uncertain inputs are searched between their quantiles, numbers where a range is given, others not', () => {
    const found = breakEven(
      ({ a, b, c, mix }) => a + b + c + mix.x - 10.5,
      { a: { kind: 'uniform', low: 0, high: 10 }, b: 4, c: 2, mix: dirichletDistribution({ x: 1, y: 1 }) },
      { ranges: { c: [-5, 5] } },
    );
    expect(found).toEqual([
      { name: 'a', from: 0.01, to: 9.99, crossings: [{ value: 4, meets: true }] },
      { name: 'c', from: -5, to: 5, crossings: [{ value: 1, meets: true }] },
    ]);
  });

  test('bad input', () => {
    const inputs = { x: 3, mix: dirichletDistribution({ a: 1, b: 1 }) };
    expectError(
      () => breakEven(() => 1, inputs, { target: NaN }),
      'RangeError: breakEven: target must be a finite number, got NaN',
    );
    expectError(
      () => breakEven(() => 1, inputs, { steps: 0 }),
      'RangeError: breakEven: steps must be a whole number from 1 to 1000000, got 0',
    );
    expectError(
      () => breakEven(() => 1, inputs, { ranges: { x: [-1e308, 1] } }),
      'RangeError: breakEven: ranges.x[0] must be a number from -1e150 to 1e150, got -1e+308',
    );
    expectError(
      () => breakEven(() => 1, inputs, { ranges: { x: [2, 1] } }),
      'RangeError: breakEven: ranges.x[1] must be above the first number (2), got 1',
    );
    expectError(
      () => breakEven(() => 1, inputs, { ranges: { x: untyped<[number, number]>(2) } }),
      'TypeError: breakEven: ranges.x must be an array of two numbers, got 2',
    );
    expectError(
      () => breakEven(() => 1, inputs, { ranges: { mix: [0, 1] } }),
      'RangeError: breakEven: name in ranges must be an input of one number (x), got "mix"',
    );
    expectError(
      () => breakEven(untyped<() => number>(1), inputs),
      'TypeError: breakEven: model must be a function, got 1',
    );
    expectError(
      () => breakEven(() => untyped('3'), inputs, { ranges: { x: [0, 1] } }),
      'TypeError: breakEven: the model must give a finite number, or undefined for no answer, got "3" with x at 0, inputs {"x":0,"mix":{"a":0.5,"b":0.5}}',
    );
  });
});
