import { type BetaGeometricParameters, betaGeometric } from './beta-geometric.js';
import { purchaseModel } from './purchase-kernel.js';
import type { PurchaseModel } from './purchase-model.js';

/**
 * BG/NBD, the beta-geometric model of customers who buy at random and may leave after a purchase: who is still there, and how
 * much they will buy. The model to begin with in shops: four parameters, a fit in milliseconds.
 *
 * - While a customer is one, purchases are a Poisson process of rate λ.
 * - Purchase rates differ between customers: λ is of the gamma distribution with shape r and rate α.
 * - After each repeat purchase the customer leaves with probability p, for good.
 * - Dropout probabilities differ: p is of the beta distribution with shapes a and b, independently of λ.
 *
 * The likelihood of x repeat purchases, the last one at t, observed until T, is
 *
 *     Γ(r + x) αʳ / Γ(r) · [B(a, b + x) / B(a, b) · (α + T)⁻⁽ʳ⁺ˣ⁾ + B(a + 1, b + x − 1) / B(a, b) · (α + t)⁻⁽ʳ⁺ˣ⁾]
 *
 * without the second term for x = 0: by convention nobody leaves at the first purchase, so that customers who have never come
 * again are alive with probability 1. Where that is not believable, take MBG/NBD ({@link mbgNbd}), in which the first purchase
 * counts, too.
 *
 * Expectations are sums of positive terms over the number of further purchases, and not differences of hypergeometric
 * functions: they are good to 1e-11 for thousands of purchases, and at a = 1 or a + b = 1 as anywhere.
 *
 * The verbs are described at {@link PurchaseModel}.
 *
 * @example
 * ```ts
 * import { bgNbd } from 'custometry';
 *
 * // Fitted to the first 39 weeks of CDNOW, in weeks.
 * const parameters = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 };
 * const customer = { repeats: 2, lastRepeat: 30.43, observed: 38.86 };
 * bgNbd.probabilityAlive(parameters, customer); // => 0.72661…
 * bgNbd.expectedPurchases(parameters, customer, { to: 39 }); // => 1.22592…
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee (2005), "Counting Your Customers the Easy Way: An Alternative to the
 * Pareto/NBD Model", Marketing Science 24(2), 275-284.
 */
export const bgNbd: PurchaseModel<BetaGeometricParameters> = /* @__PURE__ */ purchaseModel(
  /* @__PURE__ */ betaGeometric('bgNbd', 0),
);
