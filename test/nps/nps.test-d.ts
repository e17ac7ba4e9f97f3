import { expectTypeOf } from 'vitest';
import {
  type NpsCategory,
  type NpsCounts,
  netPromoterScore,
  npsCategory,
  npsCounts,
  npsCountsBy,
  npsScale,
} from '../../src/index.js';

// The empty survey is visible in the type.
expectTypeOf(netPromoterScore({ promoters: 1, passives: 0, detractors: 0 })).toEqualTypeOf<number | undefined>();
expectTypeOf(npsCategory(9)).toEqualTypeOf<NpsCategory>();

// Anything iterable, and nothing else.
npsCounts(new Set([9, 10]));
npsCounts(new Uint8Array(3));
npsCounts([9, 10] as const);
// @ts-expect-error Text is not a rating.
npsCounts(['9']);
// @ts-expect-error A missing answer is not a rating.
npsCounts([9, null]);

// A summary is read only, and its segments keep their type.
const bySegment = npsCountsBy(
  [{ plan: 'free' as 'free' | 'paid', rating: 9 }],
  (r) => r.plan,
  (r) => r.rating,
);
expectTypeOf(bySegment).toEqualTypeOf<Map<'free' | 'paid', NpsCounts>>();
// @ts-expect-error Counts are not changed.
npsCounts([9]).promoters = 2;
// @ts-expect-error A scale has four cuts.
npsScale({ min: 1, max: 5, promoterFrom: 5 });
