import { describe, expect, test } from 'vitest';
import { periodsOf } from '../../src/internal/period.js';
import { timeZoneOf, UTC } from '../../src/internal/time-zone.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';

interface Row {
  readonly zone: string;
  readonly instant: number;
  readonly labels: readonly string[];
  readonly dayStart: number;
}

describe('periodsOf', () => {
  const table = golden<Row[]>('periods');

  test.each([...new Set(table.map(({ zone }) => zone))])('agrees with Python in %s', (name) => {
    const zone = timeZoneOf(name, 'f');
    const all = (['day', 'week', 'month', 'quarter', 'year'] as const).map((period) => periodsOf(period, zone, 'f'));
    for (const row of table.filter((each) => each.zone === name)) {
      const labels = all.map(({ indexOf, labelOf }) => labelOf(indexOf(row.instant)));
      const [day] = all;
      expect({ ...row, labels, dayStart: day?.startOf(day.indexOf(row.instant)) }).toEqual(row);
    }
  });

  test.each([
    ['day', '-000001-12-31', Date.parse('-000001-12-31')],
    ['day', '+010000-01-01', Date.parse('+010000-01-01')],
    ['week', '2020-W53', Date.UTC(2021, 0, 3)],
    ['week', '2021-W01', Date.UTC(2021, 0, 4)],
    ['week', '2018-W01', Date.UTC(2018, 0, 1)],
    ['month', '0000-02', Date.parse('0000-02-29')],
    ['quarter', '1969-Q4', -1],
    ['year', '-271821', -8.64e15],
    ['year', '+275760', 8.64e15],
  ] as const)('%s %s', (period, label, instant) => {
    const { indexOf, labelOf } = periodsOf(period, UTC, 'f');
    expect(labelOf(indexOf(instant))).toBe(label);
  });

  test.each([
    ['months', 'RangeError', '"months"'],
    ['toString', 'RangeError', '"toString"'],
    ['__proto__', 'RangeError', '"__proto__"'],
    [undefined, 'TypeError', 'undefined'],
    [null, 'TypeError', 'null'],
    [30, 'TypeError', '30'],
  ])('refuses %j', (period, type, got) => {
    expectError(
      () => periodsOf(untyped(period), UTC, 'f'),
      `${type}: f: period must be "day", "week", "month", "quarter", "year" or { hours }, got ${got}`,
    );
  });

  test.each([
    [{ hours: 0 }, 'RangeError', '0'],
    [{ hours: 1.5 }, 'RangeError', '1.5'],
    [{ hours: 1e6 + 1 }, 'RangeError', '1000001'],
    [{ hours: '24' }, 'TypeError', '"24"'],
    [{ days: 7 }, 'TypeError', 'undefined'],
  ])('refuses %j', (period, type, got) => {
    expectError(
      () => periodsOf(untyped(period), UTC, 'f'),
      `${type}: f: period.hours must be a whole number from 1 to 1000000, got ${got}`,
    );
  });
});
