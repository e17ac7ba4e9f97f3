import { expectTypeOf, test } from 'vitest';
import {
  type CustomerHistories,
  historiesByCohort,
  type PurchaseHistories,
  purchaseHistories,
  type ReadHistories,
  splitHistories,
} from '../../src/index.js';

test('histories are columns that every model takes', () => {
  const orders = [{ who: 1, when: new Date(0) }];
  const readers = {
    customer: (order: (typeof orders)[0]) => order.who,
    time: (order: (typeof orders)[0]) => order.when,
  };
  const histories = purchaseHistories(orders, { ...readers, end: '2025-01-01', timeUnit: 'week' });
  expectTypeOf(histories).toEqualTypeOf<ReadHistories>();
  expectTypeOf(histories).toExtend<PurchaseHistories>();
  expectTypeOf(historiesByCohort(histories, { period: 'month' })).toEqualTypeOf<Map<string, CustomerHistories>>();
  // @ts-expect-error The end of the observation must be told.
  purchaseHistories(orders, { ...readers, timeUnit: 'week' });
  // @ts-expect-error The unit must be told.
  purchaseHistories(orders, { ...readers, end: 0 });
  // @ts-expect-error The end of the calibration must be told.
  splitHistories(orders, { ...readers, end: 0, timeUnit: 'week' });
});
