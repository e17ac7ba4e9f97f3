import { describe, expect, test } from 'vitest';
import { ratingHistogram, satisfactionIndex } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const tens = { min: 1, max: 10 };
const likert = { min: 1, max: 5, counts: [0, 0, 0, 1, 0] };
const rated = (...ratings: number[]) => ratingHistogram(ratings, tens);

describe('satisfactionIndex', () => {
  test('published weights: ((x₁ − 1)·0.3885 + (x₂ − 1)·0.3190 + (x₃ − 1)·0.2925) / 9 · 100', () => {
    // The weights that Verint (2013) reports of the State of Ohio.
    const index = satisfactionIndex([
      { ratings: rated(8, 9, 7, 8), weight: 0.3885 },
      { ratings: rated(7, 7), weight: 0.319 },
      { ratings: rated(6, 5, 7), weight: 0.2925 },
    ]);
    expect(index?.value).toBeCloseTo(((8 - 1) * 0.3885 + (7 - 1) * 0.319 + (6 - 1) * 0.2925) / 0.09, 10);
    expect(index?.responses).toBe(2);
  });

  test('equal weights: (x₁ + x₂ + x₃ − 3) / 27 · 100', () => {
    const index = satisfactionIndex([rated(10), rated(7), rated(4)].map((ratings) => ({ ratings, weight: 1 })));
    expect(index?.value).toBeCloseTo((10 + 7 + 4 - 3) / 0.27, 10);
  });

  test('scales of their own', () => {
    expect(
      satisfactionIndex([
        { ratings: likert, weight: 2 },
        { ratings: rated(1), weight: 1 },
      ])?.value,
    ).toBeCloseTo(50, 12);
  });

  test('more questions than a call takes arguments', () => {
    const questions = Array<{ ratings: typeof likert; weight: number }>(200_000).fill({ ratings: likert, weight: 1 });
    expect(satisfactionIndex(questions)).toMatchObject({ value: 75, responses: 1 });
  });

  test('refuses null options', () =>
    expectError(
      () => satisfactionIndex([], untyped(null)),
      'TypeError: satisfactionIndex: options must be an object, got null',
    ));

  test('no questions or no responses, no index', () => {
    expect(satisfactionIndex([])).toBeUndefined();
    expect(
      satisfactionIndex([
        { ratings: rated(5), weight: 1 },
        { ratings: rated(), weight: 1 },
      ]),
    ).toBeUndefined();
  });

  test.each([
    [
      [{ ratings: rated(5), weight: 0 }],
      'RangeError: satisfactionIndex: questions[0].weight must be a finite number > 0, got 0',
    ],
    [
      [{ ratings: rated(5) }],
      'TypeError: satisfactionIndex: questions[0].weight must be a finite number > 0, got undefined',
    ],
    [
      [
        { ratings: rated(5), weight: 1 },
        { ratings: [5, 6], weight: 1 },
      ],
      'TypeError: satisfactionIndex: questions[1].ratings must be a histogram: see ratingHistogram, got object',
    ],
    [
      [null],
      'TypeError: satisfactionIndex: questions[0].ratings.min must be a whole number from -1073741824 to 1073741824, got undefined',
    ],
    [rated(5), 'TypeError: satisfactionIndex: questions must be iterable, got object'],
    [
      [
        { ratings: rated(5), weight: 1e308 },
        { ratings: rated(5), weight: 1e308 },
      ],
      'RangeError: satisfactionIndex: the numbers are too large to compute with',
    ],
  ])('refuses %j', (questions, error) => expectError(() => satisfactionIndex(untyped(questions)), error));
});
