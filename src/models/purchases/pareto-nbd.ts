import { exponential, logGammaVariate, paretoVariate } from '../../internal/random.js';
import { dropoutAtAnyTime, type Lifetime } from './dropout-at-any-time.js';
import { NOBODY_LEAVES } from './ends.js';
import { type PurchaseKernel, purchaseModel, type Theta } from './purchase-kernel.js';
import type { PurchaseModel } from './purchase-model.js';

/** The parameters of Pareto/NBD, all above 0. */
export interface ParetoNbdParameters {
  /** The shape of the gamma distribution of purchase rates: the smaller, the more customers differ. */
  readonly r: number;
  /** The rate of that distribution, a time: the mean purchase rate is r / alpha. */
  readonly alpha: number;
  /** The shape of the gamma distribution of dropout rates. */
  readonly s: number;
  /** The rate of that distribution, a time: the mean dropout rate is s / beta. */
  readonly beta: number;
}

/** The Pareto distribution of the second kind: S(y) = (1 + y / β)^−s, the mean of exp(−μ y) over the dropout rates μ. */
function pareto([, , shape, scale]: Theta): Lifetime {
  const [s, beta] = [shape as number, scale as number];
  const logS = Math.log(s);
  return {
    fall: (y, length) => s * Math.log1p(length / (beta + y)),
    logHazard: (y) => logS - Math.log(beta + y),
    tailSlopes: (y, slopes) => {
      slopes[2] = -Math.log1p(y / beta);
      slopes[3] = (s * (y / beta)) / (beta + y);
    },
    after: (y) => {
      const start = beta + y;
      const logHazard = Math.log(s / start);
      return {
        logLeaving: (u) => logHazard - (s + 1) * Math.log1p(u / start),
        slope: (u) => -(s + 1) / (start + u),
        addSlopes: (u, weight, slopes, logLeaving) => {
          const isGone = logLeaving !== undefined;
          const rise = isGone ? (logHazard - logLeaving) / (s + 1) : Math.log1p(u / start);
          slopes[2] = (slopes[2] as number) + weight * ((isGone ? 1 / s : 0) - rise);
          slopes[3] = (slopes[3] as number) + weight * ((s * (u / start) - (isGone ? 1 : 0)) / (start + u));
        },
        scale: start,
        room: () => Infinity,
      };
    },
    origin: beta,
    stay: (T, from, to) => {
      const begin = beta + T + from;
      const length = Math.log1p((to - from) / begin);
      const time = s === 1 ? length : -Math.expm1((1 - s) * length) / (s - 1);
      return begin * Math.exp(-s * Math.log1p(from / (beta + T))) * time;
    },
    meanRate: (T, leaves) => (leaves ? s + 1 : s) / (beta + T),
    draw: (random) => {
      const logRate = logGammaVariate(s, random);
      return [Math.exp(logRate) / beta, exponential(random) * beta * Math.exp(-logRate)];
    },
    drawRest: (T, random) => paretoVariate(s, beta + T, random),
  };
}

/** @internal The kernel of Pareto/NBD, for the export of that name. */
export function paretoKernel(name: string): PurchaseKernel<ParetoNbdParameters> {
  return dropoutAtAnyTime(
    {
      name,
      parameters: ['r', 'alpha', 's', 'beta'],
      timePowers: [0, 1, 0, 1],
      starts: (rate) =>
        [0.25, 1, 4].flatMap((r) =>
          [
            [0.5, 0.5],
            [0.2, 2],
            [3, 3],
          ].map(([s, beta]) => [r, r / (1.3 * rate), s, beta] as number[]),
        ),
      ends: [
        { low: ['s'], high: [], fixed: { s: -16, beta: 0 }, why: NOBODY_LEAVES },
        { low: [], high: ['s', 'beta'], fixed: { s: 15 }, why: 'all customers seem to have the same dropout rate' },
        { low: [], high: ['beta'], why: NOBODY_LEAVES },
        { low: ['beta'], high: [], why: 'some customers seem to leave at once, and the others never' },
      ],
    },
    pareto,
  );
}

/**
 * Pareto/NBD, the model of customers who buy at random and leave at any time, whether they have bought or not: the first of its kind,
 * and still the one that the others are measured by. A fit takes longer than one of BG/NBD ({@link bgNbd}), whose customers
 * leave after purchases only; those who have never come again may be gone here.
 *
 * - While a customer is one, purchases are a Poisson process of rate λ.
 * - Purchase rates differ between customers: λ is of the gamma distribution with shape r and rate α.
 * - The customer leaves, for good, after a time of the exponential distribution with rate μ.
 * - Dropout rates differ: μ is of the gamma distribution with shape s and rate β, independently of λ.
 *
 * The likelihood of x repeat purchases, the last one at t, observed until T, is
 *
 *     Γ(r + x) αʳ βˢ / Γ(r) · [(α + T)⁻⁽ʳ⁺ˣ⁾ (β + T)⁻ˢ + s ∫ (α + y)⁻⁽ʳ⁺ˣ⁾ (β + y)⁻⁽ˢ⁺¹⁾ dy]
 *
 * with the integral over the times y from t to T at which the customer may have left. It is computed as such, all terms
 * positive, and not as a difference of hypergeometric functions: probabilities and expectations are good to 1e-11 for
 * thousands of purchases, however far α is from β, and at s = 1 as anywhere. The expected purchases in a time u are, with
 * L = log(1 + u / (β + T)),
 *
 *     P(alive) (r + x) / (α + T) · (β + T) (1 − exp(−(s − 1) L)) / (s − 1)
 *
 * The verbs are described at {@link PurchaseModel}.
 *
 * @example
 * ```ts
 * import { paretoNbd } from 'custometry';
 *
 * // Fitted to the first 39 weeks of CDNOW, in weeks.
 * const parameters = { r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.669 };
 * const customer = { repeats: 2, lastRepeat: 30.43, observed: 38.86 };
 * paretoNbd.probabilityAlive(parameters, customer); // => 0.86912…
 * paretoNbd.expectedPurchases(parameters, customer, { to: 39 }); // => 1.45513…
 * ```
 * @see David C. Schmittlein, Donald G. Morrison and Richard Colombo (1987), "Counting Your Customers: Who Are They and What
 * Will They Do Next?", Management Science 33(1), 1-24; Peter S. Fader and Bruce G. S. Hardie (2005), "A Note on Deriving the
 * Pareto/NBD Model and Related Expressions"; Fader, Hardie and Ka Lok Lee (2005), "RFM and CLV: Using Iso-Value Curves for
 * Customer Base Analysis", Journal of Marketing Research 42(4), 415-430 (the discounted expected purchases).
 */
export const paretoNbd: PurchaseModel<ParetoNbdParameters> = /* @__PURE__ */ purchaseModel(
  /* @__PURE__ */ paretoKernel('paretoNbd'),
);
