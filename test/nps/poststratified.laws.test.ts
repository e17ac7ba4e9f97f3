import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  mergeNpsCounts,
  type NpsCounts,
  netPromoterScore,
  npsEstimate,
  npsPoststratified,
  npsWeightedCounts,
} from '../../src/index.js';
import { npsCountsOf } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { expectClose } from '../support/predicates.js';

const responses = ({ promoters, passives, detractors }: NpsCounts) => promoters + passives + detractors;

interface Stratum {
  readonly counts: NpsCounts;
  readonly share: number;
}

/** Counts up to 1000: intervals cost more digits the narrower they are. */
const strata = (): fc.Arbitrary<Stratum[]> =>
  fc
    .array(
      fc.record({
        counts: npsCountsOf(fc.nat(1000)).filter((counts) => responses(counts) > 0),
        share: fc.integer({ min: 1, max: 1000 }),
      }),
      { minLength: 1, maxLength: 8 },
    )
    .map((list) => {
      const total = list.reduce((sum, { share }) => sum + share, 0);
      return list.map(({ counts, share }) => ({ counts, share: share / total }));
    });

const estimate = (list: readonly Stratum[]) => {
  const result = npsPoststratified(
    new Map(list.map(({ counts }, i) => [i, counts])),
    new Map(list.map(({ share }, i) => [i, share])),
  );
  if (result === undefined) throw new Error('no answers');
  return result;
};

const expectNear = (actual: number, expected: number, error = 1e-9) =>
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(error);

describe('npsPoststratified', () => {
  law('the sample’s own shares change nothing: Σ (nₕ / n) · NPSₕ = NPS(all)', [strata()], (list) => {
    const all = mergeNpsCounts(...list.map(({ counts }) => counts));
    const own = list.map(({ counts }) => ({ counts, share: responses(counts) / responses(all) }));
    expectNear(estimate(own).value, netPromoterScore(all) as number, 1e-11);
  });

  law('one stratum is a plain estimate: poststratified({a}, {1}) = estimate(a)', [strata()], ([first]) => {
    const { counts } = first as Stratum;
    const plain = npsEstimate(counts);
    const { value, lower, upper } = estimate([{ counts, share: 1 }]);
    expectNear(value, plain?.value as number, 1e-11);
    expectNear(lower, plain?.lower as number);
    expectNear(upper, plain?.upper as number);
  });

  law(
    'it is weighting each respondent by share over responses: Σ Wₕ·NPSₕ = NPS of weights Wₕ / nₕ',
    [strata()],
    (list) => {
      const ratings: number[] = [];
      const weights: number[] = [];
      for (const { counts, share } of list) {
        const [p, z, d] = [counts.promoters % 20, counts.passives % 20, counts.detractors % 20];
        if (p + z + d === 0) return;
        ratings.push(...Array<number>(p).fill(10), ...Array<number>(z).fill(7), ...Array<number>(d).fill(0));
        weights.push(...Array<number>(p + z + d).fill(share / (p + z + d)));
      }
      const small = list.map(({ counts, share }) => ({
        counts: {
          promoters: counts.promoters % 20,
          passives: counts.passives % 20,
          detractors: counts.detractors % 20,
        },
        share,
      }));
      expectNear(estimate(small).value, netPromoterScore(npsWeightedCounts(ratings, weights).weights) as number);
    },
  );

  law('the interval holds the value: −100 ≤ lower ≤ value ≤ upper ≤ 100', [strata()], (list) => {
    const { value, lower, upper } = estimate(list);
    expect([-100, lower, value, upper, 100]).toEqual([-100, lower, value, upper, 100].toSorted((a, b) => a - b));
  });

  law(
    'strata of one mix are weighted respondents: effective = Kish’s 1 / Σ (W² / n), at most the responses',
    [strata(), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8, maxLength: 8 })],
    (list, factors) => {
      const { promoters, passives, detractors } = (list[0] as Stratum).counts;
      const same = list.map(({ share }, i) => {
        const k = factors[i] as number;
        return { share, counts: { promoters: k * promoters, passives: k * passives, detractors: k * detractors } };
      });
      const { effectiveResponses, responses: n } = estimate(same);
      const kish = 1 / same.reduce((sum, { counts, share }) => sum + share ** 2 / responses(counts), 0);
      // A lone dissenter among thousands leaves so little variance that its digits are lost.
      expectClose(effectiveResponses, kish, 1e-9);
      expect(effectiveResponses).toBeLessThanOrEqual(n * (1 + 1e-9));
    },
  );

  law(
    'more responses of the same strata never widen what is known: effective(k · n) ≥ effective(n)',
    [strata(), fc.integer({ min: 2, max: 100 })],
    (list, k) => {
      const more = list.map(({ counts: { promoters, passives, detractors }, share }) => ({
        share,
        counts: { promoters: k * promoters, passives: k * passives, detractors: k * detractors },
      }));
      expect(estimate(more).effectiveResponses).toBeGreaterThanOrEqual(estimate(list).effectiveResponses);
    },
  );

  law('it is not surer than its strata: v(average) / effective ≥ Σ W²·v(stratum) / (n + 4)', [strata()], (list) => {
    const spread = (p: number, q: number) => p + q - (p - q) ** 2;
    const mean = (read: (counts: NpsCounts) => number) =>
      list.reduce((sum, { counts, share }) => sum + (share * read(counts)) / responses(counts), 0);
    const all = spread(
      mean(({ promoters }) => promoters),
      mean(({ detractors }) => detractors),
    );
    const own = list.reduce((sum, { counts, share }) => {
      const n = responses(counts);
      return sum + (share ** 2 * spread(counts.promoters / n, counts.detractors / n)) / (n + 4);
    }, 0);
    expect(all / estimate(list).effectiveResponses).toBeGreaterThanOrEqual(own * (1 - 1e-9) - 1e-12);
  });

  law('the order of the strata does not matter', [strata()], (list) => {
    const [there, back] = [estimate(list), estimate(list.toReversed())];
    expectNear(back.value, there.value);
    expectNear(back.lower, there.lower);
    expectNear(back.upper, there.upper);
  });
});
