import { type PurchaseHistories, requireColumn, requireHistories } from '../../history/purchase-history.js';
import { requireFunction, whole, within } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { percentile } from '../../internal/percentile.js';
import { seededRandom } from '../../internal/random.js';
import type { Covariates } from '../covariates/covariates.js';
import type { CovariateHistories } from '../covariates/purchase-model-with-covariates.js';
import { rowsOfCustomers } from '../covariates/rows-of-customers.js';
import type { FitOptions, ModelFit } from '../fitting/model-fit.js';
import { type FittedParameters, readFit } from './fitted-parameters.js';
import type { ModelInterval, ParameterIntervals } from './parameter-interval.js';

/** How a fit is repeated on simulated customers. */
export interface ParametricBootstrapOptions<Parameters> extends ConfidenceOptions {
  /** How many times: a whole number from 1 to 100,000; 200 unless told. */
  readonly draws?: number | undefined;
  /** The priors that the fit was made with, for each of the fits again: none unless told. */
  readonly priors?: FitOptions<Parameters>['priors'];
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
  /** Called with the fraction done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** A model that can be fitted to its own simulations: any of those of purchasing over time, with covariates or without. */
export interface RefittableModel<Parameters> {
  /** Customers drawn from the model. */
  readonly simulate: (
    parameters: Parameters,
    options: { readonly observed: ArrayLike<number>; readonly seed: number; readonly covariates: Covariates },
  ) => {
    /** Columns of customers. */
    readonly histories: CovariateHistories;
  };
  /** The fit to them. */
  fit(
    histories: CovariateHistories,
    options: {
      readonly start: Parameters;
      readonly priors?: object;
      readonly covariates?: { readonly [process: string]: readonly string[] };
    },
  ): ModelFit<Parameters> | undefined;
}

/** What came out of the repeated fits. */
export interface ParametricBootstrap<Parameters> {
  /** The parameters of each draw. */
  readonly draws: readonly Parameters[];
  /** How many of the fits converged; the others ended at a boundary, or found little to tell by. */
  readonly converged: number;
  /** The middle of the draws of each parameter, from percentile to percentile. */
  readonly intervals: ParameterIntervals<Parameters>;
}

/**
 * The parametric bootstrap of a fit: the model is fitted again and again to customers that it has simulated itself, as many and
 * observed for as long as the real ones, to see how far the parameters wander.
 *
 * It needs no large sample, and no symmetry, and works at a boundary. Anything computed from the parameters can be computed from
 * each draw, and the percentiles of these are its interval. What it cannot say is how wrong the model itself is. Draws that did
 * not converge are kept: they are what such data can do. Time is that of as many simulations and fits of all customers; a weight
 * counts as so many of them.
 *
 * A fit does not remember the priors it was made with: tell them again, or the draws are those of a fit without them, and wander
 * farther. `{ ...fit, draws }` has prediction intervals, and intervals of lifetime values, with these parameters instead of those
 * that are likely by the covariance.
 *
 * @param model - Any model of purchasing over time, with covariates or without.
 * @param fit - Its fit to the histories.
 * @param histories - Columns of customers, of which only `observed`, whole `weights` and the `covariates` with coefficients are
 * taken.
 * @param options - `draws`, 200 unless told; `priors`, those of the fit; `seed`, 1 unless told; `confidence`, 0.95 unless told;
 * `onProgress`.
 * @returns The draws, how many converged, and an interval for each parameter; `undefined` for no customers.
 * @throws `TypeError` or `RangeError` for what is none of these, and for weights that are not whole: half a customer cannot be
 * simulated.
 * @example
 * ```ts
 * import { nbd, parametricBootstrap } from 'custometry';
 *
 * const { histories } = nbd.simulate({ r: 0.5, alpha: 10 }, { observed: { customers: 200, duration: 52 } });
 * const { draws, intervals } = parametricBootstrap(nbd, nbd.fit(histories)!, histories, { draws: 50 })!;
 * draws.length; // => 50
 * intervals.r.lower < 0.5 && 0.5 < intervals.r.upper; // => true
 * ```
 * @see Bradley Efron and Robert J. Tibshirani (1993), An Introduction to the Bootstrap, sections 6.5 and 13.3.
 */
export function parametricBootstrap<Parameters extends object>(
  model: RefittableModel<Parameters>,
  fit: ModelFit<Parameters> & Pick<FittedParameters<Parameters>, 'names'>,
  histories: PurchaseHistories & { readonly covariates?: Covariates | undefined },
  options: ParametricBootstrapOptions<Parameters> = {},
): ParametricBootstrap<Parameters> | undefined {
  const caller = 'parametricBootstrap';
  requireFunction(model?.simulate, `${caller}: model.simulate`);
  const { numbers, shaped } = readFit(fit, caller);
  const confidence = readConfidence(options, caller);
  requireKnownOptions(options, ['draws', 'priors', 'seed', 'confidence', 'onProgress'], caller);
  const { draws: size = 200, priors, seed = 1, onProgress = () => {} } = options;
  within(size, `${caller}: draws`, whole(1, 100_000));
  within(seed, `${caller}: seed`, whole(0, 4294967295));
  requireFunction(onProgress, `${caller}: onProgress`);
  requireColumn(histories?.repeats, `${caller}: repeats`);
  requireHistories(histories, caller);

  const rows = rowsOfCustomers(histories, caller);
  if (rows.length === 0) return undefined;
  const ofCustomers = (column: ArrayLike<number>) => Float64Array.from(rows, (row) => column[row] as number);
  const observed = ofCustomers(histories.observed);
  const coefficients: Record<string, string[]> = {};
  const columns: Record<string, Float64Array> = {};
  for (const { process, name } of numbers) {
    if (process === undefined) continue;
    const argument = `${caller}: covariates.${name}`;
    const column = histories.covariates?.[name] as ArrayLike<number>;
    requireColumn(column, argument, histories.repeats);
    columns[name] ??= ofCustomers(column);
    coefficients[process] = [...(coefficients[process] ?? []), name];
  }
  // What a model without covariates does not know it need not be told.
  const [people, same] = fit.names === undefined ? [{}, {}] : [{ covariates: columns }, { covariates: coefficients }];

  const random = seededRandom(seed);
  const draws: Parameters[] = [];
  let converged = 0;
  for (let draw = 0; draw < size; draw++) {
    const simulated = model.simulate(fit.parameters, {
      observed,
      seed: Math.floor(random() * 4294967296),
      ...(people as { covariates: Covariates }),
    });
    const again = model.fit(simulated.histories, {
      start: fit.parameters,
      // A k that was given stays; coefficients that no data tell are found out again.
      ...(fit.given !== undefined && 'k' in fit.given ? fit.given : {}),
      ...same,
      ...(priors && { priors }),
    }) as ModelFit<Parameters>;
    draws.push(again.parameters);
    if (again.diagnosis.kind === 'converged') converged++;
    onProgress((draw + 1) / size);
  }
  const intervals = shaped(({ process, name, value }): ModelInterval => {
    const sorted = Float64Array.from(draws, (each) => {
      const fields = each as Readonly<Record<string, unknown>>;
      return (process === undefined ? fields[name] : (fields[process] as Record<string, number>)[name]) as number;
    }).sort();
    const end = (fraction: number) => percentile(sorted, fraction);
    const tail = (1 - confidence) / 2;
    return { value, lower: end(tail), upper: end(1 - tail), confidence };
  }) as ParameterIntervals<Parameters>;
  return { draws, converged, intervals };
}
