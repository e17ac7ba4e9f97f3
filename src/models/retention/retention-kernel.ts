import { refuseFit } from '../fitting/refuse-fit.js';
import type { RetentionModel } from './retention-model.js';
import {
  type Curve,
  churnProbabilityAt,
  type FittedCurve,
  likelihood,
  type Observed,
  observe,
  readAge,
  readDiscountRate,
  readParameter,
  remainingLifetime,
  requireFit,
  retentionAt,
  survivalAt,
  survivalWithInterval,
  toFit,
} from './survival-curve.js';

/** @internal What makes a retention model: its parameters, and how its curve is fitted. {@link retentionModel} adds the rest. */
export interface RetentionKernel<Parameters> {
  /** The name of the export, which messages begin with. */
  readonly name: string;
  /** The names of the parameters, in the order of the curve's. */
  readonly parameters: readonly (keyof Parameters & string)[];
  /** The likeliest curve. */
  readonly fit: (observed: Observed) => FittedCurve;
  /** The retention at an age, where it is simpler than that of any curve. */
  readonly retention?: (curve: Curve, age: number) => number;
  /** The expected periods that a customer of an age still has, where they are simpler. */
  readonly remaining?: (curve: Curve, age: number) => number | undefined;
}

/** @internal The model that a kernel makes. */
export function retentionModel<Parameters>({
  name,
  parameters: names,
  fit,
  retention = retentionAt,
  remaining = (curve, age) => remainingLifetime(curve, age, 0),
}: RetentionKernel<Parameters>): RetentionModel<Parameters> {
  const read = (parameters: Parameters, caller: string): Curve => {
    refuseFit(parameters, caller);
    const [alpha = 1, beta = 1, c = 1] = names.map((each) =>
      readParameter(parameters?.[each] as number, `${caller}: parameters.${each}`),
    );
    return [alpha, beta, c];
  };
  const named = (values: readonly number[]): Parameters =>
    Object.fromEntries(names.map((each, i) => [each, values[i]])) as Parameters;

  return {
    name,
    fit: (survivors) => {
      const observed = observe(survivors, `${name}.fit`);
      return observed.intervals.length === 0 ? undefined : toFit(fit(observed), observed, named);
    },
    logLikelihood: (parameters, survivors) => {
      const caller = `${name}.logLikelihood`;
      const [value] = likelihood(read(parameters, caller), observe(survivors, caller));
      return Number.isFinite(value) ? value : undefined;
    },
    survival: (parameters, age) => {
      const caller = `${name}.survival`;
      return survivalAt(read(parameters, caller), readAge(age, caller));
    },
    survivalEstimate: (fitted, age, options = {}) => {
      const caller = `${name}.survivalEstimate`;
      requireFit(fitted, caller);
      const curve = read(fitted.parameters, caller);
      return survivalWithInterval(curve, fitted.covariance, readAge(age, caller), options, caller);
    },
    retention: (parameters, age) => {
      const caller = `${name}.retention`;
      return retention(read(parameters, caller), readAge(age, caller, true));
    },
    churnProbability: (parameters, age) => {
      const caller = `${name}.churnProbability`;
      return churnProbabilityAt(read(parameters, caller), readAge(age, caller, true));
    },
    expectedLifetime: (parameters) => remaining(read(parameters, `${name}.expectedLifetime`), 0),
    expectedRemainingLifetime: (parameters, age) => {
      const caller = `${name}.expectedRemainingLifetime`;
      return remaining(read(parameters, caller), readAge(age, caller));
    },
    discountedRemainingLifetime: (parameters, age, discountRate) => {
      const caller = `${name}.discountedRemainingLifetime`;
      const curve = read(parameters, caller);
      const [renewals, rate] = [readAge(age, caller), readDiscountRate(discountRate, caller)];
      return rate === 0 ? remaining(curve, renewals) : remainingLifetime(curve, renewals, rate);
    },
  };
}
