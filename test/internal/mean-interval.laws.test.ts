import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { meanInterval } from '../../src/internal/mean-interval.js';
import { wilsonInterval } from '../../src/internal/wilson.js';
import { law } from '../support/law.js';

const count = () =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(20) }, fc.nat(1_000_000));
const counts = () => fc.array(count(), { minLength: 2, maxLength: 12 }).filter((list) => list.some((each) => each > 0));
const reach = () => fc.double({ min: 0.1, max: 6, noNaN: true });
/** Of at least two ratings; the lowest and the highest may be none of them. */
const several = () =>
  fc.array(fc.nat(9), { minLength: 2, maxLength: 8 }).filter((list) => list.filter((each) => each > 0).length > 1);
const meanOf = (list: readonly number[]) => {
  const n = list.reduce((total, each) => total + each, 0);
  return list.reduce((total, each, index) => total + (each * index) / (list.length - 1), 0) / n;
};

describe('meanInterval', () => {
  law('0 ≤ lower ≤ mean ≤ upper ≤ 1, up to rounding, and it has a width', [counts(), reach()], (list, z) => {
    const [lower, upper] = meanInterval(list, z);
    const mean = meanOf(list);
    expect(lower).toBeGreaterThanOrEqual(0);
    expect(lower).toBeLessThanOrEqual(mean + 1e-15);
    expect(upper).toBeGreaterThanOrEqual(mean - 1e-15);
    expect(upper).toBeLessThanOrEqual(1);
    expect(upper).toBeGreaterThan(lower);
  });

  law('on a scale of two ratings it is Wilson’s interval', [count(), count(), reach()], (no, yes, z) => {
    fc.pre(no + yes > 0);
    const [lower, upper] = meanInterval([no, yes], z);
    const wilson = wilsonInterval(yes, no + yes, z);
    expect(Math.abs(lower - wilson[0])).toBeLessThanOrEqual(1e-12 * wilson[0] + 1e-16);
    expect(Math.abs(upper - wilson[1])).toBeLessThanOrEqual(1e-14);
  });

  law(
    'where only the ends of the scale were given, the ratings between them do not matter',
    [count(), count(), fc.nat(8), reach()],
    (no, yes, between, z) => {
      fc.pre(no + yes > 0);
      const [lower, upper] = meanInterval([no, ...Array<number>(between).fill(0), yes], z);
      const wilson = wilsonInterval(yes, no + yes, z);
      expect(Math.abs(lower - wilson[0])).toBeLessThanOrEqual(1e-14);
      expect(Math.abs(upper - wilson[1])).toBeLessThanOrEqual(1e-14);
    },
  );

  law('turning the scale round turns it round: interval(reversed) = 1 − interval', [counts(), reach()], (list, z) => {
    const [lower, upper] = meanInterval(list, z);
    const [turnedLower, turnedUpper] = meanInterval(list.toReversed(), z);
    expect(Math.abs(turnedLower - (1 - upper))).toBeLessThanOrEqual(1e-15);
    expect(Math.abs(turnedUpper - (1 - lower))).toBeLessThanOrEqual(1e-15);
  });

  law('surer is wider: z ≤ z′ ⇒ interval(z) ⊆ interval(z′)', [counts(), reach(), reach()], (list, a, b) => {
    const [narrow, wide] = [Math.min(a, b), Math.max(a, b)].map((z) => meanInterval(list, z)) as [
      [number, number],
      [number, number],
    ];
    expect(wide[0]).toBeLessThanOrEqual(narrow[0] + 1e-14);
    expect(wide[1]).toBeGreaterThanOrEqual(narrow[1] - 1e-14);
  });

  law(
    'no distribution on the scale has a wider one than the ends: width ≤ that of Wilson’s at the same mean',
    [counts(), reach()],
    (list, z) => {
      const n = list.reduce((total, each) => total + each, 0);
      const wilson = wilsonInterval(meanOf(list) * n, n, z);
      const [lower, upper] = meanInterval(list, z);
      expect(lower).toBeGreaterThanOrEqual(wilson[0] - 1e-12);
      expect(upper).toBeLessThanOrEqual(wilson[1] + 1e-12);
    },
  );

  law(
    'many answers: it tends to mean ± z·s/√n',
    [several(), fc.double({ min: 0.5, max: 3, noNaN: true })],
    (list, z) => {
      const many = list.map((each) => each * 1e10);
      const n = many.reduce((total, each) => total + each, 0);
      const mean = meanOf(many);
      const variance = many.reduce((total, each, i) => total + each * (i / (many.length - 1) - mean) ** 2, 0) / n;
      const half = z * Math.sqrt(variance / n);
      const [lower, upper] = meanInterval(many, z);
      expect(Math.abs((mean - lower) / half - 1)).toBeLessThanOrEqual(1e-3);
      expect(Math.abs((upper - mean) / half - 1)).toBeLessThanOrEqual(1e-3);
    },
  );
});
