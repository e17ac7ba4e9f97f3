import { digammaRise, logBetaRise, logRising } from '../../internal/gamma.js';
import { logistic } from '../../internal/logistic.js';
import { interpolatedByOctave } from '../../internal/octave-interpolation.js';
import { exponential, logGammaVariate, paretoVariate } from '../../internal/random.js';
import type { End } from '../fitting/ends.js';
import { aliveLater, countWhileAlive, discountedWhileAlive, purchasesWhileAlive } from './dropout-after-purchase.js';
import { NOBODY_LEAVES, SAME_PURCHASE_RATE } from './ends.js';
import type { PurchaseKernel, Theta } from './purchase-kernel.js';

/** The parameters of BG/NBD and MBG/NBD, all above 0. */
export interface BetaGeometricParameters {
  /** The shape of the gamma distribution of purchase rates: the smaller, the more customers differ. */
  readonly r: number;
  /** The rate of that distribution, a time: the mean purchase rate is r / alpha. */
  readonly alpha: number;
  /** The first shape of the beta distribution of dropout probabilities: their mean is a / (a + b). */
  readonly a: number;
  /** The second shape of that distribution. */
  readonly b: number;
}

type Four = readonly [r: number, alpha: number, a: number, b: number];

/** The kernel's order of parameters is this one. */
function four([r, alpha, a, b]: Theta): Four {
  return [r as number, alpha as number, a as number, b as number];
}

/**
 * @internal The kernel of the models in which a customer leaves after a purchase with a probability of the beta distribution:
 * after each repeat purchase (`first` = 0, BG/NBD), or after the first one, too (`first` = 1, MBG/NBD). After x repeat purchases
 * a customer has had m = x + first occasions to leave.
 */
export function betaGeometric(name: string, first: 0 | 1): PurchaseKernel<BetaGeometricParameters> {
  /** The log-odds of having left by T: log of a / (b + m − 1) · ((α + T) / (α + t))^(r + x), where there was an occasion. */
  const logOddsGone = ([r, alpha, a, b]: Four, x: number, t: number, T: number): number => {
    const m = x + first;
    return m === 0 ? -Infinity : Math.log(a / (b + (m - 1))) + (r + x) * Math.log1p((T - t) / (alpha + t));
  };

  return {
    name,
    parameters: ['r', 'alpha', 'a', 'b'],
    timePowers: [0, 1, 0, 0],

    starts: betaGeometricStarts,

    logLikelihood: (theta) => {
      const parameters = four(theta);
      const [r, alpha, a, b] = parameters;
      const logAlpha = Math.log(alpha);
      // What depends on x alone.
      let [last, log, logOfA, byR, byA, byB] = [-1, 0, 0, 0, 0, 0];
      return (x, t, T, gradient) => {
        const m = x + first;
        if (x !== last) {
          last = x;
          log = logRising(r, x) + logBetaRise(a, b, m);
          logOfA = Math.log(a / (b + (m - 1)));
          byR = digammaRise(r, x);
          byA = -digammaRise(a + b, m);
          byB = digammaRise(b, m) + byA;
        }
        const none = Math.log1p(T / alpha);
        gradient[0] = byR - none;
        gradient[1] = ((r * T) / alpha - x) / (alpha + T);
        gradient[2] = byA;
        gradient[3] = byB;
        if (m === 0) return -r * none;
        const ratio = Math.log1p((T - t) / (alpha + t));
        const logOdds = logOfA + (r + x) * ratio;
        const lesser = Math.exp(-Math.abs(logOdds));
        const gone = (logOdds > 0 ? 1 : lesser) / (1 + lesser);
        gradient[0] += gone * ratio;
        gradient[1] += gone * (((r * t) / alpha - x) / (alpha + t) - gradient[1]);
        gradient[2] += gone / a;
        gradient[3] -= gone / (b + (m - 1));
        return log - (r + x) * none - x * logAlpha + Math.max(logOdds, 0) + Math.log1p(lesser);
      };
    },

    alive: (theta, at, gone) => {
      const parameters = four(theta);
      const [r, alpha, a, b] = parameters;
      const whileAlive = interpolatedByOctave((x, scale) => aliveLater(r + x, scale, a, b + x + first, at, gone));
      return (x, t, T) => {
        const logOdds = logOddsGone(parameters, x, t, T);
        if (at === 0) return logistic(gone ? logOdds : -logOdds);
        const later = logistic(-logOdds) * whileAlive(x, alpha + T);
        return gone ? logistic(logOdds) + later : later;
      };
    },

    purchases: (theta, from, to) => {
      const parameters = four(theta);
      const [r, alpha, a, b] = parameters;
      const whileAlive = interpolatedByOctave((x, scale) =>
        purchasesWhileAlive(r + x, scale, a, b + x + first, from, to),
      );
      return (x, t, T) => logistic(-logOddsGone(parameters, x, t, T)) * whileAlive(x, alpha + T);
    },

    discounted: (theta, rate, horizon) => {
      const parameters = four(theta);
      const [r, alpha, a, b] = parameters;
      const whileAlive = interpolatedByOctave((x, scale) =>
        discountedWhileAlive(r + x, scale, a, b + x + first, rate, horizon),
      );
      return (x, t, T) => logistic(-logOddsGone(parameters, x, t, T)) * whileAlive(x, alpha + T);
    },

    countProbability: (theta, count, duration) => {
      const parameters = four(theta);
      const [r, alpha, a, b] = parameters;
      return (x, t, T) => {
        const logOdds = logOddsGone(parameters, x, t, T);
        const alive = logistic(-logOdds) * countWhileAlive(r + x, alpha + T, a, b + x + first, count, duration);
        return count === 0 ? alive + logistic(logOdds) : alive;
      };
    },

    rates: (theta, { repeats: x, lastRepeat: t, observed: T }) => {
      const parameters = four(theta);
      const [r, alpha, a, b] = parameters;
      const logOdds = logOddsGone(parameters, x, t, T);
      const [alive, gone] = [logistic(-logOdds), logistic(logOdds)];
      return {
        purchaseRate: (r + x) * (alive / (alpha + T) + gone / (alpha + t)),
        // The purchase after which a customer has left counts for a instead of b.
        dropoutProbability: (a + gone) / (a + b + x + first),
      };
    },

    life: (theta, random) => {
      const parameters = four(theta);
      const [r, alpha, a, b] = parameters;
      return (end, purchase) => {
        const purchaseRate = Math.exp(logGammaVariate(r, random)) / alpha;
        const dropout = logistic(logGammaVariate(a, random) - logGammaVariate(b, random));
        let time = 0;
        if (first === 1 && random() < dropout) return { purchaseRate, dropout, activeUntil: 0 };
        for (;;) {
          time += exponential(random) / purchaseRate;
          if (!(time <= end)) return { purchaseRate, dropout, activeUntil: end };
          purchase(time);
          if (random() < dropout) return { purchaseRate, dropout, activeUntil: time };
        }
      };
    },

    future: (theta, random) => {
      const parameters = four(theta);
      const [r, alpha, a, b] = parameters;
      return (x, t, T, end, purchase) => {
        if (random() >= logistic(-logOddsGone(parameters, x, t, T))) return;
        // The rate and the probability to leave need not be drawn: each purchase, and each stay, says more of them.
        let shape = r + x;
        let occasions = a + b + x + first;
        for (let time = 0; ; ) {
          time += paretoVariate(shape++, alpha + T + time, random);
          if (!(time <= end)) return;
          purchase(time);
          if (random() * occasions++ < a) return;
        }
      };
    },

    ends: betaGeometricEnds(NOBODY_LEAVES),
  };
}

/** @internal Guesses of r, α, a and b: customers who differ much and little, and leave soon and late. */
export function betaGeometricStarts(rate: number): number[][] {
  return [0.25, 1, 4].flatMap((r) =>
    [
      [0.5, 2],
      [0.1, 3],
      [2, 2],
    ].map(([a, b]) => [r, r / (1.3 * rate), a, b] as number[]),
  );
}

/** @internal Where r, α, a and b end; in words for the case that nobody leaves. */
export function betaGeometricEnds(nobodyLeaves: string): End[] {
  return [
    { low: ['a'], high: [], fixed: { a: -16, b: 16 }, why: nobodyLeaves },
    {
      low: ['a', 'b'],
      high: [],
      fixed: { a: -15 },
      why: 'some customers seem to leave at the first occasion, and the others never',
    },
    { low: [], high: ['a', 'b'], why: 'all customers seem to have the same dropout probability' },
    { low: [], high: ['b'], why: nobodyLeaves },
    SAME_PURCHASE_RATE,
  ];
}
