import { exponential, logGammaVariate } from '../internal/random.js';
import { dropoutAtAnyTime, type Lifetime } from './dropout-at-any-time.js';
import { purchaseModel, type Theta } from './kernel.js';
import type { PurchaseModel } from './purchase-model.js';

/** The parameters of Gamma-Gompertz/NBD, all above 0. */
export interface GompertzNbdParameters {
  /** The shape of the gamma distribution of purchase rates: the smaller, the more customers differ. */
  readonly r: number;
  /** The rate of that distribution, a time: the mean purchase rate is r / alpha. */
  readonly alpha: number;
  /** How fast each customer's dropout rate grows, per unit of time: that of a customer is b η exp(b y) at time y. */
  readonly b: number;
  /** The shape of the gamma distribution of η. */
  readonly s: number;
  /** The rate of that distribution: the mean of η is s / beta. */
  readonly beta: number;
}

/** The gamma-Gompertz distribution: S(y) = (1 + (exp(b y) − 1) / β)^−s, the mean of exp(−η (exp(b y) − 1)) over η. */
function gammaGompertz([, , rate, shape, scale]: Theta): Lifetime {
  const [b, s, beta] = [rate as number, shape as number, scale as number];
  const logBS = Math.log(b) + Math.log(s);
  // (β + exp(b y) − 1) exp(−b y), which runs from β to 1: the hazard is b s divided by it.
  const part = (y: number): number => beta * Math.exp(-b * y) - Math.expm1(-b * y);
  // Where the density has its top, if at all.
  const top = Math.log((beta - 1) / s) / b || 0;
  const fall = (y: number, length: number): number => {
    const growth = b * length;
    return (
      s * (growth < 700 ? Math.log1p(Math.expm1(growth) / part(y)) : growth + Math.log(part(y + length) / part(y)))
    );
  };
  return {
    fall,
    logHazard: (y) => logBS - Math.log(part(y)),
    tailSlopes: (y, slopes) => {
      const share = -Math.expm1(-b * y) / part(y);
      slopes[2] = (-s * y) / part(y);
      slopes[3] = -fall(0, y) / s;
      slopes[4] = (s / beta) * share;
    },
    addSlopes: (y, T, weight, slopes) => {
      const [now, then] = [Math.exp(-b * y), Math.exp(-b * T)];
      const [partNow, partThen] = [part(y), part(T)];
      const grows = T / partThen - y / partNow;
      slopes[2] = (slopes[2] as number) + weight * (1 / b - ((1 - beta) * y * now) / partNow + s * grows);
      slopes[3] = (slopes[3] as number) + weight * (1 / s + fall(y, T - y) / s);
      slopes[4] = (slopes[4] as number) + weight * (s * (then / partThen - now / partNow) - now / partNow);
    },
    // For β < 1 the hazard is infinite at log(1 − β) / b; otherwise only beside the real axis.
    scale: (y) => y + (beta < 1 ? Math.min(-Math.log1p(-beta), 1) : 1) / b,
    steepness: (y) => {
      const hazard = s / part(y);
      return b * (hazard + Math.abs(1 - 1 / part(y)));
    },
    // From where the part is 1 on there is nothing but an exponential function.
    smooth: (y) => (Math.abs(beta - 1) * Math.exp(-b * y) < 1e-17 ? Infinity : 3 / b),
    rise: (y, to) => b * Math.max(0, Math.min(to, top) - y),
    meanRate: (T, leaves) => (b * (leaves ? s + 1 : s)) / (beta + Math.expm1(b * T)),
    draw: (random) => {
      const eta = Math.exp(logGammaVariate(s, random)) / beta;
      return [b * eta, Math.log1p(exponential(random) / eta) / b];
    },
  };
}

/**
 * Gamma-Gompertz/NBD, Pareto/NBD ({@link paretoNbd}) with customers who grow tired: the rate at which each of them leaves
 * grows exponentially. Over all customers together the dropout rate can then rise or fall with time, or first rise and then
 * fall, where that of Pareto/NBD only falls, because the restless leave first.
 *
 * - While a customer is one, purchases are a Poisson process of rate λ.
 * - Purchase rates differ between customers: λ is of the gamma distribution with shape r and rate α.
 * - The customer leaves, for good, after a time of the Gompertz distribution: P(time > y) = exp(−η (exp(b y) − 1)).
 * - Customers differ: η is of the gamma distribution with shape s and rate β, independently of λ.
 *
 * The likelihood of x repeat purchases, the last one at t, observed until T, is
 *
 *     Γ(r + x) αʳ / Γ(r) · [(α + T)⁻⁽ʳ⁺ˣ⁾ S(T) + ∫ (α + y)⁻⁽ʳ⁺ˣ⁾ b s exp(b y) / (β + exp(b y) − 1) · S(y) dy]
 *
 * with S(y) = (β / (β + exp(b y) − 1))ˢ and the integral over the times y from t to T at which the customer may have left, all
 * terms of which are positive. As b falls to 0 with β / b held, this is Pareto/NBD with that for its β: where
 * the data need no more than that, a fit runs towards it, ends at a tiny b and β, and is not `converged`. Take Pareto/NBD
 * then; a comparison of their `aic` says the same.
 *
 * `posteriorRates` gives for the dropout rate the mean of b η, the customer's rate of leaving at the first purchase. The verbs
 * are described at {@link PurchaseModel}.
 *
 * @example
 * ```ts
 * import { gompertzNbd } from 'custometry';
 *
 * const parameters = { r: 0.55, alpha: 10.6, b: 0.02, s: 0.6, beta: 0.25 };
 * const customer = { repeats: 2, lastRepeat: 30.43, observed: 38.86 };
 * gompertzNbd.probabilityAlive(parameters, customer); // => 0.81554…
 * gompertzNbd.expectedPurchases(parameters, customer, { to: 39 }); // => 1.20737…
 * ```
 * @see Albert C. Bemmaor and Nicolas Glady (2012), "Modeling Purchasing Behavior with Sudden 'Death': A Flexible Customer
 * Lifetime Model", Management Science 58(5), 1012-1021.
 */
export const gompertzNbd: PurchaseModel<GompertzNbdParameters> = /* @__PURE__ */ purchaseModel(
  /* @__PURE__ */ dropoutAtAnyTime(
    {
      name: 'gompertzNbd',
      parameters: ['r', 'alpha', 'b', 's', 'beta'],
      timePowers: [0, 1, -1, 0, 0],
      starts: (rate) =>
        [0.25, 1, 4].flatMap((r) =>
          [
            [0.1, 0.5, 0.05],
            [1, 0.5, 0.5],
            [1, 0.2, 3],
            [5, 0.5, 30],
          ].map(([b, s, beta]) => [r, r / (1.3 * rate), b, s, beta] as number[]),
        ),
      explain: ({ low, high }) => {
        if (low.includes('b') || (low.includes('beta') && !low.includes('s'))) {
          return 'dropout rates do not seem to grow in these data, and Pareto/NBD is enough';
        }
        if (low.includes('s') || (high.includes('beta') && !high.includes('s'))) {
          return 'no customer seems to leave in these data, and a model without dropout (NBD) is enough';
        }
        if (high.includes('s') && high.includes('beta')) return 'all customers seem to have the same dropout rates';
        if (high.includes('r') && high.includes('alpha')) return 'all customers seem to have the same purchase rate';
        return undefined;
      },
    },
    gammaGompertz,
  ),
);
