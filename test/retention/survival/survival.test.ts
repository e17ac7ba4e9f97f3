import { describe, expect, test } from 'vitest';
import {
  type CustomerDates,
  customerLifetimes,
  kaplanMeier,
  kaplanMeierPlain,
  lifetimeQuantile,
  logRankTest,
  logRankTestGehan,
  logRankTestPeto,
  logRankTestStratified,
  medianLifetime,
  mergeSurvivalTables,
  nelsonAalen,
  restrictedMeanLifetime,
  type SurvivalTable,
  survivalAt,
  survivalTable,
  survivalTableOfColumns,
  survivalTableOfSurvivors,
  survivalTablesBy,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const row = (time: number, events: number, censored: number, entered = 0) => ({ time, events, censored, entered });
const table = (...times: ReturnType<typeof row>[]): SurvivalTable => ({ times });

describe('published tables', () => {
  test('Kaplan and Meier (1958), section 2: the survival of eight items, four of them lost', () => {
    const curve = kaplanMeier(
      survivalTableOfColumns({
        durations: [0.8, 1.0, 2.7, 3.1, 5.4, 7.0, 9.2, 12.1],
        events: [1, 0, 0, 1, 1, 0, 1, 0],
      }),
    );
    const at = (time: number) => survivalAt(curve, time)?.value;
    expectClose(at(0.8), 7 / 8);
    expectClose(at(3.1), (7 / 8) * (4 / 5));
    expectClose(at(5.4), (7 / 8) * (4 / 5) * (3 / 4));
    expectClose(at(9.2), (7 / 8) * (4 / 5) * (3 / 4) * (1 / 2));
  });

  test('Freireich et al. (1963): remission under 6-MP and under a placebo', () => {
    const drug = survivalTableOfColumns({
      durations: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
      events: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
    });
    const placebo = survivalTableOfColumns({
      durations: [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
      events: new Uint8Array(21).fill(1),
    });
    expect(medianLifetime(kaplanMeier(drug)).value).toBe(23);
    expect(medianLifetime(kaplanMeier(placebo)).value).toBe(8);
    // The rounded figures that textbooks print.
    const printed = kaplanMeier(drug).steps.filter(({ events }) => events > 0);
    expect(printed.map(({ survival }) => survival.toFixed(3))).toEqual([
      '0.857',
      '0.807',
      '0.753',
      '0.690',
      '0.627',
      '0.538',
      '0.448',
    ]);
    const result = logRankTest(
      new Map([
        ['6-MP', drug],
        ['placebo', placebo],
      ]),
    );
    expect(result?.groups.map(({ observed }) => observed)).toEqual([9, 21]);
    expect(result?.groups.map(({ expected }) => expected.toFixed(2))).toEqual(['19.25', '10.75']);
    expect(result?.chiSquare.toFixed(2)).toBe('16.79');
  });
});

describe('edges', () => {
  test('nobody', () => {
    const none = { rows: 0, skipped: 0, because: {}, first: [] };
    expect(survivalTable([])).toEqual({ times: [], skipped: none });
    expect(survivalTableOfColumns({ durations: [], events: [] })).toEqual({ times: [], skipped: none });
    expect(survivalTablesBy([], String, untyped(Number))).toEqual({ tables: new Map(), skipped: none });
    expect(mergeSurvivalTables()).toEqual({ times: [], skipped: none });
    expect(survivalTableOfSurvivors([])).toEqual({ times: [] });
    expect(survivalTableOfSurvivors([10])).toEqual({ times: [] });
    expect(survivalTableOfSurvivors([0, 0])).toEqual({ times: [] });
    const curve = kaplanMeier(table());
    expect(curve).toEqual({ steps: [], confidence: 0.95 });
    expect(nelsonAalen(table())).toEqual({ steps: [], confidence: 0.95 });
    expect(survivalAt(curve, 0)).toBeUndefined();
    expect(restrictedMeanLifetime(curve, 1)).toBeUndefined();
    expect(medianLifetime(curve)).toEqual({ value: undefined, lower: undefined, upper: undefined, confidence: 0.95 });
    expect(logRankTest([])).toBeUndefined();
    expect(logRankTest(new Map())).toBeUndefined();
    expect(logRankTestStratified([])).toBeUndefined();
  });

  test('everybody is still there: survival 1 with no interval', () => {
    const curve = kaplanMeier(table(row(3, 0, 5), row(8, 0, 2)));
    expect(
      curve.steps.map(({ survival, standardError, lower, upper }) => [survival, standardError, lower, upper]),
    ).toEqual([
      [1, 0, undefined, undefined],
      [1, 0, undefined, undefined],
    ]);
    expect(restrictedMeanLifetime(curve, 8)).toEqual({
      value: 8,
      lower: undefined,
      upper: undefined,
      standardError: 0,
      confidence: 0.95,
    });
    expect(survivalAt(curve, 8)?.value).toBe(1);
    expect(survivalAt(curve, 8.1)).toBeUndefined();
  });

  test('everybody left: survival 0 ever after', () => {
    const curve = kaplanMeier(table(row(3, 1, 0), row(8, 2, 0)));
    const { survival, standardError, lower, upper } = curve.steps[1] ?? {};
    expect([survival, standardError, lower, upper]).toEqual([0, 0, undefined, undefined]);
    expect(survivalAt(curve, 1000)?.value).toBe(0);
    expectClose(restrictedMeanLifetime(curve, 1000)?.value, 19 / 3);
  });

  test('at duration 0 all are at risk but those who enter late', () => {
    const zero = survivalTable([
      { duration: 0, event: true },
      { duration: 0, event: false },
      { duration: -0, event: false },
      { duration: 2, event: true },
      { duration: 2, event: true, entry: 1 },
    ]);
    expect(Object.is(zero.times[0]?.time, 0)).toBe(true);
    expect(kaplanMeier(zero).steps.map(({ atRisk }) => atRisk)).toEqual([4, 2]);
    expect(survivalAt(kaplanMeier(zero), 0)?.value).toBe(0.75);
  });

  test('who enters at a time is not at risk at it', () => {
    const late = survivalTable([
      { duration: 3, event: true },
      { duration: 5, event: true, entry: 3 },
    ]);
    expect(late.times[0]).toEqual(row(3, 1, 0, 1));
    // All who were at risk have left; who enters later does not bring them back.
    expect(kaplanMeier(late).steps.map(({ atRisk, survival }) => [atRisk, survival])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  test('a risk set that empties by censoring and fills again: the curve goes on from where it was', () => {
    const emptied = survivalTable([
      { duration: 2, event: true },
      { duration: 3, event: false },
      { duration: 6, event: true, entry: 4 },
      { duration: 7, event: false, entry: 4 },
    ]);
    expect(kaplanMeier(emptied).steps.map(({ time, atRisk, survival }) => [time, atRisk, survival])).toEqual([
      [2, 2, 0.5],
      [3, 1, 0.5],
      [6, 2, 0.25],
      [7, 1, 0.25],
    ]);
  });

  test('fractional weights that cancel leave nobody at risk, not their rounding error', () => {
    const thirds = survivalTable([
      { duration: 1, event: true },
      { duration: 3, event: true, weight: 0.1, entry: 2 },
      { duration: 4, event: true, weight: 0.2, entry: 2 },
      { duration: 5, event: false, weight: 0.7, entry: 2 },
    ]);
    expect(kaplanMeier(thirds).steps[0]).toMatchObject({ atRisk: 1, survival: 0 });
  });

  test('entries that exceed or miss the exits by a rounding error are the exits', () => {
    // 0.1 + 0.2 is more than 0.3.
    const more = table(row(1, 0.001, 0), row(2, 0, 0, 0.1 + 0.2), row(3, 0.3, 0));
    const less = table(row(1, 0.001, 0), row(2, 0, 0, 0.3), row(3, 0.1, 0), row(4, 0.2, 0));
    for (const each of [more, less]) expect(kaplanMeier(each).steps[0]).toMatchObject({ atRisk: 0.001, survival: 0 });
  });

  test('a million customers of weight 0.1 are a hundred thousand, to the last digit', () => {
    const weights = new Float64Array(1_000_000).fill(0.1);
    const { times } = survivalTableOfColumns({
      durations: new Float64Array(1_000_000),
      events: new Uint8Array(1_000_000),
      weights,
    });
    expectClose(times[0]?.censored, 100_000, 1e-15);
  });

  test('flat at one half: the middle of the stretch, up to the last time observed', () => {
    expect(medianLifetime(kaplanMeier(table(row(2, 2, 0), row(5, 2, 0)))).value).toBe(3.5);
    expect(medianLifetime(kaplanMeier(table(row(2, 2, 0), row(5, 0, 2)))).value).toBe(3.5);
    // 22/24 · 6/11 is 1/2, but not quite in binary.
    const curve = kaplanMeier(table(row(1, 2, 11), row(3, 5, 0), row(8, 6, 0)));
    expect(curve.steps[1]?.survival).toBeLessThan(0.5);
    expect(medianLifetime(curve).value).toBe(5.5);
  });

  test('the median is not reached, but for its lower limit', () => {
    const curve = kaplanMeier(table(row(2, 3, 1), row(5, 2, 0), row(9, 0, 6)));
    expect(medianLifetime(curve)).toEqual({ value: undefined, lower: 2, upper: undefined, confidence: 0.95 });
    expect(lifetimeQuantile(curve, 0.2).value).toBe(2);
  });

  test('a confidence so high that the limits are 0 and 1', () => {
    const { lower, upper } = kaplanMeierPlain(table(row(1, 1, 1)), { confidence: 1 - 1e-15 }).steps[0] ?? {};
    expect([lower, upper]).toEqual([0, 1]);
  });

  test('groups by any key, with what was skipped', () => {
    const { tables, skipped } = survivalTablesBy(
      [
        { plan: '__proto__', days: 3 },
        { plan: 'pro', days: -1 },
        { plan: 'pro', days: 4 },
      ],
      ({ plan }) => plan,
      ({ days }) => ({ duration: days, event: true }),
      { onInvalid: 'skip' },
    );
    expect([...tables]).toEqual([
      ['__proto__', table(row(3, 1, 0))],
      ['pro', table(row(4, 1, 0))],
    ]);
    expect(skipped).toEqual({
      rows: 3,
      skipped: 1,
      because: { duration: 1 },
      first: [{ index: 1, reason: 'duration must be a finite number >= 0, got -1' }],
    });
  });

  test('groups that were never at risk while somebody left do not count as degrees of freedom', () => {
    const [a, b] = [table(row(2, 3, 1), row(4, 1, 2)), table(row(2, 1, 3), row(4, 1, 1))];
    const test = logRankTest([a, table(row(1, 0, 5)), b]);
    expect(test?.degreesOfFreedom).toBe(1);
    expectClose(test?.chiSquare, logRankTest([a, b])?.chiSquare);
    expect(test?.groups[1]).toEqual({ group: 1, observed: 0, expected: 0, variance: 0 });
    // Everybody left at one time: nothing is left to chance, and nothing can be compared.
    expect(logRankTest([table(row(2, 3, 0)), table(row(2, 1, 0))])).toBeUndefined();
  });

  test('progress is told', () => {
    const told: unknown[] = [];
    survivalTableOfColumns(
      { durations: new Float64Array(131_072), events: new Uint8Array(131_072) },
      { onProgress: (...args) => told.push(args) },
    );
    expect(told).toEqual([
      [0.5, 65_536],
      [1, 131_072],
      [1, 131_072],
    ]);
  });
});

test('a hazard whose upper limit is too large for a number has none, and the rest of the curve stands', () => {
  const { steps } = nelsonAalen(table(row(1, 1e-6, 0), row(2, 3, 5)));
  expect(steps[0]?.upper).toBeUndefined();
  expect(steps[0]?.lower).toBe(0);
  expect(steps[1]?.upper).toBeGreaterThan(steps[1]?.cumulativeHazard ?? 0);
});

describe('log-rank tests of groups of very different sizes', () => {
  test('what survivalTablesBy gives has the tables in it', () =>
    expectError(
      () => logRankTest(untyped<Map<string, SurvivalTable>>({ tables: new Map() })),
      'TypeError: logRankTest: groups must be a Map or an array, got object: did you mean its tables?',
    ));

  test('the degrees of freedom are those of the groups, however few one of them has', () => {
    const a = table(row(1, 352997, 0), row(2, 225636, 0), row(3, 207083, 5e6));
    const b = table(row(1, 1, 0), row(4, 0, 1));
    const result = logRankTest([a, b]);
    expect(result?.degreesOfFreedom).toBe(1);
    // With fractions of whole numbers: (O − E)² / V of b.
    expectClose(result?.chiSquare, 3.29580830565, 1e-11);
    expect(logRankTest([table(row(1, 5e8, 5e8)), table(row(2, 1, 1))])?.degreesOfFreedom).toBe(1);
  });

  test('customers of half a weight are half as much evidence, also where they come to less than one', () => {
    const of = (weight: number) => {
      const rows = (times: number[]) => survivalTable(times.map((duration) => ({ duration, event: true, weight })));
      return logRankTest([rows([1, 3, 4, 6, 9, 10, 12, 13]), rows([2, 5, 7, 8, 11, 14, 15, 16])])?.chiSquare as number;
    };
    for (const weight of [0.9, 0.55, 0.5, 0.25, 0.01]) expectClose(of(weight), weight * of(1));
  });
});

describe('customerLifetimes', () => {
  const dates = [
    { name: 'stays', start: '2025-01-01' },
    { name: 'left', start: '2025-01-01', end: '2025-01-31' },
    { name: 'leaves later', start: new Date('2025-02-01T00:00Z'), end: Date.UTC(2025, 5, 1) },
    { name: 'null', start: '2025-02-28', end: null },
    { name: 'not yet', start: '2025-03-02' },
    { name: 'old', start: '2024-01-01', end: '2025-01-11' },
    { name: 'gone', start: '2024-01-01', end: '2025-01-01' },
  ];

  test('durations are in days until the end of the window', () => {
    const { lifetimes, outside, skipped } = customerLifetimes(dates, { until: '2025-03-01' });
    expect(lifetimes.map(({ name, duration, event, entry }) => [name, duration, event, entry])).toEqual([
      ['stays', 59, false, 0],
      ['left', 30, true, 0],
      ['leaves later', 28, false, 0],
      ['null', 1, false, 0],
      ['old', 376, true, 0],
      ['gone', 366, true, 0],
    ]);
    expect(outside).toBe(1);
    expect(skipped.rows).toBe(7);
  });

  test('from the beginning of the window, those who came before enter late, and those who left before are outside', () => {
    const { lifetimes, outside } = customerLifetimes(dates, {
      from: '2025-01-01',
      until: '2025-03-01',
      timeUnit: 'week',
    });
    expect(lifetimes.map(({ name, duration, entry }) => [name, 7 * duration, 7 * entry])).toEqual([
      ['stays', 59, 0],
      ['left', 30, 0],
      ['leaves later', 28, 0],
      ['null', 1, 0],
      ['old', 376, 366],
    ]);
    expect(outside).toBe(2);
  });

  test('an end at the end of the window is seen, an end at the start is a duration of 0', () => {
    const { lifetimes } = customerLifetimes(
      [{ start: '2025-01-01', end: '2025-03-01' }, { start: '2025-01-01', end: '2025-01-01' }, { start: '2025-03-01' }],
      { until: '2025-03-01' },
    );
    expect(lifetimes.map(({ duration, event }) => [duration, event])).toEqual([
      [59, true],
      [0, true],
      [0, false],
    ]);
    expect(kaplanMeier(survivalTable(lifetimes)).steps.map(({ atRisk }) => atRisk)).toEqual([3, 1]);
  });

  test('rows of one customer that overlap or touch are one lifetime; who comes back has two', () => {
    const rows = [
      { id: 1, plan: 'renewed', start: '2025-01-11', end: '2025-01-21' },
      { id: 2, plan: 'one', start: '2025-01-01' },
      { id: 1, plan: 'first', start: '2025-01-01', end: '2025-01-11' },
      { id: 1, plan: 'back', start: '2025-02-01', end: '2025-02-11' },
      { id: 1, plan: 'within', start: '2025-01-05', end: '2025-01-08' },
    ];
    const seen = (options: { customer?: (row: { id: number }) => unknown }) =>
      customerLifetimes(rows, { until: '2025-03-01', ...options }).lifetimes.map((row) => [
        row.plan,
        row.duration,
        row.event,
      ]);
    expect(seen({})).toHaveLength(5);
    expect(seen({ customer: ({ id }) => id })).toEqual([
      ['first', 20, true],
      ['back', 10, true],
      ['one', 59, false],
    ]);
    expectError(
      () => customerLifetimes(rows, { until: '2025-03-01', customer: () => '' }),
      'RangeError: customerLifetimes: customer of customers[0] must be a name or a number, got ""',
    );
  });

  test('in a time zone days are those of its clocks, whole also where they change', () => {
    // The clocks of Kyiv go forward on 30 March and back on 26 October 2025.
    const rows = [
      { start: '2025-03-01', end: '2025-07-01' },
      { start: '2025-07-01', end: '2025-11-01T00:00+02:00' },
      { start: '2025-10-26T03:30+03:00', end: '2025-10-26T03:15+02:00' },
    ];
    const { lifetimes } = customerLifetimes(rows, { from: '2025-04-01', until: '2025-12-01', timeZone: 'Europe/Kyiv' });
    expect(lifetimes.map(({ duration, entry }) => [duration, entry])).toEqual([
      [122, 31],
      [123, 0],
      [0.75 / 24, 0],
    ]);
    expectError(
      () => customerLifetimes(rows, { until: '2025-12-01', timeZone: 'Kyiv' }),
      'RangeError: customerLifetimes: timeZone must be an IANA time zone that this engine knows, such as "Europe/Kyiv", got "Kyiv"',
    );
  });

  test('bad rows throw with their index, or are skipped and reported', () => {
    const bad = [
      { start: '2025-01-01' },
      { start: '2025-02-01', end: '2025-01-01' },
      { start: '2025-13-01' },
      { start: '2025-01-01', end: 'soon' },
      untyped<{ start: string }>(undefined),
    ];
    const until = '2025-03-01';
    expectError(
      () => customerLifetimes(bad, { until }),
      'RangeError: customerLifetimes: end of customers[1] must be at or after the start (2025-02-01T00:00:00.000Z), got "2025-01-01T00:00:00.000Z"',
    );
    const { lifetimes, skipped } = customerLifetimes(bad, { until, onInvalid: 'skip' });
    expect(lifetimes.length).toBe(1);
    expect(skipped.because).toEqual({ start: 2, end: 2 });
    expect(skipped.first.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
    expect(skipped.first[1]?.reason).toContain('start must be a Date');
  });

  test('bad options', () => {
    expectError(
      () => customerLifetimes([], { until: '2025-01-01', from: '2025-01-01' }),
      'RangeError: customerLifetimes: until must be after from (2025-01-01T00:00:00.000Z), got "2025-01-01T00:00:00.000Z"',
    );
    expectError(
      () => customerLifetimes([], { until: '2025-01-01', timeUnit: untyped('hour') }),
      'RangeError: customerLifetimes: timeUnit must be "day", "week", "month" or "year", got "hour"',
    );
    const instant = 'a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z';
    expectError(
      () => customerLifetimes([], untyped(undefined)),
      'TypeError: customerLifetimes: options must be an object, got undefined',
    );
    expectError(
      () => customerLifetimes([], untyped({})),
      `TypeError: customerLifetimes: until must be ${instant}, got undefined`,
    );
    expectError(
      () => customerLifetimes([], untyped({ until: '2025-01-01', hours: 24 })),
      'TypeError: customerLifetimes: there is no option "hours", only from, until, customer, timeUnit, timeZone, onInvalid, onProgress',
    );
    expectError(
      () => customerLifetimes([], { until: '2025-01-01', customer: untyped('id') }),
      'TypeError: customerLifetimes: customer must be a function, got "id"',
    );
    expectError(
      () => customerLifetimes([{ start: '2025-01-01', end: '' }], { until: '2025-03-01' }),
      `RangeError: customerLifetimes: end of customers[0] must be ${instant}, or undefined or null for who is still there, got ""`,
    );
    expectError(
      () => customerLifetimes([], { until: '2025-01-01', from: untyped({}) }),
      `TypeError: customerLifetimes: from must be ${instant}, got object`,
    );
    expectError(
      () => customerLifetimes(untyped<CustomerDates[]>(5), { until: 0 }),
      'TypeError: customerLifetimes: customers must be iterable, got 5',
    );
  });
});

describe('bad input', () => {
  const good = { duration: 1, event: true };

  test.each([
    [
      { ...good, duration: -1 },
      'RangeError: survivalTable: duration of lifetimes[1] must be a finite number >= 0, got -1',
    ],
    [
      { ...good, duration: NaN },
      'RangeError: survivalTable: duration of lifetimes[1] must be a finite number >= 0, got NaN',
    ],
    [
      { ...good, duration: '1' },
      'TypeError: survivalTable: duration of lifetimes[1] must be a finite number >= 0, got "1"',
    ],
    [null, 'TypeError: survivalTable: duration of lifetimes[1] must be a finite number >= 0, got undefined'],
    [{ ...good, event: 2 }, 'RangeError: survivalTable: event of lifetimes[1] must be true, false, 1 or 0, got 2'],
    [{ duration: 1 }, 'TypeError: survivalTable: event of lifetimes[1] must be true, false, 1 or 0, got undefined'],
    [
      { ...good, weight: -1 },
      'RangeError: survivalTable: weight of lifetimes[1] must be a number from 0 to 1e15, got -1',
    ],
    [
      { ...good, weight: 2e15 },
      'RangeError: survivalTable: weight of lifetimes[1] must be a number from 0 to 1e15, got 2000000000000000',
    ],
    [
      { ...good, weight: null },
      'TypeError: survivalTable: weight of lifetimes[1] must be a number from 0 to 1e15, got null',
    ],
    [
      { ...good, entry: 1 },
      'RangeError: survivalTable: entry of lifetimes[1] must be 0 or a number below the duration (1), got 1',
    ],
    [
      { ...good, entry: -1 },
      'RangeError: survivalTable: entry of lifetimes[1] must be 0 or a number below the duration (1), got -1',
    ],
    [
      { ...good, entry: '0' },
      'TypeError: survivalTable: entry of lifetimes[1] must be 0 or a number below the duration (1), got "0"',
    ],
  ])('of survivalTable: %j', (bad, error) => {
    expectError(() => survivalTable([good, untyped(bad)]), error);
    const { times, skipped } = survivalTable([good, untyped(bad)], { onInvalid: 'skip' });
    expect(times).toEqual([row(1, 1, 0)]);
    expect(skipped.skipped).toBe(1);
    expect(error).toContain(skipped.first[0]?.reason.split(' must')[1]);
  });

  test('rows, readers and columns', () => {
    expectError(() => survivalTable(untyped(1)), 'TypeError: survivalTable: lifetimes must be iterable, got 1');
    expectError(
      () => survivalTablesBy([], untyped(1), () => good),
      'TypeError: survivalTablesBy: group must be a function, got 1',
    );
    expectError(
      () => survivalTablesBy([], String, untyped('days')),
      'TypeError: survivalTablesBy: lifetime must be a function, got "days"',
    );
    expectError(
      () => survivalTablesBy([1], String, () => untyped(undefined)),
      'TypeError: survivalTablesBy: duration of rows[0] must be a finite number >= 0, got undefined',
    );
    expectError(
      () => survivalTableOfColumns(untyped(undefined)),
      'TypeError: survivalTableOfColumns: durations must be an array or a typed array, got undefined',
    );
    expectError(
      () => survivalTableOfColumns({ durations: [1], events: untyped('1') }),
      'TypeError: survivalTableOfColumns: events must be an array or a typed array, got "1"',
    );
    expectError(
      () => survivalTableOfColumns({ durations: [1], events: [1], weights: [] }),
      'RangeError: survivalTableOfColumns: weights.length must be durations.length (1), got 0',
    );
    expectError(
      () => survivalTableOfColumns({ durations: [1, 2], events: [1, 1], entries: [0, 3] }),
      'RangeError: survivalTableOfColumns: entry of rows[1] must be 0 or a number below the duration (2), got 3',
    );
  });

  test.each([
    [undefined, 'TypeError', '.times must be an array of times with their counts, got undefined'],
    [{ times: 5 }, 'TypeError', '.times must be an array of times with their counts, got 5'],
    [{ times: [null] }, 'TypeError', '.times[0].time must be a finite number >= 0, got undefined'],
    [table(row(-1, 1, 1)), 'RangeError', '.times[0].time must be a finite number >= 0, got -1'],
    [table(row(Infinity, 1, 1)), 'RangeError', '.times[0].time must be a finite number >= 0, got Infinity'],
    [table(row(2, 1, 1), row(2, 1, 1)), 'RangeError', '.times[1].time must be more than the time before it (2), got 2'],
    [table(row(2, -1, 1)), 'RangeError', '.times[0].events must be a number from 0 to 1e15, got -1'],
    [table(row(2, 1, NaN)), 'RangeError', '.times[0].censored must be a number from 0 to 1e15, got NaN'],
    [
      { times: [{ time: 2, events: 1, censored: 0 }] },
      'TypeError',
      '.times[0].entered must be a number from 0 to 1e15, got undefined',
    ],
  ])('of every measure: the table %j', (bad, kind, message) => {
    expectError(() => kaplanMeier(untyped(bad)), `${kind}: kaplanMeier: table${message}`);
    expectError(() => kaplanMeierPlain(untyped(bad)), `${kind}: kaplanMeierPlain: table${message}`);
    expectError(() => nelsonAalen(untyped(bad)), `${kind}: nelsonAalen: table${message}`);
    expectError(() => mergeSurvivalTables(table(), untyped(bad)), `${kind}: mergeSurvivalTables: tables[1]${message}`);
    expectError(() => logRankTest([untyped(bad)]), `${kind}: logRankTest: groups[0]${message}`);
    expectError(
      () => logRankTest(new Map([['a', untyped<SurvivalTable>(bad)]])),
      `${kind}: logRankTest: groups["a"]${message}`,
    );
    expectError(
      () => logRankTestStratified([[], [table(), untyped(bad)]]),
      `${kind}: logRankTestStratified: strata[1][1]${message}`,
    );
  });

  test('more have entered than leave', () => {
    expectError(
      () => kaplanMeier(table(row(1, 0, 0, 3), row(2, 1, 1))),
      'RangeError: kaplanMeier: table.times[0].entered must be at most the 2 who are at risk after it, got 3',
    );
  });

  test('curves, times, shares, horizons and confidences', () => {
    const curve = kaplanMeier(table(row(1, 1, 1)));
    expectError(() => survivalAt(untyped({}), 1), 'TypeError: survivalAt: curve must be a survival curve, got object');
    expectError(
      () => medianLifetime(untyped(undefined)),
      'TypeError: medianLifetime: curve must be a survival curve, got undefined',
    );
    expectError(() => survivalAt(curve, -1), 'RangeError: survivalAt: time must be a finite number >= 0, got -1');
    expectError(
      () => lifetimeQuantile(curve, 50),
      'RangeError: lifetimeQuantile: share must be a fraction above 0 and below 1, got 50: did you mean 0.5?',
    );
    expectError(
      () => lifetimeQuantile(curve, 1),
      'RangeError: lifetimeQuantile: share must be a fraction above 0 and below 1, got 1',
    );
    expectError(
      () => restrictedMeanLifetime(curve, 0),
      'RangeError: restrictedMeanLifetime: horizon must be a finite number > 0, got 0',
    );
    expectError(
      () => kaplanMeier(table(), { confidence: 95 }),
      'RangeError: kaplanMeier: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    );
    expectError(() => nelsonAalen(table(), untyped(0.9)), 'TypeError: nelsonAalen: options must be an object, got 0.9');
  });

  test('groups, strata and survivors', () => {
    expectError(() => logRankTest(untyped({})), 'TypeError: logRankTest: groups must be a Map or an array, got object');
    expectError(
      () => logRankTestStratified(untyped(new Map())),
      'TypeError: logRankTestStratified: strata must be an array, got object',
    );
    expectError(
      () => logRankTestStratified([untyped(1)]),
      'TypeError: logRankTestStratified: strata[0] must be a Map or an array, got 1',
    );
    expectError(
      () => survivalTableOfSurvivors([10, 11]),
      'RangeError: survivalTableOfSurvivors: survivors[1] must be at most the count before it (10), got 11',
    );
    expectError(
      () => survivalTableOfSurvivors([10, -1]),
      'RangeError: survivalTableOfSurvivors: survivors[1] must be a number from 0 to 1e15, got -1',
    );
    expectError(
      () => survivalTableOfSurvivors(untyped(10)),
      'TypeError: survivalTableOfSurvivors: survivors must be an array or a typed array, got 10',
    );
    expectError(
      () => survivalTableOfSurvivors(untyped(new DataView(new ArrayBuffer(8)))),
      'TypeError: survivalTableOfSurvivors: survivors must be an array or a typed array, got object',
    );
    expectError(
      () => mergeSurvivalTables(table(), { ...table(), skipped: untyped(null) }),
      'TypeError: mergeSurvivalTables: tables[1].skipped.rows must be a whole number from 0 to 9007199254740991, got undefined',
    );
  });

  test('more than 1,000 groups, in all strata together', () => {
    const groups = (count: number, prefix = 'g') =>
      new Map(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, table()]));
    expect(logRankTest(groups(1000))).toBeUndefined();
    expectError(
      () => logRankTest(groups(1001)),
      'RangeError: logRankTest: groups must be of at most 1000 groups in all, got 1001',
    );
    expect(logRankTestStratified([groups(1000), groups(1000)])).toBeUndefined();
    expectError(
      () => logRankTestStratified([groups(1000), groups(1, 'h')]),
      'RangeError: logRankTestStratified: strata[1] must be of at most 1000 groups in all, got 1001',
    );
  });
});

describe('at the ends of the range of numbers', () => {
  test('counts and times of −0 are 0', () => {
    const signed = table(row(-0, -0, 1), row(1, 1, -0));
    for (const curve of [kaplanMeier(signed), nelsonAalen(signed)]) {
      expect(curve.steps).toMatchObject([
        { time: 0, events: 0, censored: 1 },
        { time: 1, events: 1, censored: 0 },
      ]);
    }
  });

  test.each([
    [
      table(row(1, 4e-323, 2), row(2, 4, 2.151719902807195e-121), row(3, 75423677545407.4, 9.4e-323)),
      table(row(1, 7.4e-323, 1), row(2, 2.5987092331966538e-12, 6.4e-323), row(3, 0, 4.4e-323)),
    ],
    [
      table(row(1, 0, 1), row(2, 47.37451223851788, 0), row(3, 0, 3.664529665180397e-39)),
      table(row(2, 5, 5e-324), row(3, 5e-323, 2.882068489550544e-162)),
      table(row(1, 4.4e-323, 0), row(2, 8.4e-323, 0), row(3, 1e-322, 0)),
    ],
  ])('a log-rank test of the least weights is finite or refused (%#)', (...groups) => {
    for (const test of [logRankTest, logRankTestPeto, logRankTestGehan]) {
      try {
        expect(test(groups)?.chiSquare ?? 0).toBeLessThan(Infinity);
      } catch (error) {
        expect(String(error)).toBe(`RangeError: ${test.name}: the numbers are too large to compute with`);
      }
    }
  });

  test('the middle of two times that are too large to add', () => {
    const curve = kaplanMeier(table(row(1e308, 1, 0), row(1.5e308, 1, 0)));
    expect(medianLifetime(curve).value).toBe(1.25e308);
    expect(medianLifetime(kaplanMeier(table(row(1e308, 1, 0), row(1.5e308, 0, 1)))).value).toBe(1.25e308);
  });

  test('shares next to nobody and to everybody', () => {
    const curve = kaplanMeier(table(row(10, 0, 1), row(20, 1, 0), row(30, 1, 0)));
    for (const share of [1e-9, 1e-13, 1e-16, 1e-300, 5e-324]) expect(lifetimeQuantile(curve, share).value).toBe(20);
    for (const share of [1 - 1e-9, 1 - 1e-13, 1 - 2 ** -53]) expect(lifetimeQuantile(curve, share).value).toBe(30);
  });
});
