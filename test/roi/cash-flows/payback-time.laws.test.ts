import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { discountedPaybackTime, netPresentValue, type PaybackTime, paybackTime } from '../../../src/index.js';
import { discountRate, flows, investment } from '../../support/cash-flows.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

/** The balance at any time, flows spread over the period that they end. */
const balanceAt = (list: readonly number[], time: number) =>
  list.reduce((balance, flow, t) => balance + flow * Math.max(0, Math.min(1, t === 0 ? 1 : time - (t - 1))), 0);
const size = (list: readonly number[]) => list.reduce((total, flow) => total + Math.abs(flow), 0);

/** When the first flow is that is not 0: before it nothing can pay back. */
const beginning = (list: readonly number[]) => list.findIndex((flow) => flow !== 0);

describe('paybackTime', () => {
  law(
    'the balance is 0 when it has paid back: balance(first) = balance(lasting) = 0, unless at once',
    [flows()],
    (list) => {
      const payback = paybackTime(list);
      for (const time of [payback?.first, payback?.lasting]) {
        if (time === undefined || time === 0) continue;
        expect(Math.abs(balanceAt(list, time))).toBeLessThanOrEqual(1e-12 * size(list));
      }
    },
  );

  law('before the first it is negative, from the lasting one on it is not: by whole periods', [flows()], (list) => {
    const { first = Infinity, lasting = Infinity }: Partial<PaybackTime> = paybackTime(list) ?? {};
    list.forEach((_, t) => {
      if (t < first && t >= beginning(list)) expect(balanceAt(list, t)).toBeLessThan(0);
      if (t >= lasting) expect(balanceAt(list, t)).toBeGreaterThanOrEqual(0);
    });
  });

  law(
    'there is one exactly where a balance is not negative, and a lasting one exactly where the last is not',
    [flows()],
    (list) => {
      const balances = list.map((_, t) => balanceAt(list, t));
      const payback = paybackTime(list);
      const begun = balances.slice(Math.max(0, beginning(list)));
      expect(payback !== undefined).toBe(list.length === 0 || begun.some((balance) => balance >= 0));
      expect(payback?.lasting !== undefined).toBe((balances[balances.length - 1] ?? 0) >= 0);
    },
  );

  law(
    'the first is never after the lasting: first ≤ lasting, equal where flows turn once',
    [flows(), investment()],
    (list, single) => {
      const payback = paybackTime(list);
      expect(payback?.first ?? 0).toBeLessThanOrEqual(payback?.lasting ?? Infinity);
      const once = paybackTime(single);
      expect(once?.lasting).toBe(once?.first);
    },
  );

  law(
    'the currency does not matter: payback(2^k · C) = payback(C)',
    [flows(), fc.integer({ min: -60, max: 60 })],
    (list, k) => expect(paybackTime(list.map((flow) => flow * 2 ** k))).toEqual(paybackTime(list)),
  );

  law(
    'it starts later by a period where all does: payback(C) > 0 ⇒ payback(0, C) = payback(C) + 1',
    [investment()],
    (list) => {
      const payback = paybackTime(list);
      fc.pre(payback?.first !== 0);
      const later = paybackTime([0, ...list]);
      if (payback === undefined) expect(later).toBeUndefined();
      else {
        expectClose(later?.first, payback.first + 1);
        expectClose(later?.lasting, payback.lasting === undefined ? undefined : payback.lasting + 1);
      }
    },
  );

  law(
    'a level receipt pays back after outlay / receipt: payback(−a, b, b, …) = a / b',
    [fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 })],
    (outlay, receipt) => {
      fc.pre(outlay / receipt < 1000);
      const list = [-outlay, ...new Array<number>(Math.ceil(outlay / receipt)).fill(receipt)];
      expectClose(paybackTime(list)?.first, outlay / receipt);
    },
  );
});

describe('discountedPaybackTime', () => {
  law('without discount it is the plain one: discounted payback(C, 0) = payback(C)', [flows()], (list) =>
    expect(discountedPaybackTime(list, 0)).toEqual(paybackTime(list)),
  );

  law(
    'it has paid back for good exactly where the investment has value: lasting ∈ ℝ ⇔ NPV ≥ 0',
    [flows(), discountRate()],
    (list, rate) => {
      const value = netPresentValue(list, rate);
      const turnover = list.reduce((total, flow, t) => total + Math.abs(flow) / (1 + rate) ** t, 0);
      fc.pre(value === 0 || Math.abs(value) > 1e-12 * turnover);
      expect(discountedPaybackTime(list, rate)?.lasting !== undefined).toBe(value >= 0);
    },
  );

  law(
    'it is the plain payback of the present values: discounted payback(C, i) = payback(Cₜ / (1 + i)^t)',
    [investment(), discountRate()],
    (list, rate) => {
      const values = list.map((flow, t) => flow / (1 + rate) ** t);
      const sum = values.reduce((a, b) => a + b, 0);
      fc.pre(Math.abs(sum) > 1e-9 * size(values));
      expectClose(discountedPaybackTime(list, rate)?.first, paybackTime(values)?.first, 1e-9);
    },
  );

  law(
    'a higher rate never pays back sooner: i ≤ j ⇒ payback(i) ≤ payback(j), of one outlay',
    [investment(), discountRate(), discountRate()],
    (list, i, j) => {
      const single = list.map((flow, t) => (t === 0 ? flow : Math.abs(flow)));
      const at = (rate: number) => discountedPaybackTime(single, rate)?.first ?? Infinity;
      expect(at(Math.min(i, j))).toBeLessThanOrEqual(at(Math.max(i, j)) * (1 + 1e-12));
    },
  );
});
