import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type LogRankGroup,
  type LogRankTest,
  logRankTest,
  logRankTestGehan,
  logRankTestPeto,
  logRankTestStratified,
  type SurvivalTable,
  survivalTable,
} from '../../../src/index.js';
import { law } from '../../support/law.js';
import { expectClose } from '../../support/predicates.js';
import {
  atRiskAt,
  eventTimesOf,
  type FullLifetime,
  leavingAt,
  lifetimes,
  plainLifetime,
} from '../../support/survival.js';

const someGroups = (least = 2) => fc.array(lifetimes(), { minLength: least, maxLength: 5 });
const tables = (groups: readonly (readonly FullLifetime[])[]): SurvivalTable[] =>
  groups.map((rows) => survivalTable(rows));

/** Sums of terms that cancel are good to their rounding only; so is a statistic that should be 0. */
function expectNear(actual: number | undefined, expected: number | undefined, scale = 1): void {
  if (actual === undefined || expected === undefined) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * (scale + Math.abs(expected)));
}

function expectSameTest<A, B>(actual: LogRankTest<A> | undefined, expected: LogRankTest<B> | undefined): void {
  expect(actual?.degreesOfFreedom).toBe(expected?.degreesOfFreedom);
  expectNear(actual?.chiSquare, expected?.chiSquare);
  expectNear(actual?.pValue, expected?.pValue);
}

/** Groups in which nobody leaves when somebody else does. */
const distinctGroups = () =>
  fc
    .uniqueArray(fc.nat(1000), { maxLength: 30 })
    .chain((times) =>
      fc
        .array(fc.tuple(fc.nat(2), fc.boolean()), { minLength: times.length, maxLength: times.length })
        .map((marks) =>
          [0, 1, 2].map((group) =>
            times.flatMap((duration, i) =>
              marks[i]?.[0] === group ? [{ duration, event: marks[i]?.[1] ?? true }] : [],
            ),
          ),
        ),
    );

const variants = { logRankTest, logRankTestPeto, logRankTestGehan };

describe.each(Object.entries(variants))('%s', (_, test) => {
  law('nobody is lost between groups: Σ observed = Σ expected', [someGroups()], (groups) => {
    const result = test(tables(groups));
    if (result === undefined) return;
    const total = (side: 'observed' | 'expected') => result.groups.reduce((sum, group) => sum + group[side], 0);
    expectClose(total('observed'), total('expected'));
  });

  law(
    'the order of the groups does not matter: test(shuffled groups) = test(groups)',
    [
      someGroups().chain((groups) =>
        fc.tuple(fc.constant(groups), fc.shuffledSubarray(groups, { minLength: groups.length })),
      ),
    ],
    ([groups, shuffled]) => expectSameTest(test(tables(shuffled)), test(tables(groups))),
  );

  law('their names do not matter: test(Map of any names) = test(array)', [someGroups()], (groups) => {
    const named = new Map(tables(groups).map((table, i) => [`group ${7 - i}`, table]));
    const [a, b] = [test(named), test(tables(groups))];
    expect(a && { ...a, groups: a.groups.map(({ group, ...rest }) => rest) }).toEqual(
      b && { ...b, groups: b.groups.map(({ group, ...rest }) => rest) },
    );
    expect(a?.groups.map(({ group }) => group)).toEqual(a && [...named.keys()]);
  });

  law(
    'groups that are alike do not differ: χ² = 0 and p = 1',
    [lifetimes(), fc.integer({ min: 2, max: 4 })],
    (rows, count) => {
      const result = test(tables(Array.from({ length: count }, () => rows)));
      if (result === undefined) return;
      expectNear(result.chiSquare, 0);
      expectNear(result.pValue, 1, 1e3);
      expect(result.degreesOfFreedom).toBe(count - 1);
    },
  );

  law('a group of nobody has nothing to say: test(groups + empty) = test(groups)', [someGroups()], (groups) =>
    expectSameTest(test([...tables(groups), { times: [] }]), test(tables(groups))),
  );

  law(
    'only the order of the times matters: test(durations³ + 1) = test(durations)',
    [fc.array(lifetimes(plainLifetime()), { minLength: 2, maxLength: 4 })],
    (groups) => {
      const bent = ({ times }: SurvivalTable) => ({ times: times.map((row) => ({ ...row, time: row.time ** 3 + 1 })) });
      const all = groups.flat().map((row) => row.duration);
      // Two times that differ in the last bits can become one.
      fc.pre(new Set(all.map((time) => time ** 3 + 1)).size === new Set(all).size);
      expect(test(tables(groups).map(bent))).toEqual(test(tables(groups)));
    },
  );

  law('0 ≤ χ², 0 ≤ p ≤ 1, and at most one degree of freedom less than there are groups', [someGroups(0)], (groups) => {
    const result = test(tables(groups));
    if (result === undefined) return;
    expect(result.chiSquare).toBeGreaterThanOrEqual(0);
    expect(result.pValue).toBeGreaterThanOrEqual(0);
    expect(result.pValue).toBeLessThanOrEqual(1);
    expect(result.degreesOfFreedom).toBeLessThanOrEqual(groups.length - 1);
  });

  law(
    'of two groups it is the one difference squared over its variance: χ² = (O − E)² / V',
    [lifetimes(), lifetimes()],
    (a, b) => {
      const result = test(tables([a, b]));
      if (result === undefined) return;
      const [first, second] = result.groups as [LogRankGroup<number>, LogRankGroup<number>];
      expectNear(result.chiSquare, (first.observed - first.expected) ** 2 / first.variance);
      expectClose(second.variance, first.variance, 1e-9);
      expect(result.degreesOfFreedom).toBe(1);
    },
  );
});

describe('logRankTest', () => {
  law(
    'it is counting row by row: O = Σ d, E = Σ d · nⱼ / n, V = Σ (nⱼ / n) (1 − nⱼ / n) d (n − d) / (n − 1)',
    [someGroups()],
    (groups) => {
      const all = groups.flat();
      const result = logRankTest(tables(groups));
      result?.groups.forEach(({ observed, expected, variance }, j) => {
        const rows = groups[j] as FullLifetime[];
        let [o, e, v] = [0, 0, 0];
        for (const time of eventTimesOf(all)) {
          const [n, d, share] = [atRiskAt(all, time), leavingAt(all, time), atRiskAt(rows, time) / atRiskAt(all, time)];
          o += leavingAt(rows, time);
          e += d * share;
          if (n > 1) v += (share * (1 - share) * d * (n - d)) / (n - 1);
        }
        expect(observed).toBe(o);
        expectClose(expected, e);
        expectNear(variance, v);
      });
    },
  );

  law(
    'of three groups it is the quadratic form of two of them, whichever is left out: (u₁ v₂₂ u₁ − …) / det V',
    [lifetimes(), lifetimes(), lifetimes()],
    (...groups) => {
      const result = logRankTest(tables(groups));
      fc.pre(result?.degreesOfFreedom === 2);
      const all = groups.flat();
      const [a, b] = groups;
      let [ua, ub, aa, bb, ab] = [0, 0, 0, 0, 0];
      for (const time of eventTimesOf(all)) {
        const [n, d] = [atRiskAt(all, time), leavingAt(all, time)];
        const [p, q] = [atRiskAt(a, time) / n, atRiskAt(b, time) / n];
        const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
        ua += leavingAt(a, time) - d * p;
        ub += leavingAt(b, time) - d * q;
        aa += spread * p * (1 - p);
        bb += spread * q * (1 - q);
        ab -= spread * p * q;
      }
      const determinant = aa * bb - ab * ab;
      // A determinant that has lost its digits proves nothing.
      fc.pre(determinant > 1e-4 * aa * bb);
      expectNear(result?.chiSquare, (ua * ua * bb - 2 * ua * ub * ab + ub * ub * aa) / determinant);
    },
  );

  law(
    'without ties the evidence is in proportion to the weight: χ²(k · weights) = k · χ², k ≤ 1',
    [distinctGroups(), fc.double({ min: 1e-6, max: 1, noNaN: true })],
    (groups, k) => {
      const of = (weight: number) =>
        logRankTest(groups.map((rows) => survivalTable(rows.map((row) => ({ ...row, weight })))));
      expect(of(k)?.degreesOfFreedom).toBe(of(1)?.degreesOfFreedom);
      expectNear((of(k)?.chiSquare ?? 0) / k, of(1)?.chiSquare ?? 0);
    },
  );

  law(
    'however large one group is, two are one degree of freedom, and χ² = (O − E)² / V of the small one',
    [fc.integer({ min: 2, max: 1e12 }), fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 9 })],
    (many, leave, few) => {
      const large = { times: [{ time: 1, events: leave, censored: many, entered: 0 }] };
      const small = { times: [{ time: 1, events: 1, censored: few, entered: 0 }] };
      const [n, d, share] = [leave + many + few + 1, leave + 1, (few + 1) / (leave + many + few + 1)];
      // O − E = (those of the small group who leave · the others − the others who leave · the small group) / n
      const excess = (leave + many - leave * (few + 1)) / n;
      const variance = ((share * (leave + many)) / n) * d * ((many + few) / (n - 1));
      const result = logRankTest([large, small]);
      expect(result?.degreesOfFreedom).toBe(1);
      expectClose(result?.chiSquare, excess ** 2 / variance, 1e-9);
    },
  );

  law('it is undefined of fewer than two groups', [lifetimes()], (rows) => {
    expect(logRankTest([])).toBeUndefined();
    expect(logRankTest(tables([rows]))).toBeUndefined();
  });

  law(
    'groups that are never at risk together cannot be compared: entries after the last of the others leave no test',
    [lifetimes(), lifetimes()],
    (a, b) => {
      const end = Math.max(0, ...a.map((row) => row.duration));
      const later = b.map((row) => ({ ...row, entry: end + row.entry + 1, duration: end + row.duration + 2 }));
      expect(logRankTest(tables([a, later]))).toBeUndefined();
    },
  );
});

describe('logRankTestStratified', () => {
  law('one stratum is no stratum: stratified([groups]) = test(groups)', [someGroups()], (groups) =>
    expect(logRankTestStratified([tables(groups)])).toEqual(logRankTest(tables(groups))),
  );

  law(
    'strata add up: observed, expected and variance are the sums of those of the strata',
    [fc.array(fc.tuple(lifetimes(), lifetimes()), { minLength: 1, maxLength: 4 })],
    (strata) => {
      const whole = logRankTestStratified(strata.map(tables));
      const parts = strata.map((groups) => logRankTest(tables(groups)));
      fc.pre(parts.every((part) => part !== undefined));
      for (const side of ['observed', 'expected', 'variance'] as const) {
        for (const j of [0, 1]) {
          expectNear(
            whole?.groups[j]?.[side],
            parts.reduce((sum, part) => sum + (part?.groups[j]?.[side] as number), 0),
          );
        }
      }
    },
  );

  law(
    'a stratum of one group compares nothing: χ² with it = χ² without it',
    [someGroups(), lifetimes()],
    (groups, alone) => {
      const named = new Map(tables(groups).map((table, i) => [i, table]));
      expectSameTest(
        logRankTestStratified([named, new Map([[0, survivalTable(alone)]])]),
        logRankTestStratified([named]),
      );
    },
  );

  law(
    'the order of the strata does not matter: stratified(reversed strata) = stratified(strata)',
    [fc.array(fc.tuple(lifetimes(), lifetimes(), lifetimes()), { maxLength: 4 })],
    (strata) =>
      expectSameTest(logRankTestStratified(strata.map(tables)), logRankTestStratified(strata.toReversed().map(tables))),
  );
});

describe('logRankTestGehan and logRankTestPeto', () => {
  law(
    'Gehan’s test compares pairs: O − E = (pairs of which a is known to leave first) − (pairs of which b is)',
    [lifetimes(plainLifetime()), lifetimes(plainLifetime())],
    (a, b) => {
      const result = logRankTestGehan(tables([a, b]));
      if (result === undefined) return;
      const first = (x: FullLifetime, y: FullLifetime) =>
        x.event && (x.duration < y.duration || (x.duration === y.duration && !y.event)) ? 1 : 0;
      const pairs = a.reduce((sum, x) => sum + b.reduce((row, y) => row + first(x, y) - first(y, x), 0), 0);
      const { observed, expected } = result.groups[0] as { observed: number; expected: number };
      expectNear(observed - expected, pairs, observed);
    },
  );

  law(
    'without censoring and late entry Peto’s weights are Gehan’s by the number of customers: n · Peto = Gehan',
    [lifetimes(plainLifetime()), lifetimes(plainLifetime())],
    (...rows) => {
      const groups = rows.map((each) => each.map((row) => ({ ...row, event: true })));
      const n = groups.flat().length;
      const [peto, gehan] = [logRankTestPeto(tables(groups)), logRankTestGehan(tables(groups))];
      expectSameTest(peto, gehan);
      peto?.groups.forEach(({ observed, variance }, j) => {
        expectClose(n * observed, gehan?.groups[j]?.observed, 1e-11);
        expectNear(n * n * variance, gehan?.groups[j]?.variance);
      });
    },
  );

  law(
    'Peto’s weight is the survival of all just before: O = Σ S(t−) · d, as a sum over the rows who leave',
    [someGroups()],
    (groups) => {
      const all = groups.flat();
      const before = (time: number) =>
        eventTimesOf(all)
          .filter((each) => each < time)
          .reduce((product, each) => product * (1 - leavingAt(all, each) / atRiskAt(all, each)), 1);
      logRankTestPeto(tables(groups))?.groups.forEach(({ observed }, j) => {
        const rows = (groups[j] as FullLifetime[]).filter(({ event }) => event);
        expectNear(
          observed,
          rows.reduce((sum, row) => sum + row.weight * before(row.duration), 0),
        );
      });
    },
  );
});
