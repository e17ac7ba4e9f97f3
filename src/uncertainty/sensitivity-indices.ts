import { sum } from '../internal/sum.js';
import { batchSizes, type DrawOptions, readDrawOptions, sampler } from './draws.js';
import { baseRow, type Drawn, definite, type Model, readInputs, requireModel, type UncertainInputs } from './inputs.js';
import { type Measured, meanOf } from './output.js';

/** How much of the output's variance comes from one input. */
export interface SensitivityIndices {
  /** The name of the input. */
  readonly name: string;
  /** The first-order index: the share of the variance that would go if the input were known exactly. */
  readonly first: Measured;
  /** The total index: the share that would stay if all others were known; what exceeds `first` acts together with others. */
  readonly total: Measured;
}

/**
 * Sobol's sensitivity indices: which inputs the output's variance comes from, alone (`first`) and together with others
 * (`total`). Unlike a tornado they use the whole distribution of every input and see what inputs only do together. For
 * independent inputs; an input of several numbers has one index for all of them.
 *
 *     first_i = V(E(Y | Xᵢ)) / V(Y),   total_i = E(V(Y | all but Xᵢ)) / V(Y)
 *
 * estimated from two samples A and B and the samples ABᵢ, which are A with input i from B, by
 *
 *     first_i = mean of f(B) (f(ABᵢ) − f(A)) / V    (Saltelli and others)
 *     total_i = mean of (f(A) − f(ABᵢ))² / 2V       (Jansen)
 *
 * Each is an estimate that can be a little below 0 or above 1; the standard error says how far it may be off.
 *
 * @param model - A function of the inputs that gives a number. The object it is given is the same one at each call. It is
 * called `draws` times for each uncertain input, and twice that besides.
 * @param inputs - The inputs by name: numbers, or distributions.
 * @param options - `draws` (10,000 unless told), `seed` (1 unless told), `onProgress`.
 * @returns The indices of each uncertain input in their order, as fractions, or `undefined` where the output does not vary.
 * @throws `TypeError` or `RangeError` for a model that is not a function, an input that is not one, draws or a seed out of
 * their ranges, and a model that throws, has no answer or gives what is not a finite number; the message has the draw and
 * its inputs.
 * @example
 * ```ts
 * import { sensitivityIndices } from 'custometry';
 *
 * const indices = sensitivityIndices(({ a, b }) => 2 * a + b, {
 *   a: { kind: 'uniform', low: 0, high: 1 },
 *   b: { kind: 'uniform', low: 0, high: 1 },
 * })!;
 * indices.map(({ first }) => Math.round(10 * first.value)); // => [8, 2]
 * ```
 * @see Andrea Saltelli, Paola Annoni, Ivano Azzini, Francesca Campolongo, Marco Ratto and Stefano Tarantola (2010),
 * "Variance Based Sensitivity Analysis of Model Output. Design and Estimator for the Total Sensitivity Index", Computer
 * Physics Communications 181(2), 259-270, table 2; Michiel J. W. Jansen (1999), "Analysis of Variance Designs for Model
 * Output", Computer Physics Communications 117(1-2), 35-43.
 */
export function sensitivityIndices<Inputs extends UncertainInputs>(
  model: (inputs: Drawn<Inputs>) => number | undefined,
  inputs: Inputs,
  options: DrawOptions = {},
): SensitivityIndices[] | undefined {
  requireModel(model, CALLER);
  const read = readInputs(inputs, CALLER);
  const drawing = readDrawOptions(options, CALLER);
  const { draws } = drawing;
  const uncertain = read.flatMap((input, index) => ('parts' in input || input.isUncertain ? [index] : []));
  const [a, b] = [sampler(read, drawing, true, CALLER), sampler(read, drawing, true, CALLER)];
  const sizes = batchSizes(draws);
  const row = baseRow(read);
  const [ofA, ofB] = [new Float64Array(draws), new Float64Array(draws)];
  const mixed = uncertain.map(() => new Float64Array(draws));
  let draw = 0;
  const ask = () => definite(model as Model, row, CALLER, () => `at draw ${draw}`);
  for (const size of sizes) {
    a.fill(size);
    b.fill(size);
    for (let i = 0; i < size; i++) {
      for (let index = 0; index < read.length; index++) b.write(index, i, row);
      ofB[draw] = ask();
      for (let index = 0; index < read.length; index++) a.write(index, i, row);
      ofA[draw] = ask();
      for (let k = 0; k < uncertain.length; k++) {
        const index = uncertain[k] as number;
        b.write(index, i, row);
        (mixed[k] as Float64Array)[draw] = ask();
        a.write(index, i, row);
      }
      draw++;
    }
    drawing.onProgress(draw / draws);
  }
  const mean = (sum(ofA) + sum(ofB)) / (2 * draws);
  // The variance of each draw round the mean of both samples.
  const spread = (i: number) => (((ofA[i] as number) - mean) ** 2 + ((ofB[i] as number) - mean) ** 2) / 2;
  const variance = meanOf(ofA, sizes, (_, i) => spread(i)).value;
  if (variance === 0) return undefined;
  /** The ratio of a mean to the variance, whose standard error takes into account that both come from the same draws. */
  const ratio = (part: (draw: number) => number): Measured => {
    const value = meanOf(ofA, sizes, (_, i) => part(i)).value / variance;
    return { value, standardError: meanOf(ofA, sizes, (_, i) => part(i) - value * spread(i)).standardError / variance };
  };
  return uncertain.map((index, k) => {
    const ofAb = mixed[k] as Float64Array;
    const change = (i: number) => (ofAb[i] as number) - (ofA[i] as number);
    return {
      name: read[index]?.name as string,
      first: ratio((i) => ((ofB[i] as number) - mean) * change(i)),
      total: ratio((i) => change(i) ** 2 / 2),
    };
  });
}

const CALLER = 'sensitivityIndices';
