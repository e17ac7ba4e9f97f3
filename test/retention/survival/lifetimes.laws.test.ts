import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  kaplanMeier,
  type Lifetime,
  mergeSurvivalTables,
  type SurvivalTable,
  survivalTable,
  survivalTableOfColumns,
  survivalTableOfSurvivors,
  survivalTablesBy,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose, ignoresOrder, mergesLikeScanning } from '../../support/predicates.js';
import { type FullLifetime, lifetime, lifetimes, repeated, survivals, totalWeight } from '../../support/survival.js';

const group = () => fc.constantFrom('basic', 'pro', '__proto__');

describe('survivalTable', () => {
  law(
    'it is counting: events(t), censored(t) and entered(t) are the weights of the rows that end or enter at t',
    [lifetimes()],
    (rows) => {
      const count = (at: (row: FullLifetime) => boolean) => totalWeight(rows.filter(at));
      const counted = rows.filter(({ weight }) => weight > 0);
      const times = counted.flatMap((row) => (row.entry > 0 ? [row.duration, row.entry] : [row.duration]));
      expect(survivalTable(rows).times).toEqual(
        [...new Set(times)]
          .toSorted((a, b) => a - b)
          .map((time) => ({
            time,
            events: count((row) => row.event && row.duration === time),
            censored: count((row) => !row.event && row.duration === time),
            entered: count((row) => row.entry > 0 && row.entry === time),
          })),
      );
    },
  );

  law('nobody is lost: Σ (events + censored) = Σ weights', [lifetimes()], (rows) => {
    const total = survivalTable(rows).times.reduce((sum, { events, censored }) => sum + events + censored, 0);
    expect(total).toBe(totalWeight(rows));
  });

  law(
    'the order of rows does not matter: table(shuffled rows) = table(rows)',
    [lifetimes().chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })))],
    ([rows, shuffled]) => ignoresOrder((xs: readonly Lifetime[]) => survivalTable(xs))(rows, shuffled),
  );

  law(
    'merging is tabulating together: table(a ++ b) = merge(table(a), table(b))',
    [lifetimes(), lifetimes()],
    mergesLikeScanning((rows: readonly Lifetime[]) => survivalTable(rows), mergeSurvivalTables),
  );

  law(
    'merging in any order and any grouping gives one table: merge(a, b, c) = merge(merge(c, b), a)',
    [lifetimes(), lifetimes(), lifetimes()],
    (...parts) => {
      const [a, b, c] = parts.map((rows) => survivalTable(rows)) as [SurvivalTable, SurvivalTable, SurvivalTable];
      expect(mergeSurvivalTables(a, b, c)).toEqual(mergeSurvivalTables(mergeSurvivalTables(c, b), a));
    },
  );

  law('a weight is a number of rows: table(weights w) = table(each row w times)', [lifetimes()], (rows) =>
    expect(survivalTable(rows).times).toEqual(survivalTable(repeated(rows)).times),
  );

  law(
    'splitting a row changes nothing: table(weight v + w) = table(weight v, weight w)',
    [lifetimes(), lifetime(), fc.nat(1000), fc.nat(1000)],
    (rows, one, v, w) =>
      expect(survivalTable([...rows, { ...one, weight: v }, { ...one, weight: w }]).times).toEqual(
        survivalTable([...rows, { ...one, weight: v + w }]).times,
      ),
  );

  law('any iterable will do: table(iterator of rows) = table(rows)', [lifetimes()], (rows) =>
    expect(survivalTable(rows.values())).toEqual(survivalTable(rows)),
  );

  law('1 is true and 0 is false: table(events as numbers) = table(events)', [lifetimes()], (rows) =>
    expect(survivalTable(rows.map((row) => ({ ...row, event: Number(row.event) })))).toEqual(survivalTable(rows)),
  );

  law('columns are rows turned: tableOfColumns(columns) = table(rows)', [lifetimes()], (rows) =>
    expect(
      survivalTableOfColumns({
        durations: Float64Array.from(rows, (row) => row.duration),
        events: Uint8Array.from(rows, (row) => Number(row.event)),
        weights: rows.map((row) => row.weight),
        entries: Float64Array.from(rows, (row) => row.entry),
      }),
    ).toEqual(survivalTable(rows)),
  );

  law(
    'tables by group are the tables of the groups, and merge into that of all: tables.get(g) = table(rows of g)',
    [fc.array(fc.tuple(group(), lifetime()))],
    (rows) => {
      const { tables, skipped } = survivalTablesBy(
        rows,
        ([key]) => key,
        ([, one]) => one,
      );
      for (const [key, table] of tables) {
        expect(table.times).toEqual(survivalTable(rows.filter(([other]) => other === key).map(([, one]) => one)).times);
      }
      expect([...tables.keys()]).toEqual([...new Set(rows.map(([key]) => key))]);
      expect(mergeSurvivalTables(...tables.values()).times).toEqual(survivalTable(rows.map(([, one]) => one)).times);
      expect(skipped.rows).toBe(rows.length);
    },
  );

  law('a table is plain data: JSON there and back changes nothing', [lifetimes()], (rows) => {
    const table = survivalTable(rows);
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
  });
});

describe('survivalTableOfSurvivors', () => {
  const survivors = () =>
    fc.array(fc.integer({ min: 0, max: 1e12 }), { minLength: 1 }).map((counts) => counts.toSorted((a, b) => b - a));

  law('its curve is the survivors: S(k) = survivors(k) / survivors(0)', [survivors()], (counts) => {
    const steps = kaplanMeier(survivalTableOfSurvivors(counts)).steps;
    for (const { time, survival } of steps) {
      expectClose(survival, (counts[time] as number) / (counts[0] as number));
    }
    expect(steps.at(-1)?.time ?? 0).toBe(Math.min(counts.length - 1, counts.filter((count) => count > 0).length));
  });

  law(
    'it is the table of the customers one by one: of each, the period in which it was first missed',
    [fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 }).map((counts) => counts.toSorted((a, b) => b - a))],
    (counts) => {
      const end = counts.length - 1;
      const rows = Array.from({ length: counts[0] as number }, (_, customer) => {
        const missed = counts.findIndex((count) => count <= customer);
        return missed === -1 ? { duration: end, event: false } : { duration: missed, event: true };
      });
      // Those who are there at the first count only were not seen for any time.
      const table = end === 0 ? { times: [] } : { times: survivalTable(rows).times };
      const { times } = survivalTableOfSurvivors(counts);
      const busy = { times: times.filter(({ events, censored }) => events + censored > 0) };
      expect(busy).toEqual(table);
      expect(survivals(kaplanMeier(busy))).toEqual(survivals(kaplanMeier(table)));
    },
  );
});
