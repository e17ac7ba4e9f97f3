import { refuse, within } from '../../internal/check.js';
import { COUNT } from './read-table.js';
import type { SurvivalTable, SurvivalTime } from './table.js';

/**
 * The survival table of customers who started together and were counted at equal intervals: how many there were at the start,
 * how many still after one period, after two, and so on. Who left during a period is taken to have left at its end; who is
 * there at the last count is censored then.
 *
 * Cohorts that started at different times and were followed for different numbers of periods merge into one table, and into
 * one curve that uses them all:
 * `mergeSurvivalTables(survivalTableOfSurvivors([1000, 850, 760]), survivalTableOfSurvivors([1200, 990]))`.
 *
 * @param survivors - How many customers there were at times 0, 1, 2, …: numbers from 0 to 1e15 that never rise.
 * @returns The table, with times in periods; empty for fewer than two counts or nobody at the start.
 * @throws `TypeError` or `RangeError` for a count that is not a number from 0 to 1e15, or more than the count before; the
 * message has the index.
 * @example
 * ```ts
 * import { kaplanMeier, survivalTableOfSurvivors } from 'custometry';
 *
 * const table = survivalTableOfSurvivors([1000, 850, 760]);
 * table.times[0]; // => { time: 1, events: 150, censored: 0, entered: 0 }
 * table.times[1]; // => { time: 2, events: 90, censored: 760, entered: 0 }
 * kaplanMeier(table).steps[1]?.survival; // => 0.76
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2007), "How to Project Customer Retention", Journal of Interactive Marketing
 * 21(1), 76-90, for data of this kind.
 */
export function survivalTableOfSurvivors(survivors: ArrayLike<number>): SurvivalTable {
  const argument = 'survivalTableOfSurvivors: survivors';
  // A DataView is a view, too, but has no length.
  if (!Array.isArray(survivors) && !(ArrayBuffer.isView(survivors) && 'length' in survivors)) {
    refuse(survivors, argument, 'an array or a typed array', '', '');
  }
  const times: SurvivalTime[] = [];
  for (let time = 0; time < survivors.length; time++) {
    const now = within(survivors[time] as number, `${argument}[${time}]`, COUNT);
    if (time === 0) continue;
    const before = survivors[time - 1] as number;
    if (now > before) refuse(now, `${argument}[${time}]`, `at most the count before it (${before})`);
    const censored = time === survivors.length - 1 ? now : 0;
    if (before > 0) times.push({ time, events: before - now, censored, entered: 0 });
  }
  return { times };
}
