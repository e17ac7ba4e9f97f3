import { retentionModel } from './retention-kernel.js';
import type { RetentionModel } from './retention-model.js';
import { fitCurve, startOf } from './survival-curve.js';

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
export const shiftedBetaGeometric: RetentionModel<ShiftedBetaGeometricParameters> = /* @__PURE__ */ retentionModel({
  name: 'shiftedBetaGeometric',
  parameters: ['alpha', 'beta'],
  fit: (observed) => fitCurve(observed, 2, [startOf(observed)]),
  retention: ([alpha, beta], age) => (beta + (age - 1)) / (alpha + beta + (age - 1)),
  remaining: ([alpha, beta], age) => (alpha > 1 ? 1 + (beta + age) / (alpha - 1) : undefined),
});
