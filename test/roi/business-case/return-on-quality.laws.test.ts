import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type QualityProgramme, returnOnQuality } from '../../../src/index.js';
import { amount, balance, factor, fraction } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

/** Shares of what may be, so that retention with its uplift stays within 0 and 1 − churn, and growth at or above −churn. */
const programmes = (): fc.Arbitrary<QualityProgramme> =>
  fc
    .record({
      marketSize: amount(),
      growth: fraction(),
      churn: fraction(),
      marketShare: fraction(),
      retention: fraction(),
      competitorRetention: fraction(),
      attraction: fraction(),
      marginPerCustomer: balance(),
      better: fraction(),
      chosen: fraction(),
      rampUp: fc.array(fraction(), { minLength: 1, maxLength: 4 }),
      causalShare: fraction(),
      costNow: amount(),
      costPerYear: amount(),
      years: fc.integer({ min: 1, max: 12 }),
      discountRate: fraction(),
    })
    .map(({ better, chosen, ...rest }) => {
      const most = 1 - rest.churn;
      const retention = rest.retention * most;
      return {
        ...rest,
        growth: Math.max(-rest.churn, rest.growth - 0.5),
        retention,
        competitorRetention: rest.competitorRetention * most,
        retentionUplift: Math.max(0, better * most - retention),
        attractionUplift: Math.max(0, chosen - rest.attraction),
        rampUp: rest.rampUp.toSorted((a, b) => a - b),
      };
    });

describe('returnOnQuality', () => {
  law(
    'the benefit is the margin of those who are customers by the programme: benefit = m · N · (share with − share without)',
    [programmes()],
    (programme) => {
      for (const { benefit, marketSize, marketShare, marketShareWith } of returnOnQuality(programme).cashFlows) {
        const expected = programme.marginPerCustomer * marketSize * (marketShareWith - marketShare);
        const size = Math.abs(programme.marginPerCustomer) * marketSize;
        expect(Math.abs(benefit - expected)).toBeLessThanOrEqual(1e-12 * size);
      }
    },
  );

  law('shares are shares: 0 ≤ share ≤ 1 with the programme and without', [programmes()], (programme) => {
    for (const flow of returnOnQuality(programme).cashFlows) {
      for (const share of [flow.marketShare, flow.marketShareWith]) {
        expect(share).toBeGreaterThanOrEqual(-1e-12);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
  });

  law(
    'nobody is lost: the share of the company + the share of the competitors, who see the same market from the other side = 1',
    [programmes()],
    (programme) => {
      const { marketShare, retention, competitorRetention, attraction } = programme;
      const plain = { ...programme, retentionUplift: 0, attractionUplift: 0 };
      const others = {
        ...plain,
        marketShare: 1 - marketShare,
        retention: competitorRetention,
        competitorRetention: retention,
        attraction: 1 - attraction,
      };
      const [ours, theirs] = [returnOnQuality(plain), returnOnQuality(others)];
      ours.cashFlows.forEach((flow, year) => {
        if (flow.marketSize < 1e-200) return;
        expectClose(flow.marketShare + (theirs.cashFlows[year]?.marketShare ?? 0), 1, 1e-9);
      });
    },
  );

  law(
    'without the programme the share tends to a level by a factor: sₜ = s* + k^t·(s₀ − s*), k = (r − q) / (1 + g), q = 1 − r′ − c',
    [programmes()],
    (programme) => {
      const { growth, churn, retention, competitorRetention, attraction, marketShare, marketSize } = programme;
      const q = 1 - competitorRetention - churn;
      const k = (retention - q) / (1 + growth);
      // Where nearly nobody leaves there is no level to tend to.
      if (Math.abs(1 - k) < 1e-3 || marketSize === 0 || growth < -0.99) return;
      const level = (q + attraction * (growth + churn)) / (1 + growth) / (1 - k);
      returnOnQuality(programme).cashFlows.forEach((flow, year) => {
        expect(Math.abs(flow.marketShare - (level + k ** year * (marketShare - level)))).toBeLessThanOrEqual(1e-9);
      });
    },
  );

  law(
    'in the first year what is kept and won: benefit₁ = m · e · (uplift of r · C₀ + uplift of A · (g + c) · N₀)',
    [programmes()],
    (programme) => {
      const { marginPerCustomer, causalShare, rampUp, marketShare, marketSize, growth, churn } = programme;
      const kept = programme.retentionUplift * marketShare * marketSize;
      const won = (programme.attractionUplift ?? 0) * (growth + churn) * marketSize;
      const expected = marginPerCustomer * causalShare * (rampUp?.[0] ?? 1) * (kept + won);
      expectClose(returnOnQuality(programme).cashFlows[1]?.benefit, expected, 1e-12);
    },
  );

  law(
    'nothing caused, nothing gained: at causalShare 0 the benefit is 0 and ROQ = −1 wherever there is a cost',
    [programmes()],
    (programme) => {
      const result = returnOnQuality({ ...programme, causalShare: 0 });
      expect(result.benefit + 0).toBe(0);
      expect(result.returnOnInvestment).toBe(result.cost > 0 ? -1 : undefined);
    },
  );

  law(
    'spending the most there is to spend breaks even: ROQ at cost = maximumCost is 0',
    [programmes()],
    (programme) => {
      const { maximumCost } = returnOnQuality(programme);
      const result = returnOnQuality({ ...programme, costNow: maximumCost, costPerYear: 0 });
      if (maximumCost > 0) expect(result.returnOnInvestment).toBe(0);
      else expect(result.benefit).toBeLessThanOrEqual(0);
    },
  );

  law(
    'money scales: k times the margin and the costs is k times the net present value',
    [programmes(), factor()],
    (p, k) => {
      const result = returnOnQuality(p);
      const scaled = returnOnQuality({
        ...p,
        marginPerCustomer: k * p.marginPerCustomer,
        costNow: k * p.costNow,
        costPerYear: k * (p.costPerYear as number),
      });
      // Years with a benefit and years with a loss can nearly cancel.
      const size = result.cashFlows.reduce((sum, { benefit, cost }) => sum + Math.abs(benefit) + cost, 0);
      expect(Math.abs(scaled.netPresentValue / k - result.netPresentValue)).toBeLessThanOrEqual(1e-12 * size);
    },
  );
});
