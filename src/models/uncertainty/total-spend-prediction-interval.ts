import { type PurchaseHistory, requireColumn } from '../../history/purchase-history.js';
import {
  GREATEST,
  NOT_NEGATIVE,
  nearestNumber,
  requireFunction,
  SIGNED_FRACTION,
  within,
} from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { addTo, type RunningSum } from '../../internal/running-sum.js';
import { oneRowACustomer } from '../covariates/rows-of-customers.js';
import type { PurchaseModel } from '../purchases/purchase-model.js';
import type { SpendModel } from '../spending/spend-model.js';
import type { ValuedHistories } from '../uses/customer-lifetime-value.js';
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

/** The fitted models behind future spending, and how it is drawn. */
export interface TotalSpendPredictionOptions<Purchasing, Spend> extends TotalPurchasesPredictionOptions {
  /** The model of purchases, and its fit. */
  readonly purchases: {
    /** Any model of purchasing over time, with covariates or without. */
    readonly model: PredictiveModel<Purchasing, PurchaseHistory, ValuedHistories> &
      Pick<PurchaseModel<Purchasing>, 'discountedExpectedPurchases'>;
    /** Its fit, or `{ parameters }` that are known. */
    readonly fit: FittedParameters<Purchasing>;
  };
  /** The model of what a purchase is worth, and its fit. */
  readonly spend: {
    /** Any model of spending, with covariates or without. */
    readonly model: Pick<SpendModel<Spend>, 'expectedSpend' | 'simulateFuture'>;
    /** Its fit, or `{ parameters }` that are known. */
    readonly fit: FittedParameters<Spend>;
  };
  /** The share of a purchase that is profit: a fraction from −1 (all is lost) to 1 (all is profit); 1 unless told. */
  readonly margin?: number | undefined;
  /** The continuous rate of discount in one unit of time: a purchase at time t counts exp(−δt); 0, no discount, unless told. */
  readonly forceOfInterest?: number | undefined;
}

/**
 * How much money all of these customers will really spend together within a duration, with the limits between which it will be:
 * {@link totalPurchasesPredictionInterval} in money. Of columns with one customer it is the interval of that customer.
 *
 * Each draw takes likely parameters of both models, one possible future of each customer, and for the purchases in it values at a
 * mean of the customer's own, given what was spent so far. With a `margin` and a `forceOfInterest` it is what the money is worth
 * now: each value times margin · exp(−δ · its time), where {@link customerLifetimeValue} has the expectation of that. How much a
 * customer spends on a purchase must have nothing to do with how often the customer buys. Of a fit that is `flat` or at a boundary
 * the parameters are taken as given unless it has `draws`, exactly as there.
 *
 * Of a fit at a boundary, which has no covariances, the parameters are taken as exact, and the interval is too narrow: take the
 * fit of the simpler model that the message of the `diagnosis` names. `parameterUncertainty` is true where one of the two fits has
 * covariances: look at the diagnosis of both.
 *
 * A likely q of the spend may be at most 1, with an infinite mean of what is spent: the draws are taken as they are, because the
 * limits are there all the same, and only `parameterShare` is not. Few data of heavy spenders make an upper limit that is
 * rightly far from the value.
 *
 * Time is that of the draws × (customers + their purchases to come), whatever the weights of the rows; with a `forceOfInterest`
 * each purchase is drawn on its own, which takes longer.
 *
 * @param histories - Columns of customers with their `meanValue`, and `covariates` for models with such; weights are whole numbers
 * of them. Their order does not matter.
 * @param options - `purchases` and `spend`, a model and its fit each; `duration`, the time after the end of the observation, in
 * the unit of the histories; `margin`, a fraction from −1 to 1, and 1 unless told; `forceOfInterest` of at least 0 in one unit of
 * time, and 0 unless told (d a year is log(1 + d) / 52.18 a week); `confidence`, a fraction above 0 and below 1, 0.95 unless told; `draws`, 1,000 unless told;
 * `seed`, 1 unless told; `onProgress`.
 * @returns The expected total at the fitted parameters, its limits, the draws, and the share of their variance that is due to the
 * parameters of both models; `undefined` where the expected spend of any customer is infinite, and where the total or a limit is
 * beyond all numbers.
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
 *
 * // What it is worth now: 30% of it, at 15% a year.
 * const worth = totalSpendPredictionInterval(histories, {
 *   purchases: { model: bgNbd, fit: { parameters: { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 } } },
 *   spend: { model: gammaGamma, fit: { parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } },
 *   duration: 39,
 *   margin: 0.3,
 *   forceOfInterest: Math.log(1.15) / 52.18,
 * })!;
 * worth.value; // => 842.09…
 * worth.lower; // => 560.18…
 * worth.upper; // => 1152.12…
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
 */
export function totalSpendPredictionInterval<Purchasing extends object, Spend extends object>(
  histories: ValuedHistories,
  options: TotalSpendPredictionOptions<Purchasing, Spend>,
): TotalPredictionInterval | undefined {
  const caller = 'totalSpendPredictionInterval';
  requireKnownOptions(options, [...TOTAL_OPTIONS, 'purchases', 'spend', 'margin', 'forceOfInterest'], caller);
  const { purchases, spend, margin = 1, forceOfInterest = 0 } = options;
  requireFunction(purchases?.model?.simulateFuture, `${caller}: purchases.model.simulateFuture`);
  requireFunction(spend?.model?.simulateFuture, `${caller}: spend.model.simulateFuture`);
  const duration = within(options.duration, `${caller}: duration`, NOT_NEGATIVE);
  within(margin, `${caller}: margin`, SIGNED_FRACTION);
  within(forceOfInterest, `${caller}: forceOfInterest`, NOT_NEGATIVE);
  const buying = likelyParameters(purchases.fit, caller, 'purchases.fit', histories?.covariates);
  const spending = likelyParameters(spend.fit, caller, 'spend.fit', histories?.covariates);
  requireColumn(histories?.repeats, `${caller}: repeats`);
  // The models look at the histories, before anything is made of them.
  purchases.model.expectedPurchases(purchases.fit.parameters, histories, { to: duration });
  if (spend.model.expectedSpend(spend.fit.parameters, histories) === undefined) return undefined;
  const customers = oneRowACustomer(histories, caller);
  const counts = new Float64Array(customers.repeats.length);
  const money = new Float64Array(customers.repeats.length);
  /** Nothing is never less than nothing; what is beyond all numbers is infinite. */
  const worth = ({ total, lost }: RunningSum): number =>
    margin === 0 ? 0 : (total < Infinity ? total + lost : total) * margin + 0;
  /** NaN where the spend of a customer has no mean, so that nothing is made of it. */
  const expected = (bought: Purchasing, spent: Spend): number => {
    const number =
      forceOfInterest === 0
        ? purchases.model.expectedPurchases(bought, customers, { to: duration, into: counts })
        : purchases.model.discountedExpectedPurchases(bought, customers, {
            forceOfInterest,
            horizon: duration,
            into: counts,
          });
    const each = spend.model.expectedSpend(spent, customers, { into: money });
    if (each === undefined) return Number.NaN;
    const result = { total: 0, lost: 0 };
    for (let i = 0; i < counts.length; i++) addTo(result, (number[i] as number) * (each[i] as number));
    return worth(result);
  };
  const value = expected(purchases.fit.parameters, spend.fit.parameters);
  if (!Number.isFinite(value)) return undefined;
  const total = simulatedTotal(
    {
      isUncertain: areUncertain(buying, spending),
      value: () => value,
      // The two fits know nothing of each other.
      byParameters: () =>
        [
          variancesOf(buying, (parameters) => Float64Array.of(expected(parameters, spend.fit.parameters))),
          variancesOf(spending, (parameters) => Float64Array.of(expected(purchases.fit.parameters, parameters))),
        ].reduce((variance, [each = 0]) => variance + each, 0),
      draw: (random) => {
        const [bought, spent] = [drawnFrom(buying, random), drawnFrom(spending, random)];
        const factors: number[] = [];
        const drawn = purchases.model.simulateFuture(bought, customers, {
          duration,
          seed: seedFrom(random),
          into: counts,
          onPurchase: forceOfInterest === 0 ? undefined : (_, time) => factors.push(Math.exp(-forceOfInterest * time)),
        });
        const [plain, discounted] = [
          { total: 0, lost: 0 },
          { total: 0, lost: 0 },
        ];
        let next = 0;
        const values = spend.model.simulateFuture(spent, customers, {
          purchases: drawn,
          seed: seedFrom(random),
          into: money,
          onPurchase:
            forceOfInterest === 0 ? undefined : (_, value) => addTo(discounted, value * (factors[next++] as number)),
        });
        for (const each of values) addTo(plain, each < GREATEST ? each : Infinity);
        return worth(forceOfInterest === 0 || plain.total === Infinity ? plain : discounted);
      },
    },
    options,
    caller,
  );
  // Money whose limits are beyond all numbers has none.
  if (!(Number.isFinite(total.lower) && Number.isFinite(total.upper))) return undefined;
  return { ...total, draws: total.draws.map(nearestNumber) };
}
