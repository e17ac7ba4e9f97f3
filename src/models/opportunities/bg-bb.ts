import { type BgBbParameters, betaBernoulli } from './beta-bernoulli.js';
import { opportunityModel } from './opportunity-kernel.js';
import type { OpportunityModel } from './opportunity-model.js';

/**
 * BG/BB, the beta-geometric / beta-Bernoulli model of customers who can buy once a period and may leave before any of them:
 * who is still there, and how much they will buy. For a yearly conference, a donation each Christmas, a weekly box, and for
 * data of which no more than the period is known. `purchaseOpportunities` makes its histories of orders.
 *
 * - Before each opportunity the customer leaves with probability θ, for good.
 * - At each opportunity a customer who is still there buys with probability p.
 * - Both probabilities differ between customers: p is of the beta distribution with shapes α and β, and θ, independently, of
 *   that with shapes γ and δ.
 *
 * The likelihood of purchases at x of n opportunities, the last one at the t-th, is
 *
 *     B(α + x, β + n − x) / B(α, β) · B(γ, δ + n) / B(γ, δ)
 *       + Σ B(α + x, β + j − x) / B(α, β) · B(γ + 1, δ + j) / B(γ, δ)   over t ≤ j < n
 *
 * whose first term, as a part of all, is P(alive at n): 1 for a customer who bought at the last opportunity. For P(alive at
 * n + m), which the paper's tables show for m = 1, n + m stands in the B(γ, δ + n) of that term (equation A10): `at: m`.
 *
 * How often a customer bought and when last is all that matters, so that a table of those two, with the number of customers
 * of each kind as `weights`, is all that a fit needs.
 *
 * All sums are of positive terms, and all differences of beta functions have formulas of their own: expectations, which the
 * paper divides by γ − 1 (equation 13), have all of their digits at γ = 1 and close to it, too.
 *
 * The verbs are described at {@link OpportunityModel}.
 *
 * @example
 * ```ts
 * import { bgBb } from 'custometry';
 *
 * // Fitted to six years of 11,104 donors.
 * const parameters = { alpha: 1.2035, beta: 0.7497, gamma: 0.6568, delta: 2.7834 };
 * const donor = { repeats: 4, lastRepeat: 5, opportunities: 6 };
 * bgBb.probabilityAlive(parameters, donor); // => 0.74887…
 * bgBb.expectedPurchases(parameters, donor, { to: 5 }); // => 2.02991…
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Jen Shang (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual
 * Setting", Marketing Science 29(6), 1086-1108.
 */
export const bgBb: OpportunityModel<BgBbParameters> = /* @__PURE__ */ opportunityModel(betaBernoulli);
