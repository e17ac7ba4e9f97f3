import { refuse, withinOpen } from '../internal/check.js';

/** How sure an interval is to be. */
export interface NpsConfidence {
  /**
   * The share of samples whose interval is to contain the score of all customers: a fraction above 0 and below 1, 0.95
   * unless told.
   */
  readonly confidence?: number | undefined;
}

/** The confidence of an options object. */
export function readConfidence(options: NpsConfidence, caller: string): number {
  if (typeof options !== 'object' || options === null) refuse(options, `${caller}: options`, 'an object');
  const { confidence = 0.95 } = options;
  return withinOpen(confidence, `${caller}: confidence`);
}

/**
 * A p-value that agrees with an interval to the last bit: below 1 − confidence exactly when the interval excludes 0.
 * The two come by different ways and could round apart where a limit is all but 0; there the interval decides.
 */
export function agreeingPValue(pValue: number, lower: number, upper: number, confidence: number): number {
  const alpha = 1 - confidence;
  return lower > 0 || upper < 0 ? Math.min(pValue, alpha * (1 - 2 ** -53)) : Math.max(pValue, alpha);
}
