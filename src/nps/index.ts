/**
 * Net Promoter Score: from ratings to counts to a score, how sure it is, with weights, by segment and over time.
 *
 * @module nps
 */

export type { ConfidenceOptions, Estimate } from '../internal/estimate.js';
export { type NpsCategory, npsCategory } from './category.js';
export type { NpsChange } from './change.js';
export { mergeNpsCounts, type NpsCounts, npsCounts } from './counts.js';
export { mergeNpsCountsBy, npsCountsBy } from './counts-by.js';
export { type NpsDifference, npsDifference } from './difference.js';
export { type EarnedRevenue, earnedGrowthRate, earnedGrowthRatio, type RevenueSources } from './earned-growth.js';
export type { NpsWeightedDifference, NpsWeightedEstimate } from './effective.js';
export { type NpsEstimate, type NpsEstimateOptions, npsEstimate } from './estimate.js';
export { type NpsBootstrapOptions, npsEstimateBootstrap } from './estimate-bootstrap.js';
export { npsEstimateAdjustedWald, npsEstimateWald } from './estimate-wald.js';
export { type NpsMixShift, type NpsSegmentShift, npsMixShift } from './mix-shift.js';
export { mergeNpsMoves, type NpsMoves, npsMoves } from './moves.js';
export { type NpsPairedDifference, npsPairedDifference } from './paired-difference.js';
export { type NpsPoststratifiedEstimate, npsPoststratified } from './poststratified.js';
export { npsPoststratifiedDifference } from './poststratified-difference.js';
export {
  type RakedShare,
  type RakedWeights,
  type RakeFailure,
  type RakeMargin,
  type RakeOptions,
  rakeWeights,
} from './rake-weights.js';
export {
  type NpsChangeToFind,
  type NpsDetectableChange,
  type NpsExpectation,
  type NpsPower,
  type NpsPrecision,
  npsDetectableChange,
  npsSampleSize,
  npsSampleSizeForChange,
} from './sample-size.js';
export { NPS_SCALE_0_TO_10, NPS_SCALE_1_TO_10, type NpsScale, npsScale } from './scale.js';
export { netPromoterScore } from './score.js';
export { type NpsLinearTrend, type NpsPeriod, type NpsPeriodEstimate, type NpsTrend, npsTrend } from './trend.js';
export { mergeNpsWeightedCountsBy, npsWeightedCountsBy } from './weighted-counts-by.js';
export { npsWeightedDifference } from './weighted-difference.js';
export {
  mergeNpsWeightedCounts,
  type NpsWeightedCounts,
  npsWeightedCounts,
  npsWeightedEstimate,
} from './weights.js';
