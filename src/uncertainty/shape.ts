import { type Range, refuse, within } from '../internal/check.js';

/** @internal What a distribution of one number can be asked for. */
export interface Shape {
  readonly mean: number;
  readonly variance: number;
  /** The smallest x with P(X ≤ x) ≥ p, for p above 0 and below 1. */
  readonly quantile: (p: number) => number;
  /** P(X ≤ x). */
  readonly cumulative: (x: number) => number;
  /** Whether all draws are the same: not told by the variance, which can be too small for a number. */
  readonly isFixed?: true;
  /** A quicker `quantile`, good to 1e-9, for many draws: made when it is asked for, as it takes a table. */
  readonly quick?: () => (p: number) => number;
}

/** @internal Numbers whose squares neither overflow nor, unless they are next to 0, underflow. */
export const SIZE: Range = [-1e150, 1e150, 'a number from -1e150 to 1e150'];
/** @internal */
export const SIZE_NOT_NEGATIVE: Range = [0, 1e150, 'a number from 0 to 1e150'];
/** @internal */
export const SIZE_POSITIVE: Range = [1e-150, 1e150, 'a number from 1e-150 to 1e150'];

/** @internal A number that must be above another one. */
export function above(value: number, argument: string, least: number, name: string): number {
  within(value, argument, SIZE);
  if (value <= least) refuse(value, argument, `above ${name} (${least})`);
  return value;
}

/** @internal A distribution without spread. */
export function point(value: number): Shape {
  return { isFixed: true, mean: value, variance: 0, quantile: () => value, cumulative: (x) => (x < value ? 0 : 1) };
}

/** @internal What a distribution of several numbers can be asked for. */
export interface VectorShape {
  readonly parts: readonly string[];
  readonly means: readonly number[];
  /** The distribution of each part alone. */
  readonly marginals: readonly Shape[];
  /** What independent draws are taken from: one fewer than there are parts. */
  readonly sticks: readonly Shape[];
  /** Makes the parts of one draw from the draws of the sticks. */
  readonly split: (sticks: Float64Array, parts: Float64Array) => void;
  /** What all parts add up to. */
  readonly total: number;
}
