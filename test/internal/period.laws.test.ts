import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { instantOf } from '../../src/internal/instant.js';
import { type CalendarPeriod, periodsOf } from '../../src/internal/period.js';
import { timeZoneOf } from '../../src/internal/time-zone.js';
import { clocks, instant, zoneName } from '../support/calendars.js';
import { law } from '../support/law.js';

const DAY = 86_400_000;
const calendarPeriod = () => fc.constantFrom<CalendarPeriod>('day', 'week', 'month', 'quarter', 'year');
const periods = (period: CalendarPeriod, zone: string) => periodsOf(period, timeZoneOf(zone, 'f'), 'f');

/** The name of the period of a local time, by Date alone. */
function slowLabel(local: number, period: CalendarPeriod): string {
  const date = new Date(local);
  const text = date.toISOString();
  const day = text.slice(0, text.indexOf('T'));
  const year = day.slice(0, -6);
  if (period === 'day') return day;
  if (period === 'month') return day.slice(0, -3);
  if (period === 'quarter') return `${year}-Q${Math.ceil((date.getUTCMonth() + 1) / 3)}`;
  if (period === 'year') return year;
  // The week's Thursday, and how many Thursdays of its year there were up to it.
  const thursday = new Date(local - DAY * ((date.getUTCDay() + 6) % 7) + 3 * DAY);
  let [week, back] = [1, thursday.getTime() - 7 * DAY];
  while (new Date(back).getUTCFullYear() === thursday.getUTCFullYear()) [week, back] = [week + 1, back - 7 * DAY];
  return `${slowLabel(thursday.getTime(), 'year')}-W${String(week).padStart(2, '0')}`;
}

describe('periodsOf the calendar', () => {
  law(
    'a period bears the name of what the calendar on the wall shows: labelOf(indexOf(t)) = the slow way',
    // Not at the ends of what a Date can hold, which the slow way needs to spare.
    [calendarPeriod(), zoneName(), instant().map((t) => Math.trunc(t * (1 - 1e-5)))],
    (period, zone, t) => {
      const { indexOf, labelOf } = periods(period, zone);
      expect(labelOf(indexOf(t))).toBe(slowLabel(clocks(zone)(t), period));
    },
  );

  law(
    'an instant lies between the start of its period and that of the next, unless the clocks go back over midnight',
    [calendarPeriod(), zoneName(), instant()],
    (period, zone, t) => {
      const { indexOf, startOf } = periods(period, zone);
      const index = indexOf(t);
      expect(startOf(index)).toBeLessThanOrEqual(t);
      const { toLocal } = timeZoneOf(zone, 'f');
      const goBack = toLocal(t - 2 * DAY) - (t - 2 * DAY) > toLocal(t + 2 * DAY) - (t + 2 * DAY);
      if (!goBack) expect(startOf(index + 1)).toBeGreaterThan(t);
    },
  );

  law(
    'before its start nothing is in a period: indexOf(startOf(k) − 1) < k, and it starts itself unless it was skipped',
    [calendarPeriod(), zoneName(), instant()],
    (period, zone, t) => {
      const { indexOf, startOf } = periods(period, zone);
      const index = indexOf(t);
      expect(indexOf(startOf(index) - 1)).toBeLessThan(index);
      expect(indexOf(startOf(index))).toBe(index);
    },
  );

  law(
    'periods nest: an instant’s day, month, quarter and year are those of the start of each smaller one',
    [zoneName(), instant()],
    (zone, t) => {
      const [day, month, quarter, year] = (['day', 'month', 'quarter', 'year'] as const).map((each) =>
        periods(each, zone),
      ) as [ReturnType<typeof periods>, ...ReturnType<typeof periods>[]] & { length: 4 };
      const start = day.startOf(day.indexOf(t));
      expect(month?.indexOf(start)).toBe(month?.indexOf(t));
      expect(Math.floor((month?.indexOf(t) ?? 0) / 3)).toBe(quarter?.indexOf(t));
      expect(Math.floor((quarter?.indexOf(t) ?? 0) / 4)).toBe(year?.indexOf(t));
    },
  );

  law(
    'the name of a day is its date: reading labelOf(k) in the zone gives startOf(k)',
    [zoneName(), fc.integer({ min: -50_000, max: 50_000 })],
    (zone, index) => {
      const { labelOf, startOf } = periods('day', zone);
      expect(instantOf(labelOf(index), timeZoneOf(zone, 'f'))).toBe(startOf(index));
    },
  );

  law('1 January 1970 is in period 0', [calendarPeriod(), fc.nat(DAY - 1)], (period, t) => {
    expect(periods(period, 'UTC').indexOf(t)).toBe(0);
  });
});

describe('periodsOf hours', () => {
  const hours = () => fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1e6 }));

  law(
    'all are equally long, in any time zone: startOf(k) ≤ t < startOf(k + 1) = startOf(k) + hours',
    [hours(), zoneName(), instant()],
    (length, zone, t) => {
      const { indexOf, startOf, labelOf } = periodsOf({ hours: length }, timeZoneOf(zone, 'f'), 'f');
      const index = indexOf(t);
      expect(startOf(index)).toBeLessThanOrEqual(t);
      expect(startOf(index + 1)).toBeGreaterThan(t);
      expect(startOf(index + 1) - startOf(index)).toBe(3_600_000 * length);
      expect(startOf(0)).toBe(0);
      if (startOf(index) >= -8.64e15) expect(labelOf(index)).toBe(new Date(startOf(index)).toISOString());
    },
  );

  law('24 of them are a day of UTC: indexOf(t) = indexOf day(t)', [instant()], (t) => {
    const { indexOf } = periodsOf({ hours: 24 }, timeZoneOf('Europe/Kyiv', 'f'), 'f');
    expect(indexOf(t)).toBe(periods('day', 'UTC').indexOf(t));
  });
});
