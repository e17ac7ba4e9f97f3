import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { netPresentValue, netPresentValueEndOfPeriod, recurringLifetimeValue } from '../../../src/index.js';
import { amount, balance, fraction } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { addsUp, expectClose } from '../../support/predicates.js';

/** Up to fifty years by quarter, say. */
const flows = () => fc.array(balance(), { maxLength: 200 });
/** What the value is a sum of, as errors are in proportion to it. */
const size = (list: readonly number[], rate: number) =>
  list.reduce((total, flow, t) => total + Math.abs(flow) / (1 + rate) ** t, 0);

/** Rates below 0 too, down to money losing half its promise each period. */
const anyRate = () =>
  fc.oneof(
    fraction(),
    fraction().map((rate) => -rate / 2),
  );
const sameLength = () => fc.array(fc.tuple(balance(), balance()), { maxLength: 200 });

describe('netPresentValue', () => {
  law('it is additive: NPV(a + b) = NPV(a) + NPV(b)', [sameLength(), anyRate()], (pairs, rate) => {
    addsUp<readonly number[]>(
      (list) => netPresentValue(list, rate),
      (a, b) => a.map((flow, t) => flow + (b[t] as number)),
      (list) => size(list, rate),
    )(
      pairs.map(([a]) => a),
      pairs.map(([, b]) => b),
    );
  });

  law(
    'it scales with money: NPV(2^k · a) = 2^k · NPV(a)',
    [flows(), fraction(), fc.integer({ min: -60, max: 60 })],
    (list, rate, k) => {
      // Powers of two, which scale without rounding: with others, flows that cancel would not compare.
      expectClose(
        netPresentValue(
          list.map((flow) => 2 ** k * flow),
          rate,
        ),
        2 ** k * netPresentValue(list, rate),
      );
    },
  );

  law(
    'moving every flow one period later divides by 1 + i: NPV(0, a) = NPV(a) / (1 + i)',
    [flows(), anyRate()],
    (list, rate) => {
      const error = Math.abs(netPresentValue([0, ...list], rate) - netPresentValue(list, rate) / (1 + rate));
      expect(error).toBeLessThanOrEqual(1e-13 * size(list, rate));
    },
  );

  law('without discount it is the sum: NPV(a, 0) = Σ a', [fc.array(fc.integer())], (list) => {
    expect(netPresentValue(list, 0)).toBe(list.reduce((total, flow) => total + flow, 0));
  });

  law(
    'a higher rate never raises the value of receipts: i ≤ j ⇒ NPV(a, j) ≤ NPV(a, i) for a ≥ 0',
    [fc.array(amount(), { maxLength: 200 }), fraction(), fraction()],
    (list, i, j) => {
      const [low, high] = [Math.min(i, j), Math.max(i, j)];
      expect(netPresentValue(list, high)).toBeLessThanOrEqual(netPresentValue(list, low) * (1 + 1e-12));
    },
  );

  law(
    'it is what a bank account would have to hold: paying the flows out of NPV at rate i leaves nothing',
    [flows(), fraction()],
    (list, rate) => {
      fc.pre(list.length > 0);
      let account = netPresentValue(list, rate);
      let turnover = Math.abs(account);
      list.forEach((flow, t) => {
        if (t > 0) account *= 1 + rate;
        account -= flow;
        turnover = turnover * (1 + rate) + Math.abs(flow);
      });
      expect(Math.abs(account)).toBeLessThanOrEqual(1e-12 * turnover);
    },
  );

  law(
    'a customer is a series of expected margins: NPV(m, m·r, m·r², …) = lifetime value over as many periods',
    [amount(), fraction(), fraction(), fc.integer({ min: 0, max: 100 })],
    (margin, retention, discountRate, periods) => {
      const margins = Array.from({ length: periods }, (_, t) => margin * retention ** t);
      expectClose(
        netPresentValue(margins, discountRate),
        recurringLifetimeValue({ margin, retention, discountRate, firstMargin: 'now', periods }),
      );
    },
  );
});

describe('netPresentValueEndOfPeriod', () => {
  law(
    'it discounts the first flow too: NPVₑ(a, i) = NPV((0, a), i)',
    [flows(), fc.double({ min: -0.5, max: 1e6, noNaN: true })],
    (list, rate) =>
      expect(netPresentValueEndOfPeriod(list, rate, { anyRate: true })).toBe(
        netPresentValue([0, ...list], rate, { anyRate: true }),
      ),
  );

  law(
    'a spreadsheet’s way of writing NPV: C₀ + NPVₑ(C₁, C₂, …) = NPV(C₀, C₁, C₂, …)',
    [balance(), flows(), anyRate()],
    (outlay, list, rate) => {
      const error = Math.abs(
        outlay + netPresentValueEndOfPeriod(list, rate) - netPresentValue([outlay, ...list], rate),
      );
      expect(error).toBeLessThanOrEqual(1e-13 * size([outlay, ...list], rate));
    },
  );
});
