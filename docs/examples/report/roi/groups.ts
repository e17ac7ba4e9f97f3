import { type History, isActive } from '../retention/history.js';
import type { Category } from './categories.js';

/** Groups smaller than this say little. */
const FEW = 30;

export const GROUPS = ['promoter', 'passive', 'detractor'] as const;
export type Group = (typeof GROUPS)[number];

/** What the customers of a group did in the last year. */
interface GroupYear {
  /** Customers of the group who were active a year ago. */
  readonly watched: number;
  /** How many of them are active now. */
  readonly stayed: number;
  /** What one of them spent in the year, on average, and how sure that is. */
  readonly spend: number;
  readonly standardError: number;
  /** Customers of the group who are active now. */
  readonly now: number;
}

export interface Groups {
  readonly byName: Readonly<Record<Group, GroupYear>>;
  /** How many customers are active now, rated or not. */
  readonly activeNow: number;
}

/**
 * Each customer once, by the group that they were in a year before the end: so the customers are independent, as intervals
 * take them to be. (More starting quarters would give more customer years, of the same people.)
 *
 * @returns `undefined` if the data are shorter than that or a group is too small.
 */
export function measureGroups(
  { firstQuarter, lastQuarter, customers }: History,
  group: (customer: string, quarter: number) => Category,
): Groups | undefined {
  const start = lastQuarter - 4;
  if (start < firstQuarter) return undefined;
  const spends: Record<Group, number[]> = { promoter: [], passive: [], detractor: [] };
  const stayed: Record<Group, number> = { promoter: 0, passive: 0, detractor: 0 };
  const now: Record<Group, number> = { promoter: 0, passive: 0, detractor: 0 };
  let activeNow = 0;
  for (const [customer, quarters] of customers) {
    const isHere = isActive(quarters, lastQuarter);
    const current = group(customer, lastQuarter);
    if (isHere) activeNow++;
    if (isHere && current !== 'unknown') now[current]++;
    const then = group(customer, start);
    if (then === 'unknown' || !isActive(quarters, start)) continue;
    if (isHere) stayed[then]++;
    spends[then].push([1, 2, 3, 4].reduce((sum, later) => sum + (quarters.get(start + later)?.spend ?? 0), 0));
  }
  if (GROUPS.some((name) => spends[name].length < FEW || now[name] === 0)) return undefined;
  const measured = (name: Group): GroupYear => ({
    watched: spends[name].length,
    stayed: stayed[name],
    ...meanOf(spends[name]),
    now: now[name],
  });
  return {
    byName: { promoter: measured('promoter'), passive: measured('passive'), detractor: measured('detractor') },
    activeNow,
  };
}

function meanOf(values: readonly number[]): { readonly spend: number; readonly standardError: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { spend: mean, standardError: Math.sqrt(squares / (n - 1) / n) };
}
