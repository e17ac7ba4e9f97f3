import { endOfDay, startOfDay } from '../calendar.js';
import type { Order, Orders } from '../data.js';

/** Orders as purchases: refunds are none, and several orders of one day are as good as one. */
export interface Purchases {
  readonly rows: readonly Order[];
  /** The midnights of each customer's purchases, in the order of time. */
  readonly days: ReadonlyMap<string, readonly number[]>;
  readonly firstDay: number;
  readonly lastDay: number;
  /** The first instant after the data. */
  readonly end: number;
}

export function readPurchases(orders: Orders): Purchases {
  const rows = orders.rows.filter(({ amount }) => amount >= 0);
  const sets = new Map<string, Set<number>>();
  for (const { customer, instant } of rows) {
    const own = sets.get(customer) ?? new Set<number>();
    sets.set(customer, own.add(startOfDay(instant)));
  }
  const days = new Map([...sets].map(([customer, own]) => [customer, [...own].sort((a, b) => a - b)]));
  const lastDay = startOfDay(orders.until);
  const firstDay = rows.reduce((least, { instant }) => Math.min(least, startOfDay(instant)), lastDay);
  return { rows, days, firstDay, lastDay, end: endOfDay(orders.until) + 1 };
}
