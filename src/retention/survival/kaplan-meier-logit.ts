import type { ConfidenceOptions } from '../../internal/estimate.js';
import { productLimit, type SurvivalCurve } from './kaplan-meier.js';
import type { SurvivalTable } from './table.js';

/**
 * The Kaplan-Meier survival curve with logit limits, symmetric in the log odds of staying, log(S / (1 − S)):
 *
 *     limits: 1 / (1 + (1 − S) / S · exp(±z · √G / (1 − S)))
 *
 * They stay within 0 to 1, and treat staying and leaving alike. {@link kaplanMeier} has the more usual log-log limits.
 *
 * @param table - What {@link survivalTable} returns.
 * @param options - `confidence`: 0.95 unless told.
 * @returns The curve; without steps for an empty table. Limits are `undefined` where the survival is 0 or 1.
 * @throws `TypeError` or `RangeError` as {@link kaplanMeier} does.
 * @example
 * ```ts
 * import { kaplanMeierLogit } from 'custometry';
 *
 * const table = { times: [{ time: 2, events: 4, censored: 6, entered: 0 }] };
 * kaplanMeierLogit(table).steps[0]?.lower; // => 0.29740…
 * ```
 * @see The documentation of survfit.formula in R's package survival, conf.type = "logit".
 */
export function kaplanMeierLogit(table: SurvivalTable, options: ConfidenceOptions = {}): SurvivalCurve {
  return productLimit(table, options, 'kaplanMeierLogit', (survival, width) => {
    const odds = survival / (1 - survival);
    const factor = Math.exp(width / (1 - survival));
    return [1 / (1 + factor / odds), 1 / (1 + 1 / (odds * factor))];
  });
}
