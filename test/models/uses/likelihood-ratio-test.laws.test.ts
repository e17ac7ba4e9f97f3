import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { likelihoodRatioTest } from '../../../src/index.js';
import { comparableFit } from '../../support/comparable-fit.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

describe('likelihoodRatioTest', () => {
  const gain = () => fc.double({ min: 0, max: 300, noNaN: true });

  law(
    'with 2 and 4 degrees of freedom the tails are elementary: P = exp(−s/2), exp(−s/2) (1 + s/2)',
    [gain()],
    (more) => {
      const nested = comparableFit(2, -1000);
      const [two, four] = [2, 4].map((df) => likelihoodRatioTest(nested, comparableFit(2 + df, -1000 + more)));
      const half = (two?.statistic as number) / 2;
      expectClose(half, -1000 + more + 1000);
      expectClose(two?.pValue, Math.exp(-half), 1e-11);
      expectClose(four?.pValue, Math.exp(-half) * (1 + half), 1e-11);
    },
  );

  law(
    'at a boundary chance excesses are on one side: p(df) / 2 ≤ boundary p ≤ p(df), and it is the mean of p(df) and p(df − 1)',
    [gain(), fc.integer({ min: 1, max: 5 })],
    (more, df) => {
      const of = (size: number) => likelihoodRatioTest(comparableFit(1, 0), comparableFit(1 + size, more));
      const { pValue, boundaryPValue, degreesOfFreedom } = of(df);
      expect(degreesOfFreedom).toBe(df);
      expect(boundaryPValue).toBeLessThanOrEqual(pValue);
      expect(boundaryPValue).toBeGreaterThanOrEqual(pValue / 2);
      const fewer = df > 1 ? of(df - 1).pValue : more === 0 ? 1 : 0;
      expectClose(boundaryPValue, (pValue + fewer) / 2);
    },
  );
});
