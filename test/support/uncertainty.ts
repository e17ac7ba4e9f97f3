import fc from 'fast-check';
import type { Distribution } from '../../src/index.js';

/** Three numbers in order, the first and the last apart: of a size at which their differences keep their digits. */
export const lowLikelyHigh = (): fc.Arbitrary<{ low: number; likely: number; high: number }> =>
  fc
    .tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true })),
    )
    .map(([low, width, place]) => {
      const high = low + width;
      return { low, likely: Math.min(high, Math.max(low, low + place * width)), high };
    });

/** Shapes of beta and gamma distributions: beyond these a quantile can be below the smallest number. */
const shape = (): fc.Arbitrary<number> =>
  fc.oneof(fc.constantFrom(0.5, 1, 2), fc.double({ min: 0.1, max: 10, noNaN: true }), fc.integer({ min: 1, max: 1e5 }));

export const continuous = (): fc.Arbitrary<Distribution> =>
  fc.oneof<fc.Arbitrary<Distribution>[]>(
    lowLikelyHigh().map(({ low, high }) => ({ kind: 'uniform', low, high })),
    lowLikelyHigh().map((estimate) => ({ kind: 'triangular', ...estimate })),
    fc
      .tuple(lowLikelyHigh(), fc.double({ min: 0, max: 50, noNaN: true }))
      .map(([estimate, lambda]) => ({ kind: 'pert', ...estimate, lambda })),
    fc.record({
      kind: fc.constant('normal' as const),
      mean: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      standardDeviation: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    }),
    fc.record({
      kind: fc.constant('log-normal' as const),
      logMean: fc.double({ min: -20, max: 20, noNaN: true }),
      logStandardDeviation: fc.double({ min: 1e-3, max: 2, noNaN: true }),
    }),
    fc.record({ kind: fc.constant('beta' as const), alpha: shape(), beta: shape() }),
    fc.record({
      kind: fc.constant('gamma' as const),
      shape: shape(),
      scale: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    }),
  );

export const discrete = (): fc.Arbitrary<Distribution> =>
  fc.oneof<fc.Arbitrary<Distribution>[]>(
    fc.record({
      kind: fc.constant('binomial' as const),
      trials: fc.oneof(fc.nat(30), fc.nat(1e6)),
      probability: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 1e-4, max: 0.9999, noNaN: true })),
    }),
    fc
      .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })), { minLength: 1 })
      .map((pairs) => ({ kind: 'empirical', values: pairs.map(([x]) => x), weights: pairs.map(([, w]) => w) })),
    fc.record({ kind: fc.constant('fixed' as const), value: fc.double({ min: -1e6, max: 1e6, noNaN: true }) }),
  );

export const distributions = (): fc.Arbitrary<Distribution> => fc.oneof(continuous(), discrete());

/** A probability at which both tails have digits. */
export const probability = (): fc.Arbitrary<number> => fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

/** Few draws, so that a law can be tried often. */
export const seed = (): fc.Arbitrary<number> => fc.nat(2 ** 32 - 1);
