import { requireColumn } from '../../history/purchase-history.js';
import { FINITE, POSITIVE, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { interpolatedByOctave } from '../../internal/octave-interpolation.js';
import { addTo } from '../../internal/running-sum.js';
import type { TrackingOptions } from './purchase-model.js';

/**
 * @internal The repeat purchases of a cohort by each of the times, from those of a customer by each age: to 1e-13, in a time
 * proportional to that of the first purchases that differ, times that of the times.
 */
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
  const firsts = Float64Array.from(cohorts.keys());
  const customers = Float64Array.from(cohorts.values());
  // A smooth function of age, and asked for each first purchase at each time.
  const expected = interpolatedByOctave((_, age) => purchasesBy(age));
  return Float64Array.from(times, (time, i) => {
    within(time, `${caller}: times[${i}]`, FINITE);
    const result = { total: 0, lost: 0 };
    for (let j = 0; j < firsts.length; j++) {
      const age = time - (firsts[j] as number);
      if (age > 0) addTo(result, (customers[j] as number) * expected(0, age));
    }
    return result.total + result.lost;
  });
}
