import { refuse, requireIterable, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';
import { point, type Shape, SIZE, SIZE_NOT_NEGATIVE } from './shape.js';

/** One of these values, each in proportion to its weight. */
export interface EmpiricalDistribution {
  /** Tells this kind of distribution from the others. */
  readonly kind: 'empirical';
  /** The values. */
  readonly values: readonly number[];
  /** How much each counts; all alike where there are none. */
  readonly weights?: readonly number[] | undefined;
}

/**
 * The empirical distribution: one of the values that were observed, each as likely as any other, or in proportion to its
 * weight. For one customer's spend or one order's value, drawn from data as it is. The uncertainty of the _mean_ of such
 * values is much smaller: take {@link normalDistribution} with the standard error for that.
 *
 *     mean = Σ wᵢxᵢ / Σ wᵢ,   variance = Σ wᵢ(xᵢ − mean)² / Σ wᵢ
 *
 * @param values - At least one number from −1e150 to 1e150; any iterable.
 * @param weights - As many numbers from 0 to 1e150 as there are values, not all 0; all alike unless told.
 * @returns The distribution as plain data, which can be stored as JSON.
 * @throws `TypeError` or `RangeError` for a value or a weight that is not such a number (the message has the index), for no
 * values, for a number of weights that is not that of the values, and for weights that are all 0.
 * @example
 * ```ts
 * import { distributionMean, empiricalDistribution } from 'custometry';
 *
 * distributionMean(empiricalDistribution([10, 20, 60])); // => 30
 * distributionMean(empiricalDistribution([10, 20, 60], [2, 1, 1])); // => 25
 * ```
 */
export function empiricalDistribution(values: Iterable<number>, weights?: Iterable<number>): EmpiricalDistribution {
  const prefix = 'empiricalDistribution: ';
  requireIterable(values, `${prefix}values`);
  if (weights !== undefined) requireIterable(weights, `${prefix}weights`);
  return readEmpirical({ values: [...values], ...(weights && { weights: [...weights] }) }, prefix);
}

function readEmpirical(fields: Omit<EmpiricalDistribution, 'kind'>, prefix: string): EmpiricalDistribution {
  const { values, weights } = fields;
  if (!Array.isArray(values)) refuse(values, `${prefix}values`, 'an array', '', '');
  if (values.length === 0) refuse(0, `${prefix}number of values`, 'at least 1');
  values.forEach((value, index) => {
    within(value, `${prefix}values[${index}]`, SIZE);
  });
  if (weights === undefined) return { kind: 'empirical', values };
  if (!Array.isArray(weights)) refuse(weights, `${prefix}weights`, 'an array', '', '');
  if (weights.length !== values.length) {
    refuse(weights.length, `${prefix}number of weights`, `the number of values (${values.length})`);
  }
  weights.forEach((weight, index) => {
    within(weight, `${prefix}weights[${index}]`, SIZE_NOT_NEGATIVE);
  });
  if (!weights.some((weight) => weight > 0)) refuse(0, `${prefix}sum of weights`, 'above 0');
  return { kind: 'empirical', values, weights };
}

/** @internal */
export function empiricalShape(fields: EmpiricalDistribution, prefix: string): Shape {
  const { values, weights } = readEmpirical(fields, prefix);
  const order = values
    .map((value, index) => ({ value, weight: weights?.[index] ?? 1 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.value - b.value);
  const [least, most] = [order[0]?.value as number, order[order.length - 1]?.value];
  if (least === most) return point(least);
  const sorted = Float64Array.from(order, ({ value }) => value);
  const upTo = new Float64Array(order.length);
  let total = 0;
  order.forEach(({ weight }, index) => {
    total += weight;
    upTo[index] = total;
  });
  const last = order.length - 1;
  for (let i = 0; i <= last; i++) upTo[i] = (upTo[i] as number) / total;
  const mean = sum(order.map(({ value, weight }) => value * (weight / total)));
  /** The number of leading entries of a rising list for which `isBefore` holds. */
  const countWhile = (isBefore: (index: number) => boolean): number => {
    let [from, to] = [0, last + 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBefore(middle)) from = middle + 1;
      else to = middle;
    }
    return from;
  };
  return {
    mean,
    variance: sum(order.map(({ value, weight }) => (value - mean) ** 2 * (weight / total))),
    quantile: (p) =>
      sorted[
        Math.min(
          countWhile((index) => (upTo[index] as number) < p),
          last,
        )
      ] as number,
    cumulative: (x) => {
      const count = countWhile((index) => (sorted[index] as number) <= x);
      return count === 0 ? 0 : (upTo[count - 1] as number);
    },
  };
}
