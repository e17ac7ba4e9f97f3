import { FINITE, within } from '../../internal/check.js';
import { rootOf } from '../../internal/linear-algebra.js';
import { type FittedParameters, readParameters } from './parameter-interval.js';

/** @internal The parameters of a fit, and those that are about as likely: their logarithms are normally distributed. */
export interface LikelyParameters<Parameters> {
  /** Whether anything is known of how far off they may be. */
  readonly isUncertain: boolean;
  /** How many independent directions they may be off in: as many as parameters, or none. */
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
  const { names, values, logCovariance } = readParameters(fit, caller, argument);
  if (logCovariance === undefined) return { isUncertain: false, directions: 0, at: () => fit.parameters };
  const root = rootOf(
    logCovariance.map((row, i) =>
      names.map((_, j) => within(row?.[j] as number, `${caller}: ${argument}.logCovariance[${i}][${j}]`, FINITE)),
    ),
  );
  return {
    isUncertain: true,
    directions: names.length,
    at: (deviations) => {
      const moves = root.map((row) => row.reduce((sum, each, j) => sum + each * (deviations[j] ?? 0), 0));
      // No farther than the search for the fit would have gone, in the same direction: numbers have an end.
      const shrink = Math.min(1, FARTHEST / Math.max(...moves.map(Math.abs)));
      const moved = moves.map((move, i) => [names[i], (values[i] as number) * Math.exp(shrink * move)]);
      return Object.fromEntries(moved) as Parameters;
    },
  };
}

const FARTHEST = 16;

/**
 * @internal For each direction the answers at parameters a little more and a little less: their difference, divided by `2 * NEAR`,
 * is how far an answer moves with one standard deviation.
 */
export function eachDirection(directions: number, visit: (more: number[], less: number[]) => void): void {
  for (let j = 0; j < directions; j++) {
    const move = (by: number) => Array.from({ length: directions }, (_, i) => (i === j ? by : 0));
    visit(move(NEAR), move(-NEAR));
  }
}

/** @internal So many standard deviations: near enough for a derivative, and far enough to be seen behind rounding. */
export const NEAR = 0.01;
