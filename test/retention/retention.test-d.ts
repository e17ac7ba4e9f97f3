import { expectTypeOf } from 'vitest';
import {
  type ChurnByDefinition,
  type CustomerMovements,
  churnRate,
  churnRateOverCustomerTime,
  churnRateOverMidpoint,
  churnRateOverStart,
  churnRateOverStartAndJoined,
  churnRateSummedByDay,
  compareChurn,
  compoundedNetRevenueRetention,
  convertRate,
  customerLifetimes,
  customerMovements,
  expectedLifetimeInPeriodsBegun,
  grossRevenueRetention,
  kaplanMeier,
  type LogRankTest,
  logRankTest,
  logRankTestStratified,
  medianLifetime,
  netRevenueRetention,
  type PurchaseTotals,
  purchaseTotals,
  quickRatio,
  type RetentionEstimate,
  type RevenueMovements,
  repeatPurchaseRate,
  restrictedMeanLifetime,
  retentionDifference,
  retentionEstimate,
  retentionRate,
  revenueMovements,
  revenueMovementsOfPayments,
  type SkippedRows,
  type SurvivalCurve,
  type SurvivalStep,
  type SurvivalTable,
  survivalAt,
  survivalTable,
  survivalTablesBy,
  timeBetweenPurchases,
  trailingNetRevenueRetention,
} from '../../src/index.js';

const change = { start: 1, end: 1, acquired: 0 };
expectTypeOf(retentionRate(change)).toEqualTypeOf<number | undefined>();
expectTypeOf(churnRate(change)).toEqualTypeOf<number | undefined>();
expectTypeOf(convertRate(0.5, { from: 1, to: 12 })).toEqualTypeOf<number>();
// @ts-expect-error Both periods are needed.
convertRate(0.5, { to: 12 });
// @ts-expect-error The newly acquired are needed, even if there are none.
retentionRate({ start: 1, end: 1 });

// A base has what every rate takes.
const march = { from: '2026-03-01', to: new Date(Date.UTC(2026, 3, 1)) };
const stays = [{ id: 1, since: '2026-01-01', until: null }];
const base = customerMovements(stays, { customer: (s) => s.id, start: (s) => s.since, end: (s) => s.until }, march);
expectTypeOf(base).toEqualTypeOf<CustomerMovements>();
expectTypeOf(compareChurn(base)).toEqualTypeOf<readonly ChurnByDefinition[]>();
for (const rate of [churnRate, churnRateOverStart, churnRateOverMidpoint, churnRateOverStartAndJoined]) {
  expectTypeOf(rate(base)).toEqualTypeOf<number | undefined>();
}
expectTypeOf(churnRateSummedByDay(base.days)).toEqualTypeOf<number | undefined>();
expectTypeOf(retentionEstimate(base)).toEqualTypeOf<RetentionEstimate | undefined>();
expectTypeOf(churnRateOverCustomerTime({ lost: base.lost, customerTime: 1 }).upper).toEqualTypeOf<number>();
expectTypeOf(retentionDifference(base, base)?.pValue).toEqualTypeOf<number | undefined>();
expectTypeOf(expectedLifetimeInPeriodsBegun(0.5)).toEqualTypeOf<number | undefined>();
// @ts-expect-error Losses are needed.
churnRateOverStart({ start: 1 });
// @ts-expect-error Who the customer is must be read.
customerMovements(stays, { start: (s: { since: string }) => s.since, end: () => null }, march);

const totals = purchaseTotals(stays, { customer: (s) => s.id, time: (s) => s.since }, march, { duplicates: 'merge' });
expectTypeOf(totals).toEqualTypeOf<PurchaseTotals>();
expectTypeOf(repeatPurchaseRate(totals)).toEqualTypeOf<number | undefined>();
expectTypeOf(timeBetweenPurchases(totals)?.median).toEqualTypeOf<number | undefined>();

const movements = revenueMovements([[1, 2]], { start: () => 1, end: () => 2 });
expectTypeOf(movements).toEqualTypeOf<RevenueMovements>();
expectTypeOf(netRevenueRetention(movements)).toEqualTypeOf<number | undefined>();
expectTypeOf(grossRevenueRetention(movements)).toEqualTypeOf<number | undefined>();
expectTypeOf(quickRatio(movements)).toEqualTypeOf<number | undefined>();
expectTypeOf(compoundedNetRevenueRetention([movements])).toEqualTypeOf<number | undefined>();
expectTypeOf(trailingNetRevenueRetention([1], { start: (x) => x, end: (x) => x })).toEqualTypeOf<number | undefined>();
const paid = { customer: () => 1, time: () => 0, amount: () => 1 };
const spans = { start: { from: 0, to: 1 }, end: { from: 1, to: 2 } };
expectTypeOf(revenueMovementsOfPayments([1], paid, spans)).toExtend<RevenueMovements>();
// @ts-expect-error Expansion is part of what is kept, net.
netRevenueRetention({ start: { amount: 1 }, contraction: { amount: 0 }, churned: { amount: 0 } });
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
