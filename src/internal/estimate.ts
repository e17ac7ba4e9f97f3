import { refuse, withinOpen } from './check.js';

/** A value measured on a sample, with the interval in which the value of everybody may lie. */
export interface Estimate {
  /** The measured value. */
  readonly value: number;
  /** The lower end of the interval. */
  readonly lower: number;
  /** The upper end of the interval. */
  readonly upper: number;
  /** The confidence of the interval: a fraction, 0.95 unless told. */
  readonly confidence: number;
  /** How many responses the value was measured on, or the sum of their weights. */
  readonly responses: number;
}

/** How sure an interval is to be. */
export interface ConfidenceOptions {
  /**
   * The share of samples whose interval is to contain the value of everybody: a fraction above 0 and below 1; 0.95 unless
   * told.
   */
  readonly confidence?: number | undefined;
}

export function requireOptions(options: unknown, caller: string): void {
  if (typeof options !== 'object' || options === null) refuse(options, `${caller}: options`, 'an object', '', '');
}

/** The confidence of an options object. */
export function readConfidence(options: ConfidenceOptions, caller: string): number {
  requireOptions(options, caller);
  const { confidence = 0.95 } = options;
  return withinOpen(confidence, `${caller}: confidence`);
}
