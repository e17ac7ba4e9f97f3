import fc from 'fast-check';

/** An order as a shop's log may have it. */
export interface Order {
  readonly who: string;
  readonly when: number;
  readonly paid: number;
}

const DAY = 86_400_000;

/** Half a year of 2025, so that clocks change on the way. */
export const FROM: number = Date.UTC(2025, 1, 1);
export const UNTIL: number = Date.UTC(2025, 6, 1);

/** Few customers, days and hours, so that orders of one customer meet on a day; whole amounts, so that sums are exact. */
export const orders = (): fc.Arbitrary<Order[]> =>
  fc.array(
    fc.record({
      who: fc.constantFrom('Ann', 'Bob', 'Cyd', '__proto__'),
      when: fc
        .tuple(fc.integer({ min: 0, max: 149 }), fc.constantFrom(0, 1, 12, 22, 23, 23.999))
        .map(([day, hour]) => Math.round(FROM + day * DAY + (hour * DAY) / 24)),
      paid: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 100 }) }, fc.constantFrom(0, -5)),
    }),
    { maxLength: 40 },
  );

export const zone = (): fc.Arbitrary<string> =>
  fc.constantFrom('UTC', 'Europe/Kyiv', 'America/Los_Angeles', 'Asia/Kolkata');

/** The day that the clocks of a zone show, as days since 1970: slow, and independent of the library's calendar. */
export function wallDay(instant: number, timeZone: string): number {
  const [year = 0, month = 0, day = 0] = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
    .format(instant)
    .split('-')
    .map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
}

export const readers = {
  customer: ({ who }: Order): string => who,
  time: ({ when }: Order): number => when,
  value: ({ paid }: Order): number => paid,
};
