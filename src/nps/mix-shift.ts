import { requireMap, shown } from '../internal/check.js';
import { type ConfidenceOptions, readConfidence } from '../internal/estimate.js';
import { sum } from '../internal/sum.js';
import type { NpsChange } from './change.js';
import { type NpsCounts, readNpsCounts } from './counts.js';
import { differenceOf } from './effective.js';
import { scoreOf } from './estimate.js';
import { poststratified } from './poststratified.js';

/** What one segment did to the total between two periods. */
export interface NpsSegmentShift {
  /** The segment's share of the responses in the first period: a fraction, 0 if it had none. */
  readonly shareBefore: number;
  /** The segment's share of the responses in the second period: a fraction, 0 if it had none. */
  readonly shareAfter: number;
  /** The segment's score in the first period, in points; `undefined` if it had no responses. */
  readonly scoreBefore: number | undefined;
  /** The segment's score in the second period, in points; `undefined` if it had no responses. */
  readonly scoreAfter: number | undefined;
  /** Points of the total that come from its own score: `undefined` for a segment without responses in one period. */
  readonly within: number | undefined;
  /** Points of the total that come from its share, against the average score. */
  readonly mix: number;
  /** Whether it had responses in both periods, `entered` with the second, or `left` with the first. */
  readonly presence: 'both' | 'entered' | 'left';
}

/** The change of a score between two periods, and what it is made of. */
export interface NpsMixShift<Segment> {
  /** The score of the first period, in points. */
  readonly before: number;
  /** The score of the second period, in points. */
  readonly after: number;
  /** The change of the score, in points: `within + mix`. It is `after − before`, to rounding. */
  readonly total: number;
  /** What changed within segments, in points. */
  readonly within: number;
  /**
   * `within` with its interval and p-value: whether opinions changed within segments, or only in these answers. `undefined`
   * where no segment has responses in both periods.
   */
  readonly withinEstimate: NpsChange | undefined;
  /** What changed in the mix of segments, in points. */
  readonly mix: number;
  /** Each segment's part, in order of first appearance; segments without any response are left out. */
  readonly segments: ReadonlyMap<Segment, NpsSegmentShift>;
}

/**
 * Splits the change of a Net Promoter Score into what changed within segments and what changed in their mix. Points, by
 * segment, adding up.
 *
 * With a segment's shares of the responses w₁ and w₂, its scores s₁ and s₂, and the average A of the two total scores:
 *
 *     withinₖ = (w₁ + w₂) / 2 · (s₂ − s₁)
 *     mixₖ    = ((s₁ + s₂) / 2 − A) · (w₂ − w₁)
 *     total   = Σ withinₖ + Σ mixₖ
 *
 * Averages of both periods make the split symmetric: swapping the periods changes every sign and no size, and there is
 * no remainder to explain away. A is arbitrary for the sums, because the changes of the shares sum to 0; it makes each
 * segment's mix part read rightly: growth of a segment counts for the total only if the segment is better than average.
 *
 * A segment with responses in one period only has no change of its own. All it does belongs to the mix:
 * w₂ · (s₂ − A) for one that entered, −w₁ · (s₁ − A) for one that left; `presence` tells which.
 *
 * The split is of these answers, and carries their chance. `withinEstimate` has the interval of `within` and tests whether
 * it is 0: that of {@link npsPoststratifiedDifference} of the segments that are in both periods, at their mean shares, which
 * are taken as given. Whether the total changed {@link npsDifference} says. Of one segment its own difference says it, but
 * one of twenty is at p < 0.05 by chance.
 *
 * The split is arithmetic, not cause: whether a changed mix is news (other customers) or an artefact (other people
 * answered) has to be found out elsewhere, and a finer segmentation moves points from within to mix.
 *
 * @param before - A `Map` from each segment to its counts in the first period, such as `npsCountsBy` returns.
 * @param after - The same for the second period.
 * @param options - `confidence` of `withinEstimate`: a fraction above 0 and below 1; 0.95 unless told.
 * @returns The total change and its parts, or `undefined` when either period has no responses.
 * @throws `TypeError` for what is not a `Map`, `TypeError` or `RangeError` for counts that are not numbers from 0 to
 * 1e15 and for a confidence out of range (a percentage is refused with the likely meaning).
 * @example
 * ```ts
 * import { npsMixShift } from 'custometry';
 *
 * const before = new Map([
 *   ['business', { promoters: 60, passives: 20, detractors: 20 }],
 *   ['private', { promoters: 30, passives: 40, detractors: 30 }],
 * ]);
 * const after = new Map([
 *   ['business', { promoters: 70, passives: 10, detractors: 20 }],
 *   ['private', { promoters: 90, passives: 120, detractors: 90 }],
 * ]);
 * const shift = npsMixShift(before, after);
 * shift?.total; // => -7.5
 * shift?.within; // => 3.75
 * shift?.mix; // => -11.25
 * shift?.withinEstimate?.pValue; // => 0.59…
 * ```
 * @see Evelyn M. Kitagawa (1955), "Components of a Difference Between Two Rates", Journal of the American Statistical
 * Association 50(272), 1168-1194; Prithwis Das Gupta (1993), Standardization and Decomposition of Rates: A User's
 * Manual, US Bureau of the Census, Current Population Reports P23-186.
 */
export function npsMixShift<Segment>(
  before: ReadonlyMap<Segment, NpsCounts>,
  after: ReadonlyMap<Segment, NpsCounts>,
  options: ConfidenceOptions = {},
): NpsMixShift<Segment> | undefined {
  const confidence = readConfidence(options, 'npsMixShift');
  const first = readPeriod(before, 'before');
  const second = readPeriod(after, 'after');
  if (first.score === undefined || second.score === undefined) return undefined;
  const average = (first.score + second.score) / 2;
  const segments = new Map<Segment, NpsSegmentShift>();
  for (const segment of new Set([...before.keys(), ...after.keys()])) {
    const { share: shareBefore, score: scoreBefore } = first.segments.get(segment) ?? ABSENT;
    const { share: shareAfter, score: scoreAfter } = second.segments.get(segment) ?? ABSENT;
    const shares = { shareBefore, shareAfter, scoreBefore, scoreAfter };
    const growth = shareAfter - shareBefore;
    if (scoreBefore !== undefined && scoreAfter !== undefined) {
      const own = ((shareBefore + shareAfter) / 2) * (scoreAfter - scoreBefore);
      const mix = ((scoreBefore + scoreAfter) / 2 - average) * growth + 0;
      segments.set(segment, { ...shares, within: own, mix, presence: 'both' });
    } else if (scoreAfter !== undefined) {
      segments.set(segment, {
        ...shares,
        within: undefined,
        mix: (scoreAfter - average) * growth + 0,
        presence: 'entered',
      });
    } else if (scoreBefore !== undefined) {
      const mix = (scoreBefore - average) * growth + 0;
      segments.set(segment, { ...shares, within: undefined, mix, presence: 'left' });
    }
  }
  const shifts = [...segments.values()];
  const within = sum(shifts.map((shift) => shift.within ?? 0));
  const mix = sum(shifts.map((shift) => shift.mix));
  const change = withinChange(before, after, segments, confidence);
  const withinEstimate = change && {
    ...change,
    value: within,
    // The value is the same but for rounding.
    lower: Math.min(change.lower, within),
    upper: Math.max(change.upper, within),
  };
  return { before: first.score, after: second.score, total: within + mix, within, withinEstimate, mix, segments };
}

/** The change of the score within the segments that are in both periods, at their mean shares of all responses. */
function withinChange<Segment>(
  before: ReadonlyMap<Segment, NpsCounts>,
  after: ReadonlyMap<Segment, NpsCounts>,
  segments: ReadonlyMap<Segment, NpsSegmentShift>,
  confidence: number,
): NpsChange | undefined {
  const shares = new Map<Segment, number>();
  for (const [segment, { presence, shareBefore, shareAfter }] of segments) {
    if (presence === 'both') shares.set(segment, (shareBefore + shareAfter) / 2);
  }
  const [one, two] = shares.size > 0 ? [poststratified(before, shares), poststratified(after, shares)] : [];
  if (one === undefined || two === undefined) return undefined;
  const part = sum(shares.values());
  const { value, lower, upper, pValue } = differenceOf(one, two, confidence);
  return { value: part * value, lower: part * lower, upper: part * upper, confidence, pValue };
}

interface SegmentInPeriod {
  readonly share: number;
  readonly score: number | undefined;
}

const ABSENT: SegmentInPeriod = { share: 0, score: undefined };

function readPeriod<Segment>(
  period: ReadonlyMap<Segment, NpsCounts>,
  name: string,
): { score: number | undefined; segments: Map<Segment, SegmentInPeriod> } {
  requireMap(period, `npsMixShift: ${name}`);
  const rows = [...period].map(([segment, counts]) => {
    const triple = readNpsCounts(counts, `npsMixShift: ${name}.get(${shown(segment)}).`);
    return { segment, triple, responses: sum(triple) };
  });
  const all = [0, 1, 2].map((category) => sum(rows.map(({ triple }) => triple[category] as number)));
  const scored = (triple: readonly number[]): number | undefined => {
    const [promoters, passives, detractors] = triple as [number, number, number];
    return promoters + passives + detractors > 0 ? scoreOf(promoters, passives, detractors) : undefined;
  };
  const responses = sum(all);
  const segments = rows.map(({ segment, triple, responses: own }): [Segment, SegmentInPeriod] => [
    segment,
    { share: own / responses, score: scored(triple) },
  ]);
  return { score: scored(all), segments: new Map(segments) };
}
