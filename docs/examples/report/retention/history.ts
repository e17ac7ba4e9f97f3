import { lastCompleteQuarter, quarterOf } from '../calendar.js';
import type { Orders } from '../data.js';

/** Who ordered what in which quarter. */
export interface History {
  readonly firstQuarter: number;
  /** The last quarter that is over when the data end. */
  readonly lastQuarter: number;
  readonly customers: ReadonlyMap<string, ReadonlyMap<number, Activity>>;
}

/** What one customer did in one quarter. */
export interface Activity {
  /** Refunds are not orders. */
  readonly orders: number;
  /** Refunds are taken off. */
  readonly spend: number;
}

export function readHistory({ rows, until }: Orders): History {
  const customers = new Map<string, Map<number, { orders: number; spend: number }>>();
  let firstQuarter = Infinity;
  for (const { customer, instant, amount } of rows) {
    const quarter = quarterOf(instant);
    firstQuarter = Math.min(firstQuarter, quarter);
    const quarters = customers.get(customer) ?? new Map<number, { orders: number; spend: number }>();
    const activity = quarters.get(quarter) ?? { orders: 0, spend: 0 };
    if (amount >= 0) activity.orders++;
    activity.spend += amount;
    customers.set(customer, quarters.set(quarter, activity));
  }
  return { firstQuarter, lastQuarter: lastCompleteQuarter(until), customers };
}

/** A customer is active in a quarter in which they order. */
export function isActive(quarters: ReadonlyMap<number, Activity>, quarter: number): boolean {
  return (quarters.get(quarter)?.orders ?? 0) > 0;
}

/** How many customers are active in one quarter, in another one, and in both. */
export function compareQuarters(
  { customers }: History,
  before: number,
  now: number,
): { readonly start: number; readonly end: number; readonly stayed: number } {
  let start = 0;
  let end = 0;
  let stayed = 0;
  for (const quarters of customers.values()) {
    const wasActive = isActive(quarters, before);
    const isNowActive = isActive(quarters, now);
    if (wasActive) start++;
    if (isNowActive) end++;
    if (wasActive && isNowActive) stayed++;
  }
  return { start, end, stayed };
}
