import { describe, expect, test } from 'vitest';
import {
  type BetaGeometricParameters,
  bgNbd,
  customerLifetimeValue,
  customerLifetimeValueEstimate,
  deltaInterval,
  gammaGamma,
  type ModelFit,
  nbd,
  parametricBootstrap,
  predictionInterval,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';
import { columns } from '../../support/predictions.js';
import { sum } from '../../support/purchases.js';

const customer = { repeats: 7, lastRepeat: 29.43, observed: 38.86 };

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
