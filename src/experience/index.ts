/**
 * Experience: how customers feel about what they get, from ratings to satisfaction, effort and experience scores, and what
 * they give for it.
 *
 * @module experience
 */
export type { ConfidenceOptions, Estimate } from '../internal/estimate.js';
export {
  type ExperienceConsistency,
  experienceConsistency,
  type InteractionScores,
  interactionScoresBy,
  mergeInteractionScoresBy,
} from './consistency.js';
export {
  type CustomerEffortAgreementOptions,
  customerEffortAgreement,
  customerEffortMean,
  type NetEaseCuts,
  netEaseScore,
} from './customer-effort.js';
export {
  type CustomerExperienceIndex,
  type CustomerExperienceRatings,
  customerExperienceIndex,
} from './customer-experience-index.js';
export {
  type CustomerSatisfactionOptions,
  customerSatisfaction,
  type RatedCustomerSatisfactionOptions,
} from './customer-satisfaction.js';
export {
  type CustomerSatisfactionDifference,
  type CustomerSatisfactionDifferenceOptions,
  customerSatisfactionDifference,
} from './customer-satisfaction-difference.js';
export { type CustomerExperience, type ExperienceIndex, experienceIndex } from './experience-index.js';
export { journeyScore, type Touchpoint } from './journey.js';
export { mergeRatingHistograms, type RatingHistogram, type RatingScale, ratingHistogram } from './rating-histogram.js';
export { mergeRatingHistogramsBy, ratingHistogramBy } from './rating-histogram-by.js';
export { type SatisfactionQuestion, satisfactionIndex } from './satisfaction-index.js';
export {
  type ServiceQualityDimension,
  type ServiceQualityDimensionGap,
  type ServiceQualityGap,
  serviceQualityGap,
} from './service-quality-gap.js';
export {
  medianValueCuts,
  type ValueCuts,
  type ValueQuadrant,
  type ValueQuadrants,
  type ValueReaders,
  valueQuadrants,
} from './value-quadrants.js';
export { type CategorySpend, shareOfWallet, walletAllocation } from './wallet.js';
