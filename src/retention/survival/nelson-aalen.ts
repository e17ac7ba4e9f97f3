import { representable } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { centralQuantile } from '../../internal/normal.js';
import { addTo } from '../../internal/running-sum.js';
import { readAtRisk } from './read-table.js';
import type { SurvivalTable, SurvivalTime } from './table.js';

/** The cumulative hazard at one time, from which on it holds until the next step. */
export interface HazardStep {
  /** The duration since the customers' start. */
  readonly time: number;
  /** How many were at risk just before the time. */
  readonly atRisk: number;
  /** How many left at the time. */
  readonly events: number;
  /** How many were last seen at the time, and had not left. */
  readonly censored: number;
  /** The cumulative hazard up to and at the time: 0 or more, and it can be above 1. */
  readonly cumulativeHazard: number;
  /** The standard error of the cumulative hazard. */
  readonly standardError: number;
  /** The lower limit, or `undefined` before anybody has left. */
  readonly lower: number | undefined;
  /** The upper limit, or `undefined` before anybody has left, and where it is too large for a number. */
  readonly upper: number | undefined;
}

/** A cumulative hazard that rises step by step. It is 0 before the first step. */
export interface HazardCurve {
  /** One step for each time at which somebody left or was last seen, in rising order. */
  readonly steps: readonly HazardStep[];
  /** The confidence of the limits: a fraction. */
  readonly confidence: number;
}

/**
 * The Nelson-Aalen cumulative hazard: how many times a customer who is replaced by an equal one whenever one leaves would
 * have left by each time. Its slope is the churn rate at that age: where it bends down, those who have stayed leave less.
 *
 *     H(t) = Σ dᵢ / nᵢ                     over the times tᵢ ≤ t
 *     Var H(t) = Σ dᵢ / nᵢ²                (Aalen)
 *     limits: H(t) · exp(±z · √Var H(t) / H(t))
 *
 * where dᵢ customers leave at tᵢ of nᵢ at risk. At equal times all of the dᵢ leave at once, of nᵢ (not one after another, as
 * Fleming and Harrington have it). It is never above −log of the Kaplan-Meier survival, and near it where many are at risk.
 *
 * @param table - What {@link survivalTable} returns.
 * @param options - `confidence`: 0.95 unless told.
 * @returns The steps of the cumulative hazard; none for an empty table. Limits are `undefined` while it is 0, and an upper
 * one that is too large for a number, as of an event of a tiny weight.
 * @throws `TypeError` or `RangeError` as {@link kaplanMeier} does.
 * @example
 * ```ts
 * import { nelsonAalen } from 'custometry';
 *
 * const table = {
 *   times: [
 *     { time: 2, events: 1, censored: 0, entered: 0 },
 *     { time: 5, events: 1, censored: 2, entered: 0 },
 *   ],
 * };
 * const { steps } = nelsonAalen(table);
 * steps[0]?.cumulativeHazard; // => 0.25
 * steps[1]?.cumulativeHazard; // => 0.58333…
 * steps[1]?.standardError; // => 0.41666…
 * ```
 * @see Odd O. Aalen (1978), "Nonparametric Inference for a Family of Counting Processes", Annals of Statistics 6(4), 701-726;
 * John P. Klein and Melvin L. Moeschberger (2003), Survival Analysis, 2nd ed., equations 4.2.3 and 4.2.4.
 */
export function nelsonAalen(table: SurvivalTable, options: ConfidenceOptions = {}): HazardCurve {
  const caller = 'nelsonAalen';
  const confidence = readConfidence(options, caller);
  const z = centralQuantile(confidence);
  const { times, atRisk } = readAtRisk(table, `${caller}: table`);
  const steps: HazardStep[] = [];
  const hazard = { total: 0, lost: 0 };
  const variance = { total: 0, lost: 0 };
  for (let i = 0; i < times.length; i++) {
    const { time, events, censored } = times[i] as SurvivalTime;
    if (events + censored === 0) continue;
    const n = atRisk[i] as number;
    if (events > 0) {
      addTo(hazard, events / n);
      addTo(variance, events / n / n);
    }
    const cumulativeHazard = hazard.total + hazard.lost;
    const standardError = representable(Math.sqrt(variance.total + variance.lost), caller);
    const factor = Math.exp((z * standardError) / cumulativeHazard);
    const hasLimits = cumulativeHazard > 0;
    steps.push({
      // A table that was written by hand can have −0.
      time: time + 0,
      atRisk: n,
      events: events + 0,
      censored: censored + 0,
      cumulativeHazard,
      standardError,
      lower: hasLimits ? cumulativeHazard / factor : undefined,
      upper: hasLimits && cumulativeHazard * factor < Infinity ? cumulativeHazard * factor : undefined,
    });
  }
  return { steps, confidence };
}
