import {
  type BetaGeometricCovariateParameters,
  bgNbdWithCovariates,
  gammaGammaWithCovariates,
  paretoNbdWithCovariates,
} from 'custometry';
import { compare } from '../measure.js';
import { BETA, customers, many } from './customers.js';

const KNOWN: BetaGeometricCovariateParameters = {
  ...BETA,
  purchases: { referred: 0.4, basket: 0.2 },
  dropout: { referred: -0.3, basket: 0.1 },
};

/** Models with a covariate of two values and one of as many as there are customers. */
export async function covariates(): Promise<void> {
  for (const size of [1_000, 10_000, 100_000]) {
    const columns = {
      referred: Float64Array.from({ length: size }, (_, i) => (i % 3 === 0 ? 1 : 0)),
      basket: Float64Array.from({ length: size }, (_, i) => (i * 0.7548776662466927) % 1),
    };
    const histories = { ...customers(size), covariates: columns };
    await compare(`${many(size)} with covariates`, size, {
      'bgNbdWithCovariates.fit': () => bgNbdWithCovariates.fit(histories),
      'gammaGammaWithCovariates.fit': () => gammaGammaWithCovariates.fit(histories),
      ...(size > 10_000 ? {} : { 'paretoNbdWithCovariates.fit': () => paretoNbdWithCovariates.fit(histories) }),
      'bgNbdWithCovariates.probabilityAlive': () => bgNbdWithCovariates.probabilityAlive(KNOWN, histories),
      'bgNbdWithCovariates.expectedPurchases': () =>
        bgNbdWithCovariates.expectedPurchases(KNOWN, histories, { to: 39 }),
    });
  }
}
