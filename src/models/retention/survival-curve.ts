import { FRACTION, POSITIVE, refuse, representable, whole, within } from '../../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../../internal/estimate.js';
import { fallingSeries } from '../../internal/falling-series.js';
import { digammaRise, logBetaRise } from '../../internal/gamma.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { cholesky, dot, inverse } from '../../internal/linear-algebra.js';
import { type Minimum, minimise } from '../../internal/minimise.js';
import { centralQuantile } from '../../internal/normal.js';
import type { ProjectedSurvival, RetentionDiagnosis, RetentionFit, Survivors } from './retention-model.js';

/**
 * What both retention models share: each customer leaves by a discrete Weibull distribution, survives age t with
 * probability (1 − θ)^(t^c), and θ has a beta distribution of shapes alpha and beta. With c = 1 that is geometric.
 */
export type Curve = readonly [alpha: number, beta: number, c: number];

const AGE = /* @__PURE__ */ whole(0, 9007199254740991);
const AGE_AFTER_0 = /* @__PURE__ */ whole(1, 9007199254740991);

export function readParameter(value: number, argument: string): number {
  return within(value, argument, POSITIVE);
}

export function readAge(age: number, caller: string, isAfter0 = false): number {
  return within(age, `${caller}: age`, isAfter0 ? AGE_AFTER_0 : AGE);
}

export function requireFit(fit: unknown, caller: string): void {
  if (typeof fit !== 'object' || fit === null) refuse(fit, `${caller}: fit`, 'an object', '', '');
}

export function readDiscountRate(rate: number, caller: string): number {
  return within(rate, `${caller}: discountRate`, FRACTION);
}

/** log S(to) − log S(from), with all its digits. Where t^c would leave the numbers, S(t) has long fallen like a power. */
function logRetention(curve: Curve, from: number, to: number): number {
  const [alpha, beta, c] = curve;
  const far = Math.exp(690 / c);
  if (from >= far) return -alpha * c * Math.log1p((to - from) / from);
  if (to > far) return logRetention(curve, from, far) + logRetention(curve, far, to);
  return logBetaRise(alpha, beta + from ** c, exposure(c, from, to));
}

/** to^c − from^c. */
function exposure(c: number, from: number, to: number): number {
  return from === 0 ? to ** c : from ** c * Math.expm1(c * Math.log1p((to - from) / from));
}

/** The share of those at one age who are still there at a later one. */
function survivalFrom(curve: Curve, from: number, to: number): number {
  return from === to ? 1 : Math.exp(logRetention(curve, from, to));
}

export function survivalAt(curve: Curve, age: number): number {
  return survivalFrom(curve, 0, age);
}

export function retentionAt(curve: Curve, age: number): number {
  return survivalFrom(curve, age - 1, age);
}

export function churnProbabilityAt(curve: Curve, age: number): number {
  return survivalAt(curve, age - 1) * -Math.expm1(logRetention(curve, age - 1, age));
}

/**
 * The periods that a customer of an age still has, each discounted. Survival falls like t^(−alpha · c) in the end, so that
 * without a discount the sum is finite where that is faster than 1 / t.
 */
export function remainingLifetime(curve: Curve, age: number, rate: number): number | undefined {
  const [alpha, , c] = curve;
  if (rate === 0 && alpha * c <= 1) return undefined;
  const discount = Math.log1p(rate);
  return fallingSeries((k) => survivalFrom(curve, age, age + k) * Math.exp(-discount * k));
}

/** What happened between two ages at which somebody looked, in all cohorts. */
interface Interval {
  readonly from: number;
  readonly to: number;
  stayed: number;
  left: number;
}

/** All that a fit needs to know of the survivors. */
export interface Observed {
  readonly intervals: readonly Interval[];
  /** How many customers the cohorts began with. */
  readonly customers: number;
}

export function observe(survivors: Survivors | readonly Survivors[], caller: string): Observed {
  if (!Array.isArray(survivors)) refuse(survivors, `${caller}: survivors`, 'an array', '', '');
  const cohorts = survivors.some(Array.isArray) ? (survivors as readonly Survivors[]) : [survivors as Survivors];
  const intervals = new Map<string, Interval>();
  let customers = 0;
  cohorts.forEach((cohort, index) => {
    const name = `${caller}: survivors${cohort === survivors ? '' : `[${index}]`}`;
    if (!Array.isArray(cohort)) refuse(cohort, name, 'an array', '', '');
    let from = -1;
    let before = 0;
    // By index, because holes are ages at which nobody looked, too.
    for (let to = 0; to < cohort.length; to++) {
      if (cohort[to] === undefined) continue;
      const most = from < 0 ? Infinity : before;
      const allowed = from < 0 ? 'a finite number >= 0' : `from 0 to the ${before} of age ${from}`;
      const now = within(cohort[to], `${name}[${to}]`, [0, most, allowed]);
      if (from < 0) customers += now;
      else if (before > 0) {
        const key = `${from} ${to}`;
        const interval = intervals.get(key) ?? { from, to, stayed: 0, left: 0 };
        interval.stayed += now;
        interval.left += before - now;
        intervals.set(key, interval);
      }
      [from, before] = [to, now];
    }
  });
  const all = [...intervals.values()];
  // A log-likelihood is at most some hundreds for each of them.
  representable(
    all.reduce((total, { stayed, left }) => total + 2000 * (stayed + left), customers),
    caller,
  );
  return { intervals: all, customers };
}

/** The logarithm of the likelihood, and its gradient by alpha, beta and c. */
export function likelihood(curve: Curve, { intervals }: Observed): [value: number, gradient: number[]] {
  const [alpha, beta, c] = curve;
  let value = 0;
  const gradient = [0, 0, 0];
  for (const { from, to, stayed, left } of intervals) {
    const start = from ** c;
    const more = exposure(c, from, to);
    const log = logRetention(curve, from, to);
    // How the value changes with the logarithm of the retention.
    let slope = 0;
    if (stayed > 0) [value, slope] = [value + stayed * log, stayed];
    if (left > 0) [value, slope] = [value + left * Math.log(-Math.expm1(log)), slope - left / Math.expm1(-log)];
    const byBeta = digammaRise(beta + start, more) - digammaRise(alpha + beta + start, more);
    const byMore = -digammaRise(beta + start + more, alpha);
    const startByC = from === 0 ? 0 : start * Math.log(from);
    const endByC = to ** c * Math.log(to);
    gradient[0] = (gradient[0] as number) - slope * digammaRise(alpha + beta + start, more);
    gradient[1] = (gradient[1] as number) + slope * byBeta;
    gradient[2] = (gradient[2] as number) + slope * (byBeta * startByC + byMore * (endByC - startByC));
  }
  return [value, gradient];
}

/** The likeliest curve, and where the search for it ended. */
export interface FittedCurve {
  readonly curve: Curve;
  readonly minimum: Minimum;
}

/** Fits the first `count` parameters of a curve (the third is 1 where it is not fitted), from each of some starts. */
export function fitCurve(observed: Observed, count: 2 | 3, starts: readonly (readonly number[])[]): FittedCurve {
  const curveAt = (logs: readonly number[]): Curve => [
    Math.exp(logs[0] as number),
    Math.exp(logs[1] as number),
    count === 2 ? 1 : Math.exp(logs[2] as number),
  ];
  const found = starts.map((start) =>
    minimise(
      (logs) => {
        const curve = curveAt(logs);
        const [value, gradient] = likelihood(curve, observed);
        return [-value, logs.map((_, i) => -(gradient[i] as number) * (curve[i] as number))];
      },
      start.map((parameter) => Math.log(parameter)),
    ),
  );
  const minimum = found.reduce((best, each) => (each.value < best.value ? each : best));
  return { curve: curveAt(minimum.point), minimum };
}

/** Parameters to start from: as much churn as there was, of customers who differ enough for the search to see it. */
export function startOf({ intervals }: Observed): [alpha: number, beta: number] {
  let [stayed, left] = [0.5, 0.5];
  for (const interval of intervals) {
    stayed += interval.stayed;
    left += interval.left;
  }
  return [(2 * left) / (stayed + left), (2 * stayed) / (stayed + left)];
}

export function toFit<Parameters>(
  { curve, minimum }: FittedCurve,
  observed: Observed,
  toParameters: (values: readonly number[]) => Parameters,
): RetentionFit<Parameters> {
  const values = curve.slice(0, minimum.point.length);
  const kind = diagnose(curve, minimum, observed);
  const factor = kind === 'converged' ? cholesky(minimum.hessian) : undefined;
  const ofLogs = factor && inverse(factor);
  const covariance = ofLogs?.map((row, i) =>
    row.map((each, j) => each * (values[i] as number) * (values[j] as number)),
  );
  const logLikelihood = -minimum.value + 0;
  return {
    parameters: toParameters(values),
    logLikelihood,
    standardErrors: covariance && toParameters(covariance.map((row, i) => Math.sqrt(row[i] as number))),
    covariance,
    aic: 2 * values.length - 2 * logLikelihood,
    bic: values.length * Math.log(observed.customers) - 2 * logLikelihood,
    customers: observed.customers,
    iterations: minimum.iterations,
    diagnosis: { kind, message: MESSAGES[kind] },
  };
}

const MESSAGES: Readonly<Record<RetentionDiagnosis['kind'], string>> = {
  converged: 'there is one best set of parameters',
  nobodyLeft: 'nobody has left yet: these data only say that churn is low',
  everybodyLeft: 'nobody survived the first age: these data only say that churn is high',
  unidentified: 'fewer ages than parameters: many parameters fit equally well',
  homogeneous: 'the customers look alike: one churn rate for all is enough',
  polarised: 'some left at once and the others never: the model has no best parameters for that',
  notConverged: 'no best set of parameters was found',
};

function diagnose([alpha, beta, c]: Curve, minimum: Minimum, { intervals }: Observed): RetentionDiagnosis['kind'] {
  if (intervals.every(({ left }) => left === 0)) return 'nobodyLeft';
  if (intervals.every(({ stayed }) => stayed === 0)) return 'everybodyLeft';
  if (intervals.length < minimum.point.length) return 'unidentified';
  if (minimum.converged && cholesky(minimum.hessian) !== undefined) return 'converged';
  if (alpha + beta > 1e3) return 'homogeneous';
  return alpha + beta < 1e-2 || c < 1e-2 ? 'polarised' : 'notConverged';
}

export function survivalWithInterval(
  curve: Curve,
  covariance: readonly (readonly number[])[] | undefined,
  age: number,
  options: ConfidenceOptions,
  caller: string,
): ProjectedSurvival | undefined {
  requireKnownOptions(options, ['confidence'], caller);
  const confidence = readConfidence(options, caller);
  if (covariance === undefined) return undefined;
  const value = survivalAt(curve, age);
  if (age === 0) return { value, lower: 1, upper: 1, confidence };
  // The gradient of log S is that of the likelihood of one customer who stayed.
  const [log, slopes] = likelihood(curve, { intervals: [{ from: 0, to: age, stayed: 1, left: 0 }], customers: 1 });
  const gradient = covariance.map((_, i) => slopes[i] as number);
  const variance = dot(
    gradient,
    covariance.map((row) => dot(row, gradient)),
  );
  // On the scale of log(−log S), whose slope is 1 / log S.
  const reach = (centralQuantile(confidence) * Math.sqrt(variance)) / -log;
  return { value, lower: Math.exp(log * Math.exp(reach)), upper: Math.exp(log * Math.exp(-reach)), confidence };
}
