import {
  FINITE,
  FRACTION,
  NOT_NEGATIVE,
  type Range,
  reader,
  readList,
  refuse,
  SIGNED_FRACTION,
  shown,
  whole,
  within,
} from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { rootBetween } from '../../internal/roots.js';
import { internalRateOfReturn } from '../cash-flows/internal-rate-of-return.js';
import type { CxCashFlow, CxReturn } from './cx-return-on-investment.js';
import { readCosts, readRampUp } from './programme-inputs.js';
import { programmeReturn } from './programme-return.js';
import { shapleyValues } from './shapley.js';

/** A group of customers (promoters, say) and what a customer of it brings in a year, without the programme. */
export interface CxGroup {
  /** What moves and uplifts call it; no two groups have one name. */
  readonly name: string;
  /** Customers of the group now: 0 or more. */
  readonly customers: number;
  /** What a customer spends in a year: money, 0 or more. */
  readonly spend: number;
  /** The share of spend that is left after the costs of what was sold: −1 to 1. */
  readonly margin: number;
  /** The share of the group's customers who stay from one year to the next: 0 to 1. */
  readonly retention: number;
  /** New customers whom one customer brings in a year: 0 or more. */
  readonly referrals: number;
  /** What serving a customer costs in a year, beyond what `margin` says: money. */
  readonly costToServe: number;
}

/** Customers whom a better experience makes part of another group. */
export interface CxMove {
  /** The group that they belong to without the programme. */
  readonly from: string;
  /** The group whose spend, margin, retention, referrals and cost to serve they come to have. */
  readonly to: string;
  /** The share of the first group that moves, at full effect: 0 to 1; all moves from one group together at most 1. */
  readonly share: number;
}

/**
 * What a better experience changes about the customers of a group, or of all: one driver at least. One that is left out does
 * not change.
 */
export interface CxUplift {
  /** Whom it is about; all groups when left out. */
  readonly group?: string | undefined;
  /** The change in spend as a fraction of it: 0.05 is 5% more. −1 to 1. */
  readonly spend?: number | undefined;
  /** The change in margin, in points as a fraction: 0.01 lifts 0.40 to 0.41. −1 to 1. */
  readonly margin?: number | undefined;
  /** The change in retention, in points as a fraction: 0.05 lifts 0.80 to 0.85. −1 to 1; retention stays within 0 and 1. */
  readonly retention?: number | undefined;
  /** How many more new customers one customer brings in a year; the sum stays at least 0. */
  readonly referrals?: number | undefined;
  /** What serving a customer costs less in a year: money, negative where it costs more. */
  readonly costToServeSaving?: number | undefined;
}

/** A customer base by group, what a programme is expected to change about it, and what the programme costs. */
export interface CxBusinessCaseInputs {
  /** The groups, one at least. */
  readonly groups: readonly CxGroup[];
  /** The expected change as a shift between groups. Moves or uplifts must be given; `[]` says that there are none. */
  readonly moves?: readonly CxMove[] | undefined;
  /** The expected change as changes of the drivers. Several about one group add up. */
  readonly uplifts?: readonly CxUplift[] | undefined;
  /**
   * How much of the change is there in year 1, 2, …: fractions that never fall; the last one stays. `[1]`, all from the
   * first year on, unless told.
   */
  readonly rampUp?: readonly number[] | undefined;
  /**
   * The share of the change that the programme really causes: 0 to 1. The rest was mere correlation and is taken not to
   * happen. There is no default: claiming 1 should be a decision.
   */
  readonly causalShare: number;
  /** What the programme costs at the outset: money, 0 or more. */
  readonly costNow: number;
  /** What it costs at the end of each year: money, 0 or more; one amount, or one for each year. */
  readonly costPerYear: number | readonly number[];
  /** The horizon: a whole number of years from 1 to 100. */
  readonly years: number;
  /** The yearly discount rate: a fraction from 0 to 1. */
  readonly discountRate: number;
}

/** The drivers through which experience becomes money. */
export type CxDriver = 'spend' | 'margin' | 'retention' | 'referrals' | 'costToServe';

/** An amount for each driver. */
export type CxDrivers = Readonly<Record<CxDriver, number>>;

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
    worthOf(bases[coalition >> 3] as Base, coalition & 7, year);
  const [without, withAll] = [bases[0] as Base, bases[3] as Base];
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

const CALLER = 'cxBusinessCase';

/** Driver i is touched in a coalition whose bit i is set: those of a customer's worth first, then those of their number. */
const DRIVERS: readonly CxDriver[] = ['spend', 'margin', 'costToServe', 'retention', 'referrals'];

/** The changes that an uplift can have. */
const UPLIFTS = ['spend', 'margin', 'retention', 'referrals', 'costToServeSaving'] as const;

/** The coalition of all drivers. */
const ALL = 31;

function named(parts: readonly number[]): CxDrivers {
  const [spend = 0, margin = 0, costToServe = 0, retention = 0, referrals = 0] = parts;
  return { spend, margin, retention, referrals, costToServe };
}

/** The least share of the effect at which the net present value is 0. */
function breakEven(plan: Plan, { cost }: CxReturn): number | undefined {
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

interface Plan {
  readonly groups: readonly CxGroup[];
  /** The changes at full effect, by group: spend as a fraction, the others in their unit. */
  readonly changes: readonly CxDrivers[];
  /** Who is moved: the numbers of the groups, and the share. */
  readonly moves: readonly { readonly from: number; readonly to: number; readonly share: number }[];
  /** The share of each group that moves anywhere, at full effect. */
  readonly leaving: readonly number[];
  /** The share of each group in the base now, and so in those who join. */
  readonly mix: readonly number[];
  readonly rampUp: readonly number[];
  readonly causalShare: number;
  /** By year, from year 0 on. */
  readonly costs: readonly number[];
  readonly discountRate: number;
}

/** Customers during each year, from year 0 on, and what their spend and their service come to. */
interface Base {
  readonly customers: number[];
  /** spend · margin: by year, and in it by which of spend (1) and margin (2) the programme touches. */
  readonly margins: number[][];
  /** By year, and in it without and with the programme's touch. */
  readonly costsToServe: number[][];
}

/** What the customers of a year are worth, where the programme touches those of spend (1), margin (2), cost (4) in `touched`. */
function worthOf({ margins, costsToServe }: Base, touched: number, year: number): number {
  return (margins[year]?.[touched & 3] as number) - (costsToServe[year]?.[touched >> 2] as number);
}

/**
 * Follows the base through the years. Where the programme does not touch a driver, a customer who moved is worth what the
 * group of origin is.
 */
function follow(plan: Plan, causalShare: number, touchesRetention: boolean, touchesReferrals: boolean): Base {
  const { groups, changes, moves, rampUp, costs } = plan;
  const total = groups.reduce((sum, { customers }) => sum + customers, 0);
  /** Who of each group has not moved, and who has by each move. */
  const unmoved = groups.map(() => 0);
  const moved = moves.map(() => 0);
  const base: Base = { customers: [total], margins: [[0, 0, 0, 0]], costsToServe: [[0, 0]] };
  let before = 0;
  let joining = total;
  for (let year = 1; year < costs.length; year++) {
    const effect = causalShare * (rampUp[Math.min(year, rampUp.length) - 1] as number);
    const margins = [0, 0, 0, 0];
    const costsToServe = [0, 0];
    let customers = 0;
    let brought = 0;
    /** Counts a pool of customers in, and returns who of them stay. */
    const count = (size: number, from: number, to: number): number => {
      const [origin, now, change] = [groups[from] as CxGroup, groups[to] as CxGroup, changes[to] as CxDrivers];
      const spend = now.spend * (1 + effect * change.spend);
      const margin = now.margin + effect * change.margin;
      margins[0] = (margins[0] as number) + size * origin.spend * origin.margin;
      margins[1] = (margins[1] as number) + size * spend * origin.margin;
      margins[2] = (margins[2] as number) + size * origin.spend * margin;
      margins[3] = (margins[3] as number) + size * spend * margin;
      costsToServe[0] = (costsToServe[0] as number) + size * origin.costToServe;
      costsToServe[1] = (costsToServe[1] as number) + size * (now.costToServe - effect * change.costToServe);
      customers += size;
      brought += size * (touchesReferrals ? now.referrals + effect * change.referrals : origin.referrals);
      return size * (touchesRetention ? now.retention + effect * change.retention : origin.retention);
    };
    moves.forEach(({ from, to, share }, move) => {
      // Of those who have not moved by now, whom the rest of the share is taken from, and of those who join.
      const left = 1 - before * (plan.leaving[from] as number);
      const moving = left > 0 ? ((unmoved[from] as number) * (effect - before) * share) / left : 0;
      const joined = joining * (plan.mix[from] as number) * effect * share;
      moved[move] = count((moved[move] as number) + moving + joined, from, to);
    });
    groups.forEach((_, group) => {
      const leaving = plan.leaving[group] as number;
      const left = 1 - before * leaving;
      const staying = left > 0 ? ((unmoved[group] as number) * Math.max(0, 1 - effect * leaving)) / left : 0;
      const joined = joining * (plan.mix[group] as number) * Math.max(0, 1 - effect * leaving);
      unmoved[group] = count(staying + joined, group, group);
    });
    base.customers.push(customers);
    base.margins.push(margins);
    base.costsToServe.push(costsToServe);
    before = effect;
    joining = brought;
  }
  return base;
}

function readPlan(inputs: CxBusinessCaseInputs): Plan {
  const read = reader(inputs, CALLER);
  const causalShare = read('causalShare', FRACTION);
  const costNow = read('costNow', NOT_NEGATIVE);
  const years = read('years', whole(1, 100));
  const discountRate = read('discountRate', FRACTION);
  const groups = readList(inputs.groups, `${CALLER}: groups`).map(readGroup);
  if (groups.length === 0) refuse(0, `${CALLER}: groups`, 'at least one group');
  const numbers = new Map(groups.map(({ name }, index) => [name, index]));
  const numberOf = (name: string, argument: string): number => {
    const number = numbers.get(name);
    if (number !== undefined) return number;
    return refuse(
      name,
      `${CALLER}: ${argument}`,
      `one of the groups (${[...numbers.keys()].map(shown).join(', ')})`,
      '',
      'string',
    );
  };
  if (numbers.size < groups.length) {
    const index = groups.findIndex(({ name }, i) => numbers.get(name) !== i);
    refuse(groups[index]?.name, `${CALLER}: groups[${index}].name`, 'unlike the other names', '', 'string');
  }
  if (inputs.moves === undefined && inputs.uplifts === undefined) {
    throw new TypeError(`${CALLER}: moves or uplifts must be given, as without them nothing changes`);
  }
  const moves = readList(inputs.moves ?? [], `${CALLER}: moves`).map((move, index) => {
    const from = numberOf(move?.from, `moves[${index}].from`);
    const to = numberOf(move.to, `moves[${index}].to`);
    if (from === to) refuse(move.to, `${CALLER}: moves[${index}].to`, 'another group than from', '', 'string');
    return { from, to, share: within(move.share, `${CALLER}: moves[${index}].share`, FRACTION) };
  });
  const leaving = groups.map(({ name }, group) => {
    const share = moves.reduce((sum, move) => sum + (move.from === group ? move.share : 0), 0);
    // The sum of fractions can round to just beyond 1.
    return within(share, `${CALLER}: moves from ${shown(name)} together`, [0, 1 + 1e-12, 'at most 1']);
  });
  const changes = groups.map(() => ({ spend: 0, margin: 0, retention: 0, referrals: 0, costToServe: 0 }));
  readList(inputs.uplifts ?? [], `${CALLER}: uplifts`).forEach((uplift, index) => {
    const path = `${CALLER}: uplifts[${index}].`;
    const argument = path.slice(0, -1);
    if (typeof uplift !== 'object' || uplift === null) refuse(uplift, argument, 'an object', '', '');
    requireKnownOptions(uplift, ['group', ...UPLIFTS], argument);
    if (UPLIFTS.every((name) => uplift[name] === undefined)) {
      throw new TypeError(`${argument} must have at least one of ${UPLIFTS.join(', ')}`);
    }
    const about = uplift.group === undefined ? undefined : numberOf(uplift.group, `uplifts[${index}].group`);
    const spend = within(uplift.spend ?? 0, `${path}spend`, SIGNED_FRACTION);
    const margin = within(uplift.margin ?? 0, `${path}margin`, SIGNED_FRACTION);
    const retention = within(uplift.retention ?? 0, `${path}retention`, SIGNED_FRACTION);
    const referrals = within(uplift.referrals ?? 0, `${path}referrals`, FINITE);
    const costToServe = within(uplift.costToServeSaving ?? 0, `${path}costToServeSaving`, FINITE);
    changes.forEach((change, group) => {
      if (about !== undefined && about !== group) return;
      change.spend += spend;
      change.margin += margin;
      change.retention += retention;
      change.referrals += referrals;
      change.costToServe += costToServe;
    });
  });
  groups.forEach((group, index) => {
    const change = changes[index] as CxDrivers;
    const lifted = (driver: CxDriver, now: number, range: Range): number =>
      within(now, `${CALLER}: ${driver} of ${shown(group.name)} with all uplifts`, range);
    // The sum of two fractions can round to just beyond its range.
    lifted('spend', 1 + change.spend, [0, Infinity, 'at least 0 times what it was']);
    lifted('margin', group.margin + change.margin, [-1 - 1e-15, 1 + 1e-15, '-1 to 1']);
    lifted('retention', group.retention + change.retention, [-1e-15, 1 + 1e-15, '0 to 1']);
    lifted('referrals', group.referrals + change.referrals, [-1e-15, Infinity, 'a finite number >= 0']);
    lifted('costToServe', group.costToServe - change.costToServe, FINITE);
  });
  const rampUp = readRampUp(inputs.rampUp, CALLER);
  const total = groups.reduce((sum, { customers }) => sum + customers, 0);
  const mix = groups.map(({ customers }) => (total > 0 ? customers / total : 0));
  return {
    groups,
    leaving,
    mix,
    changes,
    moves,
    rampUp,
    causalShare,
    costs: [costNow, ...readCosts(inputs.costPerYear, years, CALLER)],
    discountRate,
  };
}

function readGroup(group: CxGroup, index: number): CxGroup {
  const path = `${CALLER}: groups[${index}].`;
  const name: unknown = group?.name;
  if (typeof name !== 'string') refuse(name, `${path}name`, 'a string', '', '');
  return {
    name,
    customers: within(group.customers, `${path}customers`, NOT_NEGATIVE),
    spend: within(group.spend, `${path}spend`, NOT_NEGATIVE),
    margin: within(group.margin, `${path}margin`, SIGNED_FRACTION),
    retention: within(group.retention, `${path}retention`, FRACTION),
    referrals: within(group.referrals, `${path}referrals`, NOT_NEGATIVE),
    costToServe: within(group.costToServe, `${path}costToServe`, FINITE),
  };
}
