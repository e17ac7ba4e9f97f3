import { grouped } from '../../history/group.js';
import {
  isOneHistory,
  type PurchaseHistories,
  type PurchaseHistory,
  requireHistories,
} from '../../history/purchase-history.js';
import { NOT_NEGATIVE, POSITIVE, refuse, representable, whole, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import type { Random } from '../../internal/random.js';
import { addTo } from '../../internal/running-sum.js';
import { columnToFill, type IntoOptions } from '../fitting/column-to-fill.js';
import { type ColumnsOf, toColumns } from '../fitting/columns.js';
import type { End } from '../fitting/ends.js';
import { maximumLikelihood, type WeightedRows } from '../fitting/maximum-likelihood.js';
import type { FitOptions, ModelFit, Smooth } from '../fitting/model-fit.js';
import { refuseFit } from '../fitting/refuse-fit.js';
import { countedFutures, type Futures } from './futures.js';
import type {
  AliveOptions,
  CountOptions,
  DiscountOptions,
  FutureOptions,
  OfHistoriesUnlessTold,
  PosteriorRates,
  PurchaseInterval,
  PurchaseModel,
} from './purchase-model.js';
import { type Lives, simulatePurchases } from './simulate-purchases.js';
import { trackingCurve } from './tracking-curve.js';

/** The parameters of a model in the order of its kernel's `parameters`. */
export type Theta = readonly number[];

/** A number for one history: x repeat purchases, the last one at time t, observed until time T. */
type OfHistory = (x: number, t: number, T: number) => number;

/**
 * @internal What makes a model: all of its mathematics, and nothing else. {@link purchaseModel} adds what all models share: the
 * checks of arguments, columns of customers, the fit. Every function takes the parameters first and returns one for histories,
 * so that what depends on the parameters alone is computed once. Histories of one x come together wherever the engine decides,
 * so that it pays to keep what depends on the last x. A new customer is the history (0, 0, 0).
 */
export interface PurchaseKernel<Parameters> {
  /** The name of the export, which messages begin with. */
  readonly name: string;
  /** The names of the parameters, which are all above 0. */
  readonly parameters: readonly (keyof Parameters & string)[];
  /** The name of one that is a whole number from 1, has no derivative, and stands last; and the greatest it may be. */
  readonly whole?: readonly [name: keyof Parameters & string, most: number];
  /** The power of time in the unit of each: 1 for α, 0 for a shape, −1 for a rate. */
  readonly timePowers: readonly number[];
  /** Guesses for the fit, for times with a mean observation of 1; `rate` is the repeat purchases in that time. */
  readonly starts: (rate: number) => readonly (readonly number[])[];
  /** The log-likelihood; `gradient` gets the derivatives by the parameters. */
  readonly logLikelihood: (theta: Theta) => (x: number, t: number, T: number, gradient: Float64Array) => number;
  /** P(alive at T + at), or 1 minus that with all its digits. */
  readonly alive: (theta: Theta, at: number, gone: boolean) => OfHistory;
  /** The expected purchases in (T + from, T + to]. */
  readonly purchases: (theta: Theta, from: number, to: number) => OfHistory;
  /** The same over (T, T + horizon], each purchase times exp(−rate · time since T); the horizon can be Infinity. */
  readonly discounted: (theta: Theta, rate: number, horizon: number) => OfHistory;
  /** P(so many purchases in (T, T + duration]). */
  readonly countProbability: (theta: Theta, count: number, duration: number) => OfHistory;
  readonly rates: (theta: Theta, history: PurchaseHistory) => PosteriorRates;
  readonly life: (theta: Theta, random: Random) => Lives;
  /** Draws what a customer with this history does after T: calls `purchase` with the time since T of each purchase up to `end`. */
  readonly future: (theta: Theta, random: Random) => Futures;
  /** Where the model ends when parameters run to 0 or infinity: of the ends that hold the first one is told. */
  readonly ends: readonly End[];
}

const FIT_OPTIONS = ['start', 'priors', 'onProgress'];
const INTERVAL = ['from', 'to'] as const;
const FUTURE_OPTIONS = ['duration', 'seed', 'onPurchase'] as const;
const SIMULATION_OPTIONS = ['observed', 'holdout', 'seed'];

/** @internal The model that a kernel makes. */
export function purchaseModel<Parameters>(kernel: PurchaseKernel<Parameters>): PurchaseModel<Parameters> {
  const { name, parameters: names } = kernel;

  const read = (parameters: Parameters, verb: string): Theta => {
    refuseFit(parameters, `${name}.${verb}`);
    return names.map((each) => {
      const range = each === kernel.whole?.[0] ? whole(1, kernel.whole[1]) : POSITIVE;
      return within(parameters?.[each] as number, `${name}.${verb}: ${each}`, range);
    });
  };

  /** The answers of a verb: one, or a column of them. */
  function answer(
    caller: string,
    subject: PurchaseHistory | PurchaseHistories,
    { into }: IntoOptions,
    f: OfHistory,
  ): number | Float64Array {
    const length = requireHistories(subject, caller);
    if (isOneHistory(subject)) return representable(f(subject.repeats, subject.lastRepeat, subject.observed), caller);
    const { repeats, lastRepeat, observed } = subject;
    const answers = columnToFill(into, repeats, caller);
    for (let i = 0; i < length; i++) {
      answers[i] = representable(f(repeats[i] as number, lastRepeat[i] as number, observed[i] as number), caller);
    }
    return answers;
  }

  function perHistory<Options extends object>(
    verb: string,
    known: readonly (keyof Options & string)[],
    prepare: (theta: Theta, options: Options, caller: string) => OfHistory,
    { unlessTold, meant }: { unlessTold?: Options; meant?: { readonly [name: string]: string } } = {},
  ): OfHistoriesUnlessTold<Parameters, Options> {
    function ask(parameters: Parameters, history: PurchaseHistory, options?: Options): number;
    function ask(parameters: Parameters, histories: PurchaseHistories, options?: Options & IntoOptions): Float64Array;
    function ask(
      parameters: Parameters,
      subject: PurchaseHistory | PurchaseHistories,
      options: (Options & IntoOptions) | undefined = unlessTold,
    ): number | Float64Array {
      const caller = `${name}.${verb}`;
      const theta = read(parameters, verb);
      requireKnownOptions(options as object, [...known, 'into'], caller, meant);
      return answer(caller, subject, options as Options & IntoOptions, prepare(theta, options as Options, caller));
    }
    return ask;
  }

  const probability = (verb: string, gone: boolean): OfHistoriesUnlessTold<Parameters, AliveOptions> =>
    perHistory<AliveOptions>(
      verb,
      ['at'],
      (theta, { at = 0 }, caller) => kernel.alive(theta, within(at, `${caller}: at`, NOT_NEGATIVE), gone),
      { unlessTold: {} },
    );

  const readInterval = ({ from = 0, to }: PurchaseInterval, caller: string): readonly [from: number, to: number] => {
    within(from, `${caller}: from`, NOT_NEGATIVE);
    return [from, within(to, `${caller}: to`, [from, Infinity, `a finite number >= from (${from})`])];
  };

  const readCount = (
    count: number,
    options: CountOptions,
    known: readonly string[],
    caller: string,
  ): readonly [count: number, duration: number] => {
    within(count, `${caller}: count`, whole(0, 1e9));
    requireKnownOptions(options, known, caller);
    return [count, within(options.duration, `${caller}: duration`, NOT_NEGATIVE)];
  };

  function conditionalPurchaseCountProbability(
    parameters: Parameters,
    history: PurchaseHistory,
    count: number,
    options: CountOptions,
  ): number;
  function conditionalPurchaseCountProbability(
    parameters: Parameters,
    histories: PurchaseHistories,
    count: number,
    options: CountOptions & IntoOptions,
  ): Float64Array;
  function conditionalPurchaseCountProbability(
    parameters: Parameters,
    subject: PurchaseHistory | PurchaseHistories,
    count: number,
    options: CountOptions & IntoOptions,
  ): number | Float64Array {
    const caller = `${name}.conditionalPurchaseCountProbability`;
    const theta = read(parameters, 'conditionalPurchaseCountProbability');
    const asked = readCount(count, options, ['duration', 'into'], caller);
    return answer(caller, subject, options, kernel.countProbability(theta, ...asked));
  }

  function posteriorRates(parameters: Parameters, history: PurchaseHistory): PosteriorRates;
  function posteriorRates(parameters: Parameters, histories: PurchaseHistories): ColumnsOf<PosteriorRates>;
  function posteriorRates(
    parameters: Parameters,
    subject: PurchaseHistory | PurchaseHistories,
  ): PosteriorRates | ColumnsOf<PosteriorRates> {
    const theta = read(parameters, 'posteriorRates');
    const length = requireHistories(subject, `${name}.posteriorRates`);
    if (isOneHistory(subject)) return kernel.rates(theta, subject);
    const { repeats, lastRepeat, observed } = subject;
    const ratesOf = (x: number, t: number, T: number) =>
      kernel.rates(theta, { repeats: x, lastRepeat: t, observed: T });
    return toColumns(length, ratesOf(0, 0, 0), (i) =>
      ratesOf(repeats[i] as number, lastRepeat[i] as number, observed[i] as number),
    );
  }

  /** The weighted sum of the log-likelihoods; adds up the derivatives. */
  const total = (
    { repeats, lastRepeat, observed }: PurchaseHistories,
    theta: Theta,
    gradient: Float64Array,
    { rows, weights }: WeightedRows,
  ): number => {
    const logLikelihood = kernel.logLikelihood(theta);
    const slopes = new Float64Array(names.length);
    const result = { total: 0, lost: 0 };
    gradient.fill(0);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number;
      const weight = weights[i] as number;
      const each = logLikelihood(repeats[row] as number, lastRepeat[row] as number, observed[row] as number, slopes);
      addTo(result, weight * each);
      for (let j = 0; j < slopes.length; j++) gradient[j] = (gradient[j] as number) + weight * (slopes[j] as number);
    }
    return result.total + result.lost;
  };

  const ofSubject = (
    verb: string,
    parameters: Parameters,
    subject: PurchaseHistory | PurchaseHistories,
  ): readonly [logLikelihood: number, gradient: Float64Array] => {
    const theta = read(parameters, verb);
    const length = requireHistories(subject, `${name}.${verb}`);
    const gradient = new Float64Array(names.length);
    const columns: PurchaseHistories = isOneHistory(subject)
      ? { repeats: [subject.repeats], lastRepeat: [subject.lastRepeat], observed: [subject.observed] }
      : subject;
    const rows = Int32Array.from({ length }, (_, row) => row);
    const weights = columns.weights ? Float64Array.from(columns.weights) : new Float64Array(length).fill(1);
    return [total(columns, theta, gradient, { rows, weights }), gradient];
  };

  const fit = (
    histories: PurchaseHistories,
    options: FitOptions<Parameters> = {},
  ): ModelFit<Parameters> | undefined => {
    const caller = `${name}.fit`;
    if (isOneHistory(histories)) refuse(histories.repeats, `${caller}: repeats`, 'an array or a typed array', '', '');
    requireHistories(histories, caller);
    requireKnownOptions(options, FIT_OPTIONS, caller);
    const rows = grouped(histories);
    let [customers, purchases, time] = [0, 0, 0];
    rows.weights.forEach((weight, i) => {
      customers += weight;
      purchases += weight * (rows.repeats[i] as number);
      time += weight * (rows.observed[i] as number);
    });
    if (customers === 0) return undefined;
    const unit = time === 0 ? 1 : time / customers;
    return maximumLikelihood<Parameters>(
      {
        caller,
        names,
        units: kernel.timePowers.map((power) => unit ** power),
        // A customer at least, so that the guess is above 0 where nobody has come again.
        starts: kernel.starts((purchases + 0.5) / customers),
        weights: rows.weights,
        total: (theta, gradient, some) => total(rows, theta, gradient, some),
        ends: kernel.ends,
      },
      options,
    );
  };

  return {
    name,
    fit,
    logLikelihood: (parameters, subject) => ofSubject('logLikelihood', parameters, subject)[0],
    gradient: (parameters, subject) => {
      const gradient = ofSubject('gradient', parameters, subject)[1];
      const smooth = names.filter((each) => each !== kernel.whole?.[0]);
      return Object.fromEntries(smooth.map((each, i) => [each, gradient[i] as number])) as Record<
        keyof Smooth<Parameters>,
        number
      >;
    },
    probabilityAlive: probability('probabilityAlive', false),
    probabilityGone: probability('probabilityGone', true),
    expectedPurchases: perHistory<PurchaseInterval>('expectedPurchases', INTERVAL, (theta, interval, caller) =>
      kernel.purchases(theta, ...readInterval(interval, caller)),
    ),
    expectedPurchasesOfNewCustomer: (parameters, interval) => {
      const caller = `${name}.expectedPurchasesOfNewCustomer`;
      const theta = read(parameters, 'expectedPurchasesOfNewCustomer');
      requireKnownOptions(interval, INTERVAL, caller);
      return kernel.purchases(theta, ...readInterval(interval, caller))(0, 0, 0);
    },
    purchaseCountProbability: (parameters, count, options) => {
      const theta = read(parameters, 'purchaseCountProbability');
      const caller = `${name}.purchaseCountProbability`;
      return kernel.countProbability(theta, ...readCount(count, options, ['duration'], caller))(0, 0, 0);
    },
    conditionalPurchaseCountProbability,
    discountedExpectedPurchases: perHistory<DiscountOptions>(
      'discountedExpectedPurchases',
      ['forceOfInterest', 'horizon'],
      (theta, { forceOfInterest, horizon }, caller) => {
        within(forceOfInterest, `${caller}: forceOfInterest`, horizon === undefined ? POSITIVE : NOT_NEGATIVE);
        if (horizon !== undefined) within(horizon, `${caller}: horizon`, NOT_NEGATIVE);
        return kernel.discounted(theta, forceOfInterest, horizon ?? Infinity);
      },
      { meant: { discountRate: 'forceOfInterest, log(1 + discountRate) in the unit of time' } },
    ),
    posteriorRates,
    simulateFuture: perHistory<FutureOptions>('simulateFuture', FUTURE_OPTIONS, (theta, options, caller) =>
      countedFutures((random) => kernel.future(theta, random), options, NOT_NEGATIVE, caller),
    ),
    simulate: (parameters, options) => {
      const theta = read(parameters, 'simulate');
      requireKnownOptions(options, SIMULATION_OPTIONS, `${name}.simulate`);
      const alike = (random: Random) => {
        const life = kernel.life(theta, random);
        return () => life;
      };
      return simulatePurchases(alike, options, `${name}.simulate`);
    },
    trackingCurve: (parameters, options) =>
      trackingCurve(
        (to) => kernel.purchases(read(parameters, 'trackingCurve'), 0, to)(0, 0, 0),
        options,
        `${name}.trackingCurve`,
      ),
  };
}
