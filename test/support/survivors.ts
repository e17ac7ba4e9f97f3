import fc from 'fast-check';
import {
  type BetaDiscreteWeibullParameters,
  betaDiscreteWeibull,
  type RetentionModel,
  type ShiftedBetaGeometricParameters,
  type Survivors,
  shiftedBetaGeometric,
} from '../../src/index.js';

/** From customers who are nearly all alike to such as are nearly all at the extremes. */
export const weight = (): fc.Arbitrary<number> =>
  fc.double({ min: -6, max: 6, noNaN: true }).map((power) => 10 ** power);
/** A lifetime for c below a tenth is as good as infinite or a single period. */
const duration = (): fc.Arbitrary<number> => fc.double({ min: -1, max: 2.5, noNaN: true }).map((power) => 10 ** power);
export const age = (): fc.Arbitrary<number> => fc.oneof(fc.nat(40), fc.nat(5000));

/** A model with parameters, its verbs bound to them. */
export interface Bound {
  readonly name: string;
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
  readonly survival: (age: number) => number;
  readonly retention: (age: number) => number;
  readonly churn: (age: number) => number;
  readonly remaining: (age: number) => number | undefined;
  readonly discounted: (age: number, rate: number) => number | undefined;
  readonly logLikelihood: (survivors: Survivors | readonly Survivors[]) => number | undefined;
}

function bind<Parameters extends { alpha: number; beta: number; c?: number }>(
  name: string,
  model: RetentionModel<Parameters>,
  parameters: Parameters,
): Bound {
  return {
    name: `${name}(${JSON.stringify(parameters)})`,
    alpha: parameters.alpha,
    beta: parameters.beta,
    c: parameters.c ?? 1,
    survival: (at) => model.survival(parameters, at),
    retention: (at) => model.retention(parameters, at),
    churn: (at) => model.churnProbability(parameters, at),
    remaining: (at) => model.expectedRemainingLifetime(parameters, at),
    discounted: (at, rate) => model.discountedRemainingLifetime(parameters, at, rate),
    logLikelihood: (survivors) => model.logLikelihood(parameters, survivors),
  };
}
export const sbg = (parameters: ShiftedBetaGeometricParameters): Bound => bind('sBG', shiftedBetaGeometric, parameters);
export const bdw = (parameters: BetaDiscreteWeibullParameters): Bound => bind('BdW', betaDiscreteWeibull, parameters);
export const model = (one: () => fc.Arbitrary<number> = weight): fc.Arbitrary<Bound> =>
  fc.oneof(
    fc.record({ alpha: one(), beta: one() }).map(sbg),
    fc.record({ alpha: one(), beta: one(), c: duration() }).map(bdw),
  );
export const moderate = (): fc.Arbitrary<number> =>
  fc.double({ min: -1, max: 1.3, noNaN: true }).map((power) => 10 ** power);

/** A cohort that shrinks by any shares, seen at every age. */
export const survivors = (): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.nat(100), { minLength: 1, maxLength: 12 }))
    .map(([first, percentages]) => {
      const list = [first];
      for (const percent of percentages) list.push(Math.floor(((list.at(-1) as number) * percent) / 100));
      return list;
    });
/** One that shrinks as cohorts do: each age keeps between a half and nearly all. */
export const lifelike = (): fc.Arbitrary<number[]> =>
  fc
    .tuple(
      fc.integer({ min: 1000, max: 100_000 }),
      fc.array(fc.integer({ min: 50, max: 98 }), { minLength: 5, maxLength: 10 }),
    )
    .map(([first, percentages]) => {
      const list = [first];
      for (const percent of percentages) list.push(Math.round(((list.at(-1) as number) * percent) / 100));
      return list;
    });

/** The two cohorts of the 2007 paper: percent of customers by age, here of 1,000. */
export const REGULAR: readonly number[] = [1000, 631, 468, 382, 326, 289, 262, 241];
export const HIGH_END: readonly number[] = [1000, 869, 743, 653, 593, 551, 517, 491];
