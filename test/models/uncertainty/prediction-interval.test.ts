import { describe, expect, test } from 'vitest';
import {
  type BetaGeometricParameters,
  bgBb,
  bgNbd,
  bgNbdWithCovariates,
  customerLifetimeValue,
  customerLifetimeValueEstimate,
  deltaInterval,
  gammaGamma,
  type ModelFit,
  mbgNbd,
  type NbdParameters,
  nbd,
  type PurchaseModel,
  parametricBootstrap,
  paretoNbd,
  predictionInterval,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const sum = (column: ArrayLike<number>) => Array.from(column).reduce((total, each) => total + each, 0);
const beta: BetaGeometricParameters = { r: 0.6, alpha: 5, a: 0.8, b: 2.5 };
const pareto = { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 };
const customer = { repeats: 7, lastRepeat: 29.43, observed: 38.86 };
const columns = { repeats: [2, 0], lastRepeat: [30, 0], observed: [40, 40], meanValue: [40, 0] };

describe('simulateFuture', () => {
  /** The mean of futures of some customers against the expectation, in standard errors of that mean. */
  function distance<Parameters>(model: PurchaseModel<Parameters>, parameters: Parameters): number {
    const { histories } = model.simulate(parameters, { observed: { customers: 400, duration: 40 }, seed: 3 });
    const expected = sum(model.expectedPurchases(parameters, histories, { to: 30 }));
    const totals = Array.from({ length: 400 }, (_, seed) =>
      sum(model.simulateFuture(parameters, histories, { duration: 30, seed })),
    );
    const mean = sum(totals) / 400;
    const variance = sum(totals.map((total) => (total - mean) ** 2)) / 399;
    // The standard error is about 1% of the mean at most.
    expect(Math.sqrt(variance / 400) / expected).toBeLessThan(0.01);
    return Math.abs(mean - expected) / Math.sqrt(variance / 400);
  }

  test('the mean of many futures is the expectation: within 4 standard errors', () => {
    expect(distance(bgNbd, beta)).toBeLessThan(4);
    expect(distance(mbgNbd, beta)).toBeLessThan(4);
    expect(distance(paretoNbd, pareto)).toBeLessThan(4);
    expect(distance(nbd, { r: 0.6, alpha: 5 })).toBeLessThan(4);
  });

  test('20,000 futures of a new customer and of one who has come twice: each count as often as it is probable', () => {
    const expectFrequencies = <Parameters>(model: PurchaseModel<Parameters>, parameters: Parameters) => {
      for (const repeats of [0, 2]) {
        const one = { repeats, lastRepeat: repeats * 3, observed: 8 };
        const many = {
          repeats: new Array(20_000).fill(repeats),
          lastRepeat: new Array(20_000).fill(repeats * 3),
          observed: new Array(20_000).fill(8),
        };
        const counts = model.simulateFuture(parameters, many, { duration: 40 });
        for (let n = 0; n <= 8; n++) {
          const probability = model.conditionalPurchaseCountProbability(parameters, one, n, { duration: 40 });
          const seen = counts.filter((count) => count === n).length / 20_000;
          const error = Math.sqrt((probability * (1 - probability)) / 20_000);
          expect(Math.abs(seen - probability), `${model.name}, ${repeats}, ${n}`).toBeLessThan(4 * error);
        }
      }
    };
    expectFrequencies(bgNbd, { r: 0.6, alpha: 5, a: 1, b: 2 });
    expectFrequencies(mbgNbd, { r: 0.6, alpha: 5, a: 1, b: 2 });
    expectFrequencies(paretoNbd, { r: 0.6, alpha: 5, s: 0.7, beta: 6 });
    expectFrequencies(nbd, { r: 0.6, alpha: 5 });
  });

  test('the mean time of purchases is that of the expectation: E(0, 15] of E(0, 30] come in the first half', () => {
    const many = {
      repeats: new Array(20_000).fill(3),
      lastRepeat: new Array(20_000).fill(30),
      observed: new Array(20_000).fill(35),
    };
    const expectShare = <Parameters>(model: PurchaseModel<Parameters>, parameters: Parameters) => {
      let early = 0;
      const onPurchase = (_: number, time: number) => {
        if (time <= 15) early++;
      };
      const all = sum(model.simulateFuture(parameters, many, { duration: 30, onPurchase }));
      const one = { repeats: 3, lastRepeat: 30, observed: 35 };
      const share =
        model.expectedPurchases(parameters, one, { to: 15 }) / model.expectedPurchases(parameters, one, { to: 30 });
      expect(Math.abs(early / all - share)).toBeLessThan(0.015);
    };
    expectShare(bgNbd, { r: 0.6, alpha: 5, a: 3, b: 3 });
    expectShare(mbgNbd, { r: 0.6, alpha: 5, a: 3, b: 3 });
    expectShare(paretoNbd, { r: 0.6, alpha: 5, s: 3, beta: 10 });
    expectShare(nbd, { r: 0.6, alpha: 5 });
  });

  test('who has long been silent after buying often never comes back', () => {
    const gone = { repeats: 50, lastRepeat: 10, observed: 1000 };
    for (let seed = 0; seed < 100; seed++) {
      expect(bgNbd.simulateFuture(beta, gone, { duration: 1000, seed })).toBe(0);
      expect(mbgNbd.simulateFuture(beta, gone, { duration: 1000, seed })).toBe(0);
      expect(paretoNbd.simulateFuture(pareto, gone, { duration: 1000, seed })).toBe(0);
    }
    expect(nbd.simulateFuture({ r: 0.6, alpha: 5 }, gone, { duration: 1000 })).toBeGreaterThan(0);
  });

  test('refuses what is none of these', () => {
    const ask = (options: object) => () => bgNbd.simulateFuture(beta, customer, untyped({ duration: 1, ...options }));
    const name = 'bgNbd.simulateFuture';
    expectError(ask({ duration: -1 }), `RangeError: ${name}: duration must be a finite number >= 0, got -1`);
    expectError(ask({ seed: 0.5 }), `RangeError: ${name}: seed must be a whole number from 0 to 4294967295, got 0.5`);
    expectError(ask({ onPurchase: 1 }), `TypeError: ${name}: onPurchase must be a function, got 1`);
    expectError(
      () => bgNbd.simulateFuture(beta, customer, untyped(undefined)),
      `TypeError: ${name}: options must be an object, got undefined`,
    );
    expectError(
      () =>
        bgBb.simulateFuture(
          { alpha: 1, beta: 1, gamma: 1, delta: 1 },
          { repeats: 0, lastRepeat: 0, opportunities: 1 },
          { duration: 0.5 },
        ),
      'RangeError: bgBb.simulateFuture: duration must be a whole number from 0 to 1000000, got 0.5',
    );
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

describe('intervals of what will be observed contain it', () => {
  test('in 90 of 100 worlds, more or less: simulate, fit, predict, and look', () => {
    const observed = { customers: 300, duration: 39 };
    let [together, single, customers] = [0, 0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const world = bgNbd.simulate(beta, { observed, holdout: 39, seed });
      const fit = bgNbd.fit(world.histories) as ModelFit<BetaGeometricParameters>;
      const options = { duration: 39, confidence: 0.9, draws: 200, seed };
      const total = totalPurchasesPredictionInterval(bgNbd, fit, world.histories, options);
      const bought = sum(world.holdout);
      if (bought >= total.lower && bought <= total.upper) together++;
      if (seed > 10) continue;
      const each = predictionInterval(bgNbd, fit, world.histories, { duration: 39, confidence: 0.9 });
      world.holdout.forEach((count, i) => {
        customers++;
        if (count >= (each.lower[i] as number) && count <= (each.upper[i] as number)) single++;
      });
    }
    // Within three standard deviations of 90; of single customers no fewer than 90% for sure.
    expect(together).toBeGreaterThanOrEqual(81);
    expect(together).toBeLessThanOrEqual(99);
    expect(single / customers).toBeGreaterThan(0.9);
    expect(single / customers).toBeLessThan(0.985);
  });

  test('chance evens out: the interval of a sum is far narrower than the sum of those of customers who buy often', () => {
    const often = {
      repeats: new Array(100).fill(20),
      lastRepeat: new Array(100).fill(50),
      observed: new Array(100).fill(52),
    };
    const fit = { parameters: beta };
    const total = totalPurchasesPredictionInterval(bgNbd, fit, often, { duration: 52 });
    const each = predictionInterval(bgNbd, fit, often, { duration: 52 });
    expect(total.lower).toBeGreaterThan(sum(each.lower));
    expect(total.upper).toBeLessThan(sum(each.upper));
    expect((total.upper - total.lower) * 5).toBeLessThan(sum(each.upper) - sum(each.lower));
  });
});

describe('totalPurchasesPredictionInterval and totalSpendPredictionInterval', () => {
  const fit = { parameters: { r: 1, alpha: 10 } };
  const spend = { model: gammaGamma, fit: { parameters: { p: 6, q: 4, gamma: 15 } } };
  const whole = { purchases: { model: nbd, fit }, spend, duration: 1 };

  test('nobody buys nothing, and neither does anybody in no time', () => {
    const none = { repeats: [], lastRepeat: [], observed: [], meanValue: [] };
    const nothing = {
      value: 0,
      lower: 0,
      upper: 0,
      confidence: 0.95,
      parameterUncertainty: false,
      parameterShare: undefined,
    };
    expect(totalPurchasesPredictionInterval(nbd, fit, none, { duration: 9, draws: 39 })).toEqual({
      ...nothing,
      draws: new Float64Array(39),
    });
    expect(totalPurchasesPredictionInterval(nbd, fit, columns, { duration: 0, draws: 39 })).toMatchObject(nothing);
    const purchases = { model: nbd, fit };
    expect(totalSpendPredictionInterval(none, { purchases, spend, duration: 9, draws: 39 })).toMatchObject(nothing);
    expect(totalSpendPredictionInterval(columns, { purchases, spend, duration: 0, draws: 39 })).toMatchObject(nothing);
  });

  test('tells how far it is, and draws otherwise with another seed', () => {
    const progress: number[] = [];
    const ask = (seed: number) =>
      totalPurchasesPredictionInterval(nbd, fit, columns, {
        duration: 50,
        draws: 4,
        confidence: 0.5,
        seed,
        onProgress: (done) => progress.push(done),
      });
    expect(ask(1).draws).not.toEqual(ask(2).draws);
    expect(progress.slice(0, 4)).toEqual([0.25, 0.5, 0.75, 1]);
  });

  test('39 draws are as few as can be for 95%: the limits are the least and the greatest of them', () => {
    const ask = (draws: number, confidence?: number) =>
      totalPurchasesPredictionInterval(nbd, fit, columns, { duration: 50, draws, confidence });
    const { draws, lower, upper } = ask(39);
    expect([lower, upper]).toEqual([Math.min(...draws), Math.max(...draws)]);
    const [least, , most] = [...ask(3, 0.5).draws].toSorted((a, b) => a - b);
    for (const sure of [0.01, 0.5]) expect(ask(3, sure)).toMatchObject({ lower: least, upper: most });
    for (const [fewer, sure] of [
      [38, 0.95],
      [18, 0.9],
      [198, 0.99],
      [1, 0.2],
    ] as const) {
      expectError(
        () => ask(fewer, sure),
        `RangeError: totalPurchasesPredictionInterval: draws must be at least ${fewer + 1} for a confidence of ${sure}, got ${fewer}`,
      );
      expect(ask(fewer + 1, sure).draws).toHaveLength(fewer + 1);
    }
  });

  test('the sum of opportunities used, with weights', () => {
    const parameters = { alpha: 1.2035, beta: 0.7497, gamma: 0.6567, delta: 2.7834 };
    const donors = { repeats: [4], lastRepeat: [5], opportunities: [6], weights: [1000] };
    const { value, lower, upper, draws } = totalPurchasesPredictionInterval(bgBb, { parameters }, donors, {
      duration: 5,
    });
    expectClose(
      value,
      1000 * bgBb.expectedPurchases(parameters, { repeats: 4, lastRepeat: 5, opportunities: 6 }, { to: 5 }),
      1e-12,
    );
    // The variance of one from the exact distribution: 1.96 standard deviations on either side.
    let square = 0;
    for (let n = 0; n <= 5; n++) {
      const donor = { repeats: 4, lastRepeat: 5, opportunities: 6 };
      square += n * n * bgBb.conditionalPurchaseCountProbability(parameters, donor, n, { duration: 5 });
    }
    const deviation = Math.sqrt(1000 * (square - (value / 1000) ** 2));
    expect(Math.abs(sum(draws) / 1000 - value)).toBeLessThan((4 * deviation) / Math.sqrt(1000));
    expect(Math.abs((upper - lower) / (2 * 1.96 * deviation) - 1)).toBeLessThan(0.12);
  });

  test('the money of one customer: the exact distribution by hand is that of the draws', () => {
    const one = { repeats: [2], lastRepeat: [30], observed: [40], meanValue: [40] };
    const total = totalSpendPredictionInterval(one, {
      purchases: { model: nbd, fit },
      spend,
      duration: 50,
      draws: 20_000,
    });
    const history = { repeats: 2, lastRepeat: 30, observed: 40 };
    const none = nbd.conditionalPurchaseCountProbability(fit.parameters, history, 0, { duration: 50 });
    const draws = total?.draws as Float64Array;
    expect(Math.abs(draws.filter((money) => money === 0).length / 20_000 - none)).toBeLessThan(0.01);
    expect(Math.abs(sum(draws) / 20_000 / (total?.value as number) - 1)).toBeLessThan(0.03);
    expect(total?.lower).toBe(0);
  });

  test('the discounted money of one customer: mean and variance by hand are those of the draws', () => {
    // Known rates all but: λ = 0.5, ν = 0.2 and p = 2, so that a compound Poisson process has
    // mean λ E(v) (1 − e^(−δT)) / δ and variance λ E(v²) (1 − e^(−2δT)) / 2δ.
    const one = { repeats: [0], lastRepeat: [0], observed: [1], meanValue: [0] };
    const size = 20_000;
    const total = totalSpendPredictionInterval(one, {
      purchases: { model: nbd, fit: { parameters: { r: 5e9, alpha: 1e10 } } },
      spend: { model: gammaGamma, fit: { parameters: { p: 2, q: 1e10, gamma: 5e10 } } },
      duration: 20,
      draws: size,
      margin: 0.5,
      forceOfInterest: 0.1,
    }) as NonNullable<ReturnType<typeof totalSpendPredictionInterval>>;
    const mean = 0.5 * 0.5 * 10 * ((1 - Math.exp(-2)) / 0.1);
    const variance = 0.25 * 0.5 * 150 * ((1 - Math.exp(-4)) / 0.2);
    expectClose(total.value, mean, 1e-8);
    const average = sum(total.draws) / size;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / size));
    const spread = sum(total.draws.map((draw) => (draw - average) ** 2)) / size;
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.045);
  });

  /** Spend parameters with the same variance of each logarithm, and what totals come of them. */
  const spentWith = (q: number, variance?: number, more: object = {}) =>
    totalSpendPredictionInterval(columns, {
      purchases: { model: nbd, fit },
      spend: {
        model: gammaGamma,
        fit: {
          parameters: { p: 6, q, gamma: 15 },
          logCovariance: variance && [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? variance : 0))),
        },
      },
      duration: 9,
      draws: 39,
      ...more,
    } as typeof whole);

  test('no mean spend, no interval; so close above it that parameters hardly off have none, no share of theirs', () => {
    expect(spentWith(0.9)).toBeUndefined();
    expect(spentWith(1.0005)).toBeDefined();
    const close = spentWith(1.0005, 0.01);
    expect(close?.parameterUncertainty).toBe(true);
    expect(close?.parameterShare).toBeUndefined();
    expect(close?.upper).toBeLessThan(Infinity);
    expect(spentWith(3, 0.01)?.parameterShare).toBeGreaterThan(0);
    // Of one of the two models is uncertainty, too.
    expect(spentWith(2, 0.01)?.parameterUncertainty).toBe(true);
    expect(spentWith(2)?.parameterUncertainty).toBe(false);
  });

  test('nearly flat: draws beyond all numbers are draws, and limits beyond all numbers are none', () => {
    // A logarithm of q with a standard deviation of 2.99: now and then q is a thousandth, and money e^1000 as much.
    const wide = spentWith(2, 8.95, { draws: 2000, duration: 99 });
    expect(wide?.draws.includes(Number.MAX_VALUE)).toBe(true);
    expect(wide?.draws.every(Number.isFinite)).toBe(true);
    expect(wide?.upper).toBeGreaterThan(1e6);
    expect(wide?.upper).toBeLessThan(1e300);
    expect(wide?.parameterShare).toBeUndefined();
    // The losses are as wide as the gains, discounted or not; of nothing there is no more.
    const lost = spentWith(2, 8.95, { draws: 2000, duration: 99, margin: -0.5 });
    expectClose(lost?.lower, -0.5 * (wide?.upper as number), 1e-12);
    expect(lost?.draws.includes(-Number.MAX_VALUE)).toBe(true);
    const later = spentWith(2, 8.95, { draws: 2000, duration: 99, forceOfInterest: 1e-3 });
    expect(later?.draws.includes(Number.MAX_VALUE)).toBe(true);
    expect(later?.upper).toBeLessThan(wide?.upper as number);
    expect(spentWith(2, 8.95, { draws: 2000, duration: 99, margin: 0 })).toMatchObject({ lower: 0, upper: 0 });
    // The greatest of 39 draws, of which one is beyond; and an expected total that is.
    expect(spentWith(1.1, 8.95, { duration: 99, draws: 1999, confidence: 0.999 })).toBeUndefined();
    expect(spentWith(1 + 1e-15, undefined, { duration: 1e6 })?.value).toBeLessThan(Infinity);
  });

  test('fits with covariates: flat by their diagnosis, and moved no farther than numbers go', () => {
    const parameters = { r: 1, alpha: 10, a: 1, b: 2, purchases: { x: 0.1 }, dropout: {} };
    const names = ['r', 'alpha', 'a', 'b', 'purchases.x'];
    const varied = (variances: readonly number[]) =>
      variances.map((variance, i) => variances.map((_, j) => (i === j ? variance : 0)));
    const some = { ...columns, covariates: { x: [1, 0] } };
    const ask = (variances: readonly number[], kind: 'converged' | 'flat') =>
      totalPurchasesPredictionInterval(
        bgNbdWithCovariates,
        { parameters, names, logCovariance: varied(variances), diagnosis: { kind, message: '' } },
        some,
        { duration: 10, draws: 39 },
      );
    expect(ask([0.1, 0.1, 0.1, 0.1, 0.1], 'converged').parameterUncertainty).toBe(true);
    const flat = ask([0.1, 0.1, 0.1, 0.1, 1e6], 'flat');
    expect([flat.parameterUncertainty, flat.upper]).toEqual([false, ask([1, 1, 1, 1, 1], 'flat').upper]);
    // b, far beyond all numbers in most of the draws.
    expect(ask([0, 0, 0, 1e6, 0], 'converged').upper).toBeLessThan(1e3);
  });

  test('refuse what is none of these', () => {
    for (const [name, ask] of [
      [
        'totalPurchasesPredictionInterval',
        (of: object, options: object) =>
          totalPurchasesPredictionInterval(nbd, fit, { ...columns, ...of }, untyped({ duration: 1, ...options })),
      ],
      [
        'totalSpendPredictionInterval',
        (of: object, options: object) =>
          totalSpendPredictionInterval({ ...columns, ...of }, untyped<typeof whole>({ ...whole, ...options })),
      ],
    ] as const) {
      expectError(
        () => ask({}, { draws: 0 }),
        `RangeError: ${name}: draws must be a whole number from 1 to 1000000, got 0`,
      );
      expectError(
        () => ask({}, { seed: -1 }),
        `RangeError: ${name}: seed must be a whole number from 0 to 4294967295, got -1`,
      );
      expectError(
        () => ask({}, { duration: -1 }),
        `RangeError: ${name}: duration must be a finite number >= 0, got -1`,
      );
      expectError(
        () => ask({}, { confidence: 95 }),
        `RangeError: ${name}: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?`,
      );
      expectError(() => ask({}, { onProgress: 1 }), `TypeError: ${name}: onProgress must be a function, got 1`);
      expectError(
        () => ask({ weights: [1, 1.5] }, {}),
        `RangeError: ${name}: weights[1] must be a whole number, got 1.5`,
      );
      expectError(
        () => ask({ weights: [1, 1e9] }, {}),
        `RangeError: ${name}: the sum of weights must be at most 100000000, got 1000000001`,
      );
      expectError(
        () => ask({ repeats: 1 }, {}),
        `TypeError: ${name}: repeats must be an array or a typed array, got 1`,
      );
    }
    expectError(
      () => totalSpendPredictionInterval(columns, { ...whole, margin: 30 }),
      'RangeError: totalSpendPredictionInterval: margin must be a fraction from -1 to 1, got 30: did you mean 0.3?',
    );
    expectError(
      () => totalSpendPredictionInterval(columns, { ...whole, forceOfInterest: -1 }),
      'RangeError: totalSpendPredictionInterval: forceOfInterest must be a finite number >= 0, got -1',
    );
    const name = 'totalSpendPredictionInterval';
    const ask = (options: object) => () =>
      totalSpendPredictionInterval(columns, untyped<typeof whole>({ ...whole, ...options }));
    expectError(
      ask({ purchases: undefined }),
      `TypeError: ${name}: purchases.model.simulateFuture must be a function, got undefined`,
    );
    expectError(
      ask({ spend: { model: {} } }),
      `TypeError: ${name}: spend.model.simulateFuture must be a function, got undefined`,
    );
    expectError(
      ask({ spend: { model: gammaGamma, parameters: {} } }),
      `TypeError: ${name}: spend.fit.parameters must be an object, got undefined`,
    );
    expectError(
      () => totalPurchasesPredictionInterval(untyped<typeof nbd>({}), fit, columns, { duration: 1 }),
      'TypeError: totalPurchasesPredictionInterval: model.simulateFuture must be a function, got undefined',
    );
    expectError(
      () => totalPurchasesPredictionInterval(nbd, fit, columns, untyped(undefined)),
      'TypeError: totalPurchasesPredictionInterval: options must be an object, got undefined',
    );
  });
});

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

describe('fits that are flat: the covariance says nothing beyond the neighbourhood of the fit', () => {
  const truth = { r: 0.8, alpha: 6, a: 0.8, b: 2.4 };
  const observed = { customers: 200, duration: 12 };
  const { histories } = bgNbd.simulate(truth, { observed, seed: 2 });
  const flat = bgNbd.fit(histories) as ModelFit<BetaGeometricParameters>;
  const spend = { p: 6, q: 4, gamma: 15 };
  const valued = { ...histories, ...gammaGamma.simulate(spend, histories) };
  const diagonal = (...variances: number[]) =>
    variances.map((variance, i) => variances.map((_, j) => (i === j ? variance : 0)));
  const surely = (variance: number) => ({ parameters: spend, logCovariance: diagonal(variance, variance, variance) });

  test('a logarithm of a and of b could be a thousand off', () => {
    expect(flat.diagnosis.kind).toBe('flat');
    expect(flat.logCovariance?.[2]?.[2]).toBeGreaterThan(9e5);
  });

  test('parameters are taken as given, and that is said: whichever of the fits is flat', () => {
    const given = { parameters: flat.parameters };
    const expectSame = (ask: (fit: typeof given) => object) => {
      expect(ask(flat)).toEqual(ask(given));
      expect(ask(flat)).toMatchObject({ parameterUncertainty: false });
    };
    expectSame((fit) => predictionInterval(bgNbd, fit, customer, { duration: 26 }));
    expectSame((fit) => predictionInterval(bgNbd, fit, columns, { duration: 26 }));
    expectSame((fit) => totalPurchasesPredictionInterval(bgNbd, fit, histories, { duration: 26, draws: 39 }));
    const ask = (variance: number, fit = given) =>
      totalSpendPredictionInterval(valued, {
        purchases: { model: bgNbd, fit },
        spend: { model: gammaGamma, fit: surely(variance) },
        duration: 26,
        draws: 39,
      });
    expect(ask(0.01)).toMatchObject({ parameterUncertainty: true });
    for (const none of [ask(9), ask(0.01, flat)]) {
      expect(none).toMatchObject({ parameterUncertainty: false, parameterShare: undefined });
    }
    // The bound is that of the diagnosis.
    const wide = { parameters: { r: 1, alpha: 10 }, logCovariance: diagonal(0.1, 8.99) };
    expect(predictionInterval(nbd, wide, customer, { duration: 1 }).parameterUncertainty).toBe(true);
  });

  test('lifetime values have the delta interval all the same, and a huge q that hardly matters a mean', () => {
    const rest = { margin: 0.3, forceOfInterest: 0.003, horizon: 26 };
    const ask = (fit: typeof flat, spending = surely(0)) =>
      customerLifetimeValueEstimate(valued, {
        purchases: { model: bgNbd, fit },
        spend: { model: gammaGamma, fit: spending },
        ...rest,
      });
    const { total, lower, upper } = ask(flat) as NonNullable<ReturnType<typeof ask>>;
    const worth = (parameters: BetaGeometricParameters) =>
      customerLifetimeValue(valued, {
        purchases: { model: bgNbd, parameters },
        spend: { model: gammaGamma, parameters: spend },
        ...rest,
      }) as NonNullable<ReturnType<typeof customerLifetimeValue>>;
    const { lower: least, upper: most } = deltaInterval(flat, (p) => worth(p).total) ?? { lower: 0, upper: 0 };
    expectClose(total.lower, least, 1e-9);
    expectClose(total.upper, most, 1e-9);
    expect(total.upper / total.lower).toBeLessThan(2.2);
    for (const i of [0, 50, 150]) {
      const one = deltaInterval(flat, (p) => worth(p).values[i] as number);
      expectClose(lower[i], one?.lower, 1e-8);
      expectClose(upper[i], one?.upper, 1e-8);
    }
    // By a gradient, not by the way: q and gamma of Poisson-like spending are as good as any with the same ratio.
    const huge = { parameters: { p: 6, q: 1e7, gamma: 5e7 }, logCovariance: diagonal(0.01, 1e6, 1e6) };
    const along = { ...huge, logCovariance: [...huge.logCovariance.slice(0, 1), [0, 1e6, 1e6], [0, 1e6, 1e6]] };
    const known = { ...huge, logCovariance: diagonal(0.01, 0, 0) };
    const [flatly, clearly] = [ask(flat, along)?.total, ask(flat, known)?.total];
    expectClose(flatly?.upper, clearly?.upper, 1e-3);
    expectClose(flatly?.lower, clearly?.lower, 1e-3);
  });

  test('draws mend it: of 60 worlds 20 have flat fits, and intervals hold 8 totals with the parameters given and 18 with draws', () => {
    let [worlds, asGiven, withDraws] = [0, 0, 0];
    for (let seed = 1; seed <= 60; seed++) {
      const world = bgNbd.simulate(truth, { observed, holdout: 26, seed });
      const fit = bgNbd.fit(world.histories) as ModelFit<BetaGeometricParameters>;
      if (fit.diagnosis.kind !== 'flat') continue;
      worlds++;
      const bought = sum(world.holdout);
      const { draws } = parametricBootstrap(bgNbd, fit, world.histories, { draws: 60, seed }) ?? { draws: [] };
      const holds = (of: { parameters: BetaGeometricParameters }) => {
        const total = totalPurchasesPredictionInterval(bgNbd, of, world.histories, { duration: 26, draws: 400, seed });
        expect(total.parameterUncertainty).toBe('draws' in of);
        return bought >= total.lower && bought <= total.upper ? 1 : 0;
      };
      asGiven += holds(fit);
      withDraws += holds({ ...fit, draws } as typeof fit);
    }
    expect(worlds).toBeGreaterThan(15);
    expect(asGiven / worlds).toBeLessThan(0.7);
    expect(withDraws / worlds).toBeGreaterThan(0.8);
  });
});

describe('draws in place of the covariance', () => {
  const draws = [
    { r: 1, alpha: 10 },
    { r: 3, alpha: 10 },
  ];
  const both = { parameters: { r: 2, alpha: 10 }, draws };
  const newcomer = { repeats: [0], lastRepeat: [0], observed: [0], meanValue: [0], weights: [400] };
  const exactly = { parameters: { p: 6, q: 4, gamma: 15 }, logCovariance: new Array(3).fill([0, 0, 0]) };

  test('each total is of one of them, and what they differ by is the parameters’ share', () => {
    // 400 newcomers are expected to buy 400 or 1,200 times.
    const total = totalPurchasesPredictionInterval(nbd, both, newcomer, { duration: 10 });
    expect(total.value).toBe(800);
    const few = total.draws.filter((each) => each < 800);
    expect(Math.abs(few.length - 500)).toBeLessThan(60);
    expect(Math.abs(sum(few) / few.length - 400)).toBeLessThan(8);
    // Between them 400² = 160,000, and within 400 · 1 · 2 and 400 · 3 · 2 in the mean: 1,600.
    expect(Math.abs((total.parameterShare as number) - 160_000 / 161_600)).toBeLessThan(0.02);
    expect(total.parameterUncertainty).toBe(true);
  });

  test('money has the variances of both', () => {
    const ask = (of: object) =>
      totalSpendPredictionInterval(newcomer, {
        purchases: { model: nbd, fit: both },
        spend: { model: gammaGamma, fit: { ...exactly, ...of } },
        duration: 10,
      });
    const same = new Array(5).fill(exactly.parameters);
    expect(Math.abs((ask({ draws: same })?.parameterShare as number) - 0.98)).toBeLessThan(0.02);
    // One of the draws has no mean spend: the limits are there, and their variance is not.
    const heavy = ask({ draws: [...same, { p: 6, q: 0.9, gamma: 15 }] });
    expect(heavy?.upper).toBeGreaterThan(heavy?.value as number);
    expect([heavy?.parameterShare, heavy?.parameterUncertainty]).toEqual([undefined, true]);
  });

  test('lifetime values go by the variance of their logarithms: value · exp(± z √(log 3)² / 4)', () => {
    const options = {
      purchases: { model: nbd, fit: both },
      spend: { model: gammaGamma, fit: exactly },
      margin: 0.3,
      forceOfInterest: 0.01,
    };
    const { total, upper } = customerLifetimeValueEstimate(newcomer, options) as NonNullable<
      ReturnType<typeof customerLifetimeValueEstimate>
    >;
    const factor = Math.exp((1.959963984540054 * Math.log(3)) / 2);
    expectClose(total.upper, total.value * factor, 1e-9);
    expectClose(total.lower, total.value / factor, 1e-9);
    expectClose(upper[0], (total.value / 400) * factor, 1e-9);
  });

  test('refused are draws that are none', () => {
    for (const [none, shown] of [
      [[], 'object'],
      [3, '3'],
      [null, 'null'],
    ] as const) {
      expectError(
        () => predictionInterval(nbd, { ...both, draws: untyped(none) }, newcomer, { duration: 1 }),
        `TypeError: predictionInterval: fit.draws must be an array of parameters, and not empty, got ${shown}`,
      );
    }
  });
});
