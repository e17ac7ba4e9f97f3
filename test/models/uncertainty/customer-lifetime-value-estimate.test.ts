import { describe, expect, test } from 'vitest';
import {
  customerLifetimeValue,
  customerLifetimeValueEstimate,
  gammaGamma,
  type ModelFit,
  type NbdParameters,
  nbd,
  parametricBootstrap,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { columns } from '../../support/predictions.js';

describe('customerLifetimeValueEstimate', () => {
  const { histories } = nbd.simulate({ r: 0.8, alpha: 10 }, { observed: { customers: 300, duration: 52 } });
  const { meanValue } = gammaGamma.simulate({ p: 6, q: 4, gamma: 15 }, histories);
  const valued = { ...histories, meanValue };
  const buying = nbd.fit(histories) as ModelFit<NbdParameters>;
  const exact = [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0],
  ];
  const spend = { model: gammaGamma, fit: { parameters: { p: 6, q: 4, gamma: 15 }, logCovariance: exact } };
  const options = { purchases: { model: nbd, fit: buying }, spend, margin: 0.3, forceOfInterest: 0.003 };

  test('is about as wide as fits to simulated customers say', () => {
    const { draws } = parametricBootstrap(nbd, buying, histories, { draws: 300 }) ?? { draws: [] };
    const worth = (parameters: NbdParameters) =>
      customerLifetimeValue(valued, {
        purchases: { model: nbd, parameters },
        spend: { model: gammaGamma, parameters: spend.fit.parameters },
        margin: 0.3,
        forceOfInterest: 0.003,
      }) as NonNullable<ReturnType<typeof customerLifetimeValue>>;
    const all = draws.map(worth);
    const estimate = customerLifetimeValueEstimate(valued, options);
    const width = (pick: (one: (typeof all)[number]) => number) => {
      const sorted = all.map(pick).toSorted((a, b) => a - b);
      return (sorted[292] as number) - (sorted[7] as number);
    };
    const expectWidth = (actual: number, bootstrapped: number) =>
      expect(Math.abs(actual / bootstrapped - 1), `${actual} against ${bootstrapped}`).toBeLessThan(0.25);
    const { total, lower, upper } = estimate as NonNullable<typeof estimate>;
    expectWidth(
      total.upper - total.lower,
      width((one) => one.total),
    );
    for (const i of [0, 1, 2]) {
      expectWidth(
        (upper[i] as number) - (lower[i] as number),
        width((one) => one.values[i] as number),
      );
    }
  });

  test('no covariance, no interval; no mean, no value; nothing is worth exactly nothing', () => {
    const bare = { parameters: buying.parameters };
    expect(customerLifetimeValueEstimate(valued, { ...options, purchases: { model: nbd, fit: bare } })).toBeUndefined();
    const known = { model: gammaGamma, fit: { parameters: spend.fit.parameters } };
    expect(customerLifetimeValueEstimate(valued, { ...options, spend: known })).toBeUndefined();
    const some = exact.map((row, i) => row.map((_, j) => (i === j ? 0.01 : 0)));
    const near = { model: gammaGamma, fit: { parameters: { p: 6, q: 1.0005, gamma: 15 }, logCovariance: some } };
    expect(customerLifetimeValueEstimate(valued, { ...options, spend: near })).toBeUndefined();
    const free = customerLifetimeValueEstimate(columns, { ...options, margin: 0 });
    expect(free).toEqual({
      values: Float64Array.of(0, 0),
      lower: Float64Array.of(0, 0),
      upper: Float64Array.of(0, 0),
      total: { value: 0, lower: 0, upper: 0, confidence: 0.95 },
      confidence: 0.95,
    });
  });

  test('of a fit so flat that an end is beyond all numbers: none', () => {
    const flat = { ...buying, logCovariance: [1e6, 0].map((variance) => [variance, 0]) };
    expect(customerLifetimeValueEstimate(valued, { ...options, purchases: { model: nbd, fit: flat } })).toBeUndefined();
  });

  test('refuses what is none of these', () => {
    const name = 'customerLifetimeValueEstimate';
    const ask = (change: object) => () =>
      customerLifetimeValueEstimate(valued, untyped<typeof options>({ ...options, ...change }));
    expectError(
      () => customerLifetimeValueEstimate(valued, untyped<typeof options>(undefined)),
      `TypeError: ${name}: options must be an object, got undefined`,
    );
    expectError(
      ask({ confidence: 1 }),
      `RangeError: ${name}: confidence must be a fraction above 0 and below 1, got 1`,
    );
    expectError(
      ask({ purchases: { model: nbd, parameters: buying.parameters } }),
      `TypeError: ${name}: purchases.fit.parameters must be an object, got undefined`,
    );
    expectError(ask({ spend: undefined }), `TypeError: ${name}: spend.fit.parameters must be an object, got undefined`);
    expectError(
      ask({ margin: 30 }),
      'RangeError: customerLifetimeValue: margin must be a fraction from -1 to 1, got 30: did you mean 0.3?',
    );
    expectError(
      ask({ spend: { model: nbd, fit: spend.fit } }),
      'TypeError: customerLifetimeValue: spend.model.expectedSpend must be a function, got undefined',
    );
  });
});
