import { type NpsCategory, type NpsScale, npsCategory } from 'custometry';
import { quarterOf } from '../calendar.js';
import type { Rating, Ratings } from '../data.js';

/** What a customer is: a category, or `'unknown'` before the first rating. */
export type Category = NpsCategory | 'unknown';

/** A function that tells a customer's category at the end of a quarter, by the latest rating until then. */
export function categoriesOf({ rows }: Ratings, scale: NpsScale): (customer: string, quarter: number) => Category {
  const byCustomer = new Map<string, Rating[]>();
  for (const rating of [...rows].sort((a, b) => a.instant - b.instant)) {
    if (rating.customer === undefined) continue;
    const own = byCustomer.get(rating.customer);
    if (own === undefined) byCustomer.set(rating.customer, [rating]);
    else own.push(rating);
  }
  return (customer, quarter) => {
    const latest = byCustomer.get(customer)?.findLast(({ instant }) => quarterOf(instant) <= quarter);
    return latest === undefined ? 'unknown' : npsCategory(latest.rating, scale);
  };
}
