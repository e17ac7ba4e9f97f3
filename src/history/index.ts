/**
 * Purchase histories: what the models of purchasing know of each customer.
 *
 * @module history
 */
export type { Instant } from '../internal/instant.js';
export type { CalendarPeriod, Period, RollingPeriod } from '../internal/period.js';
export type { ScanOptions, SkippedRow, SkippedRows } from '../internal/rows.js';
export type { TimeUnit } from '../internal/time-unit.js';
export { type DatedHistories, type HistoryCohortOptions, historiesByCohort } from './cohorts.js';
export { type GroupedHistories, groupHistories } from './group.js';
export type { OpportunityHistories, OpportunityHistory } from './opportunity-history.js';
export type { OrderOptions, OrderReport } from './order-log.js';
export {
  type CustomerHistories,
  type HistoriesPart,
  mergePurchaseHistories,
  type PurchaseHistoriesOptions,
  purchaseHistories,
  type ReadHistories,
  type ValueReader,
} from './purchase-histories.js';
export type { PurchaseHistories, PurchaseHistory } from './purchase-history.js';
export {
  type PurchaseOpportunities,
  type PurchaseOpportunitiesOptions,
  purchaseOpportunities,
} from './purchase-opportunities.js';
export { selectHistories } from './select.js';
export { type Holdout, type SplitHistories, type SplitHistoriesOptions, splitHistories } from './split-histories.js';
