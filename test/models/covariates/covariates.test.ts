import { describe, expect, test } from 'vitest';
import {
  type BetaGeometricCovariateParameters,
  type BetaGeometricParameters,
  bgNbd,
  bgNbdWithCovariates,
  type CovariateFit,
  type CovariateHistories,
  compareModels,
  covariateEffects,
  customerLifetimeValue,
  type GammaGammaCovariateParameters,
  gammaGamma,
  gammaGammaWithCovariates,
  likelihoodRatioTest,
  type ModelFit,
  nbd,
  type ParetoNbdCovariateParameters,
  paretoNbd,
  paretoNbdWithCovariates,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';
import { cdnowOrders, hasData, note, publishedHistories } from '../../support/real-data.js';

type BgFit = CovariateFit<BetaGeometricCovariateParameters>;

const truth: BetaGeometricCovariateParameters = {
  ...{ r: 0.8, alpha: 8, a: 0.9, b: 1.5 },
  purchases: { age: 0.02, referred: 0.4 },
  dropout: { age: -0.02, referred: 0.5 },
};
const covariatesOf = (customers: number) => ({
  age: Array.from({ length: customers }, (_, i) => 20 + ((i * 37) % 50)),
  referred: Array.from({ length: customers }, (_, i) => ((i * 7919) % customers < 0.3 * customers ? 1 : 0)),
});
const drawn = (customers: number, seed: number) =>
  bgNbdWithCovariates.simulate(truth, {
    observed: Float64Array.from({ length: customers }, (_, i) => 30 + (i % 31)),
    covariates: covariatesOf(customers),
    seed,
  }).histories;
const sample = drawn(1500, 3);
const fit = bgNbdWithCovariates.fit(sample) as BgFit;
const names = ['r', 'alpha', 'a', 'b'] as const;
const coefficients = [
  ['purchases', 'age'],
  ['purchases', 'referred'],
  ['dropout', 'age'],
  ['dropout', 'referred'],
] as const;

/** Up to the rounding of a search. */
function expectSameFit(actual: BgFit | undefined, expected: BgFit, relative = 1e-7): void {
  expect(actual?.diagnosis).toEqual(expected.diagnosis);
  for (const name of names) {
    expectClose(actual?.parameters[name], expected.parameters[name], relative);
    expectClose(actual?.standardErrors?.[name], expected.standardErrors?.[name], 1e-5);
  }
  for (const [process, name] of coefficients) {
    const [one, other] = [actual?.parameters[process][name], expected.parameters[process][name]];
    const error = expected.standardErrors?.[process][name] as number;
    expect(Math.abs((one as number) - (other as number))).toBeLessThanOrEqual(1e-5 * error);
    expectClose(actual?.standardErrors?.[process][name], error, 1e-5);
  }
}

describe('fit', () => {
  test('what is simulated is found again, and is more likely than the truth and than a model without covariates', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const histories = drawn(1500, seed);
      const found = bgNbdWithCovariates.fit(histories) as BgFit;
      expect(found.diagnosis.kind).toBe('converged');
      expect(found.logLikelihood).toBeGreaterThan(bgNbdWithCovariates.logLikelihood(truth, histories));
      expect(found.logLikelihood).toBeGreaterThan(bgNbd.fit(histories)?.logLikelihood as number);
      names.forEach((name, i) => {
        const distance = Math.log(found.parameters[name] / truth[name]);
        expect(Math.abs(distance)).toBeLessThan(4 * Math.sqrt(found.logCovariance?.[i]?.[i] as number));
      });
      for (const [process, name] of coefficients) {
        const distance = (found.parameters[process][name] as number) - (truth[process][name] as number);
        expect(Math.abs(distance)).toBeLessThan(4 * (found.standardErrors?.[process][name] as number));
      }
    }
  });

  test('of Pareto/NBD, too', () => {
    const own: ParetoNbdCovariateParameters = {
      ...{ r: 0.8, alpha: 12, s: 0.9, beta: 10 },
      purchases: { age: 0.02, referred: 0.4 },
      dropout: { age: -0.01, referred: 0.5 },
    };
    const { histories } = paretoNbdWithCovariates.simulate(own, {
      observed: { customers: 800, duration: 60 },
      covariates: covariatesOf(800),
    });
    const found = paretoNbdWithCovariates.fit(histories) as CovariateFit<ParetoNbdCovariateParameters>;
    expect(found.diagnosis.kind).toBe('converged');
    expect(found.logLikelihood).toBeGreaterThan(paretoNbdWithCovariates.logLikelihood(own, histories));
    expect(found.logLikelihood).toBeGreaterThan(paretoNbd.fit(histories)?.logLikelihood as number);
    const gradient = paretoNbdWithCovariates.gradient(found.parameters, histories);
    for (const [process, name] of coefficients) {
      const error = found.standardErrors?.[process][name] as number;
      const distance = (found.parameters[process][name] as number) - (own[process][name] as number);
      expect(Math.abs(distance)).toBeLessThan(4 * error);
      expect(Math.abs((gradient[process][name] as number) * error)).toBeLessThan(1e-5);
    }
  });

  test('of spending, too', () => {
    const own: GammaGammaCovariateParameters = { p: 6, q: 4, gamma: 15, spend: { age: 0.02, referred: -0.3 } };
    const repeats = Array.from({ length: 1200 }, (_, i) => i % 5);
    const spendings = gammaGammaWithCovariates.simulate(own, { repeats, covariates: covariatesOf(1200) });
    const found = gammaGammaWithCovariates.fit(spendings) as CovariateFit<GammaGammaCovariateParameters>;
    expect(found.diagnosis.kind).toBe('converged');
    expect(found.customers).toBe(960);
    expect(found.logLikelihood).toBeGreaterThan(gammaGammaWithCovariates.logLikelihood(own, spendings));
    expect(found.logLikelihood).toBeGreaterThan(gammaGamma.fit(spendings)?.logLikelihood as number);
    const gradient = gammaGammaWithCovariates.gradient(found.parameters, spendings);
    for (const name of ['age', 'referred'] as const) {
      const error = found.standardErrors?.spend[name] as number;
      expect(Math.abs((found.parameters.spend[name] as number) - (own.spend[name] as number))).toBeLessThan(4 * error);
      expect(Math.abs((gradient.spend[name] as number) * error)).toBeLessThan(1e-5);
    }
  });

  test('intervals of 80% hold the truth about as often as they say', () => {
    const hits = { age: 0, referred: 0 };
    for (let seed = 0; seed < 60; seed++) {
      const effects = covariateEffects(bgNbdWithCovariates.fit(drawn(300, 100 + seed)) as BgFit, { confidence: 0.8 });
      for (const { process, covariate, lower, upper } of effects ?? []) {
        const factor = Math.exp(truth[process as 'purchases'][covariate] as number);
        if (lower <= factor && factor <= upper) hits[covariate as 'age']++;
      }
    }
    // Of 120 each, 96 are expected; twice the standard deviation of independent ones is 9.
    for (const each of Object.values(hits)) {
      expect(each).toBeGreaterThan(82);
      expect(each).toBeLessThan(110);
    }
  });

  test('the gradient vanishes, and the criteria, names and errors are what they are defined to be', () => {
    const gradient = bgNbdWithCovariates.gradient(fit.parameters, sample);
    for (const name of names) expect(Math.abs(gradient[name] * fit.parameters[name])).toBeLessThan(1e-5);
    for (const [process, name] of coefficients) {
      const error = fit.standardErrors?.[process][name] as number;
      expect(Math.abs((gradient[process][name] as number) * error)).toBeLessThan(1e-5);
    }
    expect(fit.names).toEqual([...names, ...coefficients.map(([process, name]) => `${process}.${name}`)]);
    expect(fit.customers).toBe(1500);
    expectClose(fit.aic, 16 - 2 * fit.logLikelihood);
    expectClose(fit.bic, 8 * Math.log(1500) - 2 * fit.logLikelihood);
    expectClose(fit.logLikelihood, bgNbdWithCovariates.logLikelihood(fit.parameters, sample));
    expectClose(fit.standardErrors?.dropout['age'], Math.sqrt(fit.covariance?.[6]?.[6] as number));
    expectClose(fit.covariance?.[1]?.[4], (fit.logCovariance?.[1]?.[4] as number) * fit.parameters.alpha);
    const relative = Math.sqrt(fit.logCovariance?.[1]?.[1] as number);
    expectClose(fit.standardErrors?.alpha, fit.parameters.alpha * relative);
    expectClose(
      fit.covariance?.[3]?.[1],
      (fit.logCovariance?.[3]?.[1] as number) * fit.parameters.alpha * fit.parameters.b,
    );
  });

  test('the covariances are those at covariates of 0: the log-likelihood falls by half a unit one standard error away', () => {
    for (const [index, [process, name]] of [
      [1, [undefined, 'alpha']],
      [3, [undefined, 'b']],
      [4, ['purchases', 'age']],
      [7, ['dropout', 'referred']],
    ] as const) {
      const step = Math.sqrt(fit.logCovariance?.[index]?.[index] as number);
      // The others follow.
      const by = (j: number) => (0.02 * (fit.logCovariance?.[index]?.[j] as number)) / step;
      const { purchases, dropout } = fit.parameters;
      const moved = {
        r: fit.parameters.r * Math.exp(by(0)),
        alpha: fit.parameters.alpha * Math.exp(by(1)),
        a: fit.parameters.a * Math.exp(by(2)),
        b: fit.parameters.b * Math.exp(by(3)),
        purchases: { age: (purchases['age'] as number) + by(4), referred: (purchases['referred'] as number) + by(5) },
        dropout: { age: (dropout['age'] as number) + by(6), referred: (dropout['referred'] as number) + by(7) },
      };
      const fall = (fit.logLikelihood - bgNbdWithCovariates.logLikelihood(moved, sample)) * 5000;
      expect(fall, `${process}.${name}`).toBeGreaterThan(0.97);
      expect(fall, `${process}.${name}`).toBeLessThan(1.03);
    }
  });

  test('grouped, weighted, reordered and in another unit of time it is the same fit', () => {
    const reverse = (column: ArrayLike<number>) => Array.from(column).toReversed();
    const { repeats, lastRepeat, observed, covariates } = sample;
    const reversed: CovariateHistories = {
      repeats: reverse(repeats),
      lastRepeat: reverse(lastRepeat),
      observed: reverse(observed),
      covariates: {
        referred: reverse(covariates['referred'] as number[]),
        age: reverse(covariates['age'] as number[]),
      },
    };
    expectSameFit(bgNbdWithCovariates.fit(reversed), fit);
    const k = 1e-9;
    const tiny = bgNbdWithCovariates.fit({
      ...sample,
      lastRepeat: lastRepeat.map((t) => k * t),
      observed: observed.map((t) => k * t),
    }) as BgFit;
    expectClose(tiny.parameters.alpha, k * fit.parameters.alpha, 1e-7);
    expectClose(tiny.parameters.purchases['age'], fit.parameters.purchases['age'], 1e-6);
    const twice = bgNbdWithCovariates.fit({ ...sample, weights: new Float64Array(1500).fill(2) }) as BgFit;
    expectClose(twice.logLikelihood, 2 * fit.logLikelihood, 1e-12);
    expectClose(twice.parameters.dropout['age'], fit.parameters.dropout['age'], 1e-6);
    expectClose(
      twice.standardErrors?.dropout['age'],
      (fit.standardErrors?.dropout['age'] as number) / Math.SQRT2,
      1e-5,
    );
    const both = (column: ArrayLike<number>) => [...Array.from(column), ...Array.from(column)];
    const repeated = bgNbdWithCovariates.fit({
      repeats: both(repeats),
      lastRepeat: both(lastRepeat),
      observed: both(observed),
      covariates: { age: both(covariates['age'] as number[]), referred: both(covariates['referred'] as number[]) },
    });
    expectSameFit(repeated, twice);
    expect(bgNbdWithCovariates.fit(sample)).toEqual(fit);
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
  });

  test('a covariate counted from elsewhere and in another unit: alpha and b follow, and so do all errors', () => {
    const age = sample.covariates['age'] as number[];
    const covariates = { ...sample.covariates, age: age.map((each) => 12 * each - 600) };
    const other = bgNbdWithCovariates.fit({ ...sample, covariates }) as BgFit;
    const { purchases, dropout } = fit.parameters;
    // An age of 0 is then one of 50 years.
    const { alpha, b } = bgNbdWithCovariates.parametersOf(fit.parameters, { age: 50, referred: 0 });
    expectClose(other.parameters.alpha, alpha, 1e-7);
    expectClose(other.parameters.b, b, 1e-7);
    expectClose(other.parameters.purchases['age'], (purchases['age'] as number) / 12, 1e-6);
    expectClose(other.parameters.dropout['age'], (dropout['age'] as number) / 12, 1e-6);
    expectClose(other.parameters.dropout['referred'], dropout['referred'], 1e-6);
    expectClose(other.logLikelihood, fit.logLikelihood, 1e-13);
    const variance = (i: number, j: number) => fit.logCovariance?.[i]?.[j] as number;
    // log alpha at 50 is log alpha − 50 γ.
    expectClose(other.logCovariance?.[1]?.[1], variance(1, 1) - 100 * variance(1, 4) + 2500 * variance(4, 4), 1e-5);
    expectClose(other.logCovariance?.[1]?.[4], (variance(1, 4) - 50 * variance(4, 4)) / 12, 1e-4);
  });

  test('only the covariates that are named have coefficients, and a shape of their own if asked for', () => {
    const some = bgNbdWithCovariates.fit(sample, { covariates: { purchases: ['referred'] } }) as BgFit;
    expect(some.parameters.purchases).toEqual({ referred: expect.any(Number) });
    expect(some.parameters.dropout).toEqual({});
    expect(some.parameters).not.toHaveProperty('dropoutShape');
    const shaped = bgNbdWithCovariates.fit(sample, {
      covariates: { purchases: ['age', 'referred'], dropout: ['age', 'referred'], dropoutShape: ['referred'] },
    }) as BgFit;
    expect(shaped.parameters.dropoutShape).toEqual({ referred: expect.any(Number) });
    expect(shaped.logLikelihood).toBeGreaterThan(fit.logLikelihood);
    const none = bgNbdWithCovariates.fit(sample, { covariates: {} }) as BgFit;
    const plain = bgNbd.fit(sample) as NonNullable<ReturnType<typeof bgNbd.fit>>;
    expectClose(none.logLikelihood, plain.logLikelihood, 1e-12);
    expectClose(none.parameters.alpha, plain.parameters.alpha, 1e-6);
  });

  test('customers of two kinds are no less likely than those of one, and no more than with all parameters their own', () => {
    const all = bgNbdWithCovariates.fit(sample, {
      covariates: { purchases: ['referred'], dropout: ['referred'], dropoutShape: ['referred'] },
    }) as BgFit;
    const kind = (which: number) => {
      const own = Array.from(sample.repeats, (_, i) => i).filter((i) => sample.covariates['referred']?.[i] === which);
      const pick = (column: ArrayLike<number>) => own.map((i) => column[i] as number);
      const { repeats, lastRepeat, observed } = sample;
      return { repeats: pick(repeats), lastRepeat: pick(lastRepeat), observed: pick(observed) };
    };
    const apart = [0, 1].map((which) => bgNbd.fit(kind(which))?.logLikelihood as number);
    const separate = (apart[0] as number) + (apart[1] as number);
    expect(all.logLikelihood).toBeLessThanOrEqual(separate + 1e-6);
    // All but r are their own.
    expect(separate - all.logLikelihood).toBeLessThan(3);
    // And with all of them held at one set of r, there is nothing between.
    const referred = bgNbdWithCovariates.parametersOf(all.parameters, { referred: 1 });
    const { parameters } = bgNbd.fit(kind(1), {
      start: referred,
      priors: { r: { median: referred.r, sigma: 1e-5 } },
    }) as ModelFit<BetaGeometricParameters>;
    for (const name of ['alpha', 'a', 'b'] as const) expectClose(parameters[name], referred[name], 1e-4);
  });

  test('a start leads to the same place; a narrow prior holds its coefficient or parameter', () => {
    const start = { r: 3, alpha: 0.1, a: 4, b: 4, purchases: { age: 0.1 }, dropout: {} };
    expectSameFit(bgNbdWithCovariates.fit(sample, { start }), fit, 1e-6);
    const held = bgNbdWithCovariates.fit(sample, {
      priors: { purchases: { referred: { mean: 0.1, sigma: 1e-4 } }, dropout: { age: { sigma: 1e-6 } } },
    }) as BgFit;
    expect(Math.abs((held.parameters.purchases['referred'] as number) - 0.1)).toBeLessThan(1e-4);
    expect(Math.abs(held.parameters.dropout['age'] as number)).toBeLessThan(1e-6);
    expect(held.logLikelihood).toBeLessThan(fit.logLikelihood);
    const alpha = bgNbdWithCovariates.fit(sample, { priors: { alpha: { median: 6, sigma: 1e-4 } } }) as BgFit;
    expectClose(alpha.parameters.alpha, 6, 1e-3);
    const wide = bgNbdWithCovariates.fit(sample, {
      priors: { alpha: { median: 1, sigma: 1e6 }, purchases: { age: { sigma: 1e6 } } },
    }) as BgFit;
    expectSameFit(wide, fit, 1e-5);
  });

  test('with priors it is the mode of the posterior: the likelihood rises as much as the priors fall', () => {
    const priors = {
      alpha: { median: 5, sigma: 0.3 },
      purchases: { referred: { mean: 0.1, sigma: 0.1 } },
      dropout: { age: { sigma: 0.01 } },
    };
    const { parameters } = bgNbdWithCovariates.fit(sample, { priors }) as BgFit;
    const gradient = bgNbdWithCovariates.gradient(parameters, sample);
    expectClose(gradient.alpha * parameters.alpha, Math.log(parameters.alpha / 5) / 0.3 ** 2, 1e-4);
    const [referred, age] = [parameters.purchases['referred'] as number, parameters.dropout['age'] as number];
    expectClose(gradient.purchases['referred'], (referred - 0.1) / 0.1 ** 2, 1e-4);
    expectClose(gradient.dropout['age'], age / 0.01 ** 2, 1e-4);
    expect(Math.abs(gradient.a * parameters.a)).toBeLessThan(1e-5);
  });

  test('says how far it is', () => {
    const fractions: number[] = [];
    bgNbdWithCovariates.fit(sample, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  test('of many rows a part is looked at first, with the same result', () => {
    const many = drawn(12_000, 9);
    const found = bgNbdWithCovariates.fit(many) as BgFit;
    expect(found.diagnosis.kind).toBe('converged');
    const gradient = bgNbdWithCovariates.gradient(found.parameters, many);
    for (const [process, name] of coefficients) {
      expect(
        Math.abs((gradient[process][name] as number) * (found.standardErrors?.[process][name] as number)),
      ).toBeLessThan(1e-4);
    }
  });
});

describe('data that do not tell', () => {
  const withColumn = (column: ArrayLike<number>): CovariateHistories => ({
    ...sample,
    covariates: { ...sample.covariates, extra: column },
  });

  test('nobody has no parameters', () => {
    const none = { repeats: [], lastRepeat: [], observed: [], covariates: { age: [] } };
    expect(bgNbdWithCovariates.fit(none)).toBeUndefined();
    expect(gammaGammaWithCovariates.fit({ repeats: [0], meanValue: [0], covariates: { age: [1] } })).toBeUndefined();
    expect([
      ...bgNbdWithCovariates.probabilityAlive({ ...truth }, { ...none, covariates: { age: [], referred: [] } }),
    ]).toEqual([]);
  });

  test('a constant, or a sum of others, is named, and the others are what they are without it', () => {
    const age = sample.covariates['age'] as number[];
    const referred = sample.covariates['referred'] as number[];
    for (const extra of [age.map(() => 0.1), age.map((each, i) => 0.3 * each - 7 * (referred[i] as number) + 0.1)]) {
      const found = bgNbdWithCovariates.fit(withColumn(extra)) as BgFit;
      expect(found.diagnosis).toEqual({
        kind: 'flat',
        message:
          'purchases.extra, dropout.extra can be any number, and is 0 here: the covariate is constant, or a sum of others',
      });
      expect(found.parameters.purchases['extra']).toBe(0);
      expect(found.standardErrors).toBeUndefined();
      expect(covariateEffects(found)).toBeUndefined();
      expectClose(found.parameters.purchases['age'], fit.parameters.purchases['age'], 1e-6);
      expectClose(found.parameters.alpha, fit.parameters.alpha, 1e-6);
    }
  });

  test('what only customers without repeat purchases have says nothing of dropout', () => {
    const extra = Array.from(sample.repeats, (x, i) => (x === 0 ? i % 3 : 0));
    const found = bgNbdWithCovariates.fit(withColumn(extra), { covariates: { dropout: ['age', 'extra'] } }) as BgFit;
    expect(found.diagnosis.kind).toBe('flat');
    expect(found.diagnosis.message).toBe(
      'the data hardly tell the value of b, dropout.extra: quite different ones are as likely',
    );
  });

  test('a covariate of those alone who never come again runs away', () => {
    const extra = Array.from(sample.repeats, (x, i) => (x === 0 && i % 4 === 0 ? 1 : 0));
    const found = bgNbdWithCovariates.fit(withColumn(extra), { covariates: { purchases: ['extra'] } }) as BgFit;
    expect(found.diagnosis.kind).toBe('boundary');
    expect(found.diagnosis.message).toBe(
      'purchases.extra runs to minus infinity: customers who differ in it seem to differ without end, as where none of the few who have it come again',
    );
    expect(found.standardErrors).toBeUndefined();
  });

  test('where nobody leaves it says what that means', () => {
    const { repeats, lastRepeat, observed } = nbd.simulate(
      { r: 0.5, alpha: 10 },
      { observed: { customers: 400, duration: 60 }, seed: 5 },
    ).histories;
    const third = Array.from(repeats, (_, i) => (i % 3 === 0 ? 1 : 0));
    const found = paretoNbdWithCovariates.fit({ repeats, lastRepeat, observed, covariates: { third } });
    expect(found?.diagnosis).toEqual({
      kind: 'boundary',
      message: 's runs to 0: no customer seems to leave in these data, and a model without dropout (NBD) is enough',
    });
  });

  test('so few customers, or none who comes again, do not pretend', () => {
    const one = { repeats: [3], lastRepeat: [20], observed: [30], covariates: { age: [30] } };
    expect(bgNbdWithCovariates.fit(one)?.diagnosis.kind).not.toBe('converged');
    const never = { repeats: [0, 0], lastRepeat: [0, 0], observed: [30, 40], covariates: { age: [30, 40] } };
    expect(bgNbdWithCovariates.fit(never)?.diagnosis.kind).not.toBe('converged');
    expect(paretoNbdWithCovariates.fit(never)?.diagnosis.kind).not.toBe('converged');
  });

  test('dates in milliseconds are a covariate as well', () => {
    const days = Array.from(sample.repeats, (_, i) => (i * 31) % 365);
    const milliseconds = days.map((day) => 1.7e12 + 86_400_000 * day);
    const byDay = bgNbdWithCovariates.fit(withColumn(days)) as BgFit;
    const found = bgNbdWithCovariates.fit(withColumn(milliseconds)) as BgFit;
    expectClose(found.logLikelihood, byDay.logLikelihood, 1e-11);
    expectClose(
      (found.parameters.purchases['extra'] as number) * 86_400_000,
      byDay.parameters.purchases['extra'] as number,
      1e-4,
    );
  });

  test('where the parameters at covariates of 0 are no numbers, it says so', () => {
    const far = Array.from(sample.covariates['age'] as number[], (age) => age + 1e6);
    const found = bgNbdWithCovariates.fit(withColumn(far), { covariates: { purchases: ['extra'] } }) as BgFit;
    expect(found.diagnosis).toEqual({
      kind: 'notConverged',
      message: 'alpha at covariates of 0 is beyond the range of numbers: count the covariates from their means',
    });
    expect(Number.isFinite(found.parameters.alpha)).toBe(true);
  });
});

describe('what fits are for', () => {
  test('the likelihood ratio test and the comparison count the coefficients', () => {
    const plain = bgNbd.fit(sample) as ModelFit<object>;
    const { statistic, degreesOfFreedom, pValue } = likelihoodRatioTest(plain, fit);
    expect(degreesOfFreedom).toBe(4);
    expectClose(statistic, 2 * (fit.logLikelihood - plain.logLikelihood));
    expect(pValue).toBeLessThan(1e-6);
    const table = compareModels([
      { name: 'without', fit: plain },
      { name: 'with', fit },
    ]);
    expect(table[0]?.name).toBe('with');
    expect(table[0]?.parameters).toBe(8);
    expectClose(table[0]?.aic, fit.aic);
    expectClose(table[0]?.bic, fit.bic);
  });

  test('effects are factors with intervals and p-values', () => {
    const effects = covariateEffects(fit, { confidence: 0.9 });
    expect(effects?.map(({ process, covariate }) => `${process}.${covariate}`)).toEqual(fit.names.slice(4));
    const referred = effects?.[1];
    const error = fit.standardErrors?.purchases['referred'] as number;
    expectClose(referred?.factor, Math.exp(fit.parameters.purchases['referred'] as number));
    expectClose(referred?.lower, (referred?.factor as number) * Math.exp(-1.6448536269514722 * error));
    expectClose(referred?.upper, (referred?.factor as number) * Math.exp(1.6448536269514722 * error));
    for (const { lower, upper, pValue } of effects ?? []) expect(pValue < 0.1).toBe(lower > 1 || upper < 1);
    expectError(
      () => covariateEffects<object>(untyped(undefined)),
      'TypeError: covariateEffects: fit.parameters must be an object, got undefined',
    );
  });

  test('lifetime values are of both models with covariates', () => {
    const histories = {
      ...{ repeats: [2, 0, 2], lastRepeat: [30, 0, 30], observed: [39, 39, 39], meanValue: [40, 0, 40] },
      covariates: { age: [30, 40, 30], referred: [0, 1, 1] },
    };
    const spend = { p: 6.25, q: 3.74, gamma: 15.44, spend: { referred: 0.2 } };
    const options = { margin: 0.3, forceOfInterest: 0.003 };
    const { values } = customerLifetimeValue(histories, {
      ...options,
      purchases: { model: bgNbdWithCovariates, parameters: truth },
      spend: { model: gammaGammaWithCovariates, parameters: spend },
    }) as { values: Float64Array };
    values.forEach((value, i) => {
      const own = { age: histories.covariates.age[i] as number, referred: histories.covariates.referred[i] as number };
      const pick = (column: number[]) => [column[i] as number];
      const { repeats, lastRepeat, observed, meanValue } = histories;
      const one = customerLifetimeValue(
        {
          ...{ repeats: pick(repeats), lastRepeat: pick(lastRepeat) },
          ...{ observed: pick(observed), meanValue: pick(meanValue) },
        },
        {
          ...options,
          purchases: { model: bgNbd, parameters: bgNbdWithCovariates.parametersOf(truth, own) },
          spend: { model: gammaGamma, parameters: gammaGammaWithCovariates.parametersOf(spend, own) },
        },
      );
      expectClose(value, one?.total);
    });
    expect(values[2]).not.toBe(values[0]);
  });

  test('answers go into the column that is given, and a mean that is none is undefined', () => {
    const into = new Float64Array(1500);
    expect(bgNbdWithCovariates.probabilityAlive(truth, sample, { into })).toBe(into);
    expect(into).toEqual(bgNbdWithCovariates.probabilityAlive(truth, sample));
    const own = { p: 1, q: 0.5, gamma: 1, spend: { age: 1 } };
    const spendings = { repeats: [1, 0], meanValue: [5, 0], covariates: { age: [0, 1] } };
    expect(gammaGammaWithCovariates.expectedSpend(own, spendings)).toBeUndefined();
    const column = new Float64Array(2);
    const finite = { ...own, q: 2 };
    expect(gammaGammaWithCovariates.expectedSpend(finite, spendings, { into: column })).toBe(column);
    expect(column[0]).toBeGreaterThan(0);
    // A name that objects have anyway is a name like any other.
    const odd = { ...truth, purchases: { constructor: 1 }, dropout: {} };
    expect(() => bgNbdWithCovariates.parametersOf(odd, {})).toThrow('covariates.constructor must be a finite number');
  });
});

describe('what is refused', () => {
  const customer = { repeats: 2, lastRepeat: 30, observed: 39 };
  const columns = { repeats: [2, 0], lastRepeat: [30, 0], observed: [39, 39] };
  const covariates = { age: [30, 40], referred: [0, 1] };
  const spend = { p: 6, q: 4, gamma: 15, spend: { age: 0.1 } };
  test.each<[string, () => unknown, string]>([
    [
      'a fit instead of its parameters',
      () => bgNbdWithCovariates.parametersOf(untyped(fit), { age: 1, referred: 1 }),
      'TypeError: bgNbdWithCovariates.parametersOf: parameters must be those of a model, got a fit: pass fit.parameters',
    ],
    [
      'no parameters',
      () => bgNbdWithCovariates.parametersOf(untyped(undefined), {}),
      'TypeError: bgNbdWithCovariates.parametersOf: r must be a finite number > 0, got undefined',
    ],
    [
      'a coefficient that is none',
      () => bgNbdWithCovariates.parametersOf({ ...truth, dropout: { age: NaN } }, { age: 1 }),
      'RangeError: bgNbdWithCovariates.parametersOf: dropout.age must be a finite number, got NaN',
    ],
    [
      'coefficients that are none',
      () => bgNbdWithCovariates.parametersOf({ ...truth, dropout: untyped(3) }, { age: 1 }),
      'TypeError: bgNbdWithCovariates.parametersOf: dropout must be an object, got 3',
    ],
    [
      'a missing covariate',
      () => bgNbdWithCovariates.parametersOf(truth, { age: 30 }),
      'TypeError: bgNbdWithCovariates.parametersOf: covariates.referred must be a finite number, got undefined',
    ],
    [
      'no covariates',
      () => paretoNbdWithCovariates.probabilityAlive(untyped({ ...truth, s: 1, beta: 1 }), customer),
      'TypeError: paretoNbdWithCovariates.probabilityAlive: covariates must be an object, got undefined',
    ],
    [
      'covariates that are too much',
      () => bgNbdWithCovariates.parametersOf(truth, { age: -1e9, referred: 0 }),
      'RangeError: bgNbdWithCovariates.parametersOf: alpha must be a finite number > 0, got Infinity',
    ],
    [
      'the same among others',
      () => bgNbdWithCovariates.probabilityAlive(truth, { ...columns, covariates: { ...covariates, age: [1, -1e9] } }),
      'RangeError: bgNbdWithCovariates.probabilityAlive: alpha[1] must be a finite number > 0, got Infinity',
    ],
    [
      'a short column',
      () => bgNbdWithCovariates.logLikelihood(truth, { ...columns, covariates: { ...covariates, age: [1] } }),
      'RangeError: bgNbdWithCovariates.logLikelihood: covariates.age must have 2 entries, one a customer, got 1',
    ],
    [
      'no column',
      () => bgNbdWithCovariates.gradient(truth, { ...columns, covariates: { age: [1, 2] } }),
      'TypeError: bgNbdWithCovariates.gradient: covariates.referred must be an array or a typed array, got undefined',
    ],
    [
      'an entry that is none',
      () => bgNbdWithCovariates.fit({ ...columns, covariates: { ...covariates, age: [1, NaN] } }),
      'RangeError: bgNbdWithCovariates.fit: covariates.age[1] must be a finite number, got NaN',
    ],
    [
      'a column nobody has',
      () => bgNbdWithCovariates.fit({ ...columns, covariates }, { covariates: { purchases: ['agee'] } }),
      'TypeError: bgNbdWithCovariates.fit: options.covariates.purchases must name columns of covariates, got "agee"',
    ],
    [
      'a name that is no list',
      () => bgNbdWithCovariates.fit({ ...columns, covariates }, { covariates: { purchases: untyped('age') } }),
      'TypeError: bgNbdWithCovariates.fit: options.covariates.purchases must be an array of names, got "age"',
    ],
    [
      'a process that is none',
      () => paretoNbdWithCovariates.fit({ ...columns, covariates }, { covariates: untyped({ dropoutShape: ['age'] }) }),
      'TypeError: paretoNbdWithCovariates.fit: options.covariates has no "dropoutShape", only purchases, dropout',
    ],
    [
      'nothing to fit with',
      () => bgNbdWithCovariates.fit(columns),
      'TypeError: bgNbdWithCovariates.fit: covariates must be an object, got undefined',
    ],
    [
      'one customer to fit',
      () => bgNbdWithCovariates.fit(untyped(customer)),
      'TypeError: bgNbdWithCovariates.fit: repeats must be an array or a typed array, got 2',
    ],
    [
      'a start that is none',
      () =>
        bgNbdWithCovariates.fit(
          { ...columns, covariates },
          { start: { ...truth, purchases: { age: untyped('1'), referred: 0 } } },
        ),
      'TypeError: bgNbdWithCovariates.fit: start.purchases.age must be a finite number, got "1"',
    ],
    [
      'a prior without width',
      () => bgNbdWithCovariates.fit({ ...columns, covariates }, { priors: { dropout: { age: { sigma: 0 } } } }),
      'RangeError: bgNbdWithCovariates.fit: priors.dropout.age.sigma must be a finite number > 0, got 0',
    ],
    [
      'a prior of nothing',
      () => bgNbdWithCovariates.fit({ ...columns, covariates }, { priors: { dropout: { agee: { sigma: 1 } } } }),
      'TypeError: bgNbdWithCovariates.fit: priors.dropout.agee must be of a covariate with a coefficient, got object',
    ],
    [
      'a bad customer among good ones',
      () => bgNbdWithCovariates.probabilityAlive(truth, { ...columns, lastRepeat: [30, 1], covariates }),
      'RangeError: bgNbdWithCovariates.probabilityAlive: lastRepeat[1] must be 0 for a customer without repeat purchases, got 1: is it the time since the last purchase?',
    ],
    [
      'no interval, even for nobody',
      () =>
        bgNbdWithCovariates.expectedPurchases(
          truth,
          { repeats: [], lastRepeat: [], observed: [], covariates: { age: [], referred: [] } },
          untyped({}),
        ),
      'TypeError: bgNbdWithCovariates.expectedPurchases: to must be a finite number >= from (0), got undefined',
    ],
    [
      'a plain array to fill',
      () => bgNbdWithCovariates.probabilityAlive(truth, { ...columns, covariates }, { into: untyped([0, 0]) }),
      'TypeError: bgNbdWithCovariates.probabilityAlive: into must be a Float64Array, got object',
    ],
    [
      'simulated customers without covariates',
      () => bgNbdWithCovariates.simulate(truth, untyped({ observed: [1, 2] })),
      'TypeError: bgNbdWithCovariates.simulate: covariates must be an object, got undefined',
    ],
    [
      'fewer covariates than customers',
      () => bgNbdWithCovariates.simulate(truth, { observed: [1, 2, 3], covariates }),
      'RangeError: bgNbdWithCovariates.simulate: covariates.age must have 3 entries, one a customer, got 2',
    ],
    [
      'a value of purchases that is none',
      () => gammaGammaWithCovariates.expectedSpend(spend, { repeats: [1], meanValue: [0], covariates: { age: [1] } }),
      'RangeError: gammaGammaWithCovariates.expectedSpend: meanValue[0] must be a finite number > 0, got 0',
    ],
    [
      'one customer’s spending to fit',
      () => gammaGammaWithCovariates.fit(untyped({ repeats: 1, meanValue: 1 })),
      'TypeError: gammaGammaWithCovariates.fit: repeats must be an array or a typed array, got 1',
    ],
    [
      'spending simulated with too few covariates',
      () => gammaGammaWithCovariates.simulate(spend, { repeats: [1, 2], covariates: { age: [1] } }),
      'RangeError: gammaGammaWithCovariates.simulate: covariates.age must have 2 entries, one a customer, got 1',
    ],
  ])('%s', (_, act, error) => {
    expectError(act, error);
  });
});

describe('as SciPy has it', () => {
  interface Row {
    readonly model: string;
    readonly parameters: readonly number[];
    readonly coefficients: readonly number[];
    readonly logLikelihood: number;
  }
  const { columns, rows } = golden<{
    columns: Record<'repeats' | 'lastRepeat' | 'observed' | 'meanValue' | 'age' | 'referred', number[]>;
    rows: readonly (Row & { maximum: Omit<Row, 'model'> | null })[];
  }>('covariates');
  const { age, referred, ...rest } = columns;
  const subject = { ...rest, covariates: { age, referred } };
  const named = (fields: readonly string[], { parameters, coefficients: given }: Omit<Row, 'model'>) => ({
    ...Object.fromEntries(fields.map((name, i) => [name, parameters[i] as number])),
    purchases: { age: given[0] as number, referred: given[1] as number },
    dropout: { age: given[2] as number, referred: given[3] as number },
    spend: { age: given[0] as number, referred: given[1] as number },
  });
  const [bg, pareto, spending] = rows as [(typeof rows)[number], (typeof rows)[number], (typeof rows)[number]];

  test('the likelihoods', () => {
    const [bgTheta, paretoTheta, spendTheta] = [
      named(names, bg),
      named(['r', 'alpha', 's', 'beta'], pareto),
      named(['p', 'q', 'gamma'], spending),
    ];
    expectClose(bgNbdWithCovariates.logLikelihood(untyped(bgTheta), subject), bg.logLikelihood);
    expectClose(paretoNbdWithCovariates.logLikelihood(untyped(paretoTheta), subject), pareto.logLikelihood, 1e-11);
    expectClose(gammaGammaWithCovariates.logLikelihood(untyped(spendTheta), subject), spending.logLikelihood);
  });

  test('the maxima', () => {
    const best = bg.maximum as Row;
    const found = bgNbdWithCovariates.fit(subject) as BgFit;
    expectClose(found.logLikelihood, best.logLikelihood, 1e-11);
    for (const [i, name] of names.entries()) expectClose(found.parameters[name], best.parameters[i], 1e-4);
    for (const [k, [process, name]] of coefficients.entries()) {
      expectClose(found.parameters[process][name], best.coefficients[k], 1e-4);
    }
    const most = spending.maximum as Row;
    const { parameters, logLikelihood } = gammaGammaWithCovariates.fit(
      subject,
    ) as CovariateFit<GammaGammaCovariateParameters>;
    expectClose(logLikelihood, most.logLikelihood, 1e-11);
    expectClose(parameters.gamma, most.parameters[2], 1e-4);
    expectClose(parameters.spend['age'], most.coefficients[0], 1e-4);
    expectClose(parameters.spend['referred'], most.coefficients[1], 1e-4);
  });
});

test.skipIf(!hasData)(`customers of CDNOW who spend more at first come more often${note}`, () => {
  const firstValues = new Map<string, number>();
  for (const { customer, dollars } of cdnowOrders()) {
    if (!firstValues.has(customer)) firstValues.set(customer, dollars);
  }
  // Double the value is one more. The published histories are in the order of the orders.
  const doublings = Array.from(firstValues.values(), (dollars) => Math.log2(1 + dollars));
  const histories = { ...publishedHistories(), covariates: { doublings } };
  const plain = bgNbd.fit(histories) as ModelFit<object>;
  const found = bgNbdWithCovariates.fit(histories) as BgFit;
  expect(plain.logLikelihood.toFixed(1)).toBe('-9582.4');
  expect(found.diagnosis.kind).toBe('converged');
  expect(likelihoodRatioTest(plain, found).pValue).toBeLessThan(1e-6);
  const [purchases, dropout] = covariateEffects(found) ?? [];
  expect(purchases?.lower).toBeGreaterThan(1.1);
  expect(purchases?.upper).toBeLessThan(1.6);
  expect(dropout?.pValue).toBeGreaterThan(0.05);
});

test.each(['logLikelihood', 'gradient'] as const)('%s that is not finite is refused', (verb) => {
  const parameters = { r: 0.5, alpha: 5e-324, a: 0.8, b: 2.4, purchases: { x: 0.3 }, dropout: {} };
  const customer = { repeats: 2, lastRepeat: 30, observed: 38, covariates: { x: 1 } };
  expectError(
    () => bgNbdWithCovariates[verb](parameters, customer),
    `RangeError: bgNbdWithCovariates.${verb}: the numbers are too large to compute with`,
  );
});
