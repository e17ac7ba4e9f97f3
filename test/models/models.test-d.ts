import { expectTypeOf } from 'vitest';
import {
  type BetaGeometricParameters,
  type BgBbParameters,
  bgBb,
  bgNbd,
  type GammaGammaParameters,
  gammaGamma,
  type ModelFit,
  nbd,
  type OpportunityHistory,
  type PurchaseHistories,
  type PurchaseHistory,
  purchaseOpportunities,
} from '../../src/index.js';

const parameters: BetaGeometricParameters = { r: 1, alpha: 1, a: 1, b: 1 };
const customer: PurchaseHistory = { repeats: 0, lastRepeat: 0, observed: 1 };
const customers: PurchaseHistories = { repeats: [0], lastRepeat: Float64Array.of(0), observed: Uint8Array.of(1) };

// One customer has a number, columns have a column.
expectTypeOf(bgNbd.probabilityAlive(parameters, customer)).toEqualTypeOf<number>();
expectTypeOf(bgNbd.probabilityAlive(parameters, customers, { at: 3 })).toEqualTypeOf<Float64Array>();
expectTypeOf(bgNbd.expectedPurchases(parameters, customer, { to: 1 })).toEqualTypeOf<number>();
expectTypeOf(bgNbd.logLikelihood(parameters, customers)).toEqualTypeOf<number>();
expectTypeOf(bgNbd.gradient(parameters, customers)).toEqualTypeOf<Record<'r' | 'alpha' | 'a' | 'b', number>>();
// @ts-expect-error Over which time must be said.
bgNbd.expectedPurchases(parameters, customer);
// @ts-expect-error A column to fill is for columns.
bgNbd.probabilityAlive(parameters, customer, { into: new Float64Array(1) });
// @ts-expect-error One customer cannot be fitted.
bgNbd.fit(customer);
// @ts-expect-error The model has four parameters.
bgNbd.probabilityAlive({ r: 1, alpha: 1 }, customer);

// Nobody has no parameters.
expectTypeOf(bgNbd.fit(customers)).toEqualTypeOf<ModelFit<BetaGeometricParameters> | undefined>();
nbd.fit(customers, { start: { r: 1, alpha: 1 }, priors: { r: { median: 1, sigma: 1 }, alpha: undefined } });
// @ts-expect-error NBD has no a.
nbd.fit(customers, { priors: { a: { median: 1, sigma: 1 } } });

const spend: GammaGammaParameters = { p: 1, q: 1, gamma: 1 };
expectTypeOf(gammaGamma.meanSpend(spend)).toEqualTypeOf<number | undefined>();
expectTypeOf(gammaGamma.expectedSpend(spend, { repeats: 1, meanValue: 1 })).toEqualTypeOf<number | undefined>();
expectTypeOf(gammaGamma.expectedSpend(spend, { repeats: [1], meanValue: [1] })).toEqualTypeOf<
  Float64Array | undefined
>();

// Opportunities are histories of their own.
const donors: BgBbParameters = { alpha: 1, beta: 1, gamma: 1, delta: 1 };
const donor: OpportunityHistory = { repeats: 0, lastRepeat: 0, opportunities: 1 };
const gifts = purchaseOpportunities([{ who: 1, day: 0 }], {
  customer: ({ who }) => who,
  time: ({ day }) => day,
  end: 1,
  period: 'year',
});
expectTypeOf(bgBb.probabilityAlive(donors, donor)).toEqualTypeOf<number>();
expectTypeOf(bgBb.probabilityAlive(donors, gifts, { at: 1 })).toEqualTypeOf<Float64Array>();
expectTypeOf(bgBb.fit(gifts)).toEqualTypeOf<ModelFit<BgBbParameters> | undefined>();
expectTypeOf(bgBb.gradient(donors, gifts)).toEqualTypeOf<Record<keyof BgBbParameters, number>>();
// @ts-expect-error Times of another model are not opportunities.
bgBb.probabilityAlive(donors, customer);
// @ts-expect-error How purchases are discounted must be said.
bgBb.discountedExpectedPurchases(donors, donor);
