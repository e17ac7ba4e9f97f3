import { groupHistories } from '../../history/group.js';
import {
  isOneOpportunityHistory,
  MOST_OPPORTUNITIES,
  type OpportunityHistories,
  type OpportunityHistory,
  requireOpportunityHistories,
} from '../../history/opportunity-history.js';
import { requireColumn } from '../../history/purchase-history.js';
import { FRACTION, POSITIVE, type Range, refuse, whole, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { logistic } from '../../internal/logistic.js';
import { logGammaVariate, readSeed, seededRandom } from '../../internal/random.js';
import { addTo } from '../../internal/running-sum.js';
import { columnToFill, type IntoOptions } from '../fitting/column-to-fill.js';
import { type ColumnsOf, toColumns } from '../fitting/columns.js';
import { maximumLikelihood, type WeightedRows } from '../fitting/maximum-likelihood.js';
import type { FitOptions, ModelFit } from '../fitting/model-fit.js';
import { refuseFit } from '../fitting/refuse-fit.js';
import { countedFutures } from '../purchases/futures.js';
import type {
  AliveOptions,
  CountOptions,
  FutureOptions,
  OfHistoriesUnlessTold,
  PurchaseInterval,
} from '../purchases/purchase-model.js';
import {
  alive,
  countProbability,
  discounted,
  type Four,
  future,
  logLikelihood,
  type OfHistory,
  purchases,
  rates,
} from './beta-bernoulli.js';
import type {
  OpportunityDiscountOptions,
  OpportunityModel,
  OpportunitySimulationOptions,
  PosteriorProbabilities,
  SimulatedOpportunities,
} from './opportunity-model.js';

/** The parameters of BG/BB, all above 0. */
export interface BgBbParameters {
  /** The first shape of the beta distribution of purchase probabilities: their mean is alpha / (alpha + beta). */
  readonly alpha: number;
  /** The second shape of that distribution. */
  readonly beta: number;
  /** The first shape of the beta distribution of dropout probabilities: their mean is gamma / (gamma + delta). */
  readonly gamma: number;
  /** The second shape of that distribution. */
  readonly delta: number;
}

const NAMES = ['alpha', 'beta', 'gamma', 'delta'] as const;
const INTERVAL = ['from', 'to'] as const;
const NOBODY_LEAVES = 'no customer seems to leave in these data';
const PERIODS: Range = [0, 1e9, 'a whole number from 0 to 1000000000', true];

function read(parameters: BgBbParameters, verb: string): Four {
  refuseFit(parameters, `bgBb.${verb}`);
  const [alpha, beta, gamma, delta] = NAMES.map((name) =>
    within(parameters?.[name], `bgBb.${verb}: ${name}`, POSITIVE),
  );
  return [alpha as number, beta as number, gamma as number, delta as number];
}

/** The answers of a verb: one, or a column of them. */
function answer(
  caller: string,
  subject: OpportunityHistory | OpportunityHistories,
  { into }: IntoOptions,
  f: OfHistory,
): number | Float64Array {
  requireOpportunityHistories(subject, caller);
  if (isOneOpportunityHistory(subject)) return f(subject.repeats, subject.lastRepeat, subject.opportunities);
  const { repeats, lastRepeat, opportunities } = subject;
  const answers = columnToFill(into, repeats, caller);
  for (let i = 0; i < repeats.length; i++) {
    answers[i] = f(repeats[i] as number, lastRepeat[i] as number, opportunities[i] as number);
  }
  return answers;
}

function perHistory<Options extends object>(
  verb: string,
  known: readonly (keyof Options & string)[],
  prepare: (theta: Four, options: Options, caller: string) => OfHistory,
  { unlessTold, meant }: { unlessTold?: Options; meant?: { readonly [name: string]: string } } = {},
): OfHistoriesUnlessTold<BgBbParameters, Options, OpportunityHistory, OpportunityHistories> {
  function ask(parameters: BgBbParameters, history: OpportunityHistory, options?: Options): number;
  function ask(
    parameters: BgBbParameters,
    histories: OpportunityHistories,
    options?: Options & IntoOptions,
  ): Float64Array;
  function ask(
    parameters: BgBbParameters,
    subject: OpportunityHistory | OpportunityHistories,
    options: (Options & IntoOptions) | undefined = unlessTold,
  ): number | Float64Array {
    const caller = `bgBb.${verb}`;
    const theta = read(parameters, verb);
    requireKnownOptions(options as object, [...known, 'into'], caller, meant);
    return answer(caller, subject, options as Options & IntoOptions, prepare(theta, options as Options, caller));
  }
  return ask;
}

function probability(
  verb: string,
  gone: boolean,
): OfHistoriesUnlessTold<BgBbParameters, AliveOptions, OpportunityHistory, OpportunityHistories> {
  return perHistory<AliveOptions>(
    verb,
    ['at'],
    (theta, { at = 0 }, caller) => alive(theta, within(at, `${caller}: at`, PERIODS), gone),
    { unlessTold: {} },
  );
}

function conditionalPurchaseCountProbability(
  parameters: BgBbParameters,
  history: OpportunityHistory,
  count: number,
  options: CountOptions,
): number;
function conditionalPurchaseCountProbability(
  parameters: BgBbParameters,
  histories: OpportunityHistories,
  count: number,
  options: CountOptions & IntoOptions,
): Float64Array;
function conditionalPurchaseCountProbability(
  parameters: BgBbParameters,
  subject: OpportunityHistory | OpportunityHistories,
  count: number,
  options: CountOptions & IntoOptions,
): number | Float64Array {
  const caller = 'bgBb.conditionalPurchaseCountProbability';
  const theta = read(parameters, 'conditionalPurchaseCountProbability');
  return answer(
    caller,
    subject,
    options,
    countProbability(theta, ...readCount(count, options, ['duration', 'into'], caller)),
  );
}

function posteriorRates(parameters: BgBbParameters, history: OpportunityHistory): PosteriorProbabilities;
function posteriorRates(parameters: BgBbParameters, histories: OpportunityHistories): ColumnsOf<PosteriorProbabilities>;
function posteriorRates(
  parameters: BgBbParameters,
  subject: OpportunityHistory | OpportunityHistories,
): PosteriorProbabilities | ColumnsOf<PosteriorProbabilities> {
  const theta = read(parameters, 'posteriorRates');
  requireOpportunityHistories(subject, 'bgBb.posteriorRates');
  if (isOneOpportunityHistory(subject)) return rates(theta, subject);
  const { repeats, lastRepeat, opportunities } = subject;
  const ratesOf = (x: number, t: number, n: number) => rates(theta, { repeats: x, lastRepeat: t, opportunities: n });
  return toColumns(repeats.length, ratesOf(0, 0, 0), (i) =>
    ratesOf(repeats[i] as number, lastRepeat[i] as number, opportunities[i] as number),
  );
}

function readInterval({ from = 0, to }: PurchaseInterval, caller: string): readonly [from: number, to: number] {
  within(from, `${caller}: from`, PERIODS);
  return [from, within(to, `${caller}: to`, [from, 1e9, `a whole number from ${from} (from) to 1000000000`, true])];
}

function readCount(
  count: number,
  options: CountOptions,
  known: readonly string[],
  caller: string,
): readonly [count: number, duration: number] {
  within(count, `${caller}: count`, PERIODS);
  requireKnownOptions(options, known, caller);
  return [count, within(options.duration, `${caller}: duration`, whole(0, MOST_OPPORTUNITIES))];
}

/** The weighted sum of the log-likelihoods; sets the derivatives. */
function total(
  { repeats, lastRepeat, opportunities }: OpportunityHistories,
  theta: Four,
  gradient: Float64Array,
  { rows, weights }: WeightedRows,
): number {
  const slopes = new Float64Array(4);
  const result = { total: 0, lost: 0 };
  gradient.fill(0);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const weight = weights[i] as number;
    const [x, t, n] = [repeats[row], lastRepeat[row], opportunities[row]] as [number, number, number];
    addTo(result, weight * logLikelihood(theta, x, t, n, slopes));
    for (let j = 0; j < 4; j++) gradient[j] = (gradient[j] as number) + weight * (slopes[j] as number);
  }
  return result.total + result.lost;
}

function ofSubject(
  verb: string,
  parameters: BgBbParameters,
  subject: OpportunityHistory | OpportunityHistories,
): readonly [logLikelihood: number, gradient: Float64Array] {
  const theta = read(parameters, verb);
  requireOpportunityHistories(subject, `bgBb.${verb}`);
  const columns: OpportunityHistories = isOneOpportunityHistory(subject)
    ? { repeats: [subject.repeats], lastRepeat: [subject.lastRepeat], opportunities: [subject.opportunities] }
    : subject;
  const { length } = columns.repeats;
  const gradient = new Float64Array(4);
  const rows = Int32Array.from({ length }, (_, row) => row);
  const weights = columns.weights ? Float64Array.from(columns.weights) : new Float64Array(length).fill(1);
  return [total(columns, theta, gradient, { rows, weights }), gradient];
}

function fit(
  histories: OpportunityHistories,
  options: FitOptions<BgBbParameters> = {},
): ModelFit<BgBbParameters> | undefined {
  const caller = 'bgBb.fit';
  if (isOneOpportunityHistory(histories)) {
    refuse(histories.repeats, `${caller}: repeats`, 'an array or a typed array', '', '');
  }
  requireOpportunityHistories(histories, caller);
  requireKnownOptions(options, ['start', 'priors', 'onProgress'], caller);
  const { repeats, lastRepeat, opportunities: observed, weights } = histories;
  const rows = groupHistories({ repeats, lastRepeat, observed, weights });
  if (rows.weights.length === 0) return undefined;
  const columns = { repeats: rows.repeats, lastRepeat: rows.lastRepeat, opportunities: rows.observed };
  return maximumLikelihood<BgBbParameters>(
    {
      caller,
      names: NAMES,
      units: [1, 1, 1, 1],
      // Frequent, middling and rare purchases; customers who leave soon and late.
      starts: [
        [1, 0.5],
        [1, 1],
        [0.5, 2],
        [1, 10],
      ].flatMap((buying) =>
        [
          [0.5, 0.5],
          [0.5, 3],
          [1, 20],
        ].map((leaving) => [...buying, ...leaving]),
      ),
      weights: rows.weights,
      total: ([alpha, beta, gamma, delta], gradient, some) =>
        total(columns, [alpha as number, beta as number, gamma as number, delta as number], gradient, some),
      ends: [
        { low: ['gamma'], high: [], why: NOBODY_LEAVES },
        { low: [], high: ['gamma', 'delta'], why: 'all customers seem to have the same dropout probability' },
        { low: [], high: ['delta'], why: NOBODY_LEAVES },
      ],
    },
    options,
  );
}

function simulate(parameters: BgBbParameters, options: OpportunitySimulationOptions): SimulatedOpportunities {
  const caller = 'bgBb.simulate';
  const [alpha, beta, gamma, delta] = read(parameters, 'simulate');
  requireKnownOptions(options, ['observed', 'holdout', 'seed'], caller);
  const { observed, holdout = 0, seed = 1 } = options;
  within(holdout, `${caller}: holdout`, whole(0, MOST_OPPORTUNITIES));
  readSeed(seed, caller);
  const opportunities = readObserved(observed, caller);
  const { length } = opportunities;
  const random = seededRandom(seed);
  const column = () => new Float64Array(length);
  const histories = { repeats: column(), lastRepeat: column(), opportunities };
  const hidden = {
    holdout: column(),
    purchaseProbability: column(),
    dropoutProbability: column(),
    activeUntil: column(),
  };
  for (let i = 0; i < length; i++) {
    const buys = logistic(logGammaVariate(alpha, random) - logGammaVariate(beta, random));
    const leaves = logistic(logGammaVariate(gamma, random) - logGammaVariate(delta, random));
    const end = opportunities[i] as number;
    let [x, last, later, j] = [0, 0, 0, 0];
    while (j < end + holdout && random() >= leaves) {
      j++;
      if (random() >= buys) continue;
      if (j > end) later++;
      else [x, last] = [x + 1, j];
    }
    histories.repeats[i] = x;
    histories.lastRepeat[i] = last;
    hidden.holdout[i] = later;
    hidden.purchaseProbability[i] = buys;
    hidden.dropoutProbability[i] = leaves;
    hidden.activeUntil[i] = j;
  }
  return { histories, ...hidden };
}

function readObserved(given: OpportunitySimulationOptions['observed'], caller: string): Float64Array {
  const range = whole(0, MOST_OPPORTUNITIES);
  if (typeof given === 'object' && given !== null && 'customers' in given) {
    const customers = within(given.customers, `${caller}: observed.customers`, whole(0, 1e8));
    return new Float64Array(customers).fill(within(given.opportunities, `${caller}: observed.opportunities`, range));
  }
  requireColumn(given, `${caller}: observed`);
  return Float64Array.from(given, (n, i) => within(n, `${caller}: observed[${i}]`, range));
}

/**
 * BG/BB, the beta-geometric / beta-Bernoulli model of customers who can buy once a period and may leave before any of them:
 * who is still there, and how much they will buy. For a yearly conference, a donation each Christmas, a weekly box, and for
 * data of which no more than the period is known. `purchaseOpportunities` makes its histories of orders.
 *
 * - Before each opportunity the customer leaves with probability θ, for good.
 * - At each opportunity a customer who is still there buys with probability p.
 * - Both probabilities differ between customers: p is of the beta distribution with shapes α and β, and θ, independently, of
 *   that with shapes γ and δ.
 *
 * The likelihood of purchases at x of n opportunities, the last one at the t-th, is
 *
 *     B(α + x, β + n − x) / B(α, β) · B(γ, δ + n) / B(γ, δ)
 *       + Σ B(α + x, β + j − x) / B(α, β) · B(γ + 1, δ + j) / B(γ, δ)   over t ≤ j < n
 *
 * whose first term, as a part of all, is P(alive at n): 1 for a customer who bought at the last opportunity. For P(alive at
 * n + m), which the paper's tables show for m = 1, n + m stands in the B(γ, δ + n) of that term (equation A10): `at: m`.
 *
 * How often a customer bought and when last is all that matters, so that a table of those two, with the number of customers
 * of each kind as `weights`, is all that a fit needs.
 *
 * All sums are of positive terms, and all differences of beta functions have formulas of their own: expectations, which the
 * paper divides by γ − 1 (equation 13), have all of their digits at γ = 1 and close to it, too.
 *
 * The verbs are described at {@link OpportunityModel}.
 *
 * @example
 * ```ts
 * import { bgBb } from 'custometry';
 *
 * // Fitted to six years of 11,104 donors.
 * const parameters = { alpha: 1.2035, beta: 0.7497, gamma: 0.6568, delta: 2.7834 };
 * const donor = { repeats: 4, lastRepeat: 5, opportunities: 6 };
 * bgBb.probabilityAlive(parameters, donor); // => 0.74887…
 * bgBb.expectedPurchases(parameters, donor, { to: 5 }); // => 2.02991…
 * ```
 * @see Peter S. Fader, Bruce G. S. Hardie and Jen Shang (2010), "Customer-Base Analysis in a Discrete-Time Noncontractual
 * Setting", Marketing Science 29(6), 1086-1108.
 */
export const bgBb: OpportunityModel<BgBbParameters> = {
  name: 'bgBb',
  fit,
  logLikelihood: (parameters, subject) => ofSubject('logLikelihood', parameters, subject)[0],
  gradient: (parameters, subject) => {
    const [alpha, beta, gamma, delta] = ofSubject('gradient', parameters, subject)[1];
    return { alpha: alpha as number, beta: beta as number, gamma: gamma as number, delta: delta as number };
  },
  probabilityAlive: /* @__PURE__ */ probability('probabilityAlive', false),
  probabilityGone: /* @__PURE__ */ probability('probabilityGone', true),
  expectedPurchases: /* @__PURE__ */ perHistory<PurchaseInterval>(
    'expectedPurchases',
    INTERVAL,
    (theta, interval, caller) => purchases(theta, ...readInterval(interval, caller)),
  ),
  expectedPurchasesOfNewCustomer: (parameters, interval) => {
    const caller = 'bgBb.expectedPurchasesOfNewCustomer';
    const theta = read(parameters, 'expectedPurchasesOfNewCustomer');
    requireKnownOptions(interval, INTERVAL, caller);
    return purchases(theta, ...readInterval(interval, caller))(0, 0, 0);
  },
  purchaseCountProbability: (parameters, count, options) => {
    const theta = read(parameters, 'purchaseCountProbability');
    return countProbability(theta, ...readCount(count, options, ['duration'], 'bgBb.purchaseCountProbability'))(
      0,
      0,
      0,
    );
  },
  conditionalPurchaseCountProbability,
  discountedExpectedPurchases: /* @__PURE__ */ perHistory<OpportunityDiscountOptions>(
    'discountedExpectedPurchases',
    ['discountRate', 'horizon'],
    (theta, { discountRate, horizon }, caller) => {
      const range: Range = horizon === undefined ? [5e-324, 1, 'a fraction above 0 and up to 1'] : FRACTION;
      within(discountRate, `${caller}: discountRate`, range);
      if (horizon !== undefined) within(horizon, `${caller}: horizon`, PERIODS);
      return discounted(theta, discountRate, horizon ?? Infinity);
    },
    { meant: { forceOfInterest: 'discountRate, exp(forceOfInterest) - 1 from one opportunity to the next' } },
  ),
  posteriorRates,
  simulateFuture: /* @__PURE__ */ perHistory<FutureOptions>(
    'simulateFuture',
    ['duration', 'seed', 'onPurchase'],
    (theta, options, caller) =>
      countedFutures((random) => future(theta, random), options, whole(0, MOST_OPPORTUNITIES), caller),
  ),
  simulate,
};
