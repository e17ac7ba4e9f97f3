import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaGeometricCovariateParameters,
  type BetaGeometricParameters,
  bgNbd,
  bgNbdWithCovariates,
  type CovariateHistories,
  type GammaGammaCovariateParameters,
  gammaGamma,
  gammaGammaWithCovariates,
  type ParetoNbdCovariateParameters,
  type ParetoNbdParameters,
  type PurchaseHistories,
  type PurchaseModel,
  type PurchaseModelWithCovariates,
  paretoNbd,
  paretoNbdWithCovariates,
} from '../../../src/index.js';
import { factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { shape } from '../../support/purchase-model-laws.js';
import { histories, rowsOf } from '../../support/purchases.js';

/** One unit more multiplies by no less than 1 / e² and by no more than e²: beyond that one sees only rounding. */
const coefficient = () => fc.oneof(fc.constant(0), fc.double({ min: -2, max: 2, noNaN: true }));
const coefficients = () => fc.record({ age: coefficient(), referred: coefficient() });
/** Yes or no, or a few units in either direction. */
const value = () => fc.oneof(fc.constantFrom(0, 1), fc.double({ min: -2, max: 2, noNaN: true }));

/** Customers, some of whom are alike in all, with two covariates. */
const customers = (): fc.Arbitrary<CovariateHistories & { covariates: { age: number[]; referred: number[] } }> =>
  histories()
    .filter(({ repeats }) => repeats.length > 0)
    .chain((all) => {
      const column = () => fc.array(value(), { minLength: all.repeats.length, maxLength: all.repeats.length });
      return fc.record({ age: column(), referred: column() }).map((covariates) => ({ ...all, covariates }));
    });

interface WithCoefficients {
  readonly purchases: Readonly<Record<string, number>>;
  readonly dropout: Readonly<Record<string, number>>;
}

/** The covariates of the i-th customer. */
const at = (covariates: Readonly<Record<string, ArrayLike<number>>>, i: number): Record<string, number> =>
  Object.fromEntries(Object.entries(covariates).map(([name, column]) => [name, column[i] as number]));

/** The i-th entries of all columns. */
const reordered = (all: CovariateHistories, order: readonly number[]): CovariateHistories => {
  const pick = (column: ArrayLike<number>) => order.map((i) => column[i] as number);
  return {
    repeats: pick(all.repeats),
    lastRepeat: pick(all.lastRepeat),
    observed: pick(all.observed),
    ...(all.weights === undefined ? {} : { weights: pick(all.weights) }),
    covariates: Object.fromEntries(Object.entries(all.covariates ?? {}).map(([name, column]) => [name, pick(column)])),
  };
};

const interval = { from: 3, to: 40 };
const discount = { forceOfInterest: 0.01, horizon: 100 };

/** The answers of all verbs. */
function answers<P, One, Processes extends string>(
  model: PurchaseModelWithCovariates<P, One, Processes>,
  parameters: P,
  all: CovariateHistories,
): number[][] {
  return [
    [...model.probabilityAlive(parameters, all, { at: 5 })],
    [...model.probabilityGone(parameters, all)],
    [...model.expectedPurchases(parameters, all, interval)],
    [...model.discountedExpectedPurchases(parameters, all, discount)],
  ];
}

function expectAllClose(actual: readonly number[][], expected: readonly number[][], relative = 1e-9): void {
  expected.forEach((column, verb) => {
    column.forEach((each, i) => {
      if (Math.abs(each) > 1e-290) expectClose(actual[verb]?.[i], each, relative);
    });
  });
}

function expectSameLikelihood(actual: number, expected: number, all: PurchaseHistories): void {
  const size = rowsOf(all).reduce((sum, [x, , , weight]) => sum + (weight as number) * (10 + 30 * (x as number)), 0);
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * size);
}

/** What holds of every model of purchasing with covariates. */
function covariateLaws<One extends object, P extends One & WithCoefficients, Processes extends string>(
  model: PurchaseModelWithCovariates<P, One, Processes>,
  base: PurchaseModel<One>,
  parameters: fc.Arbitrary<P>,
  timePowers: Readonly<Record<keyof One & string, number>>,
): void {
  const names = Object.keys(timePowers) as (keyof One & string)[];
  /** With each coefficient of the covariates changed. */
  const withCoefficients = (p: P, change: (name: string, value: number) => [string, number]): P => {
    const of = (set: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(set).map(([name, each]) => change(name, each)));
    return { ...p, purchases: of(p.purchases), dropout: of(p.dropout) };
  };

  law('coefficients of 0 are no covariates: f(θ, 0; x) = f(θ), for every verb', [parameters, customers()], (p, all) => {
    const zero = withCoefficients(p, (name) => [name, 0]);
    expect([...answers(model, zero, all)]).toEqual([
      [...base.probabilityAlive(p, all, { at: 5 })],
      [...base.probabilityGone(p, all)],
      [...base.expectedPurchases(p, all, interval)],
      [...base.discountedExpectedPurchases(p, all, discount)],
    ]);
    expectSameLikelihood(model.logLikelihood(zero, all), base.logLikelihood(p, all), all);
  });

  law(
    'a customer is one of the model without covariates: f(columns)ᵢ = f(θ(xᵢ), historyᵢ) and log L = Σ wᵢ log L(θ(xᵢ))',
    [parameters, customers()],
    (p, all) => {
      const rows = rowsOf(all).map(([repeats, lastRepeat, observed, weight], i) => ({
        weight: weight as number,
        covariates: at(all.covariates, i),
        own: model.parametersOf(p, at(all.covariates, i)),
        history: { repeats: repeats as number, lastRepeat: lastRepeat as number, observed: observed as number },
      }));
      expectAllClose(
        answers(model, p, all),
        [
          rows.map(({ own, history }) => base.probabilityAlive(own, history, { at: 5 })),
          rows.map(({ own, history }) => base.probabilityGone(own, history)),
          rows.map(({ own, history }) => base.expectedPurchases(own, history, interval)),
          rows.map(({ own, history }) => base.discountedExpectedPurchases(own, history, discount)),
        ],
        1e-11,
      );
      const total = rows.reduce((sum, { weight, own, history }) => sum + weight * base.logLikelihood(own, history), 0);
      expectSameLikelihood(model.logLikelihood(p, all), total, all);
      const [{ covariates, history, own }] = rows as [(typeof rows)[number]];
      expect(model.expectedPurchases(p, { ...history, covariates }, interval)).toBe(
        base.expectedPurchases(own, history, interval),
      );
      expect(model.logLikelihood(p, { ...history, covariates })).toBe(base.logLikelihood(own, history));
    },
  );

  law(
    'what may come is that of the model without covariates, too: P(N = n | θ(x)), and futures of coefficients 0 are its own',
    [parameters, customers(), fc.nat(5), fc.nat()],
    (p, all, count, seed) => {
      const [[repeats, lastRepeat, observed]] = rowsOf(all) as [[number, number, number, number]];
      const history = { repeats, lastRepeat, observed };
      const covariates = at(all.covariates, 0);
      expect(model.conditionalPurchaseCountProbability(p, { ...history, covariates }, count, { duration: 9 })).toBe(
        base.conditionalPurchaseCountProbability(model.parametersOf(p, covariates), history, count, { duration: 9 }),
      );
      const options = { duration: 0.01 * Math.min(...Object.values<number>(all.observed)), seed };
      const zero = withCoefficients(p, (name) => [name, 0]);
      expect(model.simulateFuture(zero, all, options)).toEqual(base.simulateFuture(p, all, options));
      expect(model.simulateFuture(p, { ...history, covariates }, options)).toBe(
        base.simulateFuture(model.parametersOf(p, covariates), history, options),
      );
    },
  );

  law(
    'the gradient is what differences come to: ∂ log L / ∂ log θ and ∂ log L / ∂ γ ≈ (log L(+h) − log L(−h)) / 2h',
    [parameters, customers()],
    (p, all) => {
      const gradient = model.gradient(p, all);
      const h = 1e-4;
      const size = rowsOf(all).reduce(
        (sum, [x, , , weight]) => sum + (weight as number) * (10 + 50 * (x as number)),
        0,
      );
      const check = (slope: number, moved: (by: number) => P) => {
        const difference = (model.logLikelihood(moved(h), all) - model.logLikelihood(moved(-h), all)) / (2 * h);
        expect(Math.abs(slope - difference)).toBeLessThanOrEqual(1e-6 * size);
      };
      for (const name of names) {
        const own = p[name] as number;
        check((gradient[name] as number) * own, (by) => ({ ...p, [name]: own * Math.exp(by) }));
      }
      for (const process of ['purchases', 'dropout'] as const) {
        for (const [name, own] of Object.entries(p[process])) {
          check(gradient[process][name] as number, (by) => ({ ...p, [process]: { ...p[process], [name]: own + by } }));
        }
      }
    },
  );

  law(
    'where a covariate has its 0 does not matter: f(θ, γ; x) = f(θ′, γ; x + c) with θ′ = θ at x = −c',
    [parameters, customers(), value()],
    (p, all, c) => {
      const moved = { ...p, ...model.parametersOf(p, { age: -c, referred: 0 }) };
      const other = { ...all, covariates: { ...all.covariates, age: all.covariates.age.map((each) => each + c) } };
      expectAllClose(answers(model, moved, other), answers(model, p, all));
      expectSameLikelihood(model.logLikelihood(moved, other), model.logLikelihood(p, all), all);
    },
  );

  law(
    'the unit of a covariate does not matter: f(θ, γ / k; k x) = f(θ, γ; x)',
    [parameters, customers(), factor()],
    (p, all, k) => {
      const scaled = withCoefficients(p, (name, each) => [name, name === 'age' ? each / k : each]);
      const other = { ...all, covariates: { ...all.covariates, age: all.covariates.age.map((each) => each * k) } };
      expectAllClose(answers(model, scaled, other), answers(model, p, all));
      expectSameLikelihood(model.logLikelihood(scaled, other), model.logLikelihood(p, all), all);
    },
  );

  law(
    'the unit of time does not matter: f(k · times, k-scaled θ, γ) = f, and log L falls by x log k',
    [parameters, customers(), fc.double({ min: 1e-3, max: 1e3, noNaN: true })],
    (p, all, k) => {
      const scaled = { ...p };
      for (const name of names) Object.assign(scaled, { [name]: (p[name] as number) * k ** timePowers[name] });
      const times = (column: ArrayLike<number>) => Array.from(column, (time) => k * time);
      const other = { ...all, lastRepeat: times(all.lastRepeat), observed: times(all.observed) };
      expectAllClose([[...model.probabilityAlive(scaled, other)]], [[...model.probabilityAlive(p, all)]]);
      const purchases = rowsOf(all).reduce((sum, [x, , , weight]) => sum + (weight as number) * (x as number), 0);
      const shifted = model.logLikelihood(scaled, other) + purchases * Math.log(k);
      expectSameLikelihood(shifted, model.logLikelihood(p, all), all);
    },
  );

  law(
    'the order of customers does not matter: f(columns in another order)ᵢ = f(columns)ᵢ',
    [parameters, customers(), fc.nat()],
    (p, all, seed) => {
      const { length } = all.repeats;
      const order = Array.from({ length }, (_, i) => i).toSorted(
        (i, j) => ((i * 7919 + seed) % 13) - ((j * 7919 + seed) % 13),
      );
      const other = reordered(all, order);
      const expected = answers(model, p, all).map((column) => order.map((i) => column[i] as number));
      expectAllClose(answers(model, p, other), expected, 1e-11);
      expectSameLikelihood(model.logLikelihood(p, other), model.logLikelihood(p, all), all);
    },
  );

  law(
    'coefficients of 0 draw the customers of the model without covariates: simulate(θ, 0) = simulate(θ)',
    [parameters, fc.nat(1e6)],
    (p, seed) => {
      // So few purchases that drawing them takes no time.
      const observed = [0.5, 1].map(
        (share) => (share * 20) / base.posteriorRates(p, { repeats: 0, lastRepeat: 0, observed: 0 }).purchaseRate,
      );
      const zero = withCoefficients(p, (name) => [name, 0]);
      const covariates = { age: [1, 2], referred: [0, 1] };
      const { histories: drawn, ...hidden } = model.simulate(zero, { observed, seed, covariates });
      const { histories: expected, ...hiddenThere } = base.simulate(p, { observed, seed });
      expect(drawn).toEqual({ ...expected, covariates });
      expect(hidden).toEqual(hiddenThere);
    },
  );
}

const bgParameters = (): fc.Arbitrary<BetaGeometricCovariateParameters> =>
  fc.record({ r: shape(), alpha: shape(), a: shape(), b: shape(), purchases: coefficients(), dropout: coefficients() });

describe('bgNbdWithCovariates', () => {
  covariateLaws<BetaGeometricParameters, BetaGeometricCovariateParameters, 'purchases' | 'dropout' | 'dropoutShape'>(
    bgNbdWithCovariates,
    bgNbd,
    bgParameters(),
    { r: 0, alpha: 1, a: 0, b: 0 },
  );

  law(
    'a covariate multiplies the mean purchase rate by exp(γ x), the odds of leaving by exp(δ x + ε x), and a by exp(ε x)',
    [bgParameters(), coefficient(), value()],
    (p, epsilon, age) => {
      const own = bgNbdWithCovariates.parametersOf({ ...p, dropoutShape: { age: epsilon } }, { age, referred: 0 });
      expect(own.r).toBe(p.r);
      expectClose(own.r / own.alpha, (p.r / p.alpha) * Math.exp((p.purchases['age'] as number) * age));
      expectClose(own.a / own.b, (p.a / p.b) * Math.exp(((p.dropout['age'] as number) + epsilon) * age));
      expectClose(own.a, p.a * Math.exp(epsilon * age));
    },
  );
});

const paretoParameters = (): fc.Arbitrary<ParetoNbdCovariateParameters> =>
  fc.record({
    ...{ r: shape(), alpha: shape(), s: shape(), beta: shape() },
    ...{ purchases: coefficients(), dropout: coefficients() },
  });

describe('paretoNbdWithCovariates', () => {
  covariateLaws<ParetoNbdParameters, ParetoNbdCovariateParameters, 'purchases' | 'dropout'>(
    paretoNbdWithCovariates,
    paretoNbd,
    paretoParameters(),
    { r: 0, alpha: 1, s: 0, beta: 1 },
  );

  law(
    'hazards are proportional: the mean purchase rate r / α and dropout rate s / β are multiplied by exp(γ x) and exp(δ x)',
    [paretoParameters(), value()],
    (p, age) => {
      const own = paretoNbdWithCovariates.parametersOf(p, { age, referred: 0 });
      expect([own.r, own.s]).toEqual([p.r, p.s]);
      expectClose(own.r / own.alpha, (p.r / p.alpha) * Math.exp((p.purchases['age'] as number) * age));
      expectClose(own.s / own.beta, (p.s / p.beta) * Math.exp((p.dropout['age'] as number) * age));
    },
  );
});

const spendParameters = (): fc.Arbitrary<GammaGammaCovariateParameters> =>
  fc.record({ p: shape(), q: shape().map((q) => 1 + q), gamma: shape(), spend: coefficients() });
const spendings = () =>
  fc
    .array(
      fc.record({
        repeats: fc.nat(30),
        meanValue: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
        age: value(),
        referred: value(),
      }),
      { minLength: 1 },
    )
    .map((rows) => ({
      repeats: rows.map(({ repeats }) => repeats),
      meanValue: rows.map(({ meanValue }) => meanValue),
      covariates: { age: rows.map(({ age }) => age), referred: rows.map(({ referred }) => referred) },
    }));

describe('gammaGammaWithCovariates', () => {
  law(
    'a customer is one of the model without covariates: f(columns)ᵢ = f(θ(xᵢ), spendingᵢ) and log L = Σ log L(θ(xᵢ))',
    [spendParameters(), spendings()],
    (p, all) => {
      const expected = gammaGammaWithCovariates.expectedSpend(p, all) as Float64Array;
      let [total, size] = [0, 0];
      all.repeats.forEach((repeats, i) => {
        const own = gammaGammaWithCovariates.parametersOf(p, at(all.covariates, i));
        const spending = { repeats, meanValue: all.meanValue[i] as number };
        expectClose(expected[i], gammaGamma.expectedSpend(own, spending));
        const covariates = at(all.covariates, i);
        expectClose(gammaGammaWithCovariates.expectedSpend(p, { ...spending, covariates }), expected[i]);
        const each = gammaGamma.logLikelihood(own, spending);
        total += each;
        size += Math.abs(each) + 100 * repeats;
      });
      expect(Math.abs(gammaGammaWithCovariates.logLikelihood(p, all) - total)).toBeLessThanOrEqual(1e-12 * size);
    },
  );

  law(
    'a covariate multiplies the mean spend: p γ(x) / (q − 1) = exp(δ x) p γ / (q − 1)',
    [spendParameters(), value()],
    (p, age) => {
      const own = gammaGammaWithCovariates.parametersOf(p, { age, referred: 0 });
      const mean = gammaGamma.meanSpend(p) as number;
      expectClose(gammaGamma.meanSpend(own), mean * Math.exp((p.spend['age'] as number) * age));
    },
  );

  law(
    'coefficients of 0 are no covariates: f(θ, 0; x) = f(θ), simulate(θ, 0) = simulate(θ)',
    [spendParameters(), spendings(), fc.nat(1e6)],
    (p, all, seed) => {
      const zero = { ...p, spend: { age: 0, referred: 0 } };
      expect(gammaGammaWithCovariates.expectedSpend(zero, all)).toEqual(gammaGamma.expectedSpend(p, all));
      const { covariates, repeats } = all;
      const { covariates: kept, ...drawn } = gammaGammaWithCovariates.simulate(zero, { repeats, covariates, seed });
      expect(drawn).toEqual(gammaGamma.simulate(p, { repeats, seed }));
      expect(kept).toBe(covariates);
    },
  );

  law(
    'the gradient is what differences come to: ∂ log L / ∂ log θ and ∂ log L / ∂ δ ≈ (log L(+h) − log L(−h)) / 2h',
    [spendParameters(), spendings()],
    (p, all) => {
      const gradient = gammaGammaWithCovariates.gradient(p, all);
      const h = 1e-4;
      const size = all.repeats.reduce((sum, x) => sum + 10 + 100 * x * (1 + p.p), 0);
      const check = (slope: number, moved: (by: number) => GammaGammaCovariateParameters) => {
        const [up, down] = [h, -h].map((by) => gammaGammaWithCovariates.logLikelihood(moved(by), all));
        expect(Math.abs(slope - ((up as number) - (down as number)) / (2 * h))).toBeLessThanOrEqual(1e-6 * size);
      };
      for (const name of ['p', 'q', 'gamma'] as const) {
        check(gradient[name] * p[name], (by) => ({ ...p, [name]: p[name] * Math.exp(by) }));
      }
      for (const [name, own] of Object.entries(p.spend)) {
        check(gradient.spend[name] as number, (by) => ({ ...p, spend: { ...p.spend, [name]: own + by } }));
      }
    },
  );
});
