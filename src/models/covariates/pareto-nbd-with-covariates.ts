import { type ParetoNbdParameters, paretoKernel } from '../purchases/pareto-nbd.js';
import type { Coefficients } from './covariates.js';
import { type PurchaseModelWithCovariates, purchaseModelWithCovariates } from './purchase-model-with-covariates.js';

/** The parameters of Pareto/NBD for customers whose covariates are all 0, and the coefficients of the covariates. */
export interface ParetoNbdCovariateParameters extends ParetoNbdParameters {
  /** What one unit more of each covariate adds to the logarithm of the purchase rate. */
  readonly purchases: Coefficients;
  /** What one unit more of each covariate adds to the logarithm of the dropout rate. */
  readonly dropout: Coefficients;
}

/**
 * Pareto/NBD ({@link paretoNbd}) with covariates: customers whose purchase rate and whose dropout rate depend on what is known
 * of them from the start (the channel, the region, the first basket), and on chance. "Customers won by referral buy 30% more
 * often, and leave at half the rate."
 *
 * - Purchase rates of customers with covariates x are λ exp(Σ γ x), with λ of the gamma distribution (r, α): of the gamma
 *   distribution with shape r and rate α exp(−Σ γ x), γ being the coefficients `purchases`.
 * - Dropout rates are μ exp(Σ δ x), with μ of the gamma distribution (s, β): of the gamma distribution with shape s and rate
 *   β exp(−Σ δ x), δ being the coefficients `dropout`.
 *
 * Both are proportional hazards: exp(coefficient) is the factor by which one unit more of the covariate multiplies the rate.
 *
 * Covariates are part of the histories, and must have been known at the first purchase: what a customer became later
 * (a loyal one, in the newsletter) tells what the model is to predict. All of them matter for `purchases` and `dropout`
 * unless the option `covariates` names others. Multiples of a covariate divide its coefficient, and a constant added to it
 * moves alpha and beta alone. Categories are 0 or 1 for each but one of them.
 *
 * The verbs are described at {@link PurchaseModelWithCovariates}; `parametersOf` a customer are for all verbs of paretoNbd.
 *
 * @example
 * ```ts
 * import { paretoNbd, paretoNbdWithCovariates } from 'custometry';
 *
 * const parameters = {
 *   ...{ r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.669 },
 *   purchases: { referred: Math.log(1.3) },
 *   dropout: { referred: Math.log(0.5) },
 * };
 * const referred = paretoNbdWithCovariates.parametersOf(parameters, { referred: 1 });
 * referred.alpha; // => 8.13692…
 * referred.beta; // => 23.338
 * paretoNbd.expectedPurchasesOfNewCustomer(parameters, { to: 52 }); // => 1.47351…
 * paretoNbd.expectedPurchasesOfNewCustomer(referred, { to: 52 }); // => 2.36327…
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2007), "Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
 * Models".
 */
export const paretoNbdWithCovariates: PurchaseModelWithCovariates<
  ParetoNbdCovariateParameters,
  ParetoNbdParameters,
  'purchases' | 'dropout'
> = /* @__PURE__ */ purchaseModelWithCovariates(/* @__PURE__ */ paretoKernel('paretoNbdWithCovariates'), [
  { name: 'purchases', parameter: 1, sign: -1, byDefault: true },
  { name: 'dropout', parameter: 3, sign: -1, byDefault: true },
]);
