import { POSITIVE, representable, within } from '../../internal/check.js';
import { centralQuantile } from '../../internal/normal.js';
import { addTo } from '../../internal/running-sum.js';
import type { SurvivalCurve, SurvivalStep } from './kaplan-meier.js';
import { readCurve, stepsUpTo } from './survival-at.js';

/** The mean lifetime up to a horizon, with its interval. */
export interface RestrictedMeanLifetime {
  /** The mean: from 0 to the horizon, in the unit of the curve. */
  readonly value: number;
  /** The lower limit, or `undefined` where the standard error is 0. */
  readonly lower: number | undefined;
  /** The upper limit, or `undefined` where the standard error is 0. */
  readonly upper: number | undefined;
  /** The standard error of the mean. */
  readonly standardError: number;
  /** The confidence of the interval: a fraction. */
  readonly confidence: number;
}

/**
 * Restricted mean lifetime: how long customers stay on average within their first `horizon`, a stay beyond it counting as the
 * horizon. The area under the survival curve.
 *
 *     μ(h) = ∫₀ʰ S(t) dt
 *     Var μ(h) = Σ A(tᵢ)² · dᵢ / (nᵢ · (nᵢ − dᵢ)),    A(tᵢ) = ∫ S(t) dt from tᵢ to h
 *     limits: μ(h) ± z · √Var μ(h), cut at 0 and h
 *
 * over the times tᵢ ≤ h, at which dᵢ customers leave of nᵢ at risk. The mean of the whole lifetime cannot be known while
 * customers are still there; this one can. The horizon belongs to the number: compare groups at one horizon.
 *
 * @param curve - What {@link kaplanMeier} or one of its variants returns. Only its steps and its confidence matter here.
 * @param horizon - The longest stay that counts: above 0, in the unit of the curve.
 * @returns The mean with its interval, or `undefined` where the curve ends before the horizon with customers still there,
 * and for a curve without steps. (R's survfit carries the curve on as it was, which claims that nobody leaves.) Limits are
 * `undefined` where the standard error is 0, as where nobody has left.
 * @throws `TypeError` or `RangeError` for a horizon that is not a finite number above 0.
 * @example
 * ```ts
 * import { kaplanMeier, restrictedMeanLifetime } from 'custometry';
 *
 * const curve = kaplanMeier({
 *   times: [
 *     { time: 3, events: 2, censored: 0, entered: 0 },
 *     { time: 6, events: 2, censored: 0, entered: 0 },
 *     { time: 12, events: 0, censored: 6, entered: 0 },
 *   ],
 * });
 * restrictedMeanLifetime(curve, 12)?.value; // => 9
 * restrictedMeanLifetime(curve, 12)?.standardError; // => 1.2
 * restrictedMeanLifetime(curve, 24); // => undefined
 * ```
 * @see John P. Klein and Melvin L. Moeschberger (2003), Survival Analysis, 2nd ed., equations 4.5.1 and 4.5.2; J. O. Irwin
 * (1949), "The Standard Error of an Estimate of Expectation of Life", Journal of Hygiene 47(2), 188-189.
 */
export function restrictedMeanLifetime(curve: SurvivalCurve, horizon: number): RestrictedMeanLifetime | undefined {
  const caller = 'restrictedMeanLifetime';
  const { steps, confidence } = readCurve(curve, caller);
  within(horizon, `${caller}: horizon`, POSITIVE);
  const last = steps.at(-1);
  if (last === undefined || (horizon > last.time && last.survival > 0)) return undefined;
  const area = { total: 0, lost: 0 };
  const variance = { total: 0, lost: 0 };
  // From the horizon back, so that the area from each step to the horizon is at hand.
  let until = horizon;
  for (let i = stepsUpTo(steps, horizon) - 1; i >= 0; i--) {
    const { time, survival, events, atRisk } = steps[i] as SurvivalStep;
    addTo(area, survival * (until - time));
    until = time;
    const ahead = area.total + area.lost;
    if (ahead > 0 && events > 0) addTo(variance, ((ahead * events) / atRisk / (atRisk - events)) * ahead);
  }
  addTo(area, until);
  const value = Math.min(area.total + area.lost, horizon);
  const standardError = representable(Math.sqrt(variance.total + variance.lost), caller);
  const width = centralQuantile(confidence) * standardError;
  return {
    value,
    lower: width > 0 ? Math.max(0, value - width) : undefined,
    upper: width > 0 ? Math.min(horizon, value + width) : undefined,
    standardError,
    confidence,
  };
}
