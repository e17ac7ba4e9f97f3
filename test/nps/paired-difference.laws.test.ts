import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  type NpsCounts,
  type NpsDifference,
  type NpsEstimate,
  type NpsMoves,
  type NpsPairedDifference,
  netPromoterScore,
  npsDifference,
  npsEstimate,
  npsPairedDifference,
} from '../../src/index.js';
import { centralQuantile, normalTail } from '../../src/internal/normal.js';
import { law } from '../support/law.js';
import { confidence, testAgreesWithInterval } from '../support/nps.js';
import { expectClose } from '../support/predicates.js';

const movesOf = (one: fc.Arbitrary<number>): fc.Arbitrary<NpsMoves> => {
  const row = fc.tuple(one, one, one);
  return fc.tuple(row, row, row).filter((table) => table.flat().some((count) => count > 0));
};

/** Tables with many empty cells, and any other. */
const moves = (): fc.Arbitrary<NpsMoves> =>
  fc.oneof(
    movesOf(fc.oneof(fc.constant(0), fc.constant(0), fc.nat(20))),
    movesOf(fc.nat(1000)),
    movesOf(fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e6, noNaN: true }))),
  );

const change = (table: NpsMoves, level = 0.95) =>
  npsPairedDifference(table, { confidence: level }) as NpsPairedDifference;

const map = (table: NpsMoves, value: (from: number, to: number) => number): NpsMoves =>
  table.map((row, from) => row.map((_, to) => value(from, to))) as unknown as NpsMoves;
const cell = (table: NpsMoves, from: number, to: number) => table[from]?.[to] as number;
const total = (table: NpsMoves) => table.flat().reduce((sum, count) => sum + count, 0);

const totals = (at: (category: number) => readonly number[]): NpsCounts => {
  const [detractors, passives, promoters] = [0, 1, 2].map((category) =>
    at(category).reduce((sum, count) => sum + count, 0),
  ) as [number, number, number];
  return { promoters, passives, detractors };
};
const before = (table: NpsMoves) => totals((from) => table[from] as readonly number[]);
const after = (table: NpsMoves) => totals((to) => table.map((row) => row[to] as number));

/** Below this, in points, limits differ by rounding. */
const ROUNDING = 1e-10;

describe('npsPairedDifference', () => {
  law('it is the difference of the scores of the margins: value = NPS(columns) − NPS(rows)', [moves()], (table) => {
    const expected = (netPromoterScore(after(table)) as number) - (netPromoterScore(before(table)) as number);
    expect(Math.abs(change(table).value - expected)).toBeLessThanOrEqual(ROUNDING);
  });

  law(
    '−200 ≤ lower ≤ value ≤ upper ≤ 200 and lower < upper, even when nobody moved',
    [moves(), confidence()],
    (table, level) => {
      const { value, lower, upper, responses } = change(table, level);
      expect(lower).toBeGreaterThanOrEqual(-200);
      expect(lower).toBeLessThanOrEqual(value);
      expect(upper).toBeGreaterThanOrEqual(value);
      expect(upper).toBeLessThanOrEqual(200);
      expect(lower).toBeLessThan(upper);
      expectClose(responses, total(table));
    },
  );

  law(
    'turning the time round negates it: [l, u] of the transposed table = [−u, −l], with the same p',
    [moves(), confidence()],
    (table, level) => {
      const [there, back] = [
        change(table, level),
        change(
          map(table, (from, to) => cell(table, to, from)),
          level,
        ),
      ];
      expect(Math.abs(back.value + there.value)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(back.lower + there.upper)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(back.upper + there.lower)).toBeLessThanOrEqual(ROUNDING);
      if (there.pValue > 1e-100) expectClose(back.pValue, there.pValue, 1e-9);
    },
  );

  law(
    'only the change of each respondent counts: what moves along a diagonal changes nothing',
    [movesOf(fc.nat(1000)), confidence()],
    (table, level) => {
      const sum = (step: number) =>
        table.flatMap((row, from) => row.filter((_, to) => to - from === step)).reduce((a, b) => a + b, 0);
      const gathered: NpsMoves = [
        [sum(0), sum(1), sum(2)],
        [sum(-1), 0, 0],
        [sum(-2), 0, 0],
      ];
      expect(change(gathered, level)).toEqual(change(table, level));
    },
  );

  law(
    'the limits solve the score equation with the most likely shares: Σ shareₖ · (k − Δ) / (1 + λ·(k − Δ)) = 0, λ = c / (d − Δ)',
    [movesOf(fc.nat(50)), confidence()],
    (table, level) => {
      const { value, upper, responses: n } = change(table, level);
      const [d, delta] = [value / 100, upper / 100];
      const most = cell(table, 0, 2) + cell(table, 2, 0) > 0 ? 2 : 1;
      fc.pre(d < most);
      const lambda = centralQuantile(level) ** 2 / n / (d - delta);
      let [slope, size, top] = [0, 0, -2];
      map(table, (from, to) => {
        const [k, count] = [to - from, cell(table, from, to)];
        if (count === 0) return 0;
        top = Math.max(top, k);
        const denominator = 1 + lambda * (k - delta);
        slope += ((count / n) * (k - delta)) / denominator;
        // λ and the denominator are rounded, the more the nearer Δ is to d.
        size +=
          (count / n / Math.abs(denominator)) * (4 + (4 * Math.abs(lambda) * (1 + 1 / (delta - d))) / denominator);
        return 0;
      });
      // Where nobody has the highest change, its share may take up what is missing, at the edge of what λ may be.
      const atEdge = top < most && Math.abs(1 + lambda * (most - delta)) < 1e-9;
      if (atEdge) expect(slope).toBeLessThanOrEqual(1e-9 * size);
      else expect(Math.abs(slope)).toBeLessThanOrEqual(1e-12 * size);
    },
  );

  law(
    'it is the interval of the score, doubled, where everyone who moves moves by two categories',
    [fc.nat(100), fc.nat(100), fc.nat(100), confidence()],
    (up, stay, down, level) => {
      fc.pre(up + down > 0);
      const table: NpsMoves = [
        [stay, 0, up],
        [0, 0, 0],
        [down, 0, 0],
      ];
      const paired = change(table, level);
      const counts = { promoters: up, passives: stay, detractors: down };
      const single = npsEstimate(counts, { confidence: level }) as NpsEstimate;
      expect(Math.abs(paired.lower - 2 * single.lower)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(paired.upper - 2 * single.upper)).toBeLessThanOrEqual(ROUNDING);
    },
  );

  law(
    'it is the interval of the score where nobody moves by two: Tango’s, of those who rose and those who fell',
    [fc.nat(100), fc.nat(100), fc.nat(100), confidence()],
    (up, stay, down, level) => {
      fc.pre(up + stay + down > 0);
      const table: NpsMoves = [
        [0, up, 0],
        [down, stay, 0],
        [0, 0, 0],
      ];
      const paired = change(table, level);
      const counts = { promoters: up, passives: stay, detractors: down };
      const single = npsEstimate(counts, { confidence: level }) as NpsEstimate;
      expect(Math.abs(paired.lower - single.lower)).toBeLessThanOrEqual(ROUNDING);
      expect(Math.abs(paired.upper - single.upper)).toBeLessThanOrEqual(ROUNDING);
      // And the test is McNemar's.
      const z = Math.abs(up - down) / Math.sqrt(Math.max(1, up + down));
      expectClose(paired.pValue, 2 * normalTail(z), 1e-9);
    },
  );

  law(
    'the test agrees with the interval to the last bit: p < 1 − confidence ⇔ 0 ∉ interval',
    [moves(), confidence()],
    (table, level) => testAgreesWithInterval((at) => change(table, at), level),
  );

  law('p is where the interval starts to reach 0: at confidence 1 − p the nearer limit is 0', [moves()], (table) => {
    const { value, pValue } = change(table);
    fc.pre(pValue > 1e-9 && pValue < 0.999);
    const { lower, upper } = change(table, 1 - pValue);
    expect(Math.abs(value > 0 ? lower : upper)).toBeLessThanOrEqual(1e-5);
  });

  law(
    'as many up as down is no change: a symmetric table has value 0, p = 1 and an even interval',
    [movesOf(fc.nat(1000)), confidence()],
    (table, level) => {
      const even = map(table, (from, to) => cell(table, from, to) + cell(table, to, from));
      const { value, lower, upper, pValue } = change(even, level);
      expect([value, pValue]).toEqual([0, 1]);
      expect(Math.abs(lower + upper)).toBeLessThanOrEqual(ROUNDING);
    },
  );

  law(
    'more confidence widens it on both sides, more respondents with the same moves narrow it',
    [moves(), confidence(), confidence(), fc.double({ min: 1, max: 100, noNaN: true })],
    (table, a, b, k) => {
      const [inner, outer] = [change(table, Math.min(a, b)), change(table, Math.max(a, b))];
      expect(inner.lower).toBeGreaterThanOrEqual(outer.lower - ROUNDING);
      expect(inner.upper).toBeLessThanOrEqual(outer.upper + ROUNDING);
      const [fewer, more] = [
        change(table, a),
        change(
          map(table, (from, to) => k * cell(table, from, to)),
          a,
        ),
      ];
      expect(more.lower).toBeGreaterThanOrEqual(fewer.lower - ROUNDING);
      expect(more.upper).toBeLessThanOrEqual(fewer.upper + ROUNDING);
    },
  );

  law(
    'where both answers are independent it is the unpaired difference, with many responses: the limits agree',
    [
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
      confidence(),
    ],
    (rows, columns, level) => {
      const table = rows.map((row) => columns.map((column) => 1e6 * row * column)) as unknown as NpsMoves;
      const paired = change(table, level);
      const unpaired = npsDifference(before(table), after(table), { confidence: level }) as NpsDifference;
      const width = unpaired.upper - unpaired.lower;
      expect(Math.abs(paired.lower - unpaired.lower)).toBeLessThanOrEqual(1e-3 * width);
      expect(Math.abs(paired.upper - unpaired.upper)).toBeLessThanOrEqual(1e-3 * width);
    },
  );

  law(
    'the steadier people answer, the surer the change: of n respondents whose moves cancel, fewer moves narrow it',
    [fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(100)],
    (stay, one, two, more) => {
      fc.pre(stay + one + two + more > 0);
      const even = (steady: number, step: number): NpsMoves => [
        [steady, step, two],
        [step, 0, 0],
        [two, 0, 0],
      ];
      const [calm, lively] = [change(even(stay + 2 * more, one)), change(even(stay, one + more))];
      expect(calm.responses).toBe(lively.responses);
      expect(calm.upper).toBeLessThanOrEqual(lively.upper + ROUNDING);
    },
  );
});
