/**
 * Retention and churn: who stays, and with how much revenue.
 *
 * @module retention
 */

export type { Instant } from '../internal/instant.js';
export type { CalendarPeriod, Period, RollingPeriod } from '../internal/period.js';
export type { ScanOptions, SkippedRow, SkippedRows } from '../internal/rows.js';
export { type CustomerDay, churnRateSummedByDay } from './rates/churn-by-day.js';
export {
  type CustomerLosses,
  type CustomerLossesOfJoined,
  type CustomerLossesToEnd,
  churnRateOverMidpoint,
  churnRateOverStart,
  churnRateOverStartAndJoined,
} from './rates/churn-definitions.js';
export { convertChurnRate, convertRate, type PeriodChange } from './rates/convert.js';
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
