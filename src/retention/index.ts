/**
 * Retention and churn: who stays.
 *
 * @module retention
 */
export { convertChurnRate, convertRate, type PeriodChange } from './convert.js';
export { type CustomerChange, churnRate, retentionRate } from './rate.js';
