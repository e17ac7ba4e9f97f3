import {
  isOneHistory,
  type PurchaseHistories,
  type PurchaseHistory,
  requireColumn,
} from '../../history/purchase-history.js';
import { FINITE, refuse, requireFunction, whole, within } from '../../internal/check.js';
import { logGamma } from '../../internal/gamma.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { addTo } from '../../internal/running-sum.js';
import type { FitOptions, ModelFit } from '../fitting/model-fit.js';
import { type BgCnbdKParameters, betaGeometricErlang, MOST_REGULAR } from './beta-geometric-erlang.js';
import { type PurchaseKernel, purchaseModel } from './purchase-kernel.js';
import type { PurchaseModel } from './purchase-model.js';

/** How a model of regular customers is fitted. */
export interface RegularFitOptions extends FitOptions<BgCnbdKParameters> {
  /** How regular purchases are, where that is known: a whole number from 1 to 100. The most likely one unless told. */
  readonly k?: number | undefined;
}

/** A model of customers who buy more regularly than at random: a {@link PurchaseModel} whose `fit` finds k, or is told it. */
export interface RegularPurchaseModel extends PurchaseModel<BgCnbdKParameters> {
  /**
   * The parameters that make the histories most likely, k among them unless it is given: from `start.k` (1 unless told) k goes
   * up or down in steps that double for as long as the log-likelihood rises, then in ever shorter ones. Where the
   * histories have `logIntervals`, as those of `purchaseHistories` have, k is told by the times between purchases; else by
   * no more than the first, the last and the number of them. Standard errors and covariances are those of the other four, k
   * being what it is; `aic` and `bic` count k as a parameter unless it is given.
   */
  readonly fit: (histories: PurchaseHistories, options?: RegularFitOptions) => ModelFit<BgCnbdKParameters> | undefined;
}

type Fit = ModelFit<BgCnbdKParameters>;

/** So little of the log-likelihood is rounding, and so little tells nothing of k. */
const NOTHING = 1e-4;
const LITTLE = 2;

const ORDERS = /* @__PURE__ */ whole(1, MOST_REGULAR);

/** @internal The model of a kernel with k as its last parameter. */
export function regularModel(name: string, first: 0 | 1): RegularPurchaseModel {
  const kernel = betaGeometricErlang(name, first);
  const model = purchaseModel(kernel);

  const fit = (histories: PurchaseHistories, options: RegularFitOptions = {}): Fit | undefined => {
    const caller = `${name}.fit`;
    requireKnownOptions(options, ['k', 'start', 'priors', 'onProgress'], caller);
    const given = options.k === undefined ? undefined : within(options.k, `${caller}: k`, ORDERS);
    const begin = options.start === undefined ? 1 : within(options.start?.k, `${caller}: start.k`, ORDERS);
    /** The fit with this k, begun at the parameters of another. */
    const fitOf = (k: number, start: BgCnbdKParameters | undefined, more: FitOptions<BgCnbdKParameters>) => {
      const near = start && { ...start, alpha: (start.alpha * k) / start.k };
      const found = purchaseModel(ofOrder(kernel, k)).fit(histories, { ...more, start: near });
      return found && withOrder(found, k, orders(histories, k, caller), given !== undefined);
    };
    if (given !== undefined)
      return fitOf(given, options.start, { priors: options.priors, onProgress: options.onProgress });

    // How many fits it will take is not known: each takes half of what is left.
    const { onProgress = () => {} } = options;
    requireFunction(onProgress, `${caller}: onProgress`);
    const { priors } = options;
    const known = new Map<number, Fit>();
    let best = fitOf(begin, options.start, { priors });
    if (best === undefined) return undefined;
    known.set(begin, best);
    for (let step = 1; step >= 1; ) {
      const { parameters, logLikelihood }: Fit = best;
      let better: Fit | undefined;
      for (const k of [parameters.k + step, parameters.k - step]) {
        if (better !== undefined || k < 1 || k > MOST_REGULAR) continue;
        onProgress(1 - 2 ** -known.size);
        const other: Fit = known.get(k) ?? (fitOf(k, parameters, { priors }) as Fit);
        known.set(k, other);
        if (other.logLikelihood > logLikelihood + NOTHING) better = other;
      }
      step = better === undefined ? Math.floor(step / 2) : 2 * step;
      best = better ?? best;
    }
    onProgress(1);
    if (best.parameters.k < MOST_REGULAR) return best;
    if (best.logLikelihood < (known.get(begin) as Fit).logLikelihood + LITTLE) {
      const message = `the data hardly tell the value of k: ${begin} is about as likely as ${MOST_REGULAR}`;
      return { ...best, diagnosis: { kind: 'flat', message } };
    }
    const message = `k runs to ${MOST_REGULAR}, which is as far as it goes: purchases come like clockwork`;
    return { ...best, diagnosis: { kind: 'boundary', message } };
  };

  return {
    ...model,
    fit,
    logLikelihood: (parameters, subject) => {
      const total = model.logLikelihood(parameters, subject);
      return total + orders(subject, parameters.k, `${name}.logLikelihood`);
    },
  };
}

/** The kernel of the other parameters at a k. */
function ofOrder(kernel: PurchaseKernel<BgCnbdKParameters>, k: number): PurchaseKernel<BgCnbdKParameters> {
  return {
    ...kernel,
    parameters: ['r', 'alpha', 'a', 'b'],
    timePowers: [0, 1, 0, 0],
    starts: (rate) => kernel.starts(k * rate),
    logLikelihood: (theta) => kernel.logLikelihood([...theta, k]),
  };
}

function withOrder(fit: Fit, k: number, more: number, isGiven: boolean): Fit {
  const size = isGiven ? 4 : 5;
  const logLikelihood = fit.logLikelihood + more;
  return {
    ...fit,
    parameters: { ...fit.parameters, k },
    ...(isGiven ? { given: { k } } : {}),
    logLikelihood,
    aic: 2 * size - 2 * logLikelihood,
    bic: size * Math.log(fit.customers) - 2 * logLikelihood,
  };
}

/**
 * What the times between purchases add to the log-likelihood of the rest: given x and t they are spread as the Dirichlet
 * distribution of k has it, compared with that of 1,
 *
 *     (k − 1) (Σ log Δt − x log t) − x log Γ(k) + log Γ(k x) − log Γ(x)
 *
 * for each customer; nothing where they are not known.
 */
function orders(subject: PurchaseHistory | PurchaseHistories, k: number, caller: string): number {
  const result = { total: 0, lost: 0 };
  const add = (x: number, t: number, given: number, weight: number, index: string) => {
    const logs = within(given, `${caller}: logIntervals${index}`, FINITE);
    const relative = x === 0 ? logs : logs - x * Math.log(t);
    // The sum is greatest when all are the same: rounding aside.
    const most = x === 0 ? 0 : -x * Math.log(x);
    if (relative > most + 1e-9 * (1 + x * Math.abs(Math.log(t || 1)) - most)) {
      refuse(
        given,
        `${caller}: logIntervals${index}`,
        `at most repeats · log(lastRepeat / repeats)`,
        ', in one unit of time',
      );
    }
    if (x > 0) addTo(result, weight * ((k - 1) * relative - x * logGamma(k) + logGamma(k * x) - logGamma(x)));
  };
  if (isOneHistory(subject)) {
    const { repeats, lastRepeat, logIntervals } = subject;
    if (logIntervals !== undefined) add(repeats, lastRepeat, logIntervals, 1, '');
  } else {
    const { repeats, lastRepeat, logIntervals, weights } = subject;
    if (logIntervals === undefined) return 0;
    requireColumn(logIntervals, `${caller}: logIntervals`, repeats);
    for (let i = 0; i < repeats.length; i++) {
      add(repeats[i] as number, lastRepeat[i] as number, logIntervals[i] as number, weights?.[i] ?? 1, `[${i}]`);
    }
  }
  return result.total + result.lost;
}
