import { expectTypeOf } from 'vitest';
import {
  type CohortTable,
  cohortTable,
  mergeCohortTables,
  type RetentionEstimate,
  retentionOnAge,
} from '../../../src/index.js';

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
