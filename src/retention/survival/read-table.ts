import { NOT_NEGATIVE, type Range, refuse } from '../../internal/check.js';
import { addTo, type RunningSum } from '../../internal/running-sum.js';
import type { SurvivalTable, SurvivalTime } from './table.js';

/** @internal A number of customers, or the weight of some. */
export const COUNT: Range = [0, 1e15, 'a number from 0 to 1e15'];

/** @internal The times of a table, checked. */
export function readTable(table: SurvivalTable, argument: string): readonly SurvivalTime[] {
  const times = table?.times;
  if (!Array.isArray(times)) refuse(times, `${argument}.times`, 'an array of times with their counts', '', '');
  let before = -1;
  for (let i = 0; i < times.length; i++) {
    // A missing row has no fields: the message names its time.
    const row: Partial<SurvivalTime> = times[i] ?? {};
    const name = `.times[${i}].`;
    if (!isBetween(row.time, 0, 1.7976931348623157e308)) {
      refuse(row.time, `${argument}${name}time`, NOT_NEGATIVE[2]);
    }
    if (row.time <= before) refuse(row.time, `${argument}${name}time`, `more than the time before it (${before})`);
    before = row.time;
    for (const field of ['events', 'censored', 'entered'] as const) {
      if (!isBetween(row[field], 0, COUNT[1])) refuse(row[field], `${argument}${name}${field}`, COUNT[2]);
    }
  }
  return times;
}

function isBetween(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/**
 * @internal How many are at risk at each time of a table: those with entry < time ≤ duration. At a time between two of the
 * table's it is what it is at the later one.
 */
export function readAtRisk(
  table: SurvivalTable,
  argument: string,
): { readonly times: readonly SurvivalTime[]; readonly atRisk: Float64Array } {
  const times = readTable(table, argument);
  const atRisk = new Float64Array(times.length);
  // From the end, where all have gone, so that the last customers are counted exactly.
  const later: RunningSum = { total: 0, lost: 0 };
  for (let i = times.length - 1; i >= 0; i--) {
    const { events, censored, entered } = times[i] as SurvivalTime;
    if (entered > 0) {
      const before = later.total + later.lost;
      // Fractional weights that should cancel leave a rounding error.
      const rounding = 1e-12 * before;
      if (entered > before + rounding) {
        refuse(entered, `${argument}.times[${i}].entered`, `at most the ${before} who are at risk after it`);
      }
      if (entered < before - rounding) addTo(later, -entered);
      else [later.total, later.lost] = [0, 0];
    }
    addTo(later, events);
    addTo(later, censored);
    atRisk[i] = Math.max(later.total + later.lost, events);
  }
  return { times, atRisk };
}
