import { describe, expect, test } from 'vitest';
import * as custometry from '../../../src/index.js';
import {
  type BetaGeometricCovariateParameters,
  type BgCnbdKParameters,
  bgBb,
  bgCnbdK,
  bgNbd,
  bgNbdWithCovariates,
  type CovariateFit,
  covariateEffects,
  customerLifetimeValueEstimate,
  deltaInterval,
  deltaIntervalLogit,
  type GammaGammaCovariateParameters,
  gammaGamma,
  gammaGammaWithCovariates,
  gompertzNbd,
  type ModelFit,
  type ModelInterval,
  mbgCnbdK,
  mbgNbd,
  nbd,
  type ParameterIntervals,
  type ParametricBootstrap,
  type PurchaseModel,
  parameterInterval,
  parametricBootstrap,
  paretoNbd,
  predictionInterval,
  type TotalPredictionInterval,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
} from '../../../src/index.js';
import { expectError } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const beta = { r: 1.5, alpha: 8, a: 1, b: 4 };
/** Every model of purchasing over time, with ordinary parameters. */
const models = [
  one(bgNbd, beta),
  one(mbgNbd, beta),
  one(nbd, { r: 1.5, alpha: 8 }),
  one(paretoNbd, { r: 1.5, alpha: 8, s: 0.6, beta: 12 }),
  one(gompertzNbd, { r: 1.5, alpha: 8, b: 0.02, s: 0.6, beta: 2 }),
  one(bgCnbdK, { ...beta, k: 2 }),
  one(mbgCnbdK, { ...beta, k: 2 }),
];

function one<Parameters extends object>(model: PurchaseModel<Parameters>, parameters: Parameters) {
  type Any = Record<string, number>;
  return [model.name, model as unknown as PurchaseModel<Any>, parameters as unknown as Any] as const;
}

const { histories } = bgCnbdK.simulate({ ...beta, k: 2 }, { observed: { customers: 250, duration: 52 }, seed: 3 });
const { meanValue } = gammaGamma.simulate({ p: 6, q: 4, gamma: 15 }, histories);
const valued = { ...histories, meanValue };
const spend = { model: gammaGamma, fit: gammaGamma.fit(valued) as ModelFit<{ p: number; q: number; gamma: number }> };
const some = { repeats: [3, 0], lastRepeat: [40, 0], observed: [52, 52], meanValue: [30, 0] };
const customer = { repeats: 3, lastRepeat: 40, observed: 52 };

const expectAround = ({ value, lower, upper }: { value: number; lower: number; upper: number }) => {
  expect(lower).toBeLessThanOrEqual(value);
  expect(upper).toBeGreaterThanOrEqual(value);
  expect(upper).toBeGreaterThan(lower);
};

test('no model is forgotten', () => {
  const exported = Object.values(custometry).flatMap((each) =>
    typeof each === 'object' && 'conditionalPurchaseCountProbability' in each ? [each.name] : [],
  );
  const known = [...models.map(([name]) => name), 'bgBb'];
  expect(exported.filter((name) => !name.includes('WithCovariates')).toSorted()).toEqual(known.toSorted());
});

describe.each(models)('every interval of a fit of %s', (_, model, parameters) => {
  const names = Object.keys(parameters).filter((name) => name !== 'k');
  const found = model.fit(some) as ModelFit<Record<string, number>>;
  const fit = { ...found, parameters, logCovariance: names.map((_, i) => names.map((__, j) => (i === j ? 0.01 : 0))) };
  const purchases = { model, fit };

  test('of parameters and of what is computed from them', () => {
    const own = parameterInterval(fit) as Record<string, { value: number; lower: number; upper: number }>;
    expect(Object.keys(own)).toEqual(names);
    for (const interval of Object.values(own)) expectAround(interval);
    expectAround(deltaInterval(fit, (p) => model.expectedPurchases(p, customer, { to: 26 })) as never);
    const none = deltaIntervalLogit(fit, (p) =>
      model.conditionalPurchaseCountProbability(p, customer, 0, { duration: 26 }),
    );
    expectAround(none as never);
    const { draws, intervals } = parametricBootstrap(model, fit, some, { draws: 2 }) as NonNullable<
      ReturnType<typeof parametricBootstrap<Record<string, number>>>
    >;
    expect(draws).toHaveLength(2);
    expect(Object.keys(intervals)).toEqual(names);
  });

  test('of purchases and money to come', () => {
    expectAround(predictionInterval(model, fit, customer, { duration: 26 }));
    expect(predictionInterval(model, fit, some, { duration: 26 }).parameterUncertainty).toBe(true);
    const total = totalPurchasesPredictionInterval(model, fit, histories, { duration: 26, draws: 60 });
    expectAround(total);
    expect(total.parameterUncertainty).toBe(true);
    const money = totalSpendPredictionInterval(valued, { purchases, spend, duration: 26, draws: 60 });
    expectAround(money as never);
    const worth = customerLifetimeValueEstimate(some, { purchases, spend, margin: 0.3, forceOfInterest: 0.01 });
    expectAround(worth?.total as never);
  });
});

test('and of a real fit, whose k is known to it and to nobody else', () => {
  const fit = bgCnbdK.fit(histories) as ModelFit<BgCnbdKParameters>;
  const [known, likely] = [{ parameters: fit.parameters }, fit].map((each) =>
    predictionInterval(bgCnbdK, each, customer, { duration: 26 }),
  );
  expect(likely?.value).toBe(known?.value);
  expect(likely?.upper).toBeGreaterThanOrEqual(known?.upper as number);
  expect([known?.parameterUncertainty, likely?.parameterUncertainty]).toEqual([false, true]);
  // k is no parameter of which anything could be likely: it stays what it is.
  expect(deltaInterval(fit, ({ k }) => k)).toMatchObject({ value: 2, lower: 2, upper: 2 });
});

describe('every interval of a fit with covariates', () => {
  const covariates = { referred: Array.from({ length: 400 }, (_, i) => i % 2) };
  const truth = { ...beta, purchases: { referred: 0.5 }, dropout: { referred: -0.3 } };
  const { histories, holdout } = bgNbdWithCovariates.simulate(truth, {
    observed: { customers: 400, duration: 52 },
    holdout: 26,
    covariates,
    seed: 2,
  });
  const spending = gammaGammaWithCovariates.simulate(
    { p: 6, q: 4, gamma: 15, spend: { referred: 0.4 } },
    { repeats: histories.repeats, covariates },
  );
  const valued = { ...histories, meanValue: spending.meanValue };
  const fit = bgNbdWithCovariates.fit(histories) as CovariateFit<BetaGeometricCovariateParameters>;
  const spent = gammaGammaWithCovariates.fit(valued) as CovariateFit<GammaGammaCovariateParameters>;
  const purchases = { model: bgNbdWithCovariates, fit };
  const spend = { model: gammaGammaWithCovariates, fit: spent };
  const together = { purchases, spend, duration: 26, draws: 200 };

  test('of coefficients: log of the factors of covariateEffects, and of what they make', () => {
    const own = parameterInterval(fit) as ParameterIntervals<BetaGeometricCovariateParameters>;
    expect(Object.keys(own)).toEqual(['r', 'alpha', 'a', 'b', 'purchases', 'dropout']);
    for (const { process, covariate, coefficient, lower, upper } of covariateEffects(fit) ?? []) {
      const interval = own[process as 'purchases' | 'dropout'][covariate] as ModelInterval;
      expect(interval.value).toBe(coefficient);
      expectClose(Math.exp(interval.lower), lower, 1e-12);
      expectClose(Math.exp(interval.upper), upper, 1e-12);
      const factor = deltaInterval(fit, (p) => Math.exp(p[process as 'purchases'][covariate] as number));
      expectClose(factor?.lower, lower, 1e-9);
      expectClose(factor?.upper, upper, 1e-9);
    }
    expectClose(deltaInterval(fit, ({ r }) => r)?.lower, own.r.lower, 1e-9);
    const referred = { ...customer, covariates: { referred: 1 } };
    const next = deltaInterval(fit, (p) =>
      bgNbd.expectedPurchases(bgNbdWithCovariates.parametersOf(p, { referred: 1 }), customer, { to: 26 }),
    );
    expectAround(next as never);
    expect(next).toEqual(deltaInterval(fit, (p) => bgNbdWithCovariates.expectedPurchases(p, referred, { to: 26 })));
    expectAround(deltaIntervalLogit(fit, (p) => bgNbdWithCovariates.probabilityAlive(p, referred)) as never);
  });

  test('in whatever unit a covariate is: of parts of a million, and of numbers far from 0', () => {
    const ask = (columns: number[], now: number) => {
      const found = bgNbdWithCovariates.fit({ ...histories, covariates: { referred: columns } });
      return deltaInterval(found as CovariateFit<BetaGeometricCovariateParameters>, (p) =>
        bgNbd.expectedPurchases(bgNbdWithCovariates.parametersOf(p, { referred: now }), customer, { to: 26 }),
      ) as ModelInterval;
    };
    const one = ask(covariates.referred, 1);
    for (const [scale, origin] of [
      [1e6, 0],
      [1e-6, 0],
      [1, 300],
    ] as const) {
      const other = ask(
        covariates.referred.map((each) => scale * each + origin),
        scale + origin,
      );
      for (const end of ['value', 'lower', 'upper'] as const) expectClose(other[end], one[end], 1e-4);
    }
  });

  test('of draws: fits again with the same covariates for the same processes', () => {
    const chosen = { covariates: { purchases: ['referred'] } };
    const some = bgNbdWithCovariates.fit(histories, chosen) as CovariateFit<BetaGeometricCovariateParameters>;
    const boot = parametricBootstrap(bgNbdWithCovariates, some, histories, { draws: 25 });
    const { draws, intervals } = boot as ParametricBootstrap<BetaGeometricCovariateParameters>;
    expect(Object.keys(draws[0] ?? {})).toEqual(['r', 'alpha', 'a', 'b', 'purchases', 'dropout']);
    expect(draws[0]?.dropout).toEqual({});
    const [own] = covariateEffects(some) ?? [];
    const { lower, upper, value } = intervals.purchases['referred'] as ModelInterval;
    expect(value).toBe(own?.coefficient);
    const ratio = (upper - lower) / Math.log((own?.upper as number) / (own?.lower as number));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(1.6);
    expectError(
      () => parametricBootstrap(bgNbdWithCovariates, some, { ...histories, covariates: {} }),
      'TypeError: parametricBootstrap: covariates.referred must be an array or a typed array, got undefined',
    );
  });

  test('of purchases to come: customers of one history differ by their covariates', () => {
    const alike = { repeats: [3, 3], lastRepeat: [40, 40], observed: [52, 52], covariates: { referred: [0, 1] } };
    const each = predictionInterval(bgNbdWithCovariates, fit, alike, { duration: 52 });
    [0, 1].forEach((referred, i) => {
      const history = { ...customer, covariates: { referred } };
      const one = predictionInterval(bgNbdWithCovariates, fit, history, { duration: 52 });
      expect([each.values[i], each.lower[i], each.upper[i]]).toEqual([one.value, one.lower, one.upper]);
      // With known parameters that of the model of such a customer.
      const parameters = bgNbdWithCovariates.parametersOf(fit.parameters, { referred });
      expect(
        predictionInterval(bgNbdWithCovariates, { parameters: fit.parameters }, history, { duration: 52 }),
      ).toEqual(predictionInterval(bgNbd, { parameters }, customer, { duration: 52 }));
    });
    expect(each.upper[1]).toBeGreaterThan(each.upper[0] as number);
    const total = totalPurchasesPredictionInterval(bgNbdWithCovariates, fit, histories, { duration: 26, draws: 200 });
    const bought = holdout.reduce((a, b) => a + b);
    expectAround(total);
    expect(total.lower).toBeLessThan(bought);
    expect(total.upper).toBeGreaterThan(bought);
    expect(total.parameterUncertainty).toBe(true);
    const columns = bgNbdWithCovariates.expectedPurchases(fit.parameters, histories, { to: 26 });
    expectClose(
      total.value,
      columns.reduce((a, b) => a + b),
      1e-12,
    );
  });

  test('of totals: weights are repetition, and the order does not matter', () => {
    const [weighted, repeated] = [
      { rows: [0, 1, 2], weights: [2, 1, 3] },
      { rows: [2, 0, 1, 2, 0, 2], weights: undefined },
    ].map(({ rows, weights }) => {
      const pick = (column: ArrayLike<number>) => rows.map((row) => column[row] as number);
      const few = {
        repeats: pick(histories.repeats),
        lastRepeat: pick(histories.lastRepeat),
        observed: pick(histories.observed),
        meanValue: pick(valued.meanValue),
        covariates: { referred: pick(covariates.referred) },
        ...(weights && { weights }),
      };
      return totalSpendPredictionInterval(few, { ...together, draws: 39, forceOfInterest: 0.01 });
    });
    expect(weighted?.draws).toEqual(repeated?.draws);
    expectClose(weighted?.value, repeated?.value, 1e-12);
  });

  test('of money to come', () => {
    const money = totalSpendPredictionInterval(valued, together) as TotalPredictionInterval;
    expectAround(money);
    const worth = { purchases, spend, margin: 1, forceOfInterest: 0, horizon: 26 };
    const estimate = customerLifetimeValueEstimate(valued, worth);
    expectAround(estimate?.total as never);
    expectClose(estimate?.total.value, money.value, 1e-9);
    const mean = money.draws.reduce((a, b) => a + b) / 200;
    expect(Math.abs(mean / money.value - 1)).toBeLessThan(0.05);
  });

  test('what is no such fit is refused by name', () => {
    const parameters = { ...fit.parameters, dropout: { referred: Number.NaN } };
    expectError(
      () => parameterInterval({ ...fit, parameters }),
      'RangeError: parameterInterval: fit.parameters.dropout.referred must be a finite number, got NaN',
    );
    expectError(
      () => parameterInterval({ ...fit, names: ['r', 'purchases.age'] }),
      'TypeError: parameterInterval: fit.parameters.purchases.age must be a finite number, got undefined',
    );
  });
});

test('every interval that bgBb can have', () => {
  const truth = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };
  const donors = bgBb.simulate(truth, { observed: { customers: 300, opportunities: 8 } }).histories;
  const fit = bgBb.fit(donors) as ModelFit<typeof truth>;
  const donor = { repeats: 3, lastRepeat: 4, opportunities: 6 };
  for (const interval of Object.values(parameterInterval(fit) ?? {})) expectAround(interval);
  expectAround(deltaInterval(fit, (p) => bgBb.expectedPurchases(p, donor, { to: 5 })) as never);
  expectAround(deltaIntervalLogit(fit, (p) => bgBb.probabilityAlive(p, donor)) as never);
  expectAround(predictionInterval(bgBb, fit, donor, { duration: 5 }));
  expectAround(totalPurchasesPredictionInterval(bgBb, fit, donors, { duration: 5, draws: 60 }));
});
