import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { type CustomerDay, churnRateOverStart, churnRateSummedByDay } from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

const day = (): fc.Arbitrary<CustomerDay> =>
  fc.tuple(fc.nat(1000), fc.nat(1000)).map(([kept, lost]) => ({ start: kept + lost, lost }));

/** Days of a group that nobody joins: each begins with who is left. */
const closed = (): fc.Arbitrary<CustomerDay[]> =>
  fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.nat(1000), { minLength: 1 })).map(([start, losses]) => {
    let left = start;
    return losses.map((loss) => {
      const of = { start: left, lost: Math.min(loss, left) };
      left -= of.lost;
      return of;
    });
  });

describe('churnRateSummedByDay', () => {
  law('it is the sum of the days: churn = Σ churn of each day, in any order', [fc.array(day())], (days) => {
    const rates = days.map(churnRateOverStart).filter((rate) => rate !== undefined);
    const sum = rates.reduce((total, rate) => total + rate, 0);
    expectClose(churnRateSummedByDay(days), rates.length === 0 ? undefined : sum);
    expectClose(churnRateSummedByDay(days.toReversed()), rates.length === 0 ? undefined : sum);
  });

  law('of one day it is the share of that day', [day()], (of) =>
    expect(churnRateSummedByDay([of])).toBe(churnRateOverStart(of)),
  );

  law(
    'where nobody joins and c is the share lost of all, c ≤ sum ≤ −ln(1 − c), by 1 − c = Π (1 − lostᵢ / startᵢ)',
    [closed()],
    (days) => {
      const { start } = days[0] as CustomerDay;
      const lost = days.reduce((total, of) => total + of.lost, 0);
      const sum = churnRateSummedByDay(days) as number;
      const product = days.reduce((left, of) => (of.start === 0 ? left : left * (1 - of.lost / of.start)), 1);
      expect(Math.abs(product - (1 - lost / start))).toBeLessThanOrEqual(1e-12);
      expect(sum).toBeGreaterThanOrEqual((lost / start) * (1 - 1e-12));
      expect(sum).toBeLessThanOrEqual(-Math.log1p(-lost / start) * (1 + 1e-9));
    },
  );

  law(
    'at the same share q every day for n days it is n·q, while 1 − (1 − q)ⁿ are lost',
    [fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true })],
    (n, q) =>
      expectClose(
        churnRateSummedByDay(Array.from({ length: n }, (_, i) => ({ start: 1e6 * (i + 1), lost: 1e6 * (i + 1) * q }))),
        n * q,
      ),
    [[1, 5e-324]],
  );

  law('days without customers add nothing', [fc.array(day())], (days) =>
    expect(churnRateSummedByDay(days.flatMap((of) => [{ start: 0, lost: 0 }, of]))).toBe(churnRateSummedByDay(days)),
  );
});
