import { describe, expect, test } from 'vitest';
import { customerExperienceIndex } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const five = (...counts: number[]) => ({ min: 1, max: 5, counts });
const ratings = {
  effectiveness: five(5, 5, 10, 40, 40),
  ease: five(10, 10, 20, 40, 20),
  emotion: five(10, 15, 35, 30, 10),
};

describe('customerExperienceIndex', () => {
  test('three net scores and their mean', () => {
    expect(customerExperienceIndex(ratings)).toEqual({ index: 125 / 3, effectiveness: 70, ease: 40, emotion: 15 });
  });

  test('no responses to one of the questions, no index', () => {
    expect(customerExperienceIndex({ ...ratings, ease: five(0, 0, 0, 0, 0) })).toBeUndefined();
  });

  test.each([
    [
      { ...ratings, ease: { min: 1, max: 7, counts: [1, 0, 0, 0, 0, 0, 0] } },
      'RangeError: customerExperienceIndex: ease.counts.length must be 5, got 7',
    ],
    [
      { effectiveness: ratings.effectiveness },
      'TypeError: customerExperienceIndex: ease.min must be a whole number from -1073741824 to 1073741824, got undefined',
    ],
    [
      null,
      'TypeError: customerExperienceIndex: effectiveness.min must be a whole number from -1073741824 to 1073741824, got undefined',
    ],
  ])('refuses %j', (any, error) => expectError(() => customerExperienceIndex(untyped(any)), error));
});
