import fc from 'fast-check';
import type { AgeBracket, CalendarPeriod, Period } from '../../src/index.js';
import { periodsOf } from '../../src/internal/period.js';
import { timeZoneOf } from '../../src/internal/time-zone.js';
import { clocks, zoneName } from './calendars.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface Visit {
  readonly who: string;
  readonly at: number;
}

/** How a log is read: what a table of it is made with. */
export interface Setting {
  readonly period: Period;
  readonly cohortPeriod: CalendarPeriod | undefined;
  readonly timeZone: string;
  readonly end: number;
  readonly brackets: AgeBracket[];
}

const calendarPeriod = (): fc.Arbitrary<CalendarPeriod> => fc.constantFrom('day', 'week', 'month', 'quarter', 'year');

const rollingPeriod = () => fc.constantFrom(1, 7, 24, 48, 168, 720).map((hours) => ({ hours }));

/** Around the turn of 2011 to 2012, when Apia had no 30 December. */
const START = Date.UTC(2011, 11, 20);

/**
 * A log and how to read it. The visits fill some ten periods, so that cells are neither all empty nor all full, and are few
 * enough that the slow reference keeps up; some lie on the edges of days.
 */
export const logs = (): fc.Arbitrary<{ visits: Visit[]; setting: Setting }> =>
  fc
    .record({
      period: fc.oneof({ weight: 2, arbitrary: calendarPeriod() }, { weight: 1, arbitrary: rollingPeriod() }),
      cohortPeriod: fc.option(calendarPeriod(), { nil: undefined }),
      timeZone: zoneName(),
      brackets: fc.uniqueArray(fc.nat(8), { maxLength: 6 }).map(pairs),
      lengths: fc.integer({ min: 1, max: 14 }),
    })
    .chain(({ lengths, ...setting }) => {
      const span = lengths * lengthOf(setting.period);
      const at = fc.oneof(
        fc.integer({ min: START, max: START + span }),
        fc.integer({ min: 0, max: Math.ceil(span / HOUR) }).map((hours) => START + HOUR * hours),
      );
      const visit = fc.record({ who: fc.constantFrom('ann', 'bob', 'cat', 'dan', 'eve', '__proto__'), at });
      return fc.record({
        visits: fc.array(visit, { maxLength: 60, size: 'large' }),
        setting: at.map((end) => ({ ...setting, end })),
      });
    });

function pairs(ages: number[]): AgeBracket[] {
  const rising = ages.toSorted((a, b) => a - b);
  return rising.flatMap((from, place) => (place % 2 === 0 ? [[from, rising[place + 1] ?? from] as const] : []));
}

function lengthOf(period: Period): number {
  if (typeof period !== 'string') return HOUR * period.hours;
  return { day: DAY, week: 7 * DAY, month: 30 * DAY, quarter: 91 * DAY, year: 365 * DAY }[period];
}

/** The calendar period of an instant, by the engine's own formatting and Date. */
export function slowIndex(period: CalendarPeriod, timeZone: string): (instant: number) => number {
  const shown = clocks(timeZone);
  return (instant) => {
    const local = new Date(shown(instant));
    const days = Math.floor(local.getTime() / DAY);
    if (period === 'day') return days;
    if (period === 'week') return Math.floor((days + 3) / 7);
    const months = 12 * (local.getUTCFullYear() - 1970) + local.getUTCMonth();
    return Math.floor(months / { month: 1, quarter: 3, year: 12 }[period]);
  };
}

/** The visits of each customer before the end. */
export function byCustomer(visits: readonly Visit[], end: number): number[][] {
  const names = [...new Set(visits.map(({ who }) => who))];
  const instants = names.map((name) => visits.filter(({ who, at }) => who === name && at < end).map(({ at }) => at));
  return instants.filter((list) => list.length > 0);
}

/** The cohorts of a log, the slow and obvious way. */
export function slowCohorts(visits: readonly Visit[], setting: Setting) {
  const { period, timeZone, end, brackets } = setting;
  const cohortPeriod = setting.cohortPeriod ?? (typeof period === 'string' ? period : 'day');
  const cohortOf = slowIndex(cohortPeriod, timeZone);
  const calendar = periodsOf(cohortPeriod, timeZoneOf(timeZone, 'f'), 'f');
  const people = byCustomer(visits, end).map((instants) => {
    const first = Math.min(...instants);
    const ages = new Set(instants.map((instant) => ageOf(instant, first, period, timeZone)));
    return { cohort: cohortOf(first), ages };
  });
  return [...new Set(people.map(({ cohort }) => cohort))]
    .toSorted((a, b) => a - b)
    .map((index) => {
      const members = people.filter(({ cohort }) => cohort === index).map(({ ages }) => ages);
      // The last to join did so just before the next cohort, and an age is complete when the next one has begun at the end.
      const complete = Math.max(0, ageOf(end, calendar.startOf(index + 1) - 1, period, timeZone, 1));
      const known = Array.from({ length: complete }, (_, age) => age);
      const howMany = (isActive: (ages: Set<number>, age: number) => boolean) =>
        known.map((age) => members.filter((ages) => isActive(ages, age)).length);
      return {
        cohort: calendar.labelOf(index),
        index,
        customers: members.length,
        active: howMany((ages, age) => ages.has(age)),
        activeOnOrAfter: howMany((ages, age) => known.some((other) => other >= age && ages.has(other))),
        activeThrough: howMany((ages, age) => known.every((other) => other > age || ages.has(other))),
        activeInBrackets: brackets
          .filter(([, to]) => to < complete)
          .map(([from, to]) => members.filter((ages) => [...ages].some((age) => age >= from && age <= to)).length),
      };
    });
}

function ageOf(instant: number, first: number, period: Period, timeZone: string, later = 0): number {
  // Whoever joined just before an instant has an age of whole lengths at the instant itself.
  if (typeof period !== 'string') return Math.floor((instant - first - later) / (HOUR * period.hours));
  const indexOf = slowIndex(period, timeZone);
  return indexOf(instant) - indexOf(first);
}
