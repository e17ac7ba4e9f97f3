import fc from 'fast-check';
import { describe } from 'vitest';
import { bgCnbdK, bgNbd, gompertzNbd, mbgNbd, nbd, type PurchaseModel, paretoNbd } from '../../../src/index.js';
import { seededRandom } from '../../../src/internal/random.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

/** Parameters of every model, with a time unit from a thousandth to a thousand of the usual one. */
const models: readonly (readonly [PurchaseModel<object>, (unit: number) => object])[] = [
  of(bgNbd, (unit) => ({ r: 0.24, alpha: 4.4 * unit, a: 0.8, b: 2.4 })),
  of(mbgNbd, (unit) => ({ r: 0.5, alpha: 6 * unit, a: 0.4, b: 1.2 })),
  of(nbd, (unit) => ({ r: 0.5, alpha: 10 * unit })),
  of(paretoNbd, (unit) => ({ r: 0.55, alpha: 10.6 * unit, s: 0.6, beta: 11.7 * unit })),
  of(gompertzNbd, (unit) => ({ r: 1.5, alpha: 8 * unit, b: 0.02 / unit, s: 0.6, beta: 2 })),
  of(bgCnbdK, (unit) => ({ r: 1, alpha: 8 * unit, a: 1, b: 3, k: 2 })),
];

function of<Parameters extends object>(model: PurchaseModel<Parameters>, parameters: (unit: number) => Parameters) {
  return [model as unknown as PurchaseModel<object>, parameters] as const;
}

describe('trackingCurve', () => {
  law(
    'however many days customers came on, it is Σ w E(purchases of a newcomer by time − first)',
    [
      fc.constantFrom(...models),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.integer({ min: 1, max: 120 }),
      fc.nat(),
    ],
    ([model, parametersOf], power, size, seed) => {
      const random = seededRandom(seed);
      const parameters = parametersOf(10 ** power);
      const firstPurchases = Float64Array.from({ length: size }, () => 100 * random());
      const weights = firstPurchases.map(() => 0.5 + random());
      const times = [30, 100, 1000];
      const curve = model.trackingCurve(parameters, { firstPurchases, weights, times });
      times.forEach((time, i) => {
        const by = Array.from(firstPurchases, (first, j) =>
          time > first
            ? (weights[j] as number) * model.expectedPurchasesOfNewCustomer(parameters, { to: time - first })
            : 0,
        );
        expectClose(
          curve[i],
          by.reduce((sum, each) => sum + each, 0),
          1e-12,
        );
      });
    },
  );
});
