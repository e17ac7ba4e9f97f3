import { withinOpen } from '../../internal/check.js';
import type { SurvivalCurve, SurvivalStep } from './kaplan-meier.js';
import { readCurve } from './survival-at.js';

/** A time by which a share of the customers has left, with its interval. */
export interface LifetimeQuantile {
  /** The time, or `undefined` where the curve does not come down so far. */
  readonly value: number | undefined;
  /** The lower limit of the time, or `undefined` where the lower limit of the curve does not come down so far. */
  readonly lower: number | undefined;
  /** The upper limit of the time, or `undefined` where the upper limit of the curve does not come down so far. */
  readonly upper: number | undefined;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
}

/**
 * Median lifetime: the time by which half of the customers have left, counting those who are still there as what they are,
 * not as lost. {@link lifetimeQuantile} at 0.5.
 *
 * @param curve - What {@link kaplanMeier} or one of its variants returns.
 * @returns The median in the unit of the curve with its interval. `value` is `undefined` where more than half of the
 * customers stay beyond what was observed: the median is not known, except that it is (with the confidence) above `lower`.
 * @throws `TypeError` for something that is not a survival curve.
 * @example
 * ```ts
 * import { kaplanMeier, medianLifetime } from 'custometry';
 *
 * const curve = kaplanMeier({
 *   times: [
 *     { time: 2, events: 3, censored: 1, entered: 0 },
 *     { time: 5, events: 4, censored: 0, entered: 0 },
 *     { time: 9, events: 0, censored: 4, entered: 0 },
 *   ],
 * });
 * const { value, lower, upper } = medianLifetime(curve);
 * [value, lower, upper]; // => [5, 2, undefined]
 * ```
 * @see {@link lifetimeQuantile} for the definition and its source.
 */
export function medianLifetime(curve: SurvivalCurve): LifetimeQuantile {
  return quantileOf(readCurve(curve, 'medianLifetime'), 0.5);
}

/**
 * Quantile of the lifetime: the time by which a share of the customers has left, with the interval of Brookmeyer and
 * Crowley, which are the times whose survival may be 1 − share by the limits of the curve.
 *
 *     t(p) = the least t with S(t) ≤ 1 − p
 *
 * Where the curve is flat at exactly 1 − p, every time from there to the next step fits, and the middle of the two is taken
 * (up to the last time observed where no step follows), as R's quantile.survfit does. The limits are where the lower and the
 * upper limits of the curve come down to 1 − p for the first time, by the same rule; which interval the curve was made with
 * matters to them.
 *
 * @param curve - What {@link kaplanMeier} or one of its variants returns.
 * @param share - The share of customers who have left: above 0 and below 1.
 * @returns The time in the unit of the curve with its interval; each is `undefined` where the curve (or its limit) does not
 * come down to 1 − share.
 * @throws `TypeError` or `RangeError` for a share that is not a fraction between 0 and 1.
 * @example
 * ```ts
 * import { kaplanMeier, lifetimeQuantile } from 'custometry';
 *
 * const curve = kaplanMeier({
 *   times: [
 *     { time: 2, events: 3, censored: 1, entered: 0 },
 *     { time: 5, events: 4, censored: 0, entered: 0 },
 *     { time: 9, events: 0, censored: 4, entered: 0 },
 *   ],
 * });
 * lifetimeQuantile(curve, 0.2).value; // => 2
 * lifetimeQuantile(curve, 0.25).value; // => 3.5
 * lifetimeQuantile(curve, 0.9).value; // => undefined
 * ```
 * @see Ron Brookmeyer and John Crowley (1982), "A Confidence Interval for the Median Survival Time", Biometrics 38(1), 29-41.
 */
export function lifetimeQuantile(curve: SurvivalCurve, share: number): LifetimeQuantile {
  const caller = 'lifetimeQuantile';
  return quantileOf(readCurve(curve, caller), withinOpen(share, `${caller}: share`));
}

function quantileOf({ steps, confidence }: SurvivalCurve, share: number): LifetimeQuantile {
  return {
    value: crossing(steps, 'survival', share),
    lower: crossing(steps, 'lower', share),
    upper: crossing(steps, 'upper', share),
    confidence,
  };
}

/** When the survival or one of its limits comes down to 1 − share, or the middle of when it is at it. */
function crossing(
  steps: readonly SurvivalStep[],
  side: 'survival' | 'lower' | 'upper',
  share: number,
): number | undefined {
  // A product such as 22/24 · 6/11 does not round to 1/2. Nobody and everybody are told from any share, however near.
  const rounding = Math.min(1e-12, share / 1000, (1 - share) / 1000);
  let at: number | undefined;
  for (const { time, [side]: survival } of steps) {
    if (survival === undefined) continue;
    const left = 1 - survival;
    if (left > share + rounding) return at === undefined ? time : middle(at, time);
    if (left >= share - rounding) at ??= time;
  }
  // At the level to the end of what was observed.
  return at === undefined ? undefined : middle(at, (steps.at(-1) as SurvivalStep).time);
}

/** Of two times, which can be too large to add. */
function middle(from: number, to: number): number {
  const total = from + to;
  return total < Infinity ? total / 2 : from / 2 + to / 2;
}
