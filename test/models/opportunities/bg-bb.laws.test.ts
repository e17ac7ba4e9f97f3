import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type BgBbParameters, bgBb, type ModelFit, type OpportunityHistory } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose, expectComplements } from '../../support/predicates.js';
import { shape } from '../../support/purchase-model-laws.js';

const NAMES = ['alpha', 'beta', 'gamma', 'delta'] as const;

/** Shapes from a hundredth to a hundred, and a γ of 1 or close to it, where the paper divides by 0. */
const parameters = (): fc.Arbitrary<BgBbParameters> =>
  fc.record({
    alpha: shape(),
    beta: shape(),
    gamma: fc.oneof(shape(), fc.constantFrom(1, 1 - 1e-9, 1 + 1e-12)),
    delta: shape(),
  });

/** No more than a few hundred opportunities: a week each for some years. */
const history = (): fc.Arbitrary<OpportunityHistory> =>
  fc
    .tuple(
      fc.oneof(fc.nat(8), fc.nat(300)),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([opportunities, lastShare, share]) => {
      const lastRepeat = Math.round(lastShare * opportunities);
      const repeats = lastRepeat === 0 ? 0 : 1 + Math.round(share * (lastRepeat - 1));
      return { repeats, lastRepeat, opportunities };
    });

/** How many opportunities are looked ahead. */
const ahead = (): fc.Arbitrary<number> => fc.oneof(fc.constantFrom(0, 1, 2), fc.nat(1000));

function columnsOf(rows: readonly OpportunityHistory[]) {
  return {
    repeats: rows.map(({ repeats }) => repeats),
    lastRepeat: rows.map(({ lastRepeat }) => lastRepeat),
    opportunities: rows.map(({ opportunities }) => opportunities),
  };
}

describe('bgBb', () => {
  law(
    'something happens: Σ L(history) = 1 over all 2ⁿ ways to buy or not',
    [parameters(), fc.nat(8)],
    (p, opportunities) => {
      let sum = 0;
      for (let bits = 0; bits < 2 ** opportunities; bits++) {
        const bought = Array.from({ length: opportunities }, (_, i) => (bits >> i) & 1);
        const repeats = bought.reduce((total, each) => total + each, 0);
        sum += Math.exp(bgBb.logLikelihood(p, { repeats, lastRepeat: bought.lastIndexOf(1) + 1, opportunities }));
      }
      expectClose(sum, 1);
    },
  );

  law(
    'a count is one of its ways: P(X(n) = x) = Σ L over the histories with x purchases',
    [parameters(), fc.nat(8), fc.nat(8)],
    (p, opportunities, repeats) => {
      let sum = 0;
      for (let bits = 0; bits < 2 ** opportunities; bits++) {
        const bought = Array.from({ length: opportunities }, (_, i) => (bits >> i) & 1);
        if (bought.reduce((total, each) => total + each, 0) !== repeats) continue;
        sum += Math.exp(bgBb.logLikelihood(p, { repeats, lastRepeat: bought.lastIndexOf(1) + 1, opportunities }));
      }
      expectClose(bgBb.purchaseCountProbability(p, repeats, { duration: opportunities }), sum, 1e-11);
    },
  );

  law(
    'what comes next is what the longer history says: P(buys next) = L(x + 1, n + 1, n + 1) / L(x, t, n)',
    [parameters(), history()],
    (p, customer) => {
      const n = customer.opportunities + 1;
      const next = { repeats: customer.repeats + 1, lastRepeat: n, opportunities: n };
      const ratio = Math.exp(bgBb.logLikelihood(p, next) - bgBb.logLikelihood(p, customer));
      expectClose(bgBb.expectedPurchases(p, customer, { to: 1 }), ratio, 1e-10);
      expectClose(bgBb.conditionalPurchaseCountProbability(p, customer, 1, { duration: 1 }), ratio, 1e-10);
    },
  );

  law('0 ≤ P(alive) ≤ 1 and P(alive) + P(gone) = 1', [parameters(), history(), ahead()], (p, customer, at) => {
    expectComplements(bgBb.probabilityAlive(p, customer, { at }), bgBb.probabilityGone(p, customer, { at }));
  });

  law(
    'who has just bought is there: P(alive | x, t = n) = 1',
    [parameters(), fc.integer({ min: 1, max: 500 }), fc.nat(500)],
    (p, repeats, other) => {
      const customer = { repeats, lastRepeat: repeats + other, opportunities: repeats + other };
      expect(bgBb.probabilityAlive(p, customer)).toBe(1);
      expect(bgBb.probabilityGone(p, customer)).toBe(0);
    },
  );

  law(
    'silence is a bad sign, and nobody comes back: P(alive) falls with n and with time',
    [parameters(), history(), ahead(), ahead()],
    (p, customer, silence, more) => {
      const alive = bgBb.probabilityAlive(p, customer, { at: silence });
      const later = { ...customer, opportunities: customer.opportunities + silence };
      expect(bgBb.probabilityAlive(p, later)).toBeLessThanOrEqual(bgBb.probabilityAlive(p, customer) * (1 + 1e-11));
      expect(bgBb.probabilityAlive(p, customer, { at: silence + more })).toBeLessThanOrEqual(alive * (1 + 1e-11));
    },
  );

  law(
    'adjoining opportunities add up: E(0, s] + E(s, s + u] = E(0, s + u], and E(s, s] = 0',
    [parameters(), history(), ahead(), ahead()],
    (p, customer, first, second) => {
      const expected = (from: number, to: number) => bgBb.expectedPurchases(p, customer, { from, to });
      expectClose(expected(0, first) + expected(first, first + second), expected(0, first + second), 1e-11);
      expect(expected(first, first)).toBe(0);
    },
  );

  law(
    'an opportunity is used by those who are there: E(s, s + 1] = P(alive at s + 1) E(p | alive)',
    [parameters(), history(), ahead()],
    (p, customer, from) => {
      const mean = (p.alpha + customer.repeats) / (p.alpha + p.beta + customer.opportunities);
      const alive = bgBb.probabilityAlive(p, customer, { at: from + 1 });
      expectClose(bgBb.expectedPurchases(p, customer, { from, to: from + 1 }), alive * mean, 1e-11);
    },
  );

  law(
    'columns are answered customer by customer: f(columns)ᵢ = f(customerᵢ)',
    [parameters(), fc.array(history()), fc.nat(200)],
    (p, customers, duration) => {
      const columns = columnsOf(customers);
      const into = new Float64Array(customers.length);
      expect(bgBb.conditionalPurchaseCountProbability(p, columns, 1, { duration, into })).toBe(into);
      expect([...into]).toEqual(
        customers.map((customer) => bgBb.conditionalPurchaseCountProbability(p, customer, 1, { duration })),
      );
      const ofEach = customers.map((customer) => bgBb.posteriorRates(p, customer));
      const { purchaseProbability, dropoutProbability } = bgBb.posteriorRates(p, columns);
      expect([...purchaseProbability]).toEqual(ofEach.map((rates) => rates.purchaseProbability));
      expect([...dropoutProbability]).toEqual(ofEach.map((rates) => rates.dropoutProbability));
    },
  );

  law(
    'a future is told purchase by purchase: count = #opportunities used, each once, in order, up to the last one',
    [parameters(), fc.array(history(), { minLength: 1, maxLength: 8 }), fc.nat(200), fc.nat()],
    (p, customers, duration, seed) => {
      const used: number[][] = customers.map(() => []);
      const counts = bgBb.simulateFuture(p, columnsOf(customers), {
        duration,
        seed,
        onPurchase: (customer, opportunity) => used[customer]?.push(opportunity),
      });
      expect([...counts]).toEqual(used.map(({ length }) => length));
      for (const each of used) {
        expect(each).toEqual([...new Set(each)].toSorted((a, b) => a - b));
        expect(each.every((opportunity) => opportunity >= 1 && opportunity <= duration)).toBe(true);
      }
      expect(bgBb.simulateFuture(p, columnsOf(customers), { duration, seed })).toEqual(counts);
      expect(bgBb.simulateFuture(p, customers[0] as OpportunityHistory, { duration, seed })).toBe(counts[0]);
    },
  );

  law(
    'futures are as frequent as they are probable: #(N = n) / 1000 ≈ P(N = n | history)',
    [parameters(), history(), fc.nat(20), fc.nat()],
    (p, customer, duration, seed) => {
      const counts = bgBb.simulateFuture(p, columnsOf(new Array(1000).fill(customer)), { duration, seed });
      for (const n of [0, 1, 2, duration]) {
        const probability = bgBb.conditionalPurchaseCountProbability(p, customer, n, { duration });
        const seen = counts.filter((count) => count === n).length;
        // Six standard deviations; and a dozen where next to none is expected, and there is no normal distribution.
        const far = 6 * Math.sqrt(1000 * probability * Math.max(0, 1 - probability)) + 12;
        expect(Math.abs(seen - 1000 * probability)).toBeLessThanOrEqual(far);
      }
    },
  );

  law(
    'a new customer is one without opportunities: E_new(s, u] = E((s, u] | 0, 0, 0), and so the counts',
    [parameters(), fc.nat(50), fc.nat(50)],
    (p, from, length) => {
      const nobody = { repeats: 0, lastRepeat: 0, opportunities: 0 };
      const interval = { from, to: from + length };
      expect(bgBb.expectedPurchasesOfNewCustomer(p, interval)).toBe(bgBb.expectedPurchases(p, nobody, interval));
      const duration = { duration: from + length };
      expect(bgBb.purchaseCountProbability(p, from, duration)).toBe(
        bgBb.conditionalPurchaseCountProbability(p, nobody, from, duration),
      );
    },
  );

  law(
    'the counts’ probabilities sum to 1, and their mean is the expectation: Σ P(k) = 1, Σ k P(k) = E',
    [parameters(), history(), fc.nat(60)],
    (p, customer, duration) => {
      let [sum, mean] = [0, 0];
      for (let count = 0; count <= duration; count++) {
        const probability = bgBb.conditionalPurchaseCountProbability(p, customer, count, { duration });
        sum += probability;
        mean += count * probability;
      }
      expectClose(sum, 1, 1e-11);
      expectClose(mean, bgBb.expectedPurchases(p, customer, { to: duration }), 1e-10);
      expect(bgBb.conditionalPurchaseCountProbability(p, customer, duration + 1, { duration })).toBe(0);
    },
  );

  law(
    'discounted purchases are their sum: DERT(d, h) = Σ E(k − 1, k] (1 + d)^−k',
    [parameters(), history(), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40)],
    (p, customer, discountRate, horizon) => {
      let sum = 0;
      for (let k = 1; k <= horizon; k++) {
        sum += bgBb.expectedPurchases(p, customer, { from: k - 1, to: k }) * (1 + discountRate) ** -k;
      }
      expectClose(bgBb.discountedExpectedPurchases(p, customer, { discountRate, horizon }), sum, 1e-10);
    },
  );

  law(
    'all there is to come is what comes within a long time: DERT(d) = DERT(d, h) for h → ∞',
    [parameters(), history(), fc.double({ min: 0.001, max: 1, noNaN: true })],
    (p, customer, discountRate) =>
      expectClose(
        bgBb.discountedExpectedPurchases(p, customer, { discountRate }),
        bgBb.discountedExpectedPurchases(p, customer, { discountRate, horizon: 100_000 }),
        1e-10,
      ),
  );

  law(
    'customers are independent, and a weight is a repetition: log L(columns) = Σ wᵢ log L(rowᵢ)',
    [parameters(), fc.array(fc.tuple(history(), fc.integer({ min: 1, max: 3 })))],
    (p, rows) => {
      const sums = { weighted: 0, size: 0 };
      for (const [row, weight] of rows) {
        const each = weight * bgBb.logLikelihood(p, row);
        sums.weighted += each;
        sums.size += Math.abs(each);
      }
      const weighted = { ...columnsOf(rows.map(([row]) => row)), weights: rows.map(([, weight]) => weight) };
      const repeated = columnsOf(rows.flatMap(([row, weight]) => Array.from({ length: weight }, () => row)));
      for (const columns of [weighted, repeated]) {
        expect(Math.abs(bgBb.logLikelihood(p, columns) - sums.weighted)).toBeLessThanOrEqual(1e-13 * sums.size);
      }
      const [one, other] = [bgBb.gradient(p, weighted), bgBb.gradient(p, repeated)];
      for (const name of NAMES) {
        expect(Math.abs(one[name] - other[name])).toBeLessThanOrEqual((1e-12 * (1 + sums.size)) / p[name]);
      }
    },
  );

  law(
    'columns are answered customer by customer: f(columns)ᵢ = f(customerᵢ)',
    [parameters(), fc.array(history()), ahead()],
    (p, customers, to) => {
      const columns = columnsOf(customers);
      const into = new Float64Array(customers.length);
      expect(bgBb.probabilityAlive(p, columns, { into })).toBe(into);
      expect([...into]).toEqual(customers.map((customer) => bgBb.probabilityAlive(p, customer)));
      const discounting = { discountRate: 0.1, horizon: to };
      expect([...bgBb.discountedExpectedPurchases(p, columns, discounting)]).toEqual(
        customers.map((customer) => bgBb.discountedExpectedPurchases(p, customer, discounting)),
      );
    },
  );

  law(
    'the gradient is what differences come to: ∂ log L / ∂ log θ ≈ (log L(θ e^h) − log L(θ e^−h)) / 2h',
    [parameters(), history()],
    (p, customer) => {
      const gradient = bgBb.gradient(p, customer);
      const step = 1e-4;
      const size = 1 + Math.abs(bgBb.logLikelihood(p, customer)) + customer.opportunities;
      for (const name of NAMES) {
        const moved = (by: number) => bgBb.logLikelihood({ ...p, [name]: p[name] * Math.exp(by) }, customer);
        const difference = (moved(step) - moved(-step)) / (2 * step);
        expect(Math.abs(gradient[name] * p[name] - difference)).toBeLessThanOrEqual(1e-7 * size);
      }
    },
  );

  law(
    'what is known beforehand is kept on average: Σ P(history) E(p | history) = α / (α + β), and so for θ',
    [parameters(), fc.nat(6)],
    (p, opportunities) => {
      let [buys, leaves] = [0, 0];
      for (let bits = 0; bits < 2 ** opportunities; bits++) {
        const bought = Array.from({ length: opportunities }, (_, i) => (bits >> i) & 1);
        const repeats = bought.reduce((total, each) => total + each, 0);
        const customer = { repeats, lastRepeat: bought.lastIndexOf(1) + 1, opportunities };
        const probability = Math.exp(bgBb.logLikelihood(p, customer));
        const rates = bgBb.posteriorRates(p, customer);
        buys += probability * rates.purchaseProbability;
        leaves += probability * rates.dropoutProbability;
      }
      expectClose(buys, p.alpha / (p.alpha + p.beta), 1e-11);
      expectClose(leaves, p.gamma / (p.gamma + p.delta), 1e-11);
    },
  );

  law(
    'what is simulated is found again: |fit − truth| ≤ 6 standard errors of the logarithm',
    [fc.nat(1000)],
    (seed) => {
      const truth: BgBbParameters = { alpha: 1.2, beta: 0.75, gamma: 0.65, delta: 2.8 };
      const { histories } = bgBb.simulate(truth, { observed: { customers: 5000, opportunities: 10 }, seed });
      const fit = bgBb.fit(histories) as ModelFit<BgBbParameters>;
      expect(fit.diagnosis.kind).toBe('converged');
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(bgBb.logLikelihood(truth, histories));
      NAMES.forEach((name, i) => {
        const distance = Math.log(fit.parameters[name] / truth[name]);
        expect(Math.abs(distance)).toBeLessThanOrEqual(6 * Math.sqrt(fit.logCovariance?.[i]?.[i] as number));
      });
    },
  );
});
