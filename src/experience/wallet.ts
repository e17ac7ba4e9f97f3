import { FINITE, NOT_NEGATIVE, reader, refuse, requireMap, shown, within } from '../internal/check.js';

/** What a customer spends in a category over some time, in one currency. */
export interface CategorySpend {
  /** What the customer spends with you: 0 or more. */
  readonly spend: number;
  /** What the customer spends with everybody, you included: at least as much. */
  readonly categorySpend: number;
}

/**
 * Share of wallet: the part of what a customer spends in a category that is spent with you. A fraction from 0 to 1.
 *
 *     share of wallet = spend / categorySpend
 *
 * What is spent elsewhere is hard to know: it comes from panels and surveys, and people misremember. Over many customers,
 * sum both amounts first; the mean of the shares is another number.
 *
 * @param wallet - The spend with you and in the whole category.
 * @returns The share, or `undefined` when nothing is spent in the category.
 * @throws `TypeError` or `RangeError` for an amount that is missing, negative or not finite, and for more spent with you
 * than in the category.
 * @example
 * ```ts
 * import { shareOfWallet } from 'custometry';
 *
 * shareOfWallet({ spend: 30, categorySpend: 120 }); // => 0.25
 * shareOfWallet({ spend: 0, categorySpend: 0 }); // => undefined
 * ```
 * @see Paul W. Farris, Neil T. Bendle, Phillip E. Pfeifer and David J. Reibstein (2010), Marketing Metrics, 2nd ed.,
 * chapter 2, where it is called share of requirements.
 */
export function shareOfWallet(wallet: CategorySpend): number | undefined {
  const read = reader(wallet, 'shareOfWallet');
  const categorySpend = read('categorySpend', NOT_NEGATIVE);
  const spend = read('spend', NOT_NEGATIVE);
  // Sums of the same amounts in another order can round apart.
  if (spend > categorySpend * (1 + 1e-12)) {
    refuse(spend, 'shareOfWallet: spend', `from 0 to categorySpend (${categorySpend})`);
  }
  return categorySpend === 0 ? undefined : Math.min(spend / categorySpend, 1);
}

/**
 * Wallet allocation: the share of wallet that each brand a customer uses is expected to have, by the Wallet Allocation Rule.
 * Fractions that sum to 1.
 *
 *     share = (1 − rank / (n + 1)) · 2 / n
 *
 * for the brand at this rank among the n that the customer uses: 1 is the best rated one, and brands that are rated alike
 * share the mean of their ranks. Only the order of the ratings counts, not how far they are apart: satisfaction that rises
 * without overtaking a competitor brings nothing. For a brand's share over its customers, take the mean of its shares.
 *
 * The rule is fitted to what people say and buy in categories where customers use several brands; it predicts well over
 * many customers and poorly for one. It has its quirks: of three brands the last is given 1/6, and of four, with one more
 * that is rated below it, 1/5.
 *
 * @param ratings - A `Map` from each brand that one customer uses to the customer's rating of it: any finite numbers, higher
 * is better.
 * @returns A new `Map` from each brand, in the same order, to its share; empty for no brands, and 1 for a single one.
 * @throws `TypeError` for something other than a `Map`, `TypeError` or `RangeError` for a rating that is not a finite
 * number; the message has the brand.
 * @example
 * ```ts
 * import { walletAllocation } from 'custometry';
 *
 * walletAllocation(new Map([['us', 9], ['them', 7]])); // => new Map([['us', 2 / 3], ['them', 1 / 3]])
 * walletAllocation(new Map([['us', 8], ['them', 8]])); // => new Map([['us', 0.5], ['them', 0.5]])
 * ```
 * @see Timothy L. Keiningham, Lerzan Aksoy, Alexander Buoye and Bruce Cooil (2011), "Customer Loyalty Isn't Enough. Grow
 * Your Share of Wallet", Harvard Business Review 89(10), 29-31; Timothy Keiningham, Lerzan Aksoy, Luke Williams and
 * Alexander Buoye (2015), The Wallet Allocation Rule, appendix A.
 */
export function walletAllocation<Brand>(ratings: ReadonlyMap<Brand, number>): Map<Brand, number> {
  requireMap(ratings, 'walletAllocation: ratings');
  for (const [brand, rating] of ratings) within(rating, `walletAllocation: ratings.get(${shown(brand)})`, FINITE);
  const descending = [...ratings.values()].sort((a, b) => b - a);
  const n = descending.length;
  const ranks = new Map<number, number>();
  let first = 0;
  descending.forEach((rating, index) => {
    if (rating !== descending[first]) first = index;
    // The mean of the ranks from the first to this one of those rated alike; that of the last one stays.
    ranks.set(rating, (first + index) / 2 + 1);
  });
  const share = (rating: number) => {
    const rank = ranks.get(rating) as number;
    // As in the formula, with one division so that it is the nearest number.
    return (2 * (n + 1 - rank)) / (n * (n + 1));
  };
  return new Map(Array.from(ratings, ([brand, rating]) => [brand, share(rating)]));
}
