import { refuseFit } from './refuse-fit.js';
import type { RetentionModel } from './retention-model.js';
import {
  type Curve,
  churnProbabilityAt,
  fitCurve,
  likelihood,
  observe,
  readAge,
  readDiscountRate,
  readParameter,
  remainingLifetime,
  requireFit,
  retentionAt,
  startOf,
  survivalAt,
  survivalWithInterval,
  toFit,
} from './survival-curve.js';

/** The parameters of the beta-discrete-Weibull model. */
export interface BetaDiscreteWeibullParameters {
  /** The weight of leaving: above 0. The mean churn probability at the first renewal is alpha / (alpha + beta). */
  readonly alpha: number;
  /** The weight of staying: above 0. Where alpha and beta are both small, customers differ much. */
  readonly beta: number;
  /**
   * The duration dependence of each customer: above 0. Below 1 a customer becomes less likely to leave the longer they
   * stay, above 1 more likely, and at 1 the model is {@link shiftedBetaGeometric}.
   */
  readonly c: number;
}

/**
 * The beta-discrete-Weibull model of retention (BdW): the shifted beta-geometric model in which a customer's own
 * probability to leave may also change with age. A customer survives age t with probability (1 − θ)^(t^c), and over
 * customers θ has a beta distribution.
 *
 *     S(t) = B(alpha, beta + t^c) / B(alpha, beta)
 *
 * Two things move the retention of a cohort: the fickle leave first, which raises it, and each customer changes, which
 * raises it for c < 1 and lowers it for c > 1. So the model can follow a retention that falls at first and then rises.
 *
 * It needs four ages and more, better eight: with few, alpha, beta and c can stand in for each other. Compare its `aic`
 * with that of {@link shiftedBetaGeometric}, and take the simpler model where it is not lower.
 *
 * @example
 * ```ts
 * import { betaDiscreteWeibull } from 'custometry';
 *
 * const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];
 * const { parameters, diagnosis } = betaDiscreteWeibull.fit(survivors)!;
 * diagnosis.kind; // => 'converged'
 * parameters.c; // => 1.7235…
 * betaDiscreteWeibull.survival(parameters, 12); // => 0.40392…
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie, Yuzhou Liu, Joseph Davin and Thomas Steenburgh (2018), "How to Project Customer
 * Retention Revisited: The Role of Duration Dependence", Journal of Interactive Marketing 43, 1-16.
 */
export const betaDiscreteWeibull: RetentionModel<BetaDiscreteWeibullParameters> = {
  name: 'betaDiscreteWeibull',
  fit(survivors) {
    const observed = observe(survivors, 'betaDiscreteWeibull.fit');
    if (observed.intervals.length === 0) return undefined;
    const start = startOf(observed);
    // Also from where each customer's probability is constant, so that the fit is never worse than that.
    const [alpha, beta] = fitCurve(observed, 2, [start]).curve;
    const found = fitCurve(observed, 3, [
      [...start, 1],
      [alpha, beta, 1],
    ]);
    return toFit(found, observed, ([alpha = 0, beta = 0, c = 0]) => ({ alpha, beta, c }));
  },
  logLikelihood(parameters, survivors) {
    const caller = 'betaDiscreteWeibull.logLikelihood';
    const [value] = likelihood(read(parameters, caller), observe(survivors, caller));
    return Number.isFinite(value) ? value : undefined;
  },
  survival(parameters, age) {
    const caller = 'betaDiscreteWeibull.survival';
    return survivalAt(read(parameters, caller), readAge(age, caller));
  },
  survivalEstimate(fit, age, options = {}) {
    const caller = 'betaDiscreteWeibull.survivalEstimate';
    requireFit(fit, caller);
    return survivalWithInterval(read(fit.parameters, caller), fit.covariance, readAge(age, caller), options, caller);
  },
  retention(parameters, age) {
    const caller = 'betaDiscreteWeibull.retention';
    return retentionAt(read(parameters, caller), readAge(age, caller, true));
  },
  churnProbability(parameters, age) {
    const caller = 'betaDiscreteWeibull.churnProbability';
    return churnProbabilityAt(read(parameters, caller), readAge(age, caller, true));
  },
  expectedLifetime(parameters) {
    return remainingLifetime(read(parameters, 'betaDiscreteWeibull.expectedLifetime'), 0, 0);
  },
  expectedRemainingLifetime(parameters, age) {
    const caller = 'betaDiscreteWeibull.expectedRemainingLifetime';
    return remainingLifetime(read(parameters, caller), readAge(age, caller), 0);
  },
  discountedRemainingLifetime(parameters, age, discountRate) {
    const caller = 'betaDiscreteWeibull.discountedRemainingLifetime';
    return remainingLifetime(read(parameters, caller), readAge(age, caller), readDiscountRate(discountRate, caller));
  },
};

function read(parameters: BetaDiscreteWeibullParameters, caller: string): Curve {
  refuseFit(parameters, caller);
  return [
    readParameter(parameters?.alpha, `${caller}: parameters.alpha`),
    readParameter(parameters.beta, `${caller}: parameters.beta`),
    readParameter(parameters.c, `${caller}: parameters.c`),
  ];
}
