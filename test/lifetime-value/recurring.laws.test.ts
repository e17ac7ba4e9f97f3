import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type RecurringCustomer, recurringLifetimeValue } from '../../src/index.js';
import { amount, factor, fraction } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { mortalCustomer, recurringCustomer, timings } from '../support/lifetime-value.js';
import { expectClose, neverFalls, scalesWith } from '../support/predicates.js';

/** The definition: each period's margin, times the chance that it comes, discounted from when it falls. */
const marginByMargin = (
  { margin, retention, discountRate, firstMargin, growth = 0 }: RecurringCustomer,
  periods: number,
) => {
  let value = 0;
  for (let t = 0; t < periods; t++) {
    const stays = firstMargin === 'firstRenewal' ? t + 1 : t;
    const when = { now: t, midPeriod: t + 0.5, endOfPeriod: t + 1, firstRenewal: t + 1 }[firstMargin];
    value += (margin * retention ** stays * (1 + growth) ** t) / (1 + discountRate) ** when;
  }
  return value;
};

const infinite = (c: RecurringCustomer) => recurringLifetimeValue(c);

/** Its ratio, 6e-18, is lost in the rounding of 1 − q. */
const lostInRounding: RecurringCustomer = {
  margin: -1,
  retention: 0.01,
  discountRate: 0.10435489666266584,
  growth: -0.9999999999999993,
  firstMargin: 'now',
};

describe('recurringLifetimeValue', () => {
  law(
    'over n periods it is the sum of n margins: LTV(n) = Σ margin · P(still a customer) · discount',
    [recurringCustomer(), fc.integer({ min: 0, max: 200 })],
    (c, periods) => expectClose(recurringLifetimeValue({ ...c, periods }), marginByMargin(c, periods)),
  );

  law(
    'a longer horizon never lowers a positive-margin value: LTV(n) ≤ LTV(n + k) ≤ LTV',
    [recurringCustomer(amount()), fc.nat(10_000), fc.nat(10_000)],
    (c, n, k) => {
      const [short, long] = [n, n + k].map((periods) => recurringLifetimeValue({ ...c, periods })) as [number, number];
      expect(short).toBeLessThanOrEqual(long * (1 + 1e-12));
      expect(long).toBeLessThanOrEqual((recurringLifetimeValue(c) ?? Infinity) * (1 + 1e-12));
    },
  );

  law('the finite values tend to the infinite one: LTV(n) → LTV as q^n → 0', [recurringCustomer()], (c) => {
    const q = c.retention / (1 + c.discountRate);
    // After n periods the rest is q^n of the whole.
    const periods = Math.ceil(-40 / Math.log(q));
    fc.pre(q < 1 && periods < Number.MAX_SAFE_INTEGER);
    expectClose(recurringLifetimeValue({ ...c, periods: Math.max(periods, 1) }), recurringLifetimeValue(c));
  });

  law(
    'what is left after the first period is the same customer again: LTV = margin now + q · LTV',
    [recurringCustomer(), fc.nat(1000)],
    (c, n) => {
      const now = { ...c, firstMargin: 'now' } as const;
      const q = c.retention / (1 + c.discountRate);
      expectClose(
        recurringLifetimeValue({ ...now, periods: n + 1 }),
        c.margin + q * recurringLifetimeValue({ ...now, periods: n }),
      );
      const forever = infinite(now);
      // The same, solved for what is left over: it would be blind near q = 1 as it stands.
      const delta = (1 - c.retention + c.discountRate) / (1 + c.discountRate);
      if (forever !== undefined) expectClose(delta * forever, c.margin);
    },
  );

  law(
    'the same value whether the periods are months or years: k periods folded into one change nothing',
    [recurringCustomer(), fc.integer({ min: 2, max: 12 }), fc.integer({ min: 1, max: 50 })],
    ({ margin, retention, discountRate }, k, years) => {
      const months = { margin, retention, discountRate: discountRate / 12, firstMargin: 'now' } as const;
      // A year's margin is what its months are worth at its start.
      const year = {
        margin: recurringLifetimeValue({ ...months, periods: k }),
        retention: retention ** k,
        discountRate: Math.expm1(k * Math.log1p(months.discountRate)),
        firstMargin: 'now',
      } as const;
      fc.pre(year.discountRate <= 1);
      // 1 − r^k loses digits where r is near 1; that is the yearly form's own rounding.
      expectClose(
        recurringLifetimeValue({ ...year, periods: years }),
        recurringLifetimeValue({ ...months, periods: k * years }),
        1e-11,
      );
    },
  );

  law(
    'it scales with money: LTV(k · margin) = k · LTV',
    [recurringCustomer(), factor()],
    scalesWith(infinite, (c, k) => ({
      ...c,
      margin: k * c.margin,
    })),
  );

  law(
    'better retention never lowers a positive-margin value',
    [recurringCustomer(amount()), fraction()],
    neverFalls(infinite, (c, more: number) => ({ ...c, retention: Math.max(c.retention, more) })),
  );

  law(
    'a lower discount rate never lowers a positive-margin value',
    [recurringCustomer(amount()), fraction()],
    neverFalls(infinite, (c, less: number) => ({ ...c, discountRate: Math.min(c.discountRate, less) })),
  );

  law(
    'the later the first margin, the less: firstRenewal ≤ endOfPeriod ≤ midPeriod ≤ now, for a positive margin',
    [recurringCustomer(amount())],
    (c) => {
      const values = timings.map((firstMargin) => infinite({ ...c, firstMargin }));
      if (values[0] === undefined) expect(values).toEqual([undefined, undefined, undefined, undefined]);
      else expect(values.toSorted((a, b) => (b ?? 0) - (a ?? 0))).toEqual(values);
    },
  );

  law(
    'the middle of the period is the geometric mean of its ends: LTV(midPeriod)² = LTV(now) · LTV(endOfPeriod)',
    [recurringCustomer(amount())],
    (c) => {
      const [now, middle, end] = (['now', 'midPeriod', 'endOfPeriod'] as const).map((firstMargin) =>
        infinite({ ...c, firstMargin }),
      );
      if (now !== undefined && end !== undefined) expectClose(middle, Math.sqrt(now * end));
    },
  );

  law(
    'horizons join up: LTV(n + k) = LTV(n) + q^n · LTV(k)',
    [recurringCustomer(), fc.nat(500), fc.nat(500)],
    (c, n, k) => {
      const over = (periods: number) => recurringLifetimeValue({ ...c, periods });
      const power = n === 0 ? 1 : (c.retention / (1 + c.discountRate)) ** n;
      expectClose(over(n + k), over(n) + power * over(k), 1e-11);
    },
  );

  law(
    'a first margin that is certain and immediate is worth itself: LTV(now) = margin + LTV(firstRenewal)',
    [recurringCustomer()],
    (c) => {
      const renewals = infinite({ ...c, firstMargin: 'firstRenewal' });
      const whole = infinite({ ...c, firstMargin: 'now' });
      expectClose(whole, renewals === undefined ? undefined : c.margin + renewals);
    },
  );

  law(
    'there is no answer exactly where the sum diverges: undefined ⇔ retention 1 and no discount',
    [recurringCustomer(), fc.boolean(), fc.boolean()],
    (c, loyal, free) => {
      const edge = { ...c, retention: loyal ? 1 : c.retention, discountRate: free ? 0 : c.discountRate };
      expect(infinite(edge) === undefined).toBe(edge.retention === 1 && edge.discountRate === 0);
    },
  );

  law(
    'with growth, too, it is the sum of its margins: LTV(n) = Σ m · (1 + g)^t · P(still a customer) · discount',
    [mortalCustomer(), fc.integer({ min: 0, max: 200 })],
    (c, periods) => expectClose(recurringLifetimeValue({ ...c, periods }), marginByMargin(c, periods), 1e-11),
  );

  law(
    'growth 0 is no growth: LTV(g = 0) = LTV',
    [recurringCustomer(), fc.option(fc.nat(100), { nil: undefined })],
    (c, periods) =>
      expect(recurringLifetimeValue({ ...c, growth: 0, periods })).toBe(recurringLifetimeValue({ ...c, periods })),
  );

  law(
    'growth is retention by another name, but for the first renewal: LTV(r, g) = LTV(r·(1 + g), 0)',
    [mortalCustomer(), fc.option(fc.nat(100), { nil: undefined })],
    (c, periods) => {
      const { growth = 0, ...plain } = c;
      const retention = c.retention * (1 + growth);
      fc.pre(retention <= 1 && c.firstMargin !== 'firstRenewal');
      expectClose(
        recurringLifetimeValue({ ...c, periods }),
        recurringLifetimeValue({ ...plain, retention, periods }),
        1e-11,
      );
    },
    [[lostInRounding, 1]],
  );

  law(
    'there is no answer exactly where margins do not shrink: undefined ⇔ r·(1 + g) ≥ 1 + i',
    [
      // Whole hundredths, so that the sides can be equal and are compared exactly.
      fc.nat(100),
      fc.nat(100),
      fc.integer({ min: -100, max: 100 }),
      fc.constantFrom(...timings),
    ],
    (r, i, g, firstMargin) => {
      const [retention, discountRate, growth] = [r / 100, i / 100, g / 100];
      fc.pre(r * (100 + g) !== 100 * (100 + i) || r === 100);
      const value = recurringLifetimeValue({ margin: 1, retention, discountRate, growth, firstMargin });
      expect(value === undefined).toBe(r * (100 + g) >= 100 * (100 + i));
    },
  );

  law('more growth never lowers a positive-margin value', [mortalCustomer(amount()), fraction()], (c, less) => {
    const lower = { ...c, growth: (1 + (c.growth ?? 0)) * less - 1 };
    expect(infinite(lower)).toBeLessThanOrEqual((infinite(c) as number) * (1 + 1e-12));
  });
});
