/**
 * Retention and churn: who stays.
 *
 * @module retention
 */
export type { Instant } from '../internal/instant.js';
export type { CalendarPeriod, Period, RollingPeriod } from '../internal/period.js';
export type { ScanOptions, SkippedRow, SkippedRows } from '../internal/rows.js';
export type { ActivityOptions } from './cohorts/activity.js';
export {
  type CohortRetention,
  type RetentionCurves,
  type RetentionEstimate,
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
export { convertChurnRate, convertRate, type PeriodChange } from './rates/convert.js';
export { type CustomerChange, churnRate, retentionRate } from './rates/rate.js';
