import { describe, expect, test } from 'vitest';
import {
  type BgCnbdKParameters,
  bgCnbdK,
  bgNbd,
  compareModels,
  deltaInterval,
  groupHistories,
  holdoutFit,
  type ModelFit,
  mbgCnbdK,
  mbgNbd,
  parameterInterval,
  parametricBootstrap,
  purchaseCountFit,
  purchaseHistories,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';
import { expectAgreement, type PurchaseGolden } from '../../support/purchase-goldens.js';
import { CDNOW, cdnowOrders, hasData, note } from '../../support/real-data.js';

interface Row extends PurchaseGolden<BgCnbdKParameters> {
  readonly model: 'bgCnbdK' | 'mbgCnbdK';
  readonly purchases: readonly (readonly [from: number, to: number, expected: number])[];
}

const table = golden<Row[]>('cnbd-k');

describe('agrees with 30 digits', () => {
  test.each(table)('$model at $parameters for $history', (row) => {
    const model = { bgCnbdK, mbgCnbdK }[row.model];
    const { parameters, history } = row;
    const { r, alpha, k } = parameters;
    const { repeats: x, lastRepeat: t, observed: T } = history;
    // A log-likelihood is a sum of large terms of both signs.
    const logs = Math.abs(Math.log(alpha)) + Math.abs(Math.log(alpha + T)) + Math.log1p(x);
    const size = 1 + (r + k * x) * logs + k * x * Math.abs(Math.log((t || 1) / (alpha + T)));
    expectAgreement(model, row, row.purchases, {
      size,
      slope: (name) => (1e-14 * Math.max(1, k * x)) / parameters[name],
      // The logarithm of the odds has an error in proportion to its size, which is that of the odds themselves.
      relative: 1e-11 + 2e-15 * (r + k * x) * Math.log((alpha + T) / (alpha + t)),
    });
  });
});

test.each([
  ['rates are known', { r: 2000, alpha: 10, a: 0.3, b: 5, k: 100 }],
  ['they are not', { r: 0.85, alpha: 1e-4, a: 0.79, b: 2.42, k: 12 }],
])('hundreds of thousands of events discounted by next to nothing are those expected, where %s', (_, parameters) => {
  const customer = { repeats: 0, lastRepeat: 0, observed: 0 };
  const discounted = { forceOfInterest: 1e-15, horizon: 1500 };
  expectClose(
    bgCnbdK.discountedExpectedPurchases(parameters, customer, discounted),
    bgCnbdK.expectedPurchases(parameters, customer, { to: 1500 }),
    1e-11,
  );
});

test('next to no discount for ever so long: the purchases themselves, at once', () => {
  const parameters = { r: 0.6, alpha: 5, a: 0.8, b: 2.5, k: 3 };
  const customer = { repeats: 2, lastRepeat: 30, observed: 40 };
  const discounted = bgCnbdK.discountedExpectedPurchases(parameters, customer, {
    forceOfInterest: 1e-300,
    horizon: 1e100,
  });
  expectClose(discounted, bgCnbdK.expectedPurchases(parameters, customer, { to: 1e100 }), 1e-12);
});

test('events that are most likely far beyond α keep their digits', () => {
  const parameters = { r: 0.13, alpha: 1, a: 9, b: 900, k: 3 };
  const customer = { repeats: 0, lastRepeat: 0, observed: 0 };
  const discounted = { forceOfInterest: 2e-9, horizon: 4e7 };
  // The mean over purchase rates and dropout probabilities, by the trapezoidal rule in 19 digits.
  expectClose(bgCnbdK.discountedExpectedPurchases(parameters, customer, discounted), 88.05805535314492, 1e-12);
});

/** The truth, and customers of it. */
const TRUTH: BgCnbdKParameters = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42, k: 3 };
const { histories: SIMULATED, holdout: LATER } = bgCnbdK.simulate(TRUTH, {
  observed: { customers: 600, duration: 40 },
  holdout: 20,
});

test('purchase rates too small for a number count for nothing', () => {
  const four = { r: 0.07323242889803633, alpha: 1, a: 1, b: 1 };
  const customer = { repeats: 0, lastRepeat: 0, observed: 0.001 };
  const discount = { forceOfInterest: 1e-4 };
  for (const [model, atRandom] of [
    [bgCnbdK, bgNbd],
    [mbgCnbdK, mbgNbd],
  ] as const) {
    const discounted = model.discountedExpectedPurchases({ ...four, k: 1 }, customer, discount);
    expectClose(discounted, atRandom.discountedExpectedPurchases(four, customer, discount), 1e-11);
  }
});

describe('the fit', () => {
  const fit = bgCnbdK.fit(SIMULATED) as ModelFit<BgCnbdKParameters>;

  test('finds k, says nothing of its error, and counts it as a parameter', () => {
    expect(fit.parameters.k).toBe(3);
    expect(fit.diagnosis.kind).toBe('converged');
    expect(Object.keys(fit.standardErrors as object)).toEqual(['r', 'alpha', 'a', 'b']);
    expect(fit.covariance?.length).toBe(4);
    expect(fit.aic).toBe(10 - 2 * fit.logLikelihood);
    expectClose(fit.logLikelihood, bgCnbdK.logLikelihood(fit.parameters, SIMULATED), 1e-12);
  });

  test('with k given does not count it', () => {
    const given = bgCnbdK.fit(SIMULATED, { k: 3 }) as ModelFit<BgCnbdKParameters>;
    expectClose(given.parameters.alpha, fit.parameters.alpha, 1e-6);
    expect(given.given).toEqual({ k: 3 });
    expect(given.aic).toBe(8 - 2 * given.logLikelihood);
    const [best, second] = compareModels([
      { name: 'found', fit },
      { name: 'given', fit: given },
    ]);
    expect([best?.name, best?.parameters, second?.parameters]).toEqual(['given', 4, 5]);
    const { draws, intervals } = parametricBootstrap(bgCnbdK, given, SIMULATED, { draws: 5 }) ?? {};
    expect(draws?.map(({ k }) => k)).toEqual([3, 3, 3, 3, 3]);
    expect(Object.keys(intervals ?? {})).toEqual(['r', 'alpha', 'a', 'b']);
  });

  test('of events at random is that of the model without k', () => {
    for (const [model, plain] of [
      [bgCnbdK, bgNbd],
      [mbgCnbdK, mbgNbd],
    ] as const) {
      const { histories } = plain.simulate(TRUTH, { observed: { customers: 600, duration: 40 } });
      const one = model.fit(histories) as ModelFit<BgCnbdKParameters>;
      expect(one.parameters.k).toBe(1);
      expectClose(one.logLikelihood, plain.fit(histories)?.logLikelihood as number, 1e-9);
    }
  });

  test('of groups is that of all, and one without times between purchases is less sure', () => {
    const grouped = bgCnbdK.fit(groupHistories(SIMULATED)) as ModelFit<BgCnbdKParameters>;
    expectClose(grouped.logLikelihood, fit.logLikelihood, 1e-10);
    const { logIntervals: _, ...rest } = SIMULATED;
    const { k } = (bgCnbdK.fit(rest) as ModelFit<BgCnbdKParameters>).parameters;
    expect(k).toBeGreaterThan(1);
    expect(k).toBeLessThan(7);
  });

  test('says so when purchases come like clockwork, reports progress, and has nothing to say of nobody', () => {
    const logIntervals = SIMULATED.logIntervals.map((_, i) => {
      const x = SIMULATED.repeats[i] as number;
      return x === 0 ? 0 : x * Math.log((SIMULATED.lastRepeat[i] as number) / x);
    });
    const seen: number[] = [];
    const onProgress = (fraction: number) => seen.push(fraction);
    const clock = bgCnbdK.fit({ ...SIMULATED, logIntervals }, { onProgress }) as ModelFit<BgCnbdKParameters>;
    expect(clock.parameters.k).toBe(100);
    expect(clock.diagnosis).toEqual({
      kind: 'boundary',
      message: 'k runs to 100, which is as far as it goes: purchases come like clockwork',
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    expect(bgCnbdK.fit({ repeats: [], lastRepeat: [], observed: [] })).toBeUndefined();
  });

  test('is what intervals, tables and forecasts are made of', () => {
    const { parameters } = fit;
    expect(Object.keys(parameterInterval(fit) ?? {})).toEqual(['r', 'alpha', 'a', 'b']);
    const customer = { repeats: 5, lastRepeat: 35, observed: 40 };
    const interval = deltaInterval(fit, (p) => bgCnbdK.expectedPurchases(p, customer, { to: 20 }));
    expect(interval?.lower).toBeGreaterThan(1);
    expect(interval?.upper).toBeLessThan(4);
    const counts = purchaseCountFit(bgCnbdK, parameters, SIMULATED);
    expect(counts?.pValue?.upper).toBeGreaterThan(0.001);
    const forecast = holdoutFit(bgCnbdK, parameters, SIMULATED, { duration: 20, purchases: LATER });
    expect(Math.abs((forecast?.expected as number) / (forecast?.actual as number) - 1)).toBeLessThan(0.1);
  });
});

describe('data that say nothing of k', () => {
  test.each([
    ['one customer without repeats', { repeats: [0], lastRepeat: [0], observed: [10] }],
    ['nobody came again', { repeats: [0, 0, 0, 0], lastRepeat: [0, 0, 0, 0], observed: [10, 11, 5, 7] }],
  ])('%s: k stays what it was', (_, silent) => {
    for (const model of [bgCnbdK, mbgCnbdK]) expect(model.fit(silent)?.parameters.k).toBe(1);
  });

  test('without the times between purchases, heavy buyers may be of any k', () => {
    const heavy = {
      repeats: [3000, 2000, 10, 2500, 1],
      lastRepeat: [99, 99, 50, 98, 3],
      observed: [100, 100, 100, 100, 100],
    };
    const fit = bgCnbdK.fit(heavy);
    expect([fit?.parameters.k === 100, fit?.diagnosis.kind]).not.toEqual([true, 'boundary']);
  });
});

describe('refuses what is no k and no sum of logarithms', () => {
  const customer = { repeats: 2, lastRepeat: 4, observed: 5 };
  test.each([0, 1.5, 101, Number.NaN])('k = %s', (k) => {
    const message = `bgCnbdK.probabilityAlive: k must be a whole number from 1 to 100, got ${k}`;
    expect(() => bgCnbdK.probabilityAlive({ ...TRUTH, k }, customer)).toThrow(message);
    expect(() => bgCnbdK.fit(SIMULATED, { k })).toThrow('bgCnbdK.fit: k must be a whole number from 1 to 100');
  });
  test('an option that does not exist', () => {
    expectError(
      () => bgCnbdK.fit(SIMULATED, untyped({ order: 2 })),
      'TypeError: bgCnbdK.fit: there is no option "order", only k, start, priors, onProgress',
    );
  });
  test('more than there can be', () => {
    expect(() => bgCnbdK.logLikelihood(TRUTH, { ...customer, logIntervals: 1.5 })).toThrow(
      'bgCnbdK.logLikelihood: logIntervals must be at most repeats · log(lastRepeat / repeats)',
    );
    const nobody = { repeats: [0], lastRepeat: [0], observed: [5], logIntervals: [Number.NaN] };
    expect(() => bgCnbdK.fit(nobody)).toThrow('bgCnbdK.fit: logIntervals[0] must be a finite number, got NaN');
  });
});

describe.skipIf(!hasData)(`on CDNOW${note}`, () => {
  test.each([bgCnbdK, mbgCnbdK])('CDs are bought at random: k is 1 by the times between purchases ($name)', (model) => {
    const histories = purchaseHistories(cdnowOrders(), { ...CDNOW, end: '1997-10-01' });
    const { logIntervals: _, ...rest } = histories;
    expect(model.fit(histories)?.parameters.k).toBe(1);
    expect(model.fit(rest)?.parameters.k).toBe(1);
  });

  interface Fitted {
    readonly model: string;
    readonly k: number;
    readonly parameters: Record<'r' | 'alpha' | 'a' | 'b', number>;
    readonly logLikelihood: number;
  }
  test.each(golden<Fitted[]>('cnbd-k-cdnow'))('$model with k = $k is fitted as R fits it', (row) => {
    const histories = purchaseHistories(cdnowOrders(), { ...CDNOW, end: '1997-10-01' });
    const model = row.model === 'bgCnbdK' ? bgCnbdK : mbgCnbdK;
    const fit = model.fit(histories, { k: row.k }) as ModelFit<BgCnbdKParameters>;
    expectClose(fit.logLikelihood, row.logLikelihood, 1e-11);
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      // At the top the likelihood is flat: half of its digits are those of the parameters.
      expectClose(fit.parameters[name], row.parameters[name], 1e-6);
    }
  });
});
