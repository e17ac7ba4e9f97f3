import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  historiesByCohort,
  mergePurchaseHistories,
  type PurchaseHistoriesOptions,
  purchaseHistories,
  purchaseOpportunities,
  type ReadHistories,
  selectHistories,
  splitHistories,
  type ValueReader,
} from '../../src/index.js';
import { law } from '../support/law.js';
import { FROM, type Order, orders, readers, UNTIL, wallDay, zone } from '../support/orders.js';
import { expectClose } from '../support/predicates.js';

const DAY = 86_400_000;
const UNIT = { day: 1, week: 7, month: 30.4375, year: 365.25 };

const options = (): fc.Arbitrary<PurchaseHistoriesOptions<Order> & ValueReader<Order>> =>
  fc.record({
    customer: fc.constant(readers.customer),
    time: fc.constant(readers.time),
    value: fc.constant(readers.value),
    end: fc.integer({ min: FROM + 20 * DAY, max: UNTIL }),
    timeUnit: fc.constantFrom('day', 'week', 'month', 'year'),
    timeZone: zone(),
    sameDay: fc.constantFrom('merge', 'keep'),
    freeOrders: fc.constantFrom('count', 'leaveOut'),
  });

interface Row {
  readonly repeats: number;
  readonly lastRepeat: number;
  readonly observed: number;
  readonly meanValue: number;
  readonly firstPurchase: number;
}

const rowsOf = (histories: Omit<ReadHistories, 'orders'>): Map<unknown, Row> =>
  new Map(
    histories.customers.map((customer, i) => [
      customer,
      {
        repeats: histories.repeats[i] as number,
        lastRepeat: histories.lastRepeat[i] as number,
        observed: histories.observed[i] as number,
        meanValue: histories.meanValue[i] as number,
        firstPurchase: histories.firstPurchase[i] as number,
      },
    ]),
  );

function expectSame(actual: ReadonlyMap<unknown, Row>, expected: ReadonlyMap<unknown, Row>): void {
  expect(new Set(actual.keys())).toEqual(new Set(expected.keys()));
  for (const [customer, row] of expected) {
    for (const [field, value] of Object.entries(row)) expectClose(actual.get(customer)?.[field as keyof Row], value);
  }
}

/** The slow and obvious way: the distinct times of each customer's purchases, one customer after the other. */
function reference(log: readonly Order[], given: PurchaseHistoriesOptions<Order>): Map<string, Row> {
  const { sameDay = 'merge', freeOrders = 'count', timeUnit, timeZone = 'UTC' } = given;
  const end = given.end as number;
  const timeOf = (instant: number) => (sameDay === 'merge' ? DAY * wallDay(instant, timeZone) : instant);
  const isObserved = (when: number) => (sameDay === 'merge' ? timeOf(when) < timeOf(end) : when < end);
  const usable = log.filter(({ when, paid }) => isObserved(when) && (freeOrders === 'count' ? paid >= 0 : paid > 0));
  const rows = new Map<string, Row>();
  for (const who of new Set(usable.map((order) => order.who))) {
    const own = usable.filter((order) => order.who === who);
    const times = [...new Set(own.map(({ when }) => timeOf(when)))].sort((a, b) => a - b);
    const [first, last] = [times[0] as number, times[times.length - 1] as number];
    const repeats = own.filter(({ when }) => timeOf(when) !== first);
    const until = sameDay === 'merge' ? timeOf(end) - DAY : timeOf(end);
    rows.set(who, {
      repeats: times.length - 1,
      lastRepeat: (last - first) / (DAY * UNIT[timeUnit]),
      observed: (until - first) / (DAY * UNIT[timeUnit]),
      meanValue: times.length === 1 ? 0 : repeats.reduce((sum, { paid }) => sum + paid, 0) / (times.length - 1),
      firstPurchase: Math.min(...own.map(({ when }) => when)),
    });
  }
  return rows;
}

describe('purchaseHistories', () => {
  law(
    'histories are counting the distinct times of purchase: x + 1 = |times|, t_x = last − first, T = end − first',
    [orders(), options()],
    (log, given) => expectSame(rowsOf(purchaseHistories(log, given)), reference(log, given)),
  );

  law('the order of orders does not matter', [orders(), options(), fc.nat()], (log, given, seed) => {
    const shuffled = log.toSorted((a, b) => ((a.when * 31 + seed) % 101) - ((b.when * 31 + seed) % 101));
    expectSame(rowsOf(purchaseHistories(shuffled, given)), rowsOf(purchaseHistories(log, given)));
  });

  law(
    'every order is accounted for: used + refunds + free left out + after the end = rows, and used − merged = purchases',
    [orders(), options()],
    (log, given) => {
      const { orders: report, repeats } = purchaseHistories(log, given);
      expect(report.used + report.refunds + report.freeLeftOut + report.afterEnd).toBe(log.length);
      expect(report.free).toBe(purchaseHistories(log, { ...given, freeOrders: 'count' }).orders.free);
      expect(report.freeLeftOut).toBe(given.freeOrders === 'leaveOut' ? report.free : 0);
      expect(report.skipped.rows).toBe(log.length);
      expect(report.used - report.merged).toBe(repeats.reduce((sum, x) => sum + x + 1, 0));
    },
  );

  law(
    'every customer is accounted for: customers + left out = those with any order before the end',
    [orders(), options()],
    (log, given) => {
      const { value: _, ...unvalued } = given;
      const { customers, orders: report } = purchaseHistories(log, given);
      // Without values, every order before the end is a purchase.
      expect(customers.length + report.customersLeftOut).toBe(purchaseHistories(log, unvalued).customers.length);
    },
  );

  law(
    'the times between purchases are those of the distinct times in order, in parts or together: Σ ln((tᵢ₊₁ − tᵢ) / unit)',
    [orders(), options()],
    (log, given) => {
      const { sameDay, timeUnit, timeZone = 'UTC' } = given;
      const counted = log.filter(({ paid }) => paid >= (given.freeOrders === 'count' ? 0 : 1));
      const [a, b] = [log.filter(({ who }) => who < 'Bz'), log.filter(({ who }) => who >= 'Bz')];
      const read = purchaseHistories(log, given);
      const merged = mergePurchaseHistories(purchaseHistories(a, given), purchaseHistories(b, given));
      for (const { customers, logIntervals, end } of [read, merged]) {
        customers.forEach((customer, i) => {
          const own = counted.filter(({ who, when }) => who === customer && when < end).map(({ when }) => when);
          const at = own.map((when) => (sameDay === 'merge' ? DAY * wallDay(when, timeZone) : when));
          const times = [...new Set(at)].sort((one, other) => one - other);
          const logs = times
            .slice(1)
            .map((time, place) => Math.log((time - (times[place] as number)) / (DAY * UNIT[timeUnit])));
          const [sum, size] = [logs.reduce((x, y) => x + y, 0), logs.reduce((x, y) => x + Math.abs(y), 1)];
          expect(Math.abs((logIntervals[i] as number) - sum)).toBeLessThanOrEqual(1e-12 * size);
        });
      }
    },
  );

  law(
    'without a reader of values nothing is known of them, and all else is as if all had paid: h(no value) = h(1) but for m',
    [orders(), options()],
    (log, given) => {
      const { value: _, ...unvalued } = given;
      const { meanValue: __, ...rest } = purchaseHistories(log, { ...given, value: () => 1 });
      expect(purchaseHistories(log, unvalued)).toStrictEqual({ ...rest, meanValue: undefined });
    },
  );

  law('0 ≤ t_x ≤ T, and t_x = 0 exactly where x = 0', [orders(), options()], (log, given) => {
    for (const { repeats, lastRepeat, observed } of rowsOf(purchaseHistories(log, given)).values()) {
      expect(lastRepeat === 0).toBe(repeats === 0);
      expect(lastRepeat).toBeLessThanOrEqual(observed);
      expect(lastRepeat).toBeGreaterThanOrEqual(0);
    }
  });

  law(
    'merging is reading together: read(a ++ b) = merge(read(a), read(b)) for disjoint customers',
    [orders(), options()],
    (log, given) => {
      const [a, b] = [log.filter(({ who }) => who < 'Bz'), log.filter(({ who }) => who >= 'Bz')];
      const merged = mergePurchaseHistories(purchaseHistories(a, given), purchaseHistories(b, given));
      const together = purchaseHistories([...a, ...b], given);
      expectSame(rowsOf(merged), rowsOf(together));
      expect(merged.orders).toEqual(together.orders);
      expect(merged.customers).toEqual(together.customers);
    },
  );

  law('the unit of time does not matter: weeks = days / 7', [orders(), options()], (log, given) => {
    const days = rowsOf(purchaseHistories(log, { ...given, timeUnit: 'day' }));
    for (const [who, row] of rowsOf(purchaseHistories(log, { ...given, timeUnit: 'week' }))) {
      expectClose(7 * row.lastRepeat, days.get(who)?.lastRepeat);
      expectClose(7 * row.observed, days.get(who)?.observed);
    }
  });

  law(
    'cohorts are the customers, each once: Σ |cohort| = |customers|, in the order of first purchase',
    [orders(), options()],
    (log, given) => {
      const histories = purchaseHistories(log, given);
      const cohorts = historiesByCohort(histories, { period: 'month', timeZone: given.timeZone });
      expectSame(new Map([...cohorts.values()].flatMap((cohort) => [...rowsOf(cohort)])), rowsOf(histories));
      expect([...cohorts.keys()]).toEqual([...cohorts.keys()].toSorted());
    },
  );

  law(
    'selecting customers is reading their orders only: select(read(log), S) = read(orders of S)',
    [orders(), options(), fc.uniqueArray(fc.constantFrom<unknown>('Ann', 'Bob', 'Cyd', '__proto__'))],
    (log, given, some) => {
      const selected = selectHistories(purchaseHistories(log, given), (_, customer) => some.includes(customer));
      const { orders: _, ...own } = purchaseHistories(
        log.filter(({ who }) => some.includes(who)),
        given,
      );
      expect(selected).toStrictEqual(own);
    },
  );
});

describe('splitHistories', () => {
  const split = (log: readonly Order[], given: PurchaseHistoriesOptions<Order> & ValueReader<Order>, share: number) => {
    // A day and more before the end, so that there is a holdout in days, too.
    const calibrationEnd = Math.round(FROM + share * ((given.end as number) - FROM - 1.1 * DAY));
    return { calibrationEnd, ...splitHistories(log, { ...given, calibrationEnd }) };
  };
  const share = () => fc.double({ min: 0, max: 1, noNaN: true });

  law(
    'the calibration knows nothing of what comes after: calibration = histories that end there',
    [orders(), options(), share()],
    (log, given, part) => {
      const { calibration, calibrationEnd } = split(log, given, part);
      expectSame(rowsOf(calibration), rowsOf(purchaseHistories(log, { ...given, end: calibrationEnd })));
    },
  );

  law(
    'calibration and holdout are the whole: x(whole) = x(calibration) + purchases(holdout), T(whole) = T + duration',
    [orders(), options(), share()],
    (log, given, part) => {
      const { calibration, holdout, newcomers } = split(log, given, part);
      const whole = rowsOf(purchaseHistories(log, given));
      expect(whole.size).toBe(calibration.customers.length + newcomers);
      calibration.customers.forEach((customer, i) => {
        expect((calibration.repeats[i] as number) + (holdout.purchases[i] as number)).toBe(
          whole.get(customer)?.repeats,
        );
        expectClose((calibration.observed[i] as number) + holdout.duration, whole.get(customer)?.observed, 1e-11);
        const { repeats, meanValue } = whole.get(customer) as Row;
        const before = (calibration.meanValue[i] as number) * (calibration.repeats[i] as number);
        expectClose(before + (holdout.value[i] as number), repeats * meanValue, 1e-11);
      });
    },
  );
});

describe('purchaseOpportunities', () => {
  law(
    'opportunities are counting periods: n complete ones after the first, x of them with a purchase, t_x the last of those',
    [orders(), options(), fc.constantFrom('week' as const, 'month' as const)],
    (log, { sameDay: _, timeUnit: __, ...given }, period) => {
      const { freeOrders = 'count', timeZone = 'UTC' } = given;
      const indexOf = (instant: number) => {
        const day = wallDay(instant, timeZone);
        if (period === 'week') return Math.floor((day + 3) / 7);
        const date = new Date(day * DAY);
        return 12 * date.getUTCFullYear() + date.getUTCMonth();
      };
      const running = indexOf(given.end as number);
      const usable = log.filter(
        ({ when, paid }) => indexOf(when) < running && (freeOrders === 'count' ? paid >= 0 : paid > 0),
      );
      const histories = purchaseOpportunities(log, { ...given, period });
      expect(new Set(histories.customers)).toEqual(new Set(usable.map(({ who }) => who)));
      histories.customers.forEach((customer, i) => {
        const own = usable.filter(({ who }) => who === customer).map(({ when }) => indexOf(when));
        const first = Math.min(...own);
        expect(histories.repeats[i]).toBe(new Set(own).size - 1);
        expect(histories.lastRepeat[i]).toBe(Math.max(...own) - first);
        expect(histories.opportunities[i]).toBe(running - 1 - first);
      });
    },
  );
});
