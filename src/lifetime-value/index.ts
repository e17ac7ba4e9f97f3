/**
 * Lifetime value: what a customer is worth.
 *
 * @module lifetime-value
 */
export { type LifetimeOrders, lifetimeValue } from './order-based.js';
export {
  type FirstMargin,
  type RecurringCustomer,
  type RecurringCustomerOverPeriods,
  recurringLifetimeValue,
} from './recurring.js';
