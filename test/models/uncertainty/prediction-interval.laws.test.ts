import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaGeometricParameters,
  bgBb,
  bgNbd,
  customerLifetimeValue,
  type FittedParameters,
  gammaGamma,
  mbgNbd,
  type NbdParameters,
  nbd,
  type PredictionInterval,
  type PurchaseHistory,
  paretoNbd,
  predictionInterval,
  type TotalPredictionInterval,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { columnsOf } from '../../support/purchases.js';

/** Ordinary parameters and customers: what may become of them is a few hundred purchases at most, each of which is added up. */
const ordinary = (least: number, most: number) =>
  fc.double({ min: Math.log(least), max: Math.log(most), noNaN: true }).map(Math.exp);
const customer = (): fc.Arbitrary<PurchaseHistory> =>
  fc
    .tuple(fc.nat(20), fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 5, max: 50, noNaN: true }))
    .map(([repeats, share, observed]) => ({ repeats, lastRepeat: repeats === 0 ? 0 : share * observed, observed }));
const buying = (): fc.Arbitrary<BetaGeometricParameters> =>
  fc.record({ r: ordinary(0.1, 5), alpha: ordinary(2, 30), a: ordinary(0.1, 5), b: ordinary(0.3, 10) });
const duration = () => fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 50, noNaN: true }));
const confidence = () => fc.double({ min: 0.01, max: 0.999, noNaN: true });
/** For which a hundred draws are enough. */
const notTooSure = () => fc.double({ min: 0.01, max: 0.98, noNaN: true });
const seed = () => fc.nat();
/** Standard errors and the correlation of the logarithms of NBD's parameters. */
const fitted = (): fc.Arbitrary<FittedParameters<NbdParameters>> =>
  fc
    .tuple(
      ordinary(0.1, 5),
      ordinary(2, 30),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    )
    .map(([r, alpha, one, other, rho]) => ({
      parameters: { r, alpha },
      logCovariance: [
        [one * one, rho * one * other],
        [rho * one * other, other * other],
      ],
    }));

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

const few = () => fc.array(customer(), { minLength: 1, maxLength: 6 });
const plain = ({ draws, ...rest }: TotalPredictionInterval) => ({ ...rest, draws: [...draws] });

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

const pareto = ({ r, alpha, a, b }: BetaGeometricParameters) => ({ parameters: { r, alpha, s: a, beta: b } });
