import { isOneHistory, refuseOneHistory } from '../../history/purchase-history.js';
import { representable } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import type { FitOptions, ModelFit } from '../fitting/model-fit.js';
import { type CovariateFit, type CovariateProblem, fitWithCovariates } from './covariate-fit.js';
import { type CovariateFitOptions, FIT_OPTIONS } from './covariate-fit-options.js';
import { totalWithCovariates } from './covariate-likelihood.js';
import { asParameters, thetaOfOne } from './covariate-verbs.js';
import {
  type CovariateKernel,
  type Covariates,
  type CovariatesOfOne,
  columnsOfTerms,
  readCovariateTheta,
  shaped,
  valuesOfTerms,
} from './covariates.js';

/** What can be asked of every model in which customers differ by what is known of them from the start, and beyond that by chance. */
export interface ModelWithCovariates<Parameters, OfOne, Processes extends string, One, Many> {
  /** The name it is imported by. */
  readonly name: string;

  /**
   * The parameters and coefficients that make what is observed most likely, as the model without covariates finds its own: all of
   * the `covariates` matter for everything, unless the options name those that do. `undefined` when there are no customers, or
   * none who says anything. Covariates that are constant, or sums of others, make the diagnosis `flat`, which names them.
   */
  readonly fit: (
    customers: Many,
    options?: CovariateFitOptions<Parameters, Processes>,
  ) => CovariateFit<Parameters> | undefined;

  /** The parameters of a customer with these covariates: for every verb of the model without covariates. */
  readonly parametersOf: (parameters: Parameters, covariates: CovariatesOfOne) => OfOne;

  /** The log-likelihood of what is observed of one customer, or of columns: the weighted sum. */
  readonly logLikelihood: (parameters: Parameters, customers: One | Many) => number;

  /** The derivatives of the log-likelihood by each of the parameters and coefficients, in the shape of the parameters. */
  readonly gradient: (parameters: Parameters, customers: One | Many) => Parameters;
}

interface OneCustomer {
  readonly repeats: number;
  readonly covariates?: CovariatesOfOne | undefined;
}

interface ManyCustomers {
  readonly repeats: ArrayLike<number>;
  readonly covariates?: Covariates | undefined;
}

/** @internal What such a model is made of, besides its kernel. */
export interface ModelParts<OfOne, One, Many> extends Pick<CovariateProblem, 'scale' | 'ends'> {
  /** What is observed, checked: the columns of data; of one customer, columns of one. */
  readonly read: (
    customers: One | Many,
    caller: string,
  ) => Pick<CovariateProblem, 'data' | 'isUsed'> & { readonly weights?: ArrayLike<number> | undefined };
  /** The fit of the model without covariates. */
  readonly fitWithout: (customers: Many, options: FitOptions<OfOne>) => ModelFit<OfOne> | undefined;
}

/** @internal What can be asked of every model with covariates. */
export function modelWithCovariates<
  Parameters extends OfOne,
  OfOne extends object,
  Processes extends string,
  One extends OneCustomer,
  Many extends ManyCustomers,
>(
  kernel: CovariateKernel,
  { read, fitWithout, scale, ends }: ModelParts<OfOne, One, Many>,
): ModelWithCovariates<Parameters, OfOne, Processes, One, Many> {
  const { name } = kernel;

  const ofCustomers = (
    verb: string,
    parameters: Parameters,
    subject: One | Many,
  ): readonly [logLikelihood: number, gradient: Parameters] => {
    const caller = `${name}.${verb}`;
    const { data, weights, isUsed = () => true } = read(subject, caller);
    const theta = readCovariateTheta(kernel, parameters, caller);
    const { terms } = theta;
    const length = data[0]?.length ?? 0;
    const customers: OneCustomer | ManyCustomers = subject;
    const columns = isOneHistory(customers)
      ? valuesOfTerms(terms, customers.covariates, caller).map((value) => [value])
      : columnsOfTerms(terms, customers.covariates, length, caller);
    const rows = Int32Array.from({ length }, (_, row) => row).filter(isUsed);
    const gradient = new Float64Array(theta.theta.length + terms.length);
    const logLikelihood = totalWithCovariates(kernel, theta, columns, data, gradient, {
      rows,
      weights: Float64Array.from(rows, (row) => (weights === undefined ? 1 : (weights[row] as number))),
    });
    const slopes = gradient.map((slope) => representable(slope, caller));
    return [representable(logLikelihood, caller), shaped(kernel, terms, slopes) as Parameters];
  };

  return {
    name,
    fit: (customers, options = {}) => {
      const caller = `${name}.fit`;
      refuseOneHistory(customers, caller);
      const { data, weights, isUsed } = read(customers, caller);
      requireKnownOptions(options, FIT_OPTIONS, caller);
      const { length } = customers.repeats;
      return fitWithCovariates<Parameters>(
        kernel,
        {
          ...{ covariates: customers.covariates, length, data, scale, ends },
          ...(isUsed && { isUsed }),
          weights: weights ?? new Float64Array(length).fill(1),
          withoutCovariates: (onProgress) =>
            fitWithout(customers, {
              start: options.start,
              priors: options.priors as object | undefined,
              onProgress,
            }),
        },
        options,
      );
    },
    parametersOf: (parameters, covariates) =>
      asParameters<OfOne>(kernel, thetaOfOne(kernel, parameters, covariates, `${name}.parametersOf`)),
    logLikelihood: (parameters, customers) => ofCustomers('logLikelihood', parameters, customers)[0],
    gradient: (parameters, customers) => ofCustomers('gradient', parameters, customers)[1],
  };
}
