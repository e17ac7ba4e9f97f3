import { refuse, requireIterable } from '../internal/check.js';
import { sum } from '../internal/sum.js';
import { refuseRating } from './rating.js';
import { NPS_SCALE_0_TO_10, type NpsScale, requireNpsScale } from './scale.js';

/**
 * The summary of any number of ratings: how many respondents were promoters, passives and detractors. All NPS
 * statistics are functions of it. Plain data: it can be stored, sent as JSON, read from a SQL `GROUP BY`, and merged.
 *
 * Counts are numbers from 0 to 1e15. They need not be whole, so that published shares of a known number of responses fit
 * too; weighted responses have a summary of their own, `npsWeightedCounts`.
 * Some database drivers return counts as text or bigint: convert them with `Number` first.
 */
export interface NpsCounts {
  /** How many rated `promoterFrom` or more (9-10 on the default scale). */
  readonly promoters: number;
  /** How many rated from `passiveFrom` to below `promoterFrom` (7-8 on the default scale). */
  readonly passives: number;
  /** How many rated below `passiveFrom` (0-6 on the default scale). */
  readonly detractors: number;
}

/**
 * Counts the promoters, passives and detractors among ratings: one pass, no copy, memory independent of how many
 * there are.
 *
 * Summaries of disjoint ratings merge: `mergeNpsCounts(npsCounts(a), npsCounts(b))` is `npsCounts([...a, ...b])`, so
 * that ratings can be counted wherever they are (a worker, a stream, a database) and only the counts travel.
 *
 * @param ratings - Whole numbers on the scale, in any iterable. Arrays and typed arrays take a fast path; a
 * `Uint8Array` is fastest, at a fraction of a nanosecond a rating.
 * @param scale - The scale and its cuts; 0 to 10 unless told.
 * @returns The counts, which sum to the number of ratings; all 0 for no ratings.
 * @throws `TypeError` for something that is not a number (a missing answer, a hole in an array and text such as `'9'`
 * included) and for a scale that is none, `RangeError` for a number that is not on the scale (11, 6.5, NaN). The message has the index. Nothing is
 * skipped silently: filter missing answers out first.
 * @example
 * ```ts
 * import { npsCounts } from 'custometry';
 *
 * npsCounts([10, 9, 8, 3]); // => { promoters: 2, passives: 1, detractors: 1 }
 * ```
 * @see Frederick F. Reichheld (2003), "The One Number You Need to Grow", Harvard Business Review 81(12), 46-54.
 */
export function npsCounts(ratings: Iterable<number>, scale: NpsScale = NPS_SCALE_0_TO_10): NpsCounts {
  requireIterable(ratings, RATINGS);
  requireNpsScale(scale, 'npsCounts: scale');
  const { min, max, passiveFrom, promoterFrom } = scale;
  let responses = 0;
  let notDetractors = 0;
  let promoters = 0;

  const count = (list: ArrayLike<number>): void => {
    const [least, most, passive, promoter] = [min, max, passiveFrom, promoterFrom];
    let listNotDetractors = 0;
    let listPromoters = 0;
    for (let i = 0; i < list.length; i++) {
      const rating = list[i] as number;
      // isOnScale by hand: a call and the scale's fields would double the time of this loop.
      if (typeof rating !== 'number' || (rating | 0) !== rating || rating < least || rating > most) {
        refuseRating(rating, `${RATINGS}[${responses + i}]`, scale);
      }
      // Ratings come in no order, so that a branch would be mispredicted every few ratings and cost more than all the
      // rest: the sign bit of (cut − 1 − rating) is 1 exactly for a rating of at least the cut.
      listNotDetractors += (passive - 1 - rating) >>> 31;
      listPromoters += (promoter - 1 - rating) >>> 31;
    }
    responses += list.length;
    notDetractors += listNotDetractors;
    promoters += listPromoters;
  };

  const list = ratings as Iterable<number> & ArrayLike<number>;
  if (ratings instanceof Uint8Array && ratings.length > 3 && min >= 0 && max < 128) {
    // As an array: one kind of list keeps the loop above fast.
    const countBytes = (end: number) => count([...ratings.subarray(responses, end)]);
    countBytes(-ratings.byteOffset & 3);
    const words = new Int32Array(
      ratings.buffer,
      ratings.byteOffset + responses,
      // Not >> 2, which would be 32 bits of the length.
      ((ratings.length - responses) / 4) >>> 0,
    );
    // Four bytes at a time in the lanes of a 32-bit word: for a byte b below 128 and a cut c, b + (128 − c) has its
    // high bit set exactly when b ≥ c, and no carry leaves the lane. A byte of 128 or more shows by its own high bit.
    const [addMin, addAboveMax, addPassive, addPromoter] = [min, max + 1, passiveFrom, promoterFrom].map((cut) =>
      Math.imul(128 - cut, LANES),
    ) as [number, number, number, number];
    for (let i = 0; i < words.length; ) {
      // 63 words keep the sum over the four lanes below 255, so that the remainder by 255 is that sum.
      const end = Math.min(i + 63, words.length);
      const bytes = 4 * (end - i);
      let invalidLanes = 0;
      let notDetractorLanes = 0;
      let promoterLanes = 0;
      for (; i < end; i++) {
        const word = words[i] as number;
        invalidLanes |= word | (word + addAboveMax) | ~(word + addMin);
        notDetractorLanes += ((word + addPassive) >>> 7) & LANES;
        promoterLanes += ((word + addPromoter) >>> 7) & LANES;
      }
      // Finds out which rating is not on the scale.
      if ((invalidLanes >>> 7) & LANES) countBytes(responses + bytes);
      else {
        responses += bytes;
        notDetractors += notDetractorLanes % 255;
        promoters += promoterLanes % 255;
      }
    }
    countBytes(ratings.length);
  } else if (list.length && (Array.isArray(list) || ArrayBuffer.isView(list))) count(list);
  else for (const rating of list) count([rating]);
  return { promoters, passives: notDetractors - promoters, detractors: responses - notDetractors };
}

const RATINGS = 'npsCounts: ratings';

/** A 1 in each lane. */
const LANES = 0x01010101;

/**
 * Adds summaries of disjoint ratings: the counts of all of them together.
 *
 * @param counts - Any number of summaries, up to the number of arguments that the engine allows (some ten thousand: fold
 * more than that, two by two).
 * @returns The sums; all 0 for no summaries.
 * @throws `TypeError` or `RangeError` for a summary whose counts are not numbers from 0 to 1e15, and for sums beyond that.
 * @example
 * ```ts
 * import { mergeNpsCounts } from 'custometry';
 *
 * const monday = { promoters: 20, passives: 10, detractors: 5 };
 * const tuesday = { promoters: 30, passives: 5, detractors: 10 };
 * mergeNpsCounts(monday, tuesday); // => { promoters: 50, passives: 15, detractors: 15 }
 * ```
 * @see {@link npsCounts}
 */
export function mergeNpsCounts(...counts: readonly NpsCounts[]): NpsCounts {
  return sumNpsCounts(counts, 'mergeNpsCounts');
}

/** @internal {@link mergeNpsCounts} of a list, which can be longer than the arguments that the engine allows. */
export function sumNpsCounts(counts: readonly NpsCounts[], caller: string): NpsCounts {
  const parts = counts.map((part, index) => readNpsCounts(part, `${caller}: counts[${index}].`));
  const merged = {
    promoters: sum(parts.map(([promoters]) => promoters)),
    passives: sum(parts.map(([, passives]) => passives)),
    detractors: sum(parts.map(([, , detractors]) => detractors)),
  };
  readNpsCounts(merged, `${caller}: the sum of `);
  return merged;
}

/** @internal COUNT and `within` by hand, which would take netPromoterScore over its 500 bytes. */
export function readNpsCounts(
  counts: NpsCounts,
  prefix: string,
): [promoters: number, passives: number, detractors: number] {
  return (['promoters', 'passives', 'detractors'] as const).map((category) => {
    const count = counts?.[category];
    if (typeof count === 'number' && count >= 0 && count <= 1e15) return count;
    return refuse(count, prefix + category, 'from 0 to 1e15');
  }) as [number, number, number];
}
