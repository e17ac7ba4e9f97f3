import { FINITE, FRACTION, NOT_NEGATIVE, POSITIVE, representable, requireIterable, within } from '../internal/check.js';

/** A way to spend money on growth: keeping customers, selling them more, or winning new ones. */
export interface GrowthPath<Name = string> {
  /** What it is called. */
  readonly name: Name;
  /** What it costs to try it on one customer or prospect, whether it succeeds or not: money, above 0. */
  readonly costPerTry: number;
  /** The probability that a try succeeds: a fraction from 0 to 1. */
  readonly probability: number;
  /**
   * The probability that the same would have happened without the try: a fraction from 0 to 1. Most customers stay without a
   * campaign to keep them.
   */
  readonly probabilityAnyway: number;
  /** What a success is worth: money, after all other costs, such as the lifetime value of a customer won or kept. */
  readonly valuePerSuccess: number;
  /** How many there are to try it on: 0 or more; no limit unless told. */
  readonly available?: number | undefined;
}

/** What a budget brings on one path. */
export interface GrowthPathResult<Name = string> {
  /** What the path is called. */
  readonly name: Name;
  /** How many are tried: as many as the budget pays for, or as there are. Not rounded. */
  readonly tries: number;
  /** What that costs: money, less than the budget where there are too few to try it on. */
  readonly spent: number;
  /** How many successes the money causes, beyond those that would have happened anyway: negative where it does harm. */
  readonly extraSuccesses: number;
  /** What these are worth: money. */
  readonly gain: number;
  /** gain − spent: money. */
  readonly net: number;
  /** net / spent: money for each one spent, after it is paid back; `undefined` where nothing is spent. */
  readonly returnOnInvestment: number | undefined;
  /** What one extra success costs: money, or `undefined` where there are none. */
  readonly costPerExtraSuccess: number | undefined;
}

/**
 * Growth paths compared: what the same budget brings when it is spent on keeping customers, on selling more to them, or on
 * winning new ones, each told by the caller's own costs and probabilities.
 *
 *     tries = min(budget / costPerTry, available)
 *     extra successes = tries · (probability − probabilityAnyway)
 *     net = extra successes · valuePerSuccess − tries · costPerTry
 *
 * Famous ratios ("winning a customer costs five times as much as keeping one", "60-70% of sales to existing customers succeed")
 * compare probabilities without asking what would have happened anyway, and costs without asking what a success is worth. Here
 * nothing is assumed: `probabilityAnyway` has no default, because it decides most comparisons; take it from a control group.
 *
 * Paths are compared at their average return, as if each further try were like the first. Where the best path has a limit, the
 * budget is better split over several: not down this list, but from the highest `returnOnInvestment` on, until the budget is
 * spent or the return is no longer above 0.
 *
 * @param budget - What is to be spent on one path: money, 0 or more.
 * @param paths - The paths: any iterable.
 * @returns One result a path, the highest net first; of equal ones, in the order given.
 * @throws `TypeError` or `RangeError` for a field that is missing or outside its range (the message has the index; a percentage
 * is refused with the likely meaning), and for results too large for a number.
 * @example
 * ```ts
 * import { compareGrowthPaths } from 'custometry';
 *
 * const results = compareGrowthPaths(10_000, [
 *   { name: 'keep', costPerTry: 10, probability: 0.85, probabilityAnyway: 0.8, valuePerSuccess: 300, available: 800 },
 *   { name: 'win', costPerTry: 5, probability: 0.02, probabilityAnyway: 0.001, valuePerSuccess: 350 },
 * ]);
 * results.map(({ name, net }) => `${name} ${net.toFixed(0)}`); // => ['keep 4000', 'win 3300']
 * ```
 * @see Robert C. Blattberg and John Deighton (1996), "Manage Marketing by the Customer Equity Test", Harvard Business
 * Review 74(4), 136-144, for dividing money between acquisition and retention.
 */
export function compareGrowthPaths<Name>(budget: number, paths: Iterable<GrowthPath<Name>>): GrowthPathResult<Name>[] {
  const caller = 'compareGrowthPaths';
  within(budget, `${caller}: budget`, NOT_NEGATIVE);
  requireIterable(paths, `${caller}: paths`);
  const results = Array.from(paths, (path, index): GrowthPathResult<Name> => {
    const at = ` of paths[${index}]`;
    const costPerTry = within(path?.costPerTry, `${caller}: costPerTry${at}`, POSITIVE);
    const probability = within(path.probability, `${caller}: probability${at}`, FRACTION);
    const anyway = within(path.probabilityAnyway, `${caller}: probabilityAnyway${at}`, FRACTION);
    const value = within(path.valuePerSuccess, `${caller}: valuePerSuccess${at}`, FINITE);
    const available =
      path.available === undefined ? Infinity : within(path.available, `${caller}: available${at}`, NOT_NEGATIVE);
    const isLimited = budget / costPerTry > available;
    const tries = representable(isLimited ? available : budget / costPerTry, caller);
    const spent = isLimited ? available * costPerTry : budget;
    const extraSuccesses = tries * (probability - anyway) + 0;
    const gain = representable(extraSuccesses * value, caller);
    const net = representable(gain - spent, caller);
    return {
      name: path.name,
      tries,
      spent,
      extraSuccesses,
      gain,
      net,
      returnOnInvestment: spent > 0 ? representable(net / spent, caller) : undefined,
      costPerExtraSuccess: extraSuccesses > 0 ? representable(spent / extraSuccesses, caller) : undefined,
    };
  });
  return results.sort((a, b) => b.net - a.net);
}
