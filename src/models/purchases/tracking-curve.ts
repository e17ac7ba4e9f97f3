import { requireColumn } from '../../history/purchase-history.js';
import { FINITE, POSITIVE, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { addTo } from '../../internal/running-sum.js';
import type { TrackingOptions } from './purchase-model.js';

/** @internal The repeat purchases of a cohort by each of the times, from those of a customer by each age. */
export function trackingCurve(
  purchasesBy: (age: number) => number,
  options: TrackingOptions,
  caller: string,
): Float64Array {
  requireKnownOptions(options, ['firstPurchases', 'weights', 'times'], caller);
  const { firstPurchases, weights, times } = options;
  requireColumn(firstPurchases, `${caller}: firstPurchases`);
  if (weights !== undefined) requireColumn(weights, `${caller}: weights`, firstPurchases);
  requireColumn(times, `${caller}: times`);
  // Customers of one day share all of their expectations.
  const cohorts = new Map<number, number>();
  for (let i = 0; i < firstPurchases.length; i++) {
    const first = within(firstPurchases[i] as number, `${caller}: firstPurchases[${i}]`, FINITE);
    const weight = weights === undefined ? 1 : within(weights[i] as number, `${caller}: weights[${i}]`, POSITIVE);
    cohorts.set(first, (cohorts.get(first) ?? 0) + weight);
  }
  const ages = new Map<number, number>();
  return Float64Array.from(times, (time, i) => {
    within(time, `${caller}: times[${i}]`, FINITE);
    const result = { total: 0, lost: 0 };
    for (const [first, weight] of cohorts) {
      const age = time - first;
      if (age <= 0) continue;
      const expected = ages.get(age) ?? purchasesBy(age);
      ages.set(age, expected);
      addTo(result, weight * expected);
    }
    return result.total + result.lost;
  });
}
