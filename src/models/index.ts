/**
 * Models of purchasing and leaving, each in a module of its own: what a customer's history says of the customer's future.
 *
 * @module models
 */

export type { ConfidenceOptions } from '../internal/estimate.js';
export { type BetaDiscreteWeibullParameters, betaDiscreteWeibull } from './beta-discrete-weibull.js';
export type { BetaGeometricParameters } from './beta-geometric.js';
export type { BgCnbdKParameters } from './beta-geometric-erlang.js';
export { type BgBbParameters, bgBb } from './bg-bb.js';
export { bgCnbdK } from './bg-cnbd-k.js';
export { bgNbd } from './bg-nbd.js';
export { type BetaGeometricCovariateParameters, bgNbdWithCovariates } from './bg-nbd-with-covariates.js';
export { type ComparableFit, compareModels, type ModelComparison, type NamedFit } from './compare-models.js';
export { type CovariateEffect, covariateEffects } from './covariate-effects.js';
export type { CovariateFit, CovariateFitOptions, CovariatePriors, NormalPrior } from './covariate-fit.js';
export type { Coefficients, Covariates, CovariatesOfOne } from './covariates.js';
export {
  type CustomerLifetimeValueOptions,
  type CustomerLifetimeValues,
  customerLifetimeValue,
  type ValuedHistories,
} from './customer-lifetime-value.js';
export {
  type CustomerLifetimeValueEstimate,
  type CustomerLifetimeValueEstimateOptions,
  customerLifetimeValueEstimate,
} from './customer-lifetime-value-estimate.js';
export { deltaInterval, deltaIntervalLogit } from './delta-interval.js';
export type { FitDiagnosis, FitOptions, LogNormalPrior, ModelFit, Smooth } from './fit.js';
export {
  type FutureSpendingOptions,
  type GammaGammaParameters,
  gammaGamma,
  type OfSpendings,
  type SimulatedSpending,
  type Spending,
  type Spendings,
  type SpendModel,
} from './gamma-gamma.js';
export {
  type CovariateSpending,
  type CovariateSpendings,
  type GammaGammaCovariateParameters,
  gammaGammaWithCovariates,
  type SimulatedCovariateSpending,
  type SpendModelWithCovariates,
} from './gamma-gamma-with-covariates.js';
export { type GompertzNbdParameters, gompertzNbd } from './gompertz-nbd.js';
export { type HoldoutFit, type HoldoutFitOptions, type HoldoutFitRow, holdoutFit } from './holdout-fit.js';
export { type LikelihoodRatioTest, likelihoodRatioTest } from './likelihood-ratio-test.js';
export { mbgCnbdK } from './mbg-cnbd-k.js';
export { mbgNbd } from './mbg-nbd.js';
export { type NbdParameters, nbd } from './nbd.js';
export type {
  OfOpportunities,
  OfOpportunitiesUnlessTold,
  OpportunityDiscountOptions,
  OpportunityModel,
  OpportunitySimulationOptions,
  PosteriorProbabilities,
  SimulatedOpportunities,
  SimulatedOpportunityCohort,
  SimulatedOpportunityHistories,
} from './opportunity-model.js';
export { type FittedParameters, type ModelInterval, parameterInterval } from './parameter-interval.js';
export {
  type ParametricBootstrap,
  type ParametricBootstrapOptions,
  parametricBootstrap,
} from './parametric-bootstrap.js';
export { type ParetoNbdParameters, paretoNbd } from './pareto-nbd.js';
export { type ParetoNbdCovariateParameters, paretoNbdWithCovariates } from './pareto-nbd-with-covariates.js';
export {
  type PredictionInterval,
  type PredictionIntervals,
  type PredictionOptions,
  type PredictiveModel,
  predictionInterval,
} from './prediction-interval.js';
export {
  type PurchaseCountBin,
  type PurchaseCountFit,
  type PurchaseCountFitOptions,
  purchaseCountFit,
} from './purchase-count-fit.js';
export type {
  AliveOptions,
  CountOptions,
  DiscountOptions,
  FutureOptions,
  IntoOptions,
  OfHistories,
  OfHistoriesUnlessTold,
  PosteriorRates,
  PurchaseInterval,
  PurchaseModel,
  SimulatedCohort,
  SimulatedHistories,
  SimulatedPurchases,
  SimulationOptions,
  TrackingOptions,
} from './purchase-model.js';
export type {
  CovariateHistories,
  CovariateHistory,
  PurchaseModelWithCovariates,
  SimulatedCovariatePurchases,
} from './purchase-model-with-covariates.js';
export type { RegularFitOptions, RegularPurchaseModel } from './regular-model.js';
export type {
  ProjectedSurvival,
  RetentionDiagnosis,
  RetentionFit,
  RetentionModel,
  Survivors,
} from './retention-model.js';
export { type RfmColumns, type RfmSegment, type RfmSegments, rfmSegments } from './rfm-segments.js';
export { type ShiftedBetaGeometricParameters, shiftedBetaGeometric } from './shifted-beta-geometric.js';
export type { TotalPredictionInterval, TotalPredictionOptions } from './simulated-total.js';
export { totalPredictionInterval } from './total-prediction-interval.js';
export { type TotalSpendPredictionOptions, totalSpendPredictionInterval } from './total-spend-prediction-interval.js';
export { type ValueDecile, type ValueDeciles, valueDeciles } from './value-deciles.js';
