import { describe, expect, test } from 'vitest';
import { customerSatisfaction } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const histogram = Object.freeze({ min: 1, max: 5, counts: Object.freeze([14, 9, 10, 32, 42]) });

describe('customerSatisfaction', () => {
  test('a published example: 74 of 107 gave 4 or 5', () => {
    // Delighted, "How is CSAT calculated?": 69.16%.
    const estimate = customerSatisfaction(histogram);
    expect(estimate?.value).toBe(74 / 107);
    expect(estimate?.responses).toBe(107);
    expect(estimate?.confidence).toBe(0.95);
    expect(customerSatisfaction(histogram, { topBoxes: 1 })?.value).toBe(42 / 107);
  });

  test('Wilson’s interval, as Newcombe (1998) prints it: 81 of 263', () => {
    const estimate = customerSatisfaction({ min: 0, max: 1, counts: [182, 81] }, { topBoxes: 1 });
    expect(estimate?.lower).toBeCloseTo(0.2553, 4);
    expect(estimate?.upper).toBeCloseTo(0.3662, 4);
  });

  test('ratings that are not counted yet', () => {
    expect(customerSatisfaction([5, 4, 3, 1])).toEqual(
      customerSatisfaction({ min: 1, max: 5, counts: [1, 0, 1, 1, 1] }),
    );
    expect(customerSatisfaction(Uint8Array.of(7, 7, 1), { scale: { min: 1, max: 7 }, topBoxes: 2 })?.value).toBe(2 / 3);
    expect(customerSatisfaction(new Set([5, 1]))?.value).toBe(0.5);
  });

  test('a scale of five ratings need not begin at 1', () => {
    expect(customerSatisfaction({ min: -2, max: 2, counts: [1, 0, 1, 1, 1] })?.value).toBe(0.5);
  });

  test('no responses, no CSAT', () => {
    expect(customerSatisfaction([])).toBeUndefined();
    expect(customerSatisfaction({ min: 1, max: 5, counts: [0, 0, 0, 0, 0] }, { population: 10 })).toBeUndefined();
  });

  test('everybody asked', () => {
    const { value, lower, upper } = customerSatisfaction([5, 4, 1], { population: 3 }) ?? {};
    expect([lower, upper]).toEqual([value, value]);
  });

  test.each([1, 0.8])('weights that add up to half of a population of %f leave all to chance', (population) => {
    const half = { min: 1, max: 5, counts: [0.1, 0.1, 0.1, 0.1, 0.1] };
    expect(customerSatisfaction(half, { population })).toEqual(customerSatisfaction(half));
    const { lower, upper } = customerSatisfaction(half, { population: 0.5 }) ?? {};
    expect([lower, upper]).toEqual([0.4, 0.4]);
  });

  test('a higher confidence', () => {
    const [sure, surer] = [0.95, 0.99].map((confidence) => customerSatisfaction(histogram, { confidence }));
    expect(surer?.confidence).toBe(0.99);
    expect(surer?.lower).toBeLessThan(sure?.lower as number);
    expect(surer?.upper).toBeGreaterThan(sure?.upper as number);
  });

  const seven = { min: 1, max: 7, counts: [0, 0, 0, 0, 0, 0, 1] };
  test.each([
    [[5, 6], undefined, 'RangeError: customerSatisfaction: ratings[1] must be a whole number from 1 to 5, got 6'],
    [5, undefined, 'TypeError: customerSatisfaction: ratings must be iterable, got 5'],
    [[5], null, 'TypeError: customerSatisfaction: options must be an object, got null'],
    [histogram, null, 'TypeError: customerSatisfaction: options must be an object, got null'],
    [null, undefined, 'TypeError: customerSatisfaction: ratings must be iterable, got null'],
    [undefined, undefined, 'TypeError: customerSatisfaction: ratings must be iterable, got undefined'],
    ['54', undefined, 'TypeError: customerSatisfaction: ratings[0] must be a whole number from 1 to 5, got "5"'],
    [
      {},
      undefined,
      'TypeError: customerSatisfaction: ratings.min must be a whole number from -1073741824 to 1073741824, got undefined',
    ],
    [
      seven,
      undefined,
      'TypeError: customerSatisfaction: topBoxes must be a whole number from 1 to 6, got undefined: only on a scale of five ratings there is a convention',
    ],
    [seven, { topBoxes: 7 }, 'RangeError: customerSatisfaction: topBoxes must be a whole number from 1 to 6, got 7'],
    [seven, { topBoxes: 0 }, 'RangeError: customerSatisfaction: topBoxes must be a whole number from 1 to 6, got 0'],
    [seven, { topBoxes: '2' }, 'TypeError: customerSatisfaction: topBoxes must be a whole number from 1 to 6, got "2"'],
    [
      histogram,
      { scale: { min: 1, max: 7 } },
      'TypeError: customerSatisfaction: scale must be left out beside a histogram, which has its own, got object',
    ],
    [
      histogram,
      { confidence: 95 },
      'RangeError: customerSatisfaction: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
    [
      histogram,
      { confidence: 1 },
      'RangeError: customerSatisfaction: confidence must be a fraction above 0 and below 1, got 1',
    ],
    [
      histogram,
      { confidence: 0 },
      'RangeError: customerSatisfaction: confidence must be a fraction above 0 and below 1, got 0',
    ],
    [
      histogram,
      { population: 100 },
      'RangeError: customerSatisfaction: population must be a finite number of at least the responses (107), got 100',
    ],
    [
      histogram,
      { population: Infinity },
      'RangeError: customerSatisfaction: population must be a finite number of at least the responses (107), got Infinity',
    ],
  ])('refuses %j with %j', (ratings, options, error) =>
    expectError(() => customerSatisfaction(untyped(ratings), untyped(options)), error),
  );
});
