import { type PurchaseHistories, requireColumn } from '../../history/purchase-history.js';
import { refuse, representable, requireFunction, SIGNED_FRACTION, within } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { addTo } from '../../internal/running-sum.js';
import type { Covariates } from '../covariates/covariates.js';
import type { IntoOptions } from '../fitting/column-to-fill.js';
import type { DiscountOptions, PurchaseModel } from '../purchases/purchase-model.js';
import type { SpendModel } from '../spending/spend-model.js';

/** Histories with what was spent, as columns: what lifetime values are made of. */
export interface ValuedHistories extends PurchaseHistories {
  /** The mean value of the repeat purchases: money above 0. Not read where there are none. */
  readonly meanValue: ArrayLike<number>;
  /** A column for each covariate that has a coefficient: for models with covariates. */
  readonly covariates?: Covariates | undefined;
}

/** The models behind lifetime values, and what is counted. */
export interface CustomerLifetimeValueOptions<Purchasing, Spend> extends DiscountOptions, IntoOptions {
  /** The model of purchases, and its parameters. */
  readonly purchases: {
    /** Any model of purchasing, with covariates or without. */
    readonly model: Pick<PurchaseModel<Purchasing>, 'discountedExpectedPurchases'>;
    /** Its parameters, all above 0. */
    readonly parameters: Purchasing;
  };
  /** The model of what a purchase is worth, and its parameters. */
  readonly spend: {
    /** Any model of spending, with covariates or without. */
    readonly model: Pick<SpendModel<Spend>, 'expectedSpend'>;
    /** Its parameters, all above 0. */
    readonly parameters: Spend;
  };
  /** The share of a purchase that is profit: a fraction from −1 (all is lost) to 1 (all is profit). */
  readonly margin: number;
}

/** What customers are still worth. */
export interface CustomerLifetimeValues {
  /** The value of each customer to come, in their order. */
  readonly values: Float64Array;
  /** The value of all of them, each times the weight. */
  readonly total: number;
}

/**
 * The lifetime value still to come of each customer, in money: what the models expect of purchases, of spending, and what
 * remains of it.
 *
 *     value = discounted expected purchases · expected spend · margin
 *
 * What was bought so far is not in it, and neither is the cost of keeping or having won the customer. The spend of a customer
 * must have nothing to do with how often the customer buys, as the product of two expectations says. A margin below 0 makes
 * values negative, and nothing is cut off at 0: who buys more at a loss is worth less.
 *
 * @param histories - Columns of one length: histories, the `meanValue` of the repeat purchases, and for models with covariates
 * `covariates`.
 * @param options - `purchases` and `spend`, a model and its parameters each; `margin`, a fraction from −1 to 1;
 * `forceOfInterest` of at least 0 in one unit of time (above 0 without a horizon; d a year is log(1 + d) / 52.18 a week);
 * `horizon`, a time after which purchases do not count, without which the value of all time is counted, most of it perhaps far
 * beyond the data; `into`, a Float64Array for the values.
 * @returns The values and their total, 0 for no customers; `undefined` where the expected spend of any customer is infinite.
 * @throws `TypeError` or `RangeError` for columns, parameters and options that are none of these, some in the name of the model
 * that reads them; and for values too large for a number.
 * @example
 * ```ts
 * import { bgNbd, customerLifetimeValue, gammaGamma } from 'custometry';
 *
 * const histories = { repeats: [2, 0], lastRepeat: [30.43, 0], observed: [38.86, 38.86], meanValue: [40, 0] };
 * const value = customerLifetimeValue(histories, {
 *   purchases: { model: bgNbd, parameters: { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 } },
 *   spend: { model: gammaGamma, parameters: { p: 6.25, q: 3.74, gamma: 15.44 } },
 *   margin: 0.3,
 *   forceOfInterest: Math.log(1.15) / 52.18,
 * })!;
 * value.values[0]; // => 60.82061…
 * value.values[1]; // => 10.77275…
 * value.total; // => 71.59337…
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee (2005), "RFM and CLV: Using Iso-Value Curves for Customer Base
 * Analysis", Journal of Marketing Research 42(4), 415-430.
 */
export function customerLifetimeValue<Purchasing, Spend>(
  histories: ValuedHistories,
  options: CustomerLifetimeValueOptions<Purchasing, Spend>,
): CustomerLifetimeValues | undefined {
  const caller = 'customerLifetimeValue';
  requireOptions(options, caller);
  if ('discountRate' in options) {
    throw new TypeError(
      `${caller}: there is no option "discountRate": give forceOfInterest, the log of 1 + the rate, in one unit of time`,
    );
  }
  requireKnownOptions(options, ['purchases', 'spend', 'margin', 'forceOfInterest', 'horizon', 'into'], caller);
  const { purchases, spend, forceOfInterest, horizon, into } = options;
  requireFunction(
    purchases?.model?.discountedExpectedPurchases,
    `${caller}: purchases.model.discountedExpectedPurchases`,
  );
  requireFunction(spend?.model?.expectedSpend, `${caller}: spend.model.expectedSpend`);
  for (const [name, { parameters }] of [['purchases', purchases] as const, ['spend', spend] as const]) {
    if (parameters == null)
      refuse(parameters, `${caller}: ${name}.parameters`, 'an object', ': fit.parameters has them');
  }
  const margin = within(options.margin, `${caller}: margin`, SIGNED_FRACTION);
  // One history has no column to multiply.
  requireColumn(histories?.repeats, `${caller}: repeats`);
  const { repeats, meanValue, weights, covariates } = histories;
  const spendings = { repeats, meanValue, covariates };
  const expectedSpend = spend.model.expectedSpend(spend.parameters, spendings);
  // After what can fail, so that the caller's column is whole or untouched.
  if (into !== undefined && Object.prototype.toString.call(into) !== '[object Float64Array]') {
    refuse(into, `${caller}: into`, 'a Float64Array', '', '');
  }
  if (into !== undefined) requireColumn(into, `${caller}: into`, repeats);
  const discounted = purchases.model.discountedExpectedPurchases(purchases.parameters, histories, {
    forceOfInterest,
    horizon,
  });
  if (expectedSpend === undefined) return undefined;
  const total = { total: 0, lost: 0 };
  const values = discounted.map((expected, i) => {
    const value = representable(expected * (expectedSpend[i] as number) * margin, caller);
    addTo(total, value * (weights === undefined ? 1 : (weights[i] as number)));
    return value;
  });
  into?.set(values);
  return { values: into ?? values, total: representable(total.total + total.lost, caller) };
}
