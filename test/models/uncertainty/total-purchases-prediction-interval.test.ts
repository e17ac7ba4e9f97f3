import { describe, expect, test } from 'vitest';
import {
  type BetaGeometricParameters,
  bgBb,
  bgNbd,
  bgNbdWithCovariates,
  type ModelFit,
  nbd,
  predictionInterval,
  totalPurchasesPredictionInterval,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';
import { sum } from '../../support/purchases.js';

const beta: BetaGeometricParameters = { r: 0.6, alpha: 5, a: 0.8, b: 2.5 };

describe('totalPurchasesPredictionInterval', () => {
  test('the sum of opportunities used, with weights', () => {
    const parameters = { alpha: 1.2035, beta: 0.7497, gamma: 0.6567, delta: 2.7834 };
    const donors = { repeats: [4], lastRepeat: [5], opportunities: [6], weights: [1000] };
    const { value, lower, upper, draws } = totalPurchasesPredictionInterval(bgBb, { parameters }, donors, {
      duration: 5,
    });
    expectClose(
      value,
      1000 * bgBb.expectedPurchases(parameters, { repeats: 4, lastRepeat: 5, opportunities: 6 }, { to: 5 }),
      1e-12,
    );
    // The variance of one from the exact distribution: 1.96 standard deviations on either side.
    let square = 0;
    for (let n = 0; n <= 5; n++) {
      const donor = { repeats: 4, lastRepeat: 5, opportunities: 6 };
      square += n * n * bgBb.conditionalPurchaseCountProbability(parameters, donor, n, { duration: 5 });
    }
    const deviation = Math.sqrt(1000 * (square - (value / 1000) ** 2));
    expect(Math.abs(sum(draws) / 1000 - value)).toBeLessThan((4 * deviation) / Math.sqrt(1000));
    expect(Math.abs((upper - lower) / (2 * 1.96 * deviation) - 1)).toBeLessThan(0.12);
  });

  test('fits with covariates: flat by their diagnosis, and moved no farther than numbers go', () => {
    const parameters = { r: 1, alpha: 10, a: 1, b: 2, purchases: { x: 0.1 }, dropout: {} };
    const names = ['r', 'alpha', 'a', 'b', 'purchases.x'];
    const varied = (variances: readonly number[]) =>
      variances.map((variance, i) => variances.map((_, j) => (i === j ? variance : 0)));
    const some = { repeats: [2, 0], lastRepeat: [30, 0], observed: [40, 40], covariates: { x: [1, 0] } };
    const ask = (variances: readonly number[], kind: 'converged' | 'flat') =>
      totalPurchasesPredictionInterval(
        bgNbdWithCovariates,
        { parameters, names, logCovariance: varied(variances), diagnosis: { kind, message: '' } },
        some,
        { duration: 10, draws: 39 },
      );
    expect(ask([0.1, 0.1, 0.1, 0.1, 0.1], 'converged').parameterUncertainty).toBe(true);
    const flat = ask([0.1, 0.1, 0.1, 0.1, 1e6], 'flat');
    expect([flat.parameterUncertainty, flat.upper]).toEqual([false, ask([1, 1, 1, 1, 1], 'flat').upper]);
    // b, far beyond all numbers in most of the draws.
    expect(ask([0, 0, 0, 1e6, 0], 'converged').upper).toBeLessThan(1e3);
  });

  test('refuses what is none of these', () => {
    const fit = { parameters: { r: 1, alpha: 10 } };
    const columns = { repeats: [2, 0], lastRepeat: [30, 0], observed: [40, 40] };
    expectError(
      () => totalPurchasesPredictionInterval(untyped<typeof nbd>({}), fit, columns, { duration: 1 }),
      'TypeError: totalPurchasesPredictionInterval: model.simulateFuture must be a function, got undefined',
    );
    expectError(
      () => totalPurchasesPredictionInterval(nbd, fit, columns, untyped(undefined)),
      'TypeError: totalPurchasesPredictionInterval: options must be an object, got undefined',
    );
  });
});

describe('intervals of what will be observed contain it', () => {
  test('in 90 of 100 worlds, more or less: simulate, fit, predict, and look', () => {
    const observed = { customers: 300, duration: 39 };
    let [together, single, customers] = [0, 0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const world = bgNbd.simulate(beta, { observed, holdout: 39, seed });
      const fit = bgNbd.fit(world.histories) as ModelFit<BetaGeometricParameters>;
      const options = { duration: 39, confidence: 0.9, draws: 200, seed };
      const total = totalPurchasesPredictionInterval(bgNbd, fit, world.histories, options);
      const bought = sum(world.holdout);
      if (bought >= total.lower && bought <= total.upper) together++;
      if (seed > 10) continue;
      const each = predictionInterval(bgNbd, fit, world.histories, { duration: 39, confidence: 0.9 });
      world.holdout.forEach((count, i) => {
        customers++;
        if (count >= (each.lower[i] as number) && count <= (each.upper[i] as number)) single++;
      });
    }
    // Within three standard deviations of 90; of single customers no fewer than 90% for sure.
    expect(together).toBeGreaterThanOrEqual(81);
    expect(together).toBeLessThanOrEqual(99);
    expect(single / customers).toBeGreaterThan(0.9);
    expect(single / customers).toBeLessThan(0.985);
  });

  test('chance evens out: the interval of a sum is far narrower than the sum of those of customers who buy often', () => {
    const often = {
      repeats: new Array(100).fill(20),
      lastRepeat: new Array(100).fill(50),
      observed: new Array(100).fill(52),
    };
    const fit = { parameters: beta };
    const total = totalPurchasesPredictionInterval(bgNbd, fit, often, { duration: 52 });
    const each = predictionInterval(bgNbd, fit, often, { duration: 52 });
    expect(total.lower).toBeGreaterThan(sum(each.lower));
    expect(total.upper).toBeLessThan(sum(each.upper));
    expect((total.upper - total.lower) * 5).toBeLessThan(sum(each.upper) - sum(each.lower));
  });
});
