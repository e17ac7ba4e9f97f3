import { nearestNumber, nearestPositive } from '../../internal/check.js';
import { dot, finiteOnly } from '../../internal/linear-algebra.js';
import { sum } from '../../internal/sum.js';
import { type FitProblem, maximumLikelihood } from '../fitting/maximum-likelihood.js';
import type { FitDiagnosis, ModelFit } from '../fitting/model-fit.js';
import { type Centred, centre, type Direction, directionsOf } from './covariate-directions.js';
import { type CovariateFitOptions, readPriors, readStart } from './covariate-fit-options.js';
import { totalWithCovariates } from './covariate-likelihood.js';
import { type CovariateKernel, type Covariates, columnsOfTerms, readChoice, shaped, type Term } from './covariates.js';
import { foldRows } from './rows-alike.js';

/**
 * A fitted model with covariates: plain data. `logCovariance` has the coefficients as they are, not their logarithms.
 *
 * The parameters are those of customers whose covariates are all 0. Where 0 is far from all of the covariates (a year, a
 * date), they are astronomical numbers: count such covariates from their means.
 */
export interface CovariateFit<Parameters> extends ModelFit<Parameters> {
  /** What the rows of the covariances belong to: `alpha`, or `purchases.referred` for a coefficient. */
  readonly names: readonly string[];
  /**
   * The covariances of the parameters and coefficients; `undefined` where the likelihood has no top inside, and where an entry
   * is too great for a number. One that is too small for a number is 0. `standardErrors` and `logCovariance` go further.
   */
  readonly covariance: readonly (readonly number[])[] | undefined;
  /** Coefficients that can be any number and are 0 here, where there are such: they were not fitted, and do not count. */
  readonly given?: Partial<Parameters>;
}

/** @internal What is fitted. */
export interface CovariateProblem {
  readonly covariates: Covariates | undefined;
  /** How many customers the columns have. */
  readonly length: number;
  /** The columns of data. */
  readonly data: readonly ArrayLike<number>[];
  readonly weights: ArrayLike<number>;
  /** Which of the rows say anything: all unless told. */
  readonly isUsed?: (row: number) => boolean;
  /** The fit without covariates. */
  readonly withoutCovariates: (onProgress: (fraction: number) => void) => ModelFit<unknown> | undefined;
  /** The unit of each parameter, and guesses in these units. */
  readonly scale: (data: readonly Float64Array[], weights: Float64Array) => Pick<FitProblem, 'units' | 'starts'>;
  readonly ends: FitProblem['ends'];
}

/**
 * @internal Maximum likelihood with covariates. The search counts each covariate from its mean and in its greatest distance from
 * there, so that the parameters are those of an ordinary customer and a coefficient of 16 is as good as infinite; of those that
 * look alike, it takes the differences. It begins with the fit without covariates and coefficients of 0.
 */
export function fitWithCovariates<Parameters extends object>(
  kernel: CovariateKernel,
  problem: CovariateProblem,
  options: CovariateFitOptions<Parameters, string>,
): CovariateFit<Parameters> | undefined {
  const caller = `${kernel.name}.fit`;
  const size = kernel.parameters.length;
  const chosen = readChoice(kernel, problem.covariates, options.covariates, caller);
  const given = columnsOfTerms(chosen, problem.covariates, problem.length, caller);
  const nameOf = ({ process, covariate }: Omit<Term, 'coefficient'>) => `${process.name}.${covariate}`;
  const start = options.start === undefined ? undefined : readStart(kernel, chosen, options.start, caller);
  const priors = readPriors(kernel, chosen, options.priors, caller);
  const { onProgress = () => {} } = options;
  const base = problem.withoutCovariates((fraction) => onProgress(0.3 * fraction));
  if (base === undefined) return undefined;

  // The different columns once, so that rows are compared by few of them.
  const different = [...new Set(given)];
  const used = Int32Array.from({ length: problem.length }, (_, row) => row).filter(problem.isUsed ?? (() => true));
  const picked = (column: ArrayLike<number>) => Float64Array.from(used, (row) => column[row] as number);
  const { columns, weights } = foldRows([...different, ...problem.data].map(picked), picked(problem.weights));
  const data = columns.slice(different.length);
  const { units, starts } = problem.scale(data, weights);

  const centred = given.map((column) => centre(columns[different.indexOf(column)] as Float64Array, weights));
  const hasOwn = (k: number) => nameOf(chosen[k] as Omit<Term, 'coefficient'>) in priors;
  // What has a prior of its own is known by that, whatever the others are: it takes nothing away from them.
  const lastWithPrior = (k: number, other: number) => Number(hasOwn(k)) - Number(hasOwn(other)) || k - other;
  const directions = centred.map(
    ({ values }, k): Direction => ({
      ...{ values, sums: chosen.map((_, i) => (i === k ? 1 : 0)) },
      ...{ isSpare: false, isAlike: false },
    }),
  );
  for (const process of kernel.processes) {
    const own = chosen.flatMap((term, k) => (term.process === process ? [k] : [])).sort(lastWithPrior);
    const hasPrior = priors[kernel.parameters[process.parameter] as string] !== undefined;
    for (const [k, direction] of directionsOf(own, centred, weights, hasPrior, hasOwn)) directions[k] = direction;
  }
  const free = chosen.flatMap((_, k) => (directions[k]?.isSpare ? [] : [k]));
  const terms = free.map((k) => chosen[k] as Omit<Term, 'coefficient'>);
  const of = free.map((k) => centred[k] as Centred);
  const searchedAs = free.map((k) => directions[k] as Direction);
  const values = searchedAs.map((direction) => direction.values);
  const names = [...kernel.parameters, ...terms.map(nameOf)];
  const zeros = terms.map(() => 0);
  // What is searched are logarithms of parameters at the means and coefficients of directions; what is told, logarithms of
  // parameters at covariates of 0 and coefficients, each in its covariate's distance. One is the other times this.
  const back = names.map((_, i) =>
    names.map((_, j) => {
      const sums = searchedAs[j - size]?.sums;
      if (sums === undefined) return i === j ? 1 : 0;
      if (i >= size) return sums[free[i - size] as number] as number;
      const shifts = terms.map(({ process: { parameter, sign } }, k) => {
        const { mean, distance } = of[k] as Centred;
        return parameter === i ? -sign * (mean / distance) * (sums[free[k] as number] as number) : 0;
      });
      return sum(shifts);
    }),
  );
  const distanceOf = (i: number) => of[i - size]?.distance ?? 1;
  const beliefs = names.flatMap((name, i) => {
    const prior = priors[name];
    if (prior === undefined) return [];
    const [mean, unit] = i < size ? [Math.log(prior.median), 1] : [prior.median, distanceOf(i)];
    return [{ slopes: back[i] as number[], mean: mean * unit, sigma: prior.sigma * unit }];
  });
  const logOf = (theta: readonly number[]) => theta.map((each, i) => (i < size ? Math.log(each) : each));
  const total: FitProblem['total'] = (theta, gradient, rows) => {
    const own = terms.map((term, k) => ({ ...term, coefficient: theta[size + k] as number }));
    return totalWithCovariates(kernel, { theta: theta.slice(0, size), terms: own }, values, data, gradient, rows);
  };
  const customers = sum(weights);

  const fitted = base.parameters as Readonly<Record<string, number>>;
  const allUnits = [...units, ...zeros.map(() => 1)];
  // Whether a prior is on a parameter of customers who are not ordinary.
  const isMoved = kernel.parameters.some((name, i) => name in priors && back[i]?.some((by, j) => j !== i && by !== 0));
  const top = maximumLikelihood<Record<string, number>>(
    {
      caller,
      names,
      reals: terms.length,
      units: allUnits,
      starts: guesses(),
      weights,
      // Of many rows a part at first, in which even rare covariates are.
      enoughRows: Math.max(1000 * (1 + terms.length), weights.length / 16),
      total: (theta, gradient, rows) => {
        let value = total(theta, gradient, rows);
        const share = sum(rows.weights) / customers;
        const point = logOf(theta);
        for (const { slopes, mean, sigma } of beliefs) {
          const distance = (dot(slopes, point) - mean) / sigma;
          value -= (share * distance * distance) / 2;
          slopes.forEach((slope, i) => {
            const by = i < size ? (theta[i] as number) : 1;
            gradient[i] = (gradient[i] as number) - (share * distance * slope) / sigma / by;
          });
        }
        return value;
      },
      ends: [
        ...terms.map(nameOf).flatMap((name) => [
          { low: [name], high: [], why: ENDLESS },
          { low: [], high: [name], why: ENDLESS },
        ]),
        ...problem.ends,
      ],
    },
    { onProgress: (fraction) => onProgress(0.3 + 0.7 * fraction) },
  );

  const searched = names.map((name) => top.parameters[name] as number);
  const all = { rows: Int32Array.from(weights, (_, row) => row), weights };
  const logLikelihood = beliefs.length === 0 ? top.logLikelihood : total(searched, new Float64Array(names.length), all);
  const told = back.map((to) => dot(to, logOf(searched)));
  const theta = told.slice(0, size).map(Math.exp);
  const half = top.logCovariance?.map((row) => back.map((to) => dot(to, row)));
  const spread =
    half &&
    back.map((to) =>
      back.map((_, j) =>
        dot(
          to,
          half.map((row) => row[j] as number),
        ),
      ),
    );
  const errors = spread?.map((row, i) => ((theta[i] ?? 1) * Math.sqrt(row[i] as number)) / distanceOf(i));
  const far = kernel.parameters.filter((_, j) => {
    const each = theta[j] as number;
    return !(each > 0 && each < Infinity && errors?.[j] !== Infinity);
  });
  const coefficients = told.slice(size).map((each, k) => each / distanceOf(size + k));
  const farTerms = terms.flatMap((term, k) =>
    Math.abs(coefficients[k] as number) < Infinity && errors?.[size + k] !== Infinity ? [] : [nameOf(term)],
  );
  const endless = endlessTerms();
  const hasAll = terms.length === chosen.length && endless.length === 0 && far.length + farTerms.length === 0;
  const logCovariance = finiteOnly(
    hasAll ? spread?.map((row, i) => row.map((entry, j) => entry / distanceOf(i) / distanceOf(j))) : undefined,
  );
  const covariance = logCovariance?.map((row, i) => row.map((entry, j) => entry * (theta[i] ?? 1) * (theta[j] ?? 1)));
  const allCoefficients = chosen.map((_, k) => nearestNumber(coefficients[free.indexOf(k)] ?? 0));
  const spare = chosen.filter((_, k) => directions[k]?.isSpare);
  const ofSpare = Object.entries(shaped(kernel, spare, new Float64Array(size + chosen.length))).slice(size);
  const { given: _, ...rest } = top;
  return {
    ...rest,
    parameters: shaped(kernel, chosen, [...theta.map(nearestPositive), ...allCoefficients]) as Parameters,
    logLikelihood,
    names: [...kernel.parameters, ...chosen.map(nameOf)],
    standardErrors: hasAll ? errors && (shaped(kernel, chosen, errors) as Parameters) : undefined,
    covariance: finiteOnly(covariance),
    logCovariance,
    ...(spare.length > 0 ? { given: Object.fromEntries(ofSpare) as Partial<Parameters> } : {}),
    aic: 2 * names.length - 2 * logLikelihood,
    bic: names.length * Math.log(top.customers) - 2 * logLikelihood,
    diagnosis: diagnose(),
  };

  /** Points to start from, in the units of the search. */
  function guesses(): number[][] {
    const points = [[...kernel.parameters.map((name) => fitted[name] as number), ...zeros]];
    if (start !== undefined) points.push(asSearched(start));
    const inUnits = points.map((each) => each.map((value, i) => value / (allUnits[i] as number)));
    // Without covariates a parameter may be at its bound, from where little can be seen; or where a prior holds it that is
    // about customers with other covariates.
    if (base?.diagnosis.kind === 'boundary' || isMoved) inUnits.push(...starts.map((each) => [...each, ...zeros]));
    return isMoved ? inUnits.flatMap((each) => [each, asBelieved(each)]) : inUnits;
  }

  /** Parameters at covariates of 0 and all of the coefficients as the search has them. */
  function asSearched(point: readonly number[]): number[] {
    const along = [...zeros];
    // Each is a sum of those that were taken before it.
    for (const k of [...free].sort(lastWithPrior).reverse()) {
      const i = free.indexOf(k);
      const others = along.map((each, j) => (j === i ? 0 : each * (searchedAs[j]?.sums[k] as number)));
      const rest = (point[size + k] as number) * (of[i] as Centred).distance - sum(others);
      along[i] = rest / (searchedAs[i]?.sums[k] as number);
    }
    const shifts = kernel.parameters.map((_, i) => dot((back[i] as number[]).slice(size), along));
    return [...shifts.map((shift, i) => Math.exp(Math.log(point[i] as number) - shift)), ...along];
  }

  /** The point with coefficients that bring the parameters at covariates of 0 to where the priors have them. */
  function asBelieved(point: readonly number[]): number[] {
    const moved = [...point];
    for (const { slopes, mean } of beliefs) {
      const gap = mean - dot(slopes, logOf(moved.map((each, i) => each * (allUnits[i] as number))));
      const own = slopes.slice(size);
      own.forEach((slope, k) => {
        moved[size + k] = (moved[size + k] as number) + (gap * slope) / (1 + dot(own, own));
      });
    }
    return moved;
  }

  /** Which of the terms run away: those that move customers as far as if there were no end. */
  function endlessTerms(): number[] {
    // Where all that is left to gain is less than rounding, the search may end before the bound.
    if (top.diagnosis.kind !== 'flat' && top.diagnosis.kind !== 'boundary') return [];
    return kernel.processes.flatMap((process) => {
      const own = terms.flatMap((term, k) => (term.process === process ? [k] : []));
      const isFar = weights.some((_, row) => {
        const by = sum(own.map((k) => (searched[size + k] as number) * (values[k]?.[row] as number)));
        return Math.abs(by) > FAR;
      });
      const sizes = own.map((k) => Math.abs(told[size + k] as number));
      return isFar ? own.filter((_, k) => (sizes[k] as number) >= Math.min(FAR, Math.max(...sizes))) : [];
    });
  }

  /** Which of the coefficients are vague for covariates that look alike. */
  function alikeTerms(): string[] {
    return terms.flatMap((term, k) => {
      const i = size + k;
      const isVague = (variance: number | undefined) => variance !== undefined && variance >= VAGUE;
      const isOwn = isVague(top.logCovariance?.[i]?.[i]) && !searchedAs[k]?.isAlike;
      return isVague(spread?.[i]?.[i]) && !isOwn ? [nameOf(term)] : [];
    });
  }

  function diagnose(): FitDiagnosis {
    const advice = 'count the covariates from their means';
    if (far.length > 0) {
      return {
        kind: 'notConverged',
        message: `${far.join(', ')} at covariates of 0 is beyond the range of numbers: ${advice}`,
      };
    }
    if (farTerms.length > 0) {
      const message = `${farTerms.join(', ')} is beyond the range of numbers: count the covariate in smaller units`;
      return { kind: 'notConverged', message };
    }
    const { kind, message } = diagnoseSearch();
    if (kind === 'boundary') return { kind, message };
    const astronomical = kernel.parameters.filter((_, j) => Math.abs(told[j] as number) > 300);
    const notes =
      astronomical.length > 0 ? [`${astronomical.join(', ')} at covariates of 0 is astronomical: ${advice}`] : [];
    return { kind, message: [message, ...notes].join('; ') };
  }

  function diagnoseSearch(): FitDiagnosis {
    let { kind, message } = top.diagnosis;
    const stuck = names.filter((_, i) => {
      const each = searched[i] as number;
      return Math.abs(i < size ? Math.log(each / (units[i] as number)) : each) > BOUND - 1e-9;
    });
    if (kind === 'flat' && endless.length > 0) {
      const where = endless.map(
        (k) => `${names[size + k]} runs to ${(coefficients[k] as number) < 0 ? 'minus ' : ''}infinity`,
      );
      return { kind: 'boundary', message: `${where.join(', ')}: ${ENDLESS}` };
    }
    let alike = kind === 'converged' || kind === 'flat' ? alikeTerms() : [];
    // They make up for each other.
    if (endless.length === 0 && stuck.length > 0 && stuck.every((name) => name.includes('.'))) alike = stuck;
    if (alike.length > 0) {
      kind = 'flat';
      message = `the data hardly tell the value of ${alike.join(', ')}: ${ALIKE}`;
    }
    if (spare.length === 0) return { kind, message };
    const why = `${spare.map(nameOf).join(', ')} can be any number, and is 0 here: the covariate is constant, or a sum of others`;
    return kind === 'converged' ? { kind: 'flat', message: why } : { kind, message: `${message}; ${why}` };
  }
}

const ENDLESS =
  'customers who differ in it seem to differ without end, as where none of the few who have it come again';
const ALIKE = 'the covariates look alike, and quite different coefficients are as likely';
/** Where the search ends, for parameters and for coefficients. */
const BOUND = 16;
/** A logarithm so far from that of an ordinary customer is as good as infinite. */
const FAR = 8;
/** The variance of a coefficient, in the greatest distance of its covariate: a factor of e^3 up or down is not an estimate. */
const VAGUE = 9;
