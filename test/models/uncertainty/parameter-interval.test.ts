import { describe, expect, test } from 'vitest';
import { parameterInterval } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { fitByHand as fit } from '../../support/nbd-fit.js';
import { expectClose } from '../../support/predicates.js';

describe('parameterInterval', () => {
  test('by hand: exp(± 1.96 standard errors of the logarithm)', () => {
    expectClose(parameterInterval(fit)?.r.upper, 2 * Math.exp(0.2 * 1.959963984540054));
  });

  test('no covariance, no interval; draws are none', () => {
    expect(parameterInterval({ ...fit, logCovariance: undefined })).toBeUndefined();
    const drawn = { parameters: { r: 2, alpha: 10 }, draws: [1, 2, 4].map((r) => ({ r, alpha: 10 })) };
    expect(parameterInterval(drawn)).toBeUndefined();
  });

  test('of a fit so flat that an end is beyond all numbers: none', () => {
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
    // A factor of e^4 is wide, and a number.
    expect(parameterInterval({ parameters: { r: 1 }, logCovariance: [[16]] })?.r.upper).toBeCloseTo(2539.84, 2);
  });

  test('refuses what is no fit', () => {
    expectError(
      () => parameterInterval(untyped<typeof fit>(undefined)),
      'TypeError: parameterInterval: fit.parameters must be an object, got undefined',
    );
    expectError(
      () => parameterInterval({ ...fit, parameters: { r: 0, alpha: 1 } }),
      'RangeError: parameterInterval: fit.parameters.r must be a finite number > 0, got 0',
    );
    expectError(
      () => parameterInterval(fit, { confidence: 95 }),
      'RangeError: parameterInterval: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    );
  });
});
