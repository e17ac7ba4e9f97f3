import { convertRate, retentionRate } from 'custometry';
import { type History, isActive } from './history.js';

/** The year that follows a quarter in which a customer was active, on average. */
export interface CustomerYear {
  /** How many were watched. A customer counts once for each quarter from which they were watched. */
  readonly watched: number;
  readonly orders: number;
  readonly spend: number;
  /** The share who are active in the last quarter of that year. */
  readonly retention: number;
}

export interface CustomerYears<Group> {
  /** The quarters from which customers were watched. */
  readonly firstQuarter: number;
  readonly lastQuarter: number;
  /**
   * Whether the data are too short to watch a year: then it is the next quarter that was watched, and extended to a
   * year as if customers kept leaving at the same pace.
   */
  readonly isExtended: boolean;
  readonly all: CustomerYear;
  readonly byGroup: ReadonlyMap<Group, CustomerYear>;
}

/**
 * What customers do in the year after a quarter in which they were active. Watching what comes after keeps cause and
 * effect in order: the group that a customer is in is known before the year begins.
 *
 * @param group - The group that a customer is in at the end of a quarter.
 * @returns `undefined` if nobody can be watched.
 */
export function customerYears<Group>(
  { firstQuarter, lastQuarter, customers }: History,
  group: (customer: string, quarter: number) => Group,
): CustomerYears<Group> | undefined {
  const horizon = lastQuarter - firstQuarter >= 4 ? 4 : 1;
  const lastStart = lastQuarter - horizon;
  const all = newTotals();
  const byGroup = new Map<Group, Totals>();
  for (const [customer, quarters] of customers) {
    for (const quarter of quarters.keys()) {
      if (quarter > lastStart || !isActive(quarters, quarter)) continue;
      const key = group(customer, quarter);
      const own = byGroup.get(key) ?? newTotals();
      byGroup.set(key, own);
      for (const totals of [all, own]) {
        totals.watched++;
        if (isActive(quarters, quarter + horizon)) totals.stayed++;
        for (let next = quarter + 1; next <= quarter + horizon; next++) {
          totals.orders += quarters.get(next)?.orders ?? 0;
          totals.spend += quarters.get(next)?.spend ?? 0;
        }
      }
    }
  }
  if (all.watched === 0) return undefined;
  return {
    firstQuarter,
    lastQuarter: lastStart,
    isExtended: horizon < 4,
    all: average(all, horizon),
    byGroup: new Map([...byGroup].map(([key, totals]) => [key, average(totals, horizon)])),
  };
}

interface Totals {
  watched: number;
  stayed: number;
  orders: number;
  spend: number;
}

function newTotals(): Totals {
  return { watched: 0, stayed: 0, orders: 0, spend: 0 };
}

function average({ watched, stayed, orders, spend }: Totals, horizon: number): CustomerYear {
  const retention = retentionRate({ start: watched, end: stayed, acquired: 0 }) ?? 0;
  if (horizon === 4) return { watched, orders: orders / watched, spend: spend / watched, retention };
  // A quarter's orders, and then those of the customers who are left in the three that follow.
  const quarters = 1 + retention + retention ** 2 + retention ** 3;
  return {
    watched,
    orders: (orders / watched) * quarters,
    spend: (spend / watched) * quarters,
    retention: convertRate(retention, { from: 3, to: 12 }),
  };
}
