import { type RegularPurchaseModel, regularModel } from './regular-model.js';

/**
 * MBG/CNBD-k, the model of regular customers who may leave after the first purchase already: {@link bgCnbdK} with that, as
 * {@link mbgNbd} is to {@link bgNbd}. Those who have never come again can be gone.
 *
 * The likelihood is that of {@link bgCnbdK} with an occasion to leave more: with R = r + k x and m = x + 1
 *
 *     Γ(R) αʳ / Γ(r) (α + t)⁻ᴿ [B(a, b + m) / B(a, b) I(R, k) + B(a + 1, b + m − 1) / B(a, b)] · C
 *
 * The verbs are described at {@link PurchaseModel}, the fit at {@link RegularPurchaseModel}.
 *
 * @example
 * ```ts
 * import { mbgCnbdK } from 'custometry';
 *
 * const truth = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42, k: 3 };
 * const { histories } = mbgCnbdK.simulate(truth, { observed: { customers: 500, duration: 52 } });
 * mbgCnbdK.fit(histories)!.parameters.k; // => 3
 * ```
 * @see Thomas Reutterer, Michael Platzer and Nadine Schröder (2021), "Leveraging Purchase Regularity for Predicting Customer
 * Behavior the Easy Way", International Journal of Research in Marketing 38(1), 194-215.
 */
export const mbgCnbdK: RegularPurchaseModel = /* @__PURE__ */ regularModel('mbgCnbdK', 1);
