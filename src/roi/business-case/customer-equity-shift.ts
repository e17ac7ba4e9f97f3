import {
  FINITE,
  FRACTION,
  NOT_NEGATIVE,
  POSITIVE,
  type Range,
  reader,
  refuse,
  representable,
  whole,
  within,
} from '../../internal/check.js';
import { weightedMean } from '../../internal/weighted-mean.js';

/** A customer of a sample, or a segment of customers who are alike: what they buy, and which brand. */
export interface EquityCustomer {
  /** How many customers the entry stands for, or the weight of one: above 0; 1 unless told. */
  readonly weight?: number | undefined;
  /** How often the customer buys in the category, of any brand, in a year: above 0 and up to 1000. */
  readonly purchasesPerYear: number;
  /** What one purchase comes to: money, 0 or more. */
  readonly volume: number;
  /** The share of it that is left as margin when it is your brand's: −1 to 1. */
  readonly margin: number;
  /** The probability of each brand at the purchase that is being made now: fractions that add up to 1. */
  readonly choice: readonly number[];
  /**
   * The brand-switching matrix: in row a and column b the probability that who bought brand a buys brand b next. Each row
   * adds up to 1.
   */
  readonly switching: readonly (readonly number[])[];
  /**
   * By what the improvement raises the utility of your brand in the logit of the choice: Σ coefficient · change of driver.
   * The odds of your brand grow e^utilityGain times. 0 changes nothing.
   */
  readonly utilityGain: number;
}

/** Which brand is yours, and how the equity is counted. */
export interface CustomerEquityInputs {
  /** Your brand's place among the brands: 0 is the first. */
  readonly brand: number;
  /** Customers in the whole market, whom the sample stands for: 0 or more. */
  readonly population: number;
  /** The horizon in years: above 0 and up to 100. */
  readonly years: number;
  /** The yearly discount rate: a fraction from 0 to 1. */
  readonly discountRate: number;
  /** What the improvement costs, as a present value: money, 0 or more. */
  readonly cost: number;
}

/** What an improvement does to customer equity. */
export interface CustomerEquityShift {
  /** The mean lifetime value times the population, without the improvement: money. */
  readonly customerEquity: number;
  /** The same with the improvement. */
  readonly customerEquityWith: number;
  /** By what the improvement moves customer equity: money. */
  readonly shift: number;
  /** shift − cost: money. */
  readonly netPresentValue: number;
  /** (shift − cost) / cost as a fraction; `undefined` when it costs nothing. */
  readonly returnOnInvestment: number | undefined;
  /** The lifetime value of each customer to your brand, in the order given: without the improvement, and with it. */
  readonly lifetimeValues: readonly {
    /** As things are: money. */
    readonly without: number;
    /** With the improvement: money. */
    readonly with: number;
  }[];
}

/**
 * The shift of customer equity that an improvement brings, and the return on what it costs (return on marketing): customers
 * buy now this brand, now that one, and an improvement makes yours likelier at each of their purchases. Money in the
 * caller's unit, rates as fractions a year.
 *
 *     CLVᵢ = Σ for t = 0, 1, …, Tᵢ of (1 + d)^(−t / fᵢ) · vᵢ · πᵢ · Bᵢₜ,   Tᵢ = the whole purchases within fᵢ · years
 *     Bᵢₜ = (Aᵢ · Mᵢ^t) at your brand
 *     customer equity = mean of CLVᵢ · population
 *     with the improvement, in each row of Mᵢ:  p′ of your brand = p·e^u / (1 − p + p·e^u),  of others p / (1 − p_own + p_own·e^u)
 *     return = (shift − cost) / cost
 *
 * d is the discount rate, f purchases a year, v volume, π margin, A the choice now, M the brand-switching matrix, u the gain
 * in utility. Purchase 0 is the one being made now: it is not discounted, and no improvement changes it.
 *
 * A customer who buys elsewhere is not lost for good here, as in models of retention: those who left come back by the
 * matrix. The matrix and the coefficients come from a choice model fitted to surveys or panels; the return is as good as
 * they are, and a coefficient that was only ever a correlation makes no cause.
 *
 * @param customers - A sample of customers of all brands, yours and others; or segments, with weights.
 * @param inputs - Your brand, the population, the horizon, the discount rate and the cost.
 * @returns Customer equity without and with the improvement, its shift, the return on the cost, and every lifetime value;
 * `undefined` when there are no customers.
 * @throws `TypeError` or `RangeError` for a field that is missing or outside its range, for choices or rows that do not add up
 * to 1 (within 1e-9), for a matrix that is not square, a brand that is not in it, and for a result too large for a number.
 * @example
 * ```ts
 * import { customerEquityShift } from 'custometry';
 *
 * const switching = [[0.8, 0.2], [0.1, 0.9]];
 * const common = { purchasesPerYear: 2, volume: 100, margin: 0.3, switching, utilityGain: 0.25 };
 * const result = customerEquityShift(
 *   [{ ...common, choice: [1, 0] }, { ...common, choice: [0, 1], weight: 2 }],
 *   { brand: 0, population: 30_000, years: 3, discountRate: 0.1, cost: 200_000 },
 * )!;
 * result.customerEquity; // => 1828525.3…
 * result.shift; // => 288132.2…
 * result.returnOnInvestment; // => 0.44066…
 * ```
 * @see Roland T. Rust, Katherine N. Lemon and Valarie A. Zeithaml (2004), "Return on Marketing: Using Customer Equity to
 * Focus Marketing Strategy", Journal of Marketing 68(1), 109-127.
 */
export function customerEquityShift(
  customers: readonly EquityCustomer[],
  inputs: CustomerEquityInputs,
): CustomerEquityShift | undefined {
  if (!Array.isArray(customers)) refuse(customers, `${CALLER}: customers`, 'an array', '', '');
  const read = reader(inputs, CALLER);
  const population = read('population', NOT_NEGATIVE);
  const years = read('years', [5e-324, 100, 'above 0 and up to 100']);
  const discountRate = read('discountRate', FRACTION);
  const cost = read('cost', NOT_NEGATIVE);
  const brand = read('brand', whole(0, 1e6));
  const weights: number[] = [];
  const lifetimeValues = customers.map((customer: EquityCustomer, index) => {
    const path = `customers[${index}]`;
    const number = (name: NumberField, range: Range): number =>
      within(customer?.[name] as number, `${CALLER}: ${path}.${name}`, range);
    const frequency = number('purchasesPerYear', [5e-324, 1000, 'above 0 and up to 1000']);
    const worth = number('volume', NOT_NEGATIVE) * number('margin', [-1, 1, 'a fraction from -1 to 1']);
    const gain = number('utilityGain', FINITE);
    weights.push(within(customer.weight ?? 1, `${CALLER}: ${path}.weight`, POSITIVE));
    const choice = probabilities(customer.choice, `${path}.choice`, undefined);
    if (brand >= choice.length) {
      refuse(brand, `${CALLER}: brand`, `the place of one of the ${choice.length} brands of ${path}`);
    }
    const matrix: readonly (readonly number[])[] = customer.switching;
    if (!Array.isArray(matrix)) refuse(matrix, `${CALLER}: ${path}.switching`, 'an array', '', '');
    if (matrix.length !== choice.length) {
      refuse(matrix.length, `${CALLER}: ${path}.switching.length`, `the number of brands (${choice.length})`);
    }
    const rows = matrix.map((row, from) => probabilities(row, `${path}.switching[${from}]`, choice.length));
    const value = (matrix: readonly (readonly number[])[]): number =>
      worth * purchases(choice, matrix, brand, frequency, years, discountRate);
    return { without: value(rows), with: value(rows.map((row) => improved(row, brand, gain))) };
  });
  if (lifetimeValues.length === 0) return undefined;
  const equity = (values: readonly number[]): number =>
    representable(population * weightedMean(values, weights, CALLER), CALLER);
  const customerEquity = equity(lifetimeValues.map(({ without }) => without));
  const customerEquityWith = equity(lifetimeValues.map((values) => values.with));
  const shift = equity(lifetimeValues.map((values) => values.with - values.without));
  const netPresentValue = representable(shift - cost, CALLER);
  return {
    customerEquity,
    customerEquityWith,
    shift,
    netPresentValue,
    returnOnInvestment: cost ? representable(netPresentValue / cost, CALLER) : undefined,
    lifetimeValues,
  };
}

const CALLER = 'customerEquityShift';

type NumberField = 'purchasesPerYear' | 'volume' | 'margin' | 'utilityGain';

/** How many of a customer's purchases are expected to be of the brand, each discounted to now. */
function purchases(
  choice: readonly number[],
  switching: readonly (readonly number[])[],
  brand: number,
  frequency: number,
  years: number,
  discountRate: number,
): number {
  let probability = choice;
  let total = 0;
  // The product of two decimals, such as 0.7 · 10, can round to just below a whole number.
  const last = Math.floor(frequency * years * (1 + 1e-14));
  for (let t = 0; t <= last; t++) {
    total += (1 + discountRate) ** (-t / frequency) * (probability[brand] as number);
    const now = probability;
    probability = now.map((_, to) => now.reduce((sum, p, from) => sum + p * (switching[from]?.[to] as number), 0));
  }
  return total;
}

/** A row of the matrix once the brand's odds have grown e^gain times. */
function improved(row: readonly number[], brand: number, gain: number): number[] {
  const own = row[brand] as number;
  // By the sign, so that e to the power of it is at most 1 and cannot overflow.
  const [up, down] = gain > 0 ? [1, Math.exp(-gain)] : [Math.exp(gain), 1];
  const total = own * up + (1 - own) * down;
  return row.map((p, to) => (total > 0 ? (p * (to === brand ? up : down)) / total : p));
}

function probabilities(row: readonly number[], name: string, length: number | undefined): readonly number[] {
  const path = `${CALLER}: ${name}`;
  if (!Array.isArray(row)) refuse(row, path, 'an array', '', '');
  if (length !== undefined && row.length !== length)
    refuse(row.length, `${path}.length`, `the number of brands (${length})`);
  const total = row.reduce((sum, p, index) => sum + within(p, `${path}[${index}]`, FRACTION), 0);
  if (Math.abs(total - 1) > 1e-9) refuse(total, `${path} in all`, '1 (within 1e-9)');
  return row;
}
