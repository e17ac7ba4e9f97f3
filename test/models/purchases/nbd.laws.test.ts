import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type ModelFit, type NbdParameters, nbd } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { purchaseModelLaws, shape } from '../../support/purchase-model-laws.js';
import { history } from '../../support/purchases.js';

const parameters = (): fc.Arbitrary<NbdParameters> => fc.record({ r: shape(), alpha: shape() });

describe('nbd', () => {
  purchaseModelLaws(nbd, parameters(), { r: 0, alpha: 1 });

  law('nobody leaves: P(alive) = 1', [parameters(), history()], (p, customer) => {
    expect(nbd.probabilityAlive(p, customer, { at: 1e6 })).toBe(1);
    expect(nbd.probabilityGone(p, customer)).toBe(0);
  });

  law(
    'the mean rate lies between the customer’s own and the population’s: min(x / T, r / α) ≤ (r + x) / (α + T) ≤ max',
    [parameters(), history()],
    (p, customer) => {
      const { purchaseRate } = nbd.posteriorRates(p, customer);
      const rates = [customer.repeats / customer.observed, p.r / p.alpha];
      expect(purchaseRate).toBeGreaterThanOrEqual(Math.min(...rates) * (1 - 1e-14));
      expect(purchaseRate).toBeLessThanOrEqual(Math.max(...rates) * (1 + 1e-14));
    },
  );

  law(
    'a count’s likelihood is that of its times, integrated: P(X(T) = x) = L · T^x / x!',
    [parameters(), fc.integer({ min: 0, max: 60 }), fc.double({ min: 1e-2, max: 1e3, noNaN: true })],
    (p, x, T) => {
      const logLikelihood = nbd.logLikelihood(p, { repeats: x, lastRepeat: x === 0 ? 0 : T / 2, observed: T });
      let log = logLikelihood + x * Math.log(T);
      for (let i = 2; i <= x; i++) log -= Math.log(i);
      const probability = nbd.purchaseCountProbability(p, x, { duration: T });
      if (probability > 1e-290) expectClose(probability, Math.exp(log), 1e-11);
    },
  );

  law(
    'what is simulated is found again: |fit − truth| ≤ 6 standard errors of the logarithm',
    [fc.nat(1000)],
    (seed) => {
      const truth: NbdParameters = { r: 0.6, alpha: 5 };
      const { histories } = nbd.simulate(truth, { observed: { customers: 1000, duration: 50 }, seed });
      const fit = nbd.fit(histories) as ModelFit<NbdParameters>;
      expect(fit.diagnosis.kind).toBe('converged');
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(nbd.logLikelihood(truth, histories));
      (['r', 'alpha'] as const).forEach((name, i) => {
        const distance = Math.log(fit.parameters[name] / truth[name]);
        expect(Math.abs(distance)).toBeLessThanOrEqual(6 * Math.sqrt(fit.logCovariance?.[i]?.[i] as number));
      });
    },
  );
});
