import { type BetaGeometricParameters, betaGeometric } from '../purchases/beta-geometric.js';
import type { Coefficients } from './covariates.js';
import { type PurchaseModelWithCovariates, purchaseModelWithCovariates } from './purchase-model-with-covariates.js';

/** The parameters of BG/NBD for customers whose covariates are all 0, and the coefficients of the covariates. */
export interface BetaGeometricCovariateParameters extends BetaGeometricParameters {
  /** What one unit more of each covariate adds to the logarithm of the mean purchase rate. */
  readonly purchases: Coefficients;
  /** What one unit more of each covariate adds to the logarithm of the odds of leaving after a purchase. */
  readonly dropout: Coefficients;
  /** What one unit more of each covariate adds to the logarithm of a: none unless asked for. */
  readonly dropoutShape?: Coefficients | undefined;
}

/**
 * BG/NBD ({@link bgNbd}) with covariates: customers whose purchase rate and whose probability to leave depend on what is known
 * of them from the start (the channel, the region, the first basket), and on chance. "Customers won by referral buy 30% more
 * often, and leave later."
 *
 * - Purchase rates of customers with covariates x are of the gamma distribution with shape r and rate α exp(−Σ γ x): the
 *   coefficients `purchases` multiply the mean rate by exp(Σ γ x).
 * - Dropout probabilities are of the beta distribution with shapes a and b exp(−Σ δ x): the coefficients `dropout`
 *   multiply the odds a / b of leaving by exp(Σ δ x), and divide by it the mean number of purchases after which a customer
 *   stays, b / (a − 1).
 *
 * So one coefficient says how often a covariate lets customers buy, and one how soon they leave, as in Pareto/NBD, where β is what
 * differs. Fader and Hardie give both shapes of the beta distribution coefficients of their own. That is here, too: name the
 * covariates for `dropoutShape`, whose coefficients ε make a into a exp(Σ ε x). But little in a history tells a and b apart, and
 * the odds a / b then change by exp(Σ (δ + ε) x). One coefficient for a and b alike, as some programs have it, would leave
 * the mean dropout probability as it is, whatever the covariate.
 *
 * Covariates are part of the histories, and must have been known at the first purchase: what a customer became later
 * (a loyal one, in the newsletter) tells what the model is to predict. All of them matter for `purchases` and `dropout`
 * unless the option `covariates` names others. Multiples of a covariate divide its coefficient, and a constant added to it
 * moves alpha and b alone. Categories are 0 or 1 for each but one of them.
 *
 * The verbs are described at {@link PurchaseModelWithCovariates}; `parametersOf` a customer are for all verbs of bgNbd.
 *
 * @example
 * ```ts
 * import { bgNbd, bgNbdWithCovariates } from 'custometry';
 *
 * const parameters = {
 *   ...{ r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 },
 *   purchases: { referred: Math.log(1.3) },
 *   dropout: { referred: -0.2 },
 * };
 * const referred = bgNbdWithCovariates.parametersOf(parameters, { referred: 1 });
 * referred.alpha; // => 3.39507…
 * referred.b; // => 2.96300…
 * bgNbd.expectedPurchasesOfNewCustomer(parameters, { to: 52 }); // => 1.44405…
 * bgNbd.expectedPurchasesOfNewCustomer(referred, { to: 52 }); // => 1.82184…
 *
 * const histories = { repeats: [2, 2], lastRepeat: [30, 30], observed: [39, 39], covariates: { referred: [0, 1] } };
 * bgNbdWithCovariates.expectedPurchases(parameters, histories, { to: 39 })[1]; // => 1.29882…
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2007), "Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD
 * Models".
 */
export const bgNbdWithCovariates: PurchaseModelWithCovariates<
  BetaGeometricCovariateParameters,
  BetaGeometricParameters,
  'purchases' | 'dropout' | 'dropoutShape'
> = /* @__PURE__ */ purchaseModelWithCovariates(/* @__PURE__ */ betaGeometric('bgNbdWithCovariates', 0), [
  { name: 'purchases', parameter: 1, sign: -1, byDefault: true },
  { name: 'dropout', parameter: 3, sign: -1, byDefault: true },
  { name: 'dropoutShape', parameter: 2, sign: 1, byDefault: false },
]);
