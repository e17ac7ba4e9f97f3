import { type Range, refuse, requireIterable, within } from '../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { addTo, type RunningSum } from '../internal/running-sum.js';
import { sum } from '../internal/sum.js';
import { type NpsCounts, readNpsCounts } from './counts.js';
import { type EffectiveSample, estimateOf, type NpsWeightedEstimate } from './effective.js';
import { categoryIndex, isOnScale, refuseRating } from './rating.js';
import { sampleOf } from './sample.js';
import { NPS_SCALE_0_TO_10, type NpsScale, requireNpsScale } from './scale.js';
import { netPromoterScore } from './score.js';

/**
 * The summary of weighted ratings: the sums of the weights, and beside them what an interval needs. Plain data: it can be
 * stored, sent as JSON, read from a SQL `GROUP BY` (`SUM(w)`, `SUM(w * w)`, `COUNT(*)`), and merged.
 *
 * It is no {@link NpsCounts}, so that nobody takes the sum of the weights for a number of respondents: the score alone is
 * `netPromoterScore(counts.weights)`, its interval {@link npsWeightedEstimate}, and a change of it
 * {@link npsWeightedDifference}.
 */
export interface NpsWeightedCounts {
  /** The sums of the weights, by category: numbers from 0 to 1e15. */
  readonly weights: NpsCounts;
  /** The sums of the squares of the weights, by category: numbers from 0 to 1e31. */
  readonly squares: NpsCounts;
  /** How many respondents there are, each counted once: a whole number. */
  readonly responses: number;
}

/**
 * Adds up the weights of promoters, passives and detractors, and their squares: one pass over both lists.
 *
 * A weight says how many people of the population a respondent stands for, up to a factor that is the same for all:
 * weights of mean 1 and weights that sum to the population give the same score and the same interval. They come from
 * the sampling plan, or from {@link rakeWeights}.
 *
 * Summaries of disjoint ratings merge: see {@link mergeNpsWeightedCounts}.
 *
 * @param ratings - Whole numbers on the scale, in any iterable.
 * @param weights - The weight of each rating, in the same order and as many: numbers above 0, from 1e-100 to 1e15.
 * Arrays and typed arrays are read where they are; other iterables are collected first.
 * @param scale - The scale and its cuts; 0 to 10 unless told.
 * @returns The sums; all 0 for no ratings.
 * @throws `RangeError` when there are not as many weights as ratings, for a weight of 0 or below, and for a rating that
 * is not on the scale, and for a sum of weights beyond 1e15; `TypeError` for what is not a number. The message has the
 * index. Who should not count at all is filtered out first, not given the weight 0.
 * @example
 * ```ts
 * import { netPromoterScore, npsWeightedCounts } from 'custometry';
 *
 * const counts = npsWeightedCounts([10, 9, 8, 3], [0.5, 1, 1.5, 1]);
 * counts.weights; // => { promoters: 1.5, passives: 1.5, detractors: 1 }
 * counts.squares; // => { promoters: 1.25, passives: 2.25, detractors: 1 }
 * netPromoterScore(counts.weights); // => 12.5
 * ```
 * @see Sharon L. Lohr (2022), Sampling: Design and Analysis, 3rd ed., section 2.4, "Sampling Weights".
 */
export function npsWeightedCounts(
  ratings: Iterable<number>,
  weights: Iterable<number>,
  scale: NpsScale = NPS_SCALE_0_TO_10,
): NpsWeightedCounts {
  const ratingList = listOf(ratings, 'npsWeightedCounts: ratings');
  const weightList = listOf(weights, 'npsWeightedCounts: weights');
  requireNpsScale(scale, 'npsWeightedCounts: scale');
  const responses = ratingList.length;
  if (weightList.length !== responses) {
    refuse(weightList.length, 'npsWeightedCounts: the number of weights', `that of the ratings, ${responses}`);
  }
  const tally = tallyWeights();
  for (let i = 0; i < responses; i++) {
    const rating = ratingList[i] as number;
    const weight = weightList[i] as number;
    if (!isOnScale(rating, scale)) refuseRating(rating, `npsWeightedCounts: ratings[${i}]`, scale);
    if (!isWeight(weight)) within(weight, `npsWeightedCounts: weights[${i}]`, WEIGHT);
    addWeight(tally, categoryIndex(rating, scale), weight);
  }
  return weightedCounts(tally, 'npsWeightedCounts: the sum of ');
}

/**
 * Adds summaries of disjoint weighted ratings: the sums of all of them together, to rounding.
 *
 * The weights of all parts must be in one unit: weights that were scaled to mean 1 part by part give every part the
 * weight of its respondents, not of its population.
 *
 * @param parts - Any number of summaries.
 * @returns The sums; all 0 for no summaries.
 * @throws `TypeError` or `RangeError` for a summary whose sums are missing, negative or too large, and for sums of all of
 * them that are.
 * @example
 * ```ts
 * import { mergeNpsWeightedCounts, npsWeightedCounts } from 'custometry';
 *
 * const monday = npsWeightedCounts([10, 3], [0.5, 1]);
 * const tuesday = npsWeightedCounts([9, 8], [1, 1.5]);
 * mergeNpsWeightedCounts(monday, tuesday).weights; // => { promoters: 1.5, passives: 1.5, detractors: 1 }
 * mergeNpsWeightedCounts(monday, tuesday).responses; // => 4
 * ```
 * @see {@link npsWeightedCounts} for weights and their source.
 */
export function mergeNpsWeightedCounts(...parts: readonly NpsWeightedCounts[]): NpsWeightedCounts {
  return sumWeightedCounts(parts, 'mergeNpsWeightedCounts');
}

/**
 * The Net Promoter Score of weighted ratings with its score interval, at the sample size that the weights have left.
 *
 * With weights w, values v of +1 for a promoter, 0 for a passive and −1 for a detractor, and s = Σ w·v / Σ w:
 *
 *     NPS        = 100 · s
 *     Kish       = (Σ w)² / Σ w²
 *     linearised = (Σ w·(v − s)² / Σ w) / (Σ w²·(v − s)² / (Σ w)²)
 *     effective  = min(Kish, linearised)
 *
 * and the interval is that of {@link npsEstimate} for the weighted shares and the effective number of responses. Kish's
 * size says what the weights would cost if they had nothing to do with the answers; the linearised one, the variance of
 * a simple random sample over the variance of the weighted mean, sees it where those who answer differently weigh more,
 * and can be larger than the number of respondents. The smaller of the two never promises more than there is. Where all
 * agree, the linearised one is 0/0 and Kish's stands. Equal weights give the number of respondents exactly (the
 * linearised variance is taken without the factor n / (n − 1)).
 *
 * The weights are taken as given: that raked weights were fitted to the same answers is left out, and so is clustering
 * (several answers of one customer count as if they were of several).
 *
 * @param counts - What {@link npsWeightedCounts} returns.
 * @param options - `confidence`: a fraction above 0 and below 1; 0.95 unless told.
 * @returns The score, its interval, the number of respondents and the effective one; `undefined` when there are no
 * responses.
 * @throws `TypeError` or `RangeError` for a summary with a sum that is missing or negative, for squares that no weights
 * of so many respondents can have, and for a confidence out of range (a percentage is refused with the likely meaning).
 * @example
 * ```ts
 * import { npsWeightedCounts, npsWeightedEstimate } from 'custometry';
 *
 * const estimate = npsWeightedEstimate(npsWeightedCounts([10, 9, 8, 3], [0.5, 1, 1.5, 1]));
 * estimate?.value; // => 12.5
 * estimate?.effectiveResponses; // => 3.55555…
 * ```
 * @see Leslie Kish (1965), Survey Sampling, section 11.7, and (1992), "Weighting for Unequal Pi", Journal of Official
 * Statistics 8(2), 183-200; Kirk M. Wolter (2007), Introduction to Variance Estimation, 2nd ed., chapter 6, for the
 * linearised variance; Toshiro Tango (1998), "Equivalence Test and Confidence Interval for the Difference in Proportions
 * for the Paired-Sample Design", Statistics in Medicine 17(8), 891-908, for the interval.
 */
export function npsWeightedEstimate(
  counts: NpsWeightedCounts,
  options: ConfidenceOptions = {},
): NpsWeightedEstimate | undefined {
  const confidence = readConfidence(options, 'npsWeightedEstimate');
  const result = readWeighted(counts, 'npsWeightedEstimate: ');
  return result && estimateOf(result, confidence);
}

/** @internal The score of weighted ratings and the sample that would tell as much; `undefined` for no responses. */
export function readWeighted(counts: NpsWeightedCounts, prefix: string): EffectiveSample | undefined {
  const [[p, m, q], [p2, m2, q2], responses] = readWeightedCounts(counts, prefix);
  const value = netPromoterScore(counts.weights);
  if (value === undefined) return undefined;
  const sum = p + m + q;
  const kish = (sum * sum) / (p2 + m2 + q2);
  if (!(kish >= 1 - ROUNDING && kish <= responses * (1 + ROUNDING))) {
    refuse(kish, `${prefix}(sum of weights)² / (sum of squares)`, `from 1 to responses (${responses})`);
  }
  // v − s of promoters, passives and detractors, without the cancellation of 1 − s.
  const above = (m + 2 * q) / sum;
  const middle = (q - p) / sum;
  const below = (m + 2 * p) / sum;
  const variance = p * above * above + m * middle * middle + q * below * below;
  const weighted = p2 * above * above + m2 * middle * middle + q2 * below * below;
  const linearised = weighted > 0 ? (sum * variance) / weighted : kish;
  const n = Math.min(Math.max(Math.min(kish, linearised), 1), responses);
  return { value, responses, sample: { ...sampleOf(p, m, q), n } };
}

/** @internal */
export function sumWeightedCounts(parts: readonly NpsWeightedCounts[], caller: string): NpsWeightedCounts {
  const read = parts.map((part, index) => readWeightedCounts(part, `${caller}: parts[${index}].`));
  const total = (of: (part: (typeof read)[number], category: 0 | 1 | 2) => number): NpsCounts => {
    const [promoters, passives, detractors] = ([0, 1, 2] as const).map((category) =>
      sum(read.map((part) => of(part, category))),
    ) as Triple;
    return { promoters, passives, detractors };
  };
  const merged = {
    weights: total(([weights], category) => weights[category]),
    squares: total(([, squares], category) => squares[category]),
    responses: sum(read.map(([, , responses]) => responses)),
  };
  readWeightedCounts(merged, `${caller}: the sum of `);
  return merged;
}

/** @internal What a scan of weights adds up: for detractors, passives and promoters, their weights and the squares. */
export interface WeightTally {
  readonly weights: readonly RunningSum[];
  readonly squares: readonly RunningSum[];
  responses: number;
}

/** @internal */
export function tallyWeights(): WeightTally {
  const sums = () => [0, 1, 2].map(() => ({ total: 0, lost: 0 }));
  return { weights: sums(), squares: sums(), responses: 0 };
}

/** @internal */
export function addWeight(tally: WeightTally, category: number, weight: number): void {
  addTo(tally.weights[category] as RunningSum, weight);
  addTo(tally.squares[category] as RunningSum, weight * weight);
  tally.responses++;
}

/** @internal */
export function weightedCounts({ weights, squares, responses }: WeightTally, prefix: string): NpsWeightedCounts {
  const counts = { weights: asCounts(weights), squares: asCounts(squares), responses };
  readWeightedCounts(counts, prefix);
  return counts;
}

/** @internal Squares of weights in the range neither overflow nor vanish. */
export const WEIGHT: Range = [1e-100, 1e15, 'a number above 0, from 1e-100 to 1e15'];

/** @internal */
export function isWeight(weight: unknown): boolean {
  return typeof weight === 'number' && weight >= WEIGHT[0] && weight <= WEIGHT[1];
}

/** What sums of squares may be off by after merging and storing as text. */
const ROUNDING = 1e-9;

const RESPONSES: Range = [0, 1e15, 'a whole number from 0 to 1e15', true];

type Triple = [promoters: number, passives: number, detractors: number];

function listOf(values: Iterable<number>, argument: string): ArrayLike<number> {
  requireIterable(values, argument);
  const isList = Array.isArray(values) || ArrayBuffer.isView(values);
  return isList ? (values as Iterable<number> & ArrayLike<number>) : Array.from(values);
}

function asCounts(sums: readonly RunningSum[]): NpsCounts {
  const [detractors, passives, promoters] = sums.map(({ total, lost }) => total + lost);
  return { promoters, passives, detractors } as NpsCounts;
}

/** @internal */
export function readWeightedCounts(
  counts: NpsWeightedCounts,
  prefix: string,
): [weights: Triple, squares: Triple, responses: number] {
  const weights = readNpsCounts(counts?.weights, `${prefix}weights.`);
  const squares = (['promoters', 'passives', 'detractors'] as const).map((category) =>
    within(counts.squares?.[category], `${prefix}squares.${category}`, [0, 1e31, 'from 0 to 1e31']),
  ) as Triple;
  return [weights, squares, within(counts.responses, `${prefix}responses`, RESPONSES)];
}
