import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BgCnbdKParameters,
  bgCnbdK,
  bgNbd,
  groupHistories,
  type ModelFit,
  mbgCnbdK,
  mbgNbd,
  type PurchaseHistory,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { purchaseModelLaws, shape } from '../../support/purchase-model-laws.js';
import { histories, history } from '../../support/purchases.js';

/** Shapes from a hundredth to a hundred, and up to monthly visits with a spread of a week: beyond that there are goldens. */
const parameters = (): fc.Arbitrary<BgCnbdKParameters> =>
  fc.record({ r: shape(), alpha: shape(), a: shape(), b: shape(), k: fc.integer({ min: 1, max: 12 }) });
const time = () => fc.double({ min: 1e-3, max: 1e4, noNaN: true });

const ORDINARY = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42 };

const MODELS = [
  { model: bgCnbdK, atRandom: bgNbd },
  { model: mbgCnbdK, atRandom: mbgNbd },
];

/** Up to rounding, in which the smallest numbers drown. */
function expectNear(actual: number, expected: number): void {
  if (expected > 1e-290) expectClose(actual, expected, 1e-10);
}

describe.each(MODELS)('$model.name', ({ model, atRandom }) => {
  purchaseModelLaws(model, parameters(), { r: 0, alpha: 1, a: 0, b: 0 }, true);

  law(
    'k = 1 is at random: each answer is that of the model without k',
    [parameters(), history(), time(), time(), fc.integer({ min: 0, max: 40 })],
    ({ r, alpha, a, b }, customer, from, length, count) => {
      const [p, plain] = [
        { r, alpha, a, b, k: 1 },
        { r, alpha, a, b },
      ];
      const to = from + length;
      const size = 1 + customer.repeats;
      const likelihood = atRandom.logLikelihood(plain, customer);
      expect(Math.abs(model.logLikelihood(p, customer) - likelihood)).toBeLessThanOrEqual(
        1e-13 * (size + Math.abs(likelihood)),
      );
      const [slopes, plainSlopes] = [model.gradient(p, customer), atRandom.gradient(plain, customer)];
      for (const name of ['r', 'alpha', 'a', 'b'] as const) {
        expect(Math.abs(slopes[name] - plainSlopes[name]) * p[name]).toBeLessThanOrEqual(1e-11 * size);
      }
      expectNear(model.probabilityAlive(p, customer), atRandom.probabilityAlive(plain, customer));
      expectNear(model.probabilityGone(p, customer), atRandom.probabilityGone(plain, customer));
      expectNear(
        model.probabilityAlive(p, customer, { at: to }),
        atRandom.probabilityAlive(plain, customer, { at: to }),
      );
      expectNear(model.probabilityGone(p, customer, { at: to }), atRandom.probabilityGone(plain, customer, { at: to }));
      expectNear(model.expectedPurchases(p, customer, { to }), atRandom.expectedPurchases(plain, customer, { to }));
      const [one, other] = [model, atRandom].map((each) =>
        (each as typeof atRandom).expectedPurchases(p, customer, { from, to }),
      ) as [number, number];
      const all = atRandom.expectedPurchases(plain, customer, { to });
      expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-11 * all);
      expectNear(
        model.conditionalPurchaseCountProbability(p, customer, count, { duration: to }),
        atRandom.conditionalPurchaseCountProbability(plain, customer, count, { duration: to }),
      );
      for (const horizon of [undefined, to]) {
        const options = { forceOfInterest: 0.01, horizon };
        expectNear(
          model.discountedExpectedPurchases(p, customer, options),
          atRandom.discountedExpectedPurchases(plain, customer, options),
        );
      }
      const [rates, plainRates] = [model.posteriorRates(p, customer), atRandom.posteriorRates(plain, customer)];
      expectNear(rates.purchaseRate, plainRates.purchaseRate);
      expectNear(rates.dropoutProbability as number, plainRates.dropoutProbability as number);
    },
  );

  law(
    'nobody leaves for nothing: E(0, ∞] ≤ P(alive) E(1 / p) = P(alive) (a + b + m − 1) / (a − 1)',
    [parameters().filter(({ a }) => a > 1.001), history()],
    (p, customer) => {
      const m = customer.repeats + (model === mbgCnbdK ? 1 : 0);
      const most = (model.probabilityAlive(p, customer) * (p.a + p.b + m - 1)) / (p.a - 1);
      expect(model.expectedPurchases(p, customer, { to: 1e12 })).toBeLessThanOrEqual(most * (1 + 1e-11));
    },
  );

  law(
    'a horizon beyond which nothing counts is none: δ h = 60 ⇒ DERT(δ, h) = DERT(δ)',
    // The discount in units of α + T: where that is less, most customers have millions of events within the horizon.
    [parameters(), fc.integer({ min: 1, max: 100 }), history(), fc.double({ min: 1, max: 100, noNaN: true })],
    (some, k, customer, perScale) => {
      const p = { ...some, k };
      const forceOfInterest = perScale / (p.alpha + customer.observed);
      const forever = model.discountedExpectedPurchases(p, customer, { forceOfInterest });
      const within = model.discountedExpectedPurchases(p, customer, { forceOfInterest, horizon: 60 / forceOfInterest });
      // exp(−60) = 1e-26 shows where a customer has to buy by then what is next to impossible.
      expect(Math.abs(within - forever)).toBeLessThanOrEqual(1e-10 * forever + 1e-24);
    },
  );

  law(
    'each k-th event is a purchase: r t / (α k) − (k − 1) / k ≤ E(0, t] ≤ r t / (α k) where nobody leaves',
    [parameters(), time()],
    (p, to) => {
      const expected = model.expectedPurchasesOfNewCustomer({ ...p, a: 1e-200 }, { to });
      const even = (p.r * to) / (p.alpha * p.k);
      // A new customer has just bought: the first purchase is later than it would be at a random time, by (k − 1) / 2 events.
      expect(expected).toBeLessThanOrEqual(even * (1 + 1e-11));
      expect(expected).toBeGreaterThanOrEqual(even - (p.k - 1) / p.k - 1e-11 * even);
    },
  );

  law(
    'long silence says more of the regular: P(alive | k) ≤ P(alive | 1) at the same purchase rate where the gap is long',
    [fc.integer({ min: 2, max: 12 }), fc.integer({ min: 5, max: 40 })],
    (k, repeats) => {
      const customer = { repeats, lastRepeat: repeats, observed: repeats + 5 };
      const p = { r: 2, alpha: 2, a: 1, b: 4 };
      const regular = model.probabilityAlive({ ...p, r: 2, alpha: 2 / k, k }, customer);
      expect(regular).toBeLessThanOrEqual(model.probabilityAlive({ ...p, k: 1 }, customer));
    },
  );

  law(
    'times between purchases say nothing of the rest: ∂ log L and predictions do not hang on logIntervals',
    [parameters(), history()],
    (p, customer) => {
      const { repeats: x, lastRepeat: t } = customer;
      const even: PurchaseHistory = { ...customer, logIntervals: x === 0 ? 0 : x * Math.log(t / x) };
      expect(model.gradient(p, even)).toEqual(model.gradient(p, customer));
      expect(model.expectedPurchases(p, even, { to: 9 })).toBe(model.expectedPurchases(p, customer, { to: 9 }));
      if (p.k === 1) expect(model.logLikelihood(p, even)).toBeCloseTo(model.logLikelihood(p, customer), 7);
      // Even times are the likeliest that there are.
      else
        expect(model.logLikelihood(p, even)).toBeGreaterThanOrEqual(model.logLikelihood(p, customer) - 1e-9 * (1 + x));
    },
  );

  law(
    'customers in groups are as likely as one by one: log L(groupHistories(all)) = log L(all), times between purchases and all',
    [histories(), fc.integer({ min: 1, max: 12 })],
    (all, k) => {
      if (all.repeats.length === 0) return;
      const known = {
        ...all,
        logIntervals: Array.from(all.repeats, (x, i) =>
          x === 0 ? 0 : x * Math.log((all.lastRepeat[i] as number) / x) - (i % 2),
        ),
      };
      const [one, other] = [known, groupHistories(known)].map((each) => model.logLikelihood({ ...ORDINARY, k }, each));
      expectClose(other, one as number, 1e-11);
    },
  );

  law<[number]>(
    'what is simulated is found again: |k − truth| ≤ 1, and with k given |fit − truth| ≤ 6 standard errors of the logarithm',
    [fc.nat(1000)],
    (seed) => {
      const truth: BgCnbdKParameters = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42, k: 1 + (seed % 4) };
      const { histories: simulated } = model.simulate(truth, { observed: { customers: 300, duration: 30 }, seed });
      const fit = model.fit(simulated) as ModelFit<BgCnbdKParameters>;
      expect(Math.abs(fit.parameters.k - truth.k)).toBeLessThanOrEqual(1);
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(model.logLikelihood(truth, simulated));
      const { parameters, logCovariance } = model.fit(simulated, { k: truth.k }) as ModelFit<BgCnbdKParameters>;
      (['r', 'alpha', 'a', 'b'] as const).forEach((name, i) => {
        const distance = Math.log(parameters[name] / truth[name]);
        expect(Math.abs(distance)).toBeLessThanOrEqual(6 * Math.sqrt(logCovariance?.[i]?.[i] as number));
      });
    },
    [],
    100,
  );
});
