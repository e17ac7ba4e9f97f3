import { bgBb, bgCnbdK, bgNbd, gammaGamma, gompertzNbd, mbgCnbdK, mbgNbd, nbd, paretoNbd } from 'custometry';
import { compare } from '../measure.js';
import { BETA, customers, many, SPENDING } from './customers.js';

const MODIFIED = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };
const STAYING = { r: 0.385, alpha: 12.07 };
const LEAVING = { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 };
const AGEING = { r: 0.553, alpha: 10.578, b: 0.01, s: 0.606, beta: 1 };
const REGULAR = { r: 0.85, alpha: 1.45, a: 0.79, b: 2.42, k: 3 };

/** Fits and predictions of models of purchases, of opportunities and of spending. */
export async function purchases(): Promise<void> {
  for (const size of [1_000, 10_000, 100_000]) {
    const histories = customers(size);
    const regular = mbgCnbdK.simulate(REGULAR, { observed: histories.observed }).histories;
    const donors = bgBb.simulate(
      { alpha: 1.2035, beta: 0.7497, gamma: 0.6568, delta: 2.7834 },
      { observed: { customers: size, opportunities: 6 } },
    ).histories;
    await compare(`fits to ${many(size)}`, size, {
      'bgNbd.fit': () => bgNbd.fit(histories),
      'mbgNbd.fit': () => mbgNbd.fit(histories),
      'nbd.fit': () => nbd.fit(histories),
      'bgCnbdK.fit': () => bgCnbdK.fit(regular),
      'mbgCnbdK.fit': () => mbgCnbdK.fit(regular),
      'bgBb.fit': () => bgBb.fit(donors),
      'gammaGamma.fit': () => gammaGamma.fit(histories),
      // What leaves at any time takes long: of 100,000 it would be more than seconds.
      ...(size > 10_000
        ? {}
        : { 'paretoNbd.fit': () => paretoNbd.fit(histories), 'gompertzNbd.fit': () => gompertzNbd.fit(histories) }),
    });
  }

  for (const size of [1_000, 100_000, 1_000_000]) {
    const histories = customers(size);
    const into = new Float64Array(size);
    const next = { to: 39, into };
    const discount = { forceOfInterest: 0.0027, into };
    await compare(`predictions for ${many(size)}`, size, {
      'bgNbd.probabilityAlive': () => bgNbd.probabilityAlive(BETA, histories, { into }),
      'bgNbd.expectedPurchases': () => bgNbd.expectedPurchases(BETA, histories, next),
      'bgNbd.expectedPurchases, from later': () => bgNbd.expectedPurchases(BETA, histories, { from: 38, to: 39, into }),
      'bgNbd.discountedExpectedPurchases': () => bgNbd.discountedExpectedPurchases(BETA, histories, discount),
      'mbgNbd.probabilityAlive': () => mbgNbd.probabilityAlive(MODIFIED, histories, { into }),
      'mbgNbd.expectedPurchases': () => mbgNbd.expectedPurchases(MODIFIED, histories, next),
      'mbgNbd.discountedExpectedPurchases': () => mbgNbd.discountedExpectedPurchases(MODIFIED, histories, discount),
      'mbgCnbdK.probabilityAlive': () => mbgCnbdK.probabilityAlive(REGULAR, histories, { into }),
      'nbd.expectedPurchases': () => nbd.expectedPurchases(STAYING, histories, next),
      'nbd.discountedExpectedPurchases': () => nbd.discountedExpectedPurchases(STAYING, histories, discount),
      'paretoNbd.probabilityAlive': () => paretoNbd.probabilityAlive(LEAVING, histories, { into }),
      'paretoNbd.expectedPurchases': () => paretoNbd.expectedPurchases(LEAVING, histories, next),
      'gammaGamma.expectedSpend': () => gammaGamma.expectedSpend(SPENDING, histories),
    });
  }

  for (const size of [1_000, 10_000, 100_000]) {
    const histories = customers(size);
    const discount = { forceOfInterest: 0.0027 };
    await compare(`sums and integrals for ${many(size)}`, size, {
      'bgCnbdK.expectedPurchases': () => bgCnbdK.expectedPurchases(REGULAR, histories, { to: 39 }),
      'mbgCnbdK.expectedPurchases': () => mbgCnbdK.expectedPurchases(REGULAR, histories, { to: 39 }),
      'mbgCnbdK.discountedExpectedPurchases': () => mbgCnbdK.discountedExpectedPurchases(REGULAR, histories, discount),
      'gompertzNbd.probabilityAlive': () => gompertzNbd.probabilityAlive(AGEING, histories),
      'gompertzNbd.expectedPurchases': () => gompertzNbd.expectedPurchases(AGEING, histories, { to: 39 }),
      'gompertzNbd.discountedExpectedPurchases': () =>
        gompertzNbd.discountedExpectedPurchases(AGEING, histories, discount),
      'paretoNbd.discountedExpectedPurchases': () =>
        paretoNbd.discountedExpectedPurchases(LEAVING, histories, discount),
    });
  }
}
