import { refuse } from './check.js';
import { firstDayOf } from './civil.js';
import { DAY, FURTHEST, type TimeZone, UTC } from './time-zone.js';

/**
 * A moment: a `Date`; a number of milliseconds since 1 January 1970 UTC (epoch seconds are to be multiplied by 1,000:
 * as milliseconds they are days in January 1970; a number that reads as a day, such as 20250301, is refused, and only a `Date`
 * can be those milliseconds of 1970-01-01T05); or ISO 8601 text, a date or a date and a time, such as `'2025-03-01'`,
 * `'2025-03-01T09:30:00.250Z'` or `'2025-03-01 09:30+02:00'`.
 *
 * A time without `Z` or an offset, and a date, which is its midnight, are those of the time zone that is given, and UTC
 * where none is: never the machine's. Where clocks go back, the first of the two is meant; where they skip the time,
 * the moment at which they skip it.
 */
export type Instant = Date | number | string;

const ISO = /^([+-]\d{6}|\d{4})-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)?)?$/;

/** Epoch milliseconds of an instant, NaN of anything else: for loops, with {@link refuseInstant}. */
export function instantOf(value: unknown, zone: TimeZone = UTC): number {
  if (typeof value === 'number') return isDayNumber(value) ? NaN : inRange(value);
  return typeof value === 'string' ? instantOfText(value, zone) : (timeOf(value) ?? NaN);
}

/** Epoch milliseconds of an instant. */
export function readInstant(value: Instant, argument: string, zone?: TimeZone): number {
  const instant = instantOf(value, zone);
  if (Number.isNaN(instant)) refuseInstant(value, argument);
  return instant;
}

/** Says why {@link instantOf} gave NaN; `otherwise` is what may come instead of an instant. */
export function refuseInstant(value: unknown, argument: string, otherwise = ''): never {
  const text = typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  const dashed = text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
  const hint = dashed !== text ? `: did you mean "${dashed}"?` : ISO.test(text) ? ': there is no such day or time' : '';
  const allowed = `a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z${otherwise}`;
  if (timeOf(value) !== undefined) refuse(NaN, argument, allowed, ', an invalid Date');
  refuse(value, argument, allowed, hint, typeof value === 'string' ? 'string' : 'number');
}

/** The numbers are read from where they stand, which takes less than half the time of cutting the text in parts. */
function instantOfText(text: string, zone: TimeZone): number {
  if (!ISO.test(text)) return NaN;
  const digit = (at: number) => text.charCodeAt(at) - 48;
  const two = (at: number) => 10 * digit(at) + digit(at + 1);
  const yearEnd = digit(0) < 0 ? 7 : 4;
  const [month, day] = [two(yearEnd + 1), two(yearEnd + 4)];
  const months = 12 * (Number(text.slice(0, yearEnd)) - 1970) + month - 1;
  const days = firstDayOf(months) + day - 1;
  if (month < 1 || month > 12 || day < 1 || days >= firstDayOf(months + 1) || text.startsWith('-000000')) return NaN;
  let local = DAY * days;
  let at = yearEnd + 6;
  if (text.length > at) {
    const [hour, minute] = [two(at + 1), two(at + 4)];
    at += 6;
    let second = 0;
    let milliseconds = 0;
    if (text[at] === ':') {
      second = two(at + 1);
      at += 3;
      if (text[at] === '.' || text[at] === ',') {
        // What is finer than a millisecond is left out, as it is by Date.
        for (let place = 100; digit(++at) >= 0 && digit(at) <= 9; place /= 10) {
          if (place >= 1) milliseconds += place * digit(at);
        }
      }
    }
    if (hour > 23 || minute > 59 || second > 59) return NaN;
    local += 1000 * (60 * (60 * hour + minute) + second) + milliseconds;
  }
  if (text.length === at) return inRange(zone.toInstant(local));
  if (text[at] === 'Z') return inRange(local);
  const hours = two(at + 1);
  const minutes = text.length > at + 3 ? two(text.length - 2) : 0;
  if (hours > 23 || minutes > 59) return NaN;
  return inRange(local - (text[at] === '-' ? -1 : 1) * 60_000 * (60 * hours + minutes));
}

/** Whether it is a day written as a number, yyyymmdd, rather than milliseconds: of the morning of 1 January 1970. */
function isDayNumber(value: number): boolean {
  if (!(value > 1.9e7 && value < 2.1002e7)) return false;
  const [month, day] = [Math.trunc(value / 100) % 100, value % 100];
  return Number.isInteger(value) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function inRange(instant: number): number {
  return Math.abs(instant) <= FURTHEST ? instant + 0 : NaN;
}

/**
 * What a Date holds, NaN where it is invalid; undefined of what is none. Not instanceof: a Date from another realm (an iframe,
 * a vm context) is one too, and a Proxy of one is not.
 */
function timeOf(value: unknown): number | undefined {
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}
