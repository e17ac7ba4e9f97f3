import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type CxProgramme,
  type CxReturn,
  cxReturnOnInvestment,
  netPresentValue,
  returnOnInvestment,
} from '../../src/index.js';
import { fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

/** Amounts that a programme can have; see `amount` for why they are bounded. */
const money = () => fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1e6, noNaN: true }));

/** A programme that does no harm: uplifts and saving of at least 0. */
const programme = (): fc.Arbitrary<CxProgramme> =>
  fc
    .record({
      customers: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000_000 })),
      spendPerYear: money(),
      margin: fraction(),
      retention: fraction(),
      spendUplift: fraction(),
      reach: fraction(),
      costToServeSaving: money(),
      causalShare: fraction(),
      costNow: money(),
      costPerYear: money(),
      years: fc.integer({ min: 1, max: 30 }),
      discountRate: fraction(),
    })
    // Any share of the way from the present retention to 1.
    .map(({ reach, ...rest }) => ({ ...rest, retentionUplift: reach * (1 - rest.retention) }));

const magnitude = ({ benefit, cost }: CxReturn) => Math.abs(benefit) + cost;

/** The law that raising one field never lowers (or never raises) the net present value and the return. */
const movesReturn = (field: keyof CxProgramme, direction: 'up' | 'down') => {
  const [verb, sign] = direction === 'up' ? ['rises', 1] : ['falls', -1];
  law(
    `the return ${verb} with ${field}: a ≤ b ⇒ NPV and ROI of a ${direction === 'up' ? '≤' : '≥'} those of b`,
    [programme(), fraction()],
    (before, share) => {
      const most = { retentionUplift: 1 - before.retention, spendUplift: 1, causalShare: 1 }[field as string] ?? 1e6;
      const after = { ...before, [field]: Math.max(before[field], share * most) };
      const [low, high] = [cxReturnOnInvestment(before), cxReturnOnInvestment(after)];
      const rounding = 1e-12 * (magnitude(low) + magnitude(high));
      expect(sign * (high.netPresentValue - low.netPresentValue)).toBeGreaterThanOrEqual(-rounding);
      if (low.returnOnInvestment === undefined || high.returnOnInvestment === undefined) return;
      const difference = sign * (high.returnOnInvestment - low.returnOnInvestment);
      expect(difference).toBeGreaterThanOrEqual(-rounding / Math.min(low.cost, high.cost));
    },
  );
};

describe('cxReturnOnInvestment', () => {
  movesReturn('spendUplift', 'up');
  movesReturn('retentionUplift', 'up');
  movesReturn('costToServeSaving', 'up');
  movesReturn('causalShare', 'up');
  movesReturn('costNow', 'down');
  movesReturn('costPerYear', 'down');

  law(
    'the benefit is what customers bring with the programme less what they bring without, followed one by one',
    [programme()],
    (p) => {
      const value = (retention: number, perCustomer: number) => {
        let customers = p.customers;
        let total = 0;
        for (let year = 1; year <= p.years; year++) {
          total += (customers * perCustomer) / (1 + p.discountRate) ** year;
          customers *= retention;
        }
        return total;
      };
      const s = p.causalShare;
      const without = value(p.retention, p.spendPerYear * p.margin);
      const perCustomer = p.spendPerYear * (1 + s * p.spendUplift) * p.margin + s * p.costToServeSaving;
      const withProgramme = value(p.retention + s * p.retentionUplift, perCustomer);
      const { benefit } = cxReturnOnInvestment(p);
      expect(Math.abs(benefit - (withProgramme - without))).toBeLessThanOrEqual(1e-11 * (withProgramme + without));
    },
  );

  law(
    'the totals are those of the table: benefit, cost and NPV = Σ of the yearly flows, discounted',
    [programme()],
    (p) => {
      const result = cxReturnOnInvestment(p);
      const rounding = 1e-12 * magnitude(result);
      const total = (field: 'benefit' | 'cost' | 'net') =>
        netPresentValue(
          result.cashFlows.map((flow) => flow[field]),
          p.discountRate,
        );
      expectClose(result.benefit, total('benefit'));
      expectClose(result.cost, total('cost'));
      expect(Math.abs(result.netPresentValue - total('net'))).toBeLessThanOrEqual(rounding);
      const presentValues = result.cashFlows.reduce((sum, flow) => sum + flow.presentValue, 0);
      expect(Math.abs(result.netPresentValue - presentValues)).toBeLessThanOrEqual(rounding);
    },
  );

  law(
    'each row follows from the last: net = benefit − cost, cumulative = Σ net, years 0, 1, 2, …',
    [programme()],
    (p) => {
      let cumulative = 0;
      cxReturnOnInvestment(p).cashFlows.forEach((flow, year) => {
        cumulative += flow.net;
        expect(flow.year).toBe(year);
        expect(flow.net).toBe(flow.benefit - flow.cost);
        expect(flow.cumulative).toBe(cumulative);
        expect(flow.cost).toBe(year === 0 ? p.costNow : p.costPerYear);
      });
    },
  );

  law('ROI is (benefit − cost) / cost', [programme()], (p) => {
    const { benefit, cost, netPresentValue, returnOnInvestment: roi } = cxReturnOnInvestment(p);
    expect(netPresentValue).toBe(benefit - cost);
    expectClose(roi, returnOnInvestment({ benefit, cost }), 1e-15);
  });

  law(
    'nothing changed, or nothing caused, is nothing gained: benefit = 0, and ROI = −1 where there is a cost',
    [programme(), fc.boolean()],
    (p, caused) => {
      const idle = caused
        ? { ...p, spendUplift: 0, retentionUplift: 0, costToServeSaving: 0 }
        : { ...p, causalShare: 0 };
      const { benefit, cost, returnOnInvestment: roi } = cxReturnOnInvestment(idle);
      expect(benefit).toBe(0);
      expect(roi).toBe(cost === 0 ? undefined : -1);
    },
  );

  law(
    'it is the same in every currency: ROI and payback of (2^k · money) = those of money',
    [programme(), fc.integer({ min: -20, max: 20 })],
    (p, k) => {
      const rate = 2 ** k;
      const exchanged = cxReturnOnInvestment({
        ...p,
        spendPerYear: rate * p.spendPerYear,
        costToServeSaving: rate * p.costToServeSaving,
        costNow: rate * p.costNow,
        costPerYear: rate * p.costPerYear,
      });
      const original = cxReturnOnInvestment(p);
      expectClose(exchanged.returnOnInvestment, original.returnOnInvestment);
      expectClose(exchanged.payback, original.payback);
    },
  );

  law(
    'customers are worth the same in any number: benefit(2^k · customers) = 2^k · benefit',
    [programme(), fc.integer({ min: 0, max: 10 })],
    (p, k) => {
      const more = cxReturnOnInvestment({ ...p, customers: 2 ** k * p.customers });
      expectClose(more.benefit, 2 ** k * cxReturnOnInvestment(p).benefit);
    },
  );

  law(
    'the causal share is a share of each change: result(share s) = result(share 1, changes · s)',
    [programme()],
    (p) => {
      const s = p.causalShare;
      const shared = cxReturnOnInvestment({
        ...p,
        causalShare: 1,
        spendUplift: s * p.spendUplift,
        retentionUplift: s * p.retentionUplift,
        costToServeSaving: s * p.costToServeSaving,
      });
      expectClose(cxReturnOnInvestment(p).benefit, shared.benefit);
    },
  );

  law(
    'payback agrees with the table: the balance is negative just before it and at no later year’s end, or to the end',
    [programme()],
    (p) => {
      const { cashFlows, payback } = cxReturnOnInvestment(p);
      if (payback === undefined) {
        expect(cashFlows.at(-1)?.cumulative).toBeLessThan(0);
        return;
      }
      expect(payback).toBeGreaterThanOrEqual(0);
      expect(payback).toBeLessThanOrEqual(p.years);
      for (const flow of cashFlows.slice(Math.ceil(payback))) expect(flow.cumulative).toBeGreaterThanOrEqual(0);
      if (payback === 0) return;
      const yearBefore = Math.ceil(payback) - 1;
      const [before, after] = cashFlows.slice(yearBefore, yearBefore + 2).map((flow) => flow.cumulative) as [
        number,
        number,
      ];
      expect(before).toBeLessThan(0);
      // On the straight line between the two years' ends the balance is 0 at payback.
      const balance = before + (payback - yearBefore) * (after - before);
      expect(Math.abs(balance)).toBeLessThanOrEqual(1e-9 * (Math.abs(before) + Math.abs(after)));
    },
  );

  law('a longer horizon never lowers the benefit', [programme(), fc.integer({ min: 0, max: 30 })], (p, more) => {
    const [short, long] = [p, { ...p, years: p.years + more }].map((q) => cxReturnOnInvestment(q).benefit) as [
      number,
      number,
    ];
    expect(long).toBeGreaterThanOrEqual(short * (1 - 1e-12));
  });
});
