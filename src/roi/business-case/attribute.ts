import { FINITE, NOT_NEGATIVE, refuse, representable, within } from '../../internal/check.js';
import { coalitionWeights } from './shapley.js';

/** A change of a product of drivers, and the part that each of them has in it. */
export interface Attribution<Driver extends string = string> {
  /** The product of the drivers before. */
  readonly before: number;
  /** The product of the drivers after. */
  readonly after: number;
  /** after − before. */
  readonly change: number;
  /** What each driver contributed to the change; together they are the change. */
  readonly drivers: Readonly<Record<Driver, number>>;
}

/**
 * Attribution: the change of a product of drivers (customers × orders a customer × value of an order × margin, say) split
 * among them by Shapley values, so that the parts add up to the change and no order of the drivers matters. In the unit of
 * the product.
 *
 * A waterfall changes one driver after the other, and what each is given depends on who comes first: where customers and
 * spend both double, from 1 × 1 to 2 × 2, the first gets 1 and the second 2. The Shapley value is the mean over all orders:
 *
 *     φᵢ = (xᵢ′ − xᵢ) · Σ over S without i:  |S|! (k − 1 − |S|)! / k! · Π (j in S) xⱼ′ · Π (j not in S, j ≠ i) xⱼ
 *
 * It is efficient (Σ φᵢ is the change), symmetric (drivers that change alike get alike) and gives a driver that did not
 * change nothing.
 *
 * @param before - The drivers before, by name: finite numbers of any sign. From 1 to 100.
 * @param after - The same drivers after.
 * @returns The product before and after, the change, and each driver's part.
 * @throws `TypeError` or `RangeError` for a driver that is not a finite number, that is missing from one of the two, for
 * none or more than 100, and for a product too large for a number.
 * @example
 * ```ts
 * import { attribute } from 'custometry';
 *
 * const change = attribute({ customers: 1000, spend: 200, margin: 0.4 }, { customers: 1100, spend: 210, margin: 0.4 });
 * change.change; // => 12400
 * change.drivers.customers; // => 8200
 * change.drivers.spend; // => 4200
 * change.drivers.margin; // => 0
 * ```
 * @see Lloyd S. Shapley (1953), "A Value for n-Person Games", Contributions to the Theory of Games II, 307-317; Anthony F.
 * Shorrocks (2013), "Decomposition Procedures for Distributional Analysis: A Unified Framework Based on the Shapley
 * Value", Journal of Economic Inequality 11, 99-126.
 */
export function attribute<Driver extends string>(
  before: Readonly<Record<Driver, number>>,
  after: Readonly<Record<Driver, number>>,
): Attribution<Driver> {
  const { names, old, now } = readDrivers(before, after, 'attribute', FINITE);
  const weights = coalitionWeights(names.length);
  const parts = names.map((_, i) => {
    // sums[s]: over all choices of s of the other drivers, the product with those after and the rest before.
    const sums = [1];
    for (let j = 0; j < names.length; j++) {
      if (j === i) continue;
      sums.push(0);
      for (let s = sums.length - 1; s >= 0; s--) {
        const withIt = s === 0 ? 0 : (sums[s - 1] as number) * (now[j] as number);
        sums[s] = (sums[s] as number) * (old[j] as number) + withIt;
      }
    }
    const mean = sums.reduce((total, sum, s) => total + sum * (weights[s] as number), 0);
    return ((now[i] as number) - (old[i] as number)) * mean;
  });
  return attribution(names, old, now, parts, 'attribute');
}

/**
 * Attribution by the logarithmic mean Divisia index (LMDI): the change of a product of positive drivers split among them in
 * proportion to their logarithmic changes. The variant that energy economics uses; see {@link attribute} for the one to
 * prefer, which also takes zeros and negative numbers.
 *
 *     φᵢ = L(V′, V) · ln(xᵢ′ / xᵢ),   L(a, b) = (a − b) / ln(a / b),  L(a, a) = a
 *
 * Like the Shapley value it is efficient, symmetric, and gives a driver that did not change nothing; unlike it, a driver's
 * share in the logarithmic change is the same however the others are grouped.
 *
 * @param before - The drivers before, by name: finite numbers of at least 0. From 1 to 100.
 * @param after - The same drivers after.
 * @returns The product before and after, the change, and each driver's part; `undefined` when two or more drivers come from
 * or go to 0, so that the logarithms do not say whose the change is. Where one does, the change is its.
 * @throws `TypeError` or `RangeError` for a driver that is not a finite number of at least 0, that is missing from one of
 * the two, for none or more than 100, and for a product too large for a number.
 * @example
 * ```ts
 * import { attributeLmdi } from 'custometry';
 *
 * const change = attributeLmdi({ customers: 1000, spend: 200 }, { customers: 1100, spend: 210 });
 * change?.change; // => 31000
 * change?.drivers.customers; // => 20503.87…
 * change?.drivers.spend; // => 10496.12…
 * ```
 * @see B. W. Ang (2005), "The LMDI Approach to Decomposition Analysis: A Practical Guide", Energy Policy 33, 867-871.
 */
export function attributeLmdi<Driver extends string>(
  before: Readonly<Record<Driver, number>>,
  after: Readonly<Record<Driver, number>>,
): Attribution<Driver> | undefined {
  const { names, old, now } = readDrivers(before, after, 'attributeLmdi', NOT_NEGATIVE);
  const fromOrToZero = names.map((_, i) => (old[i] === 0) !== (now[i] === 0));
  const zeros = fromOrToZero.filter(Boolean).length;
  const [v, w] = [product(old), product(now)];
  if (zeros > 1 && v !== w) return undefined;
  const logs = names.map((_, i) => (old[i] === 0 ? 0 : logRatio(now[i] as number, old[i] as number)));
  const total = logs.reduce((sum, log) => sum + log, 0);
  // L(V′, V) from the logarithm of V′ / V, which has its digits where V′ is near V, and where one of them is too small.
  const mean = total === 0 ? v : (Math.max(v, w) * -Math.expm1(-Math.abs(total))) / Math.abs(total);
  const parts = logs.map((log, i) => {
    if (zeros > 0) return fromOrToZero[i] ? w - v : 0;
    return mean * log;
  });
  return attribution(names, old, now, parts, 'attributeLmdi');
}

/** ln(a / b), with its digits where a is near b. */
function logRatio(a: number, b: number): number {
  return a < 2 * b && b < 2 * a ? Math.log1p((a - b) / b) : Math.log(a) - Math.log(b);
}

function product(factors: readonly number[]): number {
  return factors.reduce((total, factor) => total * factor, 1);
}

function readDrivers<Driver extends string>(
  before: Readonly<Record<Driver, number>>,
  after: Readonly<Record<Driver, number>>,
  caller: string,
  range: typeof FINITE,
): { names: Driver[]; old: number[]; now: number[] } {
  for (const [drivers, name] of [[before, 'before'] as const, [after, 'after'] as const]) {
    if (typeof drivers !== 'object' || drivers === null) refuse(drivers, `${caller}: ${name}`, 'an object', '', '');
  }
  const names = Object.keys(before) as Driver[];
  if (names.length === 0 || names.length > 100) refuse(names.length, `${caller}: before`, 'from 1 to 100 drivers');
  for (const name of Object.keys(after)) {
    if (!Object.hasOwn(before, name)) within(undefined as never, `${caller}: before.${name}`, range);
  }
  return {
    names,
    old: names.map((name) => within(before[name], `${caller}: before.${name}`, range)),
    now: names.map((name) => within(after[name], `${caller}: after.${name}`, range)),
  };
}

function attribution<Driver extends string>(
  names: readonly Driver[],
  old: readonly number[],
  now: readonly number[],
  parts: readonly number[],
  caller: string,
): Attribution<Driver> {
  const [before, after] = [representable(product(old), caller), representable(product(now), caller)];
  // No prototype, so that a driver can have any name.
  const drivers: Record<Driver, number> = Object.create(null);
  names.forEach((name, i) => {
    drivers[name] = representable(parts[i] as number, caller);
  });
  return { before, after, change: representable(after - before, caller), drivers };
}
