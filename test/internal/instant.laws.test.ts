import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { instantOf, readInstant } from '../../src/internal/instant.js';
import { timeZoneOf } from '../../src/internal/time-zone.js';
import { instant, zoneName } from '../support/calendars.js';
import { law } from '../support/law.js';

const minutes = () => fc.integer({ min: -14 * 60, max: 14 * 60 });
const two = (value: number) => String(Math.abs(value)).padStart(2, '0');

describe('readInstant', () => {
  law(
    'a Date, its number and its text are one: read(t) = read(Date(t)) = read(ISO text of t) = t',
    [instant()],
    (t) => {
      for (const form of [t, new Date(t), new Date(t).toISOString(), new Date(t).toISOString().replace('T', ' ')]) {
        expect(readInstant(form, 'x')).toBe(t);
      }
    },
  );

  law(
    'an offset is taken off: read(local text ± hh:mm) = local − offset, however the offset is written',
    [instant(), minutes()],
    (local, offset) => {
      const text = new Date(local).toISOString().slice(0, -1);
      const [sign, hours, rest] = [offset < 0 ? '-' : '+', two(Math.trunc(offset / 60)), two(offset % 60)];
      const expected = local - 60_000 * offset;
      fc.pre(Math.abs(expected) <= 8.64e15);
      expect(readInstant(`${text}${sign}${hours}:${rest}`, 'x')).toBe(expected);
      expect(readInstant(`${text}${sign}${hours}${rest}`, 'x')).toBe(expected);
      if (offset % 60 === 0) expect(readInstant(`${text}${sign}${hours}`, 'x')).toBe(expected);
    },
  );

  law(
    'text without an offset is in the time zone: read(text, zone) = toInstant(read(text, UTC)); with one the zone does not matter',
    [zoneName(), fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) })],
    (name, local) => {
      const zone = timeZoneOf(name, 'f');
      const text = new Date(local).toISOString();
      expect(readInstant(text.slice(0, -1), 'x', zone)).toBe(zone.toInstant(local));
      expect(readInstant(text.slice(0, 10), 'x', zone)).toBe(zone.toInstant(Date.parse(text.slice(0, 10))));
      expect(readInstant(text, 'x', zone)).toBe(local);
      expect(readInstant(local, 'x', zone)).toBe(local);
    },
  );

  law(
    'a day that is on no calendar is not read: text is read just where the calendar gives it back',
    [fc.nat(9999), fc.nat(99), fc.nat(99)],
    (year, month, day) => {
      const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      const isReal = date.toISOString().startsWith(text);
      expect(instantOf(text)).toBe(isReal ? date.getTime() : Number.NaN);
    },
    [
      [1900, 2, 29],
      [2000, 2, 29],
      [2025, 2, 29],
      [2024, 2, 29],
      [2025, 2, 30],
      [2025, 0, 1],
      [2025, 13, 1],
      [2025, 12, 31],
      [2025, 12, 32],
      [2025, 4, 31],
      [0, 1, 1],
    ],
  );

  law('text that is no instant gives no number, whatever it is', [fc.string()], (text) => {
    fc.pre(!/^([+-]\d\d)?\d{4}-\d\d-\d\d/.test(text));
    expect(instantOf(text)).toBeNaN();
  });
});
