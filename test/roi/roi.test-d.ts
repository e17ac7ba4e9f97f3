import { expectTypeOf } from 'vitest';
import {
  type Attribution,
  attribute,
  attributeLmdi,
  type CustomerEquityShift,
  type CxBusinessCaseInputs,
  type CxDrivers,
  type CxProgramme,
  customerEquityShift,
  cxBusinessCase,
  cxReturnOnInvestment,
  datedInternalRateOfReturn,
  type Estimate,
  experienceClaims,
  type GroupEconomics,
  groupEconomics,
  groupTotals,
  internalRateOfReturn,
  internalRatesOfReturn,
  mergeGroupTotals,
  modifiedInternalRateOfReturn,
  netPresentValue,
  type PaybackTime,
  paybackTime,
  type QualityProgramme,
  returnOnInvestment,
  returnOnQuality,
  type TotalsByGroup,
} from '../../src/index.js';

expectTypeOf(returnOnInvestment({ benefit: 1, cost: 1 })).toEqualTypeOf<number | undefined>();

declare const programme: CxProgramme;
expectTypeOf<ReturnType<typeof cxReturnOnInvestment>['payback']>().toEqualTypeOf<number | undefined>();

export const withoutShare = (): unknown => {
  const { causalShare: _, ...rest } = programme;
  // @ts-expect-error The causal share has no default.
  return cxReturnOnInvestment(rest);
};

export const changed = (): void => {
  // @ts-expect-error The claims are constants.
  experienceClaims.spendAfterBestExperience.low = 3;
};

declare const inputs: CxBusinessCaseInputs;
expectTypeOf(cxBusinessCase(inputs).drivers).toEqualTypeOf<CxDrivers>();
expectTypeOf(cxBusinessCase(inputs).breakEvenCausalShare).toEqualTypeOf<number | undefined>();

expectTypeOf(attribute({ a: 1, b: 2 }, { a: 2, b: 3 })).toEqualTypeOf<Attribution<'a' | 'b'>>();
expectTypeOf(attributeLmdi({ a: 1 }, { a: 2 })).toEqualTypeOf<Attribution<'a'> | undefined>();
// @ts-expect-error A driver is missing.
export const missing = (): unknown => attribute({ a: 1, b: 2 }, { a: 2 });

const rows = [{ segment: 'a' as const, paid: 1, stays: true as boolean | undefined }];
const totals = groupTotals(rows, {
  group: ({ segment }) => segment,
  spend: ({ paid }) => paid,
  retained: ({ stays }) => stays,
});
expectTypeOf(totals).toEqualTypeOf<TotalsByGroup<'a'>>();
expectTypeOf(mergeGroupTotals(totals, totals)).toEqualTypeOf<TotalsByGroup<'a'>>();
expectTypeOf(groupEconomics(totals)).toEqualTypeOf<Map<'a', GroupEconomics>>();
expectTypeOf<GroupEconomics['margin']>().toEqualTypeOf<Estimate | undefined>();
// @ts-expect-error Without spend there is nothing to measure.
export const withoutSpend = (): unknown => groupTotals(rows, { group: ({ segment }) => segment });

declare const quality: QualityProgramme;
expectTypeOf(returnOnQuality(quality).returnOnInvestment).toEqualTypeOf<number | undefined>();
export const qualityWithoutShare = (): unknown => {
  const { causalShare: _, ...rest } = quality;
  // @ts-expect-error The causal share has no default.
  return returnOnQuality(rest);
};

declare const equity: Parameters<typeof customerEquityShift>;
expectTypeOf(customerEquityShift(...equity)).toEqualTypeOf<CustomerEquityShift | undefined>();

expectTypeOf(internalRateOfReturn([1])).toEqualTypeOf<number | undefined>();
expectTypeOf(internalRatesOfReturn([1]).rates).toEqualTypeOf<readonly number[]>();
expectTypeOf(netPresentValue([1], 0.1, { anyRate: true })).toEqualTypeOf<number>();
expectTypeOf(paybackTime([1])).toEqualTypeOf<PaybackTime | undefined>();
expectTypeOf<PaybackTime['lasting']>().toEqualTypeOf<number | undefined>();
datedInternalRateOfReturn([
  { date: '2025-01-01', amount: 1 },
  { date: new Date(0), amount: 1 },
  { date: 0, amount: 1 },
]);
// @ts-expect-error Both rates must be said.
modifiedInternalRateOfReturn([1], { financeRate: 0.1 });
