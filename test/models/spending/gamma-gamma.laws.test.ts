import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type GammaGammaParameters,
  gammaGamma,
  gammaGammaWithCovariates,
  type ModelFit,
  type Spending,
} from '../../../src/index.js';
import { factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { shape } from '../../support/purchase-model-laws.js';

const parameters = (): fc.Arbitrary<GammaGammaParameters> => fc.record({ p: shape(), q: shape(), gamma: shape() });
/** With a mean of all customers. */
const withMean = () => parameters().map(({ q, ...rest }) => ({ ...rest, q: 1 + q }));
/** Values of purchases from a cent to the price of a house. */
const money = () => fc.double({ min: 0.01, max: 1e6, noNaN: true });
const spending = (): fc.Arbitrary<Spending> =>
  fc.record({ repeats: fc.integer({ min: 1, max: 2000 }), meanValue: money() });
const columnsOf = (all: readonly Spending[]) => ({
  repeats: all.map(({ repeats }) => repeats),
  meanValue: all.map(({ meanValue }) => meanValue),
});

describe('gammaGamma', () => {
  law(
    'the expected spend lies between the customer’s mean and that of all: min(z, p γ / (q − 1)) ≤ E ≤ max',
    [withMean(), spending()],
    (p, customer) => {
      const means = [customer.meanValue, gammaGamma.meanSpend(p) as number];
      const expected = gammaGamma.expectedSpend(p, customer) as number;
      expect(expected).toBeGreaterThanOrEqual(Math.min(...means) * (1 - 1e-12));
      expect(expected).toBeLessThanOrEqual(Math.max(...means) * (1 + 1e-12));
    },
  );

  law(
    'more purchases speak louder: |E(x + 1, z) − z| ≤ |E(x, z) − z|',
    [withMean(), spending()],
    (p, { repeats, meanValue }) => {
      const away = (x: number) =>
        Math.abs((gammaGamma.expectedSpend(p, { repeats: x, meanValue }) as number) - meanValue);
      expect(away(repeats + 1)).toBeLessThanOrEqual(away(repeats) + 1e-11 * (meanValue + away(1)));
    },
  );

  law(
    'who has bought nothing is expected to spend as all do: E(0, z) = p γ / (q − 1), if there is such a mean',
    [parameters()],
    (p) => expectClose(gammaGamma.expectedSpend(p, { repeats: 0, meanValue: 0 }), gammaGamma.meanSpend(p)),
  );

  law(
    'the unit of money does not matter: E(k z, k γ) = k E(z, γ), and log L falls by log k',
    [withMean(), spending(), factor()],
    ({ p, q, gamma }, { repeats, meanValue }, k) => {
      const [one, other] = [
        { p, q, gamma },
        { p, q, gamma: k * gamma },
      ];
      const expected = gammaGamma.expectedSpend(one, { repeats, meanValue }) as number;
      expectClose(gammaGamma.expectedSpend(other, { repeats, meanValue: k * meanValue }), k * expected);
      const logLikelihood = gammaGamma.logLikelihood(one, { repeats, meanValue });
      const shifted = gammaGamma.logLikelihood(other, { repeats, meanValue: k * meanValue });
      const size = 1 + Math.abs(logLikelihood) + (p * repeats + q) * 30;
      expect(Math.abs(shifted + Math.log(k) - logLikelihood)).toBeLessThanOrEqual(1e-13 * size);
    },
  );

  law(
    'customers are independent, and those without purchases say nothing: log L(columns) = Σ log L(rowᵢ)',
    [parameters(), fc.array(spending())],
    (p, all) => {
      const columns = columnsOf([...all, { repeats: 0, meanValue: 0 }]);
      const each = all.map((one) => gammaGamma.logLikelihood(p, one));
      const size = each.reduce((sum, one) => sum + Math.abs(one), 1);
      const sum = each.reduce((sum, one) => sum + one, 0);
      expect(Math.abs(gammaGamma.logLikelihood(p, columns) - sum)).toBeLessThanOrEqual(1e-13 * size);
    },
  );

  law(
    'columns are answered customer by customer: f(columns)ᵢ = f(customerᵢ)',
    [withMean(), fc.array(spending())],
    (p, all) => {
      expect([...(gammaGamma.expectedSpend(p, columnsOf(all)) as Float64Array)]).toEqual(
        all.map((one) => gammaGamma.expectedSpend(p, one)),
      );
    },
  );

  law(
    'the gradient is what differences come to: ∂ log L / ∂ log θ ≈ (log L(θ e^h) − log L(θ e^−h)) / 2h',
    [parameters(), spending()],
    (p, customer) => {
      const gradient = gammaGamma.gradient(p, customer);
      const step = 1e-4;
      for (const name of ['p', 'q', 'gamma'] as const) {
        const moved = (by: number) => gammaGamma.logLikelihood({ ...p, [name]: p[name] * Math.exp(by) }, customer);
        const difference = (moved(step) - moved(-step)) / (2 * step);
        const size = 1 + p.p * customer.repeats + p.q;
        expect(Math.abs(gradient[name] * p[name] - difference)).toBeLessThanOrEqual(1e-6 * size);
      }
    },
  );

  law(
    'the likelihood is a density: the mean of z over it is p γ / (q − 1), by the trapezoidal rule in log z',
    [
      // Tails that end within a range that can be added up.
      fc.record({
        p: fc.double({ min: 0.5, max: 20, noNaN: true }),
        q: fc.double({ min: 3, max: 20, noNaN: true }),
        gamma: fc.double({ min: 0.1, max: 100, noNaN: true }),
      }),
      fc.integer({ min: 1, max: 20 }),
    ],
    (p, repeats) => {
      let [total, mean] = [0, 0];
      for (let log = -90; log < 40; log += 0.02) {
        const z = Math.exp(log);
        const weight = Math.exp(gammaGamma.logLikelihood(p, { repeats, meanValue: z })) * z * 0.02;
        total += weight;
        mean += weight * z;
      }
      expectClose(total, 1, 1e-8);
      expectClose(mean, gammaGamma.meanSpend(p), 1e-8);
    },
  );

  law(
    'what is simulated is found again: |fit − truth| ≤ 6 standard errors of the logarithm',
    [fc.nat(1000)],
    (seed) => {
      const truth: GammaGammaParameters = { p: 6, q: 3.7, gamma: 15 };
      const repeats = Array.from({ length: 1500 }, (_, i) => i % 8);
      const simulated = gammaGamma.simulate(truth, { repeats, seed });
      const fit = gammaGamma.fit(simulated) as ModelFit<GammaGammaParameters>;
      expect(fit.diagnosis.kind).toBe('converged');
      expect(fit.logLikelihood).toBeGreaterThanOrEqual(gammaGamma.logLikelihood(truth, simulated));
      (['p', 'q', 'gamma'] as const).forEach((name, i) => {
        const distance = Math.log(fit.parameters[name] / truth[name]);
        expect(Math.abs(distance)).toBeLessThanOrEqual(6 * Math.sqrt(fit.logCovariance?.[i]?.[i] as number));
      });
    },
  );

  law(
    'the money of n purchases is of the beta prime distribution: S / (S + γ + x z) ~ Beta(p n, q + p x)',
    [
      // With less of a shape some draws are beyond the largest number, and are it.
      parameters().filter(({ q }) => q > 0.1),
      fc.oneof(spending(), fc.constant({ repeats: 0, meanValue: 0 })),
      fc.integer({ min: 1, max: 50 }),
      fc.nat(),
    ],
    (p, customer, n, seed) => {
      const same = columnsOf(new Array(1000).fill(customer));
      const purchases = new Array<number>(1000).fill(n);
      const money = gammaGamma.simulateFuture(p, same, { purchases, seed });
      const known = p.gamma + customer.repeats * customer.meanValue;
      const shares = Array.from(money, (spent) => spent / (spent + known));
      const [a, b] = [p.p * n, p.q + p.p * customer.repeats];
      const mean = a / (a + b);
      const variance = (mean * (1 - mean)) / (a + b + 1);
      const found = shares.reduce((sum, share) => sum + share, 0) / 1000;
      // Six standard deviations; and a little more where shares are next to always 0 or 1.
      expect(Math.abs(found - mean)).toBeLessThanOrEqual(6 * Math.sqrt(variance / 1000) + 12 / 1000);
      const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / 1000;
      // The fourth moment of what lies within 1 of its mean is at most the second one.
      expect(Math.abs(squares - variance)).toBeLessThanOrEqual(6 * Math.sqrt(variance / 1000) + 12 / 1000);
      // The same seed draws the same, and nothing is spent on nothing.
      expect(gammaGamma.simulateFuture(p, same, { purchases, seed })).toEqual(money);
      expect(gammaGamma.simulateFuture(p, same, { purchases: purchases.fill(0), seed })).toEqual(money.fill(0));
    },
  );

  law(
    'the values of purchases add up to what is spent, which is the same whether or not they are asked for',
    [
      parameters(),
      fc.array(fc.tuple(spending(), fc.nat(20)), { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.double({ min: -2, max: 2, noNaN: true }),
    ],
    (p, rows, seed, coefficient) => {
      const customers = columnsOf(rows.map(([customer]) => customer));
      const purchases = rows.map(([, n]) => n);
      const parts: number[][] = rows.map(() => []);
      const onPurchase = (customer: number, value: number) => parts[customer]?.push(value);
      const spent = gammaGamma.simulateFuture(p, customers, { purchases, seed, onPurchase });
      expect(spent).toEqual(gammaGamma.simulateFuture(p, customers, { purchases, seed }));
      parts.forEach((values, i) => {
        expect(values).toHaveLength(purchases[i] as number);
        if (values.length > 0)
          expectClose(values.reduce((a, b) => a + b) / ((spent[i] as number) || 1), spent[i] && 1, 1e-12);
      });
      // A covariate multiplies γ: e^(δ x) times the money of customers whose past is as much greater.
      const by = Math.exp(coefficient);
      const greater = { ...customers, meanValue: customers.meanValue.map((value) => by * value) };
      const covariates = { referred: rows.map(() => 1) };
      const other = gammaGammaWithCovariates.simulateFuture(
        { ...p, spend: { referred: coefficient } },
        { ...greater, covariates },
        { purchases, seed },
      );
      spent.forEach((money, i) => {
        if (money > 1e-290) expectClose(other[i], by * money, 1e-9);
      });
    },
  );
});
