import { type PurchaseHistory, requireColumn } from '../../history/purchase-history.js';
import { NOT_NEGATIVE, requireFunction, within } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';
import { addTo } from '../../internal/running-sum.js';
import { sum } from '../../internal/sum.js';
import type { SpendModel } from '../spending/gamma-gamma.js';
import type { ValuedHistories } from '../uses/customer-lifetime-value.js';
import type { FittedParameters } from './fitted-parameters.js';
import { areUncertain, drawnFrom, likelyParameters, variancesOf } from './likely-parameters.js';
import type { PredictiveModel } from './prediction-interval.js';
import {
  eachCustomer,
  seedFrom,
  simulatedTotal,
  type TotalPredictionInterval,
  type TotalPurchasesPredictionOptions,
} from './simulated-total.js';

/** The fitted models behind future spending, and how it is drawn. */
export interface TotalSpendPredictionOptions<Purchasing, Spend> extends TotalPurchasesPredictionOptions {
  /** The model of purchases, and its fit. */
  readonly purchases: {
    /** Any model of purchasing over time. */
    readonly model: PredictiveModel<Purchasing, PurchaseHistory, ValuedHistories>;
    /** Its fit, or `{ parameters }` that are known. */
    readonly fit: FittedParameters<Purchasing>;
  };
  /** The model of what a purchase is worth, and its fit. */
  readonly spend: {
    /** Any model of spending. */
    readonly model: SpendModel<Spend>;
    /** Its fit, or `{ parameters }` that are known. */
    readonly fit: FittedParameters<Spend>;
  };
}

/**
 * How much money all of these customers will really spend together within a duration, with the limits between which it will be:
 * {@link totalPurchasesPredictionInterval} in money. Of columns with one customer it is the interval of that customer.
 *
 * Each draw takes likely parameters of both models, one possible future of each customer, and for the purchases in it values at a
 * mean of the customer's own, given what was spent so far. Nothing is discounted, and no margin taken: for a margin multiply the
 * value, its limits and the draws. How much a customer spends on a purchase must have nothing to do with how often the
 * customer buys. Of a fit that is `flat` or at a boundary the parameters are taken as given unless it has `draws`, exactly as
 * there.
 *
 * @param histories - Columns of customers with their `meanValue`; weights are whole numbers of them. Their order does not matter.
 * @param options - `purchases` and `spend`, a model and its fit each; `duration`, the time after the end of the observation, in
 * the unit of the histories; `confidence`, a fraction above 0 and below 1, 0.95 unless told; `draws`, 1,000 unless told;
 * `seed`, 1 unless told; `onProgress`.
 * @returns The expected total at the fitted parameters, its limits, the draws, and the share of their variance that is due to the
 * parameters of both models; `undefined` where the expected spend of any customer is infinite, or is at parameters hardly off or
 * in one of the `draws` of the fit.
 * @throws `TypeError` or `RangeError` for what is none of these, and for weights that are not whole; for histories in the name of
 * the model that reads them.
 * @example
 * ```ts
 * import { bgNbd, gammaGamma, totalSpendPredictionInterval } from 'custometry';
 *
 * const histories = { repeats: [2, 0], lastRepeat: [30.43, 0], observed: [38.86, 38.86], meanValue: [40, 0], weights: [50, 80] };
 * const total = totalSpendPredictionInterval(histories, {
 *   purchases: { model: bgNbd, fit: { parameters: { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 } } },
 *   spend: { model: gammaGamma, fit: { parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } },
 *   duration: 39,
 * })!;
 * total.value; // => 2947.97…
 * total.lower; // => 1958.20…
 * total.upper; // => 4035.78…
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
 */
export function totalSpendPredictionInterval<Purchasing extends object, Spend extends object>(
  histories: ValuedHistories,
  options: TotalSpendPredictionOptions<Purchasing, Spend>,
): TotalPredictionInterval | undefined {
  const caller = 'totalSpendPredictionInterval';
  requireOptions(options, caller);
  const { purchases, spend } = options;
  requireFunction(purchases?.model?.simulateFuture, `${caller}: purchases.model.simulateFuture`);
  requireFunction(spend?.model?.simulateFuture, `${caller}: spend.model.simulateFuture`);
  const duration = within(options.duration, `${caller}: duration`, NOT_NEGATIVE);
  const buying = likelyParameters(purchases.fit, caller, 'purchases.fit');
  const spending = likelyParameters(spend.fit, caller, 'spend.fit');
  requireColumn(histories?.repeats, `${caller}: repeats`);
  // The models look at the histories, before anything is made of them.
  purchases.model.expectedPurchases(purchases.fit.parameters, histories, { to: duration });
  if (spend.model.expectedSpend(spend.fit.parameters, histories) === undefined) return undefined;
  const customers = eachCustomer(histories, caller);
  const { repeats, meanValue } = customers;
  const counts = new Float64Array(repeats.length);
  const money = new Float64Array(repeats.length);
  let hasMean = true;
  const expected = (bought: Purchasing, spent: Spend): number => {
    const number = purchases.model.expectedPurchases(bought, customers, { to: duration, into: counts });
    const each = spend.model.expectedSpend(spent, { repeats, meanValue }, { into: money });
    hasMean &&= each !== undefined;
    const result = { total: 0, lost: 0 };
    for (let i = 0; i < repeats.length; i++) addTo(result, (number[i] as number) * (money[i] as number));
    return result.total + result.lost;
  };
  const total = simulatedTotal(
    {
      isUncertain: areUncertain(buying, spending),
      value: () => expected(purchases.fit.parameters, spend.fit.parameters),
      // The two fits know nothing of each other.
      byParameters: () =>
        [
          variancesOf(buying, (parameters) => Float64Array.of(expected(parameters, spend.fit.parameters))),
          variancesOf(spending, (parameters) => Float64Array.of(expected(purchases.fit.parameters, parameters))),
        ].reduce((variance, [each = 0]) => variance + each, 0),
      draw: (random) => {
        if (!hasMean) return 0;
        const [bought, spent] = [drawnFrom(buying, random), drawnFrom(spending, random)];
        const drawn = purchases.model.simulateFuture(bought, customers, {
          duration,
          seed: seedFrom(random),
          into: counts,
        });
        return sum(
          spend.model.simulateFuture(
            spent,
            { repeats, meanValue },
            { purchases: drawn, seed: seedFrom(random), into: money },
          ),
        );
      },
    },
    options,
    caller,
  );
  return hasMean ? total : undefined;
}
