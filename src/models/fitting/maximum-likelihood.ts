import { FINITE, POSITIVE, type Range, requireFunction, within } from '../../internal/check.js';
import { type Climb, climb } from '../../internal/climb.js';
import { cholesky, finiteOnly, inverse } from '../../internal/linear-algebra.js';
import type { Objective } from '../../internal/minimise.js';
import { sum } from '../../internal/sum.js';
import { BOUND, type Bounds, boundsAt } from './bounds.js';
import { type End, EXACTLY, nearestSimplerModel, type SimplerTop, simplerModels } from './ends.js';
import { diagnose, isClear, isInside } from './fit-diagnosis.js';
import type { FitOptions, LogNormalPrior, ModelFit, Smooth } from './model-fit.js';

/** @internal Some of the rows of the data, or all of them, with a weight each. */
export interface WeightedRows {
  readonly rows: Int32Array;
  readonly weights: Float64Array;
}

/** @internal What is to be made as likely as possible. */
export interface FitProblem {
  readonly caller: string;
  /** The names of the parameters, which are above 0 but for the last ones. */
  readonly names: readonly string[];
  /** How many of the last parameters are any numbers, searched as they are and not as logarithms: none unless told. */
  readonly reals?: number;
  /** What the search counts each parameter in, so that its own numbers are ordinary. */
  readonly units: readonly number[];
  /** Guesses, in those units: above 0, but for the last ones. */
  readonly starts: readonly (readonly number[])[];
  /** How many customers each row of data stands for. */
  readonly weights: Float64Array;
  /** The log-likelihood of the rows at the parameters in their own units; sets the derivatives by them. */
  readonly total: (theta: readonly number[], gradient: Float64Array, rows: WeightedRows) => number;
  /** How many rows are enough to find the neighbourhood of the top: 400 unless told. */
  readonly enoughRows?: number | undefined;
  /**
   * Where the model ends: its simpler models are looked at where the likelihood does not soon come to a top. Of those that hold
   * the first one is told.
   */
  readonly ends: readonly End[];
}

/** So many rows are enough to find the neighbourhood of the top. */
const ENOUGH_ROWS = 400;
/** What a step may have left to gain at the end, of the log-likelihood of a customer, for a place to start from. */
const ROUGHLY = 1e-5;
/** After so many steps on all of the rows the simpler models are looked at. */
const SOON = 10;
/** So many at all. */
const MOST = 100;
/** So little of the log-likelihood is none, and so little is not worth a parameter. */
const NOTHING = 1e-4;
const WORTHLESS = 0.05;

/**
 * @internal Maximum likelihood over the logarithms of the parameters; with priors, the mode of their posterior. Throws a
 * `RangeError` for data near the ends of what numbers hold, where nothing can be computed.
 */
export function maximumLikelihood<Parameters>(
  problem: FitProblem,
  options: FitOptions<Parameters>,
): ModelFit<Parameters> {
  const customers = sum(problem.weights);
  if (!(customers >= LEAST_WEIGHT && customers < Infinity)) {
    throw new RangeError(
      `${problem.caller}: the weights must sum to a number from ${LEAST_WEIGHT} up that is finite: count customers in other units`,
    );
  }
  if (!problem.units.every((unit) => unit > 0 && unit < Infinity)) refuseScale(problem.caller);
  const space = searchSpace(problem, options);
  return report(problem, space, search(problem, space, options.onProgress ?? (() => {})));
}

/** The least sum of weights: below it nothing is left of their digits. */
const LEAST_WEIGHT = 1e-300;

function refuseScale(caller: string): never {
  throw new RangeError(
    `${caller}: the data are too large, too small or too far apart to compute with: count times, money or weights in other units`,
  );
}

/** A problem as the search sees it: points in the logarithms of parameters, counted in their units. */
interface SearchSpace {
  readonly customers: number;
  readonly all: WeightedRows;
  readonly isLog: (i: number) => boolean;
  /** The parameters at a point. */
  readonly scaled: (point: readonly number[]) => number[];
  /** The derivatives of the parameters by what is searched. */
  readonly slopesAt: (theta: readonly number[]) => number[];
  /** Minus the log-posterior of a customer, and its derivatives by what is searched. */
  readonly objective: (data: WeightedRows) => Objective;
  /** Points to begin at. */
  readonly guesses: readonly (readonly number[])[];
}

function searchSpace<Parameters>(problem: FitProblem, options: FitOptions<Parameters>): SearchSpace {
  const { names, units, total } = problem;
  const size = names.length;
  const isLog = (i: number) => i < size - (problem.reals ?? 0);
  const rangeOf = (i: number) => (isLog(i) ? POSITIVE : FINITE);
  const customers = sum(problem.weights);
  const scaled = (point: readonly number[]) => point.map((x, i) => (isLog(i) ? Math.exp(x) : x) * (units[i] as number));
  const slopesAt = (theta: readonly number[]) => theta.map((each, i) => (isLog(i) ? each : (units[i] as number)));
  const priors = readPriors(problem, options, rangeOf);

  const objective = (data: WeightedRows): Objective => {
    const natural = new Float64Array(size);
    const weight = sum(data.weights);
    return (point) => {
      const theta = scaled(point);
      let value = -total(theta, natural, data) / weight;
      const gradient = slopesAt(theta).map((by, i) => {
        const slope = (-(natural[i] as number) * by) / weight;
        const prior = priors[i];
        if (prior === undefined) return slope;
        const each = theta[i] as number;
        const distance = (isLog(i) ? Math.log(each) - Math.log(prior.median) : each - prior.median) / prior.sigma;
        value += (distance * distance) / 2 / customers;
        return slope + (distance * (isLog(i) ? 1 : by)) / prior.sigma / customers;
      });
      // What cannot be computed is not likely.
      return [Number.isNaN(value) ? Infinity : value, gradient];
    };
  };

  return {
    customers,
    all: { rows: Int32Array.from(problem.weights, (_, row) => row), weights: problem.weights },
    isLog,
    scaled,
    slopesAt,
    objective,
    guesses: [...readStart(problem, options, rangeOf), ...problem.starts].map((start) =>
      start.map((each, i) => Math.max(-BOUND, Math.min(BOUND, isLog(i) ? Math.log(each) : each))),
    ),
  };
}

/** Where the search has ended. */
interface Found {
  readonly top: Climb;
  /** How many steps it took on all of the rows. */
  readonly iterations: number;
  readonly bounds: Bounds;
  /** What it means to be as good as a simpler model, where the top is. */
  readonly why: string | undefined;
}

/**
 * The top: the best of the guesses is followed up on a part of the rows, and the search ends on all of them; or at one of the
 * simpler models, if it is as good.
 */
function search(
  { names, enoughRows = ENOUGH_ROWS, ends }: FitProblem,
  { customers, all, objective, guesses }: SearchSpace,
  progress: (fraction: number) => void,
): Found {
  const simpler = simplerModels(ends);
  let few = enoughRows;
  const ofFew = objective(sample(all, few));
  const climbs = bestFirst(guesses, ofFew)
    .slice(0, 2)
    .map((point) => climb(ofFew, point, { most: 60, enough: ROUGHLY, bound: BOUND }));
  let best = climbs.sort((one, other) => one.value - other.value)[0] as Climb;
  // More and more of the rows, so that the whole of them takes a few steps only.
  for (few *= 16; few < all.rows.length; few *= 16) {
    progress(few / all.rows.length / 2);
    const { point, hessian } = best;
    best = climb(objective(sample(all, few)), point, { most: 60, enough: ROUGHLY, bound: BOUND, known: hessian });
  }
  progress(0.5);
  const ofAll = objective(all);
  const topFrom = (point: readonly number[], most: number, known?: Climb['hessian']): Climb =>
    climb(ofAll, point, { most, enough: EXACTLY, bound: BOUND, known });
  const simplerTop = (): SimplerTop | undefined =>
    isClear(top, customers) ? undefined : nearestSimplerModel(simpler, names, ofAll, top, NOTHING / customers);

  let top = topFrom(best.point, simpler.length > 0 ? SOON : MOST, best.hessian);
  let { iterations } = top;
  // On a long ridge: its end is known, and it is not worth walking there.
  const ahead = simplerTop();
  let end = ahead?.isTop && ahead.top.value <= top.value ? ahead : undefined;
  if (end === undefined && !top.converged && iterations === SOON) {
    top = topFrom(top.point, MOST - SOON, top.hessian);
    iterations += top.iterations;
  }
  // What ran away, or hardly moved, may have done so for having seen too little at first.
  if (end === undefined && !isInside(top)) {
    progress(0.75);
    const [guess] = bestFirst(guesses, ofAll);
    const other = guess && topFrom(guess, MOST);
    if (other !== undefined && other.value < top.value) {
      top = other;
      iterations = other.iterations;
    }
  }
  end ??= simplerTop();
  const isAsGood = (loss: number) => end !== undefined && end.top.value <= top.value + loss / customers;
  const why = isAsGood(WORTHLESS) ? end?.model.why : undefined;
  const reached = isAsGood(NOTHING) ? end : undefined;
  if (reached !== undefined) top = reached.top;
  progress(1);
  return { top, iterations, bounds: reached?.model ?? boundsAt(names, top.point), why };
}

/** The points, the best one first. */
function bestFirst(points: readonly (readonly number[])[], f: Objective): (readonly number[])[] {
  return points
    .map((point) => ({ point, value: f(point)[0] }))
    .sort((one, other) => one.value - other.value)
    .map(({ point }) => point);
}

function report<Parameters>(problem: FitProblem, space: SearchSpace, found: Found): ModelFit<Parameters> {
  const { names, ends } = problem;
  const { customers, all, isLog, scaled, slopesAt } = space;
  const { top, iterations, bounds, why } = found;
  const size = names.length;
  const theta = scaled(top.point);
  const logLikelihood = problem.total(theta, new Float64Array(size), all);
  // With some room: what is asked of parameters multiplies them.
  const isTold = theta.every((each, i) => Math.abs(each) < 1e305 && (each > 1e-305 || !isLog(i)));
  if (!(isTold && Number.isFinite(2 * logLikelihood))) refuseScale(problem.caller);
  const factor = cholesky(top.hessian);
  const atBound = bounds.low.length + bounds.high.length > 0;
  // Per customer until here.
  const searched =
    atBound || factor === undefined ? undefined : inverse(factor).map((row) => row.map((entry) => entry / customers));
  const spread = (by: readonly number[]) =>
    finiteOnly(searched?.map((row, i) => row.map((entry, j) => entry * (by[i] as number) * (by[j] as number))));
  const sizes = slopesAt(theta);
  const errors = searched?.map((row, i) => Math.sqrt(row[i] as number) * (sizes[i] as number));
  return {
    parameters: named(names, theta) as Parameters,
    logLikelihood,
    standardErrors: errors?.every(Number.isFinite) ? (named(names, errors) as Smooth<Parameters>) : undefined,
    covariance: spread(sizes),
    logCovariance: spread(slopesAt(names.map(() => 1))),
    aic: 2 * size - 2 * logLikelihood,
    bic: size * Math.log(customers) - 2 * logLikelihood,
    customers,
    iterations,
    diagnosis: diagnose({ names, isLog, top, iterations, bounds, covariance: searched, why, ends }),
  };
}

function named(names: readonly string[], values: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, values[i] as number]));
}

function readStart<Parameters>(
  { caller, names, units }: FitProblem,
  { start }: FitOptions<Parameters>,
  rangeOf: (i: number) => Range,
): number[][] {
  if (start === undefined) return [];
  return [
    names.map(
      (name, i) =>
        within(start?.[name as keyof Parameters] as number, `${caller}: start.${name}`, rangeOf(i)) /
        (units[i] as number),
    ),
  ];
}

function readPriors<Parameters>(
  { caller, names }: FitProblem,
  { priors, onProgress }: FitOptions<Parameters>,
  rangeOf: (i: number) => Range,
): (LogNormalPrior | undefined)[] {
  if (onProgress !== undefined) requireFunction(onProgress, `${caller}: onProgress`);
  return names.map((name, i) => {
    const prior = priors?.[name as keyof Smooth<Parameters>];
    if (prior === undefined) return undefined;
    const median = within(prior?.median, `${caller}: priors.${name}.median`, rangeOf(i));
    return { median, sigma: within(prior?.sigma, `${caller}: priors.${name}.sigma`, POSITIVE) };
  });
}

/** So many customers, evenly over the rows: the rows they are in, weighted by how many of them. */
function sample(data: WeightedRows, size: number): WeightedRows {
  if (data.rows.length <= size) return data;
  const step = sum(data.weights) / size;
  const rows: number[] = [];
  const weights: number[] = [];
  // Half a step, so that the first and the last are alike.
  let passed = step / 2;
  data.weights.forEach((weight, row) => {
    passed += weight;
    const customers = Math.floor(passed / step);
    if (customers === 0) return;
    rows.push(row);
    weights.push(customers);
    passed -= customers * step;
  });
  return { rows: Int32Array.from(rows), weights: Float64Array.from(weights) };
}
