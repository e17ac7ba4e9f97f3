import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type ContinuousCustomer, continuousLifetimeValue, recurringLifetimeValue } from '../../src/index.js';
import { amount, balance, factor, fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { expectClose, neverFalls, scalesWith } from '../support/predicates.js';

const hazard = () => fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1000, noNaN: true }));
const customer = (margin = balance()): fc.Arbitrary<ContinuousCustomer> =>
  fc.record({ margin, churnHazard: hazard(), forceOfInterest: hazard() });
const duration = () => fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e6, noNaN: true }));
const forEver = (c: ContinuousCustomer) => continuousLifetimeValue(c);

describe('continuousLifetimeValue', () => {
  law(
    'it is the limit of many short periods: LTV(periods of 1/n) → LTV as n → ∞',
    [
      fc.record({
        margin: amount(),
        churnHazard: fc.double({ min: 0.01, max: 5, noNaN: true }),
        forceOfInterest: fc.double({ min: 0, max: 0.5, noNaN: true }),
      }),
    ],
    (c) => {
      const value = forEver(c) as number;
      const inPeriods = (n: number) =>
        recurringLifetimeValue({
          margin: c.margin / n,
          retention: Math.exp(-c.churnHazard / n),
          discountRate: Math.expm1(c.forceOfInterest / n),
          firstMargin: 'now',
        }) as number;
      // Periods ten times shorter are ten times nearer.
      const [coarse, fine] = [inPeriods(1e3) - value, inPeriods(1e4) - value];
      expect(Math.abs(fine)).toBeLessThanOrEqual(Math.abs(coarse) / 9 + 1e-9 * value);
      expectClose(inPeriods(1e6), value, 1e-5);
    },
  );

  law(
    'times join up: LTV(S + T) = LTV(S) + e^(−(λ + δ)·S) · LTV(T)',
    [customer(), duration(), duration()],
    (c, s, t) => {
      const over = (time: number) => continuousLifetimeValue({ ...c, duration: time });
      const left = Math.exp(-(c.churnHazard + c.forceOfInterest) * s);
      expectClose(over(s + t), over(s) + left * over(t), 1e-9);
    },
  );

  law('over a long time it tends to the whole: LTV(T) → LTV', [customer()], (c) => {
    const rate = c.churnHazard + c.forceOfInterest;
    fc.pre(rate > 0);
    expectClose(continuousLifetimeValue({ ...c, duration: 40 / rate }), forEver(c));
  });

  law(
    'leaving and discount do the same: LTV(λ, δ) = LTV(δ, λ)',
    [customer(), fc.option(duration(), { nil: undefined })],
    (c, time) =>
      expect(continuousLifetimeValue({ ...c, duration: time })).toBe(
        continuousLifetimeValue({
          ...c,
          churnHazard: c.forceOfInterest,
          forceOfInterest: c.churnHazard,
          duration: time,
        }),
      ),
  );

  law(
    'the unit of time does not matter: LTV(m·k, λ·k, δ·k, T/k) = LTV(m, λ, δ, T)',
    [customer(), duration(), factor()],
    ({ margin, churnHazard, forceOfInterest }, time, k) =>
      expectClose(
        continuousLifetimeValue({
          margin: margin * k,
          churnHazard: churnHazard * k,
          forceOfInterest: forceOfInterest * k,
          duration: time / k,
        }),
        continuousLifetimeValue({ margin, churnHazard, forceOfInterest, duration: time }),
      ),
  );

  law(
    'it scales with money',
    [customer(), factor()],
    scalesWith(forEver, (c, k) => ({ ...c, margin: k * c.margin })),
  );
  law(
    'who leaves later is worth no less, for a positive margin',
    [customer(amount()), fraction()],
    neverFalls(forEver, (c, part: number) => ({ ...c, churnHazard: part * c.churnHazard })),
  );
  law('there is none exactly where nobody leaves and money has no price', [customer()], (c) =>
    expect(forEver(c) === undefined).toBe(c.churnHazard === 0 && c.forceOfInterest === 0),
  );
});
