import {
  isOneHistory,
  type PurchaseHistories,
  type PurchaseHistory,
  requireHistories,
} from '../../history/purchase-history.js';
import { refuse } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';
import { sum } from '../../internal/sum.js';
import { columnToFill, type IntoOptions } from '../fitting/column-to-fill.js';
import { type PurchaseKernel, purchaseModel } from '../purchases/purchase-kernel.js';
import type {
  AliveOptions,
  DiscountOptions,
  OfHistories,
  OfHistoriesUnlessTold,
  PurchaseInterval,
  SimulatedHistories,
  SimulatedPurchases,
  SimulationOptions,
} from '../purchases/purchase-model.js';
import { simulatePurchases } from '../purchases/simulate-purchases.js';
import { type CovariateFit, type CovariateFitOptions, fitWithCovariates } from './covariate-fit.js';
import {
  type CovariateKernel,
  type Covariates,
  type CovariatesOfOne,
  columnsOfTerms,
  eachGroup,
  type Process,
  readCovariateTheta,
  requireCovariates,
  shaped,
  thetaOf,
  totalWithCovariates,
  valuesOfTerms,
} from './covariates.js';

/** One customer's history, and what was known of the customer from the start. */
export interface CovariateHistory extends PurchaseHistory {
  /** A number for each covariate that has a coefficient; others are not read. */
  readonly covariates?: CovariatesOfOne | undefined;
}

/** The histories of many customers, and what was known of them from the start. */
export interface CovariateHistories extends PurchaseHistories {
  /** A column for each covariate that has a coefficient; others are not read. */
  readonly covariates?: Covariates | undefined;
}

/** Simulated customers: what is observed of them, the covariates included, and what is not. */
export interface SimulatedCovariatePurchases extends SimulatedPurchases {
  /** What is observed, as columns: what `fit` takes. */
  readonly histories: SimulatedHistories & {
    /** The covariates, as they were given. */
    readonly covariates: Covariates;
  };
}

/**
 * A model of purchasing in which customers differ by what is known of them from the start, and beyond that by chance. What is asked
 * of columns of customers is asked here; the model of one customer, with all it can be asked, comes from `parametersOf`.
 */
export interface PurchaseModelWithCovariates<Parameters, OfOne, Processes extends string> {
  /** The name it is imported by. */
  readonly name: string;

  /**
   * The parameters and coefficients that make the histories most likely, as {@link PurchaseModel.fit} finds them: all of
   * `histories.covariates` matter for everything, unless the options name those that do. `undefined` when there are no
   * customers. Covariates that are constant, or sums of others, make the diagnosis `flat`, which names them.
   */
  readonly fit: (
    histories: CovariateHistories,
    options?: CovariateFitOptions<Parameters, Processes>,
  ) => CovariateFit<Parameters> | undefined;

  /** The parameters of a customer with these covariates: for every verb of the model without covariates. */
  readonly parametersOf: (parameters: Parameters, covariates: CovariatesOfOne) => OfOne;

  /** The log-likelihood of the history of one customer, or of columns: the weighted sum. */
  readonly logLikelihood: (parameters: Parameters, histories: CovariateHistory | CovariateHistories) => number;

  /** The derivatives of the log-likelihood by each of the parameters and coefficients, in the shape of the parameters. */
  readonly gradient: (parameters: Parameters, histories: CovariateHistory | CovariateHistories) => Parameters;

  /** As {@link PurchaseModel.probabilityAlive}. */
  readonly probabilityAlive: OfHistoriesUnlessTold<Parameters, AliveOptions, CovariateHistory, CovariateHistories>;

  /** As {@link PurchaseModel.probabilityGone}. */
  readonly probabilityGone: OfHistoriesUnlessTold<Parameters, AliveOptions, CovariateHistory, CovariateHistories>;

  /**
   * As {@link PurchaseModel.expectedPurchases}. A new customer is one without repeat purchases who has been observed for no
   * time.
   */
  readonly expectedPurchases: OfHistories<Parameters, PurchaseInterval, CovariateHistory, CovariateHistories>;

  /** As {@link PurchaseModel.discountedExpectedPurchases}. */
  readonly discountedExpectedPurchases: OfHistories<Parameters, DiscountOptions, CovariateHistory, CovariateHistories>;

  /** Customers with these covariates drawn from the model; the same seed draws the same customers. */
  readonly simulate: (
    parameters: Parameters,
    options: SimulationOptions & {
      /** A column for each covariate that has a coefficient. */
      readonly covariates: Covariates;
    },
  ) => SimulatedCovariatePurchases;
}

/** @internal The model that a kernel makes, with covariates that move some of its parameters. */
export function purchaseModelWithCovariates<Parameters extends object, OfOne extends object, Processes extends string>(
  purchases: PurchaseKernel<OfOne>,
  processes: readonly (Process & { readonly name: Processes })[],
): PurchaseModelWithCovariates<Parameters, OfOne, Processes> {
  const { name, parameters: names } = purchases;
  const model = purchaseModel(purchases);
  const kernel: CovariateKernel = {
    name,
    parameters: names,
    processes,
    logLikelihood: (theta, [repeats, lastRepeat, observed]) => {
      const ofHistory = purchases.logLikelihood(theta);
      return (row, gradient) =>
        ofHistory(repeats?.[row] as number, lastRepeat?.[row] as number, observed?.[row] as number, gradient);
    },
  };
  const asParameters = (theta: readonly number[]): OfOne => shapedAs(names, theta);

  function perHistory<Options extends object>(
    verb: string,
    askModel: OfHistoriesUnlessTold<OfOne, Options>,
  ): OfHistoriesUnlessTold<Parameters, Options, CovariateHistory, CovariateHistories> {
    function ask(parameters: Parameters, history: CovariateHistory, options?: Options): number;
    function ask(parameters: Parameters, histories: CovariateHistories, options?: Options & IntoOptions): Float64Array;
    function ask(
      parameters: Parameters,
      subject: CovariateHistory | CovariateHistories,
      options?: Options & IntoOptions,
    ): number | Float64Array {
      const caller = `${name}.${verb}`;
      const read = readCovariateTheta(kernel, parameters, caller);
      const length = requireHistories(subject, caller);
      if (isOneHistory(subject)) {
        const values = valuesOfTerms(read.terms, subject.covariates, caller);
        return askModel(asParameters(thetaOf(kernel, read, values, caller)), subject, options);
      }
      const columns = columnsOfTerms(read.terms, subject.covariates, length, caller);
      // Without customers there are options to be checked still.
      if (length === 0) return askModel(asParameters(read.theta), subject, options);
      const answers = columnToFill(options?.into, subject.repeats, caller);
      const { repeats, lastRepeat, observed } = subject;
      const own = options && { ...options, into: undefined };
      eachGroup(kernel, read, columns, length, caller, (rows, theta) => {
        const pick = (column: ArrayLike<number>) => Float64Array.from(rows, (row) => column[row] as number);
        const some = { repeats: pick(repeats), lastRepeat: pick(lastRepeat), observed: pick(observed) };
        const given = askModel(asParameters(theta), some, own);
        rows.forEach((row, i) => {
          answers[row] = given[i] as number;
        });
      });
      return answers;
    }
    return ask;
  }

  const ofSubject = (
    verb: string,
    parameters: Parameters,
    subject: CovariateHistory | CovariateHistories,
  ): readonly [logLikelihood: number, gradient: Parameters] => {
    const caller = `${name}.${verb}`;
    const read = readCovariateTheta(kernel, parameters, caller);
    const length = requireHistories(subject, caller);
    const [columns, data, given] = isOneHistory(subject)
      ? [
          valuesOfTerms(read.terms, subject.covariates, caller).map((value) => [value]),
          [[subject.repeats], [subject.lastRepeat], [subject.observed]],
          undefined,
        ]
      : [
          columnsOfTerms(read.terms, subject.covariates, length, caller),
          [subject.repeats, subject.lastRepeat, subject.observed],
          subject.weights,
        ];
    const rows = Int32Array.from({ length }, (_, row) => row);
    const weights = given === undefined ? new Float64Array(length).fill(1) : Float64Array.from(given);
    const gradient = new Float64Array(names.length + read.terms.length);
    const logLikelihood = totalWithCovariates(kernel, read, columns, data, gradient, { rows, weights });
    return [logLikelihood, shaped(kernel, read.terms, gradient) as Parameters];
  };

  return {
    name,
    fit: (histories, options = {}) => {
      const caller = `${name}.fit`;
      if (isOneHistory(histories)) refuse(histories.repeats, `${caller}: repeats`, 'an array or a typed array', '', '');
      const length = requireHistories(histories, caller);
      requireOptions(options, caller);
      const { repeats, lastRepeat, observed, weights = new Float64Array(length).fill(1), covariates } = histories;
      return fitWithCovariates<Parameters>(
        kernel,
        {
          covariates,
          length,
          data: [repeats, lastRepeat, observed],
          weights,
          withoutCovariates: (onProgress) =>
            model.fit(histories, {
              start: options.start as unknown as OfOne,
              priors: options.priors as object | undefined,
              onProgress,
            }),
          scale: ([x, , T], rows) => {
            const mean = (column: Float64Array | undefined, more: number) =>
              (sum(rows.map((weight, i) => weight * (column?.[i] as number))) + more) / sum(rows);
            const unit = mean(T, 0) || 1;
            return {
              units: purchases.timePowers.map((power) => unit ** power),
              starts: purchases.starts(mean(x, 0.5)),
            };
          },
          explain: purchases.explain,
        },
        options,
      );
    },
    parametersOf: (parameters, covariates) => {
      const caller = `${name}.parametersOf`;
      const read = readCovariateTheta(kernel, parameters, caller);
      return asParameters(thetaOf(kernel, read, valuesOfTerms(read.terms, covariates, caller), caller));
    },
    logLikelihood: (parameters, subject) => ofSubject('logLikelihood', parameters, subject)[0],
    gradient: (parameters, subject) => ofSubject('gradient', parameters, subject)[1],
    probabilityAlive: perHistory('probabilityAlive', model.probabilityAlive),
    probabilityGone: perHistory('probabilityGone', model.probabilityGone),
    expectedPurchases: perHistory(
      'expectedPurchases',
      model.expectedPurchases as OfHistoriesUnlessTold<OfOne, PurchaseInterval>,
    ),
    discountedExpectedPurchases: perHistory(
      'discountedExpectedPurchases',
      model.discountedExpectedPurchases as OfHistoriesUnlessTold<OfOne, DiscountOptions>,
    ),
    simulate: (parameters, options) => {
      const caller = `${name}.simulate`;
      const read = readCovariateTheta(kernel, parameters, caller);
      requireOptions(options, caller);
      const { covariates } = options;
      requireCovariates(covariates, caller);
      const simulated = simulatePurchases(
        (random, customers) => {
          const columns = columnsOfTerms(read.terms, covariates, customers, caller);
          return (i) => {
            const values = columns.map((column) => column[i] as number);
            return purchases.life(thetaOf(kernel, read, values, caller, `[${i}]`), random);
          };
        },
        options,
        caller,
      );
      return { ...simulated, histories: { ...simulated.histories, covariates } };
    },
  };
}

/** Numbers as an object with these fields. */
function shapedAs<Fields>(names: readonly (keyof Fields & string)[], values: readonly number[]): Fields {
  return Object.fromEntries(names.map((name, i) => [name, values[i] as number])) as Fields;
}
