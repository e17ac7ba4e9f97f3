import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { firstDayOf, monthOf } from '../../src/internal/civil.js';
import { law } from '../support/law.js';

const DAY = 86_400_000;
/** All days that a Date can hold. */
const day = () => fc.oneof(fc.integer({ min: -1e8, max: 1e8 }), fc.integer({ min: -1e5, max: 1e5 }));

describe('monthOf and firstDayOf', () => {
  law(
    'the month is that of Date: monthOf(d) = 12·(year − 1970) + month',
    [day()],
    (d) => {
      const date = new Date(DAY * d);
      expect(monthOf(d)).toBe(12 * (date.getUTCFullYear() - 1970) + date.getUTCMonth());
    },
    [[-719_468], [-719_469], [11_016], [11_017], [-25_508], [-25_509], [0], [-1]],
  );

  law('a month starts on its first day: firstDayOf(monthOf(d)) = d − day of the month + 1', [day()], (d) => {
    expect(firstDayOf(monthOf(d))).toBe(d - new Date(DAY * d).getUTCDate() + 1);
  });

  law(
    'a day lies in its month, far beyond what a Date can hold: firstDayOf(m) ≤ d < firstDayOf(m + 1)',
    [fc.integer({ min: -1e12, max: 1e12 })],
    (d) => {
      const month = monthOf(d);
      expect(firstDayOf(month)).toBeLessThanOrEqual(d);
      expect(firstDayOf(month + 1)).toBeGreaterThan(d);
    },
  );
});
