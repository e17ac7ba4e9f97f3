import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type CustomerEquityInputs, customerEquityShift, type EquityCustomer } from '../../../src/index.js';
import { amount, factor, fraction } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

/** Probabilities in whole thousandths of a sum, so that they add up to 1 up to rounding. */
const shares = (brands: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: brands, maxLength: brands }).map((parts) => {
    const total = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part) => part / total);
  });

const customer = (brands: number): fc.Arbitrary<EquityCustomer> =>
  fc.record({
    weight: fc.double({ min: 0.1, max: 10, noNaN: true }),
    // A few hundred purchases are enough to see a law hold, and more take long.
    purchasesPerYear: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.double({ min: 0.1, max: 20, noNaN: true })),
    volume: amount(),
    margin: fraction(),
    choice: shares(brands),
    switching: fc.array(shares(brands), { minLength: brands, maxLength: brands }),
    utilityGain: fc.double({ min: -5, max: 5, noNaN: true }),
  });

interface Given {
  readonly customers: readonly EquityCustomer[];
  readonly inputs: CustomerEquityInputs;
}
const given = (): fc.Arbitrary<Given> =>
  fc.integer({ min: 1, max: 4 }).chain((brands) =>
    fc.record({
      customers: fc.array(customer(brands), { minLength: 1, maxLength: 4 }),
      inputs: fc.record({
        brand: fc.integer({ min: 0, max: brands - 1 }),
        population: amount(),
        years: fc.integer({ min: 1, max: 6 }),
        discountRate: fraction(),
        cost: amount(),
      }),
    }),
  );

const shiftOf = ({ customers, inputs }: Given) => {
  const result = customerEquityShift(customers, inputs);
  if (result === undefined) throw new Error('there are customers');
  return result;
};
const improve = (row: readonly number[], brand: number, gain: number): number[] => {
  const odds = row.map((p, to) => p * Math.exp(to === brand ? gain : 0));
  const total = odds.reduce((sum, odd) => sum + odd, 0);
  return odds.map((odd) => odd / total);
};

describe('customerEquityShift', () => {
  law(
    'every purchase is some brand’s: Σ over the brands of the lifetime value = Σ (1 + d)^(−t / f) · v · π',
    [given()],
    ({ customers, inputs }) => {
      const values = (customers[0]?.choice ?? []).map((_, brand) => {
        const { lifetimeValues } = shiftOf({ customers, inputs: { ...inputs, brand } });
        return lifetimeValues.map(({ without }) => without);
      });
      customers.forEach(({ purchasesPerYear: f, volume, margin }, i) => {
        let all = 0;
        for (let t = 0; t <= f * inputs.years * (1 + 1e-14); t++) all += (1 + inputs.discountRate) ** (-t / f);
        expectClose(
          values.reduce((sum, value) => sum + (value[i] as number), 0),
          volume * margin * all,
          1e-11,
        );
      });
    },
  );

  law(
    'a logit: the value with a gain = the value without one of the matrix with the gain added to the utility',
    [given()],
    ({ customers, inputs }) => {
      const after = customers.map((one) => ({
        ...one,
        switching: one.switching.map((row) => improve(row, inputs.brand, one.utilityGain)),
      }));
      const [left, right] = [shiftOf({ customers, inputs }), shiftOf({ customers: after, inputs })];
      left.lifetimeValues.forEach((value, i) => {
        expectClose(value.with, right.lifetimeValues[i]?.without, 1e-11);
      });
    },
  );

  law('nothing gained, nothing shifted: a gain of 0 has the shift 0', [given()], ({ customers, inputs }) => {
    const result = shiftOf({ customers: customers.map((one) => ({ ...one, utilityGain: 0 })), inputs });
    expect(Math.abs(result.shift)).toBeLessThanOrEqual(1e-12 * result.customerEquity);
  });

  law(
    'what is gained is worth it: with one matrix row for all brands, a gain above 0 never lowers equity, one below 0 never raises it',
    [given()],
    ({ customers, inputs }) => {
      // Purchases that do not depend on the last one: elsewhere a customer who is kept may be worth less than one who leaves.
      const memoryless = customers.map((one) => ({
        ...one,
        switching: one.switching.map(() => one.switching[0] ?? []),
      }));
      for (const [i, value] of shiftOf({ customers: memoryless, inputs }).lifetimeValues.entries()) {
        const gain = customers[i]?.utilityGain as number;
        expect((value.with - value.without) * Math.sign(gain)).toBeGreaterThanOrEqual(-1e-12 * value.without);
      }
    },
  );

  law(
    'two brands in closed form: B_t = s + λ^t·(A − s), λ = p + q − 1, s = (1 − q) / (2 − p − q)',
    [shares(2), shares(2), shares(2), fc.integer({ min: 1, max: 12 }), fraction()],
    (choice, stay, other, purchasesPerYear, discountRate) => {
      const [p, q, a] = [stay[0] as number, other[1] as number, choice[0] as number];
      const years = 3;
      const one = { purchasesPerYear, volume: 1, margin: 1, choice, switching: [stay, other], utilityGain: 0 };
      const inputs = { brand: 0, population: 1, years, discountRate, cost: 0 };
      const level = (1 - q) / (2 - p - q);
      let expected = 0;
      for (let t = 0; t <= purchasesPerYear * years; t++) {
        expected += (level + (p + q - 1) ** t * (a - level)) * (1 + discountRate) ** (-t / purchasesPerYear);
      }
      expectClose(shiftOf({ customers: [one], inputs }).customerEquity, expected, 1e-10);
    },
  );

  law('the return adds up: shift = equity with − equity without, ROI = (shift − cost) / cost', [given()], (all) => {
    const result = shiftOf(all);
    const { cost } = all.inputs;
    const size = result.customerEquity + result.customerEquityWith;
    const difference = result.customerEquityWith - result.customerEquity;
    expect(Math.abs(result.shift - difference)).toBeLessThanOrEqual(1e-12 * size);
    expect(result.netPresentValue).toBe(result.shift - cost);
    expect(result.returnOnInvestment).toBe(cost > 0 ? (result.shift - cost) / cost : undefined);
  });

  law(
    'weights are customers: one of the weight 2 is two of the weight 1, and all weights k times are the same weights',
    [given(), factor()],
    ({ customers, inputs }, k) => {
      const plain = customers.map((one) => ({ ...one, weight: 1 }));
      const twice = shiftOf({ customers: [{ ...plain[0], weight: 2 } as EquityCustomer, ...plain.slice(1)], inputs });
      const listed = shiftOf({ customers: [plain[0] as EquityCustomer, ...plain], inputs });
      expectClose(twice.customerEquity, listed.customerEquity, 1e-11);
      const scaled = customers.map((one) => ({ ...one, weight: (one.weight ?? 1) * k }));
      expectClose(
        shiftOf({ customers: scaled, inputs }).customerEquity,
        shiftOf({ customers, inputs }).customerEquity,
        1e-11,
      );
    },
  );

  law('no brand is the first: a change of places changes nothing', [given()], ({ customers, inputs }) => {
    const turned = customers.map((one) => ({
      ...one,
      choice: one.choice.toReversed(),
      switching: one.switching.map((row) => row.toReversed()).toReversed(),
    }));
    const brand = (customers[0]?.choice.length ?? 1) - 1 - inputs.brand;
    expectClose(
      shiftOf({ customers: turned, inputs: { ...inputs, brand } }).customerEquityWith,
      shiftOf({ customers, inputs }).customerEquityWith,
      1e-11,
    );
  });
});
