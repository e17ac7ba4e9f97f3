import { isOneHistory, refuseOneHistory } from '../../history/purchase-history.js';
import { POSITIVE, within } from '../../internal/check.js';
import { digammaRise, logBeta } from '../../internal/gamma.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { addTo } from '../../internal/running-sum.js';
import { BOUND } from '../fitting/bounds.js';
import { columnToFill, type IntoOptions } from '../fitting/column-to-fill.js';
import type { End } from '../fitting/ends.js';
import { maximumLikelihood, type WeightedRows } from '../fitting/maximum-likelihood.js';
import type { FitOptions, ModelFit } from '../fitting/model-fit.js';
import { refuseFit } from '../fitting/refuse-fit.js';
import { simulateFutureSpending, simulateSpending } from './simulate-spending.js';
import { type Spending, type Spendings, type SpendModel, spendColumns } from './spend-model.js';

/** The parameters of the gamma-gamma model of spending, all above 0. */
export interface GammaGammaParameters {
  /** The shape of the gamma distribution of one customer's purchase values: the greater, the more alike they are. */
  readonly p: number;
  /** The shape of the gamma distribution of the customers' own rates ν: the smaller, the more customers differ. */
  readonly q: number;
  /** The rate of that distribution, an amount of money. */
  readonly gamma: number;
}

/** @internal The kernel's order of parameters. */
export const SPEND_PARAMETERS = ['p', 'q', 'gamma'] as const;
type Theta = readonly [p: number, q: number, gamma: number];

function read(parameters: GammaGammaParameters, verb: string): Theta {
  refuseFit(parameters, `gammaGamma.${verb}`);
  const [p, q, gamma] = SPEND_PARAMETERS.map((name) =>
    within(parameters?.[name], `gammaGamma.${verb}: ${name}`, POSITIVE),
  );
  return [p as number, q as number, gamma as number];
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
