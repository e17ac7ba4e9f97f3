import { type Range, refuse, within } from '../internal/check.js';
import { betaQuantile, betaTail } from '../internal/incomplete-beta.js';
import { rootBetween } from '../internal/roots.js';
import { type IntervalEstimate, readInterval } from './normal.js';
import { quickQuantile } from './quick-quantile.js';
import { type Shape, SIZE_NOT_NEGATIVE } from './shape.js';

/** A fraction from 0 to 1. */
export interface BetaDistribution {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'beta';
  /** The first shape: with `beta`, the mean is alpha / (alpha + beta). */
  readonly alpha: number;
  /** The second shape: the larger both are, the surer the fraction. */
  readonly beta: number;
}

/** @internal */
export const SHAPE: Range = [1e-3, 4e9, 'a number from 0.001 to 4e9'];

/**
 * The beta distribution, of fractions from 0 to 1: a retention, a conversion, a share.
 *
 *     mean = α / (α + β),   variance = αβ / ((α + β)² (α + β + 1))
 *
 * @param shapes - `alpha` and `beta`: numbers from 0.001 to 4e9. {@link betaFromCounts} and {@link betaFromEstimate} take
 * what people rather know.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a shape that is not such a number.
 * @example
 * ```ts
 * import { betaDistribution, distributionMean } from 'custometry';
 *
 * distributionMean(betaDistribution({ alpha: 8, beta: 2 })); // => 0.8
 * ```
 * @see Norman L. Johnson, Samuel Kotz and N. Balakrishnan (1995), Continuous Univariate Distributions, vol. 2, 2nd ed.,
 * chapter 25.
 */
export function betaDistribution(shapes: Omit<BetaDistribution, 'kind'>): BetaDistribution {
  return readBeta(shapes, 'betaDistribution: ');
}

/** How many of how many. */
export interface SuccessCounts {
  /** How many did: stayed, bought, answered yes. From 0 to `trials`. */
  readonly successes: number;
  /** Of how many: from 0 to 1e9. */
  readonly trials: number;
}

/** What is believed before any count. */
export interface PriorOptions {
  /**
   * How many made-up observations of each outcome are added: a number from 0.001 to 1e9; 0.5 unless told, which is
   * Jeffreys' prior. 1 is the uniform prior.
   */
  readonly prior?: number | undefined;
}

/**
 * What counts tell of a fraction: the beta posterior of the share behind `successes` of `trials`, with Jeffreys' prior.
 * For a retention, a conversion or a satisfaction rate that was measured on a sample.
 *
 *     alpha = successes + prior,   beta = trials − successes + prior
 *
 * It knows of chance in who was sampled and of nothing else: not of those who never answer, nor of next year.
 *
 * @param counts - `trials` from 0 to 1e9, `successes` from 0 to `trials`; weighted counts need not be whole.
 * @param options - `prior`: 0.5 unless told.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for counts or a prior that are not such numbers.
 * @example
 * ```ts
 * import { betaFromCounts } from 'custometry';
 *
 * betaFromCounts({ successes: 80, trials: 100 }); // => { kind: 'beta', alpha: 80.5, beta: 20.5 }
 * ```
 * @see Lawrence D. Brown, T. Tony Cai and Anirban DasGupta (2001), "Interval Estimation for a Binomial Proportion",
 * Statistical Science 16(2), 101-133, section 3.1.3, for Jeffreys' prior.
 */
export function betaFromCounts(counts: SuccessCounts, options: PriorOptions = {}): BetaDistribution {
  const caller = 'betaFromCounts: ';
  const trials = within(counts?.trials, `${caller}trials`, [0, 1e9, 'a number from 0 to 1e9']);
  const successes = within(counts.successes, `${caller}successes`, SIZE_NOT_NEGATIVE);
  if (successes > trials) refuse(successes, `${caller}successes`, `from 0 to trials (${trials})`);
  const prior = readPrior(options, caller);
  return { kind: 'beta', alpha: successes + prior, beta: trials - successes + prior };
}

/** @internal */
export function readPrior(options: PriorOptions, prefix: string): number {
  return within(options?.prior ?? 0.5, `${prefix}prior`, [1e-3, 1e9, 'a number from 0.001 to 1e9']);
}

/**
 * The beta distribution whose central interval is that of an estimate of a fraction: a retention or satisfaction rate with
 * its confidence interval. Both limits are matched, not the value.
 *
 *     P(X < lower) = P(X > upper) = (1 − confidence) / 2
 *
 * Where there are counts, {@link betaFromCounts} is better, and the only one for an interval that begins at 0 or ends at 1.
 *
 * @param estimate - `lower`, `upper` and `confidence`, as in every estimate of this library; limits above 0 and below 1.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for limits that are not fractions above 0 and below 1 with `upper` above `lower`, for
 * a confidence that is not such a fraction, and for limits so close or so extreme that the shapes are not numbers from
 * 0.001 to 4e9.
 * @example
 * ```ts
 * import { betaFromEstimate, distributionMean } from 'custometry';
 *
 * const retention = betaFromEstimate({ lower: 0.75, upper: 0.85, confidence: 0.95 });
 * distributionMean(retention); // => 0.80236…
 * ```
 */
export function betaFromEstimate(estimate: IntervalEstimate): BetaDistribution {
  const prefix = 'betaFromEstimate: ';
  const [lower, upper, , confidence] = readInterval(
    estimate,
    [1e-12, 0.999999999999, 'a fraction above 0 and below 1'],
    prefix,
  );
  const tail = (1 - confidence) / 2;
  /** The shapes for a logit of the mean and a logarithm of their sum. */
  const shapes = (logitMean: number, logSum: number): [alpha: number, beta: number] => [
    Math.exp(logSum) / (1 + Math.exp(-logitMean)),
    Math.exp(logSum) / (1 + Math.exp(logitMean)),
  ];
  /** For a sum, the shapes that put the lower limit right. */
  const fitted = (logSum: number): [alpha: number, beta: number] => {
    const missBelow = (logitMean: number): number => betaTail(...shapes(logitMean, logSum), lower) - tail;
    return shapes(rootBetween(missBelow, -40, 40), logSum);
  };
  const missAbove = (logSum: number): number => {
    const [alpha, beta] = fitted(logSum);
    return betaTail(beta, alpha, 1 - upper, upper) - tail;
  };
  const [alpha, beta] = fitted(rootBetween(missAbove, Math.log(SHAPE[0]), Math.log(SHAPE[1])));
  const miss = Math.abs(betaTail(alpha, beta, lower) - tail) + Math.abs(betaTail(beta, alpha, 1 - upper, upper) - tail);
  if (!(miss < 1e-9 && Math.min(alpha, beta) >= SHAPE[0])) {
    throw new RangeError(`${prefix}interval must be that of shapes from 0.001 to 4e9`);
  }
  return { kind: 'beta', alpha, beta };
}

function readBeta(shapes: Omit<BetaDistribution, 'kind'>, prefix: string): BetaDistribution {
  return {
    kind: 'beta',
    alpha: within(shapes?.alpha, `${prefix}alpha`, SHAPE),
    beta: within(shapes.beta, `${prefix}beta`, SHAPE),
  };
}

/** @internal */
export function betaShape(fields: BetaDistribution, prefix: string): Shape {
  const { alpha: a, beta: b } = readBeta(fields, prefix);
  return betaOn(a, b, 0, 1);
}

/** @internal The beta distribution, stretched from 0..1 to low..high. */
export function betaOn(a: number, b: number, low: number, high: number): Shape {
  const width = high - low;
  /** Where the share x of the width is, with its complement. */
  const place = (x: number, complement: number) => (x < complement ? low + width * x : high - width * complement);
  return {
    mean: low + (width * a) / (a + b),
    variance: (width * width * (a / (a + b)) * (b / (a + b))) / (a + b + 1),
    quantile: (p) => place(...betaQuantile(p, a, b)),
    cumulative: (x) => {
      if (x <= low) return 0;
      if (x >= high) return 1;
      const [up, down] = [(x - low) / width, (high - x) / width];
      return betaTail(a, b, up, down);
    },
    ...(a >= 0.5 &&
      b >= 0.5 && {
        quick: () =>
          quickQuantile(
            (p, q) => {
              const [x, complement] = betaQuantile(p, a, b, q);
              return Math.log(x) - Math.log(complement);
            },
            (y) => low + width / (1 + Math.exp(-y)),
          ),
      }),
  };
}
