import { describe, expect, test } from 'vitest';
import { journeyScore } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('journeyScore', () => {
  test('not all touchpoints count equally', () => {
    const journey = [
      { score: 0.9, weight: 1 },
      { score: 0.8, weight: 2 },
      { score: 0.5, weight: 5 },
    ];
    expect(journeyScore(journey)).toBe(0.625);
    expect(
      journeyScore([
        { score: -3, weight: 1 },
        { score: 1, weight: 3 },
      ]),
    ).toBe(0);
  });

  test.each([1, -1])('scores as large as a number can be, shares that round: %i', (sign) => {
    for (let n = 1; n <= 200; n++) {
      const score = sign * Number.MAX_VALUE;
      expect(journeyScore(Array<{ score: number; weight: number }>(n).fill({ score, weight: 1 }))).toBe(score);
    }
  });

  test('no touchpoints, no score', () => expect(journeyScore([])).toBeUndefined());

  const good = { score: 1, weight: 1 };
  test.each([
    [
      [good, { score: 1, weight: 0 }],
      'RangeError: journeyScore: touchpoints[1].weight must be a finite number > 0, got 0',
    ],
    [[{ score: 1 }], 'TypeError: journeyScore: touchpoints[0].weight must be a finite number > 0, got undefined'],
    [[{ score: '1', weight: 1 }], 'TypeError: journeyScore: touchpoints[0].score must be a finite number, got "1"'],
    [
      [{ score: Infinity, weight: 1 }],
      'RangeError: journeyScore: touchpoints[0].score must be a finite number, got Infinity',
    ],
    [[null], 'TypeError: journeyScore: touchpoints[0].score must be a finite number, got undefined'],
    [good, 'TypeError: journeyScore: touchpoints must be iterable, got object'],
    [
      [
        { score: 1, weight: 1e308 },
        { score: 1, weight: 1e308 },
      ],
      'RangeError: journeyScore: the numbers are too large to compute with',
    ],
  ])('refuses %j', (touchpoints, error) => expectError(() => journeyScore(untyped(touchpoints)), error));
});
