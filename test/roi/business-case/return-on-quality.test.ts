import { describe, expect, test } from 'vitest';
import { type QualityProgramme, returnOnQuality } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

const base: QualityProgramme = {
  marketSize: 1000,
  growth: 0.1,
  churn: 0.1,
  marketShare: 0.5,
  retention: 0.8,
  competitorRetention: 0.7,
  attraction: 0.4,
  marginPerCustomer: 10,
  retentionUplift: 0.1,
  causalShare: 0.5,
  costNow: 100,
  costPerYear: 10,
  years: 2,
  discountRate: 0,
};

interface Case {
  readonly programme: QualityProgramme;
  readonly expected: { readonly benefit: number; readonly cost: number; readonly returnOnInvestment: number | null };
}

describe('returnOnQuality', () => {
  test('a table that can be checked by hand', () => {
    const result = returnOnQuality(base);
    // 0.8 · 500 stay, 0.2 · 500 come over, 0.4 of the 200 newcomers join: 580. The programme keeps 0.05 · 500 more.
    // Then 0.8 · 580 + 0.2 · 520 + 0.4 · 220 = 656, and (0.85 − 0.2) · 25 + 0.05 · 580 = 45.25 more.
    const { cashFlows } = result;
    expect(cashFlows.map(({ marketSize }) => marketSize)).toEqual([1000, 1100, expect.closeTo(1210, 9)]);
    expect(cashFlows.map((flow) => flow.marketShare * flow.marketSize)).toEqual([
      500,
      expect.closeTo(580, 9),
      expect.closeTo(656, 9),
    ]);
    expect(cashFlows.map(({ benefit }) => benefit)).toEqual([0, expect.closeTo(250, 9), expect.closeTo(452.5, 9)]);
    expect(cashFlows[2]?.marketShareWith).toBeCloseTo(701.25 / 1210, 12);
    expect(result.returnOnInvestment).toBeCloseTo((702.5 - 120) / 120, 12);
    expect(result.maximumCost).toBeCloseTo(702.5, 9);
  });

  test('the size of the whole: exact fractions', () => {
    for (const { programme, expected } of golden<Case[]>('return-on-quality')) {
      const result = returnOnQuality(programme);
      const size = Math.abs(expected.benefit) + expected.cost + 1e-300;
      expect(Math.abs(result.benefit - expected.benefit) / size).toBeLessThanOrEqual(1e-12);
      expect(Math.abs(result.cost - expected.cost) / size).toBeLessThanOrEqual(1e-14);
      if (expected.returnOnInvestment === null) expect(result.returnOnInvestment).toBeUndefined();
      else expectClose(result.returnOnInvestment, expected.returnOnInvestment, 1e-10);
    }
  });

  test('a market without customers, and one that vanishes', () => {
    const nobody = returnOnQuality({ ...base, marketSize: 0 });
    expect(nobody.benefit).toBe(0);
    expect(nobody.cashFlows[1]?.marketShare).toBe(0);
    const gone = returnOnQuality({
      ...base,
      churn: 1,
      growth: -1,
      retention: 0,
      competitorRetention: 0,
      retentionUplift: 0,
    });
    expect(gone.cashFlows[2]?.marketShareWith).toBe(0);
  });

  test('a margin below 0 makes better retention a loss, and nothing may be spent on it', () => {
    const result = returnOnQuality({ ...base, marginPerCustomer: -1 });
    expect(result.benefit).toBeLessThan(0);
    expect(result.maximumCost).toBe(0);
  });

  test('bad input', () => {
    const act = (change: object) => () => returnOnQuality(untyped({ ...base, ...change }));
    const caller = 'returnOnQuality:';
    expectError(
      () => returnOnQuality(untyped(undefined)),
      `TypeError: ${caller} causalShare must be a fraction from 0 to 1, got undefined`,
    );
    expectError(act({ marketSize: -1 }), `RangeError: ${caller} marketSize must be a finite number >= 0, got -1`);
    expectError(
      act({ churn: 10 }),
      `RangeError: ${caller} churn must be a fraction from 0 to 1, got 10: did you mean 0.1?`,
    );
    expectError(
      act({ growth: 5 }),
      `RangeError: ${caller} growth must be a fraction from -1 to 1, got 5: did you mean 0.05?`,
    );
    expectError(act({ growth: -0.2 }), `RangeError: ${caller} growth must be at least -churn (-0.1), got -0.2`);
    expectError(
      act({ marketShare: 20 }),
      `RangeError: ${caller} marketShare must be a fraction from 0 to 1, got 20: did you mean 0.2?`,
    );
    expectError(act({ retention: 0.95 }), `RangeError: ${caller} retention must be at most 1 - churn (0.9), got 0.95`);
    expectError(
      act({ competitorRetention: 1 }),
      `RangeError: ${caller} competitorRetention must be at most 1 - churn (0.9), got 1`,
    );
    expectError(
      act({ attraction: '0.2' }),
      `TypeError: ${caller} attraction must be a fraction from 0 to 1, got "0.2"`,
    );
    expectError(
      act({ marginPerCustomer: Number.NaN }),
      `RangeError: ${caller} marginPerCustomer must be a finite number, got NaN`,
    );
    expectError(
      act({ retentionUplift: 5 }),
      `RangeError: ${caller} retentionUplift must be a fraction from -1 to 1, got 5: did you mean 0.05?`,
    );
    expectError(
      act({ retentionUplift: 0.25, retention: 0.75 }),
      `RangeError: ${caller} retention with its uplift must be 0 to 1 - churn, got 1`,
    );
    expectError(
      act({ attractionUplift: 0.75 }),
      `RangeError: ${caller} attraction with its uplift must be 0 to 1, got 1.15`,
    );
    expectError(act({ rampUp: 1 }), `TypeError: ${caller} rampUp must be an array, got 1`);
    expectError(act({ rampUp: [] }), `RangeError: ${caller} rampUp must be at least one fraction, got 0`);
    expectError(
      act({ rampUp: [0.5, 0.4] }),
      `RangeError: ${caller} rampUp[1] must be at least what it was the year before (0.5), got 0.4`,
    );
    expectError(act({ costNow: -1 }), `RangeError: ${caller} costNow must be a finite number >= 0, got -1`);
    expectError(
      act({ costPerYear: [1] }),
      `RangeError: ${caller} costPerYear.length must be the number of years (2), got 1`,
    );
    expectError(act({ years: 0 }), `RangeError: ${caller} years must be a whole number from 1 to 100, got 0`);
    expectError(
      act({ marketSize: 1e300, marginPerCustomer: 1e300 }),
      `RangeError: ${caller} the numbers are too large to compute with`,
    );
  });
});
