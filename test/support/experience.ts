import fc from 'fast-check';
import { type RatingHistogram, type RatingScale, ratingHistogram } from '../../src/index.js';

/** The scales people use, and any other of moderate size. */
export const ratingScales = (): fc.Arbitrary<RatingScale> =>
  fc.oneof(
    fc.constantFrom(
      { min: 1, max: 5 },
      { min: 1, max: 7 },
      { min: 1, max: 10 },
      { min: 0, max: 10 },
      { min: 0, max: 1 },
    ),
    fc
      .tuple(fc.integer({ min: -(2 ** 30), max: 2 ** 30 }), fc.integer({ min: 1, max: 1000 }))
      .map(([min, size]) => ({ min, max: min + size })),
  );

export const scaledRatings = (): fc.Arbitrary<{ scale: RatingScale; ratings: number[] }> =>
  ratingScales().chain((scale) =>
    fc.array(fc.integer(scale), { maxLength: 300 }).map((ratings) => ({ scale, ratings })),
  );

/** Histograms on a scale: mixed ones, and those in which most ratings were given by nobody. */
export const histogramOn = (
  { min, max }: RatingScale,
  count: fc.Arbitrary<number> = fc.oneof(fc.constant(0), fc.nat(20), fc.nat(1_000_000)),
): fc.Arbitrary<RatingHistogram> =>
  fc.array(count, { minLength: max - min + 1, maxLength: max - min + 1 }).map((counts) => ({ min, max, counts }));

/** Histograms on scales of up to 20 ratings: long scales take long and are no different. */
export const histograms = (count?: fc.Arbitrary<number>): fc.Arbitrary<RatingHistogram> =>
  fc
    .oneof(
      fc.constantFrom({ min: 1, max: 5 }, { min: 1, max: 7 }, { min: 0, max: 10 }),
      fc
        .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 19 }))
        .map(([min, size]) => ({ min, max: min + size })),
    )
    .chain((scale) => histogramOn(scale, count));

export const answered = (histogram: RatingHistogram): boolean => histogram.counts.some((count) => count > 0);

/** The ratings that a histogram counts, one by one. */
export const unfold = ({ min, counts }: RatingHistogram): number[] =>
  counts.flatMap((count, index) => Array<number>(count).fill(min + index));

/** Best and worst change places. */
export const turned = ({ min, max, counts }: RatingHistogram): RatingHistogram => ({
  min,
  max,
  counts: counts.toReversed(),
});

/** One answer moves up to another rating. */
export const raised = (histogram: RatingHistogram, from: number, to: number): RatingHistogram => {
  const [a, b] = [from, to].map((n) => n % histogram.counts.length).toSorted((x, y) => x - y) as [number, number];
  if (!histogram.counts[a]) return histogram;
  const counts = [...histogram.counts];
  counts[a] = (counts[a] as number) - 1;
  counts[b] = (counts[b] as number) + 1;
  return { ...histogram, counts };
};

export const onScale =
  (scale: RatingScale) =>
  (ratings: readonly number[]): RatingHistogram =>
    ratingHistogram(ratings, scale);
