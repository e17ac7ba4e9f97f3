import { columnToFill } from '../fitting/column-to-fill.js';
import {
  type CovariateKernel,
  type Covariates,
  type CovariatesOfOne,
  type CovariateTheta,
  columnsOfTerms,
  readCovariateTheta,
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

/** @internal The parameters without coefficients, as an object. */
export function asParameters<OfOne extends object>(
  { parameters: names }: CovariateKernel,
  theta: readonly number[],
): OfOne {
  return Object.fromEntries(names.map((name, i) => [name, theta[i] as number])) as OfOne;
}

/** @internal The parameters of the customer in each row, and the columns of the terms that tell them apart. */
export function thetaOfRows(
  kernel: CovariateKernel,
  read: CovariateTheta,
  covariates: Covariates | undefined,
  length: number,
  caller: string,
): { readonly columns: readonly ArrayLike<number>[]; readonly thetaOfRow: (row: number) => readonly number[] } {
  const columns = columnsOfTerms(read.terms, covariates, length, caller);
  const thetaOfRow = (row: number) => {
    const values = columns.map((column) => column[row] as number);
    return thetaOf(kernel, read, values, caller, `[${row}]`);
  };
  return { columns, thetaOfRow };
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
  const { columns, thetaOfRow } = thetaOfRows(kernel, read, covariates, length, caller);
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
    const given = askModel(thetaOfRow(rows[0] as number), some);
    isAnswered &&= given !== undefined;
    rows.forEach((row, i) => {
      if (given !== undefined) answers[row] = given[i] as number;
    });
  });
  return isAnswered ? answers : undefined;
}
