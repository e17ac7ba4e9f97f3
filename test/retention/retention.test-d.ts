import { expectTypeOf } from 'vitest';
import {
  type CohortTable,
  churnRate,
  cohortTable,
  convertRate,
  mergeCohortTables,
  type RetentionEstimate,
  retentionOnAge,
  retentionRate,
} from '../../src/index.js';

const change = { start: 1, end: 1, acquired: 0 };
expectTypeOf(retentionRate(change)).toEqualTypeOf<number | undefined>();
expectTypeOf(churnRate(change)).toEqualTypeOf<number | undefined>();
expectTypeOf(convertRate(0.5, { from: 1, to: 12 })).toEqualTypeOf<number>();
// @ts-expect-error Both periods are needed.
convertRate(0.5, { to: 12 });
// @ts-expect-error The newly acquired are needed, even if there are none.
retentionRate({ start: 1, end: 1 });

const read = { customer: (row: { who: string }) => row.who, time: () => new Date(0) };
const table = cohortTable([{ who: 'ann' }], { ...read, period: { hours: 24 }, brackets: [[1, 7]] });
expectTypeOf(table).toEqualTypeOf<CohortTable>();
// A cell can be missing, and its type says so.
expectTypeOf(table.cohorts[0]?.active[3]).toEqualTypeOf<number | undefined>();
expectTypeOf(retentionOnAge(table).average[1]).toEqualTypeOf<RetentionEstimate | undefined>();
// @ts-expect-error The period is needed.
cohortTable([{ who: 'ann' }], read);
// @ts-expect-error Cohorts are by the calendar.
cohortTable([{ who: 'ann' }], { ...read, period: 'day', cohortPeriod: { hours: 24 } });
// @ts-expect-error A reader reads rows of the log.
cohortTable([{ name: 'ann' }], { ...read, period: 'day' });
// @ts-expect-error There is at least one table.
mergeCohortTables();
