import { refuse, requireFunction, whole, within } from '../internal/check.js';
import { requireOptions } from '../internal/estimate.js';
import { type Random, seededRandom } from '../internal/random.js';
import type { Input, Row } from './inputs.js';
import { type Correlator, correlate, shuffle } from './rank-correlation.js';
import type { Shape } from './shape.js';

/** How random draws are made. */
export interface DrawOptions {
  /** How many draws: a whole number from 100 to 10,000,000; 10,000 unless told. */
  readonly draws?: number | undefined;
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
  /** Is told now and then which fraction of the work is done; last 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** @internal */
export interface ReadDrawOptions {
  readonly draws: number;
  readonly random: Random;
  readonly onProgress: (fraction: number) => void;
}

/** @internal */
export function readDrawOptions(options: DrawOptions, caller: string): ReadDrawOptions {
  requireOptions(options, caller);
  const { draws = 10_000, seed = 1, onProgress = () => {} } = options;
  requireFunction(onProgress, `${caller}: onProgress`);
  return {
    draws: within(draws, `${caller}: draws`, whole(100, 10_000_000)),
    random: seededRandom(within(seed, `${caller}: seed`, whole(0, 4_294_967_295))),
    onProgress,
  };
}

/**
 * @internal The sizes of the batches that draws are made in. Each batch is a sample of its own, so that the spread between
 * them says how far off all of them together are, however the draws within one depend on each other.
 */
export function batchSizes(draws: number): number[] {
  const size = Math.floor(draws / BATCHES);
  return Array.from({ length: BATCHES }, (_, batch) => size + (batch < draws % BATCHES ? 1 : 0));
}

const BATCHES = 20;

/** @internal Makes the draws of a batch, and writes them one by one into the object that the model is given. */
export interface Sampler {
  /** Makes this many draws. */
  readonly fill: (size: number) => void;
  /** Writes input `index` of draw `draw` into the row. */
  readonly write: (index: number, draw: number, row: Row) => void;
}

/** @internal */
export function sampler(
  inputs: readonly Input[],
  { draws, random }: ReadDrawOptions,
  isStratified: boolean,
  caller: string,
  correlator?: Correlator,
): Sampler {
  if (correlator) {
    // With fewer in a batch, rank correlations come out nearer to 0 than they are to be.
    const least = Math.max(1000, 40 * correlator.names.length);
    if (draws < least) {
      refuse(draws, `${caller}: draws`, `at least 1000, and 40 for each correlated input, for correlations (${least})`);
    }
  }
  const fill = isStratified ? fillStrata : fillFreely;
  const most = Math.ceil(draws / BATCHES);
  const columns = inputs.map((input) =>
    ('parts' in input ? input.sticks : [input.shape]).map((shape) => ({
      // The table of the quick quantile pays off from some thousands on.
      quantile: draws > 4096 && shape.quick ? shape.quick() : shape.quantile,
      isFixed: shape.isFixed,
      numbers: new Float64Array(most),
    })),
  );
  const scratch = inputs.map((input) =>
    'parts' in input
      ? {
          sticks: new Float64Array(input.sticks.length),
          parts: new Float64Array(input.parts.length),
          target: {} as Record<string, number>,
        }
      : undefined,
  );
  return {
    fill(size) {
      columns.forEach((ofInput, index) => {
        for (const { quantile, isFixed, numbers } of ofInput) {
          const column = numbers.subarray(0, size);
          if (isFixed) column.fill(quantile(0.5));
          else fill(column, quantile, random);
          const wrong = column.find((value) => !Number.isFinite(value));
          if (wrong !== undefined)
            throw new RangeError(`${caller}: inputs.${inputs[index]?.name} is too large to compute with`);
        }
      });
      if (!correlator) return;
      const correlated = correlator.names.map((name) => {
        const index = inputs.findIndex((input) => input.name === name);
        const [column] = columns[index] as (typeof columns)[number];
        return (column as { numbers: Float64Array }).numbers.subarray(0, size);
      });
      correlate(correlated, correlator.factor, random);
    },
    write(index, draw, row) {
      const input = inputs[index] as Input;
      const ofInput = columns[index] as (typeof columns)[number];
      if (!('parts' in input)) {
        row[input.name] = ofInput[0]?.numbers[draw] as number;
        return;
      }
      const { sticks, parts, target } = scratch[index] as NonNullable<(typeof scratch)[number]>;
      for (let i = 0; i < sticks.length; i++) sticks[i] = ofInput[i]?.numbers[draw] as number;
      input.split(sticks, parts);
      // The model may have put something else there.
      row[input.name] = target;
      for (let i = 0; i < parts.length; i++) target[input.parts[i] as string] = parts[i] as number;
    },
  };
}

/** One number in each of as many equally probable strata as there are places, in random order. */
function fillStrata(column: Float64Array, quantile: Shape['quantile'], random: Random): void {
  const size = column.length;
  for (let i = 0; i < size; i++) column[i] = quantile(inside((i + random()) / size));
  shuffle(column, random);
}

function fillFreely(column: Float64Array, quantile: Shape['quantile'], random: Random): void {
  for (let i = 0; i < column.length; i++) column[i] = quantile(inside(random()));
}

/** Quantiles are finite for probabilities above 0 and below 1. */
function inside(p: number): number {
  return Math.min(Math.max(p, LEAST), MOST);
}

const LEAST = 5.551115123125783e-17;
const MOST = 0.9999999999999999;
