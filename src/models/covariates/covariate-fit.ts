import { FINITE, POSITIVE, refuse, within } from '../../internal/check.js';
import { dot } from '../../internal/linear-algebra.js';
import { sum } from '../../internal/sum.js';
import { type FitProblem, maximumLikelihood } from '../fitting/maximum-likelihood.js';
import type { FitDiagnosis, LogNormalPrior, ModelFit } from '../fitting/model-fit.js';
import { totalWithCovariates } from './covariate-likelihood.js';
import { type CovariateKernel, type Covariates, columnsOfTerms, readChoice, shaped, type Term } from './covariates.js';
import { foldRows } from './rows-alike.js';

/** What is known of a coefficient beforehand: it is normally distributed. */
export interface NormalPrior {
  /** The mean of the coefficient: 0 unless told. */
  readonly mean?: number | undefined;
  /** The standard deviation of the coefficient: above 0. The smaller, the more the coefficient is drawn to the mean. */
  readonly sigma: number;
}

/** What is known beforehand, in the shape of the parameters. */
export type CovariatePriors<Parameters> = {
  readonly [Name in keyof Parameters]?:
    | (Required<Parameters>[Name] extends number ? LogNormalPrior : { readonly [covariate: string]: NormalPrior })
    | undefined;
};

/** How a model with covariates is fitted. */
export interface CovariateFitOptions<Parameters, Processes extends string> {
  /**
   * The names of the covariates that matter for each process; none for a process that is not named. All of them for all
   * processes unless told, but for those that say otherwise.
   */
  readonly covariates?: { readonly [Process in Processes]?: readonly string[] | undefined } | undefined;
  /** Parameters to try first; coefficients that are missing are 0. */
  readonly start?: Parameters | undefined;
  /** What is known of parameters and coefficients beforehand; the fit is then the mode of their posterior. */
  readonly priors?: CovariatePriors<Parameters> | undefined;
  /** Called with the fraction done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** @internal Their names. */
export const FIT_OPTIONS: readonly string[] = ['covariates', 'start', 'priors', 'onProgress'];

/** A fitted model with covariates: plain data. `logCovariance` has the coefficients as they are, not their logarithms. */
export interface CovariateFit<Parameters> extends ModelFit<Parameters> {
  /** What the rows of the covariances belong to: `alpha`, or `purchases.referred` for a coefficient. */
  readonly names: readonly string[];
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
  readonly explain: FitProblem['explain'];
}

/**
 * @internal Maximum likelihood with covariates. The search counts each covariate from its mean and in its greatest distance from
 * there, so that the parameters are those of an ordinary customer and a coefficient of 16 is as good as infinite; it begins
 * with the fit without covariates and coefficients of 0.
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

  const centred = chosen.map(({ process }, k) => {
    const column = columns[different.indexOf(given[k] as ArrayLike<number>)] as Float64Array;
    // A prior is on the parameter of customers with covariates of 0.
    const isFixed = priors[kernel.parameters[process.parameter] as string] !== undefined;
    return centre(column, weights, isFixed);
  });
  const isSpare = chosen.map(() => false);
  for (const process of kernel.processes) {
    const own = chosen.flatMap((term, k) => (term.process === process && !(nameOf(term) in priors) ? [k] : []));
    const spare = redundant(
      own.map((k) => centred[k] as Centred),
      weights,
    );
    own.forEach((k, i) => {
      isSpare[k] = spare[i] as boolean;
    });
  }
  const free = chosen.flatMap((_, k) => (isSpare[k] ? [] : [k]));
  const terms = free.map((k) => chosen[k] as Omit<Term, 'coefficient'>);
  const of = free.map((k) => centred[k] as Centred);
  const values = of.map(({ deviations }) => deviations);
  // By how much the logarithm of a parameter at covariates of 0 rises with a coefficient.
  const shift = (j: number, k: number): number => {
    const { parameter, sign } = (terms[k] as Term).process;
    return parameter === j ? -sign * (of[k] as Centred).mean : 0;
  };

  const names = [...kernel.parameters, ...terms.map(nameOf)];
  const zeros = terms.map(() => 0);
  const atMean = (theta: readonly number[], coefficients: readonly number[]) => [
    ...theta.map((each, j) =>
      Math.exp(
        Math.log(each) -
          dot(
            coefficients,
            zeros.map((_, k) => shift(j, k)),
          ),
      ),
    ),
    ...coefficients,
  ];
  const fitted = base.parameters as Readonly<Record<string, number>>;
  const allUnits = [...units, ...of.map(({ distance }) => 1 / distance)];
  const guesses = [
    atMean(
      kernel.parameters.map((name) => fitted[name] as number),
      zeros,
    ),
    ...(start === undefined
      ? []
      : [
          atMean(
            start.slice(0, size),
            free.map((k) => start[size + k] as number),
          ),
        ]),
  ].map((guess) => guess.map((each, i) => each / (allUnits[i] as number)));
  const top = maximumLikelihood<Record<string, number>>(
    {
      caller,
      names,
      reals: terms.length,
      units: allUnits,
      // Without covariates a parameter may be at its bound, from where little can be seen.
      starts: base.diagnosis.kind === 'boundary' ? [...guesses, ...starts.map((each) => [...each, ...zeros])] : guesses,
      weights,
      // Of many rows a part at first, in which even rare covariates are.
      enoughRows: Math.max(1000 * (1 + terms.length), weights.length / 16),
      total: (theta, gradient, rows) => {
        const own = terms.map((term, k) => ({ ...term, coefficient: theta[size + k] as number }));
        return totalWithCovariates(kernel, { theta: theta.slice(0, size), terms: own }, values, data, gradient, rows);
      },
      explain: (bounds) =>
        [...bounds.low, ...bounds.high].some((name) => name.includes('.')) ? ENDLESS : problem.explain(bounds),
    },
    { priors, onProgress: (fraction) => onProgress(0.3 + 0.7 * fraction) },
  );

  // From the means of the covariates back to 0, exactly: it is linear in logarithms of parameters and coefficients.
  const searched = names.map((name) => top.parameters[name] as number);
  const coefficients = searched.slice(size);
  const logs = searched.slice(0, size).map(
    (each, j) =>
      Math.log(each) +
      dot(
        coefficients,
        zeros.map((_, k) => shift(j, k)),
      ),
  );
  const theta = logs.map(Math.exp);
  const isTooFar = theta.some((each) => !(each > 0 && each < Infinity));
  // Where all that is left to gain is less than rounding, the search may end before the bound.
  const endless =
    top.diagnosis.kind === 'flat'
      ? coefficients.flatMap((each, k) => (Math.abs(each) * (of[k] as Centred).distance > 8 ? [k] : []))
      : [];
  const hasAll = terms.length === chosen.length && endless.length === 0 && !isTooFar;
  const back = names.map((_, i) => names.map((_, j) => (i === j ? 1 : i < size && j >= size ? shift(i, j - size) : 0)));
  const half = (hasAll ? top.logCovariance : undefined)?.map((row) => back.map((to) => dot(to, row)));
  const logCovariance =
    half &&
    back.map((to) =>
      back.map((_, j) =>
        dot(
          to,
          half.map((row) => row[j] as number),
        ),
      ),
    );
  const covariance = logCovariance?.map((row, i) => row.map((entry, j) => entry * (theta[i] ?? 1) * (theta[j] ?? 1)));
  const finite = theta.map((each) => Math.min(Math.max(each, 5e-324), 1.7976931348623157e308));
  const all = [...finite, ...chosen.map(() => 0)];
  free.forEach((k, i) => {
    all[size + k] = coefficients[i] as number;
  });
  const { given: _, ...rest } = top;
  return {
    ...rest,
    parameters: shaped(kernel, chosen, all) as Parameters,
    names: [...kernel.parameters, ...chosen.map(nameOf)],
    standardErrors:
      covariance &&
      (shaped(
        kernel,
        chosen,
        covariance.map((row, i) => Math.sqrt(row[i] as number)),
      ) as Parameters),
    covariance,
    logCovariance,
    aic: 2 * all.length - 2 * top.logLikelihood,
    bic: all.length * Math.log(top.customers) - 2 * top.logLikelihood,
    diagnosis: diagnose(),
  };

  function diagnose(): FitDiagnosis {
    const { kind, message } = top.diagnosis;
    if (isTooFar) {
      const far = kernel.parameters.filter((_, j) => !((theta[j] as number) > 0 && (theta[j] as number) < Infinity));
      return {
        kind: 'notConverged',
        message: `${far.join(', ')} at covariates of 0 is beyond the range of numbers: count the covariates from their means`,
      };
    }
    if (endless.length > 0) {
      const where = endless.map(
        (k) => `${names[size + k]} runs to ${(coefficients[k] as number) < 0 ? 'minus ' : ''}infinity`,
      );
      return { kind: 'boundary', message: `${where.join(', ')}: ${ENDLESS}` };
    }
    const spare = chosen.filter((_, k) => isSpare[k]).map(nameOf);
    if (spare.length === 0) return top.diagnosis;
    const why = `${spare.join(', ')} can be any number, and is 0 here: the covariate is constant, or a sum of others`;
    return kind === 'converged' ? { kind: 'flat', message: why } : { kind, message: `${message}; ${why}` };
  }
}

const ENDLESS =
  'customers who differ in it seem to differ without end, as where none of the few who have it come again';

interface Centred {
  readonly mean: number;
  readonly deviations: Float64Array;
  /** The greatest deviation. */
  readonly distance: number;
}

function centre(column: Float64Array, weights: Float64Array, isFixed: boolean): Centred {
  const first = column[0] as number;
  // From the first entry, so that a constant has that very mean.
  const mean = isFixed
    ? 0
    : first + sum(column.map((value, i) => (value - first) * (weights[i] as number))) / sum(weights);
  const deviations = column.map((value) => value - mean);
  let distance = 0;
  for (const each of deviations) distance = Math.max(distance, Math.abs(each));
  return { mean, deviations, distance: distance || 1 };
}

/** Which of the columns are constant, or sums of multiples of those before, up to rounding. */
function redundant(columns: readonly Centred[], weights: Float64Array): boolean[] {
  const total = sum(weights);
  const inner = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    sum(weights.map((weight, i) => weight * (a[i] as number) * (b[i] as number)));
  const basis: Float64Array[] = [];
  return columns.map(({ mean, deviations, distance }) => {
    // From the mean, though the column itself may not be.
    const centre = sum(deviations.map((each, i) => each * (weights[i] as number))) / total;
    let rest = deviations.map((each) => (each - centre) / distance);
    const before = Math.sqrt(inner(rest, rest) / total);
    for (const other of basis) {
      const along = inner(rest, other);
      rest = rest.map((each, i) => each - along * (other[i] as number));
    }
    const after = Math.sqrt(inner(rest, rest) / total);
    const rounding = 1e-13 * (1 + Math.abs(mean) / distance);
    if (!(before > rounding && after > 1e-8 * before)) return true;
    basis.push(rest.map((each) => each / (after * Math.sqrt(total))));
    return false;
  });
}

function readStart(
  { parameters: names }: CovariateKernel,
  chosen: readonly Omit<Term, 'coefficient'>[],
  start: object,
  caller: string,
): number[] {
  const fields = start as Readonly<Record<string, unknown>> | null;
  const coefficient = ({ process, covariate }: Omit<Term, 'coefficient'>): unknown => {
    const own = fields?.[process.name] as Readonly<Record<string, unknown>> | undefined;
    return own?.[covariate] ?? 0;
  };
  return [
    ...names.map((name) => within(fields?.[name] as number, `${caller}: start.${name}`, POSITIVE)),
    ...chosen.map((term) =>
      within(coefficient(term) as number, `${caller}: start.${term.process.name}.${term.covariate}`, FINITE),
    ),
  ];
}

/** The priors by name, checked. */
function readPriors(
  { parameters: names, processes }: CovariateKernel,
  chosen: readonly Omit<Term, 'coefficient'>[],
  priors: object | undefined,
  caller: string,
): Record<string, LogNormalPrior> {
  const found: Record<string, LogNormalPrior> = {};
  const fields = (priors ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of names) {
    const prior = fields[name] as LogNormalPrior | undefined;
    if (prior === undefined) continue;
    found[name] = {
      median: within(prior?.median, `${caller}: priors.${name}.median`, POSITIVE),
      sigma: within(prior?.sigma, `${caller}: priors.${name}.sigma`, POSITIVE),
    };
  }
  for (const process of processes) {
    for (const [covariate, prior] of Object.entries((fields[process.name] ?? {}) as Record<string, NormalPrior>)) {
      const argument = `${caller}: priors.${process.name}.${covariate}`;
      if (!chosen.some((term) => term.process === process && term.covariate === covariate)) {
        refuse(prior, argument, 'of a covariate with a coefficient', '', '');
      }
      found[`${process.name}.${covariate}`] = {
        median: within(prior?.mean ?? 0, `${argument}.mean`, FINITE),
        sigma: within(prior?.sigma, `${argument}.sigma`, POSITIVE),
      };
    }
  }
  return found;
}
