import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { bgNbd, mbgNbd, nbd, totalPurchasesPredictionInterval } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { buying, customer, few, fitted, plain, seed } from '../../support/predictions.js';
import { columnsOf } from '../../support/purchases.js';

/** For which a hundred draws are enough. */
const notTooSure = () => fc.double({ min: 0.01, max: 0.98, noNaN: true });

describe('totalPurchasesPredictionInterval', () => {
  law(
    'weights are repetition, the order of customers does not matter, and the same seed draws the same',
    [fitted(), fc.array(fc.tuple(customer(), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 6 }), seed()],
    (fit, rows, from) => {
      const options = { duration: 20, draws: 39, seed: from };
      const weighted = { ...columnsOf(rows.map(([history]) => history)), weights: rows.map(([, weight]) => weight) };
      const repeated = columnsOf(rows.toReversed().flatMap(([history, weight]) => new Array(weight).fill(history)));
      const one = totalPurchasesPredictionInterval(nbd, fit, weighted, options);
      expect(plain(totalPurchasesPredictionInterval(nbd, fit, repeated, options))).toEqual(plain(one));
    },
  );

  law(
    'the limits are the k-th of n draws from both ends, k = ⌊(n + 1) (1 − c) / 2⌋; the surer, the wider',
    [fitted(), few(), notTooSure(), notTooSure(), seed(), fc.nat(150)],
    (fit, customers, one, other, from, more) => {
      const ask = (sure: number) =>
        totalPurchasesPredictionInterval(nbd, fit, columnsOf(customers), {
          duration: 20,
          draws: size,
          seed: from,
          confidence: sure,
        });
      const size = Math.ceil(2 / (1 - Math.max(one, other)) - 1) + more;
      const [narrow, wide] = [ask(Math.min(one, other)), ask(Math.max(one, other))];
      expect(wide.draws).toEqual(narrow.draws);
      expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
      expect(narrow.lower).toBeLessThanOrEqual(narrow.upper);
      expect(narrow.upper).toBeLessThanOrEqual(wide.upper);
      for (const { draws, lower, upper, confidence: sure } of [narrow, wide]) {
        const tail = ((1 - sure) / 2) * (size + 1) + 1e-6;
        // With the total to come, which may be beyond the limit itself.
        expect(draws.filter((d) => d < lower).length + 1).toBeLessThanOrEqual(tail);
        expect(draws.filter((d) => d > upper).length + 1).toBeLessThanOrEqual(tail);
        // One draw fewer inside would be too few.
        expect(draws.filter((d) => d <= lower).length).toBeGreaterThan(tail - 1);
        expect(draws.filter((d) => d >= upper).length).toBeGreaterThan(tail - 1);
      }
    },
  );

  law(
    'the expected total is the sum of expectations, and what parameters add to the variance is gᵀ C g, g = ∂ E / ∂ log θ',
    [fitted(), few(), seed()],
    (fit, customers, from) => {
      const { r, alpha } = fit.parameters;
      const total = totalPurchasesPredictionInterval(nbd, fit, columnsOf(customers), {
        duration: 20,
        draws: 50,
        seed: from,
      });
      const expected = customers.map(({ repeats, observed }) => (20 * (r + repeats)) / (alpha + observed));
      expectClose(
        total.value,
        expected.reduce((sum, each) => sum + each, 0),
        1e-12,
      );
      let [byR, byAlpha] = [0, 0];
      customers.forEach(({ observed }, i) => {
        byR += (20 * r) / (alpha + observed);
        byAlpha -= ((expected[i] as number) * alpha) / (alpha + observed);
      });
      const [[one, both], [, other]] = fit.logCovariance as [[number, number], [number, number]];
      const variance = byR * byR * one + 2 * byR * byAlpha * both + byAlpha * byAlpha * other;
      const mean = total.draws.reduce((sum, d) => sum + d, 0) / 50;
      const all = total.draws.reduce((sum, d) => sum + (d - mean) ** 2, 0) / 50;
      if (all === 0) expect(total.parameterShare).toBeUndefined();
      else expect(Math.abs((total.parameterShare as number) - Math.min(1, variance / all))).toBeLessThanOrEqual(1e-4);
    },
  );

  law(
    'draws of known parameters are as often 0 as one customer buys nothing: #(total = 0) / 500 ≈ P(N = 0)',
    [buying(), customer(), seed()],
    (parameters, history, from) => {
      for (const model of [bgNbd, mbgNbd]) {
        const columns = columnsOf([history]);
        const { draws } = totalPurchasesPredictionInterval(model, { parameters }, columns, {
          duration: 10,
          draws: 500,
          seed: from,
        });
        const none = model.conditionalPurchaseCountProbability(parameters, history, 0, { duration: 10 });
        const zeros = draws.filter((d) => d === 0).length;
        expect(Math.abs(zeros - 500 * none)).toBeLessThanOrEqual(
          6 * Math.sqrt(500 * none * Math.max(0, 1 - none)) + 12,
        );
      }
    },
  );
});
