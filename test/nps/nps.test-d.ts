import { expectTypeOf } from 'vitest';
import {
  type Estimate,
  earnedGrowthRate,
  earnedGrowthRatio,
  type NpsCategory,
  type NpsChange,
  type NpsCounts,
  type NpsDifference,
  type NpsEstimate,
  type NpsLinearTrend,
  type NpsMoves,
  type NpsPairedDifference,
  type NpsWeightedDifference,
  type NpsWeightedEstimate,
  netPromoterScore,
  npsCategory,
  npsCounts,
  npsCountsBy,
  npsDifference,
  npsMoves,
  npsScale,
  npsTrend,
  npsWeightedCounts,
  npsWeightedDifference,
  type RakeFailure,
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

// Weighted counts are no counts, and counts are not weighted.
const weighted = npsWeightedCounts([9], [1]);
netPromoterScore(weighted.weights);
// @ts-expect-error A sum of weights is no number of respondents.
netPromoterScore(weighted);
// @ts-expect-error Nor is it one of those to compare.
npsDifference(weighted, weighted);
// @ts-expect-error Nor of those over time.
npsTrend([{ time: 1, counts: weighted }]);
// @ts-expect-error Counts have no squares of weights.
npsWeightedDifference(npsCounts([9]), npsCounts([9]));
expectTypeOf(npsWeightedDifference(weighted, weighted)).toEqualTypeOf<NpsWeightedDifference | undefined>();

// All estimates and all changes have one shape.
expectTypeOf<NpsEstimate>().toExtend<Estimate>();
expectTypeOf<NpsWeightedEstimate>().toExtend<Estimate>();
expectTypeOf<NpsDifference>().toExtend<NpsChange>();
expectTypeOf<NpsPairedDifference>().toExtend<NpsChange>();
expectTypeOf<NpsLinearTrend>().toExtend<NpsChange>();

// One literal serves the rate and the ratio, which needs the rest.
earnedGrowthRate({ revenueBefore: 1, revenueFromReturning: 1, revenueFromEarnedNew: 1, revenueFromBoughtNew: 1 });
// @ts-expect-error The ratio is of all growth.
earnedGrowthRatio({ revenueBefore: 1, revenueFromReturning: 1, revenueFromEarnedNew: 1 });

// Why raking failed is a word of few.
expectTypeOf<RakeFailure>().toEqualTypeOf<'emptyCategory' | 'contradictingMargins' | 'tooFewIterations'>();
expectTypeOf(
  npsMoves(
    [[9, 10]],
    ([before]) => before as number,
    ([, after]) => after as number,
  ),
).toEqualTypeOf<NpsMoves>();

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
