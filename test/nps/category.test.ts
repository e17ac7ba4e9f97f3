import { describe, expect, test } from 'vitest';
import { NPS_SCALE_1_TO_10, npsCategory, npsScale } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('npsCategory', () => {
  test('the standard scale: 0-6, 7-8, 9-10', () => {
    const categories = Array.from({ length: 11 }, (_, rating) => npsCategory(rating));
    expect(categories.slice(0, 7)).toEqual(Array(7).fill('detractor'));
    expect(categories.slice(7)).toEqual(['passive', 'passive', 'promoter', 'promoter']);
  });

  test('the 1 to 10 scale: 1-6, 7-8, 9-10, and no 0', () => {
    const categories = Array.from({ length: 10 }, (_, index) => npsCategory(index + 1, NPS_SCALE_1_TO_10));
    expect(categories.slice(0, 6)).toEqual(Array(6).fill('detractor'));
    expect(categories.slice(6)).toEqual(['passive', 'passive', 'promoter', 'promoter']);
    expectError(
      () => npsCategory(0, NPS_SCALE_1_TO_10),
      'RangeError: npsCategory: rating must be a whole number from 1 to 10, got 0',
    );
  });

  test('a scale of its own', () => {
    const faces = npsScale({ min: -1, max: 1, passiveFrom: 0, promoterFrom: 1 });
    expect([-1, 0, 1].map((face) => npsCategory(face, faces))).toEqual(['detractor', 'passive', 'promoter']);
  });

  test.each([
    [11, 'RangeError', '11'],
    [-1, 'RangeError', '-1'],
    [6.5, 'RangeError', '6.5'],
    [Number.NaN, 'RangeError', 'NaN'],
    [Number.POSITIVE_INFINITY, 'RangeError', 'Infinity'],
    ['9', 'TypeError', '"9"'],
    ['nine'.repeat(100), 'TypeError', `"${'nine'.repeat(10)}n`],
    [9n, 'TypeError', 'bigint'],
    [null, 'TypeError', 'null'],
    [undefined, 'TypeError', 'undefined'],
    [true, 'TypeError', 'boolean'],
    [Symbol('9'), 'TypeError', 'symbol'],
    [{ valueOf: () => 9 }, 'TypeError', 'object'],
    [[9], 'TypeError', 'object'],
    [() => 9, 'TypeError', 'function'],
  ])('refuses %s', (rating, type, shown) => {
    expectError(
      () => npsCategory(untyped(rating)),
      `${type}: npsCategory: rating must be a whole number from 0 to 10, got ${shown}`,
    );
  });

  test('−0 is 0', () => expect(npsCategory(-0)).toBe('detractor'));
});
