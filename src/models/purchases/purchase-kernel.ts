import { grouped } from '../../history/group.js';
import {
  historyColumns,
  isOneHistory,
  type PurchaseHistories,
  type PurchaseHistory,
  refuseOneHistory,
} from '../../history/purchase-history.js';
import { POSITIVE, representable, whole, within } from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import type { Random } from '../../internal/random.js';
import { addTo } from '../../internal/running-sum.js';
import { columnToFill, type IntoOptions } from '../fitting/column-to-fill.js';
import { type ColumnsOf, toColumns } from '../fitting/columns.js';
import type { End } from '../fitting/ends.js';
import { maximumLikelihood, type WeightedRows } from '../fitting/maximum-likelihood.js';
import type { FitOptions, ModelFit, Smooth } from '../fitting/model-fit.js';
import { refuseFit } from '../fitting/refuse-fit.js';
import { type Clock, TIME } from './clock.js';
import { countedFutures, type Futures } from './futures.js';
import type {
  AliveOptions,
  CountOptions,
  FutureOptions,
  OfHistoriesUnlessTold,
  PosteriorRates,
  PurchaseInterval,
  PurchaseModel,
  RepeatPurchaseModel,
  SimulatedPurchases,
} from './purchase-model.js';
import { type ClockSimulationOptions, type Lives, simulatePurchases } from './simulate-purchases.js';
import { trackingCurve } from './tracking-curve.js';

/** The parameters of a model in the order of its kernel's `parameters`. */
export type Theta = readonly number[];

/** A number for one history: x repeat purchases, the last one at time t, observed until time T. */
type OfHistory = (x: number, t: number, T: number) => number;

/**
 * @internal What makes a model: all of its mathematics, and nothing else. {@link repeatPurchaseModel} adds what all models share:
 * the checks of arguments, columns of customers, the fit. Every function takes the parameters first and returns one for
 * histories, so that what depends on the parameters alone is computed once. Histories of one x come together wherever the engine
 * decides, so that it pays to keep what depends on the last x. A new customer is the history (0, 0, 0).
 */
export interface PurchaseKernel<Parameters, Rates = PosteriorRates> {
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
  /** The same over (T, T + horizon], each purchase discounted by the clock's rate; the horizon can be Infinity. */
  readonly discounted: (theta: Theta, rate: number, horizon: number) => OfHistory;
  /** P(so many purchases in (T, T + duration]). */
  readonly countProbability: (theta: Theta, count: number, duration: number) => OfHistory;
  readonly rates: (theta: Theta, history: PurchaseHistory) => Rates;
  readonly life: (theta: Theta, random: Random) => Lives;
  /** Draws what a customer with this history does after T: calls `purchase` with the time since T of each purchase up to `end`. */
  readonly future: (theta: Theta, random: Random) => Futures;
  /** Where the model ends when parameters run to 0 or infinity: of the ends that hold the first one is told. */
  readonly ends: readonly End[];
}

/** How purchases of the future are discounted, by any clock. */
interface ClockDiscountOptions {
  readonly forceOfInterest?: number;
  readonly discountRate?: number;
  readonly horizon?: number | undefined;
}

interface Simulated<Parameters> {
  readonly simulate: (parameters: Parameters, options: ClockSimulationOptions) => SimulatedPurchases;
}

const FIT_OPTIONS = ['start', 'priors', 'onProgress'];
const INTERVAL = ['from', 'to'] as const;
const FUTURE_OPTIONS = ['duration', 'seed', 'onPurchase'] as const;
const SIMULATION_OPTIONS = ['observed', 'holdout', 'seed'];

/** @internal What can be asked of every model, whatever its clock. */
export function repeatPurchaseModel<
  Parameters,
  History,
  Histories extends { readonly repeats: ArrayLike<number> },
  Rates extends object,
>(
  kernel: PurchaseKernel<Parameters, Rates>,
  clock: Clock<History, Histories>,
): RepeatPurchaseModel<Parameters, History, Histories, Rates, ClockDiscountOptions> & Simulated<Parameters> {
  const { name, parameters: names } = kernel;

  const read = (parameters: Parameters, verb: string) => readParameters(kernel, parameters, `${name}.${verb}`);

  /** The answers of a verb: one, or a column of them. */
  function answer(
    caller: string,
    subject: History | Histories,
    { into }: IntoOptions,
    f: OfHistory,
  ): number | Float64Array {
    const histories = clock.read(subject, caller);
    if (isOneHistory(histories)) {
      return representable(f(histories.repeats, histories.lastRepeat, histories.observed), caller);
    }
    const { repeats, lastRepeat, observed } = histories;
    const answers = columnToFill(into, [repeats, lastRepeat, observed], caller);
    for (let i = 0; i < answers.length; i++) {
      answers[i] = representable(f(repeats[i] as number, lastRepeat[i] as number, observed[i] as number), caller);
    }
    return answers;
  }

  function perHistory<Options extends object>(
    verb: string,
    known: readonly (keyof Options & string)[],
    prepare: (theta: Theta, options: Options, caller: string) => OfHistory,
    { unlessTold, meant }: { unlessTold?: Options; meant?: { readonly [name: string]: string } } = {},
  ): OfHistoriesUnlessTold<Parameters, Options, History, Histories> {
    function ask(parameters: Parameters, history: History, options?: Options): number;
    function ask(parameters: Parameters, histories: Histories, options?: Options & IntoOptions): Float64Array;
    function ask(
      parameters: Parameters,
      subject: History | Histories,
      options: (Options & IntoOptions) | undefined = unlessTold,
    ): number | Float64Array {
      const caller = `${name}.${verb}`;
      const theta = read(parameters, verb);
      requireKnownOptions(options as object, [...known, 'into'], caller, meant);
      return answer(caller, subject, options as Options & IntoOptions, prepare(theta, options as Options, caller));
    }
    return ask;
  }

  const probability = (verb: string, gone: boolean) =>
    perHistory<AliveOptions>(
      verb,
      ['at'],
      (theta, { at = 0 }, caller) => kernel.alive(theta, within(at, `${caller}: at`, clock.time), gone),
      { unlessTold: {} },
    );

  const readInterval = ({ from = 0, to }: PurchaseInterval, caller: string): readonly [from: number, to: number] => {
    within(from, `${caller}: from`, clock.time);
    return [from, within(to, `${caller}: to`, clock.timeFrom(from))];
  };

  const readCount = (
    count: number,
    options: CountOptions,
    known: readonly string[],
    caller: string,
  ): readonly [count: number, duration: number] => {
    within(count, `${caller}: count`, whole(0, 1e9));
    requireKnownOptions(options, known, caller);
    return [count, within(options.duration, `${caller}: duration`, clock.duration)];
  };

  function conditionalPurchaseCountProbability(
    parameters: Parameters,
    history: History,
    count: number,
    options: CountOptions,
  ): number;
  function conditionalPurchaseCountProbability(
    parameters: Parameters,
    histories: Histories,
    count: number,
    options: CountOptions & IntoOptions,
  ): Float64Array;
  function conditionalPurchaseCountProbability(
    parameters: Parameters,
    subject: History | Histories,
    count: number,
    options: CountOptions & IntoOptions,
  ): number | Float64Array {
    const caller = `${name}.conditionalPurchaseCountProbability`;
    const theta = read(parameters, 'conditionalPurchaseCountProbability');
    const asked = readCount(count, options, ['duration', 'into'], caller);
    return answer(caller, subject, options, kernel.countProbability(theta, ...asked));
  }

  function posteriorRates(parameters: Parameters, history: History): Rates;
  function posteriorRates(parameters: Parameters, histories: Histories): ColumnsOf<Rates>;
  function posteriorRates(parameters: Parameters, subject: History | Histories): Rates | ColumnsOf<Rates> {
    const theta = read(parameters, 'posteriorRates');
    const histories = clock.read(subject, `${name}.posteriorRates`);
    const known = (rates: Rates): Rates => {
      for (const rate in rates) representable(rates[rate] as number, `${name}.posteriorRates`);
      return rates;
    };
    if (isOneHistory(histories)) return known(kernel.rates(theta, histories));
    const { repeats, lastRepeat, observed } = histories;
    const ratesOf = (x: number, t: number, T: number) =>
      known(kernel.rates(theta, { repeats: x, lastRepeat: t, observed: T }));
    return toColumns(repeats.length, ratesOf(0, 0, 0), (i) =>
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
    subject: History | Histories,
  ): readonly [logLikelihood: number, gradient: Float64Array] => {
    const theta = read(parameters, verb);
    const columns = historyColumns(clock.read(subject, `${name}.${verb}`));
    const gradient = new Float64Array(names.length);
    const rows = Int32Array.from(columns.repeats, (_, row) => row);
    const weights = columns.weights ? Float64Array.from(columns.weights) : new Float64Array(rows.length).fill(1);
    const logLikelihood = representable(total(columns, theta, gradient, { rows, weights }), `${name}.${verb}`);
    return [logLikelihood, gradient.map((slope) => representable(slope, `${name}.${verb}`))];
  };

  const fit = (histories: Histories, options: FitOptions<Parameters> = {}): ModelFit<Parameters> | undefined => {
    const caller = `${name}.fit`;
    refuseOneHistory(histories, caller);
    const columns = historyColumns(clock.read(histories, caller));
    requireKnownOptions(options, FIT_OPTIONS, caller);
    const rows = grouped(columns);
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
      return representable(kernel.purchases(theta, ...readInterval(interval, caller))(0, 0, 0), caller);
    },
    purchaseCountProbability: (parameters, count, options) => {
      const theta = read(parameters, 'purchaseCountProbability');
      const caller = `${name}.purchaseCountProbability`;
      const probabilityOf = kernel.countProbability(theta, ...readCount(count, options, ['duration'], caller));
      return representable(probabilityOf(0, 0, 0), caller);
    },
    conditionalPurchaseCountProbability,
    discountedExpectedPurchases: perHistory<ClockDiscountOptions>(
      'discountedExpectedPurchases',
      [clock.discount.name, 'horizon'],
      (theta, options, caller) => {
        const { name: rateName, endless, upToHorizon } = clock.discount;
        const { [rateName]: rate, horizon } = options;
        within(rate as number, `${caller}: ${rateName}`, horizon === undefined ? endless : upToHorizon);
        if (horizon !== undefined) within(horizon, `${caller}: horizon`, clock.time);
        return kernel.discounted(theta, rate as number, horizon ?? Infinity);
      },
      { meant: clock.discount.meant },
    ),
    posteriorRates,
    simulateFuture: perHistory<FutureOptions>('simulateFuture', FUTURE_OPTIONS, (theta, options, caller) =>
      countedFutures((random) => kernel.future(theta, random), options, clock.duration, caller),
    ),
    simulate: (parameters, options) => {
      const theta = read(parameters, 'simulate');
      requireKnownOptions(options, SIMULATION_OPTIONS, `${name}.simulate`);
      const alike = (random: Random) => {
        const life = kernel.life(theta, random);
        return () => life;
      };
      return simulatePurchases(alike, options, clock, `${name}.simulate`);
    },
  };
}

/** @internal The model that a kernel makes, of purchases at any time. */
export function purchaseModel<Parameters>(kernel: PurchaseKernel<Parameters>): PurchaseModel<Parameters> {
  const caller = `${kernel.name}.trackingCurve`;
  return {
    ...repeatPurchaseModel(kernel, TIME),
    trackingCurve: (parameters, options) =>
      trackingCurve(
        (to) => kernel.purchases(readParameters(kernel, parameters, caller), 0, to)(0, 0, 0),
        options,
        caller,
      ),
  };
}

function readParameters<Parameters>(
  { parameters: names, whole: order }: Pick<PurchaseKernel<Parameters>, 'parameters' | 'whole'>,
  parameters: Parameters,
  caller: string,
): Theta {
  refuseFit(parameters, caller);
  return names.map((name) => {
    const range = name === order?.[0] ? whole(1, order[1]) : POSITIVE;
    return within(parameters?.[name] as number, `${caller}: ${name}`, range);
  });
}
