import { type Range, requireFunction, within } from '../../internal/check.js';
import { type Random, readSeed, seededRandom } from '../../internal/random.js';
import type { FutureOptions } from './purchase-model.js';

/** @internal A source of futures: each call draws what a customer with this history does after T, up to `end`. */
export type Futures = (x: number, t: number, T: number, end: number, purchase: (time: number) => void) => void;

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
    count++;
    onPurchase?.(customer, time);
  };
  return (x, t, T) => {
    count = 0;
    future(x, t, T, duration, purchase);
    customer++;
    return count;
  };
}
