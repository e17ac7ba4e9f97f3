import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { logBeta } from '../../src/internal/gamma.js';
import { betaQuantile, betaTail } from '../../src/internal/incomplete-beta.js';
import { normalTail } from '../../src/internal/normal.js';
import { studentQuantile, studentTail } from '../../src/internal/student.js';
import { law } from '../support/law.js';
import { comesBack, expectClose, staysWithin } from '../support/predicates.js';

/** Up to a thousand, so that the loops are short; the table has larger ones. */
const shape = () => fc.double({ min: -3, max: 3, noNaN: true }).map((power) => 10 ** power);
const moderate = () => fc.double({ min: -0.5, max: 3, noNaN: true }).map((power) => 10 ** power);
/** x with its distance from 1, from the odds, so that both ends have digits. */
const position = () =>
  fc.double({ min: -9, max: 9, noNaN: true }).map((power) => {
    const odds = 10 ** power;
    return { x: odds / (1 + odds), y: 1 / (1 + odds) };
  });
const t = () => fc.double({ min: -6, max: 3, noNaN: true }).map((power) => 10 ** power);

describe('the incomplete beta function', () => {
  law(
    '0 ≤ I ≤ 1',
    [fc.tuple(shape(), shape(), position())],
    staysWithin(([a, b, { x, y }]) => betaTail(a, b, x, y), 0, 1),
  );

  law('the tails are complements: I_x(a, b) + I_y(b, a) = 1', [shape(), shape(), position()], (a, b, { x, y }) =>
    expectClose(betaTail(a, b, x, y) + betaTail(b, a, y, x), 1, 1e-13),
  );

  law(
    'recurrence: I_x(a, b) = I_x(a + 1, b) + x^a y^b / (a B(a, b))',
    [shape(), shape(), position()],
    (a, b, { x, y }) => {
      const step = Math.exp(a * Math.log(x) + b * Math.log(y) - logBeta(a, b)) / a;
      expectClose(betaTail(a, b, x, y), betaTail(a + 1, b, x, y) + step, 1e-10);
    },
  );

  law('with b = 1 it is a power: I_x(a, 1) = x^a', [shape(), position()], (a, { x, y }) => {
    const power = a * (x < 0.5 ? Math.log(x) : Math.log1p(-y));
    fc.pre(power > -700);
    expectClose(betaTail(a, 1, x, y), Math.exp(power), 1e-12);
    expectClose(betaTail(1, a, y, x), -Math.expm1(power), 1e-12);
  });

  law(
    'for whole shapes it is a binomial tail: I_x(k, n − k + 1) = P(k or more of n succeed)',
    [fc.integer({ min: 1, max: 40 }), fc.nat(40), fc.double({ min: 0.01, max: 0.99, noNaN: true })],
    (k, more, x) => {
      const n = k + more;
      let sum = 0;
      for (let j = k; j <= n; j++) {
        const logChoose = -Math.log(n + 1) - logBeta(j + 1, n - j + 1);
        sum += Math.exp(logChoose + j * Math.log(x) + (n - j) * Math.log1p(-x));
      }
      expectClose(betaTail(k, n - k + 1, x), sum, 1e-12);
    },
  );

  law(
    'the quantile is the inverse: I at quantile(p) = p, also for tiny p',
    [
      fc.oneof(
        fc.double({ min: 1e-3, max: 0.999, noNaN: true }),
        fc.double({ min: -100, max: -1, noNaN: true }).map((power) => 10 ** power),
      ),
      moderate(),
      moderate(),
    ],
    (p, a, b) => {
      const [x, y] = betaQuantile(p, a, b);
      // Below the smallest normal number x has too few digits.
      fc.pre(x > 1e-290);
      expectClose(betaTail(a, b, x, y), p, 1e-10);
    },
  );
});

describe('Student’s distribution', () => {
  law('the tails are complements: P(T > t) + P(T > −t) = 1', [t(), shape()], (at, df) =>
    expectClose(studentTail(at, df) + studentTail(-at, df), 1, 1e-15),
  );

  law('with one degree of freedom it is Cauchy’s: P(T > t) = ½ − arctan(t) / π = arctan(1/t) / π', [t()], (at) =>
    expectClose(studentTail(at, 1), Math.atan(1 / at) / Math.PI, 1e-13),
  );

  law('with two it is algebraic: P(T > t) = 1 / (w · (w + t)) for w = √(2 + t²)', [t()], (at) => {
    const w = Math.sqrt(2 + at * at);
    expectClose(studentTail(at, 2), 1 / (w * (w + at)), 1e-13);
  });

  law(
    'fewer degrees have heavier tails: df ≤ df′ ⇒ P(T > t) ≥ P(T′ > t) ≥ P(Z > t)',
    [t(), shape(), shape()],
    (at, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      expect(studentTail(at, less)).toBeGreaterThanOrEqual(studentTail(at, more) * (1 - 1e-12));
      expect(studentTail(at, more)).toBeGreaterThanOrEqual(normalTail(at) * (1 - 1e-12));
    },
  );

  law(
    'it is continuous where the method changes, at a million degrees of freedom: the distance from the normal tail falls as 1 / df',
    [fc.double({ min: 0.1, max: 6, noNaN: true })],
    (at) => {
      // A hundredth more degrees of freedom take the tail a hundredth of the way to the normal one.
      const [below, above] = [studentTail(at, 1e6), studentTail(at, 1.01e6)];
      expectClose(below - above, (below - normalTail(at)) / 101, 1e-3);
    },
  );

  law(
    'the quantile is the inverse: P(T > quantile(p)) = 1 − p, also for tiny p',
    [
      fc.oneof(
        fc.double({ min: 1e-3, max: 0.499, noNaN: true }),
        // As far as t keeps below 1e150.
        fc.double({ min: -40, max: -1, noNaN: true }).map((power) => 10 ** power),
      ),
      moderate(),
    ],
    comesBack(studentQuantile, (at, df) => studentTail(-at, df), 1e-11),
  );

  law(
    'the quantile is the mirror image’s, bit by bit: [x, y] at p of a and b = [y, x] at 1 − p of b and a',
    [fc.double({ min: 1e-3, max: 0.999, noNaN: true }), shape(), shape()],
    (p, a, b) => {
      const q = 1 - p;
      fc.pre(p !== q);
      expect(betaQuantile(p, a, b, q)).toEqual([...betaQuantile(q, b, a, p)].reverse());
    },
  );

  law(
    'quantiles never fall, over all probabilities and of small shapes too: p ≤ q ⇒ x(p) ≤ x(q) and y(p) ≥ y(q)',
    [
      fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true }),
      fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true }),
      shape(),
      shape(),
    ],
    (one, other, a, b) => {
      const [[x, y], [beyondX, beyondY]] = [
        betaQuantile(Math.min(one, other), a, b),
        betaQuantile(Math.max(one, other), a, b),
      ];
      // The rounding of a tail moves the quantile by so many parts, the more the smaller the shape.
      const slack = 1 + 1e-12 / Math.min(1, a, b);
      expect(x).toBeLessThanOrEqual(beyondX * slack);
      expect(beyondY).toBeLessThanOrEqual(y * slack);
      expectClose(x + y, 1, 3e-16);
    },
  );
});
