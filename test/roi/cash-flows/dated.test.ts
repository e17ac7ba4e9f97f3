import { describe, expect, test } from 'vitest';
import { datedInternalRateOfReturn, datedInternalRatesOfReturn, datedNetPresentValue } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

/** The example of Excel’s documentation of XNPV and XIRR. */
const excel = [
  { date: '2008-01-01', amount: -10_000 },
  { date: '2008-03-01', amount: 2_750 },
  { date: '2008-10-30', amount: 4_250 },
  { date: '2009-02-15', amount: 3_250 },
  { date: '2009-04-01', amount: 2_750 },
];

describe('datedNetPresentValue', () => {
  test('the example of Excel’s documentation of XNPV, in any order and as any kind of instant', () => {
    expect(datedNetPresentValue(excel, 0.09)).toBeCloseTo(2086.6476, 4);
    expect(datedNetPresentValue(excel.toReversed(), 0.09)).toBeCloseTo(2086.6476, 4);
    const dates = excel.map(({ date, amount }) => ({ date: new Date(date), amount }));
    expect(datedNetPresentValue(new Set(dates), 0.09)).toBe(datedNetPresentValue(excel, 0.09));
    expect(datedNetPresentValue([], 0.09)).toBe(0);
  });

  test('leap years have a day too many, and hours count', () => {
    expect(
      datedNetPresentValue(
        [
          { date: '2024-01-01', amount: 0 },
          { date: '2025-01-01', amount: 100 },
        ],
        0.1,
      ),
    ).toBeCloseTo(100 / 1.1 ** (366 / 365), 12);
    expect(
      datedNetPresentValue(
        [
          { date: '2025-01-01T00:00Z', amount: 0 },
          { date: '2025-01-01T12:00Z', amount: 100 },
        ],
        1,
      ),
    ).toBeCloseTo(100 / 2 ** (0.5 / 365), 12);
  });

  test.each([
    [
      [{ date: '2025-02-30', amount: 1 }],
      0.1,
      'RangeError: datedNetPresentValue: date of cashFlows[0] must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got "2025-02-30": there is no such day or time',
    ],
    [
      [{ date: 0, amount: '1' }],
      0.1,
      'TypeError: datedNetPresentValue: amount of cashFlows[0] must be a finite number, got "1"',
    ],
    [
      [{ date: 0, amount: 1 }, undefined],
      0.1,
      'TypeError: datedNetPresentValue: date of cashFlows[1] must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got undefined',
    ],
    [7, 0.1, 'TypeError: datedNetPresentValue: cashFlows must be iterable, got 7'],
    [
      [],
      9,
      'RangeError: datedNetPresentValue: discountRate must be a fraction above -1 and up to 1, got 9: did you mean 0.09, or { anyRate: true }?',
    ],
  ])('refuses %o at %s', (flows, rate, error) => expectError(() => datedNetPresentValue(untyped(flows), rate), error));
});

describe('datedInternalRateOfReturn', () => {
  test('the example of Excel’s documentation of XIRR', () => {
    // Excel prints 0.373362535, where its search stops; the zero with 50 digits is this.
    expect(datedInternalRateOfReturn(excel)).toBeCloseTo(0.3733625335188315, 14);
  });

  test('flows of one day are one flow', () => {
    const day = (amount: number) => ({ date: '2025-01-01', amount });
    expect(datedInternalRateOfReturn([day(-50), day(-50), { date: '2026-01-01', amount: 110 }])).toBeCloseTo(0.1, 14);
    expect(datedInternalRatesOfReturn([day(-50), day(50)])).toEqual({ rates: [], signChanges: 0 });
    expect(datedInternalRateOfReturn([day(-50)])).toBeUndefined();
    expect(datedInternalRateOfReturn([])).toBeUndefined();
  });

  test('losses and short times', () => {
    const doubled = (date: string) => [
      { date: '2025-01-01', amount: -1 },
      { date, amount: 2 },
    ];
    expect(datedInternalRateOfReturn(doubled('2025-01-02'))).toBeCloseTo(2 ** 365, -97);
    expect(
      datedInternalRateOfReturn([...doubled('2026-01-01').slice(0, 1), { date: '2026-01-01', amount: 0.01 }]),
    ).toBeCloseTo(-0.99, 14);
    expectError(
      () => datedInternalRateOfReturn(doubled('2025-01-01T01:00Z')),
      'RangeError: datedInternalRateOfReturn: the numbers are too large to compute with',
    );
  });

  test.each([
    [
      [{ amount: 1 }],
      'TypeError: datedInternalRateOfReturn: date of cashFlows[0] must be a Date, epoch milliseconds or ISO 8601 text such as 2025-03-01 or 2025-03-01T09:30Z, got undefined',
    ],
    [
      [{ date: 0, amount: NaN }],
      'RangeError: datedInternalRateOfReturn: amount of cashFlows[0] must be a finite number, got NaN',
    ],
  ])('refuses %o', (flows, error) => expectError(() => datedInternalRateOfReturn(untyped(flows)), error));
});
