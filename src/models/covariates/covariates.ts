import { requireColumn } from '../../history/purchase-history.js';
import { FINITE, POSITIVE, refuse, shown, within } from '../../internal/check.js';
import { addTo } from '../../internal/running-sum.js';
import type { WeightedRows } from '../fitting/maximum-likelihood.js';
import { refuseFit } from '../fitting/refuse-fit.js';

/** What is known of many customers from the start: named columns of finite numbers, one entry a customer. */
export interface Covariates {
  /** A column: plain or typed. Of a yes or no, 1 and 0; of several kinds, such a column for each kind but one. */
  readonly [name: string]: ArrayLike<number>;
}

/** What is known of one customer from the start: named finite numbers. */
export interface CovariatesOfOne {
  /** A number; of a yes or no, 1 or 0. */
  readonly [name: string]: number;
}

/** A number for each covariate: what one unit more of it adds to a logarithm. */
export interface Coefficients {
  /** Any number: 0 where the covariate does not matter. */
  readonly [covariate: string]: number;
}

/** @internal A set of coefficients, and the parameter that it moves: parameter · exp(sign · Σ coefficient · covariate). */
export interface Process {
  /** The field of the parameters in which the coefficients are. */
  readonly name: string;
  /** The index of the parameter that differs between customers. */
  readonly parameter: number;
  readonly sign: 1 | -1;
  /** Whether all covariates have coefficients here unless told. */
  readonly byDefault: boolean;
}

/** @internal What makes a model with covariates, besides its verbs. */
export interface CovariateKernel {
  readonly name: string;
  /** The names of the parameters that the model has without covariates. */
  readonly parameters: readonly string[];
  readonly processes: readonly Process[];
  /** The log-likelihood of a row of the columns of data; `gradient` gets the derivatives by the parameters. */
  readonly logLikelihood: (
    theta: readonly number[],
    data: readonly ArrayLike<number>[],
  ) => (row: number, gradient: Float64Array) => number;
}

/** @internal A coefficient, and where it belongs. */
export interface Term {
  readonly process: Process;
  readonly covariate: string;
  readonly coefficient: number;
}

/** @internal The parameters of customers with covariates of 0, and the coefficients. */
export interface CovariateTheta {
  readonly theta: readonly number[];
  readonly terms: readonly Term[];
}

/** @internal The parameters, checked. */
export function readCovariateTheta(
  { parameters: names, processes }: CovariateKernel,
  parameters: object,
  caller: string,
): CovariateTheta {
  refuseFit(parameters, caller);
  const fields = parameters as Readonly<Record<string, unknown>> | null | undefined;
  return {
    theta: names.map((name) => within(fields?.[name] as number, `${caller}: ${name}`, POSITIVE)),
    terms: processes.flatMap((process) => {
      const coefficients = fields?.[process.name] ?? {};
      if (typeof coefficients !== 'object') refuse(coefficients, `${caller}: ${process.name}`, 'an object', '', '');
      return Object.entries(coefficients).map(([covariate, value]) => ({
        process,
        covariate,
        coefficient: within(value, `${caller}: ${process.name}.${covariate}`, FINITE),
      }));
    }),
  };
}

/** @internal The column of each term, checked. */
export function columnsOfTerms(
  terms: readonly Pick<Term, 'covariate'>[],
  covariates: Covariates | undefined,
  length: number,
  caller: string,
): ArrayLike<number>[] {
  if (terms.length > 0) requireCovariates(covariates, caller);
  const checked = new Map<string, ArrayLike<number>>();
  return terms.map(({ covariate }) => {
    const known = checked.get(covariate);
    if (known !== undefined) return known;
    const column = ownField(covariates, covariate) as ArrayLike<number>;
    const argument = `${caller}: covariates.${covariate}`;
    requireColumn(column, argument, { length });
    for (let i = 0; i < length; i++) {
      if (!Number.isFinite(column[i])) within(column[i] as number, `${argument}[${i}]`, FINITE);
    }
    checked.set(covariate, column);
    return column;
  });
}

/** @internal The value of each term for one customer, checked. */
export function valuesOfTerms(
  terms: readonly Term[],
  covariates: CovariatesOfOne | undefined,
  caller: string,
): number[] {
  if (terms.length > 0) requireCovariates(covariates, caller);
  return terms.map(({ covariate }) =>
    within(ownField(covariates, covariate) as number, `${caller}: covariates.${covariate}`, FINITE),
  );
}

/** @internal Throws unless there are covariates, by name. */
export function requireCovariates(covariates: unknown, caller: string): void {
  if (typeof covariates !== 'object' || covariates === null) {
    refuse(covariates, `${caller}: covariates`, 'an object', '', '');
  }
}

/** A field of an object, and not of what it inherits from: a covariate may have any name. */
function ownField(fields: object | undefined, name: string): unknown {
  return fields !== undefined && Object.hasOwn(fields, name)
    ? (fields as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** @internal The parameters of a customer with these values of the terms; `where` is the place of the customer in columns. */
export function thetaOf(
  { parameters: names }: CovariateKernel,
  { theta, terms }: CovariateTheta,
  values: readonly number[],
  caller: string,
  where = '',
): number[] {
  const logs = theta.map(() => 0);
  terms.forEach(({ process: { parameter, sign }, coefficient }, k) => {
    logs[parameter] = (logs[parameter] as number) + sign * coefficient * (values[k] as number);
  });
  return theta.map((each, j) =>
    logs[j] === 0 ? each : within(each * Math.exp(logs[j] as number), `${caller}: ${names[j]}${where}`, POSITIVE),
  );
}

/** @internal Calls `visit` with each set of rows of equal covariates, and their parameters. */
export function eachGroup(
  kernel: CovariateKernel,
  parameters: CovariateTheta,
  columns: readonly ArrayLike<number>[],
  length: number,
  caller: string,
  visit: (rows: Int32Array, theta: readonly number[]) => void,
): void {
  const different = [...new Set(columns)];
  const order = ordered(different, length);
  for (let from = 0; from < length; ) {
    const first = order[from] as number;
    let to = from + 1;
    while (to < length && compareRows(different, first, order[to] as number) === 0) to++;
    const values = columns.map((column) => column[first] as number);
    visit(order.subarray(from, to), thetaOf(kernel, parameters, values, caller, `[${first}]`));
    from = to;
  }
}

/** The rows in ascending order of the first column, then of the second, and so on; as they are where these are equal. */
function ordered(columns: readonly ArrayLike<number>[], length: number): Int32Array {
  const order = Int32Array.from({ length }, (_, row) => row);
  return columns.length === 0 ? order : order.sort((a, b) => compareRows(columns, a, b) || a - b);
}

function compareRows(columns: readonly ArrayLike<number>[], a: number, b: number): number {
  for (const column of columns) {
    const difference = (column[a] as number) - (column[b] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @internal The different rows of columns in ascending order, with the sum of the weights of each. */
export function foldRows(
  columns: readonly ArrayLike<number>[],
  given: ArrayLike<number>,
): { readonly columns: Float64Array[]; readonly weights: Float64Array } {
  const order = ordered(columns, given.length);
  const firsts: number[] = [];
  const weights: number[] = [];
  for (const row of order) {
    const weight = given[row] as number;
    const last = firsts.length - 1;
    if (last >= 0 && compareRows(columns, firsts[last] as number, row) === 0) {
      weights[last] = (weights[last] as number) + weight;
    } else {
      firsts.push(row);
      weights.push(weight);
    }
  }
  return {
    columns: columns.map((column) => Float64Array.from(firsts, (row) => column[row] as number)),
    weights: Float64Array.from(weights),
  };
}

/**
 * @internal The weighted sum of the log-likelihoods; sets the derivatives by the parameters, then by the coefficients. Rows of equal
 * covariates come together where it is to be fast.
 */
export function totalWithCovariates(
  kernel: CovariateKernel,
  { theta, terms }: CovariateTheta,
  columns: readonly ArrayLike<number>[],
  data: readonly ArrayLike<number>[],
  gradient: Float64Array,
  { rows, weights }: WeightedRows,
): number {
  const size = theta.length;
  const slopes = new Float64Array(size);
  const factors = new Float64Array(size);
  const result = { total: 0, lost: 0 };
  let last = -1;
  let logLikelihood: (row: number, gradient: Float64Array) => number = () => 0;
  gradient.fill(0);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const weight = weights[i] as number;
    if (last < 0 || compareRows(columns, last, row) !== 0) {
      factors.fill(0);
      for (let k = 0; k < terms.length; k++) {
        const { process, coefficient } = terms[k] as Term;
        const value = columns[k]?.[row] as number;
        factors[process.parameter] = (factors[process.parameter] as number) + process.sign * coefficient * value;
      }
      const own: number[] = [];
      for (let j = 0; j < size; j++) {
        factors[j] = factors[j] === 0 ? 1 : Math.exp(factors[j] as number);
        own.push((theta[j] as number) * (factors[j] as number));
      }
      logLikelihood = kernel.logLikelihood(own, data);
    }
    last = row;
    addTo(result, weight * logLikelihood(row, slopes));
    for (let j = 0; j < size; j++) {
      slopes[j] = weight * (slopes[j] as number) * (factors[j] as number);
      gradient[j] = (gradient[j] as number) + (slopes[j] as number);
    }
    // Of parameter · exp(sign · coefficient · value), by the coefficient.
    for (let k = 0; k < terms.length; k++) {
      const { parameter, sign } = (terms[k] as Term).process;
      const by = sign * (columns[k]?.[row] as number) * (theta[parameter] as number) * (slopes[parameter] as number);
      gradient[size + k] = (gradient[size + k] as number) + by;
    }
  }
  return result.total + result.lost;
}

/** @internal Numbers in the order of the parameters and the terms, in the shape of the parameters. */
export function shaped(
  { parameters: names, processes }: CovariateKernel,
  terms: readonly Pick<Term, 'process' | 'covariate'>[],
  values: ArrayLike<number>,
): object {
  return Object.fromEntries([
    ...names.map((name, j) => [name, values[j] as number] as const),
    ...processes.flatMap((process) => {
      const own = terms.flatMap((term, k) =>
        term.process === process ? [[term.covariate, values[names.length + k] as number] as const] : [],
      );
      return process.byDefault || own.length > 0 ? [[process.name, Object.fromEntries(own)] as const] : [];
    }),
  ]);
}

/** @internal The covariates that have coefficients, by process: as told, or all of them. */
export function readChoice(
  { processes }: CovariateKernel,
  covariates: Covariates | undefined,
  choice: object | undefined,
  caller: string,
): Omit<Term, 'coefficient'>[] {
  requireCovariates(covariates, caller);
  const all = Object.keys(covariates as Covariates);
  if (choice !== undefined) {
    requireCovariates(choice, `${caller}: options`);
    for (const name of Object.keys(choice)) {
      if (processes.some((process) => process.name === name)) continue;
      const known = processes.map((process) => process.name).join(', ');
      throw new TypeError(`${caller}: options.covariates has no ${shown(name)}, only ${known}`);
    }
  }
  return processes.flatMap((process) => {
    const given = choice === undefined ? (process.byDefault ? all : []) : (ownField(choice, process.name) ?? []);
    const argument = `${caller}: options.covariates.${process.name}`;
    if (!Array.isArray(given)) refuse(given, argument, 'an array of names', '', '');
    return [...new Set<unknown>(given)].map((covariate) => {
      if (typeof covariate !== 'string' || !all.includes(covariate)) {
        throw new TypeError(`${argument} must name columns of covariates, got ${shown(covariate)}`);
      }
      return { process, covariate };
    });
  });
}
