import { lifetimeValue, recurringLifetimeValue } from 'custometry';
import { quarterName } from './calendar.js';
import type { CustomerYears } from './customer-years.js';
import { decimal, money, orNone, paragraph, percent, rate, values, whole } from './format.js';
import type { Assumptions } from './options.js';
import type { Section } from './section.js';

/** What a customer is worth, by the two formulas. */
export function valueSection(
  years: CustomerYears<unknown> | undefined,
  { margin, discountRate }: Assumptions,
): Section {
  const title = 'Lifetime value';
  if (years === undefined) {
    const tooShort = paragraph('That takes two complete quarters, and the data have fewer.');
    return { title, inShort: undefined, body: [tooShort] };
  }
  const { orders, spend, retention } = years.all;
  const yearsToStay = retention === 1 ? undefined : 1 / (1 - retention);
  const averageOrderValue = orders === 0 ? 0 : spend / orders;
  const customer = { averageOrderValue, ordersPerYear: orders, years: yearsToStay ?? 0 };
  const profitPerYear = spend * margin;
  const presentValue = recurringLifetimeValue({
    margin: profitPerYear,
    retention,
    discountRate,
    firstMargin: 'midPeriod',
  });

  return {
    title,
    inShort:
      presentValue === undefined
        ? undefined
        : `A customer who is active now is worth ${money(presentValue)}: the profit still to come, discounted (margin ${rate(margin)}, discount rate ${rate(discountRate)} a year).`,
    body: [
      describeWatching(years),
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
        'cost to win the customer. Retention is taken to be the same for everybody and in every year; those who are active now may differ from those who were watched, above all where many of these had only just begun.',
      ),
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
