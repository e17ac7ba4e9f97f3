import { type ChurnByDefinition, compareChurn, customerMovements } from 'custometry';
import { DAY, quarterName, startOfQuarter } from '../calendar.js';
import { orNone, paragraph, percent, table, values, whole } from '../format.js';
import type { Section } from '../section.js';
import type { History } from './history.js';
import type { Purchases } from './purchases.js';

const TITLE = 'Churn by its definitions';

/** After so many days of silence, a customer is taken to have left. */
const SILENCES = [60, 90, 180];

/** What a silence was followed by, for all silences of a length. */
interface Silence {
  readonly days: number;
  readonly fellSilent: number;
  readonly cameBack: number;
}

/** Churn in the last complete quarter, by every definition in use and by how long a silence is taken for leaving. */
export function churnSection(purchases: Purchases, { lastQuarter }: History): Section {
  const from = startOfQuarter(lastQuarter);
  const to = startOfQuarter(lastQuarter + 1);
  // Who ordered so many days before the quarter must be in the data.
  const silences = SILENCES.filter((days) => from - days * DAY >= purchases.firstDay);
  if (silences.length === 0) {
    return {
      title: TITLE,
      inShort: undefined,
      body: [paragraph('The data are too short to see customers fall silent.')],
    };
  }
  const columns = silences.map((days) => churnAfter(purchases, days, { from, to }));
  const definitions = columns[0] ?? [];
  const all = columns.flat().flatMap(({ value }) => (value === undefined ? [] : [value]));
  const back = silences.map((days) => whatFollowed(purchases, days));
  const longest = back.at(-1);

  return {
    title: TITLE,
    inShort: [
      `Churn in ${quarterName(lastQuarter)} is anything from ${percent(Math.min(...all))} to ${percent(Math.max(...all))}, by its definition and by how long a silence counts as leaving;`,
      longest === undefined || longest.fellSilent === 0
        ? 'no silence was that long.'
        : `of those silent for ${longest.days} days, ${percent(longest.cameBack / longest.fellSilent)} have come back so far.`,
    ].join(' '),
    body: [
      paragraph(
        'Silence is not leaving. To speak of churn at all, somebody must decide after how many days without an order a customer',
        `counts as lost; here is the churn of ${quarterName(lastQuarter)} for some such decisions, by the definitions in use:`,
      ),
      table(
        ['Definition', ...silences.map((days) => `${days} days`)],
        definitions.map(({ definition }, i) => [
          definition,
          ...columns.map((column) => orNone(column[i]?.value, percent)),
        ]),
      ),
      values(definitions.map(({ definition, formula }) => [definition, '', formula])),
      ...(Math.max(...all) > 1
        ? [
            paragraph(
              'Where customers come and go several times, there can be more losses than customers at the start: more than 100%.',
            ),
          ]
        : []),
      'How often a silence that long came to an end by the last day of the data:',
      table(
        ['Silent for', 'How often', 'Came back', 'Share'],
        back.map(({ days, fellSilent, cameBack }) => [
          `${days} days`,
          whole(fellSilent),
          whole(cameBack),
          orNone(fellSilent === 0 ? undefined : cameBack / fellSilent, percent),
        ]),
      ),
      paragraph(
        'Who came back was never gone, and was counted as lost all the same. The next section asks each customer’s own rhythm',
        'instead.',
      ),
    ],
  };
}

/** A customer from each order on, for so many days: orders that follow within them are one stay. */
function churnAfter(
  { days: daysOf }: Purchases,
  days: number,
  span: { readonly from: number; readonly to: number },
): readonly ChurnByDefinition[] {
  const stays = [...daysOf].flatMap(([customer, own]) => own.map((start) => ({ customer, start })));
  return compareChurn(
    customerMovements(
      stays,
      {
        customer: ({ customer }) => customer,
        start: ({ start }) => start,
        end: ({ start }) => start + days * DAY,
      },
      span,
    ),
  );
}

function whatFollowed({ days: daysOf, lastDay }: Purchases, days: number): Silence {
  let fellSilent = 0;
  let cameBack = 0;
  for (const own of daysOf.values()) {
    own.forEach((day, i) => {
      const next = own[i + 1];
      if ((next ?? lastDay) - day <= days * DAY) return;
      fellSilent++;
      if (next !== undefined) cameBack++;
    });
  }
  return { days, fellSilent, cameBack };
}
