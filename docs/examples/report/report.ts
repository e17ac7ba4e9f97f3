import type { Orders, Ratings, ReportData } from './data.js';
import { count, day, money, paragraph, whole } from './format.js';
import type { Assumptions } from './input/options.js';
import { countsSection } from './nps/counts-section.js';
import { npsSection } from './nps/nps-section.js';
import { outlookNow } from './purchasing/outlook.js';
import { purchasingSection } from './purchasing/purchasing-section.js';
import { churnSection } from './retention/churn-section.js';
import { cohortsSection } from './retention/cohorts-section.js';
import { readHistory } from './retention/history.js';
import { lifecycleSection } from './retention/lifecycle-section.js';
import { readPurchases } from './retention/purchases.js';
import { retentionSection } from './retention/retention-section.js';
import { secondOrderSection } from './retention/second-order-section.js';
import { businessCaseSection } from './roi/business-case-section.js';
import { categoriesOf } from './roi/categories.js';
import { roiSection } from './roi/roi-section.js';
import { givenUplifts } from './roi/uplifts.js';
import type { Section } from './section.js';
import { customerYears } from './value/customer-years.js';
import { modelValue } from './value/model-value.js';
import { valueSection } from './value/value-section.js';

/** The report as text: a section for everything that the data allow. */
export function report(data: ReportData, assumptions: Assumptions): string {
  const { ratings, counts, orders } = data;
  const sections = [
    ...(ratings === undefined ? [] : [npsSection(ratings, assumptions.scale)]),
    ...(counts === undefined ? [] : [countsSection(counts)]),
    ...(orders === undefined ? [] : orderSections(orders, data, assumptions)),
  ];
  const blocks = [
    heading('Customer report', '='),
    describeData(data),
    summary(sections),
    ...sections.flatMap(({ title, body }, i) => [`\n${heading(`${i + 1}. ${title}`, '-')}`, ...body]),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function orderSections(orders: Orders, { ratings, isSample }: ReportData, assumptions: Assumptions): Section[] {
  const history = readHistory(orders);
  const purchases = readPurchases(orders);
  const outlook = outlookNow(purchases);
  const category = ratings === undefined ? () => 'unknown' as const : categoriesOf(ratings, assumptions.scale);
  const years = customerYears(history, category);
  // Without ratings there are no groups, and given uplifts take their place.
  const isMeasured = ratings !== undefined && givenUplifts(assumptions) === undefined;
  return [
    retentionSection(orders, history),
    cohortsSection(purchases),
    lifecycleSection(purchases),
    secondOrderSection(purchases),
    churnSection(purchases, history),
    purchasingSection(purchases, outlook),
    valueSection(years, assumptions, modelValue(purchases, outlook, history.lastQuarter, assumptions)),
    roiSection(history, years, assumptions, isSample),
    ...(isMeasured ? [businessCaseSection(history, category, assumptions, isSample)] : []),
  ];
}

function describeData({ isSample, ratings, counts, orders }: ReportData): string {
  const sample = paragraph(
    'This is the sample data: an imaginary shop that delivers coffee, made by a simulator (docs/examples/sample-data).',
    'For a report on your own files, give --ratings FILE, --orders FILE or both; --help lists the options.',
  );
  return [
    ...(isSample ? [`${sample}\n`] : []),
    ...(ratings === undefined ? [] : describeRatings(ratings)),
    ...(counts === undefined ? [] : [`Counts    ${counts.source}`, `          ${whole(counts.rows.length)} rows`]),
    ...(orders === undefined ? [] : describeOrders(orders, ratings)),
  ].join('\n');
}

function describeRatings({ rows, source, unanswered, later }: Ratings): string[] {
  return [
    `Ratings   ${source}`,
    `          ${whole(rows.length)} ratings, ${period(rows)}`,
    ...remark(unanswered, 'without a rating, left out'),
    ...remark(later, 'after --until, left out'),
  ];
}

function describeOrders({ rows, source, later }: Orders, ratings: Ratings | undefined): string[] {
  const customers = new Set(rows.map(({ customer }) => customer));
  const raters = new Set(ratings?.rows.map(({ customer }) => customer));
  const rated = [...customers].filter((customer) => raters.has(customer)).length;
  const revenue = rows.reduce((sum, { amount }) => sum + amount, 0);
  const refunds = rows.filter(({ amount }) => amount < 0).length;
  return [
    `Orders    ${source}`,
    `          ${whole(rows.length - refunds)} orders, ${money(revenue)} in all, ${period(rows)}`,
    `          ${whole(customers.size)} customers${ratings === undefined ? '' : `, ${whole(rated)} of them with a rating`}`,
    ...remark(refunds, 'below 0: refunds, taken off the revenue and not counted as orders'),
    ...remark(later, 'after --until, left out'),
  ];
}

function remark(rows: number, what: string): string[] {
  return rows === 0 ? [] : [`          ${count(rows, 'row')} ${what}`];
}

function period(rows: readonly { readonly instant: number }[]): string {
  const [first, last] = rows.reduce(
    ([least, most], { instant }) => [Math.min(least, instant), Math.max(most, instant)] as const,
    [Infinity, -Infinity] as const,
  );
  return first === last ? day(first) : `${day(first)} to ${day(last)}`;
}

function summary(sections: readonly Section[]): string {
  const facts = sections.flatMap(({ inShort }) =>
    inShort === undefined ? [] : [`- ${paragraph(inShort).replaceAll('\n', '\n  ')}`],
  );
  return facts.length === 0 ? '' : ['In short', ...facts].join('\n');
}

function heading(text: string, underline: string): string {
  return `${text}\n${underline.repeat(text.length)}`;
}
