import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { customerSatisfaction, mergeRatingHistograms, type RatingHistogram } from '../../src/index.js';
import { answered, histogramOn, histograms, raised, scaledRatings, turned } from '../support/experience.js';
import { law } from '../support/law.js';
import { addsToOne, agreesWith, expectClose, neverFalls, staysWithin, unmovedBy } from '../support/predicates.js';

interface Boxed {
  histogram: RatingHistogram;
  topBoxes: number;
}

const boxed = (count?: fc.Arbitrary<number>): fc.Arbitrary<Boxed> =>
  histograms(count).chain((histogram) =>
    fc.integer({ min: 1, max: histogram.max - histogram.min }).map((topBoxes) => ({ histogram, topBoxes })),
  );
const share = ({ histogram, topBoxes }: Boxed) => customerSatisfaction(histogram, { topBoxes })?.value;
const weight = () => fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e9, noNaN: true }));

/** Weighted counts whose upper end once rounded to just above 1. */
const roundsPast1: Boxed = {
  histogram: {
    min: -4,
    max: 14,
    counts: [
      0, 0, 1e-6, 2927.388912090805, 0, 0, 1e-6, 19345213.14316433, 26460175.737876855, 3.004064006656282, 0, 1e-6, 0,
      0, 0, 0, 729.5568313388137, 0, 0.008710064661195824,
    ],
  },
  topBoxes: 16,
};

describe('customerSatisfaction', () => {
  law('0 ≤ CSAT ≤ 1, of weighted counts too', [boxed(weight())], staysWithin(share, 0, 1));

  law(
    'lower ≤ CSAT ≤ upper, within 0 and 1, and apart',
    [boxed(weight())],
    ({ histogram, topBoxes }) => {
      const estimate = customerSatisfaction(histogram, { topBoxes });
      fc.pre(estimate !== undefined);
      expect(estimate.lower).toBeGreaterThanOrEqual(0);
      expect(estimate.lower).toBeLessThanOrEqual(estimate.value);
      expect(estimate.upper).toBeGreaterThanOrEqual(estimate.value);
      expect(estimate.upper).toBeLessThanOrEqual(1);
      expect(estimate.lower).toBeLessThan(estimate.upper);
    },
    [[roundsPast1]],
  );

  law(
    'CSAT is counting: ratings above max − topBoxes, divided by all',
    [
      scaledRatings().chain(({ scale, ratings }) =>
        fc.integer({ min: 1, max: scale.max - scale.min }).map((topBoxes) => ({ scale, ratings, topBoxes })),
      ),
    ],
    agreesWith(
      ({ scale, ratings, topBoxes }) => customerSatisfaction(ratings, { scale, topBoxes })?.value,
      ({ scale, ratings, topBoxes }) =>
        ratings.length ? ratings.filter((rating) => rating > scale.max - topBoxes).length / ratings.length : undefined,
      0,
    ),
  );

  law(
    'who is not satisfied is in the other boxes: CSAT + CSAT(turned round, other boxes) = 1',
    [boxed()],
    ({ histogram, topBoxes }) =>
      addsToOne(share, () => share({ histogram: turned(histogram), topBoxes: histogram.counts.length - topBoxes }))({
        histogram,
        topBoxes,
      }),
  );

  law('more boxes never lower CSAT', [boxed(), fc.nat()], ({ histogram, topBoxes }, more) =>
    neverFalls(share, (before) => ({
      histogram,
      topBoxes: Math.min(before.topBoxes + (more % 20), histogram.counts.length - 1),
    }))({ histogram, topBoxes }),
  );

  law('raising a rating never lowers CSAT', [boxed(), fc.nat(), fc.nat()], (any, from, to) =>
    neverFalls(share, ({ histogram, topBoxes }) => ({ histogram: raised(histogram, from, to), topBoxes }))(any),
  );

  law(
    'only the mix matters to the value: CSAT(k · counts) = CSAT(counts)',
    [boxed(), fc.integer({ min: 1, max: 1000 })],
    (any, k) =>
      unmovedBy(
        share,
        ({ histogram, topBoxes }): Boxed => ({
          histogram: { ...histogram, counts: histogram.counts.map((count) => k * count) },
          topBoxes,
        }),
      )(any),
  );

  law(
    'CSAT of a union is the mean, weighted by responses',
    [fc.tuple(histogramOn({ min: 1, max: 5 }), histogramOn({ min: 1, max: 5 }))],
    ([a, b]) => {
      fc.pre(answered(a) && answered(b));
      const [ea, eb, both] = [a, b, mergeRatingHistograms(a, b)].map((part) => customerSatisfaction(part));
      if (!ea || !eb || !both) throw new Error('no responses');
      expect(both.responses).toBe(ea.responses + eb.responses);
      expectClose(both.value * both.responses, ea.value * ea.responses + eb.value * eb.responses);
    },
  );

  law(
    'an interval of a known population lies within that of many',
    [boxed(fc.nat(1000)), fc.nat(100_000)],
    ({ histogram, topBoxes }, more) => {
      const many = customerSatisfaction(histogram, { topBoxes });
      fc.pre(many !== undefined);
      const few = customerSatisfaction(histogram, { topBoxes, population: many.responses + more });
      expect(few?.lower).toBeGreaterThanOrEqual(many.lower);
      expect(few?.upper).toBeLessThanOrEqual(many.upper);
    },
  );
});
