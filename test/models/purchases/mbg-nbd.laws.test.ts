import fc from 'fast-check';
import { describe } from 'vitest';
import { bgNbd, mbgNbd } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { betaGeometric, purchaseModelLaws } from '../../support/purchase-model-laws.js';
import { history } from '../../support/purchases.js';

const time = () => fc.double({ min: 1e-3, max: 1e5, noNaN: true });

describe('mbgNbd', () => {
  purchaseModelLaws(mbgNbd, betaGeometric(), { r: 0, alpha: 1, a: 0, b: 0 });

  law(
    'those who never came again may be gone: P(alive | x = 0) = 1 / (1 + a / b · (1 + T / α)^r)',
    [betaGeometric(), time()],
    (p, observed) => {
      const alive = mbgNbd.probabilityAlive(p, { repeats: 0, lastRepeat: 0, observed });
      expectClose(alive, 1 / (1 + (p.a / p.b) * Math.exp(p.r * Math.log1p(observed / p.alpha))), 1e-11);
    },
  );

  law(
    'the first purchase is one occasion more: of BG/NBD’s customers with b + 1 are those who stayed after it',
    [betaGeometric(), history(), time()],
    ({ b, ...rest }, customer, to) => {
      const stayed = { ...rest, b: b + 1 };
      const alive = mbgNbd.probabilityAlive({ ...rest, b }, customer);
      const ratio = alive / bgNbd.probabilityAlive(stayed, customer);
      if (!(ratio > 1e-290)) return;
      expectClose(
        mbgNbd.expectedPurchases({ ...rest, b }, customer, { to }),
        ratio * bgNbd.expectedPurchases(stayed, customer, { to }),
        1e-10,
      );
    },
  );

  law(
    'likelihoods are of BG/NBD by what the first purchase tells: L = b / (a + b) · L_BG(b + 1), and a / (a + b) more for x = 0',
    [betaGeometric(), history()],
    ({ b, ...rest }, customer) => {
      const stayed = Math.log(b / (rest.a + b)) + bgNbd.logLikelihood({ ...rest, b: b + 1 }, customer);
      const left = customer.repeats === 0 ? Math.log(rest.a / (rest.a + b)) : -Infinity;
      const [more, less] = stayed > left ? [stayed, left] : [left, stayed];
      const size = 1 + Math.abs(stayed);
      const actual = mbgNbd.logLikelihood({ ...rest, b }, customer);
      const error = Math.abs(actual - more - Math.log1p(Math.exp(less - more)));
      expectClose(1 + error / size, 1, 1e-12);
    },
  );
});
