import { rootBetween } from '../../internal/roots.js';
import { internalRateOfReturn } from '../cash-flows/internal-rate-of-return.js';
import { type CxBase, follow, worthOf } from './cx-base.js';
import { CALLER, type CxBusinessCaseInputs, type CxDriver, type CxDrivers, type CxPlan, readPlan } from './cx-plan.js';
import type { CxCashFlow, CxReturn } from './cx-return-on-investment.js';
import { programmeReturn } from './programme-return.js';
import { shapleyValues } from './shapley.js';

/** One year of a business case. */
export interface CxBusinessCaseFlow extends CxCashFlow {
  /** The year's benefit by driver; together they are the benefit. */
  readonly drivers: CxDrivers;
}

/** What a programme is expected to pay back, through which drivers, and how much of its effect it needs to break even. */
export interface CxBusinessCase extends CxReturn {
  /** The yearly table, from year 0 on, with the benefit by driver. */
  readonly cashFlows: readonly CxBusinessCaseFlow[];
  /** The present value of the benefit by driver; together they are the benefit. */
  readonly drivers: CxDrivers;
  /**
   * The yearly discount rate at which the net present value is 0, a fraction; `undefined` when there is none or more than
   * one.
   */
  readonly internalRateOfReturn: number | undefined;
  /**
   * The least causal share at which the net present value is 0: 0 when the programme costs nothing, `undefined` when it pays
   * at none (of 1/16, 2/16, … 1). Compare it with `causalShare`: the gap is how much of the effect may fail to come.
   */
  readonly breakEvenCausalShare: number | undefined;
}

/**
 * The business case of a customer-experience programme: a customer base by group, the change that is expected of a better
 * experience as a shift between groups or as changes of what drives their value, followed year by year against what the
 * programme costs. Money in the caller's unit, rates as fractions a year.
 *
 * In year y the effect is eᵧ = causalShare · rampUpᵧ. A share eᵧ · share of a group's customers has moved to another
 * group by then; the others have not. Whoever is in group h (moved or not) spends Sₕ(1 + eᵧ·u), at a margin of Mₕ + eᵧ·u,
 * costs Cₕ − eᵧ·saving to serve, brings Qₕ + eᵧ·u new customers by the next year, and stays with Rₕ + eᵧ·u. New customers
 * join the groups in the proportions of the base now, and are moved like everybody else.
 *
 *     worthᵧ = Σ customers · (spend · margin − costToServe)
 *     benefitᵧ = worthᵧ with the programme − worthᵧ without
 *
 * Margins are earned by those who are customers during a year and counted at its end: better retention and referrals first
 * pay in year 2. The benefit is split among the drivers by Shapley values (see {@link attribute}): a customer who moves
 * changes spend, retention and all else at once, and the drivers say through which of them it pays.
 *
 * With one group and uplifts alone this is {@link cxReturnOnInvestment}.
 *
 * @param inputs - The groups, the expected change, its causal share and ramp-up, costs, horizon and discount rate.
 * @returns Present values, ROI, payback, break-even, the benefit by driver, and the yearly table they come from.
 * @throws `TypeError` or `RangeError` for a field that is missing or outside its range (a percentage is refused with the
 * likely meaning), for neither moves nor uplifts, an uplift of no driver or of an unknown one, for names that are doubled or
 * unknown, for moves of more than all customers of a group, for rates that an
 * uplift lifts out of their range, for a ramp-up that falls, and for a result too large for a number.
 * @example
 * ```ts
 * import { cxBusinessCase } from 'custometry';
 *
 * const result = cxBusinessCase({
 *   groups: [
 *     { name: 'promoters', customers: 4000, spend: 260, margin: 0.4, retention: 0.9, referrals: 0.1, costToServe: 8 },
 *     { name: 'passives', customers: 3500, spend: 200, margin: 0.4, retention: 0.8, referrals: 0.02, costToServe: 10 },
 *     { name: 'detractors', customers: 2500, spend: 150, margin: 0.4, retention: 0.65, referrals: 0, costToServe: 18 },
 *   ],
 *   moves: [{ from: 'detractors', to: 'passives', share: 0.2 }, { from: 'passives', to: 'promoters', share: 0.1 }],
 *   rampUp: [0.5, 1],
 *   causalShare: 0.5,
 *   costNow: 15_000, costPerYear: 2_000, years: 3, discountRate: 0.1,
 * });
 * result.returnOnInvestment; // => 0.25720…
 * ```
 * @see Roland T. Rust, Anthony J. Zahorik and Timothy L. Keiningham (1995), "Return on Quality (ROQ): Making Service
 * Quality Financially Accountable", Journal of Marketing 59(2), 58-70; Frederick F. Reichheld and Rob Markey (2011), The
 * Ultimate Question 2.0, chapter 2, for the economics of promoters and detractors.
 */
export function cxBusinessCase(inputs: CxBusinessCaseInputs): CxBusinessCase {
  const plan = readPlan(inputs);
  const { causalShare, costs, discountRate } = plan;
  // By which of retention and referrals the programme touches: neither, the first, the second, both.
  const bases = [0, 1, 2, 3].map((touched) => follow(plan, causalShare, (touched & 1) > 0, (touched & 2) > 0));
  const worth = (coalition: number, year: number): number =>
    worthOf(bases[coalition >> 3] as CxBase, coalition & 7, year);
  const [without, withAll] = [bases[0] as CxBase, bases[3] as CxBase];
  const coalitions = Array.from({ length: ALL + 1 }, (_, coalition) => coalition);
  const table = costs.map((cost, year) => ({
    customers: without.customers[year] as number,
    extraCustomers: (withAll.customers[year] as number) - (without.customers[year] as number),
    benefit: worth(ALL, year) - worth(0, year),
    cost,
    drivers: named(shapleyValues(coalitions.map((coalition) => worth(coalition, year)))),
  }));
  const result = programmeReturn(table, discountRate, CALLER);
  const presentValue = (driver: CxDriver) =>
    table.reduce((sum, { drivers }, year) => sum + drivers[driver] * (1 + discountRate) ** -year, 0);
  return {
    ...result,
    drivers: named(DRIVERS.map(presentValue)),
    internalRateOfReturn: internalRateOfReturn(result.cashFlows.map(({ net }) => net)),
    breakEvenCausalShare: breakEven(plan, result),
  };
}

/** Driver i is touched in a coalition whose bit i is set: those of a customer's worth first, then those of their number. */
const DRIVERS: readonly CxDriver[] = ['spend', 'margin', 'costToServe', 'retention', 'referrals'];

/** The coalition of all drivers. */
const ALL = 31;

function named(parts: readonly number[]): CxDrivers {
  const [spend = 0, margin = 0, costToServe = 0, retention = 0, referrals = 0] = parts;
  return { spend, margin, retention, referrals, costToServe };
}

/** The least share of the effect at which the net present value is 0. */
function breakEven(plan: CxPlan, { cost }: CxReturn): number | undefined {
  const without = follow(plan, 0, false, false);
  const value = (share: number): number => {
    const base = follow(plan, share, true, true);
    return plan.costs.reduce(
      (sum, _, year) => sum + (worthOf(base, 7, year) - worthOf(without, 0, year)) * (1 + plan.discountRate) ** -year,
      -cost,
    );
  };
  if (cost === 0) return 0;
  // Effects can work against each other, so that more of them pays less: step by step from nothing.
  for (let step = 1; step <= STEPS; step++) {
    if (value(step / STEPS) >= 0) return rootBetween(value, (step - 1) / STEPS, step / STEPS);
  }
  return undefined;
}

const STEPS = 16;
