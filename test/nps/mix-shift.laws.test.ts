import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  mergeNpsCounts,
  mergeNpsCountsBy,
  type NpsChange,
  type NpsCounts,
  type NpsMixShift,
  netPromoterScore,
  npsMixShift,
  npsPoststratifiedDifference,
} from '../../src/index.js';
import { npsCountsOf } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { confidence, testAgreesWithInterval } from '../support/nps.js';

type Period = Map<string, NpsCounts>;

const responses = ({ promoters, passives, detractors }: NpsCounts) => promoters + passives + detractors;
const all = (period: Period) => mergeNpsCounts(...period.values());

/** Few names, so that segments meet; often no responses, so that they enter and leave. */
const period = (): fc.Arbitrary<Period> =>
  fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), npsCountsOf(fc.oneof(fc.constant(0), fc.nat(1000)))), {
      maxLength: 5,
    })
    .map((rows) => new Map(rows))
    .filter((rows) => responses(all(rows)) > 0);

const shiftOf = (before: Period, after: Period): NpsMixShift<string> => {
  const shift = npsMixShift(before, after);
  if (shift === undefined) throw new Error('no responses');
  return shift;
};

const expectNear = (actual: number, expected: number) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(1e-12 * 100);

describe('npsMixShift', () => {
  law(
    'the parts are the whole: within + mix = total = NPS(after) − NPS(before), with nothing left over',
    [period(), period()],
    (before, after) => {
      const shift = shiftOf(before, after);
      expect(shift.within + shift.mix).toBe(shift.total);
      expectNear(shift.total, (netPromoterScore(all(after)) as number) - (netPromoterScore(all(before)) as number));
      expectNear(shift.before, netPromoterScore(all(before)) as number);
      expectNear(shift.after, netPromoterScore(all(after)) as number);
    },
  );

  law(
    'the segments are the parts: Σ withinₖ = within, Σ mixₖ = mix, and their shares are whole',
    [period(), period()],
    (before, after) => {
      const shift = shiftOf(before, after);
      const rows = [...shift.segments.values()];
      const total = (read: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + read(row), 0);
      expectNear(
        total((row) => row.within ?? 0),
        shift.within,
      );
      expectNear(
        total((row) => row.mix),
        shift.mix,
      );
      expectNear(
        total((row) => row.shareBefore),
        1,
      );
      expectNear(
        total((row) => row.shareAfter),
        1,
      );
    },
  );

  law(
    'going back takes all back: shift(b, a) = −shift(a, b), segment by segment',
    [period(), period()],
    (before, after) => {
      const [there, back] = [shiftOf(before, after), shiftOf(after, before)];
      expectNear(back.within, -there.within);
      expectNear(back.mix, -there.mix);
      for (const [segment, row] of there.segments) {
        const other = back.segments.get(segment);
        expectNear(other?.mix ?? Number.NaN, -row.mix);
        expectNear(other?.within ?? 0, -(row.within ?? 0));
        expect(other?.presence).toBe({ both: 'both', entered: 'left', left: 'entered' }[row.presence]);
      }
    },
  );

  law('nothing changed is nothing: shift(a, a) = 0 in every part', [period()], (same) => {
    const shift = shiftOf(same, same);
    expect([shift.total, shift.within, shift.mix]).toEqual([0, 0, 0]);
    for (const row of shift.segments.values()) expect([row.within, row.mix + 0]).toEqual([0, 0]);
  });

  law(
    'if only sizes change, all is mix: scores the same ⇒ within = 0',
    [period(), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 })],
    (before, factors) => {
      const after = new Map(
        [...before].map(([name, { promoters, passives, detractors }], i): [string, NpsCounts] => {
          const k = factors[i] as number;
          return [name, { promoters: k * promoters, passives: k * passives, detractors: k * detractors }];
        }),
      );
      const shift = shiftOf(before, after);
      expectNear(shift.within, 0);
      expectNear(shift.mix, shift.total);
    },
  );

  law('if only scores change, all is within: shares the same ⇒ mix = 0', [period()], (before) => {
    const after = new Map(
      [...before].map(([name, { promoters, passives, detractors }]): [string, NpsCounts] => [
        name,
        { promoters: passives, passives: detractors, detractors: promoters },
      ]),
    );
    const shift = shiftOf(before, after);
    expectNear(shift.mix, 0);
    expectNear(shift.within, shift.total);
  });

  law(
    'more respondents of the same kinds change nothing: shift(k·a, m·b) = shift(a, b)',
    [period(), period(), fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 })],
    (before, after, k, m) => {
      const times = (rows: Period, factor: number) =>
        new Map(
          [...rows].map(([name, { promoters, passives, detractors }]): [string, NpsCounts] => [
            name,
            { promoters: factor * promoters, passives: factor * passives, detractors: factor * detractors },
          ]),
        );
      const [plain, scaled] = [shiftOf(before, after), shiftOf(times(before, k), times(after, m))];
      expectNear(scaled.within, plain.within);
      expectNear(scaled.mix, plain.mix);
    },
  );

  law('cutting a segment into like halves moves nothing between the parts', [period(), period()], (before, after) => {
    const cut = (rows: Period) =>
      mergeNpsCountsBy(
        ...['x', 'y', 'z'].map((half) =>
          [...rows].map(([name, counts]): [string, NpsCounts] => [name === 'a' ? `a${half}` : name, counts]),
        ),
      );
    const thrice = (rows: Period) => mergeNpsCountsBy(rows, rows, rows);
    const [whole, halves] = [shiftOf(thrice(before), thrice(after)), shiftOf(cut(before), cut(after))];
    expectNear(halves.within, whole.within);
    expectNear(halves.mix, whole.mix);
  });

  law(
    'a segment that grows counts for the total if and only if it is better than average',
    [period(), period()],
    (before, after) => {
      const shift = shiftOf(before, after);
      const average = (shift.before + shift.after) / 2;
      for (const row of shift.segments.values()) {
        const scores = [row.scoreBefore, row.scoreAfter].filter((score) => score !== undefined);
        const own = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        const growth = row.shareAfter - row.shareBefore;
        if (Math.abs(growth * (own - average)) > 1e-9)
          expect(Math.sign(row.mix)).toBe(Math.sign(growth * (own - average)));
        if (row.presence !== 'both') expect(row.within).toBeUndefined();
      }
    },
  );

  law(
    'the interval holds what it is of, and its test agrees with it to the last bit: p < 1 − confidence ⇔ 0 ∉ interval',
    [period(), period(), confidence()],
    (before, after, level) => {
      const at = (each: number) => npsMixShift(before, after, { confidence: each })?.withinEstimate;
      const estimate = at(level);
      const together = [...after.keys()].some((name) => {
        const [one, two] = [before.get(name), after.get(name)];
        return one !== undefined && two !== undefined && responses(one) > 0 && responses(two) > 0;
      });
      expect(estimate !== undefined).toBe(together);
      if (estimate === undefined) return;
      expect(estimate.value).toBe(shiftOf(before, after).within);
      expect(estimate.lower).toBeLessThanOrEqual(estimate.value);
      expect(estimate.upper).toBeGreaterThanOrEqual(estimate.value);
      testAgreesWithInterval((each) => at(each) as NpsChange, level);
    },
  );

  law(
    'where all segments stay it is the post-stratified difference at their mean shares (w₁ + w₂) / 2',
    [period(), period()],
    (before, after) => {
      const both = (rows: Period, others: Period) =>
        new Map(
          [...rows].filter(
            ([name, own]) => responses(own) > 0 && responses(others.get(name) ?? own) > 0 && others.has(name),
          ),
        );
      const [one, two] = [both(before, after), both(after, before)];
      fc.pre(one.size > 0);
      const { withinEstimate, segments } = shiftOf(one, two);
      const shares = new Map(
        [...segments].map(([name, { shareBefore, shareAfter }]) => [name, (shareBefore + shareAfter) / 2]),
      );
      const expected = npsPoststratifiedDifference(one, two, shares) as NpsChange;
      for (const field of ['value', 'lower', 'upper'] as const) {
        expect(Math.abs((withinEstimate?.[field] as number) - expected[field])).toBeLessThanOrEqual(1e-9);
      }
      // Of scores that are equal but for rounding, p is 1 but for the root of it.
      expect(Math.abs((withinEstimate?.pValue as number) - expected.pValue)).toBeLessThanOrEqual(1e-6);
    },
  );
});
