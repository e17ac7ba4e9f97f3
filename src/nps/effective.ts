import { centralQuantile } from '../internal/normal.js';
import type { NpsChange } from './change.js';
import type { NpsEstimate } from './estimate.js';
import { changeBetween } from './mover.js';
import type { Sample } from './sample.js';
import { limitsAround } from './tango.js';

/** A weighted Net Promoter Score with its interval. */
export interface NpsWeightedEstimate extends NpsEstimate {
  /** How many respondents there are, each counted once. */
  readonly responses: number;
  /** How many respondents of equal weight would tell as much: from 1 to `responses`. */
  readonly effectiveResponses: number;
}

/** A change of a weighted Net Promoter Score between two surveys, with its interval and test. */
export interface NpsWeightedDifference extends NpsChange {
  /** How many respondents there were before, each counted once. */
  readonly responsesBefore: number;
  /** How many respondents there are after, each counted once. */
  readonly responsesAfter: number;
  /** How many respondents of equal weight would tell as much as those before. */
  readonly effectiveResponsesBefore: number;
  /** How many respondents of equal weight would tell as much as those after. */
  readonly effectiveResponsesAfter: number;
}

/** @internal A score that was measured with weights, and the survey of equal weights that would tell as much of it. */
export interface EffectiveSample {
  /** The score: points. */
  readonly value: number;
  readonly responses: number;
  /** Its n is the effective number of responses. */
  readonly sample: Sample;
}

/** @internal */
export function estimateOf({ value, responses, sample }: EffectiveSample, confidence: number): NpsWeightedEstimate {
  const [lower, upper] = limitsAround(value, sample, centralQuantile(confidence));
  return { value, lower, upper, confidence, responses, effectiveResponses: sample.n };
}

/** @internal */
export function differenceOf(
  before: EffectiveSample,
  after: EffectiveSample,
  confidence: number,
): NpsWeightedDifference {
  return {
    ...changeBetween(before.sample, after.sample, after.value - before.value, confidence),
    responsesBefore: before.responses,
    responsesAfter: after.responses,
    effectiveResponsesBefore: before.sample.n,
    effectiveResponsesAfter: after.sample.n,
  };
}
