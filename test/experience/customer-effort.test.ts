import { describe, expect, test } from 'vitest';
import { customerEffortAgreement, customerEffortMean, netEaseScore } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const five = Object.freeze({ min: 1, max: 5, counts: [4, 2, 1, 0, 1] });
const seven = Object.freeze({ min: 1, max: 7, counts: [2, 3, 5, 10, 20, 40, 20] });
const none = { min: 1, max: 7, counts: [0, 0, 0, 0, 0, 0, 0] };

describe('customerEffortMean', () => {
  test('the mean rating and the score interval', () => {
    const estimate = customerEffortMean(five);
    expect(estimate?.value).toBe(2);
    // 1 + 4 times the interval in test/golden/mean-interval.json.
    expect(estimate?.lower).toBeCloseTo(1.40613868, 7);
    expect(estimate?.upper).toBeCloseTo(3.19837997, 7);
    expect(estimate?.responses).toBe(8);
  });

  test('all alike is not certain: 20 times the lowest effort', () => {
    const { value, lower, upper } = customerEffortMean({ min: 1, max: 5, counts: [20, 0, 0, 0, 0] }) ?? {};
    expect([value, lower]).toEqual([1, 1]);
    // Wilson's upper end for 0 of 20, 0.1611, on a scale of four steps.
    expect(upper).toBeCloseTo(1 + 4 * 0.16112515805, 10);
  });

  test.each([
    [{ min: 0, max: 3, counts: [0, 0, 0, 0.1] }, 3],
    [{ min: 0, max: 5, counts: [0, 770443000266, 0, 0, 0, 0] }, 1],
    [{ min: 0, max: 5, counts: [0, 0, 8, 0, 682650963318934, 0] }, 3.9999999999999765],
  ])('of %j, rounding keeps the value on the scale and between its ends', (histogram, mean) => {
    const { value, lower, upper } = customerEffortMean(histogram, { confidence: 0.002 }) ?? {};
    expect(value).toBe(mean);
    expect(lower).toBeLessThanOrEqual(mean);
    expect(upper).toBeGreaterThanOrEqual(mean);
  });

  test('next to nobody at the lowest rating is as good as nobody', () => {
    const few = { min: 1, max: 5, counts: [5e-324, 18, 0, 0.0029076801147311926, 12] };
    const none = { ...few, counts: [0, ...few.counts.slice(1)] };
    expect(customerEffortMean(few, { confidence: 0.999999999 })).toEqual(
      customerEffortMean(none, { confidence: 0.999999999 }),
    );
  });

  test('no responses, no mean', () => expect(customerEffortMean(none)).toBeUndefined());

  test('a scale far from 0 costs no digits in the interval', () => {
    const { value, lower, upper } = customerEffortMean({ min: 2 ** 30 - 4, max: 2 ** 30, counts: five.counts }) ?? {};
    expect([value, lower, upper].map((end) => (end as number) - 2 ** 30 + 5)).toEqual([
      2,
      expect.closeTo(1.40613868, 6),
      expect.closeTo(3.19837997, 6),
    ]);
  });

  test.each([
    [
      [1, 2],
      undefined,
      'TypeError: customerEffortMean: histogram must be a histogram: see ratingHistogram, got object',
    ],
    [
      five,
      { confidence: 90 },
      'RangeError: customerEffortMean: confidence must be a fraction above 0 and below 1, got 90: did you mean 0.9?',
    ],
    [five, null, 'TypeError: customerEffortMean: options must be an object, got null'],
    [{ ...five, counts: 5 }, undefined, 'TypeError: customerEffortMean: histogram.counts must be an array, got 5'],
    [
      five,
      { confidence: '0.9' },
      'TypeError: customerEffortMean: confidence must be a fraction above 0 and below 1, got "0.9"',
    ],
    [
      { ...five, counts: [1, Number.NaN, 0, 0, 0] },
      undefined,
      'RangeError: customerEffortMean: histogram.counts[1] must be from 0 to 1e15, got NaN',
    ],
  ])('refuses %j with %j', (histogram, options, error) =>
    expectError(() => customerEffortMean(untyped(histogram), untyped(options)), error),
  );
});

describe('customerEffortAgreement', () => {
  test('5, 6 and 7 of 7 agree', () => {
    expect(customerEffortAgreement(seven)?.value).toBe(0.8);
    expect(customerEffortAgreement(seven, { agreeFrom: 6 })?.value).toBe(0.6);
    expect(customerEffortAgreement(none)).toBeUndefined();
  });

  test('where everybody was asked nothing is left to chance', () => {
    expect(customerEffortAgreement(seven, { population: 100 })).toMatchObject({ value: 0.8, lower: 0.8, upper: 0.8 });
    const [few, many] = [200, undefined].map((population) => customerEffortAgreement(seven, { population }));
    expect(few?.lower).toBeGreaterThan(many?.lower as number);
  });

  test.each([
    [
      five,
      undefined,
      'TypeError: customerEffortAgreement: agreeFrom must be a whole number from 2 to 5, got undefined: only on the scale of 1 to 7 there is a convention',
    ],
    [seven, null, 'TypeError: customerEffortAgreement: options must be an object, got null'],
    [
      seven,
      { population: 99 },
      'RangeError: customerEffortAgreement: population must be a finite number of at least the responses (100), got 99',
    ],
    [
      seven,
      { agreeFrom: 8 },
      'RangeError: customerEffortAgreement: agreeFrom must be a whole number from 2 to 7, got 8',
    ],
    [
      seven,
      { agreeFrom: 1 },
      'RangeError: customerEffortAgreement: agreeFrom must be a whole number from 2 to 7, got 1',
    ],
    [
      null,
      undefined,
      'TypeError: customerEffortAgreement: histogram.min must be a whole number from -1073741824 to 1073741824, got undefined',
    ],
  ])('refuses %j with %j', (histogram, options, error) =>
    expectError(() => customerEffortAgreement(untyped(histogram), untyped(options)), error),
  );
});

describe('netEaseScore', () => {
  test('easy minus difficult, whichever end is easy', () => {
    const answers = { min: 1, max: 7, counts: [30, 30, 10, 10, 10, 5, 5] };
    expect(netEaseScore(answers, { easy: [1, 2], difficult: [5, 7] })?.value).toBe(40);
    expect(netEaseScore(answers, { easy: [6, 7], difficult: [1, 3] })?.value).toBe(-60);
    expect(netEaseScore(none, { easy: [1, 2], difficult: [5, 7] })).toBeUndefined();
  });

  test.each([
    [
      { easy: [1, 3], difficult: [3, 7] },
      'RangeError: netEaseScore: difficult[0] must be outside of easy (1 to 3), got 3',
    ],
    [
      { easy: [5, 6], difficult: [1, 7] },
      'RangeError: netEaseScore: difficult[0] must be outside of easy (5 to 6), got 1',
    ],
    [
      { easy: [2, 1], difficult: [5, 7] },
      'RangeError: netEaseScore: easy[1] must be a whole number from 2 to 7, got 1',
    ],
    [
      { easy: [1, 2], difficult: [5, 8] },
      'RangeError: netEaseScore: difficult[1] must be a whole number from 5 to 7, got 8',
    ],
    [{ easy: [1, 2] }, 'TypeError: netEaseScore: difficult[0] must be a whole number from 1 to 7, got undefined'],
    [undefined, 'TypeError: netEaseScore: easy[0] must be a whole number from 1 to 7, got undefined'],
  ])('refuses %j', (cuts, error) => expectError(() => netEaseScore(seven, untyped(cuts)), error));

  test.each([
    [{ confidence: 95 }, 'RangeError', 'confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?'],
    [0.9, 'TypeError', 'options must be an object, got 0.9'],
  ])('refuses the options %j', (options, kind, error) => {
    const cuts = { easy: [1, 2], difficult: [5, 7] } as const;
    for (const each of [seven, none]) {
      expectError(() => netEaseScore(each, cuts, untyped(options)), `${kind}: netEaseScore: ${error}`);
    }
  });
});

test('only the scale of 1 to 7 has a conventional cut: 0 to 7 has none', () => {
  expect(() => customerEffortAgreement({ min: 0, max: 7, counts: Array(8).fill(1) })).toThrow('agreeFrom must be');
});

test('easy and difficult may touch but not share a rating, whichever end is easy', () => {
  const histogram = { min: 1, max: 5, counts: [1, 1, 1, 1, 1] };
  expect(netEaseScore(histogram, { easy: [3, 5], difficult: [1, 2] })?.value).toBe(20);
  for (const cuts of [
    { easy: [3, 5], difficult: [1, 3] },
    { easy: [1, 3], difficult: [3, 5] },
  ] as const) {
    expect(() => netEaseScore(histogram, cuts)).toThrow('difficult[0] must be outside of easy');
  }
});
