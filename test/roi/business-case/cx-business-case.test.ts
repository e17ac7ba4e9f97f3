import { describe, expect, test } from 'vitest';
import { type CxBusinessCaseInputs, cxBusinessCase } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

const base: CxBusinessCaseInputs = {
  groups: [
    { name: 'promoters', customers: 100, spend: 260, margin: 0.5, retention: 0.9, referrals: 0.1, costToServe: 10 },
    { name: 'detractors', customers: 200, spend: 100, margin: 0.5, retention: 0.5, referrals: 0, costToServe: 20 },
  ],
  causalShare: 1,
  costNow: 1000,
  costPerYear: 100,
  years: 2,
  discountRate: 0.25,
};

describe('cxBusinessCase', () => {
  test('a move, by hand: 40 detractors become promoters at once', () => {
    const result = cxBusinessCase({ ...base, moves: [{ from: 'detractors', to: 'promoters', share: 0.2 }] });
    // A promoter is worth 120 a year and a detractor 30.
    // In year 2 the 40 are 36 and not 20, and 4 customers came through them: a third of the others' mix, moved as they were.
    const brought = (4 / 3) * 120 + (8 / 3) * (0.2 * 120 + 0.8 * 30);
    // Without the programme, 10 customers came through the 100 promoters; two thirds of them join the detractors, and a fifth of those is moved, too.
    const moved = 0.2 * (20 / 3) * 90;
    expect(result.cashFlows.map(({ benefit }) => benefit)).toEqual([
      0,
      expect.closeTo(40 * 90, 9),
      expect.closeTo(36 * 120 - 20 * 30 + brought + moved, 9),
    ]);
    expect(result.cashFlows[2]?.customers).toBeCloseTo(90 + 100 + 10, 12);
    expect(result.cashFlows[2]?.extraCustomers).toBeCloseTo(16 + 4, 12);
    expect(result.cost).toBeCloseTo(1000 + 80 + 64, 12);
    // In year 1, 80 of the 90 are spend at the margin of 0.5, and 10 are the cheaper service.
    expect(result.cashFlows[1]?.drivers).toEqual({
      spend: expect.closeTo(3200, 9),
      margin: 0,
      retention: 0,
      referrals: 0,
      costToServe: expect.closeTo(400, 9),
    });
  });

  test('half of it in the first year and all in the second, of which half is caused', () => {
    const result = cxBusinessCase({
      ...base,
      uplifts: [{ group: 'detractors', spend: 0.4 }],
      rampUp: [0.5, 1],
      causalShare: 0.5,
    });
    // The detractors are 200 in year 1; in year 2 they are half of that, and two thirds of the 10 whom promoters brought.
    expect(result.cashFlows[1]?.benefit).toBeCloseTo(200 * 0.25 * 0.4 * 50, 9);
    expect(result.cashFlows[2]?.benefit).toBeCloseTo((100 + 20 / 3) * 0.5 * 0.4 * 50, 9);
  });

  test('costs by year', () => {
    const result = cxBusinessCase({ ...base, moves: [], costPerYear: [500, 0] });
    expect(result.cashFlows.map(({ cost }) => cost)).toEqual([1000, 500, 0]);
    expect(result.returnOnInvestment).toBe(-1);
    expect(result.breakEvenCausalShare).toBeUndefined();
  });

  test('where it breaks even: a benefit of 9000 in the only year against a cost of 3600', () => {
    const given = { ...base, years: 1, discountRate: 0, costPerYear: 0, costNow: 3600, causalShare: 0.1 };
    const moves = [{ from: 'detractors', to: 'promoters', share: 0.5 }];
    expect(cxBusinessCase({ ...given, moves }).breakEvenCausalShare).toBeCloseTo(0.4, 14);
    expect(cxBusinessCase({ ...given, moves, causalShare: 1 }).breakEvenCausalShare).toBeCloseTo(0.4, 14);
    expect(cxBusinessCase({ ...given, moves, costNow: 9000 }).breakEvenCausalShare).toBe(1);
    expect(cxBusinessCase({ ...given, moves, costNow: 9001 }).breakEvenCausalShare).toBeUndefined();
    expect(cxBusinessCase({ ...given, moves: [], costNow: 0 }).breakEvenCausalShare).toBe(0);
  });

  test('where effects work against each other, the least share that breaks even, whatever is assumed', () => {
    const given = {
      ...base,
      groups: [{ name: 'all', customers: 1000, spend: 100, margin: 0.5, retention: 0.5, referrals: 0, costToServe: 0 }],
      uplifts: [{ spend: 1, margin: -0.3 }],
      ...{ years: 1, discountRate: 0, costNow: 1000, costPerYear: 0 },
    };
    // (1 + s)(0.5 − 0.3 s) = 0.51 at the share s: 0.3 s² − 0.2 s + 0.01 = 0.
    const least = (0.2 - Math.sqrt(0.04 - 0.012)) / 0.6;
    for (const causalShare of [0.01, 0.3, 1]) {
      expect(cxBusinessCase({ ...given, causalShare }).breakEvenCausalShare).toBeCloseTo(least, 12);
    }
  });

  test('nobody to begin with stays nobody', () => {
    const groups = base.groups.map((group) => ({ ...group, customers: 0 }));
    const result = cxBusinessCase({ ...base, groups, moves: [{ from: 'detractors', to: 'promoters', share: 1 }] });
    expect(result.benefit).toBe(0);
  });

  test('bad input', () => {
    const act = (change: object) => () => cxBusinessCase(untyped({ ...base, moves: [], ...change }));
    const [promoters, detractors] = base.groups;
    const caller = 'cxBusinessCase:';
    expectError(
      () => cxBusinessCase(untyped(undefined)),
      `TypeError: ${caller} causalShare must be a fraction from 0 to 1, got undefined`,
    );
    expectError(
      act({ causalShare: 50 }),
      `RangeError: ${caller} causalShare must be a fraction from 0 to 1, got 50: did you mean 0.5?`,
    );
    expectError(act({ years: 2.5 }), `RangeError: ${caller} years must be a whole number from 1 to 100, got 2.5`);
    expectError(act({ groups: undefined }), `TypeError: ${caller} groups must be an array, got undefined`);
    expectError(act({ groups: [] }), `RangeError: ${caller} groups must be at least one group, got 0`);
    expectError(act({ groups: [undefined] }), `TypeError: ${caller} groups[0].name must be a string, got undefined`);
    expectError(
      act({ groups: [promoters, { ...detractors, name: 'promoters' }] }),
      `RangeError: ${caller} groups[0].name must be unlike the other names, got "promoters"`,
    );
    expectError(
      act({ groups: [{ ...promoters, retention: 90 }] }),
      `RangeError: ${caller} groups[0].retention must be a fraction from 0 to 1, got 90: did you mean 0.9?`,
    );
    expectError(
      act({ groups: [promoters, { ...detractors, spend: undefined }] }),
      `TypeError: ${caller} groups[1].spend must be a finite number >= 0, got undefined`,
    );
    expectError(
      act({ groups: [{ ...promoters, referrals: -1 }] }),
      `RangeError: ${caller} groups[0].referrals must be a finite number >= 0, got -1`,
    );
    expectError(
      act({ groups: [{ ...promoters, costToServe: Number.NaN }] }),
      `RangeError: ${caller} groups[0].costToServe must be a finite number, got NaN`,
    );
    expectError(act({ moves: 1 }), `TypeError: ${caller} moves must be an array, got 1`);
    expectError(
      act({ moves: [{ from: 'Detractors', to: 'promoters', share: 0.1 }] }),
      `RangeError: ${caller} moves[0].from must be one of the groups ("promoters", "detractors"), got "Detractors"`,
    );
    expectError(
      act({ moves: [{ from: 'detractors', share: 0.1 }] }),
      `TypeError: ${caller} moves[0].to must be one of the groups ("promoters", "detractors"), got undefined`,
    );
    expectError(
      act({ moves: [{ from: 'detractors', to: 'detractors', share: 0.1 }] }),
      `RangeError: ${caller} moves[0].to must be another group than from, got "detractors"`,
    );
    expectError(
      act({ moves: [{ from: 'detractors', to: 'promoters', share: 20 }] }),
      `RangeError: ${caller} moves[0].share must be a fraction from 0 to 1, got 20: did you mean 0.2?`,
    );
    const twice = { from: 'detractors', to: 'promoters', share: 0.6 };
    expectError(
      act({ moves: [twice, twice] }),
      `RangeError: ${caller} moves from "detractors" together must be at most 1, got 1.2`,
    );
    expectError(
      act({ uplifts: [{ group: 'all', spend: 0.1 }] }),
      `RangeError: ${caller} uplifts[0].group must be one of the groups ("promoters", "detractors"), got "all"`,
    );
    expectError(
      act({ uplifts: [{ spend: 5 }] }),
      `RangeError: ${caller} uplifts[0].spend must be a fraction from -1 to 1, got 5: did you mean 0.05?`,
    );
    expectError(
      act({ uplifts: [{ retention: 0.1 }, { retention: 0.1 }] }),
      `RangeError: ${caller} retention of "promoters" with all uplifts must be 0 to 1, got 1.1`,
    );
    expectError(
      act({ uplifts: [{ margin: 0.6 }] }),
      `RangeError: ${caller} margin of "promoters" with all uplifts must be -1 to 1, got 1.1`,
    );
    expectError(
      act({ uplifts: [{ referrals: -0.2 }] }),
      `RangeError: ${caller} referrals of "promoters" with all uplifts must be a finite number >= 0, got -0.1`,
    );
    expectError(
      act({ uplifts: [{ spend: -1 }, { spend: -0.5 }] }),
      `RangeError: ${caller} spend of "promoters" with all uplifts must be at least 0 times what it was, got -0.5`,
    );
    expectError(
      act({ uplifts: [{ spendUplift: 0.05 }] }),
      `TypeError: ${caller} uplifts[0]: there is no option "spendUplift": did you mean spend?`,
    );
    expectError(
      act({ uplifts: [{ spend: 0.05 }, { costToServe: -5 }] }),
      `TypeError: ${caller} uplifts[1]: there is no option "costToServe": did you mean costToServeSaving?`,
    );
    for (const nothing of [{}, { group: 'promoters' }, { spend: undefined }]) {
      expectError(
        act({ uplifts: [nothing] }),
        `TypeError: ${caller} uplifts[0] must have at least one of spend, margin, retention, referrals, costToServeSaving`,
      );
    }
    expectError(
      act({ moves: undefined, uplifts: undefined }),
      `TypeError: ${caller} moves or uplifts must be given, as without them nothing changes`,
    );
    expectError(act({ uplifts: [null] }), `TypeError: ${caller} uplifts[0] must be an object, got null`);
    expectError(
      act({ groups: Object.assign([promoters], { 2: detractors }) }),
      `TypeError: ${caller} groups[1].name must be a string, got undefined`,
    );
    expectError(
      act({ rampUp: Object.assign([0.5], { 2: 1 }) }),
      `TypeError: ${caller} rampUp[1] must be a fraction from 0 to 1, got undefined`,
    );
    expectError(
      act({ costPerYear: Object.assign([], { 1: 1 }) }),
      `TypeError: ${caller} costPerYear[0] must be a finite number >= 0, got undefined`,
    );
    expectError(act({ rampUp: [] }), `RangeError: ${caller} rampUp must be at least one fraction, got 0`);
    expectError(
      act({ rampUp: [0.5, 0.4] }),
      `RangeError: ${caller} rampUp[1] must be at least what it was the year before (0.5), got 0.4`,
    );
    expectError(
      act({ costPerYear: [1] }),
      `RangeError: ${caller} costPerYear.length must be the number of years (2), got 1`,
    );
    expectError(
      act({ costPerYear: [1, -1] }),
      `RangeError: ${caller} costPerYear[1] must be a finite number >= 0, got -1`,
    );
    expectError(act({ costPerYear: '1' }), `TypeError: ${caller} costPerYear must be a finite number >= 0, got "1"`);
    expectError(
      act({ groups: [{ ...promoters, customers: 1e300, spend: 1e300 }] }),
      `RangeError: ${caller} the numbers are too large to compute with`,
    );
  });
});
