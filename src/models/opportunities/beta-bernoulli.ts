import { digammaRise, logBetaRise } from '../../internal/gamma.js';
import { logistic } from '../../internal/logistic.js';
import { betaQuadrature } from '../../internal/quadrature.js';
import { logGammaVariate } from '../../internal/random.js';
import type { PurchaseKernel, Theta } from '../purchases/purchase-kernel.js';
import type { PosteriorProbabilities } from './opportunity-model.js';

/** The parameters of BG/BB, all above 0. */
export interface BgBbParameters {
  /** The first shape of the beta distribution of purchase probabilities: their mean is alpha / (alpha + beta). */
  readonly alpha: number;
  /** The second shape of that distribution. */
  readonly beta: number;
  /** The first shape of the beta distribution of dropout probabilities: their mean is gamma / (gamma + delta). */
  readonly gamma: number;
  /** The second shape of that distribution. */
  readonly delta: number;
}

/** The parameters, in this order. */
type Four = readonly [alpha: number, beta: number, gamma: number, delta: number];

function four([alpha, beta, gamma, delta]: Theta): Four {
  return [alpha as number, beta as number, gamma as number, delta as number];
}

/**
 * Having left after the t-th opportunity, at which the last purchase was, and before the n-th: calls `visit` for each j from t
 * to n − 1, the last opportunity at which the customer may have been there, with its probability as a multiple of that of
 * j = t, which falls with j. Returns their sum, from 1 to n − t, or 0 where n = t.
 */
function eachLeaving(
  [alpha, beta, gamma, delta]: Four,
  x: number,
  t: number,
  n: number,
  visit?: (j: number, share: number) => void,
): number {
  let share = 1;
  let sum = 0;
  for (let j = t; j < n; j++) {
    sum += share;
    visit?.(j, share);
    share *= ((beta + (j - x)) / (alpha + beta + j)) * ((delta + j) / (gamma + delta + j + 1));
  }
  return sum;
}

/** The logarithm of the probability to be there at the n-th opportunity and not to have bought since the t-th. */
function logSilent([alpha, beta, gamma, delta]: Four, x: number, t: number, n: number): number {
  return logBetaRise(alpha + x, beta + (t - x), n - t) + logBetaRise(gamma, delta + t, n - t);
}

/** The log-odds of having left before the n-th opportunity, from the sum of {@link eachLeaving}. */
function logOddsGone(theta: Four, x: number, t: number, n: number, leaving = eachLeaving(theta, x, t, n)): number {
  if (n === t) return -Infinity;
  const [, , gamma, delta] = theta;
  return Math.log(gamma) - Math.log(gamma + delta + t) + Math.log(leaving) - logSilent(theta, x, t, n);
}

/** P(alive) times the mean purchase probability, which every purchase to come is multiplied by. */
function weightOf(theta: Four, x: number, t: number, n: number): number {
  const [alpha, beta] = theta;
  return logistic(-logOddsGone(theta, x, t, n)) * ((alpha + x) / (alpha + beta + n));
}

/**
 * The sum of S(k) = B(γ, δ + n + k) / B(γ, δ + n), the probability to stay for k further opportunities, over `from` < k ≤ `to`
 * (equation 13): telescoped, as a difference that has all of its digits close to γ = 1, too.
 */
function opportunitiesWhileAlive(gamma: number, d: number, from: number, to: number): number {
  const m = to - from;
  if (m === 0) return 0;
  const first = Math.exp(logBetaRise(gamma, d, from + 1));
  const start = d + from + 1;
  if (gamma === 1) return first * start * digammaRise(start, m);
  const growth =
    gamma > 1
      ? -Math.expm1(logBetaRise(gamma - 1, start, m)) / (gamma - 1)
      : Math.expm1(-logBetaRise(1 - gamma, start - (1 - gamma), m)) / (1 - gamma);
  return first * (start - (1 - gamma)) * growth;
}

/** The sum of S(k) (1 + d)^−k over the horizon: the mean over θ of a geometric series. */
function discountedWhileAlive(gamma: number, d: number, rate: number, horizon: number): number {
  if (horizon === 0) return 0;
  // (1 − θ) is taken as one more opportunity that the customer stayed for.
  const { points, weights } = betaQuadrature(gamma, d + 1, Math.min(1, Math.max(rate, 1 / horizon)));
  const logFactor = Math.log1p(rate);
  let sum = 0;
  for (let i = 0; i < points.length; i++) {
    const theta = points[i] as number;
    const end = theta + rate;
    const share = horizon === Infinity ? 1 : -Math.expm1(-horizon * (logFactor - Math.log1p(-theta)));
    // Where that is too small for its digits, the series has as many terms of 1.
    sum += (weights[i] as number) * (end * horizon < 1e-290 ? horizon : share / end);
  }
  return sum * (d / (gamma + d));
}

/**
 * P(k purchases at m opportunities) of somebody who is there before them: having left after the k-th or any later one, or not
 * at all (equation 7).
 */
function countWhileAlive([alpha, beta, gamma, delta]: Four, k: number, m: number): number {
  if (k > m) return 0;
  // As a multiple of the probability of the first term, because there may be much more behind it.
  let log = logBetaRise(beta, alpha, k) + logBetaRise(gamma, delta, k);
  let ways = 1;
  let sum = 0;
  for (let i = k; i < m; i++) {
    sum += ways * (gamma / (gamma + delta + i));
    ways *= ((i + 1) / (i + 1 - k)) * ((beta + (i - k)) / (alpha + beta + i)) * ((delta + i) / (gamma + delta + i));
    if (ways > 1e250) {
      ways *= 1e-250;
      sum *= 1e-250;
      log += 575.6462732485115; // log 1e250
    }
  }
  return Math.exp(log + Math.log(sum + ways));
}

const NOBODY_LEAVES = 'no customer seems to leave in these data';

/** @internal The kernel of BG/BB, whose x purchases are at the first n opportunities, the last one at the t-th. */
export const betaBernoulli: PurchaseKernel<BgBbParameters, PosteriorProbabilities> = {
  name: 'bgBb',
  parameters: ['alpha', 'beta', 'gamma', 'delta'],
  timePowers: [0, 0, 0, 0],
  // Frequent, middling and rare purchases; customers who leave soon and late.
  starts: () =>
    [
      [1, 0.5],
      [1, 1],
      [0.5, 2],
      [1, 10],
    ].flatMap((buying) =>
      [
        [0.5, 0.5],
        [0.5, 3],
        [1, 20],
      ].map((leaving) => [...buying, ...leaving]),
    ),

  logLikelihood: (theta) => {
    const parameters = four(theta);
    const [alpha, beta, gamma, delta] = parameters;
    return (x, t, n, gradient) => {
      // The digamma differences from t to j, and their sums over the ways of having left.
      let [byBoth, byBeta, byDelta, byOther] = [0, 0, 0, 1 / (gamma + delta + t)];
      let [leftBoth, leftBeta, leftDelta, leftOther] = [0, 0, 0, 0];
      const leaving = eachLeaving(parameters, x, t, n, (j, share) => {
        leftBoth += share * byBoth;
        leftBeta += share * byBeta;
        leftDelta += share * byDelta;
        leftOther += share * byOther;
        byBoth += 1 / (alpha + beta + j);
        byBeta += 1 / (beta + (j - x));
        byDelta += 1 / (delta + j);
        byOther += 1 / (gamma + delta + j + 1);
      });
      const logOdds = logOddsGone(parameters, x, t, n, leaving);
      const [there, gone] = [logistic(-logOdds), logistic(logOdds)];
      const per = n === t ? 0 : gone / leaving;
      const both = digammaRise(alpha + beta, t) + there * byBoth + per * leftBoth;
      // Of those who are there, the last one of the sum is of the (n + 1)-th opportunity.
      const other = digammaRise(gamma + delta, t) + there * digammaRise(gamma + delta + t, n - t) + per * leftOther;
      gradient[0] = digammaRise(alpha, x) - both;
      gradient[1] = digammaRise(beta, t - x) + there * byBeta + per * leftBeta - both;
      gradient[2] = gone / gamma - other;
      gradient[3] = digammaRise(delta, t) + there * byDelta + per * leftDelta - other;
      return (
        logBetaRise(beta, alpha, x) +
        logBetaRise(alpha + x, beta, t - x) +
        logBetaRise(gamma, delta, t) +
        logSilent(parameters, x, t, n) +
        Math.max(logOdds, 0) +
        Math.log1p(Math.exp(-Math.abs(logOdds)))
      );
    };
  },

  alive: (theta, at, gone) => {
    const parameters = four(theta);
    const [, , gamma, delta] = parameters;
    return (x, t, n) => {
      const logOdds = logOddsGone(parameters, x, t, n);
      const logStays = logBetaRise(gamma, delta + n, at);
      if (gone) return logistic(logOdds) - logistic(-logOdds) * Math.expm1(logStays);
      return logistic(-logOdds) * Math.exp(logStays);
    };
  },

  purchases: (theta, from, to) => {
    const parameters = four(theta);
    const [, , gamma, delta] = parameters;
    return (x, t, n) => weightOf(parameters, x, t, n) * opportunitiesWhileAlive(gamma, delta + n, from, to);
  },

  discounted: (theta, rate, horizon) => {
    const parameters = four(theta);
    const [, , gamma, delta] = parameters;
    let [last, ofLast] = [-1, 0];
    return (x, t, n) => {
      if (n !== last) [last, ofLast] = [n, discountedWhileAlive(gamma, delta + n, rate, horizon)];
      return weightOf(parameters, x, t, n) * ofLast;
    };
  },

  countProbability: (theta, count, duration) => {
    const parameters = four(theta);
    const [alpha, beta, gamma, delta] = parameters;
    return (x, t, n) => {
      const logOdds = logOddsGone(parameters, x, t, n);
      const future: Four = [alpha + x, beta + (n - x), gamma, delta + n];
      return logistic(-logOdds) * countWhileAlive(future, count, duration) + (count === 0 ? logistic(logOdds) : 0);
    };
  },

  rates: (theta, { repeats: x, lastRepeat: t, observed: n }) => {
    const parameters = four(theta);
    const [alpha, beta, gamma, delta] = parameters;
    let [buys, leaves] = [0, 0];
    const leaving = eachLeaving(parameters, x, t, n, (j, share) => {
      buys += share * ((alpha + x) / (alpha + beta + j));
      leaves += share * ((gamma + 1) / (gamma + delta + j + 1));
    });
    const logOdds = logOddsGone(parameters, x, t, n, leaving);
    const [there, per] = [logistic(-logOdds), n === t ? 0 : logistic(logOdds) / leaving];
    return {
      purchaseProbability: there * ((alpha + x) / (alpha + beta + n)) + per * buys,
      dropoutProbability: there * (gamma / (gamma + delta + n)) + per * leaves,
    };
  },

  life: (theta, random) => {
    const [alpha, beta, gamma, delta] = four(theta);
    return (end, purchase) => {
      const purchaseRate = logistic(logGammaVariate(alpha, random) - logGammaVariate(beta, random));
      const dropout = logistic(logGammaVariate(gamma, random) - logGammaVariate(delta, random));
      let activeUntil = 0;
      while (activeUntil < end && random() >= dropout) {
        activeUntil++;
        if (random() < purchaseRate) purchase(activeUntil);
      }
      return { purchaseRate, dropout, activeUntil };
    };
  },

  future: (theta, random) => {
    const parameters = four(theta);
    const [alpha, beta, gamma, delta] = parameters;
    return (x, t, n, end, purchase) => {
      if (random() >= logistic(-logOddsGone(parameters, x, t, n))) return;
      // The probabilities need not be drawn: each opportunity says more of them.
      let bought = alpha + x;
      for (let j = 0; j < end; j++) {
        if (random() * (gamma + delta + n + j) < gamma) return;
        if (random() * (alpha + beta + n + j) >= bought) continue;
        bought++;
        purchase(j + 1);
      }
    };
  },

  ends: [
    { low: ['gamma'], high: [], why: NOBODY_LEAVES },
    { low: [], high: ['gamma', 'delta'], why: 'all customers seem to have the same dropout probability' },
    { low: [], high: ['delta'], why: NOBODY_LEAVES },
  ],
};
