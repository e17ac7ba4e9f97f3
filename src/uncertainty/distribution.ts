import { FINITE, refuse, representable, within, withinOpen } from '../internal/check.js';
import { type BetaDistribution, betaShape } from './beta.js';
import { type BinomialDistribution, binomialShape } from './binomial.js';
import { type DirichletDistribution, dirichletShape } from './dirichlet.js';
import { type EmpiricalDistribution, empiricalShape } from './empirical.js';
import { type FixedDistribution, fixedShape } from './fixed.js';
import { type GammaDistribution, gammaShape } from './gamma.js';
import { type LogNormalDistribution, logNormalShape } from './log-normal.js';
import { type MultinomialDistribution, multinomialShape } from './multinomial.js';
import { type NormalDistribution, normalShape } from './normal.js';
import { type PertDistribution, pertShape } from './pert.js';
import type { Shape, VectorShape } from './shape.js';
import { type TriangularDistribution, triangularShape } from './triangular.js';
import { type UniformDistribution, uniformShape } from './uniform.js';

/** What is known of one number: plain data, told apart by `kind`. */
export type Distribution =
  | FixedDistribution
  | UniformDistribution
  | TriangularDistribution
  | PertDistribution
  | NormalDistribution
  | LogNormalDistribution
  | BetaDistribution
  | GammaDistribution
  | BinomialDistribution
  | EmpiricalDistribution;

/** What is known of several numbers that belong together: plain data, told apart by `kind`. */
export type VectorDistribution<Part extends string = string> =
  | MultinomialDistribution<Part>
  | DirichletDistribution<Part>;

/**
 * The mean of a distribution, in its unit.
 *
 * @param distribution - A distribution of one number.
 * @returns The mean.
 * @throws `TypeError` or `RangeError` for what is not a distribution of one number, and for a mean that is too large for a
 * number.
 * @example
 * ```ts
 * import { distributionMean } from 'custometry';
 *
 * distributionMean({ kind: 'pert', low: 10, likely: 12, high: 20 }); // => 13
 * ```
 */
export function distributionMean(distribution: Distribution): number {
  return representable(shapeOf(distribution, 'distributionMean: distribution').mean, 'distributionMean');
}

/**
 * The variance of a distribution, in its unit squared; its square root is the standard deviation.
 *
 * @param distribution - A distribution of one number.
 * @returns The variance: 0 or more.
 * @throws `TypeError` or `RangeError` for what is not a distribution of one number, and for a variance that is too large
 * for a number.
 * @example
 * ```ts
 * import { distributionVariance } from 'custometry';
 *
 * distributionVariance({ kind: 'uniform', low: 10, high: 22 }); // => 12
 * ```
 */
export function distributionVariance(distribution: Distribution): number {
  return representable(shapeOf(distribution, 'distributionVariance: distribution').variance, 'distributionVariance');
}

/**
 * The quantile of a distribution: the value that is exceeded with probability 1 − p. Good to 1e-12 relative, apart from
 * the rounding of p itself; where a shape is below 0.01, to 1e-14 over the shape.
 *
 *     quantile(p) = the smallest x with P(X ≤ x) ≥ p
 *
 * @param distribution - A distribution of one number.
 * @param probability - p: a fraction above 0 and below 1.
 * @returns The quantile, in the distribution's unit.
 * @throws `TypeError` or `RangeError` for what is not a distribution of one number, for a probability that is not such a
 * fraction, and for a quantile that is too large for a number.
 * @example
 * ```ts
 * import { distributionQuantile } from 'custometry';
 *
 * const retention = { kind: 'beta', alpha: 80, beta: 20 } as const;
 * distributionQuantile(retention, 0.05); // => 0.73123…
 * distributionQuantile(retention, 0.95); // => 0.86191…
 * ```
 */
export function distributionQuantile(distribution: Distribution, probability: number): number {
  const { quantile } = shapeOf(distribution, 'distributionQuantile: distribution');
  return representable(quantile(withinOpen(probability, 'distributionQuantile: probability')), 'distributionQuantile');
}

/**
 * The cumulative probability of a distribution: how probable a value of at most x is.
 *
 * @param distribution - A distribution of one number.
 * @param x - A finite number in the distribution's unit.
 * @returns P(X ≤ x): a fraction from 0 to 1.
 * @throws `TypeError` or `RangeError` for what is not a distribution of one number, and for an x that is not finite.
 * @example
 * ```ts
 * import { distributionCumulative } from 'custometry';
 *
 * distributionCumulative({ kind: 'triangular', low: 0, likely: 5, high: 10 }, 2.5); // => 0.125
 * ```
 */
export function distributionCumulative(distribution: Distribution, x: number): number {
  const { cumulative } = shapeOf(distribution, 'distributionCumulative: distribution');
  return cumulative(within(x, 'distributionCumulative: x', FINITE));
}

/** @internal What can be asked of a distribution that is given as data; the argument's name begins each message. */
export function shapeOf(distribution: Distribution, argument: string): Shape {
  const prefix = `${argument}.`;
  switch (distribution?.kind) {
    case 'fixed':
      return fixedShape(distribution, prefix);
    case 'uniform':
      return uniformShape(distribution, prefix);
    case 'triangular':
      return triangularShape(distribution, prefix);
    case 'pert':
      return pertShape(distribution, prefix);
    case 'normal':
      return normalShape(distribution, prefix);
    case 'log-normal':
      return logNormalShape(distribution, prefix);
    case 'beta':
      return betaShape(distribution, prefix);
    case 'gamma':
      return gammaShape(distribution, prefix);
    case 'binomial':
      return binomialShape(distribution, prefix);
    case 'empirical':
      return empiricalShape(distribution, prefix);
    default:
      return refuse((distribution as { kind?: unknown } | undefined)?.kind, `${prefix}kind`, KINDS, '', 'string');
  }
}

const KINDS =
  'a kind of distribution (fixed, uniform, triangular, pert, normal, log-normal, beta, gamma, binomial, empirical)';

/** @internal */
export function isVector(distribution: { readonly kind: string }): distribution is VectorDistribution {
  return distribution.kind === 'multinomial' || distribution.kind === 'dirichlet';
}

/** @internal */
export function vectorShapeOf(distribution: VectorDistribution, argument: string): VectorShape {
  return distribution.kind === 'multinomial'
    ? multinomialShape(distribution, `${argument}.`)
    : dirichletShape(distribution, `${argument}.`);
}
