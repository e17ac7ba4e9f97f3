import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type CustomerLifecycle,
  cohortTable,
  customerLifecycle,
  mergeCustomerLifecycles,
  retentionRate,
} from '../../../src/index.js';
import { byCustomer, logs, type Setting, slowIndex, type Visit } from '../../support/cohorts.js';
import { law } from '../../support/law.js';

const read = { customer: ({ who }: Visit) => who, time: ({ at }: Visit) => at };
const lifecycle = (visits: Iterable<Visit>, setting: Setting): CustomerLifecycle =>
  customerLifecycle(visits, { ...read, ...setting });

describe('customerLifecycle', () => {
  law('new + retained + resurrected = active, and retained + lost = active of the period before', [logs()], (log) => {
    const { periods } = lifecycle(log.visits, log.setting);
    periods.forEach((now, place) => {
      expect(now.new + now.retained + now.resurrected).toBe(now.active);
      expect(now.retained + now.lost).toBe(periods[place - 1]?.active ?? 0);
      expect(now.index).toBe((periods[0]?.index ?? 0) + place);
    });
  });

  law(
    'it is the slow and obvious way: each count = customers whose periods say so',
    [logs()],
    ({ visits, setting }) => {
      const { period, timeZone, end } = setting;
      const indexOf =
        typeof period === 'string'
          ? slowIndex(period, timeZone)
          : (instant: number) => Math.floor(instant / (3_600_000 * period.hours));
      const people = byCustomer(visits, end).map((instants) => new Set(instants.map(indexOf)));
      const { periods } = lifecycle(visits, setting);
      const first = Math.min(indexOf(end), ...people.flatMap((each) => [...each]));
      expect(periods.map(({ index }) => index)).toEqual(
        Array.from({ length: indexOf(end) - first }, (_, k) => first + k),
      );
      for (const { index, ...counts } of periods) {
        const howMany = (is: (active: Set<number>) => boolean) => people.filter(is).length;
        const earlier = (active: Set<number>) => [...active].some((other) => other < index);
        expect(counts).toEqual({
          period: counts.period,
          active: howMany((active) => active.has(index)),
          new: howMany((active) => active.has(index) && !earlier(active)),
          retained: howMany((active) => active.has(index) && active.has(index - 1)),
          resurrected: howMany((active) => active.has(index) && !active.has(index - 1) && earlier(active)),
          lost: howMany((active) => !active.has(index) && active.has(index - 1)),
        });
      }
    },
  );

  law(
    'merging is counting together, of disjoint customers: merge(lifecycle(a), lifecycle(b)) = lifecycle(a ++ b)',
    [logs(), fc.func(fc.boolean())],
    ({ visits, setting }, isHere) => {
      const a = visits.filter(({ who }) => isHere(who));
      const b = visits.filter(({ who }) => !isHere(who));
      expect(mergeCustomerLifecycles(lifecycle(a, setting), lifecycle(b, setting))).toEqual(
        lifecycle([...a, ...b], setting),
      );
      const stored: CustomerLifecycle = JSON.parse(JSON.stringify(lifecycle(a, setting)));
      expect(mergeCustomerLifecycles(stored)).toEqual(lifecycle(a, setting));
    },
  );

  law(
    'order does not matter, nor do duplicates: lifecycle(shuffled log ++ log) = lifecycle(log)',
    [
      logs().chain((log) =>
        fc.tuple(fc.constant(log), fc.shuffledSubarray(log.visits, { minLength: log.visits.length })),
      ),
    ],
    ([{ visits, setting }, shuffled]) => {
      const { periods } = lifecycle(visits, setting);
      expect(lifecycle([...shuffled, ...visits], setting).periods).toEqual(periods);
    },
  );

  law(
    'the cohort table knows the same: new = size of the cohort, and active = Σ over cohorts of who is active at that age',
    [logs()],
    ({ visits, setting }) => {
      fc.pre(typeof setting.period === 'string');
      const { cohorts } = cohortTable(visits, { ...read, ...setting, cohortPeriod: undefined });
      for (const { index, active, new: fresh } of lifecycle(visits, setting).periods) {
        expect(fresh).toBe(cohorts.find((row) => row.index === index)?.customers ?? 0);
        const older = cohorts.filter((row) => row.index <= index);
        expect(active).toBe(older.reduce((sum, row) => sum + (row.active[index - row.index] ?? 0), 0));
      }
    },
  );

  law(
    'it feeds retentionRate: retention(start = active before, end = active, acquired = new + resurrected) = retained / start',
    [logs()],
    ({ visits, setting }) => {
      const { periods } = lifecycle(visits, setting);
      periods.slice(1).forEach((now, place) => {
        const start = periods[place]?.active ?? 0;
        const rate = retentionRate({ start, end: now.active, acquired: now.new + now.resurrected });
        expect(rate).toBe(start === 0 ? undefined : now.retained / start);
      });
    },
  );
});
