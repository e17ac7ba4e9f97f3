import { digammaRise, logGamma, logRising } from '../../internal/gamma.js';
import { exponential, logGammaVariate, paretoVariate } from '../../internal/random.js';
import { SAME_PURCHASE_RATE } from './ends.js';
import { type PurchaseKernel, purchaseModel, type Theta } from './purchase-kernel.js';
import type { PurchaseModel } from './purchase-model.js';

/** The parameters of NBD, both above 0. */
export interface NbdParameters {
  /** The shape of the gamma distribution of purchase rates: the smaller, the more customers differ. */
  readonly r: number;
  /** The rate of that distribution, a time: the mean purchase rate is r / alpha. */
  readonly alpha: number;
}

/** The mean purchase rate, given the history. */
const rateOf =
  ([r, alpha]: Theta) =>
  (x: number, _t: number, T: number): number =>
    ((r as number) + x) / ((alpha as number) + T);

const kernel: PurchaseKernel<NbdParameters> = {
  name: 'nbd',
  parameters: ['r', 'alpha'],
  timePowers: [0, 1],

  starts: (rate) => [0.1, 0.3, 1, 4, 20].map((r) => [r, r / rate]),

  logLikelihood: ([r, alpha]) => {
    const [shape, scale] = [r as number, alpha as number];
    const logScale = Math.log(scale);
    let [last, log, byR] = [-1, 0, 0];
    return (x, _t, T, gradient) => {
      if (x !== last) {
        last = x;
        log = logRising(shape, x) - x * logScale;
        byR = digammaRise(shape, x);
      }
      const none = Math.log1p(T / scale);
      gradient[0] = byR - none;
      gradient[1] = ((shape * T) / scale - x) / (scale + T);
      return log - (shape + x) * none;
    };
  },

  alive: (_theta, _at, gone) => () => (gone ? 0 : 1),

  purchases: (theta, from, to) => {
    const rate = rateOf(theta);
    return (x, t, T) => rate(x, t, T) * (to - from);
  },

  discounted: (theta, forceOfInterest, horizon) => {
    const rate = rateOf(theta);
    const time = forceOfInterest === 0 ? horizon : -Math.expm1(-forceOfInterest * horizon) / forceOfInterest;
    return (x, t, T) => rate(x, t, T) * time;
  },

  countProbability: ([r, alpha], n, duration) => {
    const logFactorial = logGamma(n + 1);
    return (x, _t, T) => {
      if (duration === 0) return n === 0 ? 1 : 0;
      const shape = (r as number) + x;
      const scale = (alpha as number) + T;
      const log = logRising(shape, n) - logFactorial - shape * Math.log1p(duration / scale);
      return Math.exp(log - (n === 0 ? 0 : n * Math.log1p(scale / duration)));
    };
  },

  rates: (theta, { repeats, lastRepeat, observed }) => ({ purchaseRate: rateOf(theta)(repeats, lastRepeat, observed) }),

  life:
    ([r, alpha], random) =>
    (end, purchase) => {
      const purchaseRate = Math.exp(logGammaVariate(r as number, random)) / (alpha as number);
      for (let time = exponential(random) / purchaseRate; time <= end; time += exponential(random) / purchaseRate) {
        purchase(time);
      }
      return { purchaseRate, dropout: 0, activeUntil: end };
    },

  future:
    ([r, alpha], random) =>
    (x, _t, T, end, purchase) => {
      // The rate need not be drawn: each purchase says more of it.
      let shape = (r as number) + x;
      for (let time = 0; ; ) {
        time += paretoVariate(shape++, (alpha as number) + T + time, random);
        if (!(time <= end)) return;
        purchase(time);
      }
    },

  ends: [SAME_PURCHASE_RATE],
};

/**
 * NBD, the negative binomial model of customers who never leave: the simplest model of repeat purchases, and what the models
 * with dropout are measured by. It ignores when the last purchase was.
 *
 * - Purchases are a Poisson process of rate λ.
 * - Purchase rates differ between customers: λ is of the gamma distribution with shape r and rate α.
 *
 * The likelihood of x repeat purchases in the time T is
 *
 *     Γ(r + x) αʳ / Γ(r) · (α + T)⁻⁽ʳ⁺ˣ⁾
 *
 * which is that of the times of all purchases, as for the models with dropout, so that log-likelihoods may be compared. That of
 * the count alone is greater by x log T − log x! a customer. The expected purchases in a time u are (r + x) / (α + T) · u.
 *
 * The verbs are described at {@link PurchaseModel}; everybody is alive with probability 1.
 *
 * @example
 * ```ts
 * import { nbd } from 'custometry';
 *
 * const parameters = { r: 0.5, alpha: 10 };
 * nbd.expectedPurchases(parameters, { repeats: 2, lastRepeat: 5, observed: 40 }, { to: 20 }); // => 1
 * nbd.purchaseCountProbability(parameters, 0, { duration: 30 }); // => 0.5
 * ```
 * @see Andrew S. C. Ehrenberg (1959), "The Pattern of Consumer Purchases", Applied Statistics 8(1), 26-41; Ehrenberg (1988),
 * Repeat-Buying: Facts, Theory and Applications, 2nd ed., chapter 4.
 */
export const nbd: PurchaseModel<NbdParameters> = /* @__PURE__ */ purchaseModel(kernel);
