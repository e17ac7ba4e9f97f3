import { isOneHistory } from '../../history/purchase-history.js';
import { requireOptions } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { sum } from '../../internal/sum.js';
import type { IntoOptions } from '../fitting/column-to-fill.js';
import {
  type GammaGammaParameters,
  gammaGamma,
  SPEND_ENDS,
  SPEND_PARAMETERS,
  spendLogLikelihood,
  spendStarts,
  withNoMean,
} from '../spending/gamma-gamma.js';
import { simulateFutureSpending, simulateSpending } from '../spending/simulate-spending.js';
import {
  type FutureSpendingOptions,
  type OfSpendings,
  type SimulatedSpending,
  type Spending,
  type Spendings,
  spendColumns,
} from '../spending/spend-model.js';
import { answersOfColumns, asParameters, thetaOfOne, thetaOfRows } from './covariate-verbs.js';
import {
  type Coefficients,
  type CovariateKernel,
  type Covariates,
  type CovariatesOfOne,
  readCovariateTheta,
  requireCovariates,
} from './covariates.js';
import { type ModelWithCovariates, modelWithCovariates } from './model-with-covariates.js';

/** The parameters of the gamma-gamma model for customers whose covariates are all 0, and the coefficients. */
export interface GammaGammaCovariateParameters extends GammaGammaParameters {
  /** What one unit more of each covariate adds to the logarithm of the mean value of a purchase. */
  readonly spend: Coefficients;
}

/** What one customer has spent, and what was known of the customer from the start. */
export interface CovariateSpending extends Spending {
  /** A number for each covariate that has a coefficient; others are not read. */
  readonly covariates?: CovariatesOfOne | undefined;
}

/** What many customers have spent, and what was known of them from the start. */
export interface CovariateSpendings extends Spendings {
  /** A column for each covariate that has a coefficient; others are not read. */
  readonly covariates?: Covariates | undefined;
}

/** Simulated customers: what is seen of them, the covariates included, and what is not. */
export interface SimulatedCovariateSpending extends SimulatedSpending {
  /** The covariates, as they were given. */
  readonly covariates: Covariates;
}

/**
 * A model of what purchases are worth, in which customers differ by what is known of them, and beyond that by chance. Customers
 * without purchases say nothing, as in {@link SpendModel}.
 */
export interface SpendModelWithCovariates<Parameters, OfOne, Processes extends string>
  extends ModelWithCovariates<Parameters, OfOne, Processes, CovariateSpending, CovariateSpendings> {
  /** As {@link SpendModel.expectedSpend}: drawn towards the mean of the customers with the same covariates. */
  readonly expectedSpend: OfSpendings<Parameters, CovariateSpending, CovariateSpendings>;

  /** As {@link SpendModel.simulateFuture}. */
  readonly simulateFuture: (
    parameters: Parameters,
    spendings: CovariateSpendings,
    options: FutureSpendingOptions,
  ) => Float64Array;

  /** The mean values of so many purchases of each customer, drawn from the model; the same seed draws the same. */
  readonly simulate: (
    parameters: Parameters,
    options: {
      readonly repeats: ArrayLike<number>;
      readonly covariates: Covariates;
      readonly seed?: number | undefined;
    },
  ) => SimulatedCovariateSpending;
}

const NAME = 'gammaGammaWithCovariates';

const KERNEL: CovariateKernel = {
  name: NAME,
  parameters: SPEND_PARAMETERS,
  processes: [{ name: 'spend', parameter: 2, sign: 1, byDefault: true }],
  logLikelihood: (theta, [repeats, meanValue]) => {
    const ofCustomer = spendLogLikelihood(theta);
    return (row, gradient) => ofCustomer(repeats?.[row] as number, meanValue?.[row] as number, gradient);
  },
};

function expectedSpend(parameters: GammaGammaCovariateParameters, spending: CovariateSpending): number | undefined;
function expectedSpend(
  parameters: GammaGammaCovariateParameters,
  spendings: CovariateSpendings,
  options?: IntoOptions,
): Float64Array | undefined;
function expectedSpend(
  parameters: GammaGammaCovariateParameters,
  spendings: CovariateSpending | CovariateSpendings,
  options: IntoOptions = {},
): number | Float64Array | undefined {
  const caller = `${NAME}.expectedSpend`;
  const { repeats, meanValue } = spendColumns(spendings, caller);
  if (isOneHistory(spendings)) {
    return gammaGamma.expectedSpend(
      asParameters(KERNEL, thetaOfOne(KERNEL, parameters, spendings.covariates, caller)),
      spendings,
    );
  }
  requireKnownOptions(options, ['into'], caller);
  return answersOfColumns(
    KERNEL,
    parameters,
    spendings.covariates,
    [repeats, meanValue],
    options.into,
    (theta, [x, z]) =>
      gammaGamma.expectedSpend(asParameters(KERNEL, theta), {
        repeats: x as Float64Array,
        meanValue: z as Float64Array,
      }),
    caller,
  );
}

/** In a function, so that nothing is made of it where it is not used. */
function spendModelWithCovariates(): SpendModelWithCovariates<
  GammaGammaCovariateParameters,
  GammaGammaParameters,
  'spend'
> {
  const base = modelWithCovariates<
    GammaGammaCovariateParameters,
    GammaGammaParameters,
    'spend',
    CovariateSpending,
    CovariateSpendings
  >(KERNEL, {
    read: (spendings, caller) => {
      const { repeats, meanValue, weights } = spendColumns(spendings, caller);
      return { data: [repeats, meanValue], weights, isUsed: (row) => (repeats[row] as number) > 0 };
    },
    fitWithout: gammaGamma.fit,
    scale: ([, values], rows) => {
      const spend = sum(rows.map((weight, i) => weight * (values?.[i] as number))) / sum(rows);
      return { units: [1, 1, spend], starts: spendStarts() };
    },
    ends: SPEND_ENDS,
  });
  return {
    ...base,
    fit: (spendings, options) => {
      const fitted = base.fit(spendings, options);
      return fitted && withNoMean(fitted);
    },
    expectedSpend,
    simulateFuture: (parameters, spendings, options) => {
      const caller = `${NAME}.simulateFuture`;
      const read = readCovariateTheta(KERNEL, parameters, caller);
      return simulateFutureSpending(
        (customers) => thetaOfRows(KERNEL, read, spendings.covariates, customers, caller).thetaOfRow,
        spendings,
        options,
        caller,
        spendings.covariates,
      );
    },
    simulate: (parameters, options) => {
      const caller = `${NAME}.simulate`;
      const read = readCovariateTheta(KERNEL, parameters, caller);
      requireOptions(options, caller);
      const { covariates } = options;
      requireCovariates(covariates, caller);
      const simulated = simulateSpending(
        (customers) => thetaOfRows(KERNEL, read, covariates, customers, caller).thetaOfRow,
        { repeats: options.repeats, seed: options.seed },
        caller,
      );
      return { ...simulated, covariates };
    },
  };
}

/**
 * The gamma-gamma model of what purchases are worth ({@link gammaGamma}) with covariates: customers whose mean value of a purchase
 * depends on what is known of them from the start (the channel, the region), and on chance.
 *
 * The rate ν of a customer with covariates x is of the gamma distribution with shape q and rate γ exp(Σ δ x): the
 * coefficients `spend` multiply the mean value of a purchase, p γ / (q − 1), by exp(Σ δ x).
 *
 * Covariates are part of the spendings, and must have been known before the purchases. All of them matter unless the option
 * `covariates` names others. The first purchase's value is a covariate only if it is not among the purchases of the mean.
 *
 * The verbs are described at {@link SpendModelWithCovariates}; `parametersOf` a customer are for all verbs of gammaGamma.
 *
 * @example
 * ```ts
 * import { gammaGamma, gammaGammaWithCovariates } from 'custometry';
 *
 * const parameters = { p: 6.25, q: 3.74, gamma: 15.44, spend: { referred: Math.log(1.2) } };
 * const referred = gammaGammaWithCovariates.parametersOf(parameters, { referred: 1 });
 * gammaGamma.meanSpend(parameters); // => 35.21…
 * gammaGamma.meanSpend(referred); // => 42.26…
 *
 * const spendings = { repeats: [1, 1], meanValue: [100, 100], covariates: { referred: [0, 1] } };
 * const expected = gammaGammaWithCovariates.expectedSpend(parameters, spendings)!;
 * expected[0]; // => 80.25…
 * expected[1]; // => 82.40…
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2013), "The Gamma-Gamma Model of Monetary Value"; the same (2007), "Incorporating
 * Time-Invariant Covariates into the Pareto/NBD and BG/NBD Models", of which this is the counterpart for spending.
 */
export const gammaGammaWithCovariates: SpendModelWithCovariates<
  GammaGammaCovariateParameters,
  GammaGammaParameters,
  'spend'
> = /* @__PURE__ */ spendModelWithCovariates();
