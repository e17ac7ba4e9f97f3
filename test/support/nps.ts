import fc from 'fast-check';
import { expect } from 'vitest';
import { type NpsCounts, type NpsWeightedCounts, npsWeightedCounts } from '../../src/index.js';
import { rating } from './arbitraries.js';

export const responsesOf = ({ promoters, passives, detractors }: NpsCounts): number =>
  promoters + passives + detractors;

/** Promoters and detractors swapped. */
export const turned = ({ promoters, passives, detractors }: NpsCounts): NpsCounts => ({
  promoters: detractors,
  passives,
  detractors: promoters,
});

/** Every survey multiplied. */
export const times = (k: number, { promoters, passives, detractors }: NpsCounts): NpsCounts => ({
  promoters: k * promoters,
  passives: k * passives,
  detractors: k * detractors,
});

/** Surveys with at least one response: small ones, one-sided ones, large ones and weighted ones. */
export const survey = (): fc.Arbitrary<NpsCounts> =>
  fc
    .oneof(
      surveyOf(fc.nat(3)),
      surveyOf(fc.nat(100)),
      surveyOf(fc.oneof(fc.constant(0), fc.nat(1_000_000_000))),
      surveyOf(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }))),
    )
    .filter((counts) => responsesOf(counts) > 0);

export const surveyOf = (one: fc.Arbitrary<number>): fc.Arbitrary<NpsCounts> =>
  fc.record({ promoters: one, passives: one, detractors: one });

/** Confidences that people ask for and any other; nearer to 0 or 1 the width of an interval is rounded away. */
export const confidence = (): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(0.8, 0.9, 0.95, 0.99), fc.double({ min: 1e-3, max: 1 - 1e-9, noNaN: true }));

/** An answer with its weight. */
export type WeightedAnswer = readonly [rating: number, weight: number];

/** Weights over six orders of magnitude: beyond that one respondent is all there is. */
export const weight = (): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 1, max: 9 }), fc.double({ min: 1e-3, max: 1e3, noNaN: true }));
/** Whole weights, whose sums are exact in any order. */
export const wholeWeight = (): fc.Arbitrary<number> => fc.integer({ min: 1, max: 1_000_000 });
export const weightedAnswers = (one: fc.Arbitrary<number> = weight()): fc.Arbitrary<WeightedAnswer[]> =>
  fc.array(fc.tuple(rating(), one));

export const countWeighted = (list: readonly WeightedAnswer[]): NpsWeightedCounts =>
  npsWeightedCounts(
    list.map(([value]) => value),
    list.map(([, each]) => each),
  );

/** The probability of each outcome of n responses from a mix, promoters and detractors in a square by n + 1. */
export function trinomial(n: number, p: number, q: number): Float64Array {
  const logFactorial = new Float64Array(n + 1);
  for (let k = 1; k <= n; k++) logFactorial[k] = (logFactorial[k - 1] as number) + Math.log(k);
  const of = (k: number): number => logFactorial[k] as number;
  const times = (k: number, share: number): number => (k === 0 ? 0 : k * Math.log(share));
  const m = 1 - p - q;
  const table = new Float64Array((n + 1) ** 2);
  for (let x = 0; x <= n; x++) {
    for (let y = 0; x + y <= n; y++) {
      const rest = n - x - y;
      const log = of(n) - of(x) - of(y) - of(rest) + times(x, p) + times(y, q) + times(rest, m);
      table[x * (n + 1) + y] = Math.exp(log);
    }
  }
  return table;
}

/**
 * Test and interval agree to the last bit: p < 1 − confidence ⇔ 0 ∉ interval, at any confidence, and where the two all but
 * meet, too.
 */
export function testAgreesWithInterval(
  changeAt: (level: number) => { readonly lower: number; readonly upper: number; readonly pValue: number },
  level: number,
): void {
  const edge = 1 - changeAt(level).pValue;
  for (const near of [level, edge, edge * (1 - 1e-15), edge * (1 + 1e-15), edge + 2 ** -53]) {
    if (!(near > 1e-3 && near < 1 - 1e-9)) continue;
    const { lower, upper, pValue } = changeAt(near);
    expect(pValue < 1 - near).toBe(lower > 0 || upper < 0);
  }
}
