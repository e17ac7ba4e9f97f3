import { type RegularPurchaseModel, regularModel } from './regular-model.js';

/**
 * BG/CNBD-k, the model of customers who buy more regularly than at random: {@link bgNbd} with times between purchases of the
 * Erlang distribution of order k. A long silence says more of a regular customer, and P(alive) is surer.
 *
 * - While a customer is one, events are a Poisson process of rate λ, and each k-th event is a purchase; nobody sees the others.
 *   The mean time between purchases is k / λ, and its standard deviation 1 / √k of that. With k = 1 it is BG/NBD.
 * - Rates differ: λ is of the gamma distribution with shape r and rate α. k is one for all customers.
 * - After each repeat purchase the customer leaves with probability p, of the beta distribution with shapes a and b.
 *
 * The likelihood of x repeat purchases, the last one at t, observed until T, is with R = r + k x
 *
 *     Γ(R) αʳ / Γ(r) (α + t)⁻ᴿ [B(a, b + x) / B(a, b) I(R, k) + B(a + 1, b + x − 1) / B(a, b)] · C
 *
 * where I is the incomplete beta function at (α + t) / (α + T), the probability of no purchase since t. C does not depend
 * on the other parameters: Π Δtᵏ⁻¹ / Γ(k)ˣ over the times between purchases where the histories have the sum of their
 * logarithms, `logIntervals`; else its mean, t⁽ᵏ⁻¹⁾ˣ Γ(x) / Γ(k x), over where the purchases before the last may have been,
 * which tells k far less surely. Both are 1 for k = 1, and log-likelihoods can be compared with those of BG/NBD.
 *
 * Rates given by `posteriorRates` and `simulate` are those of purchases, λ / k. Expectations are means over the events since
 * the last purchase, exact and not by NBD's; what is asked of a customer takes k times as long as of BG/NBD's.
 *
 * The verbs are described at {@link PurchaseModel}, the fit at {@link RegularPurchaseModel}.
 *
 * @example
 * ```ts
 * import { bgCnbdK } from 'custometry';
 *
 * const truth = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42, k: 3 };
 * const { histories } = bgCnbdK.simulate(truth, { observed: { customers: 500, duration: 52 } });
 * bgCnbdK.fit(histories)!.parameters.k; // => 3
 * ```
 * @see Thomas Reutterer, Michael Platzer and Nadine Schröder (2021), "Leveraging Purchase Regularity for Predicting Customer
 * Behavior the Easy Way", International Journal of Research in Marketing 38(1), 194-215.
 */
export const bgCnbdK: RegularPurchaseModel = /* @__PURE__ */ regularModel('bgCnbdK', 0);
