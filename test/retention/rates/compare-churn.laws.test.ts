import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  churnRate,
  churnRateOverMidpoint,
  churnRateOverStart,
  churnRateOverStartAndJoined,
  churnRateSummedByDay,
  compareChurn,
} from '../../../src/index.js';
import { baseOf, SPAN, type Stay, stay } from '../../support/customers.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';

const values = (list: readonly Stay[]) => compareChurn(baseOf(list)).map(({ value }) => value);

/** Customers of the start, each with a name of their own, none of whom comes back, and some of whom leave. */
const closed = () =>
  fc
    .array(fc.option(fc.integer({ min: SPAN.from + 1, max: SPAN.to + 1000 })), { minLength: 1 })
    .map((ends) => ends.map((until, index) => ({ name: `${index}`, since: SPAN.from - 1, until: until ?? undefined })));

describe('compareChurn', () => {
  law('each row is its function’s: value = definition(base)', [fc.array(stay())], (list) => {
    const base = baseOf(list);
    const all = { churnRate, churnRateOverStart, churnRateOverMidpoint, churnRateOverStartAndJoined };
    for (const { definition, value } of compareChurn(base)) {
      if (definition === 'churnRateSummedByDay') expect(value).toBe(churnRateSummedByDay(base.days));
      else if (definition !== 'churnRateOverCustomerTime') expect(value).toBe(all[definition](base));
      else expectClose(value, base.customerDays === 0 ? undefined : (base.lost / base.customerDays) * 9.5);
    }
  });

  law(
    'where nobody joins and nobody comes back they agree, or differ by what they must: c, c, c / (1 − c/2), c, from c to −ln(1 − c)',
    [closed()],
    (list) => {
      const [c, overStart, midpoint, joined, byDay, time] = values(list) as [number, ...number[]];
      expect([overStart, joined]).toEqual([c, c]);
      expectClose(midpoint, c / (1 - c / 2));
      expect(byDay).toBeGreaterThanOrEqual(c * (1 - 1e-12));
      expect(byDay).toBeLessThanOrEqual(-Math.log1p(-c) * (1 + 1e-12));
      // The time as customers lies from that of those who stay to that of all.
      expect(time).toBeGreaterThanOrEqual(c * (1 - 1e-12));
      if (c < 1) expect(time).toBeLessThanOrEqual((c / (1 - c)) * (1 + 1e-12));
    },
  );

  law('the share of the start is never more than all losses over it', [fc.array(stay())], (list) => {
    const [share, overStart, , joined] = values(list);
    if (share === undefined || overStart === undefined) return;
    expect(share).toBeLessThanOrEqual(overStart);
    expect(joined).toBeLessThanOrEqual(overStart);
  });

  law(
    'who is retained without a break changes no losses, only what they are shared among',
    [fc.array(stay())],
    (list) => {
      const one = { name: 'loyal', since: SPAN.from - 1 };
      const [before, after] = [baseOf(list), baseOf([...list, one])];
      expect([after.lost, after.start]).toEqual([before.lost, before.start + 1]);
      values([...list, one]).forEach((value, index) => {
        const was = values(list)[index];
        if (was !== undefined) expect(value).toBeLessThanOrEqual(was);
      });
    },
  );
});
