import { categoryIndex, isOnScale, refuseRating } from './rating.js';
import { NPS_SCALE_0_TO_10, type NpsScale, requireNpsScale } from './scale.js';

/** What a respondent is, by the rating given. */
export type NpsCategory = 'promoter' | 'passive' | 'detractor';

/**
 * The Net Promoter category of one rating of "How likely are you to recommend us?": on the default scale of 0 to 10, a
 * detractor gives 0-6, a passive 7-8 and a promoter 9-10.
 *
 * @param rating - A whole number on the scale.
 * @param scale - The scale and its cuts; 0 to 10 unless told.
 * @returns `'promoter'` if `rating ≥ promoterFrom`, otherwise `'passive'` if `rating ≥ passiveFrom`, otherwise
 * `'detractor'`.
 * @throws `TypeError` for a rating that is not a number (text such as `'9'` included) and for a scale that is none,
 * `RangeError` for a number that is not on the scale (11, 6.5, NaN).
 * @example
 * ```ts
 * import { NPS_SCALE_1_TO_10, npsCategory } from 'custometry';
 *
 * npsCategory(9); // => 'promoter'
 * npsCategory(7); // => 'passive'
 * npsCategory(6, NPS_SCALE_1_TO_10); // => 'detractor'
 * ```
 * @see Frederick F. Reichheld (2003), "The One Number You Need to Grow", Harvard Business Review 81(12), 46-54.
 */
export function npsCategory(rating: number, scale: NpsScale = NPS_SCALE_0_TO_10): NpsCategory {
  requireNpsScale(scale, 'npsCategory: scale');
  if (!isOnScale(rating, scale)) refuseRating(rating, 'npsCategory: rating', scale);
  return (['detractor', 'passive', 'promoter'] as const)[categoryIndex(rating, scale)];
}
