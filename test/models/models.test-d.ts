import { expectTypeOf } from 'vitest';
import {
  type BetaGeometricCovariateParameters,
  type BetaGeometricParameters,
  type BgBbParameters,
  bgBb,
  bgNbd,
  bgNbdWithCovariates,
  type CovariateEffect,
  type CovariateFit,
  type CustomerLifetimeValueEstimate,
  type CustomerLifetimeValues,
  compareModels,
  covariateEffects,
  customerLifetimeValue,
  customerLifetimeValueEstimate,
  deltaInterval,
  type GammaGammaParameters,
  gammaGamma,
  gammaGammaWithCovariates,
  type HoldoutFit,
  holdoutFit,
  type LikelihoodRatioTest,
  likelihoodRatioTest,
  type ModelComparison,
  type ModelFit,
  type ModelInterval,
  nbd,
  type OpportunityHistory,
  type ParameterIntervals,
  type ParametricBootstrap,
  type PredictionInterval,
  type PredictionIntervals,
  type PurchaseCountFit,
  type PurchaseHistories,
  type PurchaseHistory,
  parameterInterval,
  parametricBootstrap,
  paretoNbdWithCovariates,
  predictionInterval,
  purchaseCountFit,
  purchaseOpportunities,
  type RfmSegment,
  rfmSegments,
  type TotalPredictionInterval,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
  valueDeciles,
} from '../../src/index.js';

const parameters: BetaGeometricParameters = { r: 1, alpha: 1, a: 1, b: 1 };
const customer: PurchaseHistory = { repeats: 0, lastRepeat: 0, observed: 1 };
const customers: PurchaseHistories = { repeats: [0], lastRepeat: Float64Array.of(0), observed: Uint8Array.of(1) };

// One customer has a number, columns have a column.
expectTypeOf(bgNbd.probabilityAlive(parameters, customer)).toEqualTypeOf<number>();
expectTypeOf(bgNbd.probabilityAlive(parameters, customers, { at: 3 })).toEqualTypeOf<Float64Array>();
expectTypeOf(bgNbd.expectedPurchases(parameters, customer, { to: 1 })).toEqualTypeOf<number>();
expectTypeOf(bgNbd.logLikelihood(parameters, customers)).toEqualTypeOf<number>();
expectTypeOf(bgNbd.gradient(parameters, customers)).toEqualTypeOf<Record<'r' | 'alpha' | 'a' | 'b', number>>();
// @ts-expect-error Over which time must be said.
bgNbd.expectedPurchases(parameters, customer);
// @ts-expect-error A column to fill is for columns.
bgNbd.probabilityAlive(parameters, customer, { into: new Float64Array(1) });
// @ts-expect-error One customer cannot be fitted.
bgNbd.fit(customer);
// @ts-expect-error The model has four parameters.
bgNbd.probabilityAlive({ r: 1, alpha: 1 }, customer);

// Nobody has no parameters.
expectTypeOf(bgNbd.fit(customers)).toEqualTypeOf<ModelFit<BetaGeometricParameters> | undefined>();
nbd.fit(customers, { start: { r: 1, alpha: 1 }, priors: { r: { median: 1, sigma: 1 }, alpha: undefined } });
// @ts-expect-error NBD has no a.
nbd.fit(customers, { priors: { a: { median: 1, sigma: 1 } } });

const spend: GammaGammaParameters = { p: 1, q: 1, gamma: 1 };
expectTypeOf(gammaGamma.meanSpend(spend)).toEqualTypeOf<number | undefined>();
expectTypeOf(gammaGamma.expectedSpend(spend, { repeats: 1, meanValue: 1 })).toEqualTypeOf<number | undefined>();
expectTypeOf(gammaGamma.expectedSpend(spend, { repeats: [1], meanValue: [1] })).toEqualTypeOf<
  Float64Array | undefined
>();

// Opportunities are histories of their own.
const donors: BgBbParameters = { alpha: 1, beta: 1, gamma: 1, delta: 1 };
const donor: OpportunityHistory = { repeats: 0, lastRepeat: 0, opportunities: 1 };
const gifts = purchaseOpportunities([{ who: 1, day: 0 }], {
  customer: ({ who }) => who,
  time: ({ day }) => day,
  end: 1,
  period: 'year',
});
expectTypeOf(bgBb.probabilityAlive(donors, donor)).toEqualTypeOf<number>();
expectTypeOf(bgBb.probabilityAlive(donors, gifts, { at: 1 })).toEqualTypeOf<Float64Array>();
expectTypeOf(bgBb.fit(gifts)).toEqualTypeOf<ModelFit<BgBbParameters> | undefined>();
expectTypeOf(bgBb.gradient(donors, gifts)).toEqualTypeOf<Record<keyof BgBbParameters, number>>();
// @ts-expect-error Times of another model are not opportunities.
bgBb.probabilityAlive(donors, customer);
// @ts-expect-error How purchases are discounted must be said.
bgBb.discountedExpectedPurchases(donors, donor);

const valued = { ...customers, meanValue: [1] };
const worth = {
  purchases: { model: bgNbd, parameters },
  spend: { model: gammaGamma, parameters: spend },
  margin: 0.3,
  forceOfInterest: 0.01,
};
expectTypeOf(customerLifetimeValue(valued, worth)).toEqualTypeOf<CustomerLifetimeValues | undefined>();
// @ts-expect-error Spending must be said.
customerLifetimeValue(customers, worth);
// @ts-expect-error The parameters are those of another model.
customerLifetimeValue(valued, { ...worth, purchases: { model: bgNbd, parameters: spend } });
expectTypeOf(valueDeciles(Float64Array.of(1)).decileOf).toEqualTypeOf<Uint8Array>();

expectTypeOf(rfmSegments({ recency: [1], frequency: [1], monetary: [1] }).segments).toEqualTypeOf<
  readonly RfmSegment[]
>();
// @ts-expect-error Three columns make RFM.
rfmSegments({ recency: [1], frequency: [1] });

expectTypeOf(purchaseCountFit(bgNbd, parameters, customers)).toEqualTypeOf<PurchaseCountFit | undefined>();
// @ts-expect-error The parameters are those of another model.
purchaseCountFit(bgNbd, spend, customers);
// @ts-expect-error What was bought must be said.
holdoutFit(bgNbd, parameters, customers, { duration: 1 });
declare const fitted: ModelFit<BetaGeometricParameters>;
expectTypeOf(compareModels([{ name: 'bgNbd', fit: fitted }])).toEqualTypeOf<ModelComparison[]>();

expectTypeOf(parameterInterval(fitted)).toEqualTypeOf<ParameterIntervals<BetaGeometricParameters> | undefined>();
expectTypeOf<ParameterIntervals<BetaGeometricParameters>>().toExtend<
  Record<'r' | 'alpha' | 'a' | 'b', ModelInterval>
>();
expectTypeOf(deltaInterval(fitted, ({ r, a }) => r * a)).toEqualTypeOf<ModelInterval | undefined>();
// @ts-expect-error BG/NBD has no beta.
deltaInterval(fitted, ({ beta }) => beta);

// Covariates are columns beside the histories, and numbers beside one history.
const covariates = { age: [30], referred: Uint8Array.of(1) };
const withCovariates: BetaGeometricCovariateParameters = { ...parameters, purchases: { age: 0.1 }, dropout: {} };
const covariateFit = bgNbdWithCovariates.fit(
  { ...customers, covariates },
  { covariates: { dropoutShape: ['age'] }, priors: { alpha: { median: 1, sigma: 1 }, dropout: { age: { sigma: 1 } } } },
);
expectTypeOf(covariateFit).toEqualTypeOf<CovariateFit<BetaGeometricCovariateParameters> | undefined>();
if (covariateFit !== undefined) {
  expectTypeOf(covariateEffects(covariateFit)).toEqualTypeOf<CovariateEffect[] | undefined>();
  compareModels([{ name: 'covariates', fit: covariateFit }]);
}
expectTypeOf(bgNbdWithCovariates.parametersOf(withCovariates, { age: 30 })).toEqualTypeOf<BetaGeometricParameters>();
expectTypeOf(
  bgNbdWithCovariates.probabilityAlive(withCovariates, { ...customer, covariates: { age: 30 } }),
).toEqualTypeOf<number>();
expectTypeOf(
  bgNbdWithCovariates.expectedPurchases(withCovariates, { ...customers, covariates }, { to: 1 }),
).toEqualTypeOf<Float64Array>();
// @ts-expect-error The parameters have coefficients, too.
bgNbdWithCovariates.parametersOf(parameters, { age: 30 });
// @ts-expect-error Pareto/NBD has one shape of dropout.
paretoNbdWithCovariates.fit({ ...customers, covariates }, { covariates: { dropoutShape: ['age'] } });
// @ts-expect-error A prior of a coefficient is normal.
bgNbdWithCovariates.fit({ ...customers, covariates }, { priors: { dropout: { age: { median: 1, sigma: 1 } } } });
// @ts-expect-error One customer has numbers, not columns.
bgNbdWithCovariates.parametersOf(withCovariates, covariates);
customerLifetimeValue(
  { ...customers, meanValue: [1], covariates },
  {
    purchases: { model: bgNbdWithCovariates, parameters: withCovariates },
    spend: { model: gammaGammaWithCovariates, parameters: { ...spend, spend: { age: 0 } } },
    margin: 0.3,
    forceOfInterest: 0.01,
  },
);
// One customer has an interval, columns have columns, and a total has one.
expectTypeOf(predictionInterval(bgNbd, fitted, customer, { duration: 1 })).toEqualTypeOf<PredictionInterval>();
expectTypeOf(predictionInterval(bgNbd, fitted, customers, { duration: 1 })).toEqualTypeOf<PredictionIntervals>();
expectTypeOf(
  predictionInterval(bgBb, { parameters: donors }, donor, { duration: 1 }),
).toEqualTypeOf<PredictionInterval>();
expectTypeOf(
  totalPurchasesPredictionInterval(bgBb, { parameters: donors }, gifts, { duration: 1 }),
).toEqualTypeOf<TotalPredictionInterval>();
// @ts-expect-error For how long must be said.
predictionInterval(bgNbd, fitted, customer, {});
// @ts-expect-error The fit is of another model.
predictionInterval(nbd, { parameters: donors }, customer, { duration: 1 });
// @ts-expect-error Opportunities are not for a model over time.
totalPurchasesPredictionInterval(bgNbd, fitted, gifts, { duration: 1 });
expectTypeOf(bgNbd.simulateFuture(parameters, customer, { duration: 1 })).toEqualTypeOf<number>();
expectTypeOf(bgBb.simulateFuture(donors, gifts, { duration: 1 })).toEqualTypeOf<Float64Array>();

declare const spending: ModelFit<GammaGammaParameters>;
const models = { purchases: { model: bgNbd, fit: fitted }, spend: { model: gammaGamma, fit: spending } };
expectTypeOf(totalSpendPredictionInterval(valued, { ...models, duration: 1 })).toEqualTypeOf<
  TotalPredictionInterval | undefined
>();
expectTypeOf(customerLifetimeValueEstimate(valued, { ...models, margin: 1, forceOfInterest: 1 })).toEqualTypeOf<
  CustomerLifetimeValueEstimate | undefined
>();
// @ts-expect-error Intervals need a fit, or parameters in its place.
customerLifetimeValueEstimate(valued, worth);
// @ts-expect-error What was spent must be said.
totalSpendPredictionInterval(customers, { ...models, duration: 1 });
expectTypeOf(holdoutFit(bgNbd, parameters, customers, { duration: 1, purchases: [1] })).toEqualTypeOf<
  HoldoutFit | undefined
>();
expectTypeOf(likelihoodRatioTest(fitted, fitted)).toEqualTypeOf<LikelihoodRatioTest>();
expectTypeOf(parametricBootstrap(bgNbd, fitted, customers)).toEqualTypeOf<
  ParametricBootstrap<BetaGeometricParameters> | undefined
>();
// @ts-expect-error The fit is of another model.
parametricBootstrap(nbd, spending, customers);
