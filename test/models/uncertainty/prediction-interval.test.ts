import { describe, expect, test } from 'vitest';
import { type NbdParameters, nbd, predictionInterval } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { columns } from '../../support/predictions.js';

describe('predictionInterval', () => {
  const parameters = { r: 1, alpha: 10 };
  const newcomer = { repeats: 0, lastRepeat: 0, observed: 0 };

  test('by hand: r = 1 makes a geometric distribution, P(N > n) = (1/2)^(n + 1)', () => {
    const ask = (confidence: number) => predictionInterval(nbd, { parameters }, newcomer, { duration: 10, confidence });
    // P(N = 0) = 1/2 is more than any tail; 2^−5 = 0.03125 is more than 0.025, and 2^−6 is not.
    expect(ask(0.95)).toEqual({ value: 1, lower: 0, upper: 5, confidence: 0.95, parameterUncertainty: false });
    expect([ask(0.93).upper, ask(0.94).upper]).toEqual([4, 5]);
    // Exactly as much as is allowed.
    expect([ask(0.5).upper, ask(0.75).upper]).toEqual([1, 2]);
    expect(ask(1e-9)).toMatchObject({ lower: 0, upper: 0 });
  });

  test('a limit above 0 for those who buy often; more than 1 − 1e-9 is not told apart', () => {
    const often = { repeats: 100, lastRepeat: 99, observed: 100 };
    const { lower, upper } = predictionInterval(nbd, { parameters }, often, { duration: 50 });
    // SciPy 1.17: nbinom.ppf([0.025, 0.975], 101, 110 / 160).
    expect([lower, upper]).toEqual([31, 63]);
    const sure = predictionInterval(nbd, { parameters }, often, { duration: 50, confidence: 1 - 1e-15 });
    expect(sure.lower).toBeLessThan(10);
    expect(sure.upper).toBeGreaterThan(90);
  });

  test('uncertain parameters make it wider; nobody has none; the progress is told', () => {
    const wide = {
      parameters,
      logCovariance: [
        [0.25, 0],
        [0, 0.25],
      ],
    };
    expect(predictionInterval(nbd, wide, newcomer, { duration: 10 }).upper).toBeGreaterThan(5);
    const none = { repeats: [], lastRepeat: [], observed: [] };
    expect(predictionInterval(nbd, wide, none, { duration: 10 })).toEqual({
      values: new Float64Array(0),
      lower: new Float64Array(0),
      upper: new Float64Array(0),
      confidence: 0.95,
      parameterUncertainty: true,
    });
    const progress: number[] = [];
    predictionInterval(nbd, wide, columns, { duration: 10, onProgress: (done) => progress.push(done) });
    expect(progress).toEqual([0.5, 1]);
  });

  test('refuses what is none of these', () => {
    const name = 'predictionInterval';
    const ask =
      (options: object, fit: object = { parameters }) =>
      () =>
        predictionInterval(
          nbd,
          untyped<{ parameters: NbdParameters }>(fit),
          columns,
          untyped({ duration: 1, ...options }),
        );
    expectError(
      () => predictionInterval(untyped<typeof nbd>({}), { parameters }, columns, { duration: 1 }),
      `TypeError: ${name}: model.conditionalPurchaseCountProbability must be a function, got undefined`,
    );
    expectError(
      () => predictionInterval(nbd, { parameters }, columns, untyped(undefined)),
      `TypeError: ${name}: options must be an object, got undefined`,
    );
    expectError(ask({ duration: -1 }), `RangeError: ${name}: duration must be a finite number >= 0, got -1`);
    expectError(
      ask({ confidence: 95 }),
      `RangeError: ${name}: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?`,
    );
    expectError(ask({ onProgress: 1 }), `TypeError: ${name}: onProgress must be a function, got 1`);
    expectError(ask({}, parameters), `TypeError: ${name}: fit.parameters must be an object, got undefined`);
    expectError(
      ask({}, { parameters, logCovariance: [[1, 0]] }),
      `TypeError: ${name}: fit.logCovariance must be a row for each parameter, got object`,
    );
    expectError(
      ask(
        {},
        {
          parameters,
          logCovariance: [
            [1, 0],
            [0, Number.NaN],
          ],
        },
      ),
      `RangeError: ${name}: fit.logCovariance[1][1] must be a finite number, got NaN`,
    );
    expectError(
      () => predictionInterval(nbd, { parameters }, { ...columns, lastRepeat: [41, 0] }, { duration: 1 }),
      'RangeError: nbd.expectedPurchases: lastRepeat[0] must be at most observed (40), got 41',
    );
  });
});
