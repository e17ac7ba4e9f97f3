import { describe, expect, test } from 'vitest';
import { type CustomerEquityInputs, customerEquityShift, type EquityCustomer } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';

const ann: EquityCustomer = {
  purchasesPerYear: 1,
  volume: 100,
  margin: 0.5,
  choice: [1, 0],
  switching: [
    [0.5, 0.5],
    [0.25, 0.75],
  ],
  utilityGain: Math.log(3),
};
const inputs: CustomerEquityInputs = { brand: 0, population: 1000, years: 2, discountRate: 0, cost: 30_000 };

interface Case {
  readonly inputs: CustomerEquityInputs;
  readonly customers: readonly EquityCustomer[];
  readonly expected: { readonly customerEquity: number; readonly shift: number };
}

describe('customerEquityShift', () => {
  test('two years that can be checked by hand', () => {
    // Without: 1, 0.5, 0.5·0.5 + 0.5·0.25 = 0.375. Three times the odds: rows 0.75 and 0.5, so 1, 0.75, 0.6875.
    const result = customerEquityShift([ann], inputs);
    expect(result?.lifetimeValues[0]?.without).toBeCloseTo(50 * 1.875, 12);
    expect(result?.lifetimeValues[0]?.with).toBeCloseTo(50 * 2.4375, 12);
    expect(result?.shift).toBeCloseTo(28_125, 8);
    expect(result?.netPresentValue).toBeCloseTo(-1875, 8);
    expect(result?.returnOnInvestment).toBeCloseTo(-0.0625, 12);
  });

  test('half a year between purchases is half a year of discount', () => {
    const twice = { ...ann, purchasesPerYear: 2, choice: [1], switching: [[1]], utilityGain: 0 };
    const result = customerEquityShift([twice], { ...inputs, years: 1, discountRate: 0.21 });
    expect(result?.lifetimeValues[0]?.without).toBeCloseTo(50 * (1 + 1 / 1.1 + 1 / 1.21), 12);
  });

  test('the last purchase counts where frequency times years rounds to just below a whole number', () => {
    const often = { ...ann, choice: [1], switching: [[1]], purchasesPerYear: 1.1, utilityGain: 0 };
    // 1.1 · 10 is 11.000000000000002 and 0.29 · 100 is 28.999999999999996.
    expect(customerEquityShift([often], { ...inputs, years: 10 })?.customerEquity).toBe(12 * 50_000);
    const seldom = { ...often, purchasesPerYear: 0.29 };
    expect(customerEquityShift([seldom], { ...inputs, years: 100 })?.customerEquity).toBe(30 * 50_000);
  });

  test('as mpmath has it', () => {
    for (const { inputs: given, customers, expected } of golden<Case[]>('customer-equity-shift')) {
      const result = customerEquityShift(customers, given);
      const size = Math.abs(expected.customerEquity) + Math.abs(expected.shift);
      expect(Math.abs((result?.customerEquity ?? 0) - expected.customerEquity)).toBeLessThanOrEqual(1e-12 * size);
      expect(Math.abs((result?.shift ?? 0) - expected.shift)).toBeLessThanOrEqual(1e-12 * size);
    }
  });

  test('extremes: certain brands stay certain, and a gain without end makes an uncertain one certain', () => {
    const certain = {
      ...ann,
      switching: [
        [1, 0],
        [0, 1],
      ],
    };
    for (const utilityGain of [-1e6, 1e6]) {
      expect(customerEquityShift([{ ...certain, utilityGain }], inputs)?.shift).toBe(0);
    }
    expect(customerEquityShift([{ ...ann, utilityGain: 1e6 }], inputs)?.lifetimeValues[0]?.with).toBe(150);
    expect(customerEquityShift([{ ...ann, utilityGain: -1e6 }], inputs)?.lifetimeValues[0]?.with).toBe(50);
  });

  test('nobody, and nothing spent', () => {
    expect(customerEquityShift([], inputs)).toBeUndefined();
    expect(customerEquityShift([ann], { ...inputs, cost: 0 })?.returnOnInvestment).toBeUndefined();
  });

  test('bad input', () => {
    const act = (change: object) => () => customerEquityShift([ann, untyped({ ...ann, ...change })], inputs);
    const actInputs = (change: object) => () => customerEquityShift([ann], untyped({ ...inputs, ...change }));
    const caller = 'customerEquityShift:';
    const path = `${caller} customers[1]`;
    expectError(
      () => customerEquityShift(untyped(1), inputs),
      `TypeError: ${caller} customers must be an array, got 1`,
    );
    expectError(
      () => customerEquityShift([ann], untyped(undefined)),
      `TypeError: ${caller} population must be a finite number >= 0, got undefined`,
    );
    expectError(actInputs({ years: 0 }), `RangeError: ${caller} years must be above 0 and up to 100, got 0`);
    expectError(
      actInputs({ discountRate: 10 }),
      `RangeError: ${caller} discountRate must be a fraction from 0 to 1, got 10: did you mean 0.1?`,
    );
    expectError(actInputs({ cost: -1 }), `RangeError: ${caller} cost must be a finite number >= 0, got -1`);
    expectError(
      actInputs({ brand: 2 }),
      `RangeError: ${caller} brand must be the place of one of the 2 brands of customers[0], got 2`,
    );
    expectError(
      actInputs({ brand: 0.5 }),
      `RangeError: ${caller} brand must be a whole number from 0 to 1000000, got 0.5`,
    );
    expectError(
      () => customerEquityShift(untyped([null]), inputs),
      `TypeError: ${caller} customers[0].purchasesPerYear must be above 0 and up to 1000, got undefined`,
    );
    expectError(act({ volume: -1 }), `RangeError: ${path}.volume must be a finite number >= 0, got -1`);
    expectError(
      act({ margin: 40 }),
      `RangeError: ${path}.margin must be a fraction from -1 to 1, got 40: did you mean 0.4?`,
    );
    expectError(
      act({ utilityGain: undefined }),
      `TypeError: ${path}.utilityGain must be a finite number, got undefined`,
    );
    expectError(act({ weight: 0 }), `RangeError: ${path}.weight must be a finite number > 0, got 0`);
    expectError(act({ choice: 1 }), `TypeError: ${path}.choice must be an array, got 1`);
    expectError(act({ choice: [0.5, 0.25] }), `RangeError: ${path}.choice in all must be 1 (within 1e-9), got 0.75`);
    expectError(act({ switching: {} }), `TypeError: ${path}.switching must be an array, got object`);
    expectError(
      act({ switching: [[1, 0]] }),
      `RangeError: ${path}.switching.length must be the number of brands (2), got 1`,
    );
    expectError(
      act({ switching: [[1, 0], [1]] }),
      `RangeError: ${path}.switching[1].length must be the number of brands (2), got 1`,
    );
    expectError(
      act({
        switching: [
          [1, 0],
          [0.5, 0.25],
        ],
      }),
      `RangeError: ${path}.switching[1] in all must be 1 (within 1e-9), got 0.75`,
    );
    expectError(
      act({
        switching: [
          [1, 0],
          [1.5, -0.5],
        ],
      }),
      `RangeError: ${path}.switching[1][0] must be a fraction from 0 to 1, got 1.5: did you mean 0.015?`,
    );
    expectError(actInputs({ population: 1e308 }), `RangeError: ${caller} the numbers are too large to compute with`);
  });
});
