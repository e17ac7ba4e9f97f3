import type { ConfidenceOptions } from '../../internal/estimate.js';
import { productLimit, type SurvivalCurve } from './kaplan-meier.js';
import type { SurvivalTable } from './table.js';

/**
 * The Kaplan-Meier survival curve with log limits: S(t)·exp(±z·√G(t)), cut at 1. They are what R's survfit gives unless told
 * otherwise, and here to compare with it; the log-log limits of {@link kaplanMeier} need no cutting and cover better with
 * few customers.
 *
 * @param table - What {@link survivalTable} returns.
 * @param options - `confidence`: 0.95 unless told.
 * @returns The curve; without steps for an empty table. Limits are `undefined` where the survival is 0 or 1 (R gives 1 to 1
 * where it is 1, which claims a certainty that nobody has).
 * @throws `TypeError` or `RangeError` as {@link kaplanMeier} does.
 * @example
 * ```ts
 * import { kaplanMeierLog } from 'custometry';
 *
 * const table = { times: [{ time: 2, events: 4, censored: 6, entered: 0 }] };
 * kaplanMeierLog(table).steps[0]?.lower; // => 0.36171…
 * ```
 * @see Terry M. Therneau and Patricia M. Grambsch (2000), Modeling Survival Data: Extending the Cox Model, section 2.2.
 */
export function kaplanMeierLog(table: SurvivalTable, options: ConfidenceOptions = {}): SurvivalCurve {
  return productLimit(table, options, 'kaplanMeierLog', (survival, width) => [
    survival * Math.exp(-width),
    Math.min(1, survival * Math.exp(width)),
  ]);
}
