import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type GompertzNbdParameters, gompertzNbd, paretoNbd } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { purchaseModelLaws, shape } from '../../support/purchase-model-laws.js';
import { history } from '../../support/purchases.js';

/** Shapes from a hundredth to a hundred: beyond that the limits of the model have tests of their own. */
const parameters = (): fc.Arbitrary<GompertzNbdParameters> =>
  fc.record({ r: shape(), alpha: shape(), b: shape(), s: shape(), beta: shape() });
const time = () => fc.double({ min: 1e-3, max: 1e3, noNaN: true });

describe('gompertzNbd', () => {
  purchaseModelLaws(gompertzNbd, parameters(), { r: 0, alpha: 1, b: -1, s: 0, beta: 0 });

  law(
    'without growth it is Pareto/NBD: L, P(alive) and E are those of (r, α, s, β / b) in the limit of b → 0',
    [parameters(), history(), time()],
    ({ r, alpha, s, beta }, customer, to) => {
      const b = 1e-18;
      const [gompertz, pareto] = [
        { r, alpha, b, s, beta: beta * b },
        { r, alpha, s, beta },
      ];
      const logLikelihood = paretoNbd.logLikelihood(pareto, customer);
      const size = (r + customer.repeats) * 40 + s * 40 + 100;
      expect(Math.abs(gompertzNbd.logLikelihood(gompertz, customer) - logLikelihood)).toBeLessThanOrEqual(1e-14 * size);
      for (const at of [0, to]) {
        const alive = paretoNbd.probabilityAlive(pareto, customer, { at });
        if (alive > 1e-290) expectClose(gompertzNbd.probabilityAlive(gompertz, customer, { at }), alive, 1e-10);
        const gone = paretoNbd.probabilityGone(pareto, customer, { at });
        if (gone > 1e-290) expectClose(gompertzNbd.probabilityGone(gompertz, customer, { at }), gone, 1e-10);
      }
      expectClose(
        gompertzNbd.expectedPurchases(gompertz, customer, { to }),
        paretoNbd.expectedPurchases(pareto, customer, { to }),
        1e-10,
      );
      expectClose(
        gompertzNbd.posteriorRates(gompertz, customer).dropoutRate,
        paretoNbd.posteriorRates(pareto, customer).dropoutRate,
        1e-10,
      );
    },
  );

  law(
    'at β = 1 customers stay for exponential times: P(alive at u) = P(alive) exp(−b s u)',
    [parameters(), history(), time()],
    (p, customer, at) => {
      const even = { ...p, beta: 1 };
      const alive = gompertzNbd.probabilityAlive(even, customer) * Math.exp(-p.b * p.s * at);
      if (alive > 1e-290) expectClose(gompertzNbd.probabilityAlive(even, customer, { at }), alive, 1e-10);
    },
  );
});
