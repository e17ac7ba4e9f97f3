import { bgNbd } from 'custometry';
import { startOfQuarter } from '../calendar.js';
import { count, money, orNone, paragraph, table, whole } from '../format.js';
import type { Assumptions } from '../input/options.js';
import { type Outlook, sum } from '../purchasing/outlook.js';
import type { Purchases } from '../retention/purchases.js';

const WEEKS_IN_A_YEAR = 365.25 / 7;

/** What customers are still worth by the models of purchasing and spending: profit, at present value. */
export interface ModelValue {
  readonly years: number;
  /** Of each customer, within the years and ever. */
  readonly within: Float64Array;
  readonly ever: Float64Array;
  /** Who was active in the last complete quarter. */
  readonly isActive: readonly boolean[];
}

/** `undefined` where the models do not fit, and without discounting, as years without end then have no sum. */
export function modelValue(
  { days }: Purchases,
  outlook: Outlook | string,
  lastQuarter: number,
  { margin, discountRate, years }: Assumptions,
): ModelValue | undefined {
  if (typeof outlook === 'string' || discountRate === 0) return undefined;
  const { purchasing, histories, spend } = outlook;
  const worth = (horizon: number | undefined): Float64Array =>
    bgNbd
      .discountedExpectedPurchases(purchasing.parameters, histories, {
        forceOfInterest: Math.log1p(discountRate) / WEEKS_IN_A_YEAR,
        horizon,
      })
      .map((purchases, i) => purchases * (spend[i] as number) * margin);
  const [from, to] = [startOfQuarter(lastQuarter), startOfQuarter(lastQuarter + 1)];
  return {
    years,
    within: worth(years * WEEKS_IN_A_YEAR),
    ever: worth(undefined),
    isActive: histories.customers.map((customer) =>
      (days.get(String(customer)) ?? []).some((day) => day >= from && day < to),
    ),
  };
}

/** @param formula - What the formula says of a customer who is active, within so many years and ever. */
export function describeModelValue(
  { years, within, ever, isActive }: ModelValue,
  formula: { readonly within: number | undefined; readonly ever: number | undefined },
): string[] {
  const row = (name: string, isOne: (i: number) => boolean): string[] => {
    const [some, someEver] = [within.filter((_, i) => isOne(i)), ever.filter((_, i) => isOne(i))];
    const mean = (values: Float64Array): string =>
      orNone(values.length === 0 ? undefined : sum(values) / values.length, money);
    return [name, whole(some.length), mean(some), mean(someEver), money(sum(some))];
  };
  const horizon = `${count(years, 'year')}`;
  return [
    'By the models of the section before, customer by customer (profit, present value):',
    table(
      ['Customers', 'Number', `One, in ${horizon}`, 'One, ever', `All, in ${horizon}`],
      [
        row('Active in the last complete quarter', (i) => isActive[i] as boolean),
        ['The same by the formula above', '', orNone(formula.within, money), orNone(formula.ever, money), ''],
        row('Not active then', (i) => !isActive[i]),
        row('All', () => true),
      ],
    ),
    paragraph(
      'This is discounted expected purchases x expected value of a purchase x margin, by each customer’s own history. Who was',
      'silent for a quarter is still worth something. The models know that customers differ: the fickle leave and the loyal',
      'stay, so that those who are left stay longer and longer. The formula has one retention for all. In years that nobody has',
      `seen, the two part: trust the column of ${horizon} (--years) before the one of all the years to come.`,
    ),
  ];
}
