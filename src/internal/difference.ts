import { centralQuantile, normalTail } from './normal.js';
import { agreeingPValue } from './p-value.js';
import { rootBetween } from './roots.js';

/**
 * The limits of a difference of two estimates from different samples, and the p-value that agrees with them: 1 − the
 * confidence at which the nearer limit touches 0. `down(z)` and `up(z)` are how far the limits at z lie from the value;
 * both grow with z from 0.
 */
export function differenceInterval(
  value: number,
  down: (z: number) => number,
  up: (z: number) => number,
  most: number,
  confidence: number,
): { lower: number; upper: number; pValue: number } {
  const z = centralQuantile(confidence);
  const lower = Math.max(-most, value - down(z));
  const upper = Math.min(most, value + up(z));
  const distance = Math.abs(value);
  const nearer = value < 0 ? up : down;
  const missesZero = (by: number): number => nearer(by) - distance;
  // At z = 39 a p-value is below the smallest number.
  const zAtZero = distance === 0 ? 0 : missesZero(40) < 0 ? 40 : rootBetween(missesZero, 0, 40);
  return { lower, upper, pValue: agreeingPValue(2 * normalTail(zAtZero), lower, upper, confidence) };
}
