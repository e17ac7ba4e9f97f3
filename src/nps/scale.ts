import { reader, refuse, whole } from '../internal/check.js';

/**
 * A rating scale with its Net Promoter cuts: whole numbers with
 * `min < passiveFrom < promoterFrom ≤ max`, so that each of the three categories has at least one rating.
 */
export interface NpsScale {
  /** The lowest rating a respondent can give. */
  readonly min: number;
  /** The highest rating a respondent can give. */
  readonly max: number;
  /** The lowest rating of a passive; detractors are below it. */
  readonly passiveFrom: number;
  /** The lowest rating of a promoter. */
  readonly promoterFrom: number;
}

/**
 * The standard scale of the likelihood-to-recommend question: ratings 0 to 10, with detractors 0-6, passives 7-8
 * and promoters 9-10.
 *
 * @see Frederick F. Reichheld (2003), "The One Number You Need to Grow", Harvard Business Review 81(12), 46-54.
 */
export const NPS_SCALE_0_TO_10: NpsScale = /* @__PURE__ */ Object.freeze({
  min: 0,
  max: 10,
  passiveFrom: 7,
  promoterFrom: 9,
});

/**
 * The scale of surveys that ask from 1 to 10: detractors 1-6, passives 7-8 and promoters 9-10. A 0 is refused. Scores
 * from a 1 to 10 scale and from a 0 to 10 scale come from different questions: compare them with care.
 *
 * @see {@link NPS_SCALE_0_TO_10} for the standard.
 */
export const NPS_SCALE_1_TO_10: NpsScale = /* @__PURE__ */ Object.freeze({
  min: 1,
  max: 10,
  passiveFrom: 7,
  promoterFrom: 9,
});

/**
 * A Net Promoter scale with explicit cuts, for questions that are not asked from 0 to 10.
 *
 * There is no standard for such scales: state the cuts wherever you publish the score.
 *
 * @param scale - `min`, `max`, `passiveFrom` and `promoterFrom`: whole numbers of at most 1e9 in size, with
 * `min < passiveFrom < promoterFrom ≤ max`.
 * @returns A frozen copy, to pass to the functions that take a scale.
 * @throws `TypeError` for a cut that is not a number, `RangeError` for cuts that are fractional or out of order.
 * @example
 * ```ts
 * import { npsCategory, npsScale } from 'custometry';
 *
 * const fivePoints = npsScale({ min: 1, max: 5, passiveFrom: 4, promoterFrom: 5 });
 * npsCategory(4, fivePoints); // => 'passive'
 * ```
 * @see {@link NPS_SCALE_0_TO_10} for the standard.
 */
export function npsScale(scale: NpsScale): NpsScale {
  const read = reader(scale, 'npsScale');
  const min = read('min', whole(-LIMIT, LIMIT - 2));
  const passiveFrom = read('passiveFrom', whole(min + 1, LIMIT - 1));
  const promoterFrom = read('promoterFrom', whole(passiveFrom + 1, LIMIT));
  const max = read('max', whole(promoterFrom, LIMIT));
  return Object.freeze({ min, max, passiveFrom, promoterFrom });
}

/** @internal */
export function requireNpsScale(scale: NpsScale, argument: string): void {
  const { min, max, passiveFrom, promoterFrom } = scale ?? {};
  const isScale =
    [min, max, passiveFrom, promoterFrom].every(Number.isInteger) &&
    -LIMIT <= min &&
    min < passiveFrom &&
    passiveFrom < promoterFrom &&
    promoterFrom <= max &&
    max <= LIMIT;
  if (!isScale) refuse(scale, argument, 'an NpsScale', '', '');
}

/** Bounds that keep every difference of two ratings a 32-bit integer, which the counting loops rely on. */
const LIMIT = 1e9;
