import fc from 'fast-check';
import { describe } from 'vitest';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { age, bdw, sbg, weight } from '../../support/survivors.js';

describe('betaDiscreteWeibull', () => {
  law(
    'with c = 1 it is the shifted beta-geometric model',
    [weight(), weight(), age(), fc.double({ min: 0.001, max: 1, noNaN: true })],
    (alpha, beta, t, rate) => {
      const [one, other] = [bdw({ alpha, beta, c: 1 }), sbg({ alpha, beta })];
      expectClose(one.survival(t), other.survival(t), 1e-13);
      expectClose(one.retention(t + 1), other.retention(t + 1), 1e-11);
      expectClose(one.churn(t + 1), other.churn(t + 1), 1e-11);
      expectClose(one.discounted(t, rate), other.discounted(t, rate), 1e-9);
      // Where the sum is barely finite its last digits are lost.
      if (alpha > 1.01 || alpha < 1) expectClose(one.remaining(t), other.remaining(t), 1e-8);
    },
  );

  law(
    'age counts by its power: S(t) with c is S(u) with 1, for u = t^c whole',
    [weight(), weight(), fc.integer({ min: 0, max: 70 }), fc.constantFrom(2, 3)],
    (alpha, beta, t, c) =>
      expectClose(bdw({ alpha, beta, c }).survival(t), sbg({ alpha, beta }).survival(t ** c), 1e-11),
  );
});
