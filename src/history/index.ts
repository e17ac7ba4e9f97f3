/**
 * Purchase histories: what the models of purchasing know of each customer.
 *
 * @module history
 */
export { type GroupedHistories, groupHistories } from './group.js';
export type { PurchaseHistories, PurchaseHistory } from './purchase-history.js';
