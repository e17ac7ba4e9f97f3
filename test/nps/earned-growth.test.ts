import { describe, expect, test } from 'vitest';
import { earnedGrowthRate, earnedGrowthRatio } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

/** Reichheld, Darnell and Burns (2021), Winning on Purpose, appendix B, figure B-1: 100 grows to 130. */
const published = Object.freeze({
  revenueBefore: 100,
  revenueFromReturning: 85,
  revenueFromEarnedNew: 25,
  revenueFromBoughtNew: 20,
});

describe('earnedGrowthRate', () => {
  test('the published example: 85% + 25% − 100% = 10%', () => {
    expect(earnedGrowthRate(published)).toBe(0.1);
  });

  test('can be a loss, and all can be lost', () => {
    expect(earnedGrowthRate({ ...published, revenueFromEarnedNew: 0 })).toBe(-0.15);
    expect(earnedGrowthRate({ revenueBefore: 100, revenueFromReturning: 0, revenueFromEarnedNew: 0 })).toBe(-1);
  });

  test('no revenue the year before, no rate', () => {
    expect(earnedGrowthRate({ ...published, revenueBefore: 0 })).toBeUndefined();
  });

  test.each([
    [{ revenueBefore: -1 }, 'RangeError: earnedGrowthRate: revenueBefore must be a finite number >= 0, got -1'],
    [
      { revenueFromReturning: '85' },
      'TypeError: earnedGrowthRate: revenueFromReturning must be a finite number >= 0, got "85"',
    ],
    [
      { revenueFromEarnedNew: undefined },
      'TypeError: earnedGrowthRate: revenueFromEarnedNew must be a finite number >= 0, got undefined',
    ],
    [
      { revenueBefore: 1e-300, revenueFromReturning: 1e300 },
      'RangeError: earnedGrowthRate: the numbers are too large to compute with',
    ],
  ])('refuses %o', (change, error) =>
    expectError(() => earnedGrowthRate({ ...published, ...untyped<object>(change) }), error),
  );
});

describe('earnedGrowthRatio', () => {
  test('the published example: a third of the growth was earned', () => {
    expect(earnedGrowthRatio(published)).toBe(1 / 3);
  });

  test('without bought customers all growth is earned, and with them earned revenue can shrink', () => {
    expect(earnedGrowthRatio({ ...published, revenueFromBoughtNew: 0 })).toBe(1);
    expect(earnedGrowthRatio({ ...published, revenueFromEarnedNew: 10 })).toBe(-5 / 15);
  });

  test('from nothing, all that is not bought is earned', () => {
    expect(
      earnedGrowthRatio({
        revenueBefore: 0,
        revenueFromReturning: 0,
        revenueFromEarnedNew: 3,
        revenueFromBoughtNew: 1,
      }),
    ).toBe(0.75);
  });

  test('no growth, no ratio', () => {
    expect(earnedGrowthRatio({ ...published, revenueFromReturning: 55 })).toBeUndefined();
    expect(earnedGrowthRatio({ ...published, revenueFromReturning: 10 })).toBeUndefined();
  });

  test('the bought revenue must be there', () => {
    expectError(
      () => earnedGrowthRatio(untyped({ ...published, revenueFromBoughtNew: undefined })),
      'TypeError: earnedGrowthRatio: revenueFromBoughtNew must be a finite number >= 0, got undefined',
    );
  });

  test('no growth but that of rounding, no ratio', () => {
    const amounts = { revenueFromReturning: 0.1, revenueFromEarnedNew: 0.2, revenueFromBoughtNew: 0 };
    expect(earnedGrowthRatio({ revenueBefore: 0.3, ...amounts })).toBeUndefined();
  });

  test('a growth too large for a number is refused', () => {
    for (const [earned, bought] of [
      [1.2e308, 1.2e308],
      [1.7e308, 0],
    ]) {
      expectError(
        () =>
          earnedGrowthRatio({
            revenueBefore: 0,
            revenueFromReturning: 1e308,
            revenueFromEarnedNew: earned as number,
            revenueFromBoughtNew: bought as number,
          }),
        'RangeError: earnedGrowthRatio: the numbers are too large to compute with',
      );
    }
  });
});
