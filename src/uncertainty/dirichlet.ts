import { type Range, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';
import { betaOn, type PriorOptions, readPrior, SHAPE } from './beta.js';
import { fromParts, readParts } from './multinomial.js';
import type { VectorShape } from './shape.js';

/** The shares of several categories: fractions that add up to 1. */
export interface DirichletDistribution<Part extends string = string> {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'dirichlet';
  /** For each category by name: the mean share is its part of the sum, and the larger all are, the surer the shares. */
  readonly concentrations: Readonly<Record<Part, number>>;
}

/**
 * The Dirichlet distribution: the shares of several categories. One draw is an object of fractions by name that add up to
 * 1; a model gets it as one input.
 *
 *     mean of a share = αᵢ / Σα
 *
 * @param concentrations - For each category, by name, a number from 0.001 to 4e9. {@link dirichletFromCounts} makes them
 * from counts.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a concentration that is not such a number.
 * @example
 * ```ts
 * import { dirichletDistribution, propagate } from 'custometry';
 *
 * const mix = dirichletDistribution({ small: 30, large: 10 });
 * const spend = propagate(({ mix }) => 100 * mix.small + 900 * mix.large, { mix });
 * Math.round(spend.mean.value); // => 300
 * ```
 * @see Samuel Kotz, N. Balakrishnan and Norman L. Johnson (2000), Continuous Multivariate Distributions, vol. 1, 2nd ed.,
 * chapter 49.
 */
export function dirichletDistribution<Part extends string>(
  concentrations: Readonly<Record<Part, number>>,
): DirichletDistribution<Part> {
  return readDirichlet({ concentrations }, 'dirichletDistribution: ');
}

/**
 * What counts tell of the shares behind them: the Dirichlet posterior with Jeffreys' prior. For the promoters, passives and
 * detractors among _all_ customers, of whom a sample answered.
 *
 *     concentration = count + prior
 *
 * It knows of chance in who answered and of nothing else: not of those who never answer. For the counts of another sample
 * of the same size take {@link multinomialFromCounts}.
 *
 * @param counts - For each category, by name, a count from 0 to 1e9; weighted counts need not be whole.
 * @param options - `prior`: 0.5 unless told.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a count or a prior that is not such a number.
 * @example
 * ```ts
 * import { dirichletFromCounts, netPromoterScore, propagate } from 'custometry';
 *
 * const shares = dirichletFromCounts({ promoters: 50, passives: 30, detractors: 20 });
 * const nps = propagate(({ shares }) => netPromoterScore(shares), { shares })!;
 * Math.abs(nps.lower.value - 14) < 1; // => true
 * ```
 * @see Andrew Gelman, John B. Carlin, Hal S. Stern, David B. Dunson, Aki Vehtari and Donald B. Rubin (2013), Bayesian Data
 * Analysis, 3rd ed., section 3.4.
 */
export function dirichletFromCounts<Counts extends { readonly [Name in keyof Counts]: number }>(
  counts: Counts,
  options: PriorOptions = {},
): DirichletDistribution<keyof Counts & string> {
  const prefix = 'dirichletFromCounts: ';
  const prior = readPrior(options, prefix);
  const entries = readParts(counts, `${prefix}counts`, (count, argument) => within(count, argument, COUNT) + prior);
  return { kind: 'dirichlet', concentrations: fromParts(entries) };
}

const COUNT: Range = [0, 1e9, 'a number from 0 to 1e9'];

function readDirichlet<Part extends string>(
  { concentrations }: Omit<DirichletDistribution<Part>, 'kind'>,
  prefix: string,
): DirichletDistribution<Part> {
  const entries = readParts(concentrations, `${prefix}concentrations`, (value, argument) =>
    within(value, argument, SHAPE),
  );
  return { kind: 'dirichlet', concentrations: fromParts(entries) };
}

/** @internal */
export function dirichletShape(fields: DirichletDistribution, prefix: string): VectorShape {
  const { concentrations } = readDirichlet(fields, prefix);
  const parts = Object.keys(concentrations);
  const sizes = Object.values(concentrations);
  const last = sizes.length - 1;
  /** The sum of all from the i-th on. */
  const from = sizes.map((_, i) => sum(sizes.slice(i)));
  const all = from[0] as number;
  const others = (i: number) => sum(sizes.filter((_, j) => j !== i));
  return {
    parts,
    means: sizes.map((size) => size / all),
    marginals: sizes.map((size, i) => betaOn(size, others(i), 0, 1)),
    sticks: sizes.slice(0, last).map((size, i) => betaOn(size, from[i + 1] as number, 0, 1)),
    split(sticks, target) {
      let left = 1;
      for (let i = 0; i < last; i++) {
        const stick = sticks[i] as number;
        target[i] = left * stick;
        left *= 1 - stick;
      }
      target[last] = left;
    },
    total: 1,
  };
}
