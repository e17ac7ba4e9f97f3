import { refuse } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { centralQuantile } from '../../internal/normal.js';
import { wilsonInterval } from '../../internal/wilson.js';
import type { RetentionEstimate } from '../rates/estimate.js';
import { type CohortTable, readCounts, requireCohortTable } from './table.js';

/** The retention of one cohort. */
export interface CohortRetention {
  /** The period of the first event. */
  readonly cohort: string;
  /** The same as a whole number: periods since the one of 1 January 1970. */
  readonly index: number;
  /** How many customers there are. */
  readonly customers: number;
  /** One by age from 0 on, or one by bracket: as many as the whole cohort has completed. */
  readonly retention: readonly RetentionEstimate[];
}

/** Retention curves: of each cohort, and of all together. */
export interface RetentionCurves {
  /** Of each cohort. */
  readonly cohorts: readonly CohortRetention[];
  /**
   * Of all customers in cohorts that have reached the age: the mean of the cohorts, weighted by their sizes. Each age has
   * other cohorts behind it, the later ages only the older ones.
   */
  readonly average: readonly RetentionEstimate[];
}

/**
 * Retention on an age: the share of customers who were active in exactly the period of that age, as a curve from age 0 on.
 *
 *     retention(n) = customers active at age n / customers of the cohorts that have completed age n
 *
 * N-day retention and Return On in Amplitude, On in Mixpanel, Day N or classic retention for mobile games. It can rise
 * again, and customers whom one period misses are not lost: {@link retentionOnOrAfterAge} counts them. Each age has the
 * cohorts that have completed it below the line, not all customers, most of whom cannot be that old yet.
 *
 * The intervals are Wilson's, of independent customers (at age 0, 1 to 1: everybody is active then by definition). They are about chance in who stays and who leaves, not about how
 * cohorts differ from each other.
 *
 * @param table - A table, of {@link cohortTable} or merged.
 * @param options - `confidence` (0.95 unless told).
 * @returns The curve of each cohort and the average one: at age 0 they are 1. Lists end at the last age that is complete.
 * @throws `TypeError` or `RangeError` for what is not a cohort table, and for a confidence that is not a fraction between 0
 * and 1.
 * @example
 * ```ts
 * import { cohortTable, retentionOnAge } from 'custometry';
 *
 * const visits: [string, string][] = [
 *   ['ann', '2025-01-05'], ['bob', '2025-01-20'], ['ann', '2025-02-11'], ['cat', '2025-02-14'], ['bob', '2025-03-03'],
 * ];
 * const table = cohortTable(visits, { customer: ([who]) => who, time: ([, day]) => day, period: 'month', end: '2025-04-01' });
 * const { cohorts, average } = retentionOnAge(table);
 * cohorts.map(({ retention }) => retention.map(({ value }) => value)); // => [[1, 0.5, 0.5], [1, 0]]
 * average.map(({ value }) => value); // => [1, 1 / 3, 0.5]
 * average[1]?.upper; // => 0.79234…
 * average[1]?.customers; // => 3
 * ```
 * @see Edwin B. Wilson (1927), "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
 * American Statistical Association 22, 209-212, for the interval.
 */
export function retentionOnAge(table: CohortTable, options: ConfidenceOptions = {}): RetentionCurves {
  return curves(table, options, 'retentionOnAge', 'active');
}

/**
 * Retention on or after an age: the share of customers who were active in the period of that age or in any later one that
 * their cohort has completed.
 *
 *     retention(n) = customers active at an age ≥ n / customers of the cohorts that have completed age n
 *
 * Unbounded retention or Return On or After in Amplitude, On or After in Mixpanel (its default), rolling retention for
 * mobile games. It never rises within a cohort. The last ages of a cohort have had the least time for a return, so that the
 * end of every curve sinks to the retention on that age: it is low because the log ends, not because customers left.
 * With more log the same cell can still grow.
 *
 * The same holds of the average at every age, the early ones too: the younger cohorts in it have had less time to be seen again.
 * Where cohorts grow, it is much too low. Compare cohorts that were followed for the same number of periods.
 *
 * @param table - A table, of {@link cohortTable} or merged.
 * @param options - `confidence` (0.95 unless told).
 * @returns The curve of each cohort and the average one: at age 0 they are 1. Lists end at the last age that is complete.
 * @throws `TypeError` or `RangeError` for what is not a cohort table, and for a confidence that is not a fraction between 0
 * and 1.
 * @example
 * ```ts
 * import { cohortTable, retentionOnOrAfterAge } from 'custometry';
 *
 * const visits: [string, string][] = [['ann', '2025-01-05'], ['bob', '2025-01-20'], ['bob', '2025-03-03']];
 * const table = cohortTable(visits, { customer: ([who]) => who, time: ([, day]) => day, period: 'month', end: '2025-04-01' });
 * retentionOnOrAfterAge(table).average.map(({ value }) => value); // => [1, 0.5, 0.5]
 * ```
 * @see {@link retentionOnAge} for the average and the intervals.
 */
export function retentionOnOrAfterAge(table: CohortTable, options: ConfidenceOptions = {}): RetentionCurves {
  return curves(table, options, 'retentionOnOrAfterAge', 'activeOnOrAfter');
}

/**
 * Retention through an age: the share of customers who were active in every single period from the first to that age.
 *
 *     retention(n) = customers active at ages 0, 1, … and n / customers of the cohorts that have completed age n
 *
 * The strictest definition, called full retention for mobile games; for whom one period passes without an event is out for
 * good. It is the survival curve of a subscription that ends when it is not renewed. It never rises within a cohort.
 *
 * @param table - A table, of {@link cohortTable} or merged.
 * @param options - `confidence` (0.95 unless told).
 * @returns The curve of each cohort and the average one: at age 0 they are 1. Lists end at the last age that is complete.
 * @throws `TypeError` or `RangeError` for what is not a cohort table, and for a confidence that is not a fraction between 0
 * and 1.
 * @example
 * ```ts
 * import { cohortTable, retentionThroughAge } from 'custometry';
 *
 * const visits: [string, string][] = [
 *   ['ann', '2025-01-05'], ['ann', '2025-02-08'], ['bob', '2025-01-20'], ['bob', '2025-03-03'],
 * ];
 * const table = cohortTable(visits, { customer: ([who]) => who, time: ([, day]) => day, period: 'month', end: '2025-04-01' });
 * retentionThroughAge(table).average.map(({ value }) => value); // => [1, 0.5, 0]
 * ```
 * @see {@link retentionOnAge} for the average and the intervals.
 */
export function retentionThroughAge(table: CohortTable, options: ConfidenceOptions = {}): RetentionCurves {
  return curves(table, options, 'retentionThroughAge', 'activeThrough');
}

/**
 * Retention in brackets of ages: the share of customers who were active at any age of a bracket, such as days 1 to 7 or days
 * 8 to 30.
 *
 *     retention(from, to) = customers active at an age from … to / customers of the cohorts that have completed age `to`
 *
 * Bracket retention in Amplitude, custom brackets in Adobe's Customer Journey Analytics. It suits what is not bought or
 * opened in every period. A wider bracket catches more: compare brackets of one width only, and the same bracket over time.
 *
 * @param table - A table, of {@link cohortTable} with `brackets`, or merged.
 * @param options - `confidence` (0.95 unless told).
 * @returns The retention of each cohort and the average one, an entry for each bracket in the order of `table.brackets`.
 * Lists end at the last bracket that is complete.
 * @throws `RangeError` for a table without brackets, `TypeError` or `RangeError` for what is not a cohort table, and for a
 * confidence that is not a fraction between 0 and 1.
 * @example
 * ```ts
 * import { cohortTable, retentionInBrackets } from 'custometry';
 *
 * const visits: [string, string][] = [['ann', '2025-03-01'], ['ann', '2025-03-04'], ['bob', '2025-03-01']];
 * const table = cohortTable(visits, {
 *   customer: ([who]) => who,
 *   time: ([, day]) => day,
 *   period: 'day',
 *   brackets: [[1, 7], [8, 30]],
 *   end: '2025-04-01',
 * });
 * retentionInBrackets(table).average.map(({ value }) => value); // => [0.5, 0]
 * ```
 * @see {@link retentionOnAge} for the average and the intervals.
 */
export function retentionInBrackets(table: CohortTable, options: ConfidenceOptions = {}): RetentionCurves {
  const caller = 'retentionInBrackets';
  requireCohortTable(table, `${caller}: table`);
  const { brackets } = table;
  if (!Array.isArray(brackets)) refuse(brackets, `${caller}: table.brackets`, 'a list of brackets', '', '');
  if (brackets.length === 0) refuse(0, `${caller}: table.brackets`, 'at least one, given to cohortTable');
  return curves(table, options, caller, 'activeInBrackets');
}

function curves(
  table: CohortTable,
  options: ConfidenceOptions,
  caller: string,
  counted: Parameters<typeof readCounts>[1],
): RetentionCurves {
  requireCohortTable(table, `${caller}: table`);
  const confidence = readConfidence(options, caller);
  const z = centralQuantile(confidence);
  const estimate = (active: number, customers: number, place: number): RetentionEstimate => {
    // That all are active at age 0 is what the age means, and no chance.
    const isCertain = (counted === 'activeInBrackets' ? table.brackets[place]?.[0] : place) === 0;
    const [lower, upper] = isCertain ? [1, 1] : wilsonInterval(active, customers, z);
    return { value: active / customers, lower, upper, confidence, customers };
  };
  const totals: { active: number; customers: number }[] = [];
  const cohorts = table.cohorts.map((row, place): CohortRetention => {
    const counts = readCounts(row, counted, `${caller}: table.cohorts[${place}]`);
    const { cohort, index, customers } = row;
    counts.forEach((active, age) => {
      totals[age] ??= { active: 0, customers: 0 };
      totals[age].active += active;
      totals[age].customers += customers;
    });
    return { cohort, index, customers, retention: counts.map((active, age) => estimate(active, customers, age)) };
  });
  return { cohorts, average: totals.map(({ active, customers }, age) => estimate(active, customers, age)) };
}
