import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  churnRate,
  churnRateOverMidpoint,
  churnRateOverStart,
  churnRateOverStartAndJoined,
} from '../../../src/index.js';
import { amount, factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose, staysWithin, unmovedBy } from '../../support/predicates.js';

interface Flow {
  start: number;
  joined: number;
  lost: number;
  end: number;
}

const customers = () => fc.oneof(fc.nat(20), fc.nat(1_000_000));

/** Whole customers, some of whom join and some of whom are lost: start + joined − lost = end. */
const flow = (): fc.Arbitrary<Flow> =>
  fc
    .tuple(customers(), customers(), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([start, joined, share]) => ({ start, joined, lost: Math.round(share * (start + joined)) }))
    .map((of) => ({ ...of, end: of.start + of.joined - of.lost }));

/** The same where nobody joins. */
const closed = (): fc.Arbitrary<Flow> =>
  fc
    .tuple(customers(), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([start, share]) => ({ start, lost: Math.round(share * start) }))
    .map(({ start, lost }) => ({ start, joined: 0, lost, end: start - lost }));

const all = [churnRateOverStart, churnRateOverMidpoint, churnRateOverStartAndJoined];
const scaled = ({ start, joined, lost, end }: Flow, k: number) => ({
  start: k * start,
  joined: k * joined,
  lost: k * lost,
  end: k * end,
});

describe('the definitions of churn', () => {
  law(
    'they agree where nobody joins: churnRate = over the start = over the start and joined',
    [closed()],
    ({ start, joined, lost, end }) => {
      const share = churnRate({ start, end, acquired: 0 });
      expect(churnRateOverStart({ start, lost })).toBe(share);
      expect(churnRateOverStartAndJoined({ start, joined, lost })).toBe(share);
    },
  );

  law('over the midpoint, where nobody joins and c is the share lost, it is c / (1 − c/2)', [closed()], (of) => {
    const c = churnRateOverStart(of);
    expectClose(churnRateOverMidpoint(of), c === undefined ? undefined : c / (1 - c / 2));
  });

  law(
    'where nobody joins the midpoint is near the continuous rate, from below: −ln(1 − c) = 2·artanh(midpoint / 2)',
    [closed().filter(({ start, lost }) => start > lost)],
    (of) => {
      const [c, midpoint] = [churnRateOverStart(of), churnRateOverMidpoint(of)] as [number, number];
      // Near a midpoint of 2 artanh magnifies its rounding.
      expectClose(2 * Math.atanh(midpoint / 2), -Math.log1p(-c), 1e-15 + 1e-15 / (1 - midpoint / 2));
    },
  );

  law(
    'more below the line, less churn: over start and joined ≤ over the start, ≤ over the midpoint where the base shrinks',
    [flow()],
    (of) => {
      const [start, midpoint, joined] = all.map((rate) => rate(of));
      if (start !== undefined) expect(joined).toBeLessThanOrEqual(start);
      if (start === undefined || midpoint === undefined) return;
      if (of.end <= of.start) expect(midpoint).toBeGreaterThanOrEqual(start);
      else expect(midpoint).toBeLessThanOrEqual(start);
    },
  );

  law('each counts the same losses: rate · customers below the line = lost', [flow()], (of) => {
    const below = [of.start, (of.start + of.end) / 2, of.start + of.joined];
    all.forEach((rate, index) => {
      const value = rate(of);
      expect(value === undefined).toBe(below[index] === 0);
      if (value !== undefined) expectClose(value * (below[index] as number), of.lost);
    });
  });

  law('over start and joined it is a share: 0 ≤ churn ≤ 1', [flow()], staysWithin(churnRateOverStartAndJoined, 0, 1));

  law('over the start it is no share: everybody who joins and leaves again adds 1/start', [flow()], (of) => {
    fc.pre(of.start > 0);
    const more = churnRateOverStart({ start: of.start, lost: of.lost + 1 }) as number;
    expectClose(more, (churnRateOverStart(of) as number) + 1 / of.start);
  });

  law('the unit of customers does not matter: churn(k · totals) = churn(totals)', [flow(), factor()], (of, k) => {
    for (const rate of all) unmovedBy(rate, scaled)(of, k);
  });

  law(
    'of groups, over the start and over start and joined are means weighted by what is below the line',
    [flow(), flow()],
    (a, b) => {
      const both = { start: a.start + b.start, joined: a.joined + b.joined, lost: a.lost + b.lost };
      const share = churnRateOverStart(both);
      fc.pre(a.start > 0 && b.start > 0 && share !== undefined);
      const mean = (rate: typeof churnRateOverStart, of: (flow: Flow) => number) =>
        (of(a) * (rate(a) as number) + of(b) * (rate(b) as number)) / (of(a) + of(b));
      expectClose(
        share,
        mean(churnRateOverStart, ({ start }) => start),
      );
      expectClose(
        churnRateOverStartAndJoined(both),
        ((a.start + a.joined) * (churnRateOverStartAndJoined(a) as number) +
          (b.start + b.joined) * (churnRateOverStartAndJoined(b) as number)) /
          (both.start + both.joined),
      );
    },
  );

  law('0 ≤ churn, and 0 exactly where nobody is lost', [amount(), amount(), amount()], (start, joined, lost) => {
    fc.pre(lost <= start + joined);
    const of = { start, joined, lost, end: start + joined - lost };
    for (const rate of [churnRateOverStart, churnRateOverStartAndJoined]) {
      const value = rate(of);
      if (value !== undefined) expect([value >= 0, value === 0]).toEqual([true, lost === 0]);
    }
  });
});
