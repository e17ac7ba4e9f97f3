import { describe, expect, test } from 'vitest';
import { experienceIndex } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('experienceIndex', () => {
  test('either at zero is fatal, where a mean would say 0.5', () => {
    expect(experienceIndex([{ emotion: 1, productValue: 0 }])).toEqual({
      index: 0,
      emotion: 1,
      productValue: 0,
      customers: 1,
      zeros: 1,
    });
    expect(experienceIndex([{ emotion: 0, productValue: 1 }])?.index).toBe(0);
    const mixed = [
      { emotion: -0, productValue: 1 },
      { emotion: 1, productValue: 1 },
    ];
    expect(experienceIndex(mixed)?.index).toBe(0);
  });

  test('many customers do not underflow', () => {
    const many = Array.from({ length: 100_000 }, () => ({ emotion: 0.01, productValue: 0.5 }));
    expect(experienceIndex(many)?.index).toBeCloseTo(0.005, 14);
  });

  test('a product too small for a number is 0, and nobody is at 0', () => {
    const tiny = experienceIndex([{ emotion: 1e-200, productValue: 1e-200 }]);
    expect(tiny).toMatchObject({ index: 0, zeros: 0 });
    expect((tiny?.emotion as number) / 1e-200).toBeCloseTo(1, 12);
    expect((tiny?.productValue as number) / 1e-200).toBeCloseTo(1, 12);
  });

  test('no customers, no index', () => expect(experienceIndex([])).toBeUndefined());

  const bad = 'must be a fraction from 0 to 1, got';
  test.each([
    [
      [{ emotion: 80, productValue: 1 }],
      `RangeError: experienceIndex: customers[0].emotion ${bad} 80: did you mean 0.8?`,
    ],
    [
      [{ emotion: 1, productValue: 1 }, { emotion: 1 }],
      `TypeError: experienceIndex: customers[1].productValue ${bad} undefined`,
    ],
    [[{ emotion: 1, productValue: -0.1 }], `RangeError: experienceIndex: customers[0].productValue ${bad} -0.1`],
    [[undefined], `TypeError: experienceIndex: customers[0].emotion ${bad} undefined`],
    [1, 'TypeError: experienceIndex: customers must be iterable, got 1'],
  ])('refuses %j', (customers, error) => expectError(() => experienceIndex(untyped(customers)), error));
});
