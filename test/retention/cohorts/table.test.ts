import { describe, expect, test } from 'vitest';
import { type CohortTableOptions, cohortTable, customerLifecycle, mergeCohortTables } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { cdnowOrders, hasData, note } from '../../support/real-data.js';

type Visit = readonly [who: unknown, at: number | string | Date];

const read = { customer: ([who]: Visit) => who, time: ([, at]: Visit) => at };
const table = (visits: Iterable<Visit>, options: Partial<CohortTableOptions<Visit>> = {}) =>
  cohortTable(visits, { ...read, period: 'month', ...options });
/** The cells of each cohort, by name. */
const cells = (visits: Iterable<Visit>, options: Partial<CohortTableOptions<Visit>> = {}) =>
  Object.fromEntries(table(visits, options).cohorts.map(({ cohort, active }) => [cohort, active]));

describe('cohortTable', () => {
  const visits: Visit[] = [
    ['ann', '2025-01-05'],
    ['bob', '2025-01-20'],
    ['cat', '2025-02-14'],
    ['ann', '2025-02-11'],
    ['ann', '2025-02-12'],
    ['bob', '2025-03-03'],
    ['dan', '2025-03-04'],
  ];

  test('a table, whole', () => {
    expect(table(visits, { end: '2025-04-01', brackets: [[1, 2]] })).toEqual({
      period: 'month',
      cohortPeriod: 'month',
      timeZone: 'UTC',
      end: Date.UTC(2025, 3, 1),
      brackets: [[1, 2]],
      cohorts: [
        {
          cohort: '2025-01',
          index: 660,
          customers: 2,
          active: [2, 1, 1],
          activeOnOrAfter: [2, 2, 1],
          activeThrough: [2, 1, 0],
          activeInBrackets: [2],
        },
        {
          cohort: '2025-02',
          index: 661,
          customers: 1,
          active: [1, 0],
          activeOnOrAfter: [1, 0],
          activeThrough: [1, 0],
          activeInBrackets: [],
        },
        {
          cohort: '2025-03',
          index: 662,
          customers: 1,
          active: [1],
          activeOnOrAfter: [1],
          activeThrough: [1],
          activeInBrackets: [],
        },
      ],
      afterEnd: 0,
      skipped: { rows: 7, skipped: 0, because: {}, first: [] },
    });
  });

  test('a period that is not over has no cells: without an end, that of the last event is not', () => {
    expect(cells(visits)).toEqual({ '2025-01': [2, 1], '2025-02': [1], '2025-03': [] });
    expect(cells(visits, { end: '2025-03-31' })).toEqual(cells(visits));
    expect(cells(visits, { end: '2025-03-31T23:59:59.999Z' })).toEqual(cells(visits));
  });

  test('the end is not part of the log', () => {
    const { cohorts, afterEnd } = table(visits, { end: '2025-03-03' });
    expect(afterEnd).toBe(2);
    expect(cohorts.map(({ customers }) => customers)).toEqual([2, 1]);
  });

  test('nothing at all', () => {
    expect(table([])).toMatchObject({ end: undefined, cohorts: [], skipped: { rows: 0 } });
    expect(table([], { end: 0 })).toMatchObject({ end: 0, cohorts: [] });
    expect(table(visits, { end: '2024-12-31' })).toMatchObject({ cohorts: [], afterEnd: 7 });
  });

  test('the calendar is that of the time zone', () => {
    const late: Visit[] = [
      ['ann', '2025-01-31T23:30Z'],
      ['ann', '2025-02-28T22:30Z'],
    ];
    expect(cells(late, { end: '2025-05-01' })).toEqual({ '2025-01': [1, 1, 0, 0] });
    expect(cells(late, { end: '2025-05-01', timeZone: 'Europe/Kyiv' })).toEqual({ '2025-02': [1, 1, 0] });
    expect(cells(late, { end: '2025-05-01', timeZone: 'America/New_York' })).toEqual({ '2025-01': [1, 1, 0, 0] });
  });

  test('where the clocks go back over midnight, the calendar’s first day counts, not the first instant', () => {
    // In St John’s, 0:00:30 on 7 November 2010, and a minute later 23:01:30 on the 6th.
    const twice: Visit[] = [
      ['ann', '2010-11-07T02:30:30Z'],
      ['ann', '2010-11-07T02:31:30Z'],
    ];
    const options = { period: 'day', timeZone: 'America/St_Johns', end: '2010-11-09' } as const;
    expect(cells(twice, options)).toEqual({ '2010-11-06': [1, 1, 0] });
  });

  test('of a number of hours, ages are counted from the customer’s own first event', () => {
    const hourly: Visit[] = [
      ['ann', '2025-03-01T20:00'],
      ['ann', '2025-03-02T19:59:59.999'],
      ['bob', '2025-03-01T08:00'],
      ['bob', '2025-03-02T08:00'],
      ['cat', '2025-03-02T00:00'],
    ];
    const options = { period: { hours: 24 }, end: '2025-03-04' } as const;
    expect(cells(hourly, options)).toEqual({ '2025-03-01': [2, 1], '2025-03-02': [1] });
    expect(cells(hourly, { ...options, cohortPeriod: 'month' })).toEqual({ '2025-03': [] });
    // The last who can join on 1 March do so a millisecond before midnight, and are 24 hours old one before the next.
    expect(cells(hourly, { ...options, end: Date.UTC(2025, 2, 3) - 1 })).toEqual({
      '2025-03-01': [],
      '2025-03-02': [],
    });
    expect(cells(hourly, { ...options, end: Date.UTC(2025, 2, 3) })).toEqual({ '2025-03-01': [2], '2025-03-02': [] });
  });

  test('customers by month, ages in days', () => {
    const days: Visit[] = [
      ['ann', '2025-02-01'],
      ['ann', '2025-02-03'],
      ['bob', '2025-02-27'],
      ['bob', '2025-02-28'],
    ];
    expect(cells(days, { period: 'day', cohortPeriod: 'month', end: '2025-03-03' })).toEqual({ '2025-02': [2, 1, 1] });
  });

  test('names are told apart as keys of a Map are', () => {
    const names: Visit[] = [1, '1', '__proto__', 'constructor', true, 0].map((name) => [name, '2025-01-01']);
    expect(table(names).cohorts[0]?.customers).toBe(6);
  });

  test('events that cannot be used are reported', () => {
    const bad: Visit[] = [
      ['ann', '2025-01-01'],
      ['', '2025-01-01'],
      ['bob', '2025-02-30'],
      [null, 'x'],
    ];
    const { skipped, cohorts } = table(bad, { onInvalid: 'skip' });
    expect(cohorts[0]?.customers).toBe(1);
    expect(skipped.because).toEqual({ customer: 2, time: 1 });
    expect(skipped.first.map(({ index, reason }) => `${index}: ${reason}`)).toEqual([
      '1: customer must be a name or a number, got ""',
      '2: time must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got "2025-02-30": there is no such day or time',
      '3: customer must be a name or a number, got null',
    ]);
  });

  test('progress', () => {
    const fractions: (number | undefined)[] = [];
    table(visits, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions).toEqual([1]);
  });

  test.each([
    [[['', 0]], 'RangeError: cohortTable: customer of events[0] must be a name or a number, got ""'],
    [
      [
        ['a', 0],
        [undefined, 0],
      ],
      'TypeError: cohortTable: customer of events[1] must be a name or a number, got undefined',
    ],
    [[[Number.NaN, 0]], 'RangeError: cohortTable: customer of events[0] must be a name or a number, got NaN'],
    [
      [['a', '1/2/2025']],
      'RangeError: cohortTable: time of events[0] must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got "1/2/2025"',
    ],
    [7, 'TypeError: cohortTable: events must be iterable, got 7'],
  ])('refuses %j', (events, error) => {
    expectError(() => table(untyped(events)), error);
  });

  test.each([
    [{ customer: 'who' }, 'TypeError: cohortTable: customer must be a function, got "who"'],
    [{ time: undefined }, 'TypeError: cohortTable: time must be a function, got undefined'],
    [
      { period: 'hour' },
      'RangeError: cohortTable: period must be "day", "week", "month", "quarter", "year" or { hours }, got "hour"',
    ],
    [
      { period: { hours: 0.5 } },
      'RangeError: cohortTable: period.hours must be a whole number from 1 to 1000000, got 0.5',
    ],
    [
      { cohortPeriod: { hours: 24 } },
      'TypeError: cohortTable: cohortPeriod must be "day", "week", "month", "quarter" or "year", got object',
    ],
    [
      { cohortPeriod: ['day'] },
      'TypeError: cohortTable: cohortPeriod must be "day", "week", "month", "quarter" or "year", got object',
    ],
    [
      { timeZone: 'Kyiv' },
      'RangeError: cohortTable: timeZone must be an IANA time zone that this engine knows, such as "Europe/Kyiv", got "Kyiv"',
    ],
    [
      { end: 'today' },
      'RangeError: cohortTable: end must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got "today"',
    ],
    [{ brackets: 7 }, 'TypeError: cohortTable: brackets must be iterable, got 7'],
    [{ brackets: [7] }, 'TypeError: cohortTable: brackets[0] must be a pair of ages, got 7'],
    [{ brackets: [[2, 1]] }, 'RangeError: cohortTable: brackets[0][1] must be a whole number from 2 to 100000, got 1'],
    [
      {
        brackets: [
          [0, 3],
          [3, 5],
        ],
      },
      'RangeError: cohortTable: brackets[1][0] must be a whole number from 4 to 100000, got 3',
    ],
    [{ onInvalid: 'no' }, 'RangeError: cohortTable: onInvalid must be "throw" or "skip", got "no"'],
  ])('refuses %j', (options, error) => {
    expectError(() => table(visits, untyped(options)), error);
  });

  test('refuses options that are none, and a slip in a date', () => {
    expectError(
      () => cohortTable([], untyped(undefined)),
      'TypeError: cohortTable: options must be an object, got undefined',
    );
    const slip: Visit[] = [['ann', '0025-03-01']];
    expectError(
      () => table(slip, { period: 'day', end: '2025-03-01' }),
      'RangeError: cohortTable: periods since 0025-03-01 must be at most 100000, got 730485',
    );
  });

  test.each([
    ['month', '3571, got 95699'],
    ['quarter', '1111, got 31899'],
    ['year', '273, got 7974'],
    [{ hours: 720 }, '3333, got 97092'],
  ] as const)('refuses a date that stands for never, by %j', (period, most) => {
    const never: Visit[] = [
      ['ann', '2025-01-31'],
      ['bob', '9999-12-31'],
    ];
    const since =
      typeof period === 'object' ? '2025-01-31' : { month: '2025-01', quarter: '2025-Q1', year: '2025' }[period];
    const refused = `RangeError: cohortTable: periods since ${since} must be at most ${most}`;
    expectError(
      () => table(never, { period }),
      `${refused}: is the last event (9999-12-31T00:00:00.000Z) a slip? Otherwise give an end`,
    );
    expectError(() => table(never, { period, end: '9999-12-31' }), refused);
    expect(table(never, { period, end: '2025-12-31' })).toMatchObject({ afterEnd: 1 });
  });

  test('refuses more cells than there is room for, before it takes the room', () => {
    const daily = Array.from({ length: 11_000 }, (_, day): Visit => [day, 86_400_000 * day]);
    expectError(
      () => table(daily, { period: 'day' }),
      'RangeError: cohortTable: the ages of all cohorts must be at most 20000000 together, got 20007999: group customers by more than a day, or measure ages in longer periods',
    );
    expect(table(daily, { period: 'day', cohortPeriod: 'year' }).cohorts).toHaveLength(31);
  });

  test('a busy customer’s log is read as fast with the newest event first', () => {
    // One step back for every event would be ten billion of them.
    const HOUR = 3_600_000;
    const hours = 70_000;
    const newestFirst = Array.from({ length: 2 * hours }, (_, i): Visit => ['ann', (HOUR / 2) * (2 * hours - 1 - i)]);
    const { cohorts } = table(newestFirst, { period: { hours: 1 }, cohortPeriod: 'year', end: 3 * 365 * 24 * HOUR });
    expect(cohorts[0]?.activeThrough.at(-1)).toBe(1);
  });
});

describe('mergeCohortTables', () => {
  const march = { end: '2025-04-01' };

  test('to one end', () => {
    const a = table([['ann', '2025-01-05']], march);
    const b = table([['bob', '2025-01-06']], { end: '2025-03-01' });
    expectError(
      () => mergeCohortTables(a, b),
      'RangeError: mergeCohortTables: tables[1].end must be that of the parts before it (1743465600000), got 1740787200000: give every part the same end when you scan it',
    );
    expect(mergeCohortTables(table([]), a)).toMatchObject({ end: a.end, cohorts: a.cohorts });
    expect(mergeCohortTables(a, table([])).end).toBe(a.end);
  });

  test('of one period, time zone and brackets', () => {
    const a = table([], march);
    for (const other of [{ period: 'week' }, { timeZone: 'Europe/Kyiv' }, { brackets: [[1, 2]] }] as const) {
      expect(() => mergeCohortTables(a, table([], { ...march, ...untyped<object>(other) }))).toThrow(
        'mergeCohortTables: tables[1] must be of the periods, time zone and brackets of the first, ["month","month","UTC",[]], got',
      );
    }
  });

  test.each([
    [undefined, 'undefined'],
    [{}, 'object'],
    [3, '3'],
  ])('refuses %j', (value, got) => {
    expectError(
      () => mergeCohortTables(untyped(value)),
      `TypeError: mergeCohortTables: tables[0] must be a cohort table, got ${got}`,
    );
  });

  const a = table([['ann', '2025-01-05']], { ...march, brackets: [[0, 1]] });
  const [row] = a.cohorts;
  test.each([
    [
      { ...a, afterEnd: undefined },
      'TypeError',
      'afterEnd must be a whole number from 0 to 9007199254740991, got undefined',
    ],
    [{ ...a, end: '1' }, 'TypeError', 'end must be a finite number, got "1"'],
    [
      { ...a, skipped: undefined },
      'TypeError',
      'skipped.rows must be a whole number from 0 to 9007199254740991, got undefined',
    ],
    [
      { ...a, cohorts: [null] },
      'TypeError',
      'cohorts[0].customers must be a whole number from 1 to 1000000000000000, got undefined',
    ],
    [
      { ...a, cohorts: [{ ...row, customers: '5' }] },
      'TypeError',
      'cohorts[0].customers must be a whole number from 1 to 1000000000000000, got "5"',
    ],
    [
      { ...a, cohorts: [{ ...row, active: ['3', 0, 0] }] },
      'TypeError',
      'cohorts[0].active[0] must be a whole number from 0 to 1, got "3"',
    ],
    [
      { ...a, cohorts: [{ ...row, activeThrough: [2, 0, 0] }] },
      'RangeError',
      'cohorts[0].activeThrough[0] must be a whole number from 0 to 1, got 2',
    ],
    [
      { ...a, cohorts: [{ ...row, activeInBrackets: {} }] },
      'TypeError',
      'cohorts[0].activeInBrackets must be a list of counts, got object',
    ],
    [
      { ...a, cohorts: [{ ...row, activeOnOrAfter: [1] }] },
      'RangeError',
      'cohorts[0].activeOnOrAfter.length must be that of the parts before it (3), got 1',
    ],
    [
      { ...a, cohorts: [{ ...row, index: 0.5 }] },
      'RangeError',
      'cohorts[0].index must be a whole number from -1000000000000000 to 1000000000000000, got 0.5',
    ],
    [{ ...a, cohorts: [{ ...row, cohort: 7 }] }, 'TypeError', 'cohorts[0].cohort must be the name of a period, got 7'],
  ])('refuses %j', (part, type, message) => {
    expectError(() => mergeCohortTables(a, untyped(part)), `${type}: mergeCohortTables: tables[1].${message}`);
  });
});

describe.skipIf(!hasData)(`the orders of CDNOW${note}`, () => {
  const orders = () => cdnowOrders().map(({ customer, day }): Visit => [customer, day]);

  test('2,357 customers first bought in January to March 1997', () => {
    const { cohorts, skipped } = table(orders(), { end: '1998-07-01' });
    expect(skipped.rows).toBe(6919);
    expect(cohorts.map(({ cohort, customers, active }) => [cohort, customers, active.length])).toEqual([
      ['1997-01', 781, 18],
      ['1997-02', 857, 17],
      ['1997-03', 719, 16],
    ]);
  });

  test('by quarter, as the guide to retention has it', () => {
    const { cohorts } = table(orders(), { end: '1998-07-01', period: 'quarter' });
    expect(cohorts).toMatchObject([{ customers: 2357, active: [2357, 524, 418, 404, 384, 300] }]);
    expect(cohorts[0]?.activeThrough.at(-1)).toBe(58);
    const { periods } = customerLifecycle(orders(), { ...read, period: 'quarter', end: '1998-07-01' });
    expect(periods.map((each) => each.retained)).toEqual([0, 524, 214, 203, 196, 169]);
    expect(periods.map((each) => each.resurrected)).toEqual([0, 0, 204, 201, 188, 131]);
  });
});
