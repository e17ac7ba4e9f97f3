import { describe, expect, test } from 'vitest';
import { groupHistories, type PurchaseHistories } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const good = { repeats: [2, 0], lastRepeat: [30, 0], observed: [38, 39] };
const columns = 'an array or a typed array, got';

describe('groupHistories', () => {
  test('nobody gives no rows', () => {
    expect(groupHistories({ repeats: [], lastRepeat: [], observed: [] }).weights).toEqual(new Float64Array(0));
  });

  test('reads any array, and a negative zero is a zero', () => {
    const { weights } = groupHistories({ repeats: Uint8Array.of(0, 0), lastRepeat: [-0, 0], observed: [7, 7] });
    expect(weights).toEqual(Float64Array.of(2));
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, `TypeError: groupHistories: repeats must be ${columns} undefined`],
    ['a text', { ...good, repeats: '20' }, `TypeError: groupHistories: repeats must be ${columns} "20"`],
    [
      'two lengths',
      { ...good, observed: [38] },
      'RangeError: groupHistories: observed must have 2 entries, one a customer, got 1',
    ],
    [
      'too few weights',
      { ...good, weights: [] },
      'RangeError: groupHistories: weights must have 2 entries, one a customer, got 0',
    ],
    [
      'half a purchase',
      { ...good, repeats: [2, 0.5] },
      'RangeError: groupHistories: repeats[1] must be a whole number >= 0, got 0.5',
    ],
    [
      'less than none',
      { ...good, repeats: [-1, 0] },
      'RangeError: groupHistories: repeats[0] must be a whole number >= 0, got -1',
    ],
    [
      'endless purchases',
      { ...good, repeats: [Infinity, 0] },
      'RangeError: groupHistories: repeats[0] must be a whole number >= 0, got Infinity',
    ],
    [
      'no time',
      { ...good, observed: [38, NaN] },
      'RangeError: groupHistories: observed[1] must be a finite number >= 0, got NaN',
    ],
    [
      'endless time',
      { ...good, observed: [Infinity, 39] },
      'RangeError: groupHistories: observed[0] must be a finite number >= 0, got Infinity',
    ],
    [
      'time before the first',
      { ...good, lastRepeat: [-3, 0] },
      'RangeError: groupHistories: lastRepeat[0] must be a finite number >= 0, got -3',
    ],
    [
      'a last purchase after the end',
      { ...good, lastRepeat: [38.5, 0] },
      'RangeError: groupHistories: lastRepeat[0] must be at most observed (38), got 38.5',
    ],
    [
      'a last purchase without any',
      { ...good, lastRepeat: [30, 5] },
      'RangeError: groupHistories: lastRepeat[1] must be 0 for a customer without repeat purchases, got 5: is it the time since the last purchase?',
    ],
    [
      'covariates',
      { ...good, covariates: { age: [1, 2] } },
      'TypeError: groupHistories: covariates must be left out, got object; models with covariates take the customers as they are',
    ],
    [
      'rows',
      [{ repeats: 2, lastRepeat: 30, observed: 38 }],
      'TypeError: groupHistories: repeats must be an array or a typed array, got undefined; histories are one object of columns, repeats, lastRepeat, observed, not rows',
    ],
    [
      'other names',
      { frequency: [2], recency: [30], T: [38] },
      'TypeError: groupHistories: repeats must be an array or a typed array, got undefined: frequency is repeats, recency is lastRepeat, T is observed',
    ],
    [
      'typed arrays that came through JSON',
      JSON.parse(JSON.stringify({ ...good, repeats: Int32Array.of(2, 0) })),
      'TypeError: groupHistories: repeats must be an array or a typed array, got object; before JSON, make a typed array one: [...column]',
    ],
    [
      'a repeat purchase at once',
      { ...good, lastRepeat: [0, 0] },
      'RangeError: groupHistories: lastRepeat[0] must be above 0 for a customer with repeat purchases, got 0; orders of one time are one purchase',
    ],
    [
      'a weight of 0',
      { ...good, weights: [1, 0] },
      'RangeError: groupHistories: weights[1] must be a finite number > 0, got 0',
    ],
    [
      'a text among the numbers',
      { ...good, repeats: [2, '0'] },
      'TypeError: groupHistories: repeats[1] must be a whole number >= 0, got "0"',
    ],
  ])('refuses %s', (_, histories, error) => {
    expectError(() => groupHistories(untyped<PurchaseHistories>(histories)), error);
  });
});
