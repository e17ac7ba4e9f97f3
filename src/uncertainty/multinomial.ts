import { FRACTION, refuse, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';
import { binomialQuantile, binomialShape, TRIALS } from './binomial.js';
import { SIZE_NOT_NEGATIVE, type VectorShape } from './shape.js';
import { uniformShape } from './uniform.js';

/** How many of so many fall into each of several categories: whole numbers that add up to `trials`. */
export interface MultinomialDistribution<Part extends string = string> {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'multinomial';
  /** How many there are. */
  readonly trials: number;
  /** The probability of each category by name; they add up to 1. */
  readonly probabilities: Readonly<Record<Part, number>>;
}

/**
 * The multinomial distribution: how many of `trials` fall into each of several categories. One draw is an object of whole
 * numbers by name that add up to `trials`; a model gets it as one input.
 *
 *     mean of a category = trials · probability
 *
 * @param parameters - `trials`: a whole number from 0 to 1e9; `probabilities`: for each category, by name, a fraction;
 * they add up to 1 (to 1e-9).
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a parameter that is not such a number, and for probabilities that do not add up
 * to 1.
 * @example
 * ```ts
 * import { multinomialDistribution, propagate } from 'custometry';
 *
 * const orders = multinomialDistribution({ trials: 1000, probabilities: { online: 0.6, shop: 0.3, phone: 0.1 } });
 * const revenue = propagate(({ orders }) => 50 * orders.online + 80 * (orders.shop + orders.phone), { orders });
 * Math.round(revenue.mean.value / 100); // => 620
 * ```
 * @see Norman L. Johnson, Samuel Kotz and N. Balakrishnan (1997), Discrete Multivariate Distributions, chapter 35.
 */
export function multinomialDistribution<Part extends string>(
  parameters: Omit<MultinomialDistribution<Part>, 'kind'>,
): MultinomialDistribution<Part> {
  return readMultinomial(parameters, 'multinomialDistribution: ');
}

/**
 * The counts of another sample like this one: the multinomial distribution with the shares that were observed, which is
 * what resampling (the bootstrap) draws from.
 *
 * It has no spread in a category that was not observed, and it is about the next sample, not about the customers behind
 * this one: for those take {@link dirichletFromCounts}.
 *
 * @param counts - For each category, by name, a count from 0 to 1e9; their sum is whole, above 0 and at most 1e9.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a count that is not such a number, for a sum that is not whole and for one of 0.
 * @example
 * ```ts
 * import { multinomialFromCounts } from 'custometry';
 *
 * multinomialFromCounts({ yes: 3, no: 1 }); // => { kind: 'multinomial', trials: 4, probabilities: { yes: 0.75, no: 0.25 } }
 * ```
 * @see Bradley Efron and Robert J. Tibshirani (1993), An Introduction to the Bootstrap, chapter 6.
 */
export function multinomialFromCounts<Counts extends { readonly [Name in keyof Counts]: number }>(
  counts: Counts,
): MultinomialDistribution<keyof Counts & string> {
  const entries = readParts(counts, 'multinomialFromCounts: counts', (value, argument) =>
    within(value, argument, SIZE_NOT_NEGATIVE),
  );
  const trials = sum(entries.map(([, count]) => count));
  within(trials, 'multinomialFromCounts: sum of counts', [1, 1e9, 'a whole number from 1 to 1e9', true]);
  return {
    kind: 'multinomial',
    trials,
    probabilities: fromParts(entries.map(([name, count]) => [name, count / trials])),
  };
}

/** @internal The named numbers of an object, at least one, each checked. */
export function readParts(
  parts: Readonly<Record<string, number>>,
  argument: string,
  check: (value: number, argument: string) => number,
): [name: string, value: number][] {
  if (typeof parts !== 'object' || parts === null) refuse(parts, argument, 'an object', '', '');
  const entries = Object.entries(parts);
  if (entries.length === 0) refuse(0, `${argument}: number of names`, 'at least 1');
  return entries.map(([name, value]) => [name, check(value, `${argument}.${name}`)]);
}

/** @internal */
export function fromParts<Part extends string>(entries: readonly [string, number][]): Readonly<Record<Part, number>> {
  return Object.fromEntries(entries) as Record<Part, number>;
}

function readMultinomial<Part extends string>(
  parameters: Omit<MultinomialDistribution<Part>, 'kind'>,
  prefix: string,
): MultinomialDistribution<Part> {
  const trials = within(parameters?.trials, `${prefix}trials`, TRIALS);
  const entries = readParts(parameters.probabilities, `${prefix}probabilities`, (value, argument) =>
    within(value, argument, FRACTION),
  );
  const total = sum(entries.map(([, probability]) => probability));
  within(total, `${prefix}sum of probabilities`, [1 - 1e-9, 1 + 1e-9, '1']);
  return { kind: 'multinomial', trials, probabilities: fromParts(entries) };
}

/** @internal */
export function multinomialShape(fields: MultinomialDistribution, prefix: string): VectorShape {
  const { trials, probabilities } = readMultinomial(fields, prefix);
  const parts = Object.keys(probabilities);
  const shares = Object.values(probabilities);
  const last = shares.length - 1;
  // Of those that fell into no earlier category, the probability to fall into this one.
  const conditional = shares.map((share, i) => share / sum(shares.slice(i)));
  return {
    parts,
    means: shares.map((share) => trials * share),
    marginals: shares.map((probability) => binomialShape({ kind: 'binomial', trials, probability }, prefix)),
    sticks: shares.slice(1).map(() => uniformShape({ kind: 'uniform', low: 0, high: 1 }, prefix)),
    split(sticks, target) {
      let left = trials;
      for (let i = 0; i < last; i++) {
        const count = binomialQuantile(sticks[i] as number, left, conditional[i] as number);
        target[i] = count;
        left -= count;
      }
      target[last] = left;
    },
    total: trials,
  };
}
