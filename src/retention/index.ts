/**
 * Retention and churn: who stays, and for how long.
 *
 * @module retention
 */
export type { ConfidenceOptions } from '../internal/estimate.js';
export type { Instant } from '../internal/instant.js';
export type { CalendarPeriod, Period, RollingPeriod } from '../internal/period.js';
export type { ScanOptions, SkippedRow, SkippedRows } from '../internal/rows.js';
export { convertChurnRate, convertRate, type PeriodChange } from './rates/convert.js';
export { type CustomerChange, churnRate, retentionRate } from './rates/rate.js';
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
