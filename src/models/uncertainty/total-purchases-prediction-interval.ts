import type { OpportunityHistories, OpportunityHistory } from '../../history/opportunity-history.js';
import { type PurchaseHistories, type PurchaseHistory, requireColumn } from '../../history/purchase-history.js';
import { NOT_NEGATIVE, requireFunction, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { sum } from '../../internal/sum.js';
import { oneRowACustomer } from '../covariates/rows-of-customers.js';
import type { FittedParameters } from './fitted-parameters.js';
import { areUncertain, drawnFrom, likelyParameters, variancesOf } from './likely-parameters.js';
import type { PredictiveModel } from './prediction-interval.js';
import {
  seedFrom,
  simulatedTotal,
  TOTAL_OPTIONS,
  type TotalPredictionInterval,
  type TotalPurchasesPredictionOptions,
} from './simulated-total.js';

/**
 * How many purchases all of these customers (everybody, or a segment) will really make together, with the limits between which
 * their number will be: an interval of what is going to be observed, for planning stock or capacity, or for telling whether a
 * holdout, a campaign or a bad month is out of the ordinary.
 *
 * By simulation: each draw takes parameters that are about as likely as the fitted ones (their logarithms are normally
 * distributed, with `logCovariance`) and one possible future of each customer, which are added up.
 *
 *     lower, upper = the k-th of the n draws from below and from above,   k = ⌊(n + 1) (1 − confidence) / 2⌋
 *
 * With the total to come they are n + 1, and it is as likely in any place among them. Customers buy independently of each other, so that their chance
 * evens out, and the interval is far narrower than the sum of those of single customers ({@link predictionInterval}); that the
 * parameters are not exactly known hits all of them at once, and does not even out. Nor does a model that is wrong: that is in
 * no interval, and a real total outside of it says so. Of a fit at a boundary, which has no covariances, only the chance of
 * customers is in the interval, `parameterUncertainty` is false, and it is far too narrow: take the fit of the simpler model that
 * the message of the `diagnosis` names.
 *
 * Where the fit is `flat`, as it often is for a few hundred customers and a few months, or at a boundary, its covariance says
 * nothing of how far off the parameters may be. They are taken as given then, `parameterUncertainty` is false, and totals lie
 * outside more often than `confidence` says. The `draws` of {@link parametricBootstrap} mend that, as
 * `{ ...fit, draws }`: each draw of the total takes the parameters of one of them.
 *
 * Time is that of the draws × (customers + their purchases to come), and memory that of the customers; a row that stands for a
 * thousand costs as much as a thousand rows. A million customers and 1,000 draws take minutes: a hundredth of the draws, or a
 * sample of the customers, says first how long.
 *
 * @param model - Any model of purchasing, with covariates or without.
 * @param fit - Its fit, or `{ parameters }` that are known; with `draws`, or without.
 * @param histories - Columns of customers; weights are whole numbers of them; with their `covariates`, where the
 * model has such. Their order does not matter.
 * @param options - `duration`, the time after the end of the observation, in the unit of the histories (for `bgBb` a number of
 * opportunities); `confidence`, a fraction above 0 and below 1, 0.95 unless told; `draws`, 1,000 unless told; `seed`, 1 unless
 * told; `onProgress`.
 * @returns The expected total at the fitted parameters, its limits, the draws, and the share of their variance that is due to the
 * parameters.
 * @throws `TypeError` or `RangeError` for what is none of these, and for weights that are not whole; for histories in the name of
 * the model that reads them.
 * @example
 * ```ts
 * import { nbd, totalPurchasesPredictionInterval } from 'custometry';
 *
 * const { histories, holdout } = nbd.simulate(
 *   { r: 0.5, alpha: 10 },
 *   { observed: { customers: 500, duration: 52 }, holdout: 26 },
 * );
 * const total = totalPurchasesPredictionInterval(nbd, nbd.fit(histories)!, histories, { duration: 26 });
 * Math.round(total.value); // => 607
 * [total.lower, total.upper]; // => [546, 664]
 * holdout.reduce((sum, purchases) => sum + purchases, 0); // => 575   what there were in fact
 * ```
 * @see Jerald F. Lawless and Marc Fredette (2005), "Frequentist Prediction Intervals and Predictive Distributions", Biometrika
 * 92(3), 529-542.
 */
export function totalPurchasesPredictionInterval<
  Parameters extends object,
  History extends PurchaseHistory | OpportunityHistory,
  Histories extends PurchaseHistories | OpportunityHistories,
>(
  model: PredictiveModel<Parameters, History, Histories>,
  fit: FittedParameters<Parameters>,
  histories: Histories,
  options: TotalPurchasesPredictionOptions,
): TotalPredictionInterval {
  const caller = 'totalPurchasesPredictionInterval';
  requireFunction(model?.simulateFuture, `${caller}: model.simulateFuture`);
  requireKnownOptions(options, TOTAL_OPTIONS, caller);
  const duration = within(options.duration, `${caller}: duration`, NOT_NEGATIVE);
  const likely = likelyParameters(fit, caller);
  requireColumn(histories?.repeats, `${caller}: repeats`);
  // The model looks at the histories, before anything is made of them.
  model.expectedPurchases(fit.parameters, histories, { to: duration });
  const customers = oneRowACustomer(histories, caller);
  const into = new Float64Array(customers.repeats.length);
  const expected = (parameters: Parameters) =>
    sum(model.expectedPurchases(parameters, customers, { to: duration, into }));
  return simulatedTotal(
    {
      isUncertain: areUncertain(likely),
      value: () => expected(fit.parameters),
      byParameters: () => variancesOf(likely, (parameters) => Float64Array.of(expected(parameters)))[0] as number,
      draw: (random) =>
        sum(model.simulateFuture(drawnFrom(likely, random), customers, { duration, seed: seedFrom(random), into })),
    },
    options,
    caller,
  );
}
