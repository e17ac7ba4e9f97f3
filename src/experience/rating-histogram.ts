import { COUNT, refuse, requireIterable, whole, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';

/** The lowest and the highest rating that a question allows: whole numbers, at most 1000 apart. */
export interface RatingScale {
  /** The lowest rating a respondent can give: a whole number of at most 2^30 in size. */
  readonly min: number;
  /** The highest rating a respondent can give: a whole number from `min + 1` to `min + 1000`. */
  readonly max: number;
}

/**
 * The summary of any number of ratings: how many respondents gave each. All measures of a rating question are functions of
 * it. Plain data: it can be stored, sent as JSON, read from a SQL `GROUP BY`, and merged.
 *
 * Counts are numbers from 0 to 1e15. They need not be whole. Intervals take their sum for the number of responses: scale
 * sums of weights to the effective sample size, (Σw)² / Σw², first.
 */
export interface RatingHistogram extends RatingScale {
  /** How many gave each rating, from `min` to `max`: an array of `max − min + 1` numbers. */
  readonly counts: readonly number[];
}

/**
 * Counts how many respondents gave each rating: one pass, no copy, memory independent of how many there are.
 *
 * Summaries of disjoint ratings merge: `mergeRatingHistograms(ratingHistogram(a, scale), ratingHistogram(b, scale))` is
 * `ratingHistogram([...a, ...b], scale)`, so that ratings can be counted wherever they are and only the counts travel.
 *
 * @param ratings - Whole numbers on the scale, in any iterable. Arrays and typed arrays take a fast path; a
 * `Uint8Array` is fastest.
 * @param scale - The lowest and the highest rating that the question allowed, whether or not anybody gave them.
 * @returns The scale and the counts, which sum to the number of ratings.
 * @throws `TypeError` for something that is not a number (a missing answer, a hole in an array and text such as `'4'`
 * included), `RangeError` for a number that is not on the scale; the message has the index. Nothing is skipped silently:
 * filter missing answers out first. `TypeError` or `RangeError` for an impossible scale.
 * @example
 * ```ts
 * import { ratingHistogram } from 'custometry';
 *
 * ratingHistogram([5, 4, 4, 1], { min: 1, max: 5 }); // => { min: 1, max: 5, counts: [1, 0, 0, 2, 1] }
 * ```
 * @see Karl Pearson (1895), "Contributions to the Mathematical Theory of Evolution. II. Skew Variation in Homogeneous
 * Material", Philosophical Transactions of the Royal Society of London A 186, 343-414, for histograms.
 */
export function ratingHistogram(ratings: Iterable<number>, scale: RatingScale): RatingHistogram {
  return countRatings(ratings, scale, 'ratingHistogram');
}

/**
 * Adds summaries of disjoint ratings of one question: the counts of all of them together.
 *
 * @param first - A summary.
 * @param others - Any number of summaries on the same scale.
 * @returns The sums.
 * @throws `RangeError` for summaries on different scales: a 4 of 5 and a 4 of 7 are different answers. `TypeError` or
 * `RangeError` for what is not a summary, and for sums beyond 1e15.
 * @example
 * ```ts
 * import { mergeRatingHistograms } from 'custometry';
 *
 * const monday = { min: 1, max: 3, counts: [1, 0, 5] };
 * const tuesday = { min: 1, max: 3, counts: [0, 2, 2] };
 * mergeRatingHistograms(monday, tuesday); // => { min: 1, max: 3, counts: [1, 2, 7] }
 * ```
 * @see {@link ratingHistogram}
 */
export function mergeRatingHistograms(first: RatingHistogram, ...others: readonly RatingHistogram[]): RatingHistogram {
  return sumHistograms([first, ...others], 'mergeRatingHistograms');
}

/** @internal The sum of at least one histogram. */
export function sumHistograms(histograms: readonly RatingHistogram[], caller: string): RatingHistogram {
  const { min, max, counts } = readHistogram(histograms[0] as RatingHistogram, `${caller}: histograms[0]`);
  const merged = [...counts];
  histograms.slice(1).forEach((other, index) => {
    const argument = `${caller}: histograms[${index + 1}]`;
    const part = readHistogram(other, argument);
    if (part.min !== min) refuse(part.min, `${argument}.min`, `${min}, as of the first`);
    if (part.max !== max) refuse(part.max, `${argument}.max`, `${max}, as of the first`);
    part.counts.forEach((count, at) => {
      merged[at] = (merged[at] as number) + count;
    });
  });
  return readHistogram({ min, max, counts: merged }, `${caller}: the sum of histograms`);
}

/** @internal */
export function countRatings(ratings: Iterable<number>, scale: RatingScale, caller: string): RatingHistogram {
  requireIterable(ratings, `${caller}: ratings`);
  const { min, max } = readScale(scale, `${caller}: scale`);
  let counts = new Array<number>(max - min + 1).fill(0);
  let index = 0;

  const count = (list: ArrayLike<number>): void => {
    for (let i = 0; i < list.length; i++) {
      const rating = list[i] as number;
      if (typeof rating !== 'number' || (rating | 0) !== rating || rating < min || rating > max) {
        refuse(rating, `${caller}: ratings[${index + i}]`, `a whole number from ${min} to ${max}`);
      }
      (counts[rating - min] as number)++;
    }
    index += list.length;
  };

  const bytes = ratings instanceof Uint8Array ? countBytes(ratings) : undefined;
  if (bytes) {
    counts = counts.map((_, at) => bytes[min + at] ?? 0);
    // A byte that is off the scale is missing from the counts: counting one by one finds it.
    if (sum(counts) < (ratings as Uint8Array).length) count(ratings as Uint8Array);
  } else if (Array.isArray(ratings) || ArrayBuffer.isView(ratings)) {
    count(ratings as Iterable<number> & ArrayLike<number>);
  } else {
    for (const rating of ratings) count([rating]);
  }
  return { min, max, counts };
}

/** How often each byte occurs. Four tables in turn, so that equal neighbours do not wait for each other's count. */
function countBytes(bytes: Uint8Array): number[] {
  const tables = new Float64Array(1024);
  const end = bytes.length - (bytes.length % 4);
  for (let i = 0; i < end; i += 4) {
    (tables[bytes[i] as number] as number)++;
    (tables[256 + (bytes[i + 1] as number)] as number)++;
    (tables[512 + (bytes[i + 2] as number)] as number)++;
    (tables[768 + (bytes[i + 3] as number)] as number)++;
  }
  for (let i = end; i < bytes.length; i++) (tables[bytes[i] as number] as number)++;
  return Array.from(
    { length: 256 },
    (_, byte) =>
      (tables[byte] as number) +
      (tables[256 + byte] as number) +
      (tables[512 + byte] as number) +
      (tables[768 + byte] as number),
  );
}

/** @internal */
export function readHistogram(histogram: RatingHistogram, argument: string): RatingHistogram {
  if (Symbol.iterator in Object(histogram)) refuse(histogram, argument, 'a histogram: see ratingHistogram', '', '');
  const { min, max } = readScale(histogram, argument);
  const { counts } = histogram;
  if (!Array.isArray(counts)) refuse(counts, `${argument}.counts`, 'an array', '', '');
  const points = max - min + 1;
  if (counts.length !== points) {
    refuse(counts.length, `${argument}.counts.length`, `${points}, a count for each rating from ${min} to ${max}`);
  }
  for (let i = 0; i < points; i++) {
    within(counts[i] as number, `${argument}.counts[${i}]`, COUNT);
  }
  return histogram;
}

/** @internal */
export function readScale(scale: RatingScale, argument: string): RatingScale {
  const min = within(scale?.min, `${argument}.min`, whole(-LIMIT, LIMIT));
  const max = within(scale.max, `${argument}.max`, whole(min + 1, min + 1000));
  return { min, max };
}

/** Keeps every rating a 32-bit integer, which the counting loop relies on. */
const LIMIT = 0x40000000;
