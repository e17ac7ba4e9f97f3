import { columnToFill } from '../fitting/column-to-fill.js';
import { totalWithCovariates } from './covariate-likelihood.js';
import {
  type CovariateKernel,
  type Covariates,
  type CovariatesOfOne,
  type CovariateTheta,
  columnsOfTerms,
  readCovariateTheta,
  shaped,
  thetaOf,
  valuesOfTerms,
} from './covariates.js';
import { eachGroup } from './rows-alike.js';

/** @internal The parameters of a customer with these covariates. */
export function thetaOfOne(
  kernel: CovariateKernel,
  parameters: object,
  covariates: CovariatesOfOne | undefined,
  caller: string,
): readonly number[] {
  const read = readCovariateTheta(kernel, parameters, caller);
  return thetaOf(kernel, read, valuesOfTerms(read.terms, covariates, caller), caller);
}

/** @internal The parameters of the customer in each row of the columns of the terms. */
export function thetaOfRows(
  kernel: CovariateKernel,
  read: CovariateTheta,
  columns: readonly ArrayLike<number>[],
  caller: string,
): (row: number) => readonly number[] {
  return (row) => {
    const values = columns.map((column) => column[row] as number);
    return thetaOf(kernel, read, values, caller, `[${row}]`);
  };
}

/** @internal The weighted sum of the log-likelihoods of columns, and its derivatives in the shape of the parameters. */
export function likelihoodOfColumns<Parameters extends object>(
  kernel: CovariateKernel,
  parameters: Parameters,
  {
    covariates,
    one,
    data,
    weights,
    isUsed = () => true,
  }: {
    readonly covariates: Covariates | CovariatesOfOne | undefined;
    /** Whether the covariates are those of one customer. */
    readonly one: boolean;
    readonly data: readonly ArrayLike<number>[];
    readonly weights: ArrayLike<number> | undefined;
    readonly isUsed?: (row: number) => boolean;
  },
  caller: string,
): readonly [logLikelihood: number, gradient: Parameters] {
  const read = readCovariateTheta(kernel, parameters, caller);
  const length = data[0]?.length ?? 0;
  const columns = one
    ? valuesOfTerms(read.terms, covariates as CovariatesOfOne | undefined, caller).map((value) => [value])
    : columnsOfTerms(read.terms, covariates as Covariates | undefined, length, caller);
  const rows = Int32Array.from({ length }, (_, row) => row).filter(isUsed);
  const gradient = new Float64Array(read.theta.length + read.terms.length);
  const logLikelihood = totalWithCovariates(kernel, read, columns, data, gradient, {
    rows,
    weights: Float64Array.from(rows, (row) => (weights === undefined ? 1 : (weights[row] as number))),
  });
  return [logLikelihood, shaped(kernel, read.terms, gradient) as Parameters];
}

/**
 * @internal The answers for columns of customers: each set of those with equal covariates is asked of the model without; `undefined`
 * where that is the answer for any of them.
 */
export function answersOfColumns(
  kernel: CovariateKernel,
  parameters: object,
  covariates: Covariates | undefined,
  data: readonly [ArrayLike<number>, ...ArrayLike<number>[]],
  into: Float64Array | undefined,
  askModel: (theta: readonly number[], some: readonly Float64Array[]) => Float64Array | undefined,
  caller: string,
): Float64Array | undefined {
  const read = readCovariateTheta(kernel, parameters, caller);
  const { length } = data[0];
  const columns = columnsOfTerms(read.terms, covariates, length, caller);
  const theta = thetaOfRows(kernel, read, columns, caller);
  const answers = columnToFill(into, [...data, ...columns], caller);
  // Without customers there are options to be checked still.
  let isAnswered =
    length > 0 ||
    askModel(
      read.theta,
      data.map(() => new Float64Array()),
    ) !== undefined;
  eachGroup(columns, length, (rows) => {
    const some = data.map((column) => Float64Array.from(rows, (row) => column[row] as number));
    const given = askModel(theta(rows[0] as number), some);
    isAnswered &&= given !== undefined;
    rows.forEach((row, i) => {
      if (given !== undefined) answers[row] = given[i] as number;
    });
  });
  return isAnswered ? answers : undefined;
}
