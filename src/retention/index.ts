/**
 * Retention and churn: who stays.
 *
 * @module retention
 */
export { convertChurnRate, convertRate, type PeriodChange } from './rates/convert.js';
export { type CustomerChange, churnRate, retentionRate } from './rates/rate.js';
