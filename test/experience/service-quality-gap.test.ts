import { describe, expect, test } from 'vitest';
import { serviceQualityGap } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const good = { name: 'reliability', expectation: 6.5, perception: 5.5, importance: 40 };

describe('serviceQualityGap', () => {
  test('a worked example of the unweighted score: −4.29 / 5', () => {
    // 12manage, "Weighted and Unweighted Average SERVQUAL Scores?".
    const gaps = [-0.65, -1.1, -0.83, -0.7, -1.01].map((gap, index) => ({
      name: `${index}`,
      expectation: 0,
      perception: gap,
      importance: 20,
    }));
    expect(serviceQualityGap(gaps)?.unweighted).toBeCloseTo(-0.858, 12);
    expect(serviceQualityGap(gaps)?.weighted).toBeCloseTo(-0.858, 12);
  });

  test('a dimension of no importance counts in the unweighted gap only', () => {
    const gaps = serviceQualityGap([good, { name: 'tangibles', expectation: 4, perception: 6, importance: 0 }]);
    expect(gaps).toEqual({
      dimensions: [
        { name: 'reliability', gap: -1, weight: 1, weightedGap: -1 },
        { name: 'tangibles', gap: 2, weight: 0, weightedGap: 0 },
      ],
      weighted: -1,
      unweighted: 0.5,
    });
  });

  test('no dimensions, no gap', () => expect(serviceQualityGap([])).toBeUndefined());

  test.each([
    [
      [good, { ...good, importance: -1 }],
      'RangeError: serviceQualityGap: dimensions[1].importance must be a finite number >= 0, got -1',
    ],
    [
      [{ ...good, importance: 0 }],
      'RangeError: serviceQualityGap: sum of importance must be a finite number > 0, got 0',
    ],
    [
      [{ ...good, perception: Number.NaN }],
      'RangeError: serviceQualityGap: dimensions[0].perception must be a finite number, got NaN',
    ],
    [
      [{ ...good, expectation: '6' }],
      'TypeError: serviceQualityGap: dimensions[0].expectation must be a finite number, got "6"',
    ],
    [
      [{ ...good, name: undefined }],
      'TypeError: serviceQualityGap: dimensions[0].name must be a string, got undefined',
    ],
    [[{ ...good, name: 5 }], 'TypeError: serviceQualityGap: dimensions[0].name must be a string, got 5'],
    [[null], 'TypeError: serviceQualityGap: dimensions[0].name must be a string, got undefined'],
    [good, 'TypeError: serviceQualityGap: dimensions must be iterable, got object'],
    [
      [{ ...good, expectation: -1e308, perception: 1e308 }],
      'RangeError: serviceQualityGap: the numbers are too large to compute with',
    ],
    [
      [
        { ...good, importance: 1e308 },
        { ...good, importance: 1e308 },
      ],
      'RangeError: serviceQualityGap: the numbers are too large to compute with',
    ],
  ])('refuses %j', (dimensions, error) => expectError(() => serviceQualityGap(untyped(dimensions)), error));
});
