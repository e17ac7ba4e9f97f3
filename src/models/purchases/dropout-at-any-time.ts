import { digammaRise, logGamma, logRising } from '../../internal/gamma.js';
import { logistic } from '../../internal/logistic.js';
import { interpolatedByOctave } from '../../internal/octave-interpolation.js';
import { type PositiveIntegral, positiveIntegral } from '../../internal/positive-integral.js';
import { exponential, logGammaVariate, paretoVariate, type Random } from '../../internal/random.js';
import type { End } from '../fitting/ends.js';
import { SAME_PURCHASE_RATE } from './ends.js';
import type { PurchaseKernel, Theta } from './purchase-kernel.js';

/** @internal How long customers stay, from the first purchase: the distribution of the time of leaving over all of them. */
export interface Lifetime {
  /** log S(y) − log S(y + length), which is at least 0, where S(y) is the probability to be there at y. */
  readonly fall: (y: number, length: number) => number;
  /**
   * log h(y) of the hazard h = −S′ / S, which falls with y all the time, or rises all the time; y h(y + c) rises with y for every
   * c ≥ 0.
   */
  readonly logHazard: (y: number) => number;
  /** Sets the derivatives of log S(y) by the parameters, from the third one on. */
  readonly tailSlopes: (y: number, slopes: Float64Array) => void;
  /** The same from y on. */
  readonly after: (y: number) => LifetimeAfter;
  /** ∫ S(T + u) / S(T) du over (from, to], where there is a formula. */
  readonly stay?: (T: number, from: number, to: number) => number;
  /** Where there is such a number: the future of those who are there at T is a function of T + origin alone, and scales with it. */
  readonly origin?: number;
  /** The mean dropout rate of customers who are there at T, or who leave just then. */
  readonly meanRate: (T: number, leaves: boolean) => number;
  /** Draws a customer: the own dropout rate, and the time of leaving. */
  readonly draw: (random: Random) => readonly [rate: number, time: number];
  /** Draws for how long a customer who is there at T stays after it. */
  readonly drawRest: (T: number, random: Random) => number;
}

/** @internal How long customers stay who are there at a time y: everything is a function of the time u after that. */
interface LifetimeAfter {
  /** log (h S)(y + u) − log S(y). */
  readonly logLeaving: (u: number) => number;
  /** The derivative of that by u. */
  readonly slope: (u: number) => number;
  /** Adds those of log S(y + u) − log S(y) by the parameters, times a weight; or of `logLeaving` where it is given. */
  readonly addSlopes: (u: number, weight: number, slopes: Float64Array, logLeaving?: number) => void;
  /** How far below y the next singularity of the hazard is, or about how far it may be. */
  readonly scale: number;
  /** How far from y + u the next other one is. */
  readonly room: (u: number) => number;
}

/**
 * @internal The kernel of the models in which a customer buys at random at a rate of the gamma distribution (r, α) and leaves
 * at any time, whatever the purchases: all that differs is the distribution of that time. The customer is there at T with
 * likelihood (α + T)^−(r + x) S(T), or has left at a y after the last purchase at t, with ∫ (α + y)^−(r + x) h(y) S(y) dy over
 * (t, T]; the rest follows from the ratio of the two, which is an integral of positive terms.
 */
export function dropoutAtAnyTime<Parameters>(
  description: Pick<PurchaseKernel<Parameters>, 'name' | 'parameters' | 'timePowers' | 'starts' | 'ends'>,
  lifetime: (theta: Theta) => Lifetime,
): PurchaseKernel<Parameters> {
  /** Everything that the questions need, for one set of parameters. */
  function prepare(theta: Theta) {
    const [r, alpha] = theta as readonly [number, number];
    const life = lifetime(theta);
    /** Where a customer may have left from t to T: all as a multiple of being there at t, with R = r + x. */
    const leaving = (R: number, t: number, T: number, after = life.after(t)): PositiveIntegral => {
      // No smaller than what can be told apart from T.
      const start = Math.max(alpha + t, 1e-280 * (T - t));
      const scale = Math.max(Math.min(start, after.scale), 1e-280 * (T - t));
      // The hazard is monotone.
      const most = Math.max(0, life.logHazard(T) - life.logHazard(t));
      return positiveIntegral(
        {
          log: (u, v) => after.logLeaving(u) - R * (scale === start ? v : Math.log1p(u / start)),
          slope: (u) => after.slope(u) - R / (start + u),
          room: after.room,
          logRest: (u) => Math.log(T - t - u) + most,
        },
        T - t,
        scale,
      );
    };
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
    const begin = T + from;
    const after = life.after(begin);
    const { log } = positiveIntegral(
      {
        log: (u) => -rate * u - life.fall(begin, u),
        slope: (u) => -rate - Math.exp(life.logHazard(begin + u)),
        room: after.room,
        logRest: (u) => Math.log(Math.min(to - from - u, 1 / rate)),
      },
      to - from,
      to === Infinity ? after.scale : Math.max(after.scale, 1e-280 * (to - from)),
    );
    return Math.exp(log - rate * from - life.fall(T, from));
  }

  /** The purchases of the future: those in a time depend on the history by R / (α + T) and P(alive), the time by T alone. */
  const future = (theta: Theta, from: number, to: number, rate: number) => {
    const { r, alpha, life, logOdds } = prepare(theta);
    const timeAt = (T: number) => stay(life, T, from, to, rate);
    const time = life.stay !== undefined && rate === 0 ? timeAt : quickly(timeAt, life.origin);
    return (x: number, t: number, T: number): number => logistic(-logOdds(x, t, T)) * ((r + x) / (alpha + T)) * time(T);
  };

  return {
    ...description,
    ends: [...description.ends, ...commonEnds()],

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
        const start = alpha + t;
        const none = Math.log1p(t / alpha);
        gradient[0] = byR - none;
        gradient[1] = ((r * t) / alpha - x) / start;
        life.tailSlopes(t, gradient);
        const there = log - R * none - life.fall(0, t);
        if (t === T) return there;
        const after = life.after(t);
        const alive = staying(R, t, T);
        const { log: gone, points, logPoints, logs, weights, total } = leaving(R, t, T, after);
        const isLog = start <= after.scale;
        sums.fill(0);
        const add = (u: number, weight: number, logRise: number, logLeaving?: number) => {
          sums[0] = (sums[0] as number) - weight * logRise;
          sums[1] = (sums[1] as number) + weight * R * (u / (start * (start + u)));
          after.addSlopes(u, weight, sums, logLeaving);
        };
        const share = logistic(gone - alive) / total;
        for (let i = 0; i < points.length; i++) {
          const u = points[i] as number;
          const logRise = isLog ? (logPoints[i] as number) : Math.log1p(u / start);
          add(u, share * (weights[i] as number), logRise, (logs[i] as number) + R * logRise);
        }
        add(T - t, logistic(alive - gone), Math.log1p((T - t) / start));
        for (let j = 0; j < sums.length; j++) gradient[j] = (gradient[j] as number) + (sums[j] as number);
        return there + logOfSum(gone, alive);
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
        const after = life.after(T);
        // By log u, it is concave.
        const logThere = (u: number) => logCount(u) - life.fall(T, u) + Math.log(u);
        const slopeThere = (u: number) => (n * A - R * u) / (A + u) + 1 - u * Math.exp(life.logHazard(T + u));
        let [least, most] = [duration, duration];
        while (slopeThere(least) < 0) [least, most] = [least / 1000, least];
        while (-slopeThere(most) * (most / least - 1) > 1) {
          const middle = Math.sqrt(least) * Math.sqrt(most);
          if (slopeThere(middle) < 0) most = middle;
          else least = middle;
        }
        // Nothing shows where it is so far below its top that the hazard cannot make up for it.
        const bottom = logThere(most) - NEGLIGIBLE - Math.abs(life.logHazard(T + duration) - life.logHazard(T));
        const edge = (inside: number, sign: number, end: number): number => {
          let [near, far, by] = [inside, inside, 4 / (n + 1)];
          for (; far !== end && logThere(far) > bottom; by *= 2) {
            near = far;
            far = sign * inside * Math.exp(sign * by) < sign * end ? inside * Math.exp(sign * by) : end;
          }
          // Not much further.
          while (logThere(far) < bottom - NEGLIGIBLE / 4 && Math.abs(far - near) > 1e-9 * near) {
            const middle = Math.sqrt(near) * Math.sqrt(far);
            if (logThere(middle) > bottom) near = middle;
            else far = middle;
          }
          return far;
        };
        const [from, to] = [edge(least, -1, 0), edge(most, 1, duration)];
        const { log: leaves } = positiveIntegral(
          {
            log: (u) => logCount(from + u) + after.logLeaving(from + u),
            slope: (u) => (n * A) / ((from + u) * (A + from + u)) - R / (A + from + u) + after.slope(from + u),
            room: (u) => after.room(from + u),
            logRest: () => Infinity,
          },
          to - from,
          from,
        );
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
      points.forEach((u, i) => {
        purchases += (weights[i] as number) * (R / (alpha + t + u));
        dropout += (weights[i] as number) * life.meanRate(t + u, true);
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

/** Where all of these models end: where the scale of the dropout rates runs away from their shape, and as NBD does. */
function commonEnds(): End[] {
  return [{ ...SAME_PURCHASE_RATE, fixed: { r: 15 } }];
}

/** The same function of T, for columns: of few different T, or of many. */
function quickly(timeAt: (T: number) => number, origin: number | undefined): (T: number) => number {
  if (origin !== undefined) {
    const ofScale = interpolatedByOctave((_, scale) => timeAt(scale - origin));
    return (T) => ofScale(0, T + origin);
  }
  const times = new Map<number, number>();
  return (T) => {
    const time = times.get(T) ?? timeAt(T);
    times.set(T, time);
    return time;
  };
}

/** What is below e^-45 of the most does not show. */
const NEGLIGIBLE = 45;

/** log(exp(a) + exp(b)). */
function logOfSum(a: number, b: number): number {
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}
