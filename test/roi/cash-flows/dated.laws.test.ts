import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type DatedCashFlow,
  datedInternalRateOfReturn,
  datedInternalRatesOfReturn,
  datedNetPresentValue,
  internalRatesOfReturn,
  netPresentValue,
} from '../../../src/index.js';
import { discountRate, flows } from '../../support/cash-flows.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

const DAY = 86_400_000;
const day = () => fc.integer({ min: Date.UTC(1970, 0, 1) / DAY, max: Date.UTC(2100, 0, 1) / DAY });
/**
 * Days within ten years, some of them the same, in no order. Others are half a year apart at least, because what grows a
 * thousandfold within days has a yearly rate beyond all numbers.
 */
const datedFlows = (): fc.Arbitrary<DatedCashFlow[]> =>
  fc
    .tuple(day(), fc.array(fc.tuple(fc.nat(20), fc.integer({ min: -1000, max: 1000 })), { maxLength: 12 }))
    .map(([start, list]) => list.map(([after, amount]) => ({ date: (start + 183 * after) * DAY, amount })));
/** Flows a year of 365 days apart. */
const yearly = (list: readonly number[], start: number) =>
  list.map((amount, year) => ({ date: (start + 365 * year) * DAY, amount }));
const size = (list: readonly DatedCashFlow[]) => list.reduce((total, { amount }) => total + Math.abs(amount), 0);

describe('datedNetPresentValue', () => {
  law(
    'at whole years of 365 days it is the plain one: XNPV = NPV',
    [flows(), day(), discountRate()],
    (list, start, rate) =>
      expect(
        Math.abs(datedNetPresentValue(yearly(list, start), rate) - netPresentValue(list, rate)),
      ).toBeLessThanOrEqual(1e-12 * list.reduce((total, flow, t) => total + Math.abs(flow) / (1 + rate) ** t, 0)),
  );

  law(
    'order does not matter, and flows of one day add up',
    [datedFlows(), discountRate(), fc.integer()],
    (list, rate, seed) => {
      const shuffled = list.toSorted((a, b) => Math.sin(seed + a.amount) - Math.sin(seed + b.amount));
      const split = shuffled.flatMap(({ date, amount }) => [
        { date, amount: amount - 7 },
        { date: new Date(date), amount: 7 },
      ]);
      const value = datedNetPresentValue(list, rate);
      const slack = 1e-12 * (size(list) + 14 * list.length) * (1 + rate < 1 ? 0.5 ** -10 : 1);
      expect(Math.abs(datedNetPresentValue(split, rate) - value)).toBeLessThanOrEqual(slack);
    },
  );

  law(
    'the day does not matter, only the days between: XNPV(all moved by d) = XNPV',
    [datedFlows(), discountRate(), fc.integer({ min: -10_000, max: 10_000 })],
    (list, rate, days) => {
      const moved = list.map(({ date, amount }) => ({ date: (date as number) + days * DAY, amount }));
      expect(datedNetPresentValue(moved, rate)).toBe(datedNetPresentValue(list, rate));
    },
  );

  law('without discount it is the sum: XNPV(C, 0) = Σ C', [datedFlows()], (list) =>
    expect(datedNetPresentValue(list, 0)).toBe(list.reduce((total, { amount }) => total + amount, 0)),
  );
});

describe('datedInternalRatesOfReturn', () => {
  law('at whole years of 365 days they are the plain ones: XIRR = IRR', [flows(), day()], (list, start) =>
    expect(datedInternalRatesOfReturn(yearly(list, start))).toEqual(internalRatesOfReturn(list)),
  );

  law('at a rate nothing is gained: XNPV(C, r) = 0', [datedFlows()], (list) => {
    const start = Math.min(...list.map(({ date }) => date as number));
    for (const rate of datedInternalRatesOfReturn(list).rates) {
      const slack = list.reduce((total, { date, amount }) => {
        const years = ((date as number) - start) / DAY / 365;
        return total + Math.abs(amount) * (1 + rate) ** -years * (1e-12 + years * (1e-13 + 4e-16 / (1 + rate)));
      }, 0);
      expect(Math.abs(datedNetPresentValue(list, rate, { anyRate: true }))).toBeLessThanOrEqual(slack);
    }
  });

  law('order does not matter: XIRR(any order of C) = XIRR(C)', [datedFlows()], (list) =>
    expect(datedInternalRatesOfReturn(list.toReversed())).toEqual(datedInternalRatesOfReturn(list)),
  );

  law(
    'time stretched k times takes the kth root: 1 + XIRR(dates · k) = (1 + XIRR)^(1/k)',
    [datedFlows(), fc.integer({ min: 2, max: 5 })],
    (list, k) => {
      const start = Math.min(...list.map(({ date }) => date as number));
      const slow = list.map(({ date, amount }) => ({ date: start + k * ((date as number) - start), amount }));
      const [rates, slowRates] = [list, slow].map((each) => datedInternalRatesOfReturn(each).rates) as [
        number[],
        number[],
      ];
      expect(slowRates.length).toBe(rates.length);
      for (const [n, rate] of rates.entries()) {
        // 1 + rate has no digits to compare near −1.
        if (rate > -0.9999) expectClose(k * Math.log1p(slowRates[n] as number), Math.log1p(rate), 1e-7);
      }
    },
  );
});

describe('datedInternalRateOfReturn', () => {
  law('it is the rate where there is just one', [datedFlows()], (list) => {
    const { rates } = datedInternalRatesOfReturn(list);
    expect(datedInternalRateOfReturn(list)).toBe(rates.length === 1 ? rates[0] : undefined);
  });
});
