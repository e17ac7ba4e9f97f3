import type { SkippedRows } from '../../internal/rows.js';

/** What happened at one duration since the customers' start. */
export interface SurvivalTime {
  /** The duration: 0 or more. */
  readonly time: number;
  /** How many left after exactly this duration, or the sum of their weights. */
  readonly events: number;
  /** How many were last seen at this duration and had not left: the censored. */
  readonly censored: number;
  /** How many came under observation at this duration, later than at their start. */
  readonly entered: number;
}

/**
 * The summary of any number of lifetimes, for everything that survival analysis computes: what happened at each distinct
 * duration. Plain data: it can be stored, sent as JSON, made of a SQL `GROUP BY duration`, and merged.
 *
 * The number at risk at a time t is not stored, as it follows from the counts and would not add up when tables merge: it is
 * who is seen at t or later, without those who enter at t or later.
 *
 * Counts are numbers from 0 to 1e15, and need not be whole.
 */
export interface SurvivalTable {
  /** The distinct durations in rising order, each with its counts. */
  readonly times: readonly SurvivalTime[];
  /** The rows that could not be used and were left out; none where the table was not made of rows. */
  readonly skipped?: SkippedRows | undefined;
}

/** A survival table that was made of rows. */
export interface SurvivalScan extends SurvivalTable {
  /** The rows that could not be used and were left out. */
  readonly skipped: SkippedRows;
}
