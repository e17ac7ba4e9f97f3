import {
  FINITE,
  FRACTION,
  NOT_NEGATIVE,
  type Range,
  readList,
  refuse,
  SIGNED_FRACTION,
  shown,
  within,
} from '../../internal/check.js';
import { requireKnownOptions } from '../../internal/known-options.js';
import { type ProgrammeTerms, readTerms, type YearlyTerms } from './programme-terms.js';

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
export interface CxBusinessCaseInputs extends ProgrammeTerms {
  /** The groups, one at least. */
  readonly groups: readonly CxGroup[];
  /** The expected change as a shift between groups. Moves or uplifts must be given; `[]` says that there are none. */
  readonly moves?: readonly CxMove[] | undefined;
  /** The expected change as changes of the drivers. Several about one group add up. */
  readonly uplifts?: readonly CxUplift[] | undefined;
}

/** The drivers through which experience becomes money. */
export type CxDriver = 'spend' | 'margin' | 'retention' | 'referrals' | 'costToServe';

/** An amount for each driver. */
export type CxDrivers = Readonly<Record<CxDriver, number>>;

/** @internal The function whose inputs these are, which messages begin with. */
export const CALLER = 'cxBusinessCase';

/** The changes that an uplift can have. */
const UPLIFTS = ['spend', 'margin', 'retention', 'referrals', 'costToServeSaving'] as const;

/** @internal Inputs that have been checked, with what follows from them alone. */
export interface CxPlan extends YearlyTerms {
  readonly groups: readonly CxGroup[];
  /** The changes at full effect, by group: spend as a fraction, the others in their unit. */
  readonly changes: readonly CxDrivers[];
  /** Who is moved: the numbers of the groups, and the share. */
  readonly moves: readonly { readonly from: number; readonly to: number; readonly share: number }[];
  /** The share of each group that moves anywhere, at full effect. */
  readonly leaving: readonly number[];
  /** The share of each group in the base now, and so in those who join. */
  readonly mix: readonly number[];
}

/** @internal */
export function readPlan(inputs: CxBusinessCaseInputs): CxPlan {
  const terms = readTerms(inputs, CALLER);
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
  const total = groups.reduce((sum, { customers }) => sum + customers, 0);
  const mix = groups.map(({ customers }) => (total > 0 ? customers / total : 0));
  return {
    ...terms,
    groups,
    leaving,
    mix,
    changes,
    moves,
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
