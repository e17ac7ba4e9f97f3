import { type BetaGeometricParameters, betaGeometric } from './beta-geometric.js';
import { purchaseModel } from './purchase-kernel.js';
import type { PurchaseModel } from './purchase-model.js';

/**
 * MBG/NBD, the modified beta-geometric model: {@link bgNbd} with a customer who may leave after the first purchase already, so
 * that those who have never come again can be gone.
 *
 * - While a customer is one, purchases are a Poisson process of rate λ, of the gamma distribution with shape r and rate α.
 * - After each purchase, the first one included, the customer leaves with probability p, of the beta distribution with shapes
 *   a and b, independently of λ.
 *
 * The likelihood of x repeat purchases, the last one at t (0 for none), observed until T, is
 *
 *     Γ(r + x) αʳ / Γ(r) · [B(a, b + x + 1) / B(a, b) · (α + T)⁻⁽ʳ⁺ˣ⁾ + B(a + 1, b + x) / B(a, b) · (α + t)⁻⁽ʳ⁺ˣ⁾]
 *
 * A new customer is alive with probability b / (a + b). Its log-likelihoods may be compared with those of BG/NBD, which
 * has as many parameters.
 *
 * The verbs are described at {@link PurchaseModel}.
 *
 * @example
 * ```ts
 * import { mbgNbd } from 'custometry';
 *
 * // Fitted to the first 39 weeks of CDNOW, in weeks.
 * const parameters = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };
 * mbgNbd.probabilityAlive(parameters, { repeats: 0, lastRepeat: 0, observed: 38.86 }); // => 0.38973…
 * mbgNbd.probabilityAlive(parameters, { repeats: 2, lastRepeat: 30.43, observed: 38.86 }); // => 0.70620…
 * ```
 * @see Emine Persentili Batislam, Meltem Denizel and Alpay Filiztekin (2007), "Empirical Validation and Comparison of Models
 * for Customer Base Analysis", International Journal of Research in Marketing 24(3), 201-209; Daniel Hoppe and Udo Wagner
 * (2007), "Customer Base Analysis: The Case for a Central Variant of the Betageometric/NBD Model", Marketing: Journal of
 * Research and Management 3(2), 75-90.
 */
export const mbgNbd: PurchaseModel<BetaGeometricParameters> = /* @__PURE__ */ purchaseModel(
  /* @__PURE__ */ betaGeometric('mbgNbd', 1),
);
