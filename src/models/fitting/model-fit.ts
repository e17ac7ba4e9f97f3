/** What is known of a parameter beforehand: its logarithm is normally distributed. */
export interface LogNormalPrior {
  /** The median of the parameter: above 0. */
  readonly median: number;
  /** The standard deviation of its logarithm: above 0; 1 says that a factor of e up or down is ordinary. */
  readonly sigma: number;
}

/** The parameters that can be any number above 0: all but k, where there is one, which is a whole number. */
export type Smooth<Parameters> = Omit<Parameters, 'k'>;

/** How a model is fitted. */
export interface FitOptions<Parameters> {
  /** Parameters to try first; the model has its own guesses, too. */
  readonly start?: Parameters | undefined;
  /** What is known of parameters beforehand; the fit is then the mode of the posterior of their logarithms. */
  readonly priors?: { readonly [Name in keyof Smooth<Parameters>]?: LogNormalPrior | undefined } | undefined;
  /** Called with the fraction done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Whether the parameters of a fit can be relied upon, and why not. */
export interface FitDiagnosis {
  /**
   * `converged`: there is one best set of parameters. `boundary`: the likelihood rises until a parameter is 0 or infinite,
   * that is, to a simpler model; the parameters are those at which the search gave up. `flat`: quite different parameters are
   * as likely. `notConverged`: the search ended before the top. `noMean`: there is one best set of parameters, but of a
   * distribution whose mean is infinite.
   */
  readonly kind: 'converged' | 'boundary' | 'flat' | 'notConverged' | 'noMean';
  /** The same in a sentence. */
  readonly message: string;
}

/** A fitted model: plain data. */
export interface ModelFit<Parameters> {
  /** The parameters of the greatest likelihood. */
  readonly parameters: Parameters;
  /** The log-likelihood at the parameters, without priors. */
  readonly logLikelihood: number;
  /** The standard errors of the parameters; `undefined` where the likelihood has no top inside, or one is beyond all numbers. */
  readonly standardErrors: Smooth<Parameters> | undefined;
  /** The covariances of the parameters (without k), in their order; `undefined` for the same reasons. */
  readonly covariance: readonly (readonly number[])[] | undefined;
  /**
   * The covariances of the logarithms of the parameters, in their order, which are closer to a normal distribution: an
   * interval is parameter · exp(± z √variance). `undefined` for the same reasons.
   */
  readonly logCovariance: readonly (readonly number[])[] | undefined;
  /** Parameters that were given and not fitted, where there are such. */
  readonly given?: Partial<Parameters>;
  /** Akaike's information criterion, 2k − 2 · log-likelihood: the smaller the better, among models of one data set. */
  readonly aic: number;
  /** The Bayesian information criterion, k log(customers) − 2 · log-likelihood. */
  readonly bic: number;
  /** How many customers there are, or the sum of their weights. */
  readonly customers: number;
  /** How many steps the search took on all of the data. */
  readonly iterations: number;
  /** Whether the parameters can be relied upon. */
  readonly diagnosis: FitDiagnosis;
}
