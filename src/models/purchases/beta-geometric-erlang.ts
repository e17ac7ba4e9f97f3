import { digammaRise, logBetaRise, logRising } from '../../internal/gamma.js';
import { logistic } from '../../internal/logistic.js';
import { interpolatedByOctave } from '../../internal/octave-interpolation.js';
import { exponential, logGammaVariate, type Random } from '../../internal/random.js';
import type { BetaGeometricParameters } from './beta-geometric.js';
import { betaGeometricEnds, betaGeometricStarts } from './beta-geometric.js';
import type { PurchaseKernel, Theta } from './purchase-kernel.js';
import { discountedOfRegular } from './regular-discounted.js';
import { countOfRegular, purchasesOfRegular, type Regular, regularAliveLater } from './regular-while-alive.js';

/** The parameters of BG/CNBD-k and MBG/CNBD-k: those of BG/NBD, and how regular purchases are. */
export interface BgCnbdKParameters extends BetaGeometricParameters {
  /** The shape of the gamma distribution of the rates of events: the smaller, the more customers differ. */
  readonly r: number;
  /** The rate of that distribution, a time: the mean purchase rate is r / (alpha k). */
  readonly alpha: number;
  /**
   * How regular purchases are: the shape of the Erlang distribution of the times between them, whose standard deviation is
   * 1 / √k of their mean. A whole number from 1 (at random) to 100 (like clockwork).
   */
  readonly k: number;
}

/** @internal The most regular customers there are: at k = 100 times between purchases vary by a tenth. */
export const MOST_REGULAR = 100;

type Five = readonly [r: number, alpha: number, a: number, b: number, k: number];

function five([r, alpha, a, b, k]: Theta): Five {
  return [r as number, alpha as number, a as number, b as number, k as number];
}

/**
 * @internal The kernel of the models in which each k-th event of a Poisson process is a purchase, and a customer leaves after
 * a purchase with a probability of the beta distribution: after each repeat purchase (`first` = 0, BG/CNBD-k), or after the first
 * one, too (`first` = 1, MBG/CNBD-k). After x repeat purchases there have been k x events, and j = 0, 1, …, k − 1 since, which
 * nobody has seen: given that the customer is alive, j is of the negative binomial distribution, cut off at k,
 *
 *     P(j) ∝ (R)ⱼ / j! · zʲ,   R = r + k x,   z = (T − t) / (α + T)
 *
 * with the rising factorial (R)ⱼ, and given j the rate of events is of the gamma distribution (R + j, α + T). What is asked of
 * a customer is the mean over j.
 */
export function betaGeometricErlang(name: string, first: 0 | 1): PurchaseKernel<BgCnbdKParameters> {
  /** The log-odds of having left by T, a / ((b + m − 1) P(no purchase in T − t)); −Infinity without an occasion. */
  const logOddsGone = ([r, alpha, a, b, k]: Five, x: number, t: number, T: number): number => {
    const m = x + first;
    if (m === 0) return -Infinity;
    const R = r + k * x;
    return (
      Math.log(a / (b + (m - 1))) + R * Math.log1p((T - t) / (alpha + t)) - phases(R, (T - t) / (alpha + T), k).log
    );
  };

  /** P(alive) times the mean over j of f(k x + j events since the first purchase). */
  const whileAlive =
    (theta: Theta, f: (events: number, scale: number) => number) =>
    (x: number, t: number, T: number): number => {
      const parameters = five(theta);
      const [r, alpha, , , k] = parameters;
      const { shares } = phases(r + k * x, (T - t) / (alpha + T), k);
      let mean = 0;
      shares.forEach((share, j) => {
        if (share > 0) mean += share * f(k * x + j, alpha + T);
      });
      return logistic(-logOddsGone(parameters, x, t, T)) * mean;
    };

  const regular = (theta: Theta) => {
    const [r, , a, b, k] = five(theta);
    return (events: number, alpha: number): Regular => {
      const j = events % k;
      return { r: r + events, alpha, a, b: b + (events - j) / k + first, k, wait: k - j };
    };
  };

  return {
    name,
    parameters: ['r', 'alpha', 'a', 'b', 'k'],
    whole: ['k', MOST_REGULAR],
    timePowers: [0, 1, 0, 0, 0],

    starts: betaGeometricStarts,

    logLikelihood: (theta) => {
      const [r, alpha, a, b, k] = five(theta);
      const logAlpha = Math.log(alpha);
      // What depends on x alone.
      let [last, log, logOfA, byR, byA, byB] = [-1, 0, 0, 0, 0, 0];
      return (x, t, T, gradient) => {
        const m = x + first;
        const R = r + k * x;
        if (x !== last) {
          last = x;
          // log Γ(R) / Γ(r) − log Γ(k x) / Γ(x), so that large terms cancel on paper.
          const order = x === 0 ? 0 : logRising(k * x, r) - logRising(x, r);
          log = logRising(r, x) + order + logBetaRise(a, b, m);
          logOfA = Math.log(a / (b + (m - 1)));
          byR = digammaRise(r, k * x);
          byA = -digammaRise(a + b, m);
          byB = digammaRise(b, m) + byA;
        }
        const none = Math.log1p(T / alpha);
        // Σ (R)ⱼ / j! zʲ over j < k, and the means of j and of ψ(R + j) − ψ(R) under its terms.
        const z = (T - t) / (alpha + T);
        let [term, sum, mean, rise, scale, digamma] = [1, 1, 0, 0, 0, 0];
        for (let j = 1; j < k; j++) {
          digamma += 1 / (R + (j - 1));
          term *= (z * (R + (j - 1))) / j;
          sum += term;
          mean += j * term;
          rise += digamma * term;
          if (term > 1e250) {
            [term, sum, mean, rise] = [term * 1e-250, sum * 1e-250, mean * 1e-250, rise * 1e-250];
            scale += LOG_1E250;
          }
        }
        mean /= sum;
        const logStays = Math.log(sum) + scale;
        gradient[0] = byR - none + rise / sum;
        gradient[1] = ((r * T) / alpha - k * x - mean) / (alpha + T);
        gradient[2] = byA;
        gradient[3] = byB;
        const rest = (x === 0 ? 0 : (k - 1) * x * Math.log(t / (alpha + T))) - (r + x) * none - x * logAlpha;
        if (m === 0) return rest + logStays;
        const ratio = Math.log1p((T - t) / (alpha + t));
        const logOdds = logOfA + R * ratio - logStays;
        const lesser = Math.exp(-Math.abs(logOdds));
        const gone = (logOdds > 0 ? 1 : lesser) / (1 + lesser);
        gradient[0] += gone * (ratio - rise / sum);
        gradient[1] += gone * (((r * t) / alpha - k * x) / (alpha + t) - gradient[1]);
        gradient[2] += gone / a;
        gradient[3] -= gone / (b + (m - 1));
        return log + rest + logStays + Math.max(logOdds, 0) + Math.log1p(lesser);
      };
    },

    alive: (theta, at, gone) => {
      const of = regular(theta);
      const aliveLater = (events: number, alpha: number) => regularAliveLater(of(events, alpha), at, gone);
      const later = whileAlive(theta, interpolatedByOctave(aliveLater));
      return (x, t, T) => {
        const logOdds = logOddsGone(five(theta), x, t, T);
        if (at === 0) return logistic(gone ? logOdds : -logOdds);
        return later(x, t, T) + (gone ? logistic(logOdds) : 0);
      };
    },

    purchases: (theta, from, to) => {
      const of = regular(theta);
      const purchases = (events: number, alpha: number) => purchasesOfRegular(of(events, alpha), from, to);
      return whileAlive(theta, interpolatedByOctave(purchases));
    },

    discounted: (theta, rate, horizon) => {
      const of = regular(theta);
      const discounted = (events: number, alpha: number) => discountedOfRegular(of(events, alpha), rate, horizon);
      return whileAlive(theta, interpolatedByOctave(discounted));
    },

    countProbability: (theta, count, duration) => {
      const of = regular(theta);
      const alive = whileAlive(theta, (events, alpha) => countOfRegular(of(events, alpha), count, duration));
      return (x, t, T) => alive(x, t, T) + (count === 0 ? logistic(logOddsGone(five(theta), x, t, T)) : 0);
    },

    rates: (theta, { repeats: x, lastRepeat: t, observed: T }) => {
      const parameters = five(theta);
      const [r, alpha, a, b, k] = parameters;
      const R = r + k * x;
      const gone = logistic(logOddsGone(parameters, x, t, T));
      return {
        purchaseRate:
          (whileAlive(theta, (events, scale) => (r + events) / scale)(x, t, T) + (gone * R) / (alpha + t)) / k,
        // The purchase after which a customer has left counts for a instead of b.
        dropoutProbability: (a + gone) / (a + b + x + first),
      };
    },

    life: (theta, random) => {
      const [r, alpha, a, b, k] = five(theta);
      return (end, purchase) => {
        const rate = Math.exp(logGammaVariate(r, random)) / alpha;
        const dropout = logistic(logGammaVariate(a, random) - logGammaVariate(b, random));
        const purchaseRate = rate / k;
        if (first === 1 && random() < dropout) return { purchaseRate, dropout, activeUntil: 0 };
        return { purchaseRate, dropout, activeUntil: shop(random, rate, k, k, dropout, end, purchase) };
      };
    },

    future: (theta, random) => {
      const parameters = five(theta);
      const [r, alpha, a, b, k] = parameters;
      return (x, t, T, end, purchase) => {
        if (random() < logistic(logOddsGone(parameters, x, t, T))) return;
        const { shares } = phases(r + k * x, (T - t) / (alpha + T), k);
        let [j, left] = [0, random() - (shares[0] as number)];
        // Rounding may leave a bit of 1 over.
        while (left >= 0 && j < k - 1) left -= shares[++j] as number;
        const rate = Math.exp(logGammaVariate(r + k * x + j, random)) / (alpha + T);
        const dropout = logistic(logGammaVariate(a, random) - logGammaVariate(b + x + first, random));
        shop(random, rate, k, k - j, dropout, end, purchase);
      };
    },

    ends: betaGeometricEnds('no customer seems to leave in these data'),
  };
}

const LOG_1E250 = 575.6462732485114;

/** The shares of j = 0, 1, …, k − 1 in Σ (R)ⱼ / j! zʲ, and the logarithm of that sum. */
function phases(R: number, z: number, k: number): { readonly shares: Float64Array; readonly log: number } {
  const shares = new Float64Array(k);
  shares[0] = 1;
  let [sum, scale] = [1, 0];
  for (let j = 1; j < k; j++) {
    const term = ((shares[j - 1] as number) * (z * (R + (j - 1)))) / j;
    shares[j] = term;
    sum += term;
    if (term > 1e250) {
      for (let i = 0; i <= j; i++) shares[i] = (shares[i] as number) * 1e-250;
      sum *= 1e-250;
      scale += LOG_1E250;
    }
  }
  return { shares: shares.map((term) => term / sum), log: Math.log(sum) + scale };
}

/** Buys at each k-th event, the first one after `wait` events, until the customer leaves or the end comes: returns when. */
function shop(
  random: Random,
  rate: number,
  k: number,
  wait: number,
  dropout: number,
  end: number,
  purchase: (time: number) => void,
): number {
  let time = 0;
  for (let events = wait; ; events = k) {
    for (; events > 0; events--) time += exponential(random) / rate;
    if (!(time <= end)) return end;
    purchase(time);
    if (random() < dropout) return time;
  }
}
