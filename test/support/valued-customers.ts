import fc from 'fast-check';
import type { GammaGammaParameters, PurchaseHistory } from '../../src/index.js';
import { shape } from './purchase-model-laws.js';
import { history } from './purchases.js';

/** Parameters of spending at random; q above 1, so that there is a mean. */
export const spending = (): fc.Arbitrary<GammaGammaParameters> =>
  fc.record({ p: shape(), q: shape().map((q) => 1 + q), gamma: shape() });

/** A customer with a mean value of purchases, and how many there are of the kind. */
export const valuedCustomer = (): fc.Arbitrary<{ history: PurchaseHistory; meanValue: number; weight: number }> =>
  fc.record({ history: history(), meanValue: shape(), weight: shape() });

export const margin = (): fc.Arbitrary<number> => fc.double({ min: -1, max: 1, noNaN: true });
