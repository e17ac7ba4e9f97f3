import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type CxProgramme,
  type CxReturn,
  cxReturnOnInvestment,
  netPresentValue,
  returnOnInvestment,
} from '../../../src/index.js';
import { fraction } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

/** Amounts that a programme can have; see `amount` for why they are bounded. */
const money = () => fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1e6, noNaN: true }));

/** Any programme: margins, uplifts and savings of either sign. */
const anyProgramme = (): fc.Arbitrary<CxProgramme> =>
  fc
    .record({
      customers: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000_000 })),
      spendPerYear: money(),
      margin: signed(fraction()),
      retention: fraction(),
      spendUplift: signed(fraction()),
      towards: signed(fraction()),
      costToServeSaving: signed(money()),
      causalShare: fraction(),
      costNow: money(),
      costPerYear: money(),
      years: fc.integer({ min: 1, max: 30 }),
      discountRate: fraction(),
    })
    // Any share of the way from the present retention to 1, or to 0.
    .map(({ towards, ...rest }) => ({
      ...rest,
      retentionUplift: towards < 0 ? towards * rest.retention : towards * (1 - rest.retention),
    }));

const signed = (size: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.tuple(size, fc.boolean()).map(([value, negative]) => (negative && value > 0 ? -value : value));

/** A programme that does no harm: margin, uplifts and saving of at least 0. */
const harmless = (): fc.Arbitrary<CxProgramme> =>
  anyProgramme().map((p) => ({
    ...p,
    margin: Math.abs(p.margin),
    spendUplift: Math.abs(p.spendUplift),
    retentionUplift: p.retentionUplift < 0 ? 0 : p.retentionUplift,
    costToServeSaving: Math.abs(p.costToServeSaving),
  }));

/** What the totals are sums of, as errors are in proportion to it. */
const magnitude = ({ cashFlows }: CxReturn, { discountRate }: CxProgramme) =>
  cashFlows.reduce((size, flow) => size + (Math.abs(flow.benefit) + flow.cost) / (1 + discountRate) ** flow.year, 0);

/** The law that raising one field never lowers (or never raises) the net present value and the return. */
const movesReturn = (field: keyof CxProgramme, direction: 'up' | 'down') => {
  const [verb, sign] = direction === 'up' ? ['rises', 1] : ['falls', -1];
  law(
    `of a programme that does no harm, the return ${verb} with ${field}: a ≤ b ⇒ NPV and ROI of a ${direction === 'up' ? '≤' : '≥'} those of b`,
    [harmless(), fraction()],
    (before, share) => {
      const most = { retentionUplift: 1 - before.retention, spendUplift: 1, causalShare: 1 }[field as string] ?? 1e6;
      const after = { ...before, [field]: Math.max(before[field], share * most) };
      const [low, high] = [cxReturnOnInvestment(before), cxReturnOnInvestment(after)];
      const rounding = 1e-12 * (magnitude(low, before) + magnitude(high, after));
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
    [anyProgramme()],
    (p) => {
      const value = (retention: number, perCustomer: number) => {
        let customers = p.customers;
        let total = 0;
        let size = 0;
        for (let year = 1; year <= p.years; year++) {
          total += (customers * perCustomer) / (1 + p.discountRate) ** year;
          size += (customers * (p.spendPerYear * 2 + Math.abs(p.costToServeSaving))) / (1 + p.discountRate) ** year;
          customers *= retention;
        }
        return { total, size };
      };
      const s = p.causalShare;
      const without = value(p.retention, p.spendPerYear * p.margin);
      const perCustomer = p.spendPerYear * (1 + s * p.spendUplift) * p.margin + s * p.costToServeSaving;
      const withProgramme = value(p.retention + s * p.retentionUplift, perCustomer);
      const { benefit } = cxReturnOnInvestment(p);
      expect(Math.abs(benefit - (withProgramme.total - without.total))).toBeLessThanOrEqual(
        1e-12 * (withProgramme.size + without.size),
      );
    },
  );

  law(
    'the totals are those of the table: benefit, cost and NPV = Σ of the yearly flows, discounted',
    [anyProgramme()],
    (p) => {
      const result = cxReturnOnInvestment(p);
      const rounding = 1e-12 * magnitude(result, p);
      const total = (field: 'benefit' | 'cost' | 'net') =>
        netPresentValue(
          result.cashFlows.map((flow) => flow[field]),
          p.discountRate,
        );
      expect(Math.abs(result.benefit - total('benefit'))).toBeLessThanOrEqual(rounding);
      expectClose(result.cost, total('cost'));
      expect(Math.abs(result.netPresentValue - total('net'))).toBeLessThanOrEqual(rounding);
      const presentValues = result.cashFlows.reduce((sum, flow) => sum + flow.presentValue, 0);
      expect(Math.abs(result.netPresentValue - presentValues)).toBeLessThanOrEqual(rounding);
    },
  );

  law(
    'each row follows from the last: net = benefit − cost, cumulative = Σ net, years 0, 1, 2, …',
    [anyProgramme()],
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

  law('ROI is (benefit − cost) / cost', [anyProgramme()], (p) => {
    const { benefit, cost, netPresentValue, returnOnInvestment: roi } = cxReturnOnInvestment(p);
    expect(netPresentValue).toBe(benefit - cost);
    expectClose(roi, returnOnInvestment({ benefit, cost }), 1e-15);
  });

  law(
    'nothing changed, or nothing caused, is nothing gained: benefit = 0, and ROI = −1 where there is a cost',
    [anyProgramme(), fc.boolean()],
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
    'it is the same in every currency: for 2^k · money, ROI and payback stay, and NPV and every flow are 2^k times as much',
    [anyProgramme(), fc.integer({ min: -20, max: 20 })],
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
      expectClose(exchanged.netPresentValue, rate * original.netPresentValue);
      exchanged.cashFlows.forEach(({ net }, year) => {
        // Exactly, down to where numbers lose digits.
        expect(Math.abs(net - rate * (original.cashFlows[year]?.net ?? 0))).toBeLessThanOrEqual(1e-300);
      });
    },
  );

  law(
    'customers are worth the same in any number: benefit(2^k · customers) = 2^k · benefit',
    [anyProgramme(), fc.integer({ min: 0, max: 10 })],
    (p, k) => {
      const more = cxReturnOnInvestment({ ...p, customers: 2 ** k * p.customers });
      expectClose(more.benefit, 2 ** k * cxReturnOnInvestment(p).benefit);
    },
  );

  law(
    'the causal share is a share of each change: the table of (share s) = the table of (share 1, changes · s)',
    [anyProgramme()],
    (p) => {
      const s = p.causalShare;
      const shared = cxReturnOnInvestment({
        ...p,
        causalShare: 1,
        spendUplift: s * p.spendUplift,
        retentionUplift: s * p.retentionUplift,
        costToServeSaving: s * p.costToServeSaving,
      });
      const result = cxReturnOnInvestment(p);
      const rounding = 1e-12 * magnitude(result, p) + 1e-12 * p.customers * p.spendPerYear;
      expect(Math.abs(result.benefit - shared.benefit)).toBeLessThanOrEqual(rounding);
      expect(Math.abs(result.netPresentValue - shared.netPresentValue)).toBeLessThanOrEqual(rounding);
      expect(result.cashFlows.map(({ customers, cost }) => [customers, cost])).toEqual(
        shared.cashFlows.map(({ customers, cost }) => [customers, cost]),
      );
    },
  );

  law(
    'payback agrees with the table: the balance is 0 then, negative just before, and at no later year’s end',
    [anyProgramme()],
    (p) => {
      const { cashFlows, payback } = cxReturnOnInvestment(p);
      const turnover = cashFlows.reduce((size, flow) => size + Math.abs(flow.benefit) + flow.cost, 0);
      if (payback === undefined) {
        expect(cashFlows.at(-1)?.cumulative).toBeLessThan(0);
        return;
      }
      expect(payback).toBeGreaterThanOrEqual(0);
      expect(payback).toBeLessThanOrEqual(p.years);
      for (const flow of cashFlows.slice(Math.ceil(payback))) {
        expect(flow.cumulative).toBeGreaterThanOrEqual(-1e-13 * turnover);
      }
      if (payback === 0) return;
      const yearBefore = Math.ceil(payback) - 1;
      const balances = cashFlows.slice(yearBefore, yearBefore + 2).map((flow) => flow.cumulative);
      const [before, after] = balances as [number, number];
      expect(before).toBeLessThan(0);
      // On the straight line between the two years' ends.
      const balance = before + (payback - yearBefore) * (after - before);
      expect(Math.abs(balance)).toBeLessThanOrEqual(1e-12 * turnover);
    },
  );

  law(
    'customers thin out with retention: base = B · r^(y − 1), base + extra = B · (r + s · d)^(y − 1)',
    [anyProgramme()],
    (p) => {
      const lifted = p.retention + p.causalShare * p.retentionUplift;
      for (const { year, customers, extraCustomers } of cxReturnOnInvestment(p).cashFlows.slice(1)) {
        const [base, all] = [p.retention, lifted].map((r) => p.customers * r ** (year - 1)) as [number, number];
        expect(Math.abs(customers - base)).toBeLessThanOrEqual(1e-12 * p.customers);
        expect(Math.abs(customers + extraCustomers - all)).toBeLessThanOrEqual(1e-12 * p.customers);
      }
    },
  );

  law(
    'of a programme that does no harm, a longer horizon never lowers the benefit',
    [harmless(), fc.integer({ min: 0, max: 30 })],
    (p, more) => {
      const [short, long] = [p, { ...p, years: p.years + more }].map((q) => cxReturnOnInvestment(q).benefit) as [
        number,
        number,
      ];
      expect(long).toBeGreaterThanOrEqual(short * (1 - 1e-12));
    },
  );
});
