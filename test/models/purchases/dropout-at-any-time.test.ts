import { describe, expect, test } from 'vitest';
import {
  type GompertzNbdParameters,
  gompertzNbd,
  type ModelFit,
  type NbdParameters,
  nbd,
  type ParetoNbdParameters,
  type PurchaseHistory,
  type PurchaseModel,
  paretoNbd,
} from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { golden } from '../../support/golden.js';
import { expectClose } from '../../support/predicates.js';
import { expectAgreement, type PurchaseGolden } from '../../support/purchase-goldens.js';
import { hasData, note, publishedHistories } from '../../support/real-data.js';

interface Row<Parameters> extends PurchaseGolden<Parameters> {
  readonly purchases: readonly (readonly [to: number, expected: number])[];
}

/** `logOfStaying` is −log S(y). */
function agrees<Parameters extends { readonly r: number; readonly alpha: number }>(
  model: PurchaseModel<Parameters>,
  logOfStaying: (parameters: Parameters, y: number) => number,
): (row: Row<Parameters>) => void {
  return (row) => {
    const { parameters, history } = row;
    const { r, alpha } = parameters;
    const { repeats: x, lastRepeat: t, observed: T } = history;
    // A log-likelihood is a sum of large terms of both signs.
    const terms = (r + x) * (Math.abs(Math.log(alpha)) + Math.abs(Math.log(alpha + T)) + Math.log1p(x));
    const size = 1 + terms + logOfStaying(parameters, T);
    // The logarithm of the odds has an error in proportion to its size, which is that of the odds themselves.
    const logs =
      (r + x) * Math.log((alpha + T) / (alpha + t)) + logOfStaying(parameters, T) - logOfStaying(parameters, t);
    const purchases = row.purchases.map(([to, expected]) => [0, to, expected] as const);
    expectAgreement(model, row, purchases, {
      size,
      // Two terms as large as log S(T) may cancel.
      slope: (name) => (1e-13 * (Math.max(1, x) + logOfStaying(parameters, T))) / (parameters[name] as number),
      relative: 1e-12 + 1e-15 * logs,
    });
  };
}

describe('agrees with 50 digits', () => {
  test.each(golden<Row<ParetoNbdParameters>[]>('pareto-nbd'))(
    'paretoNbd at $parameters for $history',
    agrees(paretoNbd, ({ s, beta }, y) => s * Math.log1p(y / beta)),
  );

  test.each(golden<Row<GompertzNbdParameters>[]>('gompertz-nbd'))(
    'gompertzNbd at $parameters for $history',
    agrees(gompertzNbd, ({ b, s, beta }, y) =>
      b * y < 700 ? s * Math.log1p(Math.expm1(b * y) / beta) : s * (b * y - Math.log(beta)),
    ),
  );
});

const parameters: ParetoNbdParameters = { r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 };
const customer: PurchaseHistory = { repeats: 2, lastRepeat: 30.43, observed: 38.86 };
const sample = paretoNbd.simulate(parameters, { observed: { customers: 1000, duration: 40 }, seed: 5 }).histories;

describe('paretoNbd', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a parameter of 0',
      () => paretoNbd.logLikelihood({ ...parameters, s: 0 }, customer),
      'RangeError: paretoNbd.logLikelihood: s must be a finite number > 0, got 0',
    ],
    [
      'a parameter that is none',
      () => paretoNbd.probabilityAlive({ ...parameters, beta: Number.NaN }, customer),
      'RangeError: paretoNbd.probabilityAlive: beta must be a finite number > 0, got NaN',
    ],
    [
      'a purchase after the end',
      () => paretoNbd.expectedPurchases(parameters, { ...customer, lastRepeat: 40 }, { to: 1 }),
      'RangeError: paretoNbd.expectedPurchases: lastRepeat must be at most observed (38.86), got 40',
    ],
    [
      'no discount for ever',
      () => paretoNbd.discountedExpectedPurchases(parameters, customer, { forceOfInterest: 0 }),
      'RangeError: paretoNbd.discountedExpectedPurchases: forceOfInterest must be a finite number > 0, got 0',
    ],
  ])('refuses %s', (_, ask, message) => expectError(ask, message));

  test('expected purchases where s is 1 are those of its neighbours', () => {
    const expected = (s: number) => paretoNbd.expectedPurchases({ ...parameters, s }, customer, { to: 39 });
    expectClose(expected(1), (expected(1 - 1e-9) + expected(1 + 1e-9)) / 2);
  });

  // Of NBD, which is the simpler model: the top is there, or so near that the difference is not worth a parameter.
  test.each([1, 2, 3])('where nobody leaves it says so (seed %d)', (seed) => {
    const { histories } = nbd.simulate({ r: 1, alpha: 5 }, { observed: { customers: 500, duration: 40 }, seed });
    const fit = paretoNbd.fit(histories) as ModelFit<ParetoNbdParameters>;
    expect(['boundary', 'flat']).toContain(fit.diagnosis.kind);
    expect(fit.diagnosis.message).toContain(': no customer seems to leave in these data');
    expect(fit.standardErrors === undefined).toBe(fit.diagnosis.kind === 'boundary');
    const simpler = (nbd.fit(histories) as ModelFit<NbdParameters>).logLikelihood;
    expect(fit.logLikelihood - simpler).toBeGreaterThan(-1e-3);
    expect(fit.logLikelihood - simpler).toBeLessThan(0.05);
  });

  test.each<[string, ParetoNbdParameters, string]>([
    [
      'the same rate of leaving',
      { r: 1, alpha: 5, s: 1e6, beta: 3e7 },
      's runs to infinity, beta runs to infinity: all customers seem to have the same dropout rate',
    ],
    [
      'the same rate of buying',
      { r: 1e6, alpha: 5e6, s: 0.8, beta: 10 },
      'r runs to infinity, alpha runs to infinity: all customers seem to have the same purchase rate',
    ],
  ])('where all have %s it says so', (_, truth, message) => {
    const { histories } = paretoNbd.simulate(truth, { observed: { customers: 1000, duration: 40 } });
    const { diagnosis, logLikelihood } = paretoNbd.fit(histories) as ModelFit<ParetoNbdParameters>;
    expect(diagnosis).toEqual({ kind: 'boundary', message });
    expect(logLikelihood).toBeGreaterThanOrEqual(paretoNbd.logLikelihood(truth, histories));
  });

  // Gompertz/NBD ends elsewhere than Pareto/NBD: customers do leave.
  test.each<[string, GompertzNbdParameters, { customers: number; duration: number }, string]>([
    [
      'nobody leaves at first',
      { r: 5, alpha: 8, b: 4, s: 0.02, beta: 8.8e6 },
      { customers: 150, duration: 30 },
      'beta runs to infinity: nobody seems to leave for a time, and then the same share in each unit of time',
    ],
    [
      'some leave at once',
      { r: 2, alpha: 8, b: 6, s: 0.01, beta: 1e-10 },
      { customers: 300, duration: 52 },
      'beta runs to 0: some customers seem to leave at once, and then the same share in each unit of time',
    ],
  ])('where %s, and then all at the same rate, it says so', (_, truth, observed, message) => {
    const { histories } = gompertzNbd.simulate(truth, { observed });
    const { diagnosis, logLikelihood } = gompertzNbd.fit(histories, {
      start: truth,
    }) as ModelFit<GompertzNbdParameters>;
    expect(diagnosis).toEqual({ kind: 'boundary', message });
    const withoutDropout = nbd.fit(histories) as ModelFit<NbdParameters>;
    expect(logLikelihood - withoutDropout.logLikelihood).toBeGreaterThan(10);
  });

  test('as many purchases as expected come, in the observation and after it', () => {
    const truth = { r: 1.5, alpha: 10, s: 0.8, beta: 12 };
    const { histories, holdout, activeUntil, dropout } = paretoNbd.simulate(truth, {
      observed: { customers: 20_000, duration: 30 },
      holdout: 50,
    });
    const total = (column: Float64Array) => column.reduce((sum, each) => sum + each, 0);
    const within = paretoNbd.expectedPurchasesOfNewCustomer(truth, { to: 30 }) * 20_000;
    const after = paretoNbd.expectedPurchasesOfNewCustomer(truth, { from: 30, to: 80 }) * 20_000;
    expect(Math.abs(total(histories.repeats) / within - 1)).toBeLessThan(0.04);
    expect(Math.abs(total(holdout) / after - 1)).toBeLessThan(0.05);
    // And customer by customer: the sum of what is expected of each, given the history.
    expect(
      Math.abs(total(holdout) / total(paretoNbd.expectedPurchases(truth, histories, { to: 50 })) - 1),
    ).toBeLessThan(0.04);
    const alive = activeUntil.filter((time) => time >= 30).length;
    expect(Math.abs(alive / total(paretoNbd.probabilityAlive(truth, histories)) - 1)).toBeLessThan(0.03);
    dropout.forEach((rate) => {
      expect(rate).toBeGreaterThanOrEqual(0);
    });
  });

  test.each([1, 2, 3])('what is simulated is found again: |fit − truth| ≤ 4 standard errors (seed %d)', (seed) => {
    const truth: ParetoNbdParameters = { r: 0.8, alpha: 5, s: 0.8, beta: 12 };
    const { histories } = paretoNbd.simulate(truth, { observed: { customers: 2000, duration: 50 }, seed });
    const fit = paretoNbd.fit(histories) as ModelFit<ParetoNbdParameters>;
    expect(fit.diagnosis.kind).toBe('converged');
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(paretoNbd.logLikelihood(truth, histories));
    (['r', 'alpha', 's', 'beta'] as const).forEach((name, i) => {
      const distance = Math.log(fit.parameters[name] / truth[name]);
      expect(Math.abs(distance)).toBeLessThanOrEqual(4 * Math.sqrt(fit.logCovariance?.[i]?.[i] as number));
    });
  });

  test('the gradient vanishes at the fit', () => {
    const { parameters: found } = paretoNbd.fit(sample) as ModelFit<ParetoNbdParameters>;
    const gradient = paretoNbd.gradient(found, sample);
    for (const name of ['r', 'alpha', 's', 'beta'] as const)
      expect(Math.abs(gradient[name] * found[name])).toBeLessThan(1e-6);
  });
});

describe('gompertzNbd', () => {
  const growing: GompertzNbdParameters = { r: 0.55, alpha: 10.6, b: 0.05, s: 0.6, beta: 3 };

  test.each<[string, () => unknown, string]>([
    [
      'a rate of 0',
      () => gompertzNbd.logLikelihood({ ...growing, b: 0 }, customer),
      'RangeError: gompertzNbd.logLikelihood: b must be a finite number > 0, got 0',
    ],
    [
      'a missing parameter',
      () => gompertzNbd.probabilityAlive(untyped(parameters), customer),
      'TypeError: gompertzNbd.probabilityAlive: b must be a finite number > 0, got undefined',
    ],
    [
      'a time before the end',
      () => gompertzNbd.probabilityAlive(growing, customer, { at: -1 }),
      'RangeError: gompertzNbd.probabilityAlive: at must be a finite number >= 0, got -1',
    ],
  ])('refuses %s', (_, ask, message) => expectError(ask, message));

  test('sees customers leave all at once, long after the first purchases were due', () => {
    // They leave around log(β) / b = 46,052; at first the density falls by e^130.
    const late = { r: 20, alpha: 1, b: 0.01, s: 1, beta: 1e200 };
    const logLikelihood = gompertzNbd.logLikelihood(late, { repeats: 0, lastRepeat: 0, observed: 1e5 });
    expect(Math.abs(logLikelihood + 20 * Math.log(1 + Math.log(1e200) / 0.01))).toBeLessThan(0.01);
  });

  test('finds what is simulated', () => {
    const truth: GompertzNbdParameters = { r: 1.5, alpha: 5, b: 0.15, s: 0.9, beta: 12 };
    const { histories } = gompertzNbd.simulate(truth, { observed: { customers: 2000, duration: 60 }, seed: 3 });
    const fit = gompertzNbd.fit(histories) as ModelFit<GompertzNbdParameters>;
    expect(fit.diagnosis.kind).toBe('converged');
    expect(fit.logLikelihood).toBeGreaterThanOrEqual(gompertzNbd.logLikelihood(truth, histories));
    expect(fit.logLikelihood).toBeGreaterThan((paretoNbd.fit(histories)?.logLikelihood as number) + 10);
    (['r', 'alpha', 'b', 's', 'beta'] as const).forEach((name, i) => {
      const distance = Math.log(fit.parameters[name] / truth[name]);
      expect(Math.abs(distance)).toBeLessThanOrEqual(4 * Math.sqrt(fit.logCovariance?.[i]?.[i] as number));
    });
  });

  test.each([1, 2])('where Pareto/NBD is enough it ends at its likelihood, and says so (seed %d)', (seed) => {
    // Customers who leave fast at first, and slower then: rates that grow cannot make that.
    const truth = { r: 1, alpha: 5, s: 0.3, beta: 1 };
    const { histories } = paretoNbd.simulate(truth, { observed: { customers: 1500, duration: 40 }, seed });
    const fit = gompertzNbd.fit(histories) as ModelFit<GompertzNbdParameters>;
    const pareto = paretoNbd.fit(histories) as ModelFit<ParetoNbdParameters>;
    expect(fit.diagnosis).toEqual({
      kind: 'boundary',
      message: 'b runs to 0, beta runs to 0: dropout rates do not seem to grow in these data, and Pareto/NBD is enough',
    });
    expect(fit.parameters.b * 40).toBeLessThan(1e-4);
    expect(Math.abs(fit.logLikelihood - pareto.logLikelihood)).toBeLessThan(1e-3);
    expect(Math.abs(fit.parameters.beta / fit.parameters.b / pareto.parameters.beta - 1)).toBeLessThan(1e-3);
    expect(fit.standardErrors).toBe(undefined);
  });

  test('where nobody leaves it says so', () => {
    const { histories } = nbd.simulate({ r: 1, alpha: 5 }, { observed: { customers: 500, duration: 40 } });
    const { diagnosis } = gompertzNbd.fit(histories) as ModelFit<GompertzNbdParameters>;
    expect(diagnosis.kind).toBe('boundary');
    expect(diagnosis.message).toContain(': no customer seems to leave in these data');
  });

  test('as many purchases as expected come, in the observation and after it', () => {
    const truth = { r: 1.5, alpha: 10, b: 0.1, s: 0.8, beta: 5 };
    const { histories, holdout } = gompertzNbd.simulate(truth, {
      observed: { customers: 20_000, duration: 30 },
      holdout: 50,
    });
    const total = (column: Float64Array) => column.reduce((sum, each) => sum + each, 0);
    const within = gompertzNbd.expectedPurchasesOfNewCustomer(truth, { to: 30 }) * 20_000;
    expect(Math.abs(total(histories.repeats) / within - 1)).toBeLessThan(0.04);
    expect(
      Math.abs(total(holdout) / total(gompertzNbd.expectedPurchases(truth, histories, { to: 50 })) - 1),
    ).toBeLessThan(0.04);
  });
});

describe.skipIf(!hasData)(`gompertzNbd on CDNOW${note}`, () => {
  test('is Pareto/NBD; the parameters that the R package BTYDplus had found are less likely by 0.007', () => {
    const customers = publishedHistories();
    const published = { r: 0.552256, alpha: 10.568448, b: 3.5e-5, s: 0.609494, beta: 0.000417 };
    const { logLikelihood, diagnosis } = gompertzNbd.fit(customers) as ModelFit<GompertzNbdParameters>;
    expectClose(logLikelihood, paretoNbd.fit(customers)?.logLikelihood, 1e-9);
    expect(logLikelihood - gompertzNbd.logLikelihood(published, customers)).toBeCloseTo(0.0067, 4);
    expect(diagnosis.kind).toBe('boundary');
  });
});

describe.skipIf(!hasData)(`paretoNbd on CDNOW${note}`, () => {
  test('finds the parameters of the paper: r .553, α 10.578, s .606, β 11.669, log-likelihood −9,595.0', () => {
    const customers = publishedHistories();
    const { parameters, logLikelihood, diagnosis } = paretoNbd.fit(customers) as ModelFit<ParetoNbdParameters>;
    expect(parameters.r.toFixed(3)).toBe('0.553');
    expect(parameters.alpha.toFixed(3)).toBe('10.578');
    expect(parameters.s.toFixed(3)).toBe('0.606');
    // The paper's search ended at 11.669, a thousandth from the top, where the likelihood is less by 1e-9.
    expect(Math.abs(parameters.beta - 11.669)).toBeLessThan(0.002);
    expect(logLikelihood.toFixed(1)).toBe('-9595.0');
    expect(logLikelihood).toBeGreaterThan(
      paretoNbd.logLikelihood({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 }, customers),
    );
    expect(diagnosis.kind).toBe('converged');
  });
});

test('times too small for their digits, and parameters far from them, come to an end', () => {
  const once = { repeats: 0, lastRepeat: 0, observed: 1 };
  const alive = paretoNbd.probabilityAlive({ r: 0.5, alpha: 1e-310, s: 0.6, beta: 11 }, once);
  expect([0 <= alive, alive <= 1]).toEqual([true, true]);
  const tiny = new Array<number>(50).fill(5e-324);
  expect(() => paretoNbd.fit({ repeats: new Array<number>(50).fill(1), lastRepeat: tiny, observed: tiny })).toThrow(
    'the data are too large, too small or too far apart to compute with',
  );
});
