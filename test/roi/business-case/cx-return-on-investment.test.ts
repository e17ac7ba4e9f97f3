import { describe, expect, test } from 'vitest';
import { type CxProgramme, cxReturnOnInvestment } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

interface Golden {
  programme: CxProgramme;
  result: {
    benefit: number;
    cost: number;
    netPresentValue: number;
    returnOnInvestment: number | null;
    payback: number | null;
    net: number[];
  };
}

const table = golden<Golden[]>('cx-return-on-investment');

/** Numbers that can be followed in the head: half the customers stay, and the programme keeps a tenth more. */
const programme: CxProgramme = Object.freeze({
  customers: 1000,
  spendPerYear: 100,
  margin: 0.5,
  retention: 0.5,
  spendUplift: 0.2,
  retentionUplift: 0.2,
  costToServeSaving: 4,
  causalShare: 0.5,
  costNow: 5_000,
  costPerYear: 1_000,
  years: 2,
  discountRate: 0,
});

describe('cxReturnOnInvestment', () => {
  test('by hand', () => {
    const { cashFlows, ...totals } = cxReturnOnInvestment(programme);
    // Year 1: 1,000 customers bring 0.5 · (0.2 · 50 + 4) = 7 more each.
    // Year 2: of them 500 stay anyway and 100 because of the programme, who bring 50; all 600 bring 7 more each.
    expect(cashFlows).toEqual([
      {
        year: 0,
        customers: 1000,
        extraCustomers: 0,
        benefit: 0,
        cost: 5000,
        net: -5000,
        cumulative: -5000,
        presentValue: -5000,
      },
      {
        year: 1,
        customers: 1000,
        extraCustomers: 0,
        benefit: 7000,
        cost: 1000,
        net: 6000,
        cumulative: 1000,
        presentValue: 6000,
      },
      {
        year: 2,
        customers: 500,
        extraCustomers: 100,
        benefit: 9200,
        cost: 1000,
        net: 8200,
        cumulative: 9200,
        presentValue: 8200,
      },
    ]);
    expect(totals).toEqual({
      benefit: 16_200,
      cost: 7_000,
      netPresentValue: 9_200,
      returnOnInvestment: 9_200 / 7_000,
      payback: 5_000 / 6_000,
    });
  });

  test.each(table)('agrees with exact fractions, programme %#', ({ programme: p, result }) => {
    const { cashFlows, ...totals } = cxReturnOnInvestment(p);
    const size = Math.abs(result.benefit) + result.cost;
    for (const total of ['benefit', 'cost', 'netPresentValue'] as const) {
      expect(Math.abs(totals[total] - result[total])).toBeLessThanOrEqual(1e-12 * size);
    }
    expectClose(totals.returnOnInvestment, result.returnOnInvestment ?? undefined, 1e-10);
    expectClose(totals.payback, result.payback ?? undefined, 1e-10);
    expect(cashFlows).toHaveLength(result.net.length);
    for (const flow of cashFlows) {
      const error = Math.abs(flow.net - (result.net[flow.year] as number));
      expect(error).toBeLessThanOrEqual(1e-12 * (Math.abs(flow.benefit) + flow.cost));
    }
  });

  test('payback is when the balance turns positive for good', () => {
    // It pays for two years, until so few customers are left that running it costs more than it brings.
    const fading = { ...programme, retention: 0.1, retentionUplift: 0, costNow: 5_000, costPerYear: 2_000 };
    const { cashFlows, payback } = cxReturnOnInvestment({ ...fading, years: 4 });
    expect(cashFlows.map(({ cumulative }) => cumulative >= 0)).toEqual([false, true, false, false, false]);
    expect(payback).toBeUndefined();
    expect(cxReturnOnInvestment({ ...fading, years: 1 }).payback).toBe(1);
    expect(cxReturnOnInvestment({ ...programme, costNow: 0 }).payback).toBe(0);
  });

  test('a balance that only rounding makes negative is paid back', () => {
    const even = { ...programme, spendUplift: 0, retentionUplift: 0, retention: 1, causalShare: 1, costPerYear: 0 };
    expect(
      cxReturnOnInvestment({ ...even, customers: 90, costToServeSaving: 0.7, costNow: 126, years: 2 }).payback,
    ).toBe(2);
    const each = cxReturnOnInvestment({ ...even, customers: 1, costToServeSaving: 0.1, costNow: 1, years: 10 });
    expect(each.payback).toBe(10);
    const yearly = { ...even, customers: 100, costToServeSaving: 4.35, costNow: 0, costPerYear: 435, years: 3 };
    expect(cxReturnOnInvestment(yearly).payback).toBe(0);
  });

  test('nothing is 0, not −0', () => {
    const { cashFlows } = cxReturnOnInvestment({
      ...programme,
      margin: -0.4,
      causalShare: 0,
      costNow: 0,
      costPerYear: 0,
    });
    for (const flow of cashFlows) expect(Object.values(flow).some((value) => Object.is(value, -0))).toBe(false);
  });

  test('a programme without cost has no return on investment, and with harm a negative benefit', () => {
    expect(cxReturnOnInvestment({ ...programme, costNow: 0, costPerYear: 0 }).returnOnInvestment).toBeUndefined();
    expect(cxReturnOnInvestment({ ...programme, retentionUplift: -0.5, spendUplift: -1 }).benefit).toBeLessThan(0);
  });

  test('retention can be lifted to 1, whatever the rounding of the sum', () => {
    for (let points = 0; points <= 100; points++) {
      const lifted = { ...programme, retention: points / 100, retentionUplift: (100 - points) / 100 };
      expect(() => cxReturnOnInvestment(lifted)).not.toThrow();
    }
  });

  test.each([
    [{ customers: -1 }, 'RangeError: cxReturnOnInvestment: customers must be a finite number >= 0, got -1'],
    [{ spendPerYear: '200' }, 'TypeError: cxReturnOnInvestment: spendPerYear must be a finite number >= 0, got "200"'],
    [
      { margin: 40 },
      'RangeError: cxReturnOnInvestment: margin must be a fraction from -1 to 1, got 40: did you mean 0.4?',
    ],
    [
      { retention: 80 },
      'RangeError: cxReturnOnInvestment: retention must be a fraction from 0 to 1, got 80: did you mean 0.8?',
    ],
    [
      { spendUplift: 5 },
      'RangeError: cxReturnOnInvestment: spendUplift must be a fraction from -1 to 1, got 5: did you mean 0.05?',
    ],
    [
      { retentionUplift: 2 },
      'RangeError: cxReturnOnInvestment: retentionUplift must be a fraction from -1 to 1, got 2: did you mean 0.02?',
    ],
    [{ retentionUplift: 0.6 }, 'RangeError: cxReturnOnInvestment: new retention must be 0 to 1, got 1.1'],
    [{ retentionUplift: -0.75 }, 'RangeError: cxReturnOnInvestment: new retention must be 0 to 1, got -0.25'],
    [
      { costToServeSaving: null },
      'TypeError: cxReturnOnInvestment: costToServeSaving must be a finite number, got null',
    ],
    [
      { causalShare: undefined },
      'TypeError: cxReturnOnInvestment: causalShare must be a fraction from 0 to 1, got undefined',
    ],
    [{ costNow: -5 }, 'RangeError: cxReturnOnInvestment: costNow must be a finite number >= 0, got -5'],
    [
      { costPerYear: Number.NaN },
      'RangeError: cxReturnOnInvestment: costPerYear must be a finite number >= 0, got NaN',
    ],
    [{ years: 2.5 }, 'RangeError: cxReturnOnInvestment: years must be a whole number from 1 to 100, got 2.5'],
    [{ years: 1e9 }, 'RangeError: cxReturnOnInvestment: years must be a whole number from 1 to 100, got 1000000000'],
    [
      { discountRate: 8 },
      'RangeError: cxReturnOnInvestment: discountRate must be a fraction from 0 to 1, got 8: did you mean 0.08?',
    ],
    [
      { customers: 1e300, spendPerYear: 1e300 },
      'RangeError: cxReturnOnInvestment: the numbers are too large to compute with',
    ],
    [
      {
        costToServeSaving: 1.5e308,
        discountRate: 1,
        customers: 1,
        retention: 1,
        retentionUplift: 0,
        causalShare: 1,
        years: 3,
      },
      'RangeError: cxReturnOnInvestment: the numbers are too large to compute with',
    ],
    [
      { costNow: 1e-320, costPerYear: 0 },
      'RangeError: cxReturnOnInvestment: the numbers are too large to compute with',
    ],
  ])('refuses %o', (change, error) => {
    expectError(() => cxReturnOnInvestment({ ...programme, ...untyped<object>(change) }), error);
  });
});
