import { FINITE, within } from '../../internal/check.js';
import { rootOf } from '../../internal/linear-algebra.js';
import { type FittedParameters, readFit } from './fitted-parameters.js';

/**
 * @internal The parameters of a fit, and those that are about as likely: their logarithms are normally distributed, and
 * coefficients as they are.
 */
export interface LikelyParameters<Parameters> {
  /** How many independent directions they may be off in: as many as parameters, or 0 where nothing is known of it. */
  readonly directions: number;
  /** The parameters so many standard deviations off in each direction; where none is told, those of the fit. */
  readonly at: (deviations: readonly number[]) => Parameters;
}

/** @internal Reads them of a fit. */
export function likelyParameters<Parameters extends object>(
  fit: FittedParameters<Parameters>,
  caller: string,
  argument = 'fit',
): LikelyParameters<Parameters> {
  const { numbers, logCovariance, moved } = readFit(fit, caller, argument);
  if (logCovariance === undefined) return { directions: 0, at: () => fit.parameters };
  const root = rootOf(
    logCovariance.map((row, i) =>
      numbers.map((_, j) => within(row?.[j] as number, `${caller}: ${argument}.logCovariance[${i}][${j}]`, FINITE)),
    ),
  );
  // With coefficients parameters are those at covariates of 0, which may be far from any customer.
  const farthest = numbers.some(({ process }) => process !== undefined) ? Infinity : FARTHEST;
  return {
    directions: numbers.length,
    at: (deviations) => {
      const moves = root.map((row) => row.reduce((sum, each, j) => sum + each * (deviations[j] ?? 0), 0));
      // No farther than the search for the fit would have gone, in the same direction: numbers have an end.
      const shrink = Math.min(1, farthest / Math.max(...moves.map(Math.abs)));
      return moved(moves.map((move) => shrink * move));
    },
  };
}

const FARTHEST = 16;

/**
 * @internal For each direction the answers at parameters a little more and a little less: their difference, divided by `2 * NEAR`,
 * is how far an answer moves with one standard deviation.
 */
export function eachDirection(directions: number, visit: (more: number[], less: number[]) => void): void {
  for (let j = 0; j < directions; j++) visit(inDirection(directions, j, NEAR), inDirection(directions, j, -NEAR));
}

/** @internal So many standard deviations in one of the directions. */
export function inDirection(directions: number, direction: number, by: number): number[] {
  return Array.from({ length: directions }, (_, i) => (i === direction ? by : 0));
}

/** @internal So many standard deviations: near enough for a derivative, and far enough to be seen behind rounding. */
export const NEAR = 0.01;
