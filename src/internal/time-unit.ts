import { refuse } from './check.js';
import { DAY } from './time-zone.js';

/** What times are measured in. A month is a twelfth of a year, and a year is 365.25 days. */
export type TimeUnit = 'day' | 'week' | 'month' | 'year';

const UNITS: Readonly<Record<TimeUnit, number>> = { day: 1, week: 7, month: 30.4375, year: 365.25 };

/** Milliseconds of a unit. */
export function lengthOfUnit(unit: TimeUnit, caller: string): number {
  const days = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (days === undefined) refuse(unit, `${caller}: timeUnit`, '"day", "week", "month" or "year"', '', 'string');
  return DAY * days;
}
