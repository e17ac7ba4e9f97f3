import type { OpportunityHistories, OpportunityHistory } from '../../history/opportunity-history.js';
import type { FitOptions, ModelFit } from '../fitting/model-fit.js';
import type {
  AliveOptions,
  CountOfHistories,
  CountOptions,
  FutureOptions,
  OfHistories,
  OfHistoriesUnlessTold,
  PurchaseInterval,
  RatesOfHistories,
} from '../purchases/purchase-model.js';

/** How purchases at opportunities of the future are discounted. */
export interface OpportunityDiscountOptions {
  /**
   * The rate of discount d from one opportunity to the next: a purchase at the k-th opportunity from now counts (1 + d)^−k. A
   * fraction from 0 to 1, and above 0 without a horizon.
   */
  readonly discountRate: number;
  /** How many opportunities to come count: a whole number; all of them unless told. */
  readonly horizon?: number | undefined;
}

/** What a customer's history says of the probabilities behind it: the means of their posterior distribution. */
export interface PosteriorProbabilities {
  /** The probability to buy at an opportunity, while the customer is one: a fraction. */
  readonly purchaseProbability: number;
  /** The probability to leave before an opportunity: a fraction. */
  readonly dropoutProbability: number;
}

/** So many customers, each with so many opportunities. */
export interface SimulatedOpportunityCohort {
  /** How many customers there are: a whole number of at least 0. */
  readonly customers: number;
  /** How many opportunities each of them has: a whole number of at least 0. */
  readonly opportunities: number;
}

/** Which customers are simulated. */
export interface OpportunitySimulationOptions {
  /** How many opportunities each customer has: a column of whole numbers, or so many customers with so many each. */
  readonly observed: ArrayLike<number> | SimulatedOpportunityCohort;
  /** How many opportunities follow after the observation: a whole number of at least 0, and 0 unless told. */
  readonly holdout?: number | undefined;
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
}

/** What is observed of simulated customers. */
export interface SimulatedOpportunityHistories {
  /** In how many of the opportunities the customer bought. */
  readonly repeats: Float64Array;
  /** The last opportunity in which the customer bought, counted from 1; 0 without one. */
  readonly lastRepeat: Float64Array;
  /** How many opportunities there were. */
  readonly opportunities: Float64Array;
}

/** Simulated customers: what is observed of them, and what is not. */
export interface SimulatedOpportunities {
  /** What is observed, as columns. */
  readonly histories: SimulatedOpportunityHistories;
  /** How many purchases each customer makes in the holdout, after the observation. */
  readonly holdout: Float64Array;
  /** Each customer's own probability to buy at an opportunity. */
  readonly purchaseProbability: Float64Array;
  /** Each customer's own probability to leave before an opportunity. */
  readonly dropoutProbability: Float64Array;
  /** The last opportunity, counted from 1, at which the customer is still there; the holdout's end at most. */
  readonly activeUntil: Float64Array;
}

/**
 * A model of customers who can buy once a period and leave without a word: what can be asked of it. The verbs are those of
 * {@link PurchaseModel}, but for time, which is counted in opportunities to buy: all times are whole numbers. Every verb takes
 * the parameters first, which {@link OpportunityModel.fit} finds.
 *
 * Every verb throws a `TypeError` for what is of another type (a fit in the place of its parameters, an option that does not
 * exist), and a `RangeError` for a number outside of its range, as the messages name it: parameters above 0, `from`, `to`, `at`
 * and `horizon` up to 1e9 opportunities, and `duration` up to 1e6.
 */
export interface OpportunityModel<Parameters> {
  /** The name it is imported by. */
  readonly name: string;

  /**
   * The parameters that make the histories most likely (or, with priors, the mode of the posterior of their logarithms),
   * with their standard errors, and whether they can be relied upon: read `diagnosis` first. Deterministic; histories that are
   * alike are grouped. `undefined` when there are no customers.
   */
  readonly fit: (histories: OpportunityHistories, options?: FitOptions<Parameters>) => ModelFit<Parameters> | undefined;

  /** The log-likelihood of the history of one customer, or of columns: the weighted sum. */
  readonly logLikelihood: (parameters: Parameters, histories: OpportunityHistory | OpportunityHistories) => number;

  /** The derivatives of the log-likelihood by each of the parameters. */
  readonly gradient: (
    parameters: Parameters,
    histories: OpportunityHistory | OpportunityHistories,
  ) => Record<keyof Parameters, number>;

  /**
   * The probability that the customer was still there at the last opportunity, or will be at the `at`-th after it, given the
   * history: a fraction.
   */
  readonly probabilityAlive: OfHistoriesUnlessTold<Parameters, AliveOptions, OpportunityHistory, OpportunityHistories>;

  /** 1 − `probabilityAlive`, with all its digits where that is close to 1: a fraction. */
  readonly probabilityGone: OfHistoriesUnlessTold<Parameters, AliveOptions, OpportunityHistory, OpportunityHistories>;

  /** How many purchases the customer is expected to make after the `from`-th opportunity to come, up to the `to`-th. */
  readonly expectedPurchases: OfHistories<Parameters, PurchaseInterval, OpportunityHistory, OpportunityHistories>;

  /** How many repeat purchases a new customer is expected to make after the `from`-th opportunity, up to the `to`-th. */
  readonly expectedPurchasesOfNewCustomer: (parameters: Parameters, interval: PurchaseInterval) => number;

  /**
   * The probability that a new customer buys at `count`, a whole number from 0 to 1e9, of the first `duration` opportunities: a
   * fraction.
   */
  readonly purchaseCountProbability: (parameters: Parameters, count: number, options: CountOptions) => number;

  /**
   * The probability that the customer buys at `count`, a whole number from 0 to 1e9, of the next `duration` opportunities: a
   * fraction.
   */
  readonly conditionalPurchaseCountProbability: CountOfHistories<Parameters, OpportunityHistory, OpportunityHistories>;

  /**
   * How many purchases the customer is expected to make at all opportunities to come, each discounted to the last one: DERT,
   * discounted expected residual transactions; up to a horizon where one is given. Times the margin of a purchase it is the
   * customer's residual lifetime value.
   */
  readonly discountedExpectedPurchases: OfHistories<
    Parameters,
    OpportunityDiscountOptions,
    OpportunityHistory,
    OpportunityHistories
  >;

  /**
   * The mean probabilities of the customer to buy and to leave, given the history: numbers for one customer, columns of them for
   * columns.
   */
  readonly posteriorRates: RatesOfHistories<
    Parameters,
    PosteriorProbabilities,
    OpportunityHistory,
    OpportunityHistories
  >;

  /**
   * One possible future of each customer, drawn from the model given the history: at how many of the next `duration`
   * opportunities there is a purchase. The same seed draws the same. Of a row that stands for several customers one is drawn.
   * Columns fill `into` where it is given.
   */
  readonly simulateFuture: OfHistories<Parameters, FutureOptions, OpportunityHistory, OpportunityHistories>;

  /** Customers drawn from the model; the same seed draws the same customers. */
  readonly simulate: (parameters: Parameters, options: OpportunitySimulationOptions) => SimulatedOpportunities;
}
