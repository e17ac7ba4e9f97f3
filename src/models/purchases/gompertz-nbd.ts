import { exponential, logGammaVariate } from '../../internal/random.js';
import { dropoutAtAnyTime, type Lifetime } from './dropout-at-any-time.js';
import { NOBODY_LEAVES } from './ends.js';
import { purchaseModel, type Theta } from './purchase-kernel.js';
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
  const partAt = (y: number): number => beta * Math.exp(-b * y) - Math.expm1(-b * y);
  // log S falls by s times that in a time in which exp(b y) grows by so many powers of e, and the part is P at first.
  const logGrowth = (P: number, powers: number): number =>
    powers < 300 ? Math.log1p(Math.expm1(powers) / P) : powers + Math.log(P * Math.exp(-powers) + 1) - Math.log(P);
  return {
    fall: (y, length) => s * logGrowth(partAt(y), b * length),
    logHazard: (y) => logBS - Math.log(partAt(y)),
    tailSlopes: (y, slopes) => {
      slopes[2] = (-s * y) / partAt(y);
      slopes[3] = -logGrowth(beta, b * y);
      slopes[4] = ((s / beta) * -Math.expm1(-b * y)) / partAt(y);
    },
    after: (y) => {
      const P = partAt(y);
      const logP = Math.log(P);
      const decay = Math.exp(-b * y);
      // How the part changes with b, as a multiple of it.
      const byB = ((1 - beta) * decay * y) / P;
      const singular = Math.log(Math.abs(P - 1));
      return {
        logLeaving: (u) => {
          const powers = b * u;
          const fall = logGrowth(P, powers);
          const logPart = powers < 1 ? logP + fall - powers : Math.log(P * Math.exp(-powers) - Math.expm1(-powers));
          return logBS - logPart - s * fall;
        },
        slope: (u) => b * (1 - (s + 1) / partAt(y + u)),
        addSlopes: (u, weight, slopes, logLeaving) => {
          // Beyond 700 powers of e there is nothing new.
          const rise = Math.expm1(Math.min(b * u, 700));
          const part = (P + rise) / (1 + rise);
          const isGone = logLeaving !== undefined;
          const left = isGone ? 1 : 0;
          const fall = isGone ? (logBS - logP + b * u - logLeaving) / (s + 1) : logGrowth(P, b * u);
          const inB =
            s * (byB * (rise / (P + rise)) - u / part) + left * (1 / b - ((1 - beta) * decay * (y + u)) / (P + rise));
          slopes[2] = (slopes[2] as number) + weight * inB;
          slopes[3] = (slopes[3] as number) + weight * (left / s - fall);
          slopes[4] =
            (slopes[4] as number) + weight * (s * (decay / P) * (rise / (P + rise)) - left * (decay / (P + rise)));
        },
        // For P < 1 the hazard is infinite at log(1 − P) / b; otherwise only beside the real axis.
        scale: (P < 1 ? Math.min(-Math.log1p(-P), 40) : 1) / b,
        // Beside it, that is by π / b at log(P − 1) / b, or by 2π / b at log(1 − P) / b.
        room: (u) => Math.hypot(b * u - singular, P < 1 ? 2 * Math.PI : Math.PI) / b,
      };
    },
    meanRate: (T, leaves) => (b * (leaves ? s + 1 : s)) / (beta + Math.expm1(b * T)),
    draw: (random) => {
      const eta = Math.exp(logGammaVariate(s, random)) / beta;
      return [b * eta, Math.log1p(exponential(random) / eta) / b];
    },
    // (1 + (exp(b u) − 1) / P)^−s = exp(−E), where P is the part at T.
    drawRest: (T, random) => {
      const growth = exponential(random) / s;
      const P = partAt(T);
      return (growth < 700 ? Math.log1p(P * Math.expm1(growth)) : growth + Math.log(P)) / b;
    },
  };
}

/**
 * Gamma-Gompertz/NBD, Pareto/NBD ({@link paretoNbd}) with customers who grow tired: the rate at which each of them leaves
 * grows exponentially. Over all customers together the dropout rate, b s / (1 + (β − 1) exp(−b y)), can then rise with time, for
 * β > 1, or fall, for β < 1, where that of Pareto/NBD only falls, because the restless leave first.
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
 * the data need no more than that, a fit ends beside it, at a tiny b and β, with the diagnosis `boundary`, or `flat` where
 * it is a little off it. Take Pareto/NBD then; a comparison of their `aic` says the same.
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
      ends: [
        { low: ['s'], high: [], fixed: { s: -16, b: 0, beta: 0 }, why: NOBODY_LEAVES },
        {
          low: ['b', 'beta'],
          high: [],
          fixed: { b: -13 },
          why: 'dropout rates do not seem to grow in these data, and Pareto/NBD is enough',
        },
        { low: [], high: ['s', 'beta'], fixed: { s: 15 }, why: 'all customers seem to have the same dropout rates' },
        // Of all customers so many are left: 1 until log β / b, or β^s at once, and then exp(−b s t) of these.
        {
          low: [],
          high: ['beta'],
          why: 'nobody seems to leave for a time, and then the same share in each unit of time',
        },
        {
          low: ['beta'],
          high: [],
          why: 'some customers seem to leave at once, and then the same share in each unit of time',
        },
      ],
    },
    gammaGompertz,
  ),
);
