import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { compareModels } from '../../../src/index.js';
import { comparableFit } from '../../support/comparable-fit.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

const logLikelihood = () => fc.double({ min: -1e5, max: 1e5, noNaN: true }).map((log) => log + 0);

describe('compareModels', () => {
  const fits = () => fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), logLikelihood()), { minLength: 1 });

  law(
    'the table by its formulas, the best first: AIC = 2k − 2 log L, BIC = k log n − 2 log L, Δ = criterion − least',
    [fits(), fc.integer({ min: 1, max: 1_000_000 })],
    (all, customers) => {
      const table = compareModels(all.map(([k, log], i) => ({ name: `${i}`, fit: comparableFit(k, log, customers) })));
      expect(table.length).toBe(all.length);
      let last = -Infinity;
      const leastBic = Math.min(...table.map(({ bic }) => bic));
      for (const row of table) {
        const [k, log] = all[Number(row.name)] as [number, number];
        expect([row.parameters, row.logLikelihood, row.aic]).toEqual([k, log, 2 * k - 2 * log]);
        expectClose(row.bic, k * Math.log(customers) - 2 * log, 1e-12);
        expect(row.aic).toBeGreaterThanOrEqual(last);
        expect(row.aicDifference).toBe(row.aic - (table[0]?.aic as number));
        expect(row.bicDifference).toBe(row.bic - leastBic);
        last = row.aic;
      }
    },
  );

  law(
    'weights are shares of the likelihood that is left: Σ w = 1, wᵢ / wⱼ = exp((AICⱼ − AICᵢ) / 2)',
    [fits()],
    (all) => {
      const table = compareModels(all.map(([k, log], i) => ({ name: `${i}`, fit: comparableFit(k, log) })));
      expectClose(
        table.reduce((total, { akaikeWeight }) => total + akaikeWeight, 0),
        1,
      );
      const best = table[0]?.akaikeWeight as number;
      for (const row of table) {
        expectClose(1 + row.akaikeWeight / best, 1 + Math.exp(-row.aicDifference / 2));
      }
    },
  );
});
