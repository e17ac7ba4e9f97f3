import fc from 'fast-check';
import { describe, expect } from 'vitest';
import {
  customerEffortAgreement,
  customerEffortMean,
  customerSatisfaction,
  type Estimate,
  mergeRatingHistograms,
  type NpsEstimate,
  netEaseScore,
  netPromoterScore,
  npsEstimate,
  type RatingHistogram,
} from '../../src/index.js';
import { answered, histogramOn, histograms, raised, turned, unfold } from '../support/experience.js';
import { law } from '../support/law.js';
import { confidence } from '../support/nps.js';
import { agreesWith, expectClose, neverFalls, staysWithin, unmovedBy } from '../support/predicates.js';

const mean = (histogram: RatingHistogram) => customerEffortMean(histogram)?.value;
const fiveOrSeven = () => fc.constantFrom({ min: 1, max: 5 }, { min: 1, max: 7 }).chain((scale) => histogramOn(scale));
const weight = () => fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e9, noNaN: true }));

describe('customerEffortMean', () => {
  law('min ≤ lower ≤ mean ≤ upper ≤ max, of weighted counts too, and apart', [histograms(weight())], (histogram) => {
    const estimate = customerEffortMean(histogram);
    fc.pre(estimate !== undefined);
    expect(estimate.lower).toBeGreaterThanOrEqual(histogram.min);
    expect(estimate.lower).toBeLessThanOrEqual(estimate.value);
    expect(estimate.upper).toBeGreaterThanOrEqual(estimate.value);
    expect(estimate.upper).toBeLessThanOrEqual(histogram.max);
    expect(estimate.lower).toBeLessThan(estimate.upper);
  });

  law(
    'however many and however weighted, rounding never leaves the scale or puts the ends on the wrong side',
    [
      histograms(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e15, noNaN: true }))),
      fc.double({ min: 1e-6, max: 1e15, noNaN: true }),
    ],
    (histogram, all) => {
      const { min, max, counts } = histogram;
      const alike = { min, max, counts: counts.map((_, index) => (index === counts.length - 1 ? all : 0)) };
      for (const each of [histogram, alike]) {
        const estimate = customerEffortMean(each);
        if (!estimate) continue;
        const { value, lower, upper } = estimate;
        expect([min <= lower, lower <= value, value <= upper, upper <= max]).toEqual([true, true, true, true]);
      }
    },
  );

  law('it is the mean of the ratings: mean = Σ aᵢ / |a|', [histograms(fc.nat(20))], (histogram) => {
    const ratings = unfold(histogram);
    const expected = ratings.length ? ratings.reduce((total, rating) => total + rating, 0) / ratings.length : undefined;
    const actual = mean(histogram);
    if (expected === undefined || actual === undefined) expect(actual).toBe(expected);
    else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-13 * 50);
  });

  law('raising a rating never lowers the mean', [histograms(), fc.nat(), fc.nat()], (histogram, from, to) =>
    neverFalls(
      (h: RatingHistogram) => customerEffortMean({ ...h, min: 0, max: h.max - h.min })?.value,
      (before) => raised(before, from, to),
    )(histogram),
  );

  law(
    'a scale that begins elsewhere moves everything along: mean(ratings + k) = mean + k',
    [histograms(), fc.integer({ min: -100, max: 100 })],
    (histogram, k) => {
      const moved = customerEffortMean({ ...histogram, min: histogram.min + k, max: histogram.max + k });
      const estimate = customerEffortMean(histogram);
      for (const end of ['value', 'lower', 'upper'] as const) {
        if (estimate && moved) expect(Math.abs(moved[end] - estimate[end] - k)).toBeLessThanOrEqual(1e-12);
        else expect(moved).toBe(estimate);
      }
    },
  );

  law('turning the scale round turns it round: mean(turned) = min + max − mean', [histograms()], (histogram) => {
    const [there, back] = [customerEffortMean(histogram), customerEffortMean(turned(histogram))];
    fc.pre(there !== undefined && back !== undefined);
    const sum = histogram.min + histogram.max;
    expect(Math.abs(back.value - (sum - there.value))).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(back.lower - (sum - there.upper))).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(back.upper - (sum - there.lower))).toBeLessThanOrEqual(1e-12);
  });

  law(
    'the mean of a union lies between the means, weighted by responses',
    [fc.tuple(histogramOn({ min: 1, max: 5 }), histogramOn({ min: 1, max: 5 }))],
    ([a, b]) => {
      fc.pre(answered(a) && answered(b));
      const [ea, eb, both] = [a, b, mergeRatingHistograms(a, b)].map((part) => customerEffortMean(part));
      if (!ea || !eb || !both) throw new Error('no responses');
      expectClose(both.value * both.responses, ea.value * ea.responses + eb.value * eb.responses);
    },
  );

  law(
    'on two ratings it is the share of the higher one, with the same interval',
    [histogramOn({ min: 0, max: 1 })],
    (histogram) => {
      const [effort, share] = [customerEffortMean(histogram), customerSatisfaction(histogram, { topBoxes: 1 })];
      for (const end of ['value', 'lower', 'upper'] as const) {
        if (effort && share) expect(Math.abs(effort[end] - share[end])).toBeLessThanOrEqual(1e-14);
        else expect(effort).toBe(share);
      }
    },
  );
});

describe('customerEffortAgreement', () => {
  law(
    'it is the share of the top boxes: agreement(from c) = CSAT(top max − c + 1)',
    [histograms(), fc.nat()],
    (histogram, cut) => {
      const agreeFrom = histogram.min + 1 + (cut % (histogram.max - histogram.min));
      expect(customerEffortAgreement(histogram, { agreeFrom })).toEqual(
        customerSatisfaction(histogram, { topBoxes: histogram.max - agreeFrom + 1 }),
      );
    },
  );
});

describe('netEaseScore', () => {
  const easyHigh = { easy: [5, 5], difficult: [1, 3] } as const;
  const score = (histogram: RatingHistogram) => netEaseScore(histogram, easyHigh)?.value;

  law(
    '−100 ≤ net ease ≤ 100, of weighted counts too',
    [histogramOn({ min: 1, max: 5 }, weight()), fc.double({ min: 1e-6, max: 1e15, noNaN: true })],
    (histogram, all) => {
      for (const each of [histogram, { min: 1, max: 5, counts: [0, 0, 0, 0, all] }]) {
        staysWithin(score, -100, 100)(each);
        staysWithin(score, -100, 100)(turned(each));
      }
    },
  );

  law('−100 ≤ net ease ≤ 100, and ±100 only when everyone agrees', [fiveOrSeven()], (histogram) => {
    const value = score(histogram);
    fc.pre(value !== undefined);
    expect(Math.abs(value)).toBeLessThanOrEqual(100);
    const ratings = histogram.counts.flatMap((count, index) => (count ? [index + 1] : []));
    expect(value === 100).toBe(ratings.every((rating) => rating === 5));
    expect(value === -100).toBe(ratings.every((rating) => rating <= 3));
  });

  law(
    'it is 100 times the mean of 1, 0 and −1',
    [histogramOn({ min: 1, max: 5 }, fc.nat(30))],
    agreesWith(score, (histogram) => {
      const values = unfold(histogram).map((rating) => (rating === 5 ? 1 : rating <= 3 ? -1 : 0));
      return values.length
        ? (100 * values.reduce<number>((total, value) => total + value, 0)) / values.length
        : undefined;
    }),
  );

  law('easy and difficult turned round negate it', [fiveOrSeven()], (histogram) => {
    const back = netEaseScore(histogram, { easy: easyHigh.difficult, difficult: easyHigh.easy })?.value;
    expect(back === undefined ? back : 0 - back).toBe(score(histogram));
  });

  law('with the cuts of NPS it is NPS', [histogramOn({ min: 0, max: 10 })], (histogram) => {
    const add = (from: number, to: number) =>
      histogram.counts.slice(from, to).reduce((total, count) => total + count, 0);
    const counts = { promoters: add(9, 11), passives: add(7, 9), detractors: add(0, 7) };
    expect(netEaseScore(histogram, { easy: [9, 10], difficult: [0, 6] })?.value).toBe(netPromoterScore(counts));
  });

  law(
    'with the cuts of NPS its interval is that of npsEstimate',
    [histogramOn({ min: 0, max: 10 }).filter(answered), confidence()],
    (histogram, level) => {
      const add = (from: number, to: number) =>
        histogram.counts.slice(from, to).reduce((total, count) => total + count, 0);
      const counts = { promoters: add(9, 11), passives: add(7, 9), detractors: add(0, 7) };
      const cuts = { easy: [9, 10], difficult: [0, 6] } as const;
      const [netEase, nps] = [
        netEaseScore(histogram, cuts, { confidence: level }),
        npsEstimate(counts, { confidence: level }),
      ] as [Estimate, NpsEstimate];
      expect(Math.abs(netEase.lower - nps.lower)).toBeLessThanOrEqual(1e-10);
      expect(Math.abs(netEase.upper - nps.upper)).toBeLessThanOrEqual(1e-10);
      expect([netEase.confidence, netEase.responses]).toEqual([level, nps.responses]);
    },
  );

  law(
    '−100 ≤ lower ≤ net ease ≤ upper ≤ 100, of weighted counts too',
    [histogramOn({ min: 1, max: 5 }, weight()), confidence()],
    (histogram, level) => {
      const estimate = netEaseScore(histogram, easyHigh, { confidence: level });
      fc.pre(estimate !== undefined);
      const { value, lower, upper } = estimate;
      const ends = [-100, lower, value, upper, 100];
      expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    },
  );

  law(
    'only the mix matters: score(k · counts) = score(counts)',
    [fiveOrSeven(), fc.integer({ min: 1, max: 1000 })],
    unmovedBy(
      score,
      (histogram, k: number): RatingHistogram => ({ ...histogram, counts: histogram.counts.map((count) => k * count) }),
    ),
  );
});
