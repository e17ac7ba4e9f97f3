import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { internalRateOfReturn, netPresentValue, profitabilityIndex } from '../../../src/index.js';
import { discountRate, flows, investment, sizeAt } from '../../support/cash-flows.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

describe('profitabilityIndex', () => {
  law(
    'it is 1 + NPV for each unit laid out: PI = 1 + NPV / −C₀',
    [fc.integer({ min: 1, max: 1_000_000 }), flows(), discountRate()],
    (outlay, list, rate) => {
      const all = [-outlay, ...list];
      const error = Math.abs((profitabilityIndex(all, rate) as number) - 1 - netPresentValue(all, rate) / outlay);
      expect(error).toBeLessThanOrEqual((1e-13 * sizeAt(all, rate)) / outlay);
    },
  );

  law('it is 1 at the internal rate of return: PI(C, IRR) = 1', [investment()], (list) => {
    const single = list.map((flow, t) => (t === 0 ? flow : Math.abs(flow)));
    const rate = internalRateOfReturn(single) as number;
    fc.pre(rate > -0.9);
    expectClose(profitabilityIndex(single, rate, { anyRate: true }), 1, 1e-10);
  });

  law(
    'the currency does not matter: PI(2^k · C) = PI(C)',
    [flows(), discountRate(), fc.integer({ min: -60, max: 60 })],
    (list, rate, k) =>
      expectClose(
        profitabilityIndex(
          list.map((flow) => flow * 2 ** k),
          rate,
        ),
        profitabilityIndex(list, rate),
      ),
  );

  law('there is none exactly where the first flow is no outlay', [flows(), discountRate()], (list, rate) =>
    expect(profitabilityIndex(list, rate) !== undefined).toBe((list[0] ?? 0) < 0),
  );
});
