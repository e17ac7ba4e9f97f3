import fc from 'fast-check';
import { expect } from 'vitest';
import type { BetaGeometricParameters, PurchaseHistory, PurchaseModel, Smooth } from '../../src/index.js';
import { factor } from './arbitraries.js';
import { law } from './law.js';
import { expectClose, expectComplements } from './predicates.js';
import { columnsOf, histories, history, rowsOf } from './purchases.js';

/** A parameter of an ordinary size, spread evenly over its logarithm. */
export const shape = (): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(0.01), max: Math.log(100), noNaN: true }).map(Math.exp);

/** Shapes from a hundredth to a hundred: beyond that the limits of the models have tests of their own. */
export const betaGeometric = (): fc.Arbitrary<BetaGeometricParameters> =>
  fc.record({ r: shape(), alpha: shape(), a: shape(), b: shape() });

/** A length of time, 0 included. */
const duration = (): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(0, 1, 39), fc.double({ min: 1e-3, max: 1e4, noNaN: true }));

/** Up to rounding in proportion to `size`. */
function expectAtMost(lesser: number, greater: number, size = greater): void {
  expect(lesser).toBeLessThanOrEqual(greater + 1e-11 * size);
}

/**
 * What holds of every model of purchasing: called inside of a `describe`. `timePowers` has the power of time in the unit of each
 * parameter (but k). Of customers who buy regularly, what hangs on purchases at random does not hold.
 */
export function purchaseModelLaws<Parameters extends object>(
  model: PurchaseModel<Parameters>,
  parameters: fc.Arbitrary<Parameters>,
  timePowers: Record<keyof Smooth<Parameters>, number>,
  isRegular = false,
): void {
  const names = Object.keys(timePowers) as (keyof Smooth<Parameters>)[];
  const rescaled = (p: Parameters, k: number): Parameters => ({
    ...p,
    ...Object.fromEntries(names.map((name) => [name, (p[name] as number) * k ** timePowers[name]])),
  });
  const later = ({ repeats, lastRepeat, observed }: PurchaseHistory, by: number): PurchaseHistory => ({
    repeats,
    lastRepeat,
    observed: observed + by,
  });

  law('0 ≤ P(alive) ≤ 1 and P(alive) + P(gone) = 1', [parameters, history(), duration()], (p, customer, at) => {
    expectComplements(model.probabilityAlive(p, customer, { at }), model.probabilityGone(p, customer, { at }));
  });

  law(
    'silence is a bad sign: P(alive | x, t, T + s) ≤ P(alive | x, t, T)',
    [parameters, history(), duration()],
    (p, customer, silence) =>
      expectAtMost(model.probabilityAlive(p, later(customer, silence)), model.probabilityAlive(p, customer)),
  );

  law(
    'nobody comes back: P(alive at s + u) ≤ P(alive at s)',
    [parameters, history(), duration(), duration()],
    (p, customer, at, more) =>
      expectAtMost(model.probabilityAlive(p, customer, { at: at + more }), model.probabilityAlive(p, customer, { at })),
  );

  law('no time, no purchases: E(s, s] = 0', [parameters, history(), duration()], (p, customer, at) => {
    expect(model.expectedPurchases(p, customer, { from: at, to: at })).toBe(0);
    expect(model.expectedPurchasesOfNewCustomer(p, { from: at, to: at })).toBe(0);
  });

  law(
    'adjoining intervals add up: E(0, s] + E(s, s + u] = E(0, s + u]',
    [parameters, history(), duration(), duration()],
    (p, customer, first, second) => {
      const expected = (from: number, to: number) => model.expectedPurchases(p, customer, { from, to });
      expectClose(expected(0, first) + expected(first, first + second), expected(0, first + second), 1e-11);
    },
  );

  if (!isRegular)
    law(
      'customers leave, so that later purchases are fewer: E(s, s + u] ≤ E(0, u]',
      [parameters, history(), duration(), duration()],
      (p, customer, from, length) => {
        const to = from + length;
        // Not `length`, which the addition rounds.
        const asLong = model.expectedPurchases(p, customer, { to: to - from });
        expectAtMost(model.expectedPurchases(p, customer, { from, to }), asLong);
      },
    );

  law(
    'a new customer is one who has been observed for no time: E_new(s, u] = E((s, u] | 0, 0, 0)',
    [parameters, duration(), duration()],
    (p, from, length) => {
      const interval = { from, to: from + length };
      const nobody = { repeats: 0, lastRepeat: 0, observed: 0 };
      expectClose(model.expectedPurchasesOfNewCustomer(p, interval), model.expectedPurchases(p, nobody, interval));
    },
  );

  law(
    'the counts’ probabilities sum to 1, and their mean is the expectation: Σ P(n) = 1, Σ n P(n) = E',
    [parameters, history(), fc.double({ min: 0.01, max: 2, noNaN: true })],
    (p, customer, share) => {
      // A time in which even the most eager customers make but a few hundred purchases.
      const rate = model.posteriorRates(p, customer).purchaseRate;
      const time = share / rate;
      let [total, mean] = [0, 0];
      for (let n = 0; n < 3000; n++) {
        const probability = model.conditionalPurchaseCountProbability(p, customer, n, { duration: time });
        total += probability;
        mean += n * probability;
        if (1 - total < 1e-12 && n > 50 && n * probability < 1e-15) break;
      }
      expect(total).toBeLessThanOrEqual(1 + 1e-11);
      const expected = model.expectedPurchases(p, customer, { to: time });
      // Where few customers buy very much, their tail is longer than the sum: by Markov's inequality it holds no more.
      expect(total).toBeGreaterThanOrEqual(1 - expected / 3000 - 1e-11);
      expectAtMost(mean, expected);
      if (1 - total < 1e-11) expect(Math.abs(mean - expected)).toBeLessThanOrEqual(1e-6 * expected);
    },
  );

  law(
    'discounting at rate 0 is none: DERT(0, horizon) = E(0, horizon]',
    [parameters, history(), duration()],
    (p, customer, horizon) =>
      expectClose(
        model.discountedExpectedPurchases(p, customer, { forceOfInterest: 0, horizon }),
        model.expectedPurchases(p, customer, { to: horizon }),
        1e-10,
      ),
  );

  law(
    'many customers are discounted as one is: DERT(columns)ᵢ = DERT(customerᵢ)',
    [parameters, history(), fc.double({ min: 1e-4, max: 1, noNaN: true }), fc.constantFrom(undefined, 1, 1000)],
    (p, customer, forceOfInterest, horizon) => {
      // Where purchases are regular it takes time: the more, the more of them there are.
      if (isRegular && customer.repeats > 30) return;
      // Enough of one x for what is only done for many.
      const customers = Array.from({ length: 120 }, (_, i) => later(customer, (i % 40) * customer.observed * 0.07));
      const discounted = model.discountedExpectedPurchases(p, columnsOf(customers), { forceOfInterest, horizon });
      for (const i of [0, 39, 83, 101, 119]) {
        const one = model.discountedExpectedPurchases(p, customers[i] as PurchaseHistory, { forceOfInterest, horizon });
        if (one > 1e-290) expectClose(discounted[i], one, 1e-11);
      }
    },
  );

  law(
    'many customers buy and stay as one does: E(columns)ᵢ = E(customerᵢ), P(columns)ᵢ = P(customerᵢ)',
    [parameters, history(), duration(), duration()],
    (p, customer, from, length) => {
      if (isRegular && customer.repeats > 30) return;
      const to = from + length;
      // Enough of one x for what is only done for many.
      const customers = Array.from({ length: 120 }, (_, i) => later(customer, (i % 40) * customer.observed * 0.07));
      const columns = columnsOf(customers);
      const [all, some] = [{ to }, { from, to }].map((interval) => model.expectedPurchases(p, columns, interval));
      const [alive, gone] = [
        model.probabilityAlive(p, columns, { at: to }),
        model.probabilityGone(p, columns, { at: to }),
      ];
      for (const i of [0, 39, 83, 101, 119]) {
        const one = customers[i] as PurchaseHistory;
        const expected = model.expectedPurchases(p, one, { to });
        if (expected > 1e-290) expectClose(all?.[i], expected, 1e-11);
        const between = model.expectedPurchases(p, one, { from, to });
        expect(Math.abs((some?.[i] as number) - between)).toBeLessThanOrEqual(1e-11 * expected);
        const [stays, leaves] = [model.probabilityAlive(p, one, { at: to }), model.probabilityGone(p, one, { at: to })];
        if (stays > 1e-290) expectClose(alive[i], stays, 1e-11);
        if (leaves > 1e-290) expectClose(gone[i], leaves, 1e-11);
      }
    },
  );

  law(
    'the sooner the better: exp(−δh) E(0, h] ≤ DERT(δ, h) ≤ E(0, h], and DERT(δ, h) ≤ DERT(δ)',
    [parameters, history(), duration(), fc.double({ min: 1e-4, max: 1, noNaN: true })],
    (p, customer, horizon, forceOfInterest) => {
      const discounted = model.discountedExpectedPurchases(p, customer, { forceOfInterest, horizon });
      const expected = model.expectedPurchases(p, customer, { to: horizon });
      expectAtMost(discounted, expected);
      expectAtMost(expected * Math.exp(-forceOfInterest * horizon), discounted);
      expectAtMost(discounted, model.discountedExpectedPurchases(p, customer, { forceOfInterest }));
    },
  );

  law(
    'the unit of time does not matter: f(k · times, k-scaled parameters) = f, and log L falls by x log k',
    // A power of 2, so that the time between two others is not rounded differently: customers may leave within its last bits.
    [parameters, history(), factor().map((k) => 2 ** Math.round(Math.log2(k))), duration()],
    (p, customer, k, to) => {
      const [q, { repeats }] = [rescaled(p, k), customer];
      const other = { repeats, lastRepeat: k * customer.lastRepeat, observed: k * customer.observed };
      expectClose(model.probabilityAlive(q, other), model.probabilityAlive(p, customer), 1e-10);
      expectClose(
        model.expectedPurchases(q, other, { to: k * to }),
        model.expectedPurchases(p, customer, { to }),
        1e-10,
      );
      const [logLikelihood, shifted] = [model.logLikelihood(p, customer), model.logLikelihood(q, other)];
      const size = 1 + Math.abs(logLikelihood) + repeats * (5 + Math.abs(Math.log(k)));
      expect(Math.abs(shifted + repeats * Math.log(k) - logLikelihood)).toBeLessThanOrEqual(1e-13 * size);
    },
  );

  law(
    'customers are independent, and a weight is a repetition: log L(columns) = Σ wᵢ log L(rowᵢ)',
    [parameters, histories()],
    (p, all) => {
      let [sum, size] = [0, 0];
      for (const [repeats, lastRepeat, observed, weight] of rowsOf(all) as [number, number, number, number][]) {
        const each = weight * model.logLikelihood(p, { repeats, lastRepeat, observed });
        sum += each;
        size += Math.abs(each);
      }
      expect(Math.abs(model.logLikelihood(p, all) - sum)).toBeLessThanOrEqual(1e-13 * size);
    },
  );

  law(
    'columns are answered customer by customer: f(columns)ᵢ = f(customerᵢ)',
    [parameters, fc.array(history()), duration()],
    (p, customers, to) => {
      const columns = columnsOf(customers);
      const into = new Float64Array(customers.length);
      expect(model.probabilityAlive(p, columns, { into })).toBe(into);
      expect([...into]).toEqual(customers.map((customer) => model.probabilityAlive(p, customer)));
      expect([...model.expectedPurchases(p, columns, { to })]).toEqual(
        customers.map((customer) => model.expectedPurchases(p, customer, { to })),
      );
      expect(model.conditionalPurchaseCountProbability(p, columns, 1, { duration: to, into })).toBe(into);
      expect([...into]).toEqual(
        customers.map((customer) => model.conditionalPurchaseCountProbability(p, customer, 1, { duration: to })),
      );
      const ofEach = customers.map((customer) => model.posteriorRates(p, customer));
      for (const [name, column] of Object.entries(model.posteriorRates(p, columns))) {
        expect([...column]).toEqual(ofEach.map((rates) => rates[name as keyof typeof rates]));
      }
    },
  );

  /** A time in which even the most eager of them make but a few purchases. */
  const shortFor = (p: Parameters, customers: readonly PurchaseHistory[], share: number): number =>
    share / Math.max(...customers.map((customer) => model.posteriorRates(p, customer).purchaseRate));

  law(
    'a future is told purchase by purchase, customer by customer: count = #times, 0 < times ≤ duration, in order',
    [
      parameters,
      fc.array(history(), { minLength: 1, maxLength: 8 }),
      fc.double({ min: 0.01, max: 9, noNaN: true }),
      fc.nat(),
    ],
    (p, customers, share, seed) => {
      const duration = shortFor(p, customers, share);
      const times: number[][] = customers.map(() => []);
      let last = 0;
      const into = new Float64Array(customers.length);
      const counts = model.simulateFuture(p, columnsOf(customers), {
        duration,
        seed,
        into,
        onPurchase: (customer, time) => {
          expect(customer).toBeGreaterThanOrEqual(last);
          last = customer;
          expect(time).toBeGreaterThan(times[customer]?.at(-1) ?? 0);
          expect(time).toBeLessThanOrEqual(duration);
          times[customer]?.push(time);
        },
      });
      expect(counts).toBe(into);
      expect([...counts]).toEqual(times.map(({ length }) => length));
      // The same seed draws the same, and one customer as the first one of many.
      expect(model.simulateFuture(p, columnsOf(customers), { duration, seed })).toEqual(counts);
      expect(model.simulateFuture(p, customers[0] as PurchaseHistory, { duration, seed })).toBe(counts[0]);
      expect(model.simulateFuture(p, columnsOf(customers), { duration: 0, seed })).toEqual(counts.fill(0));
    },
  );

  law(
    'futures are as frequent as they are probable: #(N = n) / 1000 ≈ P(N = n | history)',
    [parameters, history(), fc.double({ min: 0.01, max: 2, noNaN: true }), fc.nat()],
    (p, customer, share, seed) => {
      const duration = shortFor(p, [customer], share);
      const counts = model.simulateFuture(p, columnsOf(new Array(1000).fill(customer)), { duration, seed });
      for (const n of [0, 1, 2, 5]) {
        const probability = model.conditionalPurchaseCountProbability(p, customer, n, { duration });
        const seen = counts.filter((count) => count === n).length;
        // Six standard deviations; and a dozen where next to none is expected, and there is no normal distribution.
        const far = 6 * Math.sqrt(1000 * probability * Math.max(0, 1 - probability)) + 12;
        expect(Math.abs(seen - 1000 * probability)).toBeLessThanOrEqual(far);
      }
    },
  );

  law('only who is still there buys: P(N > 0) ≤ P(alive)', [parameters, history(), fc.nat()], (p, customer, seed) => {
    const alive = model.probabilityAlive(p, customer);
    const duration = shortFor(p, [customer], 2);
    const counts = model.simulateFuture(p, columnsOf(new Array(200).fill(customer)), { duration, seed });
    const buyers = counts.filter((count) => count > 0).length;
    expect(buyers).toBeLessThanOrEqual(200 * alive + 6 * Math.sqrt(200 * alive * Math.max(0, 1 - alive)) + 12);
    if (alive < 1e-12) expect(buyers).toBe(0);
  });

  law(
    'the gradient is what differences come to: ∂ log L / ∂ log θ ≈ (log L(θ e^h) − log L(θ e^−h)) / 2h',
    [parameters, history()],
    (p, customer) => {
      const gradient = model.gradient(p, customer);
      const step = 1e-4;
      const logLikelihood = model.logLikelihood(p, customer);
      for (const name of names) {
        const moved = (by: number): number =>
          model.logLikelihood({ ...p, [name]: (p[name] as number) * Math.exp(by) }, customer);
        const difference = (moved(step) - moved(-step)) / (2 * step);
        const size = 1 + Math.abs(logLikelihood) + customer.repeats;
        expect(Math.abs(gradient[name] * (p[name] as number) - difference)).toBeLessThanOrEqual(1e-6 * size);
      }
    },
  );
}
