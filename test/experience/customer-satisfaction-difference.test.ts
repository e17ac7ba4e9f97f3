import { expect, test } from 'vitest';
import { customerSatisfactionDifference, type RatingHistogram } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const yesNo = (yes: number, of: number): RatingHistogram => ({ min: 0, max: 1, counts: [of - yes, yes] });

// Newcombe (1998), "Interval Estimation for the Difference between Independent Proportions", Statistics in Medicine
// 17(8), 873-890, table II, method 10.
test.each([
  [56, 70, 48, 80, '0.0524', '0.3339'],
  [9, 10, 3, 10, '0.1705', '0.8090'],
  [10, 10, 0, 20, '0.6791', '1.0000'],
  [5, 56, 0, 29, '-0.0381', '0.1926'],
])('as published: %i/%i − %i/%i is %s to %s', (after, ofAfter, before, ofBefore, lower, upper) => {
  const change = customerSatisfactionDifference(yesNo(before, ofBefore), yesNo(after, ofAfter), { topBoxes: 1 });
  expect(change?.lower.toFixed(4)).toBe(lower);
  expect(change?.upper.toFixed(4)).toBe(upper);
});

test('4 and 5 of 1 to 5 are satisfied unless told', () => {
  const before = { min: 1, max: 5, counts: [0, 0, 5, 3, 2] };
  const after = { min: 1, max: 5, counts: [0, 0, 2, 3, 5] };
  expect(customerSatisfactionDifference(before, after)?.value).toBeCloseTo(0.3, 15);
  expect(customerSatisfactionDifference(before, after, { topBoxes: 1 })?.value).toBeCloseTo(0.3, 15);
  expect(customerSatisfactionDifference(before, after, { topBoxes: 2 })).toEqual(
    customerSatisfactionDifference(before, after),
  );
});

test('no answers, no difference', () => {
  expect(customerSatisfactionDifference(yesNo(0, 0), yesNo(1, 2), { topBoxes: 1 })).toBeUndefined();
  expect(customerSatisfactionDifference(yesNo(1, 2), yesNo(0, 0), { topBoxes: 1 })).toBeUndefined();
});

test('bad input', () => {
  const difference = customerSatisfactionDifference;
  const name = 'customerSatisfactionDifference:';
  const five = { min: 1, max: 5, counts: [1, 1, 1, 1, 1] };
  const ten = { min: 1, max: 10, counts: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] };
  const nought = { min: 0, max: 4, counts: [1, 1, 1, 1, 1] };
  expectError(() => difference(five, ten), `RangeError: ${name} after.max must be that of before (5), got 10`);
  expectError(() => difference(five, nought), `RangeError: ${name} after.min must be that of before (1), got 0`);
  expectError(
    () => difference(ten, ten),
    `TypeError: ${name} topBoxes must be a whole number from 1 to 9, got undefined: only on a scale of five ratings there is a convention`,
  );
  expectError(
    () => difference(five, five, { topBoxes: 5 }),
    `RangeError: ${name} topBoxes must be a whole number from 1 to 4, got 5`,
  );
  expectError(
    () => difference(five, five, { confidence: 95 }),
    `RangeError: ${name} confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?`,
  );
  expectError(
    () => difference(untyped(undefined), five),
    `TypeError: ${name} before.min must be a whole number from -1073741824 to 1073741824, got undefined`,
  );
});
