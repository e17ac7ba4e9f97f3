import type { PurchaseHistories, PurchaseHistory } from '../../history/purchase-history.js';
import type { IntoOptions } from '../fitting/column-to-fill.js';
import type { ColumnsOf } from '../fitting/columns.js';
import type { FitOptions, ModelFit, Smooth } from '../fitting/model-fit.js';

/** When a customer is asked to be alive. */
export interface AliveOptions {
  /** The time after the end of the observation, in the unit of the histories: at least 0, and 0 unless told. */
  readonly at?: number | undefined;
}

/** A stretch of time, in the unit of the histories. */
export interface PurchaseInterval {
  /** Where it begins, exclusively: at least 0, and 0 unless told. */
  readonly from?: number | undefined;
  /** Where it ends, inclusively: at least `from`. */
  readonly to: number;
}

/** How long purchases are counted. */
export interface CountOptions {
  /** A length of time, in the unit of the histories: at least 0. */
  readonly duration: number;
}

/** How purchases of the future are discounted. */
export interface DiscountOptions {
  /**
   * The continuous rate of discount δ in one unit of time: a purchase at time t from now counts exp(−δt). At least 0, and
   * above 0 without a horizon. A rate of d a year is δ = log(1 + d) / 52.18 a week.
   */
  readonly forceOfInterest: number;
  /** Purchases after this time from the end of the observation do not count; all count unless told. */
  readonly horizon?: number | undefined;
}

/** A question with one number for one customer, and a column of them for columns. */
export interface OfHistories<Parameters, Options, One = PurchaseHistory, Many = PurchaseHistories> {
  /** For one customer. */
  (parameters: Parameters, history: One, options: Options): number;
  /** For many customers, in their order. */
  (parameters: Parameters, histories: Many, options: Options & IntoOptions): Float64Array;
}

/** A question with one number for one customer, and a column of them for columns, whose options may be left out. */
export interface OfHistoriesUnlessTold<Parameters, Options, One = PurchaseHistory, Many = PurchaseHistories> {
  /** For one customer. */
  (parameters: Parameters, history: One, options?: Options): number;
  /** For many customers, in their order. */
  (parameters: Parameters, histories: Many, options?: Options & IntoOptions): Float64Array;
}

/** A question about a count with one number for one customer, and a column of them for columns. */
export interface CountOfHistories<Parameters, One = PurchaseHistory, Many = PurchaseHistories> {
  /** For one customer. */
  (parameters: Parameters, history: One, count: number, options: CountOptions): number;
  /** For many customers, in their order. */
  (parameters: Parameters, histories: Many, count: number, options: CountOptions & IntoOptions): Float64Array;
}

/** A question with several numbers for one customer, and columns of them for columns. */
export interface RatesOfHistories<Parameters, Rates, One = PurchaseHistory, Many = PurchaseHistories> {
  /** For one customer. */
  (parameters: Parameters, history: One): Rates;
  /** For many customers, in their order. */
  (parameters: Parameters, histories: Many): ColumnsOf<Rates>;
}

/** What a customer's history says of the rates behind it: the means of their posterior distribution. */
export interface PosteriorRates {
  /** Purchases in one unit of time, while the customer is one. */
  readonly purchaseRate: number;
  /** The probability to leave after a purchase: of models in which customers leave right after one. */
  readonly dropoutProbability?: number;
  /** The rate of leaving in one unit of time: of models in which customers leave at any time. */
  readonly dropoutRate?: number;
}

/** How the future of customers is drawn. */
export interface FutureOptions extends CountOptions {
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
  /**
   * Called for each purchase with the index of the customer, from 0, and the time from the end of the observation: in the order
   * of customers, and of time for each of them.
   */
  readonly onPurchase?: ((customer: number, time: number) => void) | undefined;
}

/** So many customers, all observed for so long. */
export interface SimulatedCohort {
  /** How many customers there are: a whole number of at least 0. */
  readonly customers: number;
  /** For how long each is observed, from the first purchase: at least 0. */
  readonly duration: number;
}

/** Which customers are simulated. */
export interface SimulationOptions {
  /**
   * For how long each customer is observed, from their first purchase: a column of times, or so many customers for so long.
   */
  readonly observed: ArrayLike<number> | SimulatedCohort;
  /** For how long purchases are counted after the observation: at least 0, and 0 unless told. */
  readonly holdout?: number | undefined;
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
}

/** What is observed of simulated customers. */
export interface SimulatedHistories {
  /** How many purchases followed the first one. */
  readonly repeats: Float64Array;
  /** The time from the first purchase to the last one. */
  readonly lastRepeat: Float64Array;
  /** The time from the first purchase to the end of the observation. */
  readonly observed: Float64Array;
  /** The sum of the logarithms of the times between successive purchases. */
  readonly logIntervals: Float64Array;
}

/** Simulated customers: what is observed of them, and what is not. */
export interface SimulatedPurchases {
  /** What is observed, as columns. */
  readonly histories: SimulatedHistories;
  /** How many purchases each customer makes in the holdout, after the observation. */
  readonly holdout: Float64Array;
  /** Each customer's own purchase rate. */
  readonly purchaseRate: Float64Array;
  /** Each customer's own dropout probability or rate; 0 in models without dropout. */
  readonly dropout: Float64Array;
  /** The time from the first purchase at which each customer leaves, or the end of the holdout if that is earlier. */
  readonly activeUntil: Float64Array;
}

/** Which cohort is followed. */
export interface TrackingOptions {
  /** When each customer first bought, on one calendar of numbers (weeks since some day): finite numbers. */
  readonly firstPurchases: ArrayLike<number>;
  /** How many customers each entry stands for: above 0; 1 unless told. */
  readonly weights?: ArrayLike<number> | undefined;
  /** The times on that calendar at which the curve is wanted: finite numbers. */
  readonly times: ArrayLike<number>;
}

/**
 * What can be asked of every model of customers who buy again and leave without a word: of those in which they buy when they
 * please ({@link PurchaseModel}), and of those in which they can buy once a period ({@link OpportunityModel}), whose time is
 * counted in opportunities.
 */
export interface RepeatPurchaseModel<Parameters, History, Histories, Rates, Discount> {
  /** The name it is imported by. */
  readonly name: string;

  /**
   * The parameters that make the histories most likely (or, with priors, the mode of the posterior of their logarithms),
   * with their standard errors, and whether they can be relied upon: read `diagnosis` first. Deterministic; histories that are
   * alike are grouped, and the unit of time does not matter. `undefined` when there are no customers.
   */
  readonly fit: (histories: Histories, options?: FitOptions<Parameters>) => ModelFit<Parameters> | undefined;

  /** The log-likelihood of the history of one customer, or of columns: the weighted sum. */
  readonly logLikelihood: (parameters: Parameters, histories: History | Histories) => number;

  /** The derivatives of the log-likelihood by each of the parameters (but k, which is a whole number). */
  readonly gradient: (
    parameters: Parameters,
    histories: History | Histories,
  ) => Record<keyof Smooth<Parameters>, number>;

  /**
   * The probability that the customer has not left by the end of the observation, or `at` a time after it, given the
   * history: a fraction.
   */
  readonly probabilityAlive: OfHistoriesUnlessTold<Parameters, AliveOptions, History, Histories>;

  /** 1 − `probabilityAlive`, with all its digits where that is close to 1: a fraction. */
  readonly probabilityGone: OfHistoriesUnlessTold<Parameters, AliveOptions, History, Histories>;

  /** How many purchases the customer is expected to make from time `from` to `to` after the end of the observation. */
  readonly expectedPurchases: OfHistories<Parameters, PurchaseInterval, History, Histories>;

  /** How many repeat purchases a new customer is expected to make from time `from` to `to` after the first purchase. */
  readonly expectedPurchasesOfNewCustomer: (parameters: Parameters, interval: PurchaseInterval) => number;

  /**
   * The probability that a new customer makes `count` repeat purchases, a whole number from 0 to 1e9, within the duration after
   * the first purchase: a fraction.
   */
  readonly purchaseCountProbability: (parameters: Parameters, count: number, options: CountOptions) => number;

  /**
   * The probability that the customer makes `count` purchases, a whole number from 0 to 1e9, within the duration after the end
   * of the observation: a fraction.
   */
  readonly conditionalPurchaseCountProbability: CountOfHistories<Parameters, History, Histories>;

  /**
   * How many purchases the customer is expected to make after the end of the observation, each discounted to that end: DERT,
   * discounted expected residual transactions; up to a horizon where one is given. Times the margin of a purchase it is the
   * customer's residual lifetime value.
   */
  readonly discountedExpectedPurchases: OfHistories<Parameters, Discount, History, Histories>;

  /**
   * The mean rates of the customer (at opportunities: the mean probabilities), given the history: numbers for one customer,
   * columns of them for columns.
   */
  readonly posteriorRates: RatesOfHistories<Parameters, Rates, History, Histories>;

  /**
   * One possible future of each customer, drawn from the model given the history: how many purchases there are within the
   * duration after the end of the observation. Whether the customer is still there is drawn, and all that is to come; the same
   * seed draws the same. A mean of many draws is {@link RepeatPurchaseModel.expectedPurchases}. Of a row that stands for several
   * customers one is drawn. Columns fill `into` where it is given.
   */
  readonly simulateFuture: OfHistories<Parameters, FutureOptions, History, Histories>;
}

/**
 * A model of customers who buy when they please and leave without a word, for as long as nobody knows: what each model of
 * purchasing can be asked. Every verb takes the parameters first, which {@link PurchaseModel.fit} finds; the unit of time is
 * that of the histories everywhere.
 *
 * Every verb throws a `TypeError` for what is of another type (a fit in the place of its parameters, an option that does not
 * exist), and a `RangeError` for a number outside of its range, as the messages name it: parameters above 0, histories as
 * {@link PurchaseHistories} has them, times of at least 0.
 */
export interface PurchaseModel<Parameters>
  extends RepeatPurchaseModel<Parameters, PurchaseHistory, PurchaseHistories, PosteriorRates, DiscountOptions> {
  /** Customers drawn from the model; the same seed draws the same customers. */
  readonly simulate: (parameters: Parameters, options: SimulationOptions) => SimulatedPurchases;

  /**
   * The expected cumulative number of repeat purchases of a cohort by each of the times: what a chart of the actual ones is
   * compared with.
   */
  readonly trackingCurve: (parameters: Parameters, options: TrackingOptions) => Float64Array;
}
