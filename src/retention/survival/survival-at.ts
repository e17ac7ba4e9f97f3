import { NOT_NEGATIVE, refuse, within } from '../../internal/check.js';
import type { SurvivalCurve, SurvivalStep } from './kaplan-meier.js';

/** The share of customers who stay longer than a time, with its interval. */
export interface SurvivalEstimate {
  /** The share: from 0 to 1. */
  readonly value: number;
  /** The lower limit, or `undefined` where the share is 0 or 1. */
  readonly lower: number | undefined;
  /** The upper limit, or `undefined` where the share is 0 or 1. */
  readonly upper: number | undefined;
  /** The standard error of the share; 0 where it is 0 or 1. */
  readonly standardError: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
}

/**
 * Survival at a time: the share of customers who stay longer than it, read from a survival curve. Retention of a group that
 * is not all observed for so long.
 *
 *     S(t) = the survival of the last step at or before t, and 1 before the first
 *
 * At the time of a step the curve has already fallen (it is continuous from the right): who leaves after exactly 12 months
 * does not stay longer than 12.
 *
 * @param curve - What {@link kaplanMeier} or one of its variants returns.
 * @param time - The duration since the customers' start: 0 or more, in the unit of the curve.
 * @returns The share with its interval, or `undefined` beyond the last time at which anybody was seen, unless nobody was
 * left by then (the share is 0 ever after), and for a curve without steps.
 * @throws `TypeError` or `RangeError` for a time that is not a finite number of at least 0.
 * @example
 * ```ts
 * import { kaplanMeier, survivalAt } from 'custometry';
 *
 * const curve = kaplanMeier({
 *   times: [
 *     { time: 3, events: 2, censored: 0, entered: 0 },
 *     { time: 6, events: 0, censored: 8, entered: 0 },
 *   ],
 * });
 * survivalAt(curve, 2.9)?.value; // => 1
 * survivalAt(curve, 3)?.value; // => 0.8
 * survivalAt(curve, 3)?.lower; // => 0.40869…
 * survivalAt(curve, 7); // => undefined
 * ```
 * @see {@link kaplanMeier} for the source.
 */
export function survivalAt(curve: SurvivalCurve, time: number): SurvivalEstimate | undefined {
  const { steps, confidence } = readCurve(curve, 'survivalAt');
  within(time, 'survivalAt: time', NOT_NEGATIVE);
  const last = steps.at(-1);
  if (last === undefined || (time > last.time && last.survival > 0)) return undefined;
  const step = steps[stepsUpTo(steps, time) - 1];
  if (step === undefined) return { value: 1, lower: undefined, upper: undefined, standardError: 0, confidence };
  return {
    value: step.survival,
    lower: step.lower,
    upper: step.upper,
    standardError: step.standardError,
    confidence,
  };
}

/** @internal How many steps are at or before the time. */
export function stepsUpTo(steps: readonly SurvivalStep[], time: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((steps[middle] as SurvivalStep).time <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @internal A curve as its functions return it: its numbers are not checked again. */
export function readCurve(curve: SurvivalCurve, caller: string): SurvivalCurve {
  if (!Array.isArray(curve?.steps)) refuse(curve, `${caller}: curve`, 'a survival curve', '', '');
  return curve;
}
