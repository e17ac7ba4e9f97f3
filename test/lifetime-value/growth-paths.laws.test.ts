import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { compareGrowthPaths, type GrowthPath, returnOnInvestment } from '../../src/index.js';
import { amount, balance, factor, fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

const path = (): fc.Arbitrary<GrowthPath<number>> =>
  fc.record({
    name: fc.nat(),
    costPerTry: amount().filter((cost) => cost > 0),
    probability: fraction(),
    probabilityAnyway: fraction(),
    valuePerSuccess: balance(),
    available: fc.option(amount(), { nil: undefined }),
  });
const paths = () => fc.array(path(), { maxLength: 8 });

describe('compareGrowthPaths', () => {
  law('the best comes first, and none is lost: netₖ ≥ netₖ₊₁', [amount(), paths()], (budget, list) => {
    const results = compareGrowthPaths(budget, list);
    results.forEach(({ net }, k) => {
      expect(net).toBeLessThanOrEqual(results[k - 1]?.net ?? Infinity);
    });
    expect(results.map(({ name }) => name).sort()).toEqual(list.map(({ name }) => name).sort());
  });

  law('no more is spent than there is, nor tried than there are', [amount(), path()], (budget, each) => {
    const [result] = compareGrowthPaths(budget, [each]);
    expect(result?.spent).toBeLessThanOrEqual(budget);
    expect(result?.tries).toBeLessThanOrEqual(each.available ?? Infinity);
    expectClose(result?.spent, (result?.tries as number) * each.costPerTry);
    // One of the two is used up.
    expect(result?.spent === budget || result?.tries === each.available).toBe(true);
  });

  law(
    'only what the money causes counts: net = tries · ((p − p₀) · value − cost)',
    [amount(), path()],
    (budget, each) => {
      const [result] = compareGrowthPaths(budget, [each]);
      const { tries = 0, extraSuccesses = 0, gain = 0, net = 0, spent = 0 } = result ?? {};
      expectClose(extraSuccesses, tries * (each.probability - each.probabilityAnyway) + 0);
      expectClose(gain, extraSuccesses * each.valuePerSuccess + 0);
      expect(Math.abs(net - (gain - spent))).toBeLessThanOrEqual(1e-12 * (Math.abs(gain) + spent));
    },
  );

  law('what would have happened anyway brings nothing: p = p₀ ⇒ net = −spent', [amount(), path()], (budget, each) => {
    const [result] = compareGrowthPaths(budget, [{ ...each, probabilityAnyway: each.probability }]);
    expect(result?.gain).toBe(0);
    expect(result?.net).toBe(0 - (result?.spent as number));
    expect(result?.costPerExtraSuccess).toBeUndefined();
  });

  law('twice the budget is twice the net where there is no limit', [amount(), path()], (budget, each) => {
    const of = (money: number) => compareGrowthPaths(money, [{ ...each, available: undefined }])[0]?.net;
    expectClose(of(2 * budget), 2 * (of(budget) as number));
  });

  law(
    'without limits the best net has the best return on investment',
    [amount().filter((budget) => budget > 0), paths()],
    (budget, list) => {
      const results = compareGrowthPaths(
        budget,
        list.map((each) => ({ ...each, available: undefined })),
      );
      const returns = results.map(({ gain, spent }) => returnOnInvestment({ benefit: gain, cost: spent }) as number);
      returns.forEach((roi, k) => {
        const before = returns[k - 1] ?? Infinity;
        expect(roi).toBeLessThanOrEqual(before + 1e-12 * (1 + Math.abs(roi)));
      });
    },
  );

  law(
    'the currency does not change the order of tries and successes',
    [amount(), path(), factor()],
    (budget, each, k) => {
      const [a] = compareGrowthPaths(budget, [{ ...each, available: undefined }]);
      const [b] = compareGrowthPaths(k * budget, [
        { ...each, available: undefined, costPerTry: k * each.costPerTry, valuePerSuccess: k * each.valuePerSuccess },
      ]);
      expectClose(b?.tries, a?.tries);
      expectClose(b?.gain, k * (a?.gain as number));
    },
  );

  law(
    'extra successes cost what was spent on them: costPerExtraSuccess · extraSuccesses = spent',
    [amount(), path()],
    (budget, each) => {
      const [result] = compareGrowthPaths(budget, [each]);
      if (result?.costPerExtraSuccess === undefined) expect(result?.extraSuccesses).toBeLessThanOrEqual(0);
      else expectClose(result.costPerExtraSuccess * result.extraSuccesses, result.spent);
    },
  );

  law(
    'a budget that goes to the highest return first brings the most: net(by return) ≥ net(in any other order)',
    [amount(), paths()],
    (budget, list) => {
      /** The budget spent down a list of paths, each as far as it goes. */
      const spentDown = (order: readonly GrowthPath<number>[]) => {
        let [left, net, size] = [budget, 0, 0];
        for (const each of order) {
          const [result] = compareGrowthPaths(left, [each]);
          left = Math.max(0, left - (result?.spent as number));
          net += result?.net as number;
          size += Math.abs(result?.gain as number) + (result?.spent as number);
        }
        return { net, size };
      };
      const returnOf = (each: GrowthPath<number>) => compareGrowthPaths(1, [{ ...each, available: undefined }])[0];
      const best = list.toSorted(
        (a, b) => (returnOf(b)?.returnOnInvestment as number) - (returnOf(a)?.returnOnInvestment as number),
      );
      const [given, sorted] = [spentDown(list), spentDown(best)];
      expect(given.net).toBeLessThanOrEqual(sorted.net + 1e-9 * (given.size + sorted.size));
    },
  );
});
