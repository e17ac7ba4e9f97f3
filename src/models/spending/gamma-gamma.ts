import { isOneHistory, refuseOneHistory, requireColumn } from '../../history/purchase-history.js';
import { POSITIVE, type Range, requireFunction, within } from '../../internal/check.js';
import { requireOptions } from '../../internal/estimate.js';
import { digammaRise, logBeta } from '../../internal/gamma.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { logGammaVariate, readSeed, seededRandom } from '../../internal/random.js';
import { addTo } from '../../internal/running-sum.js';
import { BOUND } from '../fitting/bounds.js';
import { columnToFill, type IntoOptions } from '../fitting/column-to-fill.js';
import type { End } from '../fitting/ends.js';
import { maximumLikelihood, type WeightedRows } from '../fitting/maximum-likelihood.js';
import type { FitOptions, ModelFit } from '../fitting/model-fit.js';
import { refuseFit } from '../fitting/refuse-fit.js';

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

/** The parameters of the gamma-gamma model of spending, all above 0. */
export interface GammaGammaParameters {
  /** The shape of the gamma distribution of one customer's purchase values: the greater, the more alike they are. */
  readonly p: number;
  /** The shape of the gamma distribution of the customers' own rates ν: the smaller, the more customers differ. */
  readonly q: number;
  /** The rate of that distribution, an amount of money. */
  readonly gamma: number;
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

/** @internal The kernel's order of parameters. */
export const SPEND_PARAMETERS = ['p', 'q', 'gamma'] as const;
const WHOLE: Range = [0, Infinity, 'a whole number >= 0', true];
/** @internal The greatest number, for draws beyond all of them. */
export const GREATEST = 1.7976931348623157e308;
type Theta = readonly [p: number, q: number, gamma: number];

function read(parameters: GammaGammaParameters, verb: string): Theta {
  refuseFit(parameters, `gammaGamma.${verb}`);
  const [p, q, gamma] = SPEND_PARAMETERS.map((name) =>
    within(parameters?.[name], `gammaGamma.${verb}: ${name}`, POSITIVE),
  );
  return [p as number, q as number, gamma as number];
}

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

/** The rows of those who have bought, in the order of x, so that what depends on x alone is computed once. */
function rowsOf({ repeats, weights }: Spendings): WeightedRows {
  const rows = Int32Array.from(repeats, (_, i) => i)
    .filter((i) => (repeats[i] as number) > 0)
    .sort((i, j) => (repeats[i] as number) - (repeats[j] as number));
  return { rows, weights: Float64Array.from(rows, (i) => (weights === undefined ? 1 : (weights[i] as number))) };
}

/** @internal The log-likelihood of a mean value of x purchases, at least one of them; sets the derivatives by the parameters. */
export function spendLogLikelihood(
  theta: readonly number[],
): (x: number, value: number, gradient: Float64Array) => number {
  const [p, q, gamma] = theta as Theta;
  // What depends on x alone.
  let [last, log, riseByP, riseByQ] = [-1, 0, 0, 0];
  return (x, value, gradient) => {
    if (x !== last) {
      last = x;
      log = logBeta(p * x, q);
      riseByP = digammaRise(p * x, q);
      riseByQ = digammaRise(q, p * x);
    }
    const spent = x * value;
    // log of (γ + spent) / γ, and of (γ + spent) / spent.
    const overGamma = Math.log1p(spent / gamma);
    const overSpent = Math.log1p(gamma / spent);
    gradient[0] = x * (riseByP - overSpent);
    gradient[1] = riseByQ - overGamma;
    gradient[2] = ((q * spent) / gamma - p * x) / (gamma + spent);
    return -log - Math.log(value) - q * overGamma - p * x * overSpent;
  };
}

/** The weighted sum of the log-likelihoods; adds up the derivatives. */
function total(
  { repeats, meanValue }: Spendings,
  theta: readonly number[],
  gradient: Float64Array,
  { rows, weights }: WeightedRows,
): number {
  const logLikelihood = spendLogLikelihood(theta);
  const slopes = new Float64Array(SPEND_PARAMETERS.length);
  const result = { total: 0, lost: 0 };
  gradient.fill(0);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const weight = weights[i] as number;
    addTo(result, weight * logLikelihood(repeats[row] as number, meanValue[row] as number, slopes));
    for (let j = 0; j < slopes.length; j++) gradient[j] = (gradient[j] as number) + weight * (slopes[j] as number);
  }
  return result.total + result.lost;
}

function ofSpendings(
  parameters: GammaGammaParameters,
  spendings: Spending | Spendings,
  verb: string,
): readonly [logLikelihood: number, gradient: Float64Array] {
  const theta = read(parameters, verb);
  const columns = spendColumns(spendings, `gammaGamma.${verb}`);
  const gradient = new Float64Array(3);
  return [total(columns, theta, gradient, rowsOf(columns)), gradient];
}

function fit(
  spendings: Spendings,
  options: FitOptions<GammaGammaParameters> = {},
): ModelFit<GammaGammaParameters> | undefined {
  refuseOneHistory(spendings, 'gammaGamma.fit');
  const columns = spendColumns(spendings, 'gammaGamma.fit');
  requireKnownOptions(options, ['start', 'priors', 'onProgress'], 'gammaGamma.fit');
  const { rows, weights } = rowsOf(columns);
  if (rows.length === 0) return undefined;
  const repeats = Float64Array.from(rows, (row) => columns.repeats[row] as number);
  const meanValue = Float64Array.from(rows, (row) => columns.meanValue[row] as number);
  let [customers, spend] = [0, 0];
  weights.forEach((weight, i) => {
    customers += weight;
    spend += weight * (meanValue[i] as number);
  });
  const result = maximumLikelihood<GammaGammaParameters>(
    {
      caller: 'gammaGamma.fit',
      names: SPEND_PARAMETERS,
      units: [1, 1, spend / customers],
      starts: spendStarts(),
      weights,
      total: (theta, gradient, some) => total({ repeats, meanValue }, theta, gradient, some),
      ends: SPEND_ENDS,
    },
    options,
  );
  return withNoMean(result);
}

/** @internal Guesses, with the mean of the customers' means, p γ / (q − 1), at 1. */
export function spendStarts(): number[][] {
  return [1, 3, 10].flatMap((p) => [1.5, 4, 20].map((q) => [p, q, (q - 1) / p]));
}

/** @internal Where the model ends; with values that are all the same the likelihood has no end. */
export const SPEND_ENDS: readonly End[] = [
  {
    low: [],
    high: ['p', 'q'],
    fixed: { p: BOUND, q: BOUND },
    why: 'all purchases of all customers seem to have the same value',
  },
  { low: [], high: ['q', 'gamma'], why: 'all customers seem to have the same expected value of a purchase' },
  { low: [], high: ['p'], why: 'all purchases of a customer seem to have the same value' },
];

/** @internal The fit, whose diagnosis says so where there is no mean of all customers. */
export function withNoMean<Fit extends ModelFit<GammaGammaParameters>>(fit: Fit): Fit {
  if (fit.diagnosis.kind !== 'converged' || fit.parameters.q > 1) return fit;
  const message = 'q is at most 1: the mean spend of all customers, p gamma / (q - 1), is infinite';
  return { ...fit, diagnosis: { kind: 'noMean', message } };
}

function expectedSpend(parameters: GammaGammaParameters, spending: Spending): number | undefined;
function expectedSpend(
  parameters: GammaGammaParameters,
  spendings: Spendings,
  options?: IntoOptions,
): Float64Array | undefined;
function expectedSpend(
  parameters: GammaGammaParameters,
  spendings: Spending | Spendings,
  options: IntoOptions = {},
): number | Float64Array | undefined {
  const caller = 'gammaGamma.expectedSpend';
  const [p, q, gamma] = read(parameters, 'expectedSpend');
  const { repeats, meanValue } = spendColumns(spendings, caller);
  requireKnownOptions(options, ['into'], caller);
  const answers = columnToFill(options.into, [repeats, meanValue], caller);
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i] as number;
    const shape = p * x + (q - 1);
    if (shape <= 0) return undefined;
    answers[i] = p * ((gamma + (x === 0 ? 0 : x * (meanValue[i] as number))) / shape);
  }
  return isOneHistory(spendings) ? (answers[0] as number) : answers;
}

/** @internal Draws what customers spend: each with the parameters for the place in the columns. */
export function simulateFutureSpending(
  parametersOf: (customers: number) => (customer: number) => readonly number[],
  spendings: Spendings,
  options: FutureSpendingOptions,
  caller: string,
  covariates: object = {},
): Float64Array {
  refuseOneHistory(spendings, caller);
  const { repeats, meanValue } = spendColumns(spendings, caller);
  requireKnownOptions(options, ['purchases', 'seed', 'into', 'onPurchase'], caller);
  const { purchases, seed = 1, into, onPurchase } = options;
  requireColumn(purchases, `${caller}: purchases`, repeats);
  readSeed(seed, caller);
  if (onPurchase !== undefined) requireFunction(onPurchase, `${caller}: onPurchase`);
  const random = seededRandom(seed);
  // Of its own, so that sums are the same whether or not anybody asks for their parts.
  const apart = seededRandom((seed + 2_654_435_769) % 4_294_967_296);
  const thetaOf = parametersOf(repeats.length);
  const spent = columnToFill(into, [repeats, meanValue, purchases, ...Object.values(covariates)], caller);
  for (let i = 0; i < repeats.length; i++) {
    const n = purchases[i] as number;
    if (!(Number.isInteger(n) && n >= 0)) within(n, `${caller}: purchases[${i}]`, WHOLE);
    const x = repeats[i] as number;
    if (n === 0) {
      spent[i] = 0;
      continue;
    }
    const [p, q, gamma] = thetaOf(i) as Theta;
    // ν, given what was spent so far; the sum of n values at that rate.
    const logRate = logGammaVariate(q + p * x, random) - Math.log(gamma + (x === 0 ? 0 : x * (meanValue[i] as number)));
    const total = Math.min(GREATEST, Math.exp(logGammaVariate(p * n, random) - logRate));
    spent[i] = total;
    if (onPurchase === undefined) continue;
    // The parts of a sum of gamma variates have nothing to do with the sum: they are those of any others.
    const parts = Array.from({ length: n }, () => logGammaVariate(p, apart));
    const most = parts.reduce((a, b) => Math.max(a, b));
    const weights = parts.map((part) => Math.exp(part - most));
    const all = weights.reduce((a, b) => a + b);
    for (const weight of weights) onPurchase(i, total * (weight / all));
  }
  return spent;
}

/**
 * The gamma-gamma model of what purchases are worth: how much a customer will spend on a purchase, from the mean of a few. One
 * purchase says little, so that its value is drawn towards the mean of all customers; many speak for themselves.
 *
 * - The values of a customer's purchases are of the gamma distribution with shape p and rate ν: p / ν on average.
 * - Customers differ: ν is of the gamma distribution with shape q and rate γ.
 * - How much a customer spends on a purchase has nothing to do with how often the customer buys. Look whether it is so in
 *   your data, before you multiply expected purchases by expected spend.
 *
 * The likelihood of a mean value z of x purchases is
 *
 *     1 / (z B(p x, q)) · (γ / (γ + x z))^q · (x z / (γ + x z))^(p x)
 *
 * and the expected spend p (γ + x z) / (p x + q − 1), a weighted mean of z and p γ / (q − 1), the mean of all customers.
 * Where q ≤ 1 a few customers spend so much that there is no mean of all.
 *
 * The verbs are described at {@link SpendModel}.
 *
 * @example
 * ```ts
 * import { gammaGamma } from 'custometry';
 *
 * // Fitted to the first 39 weeks of CDNOW, in dollars.
 * const parameters = { p: 6.25, q: 3.74, gamma: 15.44 };
 * gammaGamma.meanSpend(parameters); // => 35.21…
 * gammaGamma.expectedSpend(parameters, { repeats: 1, meanValue: 100 }); // => 80.25…
 * gammaGamma.expectedSpend(parameters, { repeats: 10, meanValue: 100 }); // => 97.27…
 * ```
 * @see Peter S. Fader and Bruce G. S. Hardie (2013), "The Gamma-Gamma Model of Monetary Value"; Peter S. Fader, Bruce G. S.
 * Hardie and Ka Lok Lee (2005), "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing
 * Research 42(4), 415-430.
 */
export const gammaGamma: SpendModel<GammaGammaParameters> = {
  name: 'gammaGamma',
  fit,
  logLikelihood: (parameters, spendings) => ofSpendings(parameters, spendings, 'logLikelihood')[0],
  gradient: (parameters, spendings) => {
    const [p, q, gamma] = ofSpendings(parameters, spendings, 'gradient')[1];
    return { p: p as number, q: q as number, gamma: gamma as number };
  },
  meanSpend: (parameters) => {
    const [p, q, gamma] = read(parameters, 'meanSpend');
    return q > 1 ? p * (gamma / (q - 1)) : undefined;
  },
  expectedSpend,
  simulateFuture: (parameters, spendings, options) => {
    const theta = read(parameters, 'simulateFuture');
    return simulateFutureSpending(() => () => theta, spendings, options, 'gammaGamma.simulateFuture');
  },
  simulate: (parameters, options) => {
    const theta = read(parameters, 'simulate');
    return simulateSpending(() => () => theta, options, 'gammaGamma.simulate');
  },
};

/** What has this logarithm: above 0, and a number. */
function money(log: number): number {
  return Math.max(5e-324, Math.min(GREATEST, Math.exp(log)));
}

/** @internal Draws customers: each with the parameters for the place in the columns. */
export function simulateSpending(
  parametersOf: (customers: number) => (customer: number) => readonly number[],
  options: { readonly repeats: ArrayLike<number>; readonly seed?: number | undefined },
  caller: string,
): SimulatedSpending {
  requireOptions(options, caller);
  const { repeats: given, seed = 1 } = options;
  requireColumn(given, `${caller}: repeats`);
  readSeed(seed, caller);
  const repeats = Float64Array.from(given, (x, i) => within(x, `${caller}: repeats[${i}]`, WHOLE));
  const thetaOf = parametersOf(repeats.length);
  const random = seededRandom(seed);
  const meanValue = new Float64Array(repeats.length);
  const expectedValue = repeats.map((x, i) => {
    const [p, q, gamma] = thetaOf(i) as Theta;
    const logRate = logGammaVariate(q, random) - Math.log(gamma);
    if (x > 0) meanValue[i] = money(logGammaVariate(p * x, random) - logRate - Math.log(x));
    return money(Math.log(p) - logRate);
  });
  return { repeats, meanValue, expectedValue };
}
