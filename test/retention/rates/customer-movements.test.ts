import { describe, expect, test } from 'vitest';
import { churnRate, customerMovements, mergeCustomerMovements, retentionEstimate } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

type Row = readonly [name: string, since: string, until?: string | null];
const readers = {
  customer: ([name]: Row) => name,
  start: ([, since]: Row) => since,
  end: ([, , until]: Row) => until,
};
const march = { from: '2026-03-01', to: '2026-04-01' };
const baseOf = (...rows: Row[]) => customerMovements(rows, readers, march);
const none = { start: 0, retained: 0, end: 0, acquired: 0, joined: 0, lost: 0 };

describe('customerMovements, customer by customer', () => {
  test.each<[string, Row[], Partial<typeof none>]>([
    ['there all along', [['a', '2026-01-01']], { start: 1, retained: 1, end: 1 }],
    [
      'there all along, with an end in the future',
      [['a', '2026-01-01', '2027-01-01']],
      { start: 1, retained: 1, end: 1 },
    ],
    ['left at exactly from: was not there at the start', [['a', '2026-01-01', '2026-03-01']], {}],
    ['left a moment later', [['a', '2026-01-01', '2026-03-01T00:00:00.001Z']], { start: 1, lost: 1 }],
    ['left at exactly to: lost in this span', [['a', '2026-01-01', '2026-04-01']], { start: 1, lost: 1 }],
    ['left later', [['a', '2026-01-01', '2026-04-01T00:00:00.001Z']], { start: 1, retained: 1, end: 1 }],
    ['joined at exactly from: joined in this span', [['a', '2026-03-01']], { joined: 1, acquired: 1, end: 1 }],
    ['joined at exactly to: joins in the next', [['a', '2026-04-01']], {}],
    ['joined and left within', [['a', '2026-03-05', '2026-03-06']], { joined: 1, lost: 1 }],
    ['joined at from and left at to', [['a', '2026-03-01', '2026-04-01']], { joined: 1, lost: 1 }],
    ['no time at all', [['a', '2026-03-05', '2026-03-05']], {}],
    ['no time at all, at from', [['a', '2026-03-01', '2026-03-01']], {}],
    ['gone before', [['a', '2025-03-05', '2025-03-06']], {}],
    ['yet to come', [['a', '2027-03-05']], {}],
    [
      'left and came back',
      [
        ['a', '2026-01-01', '2026-03-05'],
        ['a', '2026-03-20'],
      ],
      { start: 1, retained: 1, end: 1, joined: 1, lost: 1 },
    ],
    [
      'renewed without a gap, at the ends of the span and within',
      [
        ['a', '2026-03-15', '2026-04-01'],
        ['a', '2026-01-01', '2026-03-01'],
        ['a', '2026-03-01', '2026-03-15'],
        ['a', '2026-04-01', '2026-05-01'],
      ],
      { start: 1, retained: 1, end: 1 },
    ],
    [
      'two subscriptions, one of them cancelled',
      [
        ['a', '2026-01-01'],
        ['a', '2026-02-01', '2026-03-10'],
      ],
      { start: 1, retained: 1, end: 1 },
    ],
  ])('%s', (_, rows, counts) => expect(baseOf(...rows)).toMatchObject({ ...none, ...counts }));

  test('who leaves and is back before the day is over is not lost to that day', () => {
    const { days, lost, joined } = customerMovements(
      [
        ['a', '2026-02-01', '2026-03-01T10:00:00Z'],
        ['a', '2026-03-01T15:00:00Z'],
        ['b', '2026-02-01', '2026-03-01T10:00:00Z'],
        ['b', '2026-03-02T15:00:00Z'],
      ] as Row[],
      readers,
      { from: '2026-03-01', to: '2026-03-04' },
    );
    expect(days).toEqual([
      { start: 2, lost: 1 },
      { start: 1, lost: 0 },
      { start: 2, lost: 0 },
    ]);
    expect([lost, joined]).toEqual([2, 2]);
  });

  test('days are of 24 hours, the last one what is left', () => {
    const span = { from: '2026-03-01', to: '2026-03-03T12:00Z' };
    const rows: Row[] = [
      ['a', '2026-01-01', '2026-03-02'],
      ['b', '2026-03-01T06:00Z', '2026-03-03T06:00Z'],
      ['c', '2026-03-02T06:00Z', '2026-03-02T18:00Z'],
    ];
    const { days, customerDays } = customerMovements(rows, readers, span);
    expect(days).toEqual([
      { start: 1, lost: 1 },
      { start: 1, lost: 0 },
      { start: 1, lost: 1 },
    ]);
    expect(customerDays).toBe(1 + 2 + 0.5);
  });

  test('instants of every kind', () => {
    const base = customerMovements(
      [{ since: new Date('2026-01-01'), until: Date.parse('2026-03-05') }],
      { customer: () => 1, start: (row) => row.since, end: (row) => row.until },
      { from: Date.parse('2026-03-01'), to: new Date('2026-04-01') },
    );
    expect(base).toMatchObject({ start: 1, lost: 1, from: 1772323200000, to: 1775001600000 });
  });

  test('nobody', () =>
    expect(baseOf()).toMatchObject({
      ...none,
      customerDays: 0,
      skipped: { rows: 0, skipped: 0, because: {}, first: [] },
    }));

  test('the rates take it as it is', () => {
    const base = baseOf(['a', '2026-01-01'], ['b', '2026-01-01', '2026-03-10']);
    expect(churnRate(base)).toBe(0.5);
    expect(retentionEstimate(base)?.value).toBe(0.5);
  });
});

describe('options', () => {
  test('dates are midnights of the time zone, those of the span too', () => {
    const rows: Row[] = [['a', '2026-01-01', '2026-03-31T22:30Z']];
    expect(baseOf(...rows)).toMatchObject({ start: 1, end: 0, lost: 1 });
    const there = customerMovements(rows, readers, march, { timeZone: 'Europe/Kyiv' });
    expect(there).toMatchObject({ start: 1, end: 1, lost: 0, from: Date.parse('2026-02-28T22:00Z') });
  });

  test('those that do not exist are refused', () => {
    const moved = (options: object) => () => customerMovements([], readers, march, options);
    expectError(
      moved({ timezone: 'Europe/Kyiv' }),
      'TypeError: customerMovements: there is no option "timezone": did you mean timeZone?',
    );
    expectError(
      moved({ tz: 1 }),
      'TypeError: customerMovements: there is no option "tz", only timeZone, onInvalid, onProgress',
    );
    expectError(
      moved({ timeZone: 'Kyiv' }),
      'RangeError: customerMovements: timeZone must be an IANA time zone that this engine knows, such as "Europe/Kyiv", got "Kyiv"',
    );
  });
});

describe('rows that cannot be used', () => {
  test('without a customer, or with an empty end, they throw, or are skipped and reported', () => {
    const instant = 'a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z';
    expectError(
      () => baseOf(['a', '2026-01-01', '']),
      `RangeError: customerMovements: end of rows[0] must be ${instant}, or undefined or null for who is still there, got ""`,
    );
    expectError(
      () => baseOf(['', '2026-01-01']),
      'RangeError: customerMovements: customer of rows[0] must be a name or a number, got ""',
    );
    const names = [undefined, null, '', Number.NaN, 'a'];
    const { start, skipped } = customerMovements(
      names,
      { customer: (name) => name, start: () => '2026-01-01', end: () => null },
      march,
      { onInvalid: 'skip' },
    );
    expect([start, skipped.because]).toEqual([1, { customer: 4 }]);
  });

  test('throw with their index', () => {
    expectError(
      () => baseOf(['a', '2026-01-01'], ['b', '2026-03-05', '2026-03-04']),
      'RangeError: customerMovements: end of rows[1] must be at or after the start (2026-03-05T00:00:00.000Z), got "2026-03-04T00:00:00.000Z"',
    );
    expect(() => baseOf(['a', 'yesterday'])).toThrow(
      'customerMovements: start of rows[0] must be a Date, epoch milliseconds',
    );
    expect(() => baseOf(['a', '2026-01-01', '2026-02-30'])).toThrow(
      'customerMovements: end of rows[0] must be a Date, epoch',
    );
  });

  test('are skipped and reported, if told', () => {
    const rows: Row[] = [
      ['a', '2026-03-05', '2026-03-04'],
      ['b', '2026-01-01'],
      ['c', 'yesterday'],
    ];
    const base = customerMovements(rows, readers, march, { onInvalid: 'skip' });
    expect(base.start).toBe(1);
    expect(base.skipped).toMatchObject({ rows: 3, skipped: 2, because: { end: 1, start: 1 } });
    expect(base.skipped.first[0]).toEqual({
      index: 0,
      reason: 'end must be at or after the start (2026-03-05T00:00:00.000Z), got "2026-03-04T00:00:00.000Z"',
    });
  });
});

describe('what is refused', () => {
  test.each([
    [
      { from: '2026-04-01', to: '2026-03-01' },
      'RangeError',
      'span.to must be after from (2026-04-01T00:00:00.000Z), got "2026-03-01T00:00:00.000Z"',
    ],
    [
      { from: '2026-04-01', to: '2026-04-01' },
      'RangeError',
      'span.to must be after from (2026-04-01T00:00:00.000Z), got "2026-04-01T00:00:00.000Z"',
    ],
    [{ from: '1700-01-01', to: '2026-04-01' }, 'RangeError', 'span must be at most 100000 days long, got 119159'],
    [
      undefined,
      'TypeError',
      'span.from must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got undefined',
    ],
  ])('the span %j', (span, type, message) =>
    expectError(() => customerMovements([], readers, untyped(span)), `${type}: customerMovements: ${message}`),
  );

  test.each([
    [undefined, 'customer must be a function, got undefined'],
    [{ customer: readers.customer }, 'start must be a function, got undefined'],
    [{ ...readers, end: 'until' }, 'end must be a function, got "until"'],
  ])('the readers %o', (bad, message) =>
    expectError(() => customerMovements([], untyped(bad), march), `TypeError: customerMovements: ${message}`),
  );

  test('what is not iterable', () =>
    expectError(
      () => customerMovements(untyped<Row[]>(7), readers, march),
      'TypeError: customerMovements: rows must be iterable, got 7',
    ));
});

describe('mergeCustomerMovements', () => {
  const base = baseOf(['a', '2026-01-01', '2026-03-10']);

  test('has a span, though no part does', () => {
    const { from: _, to: __, ...part } = base;
    expectError(
      () => mergeCustomerMovements(untyped(part), untyped(part)),
      'TypeError: mergeCustomerMovements: parts[0].from must be a finite number, got undefined',
    );
  });

  test('comes back from JSON', () => expect(mergeCustomerMovements(JSON.parse(JSON.stringify(base)))).toEqual(base));

  test('counts the places of skipped rows on', () => {
    const bad = customerMovements([['a', '?']] as Row[], readers, march, { onInvalid: 'skip' });
    expect(mergeCustomerMovements(base, bad, bad).skipped.first.map(({ index }) => index)).toEqual([1, 2]);
  });

  test.each([
    [{ ...base, from: 0 }, 'RangeError', 'parts[1].from must be that of parts[0] (1772323200000), got 0'],
    [{ ...base, to: 0 }, 'RangeError', 'parts[1].to must be that of parts[0] (1775001600000), got 0'],
    [{ ...base, days: [] }, 'RangeError', 'parts[1].days.length must be that of parts[0] (31), got 0'],
    [{ ...base, from: '0' }, 'TypeError', 'parts[1].from must be a finite number, got "0"'],
    [{ ...base, days: undefined }, 'TypeError', 'parts[1].days must be a list of days, got undefined'],
    [
      { ...base, days: [null, ...base.days.slice(1)] },
      'TypeError',
      'parts[1].days[0].start must be a whole number from 0 to 9007199254740991, got undefined',
    ],
    [
      { ...base, days: [{ start: '101', lost: 0 }, ...base.days.slice(1)] },
      'TypeError',
      'parts[1].days[0].start must be a whole number from 0 to 9007199254740991, got "101"',
    ],
    [
      { ...base, skipped: null },
      'TypeError',
      'parts[1].skipped.rows must be a whole number from 0 to 9007199254740991, got undefined',
    ],
    [{ ...base, lost: 1.5 }, 'RangeError', 'parts[1].lost must be a whole number from 0 to 9007199254740991, got 1.5'],
    [{ ...base, customerDays: -1 }, 'RangeError', 'parts[1].customerDays must be a finite number >= 0, got -1'],
    [null, 'TypeError', 'parts[1].start must be a whole number from 0 to 9007199254740991, got undefined'],
  ])('refuses %j', (part, type, message) =>
    expectError(() => mergeCustomerMovements(base, untyped(part)), `${type}: mergeCustomerMovements: ${message}`),
  );
});
