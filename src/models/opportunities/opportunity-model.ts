import type { OpportunityHistories, OpportunityHistory } from '../../history/opportunity-history.js';
import type { RepeatPurchaseModel } from '../purchases/purchase-model.js';

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
 * {@link PurchaseModel}, but for time, which is counted in opportunities to buy from the last one: all times are whole numbers,
 * `to: 3` is the third opportunity to come, and `duration: 3` the next three. Every verb takes the parameters first, which
 * {@link OpportunityModel.fit} finds.
 *
 * Every verb throws a `TypeError` for what is of another type (a fit in the place of its parameters, an option that does not
 * exist), and a `RangeError` for a number outside of its range, as the messages name it: parameters above 0, `from`, `to`, `at`
 * and `horizon` up to 1e9 opportunities, and `duration` up to 1e6.
 */
export interface OpportunityModel<Parameters>
  extends RepeatPurchaseModel<
    Parameters,
    OpportunityHistory,
    OpportunityHistories,
    PosteriorProbabilities,
    OpportunityDiscountOptions
  > {
  /** Customers drawn from the model; the same seed draws the same customers. */
  readonly simulate: (parameters: Parameters, options: OpportunitySimulationOptions) => SimulatedOpportunities;
}
