import { digammaRise, logBetaRise, logRising } from '../internal/gamma.js';
import { exponential, logGammaVariate } from '../internal/random.js';
import { aliveLater, countWhileAlive, discountedWhileAlive, purchasesWhileAlive } from './dropout-after-purchase.js';
import { type PurchaseKernel, purchaseModel, type Theta } from './kernel.js';
import type { PurchaseModel } from './purchase-model.js';

/** The parameters of BG/NBD, all above 0. */
export interface BgNbdParameters {
  /** The shape of the gamma distribution of purchase rates: the smaller, the more customers differ. */
  readonly r: number;
  /** The rate of that distribution, a time: the mean purchase rate is r / alpha. */
  readonly alpha: number;
  /** The first shape of the beta distribution of dropout probabilities: their mean is a / (a + b). */
  readonly a: number;
  /** The second shape of that distribution. */
  readonly b: number;
}

/**
 * The odds of having left by T, given the history: log of a / (b + x − 1) · ((α + T) / (α + t))^(r + x).
 * Nobody leaves before the first repeat purchase.
 */
function logOddsGone([r, alpha, a, b]: Theta, x: number, t: number, T: number): number {
  if (x === 0) return -Infinity;
  const ratio = Math.log1p((T - t) / ((alpha as number) + t));
  return Math.log((a as number) / ((b as number) + x - 1)) + ((r as number) + x) * ratio;
}

/** 1 / (1 + exp(−x)). */
function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

const kernel: PurchaseKernel<BgNbdParameters> = {
  name: 'bgNbd',
  parameters: ['r', 'alpha', 'a', 'b'],
  timePowers: [0, 1, 0, 0],

  starts: (rate) =>
    [0.25, 1, 4].flatMap((r) =>
      [
        [0.5, 2],
        [0.1, 3],
        [2, 2],
      ].map(([a, b]) => [r, r / (1.3 * rate), a, b] as number[]),
    ),

  logLikelihood: (theta) => {
    const [r, alpha, a, b] = theta as [number, number, number, number];
    const logAlpha = Math.log(alpha);
    // What depends on x alone.
    let [last, log, logOfA, byR, byA, byB] = [-1, 0, 0, 0, 0, 0];
    return (x, t, T, gradient) => {
      if (x !== last) {
        last = x;
        log = logRising(r, x) + logBetaRise(a, b, x);
        logOfA = Math.log(a / (b + x - 1));
        byR = digammaRise(r, x);
        byA = -digammaRise(a + b, x);
        byB = digammaRise(b, x) + byA;
      }
      const none = Math.log1p(T / alpha);
      gradient[0] = byR - none;
      gradient[1] = ((r * T) / alpha - x) / (alpha + T);
      gradient[2] = byA;
      gradient[3] = byB;
      if (x === 0) return -r * none;
      const ratio = Math.log1p((T - t) / (alpha + t));
      const logOdds = logOfA + (r + x) * ratio;
      const lesser = Math.exp(-Math.abs(logOdds));
      const gone = (logOdds > 0 ? 1 : lesser) / (1 + lesser);
      gradient[0] += gone * ratio;
      gradient[1] += gone * (((r * t) / alpha - x) / (alpha + t) - gradient[1]);
      gradient[2] += gone / a;
      gradient[3] -= gone / (b + x - 1);
      return log - (r + x) * none - x * logAlpha + Math.max(logOdds, 0) + Math.log1p(lesser);
    };
  },

  alive: (theta, at, gone) => {
    const [r, alpha, a, b] = theta as [number, number, number, number];
    return (x, t, T) => {
      const logOdds = logOddsGone(theta, x, t, T);
      if (at === 0) return logistic(gone ? logOdds : -logOdds);
      const later = logistic(-logOdds) * aliveLater(r + x, alpha + T, a, b + x, at, gone);
      return gone ? logistic(logOdds) + later : later;
    };
  },

  purchases: (theta, from, to) => {
    const [r, alpha, a, b] = theta as [number, number, number, number];
    return (x, t, T) =>
      logistic(-logOddsGone(theta, x, t, T)) * purchasesWhileAlive(r + x, alpha + T, a, b + x, from, to);
  },

  discounted: (theta, rate, horizon) => {
    const [r, alpha, a, b] = theta as [number, number, number, number];
    return (x, t, T) =>
      logistic(-logOddsGone(theta, x, t, T)) * discountedWhileAlive(r + x, alpha + T, a, b + x, rate, horizon);
  },

  countProbability: (theta, count, duration) => {
    const [r, alpha, a, b] = theta as [number, number, number, number];
    return (x, t, T) => {
      const logOdds = logOddsGone(theta, x, t, T);
      const alive = logistic(-logOdds) * countWhileAlive(r + x, alpha + T, a, b + x, count, duration);
      return count === 0 ? alive + logistic(logOdds) : alive;
    };
  },

  rates: (theta, { repeats: x, lastRepeat: t, observed: T }) => {
    const [r, alpha, a, b] = theta as [number, number, number, number];
    const logOdds = logOddsGone(theta, x, t, T);
    const [alive, gone] = [logistic(-logOdds), logistic(logOdds)];
    return {
      purchaseRate: (r + x) * (alive / (alpha + T) + gone / (alpha + t)),
      // The purchase after which a customer has left counts for a instead of b.
      dropoutProbability: (a + gone) / (a + b + x),
    };
  },

  life: (theta, random) => {
    const [r, alpha, a, b] = theta as [number, number, number, number];
    return (end, purchase) => {
      const purchaseRate = Math.exp(logGammaVariate(r, random)) / alpha;
      const dropout = logistic(logGammaVariate(a, random) - logGammaVariate(b, random));
      let time = 0;
      for (;;) {
        time += exponential(random) / purchaseRate;
        if (!(time <= end)) return { purchaseRate, dropout, activeUntil: end };
        purchase(time);
        if (random() < dropout) return { purchaseRate, dropout, activeUntil: time };
      }
    };
  },

  explain: ({ low, high }) => {
    if (low.includes('a') || (high.includes('b') && !high.includes('a'))) {
      return 'no customer seems to leave in these data, and a model without dropout (NBD) is enough';
    }
    if (high.includes('a') && high.includes('b')) return 'all customers seem to have the same dropout probability';
    if (high.includes('r') && high.includes('alpha')) return 'all customers seem to have the same purchase rate';
    return undefined;
  },
};

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
 * again are alive with probability 1. Where that is not believable, take a model in which the first purchase counts.
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
 * bgNbd.probabilityAlive(parameters, customer); // => 0.72651…
 * bgNbd.expectedPurchases(parameters, customer, { to: 39 }); // => 1.22590…
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee (2005), "Counting Your Customers the Easy Way: An Alternative to the
 * Pareto/NBD Model", Marketing Science 24(2), 275-284.
 */
export const bgNbd: PurchaseModel<BgNbdParameters> = /* @__PURE__ */ purchaseModel(kernel);
