import type { ConfidenceOptions } from '../../internal/estimate.js';

/**
 * How many customers of a cohort are still there at age 0, 1, 2, …, where age 0 is when they join and each renewal is one
 * period of age: numbers that never rise. Whole customers, or thousands, or shares of a known number of customers times
 * that number; the likelihood counts them as customers. An age at which nobody looked is `undefined`.
 */
export type Survivors = readonly (number | undefined)[];

/** Whether the parameters of a fit can be relied upon, and why not. */
export interface RetentionDiagnosis {
  /**
   * - `'converged'`: the best parameters, with standard errors.
   * - `'nobodyLeft'`: nobody has left yet; the data only say that churn is low.
   * - `'everybodyLeft'`: nobody survived the first age that was looked at; the data only say that churn is high.
   * - `'unidentified'`: fewer ages than parameters, so that many parameters fit equally well. After one renewal only the
   *   share that left is known, not how much customers differ.
   * - `'homogeneous'`: the customers look alike. The fit is best where alpha and beta grow for ever with their ratio fixed,
   *   which is one churn probability for all; the parameters are as large as was needed to tell no difference.
   * - `'polarised'`: some left at once and the others never. The fit is best where alpha and beta fall to 0 (or, with a
   *   duration parameter, where that does).
   * - `'notConverged'`: another limit, or no maximum was found.
   *
   * In all but the first case the parameters still describe the survival that was observed, to the precision of the
   * likelihood, but they are not estimates: what they say of later ages rests on the model alone.
   */
  readonly kind:
    | 'converged'
    | 'nobodyLeft'
    | 'everybodyLeft'
    | 'unidentified'
    | 'homogeneous'
    | 'polarised'
    | 'notConverged';
  /** The same in a sentence. */
  readonly message: string;
}

/** A retention model fitted to survivors: plain data, which can be stored as JSON. */
export interface RetentionFit<Parameters> {
  /** The parameters under which the survivors are most likely. */
  readonly parameters: Parameters;
  /** The logarithm of that likelihood: 0 or less. */
  readonly logLikelihood: number;
  /** The standard error of each parameter, in its own unit. `undefined` unless the fit has converged. */
  readonly standardErrors: Parameters | undefined;
  /** The covariance matrix of the parameters, in their order. `undefined` unless the fit has converged. */
  readonly covariance: readonly (readonly number[])[] | undefined;
  /** Akaike's information criterion, 2k − 2 · logLikelihood: lower is better, between models of the same survivors. */
  readonly aic: number;
  /** The Bayesian information criterion, k · log(customers) − 2 · logLikelihood: lower is better. */
  readonly bic: number;
  /** How many customers the cohorts began with. */
  readonly customers: number;
  /** How many steps the search took. */
  readonly iterations: number;
  /** Whether the parameters can be relied upon. */
  readonly diagnosis: RetentionDiagnosis;
}

/** A survival with the interval that says how sure the fit is of it. All are fractions. */
export interface ProjectedSurvival {
  /** The survival under the fitted parameters. */
  readonly value: number;
  /** The lower end of the interval. */
  readonly lower: number;
  /** The upper end of the interval. */
  readonly upper: number;
  /** The confidence of the interval. */
  readonly confidence: number;
}

/**
 * A model of how long customers stay under contract, where a customer can leave only at the end of a period and is seen
 * to. All its verbs are pure functions of plain data.
 *
 * A customer's lifetime T is the number of periods they pay for: 1 for someone who leaves at the first renewal. Age t is
 * the time after t renewals, so that survival(t) = P(T > t).
 */
export interface RetentionModel<Parameters> {
  /** The name it is imported by. */
  readonly name: string;

  /**
   * Fits the parameters to survivors by maximum likelihood. With n survivors at an age and m at the next one that was
   * looked at, the logarithm of the likelihood is the sum of
   *
   *     m · log(S(next) / S(age)) + (n − m) · log(1 − S(next) / S(age))
   *
   * over all neighbouring ages of all cohorts. For a cohort seen at every age from 0 on, that is the papers' likelihood. A
   * cohort seen from a later age on counts from there, and one that was not seen for some ages leaves between them: nothing
   * is made up. Cohorts of different ages are pooled in this way, as if all behaved alike.
   *
   * @param survivors - The survivors of a cohort by age, or an array of such cohorts: numbers of at least 0 that never
   * rise, or `undefined` where nobody looked.
   * @returns The fit, or `undefined` where no two ages of a cohort with customers were seen. Data that no parameters fit
   * best do not throw: the `diagnosis` says so.
   * @throws `TypeError` or `RangeError` for survivors that are not numbers, or rise.
   */
  readonly fit: (survivors: Survivors | readonly Survivors[]) => RetentionFit<Parameters> | undefined;

  /**
   * The logarithm of the likelihood of survivors under given parameters, as `fit` has it: 0 or less, and −Infinity never:
   * `undefined` where the parameters make the survivors impossible to the last bit of a number.
   */
  readonly logLikelihood: (parameters: Parameters, survivors: Survivors | readonly Survivors[]) => number | undefined;

  /** The share of customers who are still there at an age, S(t) = P(T > t): a fraction, 1 at age 0. Ages are whole. */
  readonly survival: (parameters: Parameters, age: number) => number;

  /**
   * The survival at an age with its interval, by the delta method: the standard error of the logarithm of S is carried to
   * log(−log S), on which an interval cannot leave 0 to 1. It knows of chance alone: whether the model holds beyond the
   * ages seen, no interval says.
   *
   * @returns The estimate, or `undefined` for a fit without standard errors.
   */
  readonly survivalEstimate: (
    fit: RetentionFit<Parameters>,
    age: number,
    options?: ConfidenceOptions,
  ) => ProjectedSurvival | undefined;

  /** The share of those at age t − 1 who are still there at age t, S(t) / S(t − 1): a fraction. Ages from 1 on. */
  readonly retention: (parameters: Parameters, age: number) => number;

  /** The probability to leave at exactly age t, P(T = t) = S(t − 1) − S(t): a fraction. Ages from 1 on. */
  readonly churnProbability: (parameters: Parameters, age: number) => number;

  /**
   * The expected number of periods a new customer pays for, the first included: S(0) + S(1) + S(2) + … `undefined` where
   * the sum is infinite, because customers differ so much that the most loyal of them outweigh all others: then discount,
   * or look at a limited number of periods.
   */
  readonly expectedLifetime: (parameters: Parameters) => number | undefined;

  /**
   * The expected number of periods a customer who has just reached an age will pay for from now on, the one that begins
   * included: (S(n) + S(n + 1) + …) / S(n). At age 0 it is `expectedLifetime`. `undefined` where it is infinite.
   */
  readonly expectedRemainingLifetime: (parameters: Parameters, age: number) => number | undefined;

  /**
   * The same periods, each discounted to now: (S(n) + S(n + 1) / (1 + d) + S(n + 2) / (1 + d)² + …) / S(n). Times the
   * margin of a period paid in advance, it is the residual value of a customer who has just paid for it, that payment
   * included. At age 0 it is Fader and Hardie's discounted expected lifetime, DEL; their discounted expected residual
   * lifetime just before the n-th renewal, DERL, is retention(n) times the value at age n.
   *
   * @param discountRate - The discount rate of a period: a fraction from 0 to 1. At 0 it is `expectedRemainingLifetime`.
   * @returns Periods, or `undefined` where it is infinite, which takes a rate of 0.
   */
  readonly discountedRemainingLifetime: (
    parameters: Parameters,
    age: number,
    discountRate: number,
  ) => number | undefined;
}
