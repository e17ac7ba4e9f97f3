import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { deltaInterval, deltaIntervalLogit, type ModelInterval, nbd, parameterInterval } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { nbdFit, spread } from '../../support/nbd-fit.js';
import { expectClose } from '../../support/predicates.js';
import { confidence } from '../../support/predictions.js';

const width = ({ lower, upper }: ModelInterval) => Math.log(upper / lower);

describe('deltaInterval', () => {
  law('of a parameter it is the parameter’s own interval', [nbdFit(), confidence()], (fitted, sure) => {
    const own = parameterInterval(fitted, { confidence: sure });
    for (const name of ['r', 'alpha'] as const) {
      const interval = deltaInterval(fitted, (p) => p[name], { confidence: sure });
      expectClose(interval?.lower, own?.[name].lower, 1e-9);
      expectClose(interval?.upper, own?.[name].upper, 1e-9);
    }
  });

  law(
    'of powers it is exact: Var log(r^a α^b) = a² V₁₁ + 2ab V₁₂ + b² V₂₂, and a constant factor widens nothing',
    [nbdFit(), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), spread()],
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
    [nbdFit(), fc.nat(50), fc.double({ min: 1, max: 1e3, noNaN: true })],
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
    [nbdFit(), confidence()],
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
