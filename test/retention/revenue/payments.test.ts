import { describe, expect, test } from 'vitest';
import { revenueMovementsOfPayments } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

type Row = readonly [by: string, at: string, paid: number];
const readers = { customer: ([by]: Row) => by, time: ([, at]: Row) => at, amount: ([, , paid]: Row) => paid };
const march = { from: '2026-03-01', to: '2026-04-01' };
const april = { from: '2026-04-01', to: '2026-05-01' };
const spans = { start: march, end: april };
const of = (...rows: Row[]) => revenueMovementsOfPayments(rows, readers, spans);
const one = (amount: number) => ({ customers: 1, amount });

describe('revenueMovementsOfPayments', () => {
  test('new without payments before, reactivated with one, also with one between the spans', () => {
    expect(of(['a', '2026-04-05', 10]).newBusiness).toEqual(one(10));
    expect(of(['a', '2025-04-05', 3], ['a', '2026-04-05', 10]).reactivated).toEqual(one(10));
    const may = { from: '2026-05-01', to: '2026-06-01' };
    const rows: Row[] = [
      ['a', '2026-04-05', 3],
      ['a', '2026-05-05', 10],
    ];
    expect(revenueMovementsOfPayments(rows, readers, { start: march, end: may }).reactivated).toEqual(one(10));
  });

  test('who paid and got it all back had not paid; who got a part of it back had', () => {
    expect(of(['a', '2026-02-05', 3], ['a', '2026-02-06', -3], ['a', '2026-04-05', 10]).newBusiness).toEqual(one(10));
    expect(of(['a', '2026-03-05', 3], ['a', '2026-03-06', -3], ['a', '2026-04-05', 10]).newBusiness).toEqual(one(10));
    expect(of(['a', '2026-02-05', 3], ['a', '2026-02-06', -2], ['a', '2026-04-05', 10]).reactivated).toEqual(one(10));
  });

  test('a refund that cancels but for rounding leaves nothing', () => {
    const { start, newBusiness } = of(['a', '2026-04-05', 0.1], ['a', '2026-04-05', 0.2], ['a', '2026-04-06', -0.3]);
    expect([start.customers, newBusiness.customers]).toEqual([0, 0]);
  });

  test('a payment at the instant between the spans is in the later one', () =>
    expect(of(['a', '2026-04-01', 10], ['b', '2026-05-01', 10])).toMatchObject({
      start: { customers: 0 },
      end: one(10),
    }));

  test('more refunded than paid is refused', () =>
    expectError(
      () => of(['a', '2026-03-20', 50], ['a', '2026-04-02', -50]),
      'RangeError: revenueMovementsOfPayments: what customer "a" paid in spans.end must be a finite number >= 0 in total, got -50',
    ));

  test('one who got back more than was paid is left out, if told, and reported', () => {
    const rows: Row[] = [
      ['a', '2026-03-20', 50],
      ['a', '2026-04-02', -50],
      ['b', '2026-03-20', 10],
      ['b', '2026-04-20', 10],
      ['c', '2026-03-20', -7],
      ['c', '2026-04-20', 20],
    ];
    const { start, end, newBusiness, leftOut } = revenueMovementsOfPayments(rows, readers, spans, {
      onInvalid: 'skip',
    });
    expect([start, end, newBusiness.customers]).toEqual([one(10), one(10), 0]);
    expect(leftOut).toEqual({
      customers: 2,
      start: 43,
      end: -30,
      first: [
        {
          customer: 'a',
          reason: 'what customer "a" paid in spans.end must be a finite number >= 0 in total, got -50',
        },
        {
          customer: 'c',
          reason: 'what customer "c" paid in spans.start must be a finite number >= 0 in total, got -7',
        },
      ],
    });
    expect(of(['b', '2026-03-20', 10]).leftOut).toEqual({ customers: 0, start: 0, end: 0, first: [] });
  });

  test('amounts near the largest number are added all the same', () =>
    expect(of(['a', '2026-04-02', 1e308], ['a', '2026-04-03', -1e308], ['a', '2026-04-04', 1e308]).end).toEqual(
      one(1e308),
    ));

  test('a payment without a customer is nobody’s', () => {
    for (const by of [undefined, null, '', Number.NaN]) {
      const rows = [[untyped<string>(by), '2026-04-05', 4] as const];
      expectError(
        () => of(...rows),
        `${by === undefined || by === null ? 'TypeError' : 'RangeError'}: revenueMovementsOfPayments: customer of rows[0] must be a name or a number, got ${by === '' ? '""' : by}`,
      );
      const { end, skipped } = revenueMovementsOfPayments(rows, readers, spans, { onInvalid: 'skip' });
      expect([end.customers, skipped.because]).toEqual([0, { customer: 1 }]);
    }
  });

  test('dates are midnights of the time zone', () => {
    const rows: Row[] = [['a', '2026-03-31T22:30Z', 10]];
    expect(revenueMovementsOfPayments(rows, readers, spans).start).toEqual(one(10));
    expect(revenueMovementsOfPayments(rows, readers, spans, { timeZone: 'Europe/Kyiv' }).end).toEqual(one(10));
    expectError(
      () => revenueMovementsOfPayments(rows, readers, spans, untyped({ timezone: 'Europe/Kyiv' })),
      'TypeError: revenueMovementsOfPayments: there is no option "timezone": did you mean timeZone?',
    );
  });

  test('rows that cannot be used throw, or are skipped and reported', () => {
    const rows: Row[] = [
      ['a', '2026-04-05', Number.NaN],
      ['b', '2026-04-05', 4],
      ['c', 'soon', 4],
    ];
    expectError(
      () => of(...rows),
      'RangeError: revenueMovementsOfPayments: amount of rows[0] must be a finite number, got NaN',
    );
    expect(() => of(...rows.slice(1))).toThrow('revenueMovementsOfPayments: time of rows[1] must be a Date, epoch');
    const { end, skipped } = revenueMovementsOfPayments(rows, readers, spans, { onInvalid: 'skip' });
    expect([end, skipped.skipped, skipped.because]).toEqual([one(4), 2, { amount: 1, time: 1 }]);
  });

  test.each([
    [[], undefined, spans, 'TypeError', 'customer must be a function, got undefined'],
    [[], { ...readers, time: 1 }, spans, 'TypeError', 'time must be a function, got 1'],
    [[], { ...readers, amount: 'paid' }, spans, 'TypeError', 'amount must be a function, got "paid"'],
    [null, readers, spans, 'TypeError', 'rows must be iterable, got null'],
    [
      [],
      readers,
      { start: april, end: march },
      'RangeError',
      'spans.end.from must be at or after start.to (2026-05-01T00:00:00.000Z), got "2026-03-01T00:00:00.000Z"',
    ],
    [
      [],
      readers,
      { start: { from: april.to, to: march.from }, end: april },
      'RangeError',
      'spans.start.to must be after from (2026-05-01T00:00:00.000Z), got "2026-03-01T00:00:00.000Z"',
    ],
    [
      [],
      readers,
      undefined,
      'TypeError',
      'spans.start.from must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got undefined',
    ],
  ])('refuses %j, %o, %j', (rows, bad, badSpans, type, message) =>
    expectError(
      () => revenueMovementsOfPayments(untyped<Row[]>(rows), untyped<typeof readers>(bad), untyped(badSpans)),
      `${type}: revenueMovementsOfPayments: ${message}`,
    ),
  );

  test('totals beyond all numbers are refused', () =>
    expectError(
      () => of(['a', '2026-04-02', 1e308], ['a', '2026-04-03', 1e308]),
      'RangeError: revenueMovementsOfPayments: what customer "a" paid in spans.end must be a finite number >= 0 in total, got NaN',
    ));
});
