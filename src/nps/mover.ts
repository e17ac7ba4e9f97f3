import { centralQuantile, normalTail } from '../internal/normal.js';
import { rootBetween } from '../internal/roots.js';
import type { NpsChange } from './change.js';
import { agreeingPValue } from './p-value.js';
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
  const z = centralQuantile(confidence);
  const lower = Math.max(-200, value - 100 * reachOfDifference(one, two, z));
  const upper = Math.min(200, value + 100 * reachOfDifference(two, one, z));

  // A fall is the rise of the surveys in the other order.
  const [from, to] = value < 0 ? [two, one] : [one, two];
  const distance = Math.abs(value);
  const missesZero = (by: number): number => 100 * reachOfDifference(from, to, by) - distance;
  // At z = 39 a p-value is below the smallest number.
  const zAtZero = distance === 0 ? 0 : missesZero(40) < 0 ? 40 : rootBetween(missesZero, 0, 40);
  const pValue = agreeingPValue(2 * normalTail(zAtZero), lower, upper, confidence);
  return { value, lower, upper, confidence, pValue };
}
