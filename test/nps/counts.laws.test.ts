import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { mergeNpsCounts, type NpsScale, npsCategory, npsCounts } from '../../src/index.js';
import { ratings, scaleAndRatings } from '../support/arbitraries.js';
import { law } from '../support/law.js';
import { ignoresOrder, mergesLikeScanning } from '../support/predicates.js';

const total = (list: Iterable<number>, scale?: NpsScale) => {
  const { promoters, passives, detractors } = npsCounts(list, scale);
  return promoters + passives + detractors;
};

const oneByOne = (list: Iterable<number>, scale?: NpsScale) => {
  const counts = { promoters: 0, passives: 0, detractors: 0 };
  for (const rating of list) counts[`${npsCategory(rating, scale)}s`]++;
  return counts;
};

const bytes = (list: number[], offset: number) => {
  const buffer = new Uint8Array(offset + list.length);
  buffer.set(list, offset);
  return buffer.subarray(offset);
};

describe('npsCounts', () => {
  law('counts sum to the number of ratings: Σ counts(a) = |a|', [scaleAndRatings()], ({ scale, ratings }) => {
    expect(total(ratings, scale)).toBe(ratings.length);
  });

  law(
    'order does not matter: counts(π(a)) = counts(a)',
    [ratings().chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })))],
    ([list, shuffled]) => ignoresOrder(npsCounts)(list, shuffled),
  );

  law(
    'merging is counting together: merge(counts(a), counts(b)) = counts(a ++ b)',
    [ratings(), ratings()],
    mergesLikeScanning(npsCounts, mergeNpsCounts),
  );

  law(
    'counting is asking for the category of each: counts(a) = Σ category(aᵢ)',
    [scaleAndRatings()],
    ({ scale, ratings }) => expect(npsCounts(ratings, scale)).toEqual(oneByOne(ratings, scale)),
  );

  law(
    'the container does not matter: array, typed array, bytes at any address and iterator give the same counts',
    [scaleAndRatings(), fc.nat(7)],
    ({ scale, ratings: list }, offset) => {
      const counts = oneByOne(list, scale);
      expect(npsCounts(Float64Array.from(list), scale)).toEqual(counts);
      expect(npsCounts(Int32Array.from(list), scale)).toEqual(counts);
      expect(npsCounts(list.values(), scale)).toEqual(counts);
      if (scale.min >= 0 && scale.max < 256) expect(npsCounts(bytes(list, offset), scale)).toEqual(counts);
    },
  );

  law(
    'one rating off the scale is never missed: its index is named, wherever it stands',
    [
      scaleAndRatings().filter(({ ratings }) => ratings.length > 0),
      fc.nat(),
      fc.oneof(fc.integer(), fc.integer({ min: 0, max: 255 }), fc.double()),
      fc.nat(7),
    ],
    ({ scale, ratings }, at, value, offset) => {
      fc.pre(!(Number.isInteger(value) && value >= scale.min && value <= scale.max));
      const index = at % ratings.length;
      const list = ratings.with(index, value);
      const message = `npsCounts: ratings[${index}] must be a whole number from ${scale.min} to ${scale.max}`;
      expect(() => npsCounts(list, scale)).toThrow(message);
      expect(() => npsCounts(list.values(), scale)).toThrow(message);
      expect(() => npsCounts(Float64Array.from(list), scale)).toThrow(message);
      if (list.every((rating) => Number.isInteger(rating) && rating >= 0 && rating < 256)) {
        expect(() => npsCounts(bytes(list, offset), scale)).toThrow(message);
      }
    },
  );
});
