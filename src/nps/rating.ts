import { refuse } from '../internal/check.js';
import type { NpsScale } from './scale.js';

/** Whether a rating is a whole number on the scale. */
export function isOnScale(rating: number, scale: NpsScale): boolean {
  return typeof rating === 'number' && (rating | 0) === rating && rating >= scale.min && rating <= scale.max;
}

/** 0 for a detractor, 1 for a passive, 2 for a promoter. */
export function categoryIndex(rating: number, scale: NpsScale): 0 | 1 | 2 {
  return rating >= scale.promoterFrom ? 2 : rating >= scale.passiveFrom ? 1 : 0;
}

export function refuseRating(rating: unknown, argument: string, scale: NpsScale): never {
  refuse(rating, argument, `a whole number from ${scale.min} to ${scale.max}`);
}
