import {
  customerLifetimes,
  kaplanMeier,
  type LifetimeQuantile,
  medianLifetime,
  survivalAt,
  survivalTable,
} from 'custometry';
import { count, NONE, orNone, paragraph, percent, percentInterval, plain, table, whole } from '../format.js';
import type { Section } from '../section.js';
import type { Purchases } from './purchases.js';

const TITLE = 'Time to the second order';

const DAYS = [7, 30, 60, 90, 180, 365];

/** A survival curve of an event that a shop sees: leaving is none, the second order is. */
export function secondOrderSection({ days, lastDay }: Purchases): Section {
  const { lifetimes } = customerLifetimes(
    [...days.values()].map(([first = lastDay, second]) => ({ start: first, end: second })),
    { until: lastDay },
  );
  const curve = kaplanMeier(survivalTable(lifetimes));
  const median = medianLifetime(curve);
  const seconds = lifetimes.filter(({ event }) => event).length;
  const rows = DAYS.flatMap((day) => {
    const still = survivalAt(curve, day);
    return still === undefined ? [] : [{ day, still }];
  });
  if (rows.length === 0) {
    return {
      title: TITLE,
      inShort: undefined,
      body: [paragraph('The data are too short to wait for a second order.')],
    };
  }
  const month = rows.find(({ day }) => day === 30);

  return {
    title: TITLE,
    inShort:
      month === undefined
        ? undefined
        : `Within 30 days of the first order, ${percent(1 - month.still.value)} of customers order again; ${describeMedian(median)}.`,
    body: [
      paragraph(
        'Nobody tells a shop that they leave, so that a curve of how long customers stay would be a curve of assumptions. When a',
        'second order comes is seen, and for who has not ordered again by the last day, that it comes later or never. The',
        'Kaplan-Meier curve uses both: newcomers count for as long as they were there.',
      ),
      table(
        ['Days since the first order', 'Ordered again', 'Not yet', '95% interval of not yet'],
        rows.map(({ day, still: { value, lower, upper } }) => [
          String(day),
          percent(1 - value),
          percent(value),
          lower === undefined || upper === undefined ? NONE : percentInterval({ lower, upper }),
        ]),
      ),
      paragraph(
        `Of ${count(lifetimes.length, 'customer')}, ${whole(seconds)} ordered again, on another day than the first.`,
        median.value === undefined
          ? `There is no median while more than half have not ordered again${median.lower === undefined ? '.' : `; at 95% confidence it is above ${plain(median.lower)} days.`}`
          : `Median: ${plain(median.value)} days (95% interval ${orNone(median.lower, plain)} to ${orNone(median.upper, plain)}).`,
      ),
    ],
  };
}

function describeMedian({ value }: LifetimeQuantile): string {
  return value === undefined
    ? 'fewer than half do within the time of the data'
    : `half of them do within ${plain(value)} days`;
}
