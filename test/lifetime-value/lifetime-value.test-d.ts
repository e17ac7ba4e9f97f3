import { expectTypeOf } from 'vitest';
import {
  acquisitionPaybackPeriod,
  compareGrowthPaths,
  continuousLifetimeValue,
  curveLifetimeValue,
  type GrowthPath,
  type GrowthPathResult,
  lifetimeValue,
  recurringLifetimeValue,
} from '../../src/index.js';

const customer = { margin: 1, retention: 1, discountRate: 0, firstMargin: 'now' } as const;

// Only the infinite horizon can be without an answer.
expectTypeOf(recurringLifetimeValue(customer)).toEqualTypeOf<number | undefined>();
expectTypeOf(recurringLifetimeValue({ ...customer, periods: 3 })).toEqualTypeOf<number>();
// @ts-expect-error When the first margin comes in has no default.
recurringLifetimeValue({ margin: 1, retention: 1, discountRate: 0 });

expectTypeOf(lifetimeValue({ averageOrderValue: 1, ordersPerYear: 1, years: 1 })).toEqualTypeOf<number>();
lifetimeValue({ averageOrderValue: 1, ordersPerYear: 1, years: 1, margin: undefined });
// @ts-expect-error Years are needed.
lifetimeValue({ averageOrderValue: 1, ordersPerYear: 1 });

expectTypeOf(continuousLifetimeValue({ margin: 1, churnHazard: 1, forceOfInterest: 0 })).toEqualTypeOf<
  number | undefined
>();
expectTypeOf(
  continuousLifetimeValue({ margin: 1, churnHazard: 1, forceOfInterest: 0, duration: 1 }),
).toEqualTypeOf<number>();
expectTypeOf(acquisitionPaybackPeriod({ ...customer, acquisitionCost: 1 })).toEqualTypeOf<number | undefined>();
curveLifetimeValue({ margin: 1, discountRate: 0, firstMargin: 'now', survival: [1, 0.5, undefined] });
curveLifetimeValue({ margin: 1, discountRate: 0, firstMargin: 'now', survival: (age) => 0.5 ** age, periods: 3 });
declare const paths: GrowthPath<'keep' | 'win'>[];
expectTypeOf(compareGrowthPaths(1, paths)).toEqualTypeOf<GrowthPathResult<'keep' | 'win'>[]>();
