import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { centralQuantile } from '../../internal/normal.js';
import { addTo } from '../../internal/running-sum.js';
import type { DiscountOptions, PurchaseModel } from '../purchases/purchase-model.js';
import type { SpendModel } from '../spending/spend-model.js';
import { customerLifetimeValue, type ValuedHistories } from '../uses/customer-lifetime-value.js';
import type { FittedParameters } from './fitted-parameters.js';
import { type LikelyParameters, likelyParameters, variancesOf } from './likely-parameters.js';
import type { ModelInterval } from './parameter-interval.js';

/** The fitted models behind lifetime values, and what is counted. */
export interface CustomerLifetimeValueEstimateOptions<Purchasing, Spend> extends DiscountOptions, ConfidenceOptions {
  /** The model of purchases, and its fit. */
  readonly purchases: {
    /** Any model of purchasing, with covariates or without. */
    readonly model: Pick<PurchaseModel<Purchasing>, 'discountedExpectedPurchases'>;
    /** Its fit. */
    readonly fit: FittedParameters<Purchasing>;
  };
  /** The model of what a purchase is worth, and its fit. */
  readonly spend: {
    /** Any model of spending, with covariates or without. */
    readonly model: Pick<SpendModel<Spend>, 'expectedSpend'>;
    /** Its fit. */
    readonly fit: FittedParameters<Spend>;
  };
  /** The share of a purchase that is profit: a fraction from −1 (all is lost) to 1 (all is profit). */
  readonly margin: number;
}

/** What customers are still worth, with intervals. */
export interface CustomerLifetimeValueEstimate {
  /** The value of each customer to come, in their order. */
  readonly values: Float64Array;
  /** The lower end of the interval of each. */
  readonly lower: Float64Array;
  /** The upper end of the interval of each. */
  readonly upper: Float64Array;
  /** The value of all of them, each times the weight, with its interval. */
  readonly total: ModelInterval;
  /** The confidence of each of the intervals: a fraction. */
  readonly confidence: number;
}

/**
 * {@link customerLifetimeValue} with an interval for each customer and for the total: how well the expectations are known, from the
 * uncertainty of the parameters of both fits, by the delta method on the scale of logarithms.
 *
 *     value · exp(± z √(g₁ᵀ C₁ g₁ + g₂ᵀ C₂ g₂)),   gᵢ = ∂ log value / ∂ log parameters,   Cᵢ = logCovariance of the fit
 *
 * The two fits are of different data (when, and for how much) and taken as independent. Derivatives are differences as of
 * {@link deltaInterval}; of a fit with `draws` ({@link parametricBootstrap}) its part of the variance is that of log value over the
 * draws. The interval of the total is not the sum of
 * those of the customers, but nearly: all of them hang on the same parameters. None of it is the chance of what a customer
 * will do, which is far greater ({@link totalSpendPredictionInterval} has it).
 *
 * @param histories - Columns of one length: histories, the `meanValue` of the repeat purchases, and for models with covariates
 * `covariates`.
 * @param options - `purchases` and `spend`, a model and its fit each; `margin`, `forceOfInterest` and `horizon` as of
 * {@link customerLifetimeValue}; `confidence`, a fraction above 0 and below 1; 0.95 unless told.
 * @returns The values and their total, with intervals; `undefined` where a fit has neither a covariance (at a boundary: take the
 * fit of the simpler model that the message of its `diagnosis` names) nor draws, where the expected spend of any customer is
 * infinite, or is at parameters hardly off or in a draw, and where the data tell so little that an end is beyond all numbers.
 * @throws `TypeError` or `RangeError` for what is none of these, mostly in the name of `customerLifetimeValue` or of the model
 * that reads it; and for values too large for a number.
 * @example
 * ```ts
 * import { customerLifetimeValueEstimate, gammaGamma, nbd } from 'custometry';
 *
 * const { histories } = nbd.simulate({ r: 0.5, alpha: 10 }, { observed: { customers: 500, duration: 52 } });
 * const { meanValue } = gammaGamma.simulate({ p: 6, q: 4, gamma: 15 }, histories);
 * const valued = { ...histories, meanValue };
 * const worth = customerLifetimeValueEstimate(valued, {
 *   purchases: { model: nbd, fit: nbd.fit(histories)! },
 *   spend: { model: gammaGamma, fit: gammaGamma.fit(valued)! },
 *   margin: 0.3,
 *   forceOfInterest: Math.log(1.15) / 52.18,
 * })!;
 * worth.total.value; // => 87044.0…
 * worth.total.lower; // => 84980.1…
 * worth.total.upper; // => 89158.1…
 * ```
 * @see Larry Wasserman (2004), All of Statistics, sections 9.9-9.10; Peter S. Fader, Bruce G. S. Hardie and Ka Lok Lee (2005), "RFM and
 * CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research 42(4), 415-430.
 */
export function customerLifetimeValueEstimate<Purchasing extends object, Spend extends object>(
  histories: ValuedHistories,
  options: CustomerLifetimeValueEstimateOptions<Purchasing, Spend>,
): CustomerLifetimeValueEstimate | undefined {
  const caller = 'customerLifetimeValueEstimate';
  requireKnownOptions(options, KNOWN, caller);
  const { purchases, spend, margin, forceOfInterest, horizon } = options;
  const confidence = readConfidence(options, caller);
  const buying = likelyParameters(purchases?.fit, caller, 'purchases.fit', histories?.covariates);
  const spending = likelyParameters(spend?.fit, caller, 'spend.fit', histories?.covariates);
  const worth = customerLifetimeValue(histories, {
    purchases: { model: purchases.model, parameters: purchases.fit.parameters },
    spend: { model: spend.model, parameters: spend.fit.parameters },
    margin,
    forceOfInterest,
    horizon,
  });
  if (worth === undefined || !(buying.draws ?? buying.root) || !(spending.draws ?? spending.root)) return undefined;

  const { values } = worth;
  const { repeats, meanValue, weights, covariates } = histories;
  const spendings = { repeats, meanValue, covariates };
  /** The variances of the logarithms of the values, and at the end that of their total, of what they are in proportion to. */
  const spread = <Parameters>(
    likely: LikelyParameters<Parameters>,
    ask: (parameters: Parameters) => Float64Array,
  ): Float64Array => {
    const usual = ask(likely.parameters);
    return variancesOf(likely, (parameters) => {
      const answers = ask(parameters);
      const logs = new Float64Array(values.length + 1);
      const total = { total: 0, lost: 0 };
      for (let i = 0; i < values.length; i++) {
        // Nobody who is worth nothing: there is no logarithm.
        if (values[i] === 0) continue;
        const factor = (answers[i] as number) / (usual[i] as number);
        logs[i] = Math.log(factor);
        addTo(total, factor * (values[i] as number) * (weights === undefined ? 1 : (weights[i] as number)));
      }
      if (worth.total !== 0) logs[values.length] = Math.log((total.total + total.lost) / worth.total);
      return logs;
    });
  };
  let hasMean = true;
  const byBuying = spread(buying, (parameters) =>
    purchases.model.discountedExpectedPurchases(parameters, histories, { forceOfInterest, horizon }),
  );
  const bySpending = spread(spending, (parameters) => {
    const expected = spend.model.expectedSpend(parameters, spendings);
    hasMean &&= expected !== undefined;
    return expected ?? new Float64Array(values.length);
  });
  if (!hasMean) return undefined;
  const squares = byBuying.map((square, i) => square + (bySpending[i] as number));

  const z = centralQuantile(confidence);
  let hasEnds = true;
  const ends = (value: number, square: number): readonly [lower: number, upper: number] => {
    // Of nothing there is no more, and no less.
    const factor = value === 0 ? 1 : Math.exp(z * Math.sqrt(square));
    const [nearer, farther] = [value / factor, value * factor];
    hasEnds &&= Number.isFinite(farther);
    return value < 0 ? [farther, nearer] : [nearer, farther];
  };
  const lower = new Float64Array(values.length);
  const upper = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) [lower[i], upper[i]] = ends(values[i] as number, squares[i] as number);
  const [least, most] = ends(worth.total, squares[values.length] as number);
  if (!hasEnds) return undefined;
  return { values, lower, upper, total: { value: worth.total, lower: least, upper: most, confidence }, confidence };
}

const KNOWN = ['purchases', 'spend', 'margin', 'forceOfInterest', 'horizon', 'confidence'] as const;
