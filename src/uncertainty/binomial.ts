import { FRACTION, type Range, within } from '../internal/check.js';
import { betaTail } from '../internal/incomplete-beta.js';
import { normalQuantile } from '../internal/normal.js';
import { point, type Shape } from './shape.js';

/** How many of so many: a whole number. */
export interface BinomialDistribution {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'binomial';
  /** Of how many. */
  readonly trials: number;
  /** The probability of each: a fraction. */
  readonly probability: number;
}

/** @internal */
export const TRIALS: Range = [0, 1e9, 'a whole number from 0 to 1e9', true];

/**
 * The binomial distribution: how many of `trials` do, each with the same probability, independently of each other. For how
 * many of next year's customers renew, say, where the probability is known; where it is not, draw it from
 * {@link betaFromCounts} and multiply.
 *
 *     mean = np,   variance = np(1 − p)
 *
 * @param parameters - `trials`: a whole number from 0 to 1e9; `probability`: a fraction from 0 to 1.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a parameter that is not such a number.
 * @example
 * ```ts
 * import { binomialDistribution, distributionQuantile } from 'custometry';
 *
 * distributionQuantile(binomialDistribution({ trials: 1000, probability: 0.8 }), 0.025); // => 775
 * ```
 * @see Norman L. Johnson, Adrienne W. Kemp and Samuel Kotz (2005), Univariate Discrete Distributions, 3rd ed., chapter 3.
 */
export function binomialDistribution(parameters: Omit<BinomialDistribution, 'kind'>): BinomialDistribution {
  return readBinomial(parameters, 'binomialDistribution: ');
}

function readBinomial(parameters: Omit<BinomialDistribution, 'kind'>, prefix: string): BinomialDistribution {
  return {
    kind: 'binomial',
    trials: within(parameters?.trials, `${prefix}trials`, TRIALS),
    probability: within(parameters.probability, `${prefix}probability`, FRACTION),
  };
}

/** @internal */
export function binomialShape(fields: BinomialDistribution, prefix: string): Shape {
  const { trials: n, probability } = readBinomial(fields, prefix);
  if (n === 0 || probability === 0) return point(0);
  if (probability === 1) return point(n);
  return {
    mean: n * probability,
    variance: n * probability * (1 - probability),
    quantile: (p) => binomialQuantile(p, n, probability),
    cumulative: (x) => binomialCumulative(Math.floor(x), n, probability),
  };
}

/** P(at most k of n). */
function binomialCumulative(k: number, n: number, probability: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return betaTail(n - k, k + 1, 1 - probability, probability);
}

/** @internal The smallest k with P(at most k of n) ≥ p. */
export function binomialQuantile(p: number, n: number, probability: number): number {
  if (n === 0 || probability <= 0) return 0;
  if (probability >= 1) return n;
  const isEnough = (k: number) => k >= n || (k >= 0 && binomialCumulative(k, n, probability) >= p);
  // The normal approximation with its correction for skewness (Cornish and Fisher) is seldom off by more than one.
  const z = normalQuantile(p);
  const deviation = Math.sqrt(n * probability * (1 - probability));
  const guess = n * probability + z * deviation + ((1 - 2 * probability) * (z * z - 1)) / 6 - 0.5;
  let enough = Math.min(n, Math.max(0, Math.ceil(guess)));
  let below = enough - 1;
  for (let step = 1; !isEnough(enough); step *= 2) [below, enough] = [enough, Math.min(n, enough + step)];
  for (let step = 1; below >= 0 && isEnough(below); step *= 2) [below, enough] = [Math.max(-1, below - step), below];
  while (enough - below > 1) {
    const middle = below + Math.floor((enough - below) / 2);
    if (isEnough(middle)) enough = middle;
    else below = middle;
  }
  return enough;
}
