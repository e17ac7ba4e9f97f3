import { describe, expect, test } from 'vitest';
import { totalEconomicImpact } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

describe('totalEconomicImpact', () => {
  test('the risk-adjusted totals of a published study: SalesLoft, 2020, in dollars', () => {
    const impact = totalEconomicImpact({
      benefits: [{ name: 'all', amounts: [1_606_511, 3_061_331, 4_229_760], riskAdjustment: 0 }],
      costs: [{ name: 'all', initial: 53_150, amounts: [666_715, 636_772, 647_783], riskAdjustment: 0 }],
      discountRate: 0.1,
    });
    expect(Math.round(impact.benefit)).toBe(7_168_371);
    expect(Math.round(impact.cost)).toBe(1_672_201);
    expect(Math.round(impact.netPresentValue)).toBe(5_496_170);
    expect(impact.returnOnInvestment).toBeCloseTo(3.29, 2);
    expect(impact.cashFlows.map(({ net }) => net)).toEqual([-53_150, 939_796, 2_424_559, 3_581_977]);
    expect(impact.benefits[0]?.total).toBe(8_897_602);
    // Below six months, says the study.
    expect(impact.payback).toBeCloseTo(53_150 / 939_796, 12);
  });

  test('risk takes off benefits and puts on costs', () => {
    const impact = totalEconomicImpact({
      benefits: [{ name: 'a', initial: 10, amounts: [100], riskAdjustment: 0.2 }],
      costs: [{ name: 'b', initial: 50, amounts: [20], riskAdjustment: 0.1 }],
      discountRate: 0,
    });
    expect(impact.benefits).toEqual([{ name: 'a', amounts: [8, 80], total: 88, presentValue: 88 }]);
    expect(impact.costs).toEqual([
      {
        name: 'b',
        amounts: [expect.closeTo(55, 12), 22],
        total: expect.closeTo(77, 12),
        presentValue: expect.closeTo(77, 12),
      },
    ]);
    expect(impact.returnOnInvestment).toBeCloseTo(11 / 77, 14);
  });

  test('what falls at the outset alone needs no years', () => {
    const table = (setUp: object) =>
      totalEconomicImpact({
        costs: [{ name: 'set-up', initial: 50, riskAdjustment: 0.1, ...setUp }],
        benefits: [{ name: 'a', amounts: [10, 20], riskAdjustment: 0 }],
        discountRate: 0.1,
      });
    expect(table({})).toEqual(table({ amounts: [0, 0] }));
    expect(table({}).costs[0]?.amounts).toEqual([expect.closeTo(55, 12), 0, 0]);
  });

  test('nothing at all has no return', () => {
    const impact = totalEconomicImpact({ benefits: [], costs: [], discountRate: 0.1 });
    expect(impact.returnOnInvestment).toBeUndefined();
    expect(impact.cashFlows).toHaveLength(1);
  });

  test('bad input', () => {
    const good = { name: 'a', amounts: [1, 2], riskAdjustment: 0 };
    expectError(
      () =>
        totalEconomicImpact(
          untyped({ benefits: [{ ...good, amounts: Object.assign([1], { 2: 2 }) }], costs: [], discountRate: 0 }),
        ),
      'TypeError: totalEconomicImpact: benefits[0].amounts[1] must be a finite number >= 0, got undefined',
    );
    const huge = (amount: number) => [{ ...good, amounts: [amount] }];
    expectError(
      () =>
        totalEconomicImpact({
          benefits: huge(9e307),
          costs: [{ ...good, initial: 1e308, amounts: [0] }],
          discountRate: 0,
        }),
      'RangeError: totalEconomicImpact: the numbers are too large to compute with',
    );
    const act = (change: object) => () =>
      totalEconomicImpact(untyped({ benefits: [good], costs: [], discountRate: 0.1, ...change }));
    expectError(
      () => totalEconomicImpact(untyped(undefined)),
      'TypeError: totalEconomicImpact: discountRate must be a fraction from 0 to 1, got undefined',
    );
    expectError(
      act({ discountRate: 10 }),
      'RangeError: totalEconomicImpact: discountRate must be a fraction from 0 to 1, got 10: did you mean 0.1?',
    );
    expectError(
      act({ benefits: undefined }),
      'TypeError: totalEconomicImpact: benefits must be an array, got undefined',
    );
    expectError(
      act({ costs: [null] }),
      'TypeError: totalEconomicImpact: costs[0].name must be a string, got undefined',
    );
    expectError(
      act({ costs: [{ ...good, amounts: 3 }] }),
      'TypeError: totalEconomicImpact: costs[0].amounts must be an array, got 3',
    );
    expectError(
      act({ costs: [{ ...good, amounts: undefined }] }),
      'TypeError: totalEconomicImpact: costs[0].amounts must be an array, got undefined',
    );
    expectError(
      act({ benefits: [{ name: 'a', initial: 5, riskAdjustment: 0 }] }),
      'RangeError: totalEconomicImpact: benefits[0].amounts.length must be at least 1, got 0',
    );
    expectError(
      act({ costs: [{ ...good, amounts: [1] }] }),
      'RangeError: totalEconomicImpact: costs[0].amounts.length must be as many as the first item has (2), got 1',
    );
    expectError(
      act({ benefits: [{ ...good, amounts: [] }] }),
      'RangeError: totalEconomicImpact: benefits[0].amounts.length must be at least 1, got 0',
    );
    expectError(
      act({ costs: [{ ...good, amounts: [1, -2] }] }),
      'RangeError: totalEconomicImpact: costs[0].amounts[1] must be a finite number >= 0, got -2',
    );
    expectError(
      act({ costs: [{ ...good, initial: '5' }] }),
      'TypeError: totalEconomicImpact: costs[0].initial must be a finite number >= 0, got "5"',
    );
    expectError(
      act({ costs: [{ ...good, riskAdjustment: 20 }] }),
      'RangeError: totalEconomicImpact: costs[0].riskAdjustment must be a fraction from 0 to 1, got 20: did you mean 0.2?',
    );
    expectError(
      act({ costs: [{ name: 'a', amounts: [1, 2] }] }),
      'TypeError: totalEconomicImpact: costs[0].riskAdjustment must be a fraction from 0 to 1, got undefined',
    );
  });
});
