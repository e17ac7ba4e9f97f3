import { describe, expect, test } from 'vitest';
import {
  expectedLifetimeInContinuousTime,
  expectedLifetimeInPeriodsBegun,
  expectedLifetimeInPeriodsCompleted,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

const table = golden<{ churn: number; begun: number; completed: number; continuous: number }[]>('expected-lifetime');

test.each(table)('at a churn of $churn they agree with high precision', ({ churn, begun, completed, continuous }) => {
  expectClose(expectedLifetimeInPeriodsBegun(churn), begun, 1e-15);
  expectClose(expectedLifetimeInPeriodsCompleted(churn), completed, 1e-15);
  expectClose(expectedLifetimeInContinuousTime(churn), continuous, 1e-15);
});

test('half at 1% and half at 19% live 52.6 periods on average, not 10', () => {
  const [loyal, fickle] = [0.01, 0.19].map(expectedLifetimeInPeriodsBegun) as [number, number];
  expect((loyal + fickle) / 2).toBeCloseTo(52.63, 2);
  expect(expectedLifetimeInPeriodsBegun((0.01 + 0.19) / 2)).toBe(10);
});

describe.each([
  ['expectedLifetimeInPeriodsBegun', expectedLifetimeInPeriodsBegun, 1],
  ['expectedLifetimeInPeriodsCompleted', expectedLifetimeInPeriodsCompleted, 0],
  ['expectedLifetimeInContinuousTime', expectedLifetimeInContinuousTime, 0],
] as const)('%s', (name, lifetime, ofAll) => {
  test('where nobody leaves there is none', () => {
    expect(lifetime(0)).toBeUndefined();
    expect(lifetime(-0)).toBeUndefined();
  });

  test('where all leave', () => expect(lifetime(1)).toBe(ofAll));

  test('the longest that a number can hold', () => {
    expect(lifetime(1e-307)).toBeGreaterThan(9e306);
    expectError(() => lifetime(5e-324), `RangeError: ${name}: the numbers are too large to compute with`);
  });

  test.each([
    [5, 'RangeError', '5: did you mean 0.05?'],
    [-0.1, 'RangeError', '-0.1'],
    [Number.NaN, 'RangeError', 'NaN'],
    ['0.1', 'TypeError', '"0.1"'],
    [undefined, 'TypeError', 'undefined'],
  ])('refuses %j', (churn, type, got) =>
    expectError(() => lifetime(untyped(churn)), `${type}: ${name}: churn must be a fraction from 0 to 1, got ${got}`),
  );
});
