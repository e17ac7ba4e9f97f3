/**
 * Lifetime value: what a customer is worth.
 *
 * @module lifetime-value
 */
export {
  type AcquiredCustomer,
  type AcquiringBase,
  type Acquisition,
  acquisitionCost,
  acquisitionPaybackPeriod,
  type CustomerEquity,
  customerEquity,
  lifetimeValueToCost,
  type ValueAndCost,
} from './acquisition.js';
export { type ContinuousCustomer, type ContinuousCustomerOverTime, continuousLifetimeValue } from './continuous.js';
export {
  type CustomerToRetain,
  type LifetimeValueElasticities,
  lifetimeValueElasticities,
  type RetentionGain,
  retentionGain,
  type Sensitivity,
} from './elasticity.js';
export { compareGrowthPaths, type GrowthPath, type GrowthPathResult } from './growth-paths.js';
export { type LifetimeOrders, lifetimeValue } from './order-based.js';
export {
  type FirstMargin,
  type RecurringCustomer,
  type RecurringCustomerOverPeriods,
  recurringLifetimeValue,
} from './recurring.js';
export { type Referral, type ReferralValue, referralValue } from './referral.js';
export { type CurveCustomer, type CurveLifetimeValue, curveLifetimeValue } from './survival-curve.js';
