import { type NpsCounts, readNpsCounts } from './counts.js';

/**
 * Net Promoter Score: the share of promoters minus the share of detractors, in points from −100 (all detractors) to
 * 100 (all promoters).
 *
 *     NPS = 100 · (promoters − detractors) / (promoters + passives + detractors)
 *
 * Promoters come first: some texts print the subtraction the wrong way round, which turns a good score into a bad one.
 * Equivalently, 100 times the mean over respondents of +1 for a promoter, 0 for a passive and −1 for a detractor. It is
 * points, not a percentage, and is not rounded here; published scores usually are.
 *
 * @param counts - How many promoters, passives and detractors there are: numbers from 0 to 1e15, such as
 * {@link npsCounts} returns.
 * @returns The score in points, or `undefined` when there are no responses.
 * @throws `TypeError` for a count that is missing or not a number, `RangeError` for one that is negative, above
 * 1e15, NaN or infinite.
 * @example
 * ```ts
 * import { netPromoterScore, npsCounts } from 'custometry';
 *
 * netPromoterScore({ promoters: 50, passives: 30, detractors: 20 }); // => 30
 * netPromoterScore(npsCounts([10, 9, 7, 3])); // => 25
 * netPromoterScore(npsCounts([])); // => undefined
 * ```
 * @see Frederick F. Reichheld (2003), "The One Number You Need to Grow", Harvard Business Review 81(12), 46-54.
 */
export function netPromoterScore(counts: NpsCounts): number | undefined {
  const [promoters, passives, detractors] = readNpsCounts(counts, 'netPromoterScore: ');
  const responses = promoters + passives + detractors;
  if (responses === 0) return undefined;
  const net = promoters - detractors;
  // Everyone agreeing is exactly 100; 100 · net first leaves the nearest number to the score of whole counts below 9e13.
  return net === responses ? 100 : -net === responses ? -100 : (100 * net) / responses + 0;
}
