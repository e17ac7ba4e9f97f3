/**
 * Models of purchasing and leaving, each in a module of its own: what a customer's history says of the customer's future.
 *
 * @module models
 */

export type { ConfidenceOptions } from '../internal/estimate.js';
export { type BetaGeometricCovariateParameters, bgNbdWithCovariates } from './covariates/bg-nbd-with-covariates.js';
export { type CovariateEffect, covariateEffects } from './covariates/covariate-effects.js';
export type { CovariateFit } from './covariates/covariate-fit.js';
export type { CovariateFitOptions, CovariatePriors, NormalPrior } from './covariates/covariate-fit-options.js';
export type { Coefficients, Covariates, CovariatesOfOne } from './covariates/covariates.js';
export {
  type CovariateSpending,
  type CovariateSpendings,
  type GammaGammaCovariateParameters,
  gammaGammaWithCovariates,
  type SimulatedCovariateSpending,
  type SpendModelWithCovariates,
} from './covariates/gamma-gamma-with-covariates.js';
export type { ModelWithCovariates } from './covariates/model-with-covariates.js';
export { type ParetoNbdCovariateParameters, paretoNbdWithCovariates } from './covariates/pareto-nbd-with-covariates.js';
export type {
  CovariateHistories,
  CovariateHistory,
  PurchaseModelWithCovariates,
  SimulatedCovariatePurchases,
} from './covariates/purchase-model-with-covariates.js';
export type { IntoOptions } from './fitting/column-to-fill.js';
export type { ColumnsOf } from './fitting/columns.js';
export type { FitDiagnosis, FitOptions, LogNormalPrior, ModelFit, Smooth } from './fitting/model-fit.js';
export type { BgBbParameters } from './opportunities/beta-bernoulli.js';
export { bgBb } from './opportunities/bg-bb.js';
export type {
  OpportunityDiscountOptions,
  OpportunityModel,
  OpportunitySimulationOptions,
  PosteriorProbabilities,
  SimulatedOpportunities,
  SimulatedOpportunityCohort,
  SimulatedOpportunityHistories,
} from './opportunities/opportunity-model.js';
export type { BetaGeometricParameters } from './purchases/beta-geometric.js';
export type { BgCnbdKParameters } from './purchases/beta-geometric-erlang.js';
export { bgCnbdK } from './purchases/bg-cnbd-k.js';
export { bgNbd } from './purchases/bg-nbd.js';
export { type GompertzNbdParameters, gompertzNbd } from './purchases/gompertz-nbd.js';
export { mbgCnbdK } from './purchases/mbg-cnbd-k.js';
export { mbgNbd } from './purchases/mbg-nbd.js';
export { type NbdParameters, nbd } from './purchases/nbd.js';
export { type ParetoNbdParameters, paretoNbd } from './purchases/pareto-nbd.js';
export type {
  AliveOptions,
  CountOfHistories,
  CountOptions,
  DiscountOptions,
  FutureOptions,
  OfHistories,
  OfHistoriesUnlessTold,
  PosteriorRates,
  PurchaseInterval,
  PurchaseModel,
  RatesOfHistories,
  RepeatPurchaseModel,
  SimulatedCohort,
  SimulatedHistories,
  SimulatedPurchases,
  SimulationOptions,
  TrackingOptions,
} from './purchases/purchase-model.js';
export type { RegularFitOptions, RegularPurchaseModel } from './purchases/regular-model.js';
export { type BetaDiscreteWeibullParameters, betaDiscreteWeibull } from './retention/beta-discrete-weibull.js';
export type {
  ProjectedSurvival,
  RetentionDiagnosis,
  RetentionFit,
  RetentionModel,
  Survivors,
} from './retention/retention-model.js';
export { type ShiftedBetaGeometricParameters, shiftedBetaGeometric } from './retention/shifted-beta-geometric.js';
export { type GammaGammaParameters, gammaGamma } from './spending/gamma-gamma.js';
export type {
  FutureSpendingOptions,
  OfSpendings,
  SimulatedSpending,
  Spending,
  Spendings,
  SpendModel,
} from './spending/spend-model.js';
export {
  type CustomerLifetimeValueEstimate,
  type CustomerLifetimeValueEstimateOptions,
  customerLifetimeValueEstimate,
} from './uncertainty/customer-lifetime-value-estimate.js';
export { deltaInterval, deltaIntervalLogit } from './uncertainty/delta-interval.js';
export type { FittedParameters } from './uncertainty/fitted-parameters.js';
export { type ModelInterval, type ParameterIntervals, parameterInterval } from './uncertainty/parameter-interval.js';
export {
  type ParametricBootstrap,
  type ParametricBootstrapOptions,
  parametricBootstrap,
  type RefittableModel,
} from './uncertainty/parametric-bootstrap.js';
export {
  type PredictionInterval,
  type PredictionIntervals,
  type PredictionOptions,
  type PredictiveModel,
  predictionInterval,
} from './uncertainty/prediction-interval.js';
export type { TotalPredictionInterval, TotalPurchasesPredictionOptions } from './uncertainty/simulated-total.js';
export { totalPurchasesPredictionInterval } from './uncertainty/total-purchases-prediction-interval.js';
export {
  type TotalSpendPredictionOptions,
  totalSpendPredictionInterval,
} from './uncertainty/total-spend-prediction-interval.js';
export { type ComparableFit, compareModels, type ModelComparison, type NamedFit } from './uses/compare-models.js';
export {
  type CustomerLifetimeValueOptions,
  type CustomerLifetimeValues,
  customerLifetimeValue,
  type ValuedHistories,
} from './uses/customer-lifetime-value.js';
export {
  type ForecastErrors,
  type ForecastingModel,
  type HoldoutFit,
  type HoldoutFitOptions,
  type HoldoutFitRow,
  holdoutFit,
} from './uses/holdout-fit.js';
export { type LikelihoodRatioTest, likelihoodRatioTest } from './uses/likelihood-ratio-test.js';
export {
  type PurchaseCountBin,
  type PurchaseCountFit,
  type PurchaseCountFitOptions,
  type PValueBounds,
  purchaseCountFit,
} from './uses/purchase-count-fit.js';
export { type RfmColumns, type RfmSegment, type RfmSegments, rfmSegments } from './uses/rfm-segments.js';
export { type ValueDecile, type ValueDeciles, valueDeciles } from './uses/value-deciles.js';
