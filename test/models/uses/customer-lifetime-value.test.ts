import { describe, expect, test } from 'vitest';
import { bgNbd, customerLifetimeValue, gammaGamma, nbd } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const histories = { repeats: [2, 0], lastRepeat: [30, 0], observed: [40, 40], meanValue: [40, 0] };
const options = {
  purchases: { model: nbd, parameters: { r: 1, alpha: 10 } },
  spend: { model: gammaGamma, parameters: { p: 2, q: 3, gamma: 20 } },
  margin: 0.5,
  forceOfInterest: 0.01,
};

describe('customerLifetimeValue', () => {
  test('by hand: NBD buys at (r + x) / (α + T) for ever, which is worth that over the force of interest', () => {
    // 3 / 50 / 0.01 purchases of 2 (20 + 80) / (4 + 2) each; 1 / 50 / 0.01 of 2 · 20 / 2.
    const value = customerLifetimeValue(histories, options);
    expectClose(value?.values[0], (6 * (200 / 6)) / 2);
    expectClose(value?.values[1], (2 * 20) / 2);
    expectClose(value?.total, 120);
    const weighted = customerLifetimeValue({ ...histories, weights: [1, 3] }, { ...options, margin: -0.5 });
    expectClose(weighted?.values[1], -20);
    expectClose(weighted?.total, -160);
    const finite = customerLifetimeValue(histories, { ...options, forceOfInterest: 0, horizon: 100 });
    expectClose(finite?.values[1], (2 * 20) / 2);
  });

  test('nobody is worth nothing; without a mean spend there is no value; −0 is 0', () => {
    const nobody = { repeats: [], lastRepeat: [], observed: [], meanValue: [] };
    expect(customerLifetimeValue(nobody, options)).toEqual({ values: new Float64Array(0), total: 0 });
    const wild = { model: gammaGamma, parameters: { p: 2, q: 0.5, gamma: 20 } };
    const into = Float64Array.of(7, 7);
    expect(customerLifetimeValue(histories, { ...options, spend: wild, into })).toBeUndefined();
    expect([...into]).toEqual([7, 7]);
    const none = customerLifetimeValue(histories, { ...options, margin: -1, horizon: 0 });
    expect(none).toEqual({ values: Float64Array.of(0, 0), total: 0 });
  });

  test('fills a column', () => {
    const into = new Float64Array(2);
    expect(customerLifetimeValue(histories, { ...options, into })?.values).toBe(into);
    expectClose(into[0], 100);
  });

  test('refuses what is neither', () => {
    const ask =
      (change: object, of: object = {}) =>
      () =>
        customerLifetimeValue({ ...histories, ...of }, { ...options, ...change });
    const name = 'customerLifetimeValue';
    expectError(
      ask({ margin: 30 }),
      `RangeError: ${name}: margin must be a fraction from -1 to 1, got 30: did you mean 0.3?`,
    );
    expectError(ask({ margin: -1.1 }), `RangeError: ${name}: margin must be a fraction from -1 to 1, got -1.1`);
    expectError(
      ask({ discountRate: 0.1 }),
      `TypeError: ${name}: there is no option "discountRate": give forceOfInterest, the log of 1 + the rate, in one unit of time`,
    );
    expectError(ask({ horizons: 3 }), `TypeError: ${name}: there is no option "horizons": did you mean horizon?`);
    for (const part of ['purchases', 'spend'] as const) {
      expectError(
        ask({ [part]: { model: options[part].model, fit: { parameters: options[part].parameters } } }),
        `TypeError: ${name}: ${part}.parameters must be an object, got undefined: fit.parameters has them`,
      );
    }
    expectError(ask({ into: [0, 0] }), `TypeError: ${name}: into must be a Float64Array, got object`);
    expectError(
      ask({ into: new Float64Array(3) }),
      `RangeError: ${name}: into must have 2 entries, one a customer, got 3`,
    );
    expectError(
      ask({ purchases: { parameters: {} } }),
      `TypeError: ${name}: purchases.model.discountedExpectedPurchases must be a function, got undefined`,
    );
    expectError(
      ask({ spend: { model: bgNbd } }),
      `TypeError: ${name}: spend.model.expectedSpend must be a function, got undefined`,
    );
    expectError(
      () => customerLifetimeValue(histories, untyped<typeof options>(undefined)),
      `TypeError: ${name}: options must be an object, got undefined`,
    );
    expectError(
      () => customerLifetimeValue(untyped({ repeats: 2, lastRepeat: 1, observed: 2, meanValue: 3 }), options),
      `TypeError: ${name}: repeats must be an array or a typed array, got 2`,
    );
    expectError(
      ask({}, { meanValue: [0, 0] }),
      'RangeError: gammaGamma.expectedSpend: meanValue[0] must be a finite number > 0, got 0',
    );
    expectError(
      ask({}, { lastRepeat: [41, 0] }),
      'RangeError: nbd.discountedExpectedPurchases: lastRepeat[0] must be at most observed (40), got 41',
    );
    expectError(
      ask({ forceOfInterest: 0 }),
      'RangeError: nbd.discountedExpectedPurchases: forceOfInterest must be a finite number > 0, got 0',
    );
    expectError(
      ask({ spend: { model: gammaGamma, parameters: { p: 1, q: 2, gamma: 1e308 } }, forceOfInterest: 1e-9 }),
      `RangeError: ${name}: the numbers are too large to compute with`,
    );
  });
});
