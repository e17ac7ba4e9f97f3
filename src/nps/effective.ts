import type { NpsCounts } from './counts.js';
import { type NpsEstimate, npsEstimate } from './estimate.js';

/**
 * A score with the interval of counts that were scaled to an effective number of responses, whose own score is the same but
 * for rounding. `undefined` where the counts are.
 */
export function estimateAround(
  value: number,
  counts: NpsCounts,
  confidence: number,
): Pick<NpsEstimate, 'value' | 'lower' | 'upper' | 'confidence'> | undefined {
  const estimate = npsEstimate(counts, { confidence });
  return (
    estimate && {
      value,
      lower: Math.min(estimate.lower, value),
      upper: Math.max(estimate.upper, value),
      confidence,
    }
  );
}
