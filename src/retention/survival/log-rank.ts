import { refuse, representable, shown } from '../../internal/check.js';
import { chiSquareTail } from '../../internal/incomplete-gamma.js';
import { addTo, type RunningSum } from '../../internal/running-sum.js';
import { sum } from '../../internal/sum.js';
import type { SurvivalTables } from './lifetimes.js';
import { readAtRisk } from './read-table.js';
import type { SurvivalTable, SurvivalTime } from './table.js';
import { distinctTimes } from './tally.js';

/** Survival tables of groups: a `Map` from each group's name, or an array, whose indices are the names. */
export type SurvivalGroups<Group> = ReadonlyMap<Group, SurvivalTable> | readonly SurvivalTable[];

/** What a comparison of survival curves says of one group. */
export interface LogRankGroup<Group> {
  /** The group: its key in the `Map`, or its index in the array. */
  readonly group: Group;
  /** How many left, each counted with the weight that the test gives to the time. */
  readonly observed: number;
  /** How many would have left had all groups left alike, weighted in the same way. */
  readonly expected: number;
  /** The variance of observed − expected, if all groups left alike. */
  readonly variance: number;
}

/** A comparison of the survival of two or more groups. */
export interface LogRankTest<Group> {
  /** The groups, in the order in which they came. */
  readonly groups: readonly LogRankGroup<Group>[];
  /** The test statistic: 0 or more; the larger, the less alike the groups are. */
  readonly chiSquare: number;
  /** The degrees of freedom of the statistic. */
  readonly degreesOfFreedom: number;
  /** The chance of a statistic as large or larger if all groups left alike: from 0 to 1. */
  readonly pValue: number;
}

/**
 * Log-rank test: do two or more groups of customers stay equally long? Every time counts alike, which makes it the best
 * test where one group's churn is a constant multiple of the other's at every age. Where curves cross it can miss the
 * difference.
 *
 *     O = Σ dⱼ,     E = Σ d · nⱼ / n
 *     V = Σ (nⱼ / n) · (δ − nₖ / n) · d · (n − d) / (n − 1)
 *     χ² = (O − E)ᵀ V⁻ (O − E)
 *
 * for groups j and k, over the times at which d customers leave of n at risk, dⱼ of nⱼ in group j (δ is 1 for j = k and 0
 * otherwise). The observed and the expected have one sum. V has the hypergeometric correction for ties, (n − d) / (n − 1), which
 * is taken for 1 where d ≤ 1: of whole customers it is, and so χ² scales with weights that are fractions.
 *
 * The degrees of freedom are the rank of V: one less than there are groups, without groups that were never at risk while
 * somebody left, which have nothing to say (and fewer still where groups were never at risk together).
 *
 * @param groups - A table for each group: a `Map` ({@link survivalTablesBy} makes one) or an array. Their order and names do
 * not matter to the statistic.
 * @returns The comparison, or `undefined` where there is nothing to compare: fewer than two groups at risk while somebody
 * left and somebody stayed.
 * @throws `TypeError` for groups that are neither a `Map` nor an array, `RangeError` for more than 1,000 of them (the time that
 * the test takes grows with their cube), `TypeError` or `RangeError` for their tables as {@link kaplanMeier} does.
 * @example
 * ```ts
 * import { logRankTest, survivalTableOfSurvivors } from 'custometry';
 *
 * const basic = survivalTableOfSurvivors([20, 12, 7]);
 * const pro = survivalTableOfSurvivors([20, 18, 15]);
 * const test = logRankTest(new Map([['basic', basic], ['pro', pro]]))!;
 * test.groups[0]?.observed; // => 13
 * test.groups[0]?.expected; // => 8.2
 * test.chiSquare; // => 6.81731…
 * test.pValue; // => 0.0090278…
 * ```
 * @see Nathan Mantel (1966), "Evaluation of Survival Data and Two New Rank Order Statistics Arising in Its Consideration",
 * Cancer Chemotherapy Reports 50(3), 163-170; John D. Kalbfleisch and Ross L. Prentice (2002), The Statistical Analysis of
 * Failure Time Data, 2nd ed., section 1.5.
 */
export function logRankTest(groups: readonly SurvivalTable[]): LogRankTest<number> | undefined;
export function logRankTest<Group>(groups: SurvivalGroups<Group>): LogRankTest<Group> | undefined;
export function logRankTest<Group>(groups: SurvivalGroups<Group>): LogRankTest<Group> | undefined {
  return compare([groups], ['logRankTest: groups'], () => 1);
}

/**
 * Stratified log-rank test: do groups stay equally long among customers who are alike in something else that matters (a
 * country, a size)? The observed, the expected and the variances of {@link logRankTest} are computed in each stratum on its
 * own and added; customers are compared only with those of their own stratum.
 *
 * @param strata - One `Map` or one array of groups for each stratum. A group is the same in all strata by its key or index;
 * it need not be in all of them.
 * @returns The comparison over all strata, or `undefined` where there is nothing to compare.
 * @throws `TypeError` or `RangeError` as {@link logRankTest} does.
 * @example
 * ```ts
 * import { logRankTestStratified, survivalTableOfSurvivors } from 'custometry';
 *
 * const small = new Map([['basic', survivalTableOfSurvivors([10, 5])], ['pro', survivalTableOfSurvivors([10, 8])]]);
 * const large = new Map([['basic', survivalTableOfSurvivors([10, 8])], ['pro', survivalTableOfSurvivors([10, 9])]]);
 * const test = logRankTestStratified([small, large])!;
 * test.groups[0]?.expected; // => 5
 * test.degreesOfFreedom; // => 1
 * ```
 * @see John D. Kalbfleisch and Ross L. Prentice (2002), The Statistical Analysis of Failure Time Data, 2nd ed., section 1.5.
 */
export function logRankTestStratified(strata: readonly (readonly SurvivalTable[])[]): LogRankTest<number> | undefined;
export function logRankTestStratified<Group>(strata: readonly SurvivalGroups<Group>[]): LogRankTest<Group> | undefined;
export function logRankTestStratified<Group>(strata: readonly SurvivalGroups<Group>[]): LogRankTest<Group> | undefined {
  const argument = 'logRankTestStratified: strata';
  if (!Array.isArray(strata)) refuse(strata, argument, 'an array', '', '');
  return compare(
    strata,
    strata.map((_, index) => `${argument}[${index}]`),
    () => 1,
  );
}

/**
 * Peto and Peto's test: {@link logRankTest} with each time weighted by the survival of all groups together just before it, so
 * that early differences, of which more is known, count more than late ones. Fleming and Harrington's test with ρ = 1; R's
 * survdiff with rho = 1.
 *
 * @param groups - A table for each group: a `Map` or an array.
 * @returns The comparison, or `undefined` where there is nothing to compare.
 * @throws `TypeError` or `RangeError` as {@link logRankTest} does.
 * @example
 * ```ts
 * import { logRankTestPeto, survivalTableOfSurvivors } from 'custometry';
 *
 * const basic = survivalTableOfSurvivors([20, 12, 7]);
 * const pro = survivalTableOfSurvivors([20, 18, 15]);
 * logRankTestPeto([basic, pro])?.groups[0]?.observed; // => 11.75
 * ```
 * @see Richard Peto and Julian Peto (1972), "Asymptotically Efficient Rank Invariant Test Procedures", Journal of the Royal
 * Statistical Society A 135(2), 185-207; David P. Harrington and Thomas R. Fleming (1982), "A Class of Rank Test Procedures
 * for Censored Survival Data", Biometrika 69(3), 553-566.
 */
export function logRankTestPeto(groups: readonly SurvivalTable[]): LogRankTest<number> | undefined;
export function logRankTestPeto<Group>(groups: SurvivalGroups<Group>): LogRankTest<Group> | undefined;
export function logRankTestPeto<Group>(groups: SurvivalGroups<Group>): LogRankTest<Group> | undefined {
  return compare([groups], ['logRankTestPeto: groups'], (survival) => survival);
}

/**
 * Gehan's test (the generalised Wilcoxon, Breslow's for several groups): {@link logRankTest} with each time weighted by how
 * many are at risk, which gives early differences the most weight. The weight depends on the censoring, for which
 * {@link logRankTestPeto} is to be preferred; this one is here to compare with reports that use it.
 *
 * @param groups - A table for each group: a `Map` or an array.
 * @returns The comparison, or `undefined` where there is nothing to compare.
 * @throws `TypeError` or `RangeError` as {@link logRankTest} does.
 * @example
 * ```ts
 * import { logRankTestGehan, survivalTableOfSurvivors } from 'custometry';
 *
 * const basic = survivalTableOfSurvivors([20, 12, 7]);
 * const pro = survivalTableOfSurvivors([20, 18, 15]);
 * logRankTestGehan([basic, pro])?.groups[0]?.observed; // => 470
 * ```
 * @see Edmund A. Gehan (1965), "A Generalized Wilcoxon Test for Comparing Arbitrarily Singly-Censored Samples", Biometrika
 * 52, 203-223; Norman Breslow (1970), "A Generalized Kruskal-Wallis Test for Comparing K Samples Subject to Unequal Patterns
 * of Censorship", Biometrika 57(3), 579-594.
 */
export function logRankTestGehan(groups: readonly SurvivalTable[]): LogRankTest<number> | undefined;
export function logRankTestGehan<Group>(groups: SurvivalGroups<Group>): LogRankTest<Group> | undefined;
export function logRankTestGehan<Group>(groups: SurvivalGroups<Group>): LogRankTest<Group> | undefined {
  return compare([groups], ['logRankTestGehan: groups'], (_, atRisk) => atRisk);
}

/** What a stratum holds of one group: its table, who is at risk at its times, and the row that the reading has come to. */
interface Reading {
  readonly times: readonly SurvivalTime[];
  readonly atRisk: Float64Array;
  readonly place: number;
  row: number;
}

/**
 * Over all strata, the weighted observed and expected, their differences and the variances, and what they come to. `weight`
 * gets the survival of the stratum just before the time, and how many of it are at risk.
 */
function compare<Group>(
  strata: readonly SurvivalGroups<Group>[],
  names: readonly string[],
  weight: (survival: number, atRisk: number) => number,
): LogRankTest<Group> | undefined {
  const places = new Map<Group, number>();
  const readings = strata.map((groups, stratum) => readGroups(groups, names[stratum] as string, places));
  const zeros = (): RunningSum[] => Array.from(places, () => ({ total: 0, lost: 0 }));
  const [observed, expected, excess] = [zeros(), zeros(), zeros()];
  /** The covariances of each two groups, with their signs changed. */
  const ties = excess.map(zeros);

  for (const stratum of readings) {
    let survival = 1;
    for (const time of eventTimes(stratum)) {
      const present = stratum.map((reading) => {
        while (((reading.times[reading.row] as SurvivalTime | undefined)?.time ?? Infinity) < time) reading.row++;
        const row = reading.times[reading.row];
        return {
          place: reading.place,
          atRisk: reading.atRisk[reading.row] ?? 0,
          events: row?.time === time ? row.events : 0,
        };
      });
      const n = present.reduce((total, { atRisk }) => total + atRisk, 0);
      const d = present.reduce((total, { events }) => total + events, 0);
      const w = weight(survival, n);
      // (n − d) / (n − 1) is 1 for a single customer who leaves, and stays so where weights make less than one of them.
      const spread = w * w * d * (d <= 1 ? 1 : (n - d) / (n - 1));
      for (const { place, atRisk, events } of present) {
        const share = atRisk / n;
        // Of all but this group: added up, as n − nⱼ and O − E lose their digits where one group is nearly everybody.
        let [others, lost] = [0, 0];
        for (const other of present) {
          if (other.place === place) continue;
          others += other.atRisk;
          lost += other.events;
          addTo(ties[place]?.[other.place] as RunningSum, spread * share * (other.atRisk / n));
        }
        addTo(observed[place] as RunningSum, w * events);
        addTo(expected[place] as RunningSum, w * d * share);
        addTo(excess[place] as RunningSum, w * (events * (others / n) - lost * share));
      }
      survival *= 1 - d / n;
    }
  }

  const value = ({ total, lost }: RunningSum) => total + lost;
  const weights = ties.map((row) => row.map(value));
  const groups = Array.from(places, ([group, place]) => ({
    group,
    observed: value(observed[place] as RunningSum),
    expected: value(expected[place] as RunningSum),
    variance: sum(weights[place] as number[]),
  }));
  const { form, rank } = inverseForm(excess.map(value), weights);
  if (rank === 0) return undefined;
  // Of weights next to the least numbers the variance can be all rounding.
  representable(form, names[0]?.split(':')[0] as string);
  return { groups, chiSquare: form, degreesOfFreedom: rank, pValue: chiSquareTail(form, rank) };
}

const MOST_GROUPS = 1000;

/** Also gives each group that is new its place among all groups. */
function readGroups<Group>(groups: SurvivalGroups<Group>, name: string, places: Map<Group, number>): Reading[] {
  // Not instanceof, so that a Map from another realm (an iframe, a vm context) is one too.
  if (!Array.isArray(groups) && Object.prototype.toString.call(groups) !== '[object Map]') {
    const hint = (groups as unknown as SurvivalTables<Group> | undefined)?.tables ? ': did you mean its tables?' : '';
    refuse(groups, name, 'a Map or an array', hint, '');
  }
  return Array.from(groups.entries() as Iterable<[Group, SurvivalTable]>, ([group, table]) => {
    const { times, atRisk } = readAtRisk(table, `${name}[${shown(group)}]`);
    const place = places.get(group) ?? places.size;
    if (place >= MOST_GROUPS) refuse(place + 1, name, `of at most ${MOST_GROUPS} groups in all`);
    places.set(group, place);
    return { times, atRisk, place, row: 0 };
  });
}

/** The times at which anybody leaves, rising. */
function eventTimes(stratum: readonly Reading[]): Float64Array {
  const times = new Float64Array(stratum.reduce((count, reading) => count + reading.times.length, 0));
  let count = 0;
  for (const reading of stratum) {
    for (const { time, events } of reading.times) if (events > 0) times[count++] = time;
  }
  return distinctTimes(times.subarray(0, count));
}

/**
 * uᵀ V⁻ u and the rank of V, which is given by the covariances of the groups with their signs changed: they are 0 or more, and
 * a variance is the sum of its row. Groups are eliminated one by one, the smallest variance first. What is left over is of the
 * same kind, so that nothing is ever subtracted from V: a group that has no ties with those that are left has none at all, and the
 * rank is exact however unequal the groups are.
 */
function inverseForm(u: number[], ties: number[][]): { form: number; rank: number } {
  const left = new Set(u.keys());
  let [form, rank] = [0, 0];
  while (left.size > 0) {
    let [pivot, variance] = [-1, Infinity];
    for (const j of left) {
      let total = 0;
      for (const k of left) if (k !== j) total += ties[j]?.[k] as number;
      if (total < variance) [pivot, variance] = [j, total];
    }
    left.delete(pivot);
    if (variance === 0) continue;
    const [row, excess] = [ties[pivot] as number[], u[pivot] as number];
    form += excess * (excess / variance);
    rank++;
    for (const j of left) {
      const part = (row[j] as number) / variance;
      u[j] = (u[j] as number) + part * excess;
      const rest = ties[j] as number[];
      for (const k of left) if (k !== j) rest[k] = (rest[k] as number) + part * (row[k] as number);
    }
  }
  return { form, rank };
}
