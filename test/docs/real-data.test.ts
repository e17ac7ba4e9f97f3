import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Cohort,
  cohortTable,
  customerLifecycle,
  netPromoterScore,
  purchaseTotals,
  repeatPurchaseRate,
  timeBetweenPurchases,
} from '../../src/index.js';
import { guide, percent, written } from '../support/guide.js';
import { sum } from '../support/purchases.js';
import { CDNOW, type CdnowOrder, cdnowOrders, hasData, linesOf, note } from '../support/real-data.js';

const { customer, time } = CDNOW;
const QUARTERS = ['1997-01', '1997-04', '1997-07', '1997-10', '1998-01', '1998-04', '1998-07'].map((m) => `${m}-01`);

describe.skipIf(!hasData)(`what guides say of CDNOW${note}`, () => {
  let orders: CdnowOrder[];
  const between = (from = '', to = '') => orders.filter(({ day }) => day >= from && day < to);
  const whoIn = (some: readonly CdnowOrder[]) => new Set(some.map((order) => order.customer));
  const inQuarter = (i: number) => whoIn(between(QUARTERS[i], QUARTERS[i + 1]));
  const dollarsOf = (some: readonly CdnowOrder[]) => sum(some.map(({ dollars }) => dollars));
  beforeAll(() => {
    orders = cdnowOrders();
  });

  test('retention: quarters, and what chaining them would predict', () => {
    const { says } = guide('retention');
    says(`their ${written(orders.length)} orders until 30 June 1998`);
    const rates: number[] = [];
    for (let i = 1; i < 6; i++) {
      const [before, now] = [inQuarter(i - 1), inQuarter(i)];
      const stayed = [...now].filter((who) => before.has(who)).length;
      rates.push(stayed / before.size);
      says(`| ${QUARTERS[i]?.slice(0, 4)} Q${(i % 4) + 1} | ${now.size} | ${stayed} | ${now.size - stayed} |`);
      says(`retentionRate({ start: ${before.size}, end: ${now.size}, acquired: ${now.size - stayed} })`);
    }
    const chained = rates.reduce((product, rate) => product * rate, 1);
    says(
      `The five rates multiply to ${chained.toFixed(4)}, which predicts that ${Math.round(2357 * chained)} of 2,357 customers are left`,
    );
    const all = [0, 1, 2, 3, 4, 5].map(inQuarter);
    const always = [...inQuarter(0)].filter((who) => all.every((quarter) => quarter.has(who))).length;
    says(`In fact ${inQuarter(5).size} bought in it. Only ${always} bought in all six quarters.`);
    const [second, third] = [inQuarter(1).size, inQuarter(2).size];
    says(
      `End / start** for the third quarter would be ${third} / ${second} = ${(third / second).toFixed(2)}. The true overlap is ${percent(rates[1] as number)}`,
    );
    says(`("${percent(rates[0] as number)} of first-quarter buyers bought in the next quarter")`);
    [
      ['1997 Q2', 2],
      ['1997 Q2 and Q3', 3],
      ['1997 Q2 to Q4', 4],
      ['1997 Q2 to 1998 Q1', 5],
    ].forEach(([label, until], i) => {
      const bought = whoIn(between(QUARTERS[1], QUARTERS[until as number]));
      const silent = [...whoIn(orders)].filter((who) => !bought.has(who));
      const later = whoIn(between(QUARTERS[until as number], '1998-07-01'));
      const back = silent.filter((who) => later.has(who)).length;
      says(`${label} ${written(silent.length)} ${back} (${percent(back / silent.length, 1)})`);
      if (i === 0) {
        says(
          `Of the ${written(silent.length)} who bought nothing in the second quarter of 1997, ${back} (${percent(back / silent.length)}) bought again later`,
        );
      }
    });
  });

  test('retention: times between purchases, with and without a second order on one day', () => {
    const read = { customer, time };
    const span = { from: '1997-01-01', to: '1998-07-01' };
    const [counted, merged] = [
      purchaseTotals(orders, read, span),
      purchaseTotals(orders, read, span, { duplicates: 'merge' }),
    ];
    const [one, other] = [timeBetweenPurchases(counted), timeBetweenPurchases(merged)];
    const zeros = orders.length - new Set(orders.map((order) => `${order.customer} ${order.day}`)).size;
    guide('retention').says(
      `${zeros} gaps are of 0 days. The median time between purchases is ${one?.median} days with them and ${other?.median} without, the mean ${one?.mean.toFixed(1)} and ${other?.mean.toFixed(1)}, and the repeat purchase rate ${percent(repeatPurchaseRate(counted) as number, 1)} and ${percent(repeatPurchaseRate(merged) as number, 1)}`,
    );
  });

  test('cohorts: the table by month, and April 1997', () => {
    const { says } = guide('cohorts');
    const { cohorts } = cohortTable(orders, { customer, time, period: 'month', end: '1998-07-01' });
    const ages = [1, 2, 3, 6, 12, 15];
    for (const { cohort, customers, active } of cohorts) {
      says(`${cohort} ${customers} ${ages.map((age) => active[age]).join(' ')}`);
    }
    const shares = (of: (cohort: Cohort) => readonly number[]) =>
      ages.map((age) => sum(cohorts.map((cohort) => of(cohort)[age] as number)) / sum(cohorts.map((c) => c.customers)));
    const [on, onOrAfter] = [shares((cohort) => cohort.active), shares((cohort) => cohort.activeOnOrAfter)];
    const row = (label: string, all: readonly number[]) =>
      says(`${label} 2,357 ${all.map((share) => percent(share, 1)).join(' ')}`);
    row('all', on);
    row('on or after', onOrAfter);
    says(
      `${percent(on[0] as number, 1)} bought again in the month after the first order, but ${percent(onOrAfter[0] as number, 1)} bought again in that month or at any time later`,
    );
    says(`falls to ${percent(onOrAfter[5] as number, 1)} at age 15`);
    says(`Age 12 of those who joined in March (${cohorts[2]?.active[12]}) is March 1998`);
    const { periods } = customerLifecycle(orders, { customer, time, period: 'month', end: '1998-07-01' });
    const [march, april] = [periods[2], periods[3]];
    says(
      `In April 1997, ${april?.active} of them bought. ${april?.retained} had bought in March, ${april?.resurrected} had not but earlier, and ${april?.lost} of the ${march?.active} who had bought in March did not`,
    );
    const active = periods.map((period) => period.active);
    for (const near of [12, 13, 15, 16]) expect(active[14]).toBeGreaterThan(active[near] as number);
  });

  test('lifetime value: totals, means and the few who bring most', () => {
    const { says } = guide('lifetime-value');
    const cents = (amount: number) => written(amount, 2);
    const code = (amount: number) => cents(amount).replace(',', '_');
    const row = (label: string, some: readonly CdnowOrder[]) =>
      says(`| ${label} | ${written(some.length)} | ${cents(dollarsOf(some))} |`);
    row('whole file', orders);
    const first = new Map<string, number>();
    for (const order of orders) if (!first.has(order.customer)) first.set(order.customer, Date.parse(order.day));
    const age = (order: CdnowOrder) => (Date.parse(order.day) - (first.get(order.customer) as number)) / 86_400_000;
    const firstYear = orders.filter((order) => age(order) < 365);
    row("each customer's first 365 days", firstYear);
    ['1997 Q1 (January to March)', '1997 Q2', '1997 Q3', '1997 Q4', '1998 Q1', '1998 Q2'].forEach((label, i) => {
      row(label, between(QUARTERS[i], QUARTERS[i + 1]));
    });
    const [size, total] = [first.size, dollarsOf(orders)];
    says(
      `Over the whole file an order is worth $${cents(total / orders.length)} on average, and a customer makes ${(orders.length / size).toFixed(2)} orders and spends $${cents(total / size)}`,
    );
    const days = [...first.values()].map((day) => (Date.parse('1998-06-30') - day) / 86_400_000);
    says(
      `Customers are observed for ${Math.min(...days)} to ${Math.max(...days)} days, ${Math.round(sum(days) / size)} on average`,
    );
    const year = dollarsOf(firstYear);
    says(`averageOrderValue: ${code(year).replace(',', '_')} / ${written(firstYear.length).replace(',', '_')}`);
    const pace = (year / size / 365) * Math.round(sum(days) / size);
    says(`Carried on to day ${Math.round(sum(days) / size)}, the first year's pace gives $${pace.toFixed(0)}`);
    says(
      `The real figure is $${cents(total / size)}, so within five months the rule is already ${percent(pace / (total / size) - 1)} too high`,
    );
    says(
      `${percent(dollarsOf(orders.filter((order) => age(order) === 0)) / year)} of first-year revenue was spent on the first day`,
    );

    const [spring, next] = [1, 5].map((i) => dollarsOf(between(QUARTERS[i], QUARTERS[i + 1]))) as [number, number];
    says(
      `the cohort spent $${cents(spring)} in the second quarter of 1997 and $${cents(next)} in the second quarter of 1998`,
    );
    says(`So ${percent(next / spring, 1)} of the spending was left after a year`);
    says(`${code(next)} / ${code(spring)}`);
    const twelve = dollarsOf(between('1997-04-01', '1998-04-01'));
    says(`the cohort spent $${cents(twelve)}, or $${cents(twelve / size)} for each of the 2,357`);
    const quarter = dollarsOf(between(QUARTERS[0], QUARTERS[1])) / size;
    says(`The first quarter brought $${cents(quarter)} of revenue each, or $${cents(0.3 * quarter)} of margin`);
    const worth = (0.3 * twelve * Math.sqrt(1.1)) / size / (1.1 - next / spring);
    says(`from 1 April 1997 on_: $${cents(worth)}`);
    says(
      `Together that is $${cents(0.3 * quarter + worth)}, half of the $${cents((3 * 0.3 * year) / size)} from the rule`,
    );

    const spent = new Map<string, number>();
    for (const order of orders) spent.set(order.customer, (spent.get(order.customer) ?? 0) + order.dollars);
    const sorted = [...spent.values()].toSorted((a, b) => b - a);
    const fifth = Math.round(size / 5);
    says(`Mean spend is $${cents(total / size)} and the median is $${cents(sorted[(size - 1) / 2] as number)}`);
    says(
      `The top 20% of the customers (${fifth}) brought ${percent(sum(sorted.slice(0, fifth)) / total)} of the revenue; the lower half brought ${percent(sum(sorted.slice(Math.ceil(size / 2))) / total)}`,
    );
    says(`The same file gives $${(year / size).toFixed(0)} or $${(total / size).toFixed(0)} a customer`);

    const roi = guide('roi');
    roi.says(`In the twelve months from 1 April 1997 they spent $${cents(twelve)}, or $${cents(twelve / size)} each`);
    roi.says(`second quarter of 1998 was ${percent(next / spring, 2)} of that in the second quarter of 1997`);
  });
});

test.skipIf(!hasData)(`what the guide to NPS says of hospitals${note}`, () => {
  const { says } = guide('nps');
  const rows = linesOf('hcahps_rating_by_state.csv')
    .slice(1)
    .map((line) => line.split(','))
    .filter(([release]) => release === '2023');
  expect([rows[0]?.[1], rows[0]?.[2]]).toEqual(['2021-10-01', '2022-09-30']);
  const names = { AK: 'Alaska', CA: 'California', HI: 'Hawaii', OR: 'Oregon', WA: 'Washington' };
  const pacific = rows.filter((row) => row[4] === 'Pacific');
  expect(pacific.map((row) => row[3])).toEqual(Object.keys(names));
  const shares = (row: readonly string[]) => [row[5], row[6], row[7]].map(Number) as [number, number, number];
  const score = ([detractors, passives, promoters]: readonly [number, number, number]) =>
    netPromoterScore({ detractors, passives, promoters }) as number;
  let [points, surveys] = [0, 0];
  pacific.forEach((row, i) => {
    const size = Number(row[8]);
    says(
      `| ${Object.values(names)[i]} | ${shares(row)
        .map((share) => `${share}%`)
        .join(' | ')} | ${written(size)} |`,
    );
    points += size * score(shares(row));
    surveys += size;
  });
  const scores = pacific.map((row) => score(shares(row)));
  says(
    `The scores are ${scores.slice(0, 4).join(', ')} and ${scores[4]}, and their plain mean is exactly ${sum(scores) / 5}`,
  );
  says(
    `so the region's score is ${(points / surveys).toFixed(1)}. Averaging the states flatters the region by ${(sum(scores) / 5 - points / surveys).toFixed(1)} points`,
  );
  expect(Number(pacific[1]?.[8]) / surveys).toBeCloseTo(0.75, 1);
  const two = ['FL', 'MD'].map((state) => shares(rows.find((row) => row[3] === state) as string[]));
  const [florida, maryland] = two.map((mix) => `(${mix.map((share) => `${share}%`).join(', ')})`);
  says(`Florida ${florida} and Maryland ${maryland} both score ${score(two[0] as [number, number, number])}`);
  expect(two.map(score)).toEqual([52, 52]);
});
