import { type Range, within } from '../internal/check.js';
import type { Estimate } from '../internal/estimate.js';
import { meanInterval } from '../internal/mean-interval.js';
import { centralQuantile } from '../internal/normal.js';
import { sum } from '../internal/sum.js';
import { wilsonInterval } from '../internal/wilson.js';
import type { RatingHistogram } from './rating-histogram.js';

// What the measures of a histogram share. They take histograms and confidences that have been read.

/** How many rated less than `from`, and how many that or more. */
export function splitAt({ min, counts }: RatingHistogram, from: number): [below: number, above: number] {
  // Both sums by themselves, so that their shares add up to 1 exactly, whatever the order of the weights.
  return [sum(counts.slice(0, from - min)), sum(counts.slice(from - min))];
}

/** The share that rated `from` or more. */
export function shareEstimate(
  histogram: RatingHistogram,
  from: number,
  confidence: number,
  caller: string,
  population?: number,
): Estimate | undefined {
  const z = centralQuantile(confidence);
  const [below, above] = splitAt(histogram, from);
  const responses = below + above;
  if (population !== undefined) {
    const atLeast: Range = [responses, Infinity, `a finite number of at least the responses (${responses})`];
    within(population, `${caller}: population`, atLeast);
  }
  if (responses === 0) return undefined;
  const [lower, upper] = wilsonInterval(above, responses, z, population);
  return { value: above / responses, lower, upper, confidence, responses };
}

/** The mean rating. */
export function meanEstimate({ min, max, counts }: RatingHistogram, confidence: number): Estimate | undefined {
  const z = centralQuantile(confidence);
  const responses = sum(counts);
  if (responses === 0) return undefined;
  // Counted from the lowest rating, so that no digits are lost to its size.
  const above = sum(counts.map((count, index) => count * index)) / responses;
  const value = Math.min(min + above, max);
  const [lower, upper] = meanInterval(counts, z);
  return {
    value,
    lower: Math.min(min + (max - min) * lower, value),
    upper: Math.max(min + (max - min) * upper, value),
    confidence,
    responses,
  };
}

/** 100 · (good − bad) / responses, with the score interval of the mean of −1, 0 and 1. */
export function netEstimate(good: number, neutral: number, bad: number, confidence: number): Estimate | undefined {
  const z = centralQuantile(confidence);
  const responses = sum([good, neutral, bad]);
  const value = netScore(good, bad, responses);
  if (value === undefined) return undefined;
  const [lower, upper] = meanInterval([bad, neutral, good], z);
  return {
    value,
    lower: Math.min(200 * lower - 100, value),
    upper: Math.max(200 * upper - 100, value),
    confidence,
    responses,
  };
}

/** 100 · (good − bad) / responses. */
export function netScore(good: number, bad: number, responses: number): number | undefined {
  if (responses === 0) return undefined;
  // Weighted counts could round to just beyond 100.
  return Math.max(-100, Math.min(100, (100 * (good - bad)) / responses));
}
