import { representable } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { centralQuantile } from '../../internal/normal.js';
import { addTo } from '../../internal/running-sum.js';
import { readAtRisk } from './read-table.js';
import type { SurvivalTable, SurvivalTime } from './table.js';

/** The curve at one time, from which on it holds until the next step. */
export interface SurvivalStep {
  /** The duration since the customers' start. */
  readonly time: number;
  /** How many were at risk just before the time. */
  readonly atRisk: number;
  /** How many left at the time. */
  readonly events: number;
  /** How many were last seen at the time, and had not left. */
  readonly censored: number;
  /** The share of customers who stay longer than the time: from 0 to 1. */
  readonly survival: number;
  /** The standard error of the share, by Greenwood's formula; 0 where the share is 0 or 1. */
  readonly standardError: number;
  /** The lower limit of the share, or `undefined` where the share is 0 or 1. */
  readonly lower: number | undefined;
  /** The upper limit of the share, or `undefined` where the share is 0 or 1. */
  readonly upper: number | undefined;
}

/** A survival curve: the share of customers who stay longer than each time. It is 1 before the first step. */
export interface SurvivalCurve {
  /** One step for each time at which somebody left or was last seen, in rising order. */
  readonly steps: readonly SurvivalStep[];
  /** The confidence of the limits: a fraction. */
  readonly confidence: number;
}

/**
 * The Kaplan-Meier survival curve: the share of customers who stay longer than each time, estimated from the lifetimes of
 * those who left and of those who are still there (the censored). Its limits are the log-log ones, which stay within 0 to 1
 * and are the ones to use.
 *
 *     S(t) = ∏ (1 − dᵢ / nᵢ)            over the times tᵢ ≤ t
 *     Var S(t) = S(t)² · G(t),          G(t) = Σ dᵢ / (nᵢ · (nᵢ − dᵢ))      (Greenwood)
 *     limits: S(t)^exp(±z · √G(t) / |log S(t)|)
 *
 * where dᵢ customers leave at tᵢ of nᵢ at risk, and z is the normal quantile of the confidence. The limits hold at each time
 * on its own, not for the whole curve at once.
 *
 * Censoring must have nothing to do with leaving: the censored must be as likely to leave as those who are still watched.
 * Where the survival is 1 (nobody has left yet) or 0 (nobody is left), these limits do not exist and are `undefined`; no
 * certainty is meant. R's survfit gives NA there for conf.type = "log-log", too. Its standard errors in `print` and in
 * `summary` are these, those inside the object are of log S.
 *
 * With late entries few may be at risk early. If all of those leave, the curve is 0 from there on, whoever enters later;
 * where nobody is at risk for a while, it goes on as if nobody had left meanwhile.
 *
 * @param table - What {@link survivalTable} returns.
 * @param options - `confidence`: 0.95 unless told.
 * @returns The curve; without steps for an empty table.
 * @throws `TypeError` or `RangeError` for a table whose times do not rise, whose counts are not numbers from 0 to 1e15 or
 * of which more have entered than leave later, and a confidence that is not a fraction between 0 and 1.
 * @example
 * ```ts
 * import { kaplanMeier, survivalTable } from 'custometry';
 *
 * const { steps } = kaplanMeier(
 *   survivalTable([
 *     { duration: 2, event: true },
 *     { duration: 3, event: false },
 *     { duration: 5, event: true },
 *     { duration: 8, event: false },
 *   ]),
 * );
 * steps[0]?.survival; // => 0.75
 * steps[2]?.survival; // => 0.375
 * steps[2]?.lower; // => 0.010971…
 * steps[2]?.upper; // => 0.80800…
 * ```
 * @see Edward L. Kaplan and Paul Meier (1958), "Nonparametric Estimation from Incomplete Observations", Journal of the
 * American Statistical Association 53, 457-481; John D. Kalbfleisch and Ross L. Prentice (2002), The Statistical Analysis of
 * Failure Time Data, 2nd ed., section 1.4, for the log-log limits.
 */
export function kaplanMeier(table: SurvivalTable, options: ConfidenceOptions = {}): SurvivalCurve {
  return productLimit(table, options, 'kaplanMeier', (survival, width) => {
    const log = Math.log(survival);
    const factor = Math.exp(-width / log);
    return [survival ** factor, survival ** (1 / factor)];
  });
}

/**
 * @internal The curve with any limits: `limits` gets a survival above 0 and below 1 and the half width z·√G of the interval
 * of its logarithm.
 */
export function productLimit(
  table: SurvivalTable,
  options: ConfidenceOptions,
  caller: string,
  limits: (survival: number, width: number) => readonly [lower: number, upper: number],
): SurvivalCurve {
  const confidence = readConfidence(options, caller);
  const z = centralQuantile(confidence);
  const { times, atRisk } = readAtRisk(table, `${caller}: table`);
  const steps: SurvivalStep[] = [];
  const greenwood = { total: 0, lost: 0 };
  let survival = 1;
  // While nobody is censored and nobody enters, the product is a ratio of two counts: survivors of `top`, times `base`.
  let [base, top, survivors] = [1, 0, -1];
  for (let i = 0; i < times.length; i++) {
    const { time, events, censored } = times[i] as SurvivalTime;
    if (events + censored === 0) continue;
    const n = atRisk[i] as number;
    if (events > 0) {
      if (n !== survivors) [base, top] = [survival, n];
      survivors = n - events;
      survival = base * (survivors / top);
      if (survivors > 0) addTo(greenwood, events / n / survivors);
    }
    const isInside = survival > 0 && survival < 1;
    const error = isInside ? representable(Math.sqrt(greenwood.total + greenwood.lost), caller) : 0;
    const [lower, upper] = isInside ? limits(survival, z * error) : [undefined, undefined];
    steps.push({
      // A table that was written by hand can have −0.
      time: time + 0,
      atRisk: n,
      events: events + 0,
      censored: censored + 0,
      survival,
      standardError: survival * error,
      // Rounding must not put the limits on the wrong side.
      lower: lower && Math.min(lower, survival),
      upper: upper && Math.max(upper, survival),
    });
  }
  return { steps, confidence };
}
