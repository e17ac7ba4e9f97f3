import { describe, expect, test } from 'vitest';
import {
  customerLifetimeValue,
  type DatedHistories,
  gammaGamma,
  groupHistories,
  historiesByCohort,
  mergePurchaseHistories,
  nbd,
  type PurchaseHistories,
  type PurchaseHistoriesOptions,
  purchaseHistories,
  purchaseOpportunities,
  type Spendings,
  splitHistories,
  type ValueReader,
} from '../../src/index.js';
import { expectError, untyped } from '../support/errors.js';
import { CDNOW, cdnowOrders, hasData, note, publishedHistories } from '../support/real-data.js';

interface Line {
  readonly who: string;
  readonly when: string;
  readonly paid: number;
}

const options: PurchaseHistoriesOptions<Line> & ValueReader<Line> = {
  customer: ({ who }) => who,
  time: ({ when }) => when,
  value: ({ paid }) => paid,
  end: '2025-04-01',
  timeUnit: 'day',
};

const line = (who: string, when: string, paid = 10): Line => ({ who, when, paid });

describe('purchaseHistories', () => {
  test.each([Number.NaN, -1, 1e300, 1500.5, Infinity])(
    'no order is lost where something that is no array has the length %d',
    (length) => {
      const all = Array.from({ length: 3000 }, (_, i) => line(`${i}`, '2025-03-01'));
      const orders = { length, [Symbol.iterator]: () => all.values() };
      expect(purchaseHistories(orders, options).customers).toEqual(purchaseHistories(all, options).customers);
      expect(purchaseHistories(orders, options).meanValue).toEqual(purchaseHistories(all, options).meanValue);
    },
  );

  test('orders of one day are one purchase, or each is one', () => {
    const orders = [
      line('Ann', '2025-03-01T09:00Z', 5),
      line('Ann', '2025-03-03T08:00Z', 7),
      line('Ann', '2025-03-03T20:00Z', 9),
    ];
    const merged = purchaseHistories(orders, options);
    expect([...merged.repeats, ...merged.lastRepeat, ...merged.observed, ...merged.meanValue]).toEqual([1, 2, 30, 16]);
    expect(merged.orders).toMatchObject({ used: 3, merged: 1 });
    const kept = purchaseHistories(orders, { ...options, sameDay: 'keep' });
    expect([...kept.repeats, ...kept.lastRepeat, ...kept.observed, ...kept.meanValue]).toEqual([
      2,
      2 + 11 / 24,
      30 + 15 / 24,
      8,
    ]);
    const twice = [...orders, line('Ann', '2025-03-03T20:00Z', 1)];
    const atOnce = purchaseHistories(twice, { ...options, sameDay: 'keep' });
    expect(atOnce.orders).toMatchObject({ used: 4, merged: 1 });
    // No logarithm of no time between two purchases.
    expect([...atOnce.logIntervals]).toEqual([...kept.logIntervals]);
    expect(kept.logIntervals[0]).toBeCloseTo(Math.log(47 / 24) + Math.log(12 / 24), 14);
  });

  test('days are those of the time zone', () => {
    // In Kyiv both are on 2 March.
    const orders = [line('Ann', '2025-03-01T22:30Z'), line('Ann', '2025-03-02T10:00Z')];
    expect([...purchaseHistories(orders, options).repeats]).toEqual([1]);
    expect([...purchaseHistories(orders, { ...options, timeZone: 'Europe/Kyiv' }).repeats]).toEqual([0]);
  });

  test('refunds are no purchases, free orders are unless told, and the end is not observed any more', () => {
    const orders = [
      line('Ann', '2025-03-01', 20),
      line('Ann', '2025-03-04', -20),
      line('Ann', '2025-03-11', 0),
      line('Ann', '2025-03-31', 10),
      line('Ann', '2025-04-01', 10),
      line('Bob', '2025-05-01', 10),
    ];
    const counted = purchaseHistories(orders, options);
    expect(counted.customers).toEqual(['Ann']);
    expect([...counted.repeats, ...counted.lastRepeat, ...counted.observed, ...counted.meanValue]).toEqual([
      2, 30, 30, 5,
    ]);
    expect(counted.orders).toMatchObject({
      ...{ used: 3, merged: 0, refunds: 1, free: 1, freeLeftOut: 0, afterEnd: 2, customersLeftOut: 0 },
    });
    const paid = purchaseHistories(orders, { ...options, freeOrders: 'leaveOut' });
    expect([...paid.repeats, ...paid.meanValue]).toEqual([1, 10]);
    expect(paid.orders).toMatchObject({ used: 2, free: 1, freeLeftOut: 1, customersLeftOut: 0 });
    const lost = [line('Cat', '2025-03-01', 0), line('Dan', '2025-03-01', -1), line('Dan', '2025-05-01', 1), ...orders];
    const left = purchaseHistories(lost, { ...options, freeOrders: 'leaveOut' });
    expect(left.customers).toEqual(['Ann']);
    expect(left.orders).toMatchObject({ free: 2, freeLeftOut: 2, customersLeftOut: 2 });
  });

  test('without values every order is a purchase, of nobody knows what', () => {
    const { value: _, ...rest } = options;
    const orders = [line('Ann', '2025-03-01', -5), line('Ann', '2025-03-02', 0)];
    const histories = purchaseHistories(orders, rest);
    expect([...histories.repeats]).toEqual([1]);
    expect(histories.meanValue).toBeUndefined();
    expect(histories.orders).toMatchObject({ used: 2, refunds: 0, free: 0 });
    expectError(
      () => gammaGamma.fit(untyped(histories)),
      'TypeError: gammaGamma.fit: meanValue must be an array or a typed array, got undefined',
    );
    const clv = {
      purchases: { model: nbd, parameters: { r: 1, alpha: 10 } },
      spend: { model: gammaGamma, parameters: { p: 2, q: 3, gamma: 20 } },
      ...{ margin: 0.5, forceOfInterest: 0.01 },
    };
    expectError(
      () => customerLifetimeValue(untyped<Spendings & typeof histories>(histories), clv),
      'TypeError: gammaGamma.expectedSpend: meanValue must be an array or a typed array, got undefined',
    );
    expect(splitHistories(orders, { ...rest, calibrationEnd: '2025-03-02' }).holdout.value).toBeUndefined();
  });

  test('many orders of one customer, the last one first', () => {
    const count = 200_000;
    const start = Date.UTC(2020, 0, 1);
    const orders = Array.from({ length: count }, (_, i) => ({ at: start + (count - i) * 1000 }));
    const histories = purchaseHistories(orders, {
      customer: () => 1,
      time: ({ at }) => at,
      end: '2021-01-01',
      timeUnit: 'day',
      sameDay: 'keep',
    });
    expect([...histories.repeats]).toEqual([count - 1]);
    expect([...histories.lastRepeat]).toEqual([(count - 1) / 86_400]);
    expect((histories.logIntervals[0] as number) / ((1 - count) * Math.log(86_400))).toBeCloseTo(1, 12);
  });

  test('orders that cannot be used throw, or are skipped and reported', () => {
    const orders = untyped<Line[]>([
      line('Ann', '2025-03-01'),
      line('', '2025-03-01'),
      line('Ann', '2025-02-30'),
      line('Ann', '2025-03-02', Number.NaN),
      { who: 'Ann', when: '2025-03-02', paid: '10' },
    ]);
    const act = (index: number) => () => purchaseHistories(orders.slice(index), options);
    expectError(act(0), 'RangeError: purchaseHistories: customer of orders[1] must be a name or a number, got ""');
    expectError(
      act(2),
      'RangeError: purchaseHistories: time of orders[0] must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got "2025-02-30": there is no such day or time',
    );
    expectError(act(3), 'RangeError: purchaseHistories: value of orders[0] must be a finite number, got NaN');
    expectError(act(4), 'TypeError: purchaseHistories: value of orders[0] must be a finite number, got "10"');
    expectError(
      () =>
        purchaseHistories(
          [1, 2].map(() => line('Ann', '2025-03-01', 1.7e308)),
          options,
        ),
      'RangeError: purchaseHistories: the numbers are too large to compute with',
    );
    const { repeats, orders: report } = purchaseHistories(orders, { ...options, onInvalid: 'skip' });
    expect([...repeats]).toEqual([0]);
    expect(report.skipped).toMatchObject({ rows: 5, skipped: 4, because: { customer: 1, time: 1, value: 2 } });
  });

  test('bad options', () => {
    const act = (change: object) => () => purchaseHistories([], untyped({ ...options, ...change }));
    const caller = 'purchaseHistories:';
    expectError(
      () => purchaseHistories([], untyped(undefined)),
      `TypeError: ${caller} options must be an object, got undefined`,
    );
    expectError(
      act({ sameday: 'keep' }),
      'TypeError: purchaseHistories: there is no option "sameday": did you mean sameDay?',
    );
    expectError(
      () => purchaseHistories([line('Ann', '')], { ...options, time: () => 20250301 }),
      'RangeError: purchaseHistories: time of orders[0] must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got 20250301: did you mean "2025-03-01"?',
    );
    expectError(
      act({ timeUnit: 'weeks' }),
      `RangeError: ${caller} timeUnit must be "day", "week", "month" or "year", got "weeks"`,
    );
    expectError(
      act({ timeUnit: 'toString' }),
      `RangeError: ${caller} timeUnit must be "day", "week", "month" or "year", got "toString"`,
    );
    expectError(act({ customer: 'who' }), `TypeError: ${caller} customer must be a function, got "who"`);
    expectError(act({ time: undefined }), `TypeError: ${caller} time must be a function, got undefined`);
    expectError(act({ value: 'paid' }), `TypeError: ${caller} value must be a function, got "paid"`);
    expectError(act({ sameDay: true }), `TypeError: ${caller} sameDay must be "merge" or "keep", got boolean`);
    expectError(
      act({ freeOrders: 'skip' }),
      `RangeError: ${caller} freeOrders must be "count" or "leaveOut", got "skip"`,
    );
    expectError(
      act({ timeZone: 'Kyiv' }),
      `RangeError: ${caller} timeZone must be an IANA time zone that this engine knows, such as "Europe/Kyiv", got "Kyiv"`,
    );
    expectError(
      act({ end: undefined }),
      `TypeError: ${caller} end must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got undefined`,
    );
    expectError(
      () => purchaseHistories(untyped<Line[]>(7), options),
      `TypeError: ${caller} orders must be iterable, got 7`,
    );
  });
});

describe('mergePurchaseHistories', () => {
  const part = (who: string) => purchaseHistories([line(who, '2025-03-01')], options);

  test('parts that came through JSON, their columns as plain arrays', () => {
    const { orders, ...bob } = part('Bob');
    const sent = JSON.parse(
      JSON.stringify({ ...bob, orders }, (_, value) => (value instanceof Float64Array ? [...value] : value)),
    );
    expect(mergePurchaseHistories(part('Ann'), sent)).toEqual(mergePurchaseHistories(part('Ann'), part('Bob')));
  });

  test('bad input', () => {
    const caller = 'mergePurchaseHistories:';
    expectError(
      () => mergePurchaseHistories(part('Ann'), part('Ann')),
      `RangeError: ${caller} parts[1] must have customers of its own, got one of an earlier part`,
    );
    expectError(
      () => mergePurchaseHistories(part('Ann'), { ...part('Bob'), timeUnit: 'week' }),
      `RangeError: ${caller} parts[1].timeUnit must be that of the first part (day), got "week"`,
    );
    const later = purchaseHistories([line('Bob', '2025-03-01')], { ...options, end: '2025-05-01' });
    expectError(
      () => mergePurchaseHistories(part('Ann'), later),
      `RangeError: ${caller} parts[1].end must be that of the first part (2025-04-01T00:00:00.000Z), got "2025-05-01T00:00:00.000Z"`,
    );
    const elsewhere = purchaseHistories([line('Bob', '2025-03-01')], {
      ...options,
      end: '2025-04-01T00:00Z',
      timeZone: 'Africa/Abidjan',
    });
    expectError(
      () => mergePurchaseHistories(part('Ann'), elsewhere),
      `RangeError: ${caller} parts[1].timeZone must be that of the first part (UTC), got "Africa/Abidjan"`,
    );
    const { meanValue: _, ...unvalued } = part('Bob');
    expectError(
      () => mergePurchaseHistories(part('Ann'), unvalued),
      `TypeError: ${caller} parts[1].meanValue must be known as in the first part, got undefined`,
    );
    expectError(
      () => mergePurchaseHistories(unvalued, part('Ann')),
      `TypeError: ${caller} parts[1].meanValue must be unknown as in the first part, got object`,
    );
    expect(mergePurchaseHistories(unvalued).meanValue).toBeUndefined();
    const unread = JSON.parse(JSON.stringify(part('Bob')));
    expectError(
      () => mergePurchaseHistories(part('Ann'), unread),
      `TypeError: ${caller} parts[1].repeats must be an array or a typed array, got object; before JSON, make a typed array one: [...column]`,
    );
    expectError(
      () => mergePurchaseHistories(part('Ann'), { ...part('Bob'), observed: [] }),
      `RangeError: ${caller} parts[1].observed must have 1 entries, one a customer, got 0`,
    );
    expectError(
      () => mergePurchaseHistories(untyped(undefined)),
      `TypeError: ${caller} parts[0] must be purchase histories, read from orders, got undefined`,
    );
  });
});

describe('splitHistories', () => {
  test('the calibration must end before the observation', () => {
    const caller = 'splitHistories:';
    expectError(
      () => splitHistories([], { ...options, calibrationEnd: '2025-04-01' }),
      `RangeError: ${caller} calibrationEnd must be before end (2025-04-01T00:00:00.000Z), got "2025-04-01T00:00:00.000Z"`,
    );
    expectError(
      () => splitHistories([], untyped({ ...options, calibrationend: '2025-03-01' })),
      `TypeError: ${caller} there is no option "calibrationend": did you mean calibrationEnd?`,
    );
    expectError(
      () => splitHistories([], untyped({ ...options, calibrationEnd: 'soon' })),
      `RangeError: ${caller} calibrationEnd must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got "soon"`,
    );
  });
});

describe('purchaseOpportunities', () => {
  test('a period that has not ended is none', () => {
    const gifts = [line('Ann', '2022-12-01'), line('Ann', '2024-06-01'), line('Ann', '2024-12-24')];
    const until = (end: string) => {
      const { timeUnit: _, ...read } = options;
      const { repeats, lastRepeat, opportunities } = purchaseOpportunities(gifts, { ...read, end, period: 'year' });
      return [...repeats, ...lastRepeat, ...opportunities];
    };
    expect(until('2024-12-31')).toEqual([0, 0, 1]);
    expect(until('2025-01-01')).toEqual([1, 2, 2]);
    expect(until('2026-05-05')).toEqual([1, 2, 3]);
    expect(until('2022-05-05')).toEqual([]);
  });

  test('no option of other readers', () => {
    expectError(
      () => purchaseOpportunities([], untyped({ ...options, period: 'year' })),
      'TypeError: purchaseOpportunities: there is no option "timeUnit": did you mean time?',
    );
  });
});

describe('historiesByCohort', () => {
  test('cohorts are those of the calendar that the histories were read by, unless told', () => {
    const histories = purchaseHistories([line('Ann', '2025-02-01T03:00Z')], {
      ...options,
      timeZone: 'America/New_York',
    });
    expect([...historiesByCohort(histories, { period: 'month' }).keys()]).toEqual(['2025-01']);
    expect([...historiesByCohort(histories, { period: 'month', timeZone: 'UTC' }).keys()]).toEqual(['2025-02']);
  });

  test('histories without first purchases have no cohorts', () => {
    expectError(
      () => historiesByCohort(untyped<DatedHistories>({ repeats: [1] }), { period: 'month' }),
      'TypeError: historiesByCohort: firstPurchase must be an array or a typed array, got undefined',
    );
    expectError(
      () =>
        historiesByCohort(
          { repeats: [0], lastRepeat: [0], observed: [1], firstPurchase: [Number.NaN] },
          { period: 'month' },
        ),
      'RangeError: historiesByCohort: firstPurchase[0] must be epoch milliseconds, got NaN',
    );
    const histories = { repeats: [0], lastRepeat: [0], observed: [1], firstPurchase: [0] };
    expectError(
      () => historiesByCohort(histories, untyped({ period: 'month', timezone: 'UTC' })),
      'TypeError: historiesByCohort: there is no option "timezone": did you mean timeZone?',
    );
  });

  test('cohorts have all columns, covariates and weights as well', () => {
    const orders = [line('Ann', '2025-01-01'), line('Bob', '2025-02-01'), line('Ann', '2025-02-03')];
    const histories = {
      ...purchaseHistories(orders, options),
      weights: [2, 3],
      covariates: { referred: Uint8Array.of(1, 0) },
    };
    const [january, february] = historiesByCohort(histories, { period: 'month' }).values();
    const ofAnn = orders.filter(({ who }) => who === 'Ann');
    const { orders: _, ...ann } = purchaseHistories(ofAnn, options);
    expect(january).toStrictEqual({ ...ann, weights: [2], covariates: { referred: Uint8Array.of(1) } });
    expect(february).toMatchObject({ customers: ['Bob'], weights: [3], covariates: { referred: Uint8Array.of(0) } });
  });
});

describe.skipIf(!hasData)(`CDNOW${note}`, () => {
  test('its orders give the published histories of 2,357 customers at 30 September 1997', () => {
    const { calibration, holdout, newcomers } = splitHistories(cdnowOrders(), {
      ...CDNOW,
      calibrationEnd: '1997-10-01',
      end: '1998-07-01',
    });
    const published = publishedHistories();
    expect(calibration.customers).toHaveLength(2357);
    expect(newcomers).toBe(0);
    expect([...calibration.repeats]).toEqual(published.repeats);
    // Rounded to two decimals.
    for (const name of ['lastRepeat', 'observed'] as const) {
      published[name].forEach((time, i) => {
        expect(Math.abs((calibration[name][i] as number) - time)).toBeLessThan(0.00501);
      });
    }
    expect(holdout.duration).toBe(39);
    expect(holdout.purchases.reduce((sum, count) => sum + count, 0)).toBe(1882);
  });
});

describe('columns that are no numbers', () => {
  const sent = (change: object) =>
    untyped<PurchaseHistories>({ repeats: [2], lastRepeat: [5], observed: [10], ...change });
  test.each([
    [{ lastRepeat: ['5'] }, 'lastRepeat[0] must be a finite number >= 0, got "5"'],
    [{ lastRepeat: [5n] }, 'lastRepeat[0] must be a finite number >= 0, got bigint'],
    [{ observed: ['10'] }, 'observed[0] must be a finite number >= 0, got "10"'],
    [{ weights: ['3'] }, 'weights[0] must be a finite number > 0, got "3"'],
    [{ weights: [true] }, 'weights[0] must be a finite number > 0, got boolean'],
  ])('%o is refused', (change, message) => {
    expectError(() => groupHistories(sent(change)), `TypeError: groupHistories: ${message}`);
  });
});
