import { describe, expect, test } from 'vitest';
import { netPromoterScore } from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';

describe('netPromoterScore', () => {
  test('promoters count for, detractors against, and passives only in the number of responses', () => {
    expect(netPromoterScore({ promoters: 50, passives: 30, detractors: 20 })).toBe(30);
    expect(netPromoterScore({ promoters: 20, passives: 30, detractors: 50 })).toBe(-30);
    expect(netPromoterScore({ promoters: 1, passives: 0, detractors: 2 })).toBe(-100 / 3);
  });

  test('whole counts give the nearest number to the score', () => {
    expect(netPromoterScore({ promoters: 29, passives: 71, detractors: 0 })).toBe(29);
  });

  test('shares and weights are counts as well', () => {
    expect(netPromoterScore({ promoters: 0.71, passives: 0.2, detractors: 0.09 })).toBeCloseTo(62, 12);
  });

  test('everyone agreeing is exactly 100, whatever the weight', () => {
    for (let weight = 1; weight <= 1000; weight++) {
      expect(netPromoterScore({ promoters: weight / 1000, passives: 0, detractors: 0 })).toBe(100);
      expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 1e15 - weight })).toBe(-100);
    }
  });

  test('no responses, no score', () => {
    expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 0 })).toBeUndefined();
  });

  test.each([
    [
      { promoters: -1, passives: 0, detractors: 0 },
      'RangeError: netPromoterScore: promoters must be from 0 to 1e15, got -1',
    ],
    [
      { promoters: 1, passives: Number.NaN, detractors: 0 },
      'RangeError: netPromoterScore: passives must be from 0 to 1e15, got NaN',
    ],
    [
      { promoters: 1, passives: 0, detractors: Infinity },
      'RangeError: netPromoterScore: detractors must be from 0 to 1e15, got Infinity',
    ],
    [
      { promoters: '1', passives: 0, detractors: 0 },
      'TypeError: netPromoterScore: promoters must be from 0 to 1e15, got "1"',
    ],
    [
      { promoters: 1n, passives: 0, detractors: 0 },
      'TypeError: netPromoterScore: promoters must be from 0 to 1e15, got bigint',
    ],
    [{ promoters: 1, passives: 0 }, 'TypeError: netPromoterScore: detractors must be from 0 to 1e15, got undefined'],
    [[10, 9, 3], 'TypeError: netPromoterScore: promoters must be from 0 to 1e15, got undefined'],
    [null, 'TypeError: netPromoterScore: promoters must be from 0 to 1e15, got undefined'],
  ])('refuses %o', (counts, error) => expectError(() => netPromoterScore(untyped(counts)), error));
});
