import { describe, expect, test } from 'vitest';
import {
  type BetaGeometricParameters,
  bgBb,
  bgNbd,
  mbgNbd,
  nbd,
  type PurchaseModel,
  paretoNbd,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { sum } from '../../support/purchases.js';

const beta: BetaGeometricParameters = { r: 0.6, alpha: 5, a: 0.8, b: 2.5 };
const pareto = { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 };
const customer = { repeats: 7, lastRepeat: 29.43, observed: 38.86 };

describe('simulateFuture', () => {
  /** The mean of futures of some customers against the expectation, in standard errors of that mean. */
  function distance<Parameters>(model: PurchaseModel<Parameters>, parameters: Parameters): number {
    const { histories } = model.simulate(parameters, { observed: { customers: 400, duration: 40 }, seed: 3 });
    const expected = sum(model.expectedPurchases(parameters, histories, { to: 30 }));
    const totals = Array.from({ length: 400 }, (_, seed) =>
      sum(model.simulateFuture(parameters, histories, { duration: 30, seed })),
    );
    const mean = sum(totals) / 400;
    const variance = sum(totals.map((total) => (total - mean) ** 2)) / 399;
    // The standard error is about 1% of the mean at most.
    expect(Math.sqrt(variance / 400) / expected).toBeLessThan(0.01);
    return Math.abs(mean - expected) / Math.sqrt(variance / 400);
  }

  test('the mean of many futures is the expectation: within 4 standard errors', () => {
    expect(distance(bgNbd, beta)).toBeLessThan(4);
    expect(distance(mbgNbd, beta)).toBeLessThan(4);
    expect(distance(paretoNbd, pareto)).toBeLessThan(4);
    expect(distance(nbd, { r: 0.6, alpha: 5 })).toBeLessThan(4);
  });

  test('20,000 futures of a new customer and of one who has come twice: each count as often as it is probable', () => {
    const expectFrequencies = <Parameters>(model: PurchaseModel<Parameters>, parameters: Parameters) => {
      for (const repeats of [0, 2]) {
        const one = { repeats, lastRepeat: repeats * 3, observed: 8 };
        const many = {
          repeats: new Array(20_000).fill(repeats),
          lastRepeat: new Array(20_000).fill(repeats * 3),
          observed: new Array(20_000).fill(8),
        };
        const counts = model.simulateFuture(parameters, many, { duration: 40 });
        for (let n = 0; n <= 8; n++) {
          const probability = model.conditionalPurchaseCountProbability(parameters, one, n, { duration: 40 });
          const seen = counts.filter((count) => count === n).length / 20_000;
          const error = Math.sqrt((probability * (1 - probability)) / 20_000);
          expect(Math.abs(seen - probability), `${model.name}, ${repeats}, ${n}`).toBeLessThan(4 * error);
        }
      }
    };
    expectFrequencies(bgNbd, { r: 0.6, alpha: 5, a: 1, b: 2 });
    expectFrequencies(mbgNbd, { r: 0.6, alpha: 5, a: 1, b: 2 });
    expectFrequencies(paretoNbd, { r: 0.6, alpha: 5, s: 0.7, beta: 6 });
    expectFrequencies(nbd, { r: 0.6, alpha: 5 });
  });

  test('the mean time of purchases is that of the expectation: E(0, 15] of E(0, 30] come in the first half', () => {
    const many = {
      repeats: new Array(20_000).fill(3),
      lastRepeat: new Array(20_000).fill(30),
      observed: new Array(20_000).fill(35),
    };
    const expectShare = <Parameters>(model: PurchaseModel<Parameters>, parameters: Parameters) => {
      let early = 0;
      const onPurchase = (_: number, time: number) => {
        if (time <= 15) early++;
      };
      const all = sum(model.simulateFuture(parameters, many, { duration: 30, onPurchase }));
      const one = { repeats: 3, lastRepeat: 30, observed: 35 };
      const share =
        model.expectedPurchases(parameters, one, { to: 15 }) / model.expectedPurchases(parameters, one, { to: 30 });
      expect(Math.abs(early / all - share)).toBeLessThan(0.015);
    };
    expectShare(bgNbd, { r: 0.6, alpha: 5, a: 3, b: 3 });
    expectShare(mbgNbd, { r: 0.6, alpha: 5, a: 3, b: 3 });
    expectShare(paretoNbd, { r: 0.6, alpha: 5, s: 3, beta: 10 });
    expectShare(nbd, { r: 0.6, alpha: 5 });
  });

  test('who has long been silent after buying often never comes back', () => {
    const gone = { repeats: 50, lastRepeat: 10, observed: 1000 };
    for (let seed = 0; seed < 100; seed++) {
      expect(bgNbd.simulateFuture(beta, gone, { duration: 1000, seed })).toBe(0);
      expect(mbgNbd.simulateFuture(beta, gone, { duration: 1000, seed })).toBe(0);
      expect(paretoNbd.simulateFuture(pareto, gone, { duration: 1000, seed })).toBe(0);
    }
    expect(nbd.simulateFuture({ r: 0.6, alpha: 5 }, gone, { duration: 1000 })).toBeGreaterThan(0);
  });

  test('refuses what is none of these', () => {
    const ask = (options: object) => () => bgNbd.simulateFuture(beta, customer, untyped({ duration: 1, ...options }));
    const name = 'bgNbd.simulateFuture';
    expectError(ask({ duration: -1 }), `RangeError: ${name}: duration must be a finite number >= 0, got -1`);
    expectError(ask({ seed: 0.5 }), `RangeError: ${name}: seed must be a whole number from 0 to 4294967295, got 0.5`);
    expectError(ask({ onPurchase: 1 }), `TypeError: ${name}: onPurchase must be a function, got 1`);
    expectError(
      () => bgNbd.simulateFuture(beta, customer, untyped(undefined)),
      `TypeError: ${name}: options must be an object, got undefined`,
    );
    expectError(
      () =>
        bgBb.simulateFuture(
          { alpha: 1, beta: 1, gamma: 1, delta: 1 },
          { repeats: 0, lastRepeat: 0, opportunities: 1 },
          { duration: 0.5 },
        ),
      'RangeError: bgBb.simulateFuture: duration must be a whole number from 0 to 1000000, got 0.5',
    );
  });
});
