import { differenceInterval } from '../internal/difference.js';
import type { NpsChange } from './change.js';
import type { Sample } from './sample.js';
import { scoreVariance, upperReach } from './tango.js';

/** How far the lower limit of to − from lies below it, as a fraction: √((s₂ − l₂)² + (u₁ − s₁)²). */
export function reachOfDifference(from: Sample, to: Sample, z: number): number {
  const down = upperReach(to.q, to.m, to.p, scoreVariance(z, to.n));
  const up = upperReach(from.p, from.m, from.q, scoreVariance(z, from.n));
  return Math.sqrt(down * down + up * up);
}

/** The difference `value` (in points) of the scores of two independent samples, with its limits (MOVER) and p-value. */
export function changeBetween(one: Sample, two: Sample, value: number, confidence: number): NpsChange {
  const down = (z: number): number => 100 * reachOfDifference(one, two, z);
  const up = (z: number): number => 100 * reachOfDifference(two, one, z);
  return { value, ...differenceInterval(value, down, up, 200, confidence), confidence };
}
