import { expectTypeOf } from 'vitest';
import { lifetimeValue, recurringLifetimeValue } from '../../src/index.js';

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
