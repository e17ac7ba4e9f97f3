/**
 * Models of purchasing and churn: projections beyond what was observed.
 *
 * @module models
 */
export type { ConfidenceOptions } from '../internal/estimate.js';
export { type BetaDiscreteWeibullParameters, betaDiscreteWeibull } from './beta-discrete-weibull.js';
export type {
  RetentionDiagnosis,
  RetentionFit,
  RetentionModel,
  SurvivalEstimate,
  Survivors,
} from './retention-model.js';
export { type ShiftedBetaGeometricParameters, shiftedBetaGeometric } from './shifted-beta-geometric.js';
