import fc from 'fast-check';
import type { ModelFit, NbdParameters } from '../../src/index.js';
import { shape } from './purchase-model-laws.js';

export const spread = (): fc.Arbitrary<number> => fc.double({ min: 0.01, max: 1, noNaN: true });

/** A fit of which only what intervals read is of any meaning: parameters, and standard errors and correlation of their logarithms. */
export const nbdFit = (): fc.Arbitrary<ModelFit<NbdParameters>> =>
  fc
    .tuple(shape(), shape(), spread(), spread(), fc.double({ min: -0.95, max: 0.95, noNaN: true }))
    .map(([r, alpha, one, other, rho]) => ({
      parameters: { r, alpha },
      logLikelihood: -1,
      standardErrors: undefined,
      covariance: undefined,
      logCovariance: [
        [one * one, rho * one * other],
        [rho * one * other, other * other],
      ],
      aic: 1,
      bic: 1,
      customers: 1,
      iterations: 1,
      diagnosis: { kind: 'converged', message: '' },
    }));
