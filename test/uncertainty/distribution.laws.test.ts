import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type Distribution,
  distributionCumulative,
  distributionMean,
  distributionQuantile,
  distributionVariance,
  pertDistribution,
  triangularDistribution,
} from '../../src/index.js';
import { shapeOf } from '../../src/uncertainty/distribution.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';
import { continuous, discrete, distributions, lowLikelyHigh, probability } from '../support/uncertainty.js';

const deviationOf = (distribution: Distribution) => Math.sqrt(distributionVariance(distribution));

/** The integral of g(quantile(p)) over p from 0 to 1, by tanh-sinh quadrature, which copes with infinite ends. */
function expectation(distribution: Distribution, g: (x: number) => number): number {
  const { quantile } = shapeOf(distribution, 'distribution');
  let sum = 0;
  let weights = 0;
  for (let t = -3; t <= 3; t += 1 / 32) {
    const u = Math.exp(-Math.PI * Math.sinh(t));
    const weight = (Math.cosh(t) * u) / (1 + u) ** 2;
    const p = 1 / (1 + u);
    if (p <= 0 || p >= 1) continue;
    sum += weight * g(quantile(p));
    weights += weight;
  }
  return sum / weights;
}

describe('distributions', () => {
  law(
    'quantiles never fall: p ≤ q ⇒ quantile(p) ≤ quantile(q)',
    [distributions(), probability(), probability()],
    (distribution, p, q) => {
      const [low, high] = [Math.min(p, q), Math.max(p, q)].map((each) => distributionQuantile(distribution, each)) as [
        number,
        number,
      ];
      expect(low).toBeLessThanOrEqual(high + 1e-12 * (Math.abs(low) + deviationOf(distribution)));
    },
  );

  law(
    'the quantile inverts the cumulative probability: P(X ≤ quantile(p)) = p, of continuous distributions',
    [continuous(), probability()],
    (distribution, p) => {
      const x = distributionQuantile(distribution, p);
      // Rounding x by one part in 1e16 moves P by density · |x| · 1e-16: bounded by what the neighbours of x show.
      const step = 4e-15 * Math.abs(x) + 1e-300;
      const slack = distributionCumulative(distribution, x + step) - distributionCumulative(distribution, x - step);
      expect(Math.abs(distributionCumulative(distribution, x) - p)).toBeLessThanOrEqual(1e-11 * p + slack + 1e-15);
    },
  );

  law(
    'the quantile is the first value that is enough: P(X ≤ quantile(p)) ≥ p > P(X < quantile(p)), of discrete distributions',
    [discrete(), probability()],
    (distribution, p) => {
      const x = distributionQuantile(distribution, p);
      expect(distributionCumulative(distribution, x)).toBeGreaterThanOrEqual(p);
      const below = distribution.kind === 'fixed' ? x - 1e-9 * (1 + Math.abs(x)) : x - 0.5;
      expect(distributionCumulative(distribution, below)).toBeLessThan(p);
    },
  );

  law(
    'a probability: 0 ≤ P(X ≤ x) ≤ 1, and it never falls with x',
    [
      distributions(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 0, max: 1e9, noNaN: true }),
    ],
    (distribution, x, step) => {
      const [at, beyond] = [distributionCumulative(distribution, x), distributionCumulative(distribution, x + step)];
      expect(at).toBeGreaterThanOrEqual(0);
      expect(beyond).toBeLessThanOrEqual(1);
      expect(beyond).toBeGreaterThanOrEqual(at - 1e-15);
    },
  );

  law('the mean is the integral of the quantiles: E(X) = ∫ quantile(p) dp', [continuous()], (distribution) => {
    const mean = expectation(distribution, (x) => x);
    expect(Math.abs(mean - distributionMean(distribution))).toBeLessThanOrEqual(
      1e-6 * (deviationOf(distribution) + Math.abs(mean)),
    );
  });

  law(
    'the variance is the mean square distance from the mean: V(X) = ∫ (quantile(p) − E(X))² dp',
    [continuous()],
    (distribution) => {
      const mean = distributionMean(distribution);
      // A log-normal of a large spread has its variance in a tail beyond what numbers next to 1 can tell apart.
      fc.pre(distribution.kind !== 'log-normal' || distribution.logStandardDeviation < 1);
      expectClose(
        expectation(distribution, (x) => (x - mean) ** 2),
        distributionVariance(distribution),
        1e-5,
      );
    },
  );

  law(
    'what can be counted is counted: mean and variance of a small binomial are sums over its steps',
    [fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true })],
    (trials, probability) => {
      const distribution: Distribution = { kind: 'binomial', trials, probability };
      const steps = Array.from(
        { length: trials + 1 },
        (_, k) => distributionCumulative(distribution, k) - distributionCumulative(distribution, k - 1),
      );
      const mean = steps.reduce((sum, p, k) => sum + p * k, 0);
      expectClose(mean, distributionMean(distribution), 1e-10);
      const variance = steps.reduce((sum, p, k) => sum + p * (k - mean) ** 2, 0);
      expectClose(variance, distributionVariance(distribution), 1e-9);
    },
  );

  law(
    'shifting and stretching: quantile(a + b·X) = a + b · quantile(X), of what low, likely and high bound',
    [lowLikelyHigh(), fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 100 }), probability()],
    ({ low, likely, high }, a, b, p) => {
      const moved = { low: a + b * low, likely: a + b * likely, high: a + b * high };
      fc.pre(moved.likely >= moved.low && moved.likely <= moved.high);
      for (const kind of ['triangular', 'pert'] as const) {
        const before = distributionQuantile({ kind, low, likely, high }, p);
        const after = distributionQuantile({ kind, ...moved }, p);
        // The ends' rounding, in proportion to their size: the peak moves by its share of the width.
        const size = Math.abs(a) + b * (Math.abs(low) + Math.abs(high));
        expect(Math.abs(after - (a + b * before))).toBeLessThanOrEqual(1e-11 * size);
      }
    },
  );

  law(
    'mirrored: the quantile of −X at 1 − p is −quantile(X) at p',
    [lowLikelyHigh(), probability()],
    ({ low, likely, high }, p) => {
      for (const kind of ['triangular', 'pert'] as const) {
        const x = distributionQuantile({ kind, low, likely, high }, p);
        const mirrored = distributionQuantile({ kind, low: -high, likely: -likely, high: -low }, 1 - p);
        // 1 − p rounds, and at an end of a triangle a quantile goes with the root of it.
        expect(Math.abs(x + mirrored)).toBeLessThanOrEqual(1e-8 * (high - low) + 1e-12 * Math.abs(x));
      }
    },
  );

  law('the mean of a PERT distribution is (low + 4·likely + high) / 6', [lowLikelyHigh()], (estimate) => {
    const { low, likely, high } = estimate;
    const mean = distributionMean(pertDistribution(estimate));
    expect(Math.abs(mean - (low + 4 * likely + high) / 6)).toBeLessThanOrEqual(
      1e-12 * (Math.abs(low) + Math.abs(high)),
    );
  });

  law('the mean of a triangular distribution is (low + likely + high) / 3', [lowLikelyHigh()], (estimate) => {
    const { low, likely, high } = estimate;
    const mean = distributionMean(triangularDistribution(estimate));
    expect(Math.abs(mean - (low + likely + high) / 3)).toBeLessThanOrEqual(1e-12 * (Math.abs(low) + Math.abs(high)));
  });

  law(
    'a PERT of λ = 0 is uniform: quantile = low + p · (high − low)',
    [lowLikelyHigh(), probability()],
    (estimate, p) => {
      const x = distributionQuantile(pertDistribution({ ...estimate, lambda: 0 }), p);
      const uniform = distributionQuantile({ kind: 'uniform', low: estimate.low, high: estimate.high }, p);
      expect(Math.abs(x - uniform)).toBeLessThanOrEqual(1e-12 * (Math.abs(estimate.low) + Math.abs(estimate.high)));
    },
  );

  law(
    'the quick quantiles of many draws are the exact ones to 1e-9: quick(p) = quantile(p)',
    [continuous(), probability()],
    (distribution, p) => {
      const { quick, quantile } = shapeOf(distribution, 'distribution');
      fc.pre(quick !== undefined);
      const x = quantile(p);
      expect(Math.abs((quick as NonNullable<typeof quick>)()(p) - x)).toBeLessThanOrEqual(
        1e-9 * (Math.abs(x) + (distribution.kind === 'pert' ? distribution.high - distribution.low : 0)),
      );
    },
  );
});
