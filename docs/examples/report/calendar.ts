/** Days and quarters, all in UTC. A quarter is one number, so that the next one is `quarter + 1`. */

export const DAY = 86_400_000;
const DATE = /^(?<year>\d{4})(?<dash>-?)(?<month>\d\d)\k<dash>(?<day>\d\d)/;
const TIME = /[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,]\d+)?)?/;
const ZONE = / ?(?:Z|(?<sign>[+-])(?<zoneHour>\d\d):?(?<zoneMinute>\d\d)?)/;
const INSTANT = new RegExp(`${DATE.source}(?:${TIME.source}(?:${ZONE.source})?)?$`);

/** What {@link readInstant} reads, as a message says it. */
export const INSTANT_FORMATS = 'a date such as 2024-02-29 or 20240229';

/**
 * ISO 8601 (a date, or a date and a time with or without a zone) or yyyymmdd, as milliseconds since 1970; `undefined`
 * for anything else and for a day that no calendar has. `Date.parse` would turn 30 February into 1 March, and read
 * some formats in the zone of the machine.
 */
export function readInstant(text: string): number | undefined {
  const { year, month, day, hour, minute, second, sign, zoneHour, zoneMinute } = INSTANT.exec(text)?.groups ?? {};
  // Outside these years it is a slip of the keyboard, and would fill the report with empty quarters.
  if (year === undefined || Number(year) < 1900 || Number(year) > 2199) return undefined;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isReal = new Date(midnight).toISOString().startsWith(`${year}-${month}-${day}`);
  const [h, m, s, zh, zm] = [numeral(hour), numeral(minute), numeral(second), numeral(zoneHour), numeral(zoneMinute)];
  if (!isReal || h > 23 || m > 59 || s > 59 || zh > 14 || zm > 59) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (60 * zh + zm);
  return midnight + 1000 * (60 * (60 * h + m - offset) + s);
}

function numeral(digits: string | undefined): number {
  return Number(digits ?? 0);
}

export function quarterOf(instant: number): number {
  const date = new Date(instant);
  return 4 * date.getUTCFullYear() + Math.floor(date.getUTCMonth() / 3);
}

/** 2024 Q1 */
export function quarterName(quarter: number): string {
  return `${Math.floor(quarter / 4)} Q${(quarter % 4) + 1}`;
}

/** The last quarter that is over at the end of the day of this instant. */
export function lastCompleteQuarter(instant: number): number {
  return quarterOf(instant + DAY) - 1;
}

/** The first instant of a quarter. */
export function startOfQuarter(quarter: number): number {
  return Date.UTC(Math.floor(quarter / 4), 3 * (quarter % 4), 1);
}

/** The first millisecond of the day of this instant. */
export function startOfDay(instant: number): number {
  return Math.floor(instant / DAY) * DAY;
}

/** The last millisecond of the day of this instant. */
export function endOfDay(instant: number): number {
  return startOfDay(instant) + DAY - 1;
}
