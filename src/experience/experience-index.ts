import { FRACTION, requireIterable, within } from '../internal/check.js';
import { sum } from '../internal/sum.js';

/** One customer's emotion and the value the product has for them, each on a scale of 0 to 1. */
export interface CustomerExperience {
  /** How the customer feels: 0 is the worst that can be, 1 the best. */
  readonly emotion: number;
  /** What the product is worth to the customer: 0 is nothing, 1 all that it could be. */
  readonly productValue: number;
}

/** The experience of all customers, and what it is the product of. */
export interface ExperienceIndex {
  /** emotion · productValue: 0 to 1. Where `zeros` is 0 it is 0 only if the product is too small for a number. */
  readonly index: number;
  /** The geometric mean of the customers' emotions: 0 to 1. */
  readonly emotion: number;
  /** The geometric mean of the product's value to them: 0 to 1. */
  readonly productValue: number;
  /** How many customers there are. */
  readonly customers: number;
  /** How many of them have an emotion or a value of 0: a single one makes the index 0. */
  readonly zeros: number;
}

/**
 * Experience index: customer experience = customer's emotion × product's value, over all customers. 0 to 1. This is not a
 * standard: the phrase is common, but no definition of it has been published, and this is a plain reading of it.
 *
 *     index = (Π eᵢ·vᵢ)^(1/n) = (Π eᵢ)^(1/n) · (Π vᵢ)^(1/n)
 *
 * with emotion e and value v from 0 to 1. A product lets neither make up for the other: delight with something worthless is
 * 1 · 0 = 0, where a mean would say 0.5, and so is a fine product that is hated. The geometric mean carries that over to
 * customers: it is never above the arithmetic mean and punishes unevenness, down to 0 where any customer is at 0. If a 0 on
 * your scale means "low" rather than "none", shift the scale first, or one answer decides everything.
 *
 * Emotion and value are wherever you take them from (a rating brought to 0 to 1, say); the scales are yours, so that the
 * index can be followed over time and not compared between companies.
 *
 * @param customers - Emotion and value of each customer, in any iterable.
 * @returns The index with its two factors, or `undefined` when there are no customers.
 * @throws `TypeError` or `RangeError` for an emotion or a value that is not a fraction (a percentage is refused with the
 * likely meaning); the message has the index.
 * @example
 * ```ts
 * import { experienceIndex } from 'custometry';
 *
 * const even = [{ emotion: 0.5, productValue: 0.8 }, { emotion: 0.5, productValue: 0.8 }];
 * const uneven = [{ emotion: 0.9, productValue: 0.8 }, { emotion: 0.1, productValue: 0.8 }];
 * experienceIndex(even)?.index; // => 0.4
 * experienceIndex(uneven)?.index; // => 0.24000…
 * experienceIndex([...uneven, { emotion: 1, productValue: 0 }])?.index; // => 0
 * ```
 * @see G. H. Hardy, J. E. Littlewood and G. Pólya (1934), Inequalities, chapter 2, for the geometric mean and why it is
 * never above the arithmetic one. For the index itself there is no source.
 */
export function experienceIndex(customers: Iterable<CustomerExperience>): ExperienceIndex | undefined {
  requireIterable(customers, 'experienceIndex: customers');
  const emotions: number[] = [];
  const values: number[] = [];
  let zeros = 0;
  for (const customer of customers) {
    const argument = `experienceIndex: customers[${emotions.length}]`;
    const e = within(customer?.emotion, `${argument}.emotion`, FRACTION);
    const v = within(customer.productValue, `${argument}.productValue`, FRACTION);
    if (e === 0 || v === 0) zeros++;
    emotions.push(e);
    values.push(v);
  }
  if (emotions.length === 0) return undefined;
  const [emotion, productValue] = [geometricMean(emotions), geometricMean(values)];
  return { index: emotion * productValue, emotion, productValue, customers: emotions.length, zeros };
}

/** Through logarithms, because the product of many fractions is too small for a number. */
function geometricMean(xs: readonly number[]): number {
  return xs.includes(0) ? 0 : Math.exp(sum(xs.map(Math.log)) / xs.length);
}
