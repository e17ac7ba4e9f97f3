import {
  isOneHistory,
  type PurchaseHistories,
  type PurchaseHistory,
  requireHistories,
} from '../../history/purchase-history.js';
import { NOT_NEGATIVE, refuse } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { sum } from '../../internal/sum.js';
import { columnToFill, type IntoOptions } from '../fitting/column-to-fill.js';
import { countedFutures, type Futures } from '../purchases/futures.js';
import { type PurchaseKernel, purchaseModel } from '../purchases/purchase-kernel.js';
import type {
  AliveOptions,
  CountOptions,
  DiscountOptions,
  FutureOptions,
  OfHistories,
  OfHistoriesUnlessTold,
  PurchaseInterval,
  SimulatedHistories,
  SimulatedPurchases,
  SimulationOptions,
} from '../purchases/purchase-model.js';
import { simulatePurchases } from '../purchases/simulate-purchases.js';
import { type CovariateFit, fitWithCovariates } from './covariate-fit.js';
import { type CovariateFitOptions, FIT_OPTIONS } from './covariate-fit-options.js';
import { answersOfColumns, likelihoodOfColumns, thetaOfOne, thetaOfRows } from './covariate-verbs.js';
import {
  type CovariateKernel,
  type Covariates,
  type CovariatesOfOne,
  columnsOfTerms,
  type Process,
  readCovariateTheta,
  requireCovariates,
} from './covariates.js';
import { eachGroup } from './rows-alike.js';

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

  /** As {@link PurchaseModel.conditionalPurchaseCountProbability}. */
  readonly conditionalPurchaseCountProbability: (
    parameters: Parameters,
    history: CovariateHistory,
    count: number,
    options: CountOptions,
  ) => number;

  /** As {@link PurchaseModel.simulateFuture}. */
  readonly simulateFuture: OfHistories<Parameters, FutureOptions, CovariateHistory, CovariateHistories>;

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
export function purchaseModelWithCovariates<Parameters extends OfOne, OfOne extends object, Processes extends string>(
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
      requireHistories(subject, caller);
      if (isOneHistory(subject)) {
        return askModel(asParameters(thetaOfOne(kernel, parameters, subject.covariates, caller)), subject, options);
      }
      const { repeats, lastRepeat, observed, covariates } = subject;
      const own = options && { ...options, into: undefined };
      return answersOfColumns(
        kernel,
        parameters,
        covariates,
        [repeats, lastRepeat, observed],
        options?.into,
        (theta, [x, t, T]) =>
          askModel(
            asParameters(theta),
            { repeats: x as Float64Array, lastRepeat: t as Float64Array, observed: T as Float64Array },
            own,
          ),
        caller,
      ) as Float64Array;
    }
    return ask;
  }

  const ofSubject = (
    verb: string,
    parameters: Parameters,
    subject: CovariateHistory | CovariateHistories,
  ): readonly [logLikelihood: number, gradient: Parameters] => {
    const caller = `${name}.${verb}`;
    requireHistories(subject, caller);
    const one = isOneHistory(subject);
    const data = one
      ? [[subject.repeats], [subject.lastRepeat], [subject.observed]]
      : [subject.repeats, subject.lastRepeat, subject.observed];
    const weights = one ? undefined : subject.weights;
    return likelihoodOfColumns(kernel, parameters, { covariates: subject.covariates, one, data, weights }, caller);
  };

  function simulateFuture(parameters: Parameters, history: CovariateHistory, options: FutureOptions): number;
  function simulateFuture(
    parameters: Parameters,
    histories: CovariateHistories,
    options: FutureOptions & IntoOptions,
  ): Float64Array;
  function simulateFuture(
    parameters: Parameters,
    subject: CovariateHistory | CovariateHistories,
    options: FutureOptions & IntoOptions,
  ): number | Float64Array {
    const caller = `${name}.simulateFuture`;
    const read = readCovariateTheta(kernel, parameters, caller);
    const length = requireHistories(subject, caller);
    requireKnownOptions(options, ['duration', 'seed', 'onPurchase', 'into'], caller);
    if (isOneHistory(subject)) {
      return model.simulateFuture(
        asParameters(thetaOfOne(kernel, parameters, subject.covariates, caller)),
        subject,
        options,
      );
    }
    const { repeats, lastRepeat, observed, covariates } = subject;
    const columns = columnsOfTerms(read.terms, covariates, length, caller);
    const theta = thetaOfRows(kernel, read, columns, caller);
    const into = columnToFill(options.into, [repeats, lastRepeat, observed, ...columns], caller);
    const next = countedFutures(
      (random) => {
        // Customers are drawn in their order, and what depends on the parameters alone is computed once.
        const futures = new Array<Futures>(length);
        eachGroup(columns, length, (rows) => {
          const own = purchases.future(theta(rows[0] as number), random);
          for (const row of rows) futures[row] = own;
        });
        let row = 0;
        return (x, t, T, end, purchase) => (futures[row++] as Futures)(x, t, T, end, purchase);
      },
      options,
      NOT_NEGATIVE,
      caller,
    );
    for (let i = 0; i < length; i++) {
      into[i] = next(repeats[i] as number, lastRepeat[i] as number, observed[i] as number);
    }
    return into;
  }

  return {
    name,
    fit: (histories, options = {}) => {
      const caller = `${name}.fit`;
      if (isOneHistory(histories)) refuse(histories.repeats, `${caller}: repeats`, 'an array or a typed array', '', '');
      const length = requireHistories(histories, caller);
      requireKnownOptions(options, FIT_OPTIONS, caller);
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
              start: options.start,
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
          simpler: purchases.simpler,
        },
        options,
      );
    },
    parametersOf: (parameters, covariates) => {
      const caller = `${name}.parametersOf`;
      return asParameters(thetaOfOne(kernel, parameters, covariates, caller));
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
    conditionalPurchaseCountProbability: (parameters, history, count, options) => {
      const caller = `${name}.conditionalPurchaseCountProbability`;
      const theta = thetaOfOne(kernel, parameters, history?.covariates, caller);
      return model.conditionalPurchaseCountProbability(asParameters(theta), history, count, options);
    },
    simulateFuture,
    simulate: (parameters, options) => {
      const caller = `${name}.simulate`;
      const read = readCovariateTheta(kernel, parameters, caller);
      requireKnownOptions(options, ['observed', 'holdout', 'seed', 'covariates'], caller);
      const { covariates } = options;
      requireCovariates(covariates, caller);
      const simulated = simulatePurchases(
        (random, customers) => {
          const columns = columnsOfTerms(read.terms, covariates, customers, caller);
          const theta = thetaOfRows(kernel, read, columns, caller);
          return (row) => purchases.life(theta(row), random);
        },
        { observed: options.observed, holdout: options.holdout, seed: options.seed },
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
