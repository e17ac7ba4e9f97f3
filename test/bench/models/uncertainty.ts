import {
  bgNbd,
  customerLifetimeValueEstimate,
  deltaInterval,
  gammaGamma,
  parametricBootstrap,
  predictionInterval,
  totalPurchasesPredictionInterval,
  totalSpendPredictionInterval,
} from 'custometry';
import { compare } from '../measure.js';
import { customers, many } from './customers.js';

/** Intervals. The time of the totals and of the bootstrap is in proportion to the draws, which are fewer here than usual. */
export async function uncertainty(): Promise<void> {
  for (const size of [1_000, 10_000, 100_000]) {
    const histories = customers(size);
    const [fit, spending] = [bgNbd.fit(histories), gammaGamma.fit(histories)];
    if (fit === undefined || spending === undefined) throw new Error('there are customers to fit to');
    const [buying, spend] = [
      { model: bgNbd, fit },
      { model: gammaGamma, fit: spending },
    ];
    await compare(`intervals for ${many(size)}`, size, {
      'deltaInterval of the sum of purchases': () =>
        deltaInterval(fit, (parameters) =>
          bgNbd.expectedPurchases(parameters, histories, { to: 39 }).reduce((sum, each) => sum + each, 0),
        ),
      predictionInterval: () => predictionInterval(bgNbd, fit, histories, { duration: 39 }),
      'totalPurchasesPredictionInterval, 39 draws': () =>
        totalPurchasesPredictionInterval(bgNbd, fit, histories, { duration: 39, draws: 39 }),
      'totalSpendPredictionInterval, 39 draws': () =>
        totalSpendPredictionInterval(histories, { purchases: buying, spend, duration: 39, draws: 39 }),
      customerLifetimeValueEstimate: () =>
        customerLifetimeValueEstimate(histories, { purchases: buying, spend, margin: 0.3, forceOfInterest: 0.0027 }),
      'parametricBootstrap, 5 draws': () => parametricBootstrap(bgNbd, fit, histories, { draws: 5 }),
    });
  }
}
