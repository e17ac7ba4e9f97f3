/**
 * Return on investment: what better experience pays back.
 *
 * @module roi
 */
export { type CxCashFlow, type CxProgramme, type CxReturn, cxReturnOnInvestment } from './cx-return-on-investment.js';
export { type ExperienceClaim, experienceClaims } from './experience-claims.js';
export { netPresentValue } from './net-present-value.js';
export { type Investment, returnOnInvestment } from './return-on-investment.js';
