import { within } from '../internal/check.js';
import { point, type Shape, SIZE } from './shape.js';

/** A number that is known: no uncertainty. */
export interface FixedDistribution {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'fixed';
  /** The number. */
  readonly value: number;
}

/**
 * A number without uncertainty, as data. Where inputs are asked for, the plain number does as well.
 *
 * @param value - A number from −1e150 to 1e150.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a value that is not such a number.
 * @example
 * ```ts
 * import { fixedDistribution } from 'custometry';
 *
 * fixedDistribution(12); // => { kind: 'fixed', value: 12 }
 * ```
 */
export function fixedDistribution(value: number): FixedDistribution {
  return readFixed({ value }, 'fixedDistribution: ');
}

function readFixed({ value }: Omit<FixedDistribution, 'kind'>, prefix: string): FixedDistribution {
  return { kind: 'fixed', value: within(value, `${prefix}value`, SIZE) };
}

/** @internal */
export function fixedShape(fields: FixedDistribution, prefix: string): Shape {
  return point(readFixed(fields, prefix).value);
}
