import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { mergeRatingHistograms, npsCounts, type RatingHistogram, ratingHistogram } from '../../src/index.js';
import { ratings } from '../support/arbitraries.js';
import { onScale, ratingScales, scaledRatings, unfold } from '../support/experience.js';
import { law } from '../support/law.js';
import { ignoresOrder, mergesLikeScanning } from '../support/predicates.js';

describe('ratingHistogram', () => {
  law('counts sum to the number of ratings: Σ counts(a) = |a|', [scaledRatings()], ({ scale, ratings }) => {
    const { counts } = ratingHistogram(ratings, scale);
    expect(counts).toHaveLength(scale.max - scale.min + 1);
    expect(counts.reduce((total, count) => total + count, 0)).toBe(ratings.length);
  });

  law(
    'unfolding the counts gives the ratings back, in order: unfold(counts(a)) = sorted a',
    [scaledRatings()],
    ({ scale, ratings }) => expect(unfold(ratingHistogram(ratings, scale))).toEqual(ratings.toSorted((a, b) => a - b)),
  );

  law(
    'merging is counting together: merge(counts(a), counts(b)) = counts(a ++ b)',
    [
      ratingScales().chain((scale) =>
        fc.tuple(fc.constant(scale), fc.array(fc.integer(scale)), fc.array(fc.integer(scale))),
      ),
    ],
    ([scale, a, b]) =>
      mergesLikeScanning(onScale(scale), (...parts: RatingHistogram[]) =>
        mergeRatingHistograms(ratingHistogram([], scale), ...parts),
      )(a, b),
  );

  law(
    'order does not matter: counts(π(a)) = counts(a)',
    [
      scaledRatings().chain(({ scale, ratings }) =>
        fc.tuple(fc.constant(scale), fc.constant(ratings), fc.shuffledSubarray(ratings, { minLength: ratings.length })),
      ),
    ],
    ([scale, list, shuffled]) => ignoresOrder(onScale(scale))(list, shuffled),
  );

  law(
    'the container does not matter: array, typed array, bytes and iterator give the same counts',
    [ratings(), fc.nat(3)],
    (list, offset) => {
      const scale = { min: -offset, max: 10 + offset };
      const counts = ratingHistogram(list.values(), scale);
      expect(ratingHistogram(list, scale)).toEqual(counts);
      expect(ratingHistogram(Float64Array.from(list), scale)).toEqual(counts);
      expect(ratingHistogram(Uint8Array.from(list), scale)).toEqual(counts);
    },
  );

  law(
    'one rating off the scale is never missed: its index is named, wherever it stands',
    [
      scaledRatings().filter((any) => any.ratings.length > 0),
      fc.nat(),
      fc.oneof(fc.nat(255), fc.integer(), fc.double()),
    ],
    ({ scale, ratings }, at, value) => {
      fc.pre(!(Number.isInteger(value) && value >= scale.min && value <= scale.max));
      const index = at % ratings.length;
      const list = ratings.with(index, value);
      const message = `ratingHistogram: ratings[${index}] must be a whole number from ${scale.min} to ${scale.max}`;
      expect(() => ratingHistogram(list, scale)).toThrow(message);
      expect(() => ratingHistogram(list.values(), scale)).toThrow(message);
      if (list.every((rating) => Number.isInteger(rating) && rating >= 0 && rating < 256)) {
        expect(() => ratingHistogram(Uint8Array.from(list), scale)).toThrow(message);
      }
    },
  );

  law('a histogram survives JSON: parse(stringify(h)) = h', [scaledRatings()], ({ scale, ratings }) => {
    const histogram = ratingHistogram(ratings, scale);
    expect(JSON.parse(JSON.stringify(histogram))).toEqual(histogram);
  });

  law('it is what the categories of NPS are counted from', [ratings()], (list) => {
    const { counts } = ratingHistogram(list, { min: 0, max: 10 });
    const add = (from: number, to: number) => counts.slice(from, to).reduce((total, count) => total + count, 0);
    expect(npsCounts(list)).toEqual({ promoters: add(9, 11), passives: add(7, 9), detractors: add(0, 7) });
  });
});
