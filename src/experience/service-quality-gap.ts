import { FINITE, NOT_NEGATIVE, POSITIVE, refuse, representable, requireIterable, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';
import { weightedMean } from '../internal/weighted-mean.js';

/** One dimension of service quality: what customers expected of it, what they got, and how much it matters to them. */
export interface ServiceQualityDimension {
  /** Its name: reliability, assurance, tangibles, empathy and responsiveness are SERVQUAL's. */
  readonly name: string;
  /** The mean rating of what an excellent service would be like: any finite number; SERVQUAL asks from 1 to 7. */
  readonly expectation: number;
  /** The mean rating of what this service is like, on the same scale. */
  readonly perception: number;
  /**
   * How much the dimension matters against the others: 0 or more, and not 0 for all of them. Points that sum to 100 (as
   * SERVQUAL asks for), weights that sum to 1 or any other positive numbers: they are divided by their sum.
   */
  readonly importance: number;
}

/** The gap of one dimension. */
export interface ServiceQualityDimensionGap {
  /** The name of the dimension. */
  readonly name: string;
  /** perception − expectation: negative where customers got less than they expected. */
  readonly gap: number;
  /** The share of the dimension's importance in that of all: 0 to 1. */
  readonly weight: number;
  /** weight · gap: what the dimension adds to the weighted gap. */
  readonly weightedGap: number;
}

/** The gaps of all dimensions and over all of them. */
export interface ServiceQualityGap {
  /** The gap of each dimension, in the order given. */
  readonly dimensions: readonly ServiceQualityDimensionGap[];
  /** The mean of the gaps, weighted by importance. */
  readonly weighted: number;
  /** The mean of the gaps, all dimensions alike. */
  readonly unweighted: number;
}

/**
 * Service quality gap (SERVQUAL): what customers perceive minus what they expect, for each dimension of a service and over
 * all of them. In points of the rating scale: negative where the service falls short.
 *
 *     gapᵢ = perceptionᵢ − expectationᵢ
 *     weighted gap = Σ importanceᵢ · gapᵢ / Σ importanceᵢ
 *     unweighted gap = Σ gapᵢ / number of dimensions
 *
 * Expectations are nearly always rated near the top of the scale, so that gaps are nearly always negative: compare them
 * between dimensions and over time rather than with 0. The critique is that perceptions alone (SERVPERF) predict as well.
 *
 * @param dimensions - Name, expectation, perception and importance of each, in any iterable. An overall mean per dimension
 * is enough, because the mean of differences is the difference of means.
 * @returns The gaps, or `undefined` when there are no dimensions.
 * @throws `TypeError` or `RangeError` for a name that is not text, a mean that is not a finite number, an importance that is
 * negative (the message has the index), and for importances that are all 0.
 * @example
 * ```ts
 * import { serviceQualityGap } from 'custometry';
 *
 * const gaps = serviceQualityGap([
 *   { name: 'reliability', expectation: 6.5, perception: 5.5, importance: 40 },
 *   { name: 'responsiveness', expectation: 6, perception: 5.5, importance: 30 },
 *   { name: 'tangibles', expectation: 5, perception: 5.5, importance: 30 },
 * ]);
 * gaps?.dimensions.map(({ gap }) => gap); // => [-1, -0.5, 0.5]
 * gaps?.weighted; // => -0.4
 * gaps?.unweighted; // => -1 / 3
 * ```
 * @see A. Parasuraman, Valarie A. Zeithaml and Leonard L. Berry (1988), "SERVQUAL: A Multiple-Item Scale for Measuring
 * Consumer Perceptions of Service Quality", Journal of Retailing 64(1), 12-40; for the critique, J. Joseph Cronin and Steven
 * A. Taylor (1992), "Measuring Service Quality: A Reexamination and Extension", Journal of Marketing 56(3), 55-68.
 */
export function serviceQualityGap(dimensions: Iterable<ServiceQualityDimension>): ServiceQualityGap | undefined {
  requireIterable(dimensions, `${CALLER}: dimensions`);
  const names: string[] = [];
  const gaps: number[] = [];
  const importances: number[] = [];
  for (const dimension of dimensions) {
    const argument = `${CALLER}: dimensions[${gaps.length}]`;
    const { name, expectation, perception, importance } = dimension ?? {};
    if (typeof name !== 'string') refuse(name, `${argument}.name`, 'a string', '', '');
    within(expectation, `${argument}.expectation`, FINITE);
    within(perception, `${argument}.perception`, FINITE);
    names.push(name);
    gaps.push(representable(perception - expectation, CALLER));
    importances.push(within(importance, `${argument}.importance`, NOT_NEGATIVE));
  }
  if (gaps.length === 0) return undefined;
  const total = representable(sum(importances), CALLER);
  within(total, `${CALLER}: sum of importance`, POSITIVE);
  return {
    dimensions: gaps.map((gap, index) => {
      const weight = (importances[index] as number) / total;
      return { name: names[index] as string, gap, weight, weightedGap: weight * gap };
    }),
    weighted: weightedMean(gaps, importances, CALLER),
    unweighted: weightedMean(
      gaps,
      gaps.map(() => 1),
      CALLER,
    ),
  };
}

const CALLER = 'serviceQualityGap';
