import { describe, expect, test } from 'vitest';
import {
  NPS_SCALE_0_TO_10,
  NPS_SCALE_1_TO_10,
  npsCategory,
  npsCounts,
  npsCountsBy,
  npsScale,
} from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

const cuts = { min: 1, max: 5, passiveFrom: 4, promoterFrom: 5 };

describe('npsScale', () => {
  test('the named scales are scales, and frozen', () => {
    for (const scale of [NPS_SCALE_0_TO_10, NPS_SCALE_1_TO_10]) {
      expect(npsScale(scale)).toEqual(scale);
      expect(Object.isFrozen(scale)).toBe(true);
    }
  });

  test('takes the four cuts and nothing else', () => {
    expect(npsScale(untyped({ ...cuts, name: 'five points' }))).toEqual(cuts);
  });

  test.each([
    [
      { ...cuts, passiveFrom: 1 },
      'RangeError: npsScale: passiveFrom must be a whole number from 2 to 999999999, got 1',
    ],
    [
      { ...cuts, promoterFrom: 4 },
      'RangeError: npsScale: promoterFrom must be a whole number from 5 to 1000000000, got 4',
    ],
    [{ ...cuts, max: 4 }, 'RangeError: npsScale: max must be a whole number from 5 to 1000000000, got 4'],
    [{ ...cuts, min: 0.5 }, 'RangeError: npsScale: min must be a whole number from -1000000000 to 999999998, got 0.5'],
    [{ ...cuts, min: '1' }, 'TypeError: npsScale: min must be a whole number from -1000000000 to 999999998, got "1"'],
    [
      { ...cuts, max: undefined },
      'TypeError: npsScale: max must be a whole number from 5 to 1000000000, got undefined',
    ],
    [null, 'TypeError: npsScale: min must be a whole number from -1000000000 to 999999998, got undefined'],
  ])('refuses %j', (scale, error) => expectError(() => npsScale(untyped(scale)), error));

  test.each([null, 10, 'ten', {}, { ...cuts, passiveFrom: 9 }, { ...cuts, min: -Infinity }])(
    'no function takes %j for a scale',
    (scale) => {
      const refusal = `must be an NpsScale, got ${scale === null ? 'null' : scale === 'ten' ? '"ten"' : typeof scale === 'number' ? 10 : 'object'}`;
      expectError(() => npsCategory(9, untyped(scale)), `TypeError: npsCategory: scale ${refusal}`);
      expectError(() => npsCounts([9], untyped(scale)), `TypeError: npsCounts: scale ${refusal}`);
      expectError(
        () =>
          npsCountsBy(
            [9],
            () => 'all',
            (rating) => rating,
            untyped(scale),
          ),
        `TypeError: npsCountsBy: scale ${refusal}`,
      );
    },
  );
});
