import { FINITE, representable, requireFunction, requireIterable, within } from '../internal/check.js';
import { addTo, type RunningSum } from '../internal/running-sum.js';

/** How to read the two sides of a customer's value from a row. */
export interface ValueReaders<Customer> {
  /** What the customer is worth to the business (a lifetime value, a margin): a finite number. */
  readonly businessValue: (customer: Customer) => number;
  /** What the business is worth to the customer (a satisfaction, a perceived value): a finite number. */
  readonly customerValue: (customer: Customer) => number;
}

/** Where low ends and high begins: a value at the cut is high. */
export interface ValueCuts {
  /** The lowest value to the business that counts as high. */
  readonly businessValue: number;
  /** The lowest value to the customer that counts as high. */
  readonly customerValue: number;
}

/** The customers of one quadrant. */
export interface ValueQuadrant {
  /** How many they are. */
  readonly customers: number;
  /** The total of what they are worth to the business. */
  readonly businessValue: number;
  /** The total of what the business is worth to them. */
  readonly customerValue: number;
}

/** The customers by what they are worth to the business and what the business is worth to them. */
export interface ValueQuadrants {
  /** High to the business, high to the customer: both gain. */
  readonly stars: ValueQuadrant;
  /** High to the business, low to the customer: theirs to lose, because they get less than they give. */
  readonly vulnerable: ValueQuadrant;
  /** Low to the business, high to the customer: they get more than they give. */
  readonly freeRiders: ValueQuadrant;
  /** Low to the business, low to the customer. */
  readonly lostCauses: ValueQuadrant;
}

/**
 * Value quadrants: customers by the two sides of their value, what a customer is worth to the business and what the business
 * is worth to the customer, with the number of customers and the totals of both values in each quadrant.
 *
 *                                low to the business    high to the business
 *     high to the customer       freeRiders             stars
 *     low to the customer        lostCauses             vulnerable
 *
 * A value at or above its cut is high. The cuts decide who is where: a cost to serve or a price that the customer would pay
 * means more than a middle; {@link medianValueCuts} gives the middles.
 *
 * @param customers - Any iterable of rows, one a customer.
 * @param readers - How to read the two values from a row.
 * @param cuts - The lowest value of each kind that counts as high: any finite numbers.
 * @returns The four quadrants; each customer is in exactly one.
 * @throws `TypeError` or `RangeError` for a value that is not a finite number (the message has the index), a cut that is not
 * one, and for totals too large for a number.
 * @example
 * ```ts
 * import { valueQuadrants } from 'custometry';
 *
 * const customers = [{ margin: 900, rating: 9 }, { margin: 800, rating: 3 }, { margin: 50, rating: 9 }];
 * const quadrants = valueQuadrants(
 *   customers,
 *   { businessValue: ({ margin }) => margin, customerValue: ({ rating }) => rating },
 *   { businessValue: 100, customerValue: 7 },
 * );
 * quadrants.vulnerable; // => { customers: 1, businessValue: 800, customerValue: 3 }
 * quadrants.lostCauses; // => { customers: 0, businessValue: 0, customerValue: 0 }
 * ```
 * @see Sunil Gupta and Donald R. Lehmann (2005), Managing Customers as Investments, chapter 3, for the two sides of customer
 * value and the names of the quadrants.
 */
export function valueQuadrants<Customer>(
  customers: Iterable<Customer>,
  readers: ValueReaders<Customer>,
  cuts: ValueCuts,
): ValueQuadrants {
  const caller = 'valueQuadrants';
  const businessCut = within(cuts?.businessValue, `${caller}: cuts.businessValue`, FINITE);
  const customerCut = within(cuts.customerValue, `${caller}: cuts.customerValue`, FINITE);
  const quadrants = [0, 1, 2, 3].map(() => ({
    customers: 0,
    businessValue: { total: 0, lost: 0 },
    customerValue: { total: 0, lost: 0 },
  }));
  for (const [businessValue, customerValue] of readValues(customers, readers, caller)) {
    const place = (businessValue >= businessCut ? 0 : 2) + (customerValue >= customerCut ? 0 : 1);
    const quadrant = quadrants[place] as (typeof quadrants)[number];
    quadrant.customers++;
    addTo(quadrant.businessValue, businessValue);
    addTo(quadrant.customerValue, customerValue);
  }
  const total = ({ total, lost }: RunningSum) => representable(total + lost, caller);
  const [stars, vulnerable, freeRiders, lostCauses] = quadrants.map((quadrant) => ({
    customers: quadrant.customers,
    businessValue: total(quadrant.businessValue),
    customerValue: total(quadrant.customerValue),
  })) as [ValueQuadrant, ValueQuadrant, ValueQuadrant, ValueQuadrant];
  return { stars, vulnerable, freeRiders, lostCauses };
}

/**
 * The medians of both values, to be the cuts of {@link valueQuadrants} where there are no better ones. They are relative:
 * at least half of the customers are high in each whatever happens (on a coarse rating scale often many more, as a value
 * at the cut is high), so that they say nothing of progress.
 *
 * @param customers - Any iterable of rows, one a customer.
 * @param readers - How to read the two values from a row.
 * @returns The medians (of an even number of customers, the mean of the two in the middle), or `undefined` when there are
 * no customers.
 * @throws `TypeError` or `RangeError` for a value that is not a finite number; the message has the index.
 * @example
 * ```ts
 * import { medianValueCuts } from 'custometry';
 *
 * const customers = [{ margin: 900, rating: 9 }, { margin: 800, rating: 3 }, { margin: 50, rating: 9 }];
 * medianValueCuts(customers, {
 *   businessValue: ({ margin }) => margin,
 *   customerValue: ({ rating }) => rating,
 * }); // => { businessValue: 800, customerValue: 9 }
 * ```
 * @see {@link valueQuadrants} for the quadrants and their source.
 */
export function medianValueCuts<Customer>(
  customers: Iterable<Customer>,
  readers: ValueReaders<Customer>,
): ValueCuts | undefined {
  const values = [...readValues(customers, readers, 'medianValueCuts')];
  if (values.length === 0) return undefined;
  return {
    businessValue: median(values.map(([businessValue]) => businessValue)),
    customerValue: median(values.map(([, customerValue]) => customerValue)),
  };
}

function* readValues<Customer>(
  customers: Iterable<Customer>,
  readers: ValueReaders<Customer>,
  caller: string,
): Generator<readonly [businessValue: number, customerValue: number]> {
  requireIterable(customers, `${caller}: customers`);
  const { businessValue, customerValue } = readers ?? {};
  requireFunction(businessValue, `${caller}: readers.businessValue`);
  requireFunction(customerValue, `${caller}: readers.customerValue`);
  let index = 0;
  for (const customer of customers) {
    const values = [businessValue(customer), customerValue(customer)] as const;
    if (!Number.isFinite(values[0])) within(values[0], `${caller}: businessValue of customers[${index}]`, FINITE);
    if (!Number.isFinite(values[1])) within(values[1], `${caller}: customerValue of customers[${index}]`, FINITE);
    index++;
    yield values;
  }
}

/** Of at least one number. */
function median(xs: number[]): number {
  xs.sort((a, b) => a - b);
  const middle = (xs.length - 1) / 2;
  const [low, high] = [xs[Math.floor(middle)] as number, xs[Math.ceil(middle)] as number];
  // Halves first: the sum of the two could overflow. Not of the same number, whose halves could be too small.
  return low === high ? low : low / 2 + high / 2;
}
