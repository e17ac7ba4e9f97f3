import { expectTypeOf } from 'vitest';
import {
  type CxProgramme,
  cxReturnOnInvestment,
  datedInternalRateOfReturn,
  experienceClaims,
  internalRateOfReturn,
  internalRatesOfReturn,
  modifiedInternalRateOfReturn,
  netPresentValue,
  type PaybackTime,
  paybackTime,
  returnOnInvestment,
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
