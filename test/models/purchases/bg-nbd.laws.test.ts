import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type BetaGeometricParameters, bgNbd, type ModelFit } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { betaGeometric, purchaseModelLaws } from '../../support/purchase-model-laws.js';
import { history } from '../../support/purchases.js';

describe('bgNbd', () => {
  purchaseModelLaws(bgNbd, betaGeometric(), { r: 0, alpha: 1, a: 0, b: 0 });

  law(
    'customers without repeat purchases have not left: P(alive | x = 0) = 1',
    [betaGeometric(), fc.double({ min: 0, max: 1e6, noNaN: true })],
    (p, observed) => {
      expect(bgNbd.probabilityAlive(p, { repeats: 0, lastRepeat: 0, observed })).toBe(1);
      expect(bgNbd.probabilityGone(p, { repeats: 0, lastRepeat: 0, observed })).toBe(0);
    },
  );

  law(
    'a purchase just now is a coin tossed once more: P(alive | x, t = T) = (b + x − 1) / (a + b + x − 1)',
    [betaGeometric(), fc.integer({ min: 1, max: 5000 }), fc.double({ min: 1e-3, max: 1e5, noNaN: true })],
    (p, repeats, observed) => {
      const alive = bgNbd.probabilityAlive(p, { repeats, lastRepeat: observed, observed });
      expectClose(alive, (p.b + repeats - 1) / (p.a + p.b + repeats - 1));
    },
  );

  law(
    'customers stop: E(0, ∞] ≤ P(alive) E(1 / p) = P(alive) (a + b + x − 1) / (a − 1)',
    [betaGeometric().filter(({ a }) => a > 1.001), history()],
    (p, customer) => {
      const alive = bgNbd.probabilityAlive(p, customer);
      const most = (alive * (p.a + p.b + customer.repeats - 1)) / (p.a - 1);
      const expected = bgNbd.expectedPurchases(p, customer, { to: 1e12 });
      expect(expected).toBeLessThanOrEqual(most * (1 + 1e-11));
    },
  );

  law(
    'those who never leave are of NBD: E(t) = P(alive) (r + x) t / (α + T) in the limit of a → 0',
    [betaGeometric(), history(), fc.double({ min: 1e-3, max: 1e3, noNaN: true })],
    ({ r, alpha, b }, customer, to) => {
      const p = { r, alpha, a: 1e-200, b };
      const rate = (r + customer.repeats) / (alpha + customer.observed);
      expectClose(bgNbd.expectedPurchases(p, customer, { to }), bgNbd.probabilityAlive(p, customer) * rate * to, 1e-11);
    },
  );

  law(
    'what is simulated is found again: |fit − truth| ≤ 6 standard errors of the logarithm',
    [fc.nat(1000)],
    (seed) => {
      const truth: BetaGeometricParameters = { r: 0.6, alpha: 5, a: 0.8, b: 2.5 };
      const { histories } = bgNbd.simulate(truth, { observed: { customers: 3000, duration: 50 }, seed });
      const fit = bgNbd.fit(histories) as ModelFit<BetaGeometricParameters>;
      expect(fit.diagnosis.kind).toBe('converged');
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(bgNbd.logLikelihood(truth, histories));
      (['r', 'alpha', 'a', 'b'] as const).forEach((name, i) => {
        const distance = Math.log(fit.parameters[name] / truth[name]);
        expect(Math.abs(distance)).toBeLessThanOrEqual(6 * Math.sqrt(fit.logCovariance?.[i]?.[i] as number));
      });
    },
  );
});
