import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { bgBb, bgNbd, mbgNbd, nbd, type PredictionInterval, predictionInterval } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { buying, confidence, customer, duration, fitted } from '../../support/predictions.js';
import { columnsOf } from '../../support/purchases.js';

/** P(N ≤ n), added up. */
function cumulative(probability: (n: number) => number, n: number): number {
  let sum = 0;
  for (let k = 0; k <= n; k++) sum += probability(k);
  return sum;
}

/** The limits are those of the rule: no more than `tail` on either side, and nothing closer would do. */
function expectQuantiles({ lower, upper }: PredictionInterval, probability: (n: number) => number, tail: number): void {
  expect(cumulative(probability, lower - 1)).toBeLessThanOrEqual(tail + 2e-9);
  expect(cumulative(probability, lower)).toBeGreaterThanOrEqual(tail - 2e-9);
  expect(1 - cumulative(probability, upper)).toBeLessThanOrEqual(tail + 2e-9);
  if (upper > 0) expect(1 - cumulative(probability, upper - 1)).toBeGreaterThanOrEqual(tail - 2e-9);
}

describe('predictionInterval', () => {
  for (const model of [bgNbd, mbgNbd]) {
    law(
      `with known parameters the limits are quantiles: P(N < lower) ≤ (1 − c) / 2 ≥ P(N > upper), ${model.name}`,
      [buying(), customer(), duration(), confidence()],
      (parameters, history, time, sure) => {
        const interval = predictionInterval(model, { parameters }, history, { duration: time, confidence: sure });
        const probability = (n: number) =>
          model.conditionalPurchaseCountProbability(parameters, history, n, { duration: time });
        expectQuantiles(interval, probability, (1 - sure) / 2);
        expect(interval.value).toBe(model.expectedPurchases(parameters, history, { to: time }));
        expect([interval.confidence, interval.parameterUncertainty]).toEqual([sure, false]);
        if (time === 0) expect([interval.lower, interval.value, interval.upper]).toEqual([0, 0, 0]);
      },
    );
  }

  law(
    'with uncertain ones they are those of the mean over log θ ± √2 L eⱼ, with L Lᵀ = C',
    [fitted(), customer(), duration(), confidence()],
    (fit, history, time, sure) => {
      const { r, alpha } = fit.parameters;
      const [[one, both], [, other]] = fit.logCovariance as [[number, number], [number, number]];
      // Cholesky's factor of two rows by hand.
      const first = Math.sqrt(one);
      const across = one === 0 ? 0 : both / first;
      const rest = Math.sqrt(Math.max(0, other - across * across));
      const sets = [1, -1].flatMap((sign) => {
        const far = sign * Math.SQRT2;
        return [
          { r: r * Math.exp(far * first), alpha: alpha * Math.exp(far * across) },
          { r, alpha: alpha * Math.exp(far * rest) },
        ];
      });
      const probability = (n: number) =>
        sets.reduce((sum, p) => sum + nbd.conditionalPurchaseCountProbability(p, history, n, { duration: time }), 0) /
        4;
      const interval = predictionInterval(nbd, fit, history, { duration: time, confidence: sure });
      expectQuantiles(interval, probability, (1 - sure) / 2);
      expect(interval.parameterUncertainty).toBe(true);
      expect(interval.value).toBe(nbd.expectedPurchases(fit.parameters, history, { to: time }));
    },
  );

  law(
    'with draws they are those of the mean over the draws, whatever the covariance is',
    [fitted(), fc.array(fitted(), { minLength: 1, maxLength: 4 }), customer(), duration(), confidence()],
    (fit, others, history, time, sure) => {
      const draws = others.map(({ parameters }) => parameters);
      const probability = (n: number) =>
        draws.reduce((sum, p) => sum + nbd.conditionalPurchaseCountProbability(p, history, n, { duration: time }), 0) /
        draws.length;
      const interval = predictionInterval(nbd, { ...fit, draws }, history, { duration: time, confidence: sure });
      expectQuantiles(interval, probability, (1 - sure) / 2);
      expect(interval.parameterUncertainty).toBe(true);
      expect(interval.value).toBe(nbd.expectedPurchases(fit.parameters, history, { to: time }));
    },
  );

  law(
    'the surer, the wider: c ≤ c′ ⇒ lower′ ≤ lower ≤ upper ≤ upper′',
    [buying(), customer(), duration(), confidence(), confidence()],
    (parameters, history, time, one, other) => {
      const ask = (sure: number) =>
        predictionInterval(bgNbd, { parameters }, history, { duration: time, confidence: sure });
      const [narrow, wide] = [ask(Math.min(one, other)), ask(Math.max(one, other))];
      expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
      expect(narrow.lower).toBeLessThanOrEqual(narrow.upper);
      expect(narrow.upper).toBeLessThanOrEqual(wide.upper);
    },
  );

  law(
    'columns are answered customer by customer, in any order: interval(columns)ᵢ = interval(customerᵢ)',
    [
      fitted(),
      fc
        .array(customer(), { maxLength: 8 })
        .chain((all) => fc.shuffledSubarray([...all, ...all], { minLength: all.length })),
      duration(),
    ],
    (fit, customers, time) => {
      const { values, lower, upper } = predictionInterval(nbd, fit, columnsOf(customers), { duration: time });
      expect(values).toHaveLength(customers.length);
      customers.forEach((history, i) => {
        const one = predictionInterval(nbd, fit, history, { duration: time });
        expect([values[i], lower[i], upper[i]]).toEqual([one.value, one.lower, one.upper]);
      });
    },
  );

  law(
    'opportunities are no different: the limits of bgBb are quantiles, of one customer and of columns',
    [fc.nat(6), fc.nat(12), confidence()],
    (repeats, time, sure) => {
      const parameters = { alpha: 1.2035, beta: 0.7497, gamma: 0.6567, delta: 2.7834 };
      const donor = { repeats, lastRepeat: repeats, opportunities: 6 };
      const options = { duration: time, confidence: sure };
      const one = predictionInterval(bgBb, { parameters }, donor, options);
      const probability = (n: number) =>
        bgBb.conditionalPurchaseCountProbability(parameters, donor, n, { duration: time });
      expectQuantiles(one, probability, (1 - sure) / 2);
      const columns = { repeats: [repeats], lastRepeat: [repeats], opportunities: [6] };
      const { lower, upper } = predictionInterval(bgBb, { parameters }, columns, options);
      expect([lower[0], upper[0]]).toEqual([one.lower, one.upper]);
    },
  );
});
