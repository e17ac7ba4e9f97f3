import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { valueDeciles } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

describe('valueDeciles', () => {
  const value = () => fc.double({ noNaN: true, min: -1e6, max: 1e6 });

  law('ten groups hold everybody once: Σ customers = n, sizes differ by 1 at most', [fc.array(value())], (values) => {
    const { deciles, decileOf } = valueDeciles(values);
    const sizes = deciles.map(({ customers: size }) => size);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(values.length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    deciles.forEach(({ decile, customers: size, total }, k) => {
      expect(decile).toBe(k + 1);
      const members = values.filter((_, i) => decileOf[i] === decile);
      expect(members.length).toBe(size);
      expect(Math.abs(total - members.reduce((a, b) => a + b, 0))).toBeLessThanOrEqual(1e-6);
    });
  });

  law(
    'the best come first, and of equal ones the earlier: v(i) > v(j) or (v(i) = v(j) and i < j) ⇒ decile(i) ≤ decile(j)',
    [fc.array(fc.oneof(value(), fc.constantFrom(0, -0, 1)), { maxLength: 40 })],
    (values) => {
      const { decileOf } = valueDeciles(values);
      values.forEach((one, i) => {
        values.forEach((other, j) => {
          if (one > other || (one === other && i < j)) expect(decileOf[i]).toBeLessThanOrEqual(decileOf[j] as number);
        });
      });
    },
  );

  law(
    'the order of customers does not matter to the totals: deciles(shuffled) = deciles(values)',
    [fc.array(value()).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))],
    ([values, shuffled]) => {
      const [one, other] = [valueDeciles(values), valueDeciles(shuffled)];
      expectClose(one.total, other.total, 1e-9);
      one.deciles.forEach(({ total, customers: size }, k) => {
        expect(other.deciles[k]?.customers).toBe(size);
        expectClose(other.deciles[k]?.total, total, 1e-9);
      });
    },
  );

  law(
    'the shares are of the whole: Σ share = 1, share · total = the group’s total',
    [fc.array(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), { minLength: 1 })],
    (values) => {
      const { deciles, total } = valueDeciles(values);
      expectClose(
        deciles.reduce((sum, { share }) => sum + (share as number), 0),
        1,
      );
      for (const decile of deciles) expectClose((decile.share as number) * total, decile.total);
    },
  );
});
