import type { NpsCounts } from './counts.js';
import { estimate, type NpsEstimate, type NpsEstimateOptions } from './estimate.js';
import { responseVariance, sampleOf } from './sample.js';

/**
 * Net Promoter Score with the adjusted Wald interval, in points, for parity with tools that use it: 3/4 of a promoter,
 * 3/2 of a passive and 3/4 of a detractor are added before the normal approximation is made.
 *
 *     s = (promoters − detractors) / (n + 3),   v = (promoters + detractors + 3/2) / (n + 3) − s²
 *     limits = 100 · (s ± z · √(v / (n + 3)))
 *
 * Simple enough for a spreadsheet, and on the whole a little too wide. The interval is centred on the adjusted score 100·s,
 * while `value` is the plain one. The limits are not cut off at ±100, as they are not in other tools, and in a small
 * lopsided sample they lie beyond. {@link npsEstimate} has neither trait.
 *
 * @param counts - How many promoters, passives and detractors there are: numbers from 0 to 1e15.
 * @param options - `confidence` (0.95 unless told) and `population` (infinite unless told).
 * @returns The score, its limits, the confidence and the number of responses, or `undefined` when there are no
 * responses.
 * @throws `TypeError` or `RangeError` for an argument outside its range, as {@link npsEstimate} does.
 * @example
 * ```ts
 * import { npsEstimateAdjustedWald } from 'custometry';
 *
 * const { value, lower, upper } = npsEstimateAdjustedWald({ promoters: 50, passives: 30, detractors: 20 })!;
 * value; // => 30
 * lower; // => 14.05113…
 * upper; // => 44.20129…
 * ```
 * @see Brendan Rocks (2016), "Interval Estimation for the 'Net Promoter Score'", The American Statistician 70(4),
 * 365-372; Jeff Sauro and Jim Lewis (2020), "Confidence Intervals for Net Promoter Scores", measuringu.com.
 */
export function npsEstimateAdjustedWald(counts: NpsCounts, options: NpsEstimateOptions = {}): NpsEstimate | undefined {
  return estimate(counts, options, 'npsEstimateAdjustedWald', (p, m, q, z, f) =>
    wald(p + 0.75, m + 1.5, q + 0.75, z, f),
  );
}

/**
 * Net Promoter Score with the Wald interval, in points, for parity with tools that use it: the normal approximation at
 * the sample's own mix, which most spreadsheets and the R package NPS compute.
 *
 *     s = (promoters − detractors) / n,   v = (promoters + detractors) / n − s²,   limits = 100 · (s ± z · √(v / n))
 *
 * Not one to publish: when all responses are alike it has no width at all, it is too narrow whenever n is small or the mix
 * lopsided, and its limits can lie beyond ±100 (they are not cut off here, as they are not in other tools). Use
 * {@link npsEstimate}.
 *
 * @param counts - How many promoters, passives and detractors there are: numbers from 0 to 1e15.
 * @param options - `confidence` (0.95 unless told) and `population` (infinite unless told).
 * @returns The score, its limits, the confidence and the number of responses, or `undefined` when there are no
 * responses.
 * @throws `TypeError` or `RangeError` for an argument outside its range, as {@link npsEstimate} does.
 * @example
 * ```ts
 * import { npsEstimateWald } from 'custometry';
 *
 * npsEstimateWald({ promoters: 50, passives: 30, detractors: 20 })?.lower; // => 14.69219…
 * npsEstimateWald({ promoters: 10, passives: 0, detractors: 0 })?.lower; // => 100
 * ```
 * @see Brendan Rocks (2016), "Interval Estimation for the 'Net Promoter Score'", The American Statistician 70(4),
 * 365-372.
 */
export function npsEstimateWald(counts: NpsCounts, options: NpsEstimateOptions = {}): NpsEstimate | undefined {
  return estimate(counts, options, 'npsEstimateWald', (p, m, q, z, f) => wald(p, m, q, z, f));
}

function wald(p: number, m: number, q: number, z: number, f: number): [lower: number, upper: number] {
  const sample = sampleOf(p, m, q);
  const score = (100 * (p - q)) / sample.n;
  const margin = 100 * z * Math.sqrt((f * responseVariance(sample)) / sample.n);
  return [score - margin, score + margin];
}
