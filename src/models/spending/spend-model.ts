import { isOneHistory, requireColumn } from '../../history/purchase-history.js';
import { POSITIVE, type Range, within } from '../../internal/check.js';
import type { IntoOptions } from '../fitting/column-to-fill.js';
import type { FitOptions, ModelFit } from '../fitting/model-fit.js';

/** What one customer has spent. */
export interface Spending {
  /** How many purchases the mean is of (x): a whole number of at least 0; the repeat purchases, usually. */
  readonly repeats: number;
  /** The mean value of these purchases: money above 0. Not read where there are none. */
  readonly meanValue: number;
}

/** What many customers have spent, as columns of one length: plain or typed arrays. */
export interface Spendings {
  /** How many purchases the mean is of (x): whole numbers of at least 0; the repeat purchases, usually. */
  readonly repeats: ArrayLike<number>;
  /** The mean value of these purchases: money above 0. Not read where there are none. */
  readonly meanValue: ArrayLike<number>;
  /** How many customers each entry stands for: above 0; 1 unless told. */
  readonly weights?: ArrayLike<number> | undefined;
}

/** Simulated customers: what is seen of them, and what is not. */
export interface SimulatedSpending {
  /** How many purchases the mean is of. */
  readonly repeats: Float64Array;
  /** The mean value of the purchases; 0 where there are none. */
  readonly meanValue: Float64Array;
  /** Each customer's own expected value of a purchase, p / ν. */
  readonly expectedValue: Float64Array;
}

/**
 * A model of what purchases are worth. Money is in one unit everywhere; every verb takes the parameters first.
 *
 * Every verb throws a `TypeError` for what is of another type (a fit in the place of its parameters, an option that does not
 * exist), and a `RangeError` for a number outside of its range, as the messages name it: parameters and mean values above 0,
 * whole numbers of purchases.
 */
export interface SpendModel<Parameters> {
  /** The name it is imported by. */
  readonly name: string;

  /**
   * The parameters that make the mean values most likely, as {@link PurchaseModel.fit} finds them. Customers without purchases
   * say nothing and are left out. `undefined` when nobody is left. The diagnosis is `noMean` where the mean spend of all
   * customers would be infinite.
   */
  readonly fit: (spendings: Spendings, options?: FitOptions<Parameters>) => ModelFit<Parameters> | undefined;

  /** The log-likelihood of the mean value of one customer, or of columns: the weighted sum; 0 without purchases. */
  readonly logLikelihood: (parameters: Parameters, spendings: Spending | Spendings) => number;

  /** The derivatives of the log-likelihood by each of the parameters. */
  readonly gradient: (parameters: Parameters, spendings: Spending | Spendings) => Record<keyof Parameters, number>;

  /** The expected value of a purchase of a customer of whom nothing is known; `undefined` where it is infinite. */
  readonly meanSpend: (parameters: Parameters) => number | undefined;

  /**
   * The expected value of the next purchase of a customer, given what was spent so far: between the customer's own mean and
   * that of all. `undefined` where it is infinite; for columns, where it is for any of the customers.
   */
  readonly expectedSpend: OfSpendings<Parameters>;

  /**
   * The mean values of so many purchases of each customer, drawn from the model; the same seed draws the same. What is beyond all
   * numbers, or below them, is the greatest or the least of them above 0: for parameters far from those of any customers.
   */
  readonly simulate: (
    parameters: Parameters,
    options: { readonly repeats: ArrayLike<number>; readonly seed?: number | undefined },
  ) => SimulatedSpending;

  /**
   * What each customer spends in one possible future with so many purchases (of {@link PurchaseModel.simulateFuture}, say),
   * drawn from the model given what was spent so far: money of at least 0. The same seed draws the same. Of a row that stands
   * for several customers one is drawn. A draw beyond all numbers, for which q must be far below 1, is the greatest of them,
   * 1.797…e308.
   */
  readonly simulateFuture: (
    parameters: Parameters,
    spendings: Spendings,
    options: FutureSpendingOptions,
  ) => Float64Array;
}

/** How the future spending of customers is drawn. */
export interface FutureSpendingOptions extends IntoOptions {
  /** How many purchases each customer makes: a column of whole numbers of at least 0. */
  readonly purchases: ArrayLike<number>;
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
  /**
   * Called for each purchase with the index of the customer, from 0, and its value: money of at least 0, in the order of
   * customers. The values add up to what is returned, which is the same without it.
   */
  readonly onPurchase?: ((customer: number, value: number) => void) | undefined;
}

/** A question with one number for one customer, and a column of them for columns. */
export interface OfSpendings<Parameters, One = Spending, Many = Spendings> {
  /** For one customer. */
  (parameters: Parameters, spending: One): number | undefined;
  /** For many customers, in their order. */
  (parameters: Parameters, spendings: Many, options?: IntoOptions): Float64Array | undefined;
}

/** @internal A number of purchases. */
export const WHOLE: Range = [0, Infinity, 'a whole number >= 0', true];

/** @internal The columns, checked; of one customer, a column of one. */
export function spendColumns(spendings: Spending | Spendings, method: string): Spendings {
  const caller = `${method}: `;
  const one = isOneHistory(spendings);
  const columns: Spendings = one
    ? { repeats: [spendings.repeats], meanValue: [spendings.meanValue] }
    : { ...spendings };
  const { repeats, meanValue, weights } = columns;
  requireColumn(repeats, `${caller}repeats`);
  requireColumn(meanValue, `${caller}meanValue`, repeats);
  if (weights !== undefined) requireColumn(weights, `${caller}weights`, repeats);
  for (let i = 0; i < repeats.length; i++) {
    const index = one ? '' : `[${i}]`;
    const x = repeats[i] as number;
    const value = meanValue[i] as number;
    if (!(Number.isInteger(x) && x >= 0)) {
      within(x, `${caller}repeats${index}`, WHOLE);
    }
    if (x > 0 && !(Number.isFinite(value) && value > 0)) within(value, `${caller}meanValue${index}`, POSITIVE);
    if (weights !== undefined && !(Number.isFinite(weights[i]) && (weights[i] as number) > 0)) {
      within(weights[i] as number, `${caller}weights${index}`, POSITIVE);
    }
  }
  return columns;
}
