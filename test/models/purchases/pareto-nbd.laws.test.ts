import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { nbd, type ParetoNbdParameters, paretoNbd } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { purchaseModelLaws, shape } from '../../support/purchase-model-laws.js';
import { history } from '../../support/purchases.js';

/** Shapes from a hundredth to a hundred: beyond that the limits of the model have tests of their own. */
const parameters = (): fc.Arbitrary<ParetoNbdParameters> =>
  fc.record({ r: shape(), alpha: shape(), s: shape(), beta: shape() });
const time = () => fc.double({ min: 1e-3, max: 1e5, noNaN: true });

describe('paretoNbd', () => {
  purchaseModelLaws(paretoNbd, parameters(), { r: 0, alpha: 1, s: 0, beta: 1 });

  law(
    'a purchase just now is a sign of life: P(alive | t = T) = 1',
    [parameters(), fc.integer({ min: 1, max: 5000 }), time()],
    (p, repeats, observed) => {
      expect(paretoNbd.probabilityAlive(p, { repeats, lastRepeat: observed, observed })).toBe(1);
      expect(paretoNbd.probabilityGone(p, { repeats, lastRepeat: observed, observed })).toBe(0);
    },
  );

  law(
    'where α = β the integral has a formula: P(gone) / P(alive) = s / (r + x + s) · (((α + T) / (α + t))^(r + x + s) − 1)',
    [parameters(), history()],
    ({ r, alpha, s }, customer) => {
      const n = r + s + customer.repeats;
      const log = n * Math.log1p((customer.observed - customer.lastRepeat) / (alpha + customer.lastRepeat));
      if (log > 600) return;
      const odds = (s / n) * Math.expm1(log);
      const p = { r, alpha, s, beta: alpha };
      expectClose(paretoNbd.probabilityAlive(p, customer), 1 / (1 + odds), 1e-11);
      expectClose(paretoNbd.probabilityGone(p, customer), odds / (1 + odds), 1e-11);
    },
  );

  law(
    'customers leave at a rate of their own: P(alive at u) = P(alive) ((β + T) / (β + T + u))^s',
    [parameters(), history(), time()],
    (p, customer, at) => {
      const stays = (1 + at / (p.beta + customer.observed)) ** -p.s;
      expectClose(
        paretoNbd.probabilityAlive(p, customer, { at }),
        paretoNbd.probabilityAlive(p, customer) * stays,
        1e-10,
      );
    },
  );

  law(
    'customers stop: E(0, ∞] ≤ P(alive) (r + x) / (α + T) · (β + T) / (s − 1)',
    [parameters().filter(({ s }) => s > 1.001), history()],
    (p, customer) => {
      const rate = (p.r + customer.repeats) / (p.alpha + customer.observed);
      const most = (paretoNbd.probabilityAlive(p, customer) * rate * (p.beta + customer.observed)) / (p.s - 1);
      expect(paretoNbd.expectedPurchases(p, customer, { to: 1e12 })).toBeLessThanOrEqual(most * (1 + 1e-11));
    },
  );

  law(
    'those who never leave are of NBD: E(t) = P(alive) (r + x) t / (α + T), and L is that of NBD, in the limit of s → 0',
    [parameters(), history(), time()],
    ({ r, alpha, beta }, customer, to) => {
      const p = { r, alpha, s: 1e-300, beta };
      const alive = paretoNbd.probabilityAlive(p, customer);
      const expected = alive * nbd.expectedPurchases({ r, alpha }, customer, { to });
      expectClose(paretoNbd.expectedPurchases(p, customer, { to }), expected);
      if (paretoNbd.probabilityGone(p, customer) > 1e-16) return;
      const logLikelihood = nbd.logLikelihood({ r, alpha }, customer);
      // A sum of large terms of both signs.
      const logs =
        Math.abs(Math.log(alpha)) + Math.abs(Math.log(alpha + customer.observed)) + Math.log1p(customer.repeats);
      const size = 1 + (r + customer.repeats) * (1 + logs);
      expect(Math.abs(paretoNbd.logLikelihood(p, customer) - logLikelihood)).toBeLessThanOrEqual(4e-15 * size);
    },
  );

  law(
    'later purchases are those of who is there later: DERT(δ) = DERT(δ, h) + exp(−δh) P(alive at h) DERT(δ | alive at T + h)',
    [
      parameters(),
      history(),
      fc.double({ min: 1e-3, max: 1, noNaN: true }),
      fc.double({ min: 0.1, max: 50, noNaN: true }),
    ],
    (p, customer, forceOfInterest, horizon) => {
      const dert = paretoNbd.discountedExpectedPurchases;
      // Somebody who is there at T + h, with another purchase rate, which the answer is in proportion to.
      const late = { repeats: 1, lastRepeat: customer.observed + horizon, observed: customer.observed + horizon };
      const rateOf = ({ repeats, observed }: typeof late) => (p.r + repeats) / (p.alpha + observed);
      const rest =
        (dert(p, late, { forceOfInterest }) / rateOf(late)) *
        rateOf(customer) *
        paretoNbd.probabilityAlive(p, customer, { at: horizon }) *
        Math.exp(-forceOfInterest * horizon);
      expectClose(
        dert(p, customer, { forceOfInterest, horizon }) + rest,
        dert(p, customer, { forceOfInterest }),
        1e-10,
      );
    },
  );
});
