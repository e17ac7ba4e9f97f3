import { describe, expect, test } from 'vitest';
import {
  type BetaGeometricCovariateParameters,
  bgNbd,
  bgNbdWithCovariates,
  type CovariateFit,
  compareModels,
  covariateEffects,
  gammaGammaWithCovariates,
  likelihoodRatioTest,
  parametricBootstrap,
  paretoNbd,
  paretoNbdWithCovariates,
} from '../../../src/index.js';
import { expectClose } from '../../support/predicates.js';

type Fit = CovariateFit<BetaGeometricCovariateParameters>;

const P = { r: 0.8, alpha: 6, a: 0.8, b: 2.4 };
const onPurchases = (...names: string[]) => ({ covariates: { purchases: names } });
const column = (customers: number, of: (i: number) => number) => Array.from({ length: customers }, (_, i) => of(i));

/** Customers of BG/NBD whose purchases depend on one covariate, and others that do not matter. */
function drawn(coefficient: number, x: readonly number[], origin = 0) {
  const { histories } = bgNbdWithCovariates.simulate(
    { ...P, purchases: { x: coefficient }, dropout: {} },
    { observed: { customers: x.length, duration: 52 }, covariates: { x: x.map((each) => each - origin) } },
  );
  return { ...histories, covariates: { x } };
}

function logPrior(value: number, { median, sigma }: { median: number; sigma: number }): number {
  return -(Math.log(value / median) ** 2) / (2 * sigma * sigma);
}

describe('priors on parameters of customers with covariates of 0, which nobody has', () => {
  const year = column(400, (i) => 2000 + (i % 100) / 10);

  test('the mode of the posterior is found, however far the covariate is from 0', () => {
    const histories = drawn(0.05, year, 2005);
    const alpha = { median: 6 * Math.exp(0.05 * 2005), sigma: 0.5 };
    const options = { ...onPurchases('x'), priors: { alpha } };
    const fit = bgNbdWithCovariates.fit(histories, options) as Fit;
    expect(fit.diagnosis.kind).toBe('converged');
    const truth = { ...P, alpha: alpha.median, purchases: { x: 0.05 }, dropout: {} };
    const posterior = (p: BetaGeometricCovariateParameters) =>
      bgNbdWithCovariates.logLikelihood(p, histories) + logPrior(p.alpha, alpha);
    expect(posterior(fit.parameters)).toBeGreaterThan(posterior(truth));
    // The slopes of the likelihood are those of the prior, with the sign changed.
    const gradient = bgNbdWithCovariates.gradient(fit.parameters, histories);
    const pull = Math.log(fit.parameters.alpha / alpha.median) / alpha.sigma ** 2;
    expect(Math.abs(gradient.alpha * fit.parameters.alpha - pull)).toBeLessThan(1e-6);
    expect(Math.abs(gradient.purchases['x'] as number) / 2005).toBeLessThan(1e-6);
    expectClose(fit.logLikelihood, bgNbdWithCovariates.logLikelihood(fit.parameters, histories), 1e-11);
    expectClose(fit.aic, 10 - 2 * fit.logLikelihood);
    // The prior is all but all that is known of alpha, and its standard deviation all but the standard error.
    expectClose((fit.standardErrors?.alpha as number) / fit.parameters.alpha, 0.5, 0.01);
  });

  test('it is the fit with the covariate counted from elsewhere, when the prior is that of the same customers', () => {
    const histories = drawn(0.05, year, 2005);
    const from = { ...histories, covariates: { x: year.map((each) => each - 2000) } };
    const prior = { mean: 0.04, sigma: 0.001 };
    const priors = { purchases: { x: prior } };
    const far = bgNbdWithCovariates.fit(histories, { ...onPurchases('x'), priors }) as Fit;
    const near = bgNbdWithCovariates.fit(from, { ...onPurchases('x'), priors }) as Fit;
    expectClose(far.logLikelihood, near.logLikelihood, 1e-11);
    expectClose(far.parameters.purchases['x'], near.parameters.purchases['x'], 1e-6);
    expectClose(
      Math.log(far.parameters.alpha),
      Math.log(near.parameters.alpha) + 2000 * (near.parameters.purchases['x'] as number),
      1e-6,
    );
  });

  test('of Pareto/NBD and of spending, too', () => {
    const own = { r: 0.8, alpha: 12, s: 0.9, beta: 10, purchases: {}, dropout: { x: 0.05 } };
    const covariates = { x: year.map((each) => each - 2005) };
    const { histories } = paretoNbdWithCovariates.simulate(own, {
      observed: { customers: 400, duration: 60 },
      covariates,
    });
    const beta = { median: 10 * Math.exp(0.05 * 2005), sigma: 0.5 };
    const pareto = paretoNbdWithCovariates.fit(
      { ...histories, covariates: { x: year } },
      { covariates: { dropout: ['x'] }, priors: { beta } },
    );
    expect(pareto?.diagnosis.kind).toBe('converged');
    expect(Math.abs(Math.log((pareto?.parameters.beta as number) / beta.median))).toBeLessThan(1);
    const spendings = gammaGammaWithCovariates.simulate(
      { p: 6, q: 4, gamma: 15, spend: { x: -0.05 } },
      { repeats: year.map((_, i) => 1 + (i % 5)), covariates },
    );
    const gamma = { median: 15 * Math.exp(0.05 * 2005), sigma: 0.5 };
    const spend = gammaGammaWithCovariates.fit({ ...spendings, covariates: { x: year } }, { priors: { gamma } });
    expect(spend?.diagnosis.kind).toBe('converged');
    expect(Math.abs(Math.log((spend?.parameters.gamma as number) / gamma.median))).toBeLessThan(1);
  });

  test('a constant is what lies between the prior and the data, and a second one is spare', () => {
    const plain = bgNbd.simulate(P, { observed: { customers: 1500, duration: 52 } }).histories;
    const without = bgNbd.fit(plain);
    const one = column(1500, () => 1);
    const alpha = { median: 20, sigma: 0.05 };
    const fit = bgNbdWithCovariates.fit(
      { ...plain, covariates: { one } },
      { ...onPurchases('one'), priors: { alpha } },
    ) as Fit;
    expect(fit.diagnosis.kind).toBe('converged');
    expectClose(fit.parameters.alpha, 20, 1e-7);
    expectClose(fit.parameters.purchases['one'], Math.log(20 / (without?.parameters.alpha as number)), 1e-6);
    expectClose(fit.logLikelihood, without?.logLikelihood as number, 1e-11);
    expectClose(fit.standardErrors?.alpha, 20 * 0.05, 1e-5);
    expect(fit.given).toBeUndefined();

    const both = bgNbdWithCovariates.fit(
      { ...plain, covariates: { one, two: column(1500, () => 2) } },
      { ...onPurchases('one', 'two'), priors: { alpha } },
    ) as Fit;
    expect(both.diagnosis.message).toContain('purchases.two can be any number');
    expect(both.given).toEqual({ purchases: { two: 0 }, dropout: {} });
    expectClose(both.parameters.purchases['one'], fit.parameters.purchases['one'] as number, 1e-6);
  });

  test('a covariate that is another one but for a constant says what that constant does, and multiples say nothing', () => {
    const x = column(1500, (i) => i % 7);
    const histories = drawn(0.1, x);
    const priors = { alpha: { median: 20, sigma: 0.05 } };
    const ask = (other: readonly number[]) =>
      bgNbdWithCovariates.fit(
        { ...histories, covariates: { x, other } },
        { ...onPurchases('x', 'other'), priors },
      ) as Fit;
    const shifted = ask(x.map((each) => 3 * each + 5));
    expect(shifted.diagnosis.kind).toBe('converged');
    expectClose(shifted.parameters.alpha, 20, 1e-6);
    const multiple = ask(x.map((each) => 3 * each));
    expect(multiple.diagnosis.kind).toBe('flat');
    expect(multiple.parameters.purchases['other']).toBe(0);
  });
});

describe('parameters at covariates of 0 that are astronomical', () => {
  const year = column(1000, (i) => 2020 + (i % 5));

  test.each([-0.3, 0.2])(
    'the standard errors are numbers, and are those of logarithms times the parameters: %d',
    (coefficient) => {
      const histories = drawn(coefficient, year, 2022);
      const fit = bgNbdWithCovariates.fit(histories, onPurchases('x')) as Fit;
      expect(fit.diagnosis).toEqual({
        kind: 'converged',
        message:
          'the parameters are those of the greatest likelihood; alpha at covariates of 0 is astronomical: count the covariates from their means',
      });
      const relative = Math.sqrt(fit.logCovariance?.[1]?.[1] as number);
      expectClose(fit.standardErrors?.alpha, fit.parameters.alpha * relative);
      const centred = bgNbdWithCovariates.fit(
        { ...histories, covariates: { x: year.map((each) => each - 2022) } },
        onPurchases('x'),
      ) as Fit;
      expectClose(fit.standardErrors?.purchases['x'], centred.standardErrors?.purchases['x'] as number, 1e-5);
      expectClose(relative, 2022 * (centred.standardErrors?.purchases['x'] as number), 1e-3);
      // An entry of the covariance is α² times that: too great for a number, or too small.
      if (coefficient > 0) expect(fit.covariance).toBeUndefined();
      else expect(fit.covariance?.[1]?.[1]).toBe(0);
      expect(centred.diagnosis.message).toBe('the parameters are those of the greatest likelihood');
    },
  );

  test('a covariate in a huge unit has a tiny coefficient with a tiny standard error, and a p-value', () => {
    const half = bgNbd.simulate(P, { observed: { customers: 500, duration: 52 } }).histories;
    const twice = (values: ArrayLike<number>) => [...Array.from(values), ...Array.from(values)];
    const sign = column(1000, (i) => (i < 500 ? 1 : -1));
    const fitIn = (unit: number) =>
      bgNbdWithCovariates.fit(
        {
          ...{ repeats: twice(half.repeats), lastRepeat: twice(half.lastRepeat), observed: twice(half.observed) },
          covariates: { x: sign.map((each) => each * unit) },
        },
        onPurchases('x'),
      ) as Fit;
    const [huge, ordinary] = [fitIn(1e170), fitIn(1)];
    expectClose(
      (huge.standardErrors?.purchases['x'] as number) * 1e170,
      ordinary.standardErrors?.purchases['x'] as number,
      1e-6,
    );
    // Both kinds of customers are the same ones.
    const effect = covariateEffects(huge)?.[0];
    expect(Math.abs(effect?.coefficient as number)).toBeLessThan(1e-180);
    expect(effect?.pValue as number).toBeGreaterThan(0.999);
  });
});

describe('what is not fitted does not count', () => {
  test('the criteria, the likelihood ratio test and the comparison count what was searched', () => {
    const x1 = column(1000, (i) => (i % 11) / 10);
    const { repeats, lastRepeat, observed } = drawn(0.4, x1);
    const covariates = { one: column(1000, () => 1), x1, x2: x1 };
    const histories = { repeats, lastRepeat, observed, covariates };
    const some = bgNbdWithCovariates.fit(histories, onPurchases('x1')) as Fit;
    const all = bgNbdWithCovariates.fit(histories, onPurchases('one', 'x1', 'x2')) as Fit;
    const plain = bgNbd.fit(histories) as NonNullable<ReturnType<typeof bgNbd.fit>>;
    expect(all.parameters.purchases['x2']).toBe(0);
    expect(all.given).toEqual({ purchases: { one: 0, x2: 0 }, dropout: {} });
    expect(some.given).toBeUndefined();
    expectClose(all.aic, some.aic, 1e-12);
    expectClose(all.bic, some.bic, 1e-12);
    expectClose(all.aic, 10 - 2 * all.logLikelihood);
    expect(likelihoodRatioTest(plain, all).degreesOfFreedom).toBe(1);
    const table = compareModels([
      { name: 'all', fit: all },
      { name: 'some', fit: some },
    ]);
    expect(table.map(({ parameters }) => parameters)).toEqual([5, 5]);
    const dropout = bgNbdWithCovariates.fit(histories, {
      covariates: { purchases: ['one', 'x1'], dropout: ['one'] },
    }) as Fit;
    expect(dropout.given).toEqual({ purchases: { one: 0 }, dropout: { one: 0 } });
    expect(likelihoodRatioTest(plain, dropout).degreesOfFreedom).toBe(1);
  });
});

describe('covariates that look alike', () => {
  const x1 = column(800, (i) => (i % 21) / 20);
  const histories = drawn(0.5, x1);
  const like = (size: number) => x1.map((each, i) => each + size * (((i * 7919) % 5) - 2));
  const ask = (y: readonly number[], names = ['x', 'y']) =>
    bgNbdWithCovariates.fit({ ...histories, covariates: { x: x1, y } }, onPurchases(...names)) as Fit;

  test.each([0.001, 1e-5])('are named, and are not endless, at differences of %d', (size) => {
    const fit = ask(like(size));
    expect(fit.diagnosis).toEqual({
      kind: 'flat',
      message:
        'the data hardly tell the value of purchases.x, purchases.y: the covariates look alike, and quite different coefficients are as likely',
    });
    // It is the top nevertheless, in either order, and the errors say how little is known.
    const gradient = bgNbdWithCovariates.gradient(fit.parameters, {
      ...histories,
      covariates: { x: x1, y: like(size) },
    });
    for (const name of ['x', 'y']) {
      expect(Math.abs(gradient.purchases[name] as number)).toBeLessThan(1e-5);
      expect(fit.standardErrors?.purchases[name] as number).toBeGreaterThan(3);
    }
    const other = ask(like(size), ['y', 'x']);
    expectClose(other.logLikelihood, fit.logLikelihood, 1e-12);
    expectClose(other.parameters.purchases['y'], fit.parameters.purchases['y'] as number, 1e-5);
    const { purchases } = fit.parameters;
    const start = bgNbdWithCovariates.fit(
      { ...histories, covariates: { x: x1, y: like(size) } },
      { ...onPurchases('x', 'y'), start: { ...fit.parameters, purchases } },
    ) as Fit;
    expectClose(start.parameters.purchases['y'], purchases['y'] as number, 1e-5);
  });

  test.each<[string, readonly string[]]>([
    ['the first', ['x']],
    ['the second', ['y']],
    ['both', ['x', 'y']],
  ])('loose priors on %s hold them no shorter than the top: the slopes of the posterior are 0', (_, names) => {
    for (const [size, sigma] of [
      [0.001, 1000],
      [0.001, 3],
      [1e-5, 1e4],
    ] as const) {
      const covariates = { x: x1, y: like(size) };
      const priors = { purchases: Object.fromEntries(names.map((name) => [name, { sigma }])) };
      const options = { ...onPurchases('x', 'y'), priors };
      const fit = bgNbdWithCovariates.fit({ ...histories, covariates }, options) as Fit;
      const gradient = bgNbdWithCovariates.gradient(fit.parameters, { ...histories, covariates });
      for (const name of ['x', 'y']) {
        const pull = names.includes(name) ? (fit.parameters.purchases[name] as number) / sigma ** 2 : 0;
        expect(Math.abs((gradient.purchases[name] as number) - pull)).toBeLessThan(1e-5);
      }
      const start = bgNbdWithCovariates.fit({ ...histories, covariates }, { ...options, start: fit.parameters }) as Fit;
      expectClose(start.parameters.purchases['x'], fit.parameters.purchases['x'] as number, 1e-5);
      expect(fit.iterations).toBeLessThan(10);
    }
  });

  test('a little less alike, they converge', () => {
    const fit = ask(like(0.1));
    expect(fit.diagnosis.kind).toBe('converged');
    expect(fit.standardErrors?.purchases['x'] as number).toBeLessThan(3);
  });

  test('and what truly runs away still does', () => {
    const extra = Array.from(histories.repeats, (x, i) => (x === 0 && i % 4 === 0 ? 1 : 0));
    for (const names of [
      ['x', 'y'],
      ['y', 'x'],
    ]) {
      const fit = ask(extra, names);
      expect(fit.diagnosis.kind).toBe('boundary');
      expect(fit.diagnosis.message).toMatch(/^purchases\.y runs to minus infinity: /);
    }
  });
});

test('a fit with coefficients that no data tell is bootstrapped as any other', () => {
  const customers = 60;
  const { histories } = bgNbd.simulate(
    { r: 1, alpha: 8, a: 1, b: 3 },
    { observed: { customers, duration: 40 }, seed: 5 },
  );
  const known = { ...histories, covariates: { one: new Array<number>(customers).fill(1) } };
  const fit = bgNbdWithCovariates.fit(known);
  if (fit === undefined) throw new Error('no fit');
  expect(parametricBootstrap(bgNbdWithCovariates, fit, known, { draws: 2 })?.draws).toHaveLength(2);
});

describe('customers who do not differ, and have covariates', () => {
  const half = (customers: number) => Array.from({ length: customers }, (_, i) => i % 2);
  /** What is said of them without covariates, and with some that tell nothing. */
  const both = (parameters: Parameters<typeof paretoNbd.simulate>[0], customers: number) => {
    const observed = new Array<number>(customers).fill(52);
    const { histories } = paretoNbd.simulate(parameters, { observed, seed: 5 });
    return [
      paretoNbd.fit(histories)?.diagnosis,
      paretoNbdWithCovariates.fit({ ...histories, covariates: { x: half(customers) } })?.diagnosis,
    ];
  };

  test('are at the boundary of the same simpler model as without', () => {
    const [without, withThem] = both({ r: 0.8, alpha: 8, s: 1e-6, beta: 1 }, 40);
    expect(without?.kind).toBe('boundary');
    expect(without?.message).toMatch(/: all customers seem to have the same dropout rate$/);
    expect(withThem).toEqual(without);
  });

  test('are flat for the same reason', () => {
    const [without, withThem] = both({ r: 1e6, alpha: 8e6, s: 0.6, beta: 12 }, 300);
    expect(without).toEqual({
      kind: 'flat',
      message: 'the data hardly tell the value of r, alpha: all customers seem to have the same purchase rate',
    });
    expect(withThem).toEqual(without);
  });
});
