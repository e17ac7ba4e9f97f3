/**
 * Measure customers: how they feel, whether they stay, what they are worth, and what better experience pays back.
 *
 * @module custometry
 */
export {
  type FirstMargin,
  type LifetimeOrders,
  lifetimeValue,
  type RecurringCustomer,
  type RecurringCustomerOverPeriods,
  recurringLifetimeValue,
} from './lifetime-value/index.js';
export {
  mergeNpsCounts,
  mergeNpsCountsBy,
  NPS_SCALE_0_TO_10,
  NPS_SCALE_1_TO_10,
  type NpsBootstrapOptions,
  type NpsCategory,
  type NpsChangeToFind,
  type NpsConfidence,
  type NpsCounts,
  type NpsDetectableChange,
  type NpsDifference,
  type NpsEstimate,
  type NpsEstimateOptions,
  type NpsExpectation,
  type NpsMoves,
  type NpsPairedDifference,
  type NpsPower,
  type NpsPrecision,
  type NpsScale,
  netPromoterScore,
  npsCategory,
  npsCounts,
  npsCountsBy,
  npsDetectableChange,
  npsDifference,
  npsEstimate,
  npsEstimateAdjustedWald,
  npsEstimateBootstrap,
  npsEstimateWald,
  npsPairedDifference,
  npsSampleSize,
  npsSampleSizeForChange,
  npsScale,
} from './nps/index.js';
export {
  type CustomerChange,
  churnRate,
  convertChurnRate,
  convertRate,
  type PeriodChange,
  retentionRate,
} from './retention/index.js';
export {
  type CxCashFlow,
  type CxProgramme,
  type CxReturn,
  cxReturnOnInvestment,
  type ExperienceClaim,
  experienceClaims,
  type Investment,
  netPresentValue,
  returnOnInvestment,
} from './roi/index.js';
