import { type PurchaseHistories, requireColumn, requireHistories } from '../../history/purchase-history.js';
import { requireFunction, whole, within } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { percentile } from '../../internal/percentile.js';
import { seededRandom } from '../../internal/random.js';
import { rowsOfCustomers } from '../covariates/rows-of-customers.js';
import type { ModelFit, Smooth } from '../fitting/model-fit.js';
import type { PurchaseModel } from '../purchases/purchase-model.js';
import { type ModelInterval, readParameters } from './parameter-interval.js';

/** How a fit is repeated on simulated customers. */
export interface ParametricBootstrapOptions extends ConfidenceOptions {
  /** How many times: a whole number from 1 to 100,000; 200 unless told. */
  readonly draws?: number | undefined;
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
  /** Called with the fraction done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** What came out of the repeated fits. */
export interface ParametricBootstrap<Parameters> {
  /** The parameters of each draw. */
  readonly draws: readonly Parameters[];
  /** How many of the fits converged; the others ended at a boundary, or found little to tell by. */
  readonly converged: number;
  /** The middle of the draws of each parameter, from percentile to percentile. */
  readonly intervals: Record<keyof Smooth<Parameters>, ModelInterval>;
}

/**
 * The parametric bootstrap of a fit: the model is fitted again and again to customers that it has simulated itself, as many and
 * observed for as long as the real ones, to see how far the parameters wander.
 *
 * It needs no large sample, and no symmetry, and works at a boundary. Anything computed from the parameters can be computed from
 * each draw, and the percentiles of these are its interval. What it cannot say is how wrong the model itself is. Draws that did
 * not converge are kept: they are what such data can do. Time is that of the fits.
 *
 * @param model - Any model of purchasing.
 * @param fit - Its fit to the histories.
 * @param histories - Columns of customers, of which only `observed` and whole `weights` are taken.
 * @param options - `draws`, 200 unless told; `seed`, 1 unless told; `confidence`, 0.95 unless told; `onProgress`.
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
  model: PurchaseModel<Parameters>,
  fit: ModelFit<Parameters>,
  histories: PurchaseHistories,
  options: ParametricBootstrapOptions = {},
): ParametricBootstrap<Parameters> | undefined {
  const caller = 'parametricBootstrap';
  requireFunction(model?.simulate, `${caller}: model.simulate`);
  const { names, values } = readParameters(fit, caller);
  const confidence = readConfidence(options, caller);
  const { draws: size = 200, seed = 1, onProgress = () => {} } = options;
  within(size, `${caller}: draws`, whole(1, 100_000));
  within(seed, `${caller}: seed`, whole(0, 4294967295));
  requireFunction(onProgress, `${caller}: onProgress`);
  requireColumn(histories?.repeats, `${caller}: repeats`);
  requireHistories(histories, caller);

  const observed = Float64Array.from(rowsOfCustomers(histories, caller), (row) => histories.observed[row] as number);
  if (observed.length === 0) return undefined;

  const random = seededRandom(seed);
  const draws: Parameters[] = [];
  let converged = 0;
  for (let draw = 0; draw < size; draw++) {
    const simulated = model.simulate(fit.parameters, { observed, seed: Math.floor(random() * 4294967296) });
    const again = model.fit(simulated.histories, { start: fit.parameters, ...fit.given }) as ModelFit<Parameters>;
    draws.push(again.parameters);
    if (again.diagnosis.kind === 'converged') converged++;
    onProgress((draw + 1) / size);
  }
  const intervals = Object.fromEntries(
    names.map((name, i) => {
      const sorted = Float64Array.from(draws, (each) => each[name as keyof Parameters] as number).sort();
      const end = (fraction: number) => percentile(sorted, fraction);
      const tail = (1 - confidence) / 2;
      return [name, { value: values[i] as number, lower: end(tail), upper: end(1 - tail), confidence }];
    }),
  ) as Record<keyof Smooth<Parameters>, ModelInterval>;
  return { draws, converged, intervals };
}
