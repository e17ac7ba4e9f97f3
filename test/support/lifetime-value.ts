import fc from 'fast-check';
import type { FirstMargin, RecurringCustomer } from '../../src/index.js';
import { balance, fraction } from './arbitraries.js';

export const timings: readonly FirstMargin[] = ['now', 'midPeriod', 'endOfPeriod', 'firstRenewal'];

/** A recurring customer without growth, at every edge of its ranges. */
export const recurringCustomer = (margin: fc.Arbitrary<number> = balance()): fc.Arbitrary<RecurringCustomer> =>
  fc.record({ margin, retention: fraction(), discountRate: fraction(), firstMargin: fc.constantFrom(...timings) });

/** A customer whose value is finite and well determined: at least a hundredth of each margin's worth is lost by the next. */
export const mortalCustomer = (margin: fc.Arbitrary<number> = balance()): fc.Arbitrary<RecurringCustomer> =>
  fc
    .record({
      margin,
      retention: fc.double({ min: 0.01, max: 1, noNaN: true }),
      discountRate: fc.double({ min: 0.001, max: 1, noNaN: true }),
      growth: fc.double({ min: -1, max: 1, noNaN: true }),
      firstMargin: fc.constantFrom(...timings),
    })
    .filter(({ retention, discountRate, growth }) => (retention * (1 + growth)) / (1 + discountRate) < 0.99);
