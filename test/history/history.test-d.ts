import { expectTypeOf, test } from 'vitest';
import {
  type CustomerHistories,
  gammaGamma,
  groupHistories,
  historiesByCohort,
  mergePurchaseHistories,
  type PurchaseHistories,
  purchaseHistories,
  type ReadHistories,
  type SplitHistories,
  selectHistories,
  splitHistories,
} from '../../src/index.js';

test('histories are columns that every model takes', () => {
  const orders = [{ who: 1, when: new Date(0) }];
  const readers = {
    customer: (order: (typeof orders)[0]) => order.who,
    time: (order: (typeof orders)[0]) => order.when,
  };
  const histories = purchaseHistories(orders, { ...readers, end: '2025-01-01', timeUnit: 'week' });
  expectTypeOf(histories).toEqualTypeOf<ReadHistories<Float64Array | undefined>>();
  const valued = purchaseHistories(orders, { ...readers, value: () => 1, end: '2025-01-01', timeUnit: 'week' });
  expectTypeOf(valued).toEqualTypeOf<ReadHistories>();
  expectTypeOf(valued.meanValue).toEqualTypeOf<Float64Array>();
  expectTypeOf(mergePurchaseHistories(valued, valued)).toEqualTypeOf<ReadHistories>();
  gammaGamma.fit(valued);
  // @ts-expect-error Without a reader of values there may be no mean values.
  gammaGamma.fit(histories);
  const split = splitHistories(orders, { ...readers, value: () => 1, end: 2, calibrationEnd: 1, timeUnit: 'day' });
  expectTypeOf(split).toEqualTypeOf<SplitHistories>();
  expectTypeOf(split.holdout.value).toEqualTypeOf<Float64Array>();
  const unvalued = splitHistories(orders, { ...readers, end: 2, calibrationEnd: 1, timeUnit: 'day' });
  expectTypeOf(unvalued.holdout.value).toEqualTypeOf<Float64Array | undefined>();
  expectTypeOf(histories).toExtend<PurchaseHistories>();
  expectTypeOf(historiesByCohort(valued, { period: 'month' })).toExtend<Map<string, CustomerHistories>>();
  const covariates = { age: [1] };
  const cohorts = historiesByCohort({ ...histories, covariates }, { period: 'month' });
  expectTypeOf(cohorts).toExtend<Map<string, { covariates: { age: number[] } }>>();
  expectTypeOf(selectHistories(valued, [0])).toExtend<CustomerHistories>();
  expectTypeOf(selectHistories(valued, () => true)).not.toHaveProperty('orders');
  expectTypeOf(selectHistories({ repeats: [1], weights: Int8Array.of(1) }, [0])).toEqualTypeOf<{
    repeats: number[];
    weights: Int8Array<ArrayBuffer>;
  }>();
  // @ts-expect-error Customers with covariates are not alike.
  groupHistories({ ...histories, covariates });
  // @ts-expect-error The end of the observation must be told.
  purchaseHistories(orders, { ...readers, timeUnit: 'week' });
  // @ts-expect-error The unit must be told.
  purchaseHistories(orders, { ...readers, end: 0 });
  // @ts-expect-error The end of the calibration must be told.
  splitHistories(orders, { ...readers, end: 0, timeUnit: 'week' });
});
