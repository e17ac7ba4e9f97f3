import { describe, expect, test } from 'vitest';
import * as custometry from '../../src/index.js';
import {
  type BgCnbdKParameters,
  bgBb,
  bgCnbdK,
  bgNbd,
  customerLifetimeValueEstimate,
  deltaInterval,
  deltaIntervalLogit,
  gammaGamma,
  gompertzNbd,
  type ModelFit,
  mbgCnbdK,
  mbgNbd,
  nbd,
  type PurchaseModel,
  parameterInterval,
  parametricBootstrap,
  paretoNbd,
  predictionInterval,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
} from '../../src/index.js';

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
