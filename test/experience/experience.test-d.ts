import { expectTypeOf } from 'vitest';
import {
  type ConfidenceOptions,
  type CustomerEffortAgreementOptions,
  type CustomerExperienceIndex,
  type CustomerSatisfactionDifference,
  type CustomerSatisfactionOptions,
  customerEffortAgreement,
  customerEffortMean,
  customerExperienceIndex,
  customerSatisfaction,
  customerSatisfactionDifference,
  type Estimate,
  type ExperienceConsistency,
  type ExperienceIndex,
  experienceConsistency,
  experienceIndex,
  type InteractionScores,
  interactionScoresBy,
  journeyScore,
  medianValueCuts,
  mergeInteractionScoresBy,
  mergeRatingHistograms,
  netEaseScore,
  type RatedCustomerSatisfactionOptions,
  type RatingHistogram,
  ratingHistogram,
  ratingHistogramBy,
  type ServiceQualityGap,
  satisfactionIndex,
  serviceQualityGap,
  shareOfWallet,
  type ValueCuts,
  type ValueQuadrants,
  valueQuadrants,
  walletAllocation,
} from '../../src/index.js';

const histogram: RatingHistogram = { min: 1, max: 5, counts: [1, 0, 0, 2, 1] };

// Where nobody answered there is no value, and the type says so.
expectTypeOf(customerSatisfactionDifference).returns.toEqualTypeOf<CustomerSatisfactionDifference | undefined>();
expectTypeOf(customerSatisfaction(histogram)).toEqualTypeOf<Estimate | undefined>();
expectTypeOf(customerSatisfaction([5, 4])).toEqualTypeOf<Estimate | undefined>();
expectTypeOf(customerEffortMean(histogram)).toEqualTypeOf<Estimate | undefined>();
expectTypeOf(customerEffortAgreement(histogram)).toEqualTypeOf<Estimate | undefined>();
expectTypeOf(satisfactionIndex([])).toEqualTypeOf<Estimate | undefined>();
expectTypeOf(netEaseScore(histogram, { easy: [1, 2], difficult: [4, 5] })).toEqualTypeOf<Estimate | undefined>();
expectTypeOf(customerExperienceIndex({ effectiveness: histogram, ease: histogram, emotion: histogram })).toEqualTypeOf<
  CustomerExperienceIndex | undefined
>();
expectTypeOf(experienceIndex([])).toEqualTypeOf<ExperienceIndex | undefined>();
expectTypeOf(experienceConsistency([])).toEqualTypeOf<ExperienceConsistency | undefined>();
expectTypeOf(journeyScore([])).toEqualTypeOf<number | undefined>();
expectTypeOf(serviceQualityGap([])).toEqualTypeOf<ServiceQualityGap | undefined>();
expectTypeOf(shareOfWallet({ spend: 1, categorySpend: 2 })).toEqualTypeOf<number | undefined>();
// @ts-expect-error There may be no estimate.
customerSatisfaction(histogram).value;

expectTypeOf(
  ratingHistogramBy(
    [{ plan: 'free' as 'free' | 'paid', rating: 5 }],
    (row) => row.plan,
    (row) => row.rating,
    { min: 1, max: 5 },
  ),
).toEqualTypeOf<Map<'free' | 'paid', RatingHistogram>>();
// @ts-expect-error Ratings are counted first.
customerEffortMean([1, 2, 3]);

// Options can be left out, one by one, and be undefined.
expectTypeOf<ConfidenceOptions>().toEqualTypeOf<{ readonly confidence?: number | undefined }>();
expectTypeOf<CustomerEffortAgreementOptions['agreeFrom']>().toEqualTypeOf<number | undefined>();
expectTypeOf<CustomerSatisfactionOptions['population']>().toEqualTypeOf<number | undefined>();
customerSatisfaction([5], undefined);
customerSatisfaction([5], {});
customerSatisfaction([5], { confidence: undefined, topBoxes: undefined, population: undefined, scale: undefined });
customerSatisfaction(histogram, { confidence: 0.9, topBoxes: undefined, population: undefined });
customerEffortMean(histogram, undefined);
customerEffortMean(histogram, { confidence: undefined });
customerEffortAgreement(histogram, { agreeFrom: undefined, confidence: undefined });
satisfactionIndex([{ ratings: histogram, weight: 1 }], { confidence: undefined });
const frozen: Readonly<RatedCustomerSatisfactionOptions> = Object.freeze({ scale: Object.freeze({ min: 1, max: 5 }) });
customerSatisfaction([5], frozen);
// @ts-expect-error Options are not changed.
frozen.confidence = 0.9;
// @ts-expect-error Null is not an option left out.
customerEffortMean(histogram, null);
// @ts-expect-error The confidence is in an object.
customerEffortMean(histogram, 0.9);
// @ts-expect-error A misspelt option is not ignored.
customerEffortAgreement(histogram, { agreesFrom: 5 });
// @ts-expect-error A histogram has its scale.
customerSatisfaction(histogram, { scale: { min: 1, max: 5 } });

// Ratings in anything iterable; a histogram is a summary of them and is read only.
expectTypeOf(ratingHistogram(new Uint8Array(3), { min: 0, max: 10 })).toEqualTypeOf<RatingHistogram>();
expectTypeOf(mergeRatingHistograms(histogram)).toEqualTypeOf<RatingHistogram>();
ratingHistogram(new Set([5]), { min: 1, max: 5 } as const);
// @ts-expect-error Text is not a rating.
ratingHistogram(['5'], { min: 1, max: 5 });
// @ts-expect-error A missing answer is not a rating.
customerSatisfaction([5, undefined]);
// @ts-expect-error The scale cannot be told from the ratings.
ratingHistogram([5]);
// @ts-expect-error Nothing has no scale.
mergeRatingHistograms();
// @ts-expect-error Counts are not changed.
histogram.counts[0] = 2;
// @ts-expect-error The cuts of the net ease score have no default.
netEaseScore(histogram);
// @ts-expect-error A cut has two ends.
netEaseScore(histogram, { easy: [1], difficult: [4, 5] });

// Customers and brands keep their type.
const byCustomer = interactionScoresBy(
  [{ who: 'Ann' as 'Ann' | 'Bob', score: 4 }],
  (row) => row.who,
  (row) => row.score,
);
expectTypeOf(byCustomer).toEqualTypeOf<Map<'Ann' | 'Bob', InteractionScores>>();
expectTypeOf(mergeInteractionScoresBy(byCustomer, [...byCustomer])).toEqualTypeOf<typeof byCustomer>();
expectTypeOf(walletAllocation(new Map([['us', 9]] as const))).toEqualTypeOf<Map<'us', number>>();
experienceConsistency(byCustomer);
// @ts-expect-error The summaries alone say nothing of who they are of.
experienceConsistency(byCustomer.values());
// @ts-expect-error A rating is a number.
walletAllocation(new Map([['us', '9']]));
// @ts-expect-error Brands are the keys of a Map.
walletAllocation({ us: 9 });

// Rows of any shape, read by functions.
const readers = { businessValue: (margin: number) => margin, customerValue: () => 1 };
expectTypeOf(medianValueCuts([1], readers)).toEqualTypeOf<ValueCuts | undefined>();
expectTypeOf(valueQuadrants([1], readers, { businessValue: 1, customerValue: 1 })).toEqualTypeOf<ValueQuadrants>();
// @ts-expect-error The medians are missing where there are no customers.
valueQuadrants([1], readers, medianValueCuts([1], readers));
// @ts-expect-error The rows are not what is read.
medianValueCuts(['1'], readers);
// @ts-expect-error A touchpoint has a weight.
journeyScore([{ score: 1 }]);
