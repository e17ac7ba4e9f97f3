/**
 * Models of purchasing and leaving, each in a module of its own: what a customer's history says of the customer's future.
 *
 * @module models
 */

export type { ConfidenceOptions } from '../internal/estimate.js';
export { type BetaDiscreteWeibullParameters, betaDiscreteWeibull } from './beta-discrete-weibull.js';
export type { BetaGeometricParameters } from './beta-geometric.js';
export { type BgBbParameters, bgBb } from './bg-bb.js';
export { bgNbd } from './bg-nbd.js';
export type { FitDiagnosis, FitOptions, LogNormalPrior, ModelFit } from './fit.js';
export {
  type GammaGammaParameters,
  gammaGamma,
  type OfSpendings,
  type SimulatedSpending,
  type Spending,
  type Spendings,
  type SpendModel,
} from './gamma-gamma.js';
export { type GompertzNbdParameters, gompertzNbd } from './gompertz-nbd.js';
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
export { type ParetoNbdParameters, paretoNbd } from './pareto-nbd.js';
export type {
  AliveOptions,
  CountOptions,
  DiscountOptions,
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
  ProjectedSurvival,
  RetentionDiagnosis,
  RetentionFit,
  RetentionModel,
  Survivors,
} from './retention-model.js';
export { type ShiftedBetaGeometricParameters, shiftedBetaGeometric } from './shifted-beta-geometric.js';
