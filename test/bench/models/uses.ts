import { bgNbd, customerLifetimeValue, gammaGamma, holdoutFit, purchaseCountFit, rfmSegments } from 'custometry';
import { compare } from '../measure.js';
import { BETA, customers, many, SPENDING } from './customers.js';

/** Values, segments, and how well a model fits. */
export async function uses(): Promise<void> {
  for (const size of [1_000, 10_000, 100_000]) {
    const histories = customers(size);
    const into = new Float64Array(size);
    await compare(`values and fits of ${many(size)}`, size, {
      customerLifetimeValue: () =>
        customerLifetimeValue(histories, {
          purchases: { model: bgNbd, parameters: BETA },
          spend: { model: gammaGamma, parameters: SPENDING },
          margin: 0.3,
          forceOfInterest: 0.0027,
          into,
        }),
      rfmSegments: () =>
        rfmSegments({
          recency: histories.observed.map((T, i) => T - (histories.lastRepeat[i] as number)),
          frequency: histories.repeats,
          monetary: histories.meanValue,
        }),
      purchaseCountFit: () => purchaseCountFit(bgNbd, BETA, histories),
      holdoutFit: () => holdoutFit(bgNbd, BETA, histories, { duration: 39, purchases: histories.repeats }),
    });
  }
}
