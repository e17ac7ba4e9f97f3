import { expectTypeOf } from 'vitest';
import {
  type BetaDiscreteWeibullParameters,
  betaDiscreteWeibull,
  type ProjectedSurvival,
  type RetentionFit,
  type ShiftedBetaGeometricParameters,
  shiftedBetaGeometric,
} from '../../../src/index.js';

const parameters = { alpha: 1, beta: 2 };

// There may be nothing to fit, a lifetime may be infinite, and an interval needs a fit that converged.
expectTypeOf(shiftedBetaGeometric.fit([3, 2])).toEqualTypeOf<
  RetentionFit<ShiftedBetaGeometricParameters> | undefined
>();
expectTypeOf(betaDiscreteWeibull.fit([[3, 2, undefined], [5]])).toEqualTypeOf<
  RetentionFit<BetaDiscreteWeibullParameters> | undefined
>();
expectTypeOf(shiftedBetaGeometric.survival(parameters, 3)).toEqualTypeOf<number>();
expectTypeOf(shiftedBetaGeometric.expectedLifetime(parameters)).toEqualTypeOf<number | undefined>();
expectTypeOf(betaDiscreteWeibull.survivalEstimate).returns.toEqualTypeOf<ProjectedSurvival | undefined>();
// @ts-expect-error The duration parameter is needed.
betaDiscreteWeibull.survival(parameters, 3);
// @ts-expect-error Survivors are numbers.
shiftedBetaGeometric.fit(['3', '2']);
// @ts-expect-error Fits are not changed.
shiftedBetaGeometric.fit([3, 2]).aic = 3;
