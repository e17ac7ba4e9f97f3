import { describe, expect, test } from 'vitest';
import { timeZoneOf } from '../../src/internal/time-zone.js';
import { expectError, untyped } from '../support/errors.js';

/** The first instant of a local day. */
const startOf = (zone: string, date: string) =>
  new Date(timeZoneOf(zone, 'f').toInstant(Date.parse(date))).toISOString();

describe('toInstant', () => {
  test.each([
    ['UTC', '2025-03-01', '2025-03-01T00:00:00.000Z'],
    ['Europe/Kyiv', '2025-03-30', '2025-03-29T22:00:00.000Z'],
    ['Europe/Kyiv', '2025-03-31', '2025-03-30T21:00:00.000Z'],
    // Clocks go from 24:00 to 1:00, so that the day starts at 1:00.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Asia/Beirut', '2022-03-27', '2022-03-26T22:00:00.000Z'],
    // From 0:01 back to 23:01 of the day before: the day starts twice, and the first time counts.
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00.000Z'],
    // A day that was skipped starts when the next one does.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z'],
    // 44 minutes and 30 seconds behind, until January 1972.
    ['Africa/Monrovia', '1971-06-01', '1971-06-01T00:44:30.000Z'],
  ])('in %s %s starts at %s', (zone, date, start) => {
    expect(startOf(zone, date)).toBe(start);
  });

  test('to the end of what a Date can hold', () => {
    const { toInstant, toLocal } = timeZoneOf('Asia/Kathmandu', 'f');
    expect(toInstant(toLocal(8.64e15))).toBe(8.64e15);
    expect(toInstant(toLocal(-8.64e15))).toBe(-8.64e15);
  });
});

test('UTC needs no Intl', () => {
  const { DateTimeFormat } = Intl;
  try {
    Intl.DateTimeFormat = untyped(undefined);
    expect(timeZoneOf('UTC', 'f').toLocal(12)).toBe(12);
    expect(timeZoneOf(undefined, 'f').toInstant(12)).toBe(12);
    expect(() => timeZoneOf('Europe/Kyiv', 'f')).toThrow('that this engine knows');
  } finally {
    Intl.DateTimeFormat = DateTimeFormat;
  }
});

test.each([
  ['Mars/Base', 'RangeError', '"Mars/Base"'],
  ['', 'RangeError', '""'],
  [3, 'TypeError', '3'],
  [null, 'TypeError', 'null'],
])('refuses %j', (name, type, got) => {
  const message = `f: timeZone must be an IANA time zone that this engine knows, such as "Europe/Kyiv", got ${got}`;
  expectError(() => timeZoneOf(untyped(name), 'f'), `${type}: ${message}`);
});
