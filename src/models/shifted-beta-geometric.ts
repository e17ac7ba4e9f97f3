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
  startOf,
  survivalAt,
  survivalWithInterval,
  toFit,
} from './survival-curve.js';

/** The parameters of the shifted beta-geometric model: the shapes of the beta distribution of churn probabilities. */
export interface ShiftedBetaGeometricParameters {
  /** The weight of leaving: above 0. The mean churn probability at the first renewal is alpha / (alpha + beta). */
  readonly alpha: number;
  /** The weight of staying: above 0. Where alpha and beta are both small, customers differ much. */
  readonly beta: number;
}

/**
 * The shifted beta-geometric model of retention (sBG): at each renewal a customer leaves with a probability θ of their
 * own, which never changes, and over customers θ has a beta distribution. The fickle leave first, so that the retention
 * of a cohort rises with its age although no customer becomes more loyal.
 *
 *     S(t) = B(alpha, beta + t) / B(alpha, beta)
 *     retention(t) = (beta + t − 1) / (alpha + beta + t − 1)
 *     P(T = t) = B(alpha + 1, beta + t − 1) / B(alpha, beta)
 *     expected lifetime = (alpha + beta − 1) / (alpha − 1), for alpha > 1; infinite otherwise
 *
 * Those who have survived n renewals follow the same model with beta + n in place of beta.
 *
 * For subscriptions and other contracts, where leaving is seen and happens at renewals only: not for shops. Where the
 * retention of a cohort falls with age, or rises faster than this model lets it, compare {@link betaDiscreteWeibull}.
 *
 * @example
 * ```ts
 * import { shiftedBetaGeometric } from 'custometry';
 *
 * const survivors = [1000, 869, 743, 653, 593, 551, 517, 491];
 * const { parameters, diagnosis } = shiftedBetaGeometric.fit(survivors)!;
 * diagnosis.kind; // => 'converged'
 * parameters.alpha; // => 0.66808…
 * parameters.beta; // => 3.8060…
 * shiftedBetaGeometric.survival(parameters, 12); // => 0.37799…
 * shiftedBetaGeometric.retention(parameters, 1); // => 0.85067…
 * shiftedBetaGeometric.retention(parameters, 12); // => 0.95682…
 * shiftedBetaGeometric.expectedLifetime(parameters); // => undefined
 * shiftedBetaGeometric.discountedRemainingLifetime(parameters, 0, 0.1); // => 5.9222…
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2007), "How to Project Customer Retention", Journal of Interactive
 * Marketing 21(1), 76-90, equations 5 to 8; Peter S. Fader and Bruce G. S. Hardie (2010), "Customer-Base Valuation in a
 * Contractual Setting: The Perils of Ignoring Heterogeneity", Marketing Science 29(1), 85-93, for the discounted
 * lifetimes.
 */
export const shiftedBetaGeometric: RetentionModel<ShiftedBetaGeometricParameters> = {
  name: 'shiftedBetaGeometric',
  fit(survivors) {
    const observed = observe(survivors, 'shiftedBetaGeometric.fit');
    if (observed.intervals.length === 0) return undefined;
    return toFit(fitCurve(observed, 2, [startOf(observed)]), observed, ([alpha = 0, beta = 0]) => ({ alpha, beta }));
  },
  logLikelihood(parameters, survivors) {
    const caller = 'shiftedBetaGeometric.logLikelihood';
    const [value] = likelihood(read(parameters, caller), observe(survivors, caller));
    return Number.isFinite(value) ? value : undefined;
  },
  survival(parameters, age) {
    const caller = 'shiftedBetaGeometric.survival';
    return survivalAt(read(parameters, caller), readAge(age, caller));
  },
  survivalEstimate(fit, age, options = {}) {
    const caller = 'shiftedBetaGeometric.survivalEstimate';
    requireFit(fit, caller);
    return survivalWithInterval(read(fit.parameters, caller), fit.covariance, readAge(age, caller), options, caller);
  },
  retention(parameters, age) {
    const caller = 'shiftedBetaGeometric.retention';
    const [alpha, beta] = read(parameters, caller);
    const renewals = readAge(age, caller, true) - 1;
    return (beta + renewals) / (alpha + beta + renewals);
  },
  churnProbability(parameters, age) {
    const caller = 'shiftedBetaGeometric.churnProbability';
    return churnProbabilityAt(read(parameters, caller), readAge(age, caller, true));
  },
  expectedLifetime(parameters) {
    return remaining(read(parameters, 'shiftedBetaGeometric.expectedLifetime'), 0);
  },
  expectedRemainingLifetime(parameters, age) {
    const caller = 'shiftedBetaGeometric.expectedRemainingLifetime';
    return remaining(read(parameters, caller), readAge(age, caller));
  },
  discountedRemainingLifetime(parameters, age, discountRate) {
    const caller = 'shiftedBetaGeometric.discountedRemainingLifetime';
    const curve = read(parameters, caller);
    const [renewals, rate] = [readAge(age, caller), readDiscountRate(discountRate, caller)];
    return rate === 0 ? remaining(curve, renewals) : remainingLifetime(curve, renewals, rate);
  },
};

function read(parameters: ShiftedBetaGeometricParameters, caller: string): Curve {
  refuseFit(parameters, caller);
  return [
    readParameter(parameters?.alpha, `${caller}: parameters.alpha`),
    readParameter(parameters.beta, `${caller}: parameters.beta`),
    1,
  ];
}

function remaining([alpha, beta]: Curve, age: number): number | undefined {
  return alpha > 1 ? 1 + (beta + age) / (alpha - 1) : undefined;
}
