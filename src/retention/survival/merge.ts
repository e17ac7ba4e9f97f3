import { mergeSkippedRows } from '../../internal/rows.js';
import { readTable } from './read-table.js';
import type { SurvivalScan, SurvivalTable } from './table.js';
import { CENSORED, ENTERED, EVENTS, newTally } from './tally.js';

/**
 * Adds survival tables of disjoint customers: the table of all of them together.
 *
 * @param tables - Any number of tables, up to the number of arguments that the engine allows.
 * @returns A new table with every time of the tables and what was skipped for all of them; without times for no tables.
 * @throws `TypeError` or `RangeError` for a table whose times do not rise or whose counts are not numbers from 0 to 1e15.
 * @example
 * ```ts
 * import { mergeSurvivalTables } from 'custometry';
 *
 * const web = { times: [{ time: 3, events: 2, censored: 1, entered: 0 }] };
 * const shop = { times: [{ time: 3, events: 1, censored: 0, entered: 0 }] };
 * mergeSurvivalTables(web, shop).times[0]; // => { time: 3, events: 3, censored: 1, entered: 0 }
 * ```
 * @see {@link survivalTable}
 */
export function mergeSurvivalTables(...tables: readonly SurvivalTable[]): SurvivalScan {
  const nameOf = (table: number) => `mergeSurvivalTables: tables[${table}]`;
  const rows = tables.flatMap((table, index) => readTable(table, nameOf(index)));
  const tally = newTally(Float64Array.from(rows, ({ time }) => time + 0));
  for (const { time, events, censored, entered } of rows) {
    tally.add(time, EVENTS, events);
    tally.add(time, CENSORED, censored);
    tally.add(time, ENTERED, entered);
  }
  const none = { rows: 0, skipped: 0, because: {}, first: [] };
  const skipped = mergeSkippedRows(
    tables.map(({ skipped = none }) => skipped),
    (table) => `${nameOf(table)}.skipped`,
  );
  return { times: tally.times(), skipped };
}
