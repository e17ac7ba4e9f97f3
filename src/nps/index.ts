/**
 * Net Promoter Score: from ratings to counts to a score.
 *
 * @module nps
 */
export { type NpsCategory, npsCategory } from './category.js';
export { mergeNpsCounts, type NpsCounts, npsCounts } from './counts.js';
export { mergeNpsCountsBy, npsCountsBy } from './counts-by.js';
export { NPS_SCALE_0_TO_10, NPS_SCALE_1_TO_10, type NpsScale, npsScale } from './scale.js';
export { netPromoterScore } from './score.js';
