import { refuse, whole, within } from './check.js';
import { firstDayOf, monthOf } from './civil.js';
import { DAY, FURTHEST, type TimeZone } from './time-zone.js';

/** A period of the calendar. Weeks are those of ISO 8601: from Monday, and the first of a year has its 4 January. */
export type CalendarPeriod = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** A period that is a number of hours long, whatever the clocks do: `{ hours: 24 }` is a day, `{ hours: 168 }` a week. */
export interface RollingPeriod {
  /** The length: a whole number of hours from 1 to 1e6. */
  readonly hours: number;
}

/**
 * What time is divided into: periods of the calendar in a time zone, or of a number of hours. Calendar periods are as long
 * as they are: a month has 28 to 31 days, and a day on which the clocks change 23 or 25 hours.
 */
export type Period = CalendarPeriod | RollingPeriod;

/** How time is divided. Periods are whole numbers, one after the other, negative before 1970. */
export interface Periods {
  /** The period of an instant: what the calendar on the wall shows. */
  readonly indexOf: (instant: number) => number;
  /** Its first instant, which is the next one's where a zone skipped the period (30 December 2011 in Apia). */
  readonly startOf: (index: number) => number;
  /** Its name in ISO 8601: 2025-03-01, 2025-W09, 2025-03, 2025-Q1, 2025; of a number of hours, its start in UTC. */
  readonly labelOf: (index: number) => string;
}

/** Of days since 1970: the period, its first day and its name. Quarters have no name in ISO 8601; 2025-Q1 is usual. */
interface Unit {
  readonly of: (day: number) => number;
  readonly first: (index: number) => number;
  readonly label: (index: number) => string;
}

const UNITS: Readonly<Record<CalendarPeriod, Unit>> = {
  day: {
    of: (day) => day,
    first: (index) => index,
    label: (index) => `${monthLabel(monthOf(index))}-${digits(index - firstDayOf(monthOf(index)) + 1)}`,
  },
  week: {
    // 1 January 1970 was a Thursday, and a week belongs to the year of its Thursday.
    of: (day) => Math.floor((day + 3) / 7),
    first: (index) => 7 * index - 3,
    label: (index) => {
      const year = Math.floor(monthOf(7 * index) / 12);
      return `${yearLabel(year)}-W${digits(Math.floor((7 * index - firstDayOf(12 * year)) / 7) + 1)}`;
    },
  },
  month: { of: monthOf, first: firstDayOf, label: (index) => monthLabel(index) },
  quarter: {
    of: (day) => Math.floor(monthOf(day) / 3),
    first: (index) => firstDayOf(3 * index),
    label: (index) => `${yearLabel(Math.floor(index / 4))}-Q${index - 4 * Math.floor(index / 4) + 1}`,
  },
  year: {
    of: (day) => Math.floor(monthOf(day) / 12),
    first: (index) => firstDayOf(12 * index),
    label: (index) => yearLabel(index),
  },
};

/** Divides time. Periods of hours are counted from the start of 1970 in UTC, in any time zone. */
export function periodsOf(period: Period, zone: TimeZone, caller: string): Periods {
  if (typeof period === 'object' && period !== null) {
    const length = lengthOf(period, caller);
    return {
      indexOf: (instant) => wholeLengths(instant, length),
      startOf: (index) => length * index,
      labelOf: (index) => new Date(Math.max(-FURTHEST, length * index)).toISOString(),
    };
  }
  return calendarOf(period, zone, `${caller}: period`, ' or { hours }');
}

/** Divides time by the calendar. */
export function calendarOf(period: CalendarPeriod, zone: TimeZone, argument: string, otherwise = ''): Periods {
  // hasOwn takes ['day'] for 'day'.
  if (typeof period !== 'string' || !Object.hasOwn(UNITS, period)) {
    refuse(
      period,
      argument,
      `"day", "week", "month", "quarter"${otherwise ? ',' : ' or'} "year"${otherwise}`,
      '',
      'string',
    );
  }
  const { of, first, label } = UNITS[period];
  return {
    indexOf: (instant) => of(Math.floor(zone.toLocal(instant) / DAY)),
    startOf: (index) => zone.toInstant(DAY * first(index)),
    labelOf: label,
  };
}

/** The length of a rolling period: milliseconds. */
export function lengthOf(period: RollingPeriod, caller: string): number {
  return 3_600_000 * within(period.hours, `${caller}: period.hours`, whole(1, 1e6));
}

/** ⌊duration / length⌋: with the remainder, as the quotient could round up to the next whole number. */
export function wholeLengths(duration: number, length: number): number {
  const rest = duration % length;
  return (duration - rest) / length - (rest < 0 ? 1 : 0);
}

function monthLabel(month: number): string {
  const year = Math.floor(month / 12);
  return `${yearLabel(year)}-${digits(month - 12 * year + 1)}`;
}

/** Of years since 1970: four digits, and a sign and six before the year 0 and after 9999. */
function yearLabel(since1970: number): string {
  const year = 1970 + since1970;
  if (year >= 0 && year <= 9999) return digits(year, 4);
  return `${year < 0 ? '-' : '+'}${digits(Math.abs(year), 6)}`;
}

function digits(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
