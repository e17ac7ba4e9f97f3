/**
 * Return on investment: what better experience pays back.
 *
 * @module roi
 */
export {
  type CxCashFlow,
  type CxProgramme,
  type CxReturn,
  cxReturnOnInvestment,
} from './business-case/cx-return-on-investment.js';
export { type ExperienceClaim, experienceClaims } from './business-case/experience-claims.js';
export { netPresentValue } from './cash-flows/net-present-value.js';
export { type Investment, returnOnInvestment } from './cash-flows/return-on-investment.js';
