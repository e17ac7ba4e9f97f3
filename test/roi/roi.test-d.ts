import { expectTypeOf } from 'vitest';
import { type CxProgramme, cxReturnOnInvestment, experienceClaims, returnOnInvestment } from '../../src/index.js';

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
