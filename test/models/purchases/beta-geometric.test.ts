import { describe, expect, test } from 'vitest';
import {
  type BetaGeometricParameters,
  bgNbd,
  type ModelFit,
  mbgNbd,
  type NbdParameters,
  nbd,
} from '../../../src/index.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';
import { expectAgreement, type PurchaseGolden } from '../../support/purchase-goldens.js';
import { hasData, note, publishedHistories } from '../../support/real-data.js';

interface Row extends PurchaseGolden<BetaGeometricParameters> {
  readonly model: 'bgNbd' | 'mbgNbd';
  readonly purchases: readonly (readonly [to: number, expected: number])[];
  readonly intervals: readonly (readonly [from: number, to: number, expected: number])[];
}

const table = golden<Row[]>('beta-geometric');

describe('agrees with 50 digits', () => {
  test.each(table)('$model at $parameters for $history', (row) => {
    const model = { bgNbd, mbgNbd }[row.model];
    const { parameters, history } = row;
    const { r, alpha } = parameters;
    const { repeats: x, observed: T } = history;
    // A log-likelihood is a sum of large terms of both signs.
    const size = 1 + (r + x) * (Math.abs(Math.log(alpha)) + Math.abs(Math.log(alpha + T)) + Math.log1p(x));
    const purchases = [...row.intervals, ...row.purchases.map(([to, expected]) => [0, to, expected] as const)];
    expectAgreement(model, row, purchases, {
      size,
      slope: (name) => (1e-14 * Math.max(1, x)) / parameters[name],
      relative: 1e-11,
    });
    if (x === 0 && T > 0 && row.model === 'bgNbd') {
      expectClose(model.logLikelihood(parameters, history), row.logLikelihood, 1e-12);
    }
  });
});

describe('where sums would overflow or cancel', () => {
  test('probabilities that grow by more than 1e250 before they fall', () => {
    const parameters = { r: 1, alpha: 1, a: 1e-200, b: 1 };
    const customer = { repeats: 1800, lastRepeat: 100, observed: 100 };
    expectClose(bgNbd.expectedPurchases(parameters, customer, { to: 40 }), (1801 * 40) / 101, 1e-11);
  });

  test('many purchases in an interval that does not begin now, of customers who hardly leave', () => {
    const parameters = { r: 1, alpha: 1, a: 1e-200, b: 1 };
    for (const repeats of [100, 10_000, 1_000_000]) {
      const customer = { repeats, lastRepeat: 1e6, observed: 1e6 };
      for (const purchases of [400, 700, 760, 2000]) {
        const from = (purchases * 1e6) / repeats;
        const expected = bgNbd.expectedPurchases(parameters, customer, { from, to: 1.01 * from });
        expectClose(expected, ((repeats + 1) * (1.01 * from - from)) / (1 + 1e6), 1e-11);
      }
    }
  });

  test('a short interval far away is the sum of its halves, to all digits', () => {
    const parameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    const customer = { repeats: 2, lastRepeat: 30.43, observed: 38.86 };
    const expected = (from: number, to: number) => bgNbd.expectedPurchases(parameters, customer, { from, to });
    const [start, step] = [256, 2 ** -30];
    const halves = expected(start, start + step) + expected(start + step, start + 2 * step);
    expectClose(expected(start, start + 2 * step), halves, 1e-11);
  });

  // By 40 digits of the mean over the dropout probability.
  test.each([
    [{ r: 83.27, alpha: 38.7865, a: 79.863, b: 2.294 }, 52, 78, 1.3776520541182136e-30],
    [{ r: 100, alpha: 50, a: 400, b: 100 }, 50, 55, 6.356140378412667e-26],
    [{ r: 1e4, alpha: 5e3, a: 800, b: 200 }, 104, 108, 1.0546807885376117e-70],
  ])('hardly anybody of %o is left to buy from %d to %d', (parameters, from, to, expected) => {
    expectClose(bgNbd.expectedPurchasesOfNewCustomer(parameters, { from, to }), expected, 1e-11);
  });

  // 2F1 in closed form.
  test.each([
    [1e-4, 79.872986892],
    [1e-5, 7.98766438],
    [1e-6, 0.79877009],
  ])('few buy at all: r = %d', (r, expected) => {
    const parameters = { r, alpha: 1e-3, a: 0.25, b: 0.25 };
    expectClose(bgNbd.expectedPurchasesOfNewCustomer(parameters, { to: 1e5 }), expected, 1e-8);
  });

  test('customers who are all alike are discounted, too: δ = 0 over a horizon is the expectation', () => {
    const customer = { repeats: 0, lastRepeat: 0, observed: 39 };
    for (const parameters of [
      { r: 4e5, alpha: 8e6, a: 0.5, b: 2 },
      { r: 8.9e6, alpha: 1.78e8, a: 0.5, b: 2 },
      { r: 2313265.7, alpha: 42347043, a: 1447787, b: 6400281 },
      { r: 3.74, alpha: 60, a: 597593, b: 5122404 },
    ]) {
      const discounted = mbgNbd.discountedExpectedPurchases(parameters, customer, { forceOfInterest: 0, horizon: 13 });
      expectClose(discounted, mbgNbd.expectedPurchases(parameters, customer, { to: 13 }), 1e-11);
    }
  });

  test('simulated customers of MBG/NBD leave at the first purchase as often as they should', () => {
    const parameters = { r: 5, alpha: 1, a: 2, b: 2 };
    const { activeUntil, histories } = mbgNbd.simulate(parameters, { observed: { customers: 20_000, duration: 3 } });
    const gone = activeUntil.filter((time) => time === 0).length / 20_000;
    expect(Math.abs(gone - 0.5)).toBeLessThan(0.015);
    const mean = histories.repeats.reduce((sum, x) => sum + x, 0) / 20_000;
    const expected = mbgNbd.expectedPurchasesOfNewCustomer(parameters, { to: 3 });
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.06);
  });
});

describe.skipIf(!hasData)(`bgNbd on CDNOW${note}`, () => {
  test('finds the parameters of the paper: r .243, α 4.414, a .793, b 2.426, log-likelihood −9,582.4', () => {
    const { parameters, logLikelihood, diagnosis } = bgNbd.fit(
      publishedHistories(),
    ) as ModelFit<BetaGeometricParameters>;
    expect(parameters.r.toFixed(3)).toBe('0.243');
    expect(parameters.alpha.toFixed(3)).toBe('4.414');
    expect(parameters.a.toFixed(3)).toBe('0.793');
    expect(parameters.b.toFixed(3)).toBe('2.426');
    expect(logLikelihood.toFixed(1)).toBe('-9582.4');
    expect(diagnosis.kind).toBe('converged');
  });

  test('expects 1.226 purchases in 39 weeks of the paper’s customer, with x = 2, t = 30.43, T = 38.86', () => {
    const { parameters } = bgNbd.fit(publishedHistories()) as ModelFit<BetaGeometricParameters>;
    const customer = { repeats: 2, lastRepeat: 30.43, observed: 38.86 };
    expect(bgNbd.expectedPurchases(parameters, customer, { to: 39 }).toFixed(3)).toBe('1.226');
  });
});

describe('customers of whom nobody leaves', () => {
  const customersOf = (parameters: NbdParameters, customers: number, duration: number, seed: number) =>
    nbd.simulate(parameters, { observed: { customers, duration }, seed }).histories;

  test.each([
    ['bgNbd', 2, bgNbd],
    ['bgNbd', 3, bgNbd],
    ['mbgNbd', 1, mbgNbd],
    ['mbgNbd', 3, mbgNbd],
  ] as const)('%s is as good as NBD and says that it is enough: seed %i', (_, seed, model) => {
    const histories = customersOf({ r: 1, alpha: 10 }, 2000, 52, seed);
    const fit = model.fit(histories);
    expect(fit?.diagnosis.kind).toBe('boundary');
    expect(fit?.diagnosis.message).toContain('a model without dropout (NBD) is enough');
    const best = nbd.fit(histories);
    expect(Math.abs((fit?.logLikelihood as number) - (best?.logLikelihood as number))).toBeLessThan(1e-4);
  });

  test('a few who came once seem to have left at once: likelier than any spread of dropout', () => {
    const histories = customersOf({ r: 0.3, alpha: 5 }, 2357, 39, 2);
    const fit = bgNbd.fit(histories);
    expect(fit?.diagnosis.message).toContain('some customers seem to leave at the first occasion');
    expect((fit?.logLikelihood as number) - (nbd.fit(histories)?.logLikelihood as number)).toBeGreaterThan(1.17);
  });
});
