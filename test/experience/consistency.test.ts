import { describe, expect, test } from 'vitest';
import { experienceConsistency, interactionScoresBy, mergeInteractionScoresBy } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const scan = (rows: Iterable<readonly [unknown, number]>) =>
  interactionScoresBy(
    rows,
    ([customer]) => customer,
    ([, score]) => score,
  );

describe('experienceConsistency', () => {
  test('a published example: six targets rated by four judges, ICC(1,1) = 0.17', () => {
    // Shrout and Fleiss (1979), tables 2 to 4: MSB 11.24, MSW 6.26.
    const ratings = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ];
    const rows = ratings.flatMap((scores, who) => scores.map((score) => [who, score] as const));
    const { consistency, within, between, customers, interactions } = experienceConsistency(scan(rows)) ?? {};
    expect(consistency).toBeCloseTo(0.17, 2);
    expect(within).toBeCloseTo(6.26, 2);
    expect((within as number) + 4 * (between as number)).toBeCloseTo(11.24, 2);
    expect([customers, interactions]).toEqual([6, 24]);
  });

  test('no answer without two customers, a second interaction or any difference', () => {
    expect(experienceConsistency([])).toBeUndefined();
    expect(
      experienceConsistency(
        scan([
          ['a', 1],
          ['a', 2],
        ]),
      ),
    ).toBeUndefined();
    expect(
      experienceConsistency(
        scan([
          ['a', 1],
          ['b', 2],
        ]),
      ),
    ).toBeUndefined();
    expect(
      experienceConsistency(
        scan([
          ['a', 0.1],
          ['a', 0.1],
          ['b', 0.1],
        ]),
      ),
    ).toBeUndefined();
  });

  test('no answer where both variances are too small for a number', () => {
    const rows = [
      ['a', 0],
      ['a', 3e-162],
      ['b', 0],
      ['b', 0],
      ['c', 0],
      ['c', 0],
    ] as const;
    expect(scan(rows).get('a')?.squares).toBeGreaterThan(0);
    expect(experienceConsistency(scan(rows))).toBeUndefined();
  });

  test('scores far from 0 keep their digits', () => {
    const rows = [
      ['a', 9],
      ['a', 8],
      ['b', 5],
      ['b', 6],
      ['c', 7],
      ['c', 7],
    ] as const;
    const far = rows.map(([customer, score]) => [customer, score + 1e9] as const);
    const near = experienceConsistency(scan(rows))?.consistency as number;
    expect(experienceConsistency(scan(far))?.consistency).toBeCloseTo(near, 7);
  });

  const whole = 'must be a whole number from 1 to 9007199254740991, got';
  const summary = { interactions: 2, mean: 1, squares: 0 };
  test.each([
    [
      [['a', { ...summary, interactions: 0 }]],
      `RangeError: experienceConsistency: byCustomer[0].interactions ${whole} 0`,
    ],
    [
      [['a', { ...summary, mean: Number.NaN }]],
      'RangeError: experienceConsistency: byCustomer[0].mean must be a finite number, got NaN',
    ],
    [
      [
        ['a', summary],
        ['b', { ...summary, squares: -1 }],
      ],
      'RangeError: experienceConsistency: byCustomer[1].squares must be a finite number >= 0, got -1',
    ],
    [[['a', 4]], `TypeError: experienceConsistency: byCustomer[0].interactions ${whole} undefined`],
    [[['a', null]], `TypeError: experienceConsistency: byCustomer[0].interactions ${whole} undefined`],
    [[null], 'TypeError: experienceConsistency: byCustomer[0] must be a pair of customer and scores, got null'],
    [4, 'TypeError: experienceConsistency: byCustomer must be iterable, got 4'],
    [
      [
        ['a', { ...summary, squares: 1e308 }],
        ['b', { ...summary, squares: 1.7e308 }],
      ],
      'RangeError: experienceConsistency: the numbers are too large to compute with',
    ],
  ])('refuses %j', (byCustomer, error) => expectError(() => experienceConsistency(untyped(byCustomer)), error));
});

describe('interactionScoresBy', () => {
  test.each([
    [
      [
        ['a', 1],
        ['a', '2'],
      ],
      'TypeError: interactionScoresBy: score of rows[1] must be a finite number, got "2"',
    ],
    [[['a', Infinity]], 'RangeError: interactionScoresBy: score of rows[0] must be a finite number, got Infinity'],
    [
      [
        ['a', 1e200],
        ['a', -1e200],
      ],
      'RangeError: interactionScoresBy: the numbers are too large to compute with',
    ],
    [
      [
        ['a', 1.7e308],
        ['a', -1.7e308],
      ],
      'RangeError: interactionScoresBy: the numbers are too large to compute with',
    ],
    [7, 'TypeError: interactionScoresBy: rows must be iterable, got 7'],
  ])('refuses %j', (rows, error) => expectError(() => scan(untyped(rows)), error));

  test('the readers must be functions', () => {
    expectError(
      () => interactionScoresBy([], untyped('a'), () => 1),
      'TypeError: interactionScoresBy: customer must be a function, got "a"',
    );
    expectError(
      () => interactionScoresBy([], () => 1, untyped('a')),
      'TypeError: interactionScoresBy: score must be a function, got "a"',
    );
  });
});

describe('mergeInteractionScoresBy', () => {
  test('leaves its parts alone', () => {
    const part = scan([
      ['a', 1],
      ['a', 3],
    ]);
    const before = structuredClone(part);
    expect(mergeInteractionScoresBy(part, part).get('a')).toEqual({ interactions: 4, mean: 2, squares: 4 });
    expect(part).toEqual(before);
  });

  test('shares nothing with its parts', () => {
    const part = scan([['a', 1]]);
    const merged = mergeInteractionScoresBy(part);
    expect(merged).toEqual(part);
    expect(merged.get('a')).not.toBe(part.get('a'));
  });

  test('refuses what is not a summary', () => {
    expectError(
      () => mergeInteractionScoresBy(new Map(), untyped([{ 1: { interactions: 1, mean: 1, squares: 0 } }])),
      'TypeError: mergeInteractionScoresBy: parts[1][0] must be a pair of customer and scores, got object',
    );
    expectError(
      () => mergeInteractionScoresBy(new Map(), untyped([7])),
      'TypeError: mergeInteractionScoresBy: parts[1][0] must be a pair of customer and scores, got 7',
    );
    expectError(
      () => mergeInteractionScoresBy(new Map(), untyped({ a: 1 })),
      'TypeError: mergeInteractionScoresBy: parts[1] must be iterable, got object',
    );
  });
});
