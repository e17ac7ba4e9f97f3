import fc from 'fast-check';
import { type CustomerMovements, customerMovements } from '../../src/index.js';

/** A time somebody was a customer, in epoch milliseconds; without an end they still are. */
export interface Stay {
  readonly name: string;
  readonly since: number;
  readonly until?: number | undefined;
}

export const HOUR = 3_600_000;
/** A span of nine days and a half. */
export const SPAN = { from: 240 * HOUR, to: 468 * HOUR };

/** On a grid of six hours, so that stays meet each other, days and the ends of the span, and now and then off it. */
const moment = () =>
  fc.oneof(
    fc.integer({ min: 34, max: 84 }).map((quarter) => 6 * quarter * HOUR),
    fc.integer({ min: 200 * HOUR, max: 510 * HOUR }),
  );

export const stay = (names: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', '__proto__')): fc.Arbitrary<Stay> =>
  fc
    .tuple(names, moment(), fc.option(moment()))
    .map(([name, one, two]) =>
      two === null ? { name, since: one } : { name, since: Math.min(one, two), until: Math.max(one, two) },
    );

export const baseOf = (stays: readonly Stay[]): CustomerMovements =>
  customerMovements(
    stays,
    { customer: ({ name }) => name, start: ({ since }) => since, end: ({ until }) => until },
    SPAN,
  );
