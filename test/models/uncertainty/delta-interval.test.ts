import { describe, expect, test } from 'vitest';
import { deltaInterval, deltaIntervalLogit } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { fitByHand as fit } from '../../support/nbd-fit.js';
import { expectClose } from '../../support/predicates.js';

describe('deltaInterval and deltaIntervalLogit', () => {
  test('by hand: exp(± 1.96 standard errors of the logarithm)', () => {
    expectClose(
      deltaInterval(fit, ({ r, alpha }) => r * alpha)?.lower,
      20 * Math.exp(-Math.sqrt(0.05) * 1.959963984540054),
      1e-9,
    );
  });

  test('no covariance, no interval; no log-odds of 0 and 1, no interval', () => {
    expect(deltaInterval({ ...fit, logCovariance: undefined }, ({ r }) => r)).toBeUndefined();
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
    expect(deltaInterval(flat, ({ a }) => a)).toBeUndefined();
    expectClose(deltaInterval(flat, ({ r }) => r)?.upper, 2 * Math.exp(0.2 * 1.959963984540054), 1e-9);
    expect(deltaInterval(flat, ({ a, b }) => a / b)?.upper).toBeCloseTo(0.6, 6);
    expect(deltaIntervalLogit(flat, ({ a, b }) => a / (a + b))?.upper).toBeCloseTo(0.375, 6);
  });

  test('draws in place of the covariance: the variance is that over the draws', () => {
    const drawn = { parameters: { r: 2, alpha: 10 }, draws: [1, 2, 4].map((r) => ({ r, alpha: 10 })) };
    // 0, log 2 and 2 log 2.
    const reach = 1.959963984540054 * Math.log(2) * Math.sqrt(2 / 3);
    expectClose(deltaInterval(drawn, ({ r }) => r)?.upper, 2 * Math.exp(reach));
    expectClose(deltaIntervalLogit(drawn, ({ r }) => r / (r + 2))?.upper, 1 / (1 + Math.exp(-reach)));
  });

  test('refuse what is no fit and no answer', () => {
    expectError(
      () => deltaInterval({ ...fit, logCovariance: [[1]] }, () => 1),
      'TypeError: deltaInterval: fit.logCovariance must be a row for each parameter, got object',
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
