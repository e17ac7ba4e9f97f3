import type { OpportunityHistories } from '../../history/opportunity-history.js';
import type { PurchaseHistories } from '../../history/purchase-history.js';
import { requireFunction, whole, within } from '../../internal/check.js';
import { readConfidence } from '../../internal/estimate.js';
import { normalVariate, seededRandom } from '../../internal/random.js';
import { sum } from '../../internal/sum.js';
import { rowsOfCustomers } from '../covariates/rows-of-customers.js';
import { eachDirection, NEAR } from './likely-parameters.js';
import type { PredictionInterval, PredictionOptions } from './prediction-interval.js';

/** How a total is drawn. */
export interface TotalPurchasesPredictionOptions extends PredictionOptions {
  /** How many times: a whole number from 1 to 1,000,000; 1,000 unless told. */
  readonly draws?: number | undefined;
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
}

/** What is expected of all customers together, and between which limits it will be. */
export interface TotalPredictionInterval extends PredictionInterval {
  /**
   * The part of the variance of the total that is due to the parameters, and not to the chance of each customer: a fraction. More
   * data would take it away. `undefined` where nothing is known of it, or nothing varies.
   */
  readonly parameterShare: number | undefined;
  /** The total of each draw: a histogram of them shows how likely what is. */
  readonly draws: Float64Array;
}

/** @internal A sum over customers, at parameters so many standard deviations off in each direction. */
export interface UncertainTotal {
  readonly directions: number;
  readonly expected: (deviations: readonly number[]) => number;
  readonly draw: (deviations: readonly number[], nextSeed: () => number) => number;
}

/** @internal The interval of a sum over customers, of so many draws of the parameters and of the customers' futures. */
export function simulatedTotal(
  { directions, expected, draw }: UncertainTotal,
  options: TotalPurchasesPredictionOptions,
  caller: string,
): TotalPredictionInterval {
  const { draws: size = 1000, seed = 1, onProgress = () => {} } = options;
  const confidence = readConfidence(options, caller);
  within(size, `${caller}: draws`, whole(1, 1_000_000));
  within(seed, `${caller}: seed`, whole(0, 4294967295));
  requireFunction(onProgress, `${caller}: onProgress`);
  const value = expected([]);
  let byParameters = 0;
  eachDirection(directions, (more, less) => {
    byParameters += ((expected(more) - expected(less)) / (2 * NEAR)) ** 2;
  });

  const random = seededRandom(seed);
  const nextSeed = () => Math.floor(random() * 4294967296);
  const draws = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const deviations = Array.from({ length: directions }, () => normalVariate(random));
    draws[i] = draw(deviations, nextSeed);
    onProgress((i + 1) / size);
  }
  const sorted = Float64Array.from(draws).sort();
  // So many draws may lie outside on either side; a rounding may not cost one.
  const outside = Math.floor(((1 - confidence) / 2) * size + 1e-9);
  const mean = sum(draws) / size;
  const variance = sum(draws.map((total) => (total - mean) ** 2)) / size;
  return {
    value,
    lower: sorted[outside] as number,
    upper: sorted[size - 1 - outside] as number,
    confidence,
    parameterUncertainty: directions > 0,
    parameterShare: directions > 0 && variance > 0 ? Math.min(1, byParameters / variance) : undefined,
    draws,
  };
}

/**
 * @internal Columns with a row for each customer, in an order of their own: customers who are alike stand together, and the order
 * they came in does not matter.
 */
export function eachCustomer<Histories extends PurchaseHistories | OpportunityHistories>(
  histories: Histories,
  caller: string,
): Histories {
  const times = 'opportunities' in histories ? 'opportunities' : 'observed';
  const columns: Record<string, ArrayLike<number> | undefined> = {
    repeats: histories.repeats,
    lastRepeat: histories.lastRepeat,
    [times]: 'opportunities' in histories ? histories.opportunities : histories.observed,
    meanValue: 'meanValue' in histories ? histories.meanValue : undefined,
  };
  const given = Object.entries(columns).filter((entry): entry is [string, ArrayLike<number>] => entry[1] !== undefined);
  const rows = rowsOfCustomers(histories, caller).sort((i, j) => {
    for (const [, column] of given) {
      const difference = (column[i] as number) - (column[j] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return Object.fromEntries(
    given.map(([name, column]) => [name, Float64Array.from(rows, (row) => column[row] as number)]),
  ) as unknown as Histories;
}
