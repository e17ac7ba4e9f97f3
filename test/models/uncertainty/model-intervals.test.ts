import { describe, expect, test } from 'vitest';
import {
  deltaInterval,
  deltaIntervalLogit,
  type ModelFit,
  type NbdParameters,
  nbd,
  parameterInterval,
  parametricBootstrap,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const { histories } = nbd.simulate({ r: 0.5, alpha: 10 }, { observed: { customers: 300, duration: 52 } });
const fit = nbd.fit(histories) as ModelFit<NbdParameters>;
const edge = { ...fit, logCovariance: undefined };

describe('intervals from the covariance', () => {
  test('by hand: exp(± 1.96 standard errors of the logarithm)', () => {
    const known = {
      ...fit,
      parameters: { r: 2, alpha: 10 },
      logCovariance: [
        [0.04, 0],
        [0, 0.01],
      ],
    };
    expectClose(parameterInterval(known)?.r.upper, 2 * Math.exp(0.2 * 1.959963984540054));
    expectClose(
      deltaInterval(known, ({ r, alpha }) => r * alpha)?.lower,
      20 * Math.exp(-Math.sqrt(0.05) * 1.959963984540054),
      1e-9,
    );
  });

  test('no covariance, no interval; no log-odds of 0 and 1, no interval', () => {
    expect(parameterInterval(edge)).toBeUndefined();
    expect(deltaInterval(edge, ({ r }) => r)).toBeUndefined();
    expect(deltaIntervalLogit(fit, () => 1)).toBeUndefined();
    expect(deltaIntervalLogit(fit, () => 0)).toBeUndefined();
    expect(deltaInterval(fit, () => 3)).toEqual({ value: 3, lower: 3, upper: 3, confidence: 0.95 });
  });

  test('of a fit so flat that an end is beyond all numbers: none, but of what the data tell', () => {
    const flat = {
      parameters: { r: 2, alpha: 10, a: 3, b: 5 },
      logCovariance: [
        [0.04, 0, 0, 0],
        [0, 0.01, 0, 0],
        [0, 0, 1e6, 1e6],
        [0, 0, 1e6, 1e6],
      ],
    };
    expect(parameterInterval(flat)).toBeUndefined();
    expect(deltaInterval(flat, ({ a }) => a)).toBeUndefined();
    expectClose(deltaInterval(flat, ({ r }) => r)?.upper, 2 * Math.exp(0.2 * 1.959963984540054), 1e-9);
    expect(deltaInterval(flat, ({ a, b }) => a / b)?.upper).toBeCloseTo(0.6, 6);
    expect(deltaIntervalLogit(flat, ({ a, b }) => a / (a + b))?.upper).toBeCloseTo(0.375, 6);
    // A factor of e^4 is wide, and a number.
    expect(parameterInterval({ parameters: { r: 1 }, logCovariance: [[16]] })?.r.upper).toBeCloseTo(2539.84, 2);
  });

  test('draws in place of the covariance: the variance is that over the draws', () => {
    const drawn = { parameters: { r: 2, alpha: 10 }, draws: [1, 2, 4].map((r) => ({ r, alpha: 10 })) };
    // 0, log 2 and 2 log 2.
    const reach = 1.959963984540054 * Math.log(2) * Math.sqrt(2 / 3);
    expectClose(deltaInterval(drawn, ({ r }) => r)?.upper, 2 * Math.exp(reach));
    expectClose(deltaIntervalLogit(drawn, ({ r }) => r / (r + 2))?.upper, 1 / (1 + Math.exp(-reach)));
    expect(parameterInterval(drawn)).toBeUndefined();
  });

  test('refuse what is no fit and no answer', () => {
    expectError(
      () => parameterInterval(untyped<typeof fit>(undefined)),
      'TypeError: parameterInterval: fit.parameters must be an object, got undefined',
    );
    expectError(
      () => parameterInterval({ ...fit, parameters: { r: 0, alpha: 1 } }),
      'RangeError: parameterInterval: fit.parameters.r must be a finite number > 0, got 0',
    );
    expectError(
      () => deltaInterval({ ...fit, logCovariance: [[1]] }, () => 1),
      'TypeError: deltaInterval: fit.logCovariance must be a row for each parameter, got object',
    );
    expectError(
      () => parameterInterval(fit, { confidence: 95 }),
      'RangeError: parameterInterval: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    );
    expectError(() => deltaInterval(fit, untyped(3)), 'TypeError: deltaInterval: ask must be a function, got 3');
    expectError(
      () => deltaInterval(fit, () => -1),
      'RangeError: deltaInterval: the answer of ask must be a finite number > 0, got -1',
    );
    expectError(
      () => deltaIntervalLogit(fit, () => 1.5),
      'RangeError: deltaIntervalLogit: the answer of ask must be a fraction from 0 to 1, got 1.5',
    );
  });
});

describe('parametricBootstrap', () => {
  test('is about as wide as the covariance says, and tells how far it is', () => {
    const progress: number[] = [];
    const result = parametricBootstrap(nbd, fit, histories, { draws: 60, onProgress: (done) => progress.push(done) });
    expect(result?.draws).toHaveLength(60);
    expect(result?.converged).toBe(60);
    expect([progress.length, progress[59]]).toEqual([60, 1]);
    const width = ({ lower, upper }: { lower: number; upper: number }) => Math.log(upper / lower);
    const ratio = width(result?.intervals.r as never) / width(parameterInterval(fit)?.r as never);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  test('priors of the fit are priors of the fits again, if they are told', () => {
    const priors = { r: { median: 0.5, sigma: 1e-3 } };
    const firm = nbd.fit(histories, { priors }) as ModelFit<NbdParameters>;
    const spread = (options: object) => {
      const { draws } = parametricBootstrap(nbd, firm, histories, { draws: 10, ...options }) ?? { draws: [] };
      const all = draws.map(({ r }) => r);
      return Math.max(...all) - Math.min(...all);
    };
    expect(spread({ priors })).toBeLessThan(0.01);
    expect(spread({})).toBeGreaterThan(0.05);
    expectError(
      () => spread({ priors: { r: { median: 0, sigma: 1 } } }),
      'RangeError: nbd.fit: priors.r.median must be a finite number > 0, got 0',
    );
  });

  test('nobody has no draws; refuses what is none of these', () => {
    const name = 'parametricBootstrap';
    expect(parametricBootstrap(nbd, fit, { repeats: [], lastRepeat: [], observed: [] })).toBeUndefined();
    const ask =
      (options: object, of: object = {}) =>
      () =>
        parametricBootstrap(nbd, fit, { ...histories, ...of }, options);
    expectError(ask({ draws: 0 }), `RangeError: ${name}: draws must be a whole number from 1 to 100000, got 0`);
    expectError(ask({ seed: -1 }), `RangeError: ${name}: seed must be a whole number from 0 to 4294967295, got -1`);
    expectError(ask({ onProgress: 1 }), `TypeError: ${name}: onProgress must be a function, got 1`);
    expectError(
      ask({}, { weights: histories.repeats.map(() => 1.5) }),
      `RangeError: ${name}: weights[0] must be a whole number, got 1.5`,
    );
    expectError(
      () => parametricBootstrap(untyped<typeof nbd>({}), fit, histories),
      `TypeError: ${name}: model.simulate must be a function, got undefined`,
    );
    expectError(
      () => parametricBootstrap(nbd, fit, untyped({ repeats: 1 })),
      `TypeError: ${name}: repeats must be an array or a typed array, got 1`,
    );
  });
});
