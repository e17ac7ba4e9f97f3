import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { npsCategory } from '../../src/index.js';
import { npsScales, rating } from '../support/arbitraries.js';
import { law } from '../support/law.js';

const scaleAndRating = () => npsScales().chain((scale) => rating(scale).map((value) => ({ scale, value })));

describe('npsCategory', () => {
  law('every valid rating has exactly one category: the one its cuts say', [scaleAndRating()], ({ scale, value }) => {
    const isCategory = {
      detractor: value < scale.passiveFrom,
      passive: value >= scale.passiveFrom && value < scale.promoterFrom,
      promoter: value >= scale.promoterFrom,
    };
    expect(Object.values(isCategory).filter(Boolean)).toHaveLength(1);
    expect(isCategory[npsCategory(value, scale)]).toBe(true);
  });

  law(
    'a higher rating is never a worse category: a ≤ b ⇒ category(a) ≤ category(b)',
    [npsScales().chain((scale) => fc.tuple(fc.constant(scale), rating(scale), rating(scale)))],
    ([scale, a, b]) => {
      const order = ['detractor', 'passive', 'promoter'];
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(order.indexOf(npsCategory(low, scale))).toBeLessThanOrEqual(order.indexOf(npsCategory(high, scale)));
    },
  );
});
