/**
 * Models of purchasing and leaving, each in a module of its own: what a customer's history says of the customer's future.
 *
 * @module models
 */
export type { BetaGeometricParameters } from './beta-geometric.js';
export { bgNbd } from './bg-nbd.js';
export type { FitDiagnosis, FitOptions, LogNormalPrior, ModelFit } from './fit.js';
export { type GompertzNbdParameters, gompertzNbd } from './gompertz-nbd.js';
export { mbgNbd } from './mbg-nbd.js';
export { type NbdParameters, nbd } from './nbd.js';
export { type ParetoNbdParameters, paretoNbd } from './pareto-nbd.js';
export type {
  AliveOptions,
  CountOptions,
  DiscountOptions,
  Interval,
  IntoOptions,
  OfHistories,
  OfHistoriesUnlessTold,
  PosteriorRates,
  PurchaseModel,
  SimulatedPurchases,
  SimulationOptions,
  TrackingOptions,
} from './purchase-model.js';
