import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { npsCounts, npsScale } from '../../src/index.js';
import { npsScales } from '../support/arbitraries.js';
import { law } from '../support/law.js';

const cut = () => fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double(), fc.integer());

describe('npsScale', () => {
  law(
    'rising whole cuts make a scale, equal to what was given and frozen: min < passiveFrom < promoterFrom ≤ max',
    [npsScales()],
    (scale) => {
      expect(npsScale(scale)).toEqual(scale);
      expect(Object.isFrozen(npsScale(scale))).toBe(true);
    },
  );

  law(
    'other cuts never do, made by npsScale or not: a scale is accepted ⇔ −10^9 ≤ min < passiveFrom < promoterFrom ≤ max ≤ 10^9',
    [fc.record({ min: cut(), max: cut(), passiveFrom: cut(), promoterFrom: cut() })],
    (scale) => {
      const { min, max, passiveFrom, promoterFrom } = scale;
      const whole = [min, max, passiveFrom, promoterFrom].every(Number.isInteger);
      const rising = min < passiveFrom && passiveFrom < promoterFrom && promoterFrom <= max;
      const valid = whole && rising && Math.abs(min) <= 1e9 && Math.abs(max) <= 1e9;
      const accepted = (use: () => unknown) => {
        try {
          use();
          return true;
        } catch {
          return false;
        }
      };
      expect(accepted(() => npsScale(scale))).toBe(valid);
      expect(accepted(() => npsCounts([], scale))).toBe(valid);
    },
    [
      [{ min: 0, passiveFrom: 0, promoterFrom: 1, max: 2 }],
      [{ min: 0, passiveFrom: 1, promoterFrom: 1, max: 2 }],
      [{ min: 0, passiveFrom: 1, promoterFrom: 2, max: 1e9 + 1 }],
      [{ min: -2, passiveFrom: -1, promoterFrom: 0, max: 5e-324 }],
      [{ min: 0, passiveFrom: 1, promoterFrom: 2, max: 1e9 }],
    ],
  );
});
