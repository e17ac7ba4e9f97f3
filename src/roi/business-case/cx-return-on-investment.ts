import { FINITE, FRACTION, NOT_NEGATIVE, reader, SIGNED_FRACTION, whole, within } from '../../internal/check.js';
import { type ProgrammeFlow, type ProgrammeReturn, programmeReturn } from './programme-return.js';

/** A customer base, what a better experience is expected to change about it, and what the programme costs. */
export interface CxProgramme {
  /** Customers now: 0 or more. */
  readonly customers: number;
  /** What a customer spends in a year: money, 0 or more. */
  readonly spendPerYear: number;
  /** The share of spend that is left after the costs of what was sold and of serving the customer: −1 to 1. */
  readonly margin: number;
  /** The share of customers who stay from one year to the next, without the programme: 0 to 1. */
  readonly retention: number;
  /** The expected change in what a customer spends, as a fraction of it: 0.05 is 5% more. −1 to 1. */
  readonly spendUplift: number;
  /**
   * The expected change in retention, in points as a fraction: 0.05 lifts a retention of 0.80 to 0.85, not to 0.84.
   * Retention must stay within 0 and 1.
   */
  readonly retentionUplift: number;
  /**
   * What serving a customer is expected to cost less in a year, beyond what `margin` says: money, negative where it costs
   * more.
   */
  readonly costToServeSaving: number;
  /**
   * The share of these three changes, the same for each, that the programme really causes: 0 to 1. The rest is taken not
   * to happen: it was mere correlation (happy customers stay, but staying customers are also the happy ones). What comes
   * without the programme too belongs into `spendPerYear` and `retention`: after a trial, enter the control group's level
   * there, the difference as the uplift, and a share of 1. There is no default: claiming 1 should be a decision.
   */
  readonly causalShare: number;
  /** What the programme costs at the outset: money, 0 or more. */
  readonly costNow: number;
  /** What it costs at the end of each year: money, 0 or more. */
  readonly costPerYear: number;
  /** The horizon: a whole number of years from 1 to 100. */
  readonly years: number;
  /** The yearly discount rate: a fraction from 0 to 1. */
  readonly discountRate: number;
}

/** One year of a programme of better experience. */
export interface CxCashFlow extends ProgrammeFlow {
  /** Customers during the year without the programme. */
  readonly customers: number;
  /** Customers during the year who would not be there without the programme. */
  readonly extraCustomers: number;
}

/** What a programme of better experience is expected to pay back. */
export interface CxReturn extends ProgrammeReturn {
  /** The yearly table, from year 0 on. */
  readonly cashFlows: readonly CxCashFlow[];
}

/**
 * The return on a customer-experience programme: what better experience is expected to change in spend, retention and
 * cost to serve, followed year by year over a closed customer base, against what the programme costs.
 *
 * With B customers, spend S, margin M, retention r; uplifts u (spend), d (retention), saving c; and causal share s:
 *
 *     B₁ = customers          Bᵧ₊₁ = r · Bᵧ                          customers who would be there anyway
 *     E₁ = 0                  Eᵧ₊₁ = (r + s·d) · Eᵧ + s·d · Bᵧ       customers kept by the programme
 *     benefitᵧ = Eᵧ · S·M + (Bᵧ + Eᵧ) · s · (u·S·M + c)
 *     benefit = Σ benefitᵧ / (1 + i)^y,   cost = costNow + Σ costPerYear / (1 + i)^y
 *
 * which equals margin with the programme minus margin without. Each year's margin is earned by those who are customers
 * during it and counted at its end, so that better retention first pays in year 2. New customers are left out: what the
 * programme does for acquisition is not in the result.
 *
 * The result is an estimate and as good as its inputs: measure spend and retention on your own customers, and take the
 * causal share from a trial with a control group where you can.
 *
 * @param programme - The customer base, the expected changes, their causal share, costs, horizon and discount rate. All
 * fields are required: an effect that is not expected is a 0 that a reader can see.
 * @returns Present values, ROI, payback, and the yearly table they come from.
 * @throws `TypeError` or `RangeError` for a field that is missing or outside its range (a percentage is refused with
 * the likely meaning), for retention lifted out of 0 to 1, and for a result too large for a number.
 * @example
 * ```ts
 * import { cxReturnOnInvestment } from 'custometry';
 *
 * const result = cxReturnOnInvestment({
 *   customers: 10_000, spendPerYear: 200, margin: 0.4, retention: 0.8,
 *   spendUplift: 0.05, retentionUplift: 0.02, costToServeSaving: 1, causalShare: 0.5,
 *   costNow: 50_000, costPerYear: 5_000, years: 3, discountRate: 0.1,
 * });
 * result.returnOnInvestment; // => 0.09034…
 * result.payback; // => 2.27797…
 * ```
 * @see Roland T. Rust, Anthony J. Zahorik and Timothy L. Keiningham (1995), "Return on Quality (ROQ): Making Service
 * Quality Financially Accountable", Journal of Marketing 59(2), 58-70, for the chain from experience to retention to
 * money.
 */
export function cxReturnOnInvestment(programme: CxProgramme): CxReturn {
  const read = reader(programme, CALLER);
  let customers = read('customers', NOT_NEGATIVE);
  const spendPerYear = read('spendPerYear', NOT_NEGATIVE);
  const margin = read('margin', SIGNED_FRACTION);
  const retention = read('retention', FRACTION);
  const spendUplift = read('spendUplift', SIGNED_FRACTION);
  const retentionUplift = read('retentionUplift', SIGNED_FRACTION);
  const costToServeSaving = read('costToServeSaving', FINITE);
  const causalShare = read('causalShare', FRACTION);
  const costNow = read('costNow', NOT_NEGATIVE);
  const costPerYear = read('costPerYear', NOT_NEGATIVE);
  const years = read('years', whole(1, 100));
  const discountRate = read('discountRate', FRACTION);
  // The sum of two fractions can round to just beyond its range.
  within(retention + retentionUplift, `${CALLER}: new retention`, [-1e-15, 1 + 1e-15, '0 to 1']);

  const marginPerCustomer = spendPerYear * margin;
  const gainPerCustomer = causalShare * (spendUplift * marginPerCustomer + costToServeSaving);
  const gainInRetention = causalShare * retentionUplift;
  const table = [];
  let extraCustomers = 0;
  for (let year = 0; year <= years; year++) {
    const benefit = year && extraCustomers * marginPerCustomer + (customers + extraCustomers) * gainPerCustomer + 0;
    table.push({ customers, extraCustomers, benefit, cost: year ? costPerYear : costNow });
    if (year) {
      extraCustomers = (retention + gainInRetention) * extraCustomers + gainInRetention * customers;
      customers *= retention;
    }
  }
  return programmeReturn(table, discountRate, CALLER);
}

const CALLER = 'cxReturnOnInvestment';
