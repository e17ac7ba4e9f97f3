import {
  FINITE,
  NOT_NEGATIVE,
  refuse,
  representable,
  requireFunction,
  requireIterable,
  whole,
  within,
} from '../internal/check.js';

/**
 * The summary of one customer's interaction scores: how many there are, their mean, and how far they are from it. Plain data
 * that merges.
 */
export interface InteractionScores {
  /** How many interactions: a whole number of at least 1. */
  readonly interactions: number;
  /** The mean of their scores. */
  readonly mean: number;
  /** The sum of the squared differences from the mean. */
  readonly squares: number;
}

/** How evenly customers are treated. */
export interface ExperienceConsistency {
  /**
   * between / (between + within), the intraclass correlation: 1 where each customer always gets the same, 0 where it makes no
   * difference which customer it is, and below 0 where one customer's interactions differ more than different customers'.
   */
  readonly consistency: number;
  /** The variance of the scores of one customer, in squared points of the scale. */
  readonly within: number;
  /** The variance between customers beyond what is explained by the variance within them; below 0 where there is less. */
  readonly between: number;
  /** How many customers there are. */
  readonly customers: number;
  /** How many interactions they had. */
  readonly interactions: number;
}

/**
 * Summarises the scores of interactions customer by customer: one pass over rows of any shape, memory in proportion to the
 * number of customers.
 *
 * @param rows - Any iterable of rows, one an interaction.
 * @param customer - Reads who it was: any value; customers are told apart as the keys of a `Map` are.
 * @param score - Reads how well it went: a finite number, on one scale for all.
 * @returns A `Map` from each customer, in order of first appearance, to the summary of their scores.
 * @throws `TypeError` or `RangeError` for a score that is not a finite number; the message has the row's index.
 * @example
 * ```ts
 * import { interactionScoresBy } from 'custometry';
 *
 * const rows = [{ who: 'Ann', score: 4 }, { who: 'Bob', score: 3 }, { who: 'Ann', score: 2 }];
 * const byCustomer = interactionScoresBy(rows, (row) => row.who, (row) => row.score);
 * byCustomer.get('Ann'); // => { interactions: 2, mean: 3, squares: 2 }
 * ```
 * @see B. P. Welford (1962), "Note on a Method for Calculating Corrected Sums of Squares and Products", Technometrics 4(3),
 * 419-420.
 */
export function interactionScoresBy<Row, Customer>(
  rows: Iterable<Row>,
  customer: (row: Row) => Customer,
  score: (row: Row) => number,
): Map<Customer, InteractionScores> {
  requireIterable(rows, 'interactionScoresBy: rows');
  requireFunction(customer, 'interactionScoresBy: customer');
  requireFunction(score, 'interactionScoresBy: score');
  const byCustomer = new Map<Customer, InteractionScores>();
  let index = 0;
  for (const row of rows) {
    const value = score(row);
    // The message is only made where there is something to say.
    if (!Number.isFinite(value)) within(value, `interactionScoresBy: score of rows[${index}]`, FINITE);
    index++;
    const key = customer(row);
    byCustomer.set(
      key,
      together(byCustomer.get(key), { interactions: 1, mean: value, squares: 0 }, 'interactionScoresBy'),
    );
  }
  return byCustomer;
}

/**
 * Adds summaries of disjoint interactions, customer by customer: the summary of all of them together, up to rounding.
 *
 * @param parts - Any number of `Map`s from a customer to the summary of their scores.
 * @returns A new `Map` with every customer of the parts, in order of first appearance.
 * @throws `TypeError` or `RangeError` for a part that is not an iterable of pairs or a summary that is not one.
 * @example
 * ```ts
 * import { mergeInteractionScoresBy } from 'custometry';
 *
 * const monday = new Map([['Ann', { interactions: 1, mean: 4, squares: 0 }]]);
 * const tuesday = new Map([['Ann', { interactions: 1, mean: 2, squares: 0 }]]);
 * mergeInteractionScoresBy(monday, tuesday).get('Ann'); // => { interactions: 2, mean: 3, squares: 2 }
 * ```
 * @see Tony F. Chan, Gene H. Golub and Randall J. LeVeque (1983), "Algorithms for Computing the Sample Variance: Analysis
 * and Recommendations", The American Statistician 37(3), 242-247.
 */
export function mergeInteractionScoresBy<Customer>(
  ...parts: readonly Iterable<readonly [Customer, InteractionScores]>[]
): Map<Customer, InteractionScores> {
  const merged = new Map<Customer, InteractionScores>();
  parts.forEach((part, index) => {
    for (const [customer, scores] of readScores(part, `mergeInteractionScoresBy: parts[${index}]`)) {
      merged.set(customer, together(merged.get(customer), scores, 'mergeInteractionScoresBy'));
    }
  });
  return merged;
}

/**
 * Experience consistency: how evenly a customer is treated across interactions, as the intraclass correlation of the scores,
 * ICC(1): the share of their variance that lies between customers rather than within one customer's interactions. At most 1.
 *
 * With N interactions of k customers, nᵢ and x̄ᵢ those of customer i and their mean, and x̄ the mean of all:
 *
 *     MSB = Σ nᵢ·(x̄ᵢ − x̄)² / (k − 1)           between customers
 *     MSW = Σ (x − x̄ᵢ)² / (N − k)              within customers
 *     within = MSW,   between = (MSB − MSW) / n₀,   n₀ = (N − Σ nᵢ² / N) / (k − 1)
 *     consistency = between / (between + within)
 *
 * It compares: it is low where interactions with one customer differ as much as those with different customers, and that
 * also holds where everybody is treated nearly alike. So read it with √within, the spread one customer sees, in points of
 * the scale. And high consistency is not good experience: always bad is consistent. It is an estimate, which can fall below
 * 0 by chance, down to −1 for pairs of interactions: with everybody treated alike, all differences are within customers. It
 * has no interval here.
 *
 * @param byCustomer - The summary of each customer's scores, such as {@link interactionScoresBy} returns.
 * @returns The consistency with its two variances, or `undefined` when there are fewer than two customers, nobody with two
 * interactions, or all scores are the same or too near each other for their variances to be numbers above 0.
 * @throws `TypeError` or `RangeError` for something other than pairs, a summary that is not one, and for variances too large
 * for a number.
 * @example
 * ```ts
 * import { experienceConsistency, interactionScoresBy } from 'custometry';
 *
 * const rows = [['Ann', 9], ['Ann', 8], ['Bob', 5], ['Bob', 6], ['Cat', 7], ['Cat', 7]] as const;
 * const result = experienceConsistency(interactionScoresBy(rows, ([who]) => who, ([, score]) => score));
 * result?.consistency; // => 0.86206…
 * result?.within; // => 1 / 3
 * ```
 * @see Patrick E. Shrout and Joseph L. Fleiss (1979), "Intraclass Correlations: Uses in Assessing Rater Reliability",
 * Psychological Bulletin 86(2), 420-428, ICC(1,1); Shayle R. Searle, George Casella and Charles E. McCulloch (1992),
 * Variance Components, chapter 3, for unequal numbers of interactions.
 */
export function experienceConsistency(
  byCustomer: Iterable<readonly [unknown, InteractionScores]>,
): ExperienceConsistency | undefined {
  let k = 0;
  let sumOfSquaredCounts = 0;
  let squaresWithin = 0;
  // The customers' means, each as often as there are interactions: its squares are those between customers.
  let all: InteractionScores | undefined;
  for (const [, { interactions, mean, squares }] of readScores(byCustomer, `${CALLER}: byCustomer`)) {
    k++;
    sumOfSquaredCounts += interactions * interactions;
    squaresWithin += squares;
    all = together(all, { interactions, mean, squares: 0 }, CALLER);
  }
  if (all === undefined) return undefined;
  const { interactions: N, squares: squaresBetween } = all;
  representable(squaresBetween + squaresWithin, CALLER);
  if (k < 2 || N === k) return undefined;
  const n0 = (N - sumOfSquaredCounts / N) / (k - 1);
  const within = squaresWithin / (N - k);
  const between = (squaresBetween / (k - 1) - within) / n0;
  const total = between + within;
  // Not only where all scores are the same: small squares, divided, can both become 0.
  if (total === 0) return undefined;
  return { consistency: between / total, within, between, customers: k, interactions: N };
}

function together(a: InteractionScores | undefined, b: InteractionScores, caller: string): InteractionScores {
  if (a === undefined) return b;
  const interactions = a.interactions + b.interactions;
  const difference = b.mean - a.mean;
  const share = a.interactions / interactions;
  return {
    interactions,
    mean: a.mean + difference * (b.interactions / interactions),
    squares: representable(a.squares + b.squares + difference * difference * share * b.interactions, caller),
  };
}

function* readScores<Customer>(
  byCustomer: Iterable<readonly [Customer, InteractionScores]>,
  argument: string,
): Generator<readonly [Customer, InteractionScores]> {
  requireIterable(byCustomer, argument);
  let index = 0;
  for (const entry of byCustomer) {
    const of = `${argument}[${index++}]`;
    if (!Array.isArray(entry)) refuse(entry, of, 'a pair of customer and scores', '', '');
    const [customer, scores] = entry;
    const { interactions, mean, squares } = scores ?? {};
    // A copy, so that a result shares nothing with what it was made from.
    yield [
      customer,
      {
        interactions: within(interactions, `${of}.interactions`, whole(1, Number.MAX_SAFE_INTEGER)),
        mean: within(mean, `${of}.mean`, FINITE),
        squares: within(squares, `${of}.squares`, NOT_NEGATIVE),
      },
    ];
  }
}

const CALLER = 'experienceConsistency';
