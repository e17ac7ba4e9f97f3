import { describe, expect, test } from 'vitest';
import {
  type NpsCounts,
  type NpsDetectableChange,
  type NpsEstimate,
  npsDetectableChange,
  npsEstimate,
  npsSampleSize,
  npsSampleSizeForChange,
} from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { trinomial } from '../support/nps.js';

const expected = { promoters: 50, passives: 30, detractors: 20 };

/**
 * The exact probability that the 95% interval of the difference of two surveys of n excludes 0 on the side of a rise, by
 * enumeration of all pairs of surveys that are not all but impossible.
 */
function exactPower(n: number, before: readonly [number, number], after: readonly [number, number]): number {
  const cells = ([p, q]: readonly [number, number], side: 'up' | 'down') => {
    const table = trinomial(n, p, q);
    const kept: [probability: number, value: number, reach2: number][] = [];
    for (let x = 0; x <= n; x++) {
      for (let y = 0; x + y <= n; y++) {
        const probability = table[x * (n + 1) + y] as number;
        if (probability < 1e-8) continue;
        const counts = { promoters: x, passives: n - x - y, detractors: y };
        const { value, lower, upper } = npsEstimate(counts) as NpsEstimate;
        kept.push([probability, value, (side === 'up' ? upper - value : value - lower) ** 2]);
      }
    }
    return kept;
  };
  const afters = cells(after, 'down');
  let power = 0;
  for (const [p1, s1, up] of cells(before, 'up')) {
    for (const [p2, s2, down] of afters) if (s2 > s1 && (s2 - s1) ** 2 > up + down) power += p1 * p2;
  }
  return power;
}

describe('npsSampleSize', () => {
  test('a survey of that size has the margin', () => {
    expect(npsSampleSize({ margin: 5 })).toBe(1533);
    for (const [n, within] of [
      [1533, true],
      [1532, false],
    ] as const) {
      const { upper } = npsEstimate({ promoters: n / 2, passives: 0, detractors: n / 2 }) as NpsEstimate;
      expect(upper <= 5).toBe(within);
    }
  });

  test('nobody beyond the population is needed', () => {
    expect(npsSampleSize({ margin: 1e-6, population: 250 })).toBe(250);
    expect(npsSampleSize({ margin: 200, population: 250 })).toBe(1);
  });

  test.each([
    [{ margin: 0 }, 'RangeError: npsSampleSize: margin must be from above 0 to 200 points, got 0'],
    [{ margin: '5' }, 'TypeError: npsSampleSize: margin must be from above 0 to 200 points, got "5"'],
    [{}, 'TypeError: npsSampleSize: margin must be from above 0 to 200 points, got undefined'],
    [undefined, 'TypeError: npsSampleSize: margin must be from above 0 to 200 points, got undefined'],
    [
      { margin: 1e-7 },
      'RangeError: npsSampleSize: margin must be large enough to be found with fewer than 2^53 responses, got 1e-7',
    ],
    [
      { margin: 5, population: 0.5 },
      'RangeError: npsSampleSize: population must be a whole number from 1 to 9007199254740991, got 0.5',
    ],
    [
      { margin: 5, confidence: 95 },
      'RangeError: npsSampleSize: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
    [
      { margin: 5, expected: { promoters: 0, passives: 0, detractors: 0 } },
      'RangeError: npsSampleSize: expected must be a mix of at least one response, got object',
    ],
    [
      { margin: 5, expected: { promoters: 1, passives: 0 } },
      'TypeError: npsSampleSize: expected.detractors must be from 0 to 1e15, got undefined',
    ],
  ])('refuses %o', (plan, error) => expectError(() => npsSampleSize(untyped(plan)), error));
});

describe('npsSampleSizeForChange', () => {
  test.each([
    [30, 0.8, expected],
    [40, 0.9, expected],
    [35, 0.5, { promoters: 30, passives: 30, detractors: 40 }],
    [45, 0.8, { promoters: 50, passives: 0, detractors: 50 }],
    [40, 0.8, { promoters: 60, passives: 40, detractors: 0 }],
  ])('the exact power of the test it plans for is what it says: a rise of %d with power %d', (change, power, mix) => {
    const n = npsSampleSizeForChange({ change, power, expected: mix });
    const sum = mix.promoters + mix.passives + mix.detractors;
    const [p, q] = [mix.promoters / sum, mix.detractors / sum];
    const fewer = Math.min(q, change / 200);
    const exact = exactPower(n, [p, q], [p + change / 100 - fewer, q - fewer]);
    // Scores of so few responses come in coarse steps.
    expect(Math.abs(exact - power)).toBeLessThan(0.05);
  });

  test.each([
    [{ change: 0 }, 'RangeError: npsSampleSizeForChange: change must be a change other than 0, got 0'],
    [
      { change: 71, expected },
      'RangeError: npsSampleSizeForChange: change must be a change that keeps the score of 30 within -100 to 100, got 71',
    ],
    [
      { change: 5, power: 80 },
      'RangeError: npsSampleSizeForChange: power must be a fraction from 0.5 to below 1, got 80: did you mean 0.8?',
    ],
    [
      { change: 5, power: 0.3 },
      'RangeError: npsSampleSizeForChange: power must be a fraction from 0.5 to below 1, got 0.3',
    ],
    [
      { change: 1e-7 },
      'RangeError: npsSampleSizeForChange: change must be large enough to be found with fewer than 2^53 responses, got 1e-7',
    ],
  ])('refuses %o', (plan, error) => expectError(() => npsSampleSizeForChange(untyped(plan)), error));

  test('the whole way from −100 to 100 is a change, too', () => {
    const worst: NpsCounts = { promoters: 0, passives: 0, detractors: 1 };
    expect(npsSampleSizeForChange({ change: 200, expected: worst })).toBe(2);
  });
});

describe('npsDetectableChange', () => {
  test('what is too small to find anything finds nothing', () => {
    expect(npsDetectableChange(2)).toEqual({ rise: undefined, fall: undefined });
    expect(npsDetectableChange({ promoters: 50, passives: 0, detractors: 0 })?.rise).toBeUndefined();
    expect(npsDetectableChange(0)).toBeUndefined();
    expect(npsDetectableChange({ promoters: 0, passives: 0, detractors: 0 })).toBeUndefined();
  });

  test('an even mix has an even answer', () => {
    const { rise, fall } = npsDetectableChange(500) as NpsDetectableChange;
    expect(fall).toBe(-(rise as number));
  });

  test.each([
    [-1, {}, 'RangeError: npsDetectableChange: before must be a number of responses from 0 to 1e16, got -1'],
    ['100', {}, 'TypeError: npsDetectableChange: promoters must be from 0 to 1e15, got undefined'],
    [100, { power: 1 }, 'RangeError: npsDetectableChange: power must be a fraction from 0.5 to below 1, got 1'],
    [
      100,
      { responsesAfter: 0 },
      'RangeError: npsDetectableChange: responsesAfter must be a number of responses above 0 and up to 1e16, got 0',
    ],
    [
      100,
      { responsesAfter: 1e17 },
      'RangeError: npsDetectableChange: responsesAfter must be a number of responses above 0 and up to 1e16, got 100000000000000000',
    ],
    // A mistake is one whatever the data.
    [
      0,
      { responsesAfter: -1 },
      'RangeError: npsDetectableChange: responsesAfter must be a number of responses above 0 and up to 1e16, got -1',
    ],
    [
      0,
      { expected: { promoters: 0, passives: 0, detractors: 0 } },
      'RangeError: npsDetectableChange: expected must be a mix of at least one response, got object',
    ],
    [
      { promoters: 20, passives: 12, detractors: 8 },
      { expected: { promoters: 1, passives: 1, detractors: 1 } },
      'TypeError: npsDetectableChange: expected must be left out beside counts, which are the mix, got object',
    ],
    [100, 0.95, 'TypeError: npsDetectableChange: options must be an object, got 0.95'],
  ])('refuses %o with %o', (before, options, error) =>
    expectError(() => npsDetectableChange(untyped(before), untyped(options)), error),
  );

  test('what rounding alone would find is not found, and what is always found is a change, if the smallest', () => {
    for (const responses of [1e-320, 1e-40, 1e-20]) {
      expect(npsDetectableChange(responses, { power: 0.5 })).toEqual({ rise: undefined, fall: undefined });
    }
    const { rise, fall } = npsDetectableChange(10, { power: 0.5, confidence: 1e-300 }) as NpsDetectableChange;
    expect(rise).toBeGreaterThan(0);
    expect(fall).toBeLessThan(0);
  });
});
