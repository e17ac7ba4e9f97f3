import { refuse, requireFunction, within, withinOpen } from '../internal/check.js';
import { percentile } from '../internal/percentile.js';
import { sum } from '../internal/sum.js';

/** A figure computed from random draws, and how far off the randomness can put it. */
export interface Measured {
  /** The figure. */
  readonly value: number;
  /**
   * The standard error of the figure, in its unit: what another seed would easily change it by. It is itself an estimate,
   * from 20 batches of draws, and so good to about 16%. It says nothing of inputs that are wrong.
   */
  readonly standardError: number;
}

/** The uncertainty of one output of a model. */
export interface UncertainOutput {
  /** The output of each draw that has an answer, in the order of the draws. */
  readonly values: Float64Array;
  /** How many of the values come from each batch of draws, in their order: batches are samples of their own. */
  readonly batches: readonly number[];
  /** How many draws the model had no answer to (`undefined`): they are left out of every figure. */
  readonly unanswered: number;
  /** The mean. */
  readonly mean: Measured;
  /** The standard deviation. */
  readonly standardDeviation: Measured;
  /** The value that half of the draws are below. */
  readonly median: Measured;
  /** The lower end of the central interval: (1 − confidence) / 2 of the draws are below. */
  readonly lower: Measured;
  /** The upper end of the central interval: (1 − confidence) / 2 of the draws are above. */
  readonly upper: Measured;
  /** The share of the draws in the interval: a fraction. */
  readonly confidence: number;
}

/**
 * A quantile of an output: the value that a fraction of the draws is below.
 *
 * Interpolated between order statistics (R's type 7). Its standard error is Woodruff's: that of the share of draws below,
 * turned into the output's unit by the quantiles around; never less than one draw makes.
 *
 * @param output - An output of {@link propagate} or {@link propagatePlain}.
 * @param probability - A fraction above 0 and below 1.
 * @returns The quantile in the output's unit, with its standard error.
 * @throws `TypeError` or `RangeError` for what is not an output, and for a probability that is not such a fraction.
 * @example
 * ```ts
 * import { outputQuantile, propagate } from 'custometry';
 *
 * const revenue = propagate(({ spend }) => 1000 * spend, {
 *   spend: { kind: 'normal', mean: 200, standardDeviation: 10 },
 * });
 * const { value, standardError } = outputQuantile(revenue, 0.1);
 * Math.abs(value - 187_184) < 100; // => true
 * standardError < 100; // => true
 * ```
 * @see Ralph S. Woodruff (1952), "Confidence Intervals for Medians and Other Position Measures", Journal of the American
 * Statistical Association 47(260), 635-646.
 */
export function outputQuantile(output: UncertainOutput, probability: number): Measured {
  const { values, batches } = readOutput(output, 'outputQuantile');
  withinOpen(probability, 'outputQuantile: probability');
  return quantileOf(values, batches, values.slice().sort(), probability);
}

/**
 * The probability that an output meets a condition: the share of the draws that do.
 *
 * A condition that no draw meets, or every one, is not therefore impossible or certain: the standard error is never less
 * than one draw makes, 1 / draws.
 *
 * @param output - An output of {@link propagate} or {@link propagatePlain}.
 * @param condition - Says of a value in the output's unit whether it meets the condition: `(profit) => profit < 0`.
 * @returns The probability, a fraction from 0 to 1, with its standard error.
 * @throws `TypeError` for what is not an output and for a condition that is not a function.
 * @example
 * ```ts
 * import { outputProbability, propagate } from 'custometry';
 *
 * const profit = propagate(({ spend, cost }) => spend - cost, {
 *   spend: { kind: 'uniform', low: 100, high: 200 },
 *   cost: 125,
 * });
 * outputProbability(profit, (value) => value < 0).value; // => 0.25
 * ```
 */
export function outputProbability(output: UncertainOutput, condition: (value: number) => boolean): Measured {
  const { values, batches } = readOutput(output, 'outputProbability');
  requireFunction(condition, 'outputProbability: condition');
  return shareOf(values, batches, (value) => (condition(value) ? 1 : 0));
}

function readOutput(output: UncertainOutput, caller: string): UncertainOutput {
  const { values, batches } = output ?? {};
  if (Object.prototype.toString.call(values) !== '[object Float64Array]' || !Array.isArray(batches)) {
    refuse(output, `${caller}: output`, 'an output of propagate', '', '');
  }
  within(values.length, `${caller}: number of values`, [1, Infinity, 'at least 1']);
  return output;
}

/** @internal The figures of an output; `undefined` where fewer than two batches have an answer. NaN stands for none. */
export function summarise(
  drawn: Float64Array,
  sizes: readonly number[],
  confidence: number,
): UncertainOutput | undefined {
  let start = 0;
  const batches = sizes.map((size) => {
    let answered = 0;
    for (let i = start; i < start + size; i++) if (!Number.isNaN(drawn[i])) answered++;
    start += size;
    return answered;
  });
  if (batches.filter((size) => size > 0).length < 2) return undefined;
  const values = drawn.filter((value) => !Number.isNaN(value));
  const n = values.length;
  const mean = sum(values) / n;
  const squares = meanOf(values, batches, (value) => (value - mean) * (value - mean));
  const deviation = Math.sqrt((squares.value * n) / (n - 1));
  const sorted = values.slice().sort();
  const quantile = (probability: number) => quantileOf(values, batches, sorted, probability);
  return {
    values,
    batches,
    unanswered: drawn.length - n,
    mean: { value: mean, standardError: meanOf(values, batches, (value) => value - mean).standardError },
    standardDeviation: {
      value: deviation,
      standardError: deviation === 0 ? 0 : squares.standardError / (2 * deviation),
    },
    median: quantile(0.5),
    lower: quantile((1 - confidence) / 2),
    upper: quantile((1 + confidence) / 2),
    confidence,
  };
}

/** The quantile of values that are also there sorted. */
function quantileOf(
  values: Float64Array,
  batches: readonly number[],
  sorted: Float64Array,
  probability: number,
): Measured {
  const value = percentile(sorted, probability);
  const { standardError } = shareOf(values, batches, (other) => (other <= value ? 1 : 0));
  const from = percentile(sorted, Math.max(0, probability - standardError));
  const to = percentile(sorted, Math.min(1, probability + standardError));
  return { value, standardError: to / 2 - from / 2 };
}

/** The mean of what is 0 or 1 of each value. */
function shareOf(values: Float64Array, batches: readonly number[], meets: (value: number) => 0 | 1): Measured {
  const { value, standardError } = meanOf(values, batches, meets);
  return { value, standardError: Math.max(standardError, 1 / values.length) };
}

/**
 * @internal The mean of g over all values, with the standard error that the spread of the batches' means gives. With n of
 * N values in a batch and B batches: √(B / (B − 1) · Σ (n / N)² · (batch mean − mean)²).
 */
export function meanOf(
  values: Float64Array,
  batches: readonly number[],
  g: (value: number, draw: number) => number,
): Measured {
  let start = 0;
  const sums = batches.map((size) => {
    let total = 0;
    for (let i = start; i < start + size; i++) total += g(values[i] as number, i);
    start += size;
    return total;
  });
  const mean = sum(sums) / start;
  const filled = batches.filter((size) => size > 0).length;
  const squares = sums.map((total, batch) => ((total - (batches[batch] as number) * mean) / start) ** 2);
  return { value: mean, standardError: Math.sqrt((sum(squares) * filled) / (filled - 1)) };
}
