import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaDiscreteWeibullParameters,
  betaDiscreteWeibull,
  type RetentionModel,
  shiftedBetaGeometric,
} from '../../../src/index.js';
import { likelihood, observe } from '../../../src/models/retention/survival-curve.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { age, lifelike, model, moderate, survivors } from '../../support/survivors.js';

describe('shiftedBetaGeometric and betaDiscreteWeibull', () => {
  law('survival starts at 1 and never rises: S(0) = 1, 0 ≤ S(t + k) ≤ S(t)', [model(), age(), age()], (of, t, k) => {
    expect(of.survival(0)).toBe(1);
    expect(of.survival(t + k)).toBeGreaterThanOrEqual(0);
    expect(of.survival(t + k)).toBeLessThanOrEqual(of.survival(t) * (1 + 1e-11));
  });

  law('survival is the product of the retentions: S(t) = r(1) · r(2) · … · r(t)', [model(), fc.nat(60)], (of, t) => {
    let product = 1;
    for (let at = 1; at <= t; at++) product *= of.retention(at);
    // Below the smallest normal number there are no digits to compare.
    fc.pre(product > 1e-290);
    expectClose(of.survival(t), product, 1e-11);
  });

  law('those who leave are those who are missing: P(T = t) = S(t − 1) − S(t)', [model(), age()], (of, t) =>
    expect(Math.abs(of.churn(t + 1) - (of.survival(t) - of.survival(t + 1)))).toBeLessThanOrEqual(1e-12),
  );

  law('the probabilities sum to 1: P(T = 1) + … + P(T = n) + S(n) = 1', [model(), fc.nat(200)], (of, n) => {
    let sum = of.survival(n);
    for (let t = 1; t <= n; t++) sum += of.churn(t);
    expectClose(sum, 1, 1e-12);
  });

  law('the first renewal is the mean of the beta distribution: r(1) = beta / (alpha + beta)', [model()], (of) =>
    expectClose(of.retention(1), of.beta / (of.alpha + of.beta), 1e-12),
  );

  law(
    'the expected lifetime is the sum of survival: 1 + r(n + 1) · L(n + 1) = L(n), and L(n) has its first terms',
    [model(moderate), fc.nat(50)],
    (of, n) => {
      // Barely finite or barely not, the sum has no digits.
      fc.pre(Math.abs(of.alpha * of.c - 1) > 0.01);
      const [now, next] = [of.remaining(n), of.remaining(n + 1)];
      if (now === undefined || next === undefined) {
        expect(now).toBe(next);
        return;
      }
      expectClose(now, 1 + of.retention(n + 1) * next, 1e-9);
      let first = 0;
      for (let t = n, left = 1; t < n + 50; t++, left *= of.retention(t)) first += left;
      expect(now).toBeGreaterThanOrEqual(first * (1 - 1e-12));
    },
  );

  law(
    'so is the discounted one: 1 + r(n + 1) · D(n + 1) / (1 + d) = D(n) ≤ (1 + d) / d',
    [model(moderate), fc.nat(50), fc.double({ min: 1e-4, max: 1, noNaN: true })],
    (of, n, rate) => {
      const [now, next] = [of.discounted(n, rate) as number, of.discounted(n + 1, rate) as number];
      expectClose(now, 1 + (of.retention(n + 1) * next) / (1 + rate), 1e-9);
      expect(now).toBeLessThanOrEqual(((1 + rate) / rate) * (1 + 1e-9));
      expect(now).toBeGreaterThanOrEqual(1);
    },
  );

  law(
    'survival falls like t^(−alpha · c) in the end, and a lifetime is infinite where that is 1 / t or slower, unless discounted',
    [model(moderate)],
    (of) => {
      const power = of.alpha * of.c;
      // For a smaller c, ages of numbers are not the end; for a larger one no digits of the survival are left.
      if (of.c > 0.3 && power < 10) {
        expectClose(Math.log(of.survival(2e15) / of.survival(1e15)) / Math.LN2, -power, 1e-2);
      }
      fc.pre(Math.abs(power - 1) > 0.01);
      expect(of.remaining(0) === undefined).toBe(power <= 1);
      expect(of.discounted(0, 0)).toBe(of.remaining(0));
      expect(of.discounted(0, 0.01)).toBeDefined();
    },
  );

  law(
    'the likelihood is that of the lifetimes: Σ left(t) · log P(T = t) + survivors · log S, for one cohort from age 0',
    [model(moderate), survivors()],
    (of, list) => {
      let [sum, size] = [0, 0];
      const add = (count: number, probability: number) => {
        if (count === 0) return;
        sum += count * Math.log(probability);
        size += count * Math.abs(Math.log(probability));
      };
      for (let t = 1; t < list.length; t++) add((list[t - 1] as number) - (list[t] as number), of.churn(t));
      add(list.at(-1) as number, of.survival(list.length - 1));
      fc.pre(Number.isFinite(sum));
      expect(Math.abs((of.logLikelihood(list) as number) - sum)).toBeLessThanOrEqual(1e-10 * size);
    },
  );

  law(
    'cohorts are independent: logLikelihood([a, b]) = logLikelihood(a) + logLikelihood(b)',
    [model(moderate), survivors(), survivors()],
    (of, a, b) => {
      const [one, other, both] = [of.logLikelihood(a), of.logLikelihood(b), of.logLikelihood([a, b])];
      if (one === undefined || other === undefined) expect(both).toBeUndefined();
      else expect(Math.abs((both as number) - one - other)).toBeLessThanOrEqual(1e-11 * Math.abs(one + other));
    },
  );

  law(
    'a cohort can be cut at any age: logLikelihood(seen up to t) + logLikelihood(seen from t on) = logLikelihood',
    [model(moderate), survivors(), fc.nat(12)],
    (of, list, cut) => {
      const until = list.slice(0, cut + 1);
      const since = list.map((count, t) => (t < cut ? undefined : count));
      const [first, second, whole] = [until, since, list].map(of.logLikelihood);
      fc.pre(whole !== undefined);
      expect(Math.abs((whole as number) - (first as number) - (second as number))).toBeLessThanOrEqual(
        1e-11 * Math.abs(whole as number),
      );
    },
  );

  law('a fit is the top: its gradient is 0, and no neighbour is more likely', [lifelike()], (list) => {
    for (const { fit, logLikelihood } of [
      shiftedBetaGeometric,
      betaDiscreteWeibull,
    ] as RetentionModel<BetaDiscreteWeibullParameters>[]) {
      const found = fit(list);
      if (found?.diagnosis.kind !== 'converged') continue;
      const { alpha, beta, c = 1 } = found.parameters;
      const [value, gradient] = likelihood([alpha, beta, c], observe(list, 'law'));
      expectClose(found.logLikelihood, value, 1e-13);
      expect(Math.abs(alpha * (gradient[0] as number))).toBeLessThanOrEqual(1e-7 * Math.abs(value));
      expect(Math.abs(beta * (gradient[1] as number))).toBeLessThanOrEqual(1e-7 * Math.abs(value));
      for (const [a, b, d] of [
        [1.01, 1, 1],
        [1, 1.01, 1],
        [0.99, 1, 1],
        [1, 0.99, 1],
        [1, 1, 1.01],
        [1, 1, 0.99],
      ] as const) {
        const neighbour = { alpha: alpha * a, beta: beta * b, c: c * d };
        expect(logLikelihood(neighbour, list)).toBeLessThanOrEqual(value + 1e-12 * Math.abs(value));
      }
    }
  });

  law('more parameters fit no worse: logLikelihood(BdW) ≥ logLikelihood(sBG)', [survivors()], (list) => {
    const [simple, other] = [shiftedBetaGeometric.fit(list), betaDiscreteWeibull.fit(list)];
    if (simple === undefined || other === undefined) expect(simple).toBe(other);
    else
      expect(other.logLikelihood).toBeGreaterThanOrEqual(
        simple.logLikelihood - 1e-9 * (1 + Math.abs(simple.logLikelihood)),
      );
  });

  law(
    'whatever the cohort, a fit is an answer: finite numbers, survivals from 0 to 1, and a likelihood of at most 1',
    [fc.array(survivors(), { minLength: 1, maxLength: 3 })],
    (cohorts) => {
      for (const { fit, survival } of [
        shiftedBetaGeometric,
        betaDiscreteWeibull,
      ] as RetentionModel<BetaDiscreteWeibullParameters>[]) {
        const found = fit(cohorts);
        if (found === undefined) continue;
        expect(found.logLikelihood).toBeLessThanOrEqual(0);
        // Neither NaN nor infinities, which JSON does not know.
        expect(JSON.parse(JSON.stringify(found))).toEqual(found);
        for (const value of [...Object.values(found.parameters), found.aic, found.bic])
          expect(Number.isFinite(value)).toBe(true);
        for (const t of [1, 5, 100]) {
          expect(survival(found.parameters, t)).toBeGreaterThanOrEqual(0);
          expect(survival(found.parameters, t)).toBeLessThanOrEqual(1);
        }
        expect(found.standardErrors === undefined).toBe(found.diagnosis.kind !== 'converged');
      }
    },
    // The duration parameter grows without end, because customers leave at one age.
    [
      [
        [
          [579719, 336237],
          [2, 1, 0],
        ],
      ],
    ],
  );
});
