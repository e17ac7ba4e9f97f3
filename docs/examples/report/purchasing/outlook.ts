import {
  type BetaGeometricParameters,
  bgNbd,
  type CustomerHistories,
  type GammaGammaParameters,
  gammaGamma,
  type ModelFit,
  purchaseHistories,
  type Spendings,
} from 'custometry';
import type { Order } from '../data.js';
import type { Purchases } from '../retention/purchases.js';

/** With fewer who came again, a model has little to learn from. */
const FEW = 30;

/** What the models expect of each customer, from the end of their histories on. */
export interface Outlook {
  readonly histories: CustomerHistories;
  readonly purchasing: ModelFit<BetaGeometricParameters>;
  readonly spending: ModelFit<GammaGammaParameters>;
  /** The probability that the customer is still one. */
  readonly alive: Float64Array;
  /** The expected value of a purchase. */
  readonly spend: Float64Array;
}

/** Fits the models to all of the data. */
export function outlookNow({ rows, end }: Purchases): Outlook | string {
  const readers = {
    customer: ({ customer }: Order) => customer,
    time: ({ instant }: Order) => instant,
    value: ({ amount }: Order) => amount,
  };
  return outlookOf(purchaseHistories(rows, { ...readers, end, timeUnit: 'week' }));
}

/** Fits a model of purchasing and one of spending; a sentence that says why, if that cannot be. */
export function outlookOf(histories: CustomerHistories): Outlook | string {
  const repeaters = histories.repeats.filter((repeats) => repeats > 0).length;
  if (repeaters < FEW) return `That takes ${FEW} customers who came again, and the data have fewer.`;
  const purchasing = bgNbd.fit(histories);
  const spendings = spendingsOf(histories);
  const spending = gammaGamma.fit(spendings);
  if (purchasing === undefined || purchasing.diagnosis.kind === 'notConverged') {
    return 'The model of purchasing does not fit these customers.';
  }
  const spend = spending === undefined ? undefined : gammaGamma.expectedSpend(spending.parameters, spendings);
  if (spending === undefined || spend === undefined) return 'The model of spending does not fit these customers.';
  return { histories, purchasing, spending, alive: bgNbd.probabilityAlive(purchasing.parameters, histories), spend };
}

/** What each customer is expected to bring in so many weeks: purchases times the value of one. */
export function expectedRevenue({ histories, purchasing, spend }: Outlook, weeks: number): Float64Array {
  return bgNbd
    .expectedPurchases(purchasing.parameters, histories, { to: weeks })
    .map((purchases, i) => purchases * (spend[i] as number));
}

/** Who only had purchases for free says nothing of spending. */
function spendingsOf({ repeats, meanValue }: CustomerHistories): Spendings {
  return { repeats: repeats.map((count, i) => ((meanValue[i] as number) > 0 ? count : 0)), meanValue };
}

export function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
