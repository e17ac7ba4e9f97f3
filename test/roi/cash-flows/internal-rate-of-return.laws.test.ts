import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { internalRateOfReturn, internalRatesOfReturn, netPresentValue } from '../../../src/index.js';
import { flows, investment } from '../../support/cash-flows.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

/** Rates above −1, on both sides of 0 and of 1. */
const rate = () => fc.double({ min: -5, max: 5, noNaN: true }).map((u) => Math.expm1(u));

const value = (list: readonly number[], r: number) => netPresentValue(list, r, { anyRate: true });
const later = (list: readonly number[]) => [0, ...list];

/** How far from 0 NPV can be at a rate that is right to 1e-12: 1 + rate is rounded too, which costs more near −1. */
const slack = (list: readonly number[], r: number) =>
  list.reduce((total, flow, t) => total + (1e-12 + t * (1e-13 + 4e-16 / (1 + r))) * (Math.abs(flow) / (1 + r) ** t), 0);

/** Σ Cₜ·xᵗ of the product of a − b·x over pairs [a, b], which is 0 at the rates b / a − 1. */
const product = (factors: readonly (readonly number[])[]) =>
  factors.reduce<number[]>(
    (polynomial, factor) => {
      const next = new Array<number>(polynomial.length + factor.length - 1).fill(0);
      polynomial.forEach((c, t) => {
        factor.forEach((d, s) => {
          next[t + s] = (next[t + s] as number) + c * d;
        });
      });
      return next;
    },
    [-1],
  );

describe('internalRatesOfReturn', () => {
  law('at a rate nothing is gained: NPV(C, r) = 0 for each r of IRRs(C)', [flows()], (list) => {
    for (const r of internalRatesOfReturn(list).rates)
      expect(Math.abs(value(list, r))).toBeLessThanOrEqual(slack(list, r));
  });

  law(
    'no rate is missed: NPV(C, r) < 0 < NPV(C, s) ⇒ there is one between r and s',
    [flows(), fc.array(rate(), { minLength: 2, maxLength: 20 })],
    (list, tried) => {
      const { rates } = internalRatesOfReturn(list);
      const clear = tried.toSorted((a, b) => a - b).filter((r) => Math.abs(value(list, r)) > slack(list, r));
      clear.forEach((s, k) => {
        const r = clear[k - 1];
        if (r === undefined || value(list, r) > 0 === value(list, s) > 0) return;
        expect(rates.filter((found) => r < found && found < s).length % 2).toBe(1);
      });
    },
  );

  law(
    'a product of factors is 0 where one of them is: IRRs(Π (a − b·x) · (x² + p·x + q)) = { b/a − 1 } for p, q > 0',
    [
      // Up to four small factors: the product is then exact, and its zeros are as many as they look.
      fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })), { maxLength: 4 }),
      fc.option(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 20 }))),
    ],
    (pairs, quadratic) => {
      const factors = pairs.map(([a, b]) => [a, -b]);
      const list = product(quadratic === null ? factors : [...factors, [quadratic[0], quadratic[1], 1]]);
      const expected = [...new Set(pairs.map(([a, b]) => b / a - 1))].sort((r, s) => r - s);
      const { rates } = internalRatesOfReturn(list);
      expect(rates.length).toBe(expected.length);
      expected.forEach((r, k) => {
        const often = pairs.filter(([a, b]) => b / a - 1 === r).length;
        // Of n equal zeros an nth part of the digits is left.
        expect(Math.abs((rates[k] as number) - r) / (1 + r)).toBeLessThanOrEqual(
          often === 1 ? 1e-8 : 200 * 1e-15 ** (1 / often),
        );
      });
    },
  );

  law(
    'there are at most as many as the flows turn, and an even number fewer: Σ multiplicities ≤ turns, ≡ turns (mod 2)',
    [
      fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })), { maxLength: 4 }),
      fc.option(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: -8, max: 20 }))),
    ],
    (pairs, quadratic) => {
      // x² − p·x + q has no real zero for p² < 4q.
      const none = quadratic !== null && quadratic[1] ** 2 < 4 * quadratic[0] ? [[quadratic[0], quadratic[1], 1]] : [];
      const { signChanges } = internalRatesOfReturn(product([...pairs.map(([a, b]) => [a, -b]), ...none]));
      expect(pairs.length).toBeLessThanOrEqual(signChanges);
      expect((signChanges - pairs.length) % 2).toBe(0);
    },
  );

  law(
    'turns are counted without zeros: turns(C) = #{k : sign Cₖ ≠ sign of the one before, zeros left out}',
    [flows()],
    (list) => {
      const signs = list.filter((flow) => flow !== 0).map(Math.sign);
      const { rates, signChanges } = internalRatesOfReturn(list);
      expect(signChanges).toBe(signs.filter((sign, k) => k > 0 && sign !== signs[k - 1]).length);
      expect(rates.length).toBeLessThanOrEqual(signChanges);
    },
  );

  law('they rise, and each is there once: r₁ < r₂ < …', [flows()], (list) => {
    const { rates } = internalRatesOfReturn(list);
    for (const [k, r] of rates.entries()) expect(r).toBeGreaterThan(rates[k - 1] ?? -1);
  });

  law('the other side of the deal has the same rates: IRRs(−C) = IRRs(C)', [flows()], (list) =>
    expect(internalRatesOfReturn(list.map((flow) => -flow))).toEqual(internalRatesOfReturn(list)),
  );

  law(
    'the currency does not matter: IRRs(2^k · C) = IRRs(C)',
    [flows(), fc.integer({ min: -900, max: 900 })],
    // Powers of two, which scale without rounding: rates that are ill determined would not compare.
    (list, k) => expect(internalRatesOfReturn(list.map((flow) => flow * 2 ** k))).toEqual(internalRatesOfReturn(list)),
  );

  law('it does not matter when it happens: IRRs(0, C) = IRRs(C) = IRRs(C, 0)', [flows()], (list) => {
    expect(internalRatesOfReturn(later(list))).toEqual(internalRatesOfReturn(list));
    expect(internalRatesOfReturn([...list, 0])).toEqual(internalRatesOfReturn(list));
  });

  law('backwards in time growth is decline: IRRs(reverse C) = { 1 / (1 + r) − 1 }', [flows()], (list) => {
    const { rates } = internalRatesOfReturn(list);
    const back = internalRatesOfReturn(list.toReversed()).rates;
    expect(back.length).toBe(rates.length);
    for (const [k, s] of back.toReversed().entries()) expectClose(1 / (1 + s), 1 + (rates[k] as number), 1e-9);
  });

  law(
    'flows every kth period have the rates of k periods: 1 + IRR(spread k) = (1 + IRR)^(1/k)',
    [flows(), fc.integer({ min: 2, max: 12 })],
    (list, k) => {
      const spread = list.flatMap((flow) => [flow, ...new Array<number>(k - 1).fill(0)]);
      const { rates } = internalRatesOfReturn(list);
      const ofSpread = internalRatesOfReturn(spread).rates;
      expect(ofSpread.length).toBe(rates.length);
      for (const [n, s] of ofSpread.entries()) expectClose((1 + s) ** k, 1 + (rates[n] as number), 1e-9);
    },
  );
});

describe('internalRateOfReturn', () => {
  law('an investment that only pays back afterwards has exactly one: turns = 1 ⇒ IRR ∈ ℝ', [investment()], (list) => {
    const r = internalRateOfReturn(list) as number;
    expect(r).toBeGreaterThan(-1);
    expect(Math.abs(value(list, r))).toBeLessThanOrEqual(slack(list, r));
  });

  law('it is the rate where there is just one: IRR = r ⇔ IRRs = { r }', [flows()], (list) => {
    const { rates } = internalRatesOfReturn(list);
    expect(internalRateOfReturn(list)).toBe(rates.length === 1 ? rates[0] : undefined);
  });

  law(
    'of one outlay and one receipt it is known: IRR(−a, 0ⁿ⁻¹, b) = (b / a)^(1/n) − 1',
    [fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 400 })],
    (a, b, n) => {
      const list = [-a, ...new Array<number>(n - 1).fill(0), b];
      expectClose(
        internalRateOfReturn(list),
        Math.expm1((b > a / 2 && b < 2 * a ? Math.log1p((b - a) / a) : Math.log(b / a)) / n),
      );
    },
  );

  law(
    'more back never means less return: IRR(C + receipt) ≥ IRR(C)',
    [investment(), fc.nat(59), fc.integer({ min: 1, max: 1_000_000 })],
    (list, where, extra) => {
      const place = list.length - 1 - (where % list.filter((flow) => flow > 0).length);
      const better = list.map((flow, t) => (t === place ? flow + extra : flow));
      const [less, more] = [list, better].map((each) => 1 + (internalRateOfReturn(each) as number)) as [number, number];
      expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-12));
    },
  );

  law(
    'it is the rate of the loan: paying the flows out of an account at IRR leaves nothing',
    [investment()],
    (list) => {
      const r = internalRateOfReturn(list) as number;
      fc.pre(r < 10);
      let [account, turnover] = [0, 0];
      for (const flow of list) {
        account = account * (1 + r) + flow;
        turnover = turnover * (1 + r) + Math.abs(flow);
      }
      expect(Math.abs(account)).toBeLessThanOrEqual(1e-9 * turnover);
    },
  );
});
