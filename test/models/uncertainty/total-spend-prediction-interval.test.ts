import { describe, expect, test } from 'vitest';
import { gammaGamma, nbd, totalSpendPredictionInterval } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';
import { columns } from '../../support/predictions.js';
import { sum } from '../../support/purchases.js';

describe('totalSpendPredictionInterval', () => {
  const fit = { parameters: { r: 1, alpha: 10 } };
  const spend = { model: gammaGamma, fit: { parameters: { p: 6, q: 4, gamma: 15 } } };
  const whole = { purchases: { model: nbd, fit }, spend, duration: 1 };

  test('the money of one customer: the exact distribution by hand is that of the draws', () => {
    const one = { repeats: [2], lastRepeat: [30], observed: [40], meanValue: [40] };
    const total = totalSpendPredictionInterval(one, {
      purchases: { model: nbd, fit },
      spend,
      duration: 50,
      draws: 20_000,
    });
    const history = { repeats: 2, lastRepeat: 30, observed: 40 };
    const none = nbd.conditionalPurchaseCountProbability(fit.parameters, history, 0, { duration: 50 });
    const draws = total?.draws as Float64Array;
    expect(Math.abs(draws.filter((money) => money === 0).length / 20_000 - none)).toBeLessThan(0.01);
    expect(Math.abs(sum(draws) / 20_000 / (total?.value as number) - 1)).toBeLessThan(0.03);
    expect(total?.lower).toBe(0);
  });

  test('the discounted money of one customer: mean and variance by hand are those of the draws', () => {
    // Known rates all but: λ = 0.5, ν = 0.2 and p = 2, so that a compound Poisson process has
    // mean λ E(v) (1 − e^(−δT)) / δ and variance λ E(v²) (1 − e^(−2δT)) / 2δ.
    const one = { repeats: [0], lastRepeat: [0], observed: [1], meanValue: [0] };
    const size = 20_000;
    const total = totalSpendPredictionInterval(one, {
      purchases: { model: nbd, fit: { parameters: { r: 5e9, alpha: 1e10 } } },
      spend: { model: gammaGamma, fit: { parameters: { p: 2, q: 1e10, gamma: 5e10 } } },
      duration: 20,
      draws: size,
      margin: 0.5,
      forceOfInterest: 0.1,
    }) as NonNullable<ReturnType<typeof totalSpendPredictionInterval>>;
    const mean = 0.5 * 0.5 * 10 * ((1 - Math.exp(-2)) / 0.1);
    const variance = 0.25 * 0.5 * 150 * ((1 - Math.exp(-4)) / 0.2);
    expectClose(total.value, mean, 1e-8);
    const average = sum(total.draws) / size;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / size));
    const spread = sum(total.draws.map((draw) => (draw - average) ** 2)) / size;
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.045);
  });

  /** Spend parameters with the same variance of each logarithm, and what totals come of them. */
  const spentWith = (q: number, variance?: number, more: object = {}) =>
    totalSpendPredictionInterval(columns, {
      purchases: { model: nbd, fit },
      spend: {
        model: gammaGamma,
        fit: {
          parameters: { p: 6, q, gamma: 15 },
          logCovariance: variance && [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? variance : 0))),
        },
      },
      duration: 9,
      draws: 39,
      ...more,
    } as typeof whole);

  test('no mean spend, no interval; so close above it that parameters hardly off have none, no share of theirs', () => {
    expect(spentWith(0.9)).toBeUndefined();
    expect(spentWith(1.0005)).toBeDefined();
    const close = spentWith(1.0005, 0.01);
    expect(close?.parameterUncertainty).toBe(true);
    expect(close?.parameterShare).toBeUndefined();
    expect(close?.upper).toBeLessThan(Infinity);
    expect(spentWith(3, 0.01)?.parameterShare).toBeGreaterThan(0);
    // Of one of the two models is uncertainty, too.
    expect(spentWith(2, 0.01)?.parameterUncertainty).toBe(true);
    expect(spentWith(2)?.parameterUncertainty).toBe(false);
  });

  test('nearly flat: draws beyond all numbers are draws, and limits beyond all numbers are none', () => {
    // A logarithm of q with a standard deviation of 2.99: now and then q is a thousandth, and money e^1000 as much.
    const wide = spentWith(2, 8.95, { draws: 2000, duration: 99 });
    expect(wide?.draws.includes(Number.MAX_VALUE)).toBe(true);
    expect(wide?.draws.every(Number.isFinite)).toBe(true);
    expect(wide?.upper).toBeGreaterThan(1e6);
    expect(wide?.upper).toBeLessThan(1e300);
    expect(wide?.parameterShare).toBeUndefined();
    // The losses are as wide as the gains, discounted or not; of nothing there is no more.
    const lost = spentWith(2, 8.95, { draws: 2000, duration: 99, margin: -0.5 });
    expectClose(lost?.lower, -0.5 * (wide?.upper as number), 1e-12);
    expect(lost?.draws.includes(-Number.MAX_VALUE)).toBe(true);
    const later = spentWith(2, 8.95, { draws: 2000, duration: 99, forceOfInterest: 1e-3 });
    expect(later?.draws.includes(Number.MAX_VALUE)).toBe(true);
    expect(later?.upper).toBeLessThan(wide?.upper as number);
    expect(spentWith(2, 8.95, { draws: 2000, duration: 99, margin: 0 })).toMatchObject({ lower: 0, upper: 0 });
    // The greatest of 39 draws, of which one is beyond; and an expected total that is.
    expect(spentWith(1.1, 8.95, { duration: 99, draws: 1999, confidence: 0.999 })).toBeUndefined();
    expect(spentWith(1 + 1e-15, undefined, { duration: 1e6 })?.value).toBeLessThan(Infinity);
  });

  test('refuses what is none of these', () => {
    expectError(
      () => totalSpendPredictionInterval(columns, { ...whole, margin: 30 }),
      'RangeError: totalSpendPredictionInterval: margin must be a fraction from -1 to 1, got 30: did you mean 0.3?',
    );
    expectError(
      () => totalSpendPredictionInterval(columns, { ...whole, forceOfInterest: -1 }),
      'RangeError: totalSpendPredictionInterval: forceOfInterest must be a finite number >= 0, got -1',
    );
    const name = 'totalSpendPredictionInterval';
    const ask = (options: object) => () =>
      totalSpendPredictionInterval(columns, untyped<typeof whole>({ ...whole, ...options }));
    expectError(
      ask({ purchases: undefined }),
      `TypeError: ${name}: purchases.model.simulateFuture must be a function, got undefined`,
    );
    expectError(
      ask({ spend: { model: {} } }),
      `TypeError: ${name}: spend.model.simulateFuture must be a function, got undefined`,
    );
    expectError(
      ask({ spend: { model: gammaGamma, parameters: {} } }),
      `TypeError: ${name}: spend.fit.parameters must be an object, got undefined`,
    );
  });
});
