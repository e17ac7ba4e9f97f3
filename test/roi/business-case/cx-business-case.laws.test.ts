import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  attribute,
  type CxBusinessCase,
  type CxBusinessCaseInputs,
  type CxDriver,
  type CxGroup,
  type CxMove,
  type CxUplift,
  cxBusinessCase,
  cxReturnOnInvestment,
  internalRateOfReturn,
} from '../../../src/index.js';
import { fraction } from '../../support/arbitraries.js';
import { law } from '../../support/law.js';

const money = (most = 1e4) => fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: most, noNaN: true }));
const signed = (size: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.tuple(size, fc.boolean()).map(([value, negative]) => (negative && value > 0 ? -value : value));

/** Few referrals, so that thirty years of growth stay a number. */
const group = (name: string): fc.Arbitrary<CxGroup> =>
  fc.record({
    name: fc.constant(name),
    customers: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 })),
    spend: money(),
    margin: signed(fraction()),
    retention: fraction(),
    referrals: fc.double({ min: 0, max: 0.5, noNaN: true }),
    costToServe: signed(money(1000)),
  });

const effects = (
  groups: readonly CxGroup[],
): fc.Arbitrary<{ moves: CxMove[]; uplifts: CxUplift[]; rampUp: number[] }> => {
  const names = groups.map(({ name }) => name);
  const move = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names), fraction());
  const uplift = fc.record({
    group: fc.constantFrom(undefined, ...names),
    spend: signed(fc.double({ min: 0, max: 0.3, noNaN: true })),
    referrals: fc.double({ min: 0, max: 0.2, noNaN: true }),
    costToServeSaving: signed(money(100)),
  });
  return fc
    .record({
      moves: fc.array(move, { maxLength: 4 }),
      uplifts: fc.array(uplift, { maxLength: 3 }),
      towards: fc.array(fraction(), { minLength: groups.length, maxLength: groups.length }),
      rampUp: fc.array(fraction(), { minLength: 1, maxLength: 5 }),
    })
    .map(({ moves, uplifts, towards, rampUp }) => ({
      // Four shares of at most a quarter: together at most 1.
      moves: moves.filter(([from, to]) => from !== to).map(([from, to, share]) => ({ from, to, share: share / 4 })),
      uplifts: [
        ...uplifts,
        ...groups.map(({ name, retention, margin }, i) => ({
          group: name,
          retention: (1 - retention) * (towards[i] as number),
          margin: ((1 - margin) / 2) * (towards[i] as number),
        })),
      ],
      rampUp: rampUp.toSorted((a, b) => a - b),
    }));
};

const inputs = (): fc.Arbitrary<CxBusinessCaseInputs> =>
  fc
    .integer({ min: 1, max: 3 })
    .chain((count) => fc.tuple(...['a', 'b', 'c'].slice(0, count).map(group)))
    .chain((groups) =>
      fc
        .record({
          effects: effects(groups),
          causalShare: fraction(),
          costNow: money(1e6),
          costs: fc.array(money(1e5), { minLength: 1, maxLength: 12 }),
          discountRate: fraction(),
        })
        .map(({ effects, costs, ...rest }) => ({
          groups,
          ...effects,
          ...rest,
          costPerYear: costs,
          years: costs.length,
        })),
    );

/** What the benefits are differences of, as errors are in proportion to it: nobody spends or costs more than this. */
function size({ groups, years }: CxBusinessCaseInputs): number {
  const customers = groups.reduce((sum, group) => sum + group.customers, 0) * 1.8 ** years;
  return (
    customers * groups.reduce((most, group) => Math.max(most, 8 * group.spend + Math.abs(group.costToServe) + 300), 1)
  );
}

const benefits = (result: CxBusinessCase) => result.cashFlows.map(({ benefit }) => benefit);
const DRIVERS: readonly CxDriver[] = ['spend', 'margin', 'retention', 'referrals', 'costToServe'];

/**
 * The slow and obvious way: everybody who ever joins, by the year of joining, the group of origin, and the year and move
 * that takes them elsewhere, is followed alone through the years.
 */
function worthByYear(
  { groups, moves = [], uplifts = [], rampUp = [1], years }: CxBusinessCaseInputs,
  causalShare: number,
): { worth: number[]; customers: number[] } {
  const effect = (year: number) => causalShare * (rampUp[Math.min(year, rampUp.length) - 1] as number);
  const find = (name: string) => groups.find((group) => group.name === name) as CxGroup;
  const uplift = (name: string, field: 'spend' | 'margin' | 'retention' | 'referrals' | 'costToServeSaving') =>
    uplifts.reduce((sum, one) => sum + (one.group === undefined || one.group === name ? (one[field] ?? 0) : 0), 0);
  const worth = new Array<number>(years + 1).fill(0);
  const customers = new Array<number>(years + 1).fill(0);
  const total = groups.reduce((sum, group) => sum + group.customers, 0);
  customers[0] = total;
  const joining = new Array<number>(years + 2).fill(0);
  joining[1] = total;
  for (let joined = 1; joined <= years; joined++) {
    // Who joins later is known by then: whoever brings them has joined before.
    for (const origin of groups) {
      const count = total === 0 ? 0 : ((joining[joined] as number) * origin.customers) / total;
      const own = moves.filter(({ from }) => from === origin.name);
      const leaving = own.reduce((sum, { share }) => sum + share, 0);
      const fates = [{ when: years + 1, to: origin, share: 1 - effect(years) * leaving }];
      for (let when = joined; when <= years; when++) {
        const more = effect(when) - (when === joined ? 0 : effect(when - 1));
        for (const { to, share } of own) fates.push({ when, to: find(to), share: more * share });
      }
      for (const { when, to, share } of fates) {
        let alive = count * share;
        for (let year = joined; year <= years; year++) {
          const { name, spend, margin, retention, referrals, costToServe } = year < when ? origin : to;
          const e = effect(year);
          const value = spend * (1 + e * uplift(name, 'spend')) * (margin + e * uplift(name, 'margin'));
          customers[year] = (customers[year] as number) + alive;
          worth[year] = (worth[year] as number) + alive * (value - costToServe + e * uplift(name, 'costToServeSaving'));
          joining[year + 1] = (joining[year + 1] as number) + alive * (referrals + e * uplift(name, 'referrals'));
          alive *= retention + e * uplift(name, 'retention');
        }
      }
    }
  }
  return { worth, customers };
}

describe('cxBusinessCase', () => {
  law(
    'the benefit is what customers are worth with the programme less what they are worth without, followed one by one',
    [inputs()],
    (given) => {
      const result = cxBusinessCase(given);
      const [withIt, without] = [worthByYear(given, given.causalShare), worthByYear(given, 0)];
      const most = given.groups.reduce(
        (top, { spend, costToServe }) => Math.max(top, 8 * spend + Math.abs(costToServe)),
        300,
      );
      result.cashFlows.forEach(({ benefit, customers, extraCustomers }, year) => {
        const followed = (withIt.customers[year] as number) + (without.customers[year] as number);
        const tolerance = 1e-12 * followed * most + 1e-290;
        const expected = (withIt.worth[year] as number) - (without.worth[year] as number);
        expect(Math.abs(benefit - expected)).toBeLessThanOrEqual(tolerance);
        // Not relative alone: a retention near 0 leaves numbers too small to have their digits.
        const there = without.customers[year] as number;
        expect(Math.abs(customers - there)).toBeLessThanOrEqual(1e-11 * there + 1e-300);
        const extra = (withIt.customers[year] as number) - (without.customers[year] as number);
        expect(Math.abs(extraCustomers - extra)).toBeLessThanOrEqual(1e-12 * followed + 1e-290);
      });
    },
  );

  law(
    'with one group and uplifts alone it is cxReturnOnInvestment',
    [inputs(), fraction(), fraction()],
    (given, spend, towards) => {
      const [only] = given.groups as [CxGroup];
      const retentionUplift = (1 - only.retention) * towards;
      const rest = { causalShare: given.causalShare, costNow: given.costNow, costPerYear: 7, years: given.years };
      const group = { ...only, referrals: 0, costToServe: 0 };
      const result = cxBusinessCase({
        ...rest,
        groups: [group],
        uplifts: [{ spend, retention: retentionUplift }, { costToServeSaving: 3 }],
        discountRate: given.discountRate,
      });
      const expected = cxReturnOnInvestment({
        ...rest,
        customers: group.customers,
        spendPerYear: group.spend,
        margin: group.margin,
        retention: group.retention,
        spendUplift: spend,
        retentionUplift,
        costToServeSaving: 3,
        discountRate: given.discountRate,
      });
      result.cashFlows.forEach(({ drivers: _, ...flow }, year) => {
        for (const [field, value] of Object.entries(expected.cashFlows[year] ?? {})) {
          const error = Math.abs(flow[field as keyof typeof flow] - value);
          expect(error, field).toBeLessThanOrEqual(1e-12 * (size(given) + given.costNow + 7 * given.years));
        }
      });
    },
  );

  law('the drivers add up: Σ drivers = benefit, in each year and in present value', [inputs()], (given) => {
    const result = cxBusinessCase(given);
    for (const { benefit, drivers } of [...result.cashFlows, result]) {
      const sum = DRIVERS.reduce((total, driver) => total + drivers[driver], 0);
      expect(Math.abs(sum - benefit)).toBeLessThanOrEqual(1e-12 * size(given));
    }
  });

  law('the present value by driver is the discounted sum of its years', [inputs()], (given) => {
    const result = cxBusinessCase(given);
    for (const driver of DRIVERS) {
      const sum = result.cashFlows.reduce(
        (total, { year, drivers }) => total + drivers[driver] / (1 + given.discountRate) ** year,
        0,
      );
      expect(Math.abs(sum - result.drivers[driver])).toBeLessThanOrEqual(1e-12 * size(given));
    }
  });

  law(
    'a driver in which the groups are alike and which is not lifted gets nothing',
    [inputs(), fc.constantFrom(...DRIVERS)],
    (given, driver) => {
      const [first] = given.groups as [CxGroup];
      const field = driver === 'costToServe' ? 'costToServeSaving' : driver;
      const result = cxBusinessCase({
        ...given,
        groups: given.groups.map((group) => ({ ...group, [driver]: first[driver] })),
        uplifts: given.uplifts?.map((uplift) => ({
          ...uplift,
          ...(field === 'retention' ? {} : { retention: Math.min(uplift.retention ?? 0, 0) }),
          ...(field === 'margin' ? {} : { margin: 0 }),
          [field]: 0,
        })),
      });
      expect(Math.abs(result.drivers[driver])).toBeLessThanOrEqual(1e-12 * size(given));
    },
  );

  law('moving between groups of the same customers changes nothing: benefit = 0', [inputs()], (given) => {
    const [first] = given.groups as [CxGroup];
    const groups = given.groups.map((group) => ({ ...first, name: group.name, customers: group.customers }));
    const result = cxBusinessCase({ ...given, groups, uplifts: [] });
    for (const benefit of benefits(result)) expect(Math.abs(benefit)).toBeLessThanOrEqual(1e-12 * size(given));
  });

  law(
    'moving everybody at once is having begun in the other group: worth = worth of a base of that group',
    [group('a'), group('b'), fc.integer({ min: 1, max: 8 })],
    (a, b, years) => {
      const rest = { causalShare: 1, costNow: 0, costPerYear: 0, years, discountRate: 0 };
      const moved = { ...rest, groups: [a, { ...b, customers: 0 }], moves: [{ from: 'a', to: 'b', share: 1 }] };
      const begun = worthByYear({ ...rest, groups: [{ ...b, customers: a.customers }] }, 0).worth;
      const base = worthByYear({ ...rest, groups: [a] }, 0).worth;
      benefits(cxBusinessCase(moved)).forEach((benefit, year) => {
        const expected = (begun[year] as number) - (base[year] as number);
        expect(Math.abs(benefit - expected)).toBeLessThanOrEqual(1e-12 * size(moved));
      });
    },
  );

  law('without a causal effect there is no benefit: causalShare 0 ⇒ benefit = 0', [inputs()], (given) => {
    const result = cxBusinessCase({ ...given, causalShare: 0 });
    for (const { benefit, extraCustomers } of result.cashFlows) {
      expect(benefit).toBe(0);
      expect(extraCustomers).toBe(0);
    }
  });

  law('a ramp-up of 1 is no ramp-up: [1, 1, …] = [1] = none', [inputs()], (given) => {
    const { rampUp: _, ...none } = given;
    const result = cxBusinessCase(none);
    expect(cxBusinessCase({ ...given, rampUp: [1] })).toEqual(result);
    expect(cxBusinessCase({ ...given, rampUp: [1, 1, 1] })).toEqual(result);
  });

  law('a causal share scales like the ramp-up: (s · t, ramp) = (s, t · ramp)', [inputs(), fraction()], (given, t) => {
    const { rampUp = [1] } = given;
    const a = benefits(cxBusinessCase({ ...given, causalShare: given.causalShare * t }));
    const b = benefits(cxBusinessCase({ ...given, rampUp: rampUp.map((share) => share * t) }));
    a.forEach((benefit, year) => {
      expect(Math.abs(benefit - (b[year] as number))).toBeLessThanOrEqual(1e-12 * size(given));
    });
  });

  law('a group split into two alike changes nothing: (N) = (N/3) + (2N/3)', [inputs()], (given) => {
    const split = (group: CxGroup) =>
      group.name === 'a'
        ? [
            { ...group, customers: group.customers / 3 },
            { ...group, name: 'a2', customers: (2 * group.customers) / 3 },
          ]
        : [group];
    const result = cxBusinessCase({
      ...given,
      groups: given.groups.flatMap(split),
      moves: given.moves?.flatMap((move) => (move.from === 'a' ? [move, { ...move, from: 'a2' }] : [move])),
      uplifts: given.uplifts?.flatMap((uplift) =>
        uplift.group === 'a' ? [uplift, { ...uplift, group: 'a2' }] : [uplift],
      ),
    });
    const whole = benefits(cxBusinessCase(given));
    benefits(result).forEach((benefit, year) => {
      expect(Math.abs(benefit - (whole[year] as number))).toBeLessThanOrEqual(1e-12 * size(given));
    });
  });

  law('its internal rate of return is that of its net flows: IRR(case) = IRR(netᵧ)', [inputs()], (given) => {
    const result = cxBusinessCase(given);
    expect(result.internalRateOfReturn).toBe(internalRateOfReturn(result.cashFlows.map(({ net }) => net)));
  });

  law('it breaks even where it says: the net present value at the break-even share is 0', [inputs()], (given) => {
    const { breakEvenCausalShare, cost, netPresentValue } = cxBusinessCase(given);
    if (breakEvenCausalShare === undefined) {
      // Then it does not pay.
      expect(netPresentValue).toBeLessThan(0);
      return;
    }
    expect(breakEvenCausalShare).toBeGreaterThanOrEqual(0);
    expect(breakEvenCausalShare).toBeLessThanOrEqual(1);
    if (cost === 0) return;
    const there = cxBusinessCase({ ...given, causalShare: breakEvenCausalShare });
    expect(Math.abs(there.netPresentValue)).toBeLessThanOrEqual(1e-10 * size(given) + 1e-12 * cost);
  });

  law('where it breaks even does not depend on the share that is assumed', [inputs(), fraction()], (given, other) => {
    const shares = [given, { ...given, causalShare: other }].map((one) => cxBusinessCase(one).breakEvenCausalShare);
    expect(shares[0]).toBe(shares[1]);
  });

  law(
    'in the first year the drivers are those of attribute: benefit = Δ(spend · margin) − Δ(cost to serve), a customer',
    [group('a'), fraction(), fraction(), money(100)],
    (only, spend, towards, costToServeSaving) => {
      const margin = ((1 - only.margin) / 2) * towards;
      const result = cxBusinessCase({
        groups: [only],
        uplifts: [{ spend, margin, costToServeSaving }],
        ...{ causalShare: 1, costNow: 0, costPerYear: 0, years: 1, discountRate: 0 },
      });
      const parts = attribute(
        { spend: only.spend, margin: only.margin },
        { spend: only.spend * (1 + spend), margin: only.margin + margin },
      ).drivers;
      const tolerance = 1e-12 * only.customers * (2 * only.spend + Math.abs(only.costToServe) + 100);
      expect(Math.abs(result.drivers.spend - only.customers * parts.spend)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(result.drivers.margin - only.customers * parts.margin)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(result.drivers.costToServe - only.customers * costToServeSaving)).toBeLessThanOrEqual(tolerance);
    },
  );
});
