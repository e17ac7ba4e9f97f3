import { convertRate, retentionRate } from 'custometry';
import { type History, isActive } from '../retention/history.js';

/** The year that follows a quarter in which a customer was active, on average. */
export interface CustomerYear {
  /** How many were watched. A customer counts once for each quarter from which they were watched. */
  readonly watched: number;
  readonly orders: number;
  readonly spend: number;
  /** The share who are active in the last quarter of that year. */
  readonly retention: number;
}

/** Whether a customer was active before. */
type Tenure = 'new' | 'repeat';

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
  /** The same for customers in the first quarter in which they are seen, and for those who were active before. */
  readonly byTenure: ReadonlyMap<Tenure, CustomerYear>;
  /** How many customers of each tenure are active in the last complete quarter. */
  readonly activeNow: ReadonlyMap<Tenure, number>;
  /** What to expect of those who are active now: the years of both tenures in the mix of now, or `all` if that is lacking. */
  readonly now: CustomerYear;
  /** Whether `now` is in the mix of now. */
  readonly isByTenure: boolean;
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
  const byTenure = new Map<Tenure, Totals>();
  const activeNow = new Map<Tenure, number>();
  for (const [customer, quarters] of customers) {
    const active = [...quarters.keys()].filter((quarter) => isActive(quarters, quarter));
    const first = active.reduce((least, quarter) => Math.min(least, quarter), Infinity);
    for (const quarter of active) {
      const tenure = quarter === first ? 'new' : 'repeat';
      if (quarter === lastQuarter) activeNow.set(tenure, (activeNow.get(tenure) ?? 0) + 1);
      if (quarter > lastStart) continue;
      for (const totals of [all, totalsOf(byGroup, group(customer, quarter)), totalsOf(byTenure, tenure)]) {
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
  const averages = <Key>(totals: ReadonlyMap<Key, Totals>): Map<Key, CustomerYear> =>
    new Map([...totals].map(([key, own]) => [key, average(own, horizon)]));
  const tenures = averages(byTenure);
  const now = mixed(tenures, activeNow);
  return {
    firstQuarter,
    lastQuarter: lastStart,
    isExtended: horizon < 4,
    all: average(all, horizon),
    byTenure: tenures,
    activeNow,
    now: now ?? average(all, horizon),
    isByTenure: now !== undefined,
    byGroup: averages(byGroup),
  };
}

/** The mean of the years, each weighted by the customers it stands for; `undefined` if one of them was not watched. */
function mixed(
  years: ReadonlyMap<Tenure, CustomerYear>,
  customers: ReadonlyMap<Tenure, number>,
): CustomerYear | undefined {
  const parts = [...customers].map(([tenure, weight]) => ({ weight, year: years.get(tenure) }));
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0 || parts.some(({ year }) => year === undefined)) return undefined;
  const mean = (of: (year: CustomerYear) => number): number =>
    parts.reduce((sum, { weight, year }) => sum + (weight / total) * (year === undefined ? 0 : of(year)), 0);
  return {
    watched: parts.reduce((sum, { year }) => sum + (year?.watched ?? 0), 0),
    orders: mean(({ orders }) => orders),
    spend: mean(({ spend }) => spend),
    retention: mean(({ retention }) => retention),
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

function totalsOf<Key>(map: Map<Key, Totals>, key: Key): Totals {
  const totals = map.get(key) ?? newTotals();
  map.set(key, totals);
  return totals;
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
