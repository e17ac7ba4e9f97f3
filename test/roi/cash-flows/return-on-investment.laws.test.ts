import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type Investment, returnOnInvestment } from '../../../src/index.js';
import { amount, balance, factor } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';
import { expectClose, neverFalls, unmovedBy } from '../../support/predicates.js';

const cost = () => amount().filter((value) => value > 0);
const investment = (benefit: fc.Arbitrary<number> = balance()): fc.Arbitrary<Investment> =>
  fc.record({ benefit, cost: cost() });

describe('returnOnInvestment', () => {
  law(
    'ROI is −1 exactly when there is no benefit: ROI = −1 ⇔ benefit = 0',
    [
      fc.record({
        benefit: fc.integer({ min: -1_000_000, max: 1_000_000 }),
        cost: fc.integer({ min: 1, max: 1_000_000 }),
      }),
    ],
    // Whole amounts: a benefit of less than 1e-16 of the cost is lost in rounding.
    ({ benefit, cost }) => expect(returnOnInvestment({ benefit, cost }) === -1).toBe(benefit === 0),
  );

  law('ROI is 0 exactly at break-even: ROI = 0 ⇔ benefit = cost', [investment(), fc.boolean()], (any, even) => {
    const { benefit, cost } = even ? { benefit: any.cost, cost: any.cost } : any;
    expect(returnOnInvestment({ benefit, cost }) === 0).toBe(benefit === cost);
  });

  law(
    'ROI is the same in every currency: ROI(k · benefit, k · cost) = ROI(benefit, cost)',
    [investment(), factor()],
    (any, k) => {
      // Near break-even the difference loses the digits that the exchange rounds.
      fc.pre(Math.abs(any.benefit - any.cost) > 1e-3 * any.cost);
      unmovedBy(returnOnInvestment, ({ benefit, cost }, rate: number) => ({
        benefit: rate * benefit,
        cost: rate * cost,
      }))(any, k);
    },
  );

  law('it gives the benefit back: cost · (1 + ROI) = benefit', [investment()], ({ benefit, cost }) => {
    const roi = returnOnInvestment({ benefit, cost }) as number;
    expect(Math.abs(cost * (1 + roi) - benefit)).toBeLessThanOrEqual(1e-12 * (Math.abs(benefit) + cost));
  });

  law(
    'more benefit never lowers ROI',
    [investment(), amount()],
    neverFalls(returnOnInvestment, ({ benefit, cost }, more: number) => ({ benefit: benefit + more, cost })),
  );

  law('more cost never raises the ROI of a gain', [investment(amount()), amount()], ({ benefit, cost }, more) => {
    const [dear, cheap] = [cost + more, cost].map((c) => returnOnInvestment({ benefit, cost: c })) as [number, number];
    expect(dear).toBeLessThanOrEqual(cheap + 1e-12 * (1 + Math.abs(cheap)));
  });

  law(
    'the return of two investments together lies between theirs: it is the mean weighted by cost',
    [investment(), investment()],
    (a, b) => {
      const both = returnOnInvestment({ benefit: a.benefit + b.benefit, cost: a.cost + b.cost }) as number;
      const [ra, rb] = [returnOnInvestment(a), returnOnInvestment(b)] as [number, number];
      const mean = (a.cost / (a.cost + b.cost)) * ra + (b.cost / (a.cost + b.cost)) * rb;
      const size = (Math.abs(a.benefit) + Math.abs(b.benefit)) / (a.cost + b.cost) + 1;
      expect(Math.abs(both - mean)).toBeLessThanOrEqual(1e-12 * size);
    },
  );

  law('nothing spent has no return: ROI(cost 0) = undefined', [balance()], (benefit) =>
    expectClose(returnOnInvestment({ benefit, cost: 0 }), undefined),
  );
});
