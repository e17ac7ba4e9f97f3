import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { internalRateOfReturn, modifiedInternalRateOfReturn } from '../../../src/index.js';
import { discountRate, flows, investment } from '../../support/cash-flows.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

const mirr = (list: readonly number[], financeRate: number, reinvestmentRate: number) =>
  modifiedInternalRateOfReturn(list, { financeRate, reinvestmentRate });

describe('modifiedInternalRateOfReturn', () => {
  law(
    'outlays grow into receipts: PV of outlays · (1 + MIRR)^n = Σ receipts · (1 + reinvestment rate)^(n − t)',
    [flows(), discountRate(), discountRate()],
    (list, financeRate, reinvestmentRate) => {
      const rate = mirr(list, financeRate, reinvestmentRate);
      const n = list.length - 1;
      let [outlays, receipts] = [0, 0];
      list.forEach((flow, t) => {
        if (flow < 0) outlays -= flow / (1 + financeRate) ** t;
        else receipts += flow * (1 + reinvestmentRate) ** (n - t);
      });
      if (outlays === 0 || receipts === 0) expect(rate).toBeUndefined();
      else {
        // Near −1 the rate has not the digits that 1 + rate has.
        const growth = (receipts / outlays) ** (1 / n);
        expect(Math.abs((rate as number) - (growth - 1))).toBeLessThanOrEqual(1e-15 + 1e-13 * growth);
      }
    },
  );

  law('where both rates are the IRR it is the IRR: MIRR(C; IRR, IRR) = IRR(C)', [investment()], (list) => {
    const irr = internalRateOfReturn(list) as number;
    fc.pre(irr <= 1 && irr >= -0.9);
    expectClose(1 + (mirr(list, irr, irr) as number), 1 + irr, 1e-10);
  });

  law(
    'of one outlay and later receipts it lies between the reinvestment rate and the IRR',
    [investment(), discountRate(), discountRate()],
    (list, financeRate, reinvestmentRate) => {
      // One outlay now: later ones are financed at a rate of their own, which can lie outside.
      const single = list.map((flow, t) => (t === 0 ? flow : Math.max(flow, 0)));
      const irr = internalRateOfReturn(single) as number;
      const rate = mirr(single, financeRate, reinvestmentRate) as number;
      expect(1 + rate).toBeGreaterThanOrEqual((1 + Math.min(irr, reinvestmentRate)) * (1 - 1e-10));
      expect(1 + rate).toBeLessThanOrEqual((1 + Math.max(irr, reinvestmentRate)) * (1 + 1e-10));
    },
  );

  law(
    'the currency does not matter: MIRR(2^k · C) = MIRR(C)',
    [flows(), discountRate(), discountRate(), fc.integer({ min: -60, max: 60 })],
    (list, f, r, k) =>
      expectClose(
        mirr(
          list.map((flow) => flow * 2 ** k),
          f,
          r,
        ),
        mirr(list, f, r),
      ),
  );

  law(
    'a better reinvestment rate never lowers it: r ≤ s ⇒ MIRR(r) ≤ MIRR(s)',
    [flows(), discountRate(), discountRate(), discountRate()],
    (list, f, r, s) => {
      const [low, high] = [Math.min(r, s), Math.max(r, s)].map((rate) => mirr(list, f, rate));
      if (low === undefined) expect(high).toBeUndefined();
      else expect(1 + (high as number)).toBeGreaterThanOrEqual((1 + low) * (1 - 1e-12));
    },
  );

  law('there is none exactly where nothing is paid or nothing received', [flows(), discountRate()], (list, rate) => {
    const isBoth = list.some((flow) => flow < 0) && list.some((flow) => flow > 0);
    expect(mirr(list, rate, rate) !== undefined).toBe(isBoth);
  });
});
