import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type BetaDiscreteWeibullParameters,
  betaDiscreteWeibull,
  type RetentionModel,
  type ShiftedBetaGeometricParameters,
  type Survivors,
  shiftedBetaGeometric,
} from '../../../src/index.js';
import { binomial } from '../../../src/internal/binomial.js';
import { seededRandom } from '../../../src/internal/random.js';
import { likelihood, observe } from '../../../src/models/retention/survival-curve.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

/** From customers who are nearly all alike to such as are nearly all at the extremes. */
const weight = () => fc.double({ min: -6, max: 6, noNaN: true }).map((power) => 10 ** power);
/** A lifetime for c below a tenth is as good as infinite or a single period. */
const duration = () => fc.double({ min: -1, max: 2.5, noNaN: true }).map((power) => 10 ** power);
const age = () => fc.oneof(fc.nat(40), fc.nat(5000));

/** A model with parameters, its verbs bound to them. */
interface Bound {
  readonly name: string;
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
  readonly survival: (age: number) => number;
  readonly retention: (age: number) => number;
  readonly churn: (age: number) => number;
  readonly remaining: (age: number) => number | undefined;
  readonly discounted: (age: number, rate: number) => number | undefined;
  readonly logLikelihood: (survivors: Survivors | readonly Survivors[]) => number | undefined;
}

function bind<Parameters extends { alpha: number; beta: number; c?: number }>(
  name: string,
  model: RetentionModel<Parameters>,
  parameters: Parameters,
): Bound {
  return {
    name: `${name}(${JSON.stringify(parameters)})`,
    alpha: parameters.alpha,
    beta: parameters.beta,
    c: parameters.c ?? 1,
    survival: (at) => model.survival(parameters, at),
    retention: (at) => model.retention(parameters, at),
    churn: (at) => model.churnProbability(parameters, at),
    remaining: (at) => model.expectedRemainingLifetime(parameters, at),
    discounted: (at, rate) => model.discountedRemainingLifetime(parameters, at, rate),
    logLikelihood: (survivors) => model.logLikelihood(parameters, survivors),
  };
}
const sbg = (parameters: ShiftedBetaGeometricParameters) => bind('sBG', shiftedBetaGeometric, parameters);
const bdw = (parameters: BetaDiscreteWeibullParameters) => bind('BdW', betaDiscreteWeibull, parameters);
const model = (one: () => fc.Arbitrary<number> = weight): fc.Arbitrary<Bound> =>
  fc.oneof(
    fc.record({ alpha: one(), beta: one() }).map(sbg),
    fc.record({ alpha: one(), beta: one(), c: duration() }).map(bdw),
  );
const moderate = () => fc.double({ min: -1, max: 1.3, noNaN: true }).map((power) => 10 ** power);

/** A cohort that shrinks by any shares, seen at every age. */
const survivors = (): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.nat(100), { minLength: 1, maxLength: 12 }))
    .map(([first, percentages]) => {
      const list = [first];
      for (const percent of percentages) list.push(Math.floor(((list.at(-1) as number) * percent) / 100));
      return list;
    });
/** One that shrinks as cohorts do: each age keeps between a half and nearly all. */
const lifelike = (): fc.Arbitrary<number[]> =>
  fc
    .tuple(
      fc.integer({ min: 1000, max: 100_000 }),
      fc.array(fc.integer({ min: 50, max: 98 }), { minLength: 5, maxLength: 10 }),
    )
    .map(([first, percentages]) => {
      const list = [first];
      for (const percent of percentages) list.push(Math.round(((list.at(-1) as number) * percent) / 100));
      return list;
    });

/** How many of a thousand are still there, drawn from the model: each customer's θ by its mean over the drawn ones. */
function simulate(bound: Bound, customers: number, ages: number, seed: number): number[] {
  const random = seededRandom(seed);
  const list = [customers];
  for (let at = 1; at <= ages; at++) list.push(binomial(list.at(-1) as number, bound.retention(at), random));
  return list;
}

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

  law(
    'the gradient is that of the likelihood, by differences',
    [fc.tuple(moderate(), moderate(), fc.constantFrom(0.5, 1, 1.5)), lifelike()],
    (curve, list) => {
      const observed = observe(list, 'law');
      const [value, gradient] = likelihood(curve, observed);
      gradient.forEach((slope, i) => {
        const by = 1e-5 * (curve[i] as number);
        const at = (sign: number) =>
          likelihood(curve.map((x, j) => (i === j ? x + sign * by : x)) as unknown as typeof curve, observed)[0];
        expect(Math.abs((at(1) - at(-1)) / (2 * by) - slope) * (curve[i] as number)).toBeLessThanOrEqual(
          1e-6 * Math.abs(value),
        );
      });
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
});

describe('betaDiscreteWeibull', () => {
  law(
    'with c = 1 it is the shifted beta-geometric model',
    [weight(), weight(), age(), fc.double({ min: 0.001, max: 1, noNaN: true })],
    (alpha, beta, t, rate) => {
      const [one, other] = [bdw({ alpha, beta, c: 1 }), sbg({ alpha, beta })];
      expectClose(one.survival(t), other.survival(t), 1e-13);
      expectClose(one.retention(t + 1), other.retention(t + 1), 1e-11);
      expectClose(one.churn(t + 1), other.churn(t + 1), 1e-11);
      expectClose(one.discounted(t, rate), other.discounted(t, rate), 1e-9);
      // Where the sum is barely finite its last digits are lost.
      if (alpha > 1.01 || alpha < 1) expectClose(one.remaining(t), other.remaining(t), 1e-8);
    },
  );

  law(
    'age counts by its power: S(t) with c is S(u) with 1, for u = t^c whole',
    [weight(), weight(), fc.integer({ min: 0, max: 70 }), fc.constantFrom(2, 3)],
    (alpha, beta, t, c) =>
      expectClose(bdw({ alpha, beta, c }).survival(t), sbg({ alpha, beta }).survival(t ** c), 1e-11),
  );
});
