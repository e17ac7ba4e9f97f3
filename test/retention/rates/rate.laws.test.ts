import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type CustomerChange, churnRate, retentionRate } from '../../../src/index.js';
import { factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { addsToOne, expectClose, neverFalls, staysWithin, unmovedBy } from '../../support/predicates.js';

/** Totals that do not contradict each other: some of the starting customers are retained, and some are acquired. */
const change = (): fc.Arbitrary<CustomerChange> =>
  fc
    .tuple(fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(1_000_000))
    .map(([retained, lost, acquired]) => ({ start: retained + lost, end: retained + acquired, acquired }));

/** Who was a customer at the start and at the end, by name. */
const customers = () => fc.uniqueArray(fc.integer({ min: 0, max: 50 }));

describe('retentionRate and churnRate', () => {
  law('0 ≤ retention ≤ 1', [change()], staysWithin(retentionRate, 0, 1));
  law('0 ≤ churn ≤ 1', [change()], staysWithin(churnRate, 0, 1));
  law('retention + churn = 1', [change()], addsToOne(retentionRate, churnRate));

  law(
    'retention is counting who stayed: retention = |start ∩ end| / |start|',
    [customers(), customers()],
    (start, end) => {
      const stayed = start.filter((customer) => end.includes(customer)).length;
      const totals = { start: start.length, end: end.length, acquired: end.length - stayed };
      expectClose(retentionRate(totals), start.length === 0 ? undefined : stayed / start.length, 0);
      expectClose(churnRate(totals), start.length === 0 ? undefined : (start.length - stayed) / start.length, 0);
    },
  );

  law(
    'newcomers do not matter: retention(end + k, acquired + k) = retention(end, acquired)',
    [change(), fc.nat(1_000_000)],
    unmovedBy(retentionRate, ({ start, end, acquired }, k: number) => ({
      start,
      end: end + k,
      acquired: acquired + k,
    })),
  );

  law(
    'the unit of customers does not matter: retention(k · totals) = retention(totals)',
    [change(), factor()],
    // The subtraction end − acquired loses digits where most customers at the end are new.
    (totals, k) => {
      const scaled = retentionRate({ start: k * totals.start, end: k * totals.end, acquired: k * totals.acquired });
      const rate = retentionRate(totals);
      if (rate === undefined || scaled === undefined) expect(scaled).toBe(rate);
      else expect(Math.abs(scaled - rate)).toBeLessThanOrEqual((1e-15 * (totals.end + totals.start)) / totals.start);
    },
  );

  law(
    'keeping one more customer never lowers retention: retention(end + 1) ≥ retention(end)',
    [change().filter(({ start, end, acquired }) => end - acquired < start)],
    neverFalls(retentionRate, ({ start, end, acquired }) => ({ start, end: end + 1, acquired })),
  );

  law(
    'retention of the whole is the mean of its groups, weighted by their starts: r(a + b) = (aₛ·r(a) + bₛ·r(b)) / (aₛ + bₛ)',
    [change(), change()],
    (a, b) => {
      const whole = { start: a.start + b.start, end: a.end + b.end, acquired: a.acquired + b.acquired };
      const kept = a.start * (retentionRate(a) ?? 0) + b.start * (retentionRate(b) ?? 0);
      expectClose(retentionRate(whole), whole.start === 0 ? undefined : kept / whole.start);
    },
  );

  law(
    'retention chains: of one group, r(first period) · r(second period) = r(both)',
    [fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(1_000_000))],
    (sizes) => {
      const [start, middle, end] = sizes.toSorted((a, b) => b - a) as [number, number, number];
      fc.pre(middle > 0);
      const over = (from: number, to: number) => retentionRate({ start: from, end: to, acquired: 0 }) as number;
      expectClose(over(start, middle) * over(middle, end), over(start, end));
    },
  );
});
