/**
 * Retention and churn: who stays.
 *
 * @module retention
 */
export type { Instant } from '../internal/instant.js';
export type { CalendarPeriod, Period, RollingPeriod } from '../internal/period.js';
export type { ScanOptions, SkippedRow, SkippedRows } from '../internal/rows.js';
export { convertChurnRate, convertRate, type PeriodChange } from './rates/convert.js';
export { type CustomerChange, churnRate, retentionRate } from './rates/rate.js';
