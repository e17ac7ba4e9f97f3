import { describe, expect, test } from 'vitest';
import { dirichletDistribution, distributionQuantile, multinomialFromCounts, tornado } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { expectClose } from '../support/predicates.js';

const uniform = { kind: 'uniform', low: 0, high: 10 } as const;

describe('tornado', () => {
  test('a part of several is moved alone, and the others keep their proportions', () => {
    const seen: Readonly<Record<string, number>>[] = [];
    const { base, bars } = tornado(
      ({ mix }) => {
        seen.push({ ...mix });
        return 100 * mix.a;
      },
      { mix: dirichletDistribution({ a: 5, b: 10, c: 20 }) },
    );
    expectClose(base, 100 / 7);
    expect(bars.map(({ part }) => part)).toContain('c');
    const a = bars.find(({ part }) => part === 'a');
    expectClose(a?.low.input, distributionQuantile({ kind: 'beta', alpha: 5, beta: 30 }, 0.1));
    expectClose(a?.high.output, 100 * distributionQuantile({ kind: 'beta', alpha: 5, beta: 30 }, 0.9));
    for (const { a = 0, b = 0, c = 0 } of seen) expectClose(a + b + c, 1);
    expectClose(seen[1]?.['c'], 2 * (seen[1]?.['b'] as number));
  });

  test('parts of counts add up to the trials, a single part has no room, and plain numbers have no bar', () => {
    const counts = multinomialFromCounts({ yes: 80, no: 20 });
    const { base, bars } = tornado(({ counts, one, c }) => counts.yes + counts.no + one.all + c, {
      counts,
      one: multinomialFromCounts({ all: 7 }),
      c: 3,
    });
    expect(base).toBe(110);
    expect(bars.map(({ name, part, swing }) => [name, part, swing])).toEqual([
      ['counts', 'yes', 0],
      ['counts', 'no', 0],
      ['one', 'all', 0],
    ]);
  });

  test('bad input', () => {
    expectError(() => tornado(untyped<() => number>('x'), {}), 'TypeError: tornado: model must be a function, got "x"');
    expectError(
      () => tornado(() => 1, untyped<Record<string, number>>(null)),
      'TypeError: tornado: inputs must be an object, got null',
    );
    expectError(
      () => tornado(() => 1, { x: untyped('3') }),
      'TypeError: tornado: inputs.x must be a number or a distribution, got "3"',
    );
    expectError(
      () => tornado(() => 1, { x: NaN }),
      'RangeError: tornado: inputs.x must be a number from -1e150 to 1e150, got NaN',
    );
    expectError(
      () => tornado(() => 1, { x: { kind: 'uniform', low: 2, high: 1 } }),
      'RangeError: tornado: inputs.x.high must be above low (2), got 1',
    );
    expectError(
      () => tornado(() => 1, { x: uniform }, { low: 0.5, high: 0.5 }),
      'RangeError: tornado: high must be above low (0.5), got 0.5',
    );
    expectError(
      () => tornado(() => 1, { x: uniform }, { low: 0 }),
      'RangeError: tornado: low must be a fraction above 0 and below 1, got 0',
    );
    expectError(
      () => tornado(({ x }) => (x < 9 ? x : NaN), { x: uniform }),
      'RangeError: tornado: the model must give a finite number, or undefined for no answer, got NaN with x at quantile 0.9, inputs {"x":9}',
    );
    expectError(
      () => tornado(({ x }) => (x > 2 ? x : undefined), { x: uniform }),
      'RangeError: tornado: the model has no answer (undefined) with x at quantile 0.1, inputs {"x":1}',
    );
  });
});
