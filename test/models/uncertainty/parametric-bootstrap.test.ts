import { describe, expect, test } from 'vitest';
import { type ModelFit, type NbdParameters, nbd, parameterInterval, parametricBootstrap } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';

const { histories } = nbd.simulate({ r: 0.5, alpha: 10 }, { observed: { customers: 300, duration: 52 } });
const fit = nbd.fit(histories) as ModelFit<NbdParameters>;

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
