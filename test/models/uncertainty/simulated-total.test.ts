import { describe, expect, test } from 'vitest';
import { gammaGamma, nbd, totalPurchasesPredictionInterval, totalSpendPredictionInterval } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { columns } from '../../support/predictions.js';

describe('simulatedTotal', () => {
  const fit = { parameters: { r: 1, alpha: 10 } };
  const spend = { model: gammaGamma, fit: { parameters: { p: 6, q: 4, gamma: 15 } } };
  const whole = { purchases: { model: nbd, fit }, spend, duration: 1 };

  test('nobody buys nothing, and neither does anybody in no time', () => {
    const none = { repeats: [], lastRepeat: [], observed: [], meanValue: [] };
    const nothing = {
      value: 0,
      lower: 0,
      upper: 0,
      confidence: 0.95,
      parameterUncertainty: false,
      parameterShare: undefined,
    };
    expect(totalPurchasesPredictionInterval(nbd, fit, none, { duration: 9, draws: 39 })).toEqual({
      ...nothing,
      draws: new Float64Array(39),
    });
    expect(totalPurchasesPredictionInterval(nbd, fit, columns, { duration: 0, draws: 39 })).toMatchObject(nothing);
    const purchases = { model: nbd, fit };
    expect(totalSpendPredictionInterval(none, { purchases, spend, duration: 9, draws: 39 })).toMatchObject(nothing);
    expect(totalSpendPredictionInterval(columns, { purchases, spend, duration: 0, draws: 39 })).toMatchObject(nothing);
  });

  test('tells how far it is, and draws otherwise with another seed', () => {
    const progress: number[] = [];
    const ask = (seed: number) =>
      totalPurchasesPredictionInterval(nbd, fit, columns, {
        duration: 50,
        draws: 4,
        confidence: 0.5,
        seed,
        onProgress: (done) => progress.push(done),
      });
    expect(ask(1).draws).not.toEqual(ask(2).draws);
    expect(progress.slice(0, 4)).toEqual([0.25, 0.5, 0.75, 1]);
  });

  test('39 draws are as few as can be for 95%: the limits are the least and the greatest of them', () => {
    const ask = (draws: number, confidence?: number) =>
      totalPurchasesPredictionInterval(nbd, fit, columns, { duration: 50, draws, confidence });
    const { draws, lower, upper } = ask(39);
    expect([lower, upper]).toEqual([Math.min(...draws), Math.max(...draws)]);
    const [least, , most] = [...ask(3, 0.5).draws].toSorted((a, b) => a - b);
    for (const sure of [0.01, 0.5]) expect(ask(3, sure)).toMatchObject({ lower: least, upper: most });
    for (const [fewer, sure] of [
      [38, 0.95],
      [18, 0.9],
      [198, 0.99],
      [1, 0.2],
    ] as const) {
      expectError(
        () => ask(fewer, sure),
        `RangeError: totalPurchasesPredictionInterval: draws must be at least ${fewer + 1} for a confidence of ${sure}, got ${fewer}`,
      );
      expect(ask(fewer + 1, sure).draws).toHaveLength(fewer + 1);
    }
  });

  test('refuse what is none of these', () => {
    for (const [name, ask] of [
      [
        'totalPurchasesPredictionInterval',
        (of: object, options: object) =>
          totalPurchasesPredictionInterval(nbd, fit, { ...columns, ...of }, untyped({ duration: 1, ...options })),
      ],
      [
        'totalSpendPredictionInterval',
        (of: object, options: object) =>
          totalSpendPredictionInterval({ ...columns, ...of }, untyped<typeof whole>({ ...whole, ...options })),
      ],
    ] as const) {
      expectError(
        () => ask({}, { draws: 0 }),
        `RangeError: ${name}: draws must be a whole number from 1 to 1000000, got 0`,
      );
      expectError(
        () => ask({}, { seed: -1 }),
        `RangeError: ${name}: seed must be a whole number from 0 to 4294967295, got -1`,
      );
      expectError(
        () => ask({}, { duration: -1 }),
        `RangeError: ${name}: duration must be a finite number >= 0, got -1`,
      );
      expectError(
        () => ask({}, { confidence: 95 }),
        `RangeError: ${name}: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?`,
      );
      expectError(() => ask({}, { onProgress: 1 }), `TypeError: ${name}: onProgress must be a function, got 1`);
      expectError(
        () => ask({ weights: [1, 1.5] }, {}),
        `RangeError: ${name}: weights[1] must be a whole number, got 1.5`,
      );
      expectError(
        () => ask({ weights: [1, 1e9] }, {}),
        `RangeError: ${name}: the sum of weights must be at most 100000000, got 1000000001`,
      );
      expectError(
        () => ask({ repeats: 1 }, {}),
        `TypeError: ${name}: repeats must be an array or a typed array, got 1`,
      );
    }
  });
});
