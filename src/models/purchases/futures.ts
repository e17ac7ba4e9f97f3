import { type Range, requireFunction, within } from '../../internal/check.js';
import { type Random, readSeed, seededRandom } from '../../internal/random.js';
import type { FutureOptions } from './purchase-model.js';

/** @internal A source of futures: each call draws what a customer with this history does after T, up to `end`. */
export type Futures = (x: number, t: number, T: number, end: number, purchase: (time: number) => void) => void;

/** @internal A customer who buys more often than that is a slip in the parameters, or in their unit of time. */
export const MOST_PURCHASES = 100_000_000;

/** @internal */
export function refuseSoMany(caller: string): never {
  throw new RangeError(
    `${caller}: a customer must make at most ${MOST_PURCHASES} purchases: is time in the unit of the parameters?`,
  );
}

/** @internal How many purchases each customer makes who is asked for, one after the other. */
export function countedFutures(
  source: (random: Random) => Futures,
  { duration, seed = 1, onPurchase }: FutureOptions,
  range: Range,
  caller: string,
): (x: number, t: number, T: number) => number {
  within(duration, `${caller}: duration`, range);
  readSeed(seed, caller);
  if (onPurchase !== undefined) requireFunction(onPurchase, `${caller}: onPurchase`);
  const future = source(seededRandom(seed));
  let [customer, count] = [0, 0];
  const purchase = (time: number): void => {
    if (++count > MOST_PURCHASES) refuseSoMany(caller);
    onPurchase?.(customer, time);
  };
  return (x, t, T) => {
    count = 0;
    future(x, t, T, duration, purchase);
    customer++;
    return count;
  };
}
