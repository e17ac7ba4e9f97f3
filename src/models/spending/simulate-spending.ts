import { refuseOneHistory, requireColumn } from '../../history/purchase-history.js';
import { GREATEST, nearestPositive, requireFunction, within } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { logGammaVariate, readSeed, seededRandom } from '../../internal/random.js';
import { columnToFill } from '../fitting/column-to-fill.js';
import {
  type FutureSpendingOptions,
  type SimulatedSpending,
  type Spendings,
  spendColumns,
  WHOLE,
} from './spend-model.js';

type Theta = readonly [p: number, q: number, gamma: number];

/** @internal Draws what customers spend: each with the parameters for the place in the columns. */
export function simulateFutureSpending(
  parametersOf: (customers: number) => (customer: number) => readonly number[],
  spendings: Spendings,
  options: FutureSpendingOptions,
  caller: string,
  covariates: object = {},
): Float64Array {
  refuseOneHistory(spendings, caller);
  const { repeats, meanValue } = spendColumns(spendings, caller);
  requireKnownOptions(options, ['purchases', 'seed', 'into', 'onPurchase'], caller);
  const { purchases, seed = 1, into, onPurchase } = options;
  requireColumn(purchases, `${caller}: purchases`, repeats);
  readSeed(seed, caller);
  if (onPurchase !== undefined) requireFunction(onPurchase, `${caller}: onPurchase`);
  const random = seededRandom(seed);
  // Of its own, so that sums are the same whether or not anybody asks for their parts.
  const apart = seededRandom((seed + 2_654_435_769) % 4_294_967_296);
  const thetaOf = parametersOf(repeats.length);
  const spent = columnToFill(into, [repeats, meanValue, purchases, ...Object.values(covariates)], caller);
  for (let i = 0; i < repeats.length; i++) {
    const n = purchases[i] as number;
    if (!(Number.isInteger(n) && n >= 0)) within(n, `${caller}: purchases[${i}]`, WHOLE);
    const x = repeats[i] as number;
    if (n === 0) {
      spent[i] = 0;
      continue;
    }
    const [p, q, gamma] = thetaOf(i) as Theta;
    // ν, given what was spent so far; the sum of n values at that rate.
    const logRate = logGammaVariate(q + p * x, random) - Math.log(gamma + (x === 0 ? 0 : x * (meanValue[i] as number)));
    const total = Math.min(GREATEST, Math.exp(logGammaVariate(p * n, random) - logRate));
    spent[i] = total;
    if (onPurchase === undefined) continue;
    // The parts of a sum of gamma variates have nothing to do with the sum: they are those of any others.
    const parts = Array.from({ length: n }, () => logGammaVariate(p, apart));
    const most = parts.reduce((a, b) => Math.max(a, b));
    const weights = parts.map((part) => Math.exp(part - most));
    const all = weights.reduce((a, b) => a + b);
    for (const weight of weights) onPurchase(i, total * (weight / all));
  }
  return spent;
}

/** @internal Draws customers: each with the parameters for the place in the columns. */
export function simulateSpending(
  parametersOf: (customers: number) => (customer: number) => readonly number[],
  options: { readonly repeats: ArrayLike<number>; readonly seed?: number | undefined },
  caller: string,
): SimulatedSpending {
  requireOptions(options, caller);
  const { repeats: given, seed = 1 } = options;
  requireColumn(given, `${caller}: repeats`);
  readSeed(seed, caller);
  const repeats = Float64Array.from(given, (x, i) => within(x, `${caller}: repeats[${i}]`, WHOLE));
  const thetaOf = parametersOf(repeats.length);
  const random = seededRandom(seed);
  const meanValue = new Float64Array(repeats.length);
  const expectedValue = repeats.map((x, i) => {
    const [p, q, gamma] = thetaOf(i) as Theta;
    const logRate = logGammaVariate(q, random) - Math.log(gamma);
    if (x > 0) meanValue[i] = nearestPositive(Math.exp(logGammaVariate(p * x, random) - logRate - Math.log(x)));
    return nearestPositive(Math.exp(Math.log(p) - logRate));
  });
  return { repeats, meanValue, expectedValue };
}
