import fc from 'fast-check';
import { NPS_SCALE_0_TO_10, NPS_SCALE_1_TO_10, type NpsCounts, type NpsScale } from '../../src/index.js';

/**
 * A fraction: 0, 1 and what lies between, both ends' neighbourhoods included. Nobody measures a rate below a billionth,
 * and products of smaller ones underflow, which breaks equations; such numbers have tests of their own.
 */
export const fraction = (): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, 1) },
    { weight: 8, arbitrary: fc.double({ min: 1e-9, max: 1, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: 1e-9, max: 1, noNaN: true }).map((distance) => 1 - distance) },
  );

/**
 * An amount of money, or any other size. Bounded so that products of a few of them neither overflow nor underflow, which
 * would break equations for reasons that have nothing to do with the formula; the extremes have tests of their own.
 */
export const amount = (): fc.Arbitrary<number> =>
  fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 1e-6, max: 1e12, noNaN: true }));

/** Money gained or lost, within the bounds of {@link amount}. */
export const balance = (): fc.Arbitrary<number> =>
  fc.tuple(amount(), fc.constantFrom(-1, 1)).map(([size, sign]) => (size === 0 ? 0 : sign * size));

/** A factor to scale by: within the bounds of {@link amount}, and not 0. */
export const factor = (): fc.Arbitrary<number> => fc.double({ min: 1e-6, max: 1e6, noNaN: true });

/** The scales people use, and any other that the limits allow. */
export const npsScales = (): fc.Arbitrary<NpsScale> =>
  fc.oneof(
    fc.constantFrom(NPS_SCALE_0_TO_10, NPS_SCALE_1_TO_10),
    risingCuts({ min: 0, max: 127 }),
    risingCuts({ min: -20, max: 200 }),
    risingCuts({ min: -1e9, max: 1e9 }),
  );

const risingCuts = (bounds: { min: number; max: number }): fc.Arbitrary<NpsScale> =>
  fc
    .uniqueArray(fc.integer(bounds), { minLength: 3, maxLength: 3 })
    .map((cuts) => cuts.toSorted((a, b) => a - b) as [number, number, number])
    .chain(([min, passiveFrom, promoterFrom]) =>
      fc
        .oneof(fc.constant(promoterFrom), fc.integer({ min: promoterFrom, max: bounds.max }))
        .map((max) => ({ min, max, passiveFrom, promoterFrom })),
    );

export const rating = (scale: NpsScale = NPS_SCALE_0_TO_10): fc.Arbitrary<number> =>
  fc.integer({ min: scale.min, max: scale.max });

/** Lists around the sizes at which the fast paths change gear are as likely as short ones. */
export const ratings = (scale: NpsScale = NPS_SCALE_0_TO_10): fc.Arbitrary<number[]> =>
  fc.oneof(fc.array(rating(scale)), fc.array(rating(scale), { minLength: 240, maxLength: 800, size: 'max' }));

export const scaleAndRatings = (): fc.Arbitrary<{ scale: NpsScale; ratings: number[] }> =>
  npsScales().chain((scale) => ratings(scale).map((list) => ({ scale, ratings: list })));

/**
 * Whole counts up to what leaves room for 100 times a difference in the 53 bits of a number, so that equations between
 * counts hold exactly.
 */
export const count = (): fc.Arbitrary<number> =>
  fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1e12 }));

export const npsCountsOf = (one: fc.Arbitrary<number> = count()): fc.Arbitrary<NpsCounts> =>
  fc.record({ promoters: one, passives: one, detractors: one });
