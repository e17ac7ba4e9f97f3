import fc from 'fast-check';
import type { ModelFit, NbdParameters } from '../../src/index.js';
import { shape } from './purchase-model-laws.js';

/** What intervals read of a fit, with standard errors of the logarithms of 0.2 and 0.1. */
export const fitByHand: Pick<ModelFit<NbdParameters>, 'parameters' | 'logCovariance'> = {
  parameters: { r: 2, alpha: 10 },
  logCovariance: [
    [0.04, 0],
    [0, 0.01],
  ],
};

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
