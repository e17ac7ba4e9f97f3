import { addTo } from '../../internal/running-sum.js';
import type { WeightedRows } from '../fitting/maximum-likelihood.js';
import type { CovariateKernel, CovariateTheta, Term } from './covariates.js';
import { compareRows } from './rows-alike.js';

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
