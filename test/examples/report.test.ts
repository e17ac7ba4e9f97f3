import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../docs/examples/report/command.js';
import {
  namedValue,
  numberOf,
  ROOT,
  readCells,
  runExample,
  runReport,
  tableOf,
  temporaryFolder,
  writeLines,
} from './run.js';
import { changeInterval, type Mix, scoreInterval, shown } from './score-interval.js';

const SAMPLE = join(ROOT, 'docs', 'examples', 'sample-data');
const folder = temporaryFolder();

// Everything below is computed from the files anew, by loops and definitions, without the library.
const ratings = readCells(join(SAMPLE, 'ratings.csv')).slice(1) as [string, string, string, string][];
const orders = readCells(join(SAMPLE, 'orders.csv')).slice(1) as [string, string, string][];

function quarter(date: string): number {
  return 4 * Number(date.slice(0, 4)) + Math.ceil(Number(date.slice(5, 7)) / 3) - 1;
}

const Q1 = quarter('2023-01-01');

function customersIn(q: number): Set<string> {
  return new Set(orders.filter(([, date]) => quarter(date) === q).map(([customer]) => customer));
}

function score(values: readonly number[]): number {
  const mean = values.reduce((sum, rating) => sum + (rating >= 9 ? 1 : rating >= 7 ? 0 : -1), 0) / values.length;
  return 100 * mean;
}

function mixOf(values: readonly number[]): Mix {
  const isDetractor = (rating: number): boolean => rating < 7;
  const promoters = values.filter((rating) => rating > 8).length;
  const detractors = values.filter(isDetractor).length;
  return [promoters, values.length - promoters - detractors, detractors];
}

/** What the customers of a quarter do in the four that follow, for those who pass the filter. */
function watch(filter: (customer: string, q: number) => boolean): {
  spend: number;
  retention: number;
  watched: number;
} {
  let watched = 0;
  let stayed = 0;
  let cents = 0;
  for (let q = Q1; q < Q1 + 4; q++) {
    const active = [...customersIn(q)].filter((customer) => filter(customer, q));
    const later = customersIn(q + 4);
    const those = new Set(active);
    watched += active.length;
    stayed += active.filter((customer) => later.has(customer)).length;
    for (const [customer, date, amount] of orders) {
      if (those.has(customer) && quarter(date) > q && quarter(date) <= q + 4) cents += Math.round(100 * Number(amount));
    }
  }
  return { spend: cents / 100 / watched, retention: stayed / watched, watched };
}

/** Whether it is the first quarter in which the customer is seen; the files are in order of time. */
function isNew(customer: string, q: number): boolean {
  const first = orders.find(([buyer]) => buyer === customer);
  return first !== undefined && quarter(first[1]) === q;
}

/** The same for new and repeat customers in the mix of the last quarter. */
function watchAsNow(): { spend: number; retention: number } {
  const now = [...customersIn(Q1 + 7)];
  const share = now.filter((customer) => isNew(customer, Q1 + 7)).length / now.length;
  const [one, other] = [watch(isNew), watch((customer, q) => !isNew(customer, q))];
  return {
    spend: share * one.spend + (1 - share) * other.spend,
    retention: share * one.retention + (1 - share) * other.retention,
  };
}

/** The latest rating of a customer until the end of a quarter; the files are in order of time. */
function latestRating(customer: string, q: number): number | undefined {
  const own = ratings.filter(([rater, date]) => rater === customer && quarter(date) <= q);
  return own.length === 0 ? undefined : Number(own.at(-1)?.[3]);
}

describe('the report on the sample data', () => {
  let run: Outcome;
  let seconds: number;
  beforeAll(async () => {
    const start = performance.now();
    run = await runExample('report/main.ts');
    seconds = (performance.now() - start) / 1000;
  });

  it('succeeds within seconds and writes no errors', () => {
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
    expect(seconds).toBeLessThan(20);
  });

  it('is small enough to ship', () => {
    const size = ['ratings.csv', 'orders.csv'].map((name) => readFileSync(join(SAMPLE, name)).length);
    expect(size[0] ?? 0).toBeGreaterThan(0);
    expect((size[0] ?? 0) + (size[1] ?? 0)).toBeLessThan(1_000_000);
  });

  it('has all sections and says that the data are simulated', () => {
    expect(run.output.match(/^\d+\. .*$/gm)).toEqual([
      '1. Net Promoter Score',
      '2. Repeat rate by quarter (retention of active customers)',
      '3. Retention by cohort',
      '4. Where active customers come from, and where they go',
      '5. Time to the second order',
      '6. Churn by its definitions',
      '7. Who is still a customer',
      '8. Lifetime value',
      '9. What moving the score pays back (CX-ROI)',
      '10. The business case, and how sure it is',
    ]);
    expect(run.output).toContain('made by a simulator');
  });

  it('has the score of every segment and of all', () => {
    const table = tableOf(run.output, 'Segment');
    expect(table.map(([segment]) => segment)).toEqual(['Office', 'Home', 'Restaurant', 'All']);
    for (const [segment, answers, , , , nps, interval] of table) {
      const own = ratings.filter((row) => segment === 'All' || row[2] === segment).map((row) => Number(row[3]));
      expect(numberOf(answers)).toBe(own.length);
      expect(nps).toBe(score(own).toFixed(1));
      expect(interval).toBe(shown(scoreInterval(mixOf(own))));
    }
    const all = shown(scoreInterval(mixOf(ratings.map((row) => Number(row[3])))));
    expect(run.output).toContain(`- The NPS is 33.7 (95% interval ${all}), from -12.0`);
  });

  it('has the score of every quarter', () => {
    const table = tableOf(run.output, 'Quarter  Answers');
    expect(table).toHaveLength(8);
    table.forEach((row, i) => {
      const own = ratings.filter(([, date]) => quarter(date) === Q1 + i).map(([, , , rating]) => Number(rating));
      expect(row.slice(-2)).toEqual([score(own).toFixed(1), shown(scoreInterval(mixOf(own)))]);
    });
  });

  it('has the retention of every quarter', () => {
    const table = tableOf(run.output, 'Quarter  Active before');
    expect(table.map(([name]) => name).join()).toBe(
      '2023 Q1,2023 Q2,2023 Q3,2023 Q4,2024 Q1,2024 Q2,2024 Q3,2024 Q4,All',
    );
    table.slice(1, 8).forEach(([, start, end, acquired, retention, ...others], i) => {
      const before = customersIn(Q1 + i);
      const now = customersIn(Q1 + i + 1);
      const stayed = [...now].filter((customer) => before.has(customer)).length;
      expect([start, end, acquired].map(numberOf)).toEqual([before.size, now.size, now.size - stayed]);
      expect(retention).toBe(`${((100 * stayed) / before.size).toFixed(1)}%`);
      // The year that was watched takes the place of a year at this pace.
      expect(others).toEqual([]);
    });
  });

  it('has the lifetime value, by the sum of its years', () => {
    const { spend, retention } = watchAsNow();
    let revenue = 0;
    let presentValue = 0;
    for (let year = 0; year < 500; year++) {
      revenue += spend * retention ** year;
      presentValue += (0.4 * spend * retention ** year) / 1.1 ** (year + 0.5);
    }
    expect(namedValue(run.output, 'Spend in the year')).toBe(spend.toFixed(2));
    expect(numberOf(namedValue(run.output, 'Revenue'))).toBeCloseTo(revenue, 2);
    expect(numberOf(namedValue(run.output, 'Profit'))).toBeCloseTo(0.4 * revenue, 2);
    expect(numberOf(namedValue(run.output, 'Profit, present value'))).toBeCloseTo(presentValue, 2);
  });

  it('values the customers active now by their own mix of new and repeat customers', () => {
    const now = customersIn(Q1 + 7);
    const table = tableOf(run.output, 'New or repeat');
    const filters = { New: isNew, Repeat: (customer: string, q: number) => !isNew(customer, q) };
    for (const [name, filter] of Object.entries(filters)) {
      const { watched, spend, retention } = watch(filter);
      const [, times, active, , amount, rate] = table.find(([tenure]) => tenure === name) ?? [];
      expect([times, active].map(numberOf)).toEqual([
        watched,
        [...now].filter((customer) => filter(customer, Q1 + 7)).length,
      ]);
      expect([amount, rate]).toEqual([spend.toFixed(2), `${(100 * retention).toFixed(1)}%`]);
    }
    const { spend, retention } = watch(() => true);
    const value = (0.4 * spend * Math.sqrt(1.1)) / (1.1 - retention);
    expect(run.output.replaceAll(/\s+/g, ' ')).toContain(`new, it would be ${value.toFixed(2)}.`);
  });

  it('has what promoters and detractors do after they were rated, and what moving the score pays back', () => {
    const all = watch(() => true);
    const base = watchAsNow();
    const promoters = watch((customer, q) => (latestRating(customer, q) ?? 0) >= 9);
    const detractors = watch((customer, q) => (latestRating(customer, q) ?? 10) <= 6);
    const table = tableOf(run.output, 'Category');
    for (const [name, group] of Object.entries({ Promoters: promoters, Detractors: detractors, All: all })) {
      const row = table.find(([category]) => category === name);
      expect(numberOf(row?.[1])).toBe(group.watched);
      expect(row?.[3]).toBe(group.spend.toFixed(2));
      expect(row?.[4]).toBe(`${(100 * group.retention).toFixed(1)}%`);
    }

    // Margin with the programme minus margin without: 10 points are 5% of the customers, half of the effect is caused.
    const spendUplift = (0.05 * (promoters.spend - detractors.spend)) / all.spend;
    const retentionUplift = 0.05 * (promoters.retention - detractors.retention);
    const customers = customersIn(Q1 + 7).size;
    const flows = tableOf(run.output, 'Year').map((row) => row.map(numberOf));
    expect(flows).toHaveLength(4);
    let presentValue = 0;
    for (const year of [1, 2, 3]) {
      const without = customers * base.retention ** (year - 1) * base.spend * 0.4;
      const kept = (base.retention + 0.5 * retentionUplift) ** (year - 1);
      const benefit = customers * kept * base.spend * (1 + 0.5 * spendUplift) * 0.4 - without;
      expect(flows[year]?.[3]).toBeCloseTo(benefit, 1);
      presentValue += benefit / 1.1 ** year;
    }
    const cost = 3000 + 600 * (1 / 1.1 + 1 / 1.21 + 1 / 1.331);
    expect(run.output).toContain('3,000.00  assumed for the sample (--cost-now)');
    expect(run.output.replaceAll(/\s+/g, ' ')).toContain(
      'Assumed: margin 40%, discount rate 10% a year, causal share 50%, the costs of the sample.',
    );
    expect(numberOf(namedValue(run.output, 'Benefit, present value'))).toBeCloseTo(presentValue, 1);
    expect(numberOf(namedValue(run.output, 'Cost, present value'))).toBeCloseTo(cost, 1);
    expect(numberOf(namedValue(run.output, 'Return on investment'))).toBeCloseTo(presentValue / cost - 1, 2);
  });

  it('says what is assumed, and that a difference is no cause', () => {
    for (const option of [
      '--margin',
      '--discount-rate',
      '--causal-share',
      '--cost-now',
      '--cost-per-year',
      '--points',
    ]) {
      expect(run.output).toContain(`(${option})`);
    }
    expect(run.output).toContain('That is correlation.');
  });

  it('agrees with itself: the table of cash flows adds up', () => {
    let cumulative = 0;
    for (const [, , , benefit = Number.NaN, cost = Number.NaN, net, total] of tableOf(run.output, 'Year').map((row) =>
      row.map(numberOf),
    )) {
      cumulative += benefit - cost;
      expect(net).toBeCloseTo(benefit - cost, 1);
      expect(total).toBeCloseTo(cumulative, 1);
    }
  });
});

describe('the report on files of one’s own', () => {
  const ORDERS = ['who;when;paid', 'ann;2024-01-10;10', 'bob;2024-02-10;20', 'ann;2024-05-10;30', 'cid;2024-06-30;40'];

  it('reads columns and delimiters by option', () => {
    const path = writeLines(folder, 'own-orders.csv', ...ORDERS);
    const { exitCode, output } = runReport('--orders', path, '--customer who --date when --amount paid --delimiter ;');
    expect(exitCode).toBe(0);
    expect(output).toContain('4 orders, 100.00 in all');
    expect(tableOf(output, 'Quarter')).toEqual([
      ['2024 Q1', '-', '2', '-', '-', '-'],
      ['2024 Q2', '2', '2', '1', '50.0%', '6.3%'],
      ['All', '2', '2', '1', '50.0%', '6.3%'],
    ]);
  });

  it('reads two files that differ, each by its own options', () => {
    const ordersPath = writeLines(folder, 'differ-orders.csv', ...ORDERS);
    const ratingsPath = writeLines(folder, 'differ-ratings.txt', 'ann\t20240110\t9', '"b\tob"\t20240331\t3');
    const { exitCode, output, errors } = runReport(
      '--orders',
      ordersPath,
      '--orders-customer who --orders-date when --amount paid --orders-delimiter ;',
      '--ratings',
      ratingsPath,
      '--ratings-delimiter tab --ratings-no-header',
      '--ratings-customer 1 --ratings-date 2 --rating 3',
    );
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
    const interval = shown(scoreInterval([1, 0, 1]));
    expect(tableOf(output, 'Quarter  Answers')).toEqual([
      ['2024 Q1', '2', '1', '0', '1', '0.0', interval],
      ['All', '2', '1', '0', '1', '0.0', interval],
    ]);
    expect(output).toContain('3 customers, 1 of them with a rating');
  });

  it('does not count the last quarter before it is over', () => {
    const path = writeLines(
      folder,
      'partial.csv',
      'customer,date,amount',
      'a,2024-01-01,1',
      'a,2024-04-01,1',
      'a,2024-08-01,1',
    );
    const { output } = runReport('--orders', path);
    expect(tableOf(output, 'Quarter').map(([name]) => name)).toEqual(['2024 Q1', '2024 Q2', 'All']);
    expect(output).toContain('The data end on August 1, 2024: the quarter that is not over then is left out.');
    const complete = runReport('--orders', path, '--until', '2024-09-30');
    expect(tableOf(complete.output, 'Quarter').map(([name]) => name)).toEqual(['2024 Q1', '2024 Q2', '2024 Q3', 'All']);
  });

  it('extends quarters to a year, and says so, where the data are too short to watch one', () => {
    const path = writeLines(
      folder,
      'short.csv',
      'customer,date,amount',
      'a,2024-01-01,8',
      'b,2024-01-02,8',
      'a,2024-04-01,8',
      'b,2024-06-30,-2',
    );
    const { output } = runReport('--orders', path);
    // One of two stays, and the two spend 8 - 2 in the next quarter: 3 each, and then a half, a quarter and an eighth.
    expect(namedValue(output, 'Spend in the year')).toBe((3 * (1 + 1 / 2 + 1 / 4 + 1 / 8)).toFixed(2));
    expect(namedValue(output, 'Retention over the year')).toBe('6.3%');
    expect(output).toContain('too short to watch a year');
    expect(output).toContain('1 row below 0: refunds');
  });

  it('leaves out what it cannot have', () => {
    const path = writeLines(folder, 'ratings-only.csv', 'date,rating', '2024-01-10,9', '2024-01-11,', '2024-01-12,0');
    const { exitCode, output } = runReport('--ratings', path);
    expect(exitCode).toBe(0);
    expect(output.match(/^\d+\. .*$/gm)).toEqual(['1. Net Promoter Score']);
    expect(output).toContain('1 row without a rating, left out');
    expect(output).toContain(`The NPS is 0.0 (95% interval ${shown(scoreInterval([1, 0, 1]))}).`);
    const ordersOnly = runReport('--orders', join(SAMPLE, 'orders.csv'));
    expect(ordersOnly.output).toMatch(/say\s+what\s+you\s+expect:\s+--spend-uplift\s+and\s+--retention-uplift/);
  });

  it('takes uplifts and costs by option', () => {
    const { output } = runReport(
      '--orders',
      join(SAMPLE, 'orders.csv'),
      '--spend-uplift 0.02 --retention-uplift=-0.01',
      '--causal-share 1 --years 1 --cost-now 1000 --cost-per-year 0 --margin 0.25',
    );
    const { spend } = watchAsNow();
    const benefit = (customersIn(Q1 + 7).size * spend * 0.25 * 0.02) / 1.1;
    expect(numberOf(namedValue(output, 'Benefit, present value'))).toBeCloseTo(benefit, 1);
    expect(numberOf(namedValue(output, 'Net present value'))).toBeCloseTo(benefit - 1000, 1);
  });

  it('invents no costs: without them it has the benefit, and no return', () => {
    const path = join(SAMPLE, 'orders.csv');
    const { output } = runReport('--orders', path, '--spend-uplift 0.02 --causal-share 1 --years 1');
    const benefit = (customersIn(Q1 + 7).size * watchAsNow().spend * 0.4 * 0.02) / 1.1;
    expect(numberOf(namedValue(output, 'Benefit, present value'))).toBeCloseTo(benefit, 1);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'within 1 year at present value, the most that it may cost, if 100% of the uplift comes from it. Assumed: margin 40%, discount rate 10% a year, causal share 100%.',
    );
    expect(output).not.toMatch(/Cost now|Return on investment|Payback|a return of/);
    const half = runReport('--orders', path, '--spend-uplift 0.02 --cost-per-year 100');
    expect(half.output).toMatch(/^Cost now +0\.00 +not given \(--cost-now\)$/m);
    expect(half.output).toMatch(/^Cost a year +100\.00 +given \(--cost-per-year\)$/m);
    expect(namedValue(half.output, 'Cost, present value')).toBe('248.69');
  });

  it('adds counts, and keeps the score of shares without responses out of the total', () => {
    const counts = writeLines(
      folder,
      'counts.csv',
      'segment,period,promoters,passives,detractors',
      'north,2023,30,10,10',
      'south,2023,10,20,20',
      'north,2024,0,0,0',
    );
    const { output } = runReport('--counts', counts);
    expect(tableOf(output, 'Period')).toEqual([
      ['2023', '2', '2', '100', '10.0', shown(scoreInterval([40, 30, 30])), '10.0'],
      ['2024', '1', '1', '0', '-', '-', '-'],
    ]);
    expect(tableOf(output, 'Segment')).toEqual([
      ['north', '40.0', '-'],
      ['south', '-20.0', '-'],
    ]);
    const shares = writeLines(
      folder,
      'shares.csv',
      'segment,period,promoters,passives,detractors,n',
      'north,1,60,20,20,300',
      'south,1,20,40,40,100',
      'east,1,50,50,0,',
      'east,2,50,50,0,',
    );
    const weighted = runReport('--counts', shares, '--responses', 'n');
    expect(tableOf(weighted.output, 'Period')).toEqual([
      ['1', '3', '2', '400', '25.0', shown(scoreInterval([200, 100, 100])), '23.3'],
      ['2', '1', '0', '-', '-', '-', '50.0'],
    ]);
    // An interval takes a number of responses.
    expect(tableOf(weighted.output, '95% interval')).toEqual([
      ['east', '-'],
      ['north', shown(scoreInterval([180, 60, 60]))],
      ['south', shown(scoreInterval([20, 40, 40]))],
    ]);
    expect(weighted.output).toContain('The mean NPS went from 23.3 (1) to 50.0 (2).');
  });

  it('tells real changes of counts from chance, and splits them by region', () => {
    const path = writeLines(
      folder,
      'changes.csv',
      'segment,area,period,promoters,passives,detractors',
      'a,north,2022,50,30,20',
      'b,south,2022,40,40,20',
      'a,north,2023,55,28,17',
      'b,south,2023,42,38,20',
      'a,north,2024,240,50,10',
      'c,east,2024,30,10,60',
    );
    const { output } = runReport('--counts', path, '--region area');
    const [one, two, three] = [[90, 70, 40] as const, [97, 66, 37] as const, [270, 60, 70] as const];
    expect(
      tableOf(output, 'Change').map(([name, size, interval, , verdict]) => [name, size, interval, verdict]),
    ).toEqual([
      ['2022 to 2023', '+5.0', shown(changeInterval(one, two)), 'could be chance'],
      ['2023 to 2024', '+20.0', shown(changeInterval(two, three)), 'real'],
      ['2022 to 2024', '+25.0', shown(changeInterval(one, three)), 'real'],
    ]);
    expect(output).toContain('Real, that is beyond chance (95%), is 1 of 2 changes: 2023 to 2024 (+20.0).');
    // Segment a twice and b once; c was not there before. Only the rise of a from 38 to 76.7 is clear.
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      '1 of 3 changes have a p-value below 0.05. Chance alone would give about 0.2.',
    );
    // The north's share goes from 1/2 to 3/4 and its score from 30 to 76.67; the mean of the totals is 37.5.
    expect(tableOf(output, 'Region')).toEqual([
      ['east', '0.0%', '25.0%', '-', '-30.0', '-', '-16.88', '-16.88'],
      ['north', '50.0%', '75.0%', '30.0', '76.7', '+29.17', '+3.96', '+33.13'],
      ['south', '50.0%', '0.0%', '20.0', '-', '-', '+8.75', '+8.75'],
      ['All', '100.0%', '100.0%', '25.0', '50.0', '+29.17', '-4.17', '+25.00'],
    ]);
    expect(output).toContain('from 2023 to 2024:');
    expect(runReport('--counts', path).output).not.toContain('Region');
  });

  it('does not take for real what rounding to whole percentages may have made', () => {
    const path = writeLines(
      folder,
      'rounded.csv',
      'period,promoters,passives,detractors,n',
      '2021,60,20,20,1000000',
      '2022,61,19,20,1000000',
      '2023,63,19,18,1000000',
    );
    const { output } = runReport('--counts', path, '--responses', 'n');
    const [one, two] = [[600_000, 200_000, 200_000] as const, [610_000, 190_000, 200_000] as const];
    // Four shares, each off by a number that is as likely anywhere from -0.5 to 0.5.
    const rounding = `+-${(1.96 * Math.sqrt(4 / 12)).toFixed(1)}`;
    expect(tableOf(output, 'Change')).toEqual([
      ['2021 to 2022', '+1.0', shown(changeInterval(one, two)), '< 0.0001', rounding, 'could be rounding'],
      ['2022 to 2023', '+4.0', expect.any(String), '< 0.0001', rounding, 'real'],
      ['2021 to 2023', '+5.0', expect.any(String), '< 0.0001', rounding, 'real'],
    ]);
    expect(output.replaceAll(/\s+/g, ' ')).toContain(
      'Real, that is beyond chance and rounding (95%), is 1 of 2 changes: 2022 to 2023 (+4.0).',
    );
  });

  it('explains itself', () => {
    const { exitCode, output } = runReport('--help');
    expect(exitCode).toBe(0);
    expect(output).toContain('npm run demo -- --ratings FILE --orders FILE');
  });

  it('explains every option that it takes', () => {
    const { output } = runReport('--help');
    const source = readFileSync(join(ROOT, 'docs', 'examples', 'report', 'input', 'options.ts'), 'utf8');
    const table = source.slice(source.indexOf('const PARSED'), source.indexOf('} as const', source.indexOf('PARSED')));
    const names = [...table.matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map((match) => match[1] as string);
    expect(names.length).toBeGreaterThan(30);
    // The options for one file alone are told by their rule.
    const own = names.filter((name) => name !== 'help' && !/^(?:ratings|orders|counts)-/.test(name));
    expect(own.filter((name) => !output.includes(`--${name}`))).toEqual([]);
  });
});

describe('a mistake ends in one clear line and exit code 1', () => {
  const ok = 'ann,2024-01-10,10';
  const header = 'customer,date,amount';

  it.each([
    [
      'a missing column',
      [header.replace('date', 'day'), ok],
      'no column "date" (--date); the header has "customer", "day", "amount"',
    ],
    [
      'an unreadable date',
      [header, ok, 'bob,10.01.2024,10'],
      ', line 3, column "date": must be a date such as 2024-02-29 or 20240229, got "10.01.2024"',
    ],
    [
      'a day that no calendar has',
      [header, ok, 'bob,2024-02-30,10'],
      ', line 3, column "date": must be a date such as 2024-02-29 or 20240229, got "2024-02-30"',
    ],
    ['an empty file', [], ': the file is empty'],
    ['a file of empty lines', ['', ''], ': the file is empty'],
    ['a header alone', [header], ': no rows below the header'],
    [
      'an amount with a currency',
      [header, 'ann,2024-01-10,$10'],
      ', line 2, column "amount": must be a number such as 1234.5, got "$10"',
    ],
    [
      'an empty amount',
      [header, 'ann,2024-01-10,'],
      ', line 2, column "amount": must be a number such as 1234.5, got ""',
    ],
    ['an empty customer', [header, ok, ',2024-01-10,1'], ', line 3, column "customer": must not be empty'],
    ['a line that is too short', [header, ok, 'bob,2024-01-10'], ', line 3: 2 fields, but the header has 3'],
    ['a column that is there twice', [`${header},date`, `${ok},2024`], ': two columns are named "date"'],
    [
      'the wrong delimiter',
      [header.replaceAll(',', ';')],
      'the header has "customer;date;amount"; is the --delimiter right?',
    ],
    ['an open quote', [header, ok, '"bob'], ': Quote Not Closed'],
  ] as const)('%s', (name, lines, message) => {
    const path = writeLines(folder, `${name.replaceAll(' ', '-')}.csv`, ...lines);
    const { exitCode, output, errors } = runReport('--orders', path);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: '' });
    expect(errors).toMatch(/^report: .*\n$/);
    expect(errors).toContain(path);
    expect(errors).toContain(message);
  });

  it('and so for the program as for the function behind it', async () => {
    const path = join(folder, 'nowhere.csv');
    const outcome = { exitCode: 1, output: '', errors: `report: ${path}: no such file (${path})\n` };
    expect(await runExample('report/main.ts', '--orders', path)).toEqual(outcome);
    expect(runReport('--orders', path)).toEqual(outcome);
  });

  it('a rating that is not on the scale', () => {
    const path = writeLines(folder, 'scale.csv', 'date,rating', '2024-01-10,0', '2024-01-10,11');
    const above = runReport('--ratings', path);
    expect(above.errors).toBe(
      `report: ${path}, line 3, column "rating": must be a whole number from 0 to 10, got 11\n`,
    );
    const below = runReport('--ratings', path, '--scale', '1-10');
    expect(below.errors).toBe(
      `report: ${path}, line 2, column "rating": must be a whole number from 1 to 10, got 0 (and 1 further line has problems)\n`,
    );
    expect([above.exitCode, below.exitCode]).toEqual([1, 1]);
  });

  it('shares that do not sum to 100, and shares that cannot be added', () => {
    const names = 'segment,promoters,passives,detractors,n';
    const shares = writeLines(folder, 'sum.csv', names, 'north,60,20,20,5', 'south,60,20,10,5');
    const sum = runReport('--counts', shares, '--responses', 'n');
    expect(sum.errors).toBe(
      `report: ${shares}, line 3, column "promoters": the three shares must sum to about 100 (or 1), got 90\n`,
    );
    const twice = writeLines(folder, 'twice.csv', names, 'north,60,20,20,5', 'north,60,20,20,');
    const added = runReport('--counts', twice, '--responses', 'n');
    expect(added.errors).toMatch(/^report: .*twice\.csv, line 3, .*cannot be added\n$/);
    expect([sum.exitCode, added.exitCode]).toEqual([1, 1]);
  });

  it.each([
    ['100', 'north,60,20,20', 'south,33,33,33'],
    ['1', 'north,0.6,0.2,0.2', 'south,0.333,0.333,0.333'],
  ])('shares without a number of responses, which are no counts: they sum to %s', (sum, ...rows) => {
    const path = writeLines(folder, `shares-of-${sum}.csv`, 'segment,promoters,passives,detractors', ...rows);
    const { exitCode, output, errors } = runReport('--counts', path);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: '' });
    expect(errors).toMatch(
      new RegExp(`^report: .*: every line sums to about ${sum}, .*--responses NAME says in which column .*\\n$`),
    );
    // One line that does not, and they are counts.
    const counts = writeLines(folder, 'mixed.csv', 'segment,promoters,passives,detractors', ...rows, 'east,9,9,9');
    expect(runReport('--counts', counts).exitCode).toBe(0);
    const answers = writeLines(folder, 'answers.csv', 'segment,promoters,passives,detractors', 'a,1,0,0', 'b,0,0,1');
    expect(runReport('--counts', answers).exitCode).toBe(0);
  });

  it('the first line that is wrong, and how many others are', () => {
    const path = writeLines(folder, 'dirty.csv', header, ok, 'bob,today,1', ok, 'cid,2024-01-10,one', 'dan', ok);
    expect(runReport('--orders', path).errors).toBe(
      `report: ${path}, line 3, column "date": must be a date such as 2024-02-29 or 20240229, got "today" (and 2 further lines have problems)\n`,
    );
  });

  it.each([
    [['--orders', 'nowhere.csv'], /^report: nowhere\.csv: no such file \(.*nowhere\.csv\)\n$/],
    [['--colour', 'red'], /^report: Unknown option '--colour'; --help lists the options\n$/],
    [['report.csv'], /^report: Unexpected argument 'report\.csv'; --help lists the options\n$/],
    [['--orders'], /^report: Option '--orders <value>' argument missing; --help lists the options\n$/],
    [['--margin', '40'], /^report: --margin must be a number from -1 to 1, got "40": did you mean 0\.4\?\n$/],
    [['--margin', ''], /^report: --margin must be a number from -1 to 1, got ""\n$/],
    [['--years', '2.5'], /^report: --years must be a whole number from 1 to 100, got "2\.5"\n$/],
    [['--spend-uplift', '-0.1'], /^report: .*; write --option=-1 for a value below 0\n$/],
    [['--retention-uplift', '1'], /^report: .*retention must be 0 to 1, .*\n$/],
    [['--until', 'today'], /^report: --until must be a date .*\n$/],
    [['--until', '1999-01-01'], /^report: .*ratings\.csv: no line is as early as --until\n$/],
    [['--rating', 'stars'], /^report: --rating needs --ratings FILE\n$/],
    [['--ratings', 'a', '--counts', 'b'], /^report: --ratings and --counts are two ways .*\n$/],
    [['--orders', 'a', '--no-header'], /^report: --no-header tells columns by position: --customer is needed, .*\n$/],
    [['--orders', 'a', '--no-header', '--customer', 'b'], /^report: --customer must be the position .*\n$/],
  ])('%j', (options, message) => {
    const { exitCode, output, errors } = runReport(...options);
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: '' });
    expect(errors).toMatch(message);
  });
});
