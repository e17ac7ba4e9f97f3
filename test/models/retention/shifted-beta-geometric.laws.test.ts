import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { shiftedBetaGeometric } from '../../../src/index.js';
import { binomial } from '../../../src/internal/binomial.js';
import { seededRandom } from '../../../src/internal/random.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { age, type Bound, lifelike, moderate, sbg, weight } from '../../support/survivors.js';

/** How many of a thousand are still there, drawn from the model: each customer's θ by its mean over the drawn ones. */
function simulate(bound: Bound, customers: number, ages: number, seed: number): number[] {
  const random = seededRandom(seed);
  const list = [customers];
  for (let at = 1; at <= ages; at++) list.push(binomial(list.at(-1) as number, bound.retention(at), random));
  return list;
}

describe('shiftedBetaGeometric', () => {
  law('retention rises with age: r(t) < r(t + k)', [weight(), weight(), age(), age()], (alpha, beta, t, k) => {
    const { retention } = sbg({ alpha, beta });
    expect(retention(t + 1 + k)).toBeGreaterThanOrEqual(retention(t + 1));
  });

  law(
    'who has survived n periods follows the model with beta + n: S(n + t) / S(n) = S(t | alpha, beta + n)',
    [moderate(), moderate(), age(), age(), fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true }))],
    (alpha, beta, n, t, rate) => {
      const [all, left] = [sbg({ alpha, beta }), sbg({ alpha, beta: beta + n })];
      fc.pre(all.survival(n + t) > 1e-250);
      expectClose(all.survival(n + t), all.survival(n) * left.survival(t), 1e-11);
      expectClose(all.retention(n + t + 1), left.retention(t + 1), 1e-14);
      expectClose(all.remaining(n), left.remaining(0), 1e-14);
      expectClose(all.discounted(n, rate), left.discounted(0, rate), 1e-11);
    },
  );

  law(
    'customers who are all alike leave geometrically: S(t) → (1 − p)^t for alpha = k·p, beta = k·(1 − p)',
    [fc.double({ min: 0.01, max: 0.9, noNaN: true }), fc.nat(50)],
    (p, t) => {
      const k = 1e12;
      // What is left of the differences is about t² · p / (1 − p) / 2k.
      expectClose(sbg({ alpha: k * p, beta: k * (1 - p) }).survival(t), (1 - p) ** t, 1e-7);
    },
  );

  law(
    'the number of customers does not matter: fit(k · survivors) has the same parameters, and errors smaller by √k',
    [lifelike(), fc.integer({ min: 2, max: 1000 })],
    (list, k) => {
      const [one, many] = [list, list.map((count) => k * count)].map((each) => shiftedBetaGeometric.fit(each));
      fc.pre(one?.diagnosis.kind === 'converged');
      // A likelihood that is nearly flat leaves fewer digits.
      fc.pre((one?.standardErrors?.alpha as number) < (one?.parameters.alpha as number));
      expect(many?.diagnosis.kind).toBe('converged');
      expectClose(many?.parameters.alpha, one?.parameters.alpha, 1e-7);
      expectClose(many?.parameters.beta, one?.parameters.beta, 1e-7);
      expectClose((many?.standardErrors?.beta as number) * Math.sqrt(k), one?.standardErrors?.beta, 1e-5);
      expectClose(many?.logLikelihood, k * (one?.logLikelihood as number), 1e-10);
    },
  );

  law(
    'what the model drew it finds again: the truth is no more likely than the fit, nor much less',
    [
      fc.record({
        alpha: fc.double({ min: 0.3, max: 3, noNaN: true }),
        beta: fc.double({ min: 0.5, max: 10, noNaN: true }),
      }),
      fc.nat(1e6),
    ],
    (truth, seed) => {
      const list = simulate(sbg(truth), 100_000, 12, seed);
      const found = shiftedBetaGeometric.fit(list);
      fc.pre(found?.diagnosis.kind === 'converged');
      const { parameters, standardErrors, logLikelihood } = found as NonNullable<typeof found>;
      const atTruth = shiftedBetaGeometric.logLikelihood(truth, list) as number;
      expect(logLikelihood).toBeGreaterThanOrEqual(atTruth - 1e-9 * Math.abs(atTruth));
      // Twice the difference is χ² with 2 degrees of freedom: above 40 once in 5e8 times.
      expect(2 * (logLikelihood - atTruth)).toBeLessThan(40);
      for (const name of ['alpha', 'beta'] as const) {
        expect(Math.abs(Math.log(parameters[name] / truth[name]))).toBeLessThan(
          (6.5 * (standardErrors?.[name] as number)) / parameters[name],
        );
      }
    },
  );

  law(
    'the interval of a survival contains it, and the surer the wider',
    [lifelike(), fc.integer({ min: 1, max: 50 })],
    (list, t) => {
      const fit = shiftedBetaGeometric.fit(list);
      fc.pre(fit?.diagnosis.kind === 'converged');
      const [usual, surer] = [0.95, 0.99].map((confidence) =>
        shiftedBetaGeometric.survivalEstimate(fit as NonNullable<typeof fit>, t, { confidence }),
      );
      const ends = [surer?.lower, usual?.lower, usual?.value, usual?.upper, surer?.upper] as number[];
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
      expect(ends[0]).toBeGreaterThanOrEqual(0);
      expect(ends[4]).toBeLessThanOrEqual(1);
    },
  );
});
