import { refuse, representable, requireFunction, requireIterable, shown, whole, within } from '../internal/check.js';
import { requireOptions } from '../internal/estimate.js';
import { sum } from '../internal/sum.js';
import { requireShares } from './shares.js';
import { isWeight, WEIGHT } from './weights.js';

/** One known margin of the population: the shares of its regions, say. */
export interface RakeMargin<Row> {
  /** What messages and the result call it. */
  readonly name: string;
  /** Reads a row's category: a key of `shares`. */
  readonly category: (row: Row) => unknown;
  /** A `Map` from each category to its share of the population: fractions above 0 that sum to 1 (to 1e-9). */
  readonly shares: ReadonlyMap<unknown, number>;
}

/** How long and how exactly to rake. */
export interface RakeOptions<Row = unknown> {
  /**
   * Reads the weight that a row starts with, from the sampling plan: a number above 0, from 1e-100 to 1e15; 1 unless told.
   * Of all weights that meet the targets, those are found that change these least.
   */
  readonly weight?: ((row: Row) => number) | undefined;
  /** How far a weighted share may be from its target: a number from 1e-15 to 0.1; 1e-10 unless told. */
  readonly tolerance?: number | undefined;
  /** How many rounds over all margins to make at most: a whole number from 1 to 1e6; 1000 unless told. */
  readonly maxIterations?: number | undefined;
  /** Called after each round with the fraction of `maxIterations` that is used up, and with 1 at the end. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** A category of a margin: its weighted share and what it should be. */
export interface RakedShare {
  /** The margin's name. */
  readonly margin: string;
  /** The category. */
  readonly category: unknown;
  /** Its share of the weights: a fraction. */
  readonly share: number;
  /** Its share of the population: a fraction. */
  readonly target: number;
}

/** Why raking did not converge. */
export type RakeFailure = 'emptyCategory' | 'contradictingMargins' | 'tooFewIterations';

/** Weights that give a sample the margins of its population, and how well they do. */
export interface RakedWeights {
  /** One weight a row, in order of the rows: of mean 1, and above 0. */
  readonly weights: Float64Array;
  /** Whether every margin meets its targets to the tolerance. Do not use weights that did not converge unseen. */
  readonly converged: boolean;
  /**
   * Why it did not converge: a category with a share of the population has no row, the margins contradict each other, or
   * `maxIterations` is over; `undefined` if it did.
   */
  readonly reason: RakeFailure | undefined;
  /** The reason as a sentence, with the category that is to blame; `undefined` if it converged. */
  readonly message: string | undefined;
  /** How many rounds over all margins were made. */
  readonly iterations: number;
  /** The largest distance of a weighted share from its target. */
  readonly maxError: number;
  /** The category that is furthest from its target. */
  readonly worst: RakedShare;
  /** Kish's effective sample size, (Σ w)² / Σ w²: from 1 to the number of rows. */
  readonly effectiveResponses: number;
  /** Kish's design effect, rows / effectiveResponses: by how much the weights multiply the variance; 1 or more. */
  readonly designEffect: number;
}

/**
 * Weights by raking (iterative proportional fitting): the weights closest to equal ones (or to those of the sampling plan) with which the sample has the
 * population's shares of regions, of age groups, of plans…, each margin on its own, where the shares of their
 * combinations are not known.
 *
 * Round after round, every margin in turn multiplies the weights of each of its categories by target share / weighted
 * share, until all margins fit at once. So each weight is the starting weight d times one factor a margin, and of all
 * weights that meet the targets these have the least Σ w · ln(w / d).
 *
 * It works on the distinct combinations of categories, so that a million rows take little longer to rake than to read.
 *
 * Where no weights above 0 meet the targets, it does not converge. `reason` and `message` say why:
 *
 * - `emptyCategory`: a category with a share of the population has no row. It is left out and the margin's other targets are scaled up;
 * - `contradictingMargins`: the margins contradict each other in the combinations that occur (all of the young are in the north, say, and there
 *   are to be more of the young than of the north). This is proved, not guessed: see the source;
 * - `tooFewIterations`: `maxIterations` is over. It was too few for the tolerance, or only weights of 0 for some combinations meet the
 *   targets, and raking never gets there.
 *
 * Look at the largest weights and at `effectiveResponses` before use; merging small categories tames both.
 *
 * @param rows - Any iterable of rows (respondents), of any shape.
 * @param margins - One or more margins, each with its name, how to read a row's category, and the target shares.
 * @param options - `weight`, `tolerance`, `maxIterations`, `onProgress`.
 * @returns The weights and how well they fit, or `undefined` when there are no rows.
 * @throws `RangeError` for a row whose category has no target or whose starting weight is not from 1e-100 to 1e15 (the
 * message has the row's index), for shares that are
 * not fractions above 0 or do not sum to 1, and for no margins; `TypeError` for an argument of the wrong type.
 * @example
 * ```ts
 * import { npsWeightedCounts, npsWeightedEstimate, rakeWeights } from 'custometry';
 *
 * const answers = [
 *   { region: 'north', plan: 'free', rating: 9 },
 *   { region: 'north', plan: 'paid', rating: 10 },
 *   { region: 'north', plan: 'paid', rating: 8 },
 *   { region: 'south', plan: 'free', rating: 3 },
 *   { region: 'south', plan: 'paid', rating: 9 },
 * ];
 * const raked = rakeWeights(answers, [
 *   { name: 'region', category: (row) => row.region, shares: new Map([['north', 0.5], ['south', 0.5]]) },
 *   { name: 'plan', category: (row) => row.plan, shares: new Map([['free', 0.7], ['paid', 0.3]]) },
 * ]);
 * raked?.converged; // => true
 * raked?.weights[3]; // => 1.92928…
 * const ratings = answers.map((answer) => answer.rating);
 * npsWeightedEstimate(npsWeightedCounts(ratings, raked?.weights ?? []))?.value; // => 13.5357…
 * ```
 * @see W. Edwards Deming and Frederick F. Stephan (1940), "On a Least Squares Adjustment of a Sampled Frequency Table
 * When the Expected Marginal Totals Are Known", Annals of Mathematical Statistics 11(4), 427-444; Imre Csiszár (1975),
 * "I-Divergence Geometry of Probability Distributions and Minimization Problems", Annals of Probability 3(1), 146-158,
 * for the convergence and what is least.
 */
export function rakeWeights<Row>(
  rows: Iterable<Row>,
  margins: readonly RakeMargin<Row>[],
  options: RakeOptions<Row> = {},
): RakedWeights | undefined {
  requireIterable(rows, `${CALLER}: rows`);
  if (!Array.isArray(margins)) refuse(margins, `${CALLER}: margins`, 'an array', '', '');
  within(margins.length, `${CALLER}: the number of margins`, whole(1, 1000));
  // By index, which sees holes.
  for (let m = 0; m < margins.length; m++) requireMargin(margins[m] as RakeMargin<never>, m);
  requireOptions(options, CALLER);
  const tolerance = within(options.tolerance ?? 1e-10, `${CALLER}: tolerance`, [1e-15, 0.1, 'from 1e-15 to 0.1']);
  const maxIterations = within(options.maxIterations ?? 1000, `${CALLER}: maxIterations`, whole(1, 1e6));
  if (options.onProgress !== undefined) requireFunction(options.onProgress, `${CALLER}: onProgress`);

  if (options.weight !== undefined) requireFunction(options.weight, `${CALLER}: weight`);

  const { cellOf, starts, sizes, categories } = readCells(rows, margins, options.weight);
  const n = cellOf.length;
  if (n === 0) return undefined;
  const dimensions = margins.map((margin, m) => readDimension(margin, categories[m] as number[], sizes));
  const empty = emptyCategory(dimensions);
  const complete = empty === undefined;
  let failure: readonly [reason: RakeFailure, message: string] | undefined =
    empty === undefined ? undefined : ['emptyCategory', empty];
  const start = representable(sum(sizes), CALLER);
  // The share of the weights that each cell has.
  const shares = Float64Array.from(sizes, (size) => size / start);
  let iterations = 0;
  let fit = furthest(dimensions, shares);
  while (fit.error > tolerance && iterations < maxIterations) {
    const { gain, bound } = fitRound(dimensions, shares);
    iterations++;
    fit = furthest(dimensions, shares);
    // Margins without a common fit, proved: let λ be the logarithms of this round's factors. Any fit x gives
    // gain = Σ target · λ = Σ x · (sum of λ over the cell's categories), an average of what is at most the bound.
    if (fit.error > tolerance && gain > bound + 1e-14 * margins.length) {
      const sentence = 'the margins contradict each other in the combinations of categories that occur';
      failure ??= ['contradictingMargins', `${sentence}: ${asText(fit.worst)}`];
      break;
    }
    options.onProgress?.(iterations / maxIterations);
  }
  if (iterations < maxIterations) options.onProgress?.(1);
  if (fit.error > tolerance) {
    const sentence = `maxIterations (${maxIterations}) is over: it is too few, or no weights above 0 meet the targets`;
    failure ??= ['tooFewIterations', `${sentence}: ${asText(fit.worst)}`];
  }
  const total = shares.reduce((sum, share) => sum + share, 0);
  // What each cell multiplies its rows' starting weights by.
  const factorOf = shares.map((share, cell) => (share / total) * (n / (sizes[cell] as number)));
  const weights = Float64Array.from(cellOf, (cell, row) => (factorOf[cell] as number) * (starts[row] as number));
  const designEffect = Math.max(1, weights.reduce((sum, weight) => sum + weight * weight, 0) / n);
  const worst = complete ? fit.worst : furthest(dimensions, shares, (dimension) => dimension.given).worst;
  return {
    weights,
    converged: failure === undefined,
    reason: failure?.[0],
    message: failure?.[1],
    iterations,
    maxError: Math.abs(worst.share - worst.target),
    worst,
    effectiveResponses: n / designEffect,
    designEffect,
  };
}

const CALLER = 'rakeWeights';

/** A margin on the cells: the combinations of categories that occur. */
interface Dimension {
  readonly name: string;
  /** The categories, in order of `targets`. */
  readonly keys: readonly unknown[];
  /** The shares as given. */
  readonly given: Float64Array;
  /** The shares to meet: 0 for a category without rows, and of sum 1. */
  readonly targets: Float64Array;
  /** For each cell, which category it has. */
  readonly categoryOf: Int32Array;
  /** Which categories have no row. */
  readonly empty: readonly number[];
}

interface Fit {
  readonly error: number;
  readonly worst: RakedShare;
}

function requireMargin(margin: RakeMargin<never>, index: number): void {
  const argument = `${CALLER}: margins[${index}]`;
  if (typeof margin?.name !== 'string') refuse(margin?.name, `${argument}.name`, 'text', '', '');
  requireFunction(margin.category, `${argument}.category`);
  requireShares(margin.shares, `${argument}.shares`);
  for (const [key, share] of margin.shares) {
    if (share === 0) {
      const hint = ': leave out the rows that are not of the population';
      refuse(share, `${argument}.shares.get(${shown(key)})`, 'a fraction above 0', hint);
    }
  }
}

/**
 * Which cell each row is in and what it weighs at the start, what the rows of each cell weigh together, and, margin by
 * margin, each cell's category.
 */
function readCells<Row>(
  rows: Iterable<Row>,
  margins: readonly RakeMargin<Row>[],
  weight: (row: Row) => number = () => 1,
): { cellOf: number[]; starts: number[]; sizes: number[]; categories: number[][] } {
  const indexOf = margins.map(({ shares }) => new Map([...shares.keys()].map((key, index) => [key, index])));
  // Prefixes of combinations are numbered margin by margin: the number of a longer one is found by its prefix and its
  // last category, so that the keys stay small whatever the product of the margins' sizes is.
  const numberOf = margins.map(() => new Map<number, number>());
  const cellOf: number[] = [];
  const starts: number[] = [];
  const sizes: number[] = [];
  const categories: number[][] = margins.map(() => []);
  const combination = new Array<number>(margins.length);
  for (const row of rows) {
    let prefix = 0;
    for (let m = 0; m < margins.length; m++) {
      const margin = margins[m] as RakeMargin<Row>;
      const key = margin.category(row);
      const index = indexOf[m]?.get(key);
      if (index === undefined) {
        const allowed = `${CALLER}: ${margin.name} of rows[${cellOf.length}] must be a category of its margin`;
        throw new RangeError(`${allowed}, got ${shown(key)}`);
      }
      combination[m] = index;
      const numbers = numberOf[m] as Map<number, number>;
      const place = prefix * margin.shares.size + index;
      const known = numbers.get(place);
      prefix = known ?? numbers.size;
      if (known === undefined) numbers.set(place, prefix);
    }
    if (prefix === sizes.length) {
      sizes.push(0);
      combination.forEach((index, m) => {
        categories[m]?.push(index);
      });
    }
    const start = weight(row);
    if (!isWeight(start)) within(start, `${CALLER}: weight of rows[${cellOf.length}]`, WEIGHT);
    sizes[prefix] = (sizes[prefix] as number) + start;
    cellOf.push(prefix);
    starts.push(start);
  }
  return { cellOf, starts, sizes, categories };
}

function readDimension<Row>(margin: RakeMargin<Row>, categories: number[], sizes: number[]): Dimension {
  const given = Float64Array.from(margin.shares.values());
  const rows = new Float64Array(given.length);
  categories.forEach((category, cell) => {
    rows[category] = (rows[category] as number) + (sizes[cell] as number);
  });
  const met = given.map((share, category) => (rows[category] === 0 ? 0 : share));
  const total = met.reduce((sum, share) => sum + share, 0);
  return {
    name: margin.name,
    keys: [...margin.shares.keys()],
    given,
    targets: met.map((share) => share / total),
    categoryOf: Int32Array.from(categories),
    empty: [...rows.keys()].filter((category) => rows[category] === 0),
  };
}

function emptyCategory(dimensions: readonly Dimension[]): string | undefined {
  for (const { name, keys, given, empty } of dimensions) {
    const [category] = empty;
    if (category === undefined) continue;
    const others = empty.length > 1 ? ` (and ${empty.length - 1} more of its categories)` : '';
    return `no row has the ${name} ${shown(keys[category])}${others}, whose target is ${given[category]}`;
  }
  return undefined;
}

/**
 * Fits each margin in turn. Returns Σ target · λ and the largest sum of λ over a cell's categories, where λ is the
 * logarithm of the factor of each category of each margin in this round.
 */
function fitRound(dimensions: readonly Dimension[], shares: Float64Array): { gain: number; bound: number } {
  let gain = 0;
  const raised = new Float64Array(shares.length);
  for (const { targets, categoryOf } of dimensions) {
    const weighted = marginOf(shares, categoryOf, targets.length);
    const factors = weighted.map((share, category) => (share > 0 ? (targets[category] as number) / share : 1));
    const logarithms = factors.map((factor) => Math.log(factor));
    logarithms.forEach((logarithm, category) => {
      gain += (targets[category] as number) * logarithm;
    });
    for (let cell = 0; cell < shares.length; cell++) {
      const category = categoryOf[cell] as number;
      shares[cell] = (shares[cell] as number) * (factors[category] as number);
      raised[cell] = (raised[cell] as number) + (logarithms[category] as number);
    }
  }
  return { gain, bound: raised.reduce((most, each) => Math.max(most, each), -Infinity) };
}

function marginOf(shares: Float64Array, categoryOf: Int32Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  for (let cell = 0; cell < shares.length; cell++) {
    const category = categoryOf[cell] as number;
    sums[category] = (sums[category] as number) + (shares[cell] as number);
  }
  return sums;
}

/** The category whose share is furthest from its target. */
function furthest(
  dimensions: readonly Dimension[],
  shares: Float64Array,
  targetsOf: (dimension: Dimension) => Float64Array = (dimension) => dimension.targets,
): Fit {
  let error = -1;
  let worst: RakedShare | undefined;
  for (const dimension of dimensions) {
    const targets = targetsOf(dimension);
    marginOf(shares, dimension.categoryOf, targets.length).forEach((share, index) => {
      const target = targets[index] as number;
      if (Math.abs(share - target) <= error) return;
      error = Math.abs(share - target);
      worst = { margin: dimension.name, category: dimension.keys[index], share, target };
    });
  }
  return { error, worst: worst as RakedShare };
}

function asText({ margin, category, share, target }: RakedShare): string {
  return `the ${margin} ${shown(category)} has ${share.toPrecision(4)} of the weights, its target is ${target}`;
}
