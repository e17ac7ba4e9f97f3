import { refuse, shown } from '../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { batchSizes, type DrawOptions, readDrawOptions, sampler } from './draws.js';
import {
  answer,
  ask,
  baseRow,
  type Drawn,
  type Model,
  readInputs,
  requireModel,
  type UncertainInputs,
} from './inputs.js';
import { summarise, type UncertainOutput } from './output.js';
import { type RankCorrelations, readCorrelations } from './rank-correlation.js';

/** How uncertainty is propagated. */
export interface PropagateOptions<Names extends PropertyKey = string> extends DrawOptions, ConfidenceOptions {
  /**
   * Spearman's rank correlations between inputs of one number: `{ price: { retention: -0.3 } }`. Inputs are independent
   * unless told.
   */
  readonly correlations?: RankCorrelations<Names> | undefined;
}

/** What propagation gives: the uncertainty of the number that the model gives, or of each number of its record. */
export type Propagated<Result> = [Result] extends [number | undefined]
  ? OutputOf<Result>
  : { readonly [Name in keyof Result]: OutputOf<Result[Name]> };

/** The uncertainty of one output: `undefined` where the model can have no answer, and hardly ever has one. */
export type OutputOf<Value> = undefined extends Value ? UncertainOutput | undefined : UncertainOutput;

/**
 * Propagates uncertainty through a model: draws the inputs from their distributions, asks the model for each draw, and says
 * how the results spread: mean, standard deviation, median and central interval, each with its standard error, and every
 * result. {@link outputQuantile} and {@link outputProbability} ask for more.
 *
 * Draws are made in 20 batches, each of them a Latin hypercube: with n draws in a batch, every input has exactly one draw
 * in each n-th of its probability, in an order independent of the other inputs'. What each input does by itself is then
 * nearly free of chance, and only what inputs do together is left to it: the mean is hardly ever less sure than that of
 * plain draws, and mostly much surer ({@link propagatePlain} makes plain ones). The draws of a batch depend on each
 * other; the batches do not, and the spread between them gives the standard errors.
 *
 * Correlated inputs are put into an order whose rank correlations are near the target (Iman and Conover): each keeps
 * exactly its numbers. Correlations of normal scores are set to 2·sin(π/6 · rank correlation), which is exact for them.
 *
 * The same seed gives the same uniform random numbers, strata and orders on every engine, bit for bit. The draws are made
 * from them by quantiles, of which those that take logarithms and exponentials (all but the fixed, uniform, triangular,
 * binomial and empirical, as a rule) can differ between engines in the last digits, as `Math.log` and `Math.exp` do.
 * Draws of beta, PERT and gamma distributions are good to 1e-9.
 *
 * @param model - A function of the inputs that gives a number, or a record of numbers: any metric of this library, or a
 * formula of several. `undefined` is no answer: such draws are counted in `unanswered` and left out of every figure. The
 * object it is given is the same one at each call, filled anew: copy what is to be kept.
 * @param inputs - The inputs by name: finite numbers from −1e150 to 1e150, or distributions. A distribution of several
 * numbers (multinomial, Dirichlet) reaches the model as one object of numbers.
 * @param options - `draws` (10,000 unless told), `seed` (1 unless told), `confidence` of the interval (0.95 unless told),
 * `correlations` (none unless told), `onProgress`.
 * @returns The uncertainty of the number, or a record of that of each. An output is `undefined` where fewer than two
 * batches have a draw with an answer. Outputs that the first draw's record does not name are not seen.
 * @throws `TypeError` or `RangeError` for a model that is not a function, an input that is not one, options outside their
 * ranges, correlations of unknown inputs, or that contradict each other or are not possible together, fewer than 40 draws
 * for each correlated input, and a model that throws or gives what is not a finite number; the message has the draw and its
 * inputs, and `cause` what the model threw.
 * @example
 * ```ts
 * import { outputProbability, propagate } from 'custometry';
 *
 * const profit = propagate(
 *   ({ customers, spend, margin, cost }) => customers * spend * margin - cost,
 *   {
 *     customers: 1000,
 *     spend: { kind: 'pert', low: 150, likely: 200, high: 300 },
 *     margin: { kind: 'normal', mean: 0.4, standardDeviation: 0.05 },
 *     cost: { kind: 'uniform', low: 60_000, high: 90_000 },
 *   },
 *   { correlations: { spend: { margin: -0.3 } } },
 * );
 * Math.round(profit.mean.value / 1000); // => 8
 * profit.lower.value < 0; // => true
 * const loss = outputProbability(profit, (value) => value < 0);
 * Math.round(10 * loss.value); // => 3
 * loss.standardError < 0.01; // => true
 * ```
 * @see Michael D. McKay, Richard J. Beckman and William J. Conover (1979), "A Comparison of Three Methods for Selecting
 * Values of Input Variables in the Analysis of Output from a Computer Code", Technometrics 21(2), 239-245; Michael Stein
 * (1987), "Large Sample Properties of Simulations Using Latin Hypercube Sampling", Technometrics 29(2), 143-151; Art B. Owen
 * (1992), "A Central Limit Theorem for Latin Hypercube Sampling", Journal of the Royal Statistical Society B 54(2), 541-551;
 * Ronald L. Iman and William J. Conover (1982), "A Distribution-Free Approach to Inducing Rank Correlation among Input
 * Variables", Communications in Statistics: Simulation and Computation 11(3), 311-334.
 */
export function propagate<
  Inputs extends UncertainInputs,
  Result extends number | undefined | (object & { readonly [Name in keyof Result]: number | undefined }),
>(
  model: (inputs: Drawn<Inputs>) => Result,
  inputs: Inputs,
  options: PropagateOptions<keyof Inputs> = {},
): Propagated<Result> {
  return run(model as Model, inputs, options, true, 'propagate') as Propagated<Result>;
}

/**
 * {@link propagate} by plain Monte Carlo: every draw is independent of all others. For comparison, and for what needs
 * independent draws; the standard errors are larger.
 *
 * @param model - As for {@link propagate}.
 * @param inputs - As for {@link propagate}.
 * @param options - As for {@link propagate}. With `correlations` the draws are independent from batch to batch only.
 * @returns As {@link propagate}.
 * @throws As {@link propagate}.
 * @example
 * ```ts
 * import { propagate, propagatePlain } from 'custometry';
 *
 * const inputs = { a: { kind: 'uniform', low: 0, high: 1 }, b: { kind: 'uniform', low: 0, high: 1 } } as const;
 * const plain = propagatePlain(({ a, b }) => a + b, inputs);
 * const stratified = propagate(({ a, b }) => a + b, inputs);
 * stratified.mean.standardError < plain.mean.standardError / 10; // => true
 * ```
 * @see Nicholas Metropolis and Stanislaw Ulam (1949), "The Monte Carlo Method", Journal of the American Statistical
 * Association 44(247), 335-341.
 */
export function propagatePlain<
  Inputs extends UncertainInputs,
  Result extends number | undefined | (object & { readonly [Name in keyof Result]: number | undefined }),
>(
  model: (inputs: Drawn<Inputs>) => Result,
  inputs: Inputs,
  options: PropagateOptions<keyof Inputs> = {},
): Propagated<Result> {
  return run(model as Model, inputs, options, false, 'propagatePlain') as Propagated<Result>;
}

interface Column {
  readonly name: string | undefined;
  readonly numbers: Float64Array;
}

/** A column for each output. A model that gives a number has one, without a name. */
function columnsOf(result: unknown, draws: number, caller: string): Column[] {
  const isObject = typeof result === 'object' && result !== null;
  const names = isObject ? Object.keys(result) : [undefined];
  if (names.length === 0) {
    refuse(
      result,
      `${caller}: output of the model`,
      'a number or an object of numbers (not a promise, nor a Map)',
      '',
      '',
    );
  }
  return names.map((name) => ({ name, numbers: new Float64Array(draws) }));
}

function run(
  model: Model,
  given: UncertainInputs,
  options: PropagateOptions,
  isStratified: boolean,
  caller: string,
): UncertainOutput | undefined | Record<string, UncertainOutput | undefined> {
  requireModel(model, caller);
  const inputs = readInputs(given, caller);
  const read = readDrawOptions(options, caller);
  const confidence = readConfidence(options, caller);
  const correlator = readCorrelations(options.correlations, inputs, caller);
  const { fill, write } = sampler(inputs, read, isStratified, caller, correlator);
  const sizes = batchSizes(read.draws);
  const row = baseRow(inputs);
  let columns: Column[] | undefined;
  let draw = 0;
  const where = () => `at draw ${draw}`;
  for (const size of sizes) {
    fill(size);
    for (let i = 0; i < size; i++) {
      for (let index = 0; index < inputs.length; index++) write(index, i, row);
      const result = ask(model, row, caller, where);
      columns ??= columnsOf(result, read.draws, caller);
      for (const { name, numbers } of columns) {
        let value = result;
        if (name !== undefined && result !== undefined) {
          if (typeof result !== 'object' || result === null || !(name in result)) {
            refuse(result, `${caller}: output ${where()}`, `an object with ${shown(name)}, as at draw 0`, '', '');
          }
          value = (result as Record<string, unknown>)[name];
        }
        numbers[draw] = answer(value, row, caller, where) ?? NaN;
      }
      draw++;
    }
    read.onProgress(draw / read.draws);
  }
  const outputs = (columns ?? []).map(({ name, numbers }) => [name, summarise(numbers, sizes, confidence)] as const);
  const [first] = outputs;
  return first?.[0] === undefined ? first?.[1] : Object.fromEntries(outputs);
}
