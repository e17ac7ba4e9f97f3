import fc from 'fast-check';
import { describe } from 'vitest';
import { bgNbd, customerLifetimeValue, gammaGamma } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { betaGeometric } from '../../support/purchase-model-laws.js';
import { columnsOf } from '../../support/purchases.js';
import { margin, spending, valuedCustomer } from '../../support/valued-customers.js';

const discount = () => fc.double({ min: 1e-3, max: 1, noNaN: true });
const horizon = () => fc.constantFrom(undefined, 0, 1, 100);

describe('customerLifetimeValue', () => {
  law(
    'purchases × spend × margin, customer by customer, and their weighted total: V = DERT · E[spend] · m, Σ w V',
    [betaGeometric(), spending(), fc.array(valuedCustomer()), margin(), discount(), horizon()],
    (p, s, rows, share, forceOfInterest, end) => {
      const histories = {
        ...columnsOf(rows.map((row) => row.history)),
        meanValue: rows.map((row) => row.meanValue),
        weights: rows.map((row) => row.weight),
      };
      const { values, total } = customerLifetimeValue(histories, {
        purchases: { model: bgNbd, parameters: p },
        spend: { model: gammaGamma, parameters: s },
        margin: share,
        forceOfInterest,
        horizon: end,
      }) as NonNullable<ReturnType<typeof customerLifetimeValue>>;
      let slow = 0;
      rows.forEach(({ history: one, meanValue, weight }, i) => {
        const purchases = bgNbd.discountedExpectedPurchases(p, one, { forceOfInterest, horizon: end });
        const spend = gammaGamma.expectedSpend(s, { repeats: one.repeats, meanValue }) as number;
        if (purchases > 1e-290) expectClose(values[i], purchases * spend * share + 0, 1e-10);
        slow += weight * (values[i] as number);
      });
      expectClose(total, slow, 1e-12);
    },
  );
});
