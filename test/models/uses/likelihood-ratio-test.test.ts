import { describe, expect, test } from 'vitest';
import { likelihoodRatioTest } from '../../../src/index.js';
import { expectError, untyped } from '../../support/errors.js';
import { expectClose } from '../../support/predicates.js';

const nested = { parameters: { r: 1, alpha: 1 }, logLikelihood: -1003, customers: 500 };
const full = { parameters: { r: 1, alpha: 1, a: 1, b: 1 }, logLikelihood: -1000, customers: 500 };

describe('likelihoodRatioTest', () => {
  test('by hand, and without a difference', () => {
    expectClose(likelihoodRatioTest(nested, full).pValue, Math.exp(-3), 1e-13);
    // ½ exp(−3) + ½ · 2 P(Z > √6), of SciPy 1.17: (chi2.sf(6, 2) + chi2.sf(6, 1)) / 2.
    expectClose(likelihoodRatioTest(nested, full).boundaryPValue, 0.0320464734016468, 1e-13);
    const same = likelihoodRatioTest(nested, { ...full, logLikelihood: -1003 - 1e-5 });
    expect(same).toEqual({ statistic: 0, degreesOfFreedom: 2, pValue: 1, boundaryPValue: 1 });
  });

  test('refuses what is not nested', () => {
    const name = 'likelihoodRatioTest';
    expectError(
      () => likelihoodRatioTest(full, nested),
      `RangeError: ${name}: full.parameters must be more than 4, those of nested, got 2`,
    );
    expectError(
      () => likelihoodRatioTest(nested, { ...full, logLikelihood: -1004 }),
      `RangeError: ${name}: full.logLikelihood must be at least that of nested (-1003), got -1004`,
    );
    expectError(
      () => likelihoodRatioTest(nested, { ...full, customers: 7 }),
      `RangeError: ${name}: full.customers must be 500, as of nested, got 7`,
    );
    expectError(
      () => likelihoodRatioTest(untyped(null), full),
      `TypeError: ${name}: nested.parameters must be an object, got undefined`,
    );
  });
});
