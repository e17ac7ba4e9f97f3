import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { rootAbove0, rootBetween, smallestWhole } from '../../src/internal/roots.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

const point = () => fc.double({ min: 1e-6, max: 1e6, noNaN: true });
const shapes: ((x: number) => number)[] = [
  (x) => x,
  (x) => x ** 3,
  (x) => Math.atan(1e3 * x),
  (x) => Math.expm1(x / 1e5),
  (x) => Math.sign(x) * Math.sqrt(Math.abs(x)),
  (x) => Math.sign(x),
];

describe('rootBetween', () => {
  law(
    'it finds the root: f(x − root) is 0 at the root, whatever the shape, the slope and the order of the ends',
    [fc.constantFrom(...shapes), point(), point(), point(), fc.constantFrom(-1, 1), fc.boolean()],
    (shape, root, left, right, sign, swap) => {
      let calls = 0;
      const f = (x: number) => {
        calls++;
        return sign * shape(x - root);
      };
      const [from, to] = swap ? [root + right, root - left] : [root - left, root + right];
      expectClose(rootBetween(f, from, to), root, 4e-16);
      expect(calls).toBeLessThan(200);
    },
  );

  law(
    'a shape that interpolation follows only slowly takes few steps, too: at most four for a bit',
    [fc.integer({ min: 1, max: 300 }), fc.double({ min: 1e-3, max: 1, noNaN: true })],
    (power, root) => {
      let calls = 0;
      const small = 10 ** -power;
      const f = (x: number) => {
        calls++;
        return (x - small * root) / (x + small * small);
      };
      expectClose(rootBetween(f, 0, 1), small * root, 1e-12);
      expect(calls).toBeLessThan(4 * 1200);
    },
  );

  law(
    'without a change of sign it is the end that is nearer to 0, in either order',
    [point(), point(), fc.constantFrom(-1, 1)],
    (a, b, sign) => {
      fc.pre(a !== b);
      expect(rootBetween((x) => sign * x, a, b)).toBe(Math.min(a, b));
    },
  );

  law('a root at an end is found there', [point(), point()], (root, width) => {
    expect(rootBetween((x) => x - root, root, root + width)).toBe(root);
    expect(rootBetween((x) => x - root, root - width, root)).toBe(root);
  });
});

/** From the smallest number to the largest. */
const anySize = () => fc.double({ min: -307, max: 308, noNaN: true }).map((power) => 10 ** power);

describe('rootAbove0', () => {
  law(
    'it finds the root from any guess: f(x / root) for an f that rises through 0 at 1',
    [fc.constantFrom(...shapes), anySize(), fc.double({ min: 0, max: 1.7e308, noNaN: true }), anySize(), fc.boolean()],
    (shape, root, wild, spread, isWild) => {
      let calls = 0;
      const f = (x: number) => {
        calls++;
        return shape(x / root - 1);
      };
      expectClose(rootAbove0(f, isWild ? wild : spread), root, 1e-15);
      expect(calls).toBeLessThan(250);
    },
  );

  law('a function that is never below 0 has its root at 0, and one never above at Infinity', [anySize()], (guess) => {
    expect(rootAbove0(() => 1, guess)).toBe(0);
    expect(rootAbove0(() => -1, guess)).toBe(Infinity);
  });
});

describe('smallestWhole', () => {
  law(
    'it is enough and one less is not: the smallest n ≥ threshold, within its bounds',
    [fc.maxSafeNat(), fc.maxSafeNat()],
    (threshold, most) => {
      fc.pre(most > 0);
      const n = smallestWhole((k) => k >= threshold, 1, most);
      expect(n).toBe(Math.min(Math.max(1, threshold), most));
    },
  );
});
