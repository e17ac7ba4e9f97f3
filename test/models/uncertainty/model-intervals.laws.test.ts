import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  deltaInterval,
  deltaIntervalLogit,
  type ModelFit,
  type ModelInterval,
  type NbdParameters,
  nbd,
  type ParametricBootstrap,
  parameterInterval,
  parametricBootstrap,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import { shape } from '../../support/purchase-model-laws.js';

const spread = () => fc.double({ min: 0.01, max: 1, noNaN: true });
const confidence = () => fc.double({ min: 0.01, max: 0.999, noNaN: true });

/** A fit of which only what intervals read is of any meaning: parameters, and standard errors and correlation of their logarithms. */
const fit = (): fc.Arbitrary<ModelFit<NbdParameters>> =>
  fc
    .tuple(shape(), shape(), spread(), spread(), fc.double({ min: -0.95, max: 0.95, noNaN: true }))
    .map(([r, alpha, one, other, rho]) => ({
      parameters: { r, alpha },
      logLikelihood: -1,
      standardErrors: undefined,
      covariance: undefined,
      logCovariance: [
        [one * one, rho * one * other],
        [rho * one * other, other * other],
      ],
      aic: 1,
      bic: 1,
      customers: 1,
      iterations: 1,
      diagnosis: { kind: 'converged', message: '' },
    }));
const width = ({ lower, upper }: ModelInterval) => Math.log(upper / lower);

describe('parameterInterval', () => {
  law(
    'symmetric in the logarithm, and holds the value: lower · upper = value², 0 < lower < value < upper',
    [fit(), confidence()],
    (fitted, sure) => {
      for (const { value, lower, upper, confidence: told } of Object.values(
        parameterInterval(fitted, { confidence: sure }) as Record<string, ModelInterval>,
      )) {
        expectClose(lower * upper, value * value);
        expect(lower).toBeGreaterThan(0);
        expect(lower).toBeLessThan(value);
        expect(upper).toBeGreaterThan(value);
        expect(told).toBe(sure);
      }
    },
  );
});

describe('deltaInterval', () => {
  law('of a parameter it is the parameter’s own interval', [fit(), confidence()], (fitted, sure) => {
    const own = parameterInterval(fitted, { confidence: sure });
    for (const name of ['r', 'alpha'] as const) {
      const interval = deltaInterval(fitted, (p) => p[name], { confidence: sure });
      expectClose(interval?.lower, own?.[name].lower, 1e-9);
      expectClose(interval?.upper, own?.[name].upper, 1e-9);
    }
  });

  law(
    'of powers it is exact: Var log(r^a α^b) = a² V₁₁ + 2ab V₁₂ + b² V₂₂, and a constant factor widens nothing',
    [fit(), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), spread()],
    (fitted, a, b, factor) => {
      const [[one, both], [, other]] = fitted.logCovariance as [[number, number], [number, number]];
      const variance = a * a * one + 2 * a * b * both + b * b * other;
      const interval = deltaInterval(fitted, (p) => factor * p.r ** a * p.alpha ** b) as ModelInterval;
      // z of 95%.
      const expected = 2 * 1.959963984540054 * Math.sqrt(variance);
      expect(Math.abs(width(interval) - expected)).toBeLessThanOrEqual(1e-8 * (1 + expected));
    },
  );

  law(
    'of expected purchases the derivatives are known: ∂ log E / ∂ log r = r / (r + x), ∂ log E / ∂ log α = −α / (α + T)',
    [fit(), fc.nat(50), fc.double({ min: 1, max: 1e3, noNaN: true })],
    (fitted, x, observed) => {
      const [[one, both], [, other]] = fitted.logCovariance as [[number, number], [number, number]];
      const { r, alpha } = fitted.parameters;
      const [a, b] = [r / (r + x), -alpha / (alpha + observed)];
      const variance = a * a * one + 2 * a * b * both + b * b * other;
      const customer = { repeats: x, lastRepeat: x === 0 ? 0 : observed, observed };
      const interval = deltaInterval(fitted, (p) => nbd.expectedPurchases(p, customer, { to: 1 })) as ModelInterval;
      const expected = 2 * 1.959963984540054 * Math.sqrt(variance);
      expect(Math.abs(width(interval) - expected)).toBeLessThanOrEqual(1e-8 * (1 + expected));
    },
  );
});

describe('deltaIntervalLogit', () => {
  law(
    'of r / (r + α) it is exact, because its log-odds are log r − log α; and the complement’s is the mirror image',
    [fit(), confidence()],
    (fitted, sure) => {
      const interval = deltaIntervalLogit(fitted, ({ r, alpha }) => r / (r + alpha), { confidence: sure });
      const mirror = deltaIntervalLogit(fitted, ({ r, alpha }) => alpha / (r + alpha), { confidence: sure });
      const odds = deltaInterval(fitted, ({ r, alpha }) => r / alpha, { confidence: sure }) as ModelInterval;
      expectClose(interval?.lower, odds.lower / (1 + odds.lower), 1e-8);
      expectClose(interval?.upper, odds.upper / (1 + odds.upper), 1e-8);
      expectClose(mirror?.upper, 1 / (1 + odds.lower), 1e-8);
      expect(interval?.lower).toBeGreaterThanOrEqual(0);
      expect(interval?.upper).toBeLessThanOrEqual(1);
    },
  );
});

describe('parametricBootstrap', () => {
  const { histories } = nbd.simulate({ r: 0.8, alpha: 10 }, { observed: { customers: 60, duration: 52 } });
  const fitted = nbd.fit(histories) as ModelFit<NbdParameters>;

  law(
    'the same seed draws the same, a weight is a repetition, and half of the draws lie within the interval of 50%',
    [fc.nat(1000)],
    (seed) => {
      const options = { draws: 7, seed, confidence: 0.5 };
      const one = parametricBootstrap(nbd, fitted, histories, options) as ParametricBootstrap<NbdParameters>;
      const folded = { repeats: [0], lastRepeat: [0], observed: [52], weights: [60] };
      expect(parametricBootstrap(nbd, fitted, folded, options)).toEqual(one);
      const { lower, upper, value } = one.intervals.r;
      expect(value).toBe(fitted.parameters.r);
      // Type-7 quartiles of 7 are halfway between the 2nd and 3rd, and the 5th and 6th.
      expect(one.draws.filter(({ r }) => r >= lower && r <= upper)).toHaveLength(3);
    },
  );
});
