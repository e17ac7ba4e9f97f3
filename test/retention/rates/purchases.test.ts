import { describe, expect, test } from 'vitest';
import {
  mergePurchaseTotals,
  purchaseFrequency,
  purchaseTotals,
  repeatPurchaseRate,
  timeBetweenPurchases,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

type Row = readonly [by: string, at: string];
const readers = { customer: ([by]: Row) => by, time: ([, at]: Row) => at };
const year = { from: '2026-01-01', to: '2027-01-01' };
const rows: Row[] = [
  ['Ada', '2026-01-05'],
  ['Ben', '2026-12-31T23:59:59.999Z'],
  ['Ada', '2026-01-15'],
  ['Ada', '2026-01-15'],
  ['Cat', '2025-12-31'],
  ['Dov', '2027-01-01'],
];

describe('purchaseTotals', () => {
  test('each row is a purchase, unless told; the span is half open', () => {
    expect(purchaseTotals(rows, readers, year)).toMatchObject({
      customers: 2,
      repeatCustomers: 1,
      purchases: 4,
      gaps: [
        [0, 1],
        [10, 1],
      ],
    });
  });

  test('rows of one customer at one instant are one purchase, if told', () => {
    const totals = purchaseTotals(rows, readers, year, { duplicates: 'merge' });
    expect(totals).toMatchObject({ purchases: 3, repeatCustomers: 1, gaps: [[10, 1]] });
    const twice = rows.filter((row) => row[1] === '2026-01-15');
    expect(purchaseTotals(twice, readers, year, { duplicates: 'merge' })).toMatchObject({ repeatCustomers: 0 });
    expect(purchaseTotals(twice, readers, year)).toMatchObject({ repeatCustomers: 1 });
  });

  test('rows that cannot be used throw, or are skipped and reported', () => {
    const bad: Row[] = [
      ['Ada', '2026-01-05'],
      ['Ada', 'soon'],
    ];
    expect(() => purchaseTotals(bad, readers, year)).toThrow('purchaseTotals: time of rows[1] must be a Date, epoch');
    const { purchases, skipped } = purchaseTotals(bad, readers, year, { onInvalid: 'skip' });
    expect([purchases, skipped.skipped, skipped.because]).toEqual([1, 1, { time: 1 }]);
  });

  test('dates are midnights of the time zone, those of the span too', () => {
    const late: Row[] = [['Ada', '2026-12-31T22:30Z']];
    expect(purchaseTotals(late, readers, year).purchases).toBe(1);
    expect(purchaseTotals(late, readers, year, { timeZone: 'Europe/Kyiv' }).purchases).toBe(0);
  });

  test.each([
    [7, readers, year, {}, 'TypeError', 'rows must be iterable, got 7'],
    [[], undefined, year, {}, 'TypeError', 'customer must be a function, got undefined'],
    [[], { customer: readers.customer }, year, {}, 'TypeError', 'time must be a function, got undefined'],
    [
      [],
      readers,
      { from: 1, to: 1 },
      {},
      'RangeError',
      'span.to must be after from (1970-01-01T00:00:00.001Z), got "1970-01-01T00:00:00.001Z"',
    ],
    // Before any row is read.
    [
      [['a', '?']],
      readers,
      year,
      { duplicates: 'drop' },
      'RangeError',
      'duplicates must be "count" or "merge", got "drop"',
    ],
    [[], readers, year, { duplicates: 'drop' }, 'RangeError', 'duplicates must be "count" or "merge", got "drop"'],
    [[], readers, year, { duplicates: true }, 'TypeError', 'duplicates must be "count" or "merge", got boolean'],
    [[], readers, year, null, 'TypeError', 'options must be an object, got null'],
    [
      [],
      readers,
      year,
      { duplicate: 'merge' },
      'TypeError',
      'there is no option "duplicate": did you mean duplicates?',
    ],
    [[['', '2026-01-05']], readers, year, {}, 'RangeError', 'customer of rows[0] must be a name or a number, got ""'],
    [
      [[null, '2026-01-05']],
      readers,
      year,
      {},
      'TypeError',
      'customer of rows[0] must be a name or a number, got null',
    ],
  ])('refuses %j, %o, %j, %j', (list, bad, span, options, type, message) =>
    expectError(
      () => purchaseTotals(untyped<Row[]>(list), untyped<typeof readers>(bad), span, untyped(options)),
      `${type}: purchaseTotals: ${message}`,
    ),
  );
});

describe('mergePurchaseTotals', () => {
  const totals = purchaseTotals(rows, readers, year);
  test('comes back from JSON', () => expect(mergePurchaseTotals(JSON.parse(JSON.stringify(totals)))).toEqual(totals));

  test.each([
    [{ ...totals, to: 5 }, 'RangeError', `parts[1].to must be that of parts[0] (${totals.to}), got 5`],
    [
      { ...totals, purchases: -1 },
      'RangeError',
      'parts[1].purchases must be a whole number from 0 to 9007199254740991, got -1',
    ],
    [
      { ...totals, gaps: [[1, 0]] },
      'RangeError',
      'parts[1].gaps[0][1] must be a whole number from 1 to 9007199254740991, got 0',
    ],
    [{ ...totals, from: undefined }, 'TypeError', 'parts[1].from must be a finite number, got undefined'],
    [
      { ...totals, customers: 1, repeatCustomers: 99 },
      'RangeError',
      'parts[1].repeatCustomers must be from 0 to customers (1), got 99',
    ],
    [
      { ...totals, customers: 2, repeatCustomers: 1, purchases: 2 },
      'RangeError',
      'parts[1].purchases must be at least customers + repeatCustomers (3), got 2',
    ],
    [
      { ...totals, skipped: 7 },
      'TypeError',
      'parts[1].skipped.rows must be a whole number from 0 to 9007199254740991, got undefined',
    ],
    [{ ...totals, gaps: [7] }, 'TypeError', 'parts[1].gaps[0] must be a pair of days and a count, got 7'],
    [undefined, 'TypeError', 'parts[1].customers must be a whole number from 0 to 9007199254740991, got undefined'],
  ])('refuses %j', (part, type, message) =>
    expectError(() => mergePurchaseTotals(totals, untyped(part)), `${type}: mergePurchaseTotals: ${message}`),
  );
});

describe('the measures', () => {
  test('nobody bought, no measures', () => {
    expect(repeatPurchaseRate({ customers: 0, repeatCustomers: 0 })).toBeUndefined();
    expect(purchaseFrequency({ customers: 0, purchases: 0 })).toBeUndefined();
    expect(timeBetweenPurchases({ gaps: [] })).toBeUndefined();
  });

  test('the median of an even number is the mean of the two in the middle', () => {
    expect(
      timeBetweenPurchases({
        gaps: [
          [30, 1],
          [10, 1],
        ],
      }),
    ).toEqual({ mean: 20, median: 20, gaps: 2 });
    expect(
      timeBetweenPurchases({
        gaps: [
          [30, 2],
          [10, 1],
        ],
      }),
    ).toEqual({ mean: 70 / 3, median: 30, gaps: 3 });
    // The one in the middle by length, and not in the order given.
    expect(
      timeBetweenPurchases({
        gaps: [
          [30, 1],
          [10, 1],
          [20, 1],
        ],
      }),
    ).toEqual({ mean: 20, median: 20, gaps: 3 });
    expect(timeBetweenPurchases({ gaps: [[0, 3]] })).toEqual({ mean: 0, median: 0, gaps: 3 });
  });

  test.each([
    [
      () => repeatPurchaseRate({ customers: 2, repeatCustomers: 3 }),
      'RangeError: repeatPurchaseRate: repeatCustomers must be from 0 to customers (2), got 3',
    ],
    [
      () => repeatPurchaseRate({ customers: -2, repeatCustomers: 0 }),
      'RangeError: repeatPurchaseRate: customers must be a finite number >= 0, got -2',
    ],
    [
      () => repeatPurchaseRate(untyped(null)),
      'TypeError: repeatPurchaseRate: customers must be a finite number >= 0, got undefined',
    ],
    [
      () => purchaseFrequency({ customers: 3, purchases: 2 }),
      'RangeError: purchaseFrequency: purchases must be at least customers (3), got 2',
    ],
    [
      () => purchaseFrequency({ customers: 0, purchases: 2 }),
      'RangeError: purchaseFrequency: purchases must be 0 without customers, got 2',
    ],
    [
      () => purchaseFrequency({ customers: 1e-300, purchases: 1e300 }),
      'RangeError: purchaseFrequency: the numbers are too large to compute with',
    ],
    [
      () => purchaseFrequency({ customers: 1, purchases: Number.NaN }),
      'RangeError: purchaseFrequency: purchases must be a finite number >= 0, got NaN',
    ],
    [
      () => timeBetweenPurchases({ gaps: [[-1, 2]] }),
      'RangeError: timeBetweenPurchases: gaps[0][0] must be a finite number >= 0, got -1',
    ],
    [
      () =>
        timeBetweenPurchases({
          gaps: [
            [1, 2],
            [1, 1.5],
          ],
        }),
      'RangeError: timeBetweenPurchases: gaps[1][1] must be a whole number from 1 to 9007199254740991, got 1.5',
    ],
    [() => timeBetweenPurchases(untyped({})), 'TypeError: timeBetweenPurchases: gaps must be iterable, got undefined'],
    [
      () => timeBetweenPurchases({ gaps: [[1e308, 1e308]] as never }),
      'RangeError: timeBetweenPurchases: gaps[0][1] must be a whole number from 1 to 9007199254740991, got 1e+308',
    ],
    [
      () => timeBetweenPurchases({ gaps: [[1e308, 100]] }),
      'RangeError: timeBetweenPurchases: the numbers are too large to compute with',
    ],
  ])('%s', (act, error) => expectError(act, error));
});
