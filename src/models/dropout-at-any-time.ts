import { digammaRise, logGamma, logRising } from '../internal/gamma.js';
import { type PositiveIntegral, positiveIntegral } from '../internal/positive-integral.js';
import { exponential, logGammaVariate, paretoVariate, type Random } from '../internal/random.js';
import type { PurchaseKernel, Theta } from './kernel.js';

/** @internal How long customers stay, from the first purchase: the distribution of the time of leaving over all of them. */
export interface Lifetime {
  /** log S(y) − log S(y + length), which is at least 0, where S(y) is the probability to be there at y. */
  readonly fall: (y: number, length: number) => number;
  /** log h(y) of the hazard h = −S′ / S. */
  readonly logHazard: (y: number) => number;
  /** Sets the derivatives of log S(y) by the parameters, from the third one on. */
  readonly tailSlopes: (y: number, slopes: Float64Array) => void;
  /** Adds those of log h(y) + log S(y) − log S(T), times a weight. */
  readonly addSlopes: (y: number, T: number, weight: number, slopes: Float64Array) => void;
  /** How far below y the next singularity of the hazard is, or about how far it may be. */
  readonly scale: (y: number) => number;
  /** A bound of |d log h / dy| + h at y. */
  readonly steepness: (y: number) => number;
  /** How long a stretch from y on is smooth but for that. */
  readonly smooth: (y: number) => number;
  /** By how much log (h S) rises from y on at most, before `to`. */
  readonly rise: (y: number, to: number) => number;
  /** ∫ S(T + u) / S(T) du over (from, to], where there is a formula. */
  readonly stay?: (T: number, from: number, to: number) => number;
  /** The mean dropout rate of customers who are there at T, or who leave just then. */
  readonly meanRate: (T: number, leaves: boolean) => number;
  /** Draws a customer: the own dropout rate, and the time of leaving. */
  readonly draw: (random: Random) => readonly [rate: number, time: number];
  /** Draws for how long a customer who is there at T stays after it. */
  readonly drawRest: (T: number, random: Random) => number;
}

/**
 * @internal The kernel of the models in which a customer buys at random at a rate of the gamma distribution (r, α) and leaves
 * at any time, whatever the purchases: all that differs is the distribution of that time. The customer is there at T with
 * likelihood (α + T)^−(r + x) S(T), or has left at a y after the last purchase at t, with ∫ (α + y)^−(r + x) h(y) S(y) dy over
 * (t, T]; the rest follows from the ratio of the two, which is an integral of positive terms.
 */
export function dropoutAtAnyTime<Parameters>(
  description: Pick<PurchaseKernel<Parameters>, 'name' | 'parameters' | 'timePowers' | 'starts' | 'explain'>,
  lifetime: (theta: Theta) => Lifetime,
): PurchaseKernel<Parameters> {
  /** Where a customer may have left from t to T: all as a multiple of being there at t, with R = r + x. */
  const leavingOf =
    (alpha: number, life: Lifetime) =>
    (R: number, t: number, T: number): PositiveIntegral =>
      positiveIntegral(
        {
          log: (y) => life.logHazard(y) - R * Math.log1p((y - t) / (alpha + t)) - life.fall(t, y - t),
          steepness: (y) => R / (alpha + y) + life.steepness(y),
          smooth: life.smooth,
          logRest: (y) => Math.log(T - y) + life.rise(y, T),
        },
        t,
        T,
        Math.min(alpha + t, life.scale(t)),
      );

  /** Everything that the questions need, for one set of parameters. */
  function prepare(theta: Theta) {
    const [r, alpha] = theta as readonly [number, number];
    const life = lifetime(theta);
    const leaving = leavingOf(alpha, life);
    /** The logarithm of being there and silent until T as a multiple of being there at t. */
    const staying = (R: number, t: number, T: number): number =>
      -R * Math.log1p((T - t) / (alpha + t)) - life.fall(t, T - t);
    const logOdds = (x: number, t: number, T: number): number =>
      t < T ? leaving(r + x, t, T).log - staying(r + x, t, T) : -Infinity;
    return { r, alpha, life, leaving, staying, logOdds };
  }

  /** ∫ exp(−rate u) S(T + u) / S(T) du over (from, to]. */
  function stay(life: Lifetime, T: number, from: number, to: number, rate: number): number {
    if (from === to) return 0;
    if (rate === 0 && life.stay !== undefined) return life.stay(T, from, to);
    const { log } = positiveIntegral(
      {
        log: (u) => -rate * u - life.fall(T, u),
        steepness: (u) => rate + life.steepness(T + u),
        smooth: (u) => life.smooth(T + u),
        logRest: (u) => Math.log(Math.min(to - u, 1 / rate)),
      },
      from,
      to,
      life.scale(T + from),
    );
    return Math.exp(log);
  }

  /** The purchases of the future: those in a time depend on the history by R / (α + T) and P(alive), the time by T alone. */
  const future = (theta: Theta, from: number, to: number, rate: number) => {
    const { r, alpha, life, logOdds } = prepare(theta);
    const times = new Map<number, number>();
    return (x: number, t: number, T: number): number => {
      const time = times.get(T) ?? stay(life, T, from, to, rate);
      times.set(T, time);
      return logistic(-logOdds(x, t, T)) * ((r + x) / (alpha + T)) * time;
    };
  };

  return {
    ...description,

    logLikelihood: (theta) => {
      const { r, alpha, life, leaving, staying } = prepare(theta);
      const logAlpha = Math.log(alpha);
      // What depends on x alone.
      let [last, log, byR] = [-1, 0, 0];
      const sums = new Float64Array(theta.length);
      return (x, t, T, gradient) => {
        if (x !== last) {
          last = x;
          log = logRising(r, x) - x * logAlpha;
          byR = digammaRise(r, x);
        }
        const R = r + x;
        const none = Math.log1p(T / alpha);
        gradient[0] = byR - none;
        gradient[1] = ((r * T) / alpha - x) / (alpha + T);
        life.tailSlopes(T, gradient);
        const there = log - R * Math.log1p(t / alpha) - life.fall(0, t);
        if (t === T) return there;
        const alive = staying(R, t, T);
        const gone = leaving(R, t, T);
        sums.fill(0);
        for (let i = 0; i < gone.points.length; i++) {
          const y = gone.points[i] as number;
          const weight = gone.weights[i] as number;
          const ratio = (T - y) / (alpha + y);
          sums[0] = (sums[0] as number) + weight * Math.log1p(ratio);
          sums[1] = (sums[1] as number) - weight * R * (ratio / (alpha + T));
          life.addSlopes(y, T, weight, sums);
        }
        const share = logistic(gone.log - alive) / gone.total;
        for (let j = 0; j < sums.length; j++) gradient[j] = (gradient[j] as number) + share * (sums[j] as number);
        return there + logOfSum(gone.log, alive);
      };
    },

    alive: (theta, at, gone) => {
      const { life, logOdds } = prepare(theta);
      return (x, t, T) => {
        const log = logOdds(x, t, T);
        if (at === 0) return logistic(gone ? log : -log);
        const fall = life.fall(T, at);
        return gone ? logistic(log) - logistic(-log) * Math.expm1(-fall) : logistic(-log) * Math.exp(-fall);
      };
    },

    purchases: (theta, from, to) => future(theta, from, to, 0),

    discounted: (theta, rate, horizon) => future(theta, 0, horizon, rate),

    countProbability: (theta, n, duration) => {
      const { r, alpha, life, leaving, staying, logOdds } = prepare(theta);
      const logFactorial = logGamma(n + 1);
      return (x, t, T) => {
        if (duration === 0) return n === 0 ? 1 : 0;
        const [R, A] = [r + x, alpha + T];
        const log = logOdds(x, t, T);
        // P(n purchases in u without leaving): of the negative binomial distribution.
        const logWays = logRising(R, n) - logFactorial;
        const logCount = (u: number) => logWays - R * Math.log1p(u / A) - n * Math.log1p(A / u);
        if (n === 0) {
          // Silence: to be there without a purchase, or to have left before one.
          const silence = logOfSum(leaving(R, T, T + duration).log, staying(R, T, T + duration));
          return logistic(log) + logistic(-log) * Math.exp(silence);
        }
        const logLeaves = (u: number) => logCount(u) + life.logHazard(T + u) - life.fall(T, u);
        // Were there no leaving, the likeliest time for n purchases.
        const mode = Math.min((n * A) / R, duration);
        // As u falls to 0 so does u^(n + 1): below `from` nothing shows.
        let [from, most] = [duration, -Infinity];
        for (;;) {
          const value = logLeaves(from) + Math.log(from);
          most = Math.max(most, value);
          if (from <= mode && value < most - NEGLIGIBLE) break;
          from /= 2;
        }
        const leaves = positiveIntegral(
          {
            log: logLeaves,
            steepness: (u) => Math.abs((n * A) / u - R) / (A + u) + life.steepness(T + u),
            smooth: (u) => life.smooth(T + u),
            logRest: (u) =>
              Math.log(duration - u) + logCount(Math.max(u, mode)) - logCount(u) + life.rise(T + u, T + duration),
          },
          from,
          duration,
          from,
        ).log;
        return logistic(-log) * (Math.exp(logCount(duration) - life.fall(T, duration)) + Math.exp(leaves));
      };
    },

    rates: (theta, { repeats: x, lastRepeat: t, observed: T }) => {
      const { r, alpha, life, leaving, staying } = prepare(theta);
      const R = r + x;
      const there = { purchaseRate: R / (alpha + T), dropoutRate: life.meanRate(T, false) };
      if (t === T) return there;
      const { log, points, weights, total } = leaving(R, t, T);
      let [purchases, dropout] = [0, 0];
      points.forEach((y, i) => {
        purchases += (weights[i] as number) * (R / (alpha + y));
        dropout += (weights[i] as number) * life.meanRate(y, true);
      });
      const odds = log - staying(R, t, T);
      const [alive, gone] = [logistic(-odds), logistic(odds) / total];
      return {
        purchaseRate: alive * there.purchaseRate + gone * purchases,
        dropoutRate: alive * there.dropoutRate + gone * dropout,
      };
    },

    life: (theta, random) => {
      const { r, alpha, life } = prepare(theta);
      return (end, purchase) => {
        const purchaseRate = Math.exp(logGammaVariate(r, random)) / alpha;
        const [dropout, leaving] = life.draw(random);
        const activeUntil = Math.min(leaving, end);
        for (let time = exponential(random) / purchaseRate; time <= activeUntil; ) {
          purchase(time);
          time += exponential(random) / purchaseRate;
        }
        return { purchaseRate, dropout, activeUntil };
      };
    },

    future: (theta, random) => {
      const { r, alpha, life, logOdds } = prepare(theta);
      // Rows that are alike often stand together, and the probability to be there is an integral.
      let [lastX, lastRepeat, lastT, alive] = [-1, 0, 0, 0];
      return (x, t, T, end, purchase) => {
        if (x !== lastX || t !== lastRepeat || T !== lastT) {
          [lastX, lastRepeat, lastT, alive] = [x, t, T, logistic(-logOdds(x, t, T))];
        }
        if (random() >= alive) return;
        const activeUntil = Math.min(life.drawRest(T, random), end);
        // The rate need not be drawn: each purchase says more of it.
        let shape = r + x;
        for (let time = 0; ; ) {
          time += paretoVariate(shape++, alpha + T + time, random);
          if (!(time <= activeUntil)) return;
          purchase(time);
        }
      };
    },
  };
}

/** What is below e^-45 of the most does not show. */
const NEGLIGIBLE = 45;

/** 1 / (1 + exp(−x)). */
function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** log(exp(a) + exp(b)). */
function logOfSum(a: number, b: number): number {
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
