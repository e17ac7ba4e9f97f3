import { describe, expect, test } from 'vitest';
import { returnOnInvestment, scenarioTable } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('scenarioTable', () => {
  const base = { benefit: 120, cost: 100 };

  test('a metric of the library in three cases', () => {
    const table = scenarioTable(returnOnInvestment, base, { base: {}, free: { cost: 0 }, dear: { cost: 160 } });
    expect(table).toEqual([
      { name: 'base', inputs: { benefit: 120, cost: 100 }, output: 0.2 },
      { name: 'free', inputs: { benefit: 120, cost: 0 }, output: undefined },
      { name: 'dear', inputs: { benefit: 120, cost: 160 }, output: -0.25 },
    ]);
    expect(base).toEqual({ benefit: 120, cost: 100 });
  });

  test('bad input', () => {
    expectError(
      () => scenarioTable(untyped<() => number>(1), base, {}),
      'TypeError: scenarioTable: model must be a function, got 1',
    );
    expectError(
      () => scenarioTable(returnOnInvestment, untyped(null), {}),
      'TypeError: scenarioTable: base must be an object, got null',
    );
    expectError(
      () => scenarioTable(returnOnInvestment, { benefit: NaN, cost: 1 }, {}),
      'RangeError: scenarioTable: base.benefit must be a finite number, got NaN',
    );
    expectError(
      () => scenarioTable(returnOnInvestment, base, untyped(3)),
      'TypeError: scenarioTable: scenarios must be an object, got 3',
    );
    expectError(
      () => scenarioTable(returnOnInvestment, base, { worst: untyped({ costs: 3 }) }),
      'RangeError: scenarioTable: name in scenarios.worst must be an input of the base (benefit, cost), got "costs"',
    );
    expectError(
      () => scenarioTable(returnOnInvestment, base, { worst: untyped({ cost: '3' }) }),
      'TypeError: scenarioTable: scenarios.worst.cost must be a finite number, got "3"',
    );
  });
});
