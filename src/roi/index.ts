/**
 * Return on investment: what better experience pays back.
 *
 * @module roi
 */

export type { ConfidenceOptions, Estimate } from '../internal/estimate.js';
export type { Instant } from '../internal/instant.js';
export type { Moments, PairMoments } from '../internal/moments.js';
export type { ScanOptions, SkippedRow, SkippedRows } from '../internal/rows.js';
export { type Attribution, attribute, attributeLmdi } from './business-case/attribute.js';
export {
  type CustomerEquityInputs,
  type CustomerEquityShift,
  customerEquityShift,
  type EquityCustomer,
} from './business-case/customer-equity-shift.js';
export { type CxBusinessCase, type CxBusinessCaseFlow, cxBusinessCase } from './business-case/cx-business-case.js';
export type {
  CxBusinessCaseInputs,
  CxDriver,
  CxDrivers,
  CxGroup,
  CxMove,
  CxUplift,
} from './business-case/cx-plan.js';
export {
  type CxCashFlow,
  type CxProgramme,
  type CxReturn,
  cxReturnOnInvestment,
} from './business-case/cx-return-on-investment.js';
export { type ExperienceClaim, experienceClaims } from './business-case/experience-claims.js';
export { type GroupEconomics, groupEconomics } from './business-case/group-economics.js';
export {
  type GroupReaders,
  type GroupTotals,
  groupTotals,
  mergeGroupTotals,
  type TotalsByGroup,
} from './business-case/group-totals.js';
export type { ProgrammeFlow, ProgrammeReturn } from './business-case/programme-return.js';
export type { ProgrammeTerms } from './business-case/programme-terms.js';
export {
  type QualityFlow,
  type QualityProgramme,
  type QualityReturn,
  returnOnQuality,
} from './business-case/return-on-quality.js';
export {
  type EconomicImpact,
  type ImpactInputs,
  type ImpactItem,
  type ImpactRow,
  totalEconomicImpact,
} from './business-case/total-economic-impact.js';
export { annualise } from './cash-flows/annualise.js';
export {
  type DatedCashFlow,
  datedInternalRateOfReturn,
  datedInternalRatesOfReturn,
  datedNetPresentValue,
} from './cash-flows/dated.js';
export type { RateOptions } from './cash-flows/discount-rate.js';
export { internalRateOfReturn, internalRatesOfReturn } from './cash-flows/internal-rate-of-return.js';
export {
  type ModifiedRates,
  modifiedInternalRateOfReturn,
} from './cash-flows/modified-internal-rate-of-return.js';
export { netPresentValue, netPresentValueEndOfPeriod } from './cash-flows/net-present-value.js';
export { discountedPaybackTime, type PaybackTime, paybackTime } from './cash-flows/payback-time.js';
export { profitabilityIndex } from './cash-flows/profitability-index.js';
export { type Investment, returnOnInvestment } from './cash-flows/return-on-investment.js';
export type { InternalRates } from './cash-flows/zero-rates.js';
