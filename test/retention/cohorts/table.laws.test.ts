import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type CohortTable, cohortTable, mergeCohortTables } from '../../../src/index.js';
import { byCustomer, logs, type Setting, slowCohorts, type Visit } from '../../support/cohorts.js';
import { law } from '../../support/law.js';

const table = (visits: Iterable<Visit>, setting: Setting): CohortTable =>
  cohortTable(visits, { customer: ({ who }) => who, time: ({ at }) => at, ...setting });

describe('cohortTable', () => {
  law('it is the slow and obvious way: cohorts(log) = filter and count each cell', [logs()], ({ visits, setting }) => {
    expect(table(visits, setting).cohorts).toEqual(slowCohorts(visits, setting));
  });

  law(
    'rows start at the size of the cohort and never exceed it: 0 ≤ cell ≤ active(0) = customers',
    [logs()],
    ({ visits, setting }) => {
      for (const { customers, active, activeOnOrAfter, activeThrough, activeInBrackets } of table(visits, setting)
        .cohorts) {
        for (const row of [active, activeOnOrAfter, activeThrough]) {
          expect(row.length).toBe(active.length);
          if (row.length > 0) expect(row[0]).toBe(customers);
        }
        for (const cell of [...active, ...activeOnOrAfter, ...activeThrough, ...activeInBrackets]) {
          expect(cell).toBeGreaterThanOrEqual(0);
          expect(cell).toBeLessThanOrEqual(customers);
        }
      }
    },
  );

  law(
    'everybody is in one cohort: Σ customers = customers with an event before the end',
    [logs()],
    ({ visits, setting }) => {
      const { cohorts, afterEnd } = table(visits, setting);
      expect(cohorts.reduce((sum, { customers }) => sum + customers, 0)).toBe(byCustomer(visits, setting.end).length);
      expect(afterEnd).toBe(visits.filter(({ at }) => at >= setting.end).length);
    },
  );

  law(
    'order does not matter, nor do duplicates: table(shuffled log ++ log) = table(log)',
    [
      logs().chain((log) =>
        fc.tuple(fc.constant(log), fc.shuffledSubarray(log.visits, { minLength: log.visits.length })),
      ),
    ],
    ([{ visits, setting }, shuffled]) => {
      const { cohorts } = table(visits, setting);
      expect(table(shuffled, setting).cohorts).toEqual(cohorts);
      expect(table([...shuffled, ...visits], setting).cohorts).toEqual(cohorts);
    },
  );

  law(
    'merging is tabulating together, of disjoint customers: merge(table(a), table(b)) = table(a ++ b)',
    [logs(), fc.func(fc.boolean())],
    ({ visits, setting }, isHere) => {
      const a = visits.filter(({ who }) => isHere(who));
      const b = visits.filter(({ who }) => !isHere(who));
      expect(mergeCohortTables(table(a, setting), table(b, setting))).toEqual(table([...a, ...b], setting));
      const stored: CohortTable = JSON.parse(JSON.stringify(table(a, setting)));
      expect(mergeCohortTables(stored)).toEqual(table(a, setting));
      expect(mergeCohortTables(table([], setting), table(b, setting))).toEqual(table(b, setting));
    },
  );

  law(
    'shifting everything by whole periods shifts the names only: cells(log + k periods) = cells(log)',
    [logs(), fc.integer({ min: -400, max: 400 })],
    ({ visits, setting }, k) => {
      // In UTC, where days and weeks are equally long, as hours are everywhere.
      const period = typeof setting.period === 'string' ? 'week' : setting.period;
      const utc = { ...setting, period, cohortPeriod: 'week', timeZone: 'UTC' } as const;
      const by = 7 * 86_400_000 * k;
      const shifted = table(
        visits.map(({ who, at }) => ({ who, at: at + by })),
        { ...utc, end: utc.end + by },
      );
      const expected = table(visits, utc).cohorts.map((row) => ({ ...row, index: row.index + k, cohort: '' }));
      expect(shifted.cohorts.map((row) => ({ ...row, cohort: '' }))).toEqual(expected);
    },
  );

  law(
    'more log completes cells and changes none that is complete, but those of on or after, which only grow',
    [logs(), fc.nat(100 * 86_400_000)],
    ({ visits, setting }, more) => {
      const [before, after] = [table(visits, setting), table(visits, { ...setting, end: setting.end + more })];
      for (const row of before.cohorts) {
        const later = after.cohorts.find(({ index }) => index === row.index);
        // The running cohort can still gain customers; a complete one cannot.
        if (row.active.length === 0) continue;
        expect(later?.active.slice(0, row.active.length)).toEqual(row.active);
        expect(later?.activeThrough.slice(0, row.active.length)).toEqual(row.activeThrough);
        expect(later?.activeInBrackets.slice(0, row.activeInBrackets.length)).toEqual(row.activeInBrackets);
        row.activeOnOrAfter.forEach((count, age) => {
          expect(later?.activeOnOrAfter[age]).toBeGreaterThanOrEqual(count);
        });
      }
    },
  );

  law(
    'without an end the last event is the end: table(log) = table(log, end = last event), with that event',
    [logs()],
    ({ visits, setting }) => {
      fc.pre(visits.length > 0);
      const end = Math.max(...visits.map(({ at }) => at));
      const { end: _, ...open } = setting;
      const read = { customer: ({ who }: Visit) => who, time: ({ at }: Visit) => at };
      const whole = cohortTable(visits, { ...read, ...open });
      expect(whole.end).toBe(end);
      expect(whole.afterEnd).toBe(0);
      expect(whole.cohorts.reduce((sum, { customers }) => sum + customers, 0)).toBe(
        new Set(visits.map(({ who }) => who)).size,
      );
      const closed = table(visits, { ...setting, end });
      for (const row of closed.cohorts) {
        expect(whole.cohorts.find(({ index }) => index === row.index)?.active).toEqual(row.active);
      }
    },
  );
});
