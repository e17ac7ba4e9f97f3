import { describe, expect, test } from 'vitest';
import {
  type BgBbParameters,
  bgBb,
  type ModelFit,
  type OpportunityHistory,
  purchaseOpportunities,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';

interface Row {
  readonly parameters: BgBbParameters;
  readonly history: OpportunityHistory;
  readonly logLikelihood: number;
  readonly gradient: readonly [number, number, number, number];
  readonly alive: readonly (readonly [at: number, probability: number])[];
  readonly gone: readonly (readonly [at: number, probability: number])[];
  readonly purchases: readonly (readonly [from: number, to: number, expected: number])[];
  readonly counts: readonly (readonly [count: number, duration: number, probability: number])[];
  readonly discounted: readonly (readonly [rate: number, horizon: number | null, purchases: number])[];
  readonly purchaseProbability: number;
  readonly dropoutProbability: number;
}

const NAMES = ['alpha', 'beta', 'gamma', 'delta'] as const;

describe('agrees with 60 digits', () => {
  test.each(golden<Row[]>('bg-bb'))('at $parameters for $history', (row) => {
    const { parameters, history } = row;
    const size = 1 + Math.abs(row.logLikelihood);
    expect(Math.abs(bgBb.logLikelihood(parameters, history) - row.logLikelihood)).toBeLessThanOrEqual(1e-14 * size);
    const gradient = bgBb.gradient(parameters, history);
    NAMES.forEach((name, i) => {
      const expected = row.gradient[i] as number;
      const scale = Math.max(1, history.repeats) / parameters[name];
      expect(Math.abs(gradient[name] - expected)).toBeLessThanOrEqual(1e-11 * Math.abs(expected) + 1e-14 * scale);
    });
    for (const [at, expected] of row.alive)
      expectClose(bgBb.probabilityAlive(parameters, history, { at }), expected, 1e-11);
    for (const [at, expected] of row.gone)
      expectClose(bgBb.probabilityGone(parameters, history, { at }), expected, 1e-11);
    for (const [from, to, expected] of row.purchases) {
      expectClose(bgBb.expectedPurchases(parameters, history, { from, to }), expected, 1e-11);
    }
    for (const [count, duration, expected] of row.counts) {
      expectClose(bgBb.conditionalPurchaseCountProbability(parameters, history, count, { duration }), expected, 1e-11);
    }
    for (const [discountRate, horizon, expected] of row.discounted) {
      const options = { discountRate, horizon: horizon ?? undefined };
      expectClose(bgBb.discountedExpectedPurchases(parameters, history, options), expected, 1e-11);
    }
    const rates = bgBb.posteriorRates(parameters, history);
    expectClose(rates.purchaseProbability, row.purchaseProbability, 1e-11);
    expectClose(rates.dropoutProbability, row.dropoutProbability, 1e-11);
  });
});

/**
 * 11,104 donors to public radio whose first gift was in 1995, and the six years after it: how many there are of each number
 * of years with a gift and last such year. Table 3 of Fader, Hardie and Shang (2010), "Customer-Base Analysis in a
 * Discrete-Time Noncontractual Setting", Marketing Science 29(6), 1086-1108.
 */
const DONORS = [
  [0, 0, 3464],
  [1, 1, 1091],
  [1, 2, 277],
  [1, 3, 129],
  [1, 4, 78],
  [1, 5, 119],
  [1, 6, 129],
  [2, 2, 613],
  [2, 3, 255],
  [2, 4, 155],
  [2, 5, 173],
  [2, 6, 234],
  [3, 3, 322],
  [3, 4, 181],
  [3, 5, 225],
  [3, 6, 357],
  [4, 4, 240],
  [4, 5, 284],
  [4, 6, 512],
  [5, 5, 335],
  [5, 6, 728],
  [6, 6, 1203],
] as const;

const donors = {
  repeats: DONORS.map(([x]) => x),
  lastRepeat: DONORS.map(([, t]) => t),
  opportunities: DONORS.map(() => 6),
  weights: DONORS.map(([, , count]) => count),
};

describe('the donors of the paper', () => {
  const fit = bgBb.fit(donors) as ModelFit<BgBbParameters>;

  test('has its parameters: α 1.204, β 0.750, γ 0.657, δ 2.783, log-likelihood −33,225.6', () => {
    expect(NAMES.map((name) => fit.parameters[name].toFixed(3))).toEqual(['1.204', '0.750', '0.657', '2.783']);
    expect(fit.logLikelihood.toFixed(1)).toBe('-33225.6');
    expect(fit.customers).toBe(11_104);
    expect(fit.diagnosis.kind).toBe('converged');
  });

  test('the gradient vanishes, and the log-likelihood falls by half one standard error away', () => {
    const gradient = bgBb.gradient(fit.parameters, donors);
    for (const name of NAMES) expect(Math.abs(gradient[name] * fit.parameters[name])).toBeLessThan(1e-6);
    const step = Math.sqrt(fit.logCovariance?.[2]?.[2] as number);
    const along = (k: number): BgBbParameters => {
      const by = NAMES.map((_, j) => Math.exp((k * (fit.logCovariance?.[2]?.[j] as number)) / step));
      const [alpha, beta, gamma, delta] = NAMES.map((name, j) => fit.parameters[name] * (by[j] as number));
      return { alpha, beta, gamma, delta } as BgBbParameters;
    };
    const falls = (fit.logLikelihood - bgBb.logLikelihood(along(0.01), donors)) * 2e4;
    expect(falls).toBeGreaterThan(0.98);
    expect(falls).toBeLessThan(1.02);
  });

  test('a weight is as many rows, in any order', () => {
    const rows = DONORS.flatMap(([x, t, count]) =>
      Array.from({ length: Math.round(count / 20) }, () => [x, t] as const),
    );
    const one = bgBb.fit({
      repeats: rows.map(([x]) => x).reverse(),
      lastRepeat: rows.map(([, t]) => t).reverse(),
      opportunities: rows.map(() => 6),
    }) as ModelFit<BgBbParameters>;
    const weights = DONORS.map(([, , count]) => Math.round(count / 20));
    const other = bgBb.fit({ ...donors, weights }) as ModelFit<BgBbParameters>;
    for (const name of NAMES) expectClose(one.parameters[name], other.parameters[name], 1e-8);
    expectClose(one.logLikelihood, other.logLikelihood);
  });

  test('a start leads to the same place, a narrow prior holds its parameter', () => {
    const start = { alpha: 30, beta: 0.01, gamma: 5, delta: 0.2 };
    expectClose((bgBb.fit(donors, { start }) as ModelFit<BgBbParameters>).parameters.delta, fit.parameters.delta, 1e-7);
    const priors = { gamma: { median: 0.2, sigma: 1e-5 } };
    const held = bgBb.fit(donors, { priors }) as ModelFit<BgBbParameters>;
    expectClose(held.parameters.gamma, 0.2, 1e-3);
    expect(held.logLikelihood).toBeLessThan(fit.logLikelihood);
  });
});

describe('fit', () => {
  test('nobody has no parameters', () => {
    expect(bgBb.fit({ repeats: [], lastRepeat: [], opportunities: [] })).toBeUndefined();
  });

  test('where nobody leaves it says so', () => {
    const loyal = bgBb.simulate(
      { alpha: 1, beta: 2, gamma: 1e-12, delta: 1 },
      { observed: { customers: 800, opportunities: 12 } },
    );
    const fit = bgBb.fit(loyal.histories) as ModelFit<BgBbParameters>;
    expect(fit.diagnosis.kind).toBe('boundary');
    expect(fit.diagnosis.message).toContain('no customer seems to leave in these data');
    expect(fit.standardErrors).toBeUndefined();
  });

  test('where all seem to leave with the same probability, how much the same is not told', () => {
    // Nobody leaves soon or late.
    const fit = bgBb.fit({
      repeats: [1, 2, 3, 1, 2, 3, 4],
      lastRepeat: [3, 3, 3, 4, 4, 4, 4],
      opportunities: [8, 8, 8, 8, 8, 8, 8],
      weights: [20, 20, 60, 20, 20, 20, 80],
    }) as ModelFit<BgBbParameters>;
    expect(fit.diagnosis.kind).toBe('flat');
    expect(fit.diagnosis.message).toContain('gamma, delta');
  });

  test('where nobody came again, or one customer is all there is, it does not pretend', () => {
    const never = bgBb.fit({ repeats: [0, 0], lastRepeat: [0, 0], opportunities: [3, 4] });
    expect(never?.diagnosis.kind).not.toBe('converged');
    expect(bgBb.fit({ repeats: [3], lastRepeat: [5], opportunities: [7] })?.diagnosis.kind).not.toBe('converged');
    expect(bgBb.fit({ repeats: [0], lastRepeat: [0], opportunities: [0] })?.diagnosis.kind).not.toBe('converged');
  });

  test('reads what purchaseOpportunities makes of orders', () => {
    const gifts = [
      { who: 'Ann', day: '2019-12-01' },
      { who: 'Ann', day: '2021-12-20' },
      { who: 'Bob', day: '2021-06-30' },
    ];
    const histories = purchaseOpportunities(gifts, {
      customer: ({ who }) => who,
      time: ({ day }) => day,
      end: '2025-01-01',
      period: 'year',
    });
    const parameters = { alpha: 1, beta: 1, gamma: 1, delta: 1 };
    const [ann, bob] = bgBb.probabilityAlive(parameters, histories);
    expect(ann).toBe(bgBb.probabilityAlive(parameters, { repeats: 1, lastRepeat: 2, opportunities: 5 }));
    expect(bob).toBe(bgBb.probabilityAlive(parameters, { repeats: 0, lastRepeat: 0, opportunities: 3 }));
  });
});

describe('where sums would overflow or divide 0 by 0', () => {
  test('a coin of half, tossed 3,000 times: P(1,500 heads) = C(3000, 1500) / 2^3000', () => {
    const coin = { alpha: 1e14, beta: 1e14, gamma: 1e-300, delta: 1 };
    const stirling = (1 - 1 / 12_000 + 1 / (128 * 1500 ** 2)) / Math.sqrt(1500 * Math.PI);
    expectClose(bgBb.purchaseCountProbability(coin, 1500, { duration: 3000 }), stirling, 1e-9);
  });

  test('who never leaves, without discount: DERT(0, h) = h E(p)', () => {
    const loyal = { alpha: 1, beta: 3, gamma: 1e-200, delta: 1 };
    const nobody = { repeats: 0, lastRepeat: 0, opportunities: 0 };
    expectClose(bgBb.discountedExpectedPurchases(loyal, nobody, { discountRate: 0, horizon: 40 }), 10);
  });
});

describe('simulate', () => {
  const parameters = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };

  test('what is observed and what is hidden belong together', () => {
    const observed = Float64Array.from({ length: 500 }, (_, i) => i % 12);
    const simulated = bgBb.simulate(parameters, { observed, holdout: 5, seed: 3 });
    const { histories, holdout, activeUntil, purchaseProbability, dropoutProbability } = simulated;
    expect(histories.opportunities).toEqual(observed);
    expect(bgBb.simulate(parameters, { observed, holdout: 5, seed: 3 })).toEqual(simulated);
    expect(bgBb.simulate(parameters, { observed, holdout: 5, seed: 4 })).not.toEqual(simulated);
    observed.forEach((end, i) => {
      expect(activeUntil[i]).toBeLessThanOrEqual(end + 5);
      expect(activeUntil[i]).toBeGreaterThanOrEqual(histories.lastRepeat[i] as number);
      if ((activeUntil[i] as number) <= end) expect(holdout[i]).toBe(0);
      expect(purchaseProbability[i]).toBeGreaterThanOrEqual(0);
      expect(dropoutProbability[i]).toBeLessThanOrEqual(1);
    });
  });

  test('as many purchases as expected come, in the observation and after it', () => {
    const { histories, holdout, activeUntil, purchaseProbability, dropoutProbability } = bgBb.simulate(parameters, {
      observed: { customers: 40_000, opportunities: 6 },
      holdout: 5,
    });
    const mean = (column: Float64Array) => column.reduce((sum, each) => sum + each, 0) / 40_000;
    const near = (actual: number, expected: number) => expect(Math.abs(actual / expected - 1)).toBeLessThan(0.03);
    near(mean(purchaseProbability), 1.2 / 1.95);
    near(mean(dropoutProbability), 0.66 / 3.46);
    near(mean(histories.repeats), bgBb.expectedPurchasesOfNewCustomer(parameters, { to: 6 }));
    near(mean(holdout), bgBb.expectedPurchasesOfNewCustomer(parameters, { from: 6, to: 11 }));
    // And customer by customer: the mean of what is expected of each, given the history.
    near(mean(holdout), mean(bgBb.expectedPurchases(parameters, histories, { to: 5 })));
    near(mean(activeUntil.map((until) => (until >= 6 ? 1 : 0))), mean(bgBb.probabilityAlive(parameters, histories)));
  });
});

describe('refuses', () => {
  const parameters = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };
  const customer = { repeats: 2, lastRepeat: 4, opportunities: 6 };
  const columns = { repeats: [2, 0], lastRepeat: [4, 0], opportunities: [6, 6] };

  test.each<[string, () => unknown, string]>([
    [
      'no parameters',
      () => bgBb.probabilityAlive(untyped(undefined), customer),
      'TypeError: bgBb.probabilityAlive: alpha must be a finite number > 0, got undefined',
    ],
    [
      'a fit instead of its parameters',
      () => bgBb.probabilityAlive(untyped({ parameters }), customer),
      'TypeError: bgBb.probabilityAlive: parameters must be those of a model, got a fit: pass fit.parameters',
    ],
    [
      'a parameter of 0',
      () => bgBb.gradient({ ...parameters, delta: 0 }, customer),
      'RangeError: bgBb.gradient: delta must be a finite number > 0, got 0',
    ],
    [
      'no history',
      () => bgBb.logLikelihood(parameters, untyped(undefined)),
      'TypeError: bgBb.logLikelihood: repeats must be an array or a typed array, got undefined',
    ],
    [
      'half a purchase',
      () => bgBb.probabilityGone(parameters, { ...customer, repeats: 0.5 }),
      'RangeError: bgBb.probabilityGone: repeats must be a whole number from 0 to 1000000, got 0.5',
    ],
    [
      'half an opportunity',
      () => bgBb.probabilityGone(parameters, { ...customer, opportunities: 6.5 }),
      'RangeError: bgBb.probabilityGone: opportunities must be a whole number from 0 to 1000000, got 6.5',
    ],
    [
      'a time of purchase without one',
      () => bgBb.probabilityAlive(parameters, { ...columns, lastRepeat: [4, 1] }),
      'RangeError: bgBb.probabilityAlive: lastRepeat[1] must be 0 for a customer without repeat purchases, got 1',
    ],
    [
      'two purchases at one opportunity',
      () => bgBb.probabilityAlive(parameters, { ...customer, lastRepeat: 1 }),
      'RangeError: bgBb.probabilityAlive: lastRepeat must be at least repeats (2), got 1; there is one purchase an opportunity',
    ],
    [
      'a purchase after the end',
      () => bgBb.probabilityAlive(parameters, { ...columns, opportunities: [3, 6] }),
      'RangeError: bgBb.probabilityAlive: lastRepeat[0] must be at most opportunities (3), got 4',
    ],
    [
      'a short column',
      () => bgBb.probabilityAlive(parameters, { ...columns, opportunities: [6] }),
      'RangeError: bgBb.probabilityAlive: opportunities must have 2 entries, one a customer, got 1',
    ],
    [
      'a weight of nothing',
      () => bgBb.fit({ ...columns, weights: [1, 0] }),
      'RangeError: bgBb.fit: weights[1] must be a finite number > 0, got 0',
    ],
    [
      'options that are none',
      () => bgBb.probabilityAlive(parameters, customer, untyped(3)),
      'TypeError: bgBb.probabilityAlive: options must be an object, got 3',
    ],
    [
      'half an opportunity to come',
      () => bgBb.probabilityAlive(parameters, customer, { at: 0.5 }),
      'RangeError: bgBb.probabilityAlive: at must be a whole number from 0 to 1000000000, got 0.5',
    ],
    [
      'a plain array to fill',
      () => bgBb.probabilityAlive(parameters, columns, { into: untyped([0, 0]) }),
      'TypeError: bgBb.probabilityAlive: into must be a Float64Array, got object',
    ],
    [
      'no interval',
      () => bgBb.expectedPurchases(parameters, customer, untyped(undefined)),
      'TypeError: bgBb.expectedPurchases: options must be an object, got undefined',
    ],
    [
      'an interval backwards',
      () => bgBb.expectedPurchases(parameters, customer, { from: 5, to: 4 }),
      'RangeError: bgBb.expectedPurchases: to must be a whole number from 5 (from) to 1000000000, got 4',
    ],
    [
      'an interval before a new customer',
      () => bgBb.expectedPurchasesOfNewCustomer(parameters, { from: -5, to: 4 }),
      'RangeError: bgBb.expectedPurchasesOfNewCustomer: from must be a whole number from 0 to 1000000000, got -5',
    ],
    [
      'half a count',
      () => bgBb.purchaseCountProbability(parameters, 0.5, { duration: 1 }),
      'RangeError: bgBb.purchaseCountProbability: count must be a whole number from 0 to 1000000000, got 0.5',
    ],
    [
      'no duration',
      () => bgBb.purchaseCountProbability(parameters, 1, untyped({})),
      'TypeError: bgBb.purchaseCountProbability: duration must be a whole number from 0 to 1000000, got undefined',
    ],
    [
      'nobody',
      () => bgBb.posteriorRates(parameters, untyped(undefined)),
      'TypeError: bgBb.posteriorRates: repeats must be an array or a typed array, got undefined',
    ],
    [
      'no discount for ever',
      () => bgBb.discountedExpectedPurchases(parameters, customer, { discountRate: 0 }),
      'RangeError: bgBb.discountedExpectedPurchases: discountRate must be a fraction above 0 and up to 1, got 0',
    ],
    [
      'a percentage for a rate',
      () => bgBb.discountedExpectedPurchases(parameters, customer, { discountRate: 10, horizon: 5 }),
      'RangeError: bgBb.discountedExpectedPurchases: discountRate must be a fraction from 0 to 1, got 10: did you mean 0.1?',
    ],
    [
      'a horizon in the past',
      () => bgBb.discountedExpectedPurchases(parameters, customer, { discountRate: 0, horizon: -1 }),
      'RangeError: bgBb.discountedExpectedPurchases: horizon must be a whole number from 0 to 1000000000, got -1',
    ],
    [
      'one customer to fit',
      () => bgBb.fit(untyped(customer)),
      'TypeError: bgBb.fit: repeats must be an array or a typed array, got 2',
    ],
    [
      'a start without a parameter',
      () => bgBb.fit(columns, { start: untyped({ alpha: 1 }) }),
      'TypeError: bgBb.fit: start.beta must be a finite number > 0, got undefined',
    ],
    [
      'nobody to simulate',
      () => bgBb.simulate(parameters, { observed: untyped(undefined) }),
      'TypeError: bgBb.simulate: observed must be an array or a typed array, got undefined',
    ],
    [
      'half a customer',
      () => bgBb.simulate(parameters, { observed: { customers: 0.5, opportunities: 1 } }),
      'RangeError: bgBb.simulate: observed.customers must be a whole number from 0 to 100000000, got 0.5',
    ],
    [
      'a number of opportunities that is none',
      () => bgBb.simulate(parameters, { observed: [1, NaN] }),
      'RangeError: bgBb.simulate: observed[1] must be a whole number from 0 to 1000000, got NaN',
    ],
    [
      'a seed of half',
      () => bgBb.simulate(parameters, { observed: [1], seed: 0.5 }),
      'RangeError: bgBb.simulate: seed must be a whole number from 0 to 4294967295, got 0.5',
    ],
  ])('%s', (_, act, error) => {
    expectError(act, error);
  });
});

describe('options that do not exist', () => {
  const parameters = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 };
  const customer = { repeats: 2, lastRepeat: 4, opportunities: 6 };
  const columns = { repeats: [2, 0], lastRepeat: [4, 0], opportunities: [6, 6] };

  test.each<[string, () => unknown, string]>([
    ['fit', () => bgBb.fit(columns, untyped({ prior: {} })), '"prior": did you mean priors?'],
    ['probabilityAlive', () => bgBb.probabilityAlive(parameters, customer, untyped({ t: 3 })), '"t", only at, into'],
    ['probabilityGone', () => bgBb.probabilityGone(parameters, customer, untyped({ to: 3 })), '"to", only at, into'],
    [
      'expectedPurchases',
      () => bgBb.expectedPurchases(parameters, customer, untyped({ duration: 52 })),
      '"duration", only from, to, into',
    ],
    [
      'expectedPurchasesOfNewCustomer',
      () => bgBb.expectedPurchasesOfNewCustomer(parameters, untyped({ horizon: 52 })),
      '"horizon", only from, to',
    ],
    [
      'purchaseCountProbability',
      () => bgBb.purchaseCountProbability(parameters, 1, untyped({ to: 52 })),
      '"to", only duration',
    ],
    [
      'conditionalPurchaseCountProbability',
      () => bgBb.conditionalPurchaseCountProbability(parameters, customer, 1, untyped({ to: 52 })),
      '"to", only duration, into',
    ],
    [
      'simulateFuture',
      () => bgBb.simulateFuture(parameters, columns, untyped({ duration: 52, seeds: 3 })),
      '"seeds": did you mean seed?',
    ],
    [
      'simulate',
      () => bgBb.simulate(parameters, untyped({ customers: 52 })),
      '"customers", only observed, holdout, seed',
    ],
    [
      'discountedExpectedPurchases',
      () => bgBb.discountedExpectedPurchases(parameters, customer, untyped({ forceOfInterest: 0.1 })),
      '"forceOfInterest": did you mean discountRate, exp(forceOfInterest) - 1 from one opportunity to the next?',
    ],
  ])('are refused by %s', (verb, act, message) => {
    expectError(act, `TypeError: bgBb.${verb}: there is no option ${message}`);
  });
});
