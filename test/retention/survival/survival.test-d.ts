import { expectTypeOf } from 'vitest';
import {
  customerLifetimes,
  kaplanMeier,
  type LogRankTest,
  logRankTest,
  logRankTestStratified,
  medianLifetime,
  restrictedMeanLifetime,
  type SkippedRows,
  type SurvivalCurve,
  type SurvivalStep,
  type SurvivalTable,
  survivalAt,
  survivalTable,
  survivalTablesBy,
} from '../../../src/index.js';

const table = survivalTable([{ duration: 1, event: true }]);
expectTypeOf(table.skipped).toEqualTypeOf<SkippedRows>();
expectTypeOf(kaplanMeier(table)).toEqualTypeOf<SurvivalCurve>();
expectTypeOf(survivalAt(kaplanMeier(table), 1)?.value).toEqualTypeOf<number | undefined>();
expectTypeOf(medianLifetime(kaplanMeier(table)).value).toEqualTypeOf<number | undefined>();
expectTypeOf(restrictedMeanLifetime(kaplanMeier(table), 1)?.standardError).toEqualTypeOf<number | undefined>();
// A table needs no rows to have been made of.
expectTypeOf(kaplanMeier({ times: [] }).steps).toEqualTypeOf<readonly SurvivalStep[]>();
expectTypeOf(logRankTest([table, table])).toEqualTypeOf<LogRankTest<number> | undefined>();
expectTypeOf(logRankTest(new Map([['a', table]]))).toEqualTypeOf<LogRankTest<string> | undefined>();
expectTypeOf(logRankTestStratified([new Map([['a', table]])])).toEqualTypeOf<LogRankTest<string> | undefined>();
const { lifetimes } = customerLifetimes([{ plan: 'basic', start: 0 }], { until: 1 });
expectTypeOf(lifetimes[0]?.plan).toEqualTypeOf<string | undefined>();
expectTypeOf(
  survivalTablesBy(
    lifetimes,
    ({ plan }) => plan,
    (row) => row,
  ).tables,
).toEqualTypeOf<Map<string, SurvivalTable>>();
// @ts-expect-error Whether it has ended belongs to a lifetime.
survivalTable([{ duration: 1 }]);
// @ts-expect-error Durations need to know until when the customers were seen.
customerLifetimes([{ start: 0 }], {});
// @ts-expect-error A measure takes a curve, not a table.
medianLifetime(table);

// The reader of the customer knows the rows.
customerLifetimes([{ id: 1, start: 0 }], { until: 1, timeUnit: 'month', customer: (row) => row.id });
// @ts-expect-error The rows have no such field.
customerLifetimes([{ id: 1, start: 0 }], { until: 1, customer: (row) => row.name });
// @ts-expect-error There is no such unit.
customerLifetimes([{ start: 0 }], { until: 1, timeUnit: 'hour' });
// @ts-expect-error There is no such option.
customerLifetimes([{ start: 0 }], { until: 1, timezone: 'Europe/Kyiv' });
