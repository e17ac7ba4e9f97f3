import { refuse, requireFunction, whole, within } from '../../internal/check.js';
import { readConfidence } from '../../internal/estimate.js';
import { seededRandom } from '../../internal/random.js';
import { sum } from '../../internal/sum.js';
import type { PredictionInterval, PredictionOptions } from './prediction-interval.js';

/** How a total is drawn. */
export interface TotalPurchasesPredictionOptions extends PredictionOptions {
  /**
   * How many times: a whole number of at least 2 / (1 − confidence) − 1 (39 for 0.95), without which no two draws hold the total
   * between them as surely, and at most 1,000,000; 1,000 unless told.
   */
  readonly draws?: number | undefined;
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
}

/** @internal Their names. */
export const TOTAL_OPTIONS: readonly string[] = ['duration', 'confidence', 'draws', 'seed', 'onProgress'];

/** What is expected of all customers together, and between which limits it will be. */
export interface TotalPredictionInterval extends PredictionInterval {
  /**
   * The part of the variance of the total that is due to the parameters, and not to the chance of each customer: a fraction. More
   * data would take it away. `undefined` where nothing is known of it (`parameterUncertainty` is false), nothing varies, or there
   * is no variance: where what is expected is infinite at parameters hardly off or in one of the draws of a fit.
   */
  readonly parameterShare: number | undefined;
  /**
   * The total of each draw: a histogram of them shows how likely what is. An amount of money beyond all numbers is the greatest
   * of them, 1.797…e308.
   */
  readonly draws: Float64Array;
}

/** @internal A sum over customers. */
export interface UncertainTotal {
  readonly isUncertain: boolean;
  /** What is expected of it at the fitted parameters. */
  readonly value: () => number;
  /** The variance of what is expected of it, for the parameters not being exactly known; not finite where there is none. */
  readonly byParameters: () => number;
  /** What it is at parameters drawn at random, in a future drawn at random. */
  readonly draw: (random: () => number) => number;
}

/** @internal The interval of a sum over customers, of so many draws of the parameters and of the customers' futures. */
export function simulatedTotal(
  { isUncertain, value: expected, byParameters, draw }: UncertainTotal,
  options: TotalPurchasesPredictionOptions,
  caller: string,
): TotalPredictionInterval {
  const { draws: size = 1000, seed = 1, onProgress = () => {} } = options;
  const confidence = readConfidence(options, caller);
  within(size, `${caller}: draws`, whole(1, 1_000_000));
  within(seed, `${caller}: seed`, whole(0, 4294967295));
  requireFunction(onProgress, `${caller}: onProgress`);
  // With the total to come there is one more than draws, and it is as likely in any place among them: so many may be outside, or
  // end the interval, on either side. A rounding may not cost one.
  const toEnd = Math.floor(((1 - confidence) / 2) * (size + 1) + 1e-9);
  if (toEnd < 1) {
    const least = Math.ceil(2 / (1 - confidence) - 1 - 1e-6);
    refuse(size, `${caller}: draws`, `at least ${least} for a confidence of ${confidence}`);
  }
  const value = expected();
  const variesBy = isUncertain ? byParameters() : 0;

  const random = seededRandom(seed);
  const draws = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    draws[i] = draw(random);
    onProgress((i + 1) / size);
  }
  const sorted = Float64Array.from(draws).sort();
  const mean = sum(draws) / size;
  const variance = sum(draws.map((total) => (total - mean) ** 2)) / size;
  return {
    value,
    lower: sorted[toEnd - 1] as number,
    upper: sorted[size - toEnd] as number,
    confidence,
    parameterUncertainty: isUncertain,
    parameterShare:
      isUncertain && variance > 0 && variance < Infinity && variesBy < Infinity
        ? Math.min(1, variesBy / variance)
        : undefined,
    draws,
  };
}

/** @internal A seed for what draws numbers of its own. */
export function seedFrom(random: () => number): number {
  return Math.floor(random() * 4294967296);
}
