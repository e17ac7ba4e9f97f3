import { retentionModel } from './retention-kernel.js';
import type { RetentionModel } from './retention-model.js';
import { fitCurve, startOf } from './survival-curve.js';

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
 * @see Peter S. Fader, Bruce G. S. Hardie, Yuzhou Liu, Joseph Davin and Thomas Steenburgh (2018), "'How to Project Customer
 * Retention' Revisited: The Role of Duration Dependence", Journal of Interactive Marketing 43, 1-16.
 */
export const betaDiscreteWeibull: RetentionModel<BetaDiscreteWeibullParameters> = /* @__PURE__ */ retentionModel({
  name: 'betaDiscreteWeibull',
  parameters: ['alpha', 'beta', 'c'],
  fit: (observed) => {
    const start = startOf(observed);
    // Also from where each customer's probability is constant, so that the fit is never worse than that.
    const [alpha, beta] = fitCurve(observed, 2, [start]).curve;
    return fitCurve(observed, 3, [
      [...start, 1],
      [alpha, beta, 1],
    ]);
  },
});
