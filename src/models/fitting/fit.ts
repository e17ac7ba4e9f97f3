import { FINITE, POSITIVE, type Range, requireFunction, within } from '../../internal/check.js';
import { cholesky, dot, inverse, type Matrix, solve } from '../../internal/linear-algebra.js';
import { hessianAt, type Objective } from '../../internal/minimise.js';
import { sum } from '../../internal/sum.js';

/** What is known of a parameter beforehand: its logarithm is normally distributed. */
export interface LogNormalPrior {
  /** The median of the parameter: above 0. */
  readonly median: number;
  /** The standard deviation of its logarithm: above 0; 1 says that a factor of e up or down is ordinary. */
  readonly sigma: number;
}

/** The parameters that can be any number above 0: all but k, where there is one, which is a whole number. */
export type Smooth<Parameters> = Omit<Parameters, 'k'>;

/** How a model is fitted. */
export interface FitOptions<Parameters> {
  /** Parameters to try first; the model has its own guesses, too. */
  readonly start?: Parameters | undefined;
  /** What is known of parameters beforehand; the fit is then the mode of the posterior of their logarithms. */
  readonly priors?: { readonly [Name in keyof Smooth<Parameters>]?: LogNormalPrior | undefined } | undefined;
  /** Called with the fraction done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Whether the parameters of a fit can be relied upon, and why not. */
export interface FitDiagnosis {
  /**
   * `converged`: there is one best set of parameters. `boundary`: the likelihood rises until a parameter is 0 or infinite,
   * that is, to a simpler model; the parameters are those at which the search gave up. `flat`: quite different parameters are
   * as likely. `notConverged`: the search ended before the top. `noMean`: there is one best set of parameters, but of a
   * distribution whose mean is infinite.
   */
  readonly kind: 'converged' | 'boundary' | 'flat' | 'notConverged' | 'noMean';
  /** The same in a sentence. */
  readonly message: string;
}

/** A fitted model: plain data. */
export interface ModelFit<Parameters> {
  /** The parameters of the greatest likelihood. */
  readonly parameters: Parameters;
  /** The log-likelihood at the parameters, without priors. */
  readonly logLikelihood: number;
  /** The standard errors of the parameters, or `undefined` where the likelihood has no top inside. */
  readonly standardErrors: Smooth<Parameters> | undefined;
  /** The covariances of the parameters (without k), in their order; `undefined` where the likelihood has no top inside. */
  readonly covariance: readonly (readonly number[])[] | undefined;
  /**
   * The covariances of the logarithms of the parameters, in their order, which are closer to a normal distribution: an
   * interval is parameter · exp(± z √variance). `undefined` where the likelihood has no top inside.
   */
  readonly logCovariance: readonly (readonly number[])[] | undefined;
  /** Parameters that were given and not fitted, where there are such. */
  readonly given?: Partial<Parameters>;
  /** Akaike's information criterion, 2k − 2 · log-likelihood: the smaller the better, among models of one data set. */
  readonly aic: number;
  /** The Bayesian information criterion, k log(customers) − 2 · log-likelihood. */
  readonly bic: number;
  /** How many customers there are, or the sum of their weights. */
  readonly customers: number;
  /** How many steps the search took on all of the data. */
  readonly iterations: number;
  /** Whether the parameters can be relied upon. */
  readonly diagnosis: FitDiagnosis;
}

/** @internal Which parameters have run to 0 and which to infinity, by name. */
export interface Bounds {
  readonly low: readonly string[];
  readonly high: readonly string[];
}

/** @internal A simpler model in which another one ends where parameters run away. */
export interface SimplerModel extends Bounds {
  /** The logarithms of parameters, in the units of the search, at which the two models are as good as one. */
  readonly fixed: { readonly [name: string]: number };
  /** What it means to end there. */
  readonly why: string;
}

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
  /** Why parameters are at their bounds, or `undefined`. */
  readonly explain: (bounds: Bounds) => string | undefined;
  /** The simpler models that are looked at where the likelihood does not soon come to a top. */
  readonly simpler?: readonly SimplerModel[] | undefined;
}

/** At this distance of a logarithm from 0 a parameter is as good as 0 or infinite; and one that is any number, as endless. */
const BOUND = 16;
/** Of the differences: wide, so that rounding does not hide how flat a ridge is. */
const STEP = 5e-4;
/** So many rows are enough to find the neighbourhood of the top. */
const ENOUGH_ROWS = 400;
/** What a step may have left to gain at the end, of the log-likelihood of a customer: for a place to start from, and for the top. */
const ROUGHLY = 1e-5;
const EXACTLY = 1e-22;
/** The variance of a logarithm: a factor of e^3 up or down is not an estimate. */
const VAGUE = 9;
/** After so many steps on all of the rows the simpler models are looked at. */
const SOON = 10;
/** So many at all. */
const MOST = 100;
/** So little of a customer's log-likelihood is lost on the way to one that may be as good. */
const NEAR = 1e-3;
/** So little of the log-likelihood is none, and so little is not worth a parameter. */
const NOTHING = 1e-4;
const WORTHLESS = 0.05;

/**
 * @internal Maximum likelihood over the logarithms of the parameters: the best of the starts is followed up on a part of the rows,
 * and the search ends on all of them. Newton's method, with second derivatives as differences of the exact first ones: where
 * the top is at infinity it walks there in even steps, and elsewhere it doubles the right digits with each.
 */
export function maximumLikelihood<Parameters>(
  problem: FitProblem,
  options: FitOptions<Parameters>,
): ModelFit<Parameters> {
  const { names, units, total } = problem;
  const size = names.length;
  const isLog = (i: number) => i < size - (problem.reals ?? 0);
  const rangeOf = (i: number) => (isLog(i) ? POSITIVE : FINITE);
  const customers = sum(problem.weights);
  const progress = options.onProgress ?? (() => {});
  const scaled = (point: readonly number[]) => point.map((x, i) => (isLog(i) ? Math.exp(x) : x) * (units[i] as number));
  /** The derivatives of the parameters by what is searched. */
  const slopesAt = (theta: readonly number[]) => theta.map((each, i) => (isLog(i) ? each : (units[i] as number)));
  const priors = readPriors(problem, options, rangeOf);

  /** Minus the log-posterior of a customer, and its derivatives by what is searched. */
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
      return [value, gradient];
    };
  };

  const all = { rows: Int32Array.from(problem.weights, (_, row) => row), weights: problem.weights };
  let few = problem.enoughRows ?? ENOUGH_ROWS;
  const ofFew = objective(sample(all, few));
  const guesses = [...readStart(problem, options, rangeOf), ...problem.starts].map((start) =>
    start.map((each, i) => Math.max(-BOUND, Math.min(BOUND, isLog(i) ? Math.log(each) : each))),
  );
  const starts = guesses
    .map((point) => ({ point, value: ofFew(point)[0] }))
    .sort((one, other) => one.value - other.value);
  const climbs = starts.slice(0, 2).map(({ point }) => climb(ofFew, point, { most: 60, enough: ROUGHLY }));
  let best = climbs.sort((one, other) => one.value - other.value)[0] as Climb;
  // More and more of the rows, so that the whole of them takes a few steps only.
  for (few *= 16; few < all.rows.length; few *= 16) {
    progress(few / all.rows.length / 2);
    best = climb(objective(sample(all, few)), best.point, { most: 60, enough: ROUGHLY, known: best.hessian });
  }
  progress(0.5);
  const ofAll = objective(all);
  const { simpler = [] } = problem;
  let top = climb(ofAll, best.point, {
    most: simpler.length > 0 ? SOON : MOST,
    enough: EXACTLY,
    known: best.hessian,
  });
  let { iterations } = top;
  // On a long ridge: its end is known, and it is not worth walking there.
  const ahead = isClear(top) ? undefined : simplerModel(top);
  let end = ahead?.isTop && ahead.top.value <= top.value ? ahead : undefined;
  if (end === undefined && !top.converged && iterations === SOON) {
    top = climb(ofAll, top.point, { most: MOST - SOON, enough: EXACTLY, known: top.hessian });
    iterations += top.iterations;
  }
  // What ran away, or hardly moved, may have done so for having seen too little at first.
  if (end === undefined && !isInside(top)) {
    progress(0.75);
    const [guess] = guesses
      .map((each) => ({ point: each, value: ofAll(each)[0] }))
      .sort((one, other) => one.value - other.value);
    const other = guess && climb(ofAll, guess.point, { most: MOST, enough: EXACTLY });
    if (other !== undefined && other.value < top.value) {
      top = other;
      iterations = other.iterations;
    }
  }
  if (end === undefined && !isClear(top)) end = simplerModel(top);
  const isEnd = end !== undefined && end.top.value <= top.value + NOTHING / customers;
  const why = end !== undefined && end.top.value <= top.value + WORTHLESS / customers ? end.model.why : undefined;
  if (end !== undefined && isEnd) top = end.top;
  progress(1);

  const theta = scaled(top.point);
  const logLikelihood = total(theta, new Float64Array(size), all);
  const factor = cholesky(top.hessian);
  const bounds: Bounds = (isEnd ? end?.model : undefined) ?? {
    low: names.filter((_, i) => (top.point[i] as number) <= -BOUND),
    high: names.filter((_, i) => (top.point[i] as number) >= BOUND),
  };
  const atBound = bounds.low.length + bounds.high.length > 0;
  // Per customer until here.
  const searchedCovariance =
    atBound || factor === undefined ? undefined : inverse(factor).map((row) => row.map((entry) => entry / customers));
  const spread = (sizes: readonly number[]) =>
    searchedCovariance?.map((row, i) => row.map((entry, j) => entry * (sizes[i] as number) * (sizes[j] as number)));
  const covariance = spread(slopesAt(theta));
  return {
    parameters: named(names, theta) as Parameters,
    logLikelihood,
    standardErrors:
      covariance &&
      (named(
        names,
        covariance.map((row, i) => Math.sqrt(row[i] as number)),
      ) as Smooth<Parameters>),
    covariance,
    logCovariance: spread(slopesAt(names.map(() => 1))),
    aic: 2 * size - 2 * logLikelihood,
    bic: size * Math.log(customers) - 2 * logLikelihood,
    customers,
    iterations,
    diagnosis: diagnose(),
  };

  /** Whether that is a place on a hill, and not on a long ridge. */
  function isClear(at: Climb): boolean {
    const factor = at.point.every((x) => Math.abs(x) < BOUND) ? cholesky(at.hessian) : undefined;
    return factor !== undefined && inverse(factor).every((row, i) => (row[i] as number) / customers < VAGUE);
  }

  /** The nearest simpler model at its best, and whether the likelihood falls on the way from it; the simplest of those as near. */
  function simplerModel(from: Climb): { top: Climb; isTop: boolean; model: SimplerModel } | undefined {
    const near = simpler
      .map((model) => {
        const isFixed = names.map((name) => model.fixed[name] !== undefined);
        // Those that run away together do so side by side.
        const leader = isFixed.indexOf(true);
        const by = (model.fixed[names[leader] as string] as number) - (from.point[leader] as number);
        const point = names.map((name, i) => {
          const along = model.low.includes(name) || model.high.includes(name) ? by : 0;
          return model.fixed[name] ?? (from.point[i] as number) + along;
        });
        return { model, isFixed, leader, by, point, value: ofAll(point)[0] };
      })
      .sort((one, other) => one.value - other.value)
      .filter(({ value }, i) => i === 0 || value <= from.value + NEAR);
    const found = near
      .map(({ model, isFixed, leader, by, point }) => {
        const end = climb(ofAll, point, { most: 60, enough: EXACTLY, isFixed, bound: 2 * BOUND });
        return { model, top: end, isTop: (ofAll(end.point)[1][leader] as number) * by <= 0 };
      })
      .sort((one, other) => one.top.value - other.top.value);
    // In the order in which they are listed.
    return found
      .filter(({ top: end }) => end.value <= (found[0]?.top.value as number) + NOTHING / customers)
      .sort((one, other) => simpler.indexOf(one.model) - simpler.indexOf(other.model))[0];
  }

  function diagnose(): FitDiagnosis {
    if (atBound) {
      const where = [
        ...bounds.low.map((name) => `${name} runs to ${isLog(names.indexOf(name)) ? '0' : 'minus infinity'}`),
        ...bounds.high.map((name) => `${name} runs to infinity`),
      ].join(', ');
      const meaning = why ?? problem.explain(bounds);
      return { kind: 'boundary', message: meaning === undefined ? where : `${where}: ${meaning}` };
    }
    if (!top.converged) {
      return {
        kind: 'notConverged',
        message: `the search ended after ${iterations} steps without reaching the top`,
      };
    }
    // A factor of e^3 up or down is not an estimate. Where there is no telling, what could be left out so that there is.
    const spare = (i: number) => cholesky(without(top.hessian, i)) !== undefined;
    const anySpare = searchedCovariance === undefined && names.some((_, i) => spare(i));
    const vague = names.filter((_, i) => (anySpare ? spare(i) : !((searchedCovariance?.[i]?.[i] ?? Infinity) < VAGUE)));
    if (vague.length > 0) {
      return {
        kind: 'flat',
        message: `the data hardly tell the value of ${vague.join(', ')}: ${why ?? 'quite different ones are as likely'}`,
      };
    }
    return { kind: 'converged', message: 'the parameters are those of the greatest likelihood' };
  }
}

function named(names: readonly string[], values: readonly number[]): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, values[i] as number]));
}

/** The matrix without one of the rows, and the column. */
function without(matrix: Matrix, index: number): Matrix {
  const others = <Item>(_: Item, i: number) => i !== index;
  return matrix.filter(others).map((row) => row.filter(others));
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
    const median = within(prior.median, `${caller}: priors.${name}.median`, rangeOf(i));
    return { median, sigma: within(prior.sigma, `${caller}: priors.${name}.sigma`, POSITIVE) };
  });
}

function isInside({ converged, point, hessian }: Climb): boolean {
  return converged && point.every((x) => Math.abs(x) < BOUND) && cholesky(hessian) !== undefined;
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

interface Climb {
  readonly point: readonly number[];
  readonly value: number;
  readonly hessian: Matrix;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * Newton's method within the bounds: damped where the function is not convex, and never uphill. The second derivatives are
 * kept as long as the steps with them get shorter fast; `known` ones are of a function much like this.
 */
function climb(
  f: Objective,
  start: readonly number[],
  {
    most,
    enough,
    known,
    isFixed = [],
    bound = BOUND,
  }: { most: number; enough: number; known?: Matrix; isFixed?: readonly boolean[]; bound?: number },
): Climb {
  const bendAt = (at: readonly number[]) => hessianAt((near) => f(near)[1], at, STEP);
  let point = start;
  let [value, gradient] = f(point);
  let hessian = known ?? bendAt(point);
  let isFresh = known === undefined;
  let lastDecrement = Infinity;
  for (let iterations = 1; ; iterations++) {
    // A parameter at its bound stays there while the function falls beyond it.
    const free = point.map((x, i) => !isFixed[i] && (Math.abs(x) < bound || x * (gradient[i] as number) > 0));
    const slopes = gradient.map((slope, i) => (free[i] ? slope : 0));
    let newton = newtonStep(hessian, slopes, free, 0);
    if (!isFresh && !(newton !== undefined && newton.decrement <= lastDecrement / 4)) {
      hessian = bendAt(point);
      newton = newtonStep(hessian, slopes, free, 0);
    }
    const isDamped = newton === undefined;
    let moved: { point: readonly number[]; gradient: readonly number[]; value: number } | undefined;
    for (let damping = 1e-3; damping < 1e30; damping *= 10) {
      if (newton !== undefined) {
        const next = point.map((x, i) => Math.max(-bound, Math.min(bound, x + ((newton as Step).step[i] as number))));
        const [reached, slopesThere] = f(next);
        // Differences below the rounding of the value say nothing.
        if (reached <= value + 4e-15 * Math.abs(value)) {
          moved = { point: next, gradient: slopesThere, value: reached };
          break;
        }
      }
      newton = newtonStep(hessian, slopes, free, damping);
    }
    const decrement = newton?.decrement ?? 0;
    // At the top; or so close that only rounding is left of the slopes, or of the second derivatives.
    const size = 1 + Math.abs(value);
    const converged =
      decrement <= enough * size ||
      (decrement <= 1e-14 * size && decrement > lastDecrement / 4) ||
      (decrement <= 1e-13 * size && isDamped) ||
      (decrement <= 1e-10 * size && decrement > lastDecrement / 1.5);
    lastDecrement = decrement;
    const isDone = moved === undefined || converged || iterations >= most;
    if (moved !== undefined) {
      if (!isDone) hessian = learned(hessian, point, gradient, moved);
      ({ point, gradient, value } = moved);
    }
    isFresh = false;
    if (isDone) return { point, value, hessian: bendAt(point), iterations, converged };
  }
}

/** What a step says of the second derivatives: the update of Broyden, Fletcher, Goldfarb and Shanno. */
function learned(
  hessian: Matrix,
  point: readonly number[],
  gradient: readonly number[],
  moved: { readonly point: readonly number[]; readonly gradient: readonly number[] },
): Matrix {
  const step = moved.point.map((x, i) => x - (point[i] as number));
  const rise = moved.gradient.map((slope, i) => slope - (gradient[i] as number));
  const expected = hessian.map((row) => dot(row, step));
  const [curvature, before] = [dot(rise, step), dot(expected, step)];
  // Not from steps in which the function is not convex, or rounding is all there is.
  if (!(curvature > 1e-3 * before && before > 0)) return hessian;
  return hessian.map((row, i) => {
    const [up, known] = [(rise[i] as number) / curvature, (expected[i] as number) / before];
    return row.map((bend, j) => bend + up * (rise[j] as number) - known * (expected[j] as number));
  });
}

interface Step {
  /** No longer than a factor of e^1.5 for any parameter. */
  readonly step: readonly number[];
  /** Twice what the step is to gain. */
  readonly decrement: number;
}

/** The step to where the gradient would vanish; `undefined` where the function is not convex. */
function newtonStep(
  hessian: Matrix,
  slopes: readonly number[],
  free: readonly boolean[],
  damping: number,
): Step | undefined {
  // In proportion to each parameter's own curvature, so that flat ones are not held back by steep ones.
  const least = 1e-15 * Math.max(...hessian.map((row, i) => Math.abs(row[i] as number))) + 1e-300;
  const factor = cholesky(
    hessian.map((row, i) =>
      row.map((bend, j) => {
        if (i === j) return free[i] ? bend + damping * Math.max(Math.abs(bend), least) : 1;
        return free[i] && free[j] ? bend : 0;
      }),
    ),
  );
  if (factor === undefined) return undefined;
  const step = solve(
    factor,
    slopes.map((slope) => -slope),
  );
  const shrink = Math.min(1, 1.5 / Math.max(...step.map(Math.abs)));
  return {
    step: step.map((each) => each * shrink),
    decrement: -dot(step, slopes),
  };
}
