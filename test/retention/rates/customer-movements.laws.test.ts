import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { customerMovements, mergeCustomerMovements } from '../../../src/index.js';
import { baseOf, HOUR, SPAN, type Stay, stay } from '../../support/customers.js';
import { law } from '../../support/law.js';
import { expectClose, ignoresOrder } from '../../support/predicates.js';

const DAY = 24 * HOUR;
const stays = () => fc.array(stay(), { maxLength: 12 });

/** By definition: some stay covers the moment before t, and some stay covers t. */
const isThere = (of: readonly Stay[], t: number) =>
  of.some(({ since, until = Infinity }) => since < t && t <= until) &&
  of.some(({ since, until = Infinity }) => since <= t && t < until);

const byName = (list: readonly Stay[]) =>
  [...new Set(list.map(({ name }) => name))].map((name) => list.filter((one) => one.name === name));

/** The moments at which somebody begins to be there, or ceases to. */
const turns = (of: readonly Stay[], begins: boolean) =>
  [...new Set(of.filter(({ since, until }) => since !== until).map((one) => (begins ? one.since : one.until)))].filter(
    (t): t is number =>
      t !== undefined &&
      !of.some(({ since, until = Infinity }) => since < t && t < until) &&
      !of.some(({ since, until = Infinity }) => since !== until && (begins ? until === t : since === t)),
  );

describe('customerMovements', () => {
  law('customers reconcile: start + joined − lost = end, retained + acquired = end', [stays()], (list) => {
    const { start, retained, acquired, joined, lost, end } = baseOf(list);
    expect(start + joined - lost).toBe(end);
    expect(retained + acquired).toBe(end);
    expect(retained).toBeLessThanOrEqual(start);
    expect(acquired).toBeLessThanOrEqual(joined);
    expect(start - retained).toBeLessThanOrEqual(lost);
  });

  law('start, end and retained are counted by asking everybody', [stays()], (list) => {
    const everybody = byName(list);
    const [atStart, atEnd] = [SPAN.from, SPAN.to].map((t) => everybody.filter((of) => isThere(of, t))) as [
      Stay[][],
      Stay[][],
    ];
    expect(baseOf(list)).toMatchObject({
      start: atStart.length,
      end: atEnd.length,
      retained: atStart.filter((of) => atEnd.includes(of)).length,
    });
  });

  law(
    'joined and lost are counted by asking everybody: from ≤ joining < to, from < leaving ≤ to',
    [stays()],
    (list) => {
      const everybody = byName(list);
      const count = (of: number[][], is: (t: number) => boolean) => of.flat().filter(is).length;
      expect(baseOf(list)).toMatchObject({
        joined: count(
          everybody.map((of) => turns(of, true)),
          (t) => SPAN.from <= t && t < SPAN.to,
        ),
        lost: count(
          everybody.map((of) => turns(of, false)),
          (t) => SPAN.from < t && t <= SPAN.to,
        ),
      });
    },
  );

  law(
    'each day is counted by asking everybody who was there as it began, and no more as it ended',
    [stays()],
    (list) => {
      const everybody = byName(list);
      const { days } = baseOf(list);
      expect(days.length).toBe(10);
      days.forEach((day, index) => {
        const [began, ended] = [SPAN.from + index * DAY, Math.min(SPAN.from + (index + 1) * DAY, SPAN.to)];
        const there = everybody.filter((of) => isThere(of, began));
        expect(day).toEqual({ start: there.length, lost: there.filter((of) => !isThere(of, ended)).length });
      });
    },
  );

  law('customer time is what a clock of six hours counts', [fc.array(stay())], (all) => {
    const grid = 6 * HOUR;
    const list = all.filter(({ since, until = 0 }) => since % grid === 0 && until % grid === 0);
    let ticks = 0;
    for (let t = SPAN.from; t < SPAN.to; t += grid) {
      ticks += byName(list).filter((of) => of.some(({ since, until = Infinity }) => since <= t && t < until)).length;
    }
    expect(baseOf(list).customerDays).toBe(ticks / 4);
  });

  law(
    'spans join: the end of one is the start of the next, and joined, lost and time add up',
    [stays(), fc.integer({ min: 1, max: 227 })],
    (list, hours) => {
      const readers = { customer: (r: Stay) => r.name, start: (r: Stay) => r.since, end: (r: Stay) => r.until };
      const middle = SPAN.from + hours * HOUR;
      const [whole, one, two] = [
        baseOf(list),
        customerMovements(list, readers, { from: SPAN.from, to: middle }),
        customerMovements(list, readers, { from: middle, to: SPAN.to }),
      ];
      expect([one.start, one.end, two.end]).toEqual([whole.start, two.start, whole.end]);
      expect([one.joined + two.joined, one.lost + two.lost]).toEqual([whole.joined, whole.lost]);
      expectClose(one.customerDays + two.customerDays, whole.customerDays);
    },
  );

  law(
    'a stay cut in two that touch is the same stay',
    [stays(), fc.nat(11), fc.double({ min: 0, max: 1, noNaN: true })],
    (list, at, share) => {
      const cut = list.flatMap((one, index) => {
        if (index !== at || one.until === undefined) return [one];
        const middle = Math.round(one.since + share * (one.until - one.since));
        return [
          { name: one.name, since: middle, until: one.until },
          { name: one.name, since: one.since, until: middle },
        ];
      });
      expect({ ...baseOf(cut), skipped: 0 }).toEqual({ ...baseOf(list), skipped: 0 });
    },
  );

  law(
    'the order of rows does not matter: base(π(rows)) = base(rows)',
    [stays().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => ignoresOrder(baseOf)(list, shuffled),
  );

  law(
    'of disjoint customers merging is counting together: merge(base(a), base(b)) = base(a ++ b)',
    [fc.array(stay(fc.constantFrom('a', 'b'))), fc.array(stay(fc.constantFrom('c', 'd')))],
    (a, b) => {
      const [merged, whole] = [mergeCustomerMovements(baseOf(a), baseOf(b)), baseOf([...a, ...b])];
      expect({ ...merged, customerDays: 0 }).toEqual({ ...whole, customerDays: 0 });
      expectClose(merged.customerDays, whole.customerDays);
      expect(mergeCustomerMovements(baseOf(a))).toEqual(baseOf(a));
      expect(mergeCustomerMovements(baseOf(a), baseOf([]))).toEqual(baseOf(a));
    },
  );
});
