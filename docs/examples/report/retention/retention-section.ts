import { type CustomerChange, convertRate, retentionRate } from 'custometry';
import { quarterName, quarterOf } from '../calendar.js';
import type { Orders } from '../data.js';
import { day, NONE, orNone, paragraph, percent, table, whole } from '../format.js';
import type { Section } from '../section.js';
import { compareQuarters, type History } from './history.js';

/** Of customers without a contract, nobody knows who left: one sees who orders again. */
const TITLE = 'Repeat rate by quarter (retention of active customers)';

/** Retention from each quarter to the next. */
export function retentionSection(orders: Orders, history: History): Section {
  const { firstQuarter, lastQuarter } = history;
  const definition = paragraph(
    'A customer is active in a quarter in which they order. Retention is the share of those who were active in the',
    'quarter before who are active again. In the table it is (active - new or returning) / active before, where new or',
    'returning are those who are active and were not in the quarter before.',
  );
  const partial =
    quarterOf(orders.until) > lastQuarter
      ? [paragraph(`The data end on ${day(orders.until)}: the quarter that is not over then is left out.`)]
      : [];
  if (lastQuarter <= firstQuarter) {
    const tooShort = paragraph('That takes two complete quarters, and the data have fewer.');
    return { title: TITLE, inShort: undefined, body: [definition, ...partial, tooShort] };
  }

  const quarters = Array.from({ length: lastQuarter - firstQuarter }, (_, i) => firstQuarter + 1 + i);
  const changes = quarters.map((quarter) => changeBetween(history, quarter - 1, quarter));
  const all = addUp(changes);
  const rate = retentionRate(all);
  const yearLater = addUp(
    quarters
      .filter((quarter) => quarter - 4 >= firstQuarter)
      .map((quarter) => changeBetween(history, quarter - 4, quarter)),
  );
  const yearLaterRate = retentionRate(yearLater);
  // Where a year can be watched, nobody needs the year that a quarter would make at its pace.
  const isWatched = yearLaterRate !== undefined;
  const first = compareQuarters(history, firstQuarter, firstQuarter).end;
  const row = (name: string, change: CustomerChange): string[] => {
    const retention = retentionRate(change);
    return [
      name,
      whole(change.start),
      whole(change.end),
      whole(change.acquired),
      orNone(retention, percent),
      ...(isWatched ? [] : [orNone(retention, (fraction) => percent(overAYear(fraction)))]),
    ];
  };

  return {
    title: TITLE,
    inShort:
      rate === undefined
        ? undefined
        : `Of the customers active in a quarter, ${percent(rate)} are active in the next one${
            yearLaterRate === undefined ? '' : ` and ${percent(yearLaterRate)} a year later`
          }.`,
    body: [
      definition,
      table(
        [
          ...['Quarter', 'Active before', 'Active', 'New or returning', 'Retention'],
          ...(isWatched ? [] : ['A year at this pace']),
        ],
        [
          [quarterName(firstQuarter), NONE, whole(first), NONE, NONE, ...(isWatched ? [] : [NONE])],
          ...quarters.map((quarter, i) => row(quarterName(quarter), changes[i] as CustomerChange)),
          row('All', all),
        ],
      ),
      ...partial,
      ...(yearLaterRate === undefined || rate === undefined
        ? []
        : [
            paragraph(
              `Watched for a year: of ${whole(yearLater.start)} customers active in a quarter,`,
              `${percent(yearLaterRate)} were active in the same quarter of the next year. A pace of ${percent(rate)} a`,
              `quarter would have left ${percent(overAYear(rate))}. The two differ where loyal and fickle customers are`,
              'mixed (the fickle leave first) and where customers skip a quarter and come back.',
            ),
          ]),
    ],
  };
}

function overAYear(quarterly: number): number {
  return convertRate(quarterly, { from: 3, to: 12 });
}

function changeBetween(history: History, before: number, now: number): CustomerChange {
  const { start, end, stayed } = compareQuarters(history, before, now);
  return { start, end, acquired: end - stayed };
}

/** Rates cannot be averaged; the customers behind them can be added. */
function addUp(changes: readonly CustomerChange[]): CustomerChange {
  return changes.reduce(
    (sum, { start, end, acquired }) => ({
      start: sum.start + start,
      end: sum.end + end,
      acquired: sum.acquired + acquired,
    }),
    { start: 0, end: 0, acquired: 0 },
  );
}
