import type { ConfidenceOptions } from '../../internal/estimate.js';
import { productLimit, type SurvivalCurve } from './kaplan-meier.js';
import type { SurvivalTable } from './table.js';

/**
 * The Kaplan-Meier survival curve with plain limits: S(t) ± z·S(t)·√G(t), cut at 0 and 1. They are here to compare with
 * reports that use them: with few customers, and near 0 and 1, they cover too little. Prefer {@link kaplanMeier}.
 *
 * @param table - What {@link survivalTable} returns.
 * @param options - `confidence`: 0.95 unless told.
 * @returns The curve; without steps for an empty table. Limits are `undefined` where the survival is 0 or 1 (R's survfit
 * with conf.type = "plain" gives 1 to 1 where it is 1, which claims a certainty that nobody has).
 * @throws `TypeError` or `RangeError` as {@link kaplanMeier} does.
 * @example
 * ```ts
 * import { kaplanMeierPlain } from 'custometry';
 *
 * const table = { times: [{ time: 2, events: 4, censored: 6, entered: 0 }] };
 * kaplanMeierPlain(table).steps[0]?.lower; // => 0.29636…
 * ```
 * @see John P. Klein and Melvin L. Moeschberger (2003), Survival Analysis, 2nd ed., equation 4.3.1.
 */
export function kaplanMeierPlain(table: SurvivalTable, options: ConfidenceOptions = {}): SurvivalCurve {
  return productLimit(table, options, 'kaplanMeierPlain', (survival, width) => [
    Math.max(0, survival - survival * width),
    Math.min(1, survival + survival * width),
  ]);
}
