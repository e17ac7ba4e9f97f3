import { describe, expect, test } from 'vitest';
import {
  type BetaGeometricParameters,
  bgBb,
  bgNbd,
  type ModelFit,
  mbgNbd,
  nbd,
  paretoNbd,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const parameters: BetaGeometricParameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const customer = { repeats: 2, lastRepeat: 30.43, observed: 38.86 };
const columns = { repeats: [2, 0], lastRepeat: [30.43, 0], observed: [38.86, 39] };
const sample = bgNbd.simulate(parameters, { observed: { customers: 1500, duration: 40 }, seed: 5 }).histories;

describe('what every model of purchasing refuses', () => {
  test.each<[string, () => unknown, string]>([
    [
      'no parameters',
      () => bgNbd.probabilityAlive(untyped(undefined), customer),
      'TypeError: bgNbd.probabilityAlive: r must be a finite number > 0, got undefined',
    ],
    [
      'a fit instead of its parameters',
      () => bgNbd.probabilityAlive(untyped(bgNbd.fit(sample)), customer),
      'TypeError: bgNbd.probabilityAlive: parameters must be those of a model, got a fit: pass fit.parameters',
    ],
    [
      'a model and its fit instead of the parameters',
      () => bgNbd.probabilityAlive(untyped({ model: bgNbd, fit: bgNbd.fit(sample) }), customer),
      'TypeError: bgNbd.probabilityAlive: parameters must be those of a model, got a model and its fit: pass fit.parameters',
    ],
    [
      'a parameter of 0',
      () => bgNbd.logLikelihood({ ...parameters, a: 0 }, customer),
      'RangeError: bgNbd.logLikelihood: a must be a finite number > 0, got 0',
    ],
    [
      'an endless parameter',
      () => bgNbd.gradient({ ...parameters, b: Infinity }, customer),
      'RangeError: bgNbd.gradient: b must be a finite number > 0, got Infinity',
    ],
    [
      'no history',
      () => bgNbd.probabilityAlive(parameters, untyped(undefined)),
      'TypeError: bgNbd.probabilityAlive: repeats must be an array or a typed array, got undefined',
    ],
    [
      'half a purchase',
      () => bgNbd.probabilityAlive(parameters, { ...customer, repeats: 0.5 }),
      'RangeError: bgNbd.probabilityAlive: repeats must be a whole number >= 0, got 0.5',
    ],
    [
      'a bad customer among good ones',
      () => bgNbd.probabilityAlive(parameters, { ...columns, lastRepeat: [30.43, 1] }),
      'RangeError: bgNbd.probabilityAlive: lastRepeat[1] must be 0 for a customer without repeat purchases, got 1: is it the time since the last purchase?',
    ],
    [
      'options that are none',
      () => bgNbd.probabilityAlive(parameters, customer, untyped(3)),
      'TypeError: bgNbd.probabilityAlive: options must be an object, got 3',
    ],
    [
      'a time before the end',
      () => bgNbd.probabilityAlive(parameters, customer, { at: -1 }),
      'RangeError: bgNbd.probabilityAlive: at must be a finite number >= 0, got -1',
    ],
    [
      'a plain array to fill',
      () => bgNbd.probabilityAlive(parameters, columns, { into: untyped([0, 0]) }),
      'TypeError: bgNbd.probabilityAlive: into must be a Float64Array, got object',
    ],
    [
      'a short array to fill',
      () => bgNbd.probabilityAlive(parameters, columns, { into: new Float64Array(1) }),
      'RangeError: bgNbd.probabilityAlive: into must have 2 entries, one a customer, got 1',
    ],
    [
      'no interval',
      () => bgNbd.expectedPurchases(parameters, customer, untyped(undefined)),
      'TypeError: bgNbd.expectedPurchases: options must be an object, got undefined',
    ],
    [
      'an interval without end',
      () => bgNbd.expectedPurchases(parameters, customer, untyped({})),
      'TypeError: bgNbd.expectedPurchases: to must be a finite number >= from (0), got undefined',
    ],
    [
      'an interval backwards',
      () => bgNbd.expectedPurchases(parameters, customer, { from: 5, to: 4 }),
      'RangeError: bgNbd.expectedPurchases: to must be a finite number >= from (5), got 4',
    ],
    [
      'an interval before a new customer',
      () => bgNbd.expectedPurchasesOfNewCustomer(parameters, { from: -5, to: 4 }),
      'RangeError: bgNbd.expectedPurchasesOfNewCustomer: from must be a finite number >= 0, got -5',
    ],
    [
      'half a count',
      () => bgNbd.purchaseCountProbability(parameters, 0.5, { duration: 1 }),
      'RangeError: bgNbd.purchaseCountProbability: count must be a whole number from 0 to 1000000000, got 0.5',
    ],
    [
      'no duration',
      () => bgNbd.purchaseCountProbability(parameters, 1, untyped({})),
      'TypeError: bgNbd.purchaseCountProbability: duration must be a finite number >= 0, got undefined',
    ],
    [
      'nobody',
      () => bgNbd.posteriorRates(parameters, untyped(undefined)),
      'TypeError: bgNbd.posteriorRates: repeats must be an array or a typed array, got undefined',
    ],
    [
      'no discount for ever',
      () => bgNbd.discountedExpectedPurchases(parameters, customer, { forceOfInterest: 0 }),
      'RangeError: bgNbd.discountedExpectedPurchases: forceOfInterest must be a finite number > 0, got 0',
    ],
    [
      'a horizon in the past',
      () => bgNbd.discountedExpectedPurchases(parameters, customer, { forceOfInterest: 0, horizon: -1 }),
      'RangeError: bgNbd.discountedExpectedPurchases: horizon must be a finite number >= 0, got -1',
    ],
    [
      'one customer to fit',
      () => bgNbd.fit(untyped(customer)),
      'TypeError: bgNbd.fit: repeats must be an array or a typed array, got 2',
    ],
    [
      'a start without a parameter',
      () => bgNbd.fit(columns, { start: untyped({ r: 1 }) }),
      'TypeError: bgNbd.fit: start.alpha must be a finite number > 0, got undefined',
    ],
    [
      'a prior without width',
      () => bgNbd.fit(columns, { priors: { r: { median: 1, sigma: 0 } } }),
      'RangeError: bgNbd.fit: priors.r.sigma must be a finite number > 0, got 0',
    ],
    [
      'progress to nowhere',
      () => bgNbd.fit(columns, { onProgress: untyped(1) }),
      'TypeError: bgNbd.fit: onProgress must be a function, got 1',
    ],
    [
      'nobody to simulate',
      () => bgNbd.simulate(parameters, { observed: untyped(undefined) }),
      'TypeError: bgNbd.simulate: observed must be an array or a typed array, got undefined',
    ],
    [
      'half a customer',
      () => bgNbd.simulate(parameters, { observed: { customers: 0.5, duration: 1 } }),
      'RangeError: bgNbd.simulate: observed.customers must be a whole number from 0 to 100000000, got 0.5',
    ],
    [
      'a time that is none',
      () => bgNbd.simulate(parameters, { observed: [1, NaN] }),
      'RangeError: bgNbd.simulate: observed[1] must be a finite number >= 0, got NaN',
    ],
    [
      'a seed of half',
      () => bgNbd.simulate(parameters, { observed: [1], seed: 0.5 }),
      'RangeError: bgNbd.simulate: seed must be a whole number from 0 to 4294967295, got 0.5',
    ],
    [
      'a cohort without dates',
      () => bgNbd.trackingCurve(parameters, untyped({ times: [1] })),
      'TypeError: bgNbd.trackingCurve: firstPurchases must be an array or a typed array, got undefined',
    ],
    [
      'a time of no calendar',
      () => bgNbd.trackingCurve(parameters, { firstPurchases: [1], times: [NaN] }),
      'RangeError: bgNbd.trackingCurve: times[0] must be a finite number, got NaN',
    ],
  ])('%s', (_, act, error) => {
    expectError(act, error);
  });
});

describe('fit', () => {
  test('nobody has no parameters', () => {
    expect(bgNbd.fit({ repeats: [], lastRepeat: [], observed: [] })).toBeUndefined();
  });

  test('the result is plain data, and the same every time', () => {
    const fit = bgNbd.fit(sample);
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
    expect(bgNbd.fit(sample)).toEqual(fit);
  });

  test('grouped, weighted, reordered and in another unit of time it is the same fit', () => {
    const fit = bgNbd.fit(sample) as ModelFit<BetaGeometricParameters>;
    const reversed = {
      repeats: sample.repeats.toReversed(),
      lastRepeat: sample.lastRepeat.toReversed(),
      observed: sample.observed.toReversed(),
    };
    const tiny = {
      ...sample,
      lastRepeat: sample.lastRepeat.map((t) => t * 1e-9),
      observed: sample.observed.map((t) => t * 1e-9),
    };
    const twice = { ...sample, weights: new Float64Array(1500).fill(2) };
    const others = [reversed, tiny, twice].map(
      (histories) => bgNbd.fit(histories) as ModelFit<BetaGeometricParameters>,
    );
    for (const [i, other] of others.entries()) {
      expectClose(other.parameters.alpha * (i === 1 ? 1e9 : 1), fit.parameters.alpha, 1e-9);
      for (const name of ['r', 'a', 'b'] as const) expectClose(other.parameters[name], fit.parameters[name], 1e-9);
    }
    expectClose(others[2]?.logLikelihood, 2 * fit.logLikelihood);
    expectClose(others[2]?.standardErrors?.r, (fit.standardErrors?.r as number) / Math.SQRT2, 1e-7);
  });

  test('the gradient vanishes, and the criteria and errors are what they are defined to be', () => {
    const { parameters: found, ...fit } = bgNbd.fit(sample) as ModelFit<BetaGeometricParameters>;
    const gradient = bgNbd.gradient(found, sample);
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expect(Math.abs(gradient[name] * found[name])).toBeLessThan(1e-7);
    expect(fit.customers).toBe(1500);
    expectClose(fit.aic, 8 - 2 * fit.logLikelihood);
    expectClose(fit.bic, 4 * Math.log(1500) - 2 * fit.logLikelihood);
    expectClose(fit.standardErrors?.r, Math.sqrt(fit.covariance?.[0]?.[0] as number));
    expectClose(fit.covariance?.[0]?.[1], (fit.logCovariance?.[0]?.[1] as number) * found.r * found.alpha);
    // The log-likelihood falls by half a unit one standard error away, the other parameters following.
    const step = Math.sqrt(fit.logCovariance?.[0]?.[0] as number);
    const along = (k: number): BetaGeometricParameters => {
      const by = (j: number) => Math.exp((k * (fit.logCovariance?.[0]?.[j] as number)) / step);
      return { r: found.r * by(0), alpha: found.alpha * by(1), a: found.a * by(2), b: found.b * by(3) };
    };
    const falls = (fit.logLikelihood - bgNbd.logLikelihood(along(0.01), sample)) * 2e4;
    expect(falls).toBeGreaterThan(0.98);
    expect(falls).toBeLessThan(1.02);
  });

  test('a start is tried, and leads to the same place', () => {
    const fit = bgNbd.fit(sample) as ModelFit<BetaGeometricParameters>;
    const other = bgNbd.fit(sample, {
      start: { r: 30, alpha: 0.01, a: 5, b: 0.2 },
    }) as ModelFit<BetaGeometricParameters>;
    expectClose(other.parameters.b, fit.parameters.b, 1e-8);
  });

  test('a narrow prior holds its parameter, a wide one changes nothing', () => {
    const free = bgNbd.fit(sample) as ModelFit<BetaGeometricParameters>;
    const held = bgNbd.fit(sample, {
      priors: { a: { median: 0.2, sigma: 1e-4 } },
    }) as ModelFit<BetaGeometricParameters>;
    expectClose(held.parameters.a, 0.2, 1e-4);
    expect(held.logLikelihood).toBeLessThan(free.logLikelihood);
    const wide = bgNbd.fit(sample, { priors: { a: { median: 0.2, sigma: 1e6 } } }) as ModelFit<BetaGeometricParameters>;
    expectClose(wide.parameters.a, free.parameters.a, 1e-6);
    expect(free.parameters.a).toBeGreaterThan(0.3);
  });

  test('says how far it is', () => {
    const fractions: number[] = [];
    bgNbd.fit(sample, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  });

  test('where nobody leaves it says so', () => {
    const loyal = bgNbd.simulate({ r: 2, alpha: 4, a: 1e-12, b: 1 }, { observed: { customers: 800, duration: 30 } });
    const fit = bgNbd.fit(loyal.histories) as ModelFit<BetaGeometricParameters>;
    expect(fit.diagnosis.kind).toBe('boundary');
    expect(fit.diagnosis.message).toContain('no customer seems to leave in these data');
    expect(fit.standardErrors).toBeUndefined();
  });

  test('where nobody came again, or one customer is all there is, it does not pretend', () => {
    const never = bgNbd.fit({ repeats: [0, 0], lastRepeat: [0, 0], observed: [30, 40] });
    expect(never?.diagnosis.kind).not.toBe('converged');
    const one = bgNbd.fit({ repeats: [3], lastRepeat: [20], observed: [30] });
    expect(one?.diagnosis.kind).not.toBe('converged');
    const unseen = bgNbd.fit({ repeats: [0], lastRepeat: [0], observed: [0] });
    expect(unseen?.diagnosis.kind).not.toBe('converged');
  });
});

describe('simulate', () => {
  test('what is observed and what is hidden belong together', () => {
    const observed = Float64Array.from({ length: 500 }, (_, i) => 10 + (i % 30));
    const { histories, holdout, activeUntil, purchaseRate, dropout } = bgNbd.simulate(parameters, {
      observed,
      holdout: 20,
    });
    expect(histories.observed).toEqual(observed);
    observed.forEach((end, i) => {
      expect(activeUntil[i]).toBeLessThanOrEqual(end + 20);
      expect(activeUntil[i]).toBeGreaterThanOrEqual(histories.lastRepeat[i] as number);
      if ((activeUntil[i] as number) < end) expect(holdout[i]).toBe(0);
      expect(purchaseRate[i]).toBeGreaterThan(0);
      expect(dropout[i]).toBeLessThanOrEqual(1);
    });
  });

  test('as many purchases as expected come, in the observation and after it', () => {
    const { histories, holdout } = bgNbd.simulate(parameters, {
      observed: { customers: 40_000, duration: 30 },
      holdout: 50,
    });
    const total = (column: Float64Array) => column.reduce((sum, each) => sum + each, 0);
    const within = bgNbd.expectedPurchasesOfNewCustomer(parameters, { to: 30 }) * 40_000;
    const after = bgNbd.expectedPurchasesOfNewCustomer(parameters, { from: 30, to: 80 }) * 40_000;
    expect(Math.abs(total(histories.repeats) / within - 1)).toBeLessThan(0.05);
    expect(Math.abs(total(holdout) / after - 1)).toBeLessThan(0.06);
    // And customer by customer: the sum of what is expected of each, given the history.
    const given = total(bgNbd.expectedPurchases(parameters, histories, { to: 50 }));
    expect(Math.abs(total(holdout) / given - 1)).toBeLessThan(0.04);
  });
});

describe('trackingCurve', () => {
  test('is the sum over customers of what is expected since their first purchase', () => {
    const curve = bgNbd.trackingCurve(parameters, {
      firstPurchases: [3, 1, 3],
      weights: [1, 2, 4],
      times: [0, 2, 3, 10],
    });
    const age = (to: number) => bgNbd.expectedPurchasesOfNewCustomer(parameters, { to });
    expect([...curve].map((each) => each.toFixed(12))).toEqual(
      [0, 2 * age(1), 2 * age(2), 2 * age(9) + 5 * age(7)].map((each) => each.toFixed(12)),
    );
  });
});

describe('options that do not exist', () => {
  test.each<[string, () => unknown, string]>([
    ['fit', () => bgNbd.fit(columns, untyped({ prior: {} })), '"prior": did you mean priors?'],
    ['probabilityAlive', () => bgNbd.probabilityAlive(parameters, customer, untyped({ t: 3 })), '"t", only at, into'],
    ['probabilityGone', () => bgNbd.probabilityGone(parameters, customer, untyped({ to: 3 })), '"to", only at, into'],
    [
      'expectedPurchases',
      () => bgNbd.expectedPurchases(parameters, customer, untyped({ duration: 52 })),
      '"duration", only from, to, into',
    ],
    [
      'expectedPurchasesOfNewCustomer',
      () => bgNbd.expectedPurchasesOfNewCustomer(parameters, untyped({ horizon: 52 })),
      '"horizon", only from, to',
    ],
    [
      'purchaseCountProbability',
      () => bgNbd.purchaseCountProbability(parameters, 1, untyped({ to: 52 })),
      '"to", only duration',
    ],
    [
      'conditionalPurchaseCountProbability',
      () => bgNbd.conditionalPurchaseCountProbability(parameters, customer, 1, untyped({ to: 52 })),
      '"to", only duration, into',
    ],
    [
      'simulateFuture',
      () => bgNbd.simulateFuture(parameters, columns, untyped({ duration: 52, seeds: 3 })),
      '"seeds": did you mean seed?',
    ],
    [
      'simulate',
      () => bgNbd.simulate(parameters, untyped({ customers: 52 })),
      '"customers", only observed, holdout, seed',
    ],
    [
      'discountedExpectedPurchases',
      () => bgNbd.discountedExpectedPurchases(parameters, customer, untyped({ discountRate: 0.1 })),
      '"discountRate": did you mean forceOfInterest, log(1 + discountRate) in the unit of time?',
    ],
    [
      'trackingCurve',
      () => bgNbd.trackingCurve(parameters, untyped({ firstPurchases: [1], times: [2], weight: [1] })),
      '"weight": did you mean weights?',
    ],
  ])('are refused by %s', (verb, act, message) => {
    expectError(act, `TypeError: bgNbd.${verb}: there is no option ${message}`);
  });
});

test('what would never end, or is no number, is refused', () => {
  const new1 = { repeats: 0, lastRepeat: 0, observed: 0 };
  expectError(
    () => nbd.expectedPurchases({ r: 1e9, alpha: 1e-5 }, new1, { to: 1e300 }),
    'RangeError: nbd.expectedPurchases: the numbers are too large to compute with',
  );
  expectError(
    () => nbd.simulate({ r: 1, alpha: 1 }, { observed: { customers: 1, duration: 1.7e308 }, holdout: 1e308 }),
    'RangeError: nbd.simulate: the numbers are too large to compute with',
  );
  expectError(
    () => nbd.fit({ repeats: [1], lastRepeat: [1], observed: [2] }, { priors: { r: untyped(null) } }),
    'TypeError: nbd.fit: priors.r.median must be a finite number > 0, got undefined',
  );
});

describe('at the ends of what numbers can be', () => {
  test.each<[string, () => number]>([
    [
      'times below the smallest multiple of alpha',
      () => bgNbd.expectedPurchases(parameters, customer, { from: 5e-324, to: 5e-324 }),
    ],
    ['a shape that has no tail', () => bgNbd.expectedPurchases({ ...parameters, a: 5e-324 }, customer, { to: 1e4 })],
    [
      'a shape without spread',
      () => bgNbd.discountedExpectedPurchases({ ...parameters, r: 1e100 }, customer, { forceOfInterest: 0.01 }),
    ],
    ['hardly any discount', () => bgNbd.discountedExpectedPurchases(parameters, customer, { forceOfInterest: 5e-324 })],
    [
      'opportunities that hardly anybody leaves',
      () =>
        bgBb.discountedExpectedPurchases(
          { alpha: 1, beta: 1, gamma: 5e-324, delta: 3 },
          { repeats: 1, lastRepeat: 2, opportunities: 3 },
          { discountRate: 0.1 },
        ),
    ],
  ])('there is an answer: %s', (_, ask) => {
    const answer = ask();
    expect(answer).toBeGreaterThanOrEqual(0);
    expect(answer).toBeLessThan(Infinity);
  });

  test.each<[string, () => unknown]>([
    ['bgNbd.logLikelihood', () => bgNbd.logLikelihood({ ...parameters, alpha: 5e-324 }, customer)],
    ['bgNbd.gradient', () => bgNbd.gradient({ ...parameters, r: 5e-324 }, customer)],
    [
      'mbgNbd.posteriorRates',
      () => mbgNbd.posteriorRates({ ...parameters, alpha: 5e-324 }, { repeats: 0, lastRepeat: 0, observed: 0 }),
    ],
    [
      'paretoNbd.purchaseCountProbability',
      () => paretoNbd.purchaseCountProbability({ r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 }, 1, { duration: 1e300 }),
    ],
  ])('what is not finite is refused by %s', (caller, ask) => {
    expectError(ask, `RangeError: ${caller}: the numbers are too large to compute with`);
  });
});
