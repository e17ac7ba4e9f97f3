import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { meanInterval } from '../internal/mean-interval.js';
import { centralQuantile, normalTail } from '../internal/normal.js';
import { agreeingPValue } from '../internal/p-value.js';
import { rootBetween } from '../internal/roots.js';
import type { NpsChange } from './change.js';
import { type NpsMoves, readMoves } from './moves.js';

/** A change of the Net Promoter Score of the same respondents, with its interval and test. */
export interface NpsPairedDifference extends NpsChange {
  /** How many respondents answered twice. */
  readonly responses: number;
}

/**
 * The change of the Net Promoter Score of respondents who answered twice, after − before, with its confidence interval
 * and p-value. Each respondent is compared with themselves, so that a change stands out sooner than between two surveys of
 * different people ({@link npsDifference}), the more so the more steadily people answer.
 *
 * A respondent's change is one of −2, −1, 0, 1 and 2 categories, and the difference d of the scores is 100 times its mean.
 * The interval is the score interval for that mean, built as the one of {@link npsEstimate} is: with pₖ the most likely
 * shares of the five changes among those with mean Δ,
 *
 *     (d − Δ)² = z² / n · V(Δ),   V(Δ) = Σ pₖ · (k − Δ)²
 *
 * The p-value is that of the score test of Δ = 0, so that test and interval never contradict each other. Changes by one
 * category are taken to be possible even when nobody made them, so that the interval has a width when nobody moved;
 * changes by two, when somebody made one. Without those it is Tango's interval for paired shares, to the letter.
 *
 * Only those who answered both times count. Who left, and who came since, is not in the table: people who leave were seldom
 * happy, so that a panel can rise while the customers do not.
 *
 * @param table - Respondents by category before (row) and after (column), in the order detractor, passive, promoter:
 * three rows of three numbers from 0 to 1e15, such as {@link npsMoves} returns. Rows and columns swapped turn every rise
 * into a fall.
 * @param options - `confidence`, 0.95 unless told.
 * @returns The change in points, its limits, the confidence, the p-value and the number of respondents, or `undefined`
 * when there are none.
 * @throws `TypeError` or `RangeError` for a table that is not 3 × 3, a count that is not a number from 0 to 1e15, and a
 * confidence that is not a fraction between 0 and 1 (a percentage is refused with the likely meaning).
 * @example
 * ```ts
 * import { npsPairedDifference } from 'custometry';
 *
 * const change = npsPairedDifference([
 *   [12, 6, 2], // detractors before: 12 still are, 6 turned passive, 2 turned promoters
 *   [3, 20, 7],
 *   [1, 5, 44],
 * ])!;
 * change.value; // => 7
 * change.lower; // => -4.87178…
 * change.upper; // => 19.39109…
 * change.pValue; // => 0.22576…
 * ```
 * @see Toshiro Tango (1998), "Equivalence Test and Confidence Interval for the Difference in Proportions for the
 * Paired-Sample Design", Statistics in Medicine 17(8), 891-908, for two categories; Art B. Owen (2001), Empirical
 * Likelihood, section 2.9, for the most likely shares with a given mean.
 */
export function npsPairedDifference(table: NpsMoves, options: ConfidenceOptions = {}): NpsPairedDifference | undefined {
  const changes = readChanges(table);
  const confidence = readConfidence(options, CALLER);
  const n = changes.reduce((total, count) => total + count, 0);
  if (n === 0) return undefined;
  const net = changes.reduce((sum, count, i) => sum + count * (i - 2), 0);
  const d = net / n;
  // Of weights it could round to just beyond 200.
  const value = Math.max(-200, Math.min(200, (100 * net) / n));
  const most = changes[0] || changes[4] ? 2 : 1;
  const [low, high] = meanInterval(changes.slice(2 - most, 3 + most), centralQuantile(confidence));
  const lower = Math.min(value, 100 * most * (2 * low - 1));
  const upper = Math.max(value, 100 * most * (2 * high - 1));
  const rises = (d < 0 ? [...changes].reverse() : changes).map((count) => count / n);
  const z = Math.sqrt(n * Math.abs(d) * multiplierAtZero(rises, most));
  const pValue = agreeingPValue(2 * normalTail(z), lower, upper, confidence);
  return { value, lower, upper, confidence, pValue, responses: n };
}

const CALLER = 'npsPairedDifference';

/** How many changed by −2, −1, 0, 1 and 2 categories. */
function readChanges(table: NpsMoves): number[] {
  const changes = [0, 0, 0, 0, 0];
  readMoves(table, `${CALLER}: table`).forEach((row, before) => {
    row.forEach((count, after) => {
      const change = after - before + 2;
      changes[change] = (changes[change] as number) + count;
    });
  });
  return changes;
}

/** The λ of the most likely shares with mean 0, for shares whose mean is 0 or above: from 0 to 1 / most. */
function multiplierAtZero(shares: readonly number[], most: number): number {
  const lowest = shares.findIndex((share) => share > 0) - 2;
  // Multiplied by the denominator of the lowest value that somebody has, which is 0 at λ = 1 / most for −most.
  const sumAt = (lambda: number): number => {
    let sum = 0;
    shares.forEach((share, i) => {
      if (share === 0) return;
      const k = i - 2;
      sum += share * k * (k === lowest ? 1 : (1 + lambda * lowest) / (1 + lambda * k));
    });
    return sum;
  };
  return sumAt(1 / most) >= 0 ? 1 / most : rootBetween(sumAt, 0, 1 / most);
}
