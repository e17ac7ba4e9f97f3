import { expectTypeOf } from 'vitest';
import { churnRate, convertRate, retentionRate } from '../../src/index.js';

const change = { start: 1, end: 1, acquired: 0 };
expectTypeOf(retentionRate(change)).toEqualTypeOf<number | undefined>();
expectTypeOf(churnRate(change)).toEqualTypeOf<number | undefined>();
expectTypeOf(convertRate(0.5, { from: 1, to: 12 })).toEqualTypeOf<number>();
// @ts-expect-error Both periods are needed.
convertRate(0.5, { to: 12 });
// @ts-expect-error The newly acquired are needed, even if there are none.
retentionRate({ start: 1, end: 1 });
