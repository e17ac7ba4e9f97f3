import {
  FINITE,
  NOT_NEGATIVE,
  type Range,
  refuse,
  requireFunction,
  requireIterable,
  whole,
  within,
} from '../../internal/check.js';
import { joinMoments, joinPairs, type Moments, type PairMoments } from '../../internal/moments.js';
import { mergeSkippedRows, type ScanOptions, type SkippedRows, scanRows, type Unusable } from '../../internal/rows.js';

/** How to read a customer: one row is one customer over one year. What is not known of a customer is `undefined`. */
export interface GroupReaders<Row, Group> {
  /** Reads which group the customer is of: any value; groups are told apart as the keys of a `Map` are. */
  readonly group: (row: Row) => Group;
  /** Reads what the customer spent in the year: money, 0 or more. */
  readonly spend: (row: Row) => number;
  /**
   * Reads what of that spend was left after the costs of what was sold: money, negative for a loss. {@link groupEconomics} makes
   * the margin, a fraction, of it.
   */
  readonly profit?: ((row: Row) => number | undefined) | undefined;
  /** Reads whether the customer was still there a year later; `undefined` where that is not known yet. */
  readonly retained?: ((row: Row) => boolean | undefined) | undefined;
  /** Reads how many new customers the customer brought in the year: 0 or more. */
  readonly referrals?: ((row: Row) => number | undefined) | undefined;
  /** Reads what serving the customer cost in the year: money. */
  readonly costToServe?: ((row: Row) => number | undefined) | undefined;
}

/** What is known of the customers of a group: plain data that merges. */
export interface GroupTotals {
  /** What they spent. */
  readonly spend: Moments;
  /** What they spent, and what was left of it, of those of whom both is known. */
  readonly margin: PairMoments;
  /** Of how many it is known whether they stayed. */
  readonly known: number;
  /** How many of these stayed. */
  readonly retained: number;
  /** How many new customers they brought. */
  readonly referrals: Moments;
  /** What serving them cost. */
  readonly costToServe: Moments;
}

/** What is known of customers by group: plain data, which JSON can carry where it can carry the groups' names. */
export interface TotalsByGroup<Group> {
  /** Each group with its totals, in the order of first appearance. */
  readonly groups: readonly (readonly [Group, GroupTotals])[];
  /** The rows that could not be used. */
  readonly skipped: SkippedRows;
}

const NONE: Moments = { count: 0, mean: 0, squares: 0 };
const NO_PAIRS: PairMoments = { count: 0, means: [0, 0], squares: [0, 0], products: 0 };
const NOTHING: GroupTotals = {
  spend: NONE,
  margin: NO_PAIRS,
  known: 0,
  retained: 0,
  referrals: NONE,
  costToServe: NONE,
};

/**
 * What the customers of each group spend, leave as margin, bring and cost, and how many stay: the summary that
 * {@link groupEconomics} measures. One pass over rows of any shape, one row a customer, memory in proportion to the number of
 * groups.
 *
 * Let the group be known before the year that is read: promoters by a survey in January, say, and what they spent and
 * whether they stayed from then on. Where the survey comes last, only those who stayed could answer it.
 *
 * @param rows - Any iterable of rows, each one customer over one year.
 * @param readers - How to read the group, the spend, and what else is known.
 * @param options - What becomes of rows that cannot be used, and who is told how far the scan is.
 * @returns The totals by group, and the report of skipped rows.
 * @throws `TypeError` or `RangeError` for a spend or a referral that is not a finite number of at least 0, a profit or a cost
 * that is not a finite number, and a `retained` that is neither `true`, `false` nor `undefined`: the message has the row's
 * index; with `onInvalid: 'skip'` such rows are skipped whole and reported. For readers that are not functions, and for
 * numbers too large to compute with.
 * @example
 * ```ts
 * import { groupTotals } from 'custometry';
 *
 * const customers = [
 *   { said: 'promoter', spent: 300, profit: 130, stayed: true },
 *   { said: 'detractor', spent: 100, profit: 20, stayed: false },
 *   { said: 'promoter', spent: 200, profit: 70, stayed: undefined },
 * ];
 * const totals = groupTotals(customers, {
 *   group: ({ said }) => said,
 *   spend: ({ spent }) => spent,
 *   profit: ({ profit }) => profit,
 *   retained: ({ stayed }) => stayed,
 * });
 * const [promoters] = totals.groups;
 * promoters?.[0]; // => 'promoter'
 * promoters?.[1].spend; // => { count: 2, mean: 250, squares: 5000 }
 * promoters?.[1].known; // => 1
 * ```
 * @see B. P. Welford (1962), "Note on a Method for Calculating Corrected Sums of Squares and Products", Technometrics 4(3),
 * 419-420.
 */
export function groupTotals<Row, Group>(
  rows: Iterable<Row>,
  readers: GroupReaders<Row, Group>,
  options: ScanOptions = {},
): TotalsByGroup<Group> {
  const caller = 'groupTotals';
  const { group, spend, profit, retained, referrals, costToServe } = readers ?? {};
  requireFunction(group, `${caller}: group`);
  requireFunction(spend, `${caller}: spend`);
  for (const [name, reader] of Object.entries({ profit, retained, referrals, costToServe })) {
    if (reader !== undefined) requireFunction(reader, `${caller}: ${name}`);
  }
  const groups = new Map<Group, GroupTotals>();
  const skipped = scanRows(rows, 'rows', options, caller, (row) => {
    const spent = spend(row);
    const left = profit?.(row);
    const stayed = retained?.(row);
    const brought = referrals?.(row);
    const cost = costToServe?.(row);
    const unusable =
      unlessWithin('spend', spent, NOT_NEGATIVE) ??
      unlessKnown('profit', left, FINITE) ??
      unlessKnown('referrals', brought, NOT_NEGATIVE) ??
      unlessKnown('costToServe', cost, FINITE);
    if (unusable !== undefined) return unusable;
    if (stayed !== undefined && typeof stayed !== 'boolean') {
      return {
        reader: 'retained',
        refuse: (argument) => refuse(stayed, argument, 'true, false or undefined', '', 'boolean'),
      };
    }
    const name = group(row);
    const one = {
      spend: single(spent),
      margin:
        left === undefined
          ? NO_PAIRS
          : { count: 1, means: [spent, left] as const, squares: [0, 0] as const, products: 0 },
      known: stayed === undefined ? 0 : 1,
      retained: stayed ? 1 : 0,
      referrals: single(brought),
      costToServe: single(cost),
    };
    groups.set(name, together(groups.get(name) ?? NOTHING, one, caller));
    return undefined;
  });
  return { groups: [...groups], skipped };
}

/**
 * Adds totals of disjoint customers, group by group: the totals of all of them together, up to rounding.
 *
 * @param parts - Any number of totals, of {@link groupTotals}.
 * @returns New totals with every group of the parts, in the order of first appearance. Reports of skipped rows count their
 * places on from part to part.
 * @throws `TypeError` or `RangeError` for a part that is not such totals, and for numbers too large to compute with.
 * @example
 * ```ts
 * import { groupTotals, mergeGroupTotals } from 'custometry';
 *
 * const readers = { group: ([name]: [string, number]) => name, spend: ([, spent]: [string, number]) => spent };
 * const north = groupTotals([['promoter', 300]], readers);
 * const south = groupTotals([['promoter', 200]], readers);
 * mergeGroupTotals(north, south).groups[0]?.[1].spend; // => { count: 2, mean: 250, squares: 5000 }
 * ```
 * @see Tony F. Chan, Gene H. Golub and Randall J. LeVeque (1983), "Algorithms for Computing the Sample Variance: Analysis
 * and Recommendations", The American Statistician 37(3), 242-247.
 */
export function mergeGroupTotals<Group>(...parts: readonly TotalsByGroup<Group>[]): TotalsByGroup<Group> {
  const caller = 'mergeGroupTotals';
  const merged = new Map<Group, GroupTotals>();
  parts.forEach((part, index) => {
    for (const [group, totals] of readGroups(part, `${caller}: parts[${index}]`)) {
      merged.set(group, together(merged.get(group) ?? NOTHING, totals, caller));
    }
  });
  const skipped = mergeSkippedRows(
    parts.map((part) => part.skipped),
    (index) => `${caller}: parts[${index}].skipped`,
  );
  return { groups: [...merged], skipped };
}

/** @internal The groups of totals with their checks, as copies that share nothing with what they were made from. */
export function readGroups<Group>(totals: TotalsByGroup<Group>, argument: string): [Group, GroupTotals][] {
  const groups = totals?.groups;
  requireIterable(groups, `${argument}.groups`);
  return Array.from(groups, (entry, index) => {
    const path = `${argument}.groups[${index}]`;
    if (!Array.isArray(entry)) refuse(entry, path, 'a pair of group and totals', '', '');
    const of: GroupTotals = entry[1];
    const count = (value: number, name: string, most = 1e15) => within(value, `${path}.${name}`, whole(0, most));
    const moments = (name: 'spend' | 'referrals' | 'costToServe'): Moments => ({
      count: count(of?.[name]?.count, `${name}.count`),
      mean: within(of[name].mean, `${path}.${name}.mean`, FINITE),
      squares: within(of[name].squares, `${path}.${name}.squares`, NOT_NEGATIVE),
    });
    const spend = moments('spend');
    const pairs: PairMoments = {
      count: count(of.margin?.count, 'margin.count'),
      means: both(of.margin.means, `${path}.margin.means`, FINITE),
      squares: both(of.margin.squares, `${path}.margin.squares`, NOT_NEGATIVE),
      products: within(of.margin.products, `${path}.margin.products`, FINITE),
    };
    const known = count(of.known, 'known');
    return [
      entry[0],
      {
        spend,
        margin: pairs,
        known,
        retained: count(of.retained, 'retained', known),
        referrals: moments('referrals'),
        costToServe: moments('costToServe'),
      },
    ];
  });
}

function together(a: GroupTotals, b: GroupTotals, caller: string): GroupTotals {
  return {
    spend: joinMoments(a.spend, b.spend, caller),
    margin: joinPairs(a.margin, b.margin, caller),
    known: a.known + b.known,
    retained: a.retained + b.retained,
    referrals: joinMoments(a.referrals, b.referrals, caller),
    costToServe: joinMoments(a.costToServe, b.costToServe, caller),
  };
}

function single(value: number | undefined): Moments {
  return value === undefined ? NONE : { count: 1, mean: value + 0, squares: 0 };
}

function both(values: readonly [number, number], argument: string, range: Range): [number, number] {
  return [within(values?.[0], `${argument}[0]`, range), within(values[1], `${argument}[1]`, range)];
}

function unlessKnown(reader: string, value: number | undefined, range: Range): Unusable | undefined {
  return value === undefined ? undefined : unlessWithin(reader, value, range);
}

function unlessWithin(reader: string, value: number, range: Range): Unusable | undefined {
  if (Number.isFinite(value) && value >= range[0]) return undefined;
  return { reader, refuse: (argument) => refuse(value, argument, range[2]) };
}
