import { describe, expect, test } from 'vitest';
import { type GammaGammaParameters, gammaGamma, type ModelFit, type Spending } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';
import { sum } from '../../support/purchases.js';
import { cdnowOrders, hasData, note } from '../../support/real-data.js';

interface Row {
  readonly parameters: GammaGammaParameters;
  readonly spending: Spending;
  readonly logLikelihood: number;
  readonly gradient: readonly [number, number, number];
  readonly meanSpend: number | null;
  readonly expectedSpend: number | null;
}

const parameters: GammaGammaParameters = { p: 6.25, q: 3.74, gamma: 15.44 };
const columns = { repeats: [2, 0], meanValue: [30, 0] };

describe('gammaGamma', () => {
  test.each(golden<Row[]>('gamma-gamma'))('agrees with 50 digits at $parameters for $spending', (row) => {
    const { p, q, gamma } = row.parameters;
    const { repeats: x, meanValue: z } = row.spending;
    // A log-likelihood is a sum of terms of both signs: the logarithms of the beta function and of the powers.
    const size = 1 + Math.abs(Math.log(z)) + q * Math.log1p((x * z) / gamma) + p * x * Math.log1p(gamma / (x * z));
    const actual = gammaGamma.logLikelihood(row.parameters, row.spending);
    expect(Math.abs(actual - row.logLikelihood)).toBeLessThanOrEqual(
      2e-15 * size + 1e-11 * Math.abs(row.logLikelihood),
    );
    const gradient = gammaGamma.gradient(row.parameters, row.spending);
    (['p', 'q', 'gamma'] as const).forEach((name, i) => {
      const expected = row.gradient[i] as number;
      const scale =
        name === 'p' ? x * Math.log1p(gamma / (x * z)) : name === 'q' ? Math.log1p((x * z) / gamma) : q / gamma;
      expect(Math.abs(gradient[name] - expected)).toBeLessThanOrEqual(1e-11 * Math.abs(expected) + 1e-14 * scale);
    });
    expectClose(gammaGamma.meanSpend(row.parameters), row.meanSpend ?? undefined, 1e-11);
    expectClose(gammaGamma.expectedSpend(row.parameters, row.spending), row.expectedSpend ?? undefined, 1e-11);
  });

  test('customers of whom one has no mean have no column of means', () => {
    const heavy = { p: 0.1, q: 0.85, gamma: 1 };
    expect(gammaGamma.expectedSpend(heavy, { repeats: [2, 1], meanValue: [3, 3] })).toBeUndefined();
    expect(gammaGamma.expectedSpend(heavy, { repeats: [2, 2], meanValue: [3, 3] })).toBeInstanceOf(Float64Array);
    expect(gammaGamma.meanSpend(heavy)).toBeUndefined();
  });

  test('a column is filled where one is given', () => {
    const into = new Float64Array(2);
    expect(gammaGamma.expectedSpend(parameters, columns, { into })).toBe(into);
    expect(into[1]).toBe(gammaGamma.meanSpend(parameters));
  });

  test('nobody who has bought, no fit', () => {
    expect(gammaGamma.fit({ repeats: [], meanValue: [] })).toBeUndefined();
    expect(gammaGamma.fit({ repeats: [0, 0], meanValue: [0, 0] })).toBeUndefined();
  });

  test('weights are repetitions', () => {
    const { repeats, meanValue } = gammaGamma.simulate(parameters, {
      repeats: Array.from({ length: 300 }, (_, i) => 1 + (i % 5)),
    });
    const twice = gammaGamma.fit({ repeats: [...repeats, ...repeats], meanValue: [...meanValue, ...meanValue] });
    const weighted = gammaGamma.fit({ repeats, meanValue, weights: repeats.map(() => 2) });
    expectClose(weighted?.parameters.gamma, twice?.parameters.gamma, 1e-8);
    expectClose(weighted?.standardErrors?.q, twice?.standardErrors?.q, 1e-6);
    expect(weighted?.customers).toBe(600);
  });

  test('says where there is no mean, and where all customers are alike', () => {
    const repeats = Array.from({ length: 2000 }, (_, i) => 1 + (i % 9));
    const wild = gammaGamma.fit(gammaGamma.simulate({ p: 4, q: 0.7, gamma: 10 }, { repeats }));
    expect(wild?.diagnosis).toEqual({
      kind: 'noMean',
      message: 'q is at most 1: the mean spend of all customers, p gamma / (q - 1), is infinite',
    });
    const alike = gammaGamma.fit(gammaGamma.simulate({ p: 4, q: 1e9, gamma: 1e10 }, { repeats }));
    expect(['boundary', 'flat']).toContain(alike?.diagnosis.kind);
    const one = gammaGamma.fit({ repeats: [3], meanValue: [20] });
    expect(one?.diagnosis.kind).not.toBe('converged');
  });

  test.each<[string, () => unknown, string]>([
    [
      'no parameters',
      () => gammaGamma.meanSpend(untyped(undefined)),
      'TypeError: gammaGamma.meanSpend: p must be a finite number > 0, got undefined',
    ],
    [
      'a parameter of 0',
      () => gammaGamma.expectedSpend({ ...parameters, q: 0 }, columns),
      'RangeError: gammaGamma.expectedSpend: q must be a finite number > 0, got 0',
    ],
    [
      'nothing spent',
      () => gammaGamma.fit(untyped(undefined)),
      'TypeError: gammaGamma.fit: repeats must be an array or a typed array, got undefined',
    ],
    [
      'one customer to fit',
      () => gammaGamma.fit(untyped({ repeats: 1, meanValue: 1 })),
      'TypeError: gammaGamma.fit: repeats must be an array or a typed array, got 1',
    ],
    [
      'columns of two lengths',
      () => gammaGamma.fit({ repeats: [1, 2], meanValue: [1] }),
      'RangeError: gammaGamma.fit: meanValue must have 2 entries, one a customer, got 1',
    ],
    [
      'half a purchase',
      () => gammaGamma.logLikelihood(parameters, { repeats: [1, 0.5], meanValue: [1, 1] }),
      'RangeError: gammaGamma.logLikelihood: repeats[1] must be a whole number >= 0, got 0.5',
    ],
    [
      'a free purchase',
      () => gammaGamma.gradient(parameters, { repeats: 1, meanValue: 0 }),
      'RangeError: gammaGamma.gradient: meanValue must be a finite number > 0, got 0',
    ],
    [
      'a weight below 0',
      () => gammaGamma.fit({ ...columns, weights: [1, -1] }),
      'RangeError: gammaGamma.fit: weights[1] must be a finite number > 0, got -1',
    ],
    [
      'a plain array to fill',
      () => gammaGamma.expectedSpend(parameters, columns, { into: untyped([]) }),
      'TypeError: gammaGamma.expectedSpend: into must be a Float64Array, got object',
    ],
    [
      'a start that is none',
      () => gammaGamma.fit(columns, { start: untyped(1) }),
      'TypeError: gammaGamma.fit: start.p must be a finite number > 0, got undefined',
    ],
    [
      'a fit option that does not exist',
      () => gammaGamma.fit(columns, untyped({ prior: {} })),
      'TypeError: gammaGamma.fit: there is no option "prior": did you mean priors?',
    ],
    [
      'an option of expected spend that does not exist',
      () => gammaGamma.expectedSpend(parameters, columns, untyped({ horizon: 1 })),
      'TypeError: gammaGamma.expectedSpend: there is no option "horizon", only into',
    ],
    [
      'an option of the future that does not exist',
      () => gammaGamma.simulateFuture(parameters, columns, untyped({ purchases: [1], duration: 1 })),
      'TypeError: gammaGamma.simulateFuture: there is no option "duration", only purchases, seed, into, onPurchase',
    ],
    [
      'nobody to simulate',
      () => gammaGamma.simulate(parameters, untyped({})),
      'TypeError: gammaGamma.simulate: repeats must be an array or a typed array, got undefined',
    ],
    [
      'less than none to simulate',
      () => gammaGamma.simulate(parameters, { repeats: [1, -1] }),
      'RangeError: gammaGamma.simulate: repeats[1] must be a whole number >= 0, got -1',
    ],
  ])('refuses %s', (_, act, error) => {
    expectError(act, error);
  });
});

describe('gammaGamma.simulateFuture', () => {
  const spend = { p: 6, q: 4, gamma: 15 };

  test('the mean is purchases × expected spend, and a column can be filled', () => {
    const many = { repeats: new Array(20_000).fill(2), meanValue: new Array(20_000).fill(40) };
    const into = new Float64Array(20_000);
    const money = gammaGamma.simulateFuture(spend, many, { purchases: new Array(20_000).fill(3), into });
    expect(money).toBe(into);
    const expected = 3 * (gammaGamma.expectedSpend(spend, { repeats: 2, meanValue: 40 }) as number);
    expect(Math.abs(sum(money) / 20_000 / expected - 1)).toBeLessThan(0.015);
  });

  test('refuses what is none of these', () => {
    const spendings = { repeats: [2, 0], meanValue: [40, 0] };
    const ask = (options: object) => () => gammaGamma.simulateFuture(spend, spendings, untyped(options));
    const name = 'gammaGamma.simulateFuture';
    expectError(ask({}), `TypeError: ${name}: purchases must be an array or a typed array, got undefined`);
    expectError(ask({ purchases: [1] }), `RangeError: ${name}: purchases must have 2 entries, one a customer, got 1`);
    expectError(ask({ purchases: [1, 0.5] }), `RangeError: ${name}: purchases[1] must be a whole number >= 0, got 0.5`);
    expectError(
      ask({ purchases: [1, 1], seed: -1 }),
      `RangeError: ${name}: seed must be a whole number from 0 to 4294967295, got -1`,
    );
    expectError(
      () => gammaGamma.simulateFuture(spend, untyped({ repeats: 1, meanValue: 1 }), { purchases: [1] }),
      `TypeError: ${name}: repeats must be an array or a typed array, got 1`,
    );
  });

  test('what is beyond all numbers is the greatest of them, and the values of purchases add up to it', () => {
    const parameters = { p: 1, q: 1e-4, gamma: 1 };
    const newcomer = { repeats: [0], meanValue: [0] };
    const values: number[] = [];
    const options = { purchases: [3], onPurchase: (_: number, value: number) => values.push(value) };
    expect([...gammaGamma.simulateFuture(parameters, newcomer, options)]).toEqual([Number.MAX_VALUE]);
    expectClose(sum(values.map((value) => value / Number.MAX_VALUE)), 1, 1e-12);
  });
});

describe.skipIf(!hasData)(`gammaGamma on CDNOW${note}`, () => {
  test('finds the parameters of the paper: p 6.25, q 3.74, γ 15.44, of 946 customers', () => {
    // Orders of one day are one purchase; the first 39 weeks end on 30 September 1997.
    const customers = new Map<string, Map<string, number>>();
    for (const { customer, day, dollars } of cdnowOrders()) {
      if (day > '1997-09-30') continue;
      const days = customers.get(customer) ?? new Map<string, number>();
      customers.set(customer, days.set(day, (days.get(day) ?? 0) + dollars));
    }
    const spendings = [...customers.values()].map((days) => {
      const values = [...days]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(1)
        .map(([, value]) => value);
      return { repeats: values.length, meanValue: values.reduce((sum, each) => sum + each, 0) / values.length || 0 };
    });
    const fit = gammaGamma.fit({
      repeats: spendings.map(({ repeats }) => repeats),
      meanValue: spendings.map(({ meanValue }) => meanValue),
    }) as ModelFit<GammaGammaParameters>;
    expect(fit.customers).toBe(946);
    expect(fit.parameters.p.toFixed(2)).toBe('6.25');
    expect(fit.parameters.q.toFixed(2)).toBe('3.74');
    expect(fit.parameters.gamma.toFixed(2)).toBe('15.44');
    expect(fit.diagnosis.kind).toBe('converged');
  });
});
