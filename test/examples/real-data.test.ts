import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../docs/examples/report/command.js';
import { namedValue, numberOf, readCells, runReport, tableOf } from './run.js';

const { CUSTOMETRY_DATA: folder = '' } = process.env;
const note = folder === '' ? ' (skipped: CUSTOMETRY_DATA is not set)' : '';

describe.skipIf(folder === '')(`the report on the orders of CDNOW${note}`, () => {
  let run: Outcome;
  let rows: string[][];
  beforeAll(() => {
    const path = join(folder, 'cdnow_orders.txt');
    rows = readCells(path, / +/);
    run = runReport('--orders', path, '--no-header --delimiter whitespace --customer 1 --date 3 --amount 5');
  });

  it('reads every order of the published sample', () => {
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
    expect(run.output).toContain('6,919 orders, 244,091.94 in all, January 1, 1997 to June 30, 1998');
    expect(run.output).toContain('2,357 customers');
  });

  it('has the retention of every quarter, the last one included, as it is complete', () => {
    const active = ['199701', '199704', '199707', '199710', '199801', '199804'].map((first) => {
      const months = [0, 1, 2].map((month) => String(Number(first) + month));
      return new Set(
        rows.filter(([, , date]) => months.includes((date ?? '').slice(0, 6))).map(([customer]) => customer),
      );
    });
    const table = tableOf(run.output, 'Quarter');
    expect(table.map(([name]) => name)).toEqual([
      '1997 Q1',
      '1997 Q2',
      '1997 Q3',
      '1997 Q4',
      '1998 Q1',
      '1998 Q2',
      'All',
    ]);
    // Everybody in the sample first bought in the first quarter.
    expect(active[0]?.size).toBe(2357);
    active.slice(1).forEach((now, i) => {
      const before = active[i] ?? new Set();
      const stayed = [...now].filter((customer) => before.has(customer)).length;
      const [, start, end, acquired, retention] = table[i + 1] ?? [];
      expect([start, end, acquired].map(numberOf)).toEqual([before.size, now.size, now.size - stayed]);
      expect(retention).toBe(`${((100 * stayed) / before.size).toFixed(1)}%`);
    });
  });

  it('watches the customers of the first two quarters for a year', () => {
    let watched = 0;
    let stayed = 0;
    let cents = 0;
    for (const [first, last] of [
      [19970101, 19970331],
      [19970401, 19970630],
    ] as const) {
      const within = (date: string | undefined, from: number, to: number): boolean =>
        Number(date) >= from && Number(date) <= to;
      const those = new Set(rows.filter(([, , date]) => within(date, first, last)).map(([customer]) => customer));
      const later = rows.filter(([customer, , date]) => those.has(customer) && within(date, last + 1, last + 10_000));
      watched += those.size;
      stayed += new Set(
        later.filter(([, , date]) => within(date, first + 10_000, last + 10_000)).map(([customer]) => customer),
      ).size;
      cents += later.reduce((sum, row) => sum + Math.round(100 * Number(row[4])), 0);
    }
    const spend = cents / 100 / watched;
    const retention = stayed / watched;
    expect(namedValue(run.output, 'Retention over the year')).toBe(`${(100 * retention).toFixed(1)}%`);
    expect(namedValue(run.output, 'Spend in the year')).toBe(spend.toFixed(2));
    // 27.37 a customer, by the geometric series of the years to come.
    const value = (0.4 * spend * Math.sqrt(1.1)) / (1.1 - retention);
    expect(namedValue(run.output, 'Profit, present value')).toBe(value.toFixed(2));
  });
});

describe.skipIf(folder === '')(`the report on 13 million ratings of hospitals${note}`, () => {
  let run: Outcome;
  let rows: string[][];
  beforeAll(() => {
    const path = join(folder, 'hcahps_rating_by_state.csv');
    rows = readCells(path).slice(1);
    run = runReport(
      '--counts',
      path,
      '--segment state --period release_year --responses completed_surveys',
      '--promoters rating_9_10_pct --passives rating_7_8_pct --detractors rating_0_6_pct',
    );
  });

  it('has the score of every state and year: 458 of them', () => {
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
    const years = ['2015', '2016', '2017', '2018', '2019', '2020', '2021', '2022', '2023'];
    const printed = tableOf(run.output, 'Segment').flatMap(([state, ...scores]) =>
      scores.flatMap((score, i) => (score === '-' ? [] : [`${years[i]} ${state} ${score}`])),
    );
    const expected = rows.map(
      ([year, , , state, , detractors, , promoters]) =>
        `${year} ${state} ${(Number(promoters) - Number(detractors)).toFixed(1)}`,
    );
    expect(printed).toHaveLength(458);
    expect(printed.sort()).toEqual(expected.sort());
  });

  it('has the national trend: by responses where they are known, by the mean of the states everywhere', () => {
    const table = tableOf(run.output, 'Period');
    expect(table).toHaveLength(9);
    let surveys = 0;
    for (const [year, count, , responses, weighted, mean] of table) {
      const own = rows.filter((row) => row[0] === year);
      const scores = own.map((row) => Number(row[7]) - Number(row[5]));
      expect(numberOf(count)).toBe(own.length);
      expect(mean).toBe((scores.reduce((sum, score) => sum + score, 0) / own.length).toFixed(1));
      if (Number(year) < 2019) {
        expect([responses, weighted]).toEqual(['-', '-']);
        continue;
      }
      const total = own.reduce((sum, row) => sum + Number(row[8]), 0);
      const points = own.reduce((sum, row, i) => sum + Number(row[8]) * (scores[i] ?? 0), 0);
      expect(numberOf(responses)).toBe(total);
      expect(weighted).toBe((points / total).toFixed(1));
      surveys += total;
    }
    expect(surveys).toBe(13_183_856);
  });
});
