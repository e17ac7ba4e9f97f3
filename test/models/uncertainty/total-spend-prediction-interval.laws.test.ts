import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaGeometricParameters,
  customerLifetimeValue,
  type FittedParameters,
  gammaGamma,
  type NbdParameters,
  nbd,
  type PurchaseHistory,
  paretoNbd,
  type TotalPredictionInterval,
  totalSpendPredictionInterval,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { buying, customer, few, fitted, ordinary, plain, seed } from '../../support/predictions.js';
import { columnsOf } from '../../support/purchases.js';

const pareto = ({ r, alpha, a, b }: BetaGeometricParameters) => ({ parameters: { r, alpha, s: a, beta: b } });

describe('totalSpendPredictionInterval', () => {
  const spend = { model: gammaGamma, fit: { parameters: { p: 6, q: 4, gamma: 15 } } };

  law(
    'money scales: twice the money of everybody and twice γ is twice the total, its limits and its draws',
    [fitted(), few(), seed(), ordinary(0.1, 10)],
    (fit, customers, from, by) => {
      const histories = columnsOf(customers);
      const meanValue = customers.map(({ observed }) => observed);
      const ask = (factor: number) =>
        totalSpendPredictionInterval(
          { ...histories, meanValue: meanValue.map((value) => factor * value) },
          {
            purchases: { model: nbd, fit },
            spend: { model: gammaGamma, fit: { parameters: { p: 6, q: 4, gamma: 15 * factor } } },
            duration: 20,
            draws: 39,
            seed: from,
          },
        ) as TotalPredictionInterval;
      const [one, other] = [ask(1), ask(by)];
      for (const name of ['value', 'lower', 'upper'] as const) expectClose(other[name], by * one[name], 1e-11);
      one.draws.forEach((draw, i) => {
        expectClose(other.draws[i], by * draw, 1e-11);
      });
    },
  );

  law(
    'the expected money is Σ w E(purchases) E(spend); weights are repetition, and the order does not matter',
    [buying(), fc.array(fc.tuple(customer(), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 6 }), seed()],
    (parameters, rows, from) => {
      const meanValue = rows.map(([, weight], i) => 10 * weight + i);
      const options = {
        purchases: { model: paretoNbd, fit: pareto(parameters) },
        spend,
        duration: 20,
        draws: 39,
        seed: from,
      };
      const weighted = {
        ...columnsOf(rows.map(([history]) => history)),
        meanValue,
        weights: rows.map(([, weight]) => weight),
      };
      const total = totalSpendPredictionInterval(weighted, options) as TotalPredictionInterval;
      const order = rows.flatMap(([, weight], i) => new Array<number>(weight).fill(i)).toReversed();
      const repeated = {
        ...columnsOf(order.map((i) => (rows[i] as [PurchaseHistory, number])[0])),
        meanValue: order.map((i) => meanValue[i] as number),
      };
      expect(plain(totalSpendPredictionInterval(repeated, options) as TotalPredictionInterval)).toEqual(plain(total));
      let slow = 0;
      rows.forEach(([history, weight], i) => {
        const purchases = paretoNbd.expectedPurchases(options.purchases.fit.parameters, history, { to: 20 });
        const money = { repeats: history.repeats, meanValue: meanValue[i] as number };
        slow += weight * purchases * (gammaGamma.expectedSpend(spend.fit.parameters, money) as number);
      });
      expectClose(total.value, slow, 1e-11);
    },
  );

  const whole = { ...{ purchases: { model: nbd, fit: { parameters: { r: 1, alpha: 10 } } } }, spend, duration: 20 };
  const valued = (customers: readonly PurchaseHistory[]) => ({
    ...columnsOf(customers),
    meanValue: customers.map(({ observed }) => observed),
  });
  const rate = () => fc.double({ min: 0, max: 0.5, noNaN: true });
  const ask = (
    fit: FittedParameters<NbdParameters>,
    customers: readonly PurchaseHistory[],
    options: { margin?: number; forceOfInterest?: number; seed?: number; draws?: number },
  ) =>
    totalSpendPredictionInterval(valued(customers), {
      ...whole,
      purchases: { model: nbd, fit },
      draws: 39,
      ...options,
    }) as TotalPredictionInterval;

  law(
    'the margin is a factor: draws(m) = m · draws(1), and limits change places below 0',
    [fitted(), few(), seed(), rate(), fc.double({ min: -1, max: 1, noNaN: true })],
    (fit, customers, from, forceOfInterest, margin) => {
      const one = ask(fit, customers, { seed: from, forceOfInterest });
      const part = ask(fit, customers, { seed: from, forceOfInterest, margin });
      one.draws.forEach((draw, i) => {
        expect(part.draws[i]).toBe(draw * margin + 0);
      });
      expect(part.value).toBe(one.value * margin + 0);
      expect(part.lower).toBe((margin < 0 ? one.upper : one.lower) * margin + 0);
      expect(part.upper).toBe((margin < 0 ? one.lower : one.upper) * margin + 0);
    },
  );

  law(
    'later money is worth less, and none less than nothing: 0 ≤ δ ≤ δ′ ⇒ draws(0) ≥ draws(δ) ≥ draws(δ′) ≥ e^(−δ′ duration) draws(0)',
    [fitted(), few(), seed(), rate(), rate()],
    (fit, customers, from, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const [none, soon, late] = [0, low, high].map((forceOfInterest) =>
        ask(fit, customers, { seed: from, forceOfInterest }),
      ) as [TotalPredictionInterval, TotalPredictionInterval, TotalPredictionInterval];
      const rounding = 1 + 1e-9;
      none.draws.forEach((draw, i) => {
        expect(soon.draws[i]).toBeLessThanOrEqual(draw * rounding);
        expect(late.draws[i]).toBeLessThanOrEqual((soon.draws[i] as number) * rounding);
        expect((late.draws[i] as number) * rounding).toBeGreaterThanOrEqual(Math.exp(-high * 20) * draw);
      });
      expect(soon.value).toBeLessThanOrEqual(none.value * rounding);
      expect(late.value).toBeLessThanOrEqual(soon.value * rounding);
      expect(ask(fit, customers, { seed: from })).toEqual(none);
    },
  );

  law(
    'the value is that of customerLifetimeValue with the horizon: Σ E(discounted purchases) E(spend) margin',
    [fitted(), few(), rate(), fc.double({ min: -1, max: 1, noNaN: true })],
    ({ parameters }, customers, forceOfInterest, margin) => {
      const worth = customerLifetimeValue(valued(customers), {
        purchases: { model: nbd, parameters },
        spend: { model: gammaGamma, parameters: spend.fit.parameters },
        ...{ margin, forceOfInterest, horizon: 20 },
      });
      const total = ask({ parameters }, customers, { margin, forceOfInterest, draws: 39 });
      // Next to no margin leaves fewer digits than a number has.
      if (Math.abs(margin) > 1e-290) expectClose(total.value, worth?.total, 1e-9);
    },
  );
});
