import type { OpportunityHistories, OpportunityHistory } from '../../history/opportunity-history.js';
import { type PurchaseHistories, type PurchaseHistory, requireColumn } from '../../history/purchase-history.js';
import { NOT_NEGATIVE, requireFunction, within } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';
import { sum } from '../../internal/sum.js';
import type { FittedParameters } from './fitted-parameters.js';
import { likelyParameters } from './likely-parameters.js';
import type { PredictiveModel } from './prediction-interval.js';
import {
  eachCustomer,
  simulatedTotal,
  type TotalPredictionInterval,
  type TotalPurchasesPredictionOptions,
} from './simulated-total.js';

/**
 * How many purchases all of these customers (everybody, or a segment) will really make together, with the limits between which
 * their number will be: an interval of what is going to be observed, for planning stock or capacity, or for telling whether a
 * holdout, a campaign or a bad month is out of the ordinary.
 *
 * By simulation: each draw takes parameters that are about as likely as the fitted ones (their logarithms are normally
 * distributed, with `logCovariance`) and one possible future of each customer, which are added up. At most
 * (1 − confidence) / 2 of the draws are left out on either side. Customers buy independently of each other, so that their chance
 * evens out, and the interval is far narrower than the sum of those of single customers ({@link predictionInterval}); that the
 * parameters are not exactly known hits all of them at once, and does not even out. Nor does a model that is wrong: that is in
 * no interval, and a real total outside of it says so.
 *
 * @param model - Any model of purchasing.
 * @param fit - Its fit, or `{ parameters }` that are known.
 * @param histories - Columns of customers; weights are whole numbers of them. Their order does not matter.
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
 * total.value; // => 606.99…
 * [total.lower, total.upper]; // => [547, 664]
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
  requireOptions(options, caller);
  const duration = within(options.duration, `${caller}: duration`, NOT_NEGATIVE);
  const { directions, at } = likelyParameters(fit, caller);
  requireColumn(histories?.repeats, `${caller}: repeats`);
  // The model looks at the histories, before anything is made of them.
  model.expectedPurchases(fit.parameters, histories, { to: duration });
  const customers = eachCustomer(histories, caller);
  const into = new Float64Array(customers.repeats.length);
  return simulatedTotal(
    {
      directions,
      expected: (deviations) => sum(model.expectedPurchases(at(deviations), customers, { to: duration, into })),
      draw: (deviations, nextSeed) =>
        sum(model.simulateFuture(at(deviations), customers, { duration, seed: nextSeed(), into })),
    },
    options,
    caller,
  );
}
