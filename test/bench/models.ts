import { bgBb, bgNbd, customerLifetimeValue, gammaGamma, mbgNbd, nbd, paretoNbd, rfmSegments } from 'custometry';
import { compare } from './measure.js';

const beta = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const spending = { p: 6.25, q: 3.74, gamma: 15.44 };

/** Customers observed for 27 to 39 weeks, hardly two of them for as long. */
function customers(size: number) {
  const observed = Float64Array.from({ length: size }, (_, i) => 27 + 12 * ((i * 0.6180339887498949) % 1));
  const { histories } = bgNbd.simulate(beta, { observed });
  return { ...histories, ...gammaGamma.simulate(spending, { repeats: histories.repeats }) };
}

/** Fits and predictions. */
export async function models(): Promise<void> {
  for (const size of [2_357, 100_000]) {
    const histories = customers(size);
    const donors = bgBb.simulate(
      { alpha: 1.2035, beta: 0.7497, gamma: 0.6568, delta: 2.7834 },
      { observed: { customers: size, opportunities: 6 } },
    ).histories;
    await compare(`fits to ${size.toLocaleString('en')} customers`, size, {
      'bgNbd.fit': () => bgNbd.fit(histories),
      'mbgNbd.fit': () => mbgNbd.fit(histories),
      'nbd.fit': () => nbd.fit(histories),
      'paretoNbd.fit': () => paretoNbd.fit(histories),
      'bgBb.fit': () => bgBb.fit(donors),
      'gammaGamma.fit': () => gammaGamma.fit(histories),
    });
  }

  for (const size of [1_000, 100_000, 1_000_000]) {
    const histories = customers(size);
    const into = new Float64Array(size);
    const modified = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };
    const purchasing = { r: 0.385, alpha: 12.07 };
    const leaving = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
    const discount = { forceOfInterest: 0.0027, into };
    await compare(`predictions for ${size.toLocaleString('en')} customers`, size, {
      'bgNbd.probabilityAlive': () => bgNbd.probabilityAlive(beta, histories, { into }),
      'bgNbd.expectedPurchases': () => bgNbd.expectedPurchases(beta, histories, { to: 39, into }),
      'bgNbd.expectedPurchases, from later': () => bgNbd.expectedPurchases(beta, histories, { from: 38, to: 39, into }),
      'bgNbd.discountedExpectedPurchases': () => bgNbd.discountedExpectedPurchases(beta, histories, discount),
      'mbgNbd.probabilityAlive': () => mbgNbd.probabilityAlive(modified, histories, { into }),
      'mbgNbd.expectedPurchases': () => mbgNbd.expectedPurchases(modified, histories, { to: 39, into }),
      'mbgNbd.discountedExpectedPurchases': () => mbgNbd.discountedExpectedPurchases(modified, histories, discount),
      'nbd.expectedPurchases': () => nbd.expectedPurchases(purchasing, histories, { to: 39, into }),
      'nbd.discountedExpectedPurchases': () => nbd.discountedExpectedPurchases(purchasing, histories, discount),
      'paretoNbd.probabilityAlive': () => paretoNbd.probabilityAlive(leaving, histories, { into }),
      'paretoNbd.expectedPurchases': () => paretoNbd.expectedPurchases(leaving, histories, { to: 39, into }),
      'gammaGamma.expectedSpend': () => gammaGamma.expectedSpend(spending, histories),
      'customerLifetimeValue, bgNbd': () =>
        customerLifetimeValue(histories, {
          purchases: { model: bgNbd, parameters: beta },
          spend: { model: gammaGamma, parameters: spending },
          margin: 0.3,
          ...discount,
        }),
      rfmSegments: () =>
        rfmSegments({
          recency: histories.observed.map((T, i) => T - (histories.lastRepeat[i] as number)),
          frequency: histories.repeats,
          monetary: histories.meanValue,
        }),
    });
  }

  const some = customers(10_000);
  const leaving = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
  await compare('discounted predictions for 10,000 customers', 10_000, {
    'paretoNbd.discountedExpectedPurchases': () =>
      paretoNbd.discountedExpectedPurchases(leaving, some, { forceOfInterest: 0.0027 }),
  });
}
