import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  grossRevenueChurnRate,
  grossRevenueRetention,
  mergeRevenueMovements,
  netRevenueChurnRate,
  netRevenueChurnRateWithReactivation,
  netRevenueRetention,
  netRevenueRetentionWithReactivation,
  quickRatio,
  type RevenueMovements,
  revenueMovements,
} from '../../../src/index.js';
import { amount, factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose, staysWithin } from '../../support/predicates.js';

const rows = () => fc.array(fc.record({ start: amount(), end: amount(), before: fc.boolean() }));
type Rows = { start: number; end: number; before: boolean }[];
const of = (list: Rows): RevenueMovements =>
  revenueMovements(list, { start: (r) => r.start, end: (r) => r.end, previouslyActive: (r) => r.before });
const movements = () => rows().map(of);

const kept = [grossRevenueRetention, netRevenueRetention, netRevenueRetentionWithReactivation];
const lost = [grossRevenueChurnRate, netRevenueChurnRate, netRevenueChurnRateWithReactivation];

describe('revenue retention', () => {
  law('0 ≤ GRR ≤ 1', [movements()], staysWithin(grossRevenueRetention, 0, 1));
  law('0 ≤ gross churn ≤ 1', [movements()], staysWithin(grossRevenueChurnRate, 0, 1));
  law('0 ≤ NRR', [movements()], staysWithin(netRevenueRetention, 0, Infinity));
  law('net churn ≤ 1', [movements()], staysWithin(netRevenueChurnRate, -Infinity, 1));

  law('GRR ≤ NRR ≤ NRR with reactivation', [movements()], (m) => {
    const [gross, net, withReturns] = kept.map((rate) => rate(m));
    if (gross === undefined || net === undefined) return;
    expect(net).toBeGreaterThanOrEqual(gross);
    expect(withReturns).toBeGreaterThanOrEqual(net);
    if (m.expansion.amount === 0) expect(net).toBe(gross);
    if (m.reactivated.amount === 0) expect(withReturns).toBe(net);
  });

  law('retention + churn = 1, gross, net and with reactivation', [movements()], (m) => {
    kept.forEach((rate, index) => {
      const [keeps, loses] = [rate(m), lost[index]?.(m)];
      if (keeps === undefined || loses === undefined) expect(keeps).toBe(loses);
      else expect(Math.abs(keeps + loses - 1)).toBeLessThanOrEqual(1e-15 * (1 + keeps));
    });
  });

  law('there is no rate exactly where there was no revenue: undefined ⇔ start = 0', [movements()], (m) => {
    for (const rate of [...kept, ...lost]) expect(rate(m) === undefined).toBe(m.start.amount === 0);
  });

  law(
    'they are sums over the starting customers: GRR = Σ min(start, end) / Σ start, NRR = Σ end / Σ start',
    [rows()],
    (list) => {
      const starting = list.filter(({ start }) => start > 0);
      const start = starting.reduce((total, row) => total + row.start, 0);
      fc.pre(start > 0);
      const gross = starting.reduce((total, row) => total + Math.min(row.start, row.end), 0) / start;
      const net = starting.reduce((total, row) => total + row.end, 0) / start;
      const returns = list.filter((row) => row.start === 0 && row.before).reduce((total, row) => total + row.end, 0);
      const m = of(list);
      // Where next to nothing is kept, the difference start − lost has only the digits of start.
      const near = (actual: number | undefined, expected: number) =>
        expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(1e-14 * (1 + expected));
      near(grossRevenueRetention(m), gross);
      near(netRevenueRetention(m), net);
      near(netRevenueRetentionWithReactivation(m), net + returns / start);
    },
  );

  law('new business does not matter', [movements(), movements()], (m, other) => {
    const changed: RevenueMovements = { ...m, newBusiness: other.newBusiness, end: other.end };
    for (const rate of [...kept, ...lost]) expect(rate(changed)).toBe(rate(m));
  });

  law('they are the same in every currency: rate(k · amounts) = rate(amounts)', [rows(), factor()], (list, k) => {
    const scaled = of(list.map(({ start, end, before }) => ({ start: k * start, end: k * end, before })));
    const plain = of(list);
    for (const rate of [...kept, ...lost]) {
      const [a, b] = [rate(plain), rate(scaled)];
      if (a === undefined || b === undefined) expect(a).toBe(b);
      else expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-14 * (1 + Math.abs(a)));
    }
  });

  law(
    'of two groups together they are means weighted by the start: r(a + b) = (aₛ·r(a) + bₛ·r(b)) / (aₛ + bₛ)',
    [movements(), movements()],
    (a, b) => {
      const both = mergeRevenueMovements(a, b);
      fc.pre(a.start.amount > 0 && b.start.amount > 0);
      for (const rate of [...kept, ...lost]) {
        const [ra, rb] = [rate(a) as number, rate(b) as number];
        const mean = (a.start.amount / both.start.amount) * ra + (b.start.amount / both.start.amount) * rb;
        const size =
          (a.start.amount / both.start.amount) * Math.abs(ra) + (b.start.amount / both.start.amount) * Math.abs(rb);
        expect(Math.abs((rate(both) as number) - mean)).toBeLessThanOrEqual(1e-13 * (1 + size));
      }
    },
  );
});

describe('quickRatio', () => {
  law('gained = ratio · lost, and undefined exactly where nothing was lost', [movements()], (m) => {
    const [gains, losses] = [
      m.newBusiness.amount + m.expansion.amount + m.reactivated.amount,
      m.contraction.amount + m.churned.amount,
    ];
    const ratio = quickRatio(m);
    expect(ratio === undefined).toBe(losses === 0);
    if (ratio !== undefined) expectClose(ratio * losses, gains);
  });

  law('above 1 revenue grows, below 1 it shrinks: sign(ratio − 1) = sign(end − start)', [movements()], (m) => {
    const ratio = quickRatio(m);
    fc.pre(ratio !== undefined && Math.abs(ratio - 1) > 1e-9);
    const grown = m.end.amount - m.start.amount;
    fc.pre(Math.abs(grown) > 1e-9 * m.end.amount);
    expect(Math.sign((ratio as number) - 1)).toBe(Math.sign(grown));
  });

  law('time turned round, it is its inverse: ratio(end → start) = 1 / ratio(start → end)', [rows()], (list) => {
    const there = quickRatio(of(list));
    const back = quickRatio(of(list.map(({ start, end, before }) => ({ start: end, end: start, before }))));
    fc.pre(there !== undefined && back !== undefined);
    expectClose((there as number) * (back as number), 1);
  });
});
