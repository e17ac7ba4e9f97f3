import {
  cohortTable,
  customerLifecycle,
  kaplanMeier,
  logRankTest,
  mergeSurvivalTables,
  retentionOnAge,
  survivalTable,
  survivalTableOfColumns,
} from 'custometry';
import { compare, sampleRatings } from './measure.js';

/** Survival and cohorts. */
export async function retention(): Promise<void> {
  for (const size of [1_000, 100_000, 1_000_000]) {
    // In days, of which there are few different ones, and to the last digit, where hardly two are alike.
    const uniform = Float64Array.from({ length: size }, (_, i) => (i * 0.6180339887498949) % 1);
    const events = sampleRatings(size).map((rating) => rating % 2);
    const days = { durations: uniform.map((x) => Math.floor(2000 * x)), events };
    const exact = { durations: uniform.map((x) => 2000 * x), events };
    const rows = Array.from(days.durations, (duration, i) => ({ duration, event: events[i] === 1 }));
    const table = survivalTableOfColumns(exact);
    await compare(`survival of ${size.toLocaleString('en')} customers`, size, {
      'survivalTable and kaplanMeier, rows, days': () => kaplanMeier(survivalTable(rows)),
      'survivalTableOfColumns, days': () => survivalTableOfColumns(days),
      'survivalTableOfColumns, all different': () => survivalTableOfColumns(exact),
      'kaplanMeier, all different': () => kaplanMeier(table),
      'mergeSurvivalTables of two, all different': () => mergeSurvivalTables(table, table),
      'logRankTest of two, all different': () => logRankTest([table, table]),
    });
  }

  /** Ten visits a customer over three years, in the order of time. */
  for (const size of [1_000, 100_000, 1_000_000]) {
    const [from, to] = [Date.UTC(2023, 0, 1), Date.UTC(2026, 0, 1)];
    const visits = Array.from({ length: size }, (_, index) => ({
      who: Math.imul(index, 7919) % (size / 10),
      at: from + Math.floor((index / size) * (to - from)),
    }));
    const read = { customer: (visit: { who: number }) => visit.who, time: (visit: { at: number }) => visit.at };
    const table = cohortTable(visits, { ...read, period: 'month' });
    await compare(`cohorts of ${size.toLocaleString('en')} events`, size, {
      'cohortTable by month': () => cohortTable(visits, { ...read, period: 'month' }),
      'cohortTable by month in Kyiv': () => cohortTable(visits, { ...read, period: 'month', timeZone: 'Europe/Kyiv' }),
      'cohortTable by month, age in 24 hours': () =>
        cohortTable(visits, { ...read, period: { hours: 24 }, cohortPeriod: 'month' }),
      'customerLifecycle by month': () => customerLifecycle(visits, { ...read, period: 'month' }),
      'retentionOnAge of the table': () => retentionOnAge(table),
    });
  }
}
