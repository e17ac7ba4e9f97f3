import { describe, expect, test } from 'vitest';
import { betaDiscreteWeibull, shiftedBetaGeometric } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';
import { HIGH_END, REGULAR } from '../../support/survivors.js';

interface Fitted {
  readonly survivors: (number | null)[];
  readonly parameters: number[];
  readonly logLikelihood: number;
  readonly standardErrors: number[];
}
const table = golden<{
  points: [alpha: number, beta: number, c: number, age: number, survival: number, retention: number, churn: number][];
  lifetimes: [alpha: number, beta: number, c: number, age: number, rate: number, periods: number][];
  shiftedBetaGeometric: Fitted[];
  betaDiscreteWeibull: Fitted[];
}>('retention-models');

describe('survival, retention and churn', () => {
  test.each(table.points)(
    'alpha %d, beta %d, c %d at age %d agree with high precision',
    (alpha, beta, c, age, ...expected) => {
      const models = [
        { model: betaDiscreteWeibull, parameters: { alpha, beta, c } },
        ...(c === 1 ? [{ model: shiftedBetaGeometric, parameters: { alpha, beta, c } }] : []),
      ];
      for (const { model, parameters } of models) {
        expectClose(model.survival(parameters, age), expected[0], 1e-12);
        expectClose(model.retention(parameters, age), expected[1], 1e-12);
        expectClose(model.churnProbability(parameters, age), expected[2], 1e-11);
      }
    },
  );

  test.each(table.lifetimes)(
    'alpha %d, beta %d, c %d from age %d, discounted by %d, agree with high precision',
    (alpha, beta, c, age, rate, periods) => {
      expectClose(betaDiscreteWeibull.discountedRemainingLifetime({ alpha, beta, c }, age, rate), periods, 1e-11);
      if (c === 1)
        expectClose(shiftedBetaGeometric.discountedRemainingLifetime({ alpha, beta }, age, rate), periods, 1e-11);
    },
  );
});

describe('fit', () => {
  test('what the paper’s cohorts did in the five years that the fit has not seen', () => {
    const cohorts = [
      { survivors: REGULAR, later: [0.223, 0.207, 0.194, 0.183, 0.173] },
      { survivors: HIGH_END, later: [0.468, 0.445, 0.427, 0.409, 0.394] },
    ];
    for (const { survivors, later } of cohorts) {
      const [simple, other] = [shiftedBetaGeometric.fit(survivors), betaDiscreteWeibull.fit(survivors)];
      later.forEach((share, i) => {
        if (simple)
          expect(Math.abs(shiftedBetaGeometric.survival(simple.parameters, 8 + i) - share)).toBeLessThan(0.017);
        if (other) expect(Math.abs(betaDiscreteWeibull.survival(other.parameters, 8 + i) - share)).toBeLessThan(0.011);
      });
    }
  });

  test.each([
    ...table.shiftedBetaGeometric.map((fitted) => ({ ...fitted, fit: shiftedBetaGeometric.fit })),
    ...table.betaDiscreteWeibull.map((fitted) => ({ ...fitted, fit: betaDiscreteWeibull.fit })),
  ])('$survivors: parameters and standard errors agree with high precision', ({ survivors, fit, ...expected }) => {
    const seen = survivors.map((count) => count ?? undefined);
    const found = fit(seen);
    expect(found?.diagnosis.kind).toBe('converged');
    expectClose(found?.logLikelihood, expected.logLikelihood, 1e-13);
    Object.values(found?.parameters ?? {}).forEach((value, i) => {
      expectClose(value, expected.parameters[i], 1e-9);
    });
    Object.values(found?.standardErrors ?? {}).forEach((value, i) => {
      expectClose(value, expected.standardErrors[i], 1e-7);
    });
    const k = expected.parameters.length;
    expect(found?.aic).toBeCloseTo(2 * k - 2 * expected.logLikelihood, 8);
    expect(found?.bic).toBeCloseTo(k * Math.log(found?.customers as number) - 2 * expected.logLikelihood, 8);
    expect(found?.covariance?.map((row, i) => Math.sqrt(row[i] as number))).toEqual(
      Object.values(found?.standardErrors ?? {}),
    );
  });

  test('what the data do not say is diagnosed, and the survival that was seen is still met', () => {
    const cases: [survivors: number[], sbg: string, bdw: string, precision: number][] = [
      [[100, 100, 100, 100], 'nobodyLeft', 'nobodyLeft', 5],
      [[100, 0, 0, 0], 'everybodyLeft', 'everybodyLeft', 5],
      [[100, 60], 'unidentified', 'unidentified', 6],
      [[1600, 800, 400, 200, 100], 'homogeneous', 'homogeneous', 4],
      [[100, 60, 60, 60], 'polarised', 'polarised', 6],
      [[1e6, 999999, 999999, 999999], 'polarised', 'polarised', 6],
    ];
    for (const [survivors, sbg, bdw, precision] of cases) {
      const [simple, other] = [shiftedBetaGeometric.fit(survivors), betaDiscreteWeibull.fit(survivors)];
      expect([simple?.diagnosis.kind, other?.diagnosis.kind]).toEqual([sbg, bdw]);
      expect(simple?.standardErrors).toBeUndefined();
      expect(simple?.covariance).toBeUndefined();
      survivors.forEach((count, age) => {
        const share = count / (survivors[0] as number);
        if (simple) expect(shiftedBetaGeometric.survival(simple.parameters, age)).toBeCloseTo(share, precision);
        if (other) expect(betaDiscreteWeibull.survival(other.parameters, age)).toBeCloseTo(share, precision);
      });
    }
    expect(shiftedBetaGeometric.fit([1000, 600, 400])?.diagnosis.kind).toBe('converged');
    expect(betaDiscreteWeibull.fit([1000, 600, 400])?.diagnosis.kind).toBe('unidentified');
  });

  test('without two ages of customers there is nothing to fit', () => {
    for (const survivors of [[], [5], [0, 0, 0], [undefined, 7, undefined], [[], [3]]]) {
      expect(shiftedBetaGeometric.fit(survivors as number[])).toBeUndefined();
      expect(betaDiscreteWeibull.fit(survivors as number[])).toBeUndefined();
    }
  });

  test('cohorts of different ages are pooled, and a hole is an age at which nobody looked', () => {
    const triangle = [REGULAR, REGULAR.slice(0, 5), [...REGULAR.slice(0, 3), undefined, undefined]];
    const found = shiftedBetaGeometric.fit(triangle);
    expect(found?.customers).toBe(3000);
    expect(found?.diagnosis.kind).toBe('converged');
    const holes: (number | undefined)[] = [];
    [holes[0], holes[2]] = [1000, 468];
    expect(shiftedBetaGeometric.fit(holes)).toEqual(shiftedBetaGeometric.fit([1000, undefined, 468]));
  });

  test('impossible survivors have no likelihood', () => {
    expect(shiftedBetaGeometric.logLikelihood({ alpha: 1e-300, beta: 1e300 }, [2, 1])).toBeUndefined();
    expect(betaDiscreteWeibull.logLikelihood({ alpha: 1, beta: 1, c: 1 }, [2, 1])).toBeCloseTo(2 * Math.log(0.5), 12);
    expect(betaDiscreteWeibull.logLikelihood({ alpha: 1, beta: 1, c: 1 }, [])).toBe(0);
  });
});

describe('survivalEstimate', () => {
  test('an interval by hand: the standard error of log S by differences', () => {
    for (const [model, c] of [
      [shiftedBetaGeometric, undefined],
      [betaDiscreteWeibull, 1],
    ] as const) {
      const fit = untyped<typeof betaDiscreteWeibull>(model).fit(HIGH_END);
      const { parameters, covariance } = fit as NonNullable<typeof fit>;
      const names = c === undefined ? (['alpha', 'beta'] as const) : (['alpha', 'beta', 'c'] as const);
      const log = (changed: object) => Math.log(model.survival({ ...parameters, ...changed }, 12));
      const gradient = names.map((name) => {
        const by = 1e-5 * parameters[name];
        return (log({ [name]: parameters[name] + by }) - log({ [name]: parameters[name] - by })) / (2 * by);
      });
      const variance = gradient.reduce(
        (sum, a, i) => sum + gradient.reduce((row, b, j) => row + a * b * (covariance?.[i]?.[j] as number), 0),
        0,
      );
      const reach = (1.959963984540054 * Math.sqrt(variance)) / -log({});
      const estimate = untyped<typeof betaDiscreteWeibull>(model).survivalEstimate(fit as NonNullable<typeof fit>, 12);
      expectClose(estimate?.lower, Math.exp(log({}) * Math.exp(reach)), 1e-8);
      expectClose(estimate?.upper, Math.exp(log({}) * Math.exp(-reach)), 1e-8);
      expectClose(estimate?.value, Math.exp(log({})), 1e-13);
    }
  });

  test('certain at age 0, unknown without standard errors', () => {
    const fit = shiftedBetaGeometric.fit(REGULAR);
    const certain = { value: 1, lower: 1, upper: 1, confidence: 0.9 };
    expect(fit && shiftedBetaGeometric.survivalEstimate(fit, 0, { confidence: 0.9 })).toEqual(certain);
    const one = shiftedBetaGeometric.fit([100, 60]);
    expect(one && shiftedBetaGeometric.survivalEstimate(one, 3)).toBeUndefined();
  });
});

describe('bad input', () => {
  const parameters = { alpha: 1, beta: 1 };
  test.each<[act: () => unknown, error: string]>([
    [
      () => shiftedBetaGeometric.fit(untyped(5)),
      'TypeError: shiftedBetaGeometric.fit: survivors must be an array, got 5',
    ],
    [
      () => shiftedBetaGeometric.fit(untyped(undefined)),
      'TypeError: shiftedBetaGeometric.fit: survivors must be an array, got undefined',
    ],
    [
      () => shiftedBetaGeometric.fit([-1]),
      'RangeError: shiftedBetaGeometric.fit: survivors[0] must be a finite number >= 0, got -1',
    ],
    [
      () => shiftedBetaGeometric.fit([100, 80, 90]),
      'RangeError: shiftedBetaGeometric.fit: survivors[2] must be from 0 to the 80 of age 1, got 90',
    ],
    [
      () => shiftedBetaGeometric.fit([100, Number.NaN]),
      'RangeError: shiftedBetaGeometric.fit: survivors[1] must be from 0 to the 100 of age 0, got NaN',
    ],
    [
      () => shiftedBetaGeometric.fit(untyped([100, '80'])),
      'TypeError: shiftedBetaGeometric.fit: survivors[1] must be from 0 to the 100 of age 0, got "80"',
    ],
    [
      () => shiftedBetaGeometric.fit(untyped([null])),
      'TypeError: shiftedBetaGeometric.fit: survivors[0] must be a finite number >= 0, got null',
    ],
    [
      () =>
        betaDiscreteWeibull.fit([
          [9, 8],
          [9, 10],
        ]),
      'RangeError: betaDiscreteWeibull.fit: survivors[1][1] must be from 0 to the 9 of age 0, got 10',
    ],
    [
      () => betaDiscreteWeibull.fit(untyped([[9, 8], 7])),
      'TypeError: betaDiscreteWeibull.fit: survivors[1] must be an array, got 7',
    ],
    [
      () => shiftedBetaGeometric.logLikelihood(untyped(undefined), [1]),
      'TypeError: shiftedBetaGeometric.logLikelihood: parameters.alpha must be a finite number > 0, got undefined',
    ],
    [
      () => shiftedBetaGeometric.survival({ alpha: 0, beta: 1 }, 1),
      'RangeError: shiftedBetaGeometric.survival: parameters.alpha must be a finite number > 0, got 0',
    ],
    [
      () => shiftedBetaGeometric.survival({ alpha: 1, beta: Infinity }, 1),
      'RangeError: shiftedBetaGeometric.survival: parameters.beta must be a finite number > 0, got Infinity',
    ],
    [
      () => betaDiscreteWeibull.survival(untyped(parameters), 1),
      'TypeError: betaDiscreteWeibull.survival: parameters.c must be a finite number > 0, got undefined',
    ],
    [
      () => shiftedBetaGeometric.survival(parameters, 1.5),
      'RangeError: shiftedBetaGeometric.survival: age must be a whole number from 0 to 9007199254740991, got 1.5',
    ],
    [
      () => shiftedBetaGeometric.retention(parameters, 0),
      'RangeError: shiftedBetaGeometric.retention: age must be a whole number from 1 to 9007199254740991, got 0',
    ],
    [
      () => betaDiscreteWeibull.churnProbability({ ...parameters, c: 1 }, -1),
      'RangeError: betaDiscreteWeibull.churnProbability: age must be a whole number from 1 to 9007199254740991, got -1',
    ],
    [
      () => betaDiscreteWeibull.retention({ ...parameters, c: 1 }, 0),
      'RangeError: betaDiscreteWeibull.retention: age must be a whole number from 1 to 9007199254740991, got 0',
    ],
    [
      () => shiftedBetaGeometric.expectedLifetime({ alpha: -1, beta: 1 }),
      'RangeError: shiftedBetaGeometric.expectedLifetime: parameters.alpha must be a finite number > 0, got -1',
    ],
    [
      () => betaDiscreteWeibull.expectedLifetime({ alpha: -1, beta: 1, c: 1 }),
      'RangeError: betaDiscreteWeibull.expectedLifetime: parameters.alpha must be a finite number > 0, got -1',
    ],
    [
      () => shiftedBetaGeometric.expectedRemainingLifetime(parameters, -1),
      'RangeError: shiftedBetaGeometric.expectedRemainingLifetime: age must be a whole number from 0 to 9007199254740991, got -1',
    ],
    [
      () => betaDiscreteWeibull.expectedRemainingLifetime({ ...parameters, c: 1 }, -1),
      'RangeError: betaDiscreteWeibull.expectedRemainingLifetime: age must be a whole number from 0 to 9007199254740991, got -1',
    ],
    [
      () => shiftedBetaGeometric.discountedRemainingLifetime(parameters, 0, 10),
      'RangeError: shiftedBetaGeometric.discountedRemainingLifetime: discountRate must be a fraction from 0 to 1, got 10: did you mean 0.1?',
    ],
    [
      () => betaDiscreteWeibull.discountedRemainingLifetime({ ...parameters, c: 1 }, 0, -1),
      'RangeError: betaDiscreteWeibull.discountedRemainingLifetime: discountRate must be a fraction from 0 to 1, got -1',
    ],
    [
      () => betaDiscreteWeibull.logLikelihood({ ...parameters, c: 1 }, untyped('no')),
      'TypeError: betaDiscreteWeibull.logLikelihood: survivors must be an array, got "no"',
    ],
    [
      () => shiftedBetaGeometric.survivalEstimate(untyped(undefined), 1),
      'TypeError: shiftedBetaGeometric.survivalEstimate: fit must be an object, got undefined',
    ],
    [
      () =>
        betaDiscreteWeibull.survivalEstimate(untyped({ parameters: { ...parameters, c: 1 } }), 1, { confidence: 95 }),
      'RangeError: betaDiscreteWeibull.survivalEstimate: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    ],
    [
      () =>
        shiftedBetaGeometric.survivalEstimate(
          untyped({ parameters: { alpha: 1, beta: 2 } }),
          1,
          untyped({ level: 0.9 }),
        ),
      'TypeError: shiftedBetaGeometric.survivalEstimate: there is no option "level", only confidence',
    ],
  ])('%#', (act, error) => expectError(act, error));
});
