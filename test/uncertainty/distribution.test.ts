import { describe, expect, test } from 'vitest';
import {
  betaDistribution,
  betaFromCounts,
  betaFromEstimate,
  binomialDistribution,
  type Distribution,
  dirichletDistribution,
  dirichletFromCounts,
  distributionCumulative,
  distributionMean,
  distributionQuantile,
  distributionVariance,
  empiricalDistribution,
  fixedDistribution,
  gammaDistribution,
  logNormalDistribution,
  logNormalFromEstimate,
  logNormalFromMoments,
  multinomialDistribution,
  multinomialFromCounts,
  normalDistribution,
  normalFromEstimate,
  npsEstimate,
  pertDistribution,
  triangularDistribution,
  uniformDistribution,
} from '../../src/index.js';
import { shapeOf } from '../../src/uncertainty/distribution.js';
import { expectError, untyped } from '../support/errors.js';
import { golden } from '../support/golden.js';
import { expectClose } from '../support/predicates.js';

type Row = [distribution: Distribution, mean: number, variance: number, quantiles: [p: number, x: number][]];
const table = golden<Row[]>('distribution');

describe('distributions', () => {
  test.each(table)('%o agrees with high precision', (distribution, mean, variance, quantiles) => {
    expectClose(distributionMean(distribution), mean, 1e-14);
    expectClose(distributionVariance(distribution), variance, 1e-13);
    for (const [p, x] of quantiles) {
      // The quantiles of a distribution that begins beside 0 are as good as the distance from there.
      const size = 'low' in distribution ? Math.max(Math.abs(distribution.low), Math.abs(distribution.high)) : 0;
      // A rounding of p moves x ~ p^(1/alpha) by 1/alpha times as much.
      const parts = 'alpha' in distribution ? Math.max(1e-12, 1e-14 / distribution.alpha) : 1e-12;
      expect(Math.abs(distributionQuantile(distribution, p) - x)).toBeLessThanOrEqual(
        parts * Math.abs(x) + 1e-15 * size,
      );
    }
  });

  test('the quick quantiles of a fraction beside 0 and of one beside 1 agree with high precision', () => {
    const [, , , quantiles] = table.find(([each]) => 'beta' in each && each.beta === 1000000000.5) as Row;
    const { quick } = shapeOf({ kind: 'beta', alpha: 0.5, beta: 1000000000.5 }, 'distribution');
    const { quick: mirrored } = shapeOf({ kind: 'beta', alpha: 1000000000.5, beta: 0.5 }, 'distribution');
    for (const [p, x] of quantiles) {
      expectClose(quick?.()(p), x, 1e-9);
      expectClose(mirrored?.()(1 - p), 1 - x, 1e-15);
    }
  });

  test('are plain data: they survive JSON, and defaults are written out', () => {
    const all: Distribution[] = [
      fixedDistribution(3),
      uniformDistribution({ low: 1, high: 2 }),
      triangularDistribution({ low: 1, likely: 2, high: 4 }),
      pertDistribution({ low: 1, likely: 2, high: 4 }),
      normalDistribution({ mean: 1, standardDeviation: 2 }),
      logNormalDistribution({ logMean: 1, logStandardDeviation: 2 }),
      betaDistribution({ alpha: 1, beta: 2 }),
      gammaDistribution({ shape: 1, scale: 2 }),
      binomialDistribution({ trials: 10, probability: 0.5 }),
      empiricalDistribution([1, 2, 3]),
      empiricalDistribution(new Set([1, 2]), [3, 4]),
    ];
    for (const distribution of all) {
      const copy: Distribution = JSON.parse(JSON.stringify(distribution));
      expect(copy).toEqual(distribution);
      expect(distributionQuantile(copy, 0.3)).toBe(distributionQuantile(distribution, 0.3));
    }
    expect(pertDistribution({ low: 1, likely: 2, high: 4 })).toEqual({
      kind: 'pert',
      low: 1,
      likely: 2,
      high: 4,
      lambda: 4,
    });
    expect(dirichletDistribution({ a: 1, b: 2 })).toEqual({ kind: 'dirichlet', concentrations: { a: 1, b: 2 } });
    expect(multinomialDistribution({ trials: 3, probabilities: { a: 0.25, b: 0.75 } })).toEqual({
      kind: 'multinomial',
      trials: 3,
      probabilities: { a: 0.25, b: 0.75 },
    });
  });

  test('the variance of a PERT off the centre is the beta distribution’s, not ((high − low) / 6)²', () => {
    expectClose(distributionVariance(pertDistribution({ low: 0, likely: 0, high: 6 })), (1 * 5) / 7);
    expectClose(distributionVariance(pertDistribution({ low: 0, likely: 3, high: 6 })), 9 / 7);
    // As the documentation says of 1, which is ((6 − 0) / 6)².
    const against = (likely: number) => 1 / distributionVariance(pertDistribution({ low: 0, likely, high: 6 }));
    expectClose(against(0), 1.4);
    expectClose(against(3), 1 - 0.2222222222222222);
    expectClose(against(6 * (0.5 - Math.SQRT1_2 / 2)), 1);
  });

  test('distributions without spread are their value', () => {
    for (const distribution of [
      fixedDistribution(3),
      normalDistribution({ mean: 3, standardDeviation: 0 }),
      empiricalDistribution([3, 3]),
      logNormalFromMoments({ mean: 3, standardDeviation: 0 }),
    ]) {
      expectClose(distributionMean(distribution), 3, 1e-15);
      expect(distributionVariance(distribution)).toBe(0);
      expectClose(distributionQuantile(distribution, 0.999), 3, 1e-15);
      expect(distributionCumulative(distribution, 2.9)).toBe(0);
      expect(distributionCumulative(distribution, 3.1)).toBe(1);
    }
    expect(distributionQuantile(binomialDistribution({ trials: 0, probability: 0.5 }), 0.9)).toBe(0);
    expect(distributionQuantile(binomialDistribution({ trials: 9, probability: 1 }), 0.1)).toBe(9);
    expect(distributionQuantile(binomialDistribution({ trials: 9, probability: 0 }), 0.9)).toBe(0);
  });

  test('weights of an empirical distribution count like repetitions, and 0 like absence', () => {
    const weighted = empiricalDistribution([5, 1, 9, 7], [2, 1, 0, 1]);
    const repeated = empiricalDistribution([1, 5, 5, 7]);
    for (const p of [0.1, 0.25, 0.26, 0.5, 0.75, 0.76, 0.99]) {
      expect(distributionQuantile(weighted, p)).toBe(distributionQuantile(repeated, p));
    }
    // At a step of the cumulative probability, the smallest value that is enough.
    expect([0.25, 0.250001, 0.75, 0.750001].map((p) => distributionQuantile(weighted, p))).toEqual([1, 5, 5, 7]);
    expect(distributionCumulative(weighted, 5)).toBe(0.75);
    expectClose(distributionMean(weighted), 4.5);
    expectClose(distributionVariance(weighted), distributionVariance(repeated));
  });
});

describe('distributions from what people know', () => {
  test('the interval of an estimate is matched', () => {
    const estimate = npsEstimate({ promoters: 50, passives: 30, detractors: 20 }) as NonNullable<
      ReturnType<typeof npsEstimate>
    >;
    const nps = normalFromEstimate(estimate);
    expectClose(distributionQuantile(nps, 0.025), estimate.lower);
    expectClose(distributionQuantile(nps, 0.975), estimate.upper);
    const spend = logNormalFromEstimate({ lower: 150, upper: 250, confidence: 0.8 });
    expectClose(distributionQuantile(spend, 0.1), 150);
    expectClose(distributionQuantile(spend, 0.9), 250);
  });

  test.each([
    [0.75, 0.85, 0.95],
    [1e-6, 0.01, 0.95],
    [0.01, 0.99, 0.5],
    [1e-12, 0.5, 0.95],
    [0.5, 0.5001, 0.99],
    [0.99, 0.999999, 0.8],
  ])('a beta distribution from %d to %d with confidence %d', (lower, upper, confidence) => {
    const distribution = betaFromEstimate({ lower, upper, confidence });
    expectClose(distributionQuantile(distribution, (1 - confidence) / 2), lower, 1e-7);
    expectClose(distributionQuantile(distribution, (1 + confidence) / 2), upper, 1e-7);
  });

  test('the beta distribution that an interval was taken from comes back', () => {
    const { alpha, beta } = betaFromEstimate({
      lower: distributionQuantile({ kind: 'beta', alpha: 12, beta: 3 }, 0.05),
      upper: distributionQuantile({ kind: 'beta', alpha: 12, beta: 3 }, 0.95),
      confidence: 0.9,
    });
    expectClose(alpha, 12, 1e-9);
    expectClose(beta, 3, 1e-9);
  });

  test('moments are matched', () => {
    const spend = logNormalFromMoments({ mean: 200, standardDeviation: 50 });
    expectClose(distributionMean(spend), 200);
    expectClose(distributionVariance(spend), 2500);
    expectClose(
      logNormalFromMoments({ mean: 1, standardDeviation: 1e100 }).logStandardDeviation,
      Math.sqrt(200 * Math.LN10),
    );
  });

  test('counts', () => {
    expect(betaFromCounts({ successes: 8, trials: 10 })).toEqual({ kind: 'beta', alpha: 8.5, beta: 2.5 });
    expect(betaFromCounts({ successes: 8, trials: 10 }, { prior: 1 })).toEqual({ kind: 'beta', alpha: 9, beta: 3 });
    const counts = { promoters: 5, passives: 3, detractors: 2 };
    expect(dirichletFromCounts(counts).concentrations).toEqual({ promoters: 5.5, passives: 3.5, detractors: 2.5 });
    expect(dirichletFromCounts(counts, { prior: 1 }).concentrations.passives).toBe(4);
    expect(multinomialFromCounts(counts)).toEqual({
      kind: 'multinomial',
      trials: 10,
      probabilities: { promoters: 0.5, passives: 0.3, detractors: 0.2 },
    });
  });
});

describe('bad input', () => {
  test('out of range', () => {
    expectError(
      () => fixedDistribution(Infinity),
      'RangeError: fixedDistribution: value must be a number from -1e150 to 1e150, got Infinity',
    );
    expectError(
      () => uniformDistribution({ low: 3, high: 3 }),
      'RangeError: uniformDistribution: high must be above low (3), got 3',
    );
    expectError(
      () => triangularDistribution({ low: 3, likely: 2, high: 4 }),
      'RangeError: triangularDistribution: likely must be from low (3) to high (4), got 2',
    );
    expectError(
      () => pertDistribution({ low: 3, likely: 5, high: 4 }),
      'RangeError: pertDistribution: likely must be from low (3) to high (4), got 5',
    );
    expectError(
      () => pertDistribution({ low: 3, likely: 2, high: 1 }),
      'RangeError: pertDistribution: high must be above low (3), got 1',
    );
    expectError(
      () => pertDistribution({ low: 1, likely: 2, high: 3, lambda: -1 }),
      'RangeError: pertDistribution: lambda must be a number from 0 to 1e6, got -1',
    );
    expectError(
      () => normalDistribution({ mean: 0, standardDeviation: -1 }),
      'RangeError: normalDistribution: standardDeviation must be a number from 0 to 1e150, got -1',
    );
    expectError(
      () => logNormalDistribution({ logMean: 401, logStandardDeviation: 1 }),
      'RangeError: logNormalDistribution: logMean must be a number from -400 to 400, got 401',
    );
    expectError(
      () => logNormalFromMoments({ mean: 0, standardDeviation: 1 }),
      'RangeError: logNormalFromMoments: mean must be a number from 1e-100 to 1e100, got 0',
    );
    expectError(
      () => logNormalFromEstimate({ lower: 0, upper: 1, confidence: 0.95 }),
      'RangeError: logNormalFromEstimate: lower must be a number from 1e-150 to 1e150, got 0',
    );
    expectError(
      () => normalFromEstimate({ lower: 2, upper: 1, confidence: 0.95 }),
      'RangeError: normalFromEstimate: upper must be above lower (2), got 1',
    );
    expectError(
      () => normalFromEstimate({ lower: 1, upper: 2, confidence: 95 }),
      'RangeError: normalFromEstimate: confidence must be a fraction above 0 and below 1, got 95: did you mean 0.95?',
    );
    // What no function that takes a distribution would take.
    expectError(
      () => logNormalFromMoments({ mean: 1e-90, standardDeviation: 1e10 }),
      'RangeError: logNormalFromMoments: logMean must be a number from -400 to 400, got -437.4911676688687',
    );
    expectError(
      () => logNormalFromEstimate({ lower: 1, upper: 2, confidence: 5e-324 }),
      'RangeError: logNormalFromEstimate: logStandardDeviation must be a number from 0 to 1e150, got Infinity',
    );
    expectError(
      () => normalFromEstimate({ lower: 1, upper: 2, confidence: 5e-324 }),
      'RangeError: normalFromEstimate: standardDeviation must be a number from 0 to 1e150, got Infinity',
    );
    expectError(
      () => betaDistribution({ alpha: 0, beta: 1 }),
      'RangeError: betaDistribution: alpha must be a number from 0.001 to 4e9, got 0',
    );
    expectError(
      () => betaFromEstimate({ lower: 0, upper: 0.5, confidence: 0.95 }),
      'RangeError: betaFromEstimate: lower must be a fraction above 0 and below 1, got 0',
    );
    expectError(
      () => betaFromEstimate({ lower: 0.5, upper: 0.5000001, confidence: 0.95 }),
      'RangeError: betaFromEstimate: interval must be that of shapes from 0.001 to 4e9',
    );
    expectError(
      () => betaFromCounts({ successes: 11, trials: 10 }),
      'RangeError: betaFromCounts: successes must be from 0 to trials (10), got 11',
    );
    expectError(
      () => betaFromCounts({ successes: 1, trials: 10 }, { prior: 0 }),
      'RangeError: betaFromCounts: prior must be a number from 0.001 to 1e9, got 0',
    );
    expectError(
      () => gammaDistribution({ shape: 1, scale: 0 }),
      'RangeError: gammaDistribution: scale must be a number from 1e-150 to 1e90, got 0',
    );
    expectError(
      () => binomialDistribution({ trials: 1.5, probability: 0.5 }),
      'RangeError: binomialDistribution: trials must be a whole number from 0 to 1e9, got 1.5',
    );
    expectError(
      () => binomialDistribution({ trials: 2, probability: 50 }),
      'RangeError: binomialDistribution: probability must be a fraction from 0 to 1, got 50: did you mean 0.5?',
    );
    expectError(
      () => empiricalDistribution([]),
      'RangeError: empiricalDistribution: number of values must be at least 1, got 0',
    );
    expectError(
      () => empiricalDistribution([1, NaN]),
      'RangeError: empiricalDistribution: values[1] must be a number from -1e150 to 1e150, got NaN',
    );
    expectError(
      () => empiricalDistribution([1, 2], [1]),
      'RangeError: empiricalDistribution: number of weights must be the number of values (2), got 1',
    );
    expectError(
      () => empiricalDistribution([1, 2], [1, -1]),
      'RangeError: empiricalDistribution: weights[1] must be a number from 0 to 1e150, got -1',
    );
    expectError(
      () => empiricalDistribution([1, 2], [0, 0]),
      'RangeError: empiricalDistribution: sum of weights must be above 0, got 0',
    );
    expectError(
      () => multinomialDistribution({ trials: 10, probabilities: { a: 0.5, b: 0.4 } }),
      'RangeError: multinomialDistribution: sum of probabilities must be 1, got 0.9',
    );
    expectError(
      () => multinomialDistribution({ trials: 10, probabilities: {} }),
      'RangeError: multinomialDistribution: probabilities: number of names must be at least 1, got 0',
    );
    expectError(
      () => multinomialFromCounts({ a: 1.5, b: 2 }),
      'RangeError: multinomialFromCounts: sum of counts must be a whole number from 1 to 1e9, got 3.5',
    );
    expectError(
      () => dirichletDistribution({ a: 1, b: -1 }),
      'RangeError: dirichletDistribution: concentrations.b must be a number from 0.001 to 4e9, got -1',
    );
    expectError(
      () => dirichletFromCounts({ a: 1, b: -1 }),
      'RangeError: dirichletFromCounts: counts.b must be a number from 0 to 1e9, got -1',
    );
    expectError(
      () => distributionQuantile(fixedDistribution(1), 1),
      'RangeError: distributionQuantile: probability must be a fraction above 0 and below 1, got 1',
    );
    expectError(
      () => distributionCumulative(fixedDistribution(1), NaN),
      'RangeError: distributionCumulative: x must be a finite number, got NaN',
    );
    expectError(
      () => distributionMean({ kind: 'log-normal', logMean: 0, logStandardDeviation: 100 }),
      'RangeError: distributionMean: the numbers are too large to compute with',
    );
  });

  test('of a wrong type', () => {
    expectError(
      () => fixedDistribution(untyped('1')),
      'TypeError: fixedDistribution: value must be a number from -1e150 to 1e150, got "1"',
    );
    expectError(
      () => triangularDistribution(untyped(undefined)),
      'TypeError: triangularDistribution: low must be a number from -1e150 to 1e150, got undefined',
    );
    expectError(
      () => empiricalDistribution(untyped(3)),
      'TypeError: empiricalDistribution: values must be iterable, got 3',
    );
    expectError(
      () => empiricalDistribution([1], untyped(3)),
      'TypeError: empiricalDistribution: weights must be iterable, got 3',
    );
    expectError(
      () => distributionMean({ kind: 'empirical', values: untyped(3) }),
      'TypeError: distributionMean: distribution.values must be an array, got 3',
    );
    expectError(
      () => distributionMean({ kind: 'empirical', values: [1], weights: untyped(3) }),
      'TypeError: distributionMean: distribution.weights must be an array, got 3',
    );
    expectError(
      () => multinomialDistribution({ trials: 1, probabilities: untyped<Record<string, number>>(null) }),
      'TypeError: multinomialDistribution: probabilities must be an object, got null',
    );
    const kinds =
      'a kind of distribution (fixed, uniform, triangular, pert, normal, log-normal, beta, gamma, binomial, empirical)';
    expectError(
      () => distributionMean(untyped({ kind: 'cauchy' })),
      `RangeError: distributionMean: distribution.kind must be ${kinds}, got "cauchy"`,
    );
    expectError(
      () => distributionMean(untyped(undefined)),
      `TypeError: distributionMean: distribution.kind must be ${kinds}, got undefined`,
    );
    expectError(
      () => distributionVariance(untyped(dirichletDistribution({ a: 1, b: 2 }))),
      `RangeError: distributionVariance: distribution.kind must be ${kinds}, got "dirichlet"`,
    );
    expectError(
      () => distributionMean({ kind: 'triangular', low: 3, likely: 2, high: 1 }),
      'RangeError: distributionMean: distribution.high must be above low (3), got 1',
    );
  });
});
