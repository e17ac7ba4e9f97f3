import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  bgCnbdK,
  bgNbd,
  bgNbdWithCovariates,
  customerLifetimeValueEstimate,
  gammaGamma,
  gammaGammaWithCovariates,
  gompertzNbd,
  mbgCnbdK,
  mbgNbd,
  nbd,
  type PurchaseModel,
  paretoNbd,
  paretoNbdWithCovariates,
  predictionInterval,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
} from '../../../src/index.js';
import { law } from '../../support/law.js';

interface Fit {
  readonly parameters: object;
}
/** The columns of any model: it takes what it knows. */
interface Columns {
  readonly repeats: number[];
  readonly lastRepeat: number[];
  readonly observed: number[];
  readonly meanValue: number[];
  readonly covariates: { readonly member: number[] };
}
type Model = Omit<PurchaseModel<object>, 'fit'> & { fit(histories: Columns, options?: object): Fit | undefined };
type Spend = Omit<typeof gammaGamma, 'fit'> & { fit(spendings: Columns): Fit | undefined };

const models = [
  bgNbd,
  mbgNbd,
  nbd,
  paretoNbd,
  gompertzNbd,
  bgCnbdK,
  mbgCnbdK,
  bgNbdWithCovariates,
  paretoNbdWithCovariates,
];

/**
 * So few customers that hardly a fit has a top inside. Repeats, and the time they take, are bounded to what a fit foretells in
 * milliseconds: counts are drawn and added up one by one. Covariates are ordinary: spend is fitted to those who have bought, and
 * of somebody whose covariate is a thousand times theirs the parameters are beyond all numbers, which is refused.
 */
const customers = (): fc.Arbitrary<Columns> =>
  fc
    .tuple(
      fc.array(
        fc.tuple(
          fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8 })),
          fc.oneof(fc.constant(1), fc.double({ min: 0.1, max: 1, noNaN: true })),
          fc.oneof(fc.constant(10), fc.integer({ min: 1, max: 20 })),
          fc.oneof(fc.constant(10), fc.double({ min: -4, max: 4, noNaN: true }).map(Math.exp)),
          fc.constantFrom(0, 1, -1, 0.5),
        ),
        { minLength: 1, maxLength: 7 },
      ),
      fc.double({ min: -3, max: 3, noNaN: true }),
    )
    .map(([rows, power]) => {
      const unit = 10 ** power;
      return {
        repeats: rows.map(([repeats]) => repeats),
        lastRepeat: rows.map(([repeats, share, observed]) => (repeats === 0 ? 0 : share * observed * unit)),
        observed: rows.map(([, , observed]) => observed * unit),
        meanValue: rows.map(([, , , value]) => value),
        covariates: { member: rows.map(([, , , , member]) => member) },
      };
    });

/** All numbers are finite, in whatever it is. */
function expectNumbers(found: unknown, path = ''): void {
  if (typeof found === 'number') expect(Number.isFinite(found), `${path} is ${found}`).toBe(true);
  else if (found !== null && typeof found === 'object') {
    for (const [name, value] of Object.entries(found)) expectNumbers(value, `${path}.${name}`);
  }
}

function expectLimits(found: { readonly lower: number; readonly upper: number } | undefined): void {
  expectNumbers(found);
  if (found !== undefined) expect(found.lower).toBeLessThanOrEqual(found.upper);
}

describe('intervals of any fit', () => {
  law(
    'whatever `fit` returns has intervals of finite numbers, lower ≤ upper, or none: nothing throws',
    [
      fc.constantFrom(...(models as unknown as Model[])),
      fc.constantFrom(...([gammaGamma, gammaGammaWithCovariates] as unknown as Spend[])),
      customers(),
      fc.double({ min: 0.1, max: 3, noNaN: true }),
      fc.boolean(),
    ],
    (model, spend, columns, longer, isForever) => {
      // At a k of 100 discounted purchases take seconds.
      const fit = model.fit(columns, model.name.endsWith('CnbdK') ? { k: 2 } : {}) as Fit;
      expectNumbers(fit);
      const duration = longer * (columns.observed[0] as number);
      const total = totalPurchasesPredictionInterval(model, fit, columns, { duration, draws: 50 });
      expectLimits(total);
      const each = predictionInterval(model, fit, columns, { duration });
      expectNumbers(each);
      each.lower.forEach((lower, i) => {
        expect(lower).toBeLessThanOrEqual(each.upper[i] as number);
      });
      const spending = spend.fit(columns);
      if (spending === undefined) return;
      expectNumbers(spending);
      const both = { purchases: { model, fit }, spend: { model: spend, fit: spending as never }, margin: 0.3 };
      const forceOfInterest = 0.1 / duration;
      expectLimits(totalSpendPredictionInterval(columns, { ...both, duration, draws: 50 }));
      expectLimits(totalSpendPredictionInterval(columns, { ...both, duration, draws: 50, forceOfInterest }));
      const horizon = isForever ? undefined : duration;
      const worth = customerLifetimeValueEstimate(columns, { ...both, forceOfInterest, horizon });
      expectNumbers(worth);
      if (worth !== undefined) expectLimits(worth.total);
    },
    [],
    1000,
  );
});
