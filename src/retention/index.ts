/**
 * Retention and churn: who stays, for how long, and with how much revenue.
 *
 * @module retention
 */
export type { ConfidenceOptions } from '../internal/estimate.js';

export type { Instant } from '../internal/instant.js';
export type { CalendarPeriod, Period, RollingPeriod } from '../internal/period.js';
export type { ScanOptions, SkippedRow, SkippedRows, ZonedScanOptions } from '../internal/rows.js';
export type { TimeSpan } from '../internal/time-span.js';
export type { TimeUnit } from '../internal/time-unit.js';
export type { ActivityOptions } from './cohorts/activity.js';
export {
  type CohortRetention,
  type RetentionCurves,
  retentionInBrackets,
  retentionOnAge,
  retentionOnOrAfterAge,
  retentionThroughAge,
} from './cohorts/curves.js';
export {
  type CustomerLifecycle,
  customerLifecycle,
  type LifecyclePeriod,
  mergeCustomerLifecycles,
} from './cohorts/lifecycle.js';
export {
  type AgeBracket,
  type Cohort,
  type CohortTable,
  type CohortTableOptions,
  cohortTable,
  mergeCohortTables,
} from './cohorts/table.js';
export { type CustomerDay, churnRateSummedByDay } from './rates/churn-by-day.js';
export {
  type CustomerLosses,
  type CustomerLossesOfJoined,
  type CustomerLossesToEnd,
  churnRateOverMidpoint,
  churnRateOverStart,
  churnRateOverStartAndJoined,
} from './rates/churn-definitions.js';
export {
  type ChurnRateOverCustomerTime,
  type CustomerTimeLosses,
  churnRateOverCustomerTime,
} from './rates/churn-over-customer-time.js';
export { type ChurnByDefinition, compareChurn } from './rates/compare-churn.js';
export { convertChurnRate, convertRate, type PeriodChange } from './rates/convert.js';
export {
  type CustomerMovements,
  type CustomerSpanReaders,
  customerMovements,
  mergeCustomerMovements,
} from './rates/customer-movements.js';
export {
  type RetainedCustomers,
  type RetentionDifference,
  type RetentionEstimate,
  retentionDifference,
  retentionEstimate,
} from './rates/estimate.js';
export {
  expectedLifetimeInContinuousTime,
  expectedLifetimeInPeriodsBegun,
  expectedLifetimeInPeriodsCompleted,
} from './rates/expected-lifetime.js';
export {
  mergePurchaseTotals,
  type PurchaseGap,
  type PurchaseOptions,
  type PurchaseReaders,
  type PurchaseTotals,
  purchaseFrequency,
  purchaseTotals,
  repeatPurchaseRate,
  type TimeBetweenPurchases,
  timeBetweenPurchases,
} from './rates/purchases.js';
export { type CustomerChange, churnRate, retentionRate } from './rates/rate.js';
export { compoundedNetRevenueRetention, trailingNetRevenueRetention } from './revenue/long-run.js';
export {
  type CustomerRevenue,
  mergeRevenueMovements,
  type RevenueMovements,
  type RevenueReaders,
  revenueMovements,
} from './revenue/movements.js';
export {
  type ComparedSpans,
  type LeftOutCustomer,
  type LeftOutCustomers,
  type PaymentMovements,
  type PaymentReaders,
  revenueMovementsOfPayments,
} from './revenue/payments.js';
export {
  grossRevenueChurnRate,
  grossRevenueRetention,
  netRevenueChurnRate,
  netRevenueChurnRateWithReactivation,
  netRevenueRetention,
  netRevenueRetentionWithReactivation,
  quickRatio,
  type RevenueAmount,
  type RevenueGainsAndLosses,
  type RevenueLosses,
  type RevenueLossesAndExpansion,
  type RevenueLossesAndReturns,
} from './revenue/rates.js';
export {
  type CustomerDates,
  type CustomerLifetimes,
  customerLifetimes,
  type ObservationOptions,
  type ObservedLifetime,
} from './survival/customer-lifetimes.js';
export { kaplanMeier, type SurvivalCurve, type SurvivalStep } from './survival/kaplan-meier.js';
export { kaplanMeierLog } from './survival/kaplan-meier-log.js';
export { kaplanMeierLogit } from './survival/kaplan-meier-logit.js';
export { kaplanMeierPlain } from './survival/kaplan-meier-plain.js';
export {
  type Lifetime,
  type LifetimeColumns,
  type SurvivalTables,
  survivalTable,
  survivalTableOfColumns,
  survivalTablesBy,
} from './survival/lifetimes.js';
export {
  type LogRankGroup,
  type LogRankTest,
  logRankTest,
  logRankTestGehan,
  logRankTestPeto,
  logRankTestStratified,
  type SurvivalGroups,
} from './survival/log-rank.js';
export { mergeSurvivalTables } from './survival/merge.js';
export { type HazardCurve, type HazardStep, nelsonAalen } from './survival/nelson-aalen.js';
export { type LifetimeQuantile, lifetimeQuantile, medianLifetime } from './survival/quantile.js';
export { type RestrictedMeanLifetime, restrictedMeanLifetime } from './survival/restricted-mean.js';
export { type SurvivalEstimate, survivalAt } from './survival/survival-at.js';
export { survivalTableOfSurvivors } from './survival/survivors.js';
export type { SurvivalScan, SurvivalTable, SurvivalTime } from './survival/table.js';
