import { type Range, reader, refuse, whole, within } from '../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { finitePopulationFactor } from '../internal/finite-population.js';
import { centralQuantile, normalTail } from '../internal/normal.js';
import { rootBetween, smallestWhole } from '../internal/roots.js';
import { type NpsCounts, readNpsCounts } from './counts.js';
import { reachOfDifference } from './mover.js';
import { responseVariance, type Sample, sampleOf } from './sample.js';
import { scoreVariance, upperReach } from './tango.js';

/** What a survey is expected to find. */
export interface NpsExpectation extends ConfidenceOptions {
  /**
   * The mix to expect: counts of an earlier survey, or shares. Unless told the worst case, half promoters and half
   * detractors, for which most responses are needed (to within a few); a usual mix needs about two thirds of them.
   */
  readonly expected?: NpsCounts | undefined;
}

/** How exact a survey is to be. */
export interface NpsPrecision extends NpsExpectation {
  /**
   * How far the limits may lie from the score: points above 0 and up to 200. Points, not a fraction: 5 for ±5 points, as a
   * margin of 0.05 would take 15 million responses.
   */
  readonly margin: number;
  /** How many customers there are: a whole number above 0. Without it, very many. */
  readonly population?: number | undefined;
}

/** How reliably a change is to be found. */
export interface NpsPower extends NpsExpectation {
  /**
   * The probability of finding the change where it is real: a fraction from 0.5 to below 1, 0.8 unless told. A survey with
   * less power will more likely than not miss what it is made for.
   */
  readonly power?: number | undefined;
}

/** The change that a pair of surveys is to find. */
export interface NpsChangeToFind extends NpsPower {
  /**
   * The true change of the score, after − before: points from −200 to 200, not 0, and such that the score stays within
   * −100 to 100.
   */
  readonly change: number;
}

/** The smallest changes of the score that a pair of surveys finds. */
export interface NpsDetectableChange {
  /** The smallest rise: points above 0, or `undefined` where not even a rise to 100 would be found. */
  readonly rise: number | undefined;
  /** The smallest fall: points below 0, or `undefined` where not even a fall to −100 would be found. */
  readonly fall: number | undefined;
}

/**
 * How many responses a survey needs so that its NPS is known to a margin: the smallest n for which both limits of
 * {@link npsEstimate} lie within `margin` points of the score, at the expected mix.
 *
 *     smallest n with   value − lower ≤ margin   and   upper − value ≤ margin
 *
 * Computed from the interval itself; for large n it is z² · v · (100 / margin)² with the variance v = p + q − (p − q)² of
 * one response, which is 1 for the worst case. These are responses: divide by the response rate to know how many to ask.
 *
 * @param plan - `margin`, and where they are known `confidence` (0.95 unless told), the `expected` mix and the
 * `population`.
 * @returns A whole number of responses, 1 or more, and not more than the population.
 * @throws `TypeError` or `RangeError` for an argument outside its range, an expected mix of nothing, and a margin that
 * takes more than 2^53 responses.
 * @example
 * ```ts
 * import { npsSampleSize } from 'custometry';
 *
 * npsSampleSize({ margin: 5 }); // => 1533
 * npsSampleSize({ margin: 5, expected: { promoters: 50, passives: 30, detractors: 20 } }); // => 971
 * npsSampleSize({ margin: 5, population: 2000 }); // => 868
 * ```
 * @see {@link npsEstimate} for the interval; William G. Cochran (1977), Sampling Techniques, 3rd ed., chapter 4.
 */
export function npsSampleSize(plan: NpsPrecision): number {
  const caller = 'npsSampleSize';
  const margin = reader(plan, caller)('margin', MARGIN);
  const z = centralQuantile(readConfidence(plan, caller));
  const { p, m, q } = expectedMix(plan, caller);
  const { population = Infinity } = plan;
  if (population !== Infinity) within(population, `${caller}: population`, whole(1, MOST));
  const isEnough = (n: number): boolean => {
    const c = scoreVariance(z, n, finitePopulationFactor(n, population));
    return 100 * Math.max(upperReach(p, m, q, c), upperReach(q, m, p, c)) <= margin;
  };
  return smallestOrRefuse(isEnough, Math.min(population, MOST), caller, 'margin', margin);
}

/**
 * How many responses each of two surveys needs so that a true change of the NPS is found: the smallest n for which
 * {@link npsDifference} between two surveys of n responses each excludes 0, on the side of the change, with the
 * probability `power`, to the normal approximation: at ordinary mixes the exact power is within a few hundredths of it
 * from some ten responses on; where nearly all agree it can be 0.1 more, and n too large.
 *
 *     smallest n with   Φ((|change| − reach) / √(v₁ / n + v₂ / n)) ≥ power
 *
 * where reach is how far the interval of the difference extends towards 0 at the expected mixes and v₁ and v₂ are the
 * variances of one response. For large n it is (z_confidence + z_power)² · (v₁ + v₂) · (100 / change)². The change is
 * taken to come half from promoters and half from detractors; where one of them runs out, the other makes up for it.
 *
 * @param plan - `change`, and where they are known `power` (0.8 unless told), `confidence` (0.95 unless told) and the mix
 * `expected` before the change.
 * @returns A whole number of responses to each survey, 1 or more.
 * @throws `TypeError` or `RangeError` for an argument outside its range, an expected mix of nothing, a change that leads
 * beyond −100 or 100, and one that takes more than 2^53 responses.
 * @example
 * ```ts
 * import { npsSampleSizeForChange } from 'custometry';
 *
 * const expected = { promoters: 50, passives: 30, detractors: 20 };
 * npsSampleSizeForChange({ change: 10, expected }); // => 905
 * npsSampleSizeForChange({ change: 10, expected, power: 0.9 }); // => 1211
 * npsSampleSizeForChange({ change: 10 }); // => 1565
 * ```
 * @see {@link npsDifference} for the interval; Jacob Cohen (1988), Statistical Power Analysis for the Behavioral Sciences,
 * 2nd ed., for power.
 */
export function npsSampleSizeForChange(plan: NpsChangeToFind): number {
  const caller = 'npsSampleSizeForChange';
  const read = reader(plan, caller);
  const z = centralQuantile(readConfidence(plan, caller));
  const target = readPower(plan, caller);
  const before = expectedMix(plan, caller);
  const score = 100 * (before.p - before.q);
  // A change to exactly ±100 may round to just beyond.
  const most = 1e-12;
  const change = read('change', [
    -100 - score - most,
    100 - score + most,
    `a change that keeps the score of ${score} within -100 to 100`,
  ]);
  if (change === 0) refuse(change, `${caller}: change`, 'a change other than 0');
  const isEnough = (n: number): boolean => powerToFind(change / 100, before, n, n, z) >= target;
  return smallestOrRefuse(isEnough, MOST, caller, 'change', change);
}

/**
 * The smallest change of the NPS that a second survey finds with the probability `power`: what a survey of this size can
 * be expected to see at all. The inverse of {@link npsSampleSizeForChange}.
 *
 * @param before - The counts of the first survey, or only the number of its responses, where the mix is the `expected`
 * one.
 * @param options - `power` (0.8 unless told), `confidence` (0.95 unless told), `responsesAfter` of the second survey (as
 * many as in the first unless told), and the `expected` mix where only a number is given (beside counts it is refused).
 * @returns The smallest rise and the smallest fall in points, or `undefined` when there are no responses.
 * @throws `TypeError` or `RangeError` for an argument outside its range and an expected mix of nothing.
 * @example
 * ```ts
 * import { npsDetectableChange } from 'custometry';
 *
 * const { rise, fall } = npsDetectableChange({ promoters: 200, passives: 120, detractors: 80 })!;
 * rise; // => 14.78909…
 * fall; // => -15.96211…
 * npsDetectableChange(100)?.rise; // => 38.64483…
 * ```
 * @see {@link npsDifference} for the interval that finds it.
 */
export function npsDetectableChange(
  before: NpsCounts | number,
  options: NpsPower & {
    /** How many responses the second survey has: a number above 0 and up to 1e16. */
    readonly responsesAfter?: number | undefined;
  } = {},
): NpsDetectableChange | undefined {
  const caller = 'npsDetectableChange';
  const z = centralQuantile(readConfidence(options, caller));
  const target = readPower(options, caller);
  if (typeof before !== 'number' && options.expected !== undefined) {
    refuse(options.expected, `${caller}: expected`, 'left out beside counts, which are the mix', '', '');
  }
  const mix: Sample =
    typeof before === 'number'
      ? { ...expectedMix(options, caller), n: within(before, `${caller}: before`, RESPONSES) }
      : sampleOf(...readNpsCounts(before, `${caller}: `));
  const { responsesAfter } = options;
  if (responsesAfter !== undefined) within(responsesAfter, `${caller}: responsesAfter`, RESPONSES_AFTER);
  if (mix.n === 0) return undefined;
  const after = responsesAfter ?? mix.n;
  const score = mix.p - mix.q;
  const smallest = (most: number): number | undefined => {
    const missing = (change: number): number => target - powerToFind(change, mix, mix.n, after, z);
    // Not from 0, which is no change: where all changes are found, the smallest number is the smallest of them.
    return most === 0 || missing(most) > 0 ? undefined : 100 * rootBetween(missing, 5e-324 * Math.sign(most), most);
  };
  return { rise: smallest(1 - score), fall: smallest(-1 - score) };
}

const MOST = 9_007_199_254_740_991;
const MARGIN: Range = [5e-324, 200, 'from above 0 to 200 points'];
const POWER: Range = [0.5, 1, 'a fraction from 0.5 to below 1'];
const RESPONSES: Range = [0, 1e16, 'a number of responses from 0 to 1e16'];
const RESPONSES_AFTER: Range = [5e-324, 1e16, 'a number of responses above 0 and up to 1e16'];

function readPower({ power = 0.8 }: NpsPower, caller: string): number {
  if (power === 1) refuse(power, `${caller}: power`, POWER[2]);
  return within(power, `${caller}: power`, POWER);
}

function expectedMix({ expected }: NpsExpectation, caller: string): Sample {
  if (expected === undefined) return { p: 0.5, m: 0, q: 0.5, n: 1 };
  const mix = sampleOf(...readNpsCounts(expected, `${caller}: expected.`));
  if (mix.n === 0) refuse(expected, `${caller}: expected`, 'a mix of at least one response', '', 'object');
  return mix;
}

/** The mix after a change, half from promoters and half from detractors as far as there are. */
function changed({ p, m, q, n }: Sample, change: number): Sample {
  if (change < 0) {
    const turned = changed({ p: q, m, q: p, n }, -change);
    return { ...turned, p: turned.q, q: turned.p };
  }
  const fewer = Math.min(q, change / 2);
  const promoters = Math.min(1, p + change - fewer);
  const detractors = q - fewer;
  return { p: promoters, m: Math.max(0, 1 - promoters - detractors), q: detractors, n };
}

/**
 * The probability that the interval of the difference lies beyond 0 on the side of the true change: below a half where its
 * reach is more than the change, even if the deviation is too large for the quotient to say so.
 */
function powerToFind(change: number, before: Sample, n1: number, n2: number, z: number): number {
  const [one, two] = [
    { ...before, n: n1 },
    { ...changed(before, change), n: n2 },
  ];
  const reach = change > 0 ? reachOfDifference(one, two, z) : reachOfDifference(two, one, z);
  const deviation = Math.sqrt(responseVariance(one) / n1 + responseVariance(two) / n2);
  const power = normalTail((reach - Math.abs(change)) / deviation);
  return reach > Math.abs(change) ? Math.min(power, 0.5 - 2 ** -54) : power;
}

function smallestOrRefuse(
  isEnough: (n: number) => boolean,
  most: number,
  caller: string,
  name: string,
  value: number,
): number {
  const n = smallestWhole(isEnough, 1, most);
  if (!isEnough(n)) refuse(value, `${caller}: ${name}`, 'large enough to be found with fewer than 2^53 responses');
  return n;
}
