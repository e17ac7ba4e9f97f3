import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { logGamma } from '../../src/internal/gamma.js';
import {
  chiSquareTail,
  gammaLowerTail,
  gammaQuantile,
  gammaUpperQuantile,
  gammaUpperTail,
} from '../../src/internal/incomplete-gamma.js';
import { normalTail } from '../../src/internal/normal.js';
import { law } from '../support/law.js';
import { comesBack, expectClose, staysWithin } from '../support/predicates.js';

/** Up to a thousand, so that the loops are short; the table has larger ones. */
const shape = () => fc.double({ min: -3, max: 3, noNaN: true }).map((power) => 10 ** power);
/** How far from the mean, in standard deviations; a value below 0 becomes a tiny one. */
const near = (a: number, z: number) => {
  const x = a + z * Math.sqrt(a);
  return x > 0 ? x : a * 10 ** z;
};
const z = () => fc.double({ min: -8, max: 8, noNaN: true });
/** Also tiny ones. */
const probability = () =>
  fc.oneof(
    fc.double({ min: 1e-3, max: 0.999, noNaN: true }),
    fc.double({ min: -280, max: -1, noNaN: true }).map((power) => 10 ** power),
  );

describe('the incomplete gamma function', () => {
  law(
    '0 ≤ P ≤ 1',
    [fc.tuple(shape(), z())],
    staysWithin(([a, by]) => gammaLowerTail(a, near(a, by)), 0, 1),
  );
  law(
    '0 ≤ Q ≤ 1',
    [fc.tuple(shape(), z())],
    staysWithin(([a, by]) => gammaUpperTail(a, near(a, by)), 0, 1),
  );

  law('the tails are complements: P(a, x) + Q(a, x) = 1', [shape(), z()], (a, by) => {
    const x = near(a, by);
    expectClose(gammaLowerTail(a, x) + gammaUpperTail(a, x), 1, 1e-13);
  });

  law('recurrence: Q(a + 1, x) = Q(a, x) + x^a e^−x / Γ(a + 1)', [shape(), z()], (a, by) => {
    const x = near(a, by);
    const step = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
    expectClose(gammaUpperTail(a + 1, x), gammaUpperTail(a, x) + step, 1e-11);
    expectClose(gammaLowerTail(a, x), gammaLowerTail(a + 1, x) + step, 1e-11);
  });

  law('of shape 1 it is exponential: Q(1, x) = e^−x', [fc.double({ min: 1e-9, max: 700, noNaN: true })], (x) => {
    expectClose(gammaUpperTail(1, x), Math.exp(-x), 2e-13);
    expectClose(gammaLowerTail(1, x), -Math.expm1(-x), 1e-14);
  });

  law(
    'χ² with one degree of freedom is a squared normal: P(χ² > z²) = 2 · P(Z > z)',
    [fc.double({ min: 0, max: 37, noNaN: true })],
    (at) => expectClose(chiSquareTail(at * at, 1), 2 * normalTail(at), 1e-12),
  );

  law(
    'for a whole shape it is Poisson’s: Q(n, x) = Σ e^−x · x^k / k! for k below n',
    [fc.integer({ min: 1, max: 60 }), fc.double({ min: 1e-6, max: 300, noNaN: true })],
    (n, x) => {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += Math.exp(k * Math.log(x) - x - logGamma(k + 1));
      expectClose(gammaUpperTail(n, x), sum, 1e-12);
    },
  );

  law('further out there is less: x ≤ y ⇒ Q(a, y) ≤ Q(a, x)', [shape(), z(), z()], (a, one, other) => {
    const [x, y] = [near(a, Math.min(one, other)), near(a, Math.max(one, other))];
    fc.pre(x <= y);
    expect(gammaUpperTail(a, y)).toBeLessThanOrEqual(gammaUpperTail(a, x) * (1 + 1e-13));
  });

  law(
    'the expansion for huge shapes is continuous with the rest: Q(1e7, x) at both sides of the change',
    [fc.double({ min: -6, max: 6, noNaN: true })],
    (by) => {
      // One step of the recurrence leads from one side to the other.
      const [a, x] = [1e7 - 0.5, 1e7 + by * Math.sqrt(1e7)];
      const step = Math.exp(-((x - a) ** 2) / 2 / a + (x - a) ** 3 / 3 / a / a) / Math.sqrt(2 * Math.PI * a);
      expectClose(gammaUpperTail(a + 1, x) - gammaUpperTail(a, x), step, 1e-3);
    },
  );

  law(
    'the quantile is the inverse: P(a, quantile(p)) = p, also for tiny p',
    [probability(), fc.double({ min: 0, max: 3, noNaN: true }).map((power) => 10 ** power)],
    comesBack(gammaQuantile, (x, a) => gammaLowerTail(a, x), 1e-11),
  );

  law(
    'the upper quantile is the inverse: Q(a, quantile(q)) = q, also for tiny q',
    [probability(), fc.double({ min: 0, max: 3, noNaN: true }).map((power) => 10 ** power)],
    comesBack(gammaUpperQuantile, (x, a) => gammaUpperTail(a, x), 1e-11),
  );

  law(
    'there and back from the argument: quantile(P(a, x)) = x where P is not 1',
    [shape(), fc.double({ min: -8, max: 0, noNaN: true })],
    (a, by) => {
      const x = near(a, by);
      expectClose(gammaQuantile(gammaLowerTail(a, x), a), x, 1e-9);
    },
  );
});
