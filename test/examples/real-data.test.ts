import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../docs/examples/report/command.js';
import { namedValue, numberOf, readCells, runReport, tableOf } from './run.js';
import { changeInterval, type Mix, scoreInterval, shown } from './score-interval.js';

const { CUSTOMETRY_DATA: folder = '' } = process.env;
/** What rows of the hospitals' file come to, each by its completed surveys. */
function mixOf(rows: readonly string[][]): Mix {
  const total = [0, 0, 0] as [number, number, number];
  for (const row of rows) {
    const shares = [Number(row[7]), Number(row[6]), Number(row[5])];
    const sum = shares.reduce((all, share) => all + share, 0);
    shares.forEach((share, i) => {
      total[i as 0 | 1 | 2] += (Number(row[8]) * share) / sum;
    });
  }
  return total;
}

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

  it('values the 300 customers active now, all of them repeat buyers, by the repeat buyers it watched for a year', () => {
    const within = (date: string | undefined, from: number, to: number): boolean =>
      Number(date) >= from && Number(date) <= to;
    const activeIn = (first: number, last: number): Set<string | undefined> =>
      new Set(rows.filter(([, , date]) => within(date, first, last)).map(([customer]) => customer));
    const quarters = [
      [19970101, 19970331],
      [19970401, 19970630],
    ] as const;
    const groups = quarters.map(([first, last]) => {
      const those = activeIn(first, last);
      const later = rows.filter(([customer, , date]) => those.has(customer) && within(date, last + 1, last + 10_000));
      const stayed = new Set(
        later.filter(([, , date]) => within(date, first + 10_000, last + 10_000)).map(([customer]) => customer),
      ).size;
      return { watched: those.size, stayed, spend: later.reduce((sum, row) => sum + Number(row[4]), 0) };
    });
    // Everybody first bought in the first quarter: its customers are new, and those of the second one repeat buyers.
    const table = tableOf(run.output, 'New or repeat').map((row) => [row[0], row[1], row[2], row[4], row[5]]);
    const shownOf = (spend: number, stayed: number, watched: number): string[] => [
      (spend / watched).toFixed(2),
      `${((100 * stayed) / watched).toFixed(1)}%`,
    ];
    const [fresh, repeat] = groups;
    if (fresh === undefined || repeat === undefined) throw new Error('two groups');
    expect(activeIn(19980401, 19980630).size).toBe(300);
    const own = shownOf(repeat.spend, repeat.stayed, repeat.watched);
    const [spend, stayed] = [fresh.spend + repeat.spend, fresh.stayed + repeat.stayed];
    expect(table).toEqual([
      ['New', '2,357', '0', ...shownOf(fresh.spend, fresh.stayed, 2357)],
      ['Repeat', '524', '300', ...own],
      ['All, as watched', '2,881', '300', ...shownOf(spend, stayed, 2881)],
      ['All, in the mix of now', '2,881', '300', ...own],
    ]);
    // By the geometric series of the years to come.
    const worthOf = (amount: number, retention: number): string =>
      ((0.4 * amount * Math.sqrt(1.1)) / (1.1 - retention)).toFixed(2);
    const value = worthOf(repeat.spend / 524, repeat.stayed / 524);
    expect(namedValue(run.output, 'Profit, present value')).toBe(value);
    expect(run.output.replaceAll(/\s+/g, ' ')).toContain(
      `is worth ${value}: the profit still to come, discounted (margin 40%, discount rate 10% a year). That is for the mix of now, 0.0% new customers; for the mix that was watched, 81.8% new, it would be ${worthOf(spend / 2881, stayed / 2881)}.`,
    );
  });

  it('follows the cohorts by month, as everybody came in one quarter', () => {
    const monthOf = (date = ''): number => 12 * (Number(date.slice(0, 4)) - 1997) + Number(date.slice(4, 6)) - 1;
    const months = new Map<string, Set<number>>();
    for (const [customer = '', , date] of rows) {
      months.set(customer, (months.get(customer) ?? new Set()).add(monthOf(date)));
    }
    const table = tableOf(run.output, 'Cohort');
    expect(table.map(([cohort]) => cohort)).toEqual(['1997-01', '1997-02', '1997-03']);
    table.forEach(([, customers, ...cells], i) => {
      const own = [...months.values()].filter((active) => Math.min(...active) === i);
      expect(numberOf(customers)).toBe(own.length);
      const shares = cells.map((_, age) => own.filter((active) => active.has(i + age + 1)).length / own.length);
      expect(cells).toEqual(shares.map((share) => `${(100 * share).toFixed(0)}%`));
    });
  });

  it('has a lifecycle that adds up, and who came back after a pause', () => {
    const table = tableOf(run.output, 'Quarter  Active  ').map((row) => row.slice(1).map(numberOf));
    expect(table.slice(1)).toEqual([
      [524, 0, 524, 0, 1833],
      [418, 0, 214, 204, 310],
      [404, 0, 203, 201, 215],
      [384, 0, 196, 188, 208],
      [300, 0, 169, 131, 215],
    ]);
  });

  it('has no median time to the second order, as fewer than half have ordered again', () => {
    const again = new Set(
      rows
        .filter(([customer, , date]) => rows.some((row) => row[0] === customer && (row[2] ?? '') < (date ?? '')))
        .map(([customer]) => customer),
    ).size;
    expect(again).toBeLessThan(2357 / 2);
    const text = run.output.replaceAll(/\s+/g, ' ');
    expect(text).toContain(`Of 2,357 customers, ${again.toLocaleString('en-US')} ordered again`);
    expect(text).toContain('There is no median while more than half have not ordered again');
  });

  it('shows that silence is not leaving: one in five comes back after half a year', () => {
    expect(tableOf(run.output, 'Silent for').at(-1)).toEqual(['180 days', '2,330', '488', '20.9%']);
    expect(run.output.replaceAll(/\s+/g, ' ')).toContain('there can be more losses than customers at the start');
  });

  it('forecasts 39 weeks from the published calibration, and says how far off it was', () => {
    const holdout = new Set(
      rows.filter(([, , date]) => Number(date) > 19970930).map(([customer, , date]) => `${customer} ${date}`),
    );
    expect(holdout.size).toBe(1882);
    // The log-likelihood of BG/NBD is that of Fader, Hardie and Lee (2005).
    expect(tableOf(run.output, 'Model')).toEqual([
      ['NBD', 'converged', '-9,763.7', '2,357', '2,930', '1,882', '+55.7%'],
      ['BG/NBD', 'converged', '-9,582.4', '1,917', '1,653', '1,882', '-12.1%'],
      ['MBG/NBD', 'converged', '-9,582.1', '1,058', '1,577', '1,882', '-16.2%'],
    ]);
    expect(run.output.replaceAll(/\s+/g, ' ')).toContain(
      'until September 30, 1997, the models expect so many purchases of them in the 39.0 weeks that followed',
    );
    expect(run.output.replaceAll(/\s+/g, ' ')).toContain('most of, 57.1% of the revenue, brought 50.2% of it');
  });

  it('says who has likely left, and what the others are worth by the models', () => {
    const text = run.output.replaceAll(/\s+/g, ' ');
    expect(text).toContain('431 customers are below 50%, who spent 64,505.18 in all.');
    expect(tableOf(run.output, 'Customer  Orders')[0]).toEqual([
      '19339',
      '22',
      'April 11, 1997',
      '6,552.70',
      '0.0%',
      '0.00',
      '291.35',
      '0.00',
    ]);
    expect(tableOf(run.output, 'Customers  ').map(([, ...cells]) => cells)).toEqual([
      ['300', '124.81', '294.04', '37,444.04'],
      ['56.71', '57.88'],
      ['2,057', '13.01', '33.05', '26,763.55'],
      ['2,357', '27.24', '66.27', '64,207.59'],
    ]);
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
      '--segment state --region region --period release_year --responses completed_surveys',
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
    for (const [year, count, , responses, weighted, interval, mean] of table) {
      const own = rows.filter((row) => row[0] === year);
      const scores = own.map((row) => Number(row[7]) - Number(row[5]));
      expect(numberOf(count)).toBe(own.length);
      expect(mean).toBe((scores.reduce((sum, score) => sum + score, 0) / own.length).toFixed(1));
      if (Number(year) < 2019) {
        expect([responses, weighted, interval]).toEqual(['-', '-', '-']);
        continue;
      }
      const total = own.reduce((sum, row) => sum + Number(row[8]), 0);
      const points = own.reduce((sum, row, i) => sum + Number(row[8]) * (scores[i] ?? 0), 0);
      expect(numberOf(responses)).toBe(total);
      expect(weighted).toBe((points / total).toFixed(1));
      expect(interval).toBe(shown(scoreInterval(mixOf(own))));
      surveys += total;
    }
    expect(surveys).toBe(13_183_856);
  });

  const inYear = (year: number, region?: string): string[][] =>
    rows.filter((row) => Number(row[0]) === year && (region === undefined || row[4] === region));

  it('tells which changes between years are real: all four', () => {
    const spans = [
      [2019, 2020],
      [2020, 2021],
      [2021, 2022],
      [2022, 2023],
      [2019, 2023],
    ] as const;
    const expected = spans.map(([from, to]) => [
      `${from} to ${to}`,
      shown(changeInterval(mixOf(inYear(from)), mixOf(inYear(to)))),
      'real',
    ]);
    expect(tableOf(run.output, 'Change').map((row) => [row[0], row[2], row.at(-1)])).toEqual(expected);
    expect(run.output.replaceAll(/\s+/g, ' ')).toContain(
      'in 2019, the first period with a total, over a peak of 64.5 (64.5 to 64.6) in 2021 to 59.4 (59.3 to 59.5) in 2023 (95% intervals). 2015 to 2018 have no total.',
    );
  });

  it('counts the changes of the states beyond chance', () => {
    let clear = 0;
    let large = 0;
    for (let year = 2020; year <= 2023; year++) {
      for (const row of inYear(year)) {
        const before = inYear(year - 1).filter(([, , , state]) => state === row[3]);
        const [lower, upper] = changeInterval(mixOf(before), mixOf([row]));
        if (lower <= 0 && upper >= 0) continue;
        clear++;
        // Both limits lie on one side: their middle is near enough to the change to tell 2 points.
        if (Math.abs(lower + upper) / 2 > 2.01) large++;
      }
    }
    const text = run.output.replaceAll(/\s+/g, ' ');
    expect(text).toContain(`${clear} of 204 changes have a p-value below 0.05. Chance alone would give about 10.2.`);
    expect(text).toContain(`${large} of the ${clear} are larger than that.`);
  });

  it('splits the change of the nation into rate and mix by region', () => {
    const table = tableOf(run.output, 'Region');
    const size = (mix: Mix): number => mix[0] + mix[1] + mix[2];
    const score = (mix: Mix): number => (100 * (mix[0] - mix[2])) / size(mix);
    const [before, after] = [mixOf(inYear(2019)), mixOf(inYear(2023))];
    const middle = (score(before) + score(after)) / 2;
    let within = 0;
    let sum = 0;
    expect(table).toHaveLength(10);
    for (const [region, , , , , rate, mix] of table.slice(0, -1)) {
      const [own, later] = [mixOf(inYear(2019, region)), mixOf(inYear(2023, region))];
      const [from, to] = [size(own) / size(before), size(later) / size(after)];
      const rateOf = ((from + to) / 2) * (score(later) - score(own));
      const mixOfRegion = ((score(own) + score(later)) / 2 - middle) * (to - from);
      expect(Number(rate)).toBeCloseTo(rateOf, 1.9);
      expect(Number(mix)).toBeCloseTo(mixOfRegion, 1.9);
      within += rateOf;
      sum += rateOf + mixOfRegion;
    }
    const all = table.at(-1) ?? [];
    expect(sum).toBeCloseTo(score(after) - score(before), 9);
    expect(Number(all[5])).toBeCloseTo(within, 1.9);
    expect(Number(all[5]) + Number(all[6])).toBeCloseTo(Number(all[7]), 1.9);
    expect(Number(all[7])).toBeCloseTo(sum, 1.9);
  });
});
