import fc from 'fast-check';

/**
 * Time zones whose clocks are awkward: changes at midnight, a skipped and a repeated day, half hours, offsets with
 * seconds, summer time interrupted for a month or lasting four days.
 */
const ZONES = [
  'UTC',
  'Europe/Kyiv',
  'Asia/Jerusalem',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Africa/Freetown',
  'Africa/Monrovia',
  'America/Juneau',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Antarctica/Troll',
] as const;

export const zoneName = (): fc.Arbitrary<string> => fc.constantFrom(...ZONES);

/** Instants that people measure, and all others that a `Date` can hold, but for numbers that read as a day, 20250301. */
export const instant = (): fc.Arbitrary<number> =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.integer({ min: Date.UTC(1985, 0, 1), max: Date.UTC(2040, 0, 1) }) },
      { weight: 2, arbitrary: fc.integer({ min: Date.UTC(1840, 0, 1), max: Date.UTC(2100, 0, 1) }) },
      { weight: 1, arbitrary: fc.integer({ min: -8.64e15, max: 8.64e15 }) },
      { weight: 1, arbitrary: fc.constantFrom(-8.64e15, -1, 0, 1, 8.64e15) },
    )
    .filter((t) => t < 19_000_101 || t > 21_001_231);

/** What the clocks of a zone show, by the engine's own formatting: slow and obvious. A local time as a UTC instant. */
export function clocks(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const year = parts['era'] === 'BC' ? 1 - Number(parts['year']) : Number(parts['year']);
    // 400 years nearer to 1970, as the clocks can be further away than a Date can hold.
    const years = year > 1970 ? -400 : 400;
    const local = new Date(0);
    local.setUTCFullYear(year + years, Number(parts['month']) - 1, Number(parts['day']));
    local.setUTCHours(Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
    return local.getTime() - (years / 400) * 146_097 * 86_400_000 + (((instant % 1000) + 1000) % 1000);
  };
}
