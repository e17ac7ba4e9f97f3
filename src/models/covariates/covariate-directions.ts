import { sum } from '../../internal/sum.js';

/** @internal A covariate as the search counts it. */
export interface Centred {
  readonly mean: number;
  /** The greatest deviation from the mean; of a constant, its size; or 1. */
  readonly distance: number;
  /** The deviations, in the greatest of them. */
  readonly values: Float64Array;
}

/** @internal The column from its mean, in its greatest distance from there. */
export function centre(column: Float64Array, weights: Float64Array): Centred {
  const first = column[0] as number;
  // From the first entry, so that a constant has that very mean.
  const mean = first + sum(column.map((value, i) => (value - first) * (weights[i] as number))) / sum(weights);
  const deviations = column.map((value) => value - mean);
  let greatest = 0;
  for (const each of deviations) greatest = Math.max(greatest, Math.abs(each));
  const distance = greatest || Math.abs(mean) || 1;
  return { mean, distance, values: deviations.map((each) => each / distance) };
}

/** @internal What the search has in place of a covariate. */
export interface Direction {
  /** A column of at most 1. */
  readonly values: Float64Array;
  /** How much of each centred covariate it is the sum of. */
  readonly sums: readonly number[];
  /** Whether it is not searched, because the likelihood does not depend on it. */
  readonly isSpare: boolean;
  /** Whether the covariates before tell nearly all of this one. */
  readonly isAlike: boolean;
}

/**
 * @internal These columns, less what those before tell where that is nearly all; spare where nothing is left, up to rounding. What is left
 * of the first one that differs from sums of those before by a constant is that constant, which says something only where the
 * parameter of customers with covariates of 0 has a prior. Nothing is spare that has a prior of its own.
 */
export function directionsOf(
  own: readonly number[],
  columns: readonly Centred[],
  weights: Float64Array,
  hasPrior: boolean,
  hasOwnPrior: (k: number) => boolean,
): Map<number, Direction> {
  const total = sum(weights);
  const inner = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    sum(weights.map((weight, i) => weight * (a[i] as number) * (b[i] as number))) / total;
  const basis: { readonly values: Float64Array; readonly sums: readonly number[]; readonly square: number }[] = [];
  const found = new Map<number, Direction>();
  let isConstantFree = hasPrior;
  for (const k of own) {
    const { mean, distance, values } = columns[k] as Centred;
    const whole = columns.map((_, i) => (i === k ? 1 : 0));
    let [rest, sums]: [Float64Array, number[]] = [values, whole];
    for (const other of basis) {
      const along = inner(rest, other.values) / other.square;
      rest = rest.map((each, i) => each - along * (other.values[i] as number));
      sums = sums.map((each, i) => each - along * (other.sums[i] as number));
    }
    const [before, after] = [Math.sqrt(inner(values, values)), Math.sqrt(inner(rest, rest))];
    if (before > 1e-13 * (1 + Math.abs(mean) / distance) && after > 1e-8 * before) {
      const greatest = rest.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
      const direction = { values: rest.map((each) => each / greatest), sums: sums.map((each) => each / greatest) };
      basis.push({ ...direction, square: inner(direction.values, direction.values) });
      const isAlike = after < 0.1 * before;
      // Others as they are, so that what is vague has its own name.
      found.set(k, { ...(isAlike ? direction : { values, sums: whole }), isSpare: false, isAlike });
    } else if (hasOwnPrior(k)) {
      found.set(k, { values, sums: whole, isSpare: false, isAlike: false });
    } else {
      const parts = sums.map((each, i) => (each * (columns[i] as Centred).mean) / (columns[i] as Centred).distance);
      const isConstant = Math.abs(sum(parts)) > 1e-8 * sum(parts.map(Math.abs));
      found.set(k, { values, sums: whole, isSpare: !(isConstantFree && isConstant), isAlike: false });
      if (isConstant) isConstantFree = false;
    }
  }
  return found;
}
