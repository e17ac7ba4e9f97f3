import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type ImpactInputs, type ImpactItem, netPresentValue, totalEconomicImpact } from '../../../src/index.js';
import { amount, factor, fraction } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

const item = (years: number): fc.Arbitrary<ImpactItem> =>
  fc.record({
    name: fc.string(),
    initial: fc.oneof(fc.constant(undefined), amount()),
    amounts: fc.array(amount(), { minLength: years, maxLength: years }),
    riskAdjustment: fraction(),
  });

const inputs = (): fc.Arbitrary<ImpactInputs> =>
  fc.integer({ min: 1, max: 5 }).chain((years) =>
    fc.record({
      benefits: fc.array(item(years), { maxLength: 4 }),
      costs: fc.array(item(years), { maxLength: 4 }),
      discountRate: fraction(),
    }),
  );

const riskless = (given: ImpactInputs): ImpactInputs => ({
  ...given,
  benefits: given.benefits.map((one) => ({ ...one, riskAdjustment: 0 })),
  costs: given.costs.map((one) => ({ ...one, riskAdjustment: 0 })),
});

describe('totalEconomicImpact', () => {
  law(
    'present values are those of the adjusted columns: PV = Σ of (1 ∓ risk) · NPV(initial, years), item by item',
    [inputs()],
    (given) => {
      const result = totalEconomicImpact(given);
      for (const [kind, sign] of [['benefits', -1] as const, ['costs', 1] as const]) {
        given[kind].forEach(({ initial = 0, amounts = [], riskAdjustment }, i) => {
          const flows = [initial ?? 0, ...amounts];
          expectClose(
            result[kind][i]?.presentValue,
            (1 + sign * riskAdjustment) * netPresentValue(flows, given.discountRate),
            1e-12,
          );
        });
        const total = result[kind].reduce((sum, { presentValue }) => sum + presentValue, 0);
        expectClose(kind === 'benefits' ? result.benefit : result.cost, total);
      }
      const size = result.benefit + result.cost;
      expect(Math.abs(result.netPresentValue - (result.benefit - result.cost))).toBeLessThanOrEqual(1e-14 * size);
    },
  );

  law('risk never makes it better: benefit(risk) ≤ benefit(0), cost(risk) ≥ cost(0)', [inputs()], (given) => {
    const [adjusted, plain] = [totalEconomicImpact(given), totalEconomicImpact(riskless(given))];
    expect(adjusted.benefit).toBeLessThanOrEqual(plain.benefit * (1 + 1e-14));
    expect(adjusted.cost).toBeGreaterThanOrEqual(plain.cost * (1 - 1e-14));
  });

  law('ROI is the same in every currency: ROI(k · amounts) = ROI(amounts)', [inputs(), factor()], (given, k) => {
    const scale = ({ initial, amounts, ...rest }: ImpactItem) => ({
      ...rest,
      initial: k * (initial ?? 0),
      amounts: amounts?.map((one) => k * one),
    });
    const scaled = { ...given, benefits: given.benefits.map(scale), costs: given.costs.map(scale) };
    const [a, b] = [totalEconomicImpact(given), totalEconomicImpact(scaled)];
    const [before, after] = [a.returnOnInvestment, b.returnOnInvestment];
    if (before === undefined || after === undefined) expect(after).toBe(before);
    else expect(Math.abs(after - before)).toBeLessThanOrEqual(1e-12 * (2 + Math.abs(before)));
  });

  law('an item split in two changes no total: PV(a + b) = PV(a) + PV(b)', [inputs(), fraction()], (given, share) => {
    const split = (one: ImpactItem) =>
      [share, 1 - share].map((part) => ({
        ...one,
        initial: part * (one.initial ?? 0),
        amounts: one.amounts?.map((x) => part * x),
      }));
    const [whole, parts] = [
      totalEconomicImpact(given),
      totalEconomicImpact({ ...given, benefits: given.benefits.flatMap(split), costs: given.costs.flatMap(split) }),
    ];
    expectClose(parts.benefit, whole.benefit);
    expectClose(parts.cost, whole.cost);
  });
});
