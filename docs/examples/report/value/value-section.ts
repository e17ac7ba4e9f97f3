import { lifetimeValue, recurringLifetimeValue } from 'custometry';
import { quarterName } from '../calendar.js';
import { decimal, money, orNone, paragraph, percent, rate, table, values, whole } from '../format.js';
import type { Assumptions } from '../input/options.js';
import type { Section } from '../section.js';
import type { CustomerYear, CustomerYears } from './customer-years.js';
import { describeModelValue, type ModelValue } from './model-value.js';

/** What a customer is worth, by the two formulas and, where they fit, by the models of purchasing. */
export function valueSection(
  years: CustomerYears<unknown> | undefined,
  { margin, discountRate, years: horizon }: Assumptions,
  byModel: ModelValue | undefined,
): Section {
  const title = 'Lifetime value';
  if (years === undefined) {
    const tooShort = paragraph('That takes two complete quarters, and the data have fewer.');
    return { title, inShort: undefined, body: [tooShort] };
  }
  const { orders, spend, retention } = years.now;
  const yearsToStay = retention === 1 ? undefined : 1 / (1 - retention);
  const averageOrderValue = orders === 0 ? 0 : spend / orders;
  const customer = { averageOrderValue, ordersPerYear: orders, years: yearsToStay ?? 0 };
  const presentValueOf = (year: CustomerYear, periods?: number): number | undefined =>
    recurringLifetimeValue({
      margin: year.spend * margin,
      retention: year.retention,
      discountRate,
      firstMargin: 'midPeriod',
      ...(periods === undefined ? {} : { periods }),
    });
  const presentValue = presentValueOf(years.now);

  return {
    title,
    inShort:
      presentValue === undefined
        ? undefined
        : `A customer who is active now is worth ${money(presentValue)}: the profit still to come, discounted (margin ${rate(margin)}, discount rate ${rate(discountRate)} a year).${describeMix(years, presentValueOf(years.all))}`,
    body: [
      describeWatching(years),
      tenureTable(years),
      describeTenure(years),
      values([
        ['Orders in the year', decimal(orders)],
        ['Average order value', money(averageOrderValue)],
        ['Spend in the year', money(spend), 'orders x order value'],
        ['Retention over the year', percent(retention)],
        ['Expected years', orNone(yearsToStay, decimal), '1 / (1 - retention), the first year included'],
        ['Margin', rate(margin), 'assumed (--margin)'],
        ['Discount rate a year', rate(discountRate), 'assumed (--discount-rate)'],
      ]),
      'A customer who is active now brings, from now on:',
      values([
        ['Revenue', yearsToStay === undefined ? '-' : money(lifetimeValue(customer)), 'spend x years'],
        ['Profit', yearsToStay === undefined ? '-' : money(lifetimeValue({ ...customer, margin })), 'revenue x margin'],
        ['Profit, present value', orNone(presentValue, money), 'later years count less: see below'],
      ]),
      paragraph(
        "Present value: (1 + i) / (1 + i - r) x spend x margin / square root of (1 + i), for retention r and discount rate i. Each year's margin",
        'comes in at the middle of that year, the first one for certain, as customers who leave during a year',
        'are in its average already (the convention midPeriod). What was ordered before is not counted, nor is what it',
        'cost to win the customer. Retention is taken to be the same for everybody and in every year.',
      ),
      ...(byModel === undefined
        ? []
        : describeModelValue(byModel, { within: presentValueOf(years.now, horizon), ever: presentValue })),
    ],
  };
}

function describeWatching({ firstQuarter, lastQuarter, isExtended, all }: CustomerYears<unknown>): string {
  const from =
    firstQuarter === lastQuarter
      ? `in ${quarterName(firstQuarter)}`
      : `in a quarter from ${quarterName(firstQuarter)} to ${quarterName(lastQuarter)}`;
  const many = `${whole(all.watched)} times, a customer was active ${from}`;
  return isExtended
    ? paragraph(
        `${many}, and was watched in the quarter after it: what did they order, and were they active? The data are too`,
        'short to watch a year (that takes five complete quarters), so that the quarter is extended to a year, as if',
        'customers kept leaving at the same pace.',
      )
    : paragraph(
        `${many}, and was watched for the four quarters after it: what did they order, and were they active in the last`,
        'of them?',
      );
}

function tenureTable({ byTenure, activeNow, now, all, isByTenure }: CustomerYears<unknown>): string {
  const activeInAll = [...activeNow.values()].reduce((sum, active) => sum + active, 0);
  const row = (name: string, watched: number, active: number, year: CustomerYear | undefined): string[] => [
    name,
    whole(watched),
    whole(active),
    orNone(year?.orders, decimal),
    orNone(year?.spend, money),
    orNone(year?.retention, percent),
  ];
  const tenures = { new: 'New', repeat: 'Repeat' } as const;
  return table(
    ['New or repeat', 'Times watched', 'Active now', 'Orders', 'Spend', 'Retention'],
    [
      ...(['new', 'repeat'] as const).map((tenure) =>
        row(tenures[tenure], byTenure.get(tenure)?.watched ?? 0, activeNow.get(tenure) ?? 0, byTenure.get(tenure)),
      ),
      row('All, as watched', all.watched, activeInAll, all),
      ...(isByTenure ? [row('All, in the mix of now', all.watched, activeInAll, now)] : []),
    ],
  );
}

function describeTenure({ isByTenure }: CustomerYears<unknown>): string {
  return paragraph(
    'New are customers in the first quarter in which the data have an order of theirs, repeat those who were active before;',
    'in the first quarter of the data, all seem new. Active now is who is active in the last complete quarter.',
    isByTenure
      ? 'These are valued by their own mix of new and repeat customers:'
      : 'Their mix was not watched, so that they are valued as those who were watched, and may be worth more or less:',
  );
}

/** How new the watched and the valued customers are: where they differ, the plain average would mislead. */
function describeMix(
  { byTenure, activeNow, all, isByTenure }: CustomerYears<unknown>,
  valueAsWatched: number | undefined,
): string {
  const active = [...activeNow.values()].reduce((sum, customers) => sum + customers, 0);
  if (active === 0) return '';
  const nowNew = percent((activeNow.get('new') ?? 0) / active);
  const watchedNew = percent((byTenure.get('new')?.watched ?? 0) / all.watched);
  return isByTenure
    ? ` That is for the mix of now, ${nowNew} new customers; for the mix that was watched, ${watchedNew} new, it would be ${orNone(valueAsWatched, money)}.`
    : ` Those who were watched were ${watchedNew} new customers, those active now are ${nowNew} new: their own worth may be another.`;
}
