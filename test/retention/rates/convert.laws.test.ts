import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { convertChurnRate, convertRate } from '../../../src/index.js';
import { fraction } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { comesBack, expectClose } from '../../support/predicates.js';

/** Periods from an hour to a century, in days: their ratios keep rates away from the ends of the number range. */
const period = () => fc.double({ min: 1 / 24, max: 36_525, noNaN: true });

/**
 * A rate whose conversion neither rounds to 1 nor underflows for the ratios above, so that the way back exists; the ends
 * 0 and 1 are fixed points and have tests of their own.
 */
const middling = () => fc.double({ min: 0.01, max: 0.99, noNaN: true });
const nearby = () => fc.double({ min: 1, max: 60, noNaN: true });

describe('convertRate and convertChurnRate', () => {
  law('0 ≤ converted ≤ 1, for retention and churn', [fraction(), period(), period()], (rate, from, to) => {
    for (const convert of [convertRate, convertChurnRate]) {
      expect(convert(rate, { from, to })).toBeGreaterThanOrEqual(0);
      expect(convert(rate, { from, to })).toBeLessThanOrEqual(1);
    }
  });

  law(
    'churn is the complement of retention: convertChurn(1 − r) = 1 − convert(r)',
    [fraction(), period(), period()],
    (r, from, to) => {
      const churn = convertChurnRate(1 - r, { from, to });
      // 1 − r is rounded, and a long period multiplies that.
      const sensitivity = r === 0 ? 0 : (to / from) * (1 / r);
      expect(Math.abs(churn - (1 - convertRate(r, { from, to })))).toBeLessThanOrEqual(1e-15 * (1 + sensitivity));
    },
  );

  law(
    'there and back is the identity: convert(convert(r, a → b), b → a) = r',
    [middling(), nearby(), nearby()],
    (rate, a, b) => {
      // Where little is kept, or little lost, the digits that the way back needs are no longer in the number.
      const there = (r: number) => convertRate(r, { from: a, to: b });
      comesBack(there, (r) => convertRate(r, { from: b, to: a }), 1e-13 * Math.max(1, a / b) + 1e-13)(rate);
      const churn = convertChurnRate(rate, { from: a, to: b });
      fc.pre(churn < 0.999);
      expectClose(convertChurnRate(churn, { from: b, to: a }), rate, 1e-9);
    },
  );

  law(
    'conversions compose: convert(convert(r, a → b), b → c) = convert(r, a → c)',
    [middling(), nearby(), nearby(), nearby()],
    (rate, a, b, c) => {
      const direct = convertRate(rate, { from: a, to: c });
      expectClose(convertRate(convertRate(rate, { from: a, to: b }), { from: b, to: c }), direct, 1e-10);
    },
  );

  law('the same period changes nothing: convert(r, a → a) = r', [fraction(), period()], (rate, a) => {
    expectClose(convertRate(rate, { from: a, to: a }), rate, 1e-15);
    expectClose(convertChurnRate(rate, { from: a, to: a }), rate, 1e-15);
  });

  law(
    'the unit of time does not matter: convert(r, ka → kb) = convert(r, a → b)',
    [fraction(), period(), period(), fc.integer({ min: 1, max: 1000 })],
    (rate, from, to, k) =>
      expectClose(convertRate(rate, { from: k * from, to: k * to }), convertRate(rate, { from, to })),
  );

  law(
    'over n periods the rate is multiplied n times: convert(r, 1 → n) = r · r · … · r',
    [fraction(), fc.integer({ min: 1, max: 60 })],
    (rate, n) => {
      // Below 1e-290 the slow product loses digits to underflow.
      fc.pre(rate === 0 || rate ** n > 1e-290);
      const product = Array.from({ length: n }, () => rate).reduce((left, r) => left * r, 1);
      expectClose(convertRate(rate, { from: 1, to: n }), product);
    },
  );

  law(
    'over n periods churn compounds: convertChurn(c, 1 → n) = c + (1 − c)·c + (1 − c)²·c + …',
    [fraction(), fc.integer({ min: 1, max: 60 })],
    (churn, n) => {
      let lost = 0;
      for (let period = 1; period <= n; period++) lost += (1 - lost) * churn;
      expectClose(convertChurnRate(churn, { from: 1, to: n }), lost);
    },
  );

  law(
    'longer periods keep fewer: a ≤ b ⇒ convert(r, 1 → b) ≤ convert(r, 1 → a)',
    [fraction(), period(), period()],
    (rate, a, b) => {
      const [shorter, longer] = [Math.min(a, b), Math.max(a, b)];
      expect(convertRate(rate, { from: 1, to: longer })).toBeLessThanOrEqual(
        convertRate(rate, { from: 1, to: shorter }),
      );
    },
  );

  law(
    'a higher rate stays higher: a ≤ b ⇒ convert(a) ≤ convert(b), for retention and churn',
    [fraction(), fraction(), period(), period()],
    (a, b, from, to) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      for (const convert of [convertRate, convertChurnRate]) {
        expect(convert(low, { from, to })).toBeLessThanOrEqual(convert(high, { from, to }) * (1 + 1e-15));
      }
    },
  );
});
