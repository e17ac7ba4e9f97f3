/**
 * Net Promoter Score: from ratings to counts to a score, and how sure it is.
 *
 * @module nps
 */
export { type NpsCategory, npsCategory } from './category.js';
export type { NpsConfidence } from './confidence.js';
export { mergeNpsCounts, type NpsCounts, npsCounts } from './counts.js';
export { mergeNpsCountsBy, npsCountsBy } from './counts-by.js';
export { type NpsDifference, npsDifference } from './difference.js';
export { type NpsEstimate, type NpsEstimateOptions, npsEstimate } from './estimate.js';
export { type NpsBootstrapOptions, npsEstimateBootstrap } from './estimate-bootstrap.js';
export { npsEstimateAdjustedWald, npsEstimateWald } from './estimate-wald.js';
export { type NpsMoves, type NpsPairedDifference, npsPairedDifference } from './paired-difference.js';
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
