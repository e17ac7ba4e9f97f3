import { bgNbd } from 'custometry';
import { DAY } from '../calendar.js';
import {
  changePercent,
  count,
  day,
  decimal,
  fine,
  money,
  orNone,
  paragraph,
  percent,
  points,
  table,
  values,
  whole,
} from '../format.js';
import type { Purchases } from '../retention/purchases.js';
import type { Section } from '../section.js';
import { type HoldoutTest, testOnHoldout, topTenth } from './holdout.js';
import { expectedRevenue, type Outlook, sum } from './outlook.js';

const TITLE = 'Who is still a customer';

/** A year, in weeks. */
const YEAR = 52;
/** So many customers are named. */
const NAMED = 5;

/** Whom a model of purchasing takes for a customer still, what they will buy, and how good such forecasts were. */
export function purchasingSection(purchases: Purchases, outlook: Outlook | string): Section {
  if (typeof outlook === 'string') return { title: TITLE, inShort: undefined, body: [paragraph(outlook)] };
  const test = testOnHoldout(purchases);
  const spent = spentBy(purchases);
  const gone = likelyGone(outlook);
  const spentByGone = gone.reduce((total, i) => total + (spent.get(customerOf(outlook, i)) ?? 0), 0);
  const revenue = expectedRevenue(outlook, YEAR);
  const top = topTenth(revenue);
  const topShare = top.reduce((total, i) => total + (revenue[i] as number), 0) / sum(revenue);
  const all = [...spent.values()].reduce((total, value) => total + value, 0);

  return {
    title: TITLE,
    inShort: [
      `Of ${count(outlook.alive.length, 'customer')}, ${whole(sum(outlook.alive))} are expected to be customers still;`,
      `${whole(gone.length)} have more likely left than not, who spent ${money(spentByGone)}, ${percent(spentByGone / all)} of all there was.`,
      `A tenth of the customers is expected to bring ${percent(topShare)} of their revenue in the next year.`,
      describeTest(test),
    ].join(' '),
    body: [
      paragraph(
        'A model of purchasing reads silence against each customer’s own rhythm: who bought every week and stopped has left, who',
        'bought twice a year may well come again. In BG/NBD, customers buy at random at rates of their own and may leave after',
        'each repeat order; in MBG/NBD after the first order, too; in NBD, nobody leaves. (Orders of one day are one purchase.)',
      ),
      ...holdoutBlocks(test),
      ...fitBlocks(outlook),
      'Likely to have left (probability to be a customer still below 50%), by what they spent:',
      customerTable(
        purchases,
        outlook,
        [...gone].sort((i, j) => (spent.get(customerOf(outlook, j)) ?? 0) - (spent.get(customerOf(outlook, i)) ?? 0)),
        spent,
      ),
      paragraph(
        `${whole(gone.length)} customers are below 50%, who spent ${money(spentByGone)} in all. There is no threshold in the model: added up, the`,
        `probabilities say that ${whole(outlook.alive.length - sum(outlook.alive))} of ${whole(outlook.alive.length)} have left. Who bought once only cannot have left in BG/NBD, however`,
        'long ago it was; for those, look at the purchases expected of them.',
      ),
      `The best by expected revenue in the next ${YEAR} weeks:`,
      customerTable(purchases, outlook, top, spent),
      paragraph(
        'Expected revenue = expected purchases x expected value of a purchase. The value is the customer’s own mean, drawn',
        `towards that of all the fewer purchases there were (gamma-gamma model). The best tenth, ${whole(top.length)} customers, are expected`,
        `to bring ${percent(topShare)} of ${money(sum(revenue))}; new customers come on top.`,
      ),
    ],
  };
}

function holdoutBlocks({ calibrationEnd, split, forecasts, bought, topDecile }: HoldoutTest): string[] {
  const { calibration, holdout, newcomers } = split;
  return [
    paragraph(
      `Such a model must be tested first. Fitted to what ${count(calibration.customers.length, 'customer')} did until ${day(calibrationEnd - DAY)}, the models`,
      `expect so many purchases of them in the ${points(holdout.duration)} weeks that followed, in which they bought ${whole(bought)} times:`,
    ),
    table(
      ['Model', 'Fit', 'Log-likelihood', 'Still there', 'Expected', 'Bought', 'Off by'],
      forecasts.map(({ model, diagnosis, logLikelihood, alive, purchases }) => [
        model,
        diagnosis.kind,
        points(logLikelihood),
        whole(alive),
        whole(purchases),
        whole(bought),
        orNone(bought === 0 ? undefined : purchases / bought - 1, changePercent),
      ]),
    ),
    paragraph(
      'The higher the log-likelihood, the better a model describes the past. How many are still there can differ far more than what',
      'they are expected to buy: the first depends on the model’s story, the second on the data.',
      forecasts.some(({ diagnosis }) => diagnosis.kind === 'flat')
        ? 'Flat means that quite different parameters are as likely: they forecast nearly the same, and say nothing by themselves.'
        : undefined,
      newcomers === 0 ? undefined : `No such model knows the ${count(newcomers, 'customer')} who came later.`,
      topDecile?.brought === undefined
        ? undefined
        : `The tenth that BG/NBD and the spending model expected most of, ${percent(topDecile.expected)} of the revenue, brought ${percent(topDecile.brought)} of it.`,
    ),
  ];
}

function fitBlocks({ purchasing, spending }: Outlook): string[] {
  const { parameters, standardErrors, diagnosis } = purchasing;
  return [
    'BG/NBD, fitted to all of the data:',
    ...(diagnosis.kind === 'converged'
      ? [
          values(
            (['r', 'alpha', 'a', 'b'] as const).map((name) => [
              name,
              fine(parameters[name]),
              `standard error ${orNone(standardErrors?.[name], fine)}`,
            ]),
          ),
        ]
      : []),
    paragraph(
      `Diagnosis: ${diagnosis.kind}; ${diagnosis.message}.`,
      `Spending: ${spending.diagnosis.kind}; ${spending.diagnosis.message}.`,
    ),
  ];
}

function customerTable(
  { days }: Purchases,
  outlook: Outlook,
  some: readonly number[],
  spent: ReadonlyMap<unknown, number>,
): string {
  const { histories, purchasing, alive, spend } = outlook;
  const purchases = bgNbd.expectedPurchases(purchasing.parameters, histories, { to: YEAR });
  return table(
    ['Customer', 'Orders', 'Last order', 'Spent', 'Still there', 'Expected', 'of', 'Revenue'],
    some.slice(0, NAMED).map((i) => {
      const customer = customerOf(outlook, i);
      const last = days.get(customer)?.at(-1);
      return [
        customer,
        whole((histories.repeats[i] as number) + 1),
        orNone(last, day),
        money(spent.get(customer) ?? 0),
        percent(alive[i] as number),
        decimal(purchases[i] as number),
        money(spend[i] as number),
        money((purchases[i] as number) * (spend[i] as number)),
      ];
    }),
  );
}

function likelyGone({ alive }: Outlook): number[] {
  return [...alive.keys()].filter((i) => (alive[i] as number) < 0.5);
}

function customerOf({ histories }: Outlook, i: number): string {
  return String(histories.customers[i]);
}

function spentBy({ rows }: Purchases): Map<string, number> {
  const spent = new Map<string, number>();
  for (const { customer, amount } of rows) spent.set(customer, (spent.get(customer) ?? 0) + amount);
  return spent;
}

function describeTest({ forecasts, bought, split }: HoldoutTest): string {
  const expected = forecasts.find(({ model }) => model === 'BG/NBD')?.purchases;
  if (expected === undefined) return '';
  return `In a test, the model expected ${whole(expected)} purchases in ${points(split.holdout.duration)} weeks, and there were ${whole(bought)}.`;
}
