import { FINITE, refuse, within } from '../../internal/check.js';
import { rootOf } from '../../internal/linear-algebra.js';
import { normalVariate } from '../../internal/random.js';
import type { Covariates } from '../covariates/covariates.js';
import { type FittedParameters, readFit } from './fitted-parameters.js';

/**
 * @internal The parameters of a fit, and those that are about as likely: draws where the fit has some, and otherwise such that
 * their logarithms are normally distributed, and coefficients as they are.
 */
export interface LikelyParameters<Parameters> {
  readonly parameters: Parameters;
  /** Parameters that are as likely as each other, instead of the covariances. */
  readonly draws: readonly Parameters[] | undefined;
  /** How far each logarithm (or coefficient) moves with one standard deviation in each of as many independent directions. */
  readonly root: readonly (readonly number[])[] | undefined;
  /**
   * Whether the likelihood is so flat that the normal distribution says nothing beyond the neighbourhood of the fit: by the
   * variances; with coefficients by the diagnosis, which looks at the parameters of ordinary customers.
   */
  readonly isFlat: boolean;
  /** The parameters with so much added to the logarithm of each, or to the coefficient. */
  readonly moved: (moves: readonly number[]) => Parameters;
  /** How far a logarithm may be moved. */
  readonly farthest: number;
  /** How far parameters are moved for a derivative: in the logarithm of what moves most, of the customers in question. */
  readonly stepOf: (moves: readonly number[]) => number;
  /** What share of such moves is within the range of numbers, from 0 to 1. */
  readonly roomFor: (moves: readonly number[]) => number;
}

/** @internal Reads them of a fit; with the covariates of the customers in question, where there are such. */
export function likelyParameters<Parameters extends object>(
  fit: FittedParameters<Parameters>,
  caller: string,
  argument = 'fit',
  covariates: Covariates = {},
): LikelyParameters<Parameters> {
  const { numbers, logCovariance, moved } = readFit(fit, caller, argument);
  const { parameters, draws } = fit;
  if (draws !== undefined && !(Array.isArray(draws) && draws.length > 0)) {
    refuse(draws, `${caller}: ${argument}.draws`, 'an array of parameters, and not empty', '', '');
  }
  const covariance = logCovariance?.map((row, i) =>
    numbers.map((_, j) => within(row?.[j] as number, `${caller}: ${argument}.logCovariance[${i}][${j}]`, FINITE)),
  );
  // With coefficients parameters are those at covariates of 0, which may be far from any customer.
  const isAnywhere = numbers.some(({ process }) => process !== undefined);
  // How far the coefficient moves a logarithm.
  const reaches = numbers.map(({ process, name }) => {
    let reach = process === undefined ? 1 : 0;
    const column =
      process === undefined || !Object.hasOwn(covariates, name) ? [] : (covariates[name] as ArrayLike<number>);
    for (let i = 0; i < column.length; i++) reach = Math.max(reach, Math.abs(column[i] as number));
    return reach;
  });
  const isVague = isAnywhere
    ? fit.diagnosis?.kind === 'flat' || fit.diagnosis?.kind === 'notConverged'
    : covariance?.some((row, i) => (row[i] as number) >= VAGUE);
  return {
    parameters,
    draws,
    root: covariance && rootOf(covariance),
    isFlat: draws === undefined && !!isVague,
    moved,
    farthest: isAnywhere ? Infinity : FARTHEST,
    stepOf: (moves) =>
      Math.min(
        0.01,
        (isAnywhere ? 0.01 : 0.001) / Math.max(...moves.map((move, i) => Math.abs(move) * (reaches[i] as number))),
      ),
    roomFor: (moves) =>
      numbers.reduce((room, { process, value }, i) => {
        const move = moves[i] as number;
        if (process !== undefined || move === 0) return room;
        return Math.max(0, Math.min(room, (Math.sign(move) * LARGEST - Math.log(value)) / move));
      }, 1),
  };
}

/** The variance of a logarithm: a factor of e^3 up or down is not an estimate. */
const VAGUE = 9;
const FARTHEST = 16;
/** A logarithm of numbers that are near the greatest and the least of them. */
const LARGEST = 700;

/** @internal Whether it is known how far off parameters may be, of one fit or of several that all matter. */
export function areUncertain(...all: readonly LikelyParameters<unknown>[]): boolean {
  return all.some(({ draws, root }) => draws ?? root) && !all.some(({ isFlat }) => isFlat);
}

/** @internal Parameters that are about as likely, at random; those of the fit where nothing is known of it. */
export function drawnFrom<Parameters>(likely: LikelyParameters<Parameters>, random: () => number): Parameters {
  const { parameters, draws, root, isFlat } = likely;
  if (draws !== undefined) return draws[Math.floor(random() * draws.length)] as Parameters;
  if (root === undefined || isFlat) return parameters;
  const deviations = root.map(() => normalVariate(random));
  return far(likely, deviations);
}

/** @internal Sets of parameters of which each is as likely, with the mean and the covariance of all that are. */
export function setsOf<Parameters>(likely: LikelyParameters<Parameters>): readonly Parameters[] {
  const { parameters, draws, root, isFlat } = likely;
  if (draws !== undefined) return draws;
  if (root === undefined || isFlat) return [parameters];
  const reach = Math.sqrt(root.length);
  return root.flatMap((_, j) => [reach, -reach].map((by) => far(likely, inDirection(root.length, j, by))));
}

/**
 * @internal The variance that each of some answers has for the parameters not being exactly known: that over the draws, or
 * gᵀ C g with g = ∂ answer / ∂ log parameters; 0 where nothing is known of it.
 */
export function variancesOf<Parameters>(
  { draws, root = [], moved, stepOf }: LikelyParameters<Parameters>,
  ask: (parameters: Parameters) => Float64Array,
): Float64Array {
  let variances = new Float64Array(0);
  if (draws !== undefined) {
    let means = new Float64Array(0);
    draws.forEach((parameters, k) => {
      const answers = ask(parameters);
      if (k === 0) [means, variances] = [new Float64Array(answers.length), new Float64Array(answers.length)];
      answers.forEach((answer, i) => {
        const distance = answer - (means[i] as number);
        means[i] = (means[i] as number) + distance / (k + 1);
        variances[i] = (variances[i] as number) + distance * (answer - (means[i] as number));
      });
    });
    return variances.map((squares) => squares / draws.length);
  }
  root.forEach((_, j) => {
    const column = root.map((row) => row[j] ?? 0);
    // Near enough for a derivative, and far enough to be seen behind rounding: however far a standard deviation is.
    const step = stepOf(column);
    const at = (by: number) => ask(moved(column.map((each) => by * each)));
    const [more, less, twiceMore, twiceLess] = [at(step), at(-step), at(2 * step), at(-2 * step)];
    if (variances.length === 0) variances = new Float64Array(more.length);
    more.forEach((answer, i) => {
      // Exact up to the fourth power.
      const rise = 8 * (answer - (less[i] as number)) - ((twiceMore[i] as number) - (twiceLess[i] as number));
      variances[i] = (variances[i] as number) + (rise / (12 * step)) ** 2;
    });
  });
  return variances;
}

/** The parameters so many standard deviations off in each direction. */
function far<Parameters>(
  { root = [], moved, farthest, roomFor }: LikelyParameters<Parameters>,
  deviations: readonly number[],
): Parameters {
  const moves = root.map((row) => row.reduce((sum, each, j) => sum + each * (deviations[j] as number), 0));
  // No farther than the search for the fit would have gone, in the same direction: numbers have an end.
  const shrink = Math.min(roomFor(moves), farthest / Math.max(...moves.map(Math.abs)));
  return moved(moves.map((move) => shrink * move));
}

function inDirection(directions: number, direction: number, by: number): number[] {
  return Array.from({ length: directions }, (_, i) => (i === direction ? by : 0));
}
