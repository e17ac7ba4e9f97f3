import { binomial } from '../internal/binomial.js';
import { whole, within } from '../internal/check.js';
import { requireOptions } from '../internal/estimate.js';
import { percentile } from '../internal/percentile.js';
import { seededRandom } from '../internal/random.js';
import type { NpsCounts } from './counts.js';
import { estimate, type NpsEstimate, type NpsEstimateOptions, scoreOf } from './estimate.js';

/** How an NPS is bootstrapped. */
export interface NpsBootstrapOptions extends NpsEstimateOptions {
  /** How many resamples to draw: a whole number from 100 to 10,000,000; 10,000 unless told. */
  readonly draws?: number | undefined;
  /** The seed of the random numbers: a whole number from 0 to 2^32 − 1; 1 unless told. */
  readonly seed?: number | undefined;
}

/**
 * Net Promoter Score with the percentile bootstrap interval, in points, for parity with tools that use it: the scores of
 * samples drawn with replacement from the sample itself, between the quantiles (1 − confidence) / 2 and
 * (1 + confidence) / 2 of them, interpolated between order statistics (R's type 7). With a `population` the distances from
 * the score are multiplied by √((N − n) / (N − 1)). Where few draws or a low confidence give an interval beside the score,
 * it is widened to contain it.
 *
 * Resampling does not make a small sample larger: like {@link npsEstimateWald}, it has no width when all responses are
 * alike and is too narrow for small or lopsided samples. Use {@link npsEstimate}. A resample is drawn from the counts, so
 * that its time and memory do not depend on the number of responses; the same seed gives the same interval.
 *
 * @param counts - How many promoters, passives and detractors there are: whole numbers from 0 to 1e15.
 * @param options - `confidence` (0.95 unless told), `population`, `draws` and `seed`.
 * @returns The score, its limits, the confidence and the number of responses, or `undefined` when there are no
 * responses.
 * @throws `TypeError` or `RangeError` for an argument outside its range, as {@link npsEstimate} does, and for counts
 * that are not whole: a share of a respondent cannot be drawn.
 * @example
 * ```ts
 * import { npsEstimateBootstrap } from 'custometry';
 *
 * const { lower, upper } = npsEstimateBootstrap({ promoters: 50, passives: 30, detractors: 20 })!;
 * lower; // => 14
 * upper; // => 45
 * ```
 * @see Bradley Efron and Robert J. Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
 */
export function npsEstimateBootstrap(counts: NpsCounts, options: NpsBootstrapOptions = {}): NpsEstimate | undefined {
  requireOptions(options, CALLER);
  const { confidence = 0.95, draws = 10_000, seed = 1 } = options;
  within(draws, `${CALLER}: draws`, whole(100, 10_000_000));
  within(seed, `${CALLER}: seed`, whole(0, 2 ** 32 - 1));
  return estimate(counts, options, CALLER, (p, m, q, _z, f) => {
    const names = ['promoters', 'passives', 'detractors'];
    [p, m, q].forEach((count, i) => {
      within(count, `${CALLER}: ${names[i]}`, whole(0, 1e15));
    });
    const n = p + m + q;
    const random = seededRandom(seed);
    const scores = new Float64Array(draws);
    for (let draw = 0; draw < draws; draw++) {
      const promoters = binomial(n, p / n, random);
      const detractors = q === 0 ? 0 : binomial(n - promoters, q / (m + q), random);
      scores[draw] = scoreOf(promoters, n - promoters - detractors, detractors);
    }
    scores.sort();
    const score = scoreOf(p, m, q);
    const limit = (quantile: number): number => score + Math.sqrt(f) * (percentile(scores, quantile) - score);
    return [
      Math.max(-100, Math.min(score, limit((1 - confidence) / 2))),
      Math.min(100, Math.max(score, limit((1 + confidence) / 2))),
    ];
  });
}

const CALLER = 'npsEstimateBootstrap';
